# How the workbook is to be read (sheet Lesehilfe of anlage.xlsx).

reading-title = Lesehilfe
reading-about = So sind die Blätter dieser Mappe zu lesen.
reading-part = { $part ->
    [layout] Aufbau
    [figures] Zahlen und Einheiten
    [marks] Zeichen und Klassen
   *[certainty] Wie sicher die Zahlen sind
}
reading-term = { $term ->
    [rows] Zeilen
    [filter] Filter
    [ids] Spalten mit „Id“
    [level] Ebene
    [period] Zeitraum
    [amount] Wert
    [share] Spalten „in Prozent“
    [empty] Leere Zelle
    [ratio] Fälle und Bezugszahl
    [origin] Entstehung
    [false_discovery] q-Wert
   *[statements] Deckbarkeit „nicht beurteilbar“
}
reading-text = { $term ->
    [rows] Zeile 1: Titel. Zeile 2: was darin steht. Zeile 3: Einheiten. Zeile 4: Spaltenköpfe. Ab Zeile 5: die Zahlen. Darunter, wo nötig: Anmerkungen.
    [filter] Jeder Spaltenkopf hat einen Filter. Köpfe und erste Spalten bleiben beim Blättern stehen.
    [ids] Kurze Namen, über die sich Blätter verbinden lassen: Dieselbe Gebiets-Id meint in allen Blättern dasselbe Gebiet.
    [level] Welche Art von Gebiet gemeint ist. Werte verschiedener Ebenen sind nicht zusammenzuzählen: Die Gebiete überschneiden sich.
    [period] Ein Jahr (2025), ein Quartal (2025-Q4) oder ein Monat (2025-03).
    [amount] Steht in der Einheit der Spalte „Einheit“: Bei „Prozent“ heißt 8,1 also 8,1 %.
    [share] Enthalten einen Anteil, der in Prozent gezeigt wird: In der Zelle steht 0,081, zu sehen ist 8,1 %.
    [empty] Keine Angabe; das ist nicht null. Im Blatt „{ labels-sheet-values }“ sagt die Spalte „Angabe“, warum.
    [ratio] Woraus ein Wert gebildet ist, wenn beides bekannt ist: Fälle geteilt durch Bezugszahl, in der Einheit des Werts.
    [origin] Ob ein Wert für genau dieses Gebiet veröffentlicht, aus kleineren Gebieten summiert oder geschätzt ist. Geschätzte Werte zeigen die Größenordnung; einzelne Gebiete damit zu vergleichen ist gewagt.
    [false_discovery] Wie leicht der Befund bei so vielen gleichzeitigen Vergleichen durch Zufall entsteht: je kleiner, desto sicherer; ab 0,05 gilt er nicht als gesichert.
   *[statements] Es fehlen Angaben, nicht Angebote. Die Spalte „Was zum Beurteilen fehlt“ sagt, welche.
}
