# What could be decided, and what is missing to decide.

conclusions-note = Die Punkte sind Möglichkeiten mit ihren Gründen. Sie nehmen keine Entscheidung vorweg; über Struktur und Mittel entscheiden die zuständigen Gremien.
conclusions-none = Aus den vorliegenden Daten ergibt sich keine Möglichkeit.
conclusions-by-field = Schwerpunkte nach Planungsfeld
conclusions-review-plans = Planungen überprüfen
conclusions-open-findings = neue oder verschärfte Bedarfe, auf die keine bekannte angepasste Planung eingeht: { $themes }.
conclusions-fewer-places = Angebot dort prüfen, wo deutlich weniger Plätze auf die Zielgruppe kommen als in der Stadt insgesamt: { $areas }.
conclusions-ask-figures = Zahlen je { $level } anfordern
conclusions-estimated = Für { conclusions-indicators } gibt es Zahlen nur für größere Gebiete. Wo innerhalb dieser Gebiete der Bedarf liegt, bleibt offen: { $indicators }.
conclusions-estimated-brief = Für { conclusions-indicators } gibt es Zahlen nur für größere Gebiete; der Anhang nennt sie.
conclusions-indicators = { $n } { $n ->
    [one] Indikator
   *[other] Indikatoren
}
conclusions-ask-places = Zahl der Plätze erheben
conclusions-unknown-places = Ohne die Zahl der Plätze lässt sich keine Deckung berechnen: { $services }.
conclusions-ask-newer = Aktuelle Zahlen anfordern
conclusions-overdue = Neuere Zahlen waren zu erwarten, liegen aber nicht vor: { $sources }.
conclusions-overdue-brief = { $n ->
    [one] 1 Quelle ist veraltet; der Anhang nennt sie.
   *[other] { $n } Quellen sind veraltet; der Anhang nennt sie.
}
