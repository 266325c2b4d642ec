# The page that leads to all editions of the report.

contents-title = { $city }: alle Ausgaben des Berichts
contents-about = Jede Ausgabe bleibt, wie sie veröffentlicht wurde. Gilt eine Zahl nicht mehr, steht das hier dabei. Von mehreren Fassungen einer Ausgabe steht zuerst, welche zu lesen ist.
contents-day = Stand { $day }
contents-current = aktuelle Ausgabe
contents-others = Andere Fassungen dieser Ausgabe
contents-wrong = Berichtigung:
contents-form = { $form ->
    [page] Bericht
    [pdf] Bericht (PDF)
    [annex] Anhang
    [annex_pdf] Anhang (PDF)
    [plain] Leichte Sprache
    [browse] Zahlen zum Nachsehen
    [paper] Vorlage (Word)
   *[workbook] Alle Zahlen (Excel)
}
