# Chapter 1 of the report: which needs the pandemic brought.

new_needs-happened = Was geschehen ist
new_needs-areas = In welchen Gebieten der Bedarf hoch ist
new_needs-where = Wo
new_needs-poverty = Vor der Pandemie und heute
new_needs-sure = Wie sicher das ist
new_needs-means = Was es bedeutet
new_needs-none = In keinem Indikator zeigen die Zahlen einen neuen oder verschärften Bedarf über den Zufall hinaus. Das heißt nicht, dass es keinen gibt.
new_needs-expected = wie erwartet
new_needs-when = Pandemiezeit gegenüber dem Erwarteten
new_needs-figure = { $indicator } in der Pandemie: Abweichung vom Erwarteten in Prozent, { $level }. Linie: 95-%-Bereich. Dunkel: gesichert mehr ({ $worse } von { $n }).{ $told ->
    [yes] { " " }In Klammern: gegenüber { $before }.
   *[no] { "" }
}
new_needs-figure-alt = Punktdiagramm. { new_needs-figure } Am höchsten: { $first } ({ $first_excess }), am niedrigsten: { $last } ({ $last_excess }).
new_needs-how-sure = Genannt wird nur, was über den Zufall hinausgeht, auch wenn man alle Gebiete und Indikatoren zugleich betrachtet. Ein Unterschied zeigt einen zeitlichen Zusammenhang, keine Ursache.
new_needs-open = Für die Stadt insgesamt bleibt bei { $n } { $n ->
    [one] Indikator
   *[other] Indikatoren
} offen, ob sich etwas verändert hat, weil die Zahlen dafür zu stark schwanken. Am weitesten vom Erwarteten liegen: { $indicators }.
new_needs-open-one = { $indicator } ({ $excess })
new_needs-follows = { $figures ->
    [0] Kein Thema ist durch eine laufende Statistik als neuer oder verschärfter Bedarf belegt.
    [one] Durch eine laufende Statistik belegt ist ein Thema: { $of_figures }.
   *[other] Durch laufende Statistiken belegt sind { $figures } Themen: { $of_figures }.
} { $counts ->
    [0] { "" }
    [one] Bei einem weiteren zählten Ämter mehr Fälle oder Personen als vor der Pandemie.{ " " }
   *[other] Bei { $counts } weiteren zählten Ämter mehr Fälle oder Personen als vor der Pandemie.{ " " }
}{ $reported ->
    [0] { "" }
    [one] Bei einem berichten es Studien oder Träger; keine laufende Zählung zeigt es dort.
   *[other] Bei { $reported } berichten es Studien oder Träger (Kapitel { $chapter }); keine laufende Zählung zeigt es dort.
}
