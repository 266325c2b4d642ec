# Finding areas, comparing two of them, quoting and taking away what the page shows.

lookup-indicator = { $name }{ labels-per-unit }
lookup-compare = Zwei Gebiete vergleichen
lookup-first = Erstes Gebiet
lookup-second = Zweites Gebiet
lookup-compared = { $one } und { $other } im Vergleich
lookup-compared-note = In Klammern: 95-%-Bereich. Farbe: Bedarfsklasse, nur wo sie gesichert ist. { labels-estimate-note }
lookup-postcodes = Postleitzahlen verzeichneter Angebote:
lookup-editions = Alle Ausgaben
lookup-cite = Zitieren
lookup-cited = Das Zitat ist kopiert.
lookup-cite-field = Zitat zum Kopieren
lookup-citation = { $city }: { $title }, Ausgabe { $edition }, Stand { $day }. „{ $name }“, Marke { $anchor }.
lookup-table = Tabelle als CSV
lookup-picture = Bild als SVG
lookup-figures = Zahlen als CSV
lookup-anchor = Link

## The figures behind a picture

lookup-column = { $what ->
    [area] { labels-area }
    [indicator] { labels-indicator }
    [theme] { labels-theme }
    [group] Gruppe
    [month] Monat
    [year] Jahr
    [value] { labels-value }
    [low] 95-%-Bereich von
    [high] 95-%-Bereich bis
    [earlier] früherer Wert
    [earlier_low] früher, 95-%-Bereich von
    [earlier_high] früher, 95-%-Bereich bis
    [change] Veränderung in %
    [class] { labels-class-head }
   *[supply] Angebote
}
