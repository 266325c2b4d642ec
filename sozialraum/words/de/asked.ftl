# Chapter 6 of the report: what the offices are asked.

asked-title = Offene Fragen an die Ämter
asked-about = { $n ->
    [one] Eine Auskunft würde
   *[other] { $n } Auskünfte würden
} Fälle entscheiden, die heute offen sind: je Thema bis zu { $cases }, die Stadt und ihre Gebiete zusammengezählt. Es sind immer dieselben Fragen.
asked-table = { $group ->
    [coverage] Wer sagen kann, ob sich der Bedarf decken lässt
   *[planning] Wer sagen kann, ob Planungen angepasst wurden
}
asked-office = Amt
asked-question = { $fact ->
    [use] Wie stark werden die Angebote genutzt?
    [capacity] Wie viele Plätze oder Stellen haben die Angebote, und wie stark werden sie genutzt?
    [statement] Womit kann der Bedarf gedeckt werden: mit dem Vorhandenen, mit anderen Aufgaben, mit mehr Mitteln, oder derzeit nicht?
    [plan_adjustment] Wurde die geltende Planung wegen der Pandemie angepasst, und wie?
   *[plan] Gibt es eine geltende Planung, die auf den gestiegenen Bedarf eingeht?
}
asked-theme = { $theme }{ $fewer ->
    [yes] { " " }({ $n })
   *[no] { "" }
}
asked-note = Ohne Zahl: Die Auskunft würde { $cases } Fälle entscheiden, sonst so viele, wie in Klammern steht.{ $group ->
    [coverage] { " " }Zur letzten Frage gelten zwei unabhängige Stellen, oder eine mit Zahlen.
   *[planning] { "" }
}
