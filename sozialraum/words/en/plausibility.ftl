# What is odd in the figures: one message says what was found, one what there is, one what was expected.

plausibility-finding = { $source }, { $period }{ $where ->
    [place] , { $place }
    [places] , { $places } areas
   *[nowhere] { "" }
}{ $has_row ->
    [yes] , row { $row }
   *[no] { "" }
}: { $explanations }{ $more ->
    [0] { "" }
    [one] { " " }(and { $more } further remark)
   *[other] { " " }(and { $more } further remarks)
}

plausibility-about = about { $value }
plausibility-between = { $low } to { $high }

# Running totals.
plausibility-total = ‘{ $column }’ { $value } after { $before }: { $falls ->
    [yes] a running total falls
   *[no] these are not the { $new } new ones from ‘{ $new_column }’
}

# Other decimals, another unit.
plausibility-decimals = { $n } { $n ->
    [one] decimal place
   *[other] decimal places
}
plausibility-rounded = all { $figures } figures{ $some_rows ->
    [yes] { " " }of rows { $rows }
   *[no] { "" }
} are rounded to { $decimals ->
    [0] whole numbers
    [one] { $decimals } decimal place
   *[other] { $decimals } decimal places
}; otherwise they have { $usual } { $usual ->
    [one] decimal place
   *[other] decimal places
}
plausibility-times = { $times } times as much
plausibility-size-as-before = similar size as before
plausibility-grown = ‘{ $column }’ is on average { $times } times that of the previous period: another unit?

# A break with the figure's own history.
plausibility-breaks = ‘{ $column }’ { $value } breaks{ $is_within_row ->
    [yes] , compared with the other figures of the area,
   *[no] { "" }
} with its own series ({ $is_first ->
    [yes] first value
   *[no] before it { $before }
}, { $is_newest ->
    [yes] newest value
   *[no] after it { $after }
}){ $has_mate ->
    [yes] ; the same figure is in ‘{ $mate }’
   *[no] { "" }
}

# A rate that does not fit its count.
plausibility-rate = ‘{ $column }’ { $value } does not fit ‘{ $count_column }’ { $count }; with the denominator of the neighbouring periods it would be { $low } to { $high }

# Sums, shares and limits.
plausibility-relation = ‘{ $column }’ { $value }, expected { $low }{ $is_range ->
    [yes] { " " }to { $high }
   *[no] { "" }
}{ $from ->
    [number] { "" }
   *[table] { " " }(from ‘{ $right_column }’: { $right }{ $is_share ->
        [yes] { " " }of { $per }
       *[no] { "" }
    })
    [other_table] { " " }(from ‘{ $right_column }’ of another table: { $right }{ $is_share ->
        [yes] { " " }of { $per }
       *[no] { "" }
    })
}; rule: { $rule }

# A quotient that is within its bounds, but not what it was.
plausibility-quotient = ‘{ $column }’ { $value } is { $quotient } times ‘{ $right_column }’ { $right } ({ $is_first ->
    [yes] first value
   *[no] before it { $before }
}, { $is_newest ->
    [yes] newest value
   *[no] after it { $after }
}); rule: { $rule }

# Blocks of figures that stand twice.
plausibility-of-figures = { $n } of { $all } figures
plausibility-other-figures = figures other than { $than ->
    [period] { $period }
    [kind] of another kind
   *[place] in another area
}
plausibility-repeated = { $n } of { $all } figures{ $some_rows ->
    [yes] { " " }of rows { $rows }
   *[no] { "" }
} (rows { $first_row } to { $last_row }) are the same as { $than ->
    [period] { $period }
   *[place] for { $place }
} (from row { $other_row }{ $is_other_file ->
    [yes] { " " }of { $file }
   *[no] { "" }
}): probably copied twice

# Two areas that have each other's figures.
plausibility-exchanged = { $n ->
    [one] the figure fits
   *[other] the { $n } figures together fit
} { $place } better (from row { $row }), and vice versa: perhaps exchanged

# Two kinds of figures that have each other's.
plausibility-exchanged-kinds = the { $n } figures of { $kind }, of all areas together, fit { $other } better (from row { $row }), and vice versa: perhaps exchanged

# Periods and rows that are not there.
plausibility-follows = { $before } is followed by { $period }
plausibility-no-gap = no gap
plausibility-gap = periods are missing between { $before } and { $period }
plausibility-rows-absent = { $n } { $n ->
    [one] row is missing
   *[other] rows are missing
}
plausibility-rows-as-before = rows as in other periods
plausibility-absent = { $n ->
    [one] a row is missing that is usually there
   *[other] { $n } rows are missing that are usually there
} (such as for { $example })
plausibility-untold-areas = { $n } { $n ->
    [one] area
   *[other] areas
} without a row
plausibility-told-once = a row in at least one period
plausibility-untold = { $n ->
    [one] one area has
   *[other] { $n } areas have
} no row in any period (such as { $example }): whether 0 is right cannot be judged
plausibility-begun-kinds = { $n } { $n ->
    [one] kind
   *[other] kinds
} for the first time
plausibility-begun = { $n ->
    [one] one kind has
   *[other] { $n } kinds have
} no row in any period before (such as { $example }): whether 0 is right there cannot be judged
plausibility-rows = { $n } { $n ->
    [one] row
   *[other] rows
}
plausibility-fewer-rows = only { $n } { $n ->
    [one] row
   *[other] rows
}, otherwise about { $usual }

# Rules whose kind says it all.
plausibility-rule = { $kind ->
    [rate] rate and count fit the same, slowly changing denominator
   *[cumulative] total of the previous day or period plus new cases; it never falls
}
