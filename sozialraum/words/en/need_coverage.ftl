# The answer to a theme in an area: what it rests on, what is lacking, what is not known.

## The need: its figures, what changed, what offices counted, what studies found

need_coverage-need = Need: { $told ->
    [unmeasured] not measured
    [figure] { $measured } { $value } ({ $period }{ $has_earlier ->
        [yes] ; before the pandemic, { $earlier_period }: { $earlier }
       *[no] { "" }
    })
   *[level] { $need ->
        [reported] not measured, but reported by studies or providers{ $is_dated ->
            [yes] { " " }(most recently { $until })
           *[no] { "" }
        }
       *[unknown] { labels-need }
    }{ $class ->
        [0] { "" }
       *[other] { " " }(class { $class } of 5 by ‘{ $indicator }’{ $is_proxy ->
            [yes] , as a proxy
           *[no] { "" }
        }{ $is_estimated ->
            [yes] , estimated
           *[no] { "" }
        }{ $is_provisional ->
            [yes] , { labels-status }
           *[no] { "" }
        })
    }
}; since the pandemic: { $since ->
    [office_counts] more, by counts of public bodies
   *[figures] { labels-finding }{ $persists ->
        [yes] , lasting
       *[no] { "" }
    }{ $finding_status ->
        [preliminary] , by partly preliminary figures
        [limited] , by figures that are partly of limited reliability
       *[known] { "" }
    }{ $is_elsewhere ->
        [yes] { " " }(finding for: { $found_in })
       *[no] { "" }
    }
}.
need_coverage-value = { $unit ->
    [share] { $n }%
    [percent] { $n }%
    [per_1000] { $n } per 1,000
    [per_10000] { $n } per 10,000
    [per_100000] { $n } per 100,000
    [money] { $currency_sign }{ $n }
    [money_per_m2] { $currency_sign }{ $n }/m²
   *[other] { $n }
}{ $is_provisional ->
    [yes] { " " }({ labels-status })
   *[no] { "" }
}
need_coverage-counts = Public bodies counted: { $counts }
need_coverage-count = { $says } ({ $id }).
need_coverage-studies = Studies on this show { $say ->
    [more] more need
    [less] less need
    [divided] partly more, partly less need
    [unchanged] no change
   *[silent] no comparison with the time before
} ({ $names }{ $more ->
    [0] { "" }
   *[other] { " " }and { $more } more
}).

## What is there

need_coverage-supply = Services: { $coverage ->
    [unknown] { $why }
    [present] { $has_kinds ->
        [yes] { $kinds }; whether that is enough is not known
       *[no] available; places and utilisation are not known
    }
   *[other] { labels-coverage-fact }{ $use_is_known ->
        [yes] , utilisation { $use }%
       *[no] { "" }
    }{ $is_estimated ->
        [yes] { " " }(estimated)
       *[no] { "" }
    }{ $is_provisional ->
        [yes] { " " }({ labels-status })
       *[no] { "" }
    }{ $has_lacks ->
        [yes] ; calculated shortfall compared with it ({ $lacks })
       *[no] { "" }
    }{ $has_kinds ->
        [yes] { " " }({ $kinds })
       *[no] { "" }
    }{ $has_uncounted ->
        [yes] ; not judged: { $uncounted }
       *[no] { "" }
    }
}.
need_coverage-kind = { $kind }: { $has_capacity ->
    [yes] { $capacity } { $unit }{ $has_use ->
        [yes] , { $used } used
       *[no] { "" }
    }
   *[no] { $has_use ->
        [yes] { $used } used
       *[no] { $sites ->
            [0] known for the whole { -city }
            [one] 1 service known
           *[other] { $sites } services known
        }
    }
}
need_coverage-total = { $service }: { $n }{ $unit ->
    [places] { " " }places
    [fte] { " " }full-time posts
    [sites] { " " }sites
    [staff] { " " }staff
    [persons] { " " }people
   *[cases] { " " }cases
} ({ $year }, { $id })

need_coverage-amount = { $below_one ->
    [yes] fewer than 1
   *[no] { $n }
}

## What would close the gap, and who says so

need_coverage-way = Way: { $parts }
need_coverage-nobody = { $is_covered ->
    [yes] By places and use, the need is met with what exists.
   *[no] { $is_city ->
        [yes] { $is_beside ->
            [yes] Nobody has said so far by what means the need of the whole { -city } can be met.
           *[no] Nobody has said so far by what means the need can be met.
        }
       *[no] Nobody has said so far by what means the need can be met here.
    }
}
need_coverage-beside = Only for some of the people or another area, without saying so or without experience of their own, statements came from { $voices }; for the whole { -city } this decides nothing.
need_coverage-voice = { $who }{ $is_dated ->
    [yes] , { $year }
   *[no] , undated
}: ‘{ labels-suggestion }’ ({ $id })
need_coverage-said = { labels-suggestion } according to { $voices }; this counts until { $until }.
need_coverage-indication = An indication that decides nothing: { $voices }. A second, independent voice or figures from a public body would confirm it.
need_coverage-in-pandemic = During the pandemic, statements came from { $voices }{ $is_disputed ->
    [yes] ; the voices contradict each other
   *[no] { "" }
}; for the time of the pandemic, { $result ->
    [not_coverable] this means: cannot be met
    [unknown] this decides nothing
   *[other] this means: { labels-coverability }
}.
need_coverage-earlier = Too old or undated, and therefore without weight today: { $voices }.
need_coverage-see-city = For the whole { -city } there is { $is_indication ->
    [yes] an indication
   *[no] an answer: { labels-coverability }
}.

## What is not known

need_coverage-missing = Missing for a judgement: { $facts }.
need_coverage-unknown = { $fact ->
    [value] a value for ‘{ $indicator }’ in this area{ need_coverage-asked }
    [undetermined] whether the value for ‘{ $indicator }’ in this area lies above or below that of the { -city } (the estimate allows for both){ need_coverage-asked }
    [need] a figure on the need itself: { $why }{ need_coverage-asked }
    [service_types] a definition of which services are there first of all for this theme{ need_coverage-asked }
    [sites] sites, capacity and utilisation of the services: { $types }{ need_coverage-asked }
    [capacity] capacity and utilisation of the services: { $types }{ need_coverage-asked }
    [use] how heavily the services are used{ need_coverage-asked }
    [second_voice] a second, independent voice or figures from a public body on how the need can be met (ask: providers)
   *[statement] a statement in force by providers on how the need can be met (ask: providers)
}
need_coverage-asked = { $is_asked ->
    [yes] { " " }(ask: { $offices })
   *[no] { "" }
}
