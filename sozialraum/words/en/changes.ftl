# What changed since the last edition.

changes-title = What has changed since the last edition
changes-first = This is the first edition; there is no earlier one to compare it with.
changes-compared = Compared with the edition as of { $day }.
changes-none = No figure and no finding has changed since then.
changes-new-figures = New figures:
changes-first-figures = figures for the first time, up to { $period }.
changes-newer-figures = new figures up to { $period }, previously up to { $before }.
changes-older = Figures that are gone, or only older ones now:
changes-older-figures = { $gone ->
    [yes] no figures any more, before up to { $before }.
   *[no] figures only up to { $period } now, before up to { $before }.
}
changes-no-class = no class
changes-gone = No longer included: { $indicators }.
changes-classes = Need classes that differ from the last edition
changes-before = before
changes-now = now
changes-findings = Other findings on the pandemic:
changes-finding = { $now }, before: { $before }.
changes-finding-of = { $indicator }, { $area }:
changes-no-revision = No source has changed a figure that was already published.
changes-revisions = Figures that sources changed afterwards (revisions):
changes-count = { $n } { $n ->
    [one] figure
   *[other] figures
}.
changes-revision-table = Revisions
changes-area-and-source = Area and source
changes-feature = Measure
changes-kind-head = Kind
changes-kind = { $change ->
    [changed] changed
    [removed] removed
   *[added_late] added
}
changes-new = new
changes-since = since
changes-rest = { $shown } of { $n } are shown; all are in the workbook, as far as they are revisions.
