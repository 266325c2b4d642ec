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
decide-voices = Directly published figures, social index and estimates, where they are available, { $firm ->
    [0] reliably say the same in none of the { $all } areas.
   *[other] reliably say the same in { $firm } of { $all } areas{ $high ->
        [0] { "" }
       *[other] ; high: { $highest }
    }{ $low ->
        [0] { "" }
       *[other] ; low: { $lowest }
    }.
}{ $average ->
    [0] { "" }
   *[other] { " " }In { $average }, none of them tells the area from the middle.
}{ $partly ->
    [0] { "" }
   *[other] { " " }Only some of them are reliable for: { $differ }.
}{ $opposed ->
    [0] { "" }
   *[other] { " " }They contradict each other for: { $contradict }.
}{ $untold ->
    [0] { "" }
   *[other] { " " }In { $untold }, at most one of them is available.
}
