# Places, use and target population of services.

coverage-about = Dieses Kapitel stellt Angebote der Zahl der Menschen gegenüber, für die sie gedacht sind. Gezeigt werden die Angebote, für die Zahlen vorliegen.
coverage-ratio-means = Die Deckung vergleicht Plätze mit der Zahl der Menschen, für die sie gedacht sind, im selben Gebiet. Werte über 100 % sind möglich und heißen nicht von selbst, dass es zu viele Plätze gibt: Die Zielgruppe ist nach dem Alter abgegrenzt und umfasst nicht immer alle, die das Angebot nutzen; Angebote werden auch von Menschen aus anderen Gebieten genutzt. Ebenso wenig heißt eine niedrige Deckung von selbst, dass Plätze fehlen.
coverage-users-means = „Nutzende“ sind die Menschen, die das Angebot nutzen, nicht die belegten Plätze.
coverage-surplus-means = „Plätze gegenüber dem Stadtwert“: wie viele Plätze ein Gebiet mehr (+) oder weniger (−) hat, als es bei der Deckung der ganzen Stadt hätte.
coverage-not-judged = Ob zusätzliche Bedarfe in den vorhandenen Einrichtungen gedeckt werden können, ist in diesem Stand der Daten nicht beurteilt. Die folgenden Zahlen zeigen, wie viele Plätze es im Verhältnis zu den Menschen gibt, für die sie gedacht sind.
coverage-none = Zur Deckung liegen keine Zahlen vor.
coverage-sites-only = Für diese Arten von Angeboten sind Standorte verzeichnet oder gesucht worden, aber weder Plätze noch Nutzung bekannt: { $services }.
coverage-themes-without = Zu diesen Themen gibt es Indikatoren, aber keine Zahlen über Angebote: { $themes }. Ob der Bedarf dort gedeckt ist, lässt sich aus Zahlen nicht beurteilen.

## Where services lie below the city

coverage-below-city = { $compared ->
    [0] Welche Gebiete ({ $level }) unter der Deckung der Stadt liegen, lässt sich für { $period } nicht sagen.
   *[other] Die Deckung beträgt in der Stadt { $ratio } ({ $period }). { $n ->
        [0] { $unknown ->
            [0] Kein Gebiet dieser Ebene ({ $level }) liegt deutlich darunter.
           *[other] Keines der { $compared } vergleichbaren Gebiete dieser Ebene ({ $level }) liegt deutlich darunter.
        }
        [one] Deutlich darunter liegt ({ $level }): { $areas }.
       *[other] Deutlich darunter liegen ({ $level }): { $areas }.
    }{ $unknown ->
        [0] { "" }
        [one] { " " }1 Gebiet lässt sich nicht vergleichen.
       *[other] { " " }{ $unknown } Gebiete lassen sich nicht vergleichen.
    }
}
coverage-area = { $area } ({ $ratio })
coverage-ratio = { $method ->
    [apportioned] ≈ { $ratio }
   *[other] { $ratio }
}
coverage-unknown-places = Zahl der Plätze unbekannt: { $services }.

## One service

coverage-target = Zielgruppe: { $target }.
coverage-reading = So sind die Tabellen zu Angeboten zu lesen
coverage-places-unknown = Wie viele Plätze es gibt, ist nicht bekannt. Deckung und Auslastung lassen sich deshalb nicht angeben; gezeigt wird nur die Inanspruchnahme.
coverage-areas = { $service }: { $areas }, { $period }
coverage-over-time = { $service }: { $city } insgesamt im Zeitverlauf
coverage-period = Zeitraum
coverage-places = Plätze
coverage-users = Nutzende
coverage-target-group = Zielgruppe
coverage-head = Deckung
coverage-utilisation = Auslastung
coverage-use = Inanspruch­nahme
coverage-surplus = Plätze gegenüber dem Stadtwert
coverage-class = Einordnung
coverage-unknown = unbekannt
coverage-read = Deckung: Plätze je 100 Personen der Zielgruppe. Auslastung: Nutzende je 100 Plätze. { coverage-read-use }
coverage-read-with-unit = Plätze: { $unit }. { coverage-read }
coverage-read-use = Inanspruchnahme: Nutzende je 100 Personen der Zielgruppe.
coverage-band = „Etwa Stadtwert“: höchstens { $band } unter oder über der Deckung der Stadt.
coverage-target-unknown = Zahl der Zielgruppe nicht bekannt: { $periods }.
coverage-target-of = Zahl der Zielgruppe, wo sie nicht vom selben Zeitraum ist: { $periods }.
coverage-figure = { $service }: Deckung, { $areas }, niedrigste zuerst, { $period }. Dunkler Punkt: unter dem Stadtwert.
coverage-seen = Punktdiagramm der Deckung in { $n } Gebieten, { $period }. Niedrigste: { $lowest } mit { $low }. Höchste: { $highest } mit { $high }. Alle Werte stehen in der Tabelle darunter.
coverage-city-line = Stadt { $ratio }
