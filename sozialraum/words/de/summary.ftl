# The summary of one page.

summary-title = Zusammenfassung
summary-about = { $asked ->
    [0] Hier stehen die wichtigsten Ergebnisse, ausführlich in den Kapiteln mit derselben Nummer.
    [one] Der Rat hat eine Frage gestellt. Hier stehen die Antworten, ausführlich in den Kapiteln mit derselben Nummer.
    [4] Der Rat hat vier Fragen gestellt. Hier stehen die Antworten, ausführlich in den Kapiteln mit derselben Nummer.
   *[other] Der Rat hat { $asked } Fragen gestellt. Hier stehen die Antworten, ausführlich in den Kapiteln mit derselben Nummer.
}
summary-question = { $asked ->
    [yes] Frage { $n }: { $question }
   *[no] { $n }: { $question }
}
summary-to-decide = Zu entscheiden ist, was davon geprüft wird (Gründe in Kapitel 4):
summary-reliable = Wie verlässlich sind die Zahlen?
summary-estimates = Für { $n } { $n ->
    [one] Indikator
   *[other] Indikatoren
} sind die Werte der { $areas } nur geschätzt (Zeichen ≈).
