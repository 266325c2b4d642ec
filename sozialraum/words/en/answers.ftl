# The short answers to the council's questions.

## New needs

answers-no-effects = What the pandemic changed has not been calculated in these data.
# One finding in short
answers-in-city = { $found ->
    [worse] { $when } in { $city }, on average { $observed }{ labels-per-unit } instead of the expected { $expected }, that is { $excess }.
    [none] { $city } as a whole: no reliable difference.
    [relieved] { $city } as a whole: reliably less need than expected.
   *[not_assessable] { $city } as a whole: cannot be assessed.
}
answers-in-areas = Reliably more than expected { $all ->
    [yes] everywhere ({ $total } { $level }).
   *[no] in { $n } of { $total } ({ $level }){ $unknown ->
        [0] { "" }
       *[other] ; cannot be judged: { $unknown }
    }.
}
answers-finding-in = { $finding ->
    [new_need] New (need had not been high in comparison before)
    [unknown_before] Worsened (how high before is not known)
   *[aggravated] Worsened (already high before)
} in { $n }: { $areas }.
answers-by-excess = { $area } ({ $excess })
answers-lasting = { $compared ->
    [no] Whether it lasted afterwards cannot be judged.
   *[yes] { $told ->
        [yes] Comparable afterwards: { $when }; there
       *[no] Afterwards
    } { $n ->
        [0] no difference is reliable any more.
       *[other] still reliable: { $areas }.
    }
}
answers-counted-lead = Counted by public bodies
answers-counted = more cases or people than before the pandemic for { $n ->
    [one] one theme
   *[other] { $n } themes
}: { $themes }.
answers-reported-lead = Reported by studies or providers
answers-reported = { $n ->
    [0] more need
    [one] more need for one further theme: { $themes }
   *[other] more need for { $n } further themes: { $themes }
}{ $more ->
    [0] { "" }
    [one] ; and 1 more (chapter { $chapter })
   *[other] ; and { $more } more (chapter { $chapter })
}{ $of_areas ->
    [0] .
   *[other] { $n ->
        [0] { " " }only for single
       *[other] . Only for single
    } { $areas }: { $themes_of_areas }.
}
answers-rest = { $calm ->
    [0] { "" }
    [one] For 1 further indicator there is no reliable difference for the whole { -city }.{ " " }
   *[other] For { $calm } further indicators there is no reliable difference for the whole { -city }.{ " " }
}{ $relieved ->
    [0] { "" }
    [one] For 1 indicator, need was reliably lower than expected for the whole { -city }.{ " " }
   *[other] For { $relieved } indicators, need was reliably lower than expected for the whole { -city }.{ " " }
}{ $unjudged ->
    [0] { "" }
    [one] For 1 indicator there is no comparison with the time before for the whole { -city } (reasons in the annex).{ " " }
   *[other] For { $unjudged } indicators there is no comparison with the time before for the whole { -city } (reasons in the annex).{ " " }
}A difference shows an association in time, not a cause.
answers-counted-title = What public bodies counted during the pandemic
answers-counted-about = Cases or people that public bodies counted for the whole { -city } and compared with the time before the pandemic. They are not in any regular statistics of this report; what was to be expected before the pandemic has therefore not been tested.
## Whether needs can be met

answers-not-evaluated = Whether needs can be met has not been judged in this state of the data.
answers-coverable = { $result ->
    [covered] Met{ $limited ->
        [all] , according to substitute figures or estimates
        [some] , partly according to substitute figures or estimates
       *[none] { "" }
    }
    [by_task_change] Can be met if existing services change their remits
    [by_task_extension] Can be met if existing services are extended
   *[not_coverable] Cannot be met at present
}
answers-themes = { $themes }.
answers-theme-in = { $theme } ({ $extent ->
    [all] all { $n } { $level }
    [named] { $areas }
   *[counted] { $n } of { $total } { labels-areas-of-total }
})
answers-theme-city = { $theme } (for the whole { -city })
answers-unknown-lead = Open
answers-unknown = { $n ->
    [0] { $partly ->
        [0] no theme.
       *[other] { $partly } of { $themes } themes in some of the areas.
    }
   *[other] { $n } of { $themes } themes{ $partly ->
        [0] { "" }
       *[other] , { $partly } more in some of the areas
    }. The same information is missing: how many places the services have, how heavily they are used and by what means the need can be met.{ $questions ->
        [0] { "" }
        [one] { " " }One question to public bodies would help.
       *[other] { " " }{ $questions } questions to public bodies would help (chapter { $chapter }).
    }
}
answers-in-pandemic-lead = During the pandemic, for the whole { -city }
answers-in-pandemic = { $said }.
answers-indications-lead = Indications
answers-indications = For { $n ->
    [one] one theme there is a single voice
   *[other] { $n } themes there is a single voice each
}, still to be confirmed: { $themes }.

## Urgency

answers-whether-lead = Whether the structure has to change
answers-whether = { $n ->
    [0] On present information, this is not decided for any theme.
   *[other] Information in force speaks for considering changes: { $changes }.
}{ $then ->
    [0] { "" }
    [one] { " " }During the pandemic, the need was held to be one that could be met for 1 theme, with other remits or with a wider remit or more funding.
   *[other] { " " }During the pandemic, the need was held to be one that could be met for { $then } themes, with other remits or with a wider remit or more funding.
}{ $hints ->
    [0] { "" }
    [one] { " " }For 1 theme there is an indication that a second organisation would have to confirm.
   *[other] { " " }For { $hints } themes there are indications that a second organisation would have to confirm.
}
answers-change = for { $n } { $n ->
    [one] theme
   *[other] themes
}, { $result ->
    [not_coverable] the existing services are not enough, even with other or wider remits
    [by_task_extension] existing services would have to be extended
   *[by_task_change] { $first ->
        [yes] existing services would have to change their remits
       *[no] they would have to change their remits
    }
}
answers-where-lead = Where first
answers-firm = Reliably before all others ({ $level }): { $areas }. Behind them the order is not reliable{ $n ->
    [0] .
    [one] ; the most likely to follow is { $behind }.
   *[other] ; the most likely to follow are { $behind }.
}
answers-first = Over all themes, these come first ({ $level }): { $areas }. The order depends on the weighting and is not reliable.
answers-ranked = { $area } (rank { $rank }, { $low } to { $high } depending on the weighting)
answers-high-in = reliably high need for { $n ->
    [one] one theme
   *[other] { $n } themes
}: { $themes }.
answers-no-urgency = There is no judgement of urgency.
answers-most-high = { $rated ->
    [yes] A ranking by urgency is not available in this state of the data.{ " " }
   *[no] { "" }
}{ $most ->
    [1] Need is reliably high here
   *[other] The areas with the largest number of reliably high needs
}: { $areas }.
answers-standing-out = { $area } (for { $high } of { $total } { $total ->
    [one] indicator
   *[other] indicators
}{ $very_high ->
    [0] { "" }
   *[other] { $all ->
        [yes] { $high ->
            [one] , very high
            [2] , both very high
           *[other] , all very high
        }
       *[no] , of which { $very_high } very high
    }
})
answers-further-level = { $n ->
    [one] 1 more area level with them
   *[other] { $n } more areas level with them
}
