# What stands out, what rose, and how the city compares with the time before the pandemic.

overview-nothing-compared = The areas are not classed: that takes values of at least three areas, which differ.
overview-counted = Counted are indicators that lie reliably in class 4 (high) or 5 (very high){ $estimates ->
    [yes] , without estimates
   *[no] { "" }
}. The areas with the most are named.
overview-field = { $field } ({ $level }):
overview-nothing-stands-out = { $judged ->
    [yes] No area ({ $level }) lies reliably in class 4 or 5 here.
   *[no] No figure of a need ({ $level }) has a margin of error; no class is therefore reliable here. The classes themselves are in the annex.
}
# The areas or indicators of a list, as a sentence
overview-named = { $areas }.
overview-standing-out = { $area } (for { $high } of { $n } { labels-indicators-dative }{ $very_high ->
    [0] { "" }
   *[other] { $all ->
        [yes] { $high ->
            [one] , very high
            [2] , both very high
           *[other] , all very high
        }
       *[no] , of which { $very_high } very high
    }
})
overview-further = { $n ->
    [one] 1 more area
   *[other] { $n } more areas
} level with them
overview-no-comparison = A comparison with earlier values is not possible: they or margins of error are missing.
overview-risen = Need has risen beyond the uncertainty of the figures:
overview-none-risen = In no area has a need risen{ $cadence ->
    [none] { "" }
   *[other] { " " }compared with { labels-compared-with }
} beyond the uncertainty of the figures.
overview-risen-in = in { $risen } of { $n } { labels-areas-dative } ({ $level }) compared with { labels-compared-with }: { $areas }.{ $unknown ->
    [0] { "" }
   *[other] { " " }Cannot be judged: { $unknown }.
}{ labels-rests-on }
overview-fallen-in = { $indicator } ({ $n } { labels-areas })
overview-not-judged = This cannot be judged for { $n ->
    [one] 1
   *[other] { $n }
} of { $all } indicators: an earlier value or a margin of error is missing.
overview-partly-judged = For { $n ->
    [one] 1 indicator
   *[other] { $n } indicators
}, only some areas can be judged.
overview-fallen = Need has fallen for: { $indicators }.
overview-since-before = For the { -city } as a whole, the newest value is compared with the last before { $began }; monthly and quarterly values with the last of the same month or quarter. { $n ->
    [0] This comparison is possible for no indicator.
    [one] The comparison is possible for 1 indicator: { $only ->
        [higher] need is higher.
        [lower] need is lower.
       *[similar] there is no reliable difference.
    }
   *[other] The comparison is possible for { $n } indicators: { $found }.
} Whether the pandemic is the cause cannot be concluded from this.
overview-compared = { $need ->
    [higher] higher need for { $n }
    [lower] lower need for { $n }
   *[similar] no reliable difference for { $n }
}
overview-lead = { $need ->
    [higher] Higher:
   *[lower] Lower:
}
