# What is said to those who keep the registers: what is wrong with a cell, a row, a file.

registers-problem = { $file }{ $place ->
    [file] { "" }
    [row] , Zeile { $row }
    [column] , Spalte { $column }
   *[cell] , Zeile { $row }, Spalte { $column }
}: { $quoted ->
    [yes] „{ $value }“: { $reason }
   *[no] { $reason }
}
registers-date-forms = 31.12.2021, 2021-12-31, 12/2021, 2021-12, „Dez 21“ (so zeigt Excel 2021-12) oder 2021
registers-span-forms = ein Datum oder Jahr, 2019/2021, 2020-05/2020-06, „1.3.2020 bis 30.6.2020“, „bis 2022“, „ab 2019“ oder ein Schuljahr wie 2019/20

## A cell

registers-broken-letters = Umlaute sind zerstört (die Datei wurde einmal mit falscher Kodierung geöffnet und gespeichert). Den Text neu eingeben.
registers-spreadsheet-error = Das ist eine Fehlermeldung von Excel. Den Wert selbst eintragen.
registers-formula = Das ist eine Formel. Als Wert einfügen (Inhalte einfügen > Werte).
registers-ambiguous-number = ist mehrdeutig: { $whole } oder { $decimal }? Tausender ohne Punkt schreiben, Dezimalstellen mit Komma.
registers-number-made-date = Excel hat aus einer Zahl mit Punkt ein Datum gemacht. Die Zahl mit Komma neu eingeben.
registers-more-than-number = ist mehr als eine Zahl. Nur die Zahl eintragen; die Einheit hat eine eigene Spalte.
registers-no-number = ist keine Zahl. Erlaubt: 12 oder 104,25. Unbekanntes bleibt leer.
registers-no-year = ist kein Jahr. Erlaubt: vier Ziffern, z. B. 2021.
registers-out-of-range = liegt außerhalb des Möglichen. Erlaubt: { $limits ->
    [low] mindestens { $low }
    [high] höchstens { $high }
   *[both] mindestens { $low } und höchstens { $high }
}.
registers-too-late = liegt nach dem { $latest }. Hier steht nur, was schon war.
registers-ahead = liegt nach dem { $latest } und gilt deshalb als erst geplant. Stimmt das, ist nichts zu tun; sonst berichtigen.
registers-day-number = sieht aus wie Excels innere Zahl eines Tages. Die Zelle als Datum formatieren oder als Text eingeben. Erlaubt: { registers-date-forms }.
registers-short-year = hat ein zweistelliges Jahr. Das Jahr mit vier Ziffern schreiben.
registers-no-date = ist kein Datum. Erlaubt: { registers-date-forms }.
registers-no-month = ist kein Datum: „{ $month }“ ist kein Monat. Erlaubt: { registers-date-forms }.
registers-no-such-day = ist kein Tag, den es gibt. Erlaubt: { registers-date-forms }.
registers-far-year = hat ein Jahr außerhalb von 1900 bis 2100.
registers-no-school-year = ist kein Schuljahr. Erlaubt: { registers-span-forms }.
registers-no-span = ist kein Zeitraum. Erlaubt: { registers-span-forms }.
registers-ends-early = endet, bevor er beginnt. Anfang und Ende prüfen.
registers-no-choice = ist nicht vorgesehen.{ $is_close ->
    [yes] { " " }Gemeint vielleicht: { $close }.
   *[no] { "" }
} Erlaubt: { $allowed }.
registers-no-area = ist kein { $level }. Erlaubt ist die Nummer oder der Name von: { $areas }.
registers-no-areas = lässt sich nicht prüfen: In der Tabelle der Gebiete ist kein { $level } zu lesen.
registers-no-address = ist keine Internetadresse. Sie beginnt mit https:// oder http:// und enthält keine Leerzeichen{ $several ->
    [yes] ; mehrere werden mit „ | “ getrennt.
   *[no] .
}
registers-no-id = ist keine Kennung. Erlaubt: { $pattern }.
registers-required = ist leer, muss aber gefüllt sein. Hierher gehört: { $meaning }

## A row, and rows against one another

