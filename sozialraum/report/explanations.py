"""Longer German texts that do not depend on the figures: how the report is to be read."""

ESTIMATE_SIGN = "≈"
AGGREGATED_SIGN = "Σ"

ESTIMATE_NOTE = (
    f"{ESTIMATE_SIGN} Schätzwert: Die Quelle veröffentlicht die Zahlen nur für größere Gebiete. "
    "Sie wurden auf die kleineren Gebiete verteilt, im Verhältnis der Menschen oder Haushalte, auf "
    "die sie sich beziehen. Unterschiede innerhalb eines größeren Gebiets bleiben dabei unsichtbar."
)
UNSURE_NOTE = (
    "Klasse in Klammern: nicht gesichert. Wegen der Unsicherheit der Werte kommt für das Gebiet "
    "auch der mittlere Rang in Frage; es ist von der Mitte nicht sicher zu unterscheiden."
)
AGGREGATED_NOTE = (
    f"{AGGREGATED_SIGN} summiert: Der Wert ist aus den Zahlen kleinerer Gebiete zusammengezählt "
    "und damit genau, keine Schätzung."
)
DIRECT_FIRST = (
    "Maßgeblich ist die vorstehende Tabelle: Für diese Gebiete sind die Zahlen veröffentlicht. Die "
    "Schätzwerte in der folgenden Tabelle ersetzen sie nicht."
)

READING = (
    (
        "Indikatoren",
        "Ein Indikator weist auf Bedarf hin, er misst ihn nicht: Ein hoher Anteil älterer Menschen "
        "zum Beispiel heißt, dass Angebote für Ältere dort mehr gefragt sein können. Über die "
        "Menschen selbst sagt er nichts.",
    ),
    (
        "Bedarfsklassen",
        "Jeder Wert wird mit dem Mittel aller Gebiete derselben Ebene verglichen und in eine von "
        "fünf Klassen eingeordnet. Klasse 5 heißt: Der Bedarf ist im Vergleich sehr hoch. Klasse 1 "
        "heißt: sehr niedrig. Die Klasse sagt nichts darüber, ob der Bedarf in der Stadt "
        "insgesamt groß oder klein ist.",
    ),
    (
        "95-%-Bereich",
        "Zufällige Schwankungen, kleine Fallzahlen und Stichproben machen jeden Wert unsicher. Der "
        "95-%-Bereich nennt die Spanne, in der der tatsächliche Wert mit hoher Sicherheit liegt. "
        "Überschneiden sich die Bereiche zweier Gebiete deutlich, ist ihr Unterschied nicht "
        "gesichert.",
    ),
    (
        "Veränderung des Bedarfs",
        "„Gestiegen“ und „gesunken“ beziehen sich auf den Bedarf, nicht auf den Zahlenwert: Sinkt "
        "zum Beispiel ein Anteil, dessen hohe Werte günstig sind, so ist der Bedarf gestiegen. Als "
        "Veränderung gilt nur, was über die Unsicherheit beider Werte hinausgeht.",
    ),
    (
        "Zusammenhang, nicht Ursache",
        "Der Bericht zeigt, wo sich Bedarfe häufen und wie sie sich verändert haben. Warum das so "
        "ist, lässt sich aus diesen Zahlen allein nicht schließen.",
    ),
)

