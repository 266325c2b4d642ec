# The chapter on needs.

needs-no-indicators = Es sind keine Indikatoren festgelegt.
needs-recent = Was sich zuletzt verändert hat
needs-risen = Was gestiegen ist
needs-since-pandemic = Seit der Zeit vor der Pandemie
needs-indicators = Indikatoren im Einzelnen
needs-indicators-about = Was jeder Indikator bedeutet, seine Werte und ihre Herkunft.
needs-nothing-compared = Für dieses Planungsfeld liegt kein Wert vor, der Gebiete vergleicht.
needs-periods = { $periods }{ $several ->
    [yes] , je nach Indikator
   *[no] { "" }
}
needs-without-value = Für diese Ebene ohne Wert: { $indicators }.
needs-matrix = { $field }: Bedarfsklassen, { $level } (1 sehr niedrig bis 5 sehr hoch)

## How to read the chapter

needs-reading = So ist dieses Kapitel zu lesen
needs-reading-of = { $what ->
    [indicators] Indikatoren
    [classes] Bedarfsklassen
    [interval] 95-%-Bereich
    [change] Veränderung des Bedarfs
   *[association] Zusammenhang, nicht Ursache
}
needs-reading-text = { $what ->
    [indicators] Ein Indikator weist auf Bedarf hin, er misst ihn nicht: Ein hoher Anteil älterer Menschen zum Beispiel heißt, dass Angebote für Ältere dort mehr gefragt sein können. Über die Menschen selbst sagt er nichts.
    [classes] Jeder Wert wird mit dem Mittel aller Gebiete derselben Ebene verglichen und in eine von fünf Klassen eingeordnet. Klasse 5 heißt: Der Bedarf ist im Vergleich sehr hoch. Klasse 1 heißt: sehr niedrig. Die Klasse sagt nichts darüber, ob der Bedarf in der Stadt insgesamt groß oder klein ist.
    [interval] Zufällige Schwankungen, kleine Fallzahlen und Stichproben machen jeden Wert unsicher. Der 95-%-Bereich nennt die Spanne, in der der tatsächliche Wert mit hoher Sicherheit liegt. Überschneiden sich die Bereiche zweier Gebiete deutlich, ist ihr Unterschied nicht gesichert.
    [change] „Gestiegen“ und „gesunken“ beziehen sich auf den Bedarf, nicht auf den Zahlenwert: Sinkt zum Beispiel ein Anteil, dessen hohe Werte günstig sind, so ist der Bedarf gestiegen. Als Veränderung gilt nur, was über die Unsicherheit beider Werte hinausgeht.
   *[association] Der Bericht zeigt, wo sich Bedarfe häufen und wie sie sich verändert haben. Warum das so ist, lässt sich aus diesen Zahlen allein nicht schließen.
}
