# Chapter 6 of the report: what the offices are asked.

asked-title = Offene Fragen an die Ämter
asked-about = { $n ->
    [one] Eine Auskunft würde
   *[other] { $n } Auskünfte würden
} Fälle entscheiden, die heute offen sind: je Thema bis zu { $cases }, die Stadt und ihre Gebiete zusammengezählt. Es sind immer dieselben Fragen.
asked-table = Wer welche Frage zu welchen Themen beantworten kann
asked-office = Amt
asked-question = { $fact ->
    [use] Wie stark werden die Angebote genutzt?
    [capacity] Wie viele Plätze oder Stellen haben die Angebote, und wie stark werden sie genutzt?
   *[statement] Womit kann der Bedarf gedeckt werden: mit dem Vorhandenen, mit anderen Aufgaben, mit mehr Mitteln, oder derzeit nicht?
}
asked-theme = { $theme } ({ $n })
asked-note = In Klammern: so viele Fälle würde die Auskunft entscheiden. Zur letzten Frage gelten zwei unabhängige Stellen, oder eine mit Zahlen.
