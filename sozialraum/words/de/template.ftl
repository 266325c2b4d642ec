# The file that an office fills in, and what its sheet of hints says.

template-sheet = Daten
template-total = Insgesamt
template-fill-in = { $office } – bitte nur die hellen Felder ausfüllen
template-period = { $cadence ->
    [week] eine Kalenderwoche, zum Beispiel „5. Kalenderwoche 2025“ oder „KW 5/2025“
    [month] ein Monat, zum Beispiel „Juni 2025“ oder „06/2025“
    [quarter] ein Quartal, zum Beispiel „2. Quartal 2025“
    [half_year] ein Halbjahr, zum Beispiel „1. Halbjahr 2025“ oder der Stichtag „30.06.2025“
    [school_year] ein Jahr, zum Beispiel „2024/25“
   *[year] ein Jahr, zum Beispiel „2025“
}
template-period-title = Zeitraum
template-period-asked = Bitte angeben: { template-period }
template-other-period-title = Anderer Zeitraum
template-other-period = Erwartet wird { template-period }. Trotzdem übernehmen?
template-no-number-title = Keine Zahl
template-no-number = Erwartet wird eine Zahl ab 0{ $kind ->
    [percent] { " " }bis 100
    [count] { " " }ohne Nachkommastellen
   *[other] { "" }
}{ $has_marks ->
    [yes] { " " }oder eines der Zeichen { $marks } (siehe Hinweise).
   *[no] .
}

## The sheet of hints

template-hints = Hinweise
template-hints-of = Hinweise: { $title }
template-about-head = Worum es geht
template-about = { $title }. Lieferndes Amt: { $office }.
template-purpose-head = Wozu
template-purpose = Sozialraum-Monitor, { $city }
template-release = { $is_released ->
    [yes] Die Zahlen sind zur Veröffentlichung freigegeben.
   *[no] Die Zahlen werden gelesen und geprüft. Veröffentlicht werden sie erst, wenn sie dafür freigegeben sind.
}
template-cadence-head = Wie oft
template-cadence = { $cadence ->
    [week] einmal in der Woche
    [month] einmal im Monat
    [quarter] einmal im Quartal
    [half_year] einmal im Halbjahr
    [school_year] einmal im Jahr
   *[year] einmal im Jahr
}
template-period-to-state = Anzugeben ist { template-period }.
template-fill-in-head = Ausfüllen
template-light-cells = Nur die hell hinterlegten Felder des Blattes „{ template-sheet }“ sind auszufüllen.
template-leave-names = Gebietsnamen und Spaltenköpfe bitte nicht ändern; sie sind geschützt.
template-plain-numbers = Zahlen ohne Tausenderpunkt und ohne Zusätze eintragen.
template-total-means = Kontrollsumme aus dem Fachverfahren, nicht aus dieser Tabelle errechnet: Sie wird mit der Summe der Gebiete verglichen. Das Feld darf leer bleiben.
template-marks-head = Zeichen
template-mark = { $is_empty ->
    [yes] leeres Feld
   *[no] „{ $mark }“
}: { $meaning ->
    [zero] nichts vorhanden: die Zahl ist null
    [unknown] nicht erhoben oder nicht bekannt
    [secret] aus Gründen der Geheimhaltung nicht angegeben
    [not_applicable] eine Angabe ist nicht sinnvoll
   *[missing] die Angabe fehlt noch
}
template-columns-head = Spalten
template-column = { $column }: { $unit ->
    [persons] Personen
    [households] Haushalte
    [places] Plätze
    [facilities] Einrichtungen
    [flats] Wohnungen
    [vacancies] offene Stellen
    [cases] Fälle
    [percent] Prozent (12,5 für 12,5 %)
    [share] Anteil von 0 bis 1 (0,125 für 12,5 %)
    [per_1000] je 1.000
    [per_10000] je 10.000
    [per_100000] je 100.000
    [money] { $currency }
    [money_per_m2] { $currency } je Quadratmeter
    [years] Jahre
    [score] Punktwert (darf negativ sein)
    [index] Wert eines Index
    [z_value] z-Wert (0 ist der Mittelwert, darunter negativ)
    [mark] Note (1 ist die beste)
    [class] Klasse (ein Text, keine Zahl)
   *[code] Schlüssel
}
template-delivery-head = Abgabe
template-delivery = Datei mit freiem Namen in den Ordner „{ $folder }“ legen.
template-correction = Eine Berichtigung bitte unter demselben Namen ablegen: Die jüngere Datei gilt.
template-protection-head = Schutz
template-licence = { $licence }.
template-no-names = Keine Namen und keine Angaben zu einzelnen Personen eintragen.