OVERLAPPING_NEEDS = (
    "Die Zählung ist eine Lesehilfe, kein Maß für Dringlichkeit: Alle Indikatoren zählen gleich "
    "viel, obwohl sich einige überschneiden. Die Klassen vergleichen die Gebiete nur "
    "untereinander; hohe Klassen gibt es deshalb immer, auch wenn der Bedarf überall sinkt. "
    "Ein Indikator, für den kein Wert vorliegt, zählt nicht mit."
)
ESTIMATES_LEFT_OUT = (
    "Schätzwerte zählen für die Reihenfolge nicht: Sie übertragen die Zahl eines größeren Gebiets "
    "auf alle seine Teile und sagen nicht, welcher Teil den Bedarf hat. Sie stehen zur Kenntnis in "
    "der letzten Spalte."
)
PANDEMIC_NOTES = (
    "Der neueste Wert wird mit dem letzten Wert vor März 2020 verglichen, bei Monats- und "
    "Quartalswerten mit dem letzten desselben Monats oder Quartals, weil sie im Jahreslauf "
    "schwanken. Niedrigster und höchster Wert stammen aus der Zeit von März 2020 bis Ende 2021 "
    "(bei Jahreszahlen: 2020 und 2021).",
    "Was sich seit 2020 verändert hat, ist nicht allein der Pandemie zuzuschreiben.",
)
METHODS = (
    (
        "Ohne Zeichen: direkter Wert",
        "Die Zahlen sind für genau dieses Gebiet veröffentlicht.",
    ),
    (
        f"{AGGREGATED_SIGN} summierter Wert",
        "Die Zahlen sind für kleinere Gebiete veröffentlicht und zusammengezählt. Das Ergebnis ist "
        "genau.",
    ),
    (
        f"{ESTIMATE_SIGN} Schätzwert",
        "Die Zahlen sind nur für größere Gebiete veröffentlicht. Die Fälle werden im Verhältnis "
        "der Menschen oder Haushalte, auf die sie sich beziehen, auf die kleineren Gebiete "
        "verteilt. Der 95-%-Bereich ist um die "
        "Streuung zwischen den größeren Gebieten erweitert, weil die Streuung in ihrem Inneren "
        "unbekannt ist.",
    ),
    (
        "Bedarfsklassen",
        "Für jeden Indikator wird berechnet, um wie viele Standardabweichungen ein Gebiet vom "
        "Mittel der Gebiete seiner Ebene abweicht, in Richtung höheren Bedarfs. Bis −1,5: Klasse "
        "1; bis −0,5: Klasse 2; dazwischen: Klasse 3; ab 0,5: Klasse 4; ab 1,5: Klasse 5. Bei "
        "weniger als drei Gebieten oder wenn alle Werte gleich sind, wird keine Klasse vergeben.",
    ),
    (
        "95-%-Bereiche",
        "Anteile: Verfahren von Wilson. Raten aus Fallzahlen: Näherung von Byar. "
        "Befragungen: Verfahren von Wilson mit einer angenommenen Zahl von Antworten, weil die "
        "Quellen keine nennen; die Annahmen stehen unter jeder Tabelle einer Befragung. Für "
        "Quoten, die fertig veröffentlicht sind, gibt es keinen Bereich.",
    ),
    (
        "Veränderung des Bedarfs",
        "Verglichen wird mit demselben Monat, Quartal oder Jahr des Vorjahres, bei Befragungen mit "
        "der vorigen Befragung. Gestiegen oder gesunken ist der Bedarf, wenn sich die "
        "95-%-Bereiche beider Werte nicht überschneiden. Das ist eine vorsichtige Regel: Kleinere "
        "Veränderungen bleiben unerwähnt.",
    ),
    (
        "Rang",
        "Rang 1 hat das Gebiet mit dem höchsten Bedarf. Gleiche Werte teilen sich einen Rang.",
    ),
    (
        "Nicht zuordenbare Fälle",
        "Fälle, deren Wohnort die Quelle keinem Gebiet zuordnet, zählen in der Stadt insgesamt "
        "mit, werden aber keinem Gebiet zugeschlagen.",
    ),
)

