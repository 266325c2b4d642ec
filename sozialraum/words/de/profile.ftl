# The profile of an area.

profile-details = Die { $areas } im Einzelnen

## All areas at a glance

profile-overview = { $areas } im Überblick
profile-people-head = Einwohner
profile-status-head = Statusklasse
profile-dynamic-head = Dynamik
profile-rank-head = Rang des Status
profile-high-head = hohe Bedarfe
profile-high-of = { $high } von { $judged }
profile-high-needs-means = Hohe Bedarfe: Indikatoren, gesichert in Klasse 4 oder 5, von denen, die sich beurteilen lassen{ $estimates ->
    [yes] , ohne Schätzwerte
   *[no] { "" }
}.
profile-about-index = { $named ->
    [yes] { $name }
   *[no] Sozialindex
}: { $n ->
    [0] { profile-index-means }
   *[other] zusammengefasst aus { $indicators }. { profile-index-means }
}
profile-index-means = Rang 1 hat das Gebiet mit der höchsten Belastung; in Klammern die Ränge, die nach der Unsicherheit der Zahlen in Frage kommen. Dynamik: + günstiger, − ungünstiger, ± wie in der Stadt insgesamt.

## Key facts

profile-people = Einwohnerinnen und Einwohner
profile-people-on = { $n } (Stand { $day })
profile-not-known = nicht bekannt
profile-not-judged = nicht beurteilbar
profile-index-head = Sozialindex
profile-no-index = nicht berechnet
profile-status = Statusklasse { $status }
profile-dynamic = { $dynamic ->
    [better] Entwicklung günstiger als in der Stadt insgesamt
    [same] Entwicklung wie in der Stadt insgesamt
    [worse] Entwicklung ungünstiger als in der Stadt insgesamt
   *[other] Dynamik { $sign }
}
profile-rank-span = { $rank } ({ $low }–{ $high })
profile-rank = Rang { $rank } von { $n }, Rang 1: höchste Belastung
profile-from-estimates = ≈ aus Schätzwerten
profile-in-short = Kurz gesagt

## Needs

profile-no-value = Für dieses Gebiet liegt kein Wert vor.

## Findings

profile-no-effects = Für dieses Gebiet ist kein Vergleich mit der Zeit vor der Pandemie da.

## Urgent themes

profile-urgent = { $code }: dringende und nicht deckbare Themen
profile-coverable-head = deckbar?
profile-urgency-head = Dringlichkeit
profile-said-head = Aussagen dazu
profile-said = { $n ->
    [0] keine
   *[other] { $local ->
        [0] { $n }
       *[other] { $n } ({ $local } von hier)
    }
}
profile-themes = { $themes }:{ $result ->
    [unknown] { "" }
   *[other] { " " }{ labels-coverability }.
}
profile-result = { $n } { labels-coverability }
profile-all-themes = Von { $n } { $n ->
    [one] Thema
   *[other] Themen
}: { $results }. * ersatzweise gemessen, ** nicht gemessen (Woran der Bedarf gemessen wird).

## Services

profile-services = Angebote
profile-no-service = Für dieses Gebiet ist kein Angebot verzeichnet. Das heißt nicht, dass es keins gibt: Das Register ist nicht vollständig{ $n ->
    [0] .
    [one] , und bei 1 Angebot sagt es nicht, in welchem Gebiet es liegt.
   *[other] , und bei { $n } Angeboten sagt es nicht, in welchem Gebiet sie liegen.
}
profile-offers = { $offers }{ $more ->
    [0] .
    [one] { " " }und 1 weiteres.
   *[other] { " " }und { $more } weitere.
}
profile-offer = { $named ->
    [yes] { $name }
   *[no] ohne Namen
}{ $provided ->
    [yes] { " " }({ $provider })
   *[no] { "" }
}{ $status ->
    [unconfirmed] , nicht bestätigt
    [planned] , geplant
   *[other] { "" }
}
profile-amount = { $n } { $unit }
profile-places = Plätze
profile-kind = { $kind }{ $unconfirmed ->
    [all] { " " }({ $n ->
        [one] nicht bestätigt
       *[other] { $n }, nicht bestätigt
    })
    [some] { " " }({ $n }, davon { $doubtful } nicht bestätigt)
   *[none] { $n ->
        [one] { "" }
       *[other] { " " }({ $n })
    }
}
profile-kinds = { $kinds }.
profile-besides = Außerdem
profile-all-in-annex = Alle verzeichneten Angebote stehen in der Anlage.
profile-unconfirmed = „Nicht bestätigt“: Der Beleg ist älter oder ohne Datum; ob es das Angebot noch gibt, ist offen.
profile-coverage = { $period }: { $capacity ->
    [known] { $method ->
        [apportioned] ≈ { $places } Plätze
       *[other] { $places } Plätze
    }
   *[unknown] Zahl der Plätze unbekannt
}, { $target ->
    [known] { $people } Personen der Zielgruppe{ $other ->
        [yes] { " " }({ $people_of })
       *[no] { "" }
    }
   *[unknown] Zielgruppe unbekannt
}{ $coverage ->
    [known] , Deckung { $method ->
        [apportioned] ≈ { $ratio }
       *[other] { $ratio }
    }
   *[unknown] { "" }
}.
profile-elsewhere = Zahlen zu Plätzen und Nutzung gibt es nur für größere Gebiete ({ $areas }), siehe Kapitel { $chapter }: { $services }.

## Voices

profile-voice = { $said } (Quelle: { $source })
profile-voices-more = { $n ->
    [one] 1 weitere Stimme steht in der Anlage.
   *[other] { $n } weitere Stimmen stehen in der Anlage.
}
profile-voice-of = { $who }:

# Above the picture of an area among the others
