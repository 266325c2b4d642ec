# What the offices are asked, and how much hangs on it.

open_question-ask = { $theme }: { $fact ->
    [use] How heavily are the services used?
    [capacity] How many places or posts do the services have, and how heavily are they used?
    [plan_adjustment] Was the current plan ({ $plans }) adjusted because of the pandemic, and how?
    [plan] Is there a current plan that responds to the increased need?{ $has_plans ->
        [yes] { " " }Known: { $plans }.
       *[no] { "" }
    }
   *[statement] By what means can the need be met: with what exists, with other remits, with more funding, or not at present? (two independent organisations, or one with figures)
} { $n ->
    [0] On its own, this would not yet decide any case.
    [one] This could decide 1 case{ open_question-city }.
   *[other] This could decide { $n } cases{ open_question-city }.
}
open_question-city = { $for_the_city ->
    [yes] , including the one for the whole { -city }
   *[no] { "" }
}
