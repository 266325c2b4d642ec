# What the offices are asked, and how much hangs on it.

open_question-ask = { $theme }: { $fact ->
    [use] Wie stark werden die Angebote genutzt?
    [capacity] Wie viele Plätze oder Stellen haben die Angebote, und wie stark werden sie genutzt?
    [plan_adjustment] Wurde die geltende Planung ({ $plans }) wegen der Pandemie angepasst, und wie?
    [plan] Gibt es eine geltende Planung, die auf den gestiegenen Bedarf eingeht?{ $has_plans ->
        [yes] { " " }Bekannt: { $plans }.
       *[no] { "" }
    }
   *[statement] Womit kann der Bedarf gedeckt werden: mit dem Vorhandenen, mit anderen Aufgaben, mit mehr Mitteln, oder derzeit nicht? (zwei unabhängige Stellen, oder eine mit Zahlen)
} { $n ->
    [0] Für sich allein entscheidet das noch keinen Fall.
    [one] Das könnte 1 Fall entscheiden{ open_question-city }.
   *[other] Das könnte { $n } Fälle entscheiden{ open_question-city }.
}
open_question-city = { $for_the_city ->
    [yes] , auch den für die ganze Stadt
   *[no] { "" }
}
