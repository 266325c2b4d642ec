# Why a need is called covered or not, as a planner reads it in a terminal.

explain-again = Decided again from the facts: agrees.
explain-otherwise = Decided again from the facts, the result is DIFFERENT:
explain-part = { $part ->
    [rule] Rule
    [need] Need
    [services] Services
    [evidence] Evidence
    [plans] Plans
    [change] What would change the result
    [urgency] Urgency
   *[sources] Sources
}
explain-heading = { $theme_name } ({ $theme }), { $area_name } ({ $area })
explain-result = { labels-coverability }{ $confidence ->
    [firm] { " " }(the area’s own figures)
    [limited] { " " }(of limited reliability)
   *[unknown] { "" }
}; urgency { $urgency ->
    [unknown] cannot be judged
   *[other] { $urgency_name }
}
explain-publication = Publication { $publication }
explain-source = { $title } ({ $office }): { $url }
explain-unknown = not known
explain-no-date = undated
explain-days = { $first } to { $last }

## The rule

explain-rule = { $rule }, result { labels-coverability }: { $says }
explain-fact = { $fact ->
    [need] Need
    [finding] Finding since the pandemic
    [coverage] Services
    [use] Utilisation
    [providers] Providers and public bodies today
   *[register] Register of services
}
explain-fact-is = { explain-fact }: { $value } ({ $any ->
    [yes] any value fits
   *[no] fitting: { $accepted }
})
explain-value = { $value ->
    [worse] new or worsened
    [not_worse] not risen
    [free] places free
    [full] fully used
    [extended] service extended
    [cut] service reduced
    [providers_silent] no statement in force
    [register_silent] no change recorded
   *[unknown] not known
}
explain-passed = Tested before: { $rule } ({ labels-coverability }); does not fit: { $missed }
explain-earlier = With the statements that no longer hold ({ $day }): { $rule }, { labels-coverability }
explain-reasons = Facts for programs: { $reasons }

## The need

explain-not-measured = Not measured: { $why }
explain-proxy = Not measured itself: { $why } Proxy: { $proxy }
explain-need = { $indicator } ({ $indicator_id }), { $period }: { $value } ({ $has_limits ->
    [yes] 95% interval { $low } to { $high }; { "" }
   *[no] { "" }
}{ -city } { $city_value }), rank { $rank }, class { $class } of 5, { labels-method }. Every cell behind it: sozialraum trace --area { $area_id } --indicator { $indicator_id }
explain-undetermined = { $indicator } ({ $indicator_id }), { $period }: { $value } ({ -city } { $city_value }), { labels-method }; cannot be determined, the 95% interval includes the value of the { -city }
explain-no-value = { $indicator } ({ $indicator_id }): no value for this area.
explain-not-assessable = { $indicator }, { $area }: cannot be judged, { labels-reason }
explain-finding = { $indicator }, { $area }: { labels-finding }{ $persists ->
    [yes] , lasts
    [no] , no longer reliable
   *[unknown] { "" }
}; { $rated ->
    [yes] { $observed_value } instead of the expected { $expected_value }; { "" }
   *[no] { "" }
}on average { $observed } instead of the expected { $expected } { $cadence ->
    [month] per month
    [quarter] per quarter
    [half_year] per half-year
    [school_year] per year
    [year] per year
   *[other] per survey
} ({ $excess }%, { $from } to { $until }); q { $tiny ->
    [yes] < 0.001
   *[no] = { $q }
}

## Services

