# What the pandemic brought against what was expected: cautious, made from the numbers. A finding is
# an association in time; no sentence names a cause.

pandemic-lasting = { $persists ->
    [yes] hält an
    [no] nicht mehr gesichert
   *[unknown] nicht beurteilbar
}
pandemic-expected-means = „Erwartet“ heißt: wenn sich die Entwicklung der Jahre vor der Pandemie fortgesetzt hätte; wo die Zahlen fielen, liegt das Erwartete unter dem Stand davor.
pandemic-association = Verglichen wird das Erwartete mit dem, was in der Pandemie beobachtet wurde. { pandemic-expected-means } Ein Unterschied zeigt einen zeitlichen Zusammenhang, keine Ursache.
pandemic-reading = „Neu“: mehr als erwartet, wo der Bedarf im Vergleich der Gebiete vorher nicht hoch war. „Verschärft“: mehr als erwartet, wo er es schon war, oder in der Stadt insgesamt. Genannt wird nur, was über den Zufall hinausgeht, auch wenn man alle Gebiete und Indikatoren einer Ebene zugleich betrachtet. „Offen“: Kein Unterschied ist gesichert, ein bedeutsamer Anstieg des Bedarfs aber auch nicht ausgeschlossen; das heißt nicht, dass nichts geschehen ist.

## One finding

pandemic-span = { $single ->
    [yes] { $first }
   *[no] { $first } bis { $last }
}
pandemic-excess = { $excess } %
pandemic-since-before = gegenüber { $year }: { $since } %
pandemic-short = { $excess } ({ $since } %)
# Which periods after the pandemic were compared
pandemic-after = { $when } ({ $n ->
    [one] nur 1 Wert
   *[other] { $n } Werte
})
pandemic-after-known = { $compared ->
    [yes] ; vergleichbar: { $after }
   *[no] { "" }
}
pandemic-level = { $area }: { $before }{ labels-per-unit } ({ $before_year }) und { $newest }{ labels-per-unit } ({ $newest_year }){ $counted ->
    [yes] , im Mittel { $before_cases } und { $newest_cases } Fälle
   *[no] { "" }
}.
pandemic-not-comparable = Neuere Zahlen (ab { $since }) sind mit denen davor nicht streng vergleichbar ({ $indicators }): { $why }
pandemic-compared = { $known ->
    [no] keine Angabe
   *[yes] im Mittel { $observed }{ labels-per-unit } statt erwarteter { $expected } ({ $low } bis { $high }), das sind { $excess }{ $counted ->
        [yes] { " " }({ $observed_cases } statt { $expected_cases } Fälle{ $cadence ->
            [month] { " " }je Monat
            [quarter] { " " }je Quartal
            [half_year] { " " }je Halbjahr
            [school_year] { " " }je Jahr
            [year] { " " }je Jahr
           *[other] { "" }
        })
       *[no] { "" }
    }
}
pandemic-not-assessable = Nicht beurteilbar: { labels-reason }.
pandemic-none = { $when }: { pandemic-compared }. Der Unterschied ist nicht gesichert.{ $conclusive ->
    [yes] { " " }Ein bedeutsamer Anstieg des Bedarfs ist mit den Zahlen nicht vereinbar.
    [no] { " " }Ob sich etwas verändert hat, bleibt offen: { $detectable ->
        [unknown] Selbst eine Verdopplung wäre nicht sicher aufgefallen.
       *[other] Verlässlich aufgefallen wäre erst ein Unterschied ab etwa { $detectable } %.
    }
   *[unknown] { "" }
}{ labels-rests-on }
pandemic-changed = { $when }: { pandemic-compared }. { $finding ->
    [new_need] Das weist auf einen neuen Bedarf hin.
    [aggravated] Das weist auf einen verschärften Bedarf hin.
   *[relieved] Das weist auf einen geringeren Bedarf hin.
}{ $narrow ->
    [yes] { " " }Gesichert ist das nur knapp.
   *[no] { "" }
}{ labels-rests-on } { $persists ->
    [yes] Das hält danach an{ pandemic-after-known }.
    [no] Danach ist der Unterschied nicht mehr gesichert{ pandemic-after-known }.
   *[unknown] Ob das anhält, lässt sich nicht beurteilen.
}{ $after_status ->
    [preliminary] { " " }Die Zahlen danach sind zum Teil vorläufig.
    [limited] { " " }Die Zahlen danach sind zum Teil eingeschränkt aussagekräftig.
   *[known] { "" }
}

