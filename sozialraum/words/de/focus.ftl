# Where high needs come together.

focus-title = Wo hohe Bedarfe zusammentreffen
focus-no-urgency = Eine Rangfolge nach Dringlichkeit liegt in diesem Stand der Daten nicht vor. Die folgenden Zählungen zeigen, wo hohe Bedarfe zusammentreffen; sie ersetzen eine Beurteilung nicht.
focus-counted = Gezählt ist, in welchen Gebieten viele Indikatoren gesichert in Klasse 4 (hoch) oder 5 (sehr hoch) liegen. Klassen in Klammern zählen nicht.
focus-overlapping = Die Zählung ist eine Lesehilfe, kein Maß für Dringlichkeit: Alle Indikatoren zählen gleich viel, obwohl sich einige überschneiden. Die Klassen vergleichen die Gebiete nur untereinander; hohe Klassen gibt es deshalb immer, auch wenn der Bedarf überall sinkt. Ein Indikator, für den kein Wert vorliegt, zählt nicht mit.
focus-estimates-left-out = Schätzwerte zählen für die Reihenfolge nicht: Die Zahlen sind nur für größere Gebiete veröffentlicht; wie sie sich auf deren Teile verteilen, ist nicht gezählt. Sie stehen zur Kenntnis in der letzten Spalte.
focus-caption = { $level } nach der Zahl hoher Bedarfsklassen
focus-place = Platz
focus-high = Klasse 4 oder 5
focus-very-high = davon Klasse 5
focus-indicators = beurteilbare Indikatoren
focus-high-in-field = Klasse 4 oder 5: { $field }
focus-high-by-estimate = zusätzlich Klasse 4 oder 5 nach Schätzwerten
focus-estimates-spoken = { $n } nach Schätzwerten
focus-note = Gezählt: { $n ->
    [0] kein Indikator, dessen
    [one] 1 Indikator, dessen
   *[other] { $n } Indikatoren, deren
} Zahlen für diese Ebene veröffentlicht sind. Gleich viele hohe Klassen: gleicher Platz.
