# How the figures come about.

methods-title = How the figures are produced
methods-of = { $what ->
    [direct] No sign: direct value
    [aggregated] Σ summed value
    [estimate] ≈ estimate
    [recut] ≈ Areas whose boundaries changed
    [classes] Need classes
    [intervals] 95% intervals
    [change] Change in need
    [rank] Rank
   *[unplaced] Cases that cannot be assigned
}
methods-text = { $what ->
    [direct] The figures are published for exactly this area.
    [aggregated] The figures are published for smaller areas and added up. The result is exact.
    [estimate] The figures are published only for larger areas. A model distributes the cases among the smaller areas by what is known of those themselves, so that the total is the published figure. When it was developed, it was tested on figures that exist for both levels; its 95% interval held in more than 93% of the areas. Where it cannot be applied, the cases are distributed in proportion to the people or households to which they refer. If the 95% interval includes the value of the { -city }, need cannot be determined.
    [recut] The boundaries of areas changed ({ $reforms }). Figures from before have been converted to the areas of today: of each count of a former area, the share counts that falls to the area of today{ $weighed ->
        [yes] { " " }(based on: { $made_of })
       *[no] { "" }
    }. These are estimates; they do not count where developments are judged. Where whole areas were merged, the sum is exact, and for the { -city } as a whole nothing changes. Rates that are published ready-made are not converted.
    [classes] For each indicator, it is calculated by how many standard deviations an area deviates from the mean of the areas of its level, in the direction of higher need. Up to −1.5: class 1; up to −0.5: class 2; in between: class 3; from 0.5: class 4; from 1.5: class 5. With fewer than three areas, or if all values are equal, no class is assigned.
    [intervals] Proportions: Wilson score confidence interval. Rates from counts of cases: Byar’s approximation.{ $surveys ->
        [yes] { " " }Surveys: Wilson score interval with an assumed number of responses, because the sources state none; the assumptions are given below each table of a survey.
       *[no] { "" }
    } For rates that are published ready-made there is no interval.
    [change] The comparison is with the same month, quarter or year of the previous year{ $surveys ->
        [yes] ; for surveys, with the previous survey
       *[no] { "" }
    }. Need has risen or fallen if the 95% intervals of the two values do not overlap. This is a cautious rule: smaller changes go unmentioned.
    [rank] The area with the highest need has rank 1. Equal values share a rank.
   *[unplaced] Cases whose place of residence the source does not assign to any area count in the { -city } as a whole but are not added to any area.
}

## How coverability and urgency are judged

methods-rules = How it is judged whether needs can be met and how urgent they are
methods-rules-about = For each theme and area, the first rule whose conditions apply decides. Statements and studies for the whole { -city } hold for every area:
methods-rule = { $says } Result: { labels-coverability }.
methods-rule-of = Rule { $rule }:
methods-weight = { $fact ->
    [need] level of need ({ $weight })
    [finding] rise since the pandemic ({ $weight })
    [persistence] duration of the rise ({ $weight })
    [gap] whether the need can be met ({ $weight })
   *[group] size of the group ({ $weight })
}
methods-urgency = Urgency is a weighted mean of five facts; their weights are in brackets: { $weights }. Each counts from 0 to 1, an unknown one { $unknown }. How the order changes with other weights is shown in chapter { $chapter }.