GLOSSARY = (
    (
        "95-%-Bereich des Erwarteten (Prognoseintervall)",
        "Spanne, in der der beobachtete Wert gelegen hätte, wenn sich nichts geändert hätte.",
    ),
    (
        "Bedarfsgemeinschaft",
        "Menschen, die zusammen wohnen und wirtschaften und gemeinsam Grundsicherung beziehen.",
    ),
    (
        "Ersatzgröße",
        "Eine Zahl, die für eine fehlende steht: Sie zeigt, wo viele Menschen leben, die betroffen "
        "sein können, nicht wie viele es sind.",
    ),
    (
        "SGB II, Grundsicherung",
        "Zweites Buch Sozialgesetzbuch: Leistungen für Menschen, die arbeiten können und ihren "
        "Lebensunterhalt nicht selbst decken, und für ihre Familien. Die SGB-II-Quote ist ihr "
        "Anteil an den Menschen unter 65 Jahren.",
    ),
    (
        "Rohe Sterberate",
        "Gestorbene je 1.000 Einwohnerinnen und Einwohner. „Roh“ heißt: Das Alter ist nicht "
        "herausgerechnet; wo viele Ältere leben, ist sie deshalb höher.",
    ),
    (
        "Standardabweichung (z-Wert)",
        "Maß dafür, wie weit die Gebiete gewöhnlich auseinanderliegen. Der z-Wert sagt, um wie "
        "viele solcher Schritte ein Gebiet vom Mittel abweicht.",
    ),
    (
        "Unterbeschäftigung",
        "Arbeitslose und Menschen, die an Maßnahmen teilnehmen oder kurz krank sind und deshalb "
        "nicht als arbeitslos zählen.",
    ),
    ("Sozialraum", "Das Gebiet, für das geplant wird und um das es in diesem Bericht geht."),
    ("Indikator", "Eine Zahl, die auf Bedarf hinweist, zum Beispiel der Anteil der Arbeitslosen."),
    (
        "Bedarf",
        "Was Menschen an Unterstützung brauchen. Er wird nicht gemessen, sondern aus "
        "Indikatoren, Studien und der Erfahrung der Träger erschlossen.",
    ),
    (
        "Bedarfsklasse",
        "Einordnung eines Gebiets von 1 (sehr niedrig) bis 5 (sehr hoch) im Vergleich "
        "mit den anderen Gebieten derselben Ebene.",
    ),
    (
        "Nicht gesicherte Klasse, zum Beispiel (4)",
        "Wegen der Unsicherheit der Werte kommt für das Gebiet auch der mittlere Rang in Frage. "
        "Solche Klassen werden nicht gezählt, wo der Bericht hohe Bedarfe zählt oder nennt.",
    ),
    (
        "Neuer Bedarf",
        "In der Pandemie mehr als erwartet, in einem Gebiet, dessen Bedarf vorher im "
        "Vergleich nicht hoch war.",
    ),
    (
        "Verschärfter Bedarf",
        "In der Pandemie mehr als erwartet, wo der Bedarf schon vorher hoch "
        "war, oder in der Stadt insgesamt.",
    ),
    (
        "Erwarteter Wert",
        "Was die Zahlen vor der Pandemie für die Zeit der Pandemie erwarten ließen, "
        "wenn die Entwicklung so weitergegangen wäre.",
    ),
    ("95-%-Bereich", "Spanne, in der der tatsächliche Wert mit hoher Sicherheit liegt."),
    (
        "Rang von … bis …",
        "Plätze, die für ein Gebiet in Frage kommen, wenn man die Unsicherheit "
        "aller Werte berücksichtigt.",
    ),
    ("Schätzwert (≈)", "Aus der Zahl eines größeren Gebiets auf kleinere verteilt."),
    ("Summierter Wert (Σ)", "Aus den Zahlen kleinerer Gebiete zusammengezählt; genau."),
    ("Deckung", "Plätze eines Angebots im Verhältnis zu den Menschen, für die es gedacht ist."),
    ("Auslastung", "Nutzende eines Angebots im Verhältnis zu seinen Plätzen."),
    (
        "Deckbarkeit",
        "Ob ein Bedarf in den vorhandenen Einrichtungen gedeckt werden kann: indem sich "
        "deren Aufgaben ändern, indem sie erweitert werden, oder gar nicht.",
    ),
    ("Träger", "Wer ein Angebot betreibt, zum Beispiel ein Verein oder die Stadt."),
    (
        "Sozialindex",
        "Zusammenfassung mehrerer Indikatoren: Status (wie hoch die Belastung ist) und "
        "Dynamik (ob sie sich besser oder schlechter entwickelt als in der Stadt).",
    ),
    ("Revision", "Nachträgliche Änderung einer schon veröffentlichten Zahl durch ihre Quelle."),
    (
        "Stand",
        "Der Tag, dessen Wissen der Bericht wiedergibt. Was später bekannt wurde, steht nicht "
        "darin.",
    ),
)

QUESTIONS = (
    "Die Frage des Rates: Hat die Pandemie in Sozialplanung, Jugendhilfeplanung, "
    "Gesundheitsförderung oder beim Jobcenter Bedarfe gebracht, die bisher nicht erfasst waren?",
    "Die Frage des Rates: Wie wurden die Planungen überprüft und angepasst?",
    "Die Frage des Rates: Lassen sich zusätzliche Bedarfe in den vorhandenen Einrichtungen decken, "
    "indem Aufgaben geändert oder erweitert werden, und welche Bedarfe lassen sich nicht decken?",
    "Die Frage des Rates: Muss sich die Struktur der sozialen Angebote ändern, wie dringend und "
    "mit welchem Schwerpunkt?",
)
"""What the council asked, in the order of the chapters."""
CHAPTERS = (
    "Hat die Pandemie neue Bedarfe gebracht?",
    "Wie wurden die Planungen überprüft und angepasst?",
    "Lassen sich die Bedarfe mit den vorhandenen Angeboten decken?",
    "Muss sich die Struktur der Angebote ändern?",
)
CHAPTER_ANCHORS = ("bedarfe", "planungen", "deckung", "schlussfolgerungen")

NO_URGENCY = (
    "Eine Rangfolge nach Dringlichkeit liegt in diesem Stand der Daten nicht vor. Die folgenden "
    "Zählungen zeigen, wo hohe Bedarfe zusammentreffen; sie ersetzen eine Beurteilung nicht."
)
