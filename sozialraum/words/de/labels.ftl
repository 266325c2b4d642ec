# Short labels that recur; messages of other files may refer to them.

labels-area = Gebiet
labels-indicator = Indikator
labels-theme = Thema
labels-need-head = Bedarf
labels-rank = Rang
labels-together = zusammen

## Coverability, urgency, plans

labels-coverability = { $result ->
    [covered] gedeckt
    [by_task_change] durch geänderte Aufgaben deckbar
    [by_task_extension] durch erweiterte Aufgaben deckbar
    [not_coverable] derzeit nicht deckbar
   *[unknown] nicht beurteilbar
}
labels-coverability-short = { $result ->
    [covered] gedeckt
    [by_task_change] ja, mit anderen Aufgaben
    [by_task_extension] ja, mit Erweiterung
    [not_coverable] derzeit nicht
   *[unknown] nicht beurteilbar
}
labels-need = { $need ->
    [high] hoch
    [medium] mittel
    [low] gering
    [unsure] nicht sicher einzuordnen
    [reported] nur berichtet
    [undetermined] nicht bestimmbar
   *[unknown] nicht bekannt
}
labels-need-estimated = { labels-need } (geschätzt)
labels-urgency = { $urgency ->
    [3] hoch
    [2] mittel
    [1] gering
   *[other] nicht beurteilbar
}
labels-adjusted = { $adjusted ->
    [yes] ja
    [no] nein
    [predates] nein, vor der Pandemie entstanden
   *[unknown] nicht belegt
}
labels-coverage-class = { $coverage ->
    [below_city] unter Stadtwert
    [about_city] etwa Stadtwert
    [above_city] über Stadtwert
   *[unknown] unbekannt
}
labels-coverage-fact = { $coverage ->
    [enough] Plätze für alle oder wie im Mittel der Stadt
    [short] unter dem Mittel der Stadt
    [present] vorhanden, Kapazität nicht bekannt
    [none_known] in Reichweite keins bestätigt
    [not_recorded] in der Stadt nicht erfasst
   *[unknown] keine Art von Angebot festgelegt
}
# What those who speak say can be done
labels-suggestion = { $says ->
    [existing] mit dem Vorhandenen deckbar
    [task_change] mit anderen Aufgaben deckbar
    [task_extension] mit mehr Aufgaben oder Mitteln deckbar
   *[not_at_present] derzeit nicht deckbar
}
labels-standing = { $standing ->
    [official_count] Zahlen eines Amtes
    [plan_study] Planung oder Bedarfsstudie
    [provider_report] eigener Bericht
    [press_article] Presse
    [speech] Rede oder politische Stellungnahme
    [official_statistics] amtliche Statistik
    [representative_survey] repräsentative Erhebung
    [survey] Befragung
    [records] Aufzeichnungen
    [institutions] Befragung von Einrichtungen
    [estimate] Schätzung
   *[unknown] nicht bekannt
}
labels-offer-status = { $status ->
    [confirmed] bestätigt
    [unconfirmed] nicht bestätigt
    [planned] geplant
   *[ended] beendet
}
labels-evidence-kind = { $kind ->
    [study] Studie
   *[provider] Träger oder Amt
}
labels-scope = { $scope ->
    [sozialraum] Sozialraum
    [city] Stadt
    [state] Land
    [unknown] nicht genannt
   *[country] Bund
}

labels-whole-city = { $city } insgesamt
labels-status = { $status ->
    [suppressed] geheim
    [limited] eingeschränkt aussagekräftig
    [estimated] geschätzt, Gebiet später neu zugeschnitten
    [preliminary] vorläufig
    [revised] berichtigt
    [no_denominator] Bezugszahl fehlt
    [absent] nicht in der Quelle
    [known] bekannt
   *[missing] kein Wert
}
labels-attribution = { $is_labelled ->
    [yes] { $attribution }
   *[no] Datenquelle: { $attribution }
}
labels-rests-on = { $status ->
    [preliminary] { " " }Das beruht zum Teil auf vorläufigen Zahlen.
    [limited] { " " }Das beruht zum Teil auf eingeschränkt aussagekräftigen Zahlen.
   *[known] { "" }
}
labels-trend-arrow = { $trend ->
    [rising] ↑ gestiegen
    [falling] ↓ gesunken
    [stable] → etwa gleich
   *[unknown] nicht beurteilbar
}
labels-reason = { $reason ->
    [estimate] nur Schätzwerte, die Zahlen sind für größere Gebiete veröffentlicht
    [composition] die Bezugszahl hat sich in der Pandemie selbst verändert, der Anteil zeigt nur, wie sich Gruppen gegeneinander verschoben
    [cadence] Wochen und Stichtage werden nicht beurteilt
    [no_figures] keine Zahlen
    [invalid_count] Zahlen, die keine Fallzahlen sind
    [break_in_crisis] die Zahlen springen in der Pandemie aus einem anderen bekannten Grund
    [short_baseline] zu wenige Werte vor der Pandemie
    [no_crisis_figures] keine Werte aus der Pandemie
    [gap_in_crisis] Lücken in der Pandemie
    [no_denominator] Bezugszahl fehlt
    [too_few_cases] zu wenige Fälle
    [constant] vor der Pandemie stets derselbe Wert
    [not_estimable] die Werte vor der Pandemie legen keine Erwartung fest
    [autocorrelated] die Werte vor der Pandemie schwanken in langen Wellen, eine Erwartung lässt sich daraus nicht ableiten
   *[none] ohne Angabe
}

