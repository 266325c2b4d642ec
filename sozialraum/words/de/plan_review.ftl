# What a planning document says of the needs that grew in its theme, and which of them none deals with.

plan_review-plan = { $answer ->
    [no_theme] Das Dokument ist keinem Thema des Monitors zugeordnet.
    [no_finding] Zum Thema „{ $theme }“ hat der Monitor keinen gesicherten Befund, der neu oder verschärft ist.
    [yes] Wegen der Pandemie angepasst; { plan_review-grown }.
    [not_begun] Die Geltung hat noch nicht begonnen; { plan_review-grown }.
    [expired] Die Geltung endete am { $until }; { plan_review-grown }.
    [before_pandemic] Vor der Pandemie entstanden; { plan_review-grown }. Darauf kann das Dokument nicht eingehen.
   *[theme_only] Nicht belegt ist, ob das Dokument wegen der Pandemie angepasst wurde; { plan_review-grown }.
}
plan_review-grown = zum Thema „{ $theme }“ { $n ->
    [0] zählten Ämter mehr Fälle oder Personen als vor der Pandemie
    [one] hat der Monitor einen Befund
   *[other] hat der Monitor { $n } Befunde
}

plan_review-finding = { $area }: { $basis ->
    [office_counts] { $theme }, mehr nach Zählungen von Ämtern
   *[figures] { $indicator }
}. { $answer ->
    [no_plan] Keine Planung des Registers behandelt das Thema „{ $theme }“.
    [only_ahead] Zum Thema „{ $theme }“ gibt es eine Planung, deren Geltung noch nicht begonnen hat, und keine, die gilt.
    [only_expired] Zum Thema „{ $theme }“ gibt es nur Planungen, deren Geltung abgelaufen ist.
   *[no_adjusted_plan] Das Thema „{ $theme }“ steht in Planungen, doch von keiner geltenden ist belegt, dass sie wegen der Pandemie angepasst wurde.
}
