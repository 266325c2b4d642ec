# How urgent needs are, how firm their order is, and what could be done.

urgency-title = Wo es dringend ist
urgency-means = Dringlichkeit verbindet, wie hoch der Bedarf ist, ob er neu oder verschärft ist, ob das anhält, ob er sich decken lässt und wie viele Menschen es betrifft. Was davon nicht bekannt ist, zählt nicht oder als mittel. Sie ordnet, sie misst nicht.
urgency-by-theme = Dringlichkeit nach Thema: Zahl der Gebiete
urgency-coverability = Deckbarkeit
urgency-coverability-note = Deckbarkeit: in den Gebieten mit hoher Dringlichkeit; gibt es keine, in allen.
urgency-weights-tried = Wie die fünf Gesichtspunkte gewichtet werden, ist eine Setzung. Die Rangfolge der Gebiete über alle Themen wurde deshalb mit vielen Gewichtungen nachgerechnet.
urgency-firm = { $n ->
    [0] Kein Gebiet ist bei der Hälfte der Gewichtungen unter den ersten { $top }.
   *[other] Bei mindestens der Hälfte von { $scenarios } Gewichtungen unter den ersten { $top }: { $areas }.
}
urgency-ranks-figure = Rang nach Dringlichkeit über alle Themen, 1 ist der höchste. Punkt: festgelegte Gewichtung; Linie: niedrigster bis höchster Rang bei anderer Gewichtung und im Rahmen der Unsicherheit der Zahlen; dunkel: bei der Hälfte der Gewichtungen unter den ersten { $top }.
urgency-ranks-seen = Punktdiagramm der Ränge von { $n } Gebieten. Rang 1: { $first }.
urgency-ranks-below = Alle Ränge stehen in der Tabelle darunter.
urgency-ranks = Rang der Gebiete nach Dringlichkeit über alle Themen
urgency-other-weights = mit anderer Gewichtung
urgency-top-share = Anteil der Gewichtungen unter den ersten { $top }
urgency-rank-span = { $low } bis { $high }

## Options

urgency-option = { $result ->
    [not_coverable] Neue oder andere Strukturen prüfen
    [by_task_extension] Erweiterung vorhandener Angebote prüfen
    [by_task_change] Änderung der Aufgaben vorhandener Angebote prüfen
    [covered] Angebot erhalten und beobachten
   *[unknown] Wissen schaffen, bevor entschieden wird
}
urgency-option-reason = dringend und { $result ->
    [unknown] noch offen, womit sich der Bedarf decken lässt
   *[other] { labels-coverability }
}: { $themes }.
urgency-option-also = Ebenso: { $themes }.
