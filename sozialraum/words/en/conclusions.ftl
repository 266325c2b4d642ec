# What could be decided, and what is missing to decide.

conclusions-note = The points are options with their reasons. They do not anticipate any decision; structure and funding are decided by the competent bodies.
conclusions-none = The data available do not lead to any option.
conclusions-by-field = Priorities by planning field
conclusions-review-plans = Review plans
conclusions-open-findings = new or worsened needs to which no known adjusted plan responds: { $themes }.
conclusions-fewer-places = Review services where there are markedly fewer places for the target population than in the { -city } as a whole: { $areas }.
conclusions-ask-figures = Request figures by { $level }
conclusions-estimated = For { conclusions-indicators }, figures exist only for larger areas. Where within these areas the need lies remains open: { $indicators }.
conclusions-estimated-brief = For { conclusions-indicators }, figures exist only for larger areas; the annex names them.
conclusions-indicators = { $n } { $n ->
    [one] indicator
   *[other] indicators
}
conclusions-ask-places = Collect the number of places
conclusions-unknown-places = Without the number of places, coverage cannot be calculated: { $services }.
conclusions-ask-newer = Request up-to-date figures
conclusions-overdue = Newer figures were to be expected but are not available: { $sources }.
conclusions-overdue-brief = { $n ->
    [one] 1 source is out of date; the annex names it.
   *[other] { $n } sources are out of date; the annex names them.
}
