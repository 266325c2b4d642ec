# Chapter 4 of the report: where it is most urgent, and what could be decided.

decide-where = Where it is most urgent
decide-options = What there is to decide
decide-ahead = Looking ahead
decide-sure = How certain this is
decide-first = The highest-placed { $level } and their reliably high needs
decide-place = Place
decide-high = Reliably high need
decide-high-note = Named are themes whose need is shown by a figure of its own, not by a stand-in; for some areas it may be estimated (≈ on the areas' pages).
decide-options-table = Options with their reasons
decide-option = Option
decide-reason = Reason
decide-how-sure = The places rest on a simulation that takes account of all uncertainties of the figures and all weightings of the criteria at once.
decide-differ = Directly published figures, social index and estimates { $n ->
    [0] place no area alike.
    [one] place 1 area alike.
   *[other] place { $n } areas alike.
} They differ for: { $areas }.
decide-untold = For { $n } of { $all } areas, at most one of direct figures, social index and estimates is available.
