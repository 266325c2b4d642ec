# The short answers to the council's questions.

## New needs

answers-no-effects = Was die Pandemie verändert hat, ist in diesen Daten nicht berechnet.
# One finding in short
answers-in-city = { $found ->
    [worse] { $when } in { $city } im Mittel { $observed }{ labels-per-unit } statt erwarteter { $expected }, das sind { $excess }.
    [none] { $city } insgesamt: kein gesicherter Unterschied.
    [relieved] { $city } insgesamt: gesichert weniger Bedarf als erwartet.
   *[not_assessable] { $city } insgesamt: nicht zu beurteilen.
}
answers-in-areas = Gesichert mehr als erwartet { $all ->
    [yes] überall ({ $total } { $level }).
   *[no] in { $n } von { $total } ({ $level }){ $unknown ->
        [0] { "" }
       *[other] ; nicht beurteilbar: { $unknown }
    }.
}
answers-finding-in = { $finding ->
    [new_need] Neu (Bedarf vorher im Vergleich nicht hoch)
    [unknown_before] Verschärft (wie hoch vorher, ist nicht bekannt)
   *[aggravated] Verschärft (schon vorher hoch)
} in { $n }: { $areas }.
answers-by-excess = { $area } ({ $excess })
answers-lasting = { $compared ->
    [no] Ob das danach anhielt, lässt sich nicht beurteilen.
   *[yes] Danach{ $told ->
        [yes] { " " }vergleichbar: { $when }; dort
       *[no] { "" }
    } { $n ->
        [0] ist kein Unterschied mehr gesichert.
       *[other] noch gesichert: { $areas }.
    }
}
answers-counted-lead = Von Ämtern gezählt
answers-counted = mehr Fälle oder Personen als vor der Pandemie bei { $n ->
    [one] einem Thema
   *[other] { $n } Themen
}: { $themes }.
answers-reported-lead = Von Studien oder Trägern berichtet
answers-reported = { $n ->
    [0] mehr Bedarf
    [one] mehr Bedarf bei einem weiteren Thema: { $themes }
   *[other] mehr Bedarf bei { $n } weiteren Themen: { $themes }
}{ $more ->
    [0] { "" }
    [one] ; dazu 1 weiteres (Kapitel { $chapter })
   *[other] ; dazu { $more } weitere (Kapitel { $chapter })
}{ $of_areas ->
    [0] .
   *[other] { $n ->
        [0] { " " }nur für einzelne
       *[other] . Nur für einzelne
    } { $areas }: { $themes_of_areas }.
}
answers-rest = { $calm ->
    [0] { "" }
    [one] Bei 1 weiteren Indikator zeigt sich für die ganze Stadt kein gesicherter Unterschied.{ " " }
   *[other] Bei { $calm } weiteren Indikatoren zeigt sich für die ganze Stadt kein gesicherter Unterschied.{ " " }
}{ $relieved ->
    [0] { "" }
    [one] Bei 1 Indikator war der Bedarf für die ganze Stadt gesichert geringer als erwartet.{ " " }
   *[other] Bei { $relieved } Indikatoren war der Bedarf für die ganze Stadt gesichert geringer als erwartet.{ " " }
}{ $unjudged ->
    [0] { "" }
    [one] Bei 1 Indikator fehlt für die ganze Stadt der Vergleich mit der Zeit davor (Gründe im Anhang).{ " " }
   *[other] Bei { $unjudged } Indikatoren fehlt für die ganze Stadt der Vergleich mit der Zeit davor (Gründe im Anhang).{ " " }
}Ein Unterschied zeigt einen zeitlichen Zusammenhang, keine Ursache.
answers-counted-title = Was Ämter in der Pandemie gezählt haben
answers-counted-about = Fälle oder Personen, die Ämter für die ganze Stadt gezählt und mit der Zeit vor der Pandemie verglichen haben. Sie stehen in keiner laufenden Statistik dieses Berichts; deshalb ist nicht geprüft, was vor der Pandemie zu erwarten war.
## Whether needs can be met

