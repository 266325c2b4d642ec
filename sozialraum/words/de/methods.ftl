# How the figures come about.

methods-title = Wie die Zahlen entstehen
methods-of = { $what ->
    [direct] Ohne Zeichen: direkter Wert
    [aggregated] Σ summierter Wert
    [estimate] ≈ Schätzwert
    [recut] ≈ Später neu zugeschnittene Gebiete
    [classes] Bedarfsklassen
    [intervals] 95-%-Bereiche
    [change] Veränderung des Bedarfs
    [rank] Rang
   *[unplaced] Nicht zuordenbare Fälle
}
methods-text = { $what ->
    [direct] Die Zahlen sind für genau dieses Gebiet veröffentlicht.
    [aggregated] Die Zahlen sind für kleinere Gebiete veröffentlicht und zusammengezählt. Das Ergebnis ist genau.
    [estimate] Die Zahlen sind nur für größere Gebiete veröffentlicht. Ein Modell verteilt die Fälle auf die kleineren Gebiete nach dem, was von diesen selbst bekannt ist, und so, dass die Summe die veröffentlichte Zahl ergibt. Es ist bei seiner Entwicklung an Zahlen erprobt, die für beide Ebenen vorliegen; sein 95-%-Bereich hielt dabei in mehr als 93 % der Gebiete. Wo es nicht anwendbar ist, werden die Fälle im Verhältnis der Menschen oder Haushalte verteilt, auf die sie sich beziehen. Schließt der 95-%-Bereich den Wert der Stadt ein, ist der Bedarf nicht bestimmbar.
    [recut] Gebiete wurden neu zugeschnitten ({ $reforms }). Zahlen aus der Zeit davor sind auf die heutigen Gebiete umgerechnet: Von jeder Anzahl eines früheren Gebiets zählt der Anteil, der auf das heutige entfällt{ $weighed ->
        [yes] { " " }(Grundlage: { $made_of })
       *[no] { "" }
    }. Das sind Schätzwerte; bei Urteilen über die Entwicklung zählen sie nicht. Wo ganze Gebiete zusammengelegt wurden, ist die Summe genau, und für die ganze Stadt ändert sich nichts. Fertig veröffentlichte Quoten werden nicht umgerechnet.
    [classes] Für jeden Indikator wird berechnet, um wie viele Standardabweichungen ein Gebiet vom Mittel der Gebiete seiner Ebene abweicht, in Richtung höheren Bedarfs. Bis −1,5: Klasse 1; bis −0,5: Klasse 2; dazwischen: Klasse 3; ab 0,5: Klasse 4; ab 1,5: Klasse 5. Bei weniger als drei Gebieten oder wenn alle Werte gleich sind, wird keine Klasse vergeben.
    [intervals] Anteile: Verfahren von Wilson. Raten aus Fallzahlen: Näherung von Byar.{ $surveys ->
        [yes] { " " }Befragungen: Verfahren von Wilson mit einer angenommenen Zahl von Antworten, weil die Quellen keine nennen; die Annahmen stehen unter jeder Tabelle einer Befragung.
       *[no] { "" }
    } Für Quoten, die fertig veröffentlicht sind, gibt es keinen Bereich.
    [change] Verglichen wird mit demselben Monat, Quartal oder Jahr des Vorjahres{ $surveys ->
        [yes] , bei Befragungen mit der vorigen Befragung
       *[no] { "" }
    }. Gestiegen oder gesunken ist der Bedarf, wenn sich die 95-%-Bereiche beider Werte nicht überschneiden. Das ist eine vorsichtige Regel: Kleinere Veränderungen bleiben unerwähnt.
    [rank] Rang 1 hat das Gebiet mit dem höchsten Bedarf. Gleiche Werte teilen sich einen Rang.
   *[unplaced] Fälle, deren Wohnort die Quelle keinem Gebiet zuordnet, zählen in der Stadt insgesamt mit, werden aber keinem Gebiet zugeschlagen.
}

## How coverability and urgency are judged

methods-rules = Wie Deckbarkeit und Dringlichkeit beurteilt werden
methods-rules-about = Für jedes Thema und Gebiet entscheidet die erste Regel, deren Bedingungen zutreffen. Aussagen und Studien für die ganze Stadt gelten dabei für jedes Gebiet:
methods-rule = { $says } Ergebnis: { labels-coverability }.
methods-rule-of = Regel { $rule }:
methods-weight = { $fact ->
    [need] Höhe des Bedarfs ({ $weight })
    [finding] Anstieg seit der Pandemie ({ $weight })
    [persistence] Dauer des Anstiegs ({ $weight })
    [gap] Deckbarkeit ({ $weight })
   *[group] Größe der Gruppe ({ $weight })
}
methods-urgency = Die Dringlichkeit ist ein gewichtetes Mittel aus fünf Angaben; in Klammern ihr Gewicht: { $weights }. Jede zählt von 0 bis 1, eine unbekannte { $unknown }. Wie sich die Reihenfolge mit anderen Gewichten ändert, zeigt Kapitel { $chapter }.
