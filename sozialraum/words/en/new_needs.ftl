# Chapter 1 of the report: which needs the pandemic brought.

new_needs-happened = What has happened
new_needs-areas = In which areas need is high
new_needs-where = Where
new_needs-poverty = Before the pandemic and today
new_needs-sure = How certain this is
new_needs-means = What it means
new_needs-none = In no indicator do the figures show a new or worsened need beyond chance. That does not mean that there is none.
new_needs-expected = as expected
new_needs-when = pandemic period, against what was expected
new_needs-figure = { $indicator } during the pandemic: deviation from what was expected in per cent, { $level }. Line: 95% interval. Dark: reliably more ({ $worse } of { $n }).{ $told ->
    [yes] { " " }In brackets: against { $before }.
   *[no] { "" }
}
new_needs-figure-alt = Dot plot. { new_needs-figure } Highest: { $first } ({ $first_excess }), lowest: { $last } ({ $last_excess }).
new_needs-how-sure = Only what goes beyond chance is named, even when all areas and indicators are considered at once. A difference shows an association in time, not a cause.
new_needs-open = For the { -city } as a whole, it remains open for { $n } { $n ->
    [one] indicator
   *[other] indicators
} whether anything has changed, because the figures vary too much. Furthest from what was expected: { $indicators }.
new_needs-open-one = { $indicator } ({ $excess })
new_needs-follows = { $figures ->
    [0] No theme is shown to be a new or worsened need by regular statistics.
    [one] Regular statistics show one theme to be a new or worsened need: { $of_figures }.
   *[other] Regular statistics show { $figures } themes to be new or worsened needs: { $of_figures }.
} { $counts ->
    [0] { "" }
    [one] For one more, public bodies counted more cases or people than before the pandemic.{ " " }
   *[other] For { $counts } more, public bodies counted more cases or people than before the pandemic.{ " " }
}{ $reported ->
    [0] { "" }
    [one] For one, studies or providers report it; no regular count shows it there.
   *[other] For { $reported }, studies or providers report it (chapter { $chapter }); no regular count shows it there.
}
