# One indicator: what it means, its chart, its tables.

indicator-none = There is no value for this indicator.
indicator-city-only = This figure exists only for the { -city } as a whole; the areas cannot be compared.
indicator-direct-first = The table above is the authoritative one: the figures are published for these areas. The estimates in the following table do not replace them.
indicator-meaning = { $definition }.{ $unit ->
    [share] { " " }Given in per cent.
    [percent] { " " }Given in per cent.
    [per_1000] { " " }Given per 1,000.
    [per_10000] { " " }Given per 10,000.
    [per_100000] { " " }Given per 100,000.
    [money] { " " }Given in { $currency }.
    [money_per_m2] { " " }Given in { $currency } per square metre.
    [years] { " " }Given in years.
   *[other] { "" }
} { $need ->
    [higher] High values show high need.
    [lower] Low values show high need.
   *[none] This figure stands beside the needs; it does not itself show one and is not classed.
}{ $has_caveat ->
    [yes] { " " }Please note: { $caveat }.
   *[no] { "" }
}
indicator-need = Need
indicator-caption = { $indicator }: { $level }, { $period }{ $estimates ->
    [yes] { " " }– estimates
   *[no] { "" }
}
indicator-value-spoken = { $method ->
    [modelled] estimated { $value }
    [apportioned] estimated { $value }
    [aggregated] summed { $value }
   *[other] { $value }
}{ $is_marked ->
    [yes] , { labels-status }
   *[no] { "" }
}
indicator-undetermined-short = n/d
indicator-no-class = no class
indicator-class-spoken = Class { $class }, { labels-class }{ $estimate ->
    [yes] , estimate
   *[no] { "" }
}{ $unsure ->
    [yes] , not reliable
   *[no] { "" }
}
indicator-base = Denominator: as of { $periods }{ $carried ->
    [yes] { " " }(newest available).
   *[no] .
}
indicator-unplaced = Cases that cannot be assigned to any area: { $cases }.
indicator-trend-note = ‘Need’: change from { labels-compared-with }. ‘Class’: 1 very low to 5 very high; in brackets: not reliable.
indicator-no-trend = There is no value to compare with for a change in need.

## The chart of the areas by need

indicator-ranks = { $indicator }: { $level } by { $need ->
    [yes] level of need
   *[no] value
}, { $period }. Dot: value{ $ranges ->
    [yes] ; line: 95% interval
   *[no] { "" }
}{ $reliable ->
    [yes] ; dark dot: class 4 or 5, reliable
   *[no] { "" }
}.
indicator-ranks-alt = Dot plot of { $n } { labels-areas-dative }, { $period }. { $need ->
    [yes] Highest need
   *[no] Highest value
}: { $first } with { $first_value }. { $need ->
    [yes] Lowest need
   *[no] Lowest value
}: { $last } with { $last_value }.{ $has_city ->
    [yes] { " " }The { -city } as a whole is at { $city_value }.
   *[no] { "" }
} All values are in the table below.
indicator-city = { -city } { $value }