## A planning field's findings

pandemic-what = Was die Pandemie brachte. { pandemic-association }
pandemic-panels = { $field }: beobachtet und erwartet, wo ein Bedarf neu oder verschärft ist. Grau hinterlegt: die Pandemiezeit, für die verglichen wird. Gestrichelt mit Band: erwarteter Mittelwert mit 95-%-Bereich. Dicke Linie: beobachteter Mittelwert.
pandemic-panel-title = { $indicator }: { $area }
pandemic-panel-label = { $what ->
    [expected] erwartet
   *[observed] beobachtet
}
pandemic-panel-caption = { $excess }, { labels-finding }
pandemic-panel-alt = Liniendiagramm: { $indicator }, { $area }. { $when }: erwartet { $expected }, beobachtet { $observed } ({ $excess }), { labels-finding }.
pandemic-city = { $city } insgesamt, { $finding }
pandemic-area = { $area } ({ $excess })
pandemic-in-areas = { $finding ->
    [new_need] Neu in: { $areas }.
    [aggravated] Verschärft in: { $areas }.
   *[relieved] Geringer in: { $areas }.
}
pandemic-nowhere = { $unknown ->
    [0] In keinem Gebiet ist ein Unterschied gesichert.
   *[other] In keinem der beurteilbaren Gebiete ({ $n }) ist ein Unterschied gesichert; nicht beurteilbar: { $unknown }.
}
pandemic-open = In { $open } von { $n } { labels-areas-dative } ohne gesicherten Unterschied bleibt offen, ob sich etwas verändert hat.

## Tables

pandemic-changes = { $field }: neue, verschärfte und geringere Bedarfe
pandemic-changes-note = Mittelwerte der Zeiträume { $spans }, je nach Indikator.
pandemic-indicator-and-area = Indikator und Gebiet
pandemic-expected = erwartet (95-%-Bereich)
pandemic-observed = beobachtet
pandemic-deviation = Abweichung
pandemic-afterwards = danach
pandemic-shared-out = { $indicator }: Zusammen weichen die { $level } um { $excess } vom Erwarteten ab. { $n ->
    [0] Bei keinem Gebiet liegt der ganze 95-%-Bereich seines Anteils über null.
   *[other] Jedes Gebiet für sich betrachtet, liegt der ganze 95-%-Bereich des Anteils über null bei: { $areas }.
}
pandemic-share-of = { $area } ({ $share })
pandemic-shares = { $indicator }: Wie sich die Abweichung der Stadt auf die { $level } verteilt
pandemic-share-of-deviation = Anteil an der Abweichung (95-%-Bereich)
pandemic-share-of-expected = Anteil am Erwarteten
pandemic-range = { $low } bis { $high }
pandemic-no-range = Bereich nicht bestimmbar
pandemic-shares-note = Summen des ganzen Zeitraums (von Beständen: der Stichtage). Träfe es alle Gebiete gleich, wäre der Anteil an der Abweichung der am Erwarteten. Ein negativer Anteil: weniger als erwartet. Die Bereiche nehmen an, dass die Gebiete unabhängig voneinander schwanken.
pandemic-counts = { $field }: In wie vielen Gebieten die Pandemie mit einem Unterschied zusammenfällt
pandemic-count-of = { $kind ->
    [new_need] neuer Bedarf
    [aggravated] verschärft
    [relieved] geringer
    [none] kein Anstieg
    [open] offen
   *[not_assessable] nicht beurteilbar
}
pandemic-why-not = Warum nicht beurteilbar
