# The chapter on needs.

needs-no-indicators = No indicators are defined.
needs-recent = What has changed recently
needs-risen = What has risen
needs-since-pandemic = Since the time before the pandemic
needs-indicators = The indicators in detail
needs-indicators-about = What each indicator means, its values and where they come from.
needs-nothing-compared = For this planning field there is no value that compares areas.
needs-periods = { $periods }{ $several ->
    [yes] , depending on the indicator
   *[no] { "" }
}
needs-without-value = Without a value at this level: { $indicators }.
needs-matrix = { $field }: need classes, { $level } (1 very low to 5 very high)

## How to read the chapter

needs-reading = How to read this chapter
needs-reading-of = { $what ->
    [indicators] Indicators
    [classes] Need classes
    [interval] 95% interval
    [change] Change in need
   *[association] Association, not cause
}
needs-reading-text = { $what ->
    [indicators] An indicator points to need; it does not measure it. A high share of older people, for example, means that services for older people may be in greater demand there. It says nothing about the people themselves.
    [classes] Each value is compared with the mean of all areas of the same level and placed in one of five classes. Class 5 means that need is very high in comparison. Class 1 means very low. The class says nothing about whether need in the { -city } as a whole is great or small.
    [interval] Random variation, small numbers of cases and sampling make every value uncertain. The 95% interval gives the range in which the true value lies with high confidence. If the intervals of two areas overlap markedly, the difference between them is not reliable.
    [change] ‘Risen’ and ‘fallen’ refer to the need, not to the figure: if, for example, a share whose high values are favourable falls, need has risen. Only what goes beyond the uncertainty of both values counts as a change.
   *[association] The report shows where needs come together and how they have changed. Why this is so cannot be concluded from these figures alone.
}
