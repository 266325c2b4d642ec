# The frame of the report: its title, what stands on its first page, its chapters.

report-title = Bedarfe und soziale Angebote im Sozialraum
report-resolution = Grundlage
report-resolution-text = Beschluss { $resolution }
report-edition = Ausgabe
report-as-of = Stand
report-newest = Neueste Daten
report-no-data = keine Daten geladen
report-level = Gebietsebene
report-annex = Anhang: Tabellen, Methoden, Quellen
report-annex-to = { $n } { $chapter }
report-annex-about = Alle Zahlen stehen auch in der Anlage (anlage.xlsx) und in maschinenlesbarer Form (bericht.json).

# A chapter where the city declares no question of its council that it answers
report-chapter = { $topic ->
    [needs] Bedarfe und was die Pandemie verändert hat
    [planning] Wie Planungen überprüft und angepasst wurden
    [coverage] Wie die Bedarfe gedeckt sind
   *[conclusions] Was sich ändern kann und wie dringend
}
