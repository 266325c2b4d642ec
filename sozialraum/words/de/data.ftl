# The tables of figures: the annex workbook and the form for machines.

data-title = { $table ->
    [gebiete] Gebiete
    [indikatoren] Indikatoren
    [werte] Neueste Werte nach Gebiet
    [zeitreihen] Stadt insgesamt im Zeitverlauf
    [pandemie] Erwartet und beobachtet
    [trends] Mehrjährige Entwicklung
    [sozialindex] Sozialindex
    [deckbarkeit] Deckbarkeit und Dringlichkeit
    [fragen] Offene Fragen an die Ämter
    [planungen] Planungen und ihre Überprüfung
    [belege] Studien und Erfahrungen der Träger
    [deckung] Deckung
    [angebote] Verzeichnete Angebote
    [quellen] Quellen
    [pruefungen] Prüfungen
    [auffaelligkeiten] Auffällige Angaben
    [revisionen] Revisionen
   *[glossar] Glossar
}
data-sheet = { $table ->
    [gebiete] gebiete
    [indikatoren] indikatoren
    [werte] { labels-sheet-values }
    [zeitreihen] zeitreihen
    [pandemie] pandemie
    [trends] trends
    [sozialindex] sozialindex
    [deckbarkeit] deckbarkeit
    [fragen] fragen
    [planungen] planungen
    [belege] belege
    [deckung] deckung
    [angebote] angebote
    [quellen] quellen
    [pruefungen] pruefungen
    [auffaelligkeiten] auffaelligkeiten
    [revisionen] revisionen
   *[glossar] glossar
}
data-unknown-area = Gebiet nicht bekannt
data-about = { $table ->
    [gebiete] Alle Gebiete, zu denen es Zahlen gibt, mit ihrer Einwohnerzahl.
    [indikatoren] Was jeder Indikator bedeutet und woher er kommt.
    [werte] Der neueste Wert jedes Indikators in jedem Gebiet, mit Bedarfsklasse und Rang.
    [zeitreihen] Alle bekannten Werte der Indikatoren für die ganze Stadt.
    [pandemie] Was die Zahlen vor der Pandemie erwarten ließen und was in ihr beobachtet wurde.
    [trends] Ob der Bedarf über mehrere Jahre gesichert steigt oder sinkt.
    [sozialindex] Status und Dynamik der Gebiete im neuesten Jahr.
    [deckbarkeit] Ob der Bedarf eines Themas in der Stadt und in einem Gebiet gedeckt werden kann und wie dringend er ist.
    [fragen] Was niemand weiß und wie viele Fälle es entscheiden könnte, nach dem Amt, das es sagen kann.
    [planungen] Planungsdokumente nach Thema, und neue oder verschärfte Bedarfe, auf die keine angepasste Planung eingeht.
    [belege] Was Studien gefunden und Träger berichtet haben, jede Aussage einmal, mit ihrer Quelle.
    [deckung] Kapazität, Nutzende und Zielgruppe der Angebote.
    [angebote] Angebote aus den Registern und Karten der Stadt.
    [quellen] Woher die Zahlen kommen, unter welcher Lizenz, bis wann sie reichen.
    [pruefungen] Alle automatischen Prüfungen der Daten mit ihrem Ergebnis.
    [auffaelligkeiten] Angaben der Quellen, die den Regeln nach unwahrscheinlich sind.
    [revisionen] Angaben, die eine Quelle nachträglich geändert hat.
   *[glossar] Wörter dieses Berichts.
}
data-column = { $column ->
    [area_id] Gebiets-Id
    [area_level] Ebene
    [area_code] Schlüssel
    [area_name] Name
    [population] Einwohnerinnen und Einwohner
    [population_on] Stand
    [indicator_id] Indikator-Id
    [name_de] Indikator
    [planning_field] Planungsfeld
    [theme] Thema
    [unit] Einheit
    [definition] Definition
    [native_level] Veröffentlicht für
    [source_ids] Quellen (Id)
    [higher_is_need] Hohe Werte heißen hoher Bedarf
    [is_need] Zeigt einen Bedarf
    [area] Gebiet
    [indicator] Indikator
    [period] Zeitraum
    [method] Entstehung
    [status] Angabe
    [value] Wert
    [ci_low] 95-%-Bereich von
    [ci_high] 95-%-Bereich bis
    [numerator] Fälle
    [denominator] Bezugszahl
    [trend] Bedarf gegenüber Vorzeitraum
    [previous_period] Vorzeitraum
    [need_class] Bedarfsklasse
    [rank] Rang
    [rank_low] Rang von
    [rank_high] Rang bis
    [areas_ranked] Gebiete im Vergleich
    [crisis_from] von
    [crisis_until] bis
    [finding] Befund
    [reason] Warum nicht beurteilbar
    [expected] erwartet
    [pi_low] erwartet von (95 %)
    [pi_high] erwartet bis (95 %)
    [observed] beobachtet
    [excess_pct] Abweichung
    [q_value] q-Wert
    [persists] hält danach an
    [after_excess_pct] Abweichung danach
    [trends_trend] Bedarf
    [trend_from] seit
    [last_period] bis
    [change_per_year] Änderung je Jahr
    [trend_periods] Werte
    [p_value] p-Wert
    [status_class] Statusklasse
    [dynamic_class] Dynamikklasse
    [index_class] Indexklasse
    [year] Jahr
    [status_score] Statuswert
    [status_rank] Rang
    [status_rank_from] Rang von
    [status_rank_to] Rang bis
    [dynamic_score] Dynamikwert
    [need] Bedarf
    [need_method] Entstehung
    [deckbarkeit_finding] Befund zur Pandemie
    [coverability] Deckbarkeit
    [uncovered_unit] Einheit der Menge
    [sentence_de] Begründung
    [confidence] Belastbarkeit
    [earlier] Frühere Angabe, zählt nicht mehr
    [missing_de] Was zum Beurteilen fehlt
    [agreement_de] Was die Belege sagen
    [rule_id] Regel
    [uncovered] Fehlende Menge
    [urgency] Dringlichkeit
    [earlier_stated_on] Stand der früheren Angabe
    [evidence_count] Belege
    [evidence_local] Belege aus dem Gebiet
    [row_kind] Zeile
    [plan_title] Dokument
    [indication] Hinweis einer einzelnen Stimme
    [disputed] Stimmen widersprechen sich
    [in_pandemic] in der Pandemie
    [question] Frage
    [answers] betroffene Fälle
    [would_decide] davon entscheidbar
    [covers_theme] gilt für die Gruppe des Themas
    [standing] Grundlage
    [responsible_office] zuständige Stelle
    [adjusted] wegen der Pandemie angepasst
    [adjustment_summary] Was angepasst wurde
    [review_de] Bewertung
    [source_title] Quelle
    [source_url] Fundstelle
    [adopted_on] beschlossen
    [last_reviewed_on] zuletzt überprüft
    [evidence_id] Beleg-Id
    [kind] Art
    [scope] Reichweite
    [need_direction] Bedarf
    [said_by] wer es sagt
    [summary_de] Aussage
    [strength] Stärke
    [said_from] von
    [said_until] bis
    [service_type] Angebot
    [coverage_class] Einordnung
    [capacity] Kapazität
    [used] Nutzende
    [target_population] Zielgruppe
    [coverage_ratio] Deckung
    [utilisation] Auslastung
    [use_rate] Inanspruchnahme
    [gap] Kapazität, die zum Stadtwert fehlt
    [service_id] Angebots-Id
    [service_name] Angebot
    [provider] Träger
    [angebote_service_type] Art
    [capacity_unit] Einheit der Kapazität
    [capacity_year] Jahr der Kapazität
    [angebote_status] Beleg
    [source_id] Quelle (Id)
    [quellen_source_id] Quellen-Id
    [title_de] Titel
    [office] herausgebende Stelle
    [fragen_office] gefragte Stelle
    [licence] Lizenz
    [url] Fundstelle
    [fresh] Aktualität
    [landed_at] abgerufen am
    [data_until] Daten bis
    [expected_until] neue Zahlen erwartet bis
    [rows] Zeilen
    [rejected] zurückgewiesene Angaben
    [description_de] Regel
    [severity] Gewicht
    [table_name] Tabelle (technischer Name)
    [check_name] Prüfung (technischer Name)
    [pruefungen_observed] Befund (technisch, englisch)
    [passed] bestanden
    [failing_rows] betroffene Zeilen
    [source] Quelle
    [explanation_de] Was auffällt
    [known_reason] bekannte Erklärung
    [measure_id] Merkmal (Id)
    [breakdown] Untergliederung
    [change] Art
    [old_text] bisherige Angabe
    [new_text] neue Angabe
    [old_vintage] bisheriger Stand
    [new_vintage] neuer Stand
    [term] Wort
   *[text] Bedeutung
}
data-unit = { $unit ->
    [persons] Personen
    [see_unit] siehe Spalte Einheit
    [need_class] 1 sehr niedrig bis 5 sehr hoch
    [rank_by_need] 1: höchster Bedarf
    [cases_or_value] Fälle oder Wert des ganzen Zeitraums
    [as_expected] wie erwartet
    [share_of_expected] Anteil am Erwarteten
    [benjamini_hochberg] nach Benjamini und Hochberg
    [unit_of_indicator] in der Einheit des Indikators
    [rank_by_burden] 1: höchste Belastung
    [see_next] siehe nächste Spalte
    [urgency] 1 gering bis 3 hoch
    [strength] 1 Einzelaussage bis 3 amtliche Statistik
    [capacity_per_person] Kapazität je Person der Zielgruppe
    [users_per_place] Nutzende je Platz
    [users_per_person] Nutzende je Person der Zielgruppe
    [back_as_expected] nein: wieder wie erwartet; leer: nicht bekannt, oder kein Befund
    [else_period] leer: wie Zeitraum, von Listen deren Stand
   *[see_capacity_unit] siehe Spalte Einheit der Kapazität
}
data-indicator-unit = { $unit ->
    [share] Prozent
    [percent] Prozent
    [per_1000] je 1.000
    [per_10000] je 10.000
    [per_100000] je 100.000
    [ratio] Verhältnis zum Erwarteten
    [money] { $currency }
    [money_per_m2] { $currency } je m²
    [years] Jahre
    [score] Punktwert
    [index] Indexwert
    [z_value] z-Wert (0 ist der Mittelwert)
    [mark] Note
   *[other] { $unit }
}
data-confidence = { $confidence ->
    [firm] eigene Zahlen
   *[limited] eingeschränkt
}
data-row-kind = { $kind ->
    [finding] gestiegener Bedarf
   *[plan] Planungsdokument
}
data-direction = { $direction ->
    [more] mehr
    [less] weniger
    [unchanged] unverändert
    [unclear] unklar
   *[not_measured] nicht gemessen
}
data-fresh = { $loaded ->
    [no] nicht geladen
   *[yes] { $fresh ->
        [yes] aktuell oder abgeschlossen
        [no] veraltet
       *[unknown] nicht beurteilbar
    }
}
data-not-on-the-net = nicht im Netz veröffentlicht
