# What the forms of the report say beside its content: page, workbook, script.

form-skip = Zum Inhalt springen
form-contents = Inhalt
form-find = Gebiet finden
form-search = Gebiet suchen
form-plain = Das Wichtigste in Leichter Sprache
form-leaflet = Dieses Blatt zum Drucken (PDF)
form-attribution = Datenquelle
form-attribution-line = { labels-attribution }
form-classes = Bedarfsklassen
form-wide-table = Die Tabelle lässt sich seitlich verschieben.
form-wide-chart = Das Diagramm lässt sich seitlich verschieben.
form-page = Seite { $page } von { $pages }

## The script of the page: signs like %n give way to what it finds

form-found = { $n ->
    [0] Kein Gebiet gefunden
    [one] 1 Gebiet gefunden
   *[other] { $found } Gebiete gefunden
}
form-show-all = alle zeigen
form-sort = Sortieren: { $name }
form-sort-by = Sortieren nach: { $name }
form-sorted = { $up ->
    [yes] Sortiert nach { $name }, aufsteigend
   *[no] Sortiert nach { $name }, absteigend
}
form-filter = Zeilen filtern
form-left = { $found } von { $n } Zeilen
form-link = Link hierher: { $name }

## The workbook

form-workbook = { $title }: Anlage
form-workbook-title = { $title } – Anlage
form-workbook-contents = Inhalt
form-sheet = Blatt
form-table = Tabelle
form-column = Spalte
form-unit = Einheit
form-content = Inhalt der Zellen
form-kind = { $kind ->
    [integer] ganze Zahl
    [year] Jahr
    [number] Zahl
    [share] Anteil
    [amount] Zahl
    [date] Tag
    [flag] ja oder nein
   *[text] Text
}
form-about = Was darin steht
form-in-percent = in Prozent
form-yes-or-no = ja oder nein
form-flag = { $flag ->
    [yes] ja
   *[no] nein
}
