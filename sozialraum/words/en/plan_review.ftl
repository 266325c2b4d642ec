# What a planning document says of the needs that grew in its theme, and which of them none deals with.

plan_review-plan = { $answer ->
    [no_theme] The document is not assigned to any theme of the monitor.
    [no_finding] On the theme ‘{ $theme }’ the monitor has no reliable finding that is new or worsened.
    [yes] Adjusted because of the pandemic; { plan_review-grown }.
    [not_begun] Its period has not begun; { plan_review-grown }.
    [expired] It expired on { $until }; { plan_review-grown }.
    [before_pandemic] Dates from before the pandemic; { plan_review-grown }. The document cannot respond to that.
   *[theme_only] It is not documented whether the document was adjusted because of the pandemic; { plan_review-grown }.
}
plan_review-grown = on the theme ‘{ $theme }’ { $n ->
    [0] public bodies counted more cases or people than before the pandemic
    [one] the monitor has one finding
   *[other] the monitor has { $n } findings
}

plan_review-finding = { $area }: { $basis ->
    [office_counts] { $theme }, more by counts of public bodies
   *[figures] { $indicator }
}. { $answer ->
    [no_plan] No plan in the register deals with the theme ‘{ $theme }’.
    [only_ahead] On the theme ‘{ $theme }’ there is a plan whose period has not begun, and none in force.
    [only_expired] On the theme ‘{ $theme }’ there are only plans that have expired.
   *[no_adjusted_plan] Plans deal with the theme ‘{ $theme }’, but for none in force is it documented that it was adjusted because of the pandemic.
}
