# The summary of one page.

summary-title = Zusammenfassung
summary-question = { $asked ->
    [yes] Frage { $n }: { $question }
   *[no] { $n }: { $question }
}
summary-reliable = Wie verlässlich sind die Zahlen?
summary-estimates = Für { $n } { $n ->
    [one] Indikator
   *[other] Indikatoren
} sind die Werte der { $areas } nur geschätzt (Zeichen ≈).
