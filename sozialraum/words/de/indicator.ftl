# One indicator: what it means, its chart, its tables.

indicator-none = Für diesen Indikator liegt kein Wert vor.
indicator-city-only = Diese Zahl gibt es nur für die Stadt insgesamt; ein Vergleich der Gebiete ist nicht möglich.
indicator-direct-first = Maßgeblich ist die vorstehende Tabelle: Für diese Gebiete sind die Zahlen veröffentlicht. Die Schätzwerte in der folgenden Tabelle ersetzen sie nicht.
indicator-meaning = { $definition }.{ $unit ->
    [share] { " " }Angegeben in Prozent.
    [percent] { " " }Angegeben in Prozent.
    [per_1000] { " " }Angegeben je 1.000.
    [per_10000] { " " }Angegeben je 10.000.
    [per_100000] { " " }Angegeben je 100.000.
    [money] { " " }Einheit: { $currency }.
    [money_per_m2] { " " }Einheit: { $currency } je Quadratmeter.
    [years] { " " }Angegeben in Jahren.
   *[other] { "" }
} { $need ->
    [higher] Hohe Werte zeigen hohen Bedarf.
    [lower] Niedrige Werte zeigen hohen Bedarf.
   *[none] Diese Zahl steht neben den Bedarfen; sie selbst zeigt keinen und wird nicht in Klassen eingeteilt.
}{ $has_caveat ->
    [yes] { " " }Zu beachten: { $caveat }.
   *[no] { "" }
}
indicator-need = Bedarf
indicator-caption = { $indicator }: { $level }, { $period }{ $estimates ->
    [yes] { " " }– Schätzwerte
   *[no] { "" }
}
indicator-value-spoken = { $method ->
    [modelled] geschätzt { $value }
    [apportioned] geschätzt { $value }
    [aggregated] summiert { $value }
   *[other] { $value }
}{ $is_marked ->
    [yes] , { labels-status }
   *[no] { "" }
}
indicator-undetermined-short = n. b.
indicator-no-class = keine Klasse
indicator-class-spoken = Klasse { $class }, { labels-class }{ $estimate ->
    [yes] , Schätzwert
   *[no] { "" }
}{ $unsure ->
    [yes] , nicht gesichert
   *[no] { "" }
}
indicator-base = Bezugszahl: Stand { $periods }{ $carried ->
    [yes] { " " }(neuester vorliegender Stand).
   *[no] .
}
indicator-unplaced = Keinem Gebiet zuordenbare Fälle: { $cases }.
indicator-trend-note = „Bedarf“: Veränderung gegenüber { labels-compared-with }. „Klasse“: 1 sehr niedrig bis 5 sehr hoch; in Klammern: nicht gesichert.
indicator-no-trend = Für eine Veränderung des Bedarfs fehlt ein Vergleichswert.

## The chart of the areas by need

indicator-ranks = { $indicator }: { $level } nach Höhe { $need ->
    [yes] des Bedarfs
   *[no] der Werte
}, { $period }. Punkt: Wert{ $ranges ->
    [yes] ; Linie: 95-%-Bereich
   *[no] { "" }
}{ $reliable ->
    [yes] ; dunkler Punkt: Klasse 4 oder 5, gesichert
   *[no] { "" }
}.
indicator-ranks-alt = Punktdiagramm von { $n } { labels-areas-dative }, { $period }. { $need ->
    [yes] Höchster Bedarf
   *[no] Höchster Wert
}: { $first } mit { $first_value }. { $need ->
    [yes] Niedrigster Bedarf
   *[no] Niedrigster Wert
}: { $last } mit { $last_value }.{ $has_city ->
    [yes] { " " }Die Stadt insgesamt liegt bei { $city_value }.
   *[no] { "" }
} Alle Werte stehen in der Tabelle darunter.
indicator-city = Stadt { $value }
