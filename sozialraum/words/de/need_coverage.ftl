# The answer to a theme in an area: what it rests on, what is lacking, what is not known.

need_coverage-facts = Bedarf: { $need ->
    [reported] nicht gemessen, aber von Studien oder Trägern berichtet{ $is_dated ->
        [yes] { " " }(zuletzt { $year })
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
    })
}; seit der Pandemie: { labels-finding }{ $persists ->
    [yes] , anhaltend
   *[no] { "" }
}; Angebot: { labels-coverage-fact }{ $use_is_known ->
    [yes] , Auslastung { $use } %
   *[no] { "" }
}{ $coverage_is_estimated ->
    [yes] { " " }(geschätzt)
   *[no] { "" }
}{ $has_lacks ->
    [yes] ; im Vergleich damit fehlen rechnerisch ({ $lacks })
   *[no] { "" }
}.

need_coverage-amount = { $below_one ->
    [yes] weniger als 1
   *[no] { $n }
}

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
