# The answer to a theme in an area: what it rests on, what is lacking, what is not known.

## The need: its figures, what changed, what offices counted, what studies found

need_coverage-need = Bedarf: { $told ->
    [unmeasured] nicht gemessen
    [figure] { $measured } { $value } ({ $period }{ $has_earlier ->
        [yes] ; vor der Pandemie, { $earlier_period }: { $earlier }
       *[no] { "" }
    })
   *[level] { $need ->
        [reported] nicht gemessen, aber von Studien oder Trägern berichtet{ $is_dated ->
            [yes] { " " }(zuletzt { $until })
           *[no] { "" }
        }
       *[unknown] { labels-need }
    }{ $class ->
        [0] { "" }
       *[other] { " " }(Klasse { $class } von 5 nach „{ $indicator }“{ $is_proxy ->
            [yes] , ersatzweise
           *[no] { "" }
        }{ $is_estimated ->
            [yes] , geschätzt
           *[no] { "" }
        }{ $is_provisional ->
            [yes] , { labels-status }
           *[no] { "" }
        })
    }
}; seit der Pandemie: { $since ->
    [office_counts] mehr, nach Zählungen von Ämtern
   *[figures] { labels-finding }{ $persists ->
        [yes] , anhaltend
       *[no] { "" }
    }{ $finding_status ->
        [preliminary] , nach zum Teil vorläufigen Zahlen
        [limited] , nach zum Teil eingeschränkt aussagekräftigen Zahlen
       *[known] { "" }
    }{ $is_elsewhere ->
        [yes] { " " }(Befund für: { $found_in })
       *[no] { "" }
    }
}.
need_coverage-value = { $n }{ $unit ->
    [share] { " " }%
    [percent] { " " }%
    [per_1000] { " " }je 1.000
    [per_10000] { " " }je 10.000
    [per_100000] { " " }je 100.000
    [money] { " " }{ $currency_sign }
    [money_per_m2] { " " }{ $currency_sign }/m²
   *[other] { "" }
}{ $is_provisional ->
    [yes] { " " }({ labels-status })
   *[no] { "" }
}
need_coverage-counts = Ämter zählten: { $counts }
need_coverage-count = { $says } ({ $id }).
need_coverage-studies = Studien dazu zeigen { $say ->
    [more] mehr Bedarf
    [less] weniger Bedarf
    [divided] teils mehr, teils weniger Bedarf
    [unchanged] keine Veränderung
   *[silent] keinen Vergleich mit der Zeit davor
} ({ $names }{ $more ->
    [0] { "" }
   *[other] { " " }und { $more } weitere
}).

## What is there

need_coverage-supply = Angebot: { $coverage ->
    [unknown] { $why }
    [present] { $has_kinds ->
        [yes] { $kinds }; ob das reicht, ist nicht bekannt
       *[no] vorhanden; Plätze und Auslastung sind nicht bekannt
    }
   *[other] { labels-coverage-fact }{ $use_is_known ->
        [yes] , Auslastung { $use } %
       *[no] { "" }
    }{ $is_estimated ->
        [yes] { " " }(geschätzt)
       *[no] { "" }
    }{ $is_provisional ->
        [yes] { " " }({ labels-status })
       *[no] { "" }
    }{ $has_lacks ->
        [yes] ; im Vergleich damit fehlen rechnerisch ({ $lacks })
       *[no] { "" }
    }{ $has_kinds ->
        [yes] { " " }({ $kinds })
       *[no] { "" }
    }{ $has_uncounted ->
        [yes] ; nicht beurteilt: { $uncounted }
       *[no] { "" }
    }
}.
need_coverage-kind = { $kind }: { $has_capacity ->
    [yes] { $capacity } { $unit }{ $has_use ->
        [yes] , { $used } genutzt
       *[no] { "" }
    }
   *[no] { $has_use ->
        [yes] { $used } genutzt
       *[no] { $sites ->
            [0] für die ganze Stadt bekannt
            [one] 1 Angebot bekannt
           *[other] { $sites } Angebote bekannt
        }
    }
}
need_coverage-total = { $service }: { $n }{ $unit ->
    [places] { " " }Plätze
    [fte] { " " }Vollzeitstellen
    [sites] { " " }Standorte
    [staff] { " " }Beschäftigte
    [persons] { " " }Personen
   *[cases] { " " }Fälle
} ({ $year }, { $id })

