# How urgent needs are, how firm their order is, and what could be done.

urgency-title = Where it is urgent
urgency-means = Urgency combines how high the need is, whether it is new or worsened, whether that lasts, whether it can be met and how many people it concerns. What is not known of these does not count, or as middling. It puts in order; it does not measure.
urgency-by-theme = Urgency by theme: number of areas
urgency-coverability = Can it be met?
urgency-coverability-note = Can it be met: in the areas with high urgency; if there are none, in all.
urgency-weights-tried = How the five criteria are weighted is a matter of choice. The ranking of the areas over all themes was therefore recalculated with many weightings.
urgency-firm = { $n ->
    [0] No area is among the first { $top } in half of the weightings.
   *[other] Among the first { $top } in at least half of { $scenarios } weightings: { $areas }.
}
urgency-ranks-figure = Rank by urgency over all themes, 1 is the highest. Dot: the weighting laid down; line: lowest to highest rank with other weightings and within the uncertainty of the figures; dark: among the first { $top } in half of the weightings.
urgency-ranks-seen = Dot plot of the ranks of { $n } areas. Rank 1: { $first }.
urgency-ranks-below = All ranks are in the table below.
urgency-ranks = Rank of the areas by urgency over all themes
urgency-other-weights = with other weights
urgency-top-share = Share of weightings among the first { $top }
urgency-rank-span = { $low } to { $high }

## Options

urgency-option = { $result ->
    [not_coverable] Consider new or different structures
    [by_task_extension] Consider extending existing services
    [by_task_change] Consider changing the remits of existing services
    [covered] Maintain and monitor services
   *[unknown] Build knowledge before deciding
}
urgency-option-reason = urgent, and { $result ->
    [unknown] it is still open how the need can be met
   *[other] { labels-coverability }
}: { $themes }.
urgency-option-also = Likewise: { $themes }.