explain-no-kind = No kind of service is defined.
explain-kind = { $kind }{ $first ->
    [yes] { "" }
   *[no] { " " }(helps as well)
}, { $period }, { labels-method }: { $capacity }{ $sites }
explain-service = { $id } { $name }: { labels-offer-status }, { $where ->
    [city] whole { -city }
    [area] { $area }
   *[unknown] area not documented
}, { $dated ->
    [yes] as of { $year }
   *[no] without a year
}; { $source } { $url }
explain-no-capacity = capacity not known{ $used ->
    [0] { "" }
   *[other] , { $users } use it
}
explain-capacity = { $unit }: { $capacity } for { $target } ({ $definition }), coverage { $ratio } ({ -city } { $city_ratio }), { $gap } { $lacks ->
    [yes] fewer than by the { -city } average
   *[no] more than by the { -city } average
}{ $use_known ->
    [yes] , utilisation { $use }
   *[no] { "" }
}{ $has_benchmark ->
    [yes] , { $benchmark_gap } short of the benchmark ({ $benchmark })
   *[no] { "" }
}; { $coverage ->
    [unknown] not classified
   *[other] { labels-coverage-class }
}
explain-sites = ; here { $n ->
    [0] no site
    [one] 1 site
   *[other] { $n } sites
}{ $doubtful ->
    [0] { "" }
   *[other] , and { $doubtful } not confirmed
}; { $reachable ->
    [0] no service
    [one] 1 service
   *[other] { $reachable } services
} within reach ({ $reach ->
    [own] in the area itself
    [neighbours] with its neighbourhood
   *[city] from the whole { -city }
})

## Evidence and plans

explain-evidence = { $id } { labels-evidence-kind }, { labels-scope }{ $named ->
    [yes] { " " }({ $areas })
   *[no] { "" }
}, { $when }, on { $groups }, { $direction ->
    [more] more need
    [less] less need
    [unchanged] need unchanged
    [unclear] direction unclear
   *[not_measured] no change measured
}, strength { $strength } of 3, { labels-standing }{ $covers ->
    [no] ; on people other than those of the theme, is not used
   *[yes] { "" }
}{ $counts ->
    [unsaid] { "" }
    [no] ; { labels-suggestion } (no longer counts)
   *[yes] ; { labels-suggestion } (counts until { $until })
}. { $who }: { $what } { $source }: { $url }
explain-question = { $office }: { $question }
explain-nothing-to-ask = No open question decides anything here.
explain-no-plans = No planning document in the register deals with this theme here.
explain-plan = { $id } { $title }: adopted { $adopted }, last reviewed { $reviewed }, { $validity ->
    [in_force] in force
    [not_begun] not in force yet
    [expired] expired
    [not_stated] period of validity not stated
   *[not_applicable] report
}, adjusted: { labels-adjusted }. { $review } { $source }: { $url }

## Urgency

explain-nothing-urgent = Neither need nor finding nor whether the need can be met is known.
explain-component = { $fact ->
    [need] Level of need
    [finding] Rise since the pandemic
    [persistence] Duration of the rise
    [gap] Whether it can be met
   *[group] Size of the group
}: { $value } times weight { $weight }
explain-not-local = Nothing has been measured for this area itself: the urgency is that of the whole { -city }, and how many people live here does not count.
explain-urgency = Mean { $score }, urgency { $urgency } ({ $rule }, from { $from })
explain-rank = Rank { $rank } among the areas; with { $scenarios } other weightings { $lowest } to { $highest }, among the first { $top } in { $share } of them

## What if

explain-supposed = Supposed: { $changes }. Registers and publication stay as they are.
explain-supposed-answer = { $when ->
    [before] Now:
   *[after] Then:
} { labels-coverability } ({ $rule }){ $hint ->
    [none] { "" }
    [existing] ; indication: can be met with what exists
    [task_change] ; indication: can be met with other remits
    [task_extension] ; indication: can be met with a wider remit or more funding
   *[not_at_present] ; indication: cannot be met at present
}{ $disputed ->
    [yes] ; the voices contradict each other
   *[no] { "" }
}{ $then ->
    [unknown] { "" }
    [covered] ; during the pandemic: met
    [by_task_change] ; during the pandemic: could be met by changing remits
    [by_task_extension] ; during the pandemic: could be met by extending remits
   *[not_coverable] ; during the pandemic: could not be met
}
explain-supposed-fact = { explain-fact }: { $old } → { $new }
explain-supposed-same = This answer would stay as it is.
explain-supposed-others = { $n ->
    [0] No other answer would change.
    [one] In addition, 1 answer would change: { $others }.
   *[other] In addition, { $n } answers would change: { $others }{ $more ->
        [0] { "" }
       *[other] { " " }and { $more } more
    }.
}
