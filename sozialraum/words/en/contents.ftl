# The page that leads to all editions of the report.

contents-title = { $city }: all editions of the report
contents-about = Every edition stays as it was published. Where a figure no longer holds, this is noted here. Of several versions of an edition the one to read comes first.
contents-day = As of { $day }
contents-current = current edition
contents-others = Other versions of this edition
contents-wrong = Correction:
contents-form = { $form ->
    [page] Report
    [pdf] Report (PDF)
    [annex] Annex
    [annex_pdf] Annex (PDF)
    [plain] Easy Read
    [browse] Figures to look up
    [paper] Committee paper (Word)
   *[workbook] All figures (Excel)
}