## Need classes, trends, findings, origin of figures

labels-class = { $class ->
    [1] sehr niedrig
    [2] niedrig
    [3] mittel
    [4] hoch
   *[5] sehr hoch
}
labels-trend = { $trend ->
    [rising] gestiegen
    [falling] gesunken
    [stable] etwa gleich
   *[unknown] nicht beurteilbar
}
labels-finding = { $finding ->
    [new_need] neuer Bedarf
    [aggravated] verschärfter Bedarf
    [relieved] geringerer Bedarf
    [none] kein gesicherter Unterschied
   *[not_assessable] nicht beurteilbar
}
labels-areas = { $n ->
    [one] Gebiet
   *[other] Gebiete
}
labels-areas-dative = { $n ->
    [one] Gebiet
   *[other] Gebieten
}
labels-areas-of-total = { $total ->
    [one] Gebiet
   *[other] Gebieten
}
# Behind a figure: what it is counted in, where that is not its sign
labels-per-unit = { $unit ->
    [per_1000] { " " }je 1.000
    [per_10000] { " " }je 10.000
    [per_100000] { " " }je 100.000
   *[other] { "" }
}
labels-interval = 95-%-Bereich
labels-value = Wert
labels-cases = Fälle
labels-denominator = Bezugszahl
labels-period = Zeitraum
labels-finding-head = Befund
labels-class-head = Klasse
labels-recut-note = ≈ geschätzt für { $areas }: Das Gebiet wurde später neu zugeschnitten, die Zahlen der früheren Gebiete sind nach festen Anteilen umgerechnet.
labels-status-note = { $sign }: nach Angabe der Quelle { labels-status }: { $areas }.
labels-estimate-note = ≈ Schätzwert: Die Quelle veröffentlicht die Zahlen nur für größere Gebiete. Sie wurden so auf die kleineren verteilt, dass die Summe stimmt: nach dem, was von diesen selbst bekannt ist (etwa Beschäftigung, Haushalte, Alter, Herkunft). Wo das nicht geht, zählt nur, wie viele Menschen oder Haushalte es sind.
labels-undetermined-note = n. b., nicht bestimmbar: Der 95-%-Bereich des Schätzwerts schließt den Wert der Stadt ein. Ob das Gebiet darüber oder darunter liegt, ist offen; eine Klasse zählt hier nicht.
labels-unsure-note = Klasse in Klammern: nicht gesichert. Wegen der Unsicherheit der Werte kommt für das Gebiet auch der mittlere Rang in Frage; es ist von der Mitte nicht sicher zu unterscheiden.
labels-aggregated-note = Σ summiert: Der Wert ist aus den Zahlen kleinerer Gebiete zusammengezählt und damit genau, keine Schätzung.
labels-indicators-dative = { $n ->
    [one] Indikator
   *[other] Indikatoren
}
labels-method = { $method ->
    [direct] direkt veröffentlicht
    [aggregated] aus kleineren Gebieten summiert
    [listed] aus Registern gezählt
    [modelled] Schätzwert nach Modell
   *[apportioned] Schätzwert
}
labels-severity = { $severity ->
    [critical] entscheidend
   *[warning] Warnung
}
labels-compared-with = { $cadence ->
    [day] dem Stichtag ein Jahr zuvor
    [week] derselben Kalenderwoche des Vorjahres
    [month] dem Vorjahresmonat
    [quarter] dem Vorjahresquartal
    [half_year] dem Vorjahreshalbjahr
    [school_year] dem Vorjahr
    [year] dem Vorjahr
    [survey] der vorigen Befragung
   *[other] dem Vergleichszeitraum
}
labels-sheet-values = werte
