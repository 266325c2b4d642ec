# Why a need is called covered or not, as a planner reads it in a terminal.

explain-again = Aus den Angaben neu entschieden: stimmt überein.
explain-otherwise = Aus den Angaben neu entschieden, ergibt sich ANDERES:
explain-part = { $part ->
    [rule] Regel
    [need] Bedarf
    [services] Angebote
    [evidence] Belege
    [plans] Planungen
    [change] Was das Ergebnis ändern würde
    [urgency] Dringlichkeit
   *[sources] Quellen
}
explain-heading = { $theme_name } ({ $theme }), { $area_name } ({ $area })
explain-result = { labels-coverability }{ $confidence ->
    [firm] { " " }(eigene Zahlen des Sozialraums)
    [limited] { " " }(eingeschränkt belastbar)
   *[unknown] { "" }
}; Dringlichkeit { $urgency ->
    [unknown] nicht beurteilbar
   *[other] { $urgency_name }
}
explain-publication = Veröffentlichung { $publication }
explain-source = { $title } ({ $office }): { $url }
explain-unknown = nicht bekannt
explain-no-date = ohne Datum
explain-days = { $first } bis { $last }

## The rule

explain-rule = { $rule }, Ergebnis { labels-coverability }: { $says }
explain-fact = { $fact ->
    [need] Bedarf
    [finding] Befund seit der Pandemie
    [coverage] Angebot
    [use] Auslastung
    [providers] Träger und Ämter heute
   *[register] Register der Angebote
}
explain-fact-is = { explain-fact }: { $value } ({ $any ->
    [yes] jeder Wert passt
   *[no] passend: { $accepted }
})
explain-value = { $value ->
    [worse] neu oder verschärft
    [not_worse] nicht gestiegen
    [free] Plätze frei
    [full] ausgelastet
    [extended] Angebot erweitert
    [cut] Angebot eingeschränkt
    [providers_silent] keine geltende Angabe
    [register_silent] keine Änderung verzeichnet
   *[unknown] nicht bekannt
}
explain-passed = Vorher geprüft: { $rule } ({ labels-coverability }); passt nicht: { $missed }
explain-earlier = Mit den Angaben, die nicht mehr gelten ({ $day }): { $rule }, { labels-coverability }
explain-reasons = Merkmale für Programme: { $reasons }

## The need

explain-not-measured = Nicht gemessen: { $why }
explain-proxy = Selbst nicht gemessen: { $why } Ersatzweise: { $proxy }
explain-need = { $indicator } ({ $indicator_id }), { $period }: { $value } ({ $has_limits ->
    [yes] 95-%-Bereich { $low } bis { $high }; { "" }
   *[no] { "" }
}Stadt { $city_value }), Rang { $rank }, Klasse { $class } von 5, { labels-method }. Jede Zelle dahinter: sozialraum trace --area { $area_id } --indicator { $indicator_id }
explain-undetermined = { $indicator } ({ $indicator_id }), { $period }: { $value } (Stadt { $city_value }), { labels-method }; nicht bestimmbar, der 95-%-Bereich schließt den Wert der Stadt ein
explain-no-value = { $indicator } ({ $indicator_id }): für diesen Sozialraum kein Wert.
explain-not-assessable = { $indicator }, { $area }: nicht beurteilbar, { labels-reason }
explain-finding = { $indicator }, { $area }: { labels-finding }{ $persists ->
    [yes] , hält an
    [no] , nicht mehr gesichert
   *[unknown] { "" }
}; { $rated ->
    [yes] { $observed_value } statt erwarteter { $expected_value }; { "" }
   *[no] { "" }
}im Mittel { $observed } statt erwarteter { $expected } { $cadence ->
    [month] je Monat
    [quarter] je Quartal
    [half_year] je Halbjahr
    [school_year] je Jahr
    [year] je Jahr
   *[other] je Erhebung
} ({ $excess } %, { $from } bis { $until }); q { $tiny ->
    [yes] < 0,001
   *[no] = { $q }
}

## Services

