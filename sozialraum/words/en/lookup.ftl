# Finding areas, comparing two of them, quoting and taking away what the page shows.

lookup-indicator = { $name }{ labels-per-unit }
lookup-compare = Compare two areas
lookup-first = First area
lookup-second = Second area
lookup-compared = { $one } and { $other } compared
lookup-compared-note = In brackets: 95% interval. Colour: need class, only where it is reliable. { labels-estimate-note }
lookup-postcodes = Postcodes of recorded services:
lookup-editions = All editions
lookup-cite = Cite
lookup-cited = The citation has been copied.
lookup-cite-field = Citation to copy
lookup-citation = { $city }: { $title }, edition { $edition }, as of { $day }. ‘{ $name }’, anchor { $anchor }.
lookup-table = Table as CSV
lookup-picture = Picture as SVG
lookup-figures = Figures as CSV
lookup-anchor = Link

## The figures behind a picture

lookup-column = { $what ->
    [area] { labels-area }
    [indicator] { labels-indicator }
    [theme] { labels-theme }
    [group] Group
    [month] Month
    [year] Year
    [value] { labels-value }
    [low] 95% interval from
    [high] 95% interval to
    [earlier] earlier value
    [earlier_low] earlier, 95% interval from
    [earlier_high] earlier, 95% interval to
    [change] Change in %
    [class] { labels-class-head }
   *[supply] Services
}
