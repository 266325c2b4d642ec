# The words of the report, explained. A city's own words are its declarations.

glossary-title = Glossar
glossary-term = { $term ->
    [expected_interval] 95-%-Bereich des Erwarteten (Prognoseintervall)
    [proxy] Ersatzgröße
    [standard_deviation] Standardabweichung (z-Wert)
    [sozialraum] Sozialraum
    [indicator] Indikator
    [need] Bedarf
    [need_class] Bedarfsklasse
    [unsure_class] Nicht gesicherte Klasse, zum Beispiel (4)
    [new_need] Neuer Bedarf
    [aggravated_need] Verschärfter Bedarf
    [expected_value] Erwarteter Wert
    [interval] 95-%-Bereich
    [rank_range] Rang von … bis …
    [estimate] Schätzwert (≈)
    [aggregated] Summierter Wert (Σ)
    [coverage] Deckung
    [utilisation] Auslastung
    [coverability] Deckbarkeit
    [provider] Träger
    [social_index] Sozialindex
    [revision] Revision
   *[as_of] Stand
}
glossary-text = { $term ->
    [expected_interval] Spanne, in der der beobachtete Wert gelegen hätte, wenn sich nichts geändert hätte.
    [proxy] Eine Zahl, die für eine fehlende steht: Sie zeigt, wo viele Menschen leben, die betroffen sein können, nicht wie viele es sind.
    [standard_deviation] Maß dafür, wie weit die Gebiete gewöhnlich auseinanderliegen. Der z-Wert sagt, um wie viele solcher Schritte ein Gebiet vom Mittel abweicht.
    [sozialraum] Das Gebiet, für das geplant wird und um das es in diesem Bericht geht.
    [indicator] Eine Zahl, die auf Bedarf hinweist, zum Beispiel der Anteil der Arbeitslosen.
    [need] Was Menschen an Unterstützung brauchen. Er wird nicht gemessen, sondern erschlossen: aus Indikatoren und, wo es sie gibt, aus Studien und der Erfahrung von Trägern.
    [need_class] Einordnung eines Gebiets von 1 (sehr niedrig) bis 5 (sehr hoch) im Vergleich mit den anderen Gebieten derselben Ebene.
    [unsure_class] Wegen der Unsicherheit der Werte kommt für das Gebiet auch der mittlere Rang in Frage. Solche Klassen werden nicht gezählt, wo der Bericht hohe Bedarfe zählt oder nennt.
    [new_need] In der Pandemie mehr als erwartet, in einem Gebiet, dessen Bedarf vorher im Vergleich nicht hoch war.
    [aggravated_need] In der Pandemie mehr als erwartet, wo der Bedarf schon vorher hoch war, wo nicht bekannt ist, wie hoch er war, oder in der Stadt insgesamt.
    [expected_value] Was die Zahlen vor der Pandemie für die Zeit der Pandemie erwarten ließen, wenn die Entwicklung so weitergegangen wäre.
    [interval] Spanne, in der der tatsächliche Wert mit hoher Sicherheit liegt.
    [rank_range] Plätze, die für ein Gebiet in Frage kommen, wenn man die Unsicherheit aller Werte berücksichtigt.
    [estimate] Aus der Zahl eines größeren Gebiets auf kleinere verteilt.
    [aggregated] Aus den Zahlen kleinerer Gebiete zusammengezählt; genau.
    [coverage] Plätze eines Angebots im Verhältnis zu den Menschen, für die es gedacht ist.
    [utilisation] Nutzende eines Angebots im Verhältnis zu seinen Plätzen.
    [coverability] Ob ein Bedarf in den vorhandenen Einrichtungen gedeckt werden kann: indem sich deren Aufgaben ändern, indem sie erweitert werden, oder gar nicht.
    [provider] Wer ein Angebot betreibt, zum Beispiel ein Verein oder die Stadt.
    [social_index] Zusammenfassung mehrerer Indikatoren: Status (wie hoch die Belastung ist) und Dynamik (ob sie sich besser oder schlechter entwickelt als in der Stadt).
    [revision] Nachträgliche Änderung einer schon veröffentlichten Zahl durch ihre Quelle.
   *[as_of] Der Tag, dessen Wissen der Bericht wiedergibt. Was später bekannt wurde, steht nicht darin.
}
