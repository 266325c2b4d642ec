# The page to browse (zahlen.html): choosing figures, seeing them on a map, over time and as a table.

browse-title = Zahlen zum Nachsehen
browse-about = Alle Zahlen dieser Ausgabe nach Indikator, Gebiet und Zeitraum: { $mapped ->
    [yes] auf der Karte
   *[no] nebeneinander
}, im Verlauf und als Tabelle, jeweils mit der Abfrage (SQL), die dieselben Zeilen liefert. Geheim gehaltene und nicht freigegebene Zahlen sind nicht enthalten.
browse-script = Zum Auswählen braucht diese Seite JavaScript. Ohne JavaScript stehen die Zahlen in der Excel-Datei.
browse-workbook = Alle Zahlen (anlage.xlsx)
browse-report = Zum Bericht
browse-choose = Auswahl
browse-level = Ebene
browse-areas = Gebiete
browse-areas-all = alle
browse-chosen = { $n ->
    [one] 1 ausgewählt
   *[other] { $found } ausgewählt
}
browse-clear = Auswahl der Gebiete aufheben
browse-view = { $view ->
    [map] { $mapped ->
        [yes] Karte
       *[no] Gebiete nebeneinander
    }
    [course] Verlauf
   *[table] Tabelle
}
browse-values = Werte dieses Verlaufs als Tabelle
browse-rows = Zeilen: { $found }
browse-caption = { $indicator }: { $level }, { $period }
browse-course-caption = { $indicator }: { $level }, alle Zeiträume
browse-without = { $n ->
    [0] { "" }
   *[other] Ohne Zahlen in dieser Ausgabe: { $names }.
}

## The map

browse-map-alt = { $map }: { $level }, { $period }. Alle Werte stehen in der Tabelle auf dieser Seite.
browse-map-none = Diese Ebene hat nur ein Gebiet; zu vergleichen ist hier nichts.
browse-map-unclassed = Hier gibt es keine Bedarfsklassen; die Felder bleiben ohne Farbe.
browse-map-hint = Farbe: gesicherte Bedarfsklasse. In Klammern, ohne Farbe und gestrichelt umrandet: nicht gesicherte Klasse. Ein Klick auf ein Gebiet wählt es aus, ebenso das Kästchen bei „Gebiete“.
browse-unsure = { $n ->
    [0] Alle Klassen sind gesichert.
    [one] Klasse nicht gesichert: 1 Gebiet.
   *[other] Klasse nicht gesichert: { $found } Gebiete.
}
browse-absent = Ohne Wert: { $names }.

## The course

browse-course-alt = Liniendiagramm: { $level }. Alle Werte stehen in der Tabelle darunter.
browse-course-none = Für diese Auswahl ist kein Wert bekannt.
browse-course-hint = Linie: Wert des Gebiets. Heller Streifen: 95-%-Bereich, wo es einen gibt. Gestrichelt: die Stadt insgesamt. Hohler Punkt: Schätzwert. Die senkrechte Achse beginnt nicht immer bei null.

## The table

browse-sure-head = Sicherheit
browse-sure = { $sure ->
    [yes] ✓ gesichert
    [no] ? nicht gesichert
    [undetermined] ? nicht bestimmbar
   *[none] keine Klasse
}
browse-rank = { $rank } von { $of }
browse-method-head = Entstehung

## What the classes mean

browse-explained = Was die Klassen und Zeichen bedeuten
browse-status = Die Quelle nennt den Wert { labels-status }.
browse-unsure-classes = Eine Klasse ist nicht gesichert, wenn der Unterschied zur Mitte der Gebiete auch Zufall sein kann oder wenn der Wert keinen veröffentlichten Zufallsbereich hat. Sie steht in Klammern und mit einem Fragezeichen, bekommt keine Farbe und zählt im Bericht nicht. Zwei Gebiete lassen sich nach ihr nicht vergleichen.

## Taking away

browse-sources = Quellen
browse-csv = Zeilen als CSV
browse-csv-form = CSV: Spalten wie in der Abfrage, Werte wie in der Datenbank (Anteile von 0 bis 1), Semikolon zwischen den Spalten, Dezimalkomma, UTF-8.
browse-sql = Abfrage (SQL) zu dieser Ansicht
browse-sql-about = Liefert aus der Datenbank sozialraum.duckdb derselben Ausgabe die Zeilen dieser Ansicht.
browse-copy = SQL kopieren
browse-copied = Die Abfrage ist kopiert.
