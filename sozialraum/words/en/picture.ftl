# Pictures among the answers: what they show, and what is to be seen.

picture-city = { $city }: { $value }
picture-mean = { $what ->
    [expected] expected { $value }
   *[observed] observed { $value }
}
picture-against = Observed { $observed } instead of the expected { $expected }: { labels-finding }.

## Through the pandemic

picture-pandemic = { $indicator }{ labels-per-unit } in { $city }. { $judged ->
    [yes] On average over the pandemic: { $against } Dashed with band: expected, with 95% prediction interval.
   *[no] Highest value: { $peak } ({ $peak_in }). What was to be expected without the pandemic cannot be calculated.
}
picture-pandemic-alt = Line chart: { $indicator }{ labels-per-unit } in { $city }, { $first } to { $last }. { picture-pandemic } Highest value of the years { $years }: { $peak } ({ $peak_in }). Most recently { $last_value }.

## Areas then and now

picture-areas = { $indicator }: { $newest } (filled) and { $earlier } (hollow), lines: 95% intervals. { $compared ->
    [0] For no area can a change be judged.
   *[other] { $rising ->
        [0] { $falling ->
            [0] Nowhere is a change reliable.
           *[other] Nowhere is a rise reliable. Reliably fallen: { $fallen }.
        }
       *[other] Reliably risen: { $risen }. { $falling ->
            [0] Nowhere is a fall reliable.
           *[other] Reliably fallen: { $fallen }.
        }
    }{ $unknown ->
        [0] { "" }
       *[other] { " " }Not comparable: { $unknown } { $unknown ->
            [one] area
           *[other] areas
        }.
    }
}
picture-areas-alt = Dot plot of { $n } { labels-areas-dative }. { picture-areas } Highest: { $first } ({ $first_value }), lowest: { $last } ({ $last_value }).

## The order of the areas

picture-order-title = Order of the areas
picture-order = Mean place by urgency over all themes, 1 is the most urgent. Line: places that are also possible given the uncertainty of the figures and with other weightings. { $firm ->
    [0] No group lies reliably before all others.
   *[other] Reliably before all others: { $first }.
}
picture-order-alt = Dot plot of the places of { $n } { labels-areas-dative }. { picture-order } Last: { $last }.
# Right of the picture there is room for a short word only
picture-order-group = { $group ->
    [clearly_first] first
    [clearly_last] last
    [between] between
   *[not_told_apart] not told apart
}

## Need and supply

picture-cross-title = High need and what is known of services
picture-cross = Each field is an area ({ $level }) with reliably high need (measured by a figure of its own, or estimated), named by its number; the column says what the register of services knows there; it is not complete.
picture-cross-alt = Chart: { $n } reliably high needs in { $themes ->
    [one] one theme
   *[other] { $themes } themes
}, by what is known of the services: { $counts }.
picture-cross-count = { labels-coverage-fact } { $n }

## The years ahead

picture-ahead = The { -city }’s projection says how many people there will be in the coming years; it does not say how many services there will be then.

picture-outlook-title = { $city } up to { $last }
picture-outlook-line = { $high ->
    [200] aged { $low } and over
   *[other] aged { $low } to { $high }
}: { $change }%
picture-outlook = Projected change in the population of { $city } compared with { $now }.
picture-outlook-alt = Line chart. { picture-outlook } By { $last }: { $changes }.
picture-outlook-source = Source: the { -city }’s population projection, published places{ $estimated ->
    [yes] ; derived from the projection for areas (≈ estimate).
   *[no] .
}
picture-one-each = one place for each person
picture-places-title = { $service } up to { $last }
picture-places = { $service }, { $level }: places per 100 people ({ $people }), { $now } (hollow) and, if the places stay as they are, { $last } (filled). { $falling ->
    [0] In { $unknown ->
        [0] no area
       *[other] none of these { $n } areas
    } would there be fewer.
   *[other] There would be fewer in: { $areas }.
}{ $unknown ->
    [0] { "" }
   *[other] { " " }Not known: { $unknown } { $unknown ->
        [one] area
       *[other] areas
    }.
}
picture-places-alt = Dot plot, { $n } { labels-areas }. { picture-places } Lowest in { $last }: { $lowest } ({ $value }).
