# The frame of the report: its title, what stands on its first page, its chapters.

report-title = { $services ->
    [yes] Bedarfe und soziale Angebote im Sozialraum
   *[no] Bedarfe im Sozialraum
}
report-resolution = Grundlage
report-resolution-text = Beschluss { $resolution }
report-edition = Ausgabe
report-as-of = Stand
report-newest = Neueste Daten
report-no-data = keine Daten geladen
report-level = Gebietsebene
report-figures = Zahlen
report-bundled = { $all } { $all ->
    [one] Quelle
   *[other] Quellen
}; { $every ->
    [yes] alle
   *[no] { $n } der
} { $total }, die im Netz abzurufen sind, aus Dateien, die beim Monitor liegen, Stand { $day }; für diese Ausgabe nicht neu abgerufen
report-intro = Der Bericht beantwortet zuerst kurz, dann Kapitel für Kapitel, was über Bedarfe{ $services ->
    [yes] { " " }und Angebote
   *[no] { "" }
} bekannt ist, und zeigt danach die { $level } auf je einer Seite. Alle Tabellen, Methoden und Quellen stehen im Anhang (anhang.pdf, anhang.html), alle Zahlen in der Anlage (anlage.xlsx).
report-reading-of = { $what ->
    [sure] Gesichert
    [classes] Klasse
    [areas] Gebiete
   *[numbers] Zahlen in Klammern
}
report-reading = { $what ->
    [sure] Der Unterschied geht über den Zufall hinaus. Werte, zu denen kein Zufallsbereich veröffentlicht ist (Noten, Beträge, Prozentwerte ohne Fallzahlen), gelten nie als gesichert. Ein Unterschied zeigt einen zeitlichen Zusammenhang, keine Ursache.
    [classes] 1 bis 5, von sehr geringem bis sehr hohem Bedarf im Vergleich der Gebiete.{ $estimates ->
        [yes] { " " }≈ steht vor Schätzwerten.
       *[no] { "" }
    }
    [areas] Gemeint sind { $level }, wo nicht ausdrücklich eine andere Ebene genannt ist.{ $listed ->
        [both] { " " }Ihre Nummern und Kurznamen stehen vorn in der Liste der Gebiete.
        [numbers] { " " }Ihre Nummern stehen vorn in der Liste der Gebiete.
        [names] { " " }Ihre Kurznamen stehen vorn in der Liste der Gebiete.
       *[none] { "" }
    }
   *[numbers] PF, SF: Zeilen der Register mit Stimmen aus der Stadt und Studien; dort steht die Fundstelle.
}
report-annex = Anhang: Tabellen, Methoden, Quellen
report-annex-to = { $n } { $chapter }
report-annex-about = Alle Zahlen stehen auch in der Anlage (anlage.xlsx) und in maschinenlesbarer Form (bericht.json).

# A chapter where the city declares no question of its council that it answers
report-chapter = { $topic ->
    [pandemic] Bedarfe und was die Pandemie verändert hat
    [needs] Bedarfe im Vergleich
    [planning] Wie Planungen überprüft und angepasst wurden
    [coverage] Wie die Bedarfe gedeckt sind
   *[conclusions] Was sich ändern kann und wie dringend
}
