# What a planning document says of the findings in its theme, and which findings none deals with.

plan_review-plan = { $answer ->
    [no_theme] The document is not assigned to any theme of the monitor.
    [no_finding] On the theme ‘{ $theme }’ the monitor has no reliable finding that is new or worsened.
    [yes] Adjusted because of the pandemic; on the theme ‘{ $theme }’ the monitor has { $n ->
        [one] one finding
       *[other] { $n } findings
    }.
    [not_begun] Its period has not begun; on the theme ‘{ $theme }’ the monitor has { $n ->
        [one] one finding
       *[other] { $n } findings
    }.
    [expired] It expired on { $until }; on the theme ‘{ $theme }’ the monitor has { $n ->
        [one] one finding
       *[other] { $n } findings
    }.
    [before_pandemic] Dates from before the pandemic; on the theme ‘{ $theme }’ the monitor has { $n ->
        [one] one finding, to which the document cannot respond
       *[other] { $n } findings, to which the document cannot respond
    }.
   *[theme_only] Deals with the theme ‘{ $theme }’, on which the monitor has { $n ->
        [one] one finding
       *[other] { $n } findings
    }; whether it was adjusted because of the pandemic is not documented.
}

plan_review-finding = { $area }: { $indicator }. { $answer ->
    [no_plan] No planning document in the register deals with the theme ‘{ $theme }’.
    [only_ahead] On the theme ‘{ $theme }’ there is a plan whose period has not begun, and none in force.
    [only_expired] On the theme ‘{ $theme }’ there are only plans that have expired.
   *[no_adjusted_plan] Planning documents deal with the theme ‘{ $theme }’, but for none in force is it documented that it was adjusted because of the pandemic.
}