explain-no-kind = Keine Art von Angebot ist festgelegt.
explain-kind = { $kind }{ $first ->
    [yes] { "" }
   *[no] { " " }(hilft mit)
}, { $period }, { labels-method }: { $capacity }{ $sites }
explain-service = { $id } { $name }: { labels-offer-status }, { $where ->
    [city] ganze Stadt
    [area] { $area }
   *[unknown] Sozialraum nicht belegt
}, { $dated ->
    [yes] Stand { $year }
   *[no] ohne Jahr
}; { $source } { $url }
explain-no-capacity = Kapazität nicht bekannt{ $used ->
    [0] { "" }
   *[other] , { $users } nutzen es
}
explain-capacity = { $unit }: { $capacity } für { $target } ({ $definition }), Deckung { $ratio } (Stadt { $city_ratio }), { $gap } { $lacks ->
    [yes] weniger als nach dem Mittel der Stadt
   *[no] mehr als nach dem Mittel der Stadt
}{ $use_known ->
    [yes] , Auslastung { $use }
   *[no] { "" }
}{ $has_benchmark ->
    [yes] , zum Richtwert ({ $benchmark }) fehlen { $benchmark_gap }
   *[no] { "" }
}; { $coverage ->
    [unknown] nicht eingeordnet
   *[other] { labels-coverage-class }
}
explain-sites = ; hier { $n ->
    [0] kein Standort
    [one] 1 Standort
   *[other] { $n } Standorte
}{ $doubtful ->
    [0] { "" }
   *[other] , dazu { $doubtful } nicht bestätigt
}; { $reachable ->
    [0] kein Angebot
    [one] 1 Angebot
   *[other] { $reachable } Angebote
} in Reichweite ({ $reach ->
    [own] im Sozialraum selbst
    [neighbours] mit Nachbarschaft
   *[city] aus der ganzen Stadt
})

## Evidence and plans

explain-evidence = { $id } { labels-evidence-kind }, { labels-scope }{ $named ->
    [yes] { " " }({ $areas })
   *[no] { "" }
}, { $when }, über { $groups }, { $direction ->
    [more] mehr Bedarf
    [less] weniger Bedarf
    [unchanged] Bedarf unverändert
    [unclear] Richtung unklar
   *[not_measured] keine Veränderung gemessen
}, Stärke { $strength } von 3, { labels-standing }{ $covers ->
    [no] ; über andere Menschen als das Thema, wird nicht verwendet
   *[yes] { "" }
}{ $counts ->
    [unsaid] { "" }
    [no] ; { labels-suggestion } (zählt nicht mehr)
   *[yes] ; { labels-suggestion } (zählt bis { $until })
}. { $who }: { $what } { $source }: { $url }
explain-question = { $office }: { $question }
explain-nothing-to-ask = Keine offene Frage entscheidet hier etwas.
explain-no-plans = Kein Planungsdokument des Registers behandelt dieses Thema hier.
explain-plan = { $id } { $title }: beschlossen { $adopted }, zuletzt überprüft { $reviewed }, { $validity ->
    [in_force] gilt
    [not_begun] gilt noch nicht
    [expired] Geltung abgelaufen
    [not_stated] Geltungsdauer nicht angegeben
   *[not_applicable] Bericht
}, angepasst: { labels-adjusted }. { $review } { $source }: { $url }

## Urgency

explain-nothing-urgent = Weder Bedarf noch Befund noch Deckbarkeit sind bekannt.
explain-component = { $fact ->
    [need] Höhe des Bedarfs
    [finding] Anstieg seit der Pandemie
    [persistence] Dauer des Anstiegs
    [gap] Deckbarkeit
   *[group] Größe der Gruppe
}: { $value } mal Gewicht { $weight }
explain-not-local = Für diesen Sozialraum selbst ist nichts gemessen: Die Dringlichkeit gilt der ganzen Stadt, und wie viele hier leben, zählt nicht.
explain-urgency = Mittel { $score }, Dringlichkeit { $urgency } ({ $rule }, ab { $from })
explain-rank = Rang { $rank } unter den Sozialräumen; mit { $scenarios } anderen Gewichtungen { $lowest } bis { $highest }, unter den ersten { $top } bei { $share } davon

## What if

explain-supposed = Angenommen: { $changes }. Register und Veröffentlichung bleiben, wie sie sind.
explain-supposed-answer = { $when ->
    [before] Jetzt:
   *[after] Dann:
} { labels-coverability } ({ $rule }){ $hint ->
    [none] { "" }
    [existing] ; Hinweis: mit dem Vorhandenen deckbar
    [task_change] ; Hinweis: mit anderen Aufgaben deckbar
    [task_extension] ; Hinweis: mit mehr Aufgaben oder Mitteln deckbar
   *[not_at_present] ; Hinweis: derzeit nicht deckbar
}{ $disputed ->
    [yes] ; die Stimmen widersprechen sich
   *[no] { "" }
}{ $then ->
    [unknown] { "" }
    [covered] ; in der Pandemie: gedeckt
    [by_task_change] ; in der Pandemie: durch geänderte Aufgaben deckbar
    [by_task_extension] ; in der Pandemie: durch erweiterte Aufgaben deckbar
   *[not_coverable] ; in der Pandemie: nicht deckbar
}
explain-supposed-fact = { explain-fact }: { $old } → { $new }
explain-supposed-same = Diese Antwort bliebe, wie sie ist.
explain-supposed-others = { $n ->
    [0] Keine andere Antwort änderte sich.
    [one] Außerdem änderte sich 1 Antwort: { $others }.
   *[other] Außerdem änderten sich { $n } Antworten: { $others }{ $more ->
        [0] { "" }
       *[other] { " " }und { $more } weitere
    }.
}
