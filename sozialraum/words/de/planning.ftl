# How the plannings were reviewed and adjusted.

planning-no-review = Zur Überprüfung der Planungen liegt in diesem Stand der Daten keine Auswertung vor. Die Frage kann deshalb noch nicht beantwortet werden.
planning-counted = { $plannings ->
    [0] Verzeichnet ist keine Planung.
    [one] Verzeichnet ist 1 Planung (Plan, Konzept oder Planungsbericht).
   *[other] Verzeichnet sind { $plannings } Planungen (Pläne, Konzepte, Planungsberichte).
} { $adjusted ->
    [0] Keine wurde nachweislich wegen der Pandemie angepasst.
    [one] Eine wurde wegen der Pandemie angepasst.
   *[other] Wegen der Pandemie angepasst wurden { $adjusted }.
}{ $predate ->
    [0] { "" }
    [one] { " " }Eine entstand vor der Pandemie.
   *[other] { " " }Vor der Pandemie entstanden { $predate }.
}{ $no ->
    [0] { "" }
    [one] { " " }Eine wurde nicht angepasst.
   *[other] { " " }{ $no } wurden nicht angepasst.
}{ $unknown ->
    [0] { "" }
    [one] { " " }Bei einer ist nicht belegt, ob sie angepasst wurde.
   *[other] { " " }Bei { $unknown } ist nicht belegt, ob sie angepasst wurden.
}{ $others ->
    [0] { "" }
   *[other] { " " }Von { $others } anderen { $others ->
        [one] Dokument
       *[other] Dokumenten
    } (Beschlüsse, Haushalte, Maßnahmen, Programme, Berichte) { $mention ->
        [0] nennt keins
        [one] nennt 1
       *[other] nennen { $mention }
    } Änderungen wegen der Pandemie.
}
planning-proper = Angepasste { $n ->
    [one] Planung
   *[other] Planungen
}: { $plans }.
planning-themes-missed = Keine als angepasst belegte Planung gibt es zu den neuen oder verschärften Bedarfen: { $themes }.

## Tables

planning-overview = Zahl der Planungen: wegen der Pandemie angepasst?
planning-head = Planung
planning-plannings = Planungen
planning-adjusted = angepasst
planning-others = andere Dokumente
planning-predate = vor der Pandemie entstanden
planning-else-not = sonst nicht angepasst
planning-last-reviewed = zuletzt überprüft
planning-of-field = { $field }: Planungsdokumente
planning-document = Dokument
planning-adopted = beschlossen
planning-known = Was dazu bekannt ist
planning-untitled = ohne Titel
planning-day-unknown = nicht bekannt
planning-expired = Die Geltungsdauer ist abgelaufen.
planning-not-begun = Die Geltungsdauer hat noch nicht begonnen.
planning-source = Quelle: { $source }
planning-no-finding = Kein gesicherter neuer oder verschärfter Bedarf { $n ->
    [one] zum Thema { $themes }
   *[other] zu den Themen { $themes }
}.

## Needs that grew and that no adjusted planning deals with

planning-open-title = Neue oder verschärfte Bedarfe ohne belegte angepasste Planung
planning-none-open = { $found ->
    [yes] Auf jeden neuen oder verschärften Bedarf geht eine angepasste Planung ein.
    [no] Die Zahlen zeigen keinen neuen oder verschärften Bedarf, auf den eine Planung eingehen könnte.
   *[unknown] Kein Befund lässt sich beurteilen; ob eine Planung auf neue Bedarfe eingeht, ist deshalb nicht bekannt.
}{ $found ->
    [unknown] { "" }
   *[other] { $open ->
        [0] { "" }
       *[other] { " " }Bei { $open } von { $all } Vergleichen mit der Zeit davor ist offen, ob der Bedarf gestiegen ist.
    }
}
planning-open = Zu diesen neuen oder verschärften Bedarfen ist keine Planung bekannt, die wegen der Pandemie angepasst wurde:
planning-open-findings = { $n } { $n ->
    [one] Befund
   *[other] Befunde
} ({ $indicators }).
planning-open-counted = Ämter zählten mehr Fälle oder Personen als vor der Pandemie{ $n ->
    [0] .
   *[other] { " " }({ $areas }).
}
planning-open-reason = { $reason ->
    [no_plan] Keine verzeichnete Planung behandelt das Thema.
    [only_ahead] Eine Planung zu diesem Thema gilt erst künftig, und keine gilt schon.
    [only_expired] Die Geltung der Planungen zu diesem Thema ist abgelaufen.
   *[no_adjusted_plan] Das Thema steht in Planungen, doch von keiner ist belegt, dass sie wegen der Pandemie angepasst wurde.
}
