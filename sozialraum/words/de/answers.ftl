# The short answers to the council's questions.

## New needs

answers-no-effects = Was die Pandemie verändert hat, ist in diesen Daten nicht berechnet.
answers-fields = { $worse ->
    [0] In keinem von { $n } { answers-fields-of } zeigen die Zahlen einen neuen oder verschärften Bedarf über den Zufall hinaus. Das heißt nicht, dass es keinen gibt.
   *[other] Ja: In { $worse } von { $n } { answers-fields-of } zeigen die Zahlen neue oder verschärfte Bedarfe.
}
answers-fields-of = { $n ->
    [one] Planungsfeld
   *[other] Planungsfeldern
}
answers-field = { $worse ->
    [0] { $judged ->
        [0] nicht beurteilbar, die Zahlen reichen nicht weit genug zurück oder fehlen.
       *[other] kein neuer oder verschärfter Bedarf über den Zufall hinaus erkennbar. { answers-judged }
    }
   *[other] { $indicators }. { answers-judged }
}{ $counted ->
    [0] { "" }
   *[other] { " " }Ämter zählten in der Pandemie mehr Fälle: { $themes }.
}
answers-counted-title = Was Ämter in der Pandemie gezählt haben
answers-counted-about = Zahlen, die Ämter für die ganze Stadt nennen. Sie stehen in keiner laufenden Statistik dieses Berichts; deshalb ist nicht geprüft, was vor der Pandemie zu erwarten war.
answers-judged = Beurteilbar: { $judged } von { $total } { $total ->
    [one] Indikator
   *[other] Indikatoren
}.
answers-worse = { $indicator } ({ $where })
answers-worse-in-city = Stadt insgesamt { $excess } %{ $narrow ->
    [yes] , nur knapp gesichert
   *[no] { "" }
}{ $persists ->
    [yes] , hält an
    [no] , danach nicht mehr gesichert
   *[unknown] { "" }
}
answers-worse-in-area = { $finding ->
    [new_need] neu in { $area }
   *[aggravated] verschärft in { $area }
}
answers-worse-in-areas = { $new ->
    [0] verschärft in { $aggravated }
   *[other] { $aggravated ->
        [0] neu in { $new }
       *[other] neu in { $new } und verschärft in { $aggravated }
    }
} von { $total } { $total ->
    [one] Gebiet
   *[other] Gebieten
}
answers-association = Verglichen mit dem, was vor der Pandemie zu erwarten war. Das zeigt einen zeitlichen Zusammenhang, keine Ursache.
answers-areas-are = Gebiete sind hier: { $levels }.

## Whether needs can be met

answers-not-evaluated = Ob sich Bedarfe decken lassen, ist in diesem Stand der Daten nicht beurteilt.
answers-coverable = { $result ->
    [covered] Gedeckt:
    [by_task_change] Deckbar, wenn vorhandene Angebote ihre Aufgaben ändern:
    [by_task_extension] Deckbar, wenn vorhandene Angebote erweitert werden:
    [not_coverable] Derzeit nicht deckbar:
   *[unknown] Nicht beurteilbar:
}
answers-themes = { $n ->
    [0] nach den vorliegenden Angaben kein Thema.
   *[other] { $themes }.
}
answers-not-judged = { $cases ->
    [0] kein Thema.
   *[other] { $wholly ->
        [0] { answers-cases }
       *[other] { $wholly } von { $themes } { $themes ->
            [one] Thema
           *[other] Themen
        } in allen Gebieten{ $partly ->
            [yes] , weitere in einem Teil der Gebiete
           *[no] { "" }
        }; { answers-cases }
    }
}
answers-cases = zusammen { $cases } von { $total } { $total ->
    [one] Fall
   *[other] Fällen
} (ein Thema in einem Gebiet), meist weil die Zahl der Plätze nicht bekannt ist.
answers-who-says = Eine Angabe von Trägern, Ämtern{ $council ->
    [yes] { " " }oder aus dem Rat
   *[no] { "" }
} entscheidet nur für das Gebiet und die Gruppe, von denen sie spricht, und nur, wenn zwei unabhängige Stellen sie machen oder ein Amt sie mit Zahlen belegt.
answers-in-pandemic-lead = In der Pandemie, für die ganze Stadt:
answers-in-pandemic = { $said }.
answers-indications-lead = Hinweise:
answers-indications = { $n ->
    [one] Zu einem Thema
   *[other] Zu { $n } Themen
} spricht nur eine Stimme; das entscheidet nichts und ist zu bestätigen: { $themes }.
answers-open-questions-lead = Zu fragen ist:
answers-open-questions = { $n ->
    [one] Eine offene Frage an die Ämter würde
   *[other] { $n } offene Fragen an die Ämter würden
} Fälle entscheiden, die heute nicht beurteilbar sind.

## Urgency

answers-whether-lead = Ob:
answers-whether = { $n ->
    [0] Die vorliegenden Angaben entscheiden bei keinem Thema, dass sich etwas ändern muss; das heißt nicht, dass alles bleiben kann.{ $hints ->
        [0] { "" }
        [one] { " " }Zu 1 Thema gibt es einen Hinweis, der zu bestätigen ist.
       *[other] { " " }Zu { $hints } Themen gibt es Hinweise, die zu bestätigen sind.
    }
   *[other] Die vorliegenden Angaben sprechen dafür, Änderungen zu prüfen: { $changes }.
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
answers-how-urgent-lead = Wie dringend:
answers-how-urgent = { $extent ->
    [none] In keinem Gebiet und Thema ist die Dringlichkeit hoch.
    [few] Die Dringlichkeit ist hoch bei: { $themes }.
   *[many] Die Dringlichkeit ist bei { $n } von { $total } { $total ->
        [one] Thema
       *[other] Themen
    } in mindestens einem Gebiet hoch, in den meisten Gebieten bei: { $themes }.
}
answers-where-lead = Wo zuerst:
answers-first = Über alle Themen stehen vorn: { $areas }. Die Reihenfolge hängt von der Gewichtung ab und ist nicht gesichert.
answers-ranked = { $area } (Rang { $rank }, je nach Gewichtung { $low } bis { $high })
answers-no-urgency = Eine Beurteilung der Dringlichkeit liegt nicht vor.
answers-most-high = Eine Rangfolge nach Dringlichkeit liegt in diesem Stand der Daten nicht vor. Die meisten hohen Bedarfe treffen hier zusammen: { $areas }.
answers-standing-out = { $area } (bei { $high } von { $total } { $total ->
    [one] Indikator
   *[other] Indikatoren
}{ $very_high ->
    [0] { "" }
   *[other] { $all ->
        [yes] { $high ->
            [one] , sehr hoch
           *[other] , alle sehr hoch
        }
       *[no] , davon { $very_high } sehr hoch
    }
})
answers-further-level = { $n ->
    [one] 1 weiteres Gebiet gleichauf
   *[other] { $n } weitere Gebiete gleichauf
}
