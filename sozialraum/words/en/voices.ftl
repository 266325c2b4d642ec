# Chapter 5 of the report: studies and local voices, by name.

voices-title = What studies found and what was reported locally
voices-about = For each theme, the main points { $studies ->
    [0] { "" }
    [one] from one study{ " " }
   *[other] from { $studies } studies{ " " }
}{ $studies ->
    [0] { "" }
   *[other] { $speakers ->
        [0] { "" }
       *[other] and{ " " }
    }
}{ $speakers ->
    [0] { "" }
    [one] from one organisation in the { -city }{ " " }
   *[other] from { $speakers } organisations in the { -city }{ " " }
}are given here; all rows with their references are in the workbook (anlage.xlsx). Studies mostly hold for a larger area than the { -city } and are not transferred to single areas.
voices-table = Evidence by theme
voices-studies = Studies
voices-local = Voices from the { -city }
voices-one = { $who }{ $year ->
    [unknown] { "" }
   *[other] { " " }({ $year })
}: { $says } ({ $id }).