registers-surplus = Die Zeile hat mehr Felder als die Kopfzeile. Steht ein Trennzeichen im Text, muss der Text in Anführungszeichen stehen; Excel tut das beim Speichern selbst.
registers-together = ist leer, obwohl { $filled } gefüllt ist. Diese Spalten werden zusammen gefüllt oder zusammen leer gelassen: { $columns }.
registers-direction = widerspricht den Werten ({ $is_change ->
    [yes] { $column } ist { $after } als Veränderung
   *[no] von { $before } auf { $after }
}): Das wäre { $direction } ({ $meaning }). Richtung oder Werte berichtigen.
registers-other-area = passt nicht zu { $level } { $area }. Dort liegt: { $areas }.
registers-other-rows = { $n ->
    [one] Zeile { $rows }
   *[other] den Zeilen { $rows }
}
registers-same-id = steht auch in { registers-other-rows }. Jede Kennung darf einmal vorkommen; eine neue Zeile bekommt eine neue Kennung.
registers-alike = stimmt in { $columns } mit { registers-other-rows } überein: doppelt?
registers-inconsistent = widerspricht { registers-other-rows } mit demselben Text in { $columns }: dort steht { $other }. Für dieselbe Größe gilt überall dasselbe; alle Zeilen angleichen oder die Größe genauer benennen.
registers-filled-where = { $wanted ->
    [yes] ist leer, obwohl { $where } „{ $says }“ sagt. Gefüllt wird die Spalte, wo dort steht: { $values }.
   *[no] ist gefüllt, obwohl { $where } „{ $says }“ sagt. Gefüllt wird die Spalte nur, wo dort steht: { $values }. Eine der beiden Angaben berichtigen.
}
registers-fits = widerspricht { $where }, das „{ $says }“ sagt. Dann steht hier: { $values }. Eine der beiden Angaben berichtigen.
registers-whole = ist gelesen { $read_as } und damit keine ganze Zahl, obwohl { $where } „{ $says }“ sagt. Tausende ohne Zeichen dazwischen schreiben, als 1500; sonst auf eine ganze Zahl runden oder die Einheit berichtigen.
registers-not-before = (gelesen als { $read_as }) liegt vor { $other }, das „{ $says }“ sagt. { $severity ->
    [warning] Eine der beiden Angaben berichtigen; stimmen beide, ist nichts zu tun.
   *[error] Eine der beiden Angaben berichtigen.
}
registers-dated = { $time ->
    [since_pandemic] endet vor dem { $begins }, obwohl { $where } „{ $says }“ sagt: Was so alt ist, sagt nicht, was sich seither geändert hat. Zeit prüfen.
    [before_pandemic] beginnt nicht vor dem { $begins }, obwohl { $where } „{ $says }“ sagt. Eine der beiden Angaben prüfen.
   *[undated] ist leer, obwohl { $where } „{ $says }“ sagt: Ohne Zeit ist nicht zu erkennen, ob sich das seit dem { $begins } geändert hat. Zeit eintragen, wenn die Quelle sie nennt, in einer von: { $columns }.
}
registers-undeclared = ist nicht vorgesehen und wird nicht gelesen. Bemerkungen gehören in die Spalte remark.
registers-nameless = (ohne Namen)

## A file

