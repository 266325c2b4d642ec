# Maps of a level's areas.

maps-name = { $kind ->
    [outlines] Karte
    [tiles] Schematische Karte
   *[alphabet] Übersicht ohne Lage
}
maps-note = { $kind ->
    [outlines] Umrisse vereinfacht.
    [tiles] Schematische Karte: Jedes Gebiet ist ein gleich großes Feld, ungefähr dort, wo es liegt, Norden ist oben. Größe und Grenzen sind nicht dargestellt.
   *[alphabet] Keine Karte: Die Felder stehen in der Reihenfolge der Namen, nicht nach ihrer Lage, denn weder Umrisse noch eine schematische Anordnung liegen vor.
}{ $n ->
    [0] { "" }
   *[other] { " " }Quelle der Umrisse: { $sources }.
}
maps-class = { $class } { labels-class }
maps-title = { $kind ->
    [alphabet] Die Bedarfe der Gebiete
   *[other] Die Bedarfe auf der Karte
}
maps-choice = { $kind ->
    [alphabet] Indikator
   *[other] Indikator auf der Karte
}
maps-caption = { maps-name }: Bedarfsklassen der Indikatoren, { $level }. { maps-note }{ $estimates ->
    [yes] { " " }≈ steht für Schätzwerte.
   *[no] { "" }
} Werte, Bereiche und Stand stehen in den Tabellen der Indikatoren im Anhang und in den Profilen.
maps-seen = { $high ->
    [0] Kein Gebiet liegt gesichert in Klasse 5.
   *[other] Sehr hoher Bedarf (Klasse 5): { $highest }.
}{ $unsure ->
    [0] { "" }
   *[other] { " " }Klasse nicht gesichert: { $unsure } { $unsure ->
        [one] Gebiet
       *[other] Gebiete
    }.
}{ $absent ->
    [0] { "" }
   *[other] { " " }Ohne Wert: { $missing }.
}
maps-indicator = { $period }. { maps-seen }
maps-indicator-alt = { maps-name } von { $n } { labels-areas-dative }: { $indicator }, { $period }. { maps-seen }
maps-locator = { maps-name }: Lage von { $area }.
maps-locator-alt = { maps-name }: Lage von { $area } unter { $n } Gebieten.
maps-locator-source = Quelle: Gebietsgliederung der Stadt; Stand: { $day }.
maps-locator-sources = je Indikator im Anhang
maps-counted = { maps-name }. Zahl im Feld: Indikatoren mit gesichert hohem Bedarf (Klasse 4 oder 5) von { $same ->
    [yes] { $most }
   *[no] { $least } bis { $most }
}, die sich beurteilen lassen{ $estimates ->
    [yes] , ohne Schätzwerte
   *[no] { "" }
}.{ $unknown ->
    [0] { "" }
    [one] { " " }1 Gebiet ist nicht beurteilbar.
   *[other] { " " }{ $unknown } Gebiete sind nicht beurteilbar.
}
maps-counted-alt = { maps-counted } { $n } Gebiete. { $top ->
    [0] Keines hat einen gesichert hohen Bedarf.
   *[other] Die meisten, { $top }: { $first }.
}
