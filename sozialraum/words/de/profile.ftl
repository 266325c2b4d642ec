# The profile of an area.

profile-title = Profile: { $areas }
profile-about = Für jedes Gebiet ({ $level }) auf zwei Seiten: Lage, Einwohner, Sozialindex, Bedarfe, Befunde zur Pandemie, Angebote und was nicht bekannt ist.
profile-voices = In den Profilen steht, was Träger und Studien über das Gebiet selbst sagen. Aussagen über andere Gebiete, die Stadt, das Land oder Deutschland stehen in der Anlage.

## All areas at a glance

profile-overview = { $areas } im Überblick
profile-people-head = Einwohner
profile-status-head = Statusklasse
profile-dynamic-head = Dynamik
profile-rank-head = Rang des Status
profile-high-head = hohe Bedarfe
profile-high-needs-means = Hohe Bedarfe: Indikatoren, gesichert in Klasse 4 oder 5, ohne Schätzwerte.
profile-about-index = { $named ->
    [yes] { $name }
   *[no] Sozialindex
}: { $n ->
    [0] { profile-index-means }
   *[other] zusammengefasst aus { $indicators }. { profile-index-means }
}
profile-index-means = Rang 1 hat das Gebiet mit der höchsten Belastung. Dynamik: + günstiger, − ungünstiger, ± wie in der Stadt insgesamt.

## Key facts

profile-people = Einwohnerinnen und Einwohner
profile-people-on = { $n } (Stand { $day })
profile-not-known = nicht bekannt
profile-index-head = Sozialindex
profile-no-index = nicht berechnet
profile-no-index-here = für dieses Gebiet nicht berechnet
profile-status = Statusklasse { $status }
profile-dynamic = { $dynamic ->
    [better] Entwicklung günstiger als in der Stadt insgesamt
    [same] Entwicklung wie in der Stadt insgesamt
    [worse] Entwicklung ungünstiger als in der Stadt insgesamt
   *[other] Dynamik { $sign }
}
profile-rank = Rang { $rank } von { $n }, Rang 1: höchste Belastung
profile-from-estimates = ≈ aus Schätzwerten
profile-in-short = Kurz gesagt

## Needs

profile-compared = { $total ->
    [0] Kein Indikator mit veröffentlichten Zahlen lässt einen Vergleich zu.
   *[other] { $high ->
        [0] { $unsure ->
            [0] Bei keinem Indikator mit veröffentlichten Zahlen ist der Bedarf im Vergleich hoch.
           *[other] Bei keinem Indikator mit veröffentlichten Zahlen ist der Bedarf im Vergleich gesichert hoch.
        }
       *[other] Im Vergleich hoch oder sehr hoch ist der Bedarf bei { $high } von { $total } { $total ->
            [one] Indikator
           *[other] Indikatoren
        } mit veröffentlichten Zahlen: { $indicators }.
    }
}
profile-low = Niedrig oder sehr niedrig: { $indicators }.
profile-unsure = Nicht sicher von der Mitte zu unterscheiden: { $indicators }.
profile-estimated = { $n ->
    [0] Nach Schätzwerten kommt kein gesichert hoher Bedarf hinzu.
   *[other] { $high ->
        [0] Nach Schätzwerten kommen in Betracht: { $indicators }.
       *[other] Nach Schätzwerten kommen hinzu: { $indicators }.
    }
}
profile-strips = { $area } (dunkler Punkt) unter allen Gebieten (helle Punkte), je Zeile ein Indikator: links der niedrigste, rechts der höchste Bedarf. Dunkle Linie: 95-%-Bereich, am Rand abgeschnitten; Strich: Stadt insgesamt; ≈ Schätzwert; Klasse (Kl.) in Klammern: nicht gesichert.
profile-strips-seen = Lage von { $area } unter allen Gebieten bei { $n } { $n ->
    [one] Indikator
   *[other] Indikatoren
}.
profile-strips-high = Hoch oder sehr hoch: { $indicators }.
profile-strips-below = Alle Werte stehen in der folgenden Tabelle.
profile-strip-value = { $method ->
    [modelled] ≈{ $value }
    [apportioned] ≈{ $value }
   *[other] { $value }
}
profile-needs = Bedarfe im Einzelnen
profile-needs-table = { $area }: Bedarfe im Einzelnen
profile-no-value = Für dieses Gebiet liegt kein Wert vor.
profile-needs-read = Klasse: 1 sehr niedrig bis 5 sehr hoch, in Klammern nicht gesichert. Rang 1: höchster Bedarf von { $n } { $n ->
    [one] Gebiet
   *[other] Gebieten
}, in Klammern der Bereich, der wegen der Unsicherheit in Frage kommt. Bedarf: gegenüber dem Vorjahr oder der vorigen Befragung. ≈ Schätzwert, Σ summiert. Quellen: bei jedem Indikator im Anhang.
profile-missing = Für { $areas } ohne Zahlen: { $indicators }.
profile-value-head = Wert
profile-interval-head = 95-%-Bereich
profile-city-head = Stadt
profile-class-head = Klasse
profile-period-head = Stand

## Findings

profile-findings = Befunde zur Pandemie
profile-no-effects = Für dieses Gebiet ist kein Vergleich mit der Zeit vor der Pandemie da.
profile-larger-areas = In größeren Gebieten, zu denen dieses ganz oder teilweise gehört und für die allein es Zahlen gibt:
profile-of-area = { $indicator } ({ $area }):
profile-unchanged = Kein gesicherter Unterschied: { $indicators }.
profile-inconclusive = Kein gesicherter Unterschied, aber auch kein Anstieg ausgeschlossen: { $indicators }.
profile-not-assessable = Nicht beurteilbar: { $indicators }.
profile-not-assessable-for = { $n } { $n ->
    [one] Indikator
   *[other] Indikatoren
} ({ labels-reason })

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
}: { $results }. Alle stehen in Kapitel 3. * ersatzweise gemessen, ** nicht gemessen (Kapitel 3, Woran der Bedarf gemessen wird).

## Services

profile-services = Angebote
profile-no-service = Für dieses Gebiet ist kein Angebot verzeichnet.
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
   *[other] { "" }
}
profile-amount = { $n } { $unit }
profile-places = Plätze
profile-kind = { $kind } ({ $n })
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
    [known] { $people } Personen der Zielgruppe
   *[unknown] Zielgruppe unbekannt
}{ $coverage ->
    [known] , Deckung { $method ->
        [apportioned] ≈ { $ratio }
       *[other] { $ratio }
    }
   *[unknown] { "" }
}.
profile-elsewhere = Zahlen zu Plätzen und Nutzung gibt es nur für größere Gebiete ({ $areas }), siehe Kapitel 3: { $services }.

## Voices

profile-evidence = Was Träger und Studien sagen
profile-no-voice = Zu diesem Gebiet selbst ist keine Aussage verzeichnet.
profile-voice = { $said } (Quelle: { $source })
profile-voice-of = { $who }:

# Above the picture of an area among the others
profile-strip-low = niedriger Bedarf
profile-strip-high = hoher Bedarf
profile-strip-class = Kl.