registers-save-again = In Excel neu speichern: Datei > Speichern unter > „CSV UTF-8 (durch Trennzeichen getrennt)“.
registers-no-file = Die Datei fehlt. Erwartet: { $path }
registers-not-read = Die Datei { $path } ist nicht lesbar ({ $reason }). Erwartet: die Datei selbst, kein Verweis auf eine andere.
registers-lost-rows = { $n } von { $of } veröffentlichten Zeilen fehlen ({ $ids }{ $more ->
    [0] { "" }
   *[other] { " " }und { $more } weitere
}). Erwartet: höchstens { $share } weniger. Ist die Datei abgeschnitten, die vorige wiederherstellen; ist der Verlust gewollt, max_lost_share des Registers in registers.yaml erhöhen, bis er veröffentlicht ist.
registers-lost-kind = alle { $n } veröffentlichten Zeilen mit { $column } „{ $kind }“ fehlen. Ist die Datei beschädigt, die vorige wiederherstellen; ist der Verlust gewollt, { $column } aus kinds des Registers in registers.yaml nehmen, bis er veröffentlicht ist.
registers-reused = nannte in der Veröffentlichung „{ $before }“ und nennt jetzt „{ $now }“, mit anderer Art oder anderem Gebiet. Ist es etwas anderes, bekommt es eine neue Kennung, und die alte Zeile bleibt stehen; ist es berichtigt, ist nichts zu tun.
registers-moved = { $n } von { $of } veröffentlichten Zeilen haben hier den Text einer anderen. Wurde die Spalte für sich sortiert oder um eine Zeile verschoben, dann so wiederherstellen, wie sie war; ist es berichtigt, ist nichts zu tun.
registers-dragged = In { $n } Zeilen untereinander zählt die Spalte jetzt um eins weiter, veröffentlicht war anderes. Wurde eine Zelle nach unten gezogen, dann wiederherstellen, was dort stand; ist es berichtigt, ist nichts zu tun.
registers-ids-kept = jede Kennung nennt, was sie nannte
registers-empty-file = Die Datei ist leer.
registers-no-row = Unter der Kopfzeile steht keine Zeile.
registers-is-workbook = Das ist eine Excel-Mappe, keine CSV. { registers-save-again }
registers-is-utf16 = Die Datei ist „Unicode-Text“ (UTF-16), keine CSV. { registers-save-again }
registers-not-all-utf8 = Die Datei ist als UTF-8 gekennzeichnet, enthält aber andere Zeichen. { registers-save-again }
registers-unknown-byte = Ein Zeichen gibt es weder in UTF-8 noch in Windows-1252; die Datei kommt wohl aus einem anderen System (MS-DOS, Macintosh). { registers-save-again }
registers-strange-letters = Die Umlaute sind nicht eindeutig zu lesen; die Datei kommt wohl aus einem anderen System (MS-DOS, Macintosh). { registers-save-again }
registers-is-page = Das ist eine Internetseite, keine CSV.
registers-open-quotation = Ein Anführungszeichen ist falsch gesetzt oder wird nicht geschlossen. Steht eins im Text, wird es verdoppelt; Excel tut das beim Speichern selbst.
registers-long-field = Ein Feld hat mehr als { $n } Zeichen. Ist ein Anführungszeichen nicht geschlossen, es schließen; sonst ist das kein Register: die Datei wiederherstellen.
registers-column-twice = Spalte doppelt: { $columns }. Jede darf einmal vorkommen.
registers-no-column = In der Kopfzeile fehlt: { $missing }.{ $has_unused ->
    [yes] { " " }Nicht vorgesehen: { $unused }.
   *[no] { "" }
} Erwartet, getrennt durch Semikolon oder Komma: { $expected }.
registers-renamed = { $column } (umbenannt in „{ $close }“?)

## The registers checked

registers-none = Für diese Stadt sind keine Register vorgesehen.
registers-areas = Geprüft gegen: { $title }, { $where ->
    [landed] abgerufen am { $day }
    [instead] mitgelieferte Datei vom { $day }; was abgerufen ist, ist nicht mehr vorgesehen oder zählt noch nicht: { $others }
   *[bundled] mitgelieferte Datei vom { $day }, denn abgerufen wurde noch keine
}
registers-areas-unread = Darin nicht als { $level } zu lesen, wie es in areas.yaml vorgesehen ist: { $labels }{ $n ->
    [one] { "" }
    [2] { "" }
    [3] { "" }
   *[other] { " " }(insgesamt { $n })
}
registers-none-here = In { $folder } liegt keins der Register: { $files }.
registers-unreadable = kann nicht gelesen werden
registers-counts = { $rows } { $rows ->
    [one] Zeile
   *[other] Zeilen
}, { $rejected } davon fehlerhaft{ $warnings ->
    [0] { "" }
    [one] , 1 Hinweis
   *[other] , { $warnings } Hinweise
}{ $usable ->
    [yes] { "" }
   *[no] { " " }(erlaubt sind { $allowed }: nichts wird veröffentlicht)
}
registers-error = Fehler: { $problem }
registers-warning = Hinweis: { $problem }
registers-as-declared = { $n } { $n ->
    [one] Zeile
   *[other] Zeilen
} wie vorgesehen
registers-more = { $n ->
    [one] und 1 weiterer
   *[other] und { $n } weitere
}
registers-sample-row = Zeile
registers-sample-column = Spalte
registers-sample-value = Wert
registers-sample-reason = Grund

## The workbook

registers-guide = Anleitung
registers-lists = Listen
registers-guide-text =
    Register der Planung, { $city }
    { "" }
    Ein Blatt je Register. Zeilen ändern oder unten anfügen; Blätter und Köpfe lassen.
    Alle Zellen sind Text: Excel ändert so keine Zahl, kein Datum und keine Nummer.
    Was eine Spalte bedeutet, steht als Notiz an ihrem Kopf und in docs/registers.de.md.
    Unbekanntes bleibt leer; nie 0 für unbekannt. Eine Kennung wird nie neu vergeben.
    { "" }
    Zurück in die Dateien: sozialraum registers import <diese Mappe>
    Dabei wird alles geprüft. Ist etwas falsch, bleibt alles, wie es war.
