# The order of the areas over all themes: groups that are told apart, and what three voices say.

priority-group = { $group ->
    [clearly_first] { $n ->
        [one] Clearly the most urgent over all themes: { $areas } ({ $p } certain).
       *[other] Clearly the most urgent over all themes, not to be told apart from one another: { $areas } ({ $p } certain).
    }
    [clearly_last] { $n ->
        [one] Clearly the least urgent: { $areas }.
       *[other] Clearly the least urgent, not to be told apart from one another: { $areas }.
    }
    [between] Next: { $areas }.
   *[not_told_apart] Not reliably told apart, in the order of their mean place: { $areas }.
}
priority-group-short = { $group ->
    [clearly_first] clearly first
    [clearly_last] clearly last
    [between] in between
   *[not_told_apart] not told apart
}
priority-how = Figures and weights were drawn together a thousand times within their uncertainty. A group is set apart if, in nearly all draws, exactly these areas come before all others; how often is given in brackets. Each indicator counts once; estimates do not count.
priority-table = Order over all themes: group, places and what the sources say
priority-table-note = Places: middle 95% of the draws, 1 is the most urgent. Sources: high or low where the area lies reliably before or behind the middle place. The social index itself rests on estimates.
priority-group-head = Group
priority-places = Places
priority-among-first = Probability of being among the first { $top }
priority-voice = { $voice ->
    [direct] own figures
    [index] social index
   *[estimates] estimates
}
priority-says = { $says ->
    [high] high
    [low] low
    [average] average
   *[nothing] no figure
}
priority-voices-differ = { $n ->
    [one] In one area, own figures, social index and estimates do not say the same:
   *[other] In { $n } areas, own figures, social index and estimates do not say the same:
}
priority-voices = own figures { $direct } (of { $figures }, reliably high: { $high }, reliably low: { $low }), social index { $index }, estimates { $estimates }.
priority-fact = { $fact ->
    [need] the level of need
    [finding] the rise since the pandemic
    [persistence] the duration of the rise
    [gap] whether the need can be met
   *[group] the size of the group
}
priority-left-out = In this state of the data, { $fact } does not count towards urgency: the information is the same or unknown in { $share } of the cases and distinguishes nothing.
priority-without = Without influence on the order: { $facts }{ $finding ->
    [yes] ; the findings on the pandemic (chapter { $chapter }) are therefore not part of it.
   *[no] .
}