answers-not-evaluated = Ob sich Bedarfe decken lassen, ist in diesem Stand der Daten nicht beurteilt.
answers-coverable = { $result ->
    [covered] Gedeckt{ $limited ->
        [all] , nach Ersatzzahlen oder Schätzwerten
        [some] , zum Teil nach Ersatzzahlen oder Schätzwerten
       *[none] { "" }
    }
    [by_task_change] Deckbar, wenn vorhandene Angebote ihre Aufgaben ändern
    [by_task_extension] Deckbar, wenn vorhandene Angebote erweitert werden
   *[not_coverable] Derzeit nicht deckbar
}
answers-themes = { $themes }.
answers-theme-in = { $theme } ({ $extent ->
    [all] alle { $n } { $level }
    [named] { $areas }
   *[counted] { $n } von { $total } { labels-areas-of-total }
})
answers-theme-city = { $theme } (für die ganze Stadt)
answers-unknown-lead = Offen
answers-unknown = { $n ->
    [0] { $partly ->
        [0] kein Thema.
       *[other] { $partly } von { $themes } Themen in einem Teil der Gebiete.
    }
   *[other] { $n } von { $themes } Themen{ $partly ->
        [0] { "" }
       *[other] , { $partly } weitere in einem Teil der Gebiete
    }. Es fehlt dieselbe Auskunft: wie viele Plätze die Angebote haben, wie sehr sie genutzt werden und womit sich der Bedarf decken lässt.{ $questions ->
        [0] { "" }
        [one] { " " }Eine Frage an die Ämter würde weiterhelfen.
       *[other] { " " }{ $questions } Fragen an die Ämter würden weiterhelfen (Kapitel { $chapter }).
    }
}
answers-in-pandemic-lead = In der Pandemie, für die ganze Stadt
answers-in-pandemic = { $said }.
answers-indications-lead = Hinweise
answers-indications = Zu { $n ->
    [one] einem Thema
   *[other] { $n } Themen
} spricht je eine Stimme, die noch zu bestätigen ist: { $themes }.

## Urgency

answers-whether-lead = Ob sich die Struktur ändern muss
answers-whether = { $n ->
    [0] Nach heutigen Angaben ist das bei keinem Thema entschieden.
   *[other] Geltende Angaben sprechen dafür, Änderungen zu prüfen: { $changes }.
}{ $then ->
    [0] { "" }
    [one] { " " }In der Pandemie galt der Bedarf bei 1 Thema als deckbar, mit anderen Aufgaben oder mit mehr Aufgaben oder Mitteln.
   *[other] { " " }In der Pandemie galt der Bedarf bei { $then } Themen als deckbar, mit anderen Aufgaben oder mit mehr Aufgaben oder Mitteln.
}{ $hints ->
    [0] { "" }
    [one] { " " }Zu 1 Thema gibt es einen Hinweis, den eine zweite Stelle bestätigen müsste.
   *[other] { " " }Zu { $hints } Themen gibt es Hinweise, die eine zweite Stelle bestätigen müsste.
}
answers-change = bei { $n } { $n ->
    [one] Thema
   *[other] Themen
} { $result ->
    [not_coverable] reichen die vorhandenen Angebote nicht, auch nicht mit anderen oder mehr Aufgaben
    [by_task_extension] müssten vorhandene Angebote erweitert werden
   *[by_task_change] { $first ->
        [yes] müssten vorhandene Angebote ihre Aufgaben ändern
       *[no] müssten sie ihre Aufgaben ändern
    }
}
answers-where-lead = Wo zuerst
answers-firm = Gesichert vor allen anderen ({ $level }): { $areas }. Dahinter lässt sich die Reihenfolge nicht sichern{ $n ->
    [0] .
    [one] ; am ehesten folgt { $behind }.
   *[other] ; am ehesten folgen { $behind }.
}
answers-first = Über alle Themen stehen vorn ({ $level }): { $areas }. Die Reihenfolge hängt von der Gewichtung ab und ist nicht gesichert.
answers-ranked = { $area } (Rang { $rank }, je nach Gewichtung { $low } bis { $high })
answers-high-in = gesichert hoher Bedarf bei { $n ->
    [one] einem Thema
   *[other] { $n } Themen
}: { $themes }.
answers-no-urgency = Eine Beurteilung der Dringlichkeit liegt nicht vor.
answers-most-high = { $rated ->
    [yes] Eine Rangfolge nach Dringlichkeit liegt in diesem Stand der Daten nicht vor.{ " " }
   *[no] { "" }
}{ $most ->
    [1] Gesichert hoch ist der Bedarf hier
   *[other] Am häufigsten gesichert hoch ist der Bedarf hier
}: { $areas }.
answers-standing-out = { $area } (bei { $high } von { $total } { $total ->
    [one] Indikator
   *[other] Indikatoren
}{ $very_high ->
    [0] { "" }
   *[other] { $all ->
        [yes] { $high ->
            [one] , sehr hoch
            [2] , beide sehr hoch
           *[other] , alle sehr hoch
        }
       *[no] , davon { $very_high } sehr hoch
    }
})
answers-further-level = { $n ->
    [one] 1 weiteres Gebiet gleichauf
   *[other] { $n } weitere Gebiete gleichauf
}
