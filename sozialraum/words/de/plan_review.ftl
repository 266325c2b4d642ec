# What a planning document says of the findings in its theme, and which findings none deals with.

plan_review-plan = { $answer ->
    [no_theme] Das Dokument ist keinem Thema des Monitors zugeordnet.
    [no_finding] Zum Thema „{ $theme }“ hat der Monitor keinen gesicherten Befund, der neu oder verschärft ist.
    [yes] Wegen der Pandemie angepasst; zum Thema „{ $theme }“ hat der Monitor { $n ->
        [one] einen Befund
       *[other] { $n } Befunde
    }.
    [not_begun] Die Geltung hat noch nicht begonnen; zum Thema „{ $theme }“ hat der Monitor { $n ->
        [one] einen Befund
       *[other] { $n } Befunde
    }.
    [expired] Die Geltung endete am { $until }; zum Thema „{ $theme }“ hat der Monitor { $n ->
        [one] einen Befund
       *[other] { $n } Befunde
    }.
    [before_pandemic] Vor der Pandemie entstanden; zum Thema „{ $theme }“ hat der Monitor { $n ->
        [one] einen Befund, auf den das Dokument nicht eingehen kann
       *[other] { $n } Befunde, auf die das Dokument nicht eingehen kann
    }.
   *[theme_only] Behandelt das Thema „{ $theme }“, zu dem der Monitor { $n ->
        [one] einen Befund
       *[other] { $n } Befunde
    } hat; ob es wegen der Pandemie angepasst wurde, ist nicht belegt.
}

plan_review-finding = { $area }: { $indicator }. { $answer ->
    [no_plan] Kein Planungsdokument des Registers behandelt das Thema „{ $theme }“.
    [only_ahead] Zum Thema „{ $theme }“ gibt es eine Planung, deren Geltung noch nicht begonnen hat, und keine, die gilt.
    [only_expired] Zum Thema „{ $theme }“ gibt es nur Planungen, deren Geltung abgelaufen ist.
   *[no_adjusted_plan] Das Thema „{ $theme }“ steht in Planungsdokumenten, doch von keinem geltenden ist belegt, dass es wegen der Pandemie angepasst wurde.
}