registers-no-sheet = { $path }: Es fehlt das Blatt { $sheets }, oder es ist ausgeblendet. Blätter nicht umbenennen, löschen oder ausblenden; eine neue Mappe macht: sozialraum registers export
registers-no-workbook = { $path }: Die Datei gibt es nicht.
registers-not-a-workbook = { $path }: Das ist keine Excel-Mappe (.xlsx). In Excel speichern als „Excel-Arbeitsmappe (*.xlsx)“. Gefunden: { $reason }.
registers-cell-unseen = Blatt „{ $sheet }“, Zelle { $cell } ({ $why ->
    [struck] ganz oder teilweise durchgestrichen
    [ink] in der Farbe ihres Grundes
    [condition] anders oder gar nicht zu sehen, wo eine Bedingung gilt
    [merged] mit anderen verbunden
    [formula] eine Formel, die nicht berechnet wurde
   *[format] durch ihr Zahlenformat anders oder gar nicht zu sehen
})
registers-cells-unseen = { $path }: Was in einer Zelle steht, ist nicht, was zu sehen ist: { $cells }{ $more ->
    [0] { "" }
   *[other] { " " }und { $more } weitere
}. Nur das in die Zelle schreiben, was gilt, als einfachen Text. Nichts wurde geschrieben.
registers-absent = { $path }: Die Datei fehlt.
registers-rows = { $register }: { $n } { $n ->
    [one] Zeile
   *[other] Zeilen
}
registers-rows-changed = { $register }: { $n } { $n ->
    [one] Zeile
   *[other] Zeilen
} geändert
registers-written = geschrieben: { $path }
registers-not-written = Nichts wurde geschrieben. Die Zeilen zählen wie in der Mappe.

## The handbook

registers-head = | Spalte | Pflicht | Bedeutung | was darin stehen darf |
registers-is-required = ja
registers-limit = Bis zu { $n } fehlerhafte Zeilen werden beiseitegelegt und gemeldet, die übrigen verwendet. Sind es mehr, wird nichts veröffentlicht.
registers-see-list = siehe Liste unten{ $several ->
    [yes] ; mehrere mit „ | “ getrennt
   *[no] { "" }
}
registers-area-code = { $several ->
    [yes] Nummern oder Namen
   *[no] Nummer oder Name
} aus der Liste der Ebene „{ $level }“{ $several ->
    [yes] , mehrere mit „ | “ getrennt
   *[no] { "" }
}; führende Nullen dürfen fehlen
registers-at-least = mindestens { $value }
registers-at-most = höchstens { $value }
registers-not-in-future = nicht in der Zukunft
registers-kind = { $type ->
    [number] Zahl, z. B. `12` oder `104,25`
    [year] Jahr, vier Ziffern
    [date] Datum: { registers-date-forms }
    [span] Zeitraum: { registers-span-forms }
    [url] Internetadresse
    [urls] Internetadresse(n)
   *[text] Text
}
registers-rule-together = Zusammen gefüllt oder zusammen leer: { $columns }.
registers-rule-alike = { $severity ->
    [warning] Hinweis
   *[error] Fehler
}, wenn zwei Zeilen übereinstimmen in: { $columns }.
registers-rule-whole = { $column } ist eine ganze Zahl, wo { $where } { $values } sagt.
registers-rule-not-before = { $severity ->
    [warning] Hinweis, wo { $column } vor { $other } liegt.
   *[error] { $column } liegt nicht vor { $other }.
}
registers-rule-consistent = Zeilen mit demselben Text in { $columns } haben dieselbe Angabe in { $says }.
registers-rule-filled-where = { $column } ist gefüllt, wo { $where } { $values } sagt, und nur dort.
registers-rule-fits = { $column } sagt { $allowed }, wo { $where } { $values } sagt.
registers-says-nothing = nichts
registers-rule-begun = { $severity ->
    [warning] Hinweis, wo { $column } in der Zukunft liegt und { $where } { $values } sagt.
   *[error] { $column } liegt nicht in der Zukunft, wo { $where } { $values } sagt.
}
registers-rule-dated = { $severity ->
    [warning] Hinweis
   *[error] Fehler
}, wo { $where } { $values } sagt und die Zeit in { $column } (die erste gefüllte Spalte gilt) { $kind ->
    [since_pandemic] vor der Pandemie endet oder fehlt
   *[before_pandemic] nicht vor der Pandemie beginnt
}.
registers-rule-within = { $column } liegt zwischen { $low } und { $high }, wo { $where } mit { $values } beginnt.
registers-rule-direction = { $column } darf den Werten in { $before } und { $after } nicht widersprechen.
registers-list-title = { $list ->
    [planning_field] Planungen (`planning_field`)
    [theme] Themen (`theme`)
    [target_group] Gruppen von Menschen (`target_groups`)
   *[service_type] Arten von Angeboten (`service_type`)
}
