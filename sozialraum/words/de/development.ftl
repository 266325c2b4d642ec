# How the city's figures moved: before the pandemic, in it, and now.

development-caption = { $field }: { $city } insgesamt vor, in und nach den Pandemiejahren { $years }
development-before = Vergleichswert vor { $began }
development-lowest = Niedrigster { $years }
development-highest = Höchster { $years }
development-latest = Neuester Wert
development-latest-against-before = Neuester gegenüber vor { $began }
development-absent = { $what ->
    [survey] keine Erhebung
   *[value] kein Wert
}
development-judged = { $need ->
    [higher] höherer Bedarf
    [lower] niedrigerer Bedarf
    [similar] nicht gesichert
    [incomparable] kein Vergleich möglich
   *[unknown] nicht beurteilbar
}
development-compared-note = Der neueste Wert wird mit dem letzten Wert vor { $began } verglichen, bei Monats- und Quartalswerten mit dem letzten desselben Monats oder Quartals, weil sie im Jahreslauf schwanken. Niedrigster und höchster Wert stammen aus der Zeit von { $began } bis { $ended } (bei Jahreszahlen: { $years }).
development-not-only-pandemic = Was sich seit { $year } verändert hat, ist nicht allein der Pandemie zuzuschreiben.
development-break = Bekannter Bruch ab { $since }: { $text }{ $n ->
    [0] { "" }
   *[other] { " " }Betroffen: { $indicators }.
}
development-survey = Befragung: Die Quelle nennt keine Zahl der Antworten. Die 95-%-Bereiche beruhen auf einer Annahme: { $answers } Antworten je Befragung, gleichmäßig auf die Gebiete verteilt, und ein Design-Effekt von { $design_effect } (um diesen Faktor ist die wirksame Zahl der Antworten kleiner, vor allem wegen der Gewichtung).

## The line of the city's figures

development-span = { $first } bis { $last }
development-line = { $indicator }: { $city } insgesamt, { development-span }.{ $shaded ->
    [yes] { " " }Grau hinterlegt: die Pandemiejahre { $years }.
   *[no] { "" }
} Die senkrechte Achse beginnt nicht immer bei null.
development-line-alt = Liniendiagramm, { development-span }. Erster Wert { $first_value }, letzter Wert { $last_value }. Niedrigster Wert { $lowest } ({ $lowest_in }), höchster Wert { $highest } ({ $highest_in }).
development-table = { $indicator }: { $city } insgesamt
development-newest-shown = { $shown ->
    [one] Gezeigt ist der neueste von { $n } Werten.
   *[other] Gezeigt sind die { $shown } neuesten von { $n } Werten.
}
