# Chapter 6 of the report: what the offices are asked.

asked-title = Open questions for public bodies
asked-about = { $n ->
    [one] One answer would
   *[other] { $n } answers would
} decide cases that are open today: up to { $cases } per theme, counting the { -city } and its areas together. The questions are always the same.
asked-table = { $group ->
    [coverage] Who can say whether the need can be met
   *[planning] Who can say whether plans were adjusted
}
asked-office = Public body
asked-question = { $fact ->
    [use] How heavily are the services used?
    [capacity] How many places or posts do the services have, and how heavily are they used?
    [statement] By what means can the need be met: with what exists, with other remits, with more funding, or not at present?
    [plan_adjustment] Was the current plan adjusted because of the pandemic, and how?
   *[plan] Is there a current plan that responds to the increased need?
}
asked-theme = { $theme }{ $fewer ->
    [yes] { " " }({ $n })
   *[no] { "" }
}
asked-note = Without a number: the answer would decide { $cases } cases, otherwise as many as stand in brackets.{ $group ->
    [coverage] { " " }For the last question, two independent organisations count, or one with figures.
   *[planning] { "" }
}
