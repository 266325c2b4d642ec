# The page of an area.

area_page-title = Die { $areas } auf je einer Seite
area_page-full-name = Voller Name
area_page-place = { $single ->
    [yes] Nach Dringlichkeit liegt das Gebiet auf Platz { $low } von { $n }.
   *[no] Nach Dringlichkeit liegt das Gebiet auf Platz { $low } bis { $high } von { $n }.
}
area_page-high = { $n ->
    [0] { $judged ->
        [0] Zu keinem Thema lässt sich sagen, ob der Bedarf im Vergleich der Gebiete hoch ist.
        [one] Von { $all } Themen lässt sich 1 nach einer eigenen Zahl beurteilen; gesichert hoch ist der Bedarf dabei nicht.
       *[other] Von { $all } Themen lassen sich { $judged } nach einer eigenen Zahl beurteilen; gesichert hoch ist der Bedarf bei keinem davon.
    }
   *[other] Gesichert hoch ist der Bedarf bei: { $themes } ({ $n } von { $judged } beurteilbaren).
}
area_page-high-figures = { $n ->
    [0] { $judged ->
        [0] Zu keinem Indikator lässt sich sagen, ob der Bedarf im Vergleich der Gebiete hoch ist.
        [one] Von { $all } { $all ->
            [one] Indikator
           *[other] Indikatoren
        } lässt sich 1 beurteilen; gesichert hoch ist der Bedarf dabei nicht.
       *[other] Von { $all } Indikatoren lassen sich { $judged } beurteilen; gesichert hoch ist der Bedarf bei keinem davon.
    }
   *[other] Gesichert hoch ist der Bedarf bei: { $indicators } ({ $n } von { $judged } beurteilbaren).
}
area_page-pandemic = { $larger ->
    [yes] Ringsum ({ $n ->
        [one] { $level }
       *[other] { $levels }
    } { $areas }) lagen die Zahlen in der Pandemie über dem Erwarteten. { $found }
   *[no] In der Pandemie lagen die Zahlen hier über dem Erwarteten. { $found }
}
area_page-excess = { $indicator }: { $excess }.
area_page-no-finding = { $judged ->
    [0] Für das Gebiet selbst lässt sich die Zeit vor der Pandemie nicht vergleichen.
    [one] Beim einzigen vergleichbaren Indikator ist für das Gebiet selbst kein höherer Bedarf als erwartet gesichert.
   *[other] Bei keinem der { $judged } vergleichbaren Indikatoren ist für das Gebiet selbst ein höherer Bedarf als erwartet gesichert.
}
area_page-figures = { $n ->
    [10] Zehn Zahlen
   *[other] Zahlen
}
area_page-table = { $area }: neueste Werte{ $compared ->
    [yes] , Werte der Stadt und vor der Pandemie
   *[no] { " " }und Werte der Stadt
}
area_page-before = Davor
area_page-since = Seither
area_page-earlier = { $period }: { $value }
area_page-moved = { $moved ->
    [up] ↑ gestiegen
    [down] ↓ gesunken
    [same] → nicht gesichert
   *[unknown] –
}{ $broken ->
    [yes] { " " }(Bruch)
   *[no] { "" }
}
area_page-reading = Klasse 1 bis 5: geringer bis hoher Bedarf im Vergleich, in Klammern nicht gesichert, n. b. nicht bestimmbar.{ $sums ->
    [yes] { " " }Σ: aus kleineren Gebieten zusammengezählt.
   *[no] { "" }
}{ $compared ->
    [yes] { " " }Davor: letzter Wert vor der Pandemie. Seither: „gestiegen“ und „gesunken“ meinen die Zahl, nicht den Bedarf.
   *[no] { "" }
}
area_page-estimates = ≈ Schätzwert, veröffentlicht nur für größere Gebiete.
area_page-services-lead = Angebote
area_page-services = { $kinds }{ $more ->
    [0] .
    [one] ; dazu 1 weiteres.
   *[other] ; dazu { $more } weitere.
}
area_page-coverage-lead = Deckung
area_page-coverage = { $n ->
    [0] Plätze und Nutzung sind hier für kein Angebot bekannt.
   *[other] Plätze je 100 Personen der Zielgruppe: { $services }. Für andere Angebote sind Plätze und Nutzung nicht bekannt.
}
area_page-covered = { $service } { $ratio } (Stadt { $city }, { $period })
area_page-open = Offene Fragen
area_page-ask = { $missing ->
    [missing_need] Welche Zahl misst den Bedarf selbst bei: { $themes }?
    [missing_capacity] Wie viele Plätze haben die Angebote, und wie werden sie genutzt bei: { $themes }?
   *[missing_service_types] Welche Angebote sind zuerst da für: { $themes }?
}
area_page-undecided = Ob sich der Bedarf decken lässt, ist hier bei { $n } von { $themes } Themen offen.
