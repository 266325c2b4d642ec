# How the city's figures moved: before the pandemic, in it, and now.

development-caption = { $field }: { $city } as a whole before, during and after the pandemic years { $years }
development-before = Value for comparison before { $began }
development-lowest = Lowest { $years }
development-highest = Highest { $years }
development-latest = Newest value
development-latest-against-before = Newest against before { $began }
development-absent = { $what ->
    [survey] no survey
   *[value] no value
}
development-judged = { $need ->
    [higher] higher need
    [lower] lower need
    [similar] not reliable
    [incomparable] no comparison possible
   *[unknown] cannot be judged
}
development-compared-note = The newest value is compared with the last value before { $began }; monthly and quarterly values with the last of the same month or quarter, because they vary with the seasons. Lowest and highest value are from the time from { $began } to { $ended } (for annual figures: { $years }).
development-not-only-pandemic = What has changed since { $year } is not due to the pandemic alone.
development-break = Known break from { $since }: { $text }{ $n ->
    [0] { "" }
   *[other] { " " }Affected: { $indicators }.
}
development-survey = Survey: the source does not state the number of responses. The 95% intervals rest on an assumption: { $answers } responses per survey, spread evenly over the areas, and a design effect of { $design_effect } (the effective sample size is smaller by this factor, mainly because of weighting).

## The line of the city's figures

development-span = { $first } to { $last }
development-line = { $indicator }: { $city } as a whole, { development-span }.{ $shaded ->
    [yes] { " " }Shaded grey: the pandemic years { $years }.
   *[no] { "" }
} The vertical axis does not always begin at zero.
development-line-alt = Line chart, { development-span }. First value { $first_value }, last value { $last_value }. Lowest value { $lowest } ({ $lowest_in }), highest value { $highest } ({ $highest_in }).
development-table = { $indicator }: { $city } as a whole
development-newest-shown = { $shown ->
    [one] The newest of { $n } values is shown.
   *[other] The { $shown } newest of { $n } values are shown.
}
