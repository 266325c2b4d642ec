# Whether needs can be met with what there is, how urgent they are, and what could be done.

## Where: all areas, few by name, else how many.

coverability-where = { $extent ->
    [all] in all { $total } areas
    [named] in { $areas }
   *[counted] in { $n } of { $total } { $total ->
        [one] area
       *[other] areas
    }
}
coverability-there = { coverability-where }.
coverability-theme = { $theme } ({ coverability-where })
coverability-high-where = high { coverability-where }

## What decided

coverability-stated = Information as of { $year }{ $reach ->
    [city] , for the whole { -city }
   *[area] { "" }
}; it counts until { $until }.
coverability-indication = An indication that decides nothing: { $n ->
    [one] one voice says
   *[other] voices say
} ‘{ labels-suggestion }’ ({ $statements }). A second, independent voice or figures from a public body would confirm it.
coverability-disputed = The voices contradict each other.
coverability-rests-on = This rests on { $estimates }.
coverability-estimate = { $of ->
    [need_by_proxy] a proxy for the need
    [need_estimated] an estimate of the need
    [need_preliminary] a preliminary figure of the need
    [need_limited] a figure of the need that is of limited reliability
    [finding_preliminary] preliminary figures of the change since the pandemic
    [finding_limited] figures of limited reliability of the change since the pandemic
    [coverage_preliminary] preliminary figures of the services
    [coverage_limited] figures of limited reliability of the services
   *[coverage_estimated] an estimate of the services
}
coverability-within-tolerance = Compared with the { -city } average, the calculated shortfall is ({ $lacks }); that is within the tolerance of { $band }%.
coverability-earlier = { $year ->
    [unknown] Without a date
   *[other] { $year }
}, providers or public bodies said: { $earlier ->
    [not_coverable] cannot be met at present
    [by_task_extension] can be met with a wider remit or more funding
    [by_task_change] can be met with other remits
   *[covered] can be met with what exists
}. Whether that still holds is not known.

## Needs that cannot be met

coverability-uncovered-title = Which needs cannot be met at present
coverability-uncovered = This is what the rules named in the annex conclude from what providers, registers and figures say:
coverability-none-uncovered = On the information available, no need counts as one that cannot be met.
coverability-too-old = Since the pandemic, providers or public bodies have also said what follows. The statements are too old or undated and therefore decide nothing for today; whether they still hold has to be asked:
coverability-said-earlier = { labels-coverability } ({ $dated ->
    [0] undated
   *[other] as of { $years }
}), { coverability-where }.

## By theme and area

coverability-title = Whether needs can be met, by theme and area
coverability-unknown-means = ‘Cannot be judged’ means that information is missing, mostly on the number of places. It does not mean that the need is met or unmet.
coverability-matrix = Needs and whether they can be met: themes and { $areas }
coverability-sign = { $result ->
    [covered] M
    [by_task_change] C
    [by_task_extension] E
    [not_coverable] N
   *[unknown] ?
}
coverability-sign-urgent = { coverability-sign }!
coverability-spoken-urgent = { labels-coverability }, urgency high
coverability-not-told = no information
coverability-signs-explained = M met; C can be met if existing services change their remits; E can be met if they are extended; N cannot be met at present; ? cannot be judged. An exclamation mark: urgency high.
coverability-basis-note = * Need measured only by a proxy: by a figure that shows where many people live who may be affected. ** No figure measures this need; it is known only from studies and providers, or not known.
coverability-crossing = How high the need is and whether it can be met (number of cases: one theme in one area)
