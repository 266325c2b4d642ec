# What the pandemic brought against what was expected: cautious, made from the numbers. A finding is
# an association in time; no sentence names a cause.

pandemic-lasting = { $persists ->
    [yes] lasts
    [no] no longer reliable
   *[unknown] cannot be judged
}
pandemic-expected-means = ‘Expected’ means: had the course of the years before the pandemic gone on; where figures fell, it lies below the level before.
pandemic-association = What was expected is compared with what was observed during the pandemic. { pandemic-expected-means } A difference shows an association in time, not a cause.
pandemic-reading = ‘New’: more than expected where need had not been high in comparison before. ‘Worsened’: more than expected where it already was, or in the { -city } as a whole. Only what goes beyond chance is named, even when all areas and indicators of a level are considered at once. ‘Open’: no difference is reliable, but a substantial rise in need is not ruled out either; that does not mean that nothing has happened.

## One finding

pandemic-span = { $single ->
    [yes] { $first }
   *[no] { $first } to { $last }
}
pandemic-excess = { $excess }%
pandemic-since-before = against { $year }: { $since }%
pandemic-short = { $excess } ({ $since }%)
# Which periods after the pandemic were compared
pandemic-after = { $when } ({ $n ->
    [one] 1 value only
   *[other] { $n } values
})
pandemic-after-known = { $compared ->
    [yes] ; comparable: { $after }
   *[no] { "" }
}
pandemic-level = { $area }: { $before }{ labels-per-unit } ({ $before_year }) and { $newest }{ labels-per-unit } ({ $newest_year }){ $counted ->
    [yes] , on average { $before_cases } and { $newest_cases } cases
   *[no] { "" }
}.
pandemic-not-comparable = Newer figures (from { $since }) cannot be compared strictly with those before ({ $indicators }): { $why }
pandemic-compared = { $known ->
    [no] no figure
   *[yes] on average { $observed }{ labels-per-unit } instead of the expected { $expected } ({ $low } to { $high }), that is { $excess }{ $counted ->
        [yes] { " " }({ $observed_cases } instead of { $expected_cases } cases{ $cadence ->
            [month] { " " }per month
            [quarter] { " " }per quarter
            [half_year] { " " }per half-year
            [school_year] { " " }per year
            [year] { " " }per year
           *[other] { "" }
        })
       *[no] { "" }
    }
}
pandemic-not-assessable = Cannot be judged: { labels-reason }.
pandemic-none = { $when }: { pandemic-compared }. The difference is not reliable.{ $conclusive ->
    [yes] { " " }A substantial rise in need is not compatible with the figures.
    [no] { " " }Whether anything has changed remains open: { $detectable ->
        [unknown] even a doubling would not have been detected reliably.
       *[other] only a difference of about { $detectable }% or more would have been detected reliably.
    }
   *[unknown] { "" }
}{ labels-rests-on }
pandemic-changed = { $when }: { pandemic-compared }. { $finding ->
    [new_need] This points to a new need.
    [aggravated] This points to a worsened need.
   *[relieved] This points to a reduced need.
}{ $narrow ->
    [yes] { " " }It is only narrowly reliable.
   *[no] { "" }
}{ labels-rests-on } { $persists ->
    [yes] It lasts afterwards{ pandemic-after-known }.
    [no] Afterwards the difference is no longer reliable{ pandemic-after-known }.
   *[unknown] Whether it lasts cannot be judged.
}{ $after_status ->
    [preliminary] { " " }Some of the figures afterwards are preliminary.
    [limited] { " " }Some of the figures afterwards are of limited reliability.
   *[known] { "" }
}

## A planning field's findings

pandemic-what = What the pandemic brought. { pandemic-association }
pandemic-panels = { $field }: observed and expected, where a need is new or worsened. Shaded grey: the pandemic period that is compared. Dashed with band: expected mean with 95% prediction interval. Thick line: observed mean.
pandemic-panel-title = { $indicator }: { $area }
pandemic-panel-label = { $what ->
    [expected] expected
   *[observed] observed
}
pandemic-panel-caption = { $excess }, { labels-finding }
pandemic-panel-alt = Line chart: { $indicator }, { $area }. { $when }: expected { $expected }, observed { $observed } ({ $excess }), { labels-finding }.
pandemic-city = { $city } as a whole, { $finding }
pandemic-area = { $area } ({ $excess })
pandemic-in-areas = { $finding ->
    [new_need] New in: { $areas }.
    [aggravated] Worsened in: { $areas }.
   *[relieved] Reduced in: { $areas }.
}
pandemic-nowhere = { $unknown ->
    [0] In no area is a difference reliable.
   *[other] In none of the areas that can be judged ({ $n }) is a difference reliable; cannot be judged: { $unknown }.
}
pandemic-open = In { $open } of { $n } { labels-areas-dative } without a reliable difference, it remains open whether anything has changed.

## Tables

pandemic-changes = { $field }: new, worsened and reduced needs
pandemic-changes-note = Means of the periods { $spans }, depending on the indicator.
pandemic-indicator-and-area = Indicator and area
pandemic-expected = expected (95% interval)
pandemic-observed = observed
pandemic-deviation = Deviation
pandemic-afterwards = afterwards
pandemic-shared-out = { $indicator }: taken together, the { $level } deviate from what was expected by { $excess }. { $n ->
    [0] For no area does the whole 95% interval of its share lie above zero.
   *[other] Taking each area on its own, the whole 95% interval of the share lies above zero for: { $areas }.
}
pandemic-share-of = { $area } ({ $share })
pandemic-shares = { $indicator }: how the { -city }’s deviation is distributed among the { $level }
pandemic-share-of-deviation = Share of the deviation (95% interval)
pandemic-share-of-expected = Share of what was expected
pandemic-range = { $low } to { $high }
pandemic-no-range = interval cannot be determined
pandemic-shares-note = Totals of the whole period (for stocks: of the reference days). If all areas were affected alike, the share of the deviation would be the share of what was expected. A negative share: less than expected. The intervals assume that the areas vary independently of one another.
pandemic-counts = { $field }: in how many areas the pandemic coincides with a difference
pandemic-count-of = { $kind ->
    [new_need] new need
    [aggravated] worsened
    [relieved] reduced
    [none] no rise
    [open] open
   *[not_assessable] cannot be judged
}
pandemic-why-not = Why it cannot be judged