need_coverage-amount = { $below_one ->
    [yes] weniger als 1
   *[no] { $n }
}

## What would close the gap, and who says so

need_coverage-way = Weg: { $parts }
need_coverage-nobody = { $is_covered ->
    [yes] Nach Plätzen und Nutzung ist der Bedarf mit dem Vorhandenen gedeckt.
   *[no] { $is_city ->
        [yes] { $is_beside ->
            [yes] Womit der Bedarf der ganzen Stadt gedeckt werden kann, sagt bisher niemand.
           *[no] Womit der Bedarf gedeckt werden kann, sagt bisher niemand.
        }
       *[no] Womit der Bedarf hier gedeckt werden kann, sagt bisher niemand.
    }
}
need_coverage-beside = Nur für einen Teil der Menschen oder ein anderes Gebiet, ohne solche Angabe oder ohne eigene Erfahrung damit sagten { $voices }; für die ganze Stadt entscheidet das nichts.
need_coverage-voice = { $who }{ $is_dated ->
    [yes] , { $year }
   *[no] , ohne Datum
}: „{ labels-suggestion }“ ({ $id })
need_coverage-said = { labels-suggestion } nach { $voices }; das zählt bis { $until }.
need_coverage-indication = Ein Hinweis, der nichts entscheidet: { $voices }. Bestätigt wäre er durch eine zweite, unabhängige Stimme oder durch Zahlen eines Amtes.
need_coverage-in-pandemic = In der Pandemie sagten { $voices }{ $is_disputed ->
    [yes] ; die Stimmen widersprechen sich
   *[no] { "" }
}; für die Zeit der Pandemie { $result ->
    [not_coverable] heißt das: nicht deckbar
    [unknown] entscheidet das nichts
   *[other] heißt das: { labels-coverability }
}.
need_coverage-earlier = Zu alt oder ohne Datum, deshalb heute ohne Gewicht: { $voices }.
need_coverage-see-city = Für die ganze Stadt gibt es { $is_indication ->
    [yes] einen Hinweis
   *[no] eine Antwort: { labels-coverability }
}.

## What is not known

need_coverage-missing = Zum Beurteilen fehlt: { $facts }.
need_coverage-unknown = { $fact ->
    [value] ein Wert für „{ $indicator }“ in diesem Gebiet{ need_coverage-asked }
    [undetermined] ob der Wert für „{ $indicator }“ in diesem Gebiet über oder unter dem der Stadt liegt (der Schätzwert lässt beides zu){ need_coverage-asked }
    [need] eine Zahl zum Bedarf selbst: { $why }{ need_coverage-asked }
    [service_types] eine Festlegung, welche Angebote zuerst für dieses Thema da sind{ need_coverage-asked }
    [sites] Standorte, Kapazität und Auslastung der Angebote: { $types }{ need_coverage-asked }
    [capacity] Kapazität und Auslastung der Angebote: { $types }{ need_coverage-asked }
    [use] wie stark die Angebote genutzt werden{ need_coverage-asked }
    [second_voice] eine zweite, unabhängige Stimme oder Zahlen eines Amtes dazu, womit der Bedarf gedeckt werden kann (Auskunft: Träger)
   *[statement] eine geltende Angabe von Trägern, womit der Bedarf gedeckt werden kann (Auskunft: Träger)
}
need_coverage-asked = { $is_asked ->
    [yes] { " " }(Auskunft: { $offices })
   *[no] { "" }
}
