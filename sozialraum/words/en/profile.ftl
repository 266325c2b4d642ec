# The profile of an area.

profile-details = The { $areas } in detail

## All areas at a glance

profile-overview = The { $areas } at a glance
profile-people-head = Population
profile-status-head = Status class
profile-dynamic-head = Dynamics
profile-rank-head = Rank of status
profile-high-head = high needs
profile-high-of = { $high } of { $judged }
profile-high-needs-means = High needs: indicators reliably in class 4 or 5, of those that can be judged{ $estimates ->
    [yes] , without estimates
   *[no] { "" }
}.
profile-about-index = { $named ->
    [yes] { $name }
   *[no] Social index
}: { $n ->
    [0] { profile-index-means }
   *[other] combined from { $indicators }. { profile-index-means }
}
profile-index-means = The area with the greatest disadvantage has rank 1; in brackets the ranks that are possible given how uncertain the figures are. Dynamics: + more favourable, − less favourable, ± as in the { -city } as a whole.

## Key facts

profile-people = Population
profile-people-on = { $n } (as of { $day })
profile-not-known = not known
profile-not-judged = cannot be judged
profile-index-head = Social index
profile-no-index = not calculated
profile-status = status class { $status }
profile-dynamic = { $dynamic ->
    [better] development more favourable than in the { -city } as a whole
    [same] development as in the { -city } as a whole
    [worse] development less favourable than in the { -city } as a whole
   *[other] dynamics { $sign }
}
profile-rank-span = { $rank } ({ $low }–{ $high })
profile-rank = rank { $rank } of { $n }, rank 1: greatest disadvantage
profile-from-estimates = ≈ from estimates
profile-in-short = In short

## Needs

profile-no-value = There is no value for this area.

## Findings

profile-no-effects = For this area there is no comparison with the time before the pandemic.

## Urgent themes

profile-urgent = { $code }: urgent themes and themes whose need cannot be met
profile-coverable-head = can be met?
profile-urgency-head = Urgency
profile-said-head = Statements
profile-said = { $n ->
    [0] none
   *[other] { $local ->
        [0] { $n }
       *[other] { $n } ({ $local } from here)
    }
}
profile-themes = { $themes }:{ $result ->
    [unknown] { "" }
   *[other] { " " }{ labels-coverability }.
}
profile-result = { $n } { labels-coverability }
profile-all-themes = Of { $n } { $n ->
    [one] theme
   *[other] themes
}: { $results }. * measured by a proxy, ** not measured (How needs are measured).

## Services

profile-services = Services
profile-no-service = No service is recorded for this area. This does not mean that there is none: the register is not complete{ $n ->
    [0] .
    [one] , and of 1 service it does not say in which area it is.
   *[other] , and of { $n } services it does not say in which area they are.
}
profile-offers = { $offers }{ $more ->
    [0] .
    [one] { " " }and 1 more.
   *[other] { " " }and { $more } more.
}
profile-offer = { $named ->
    [yes] { $name }
   *[no] without a name
}{ $provided ->
    [yes] { " " }({ $provider })
   *[no] { "" }
}{ $status ->
    [unconfirmed] , not confirmed
    [planned] , planned
   *[other] { "" }
}
profile-amount = { $n } { $unit }
profile-places = places
profile-kind = { $kind }{ $unconfirmed ->
    [all] { " " }({ $n ->
        [one] not confirmed
       *[other] { $n }, not confirmed
    })
    [some] { " " }({ $n }, { $doubtful } not confirmed)
   *[none] { $n ->
        [one] { "" }
       *[other] { " " }({ $n })
    }
}
profile-kinds = { $kinds }.
profile-besides = Also
profile-all-in-annex = All recorded services are in the workbook.
profile-unconfirmed = ‘Not confirmed’: the evidence is older or undated; whether the service still exists is open.
profile-coverage = { $period }: { $capacity ->
    [known] { $method ->
        [apportioned] ≈ { $places } places
       *[other] { $places } places
    }
   *[unknown] number of places unknown
}, { $target ->
    [known] { $people } people of the target population{ $other ->
        [yes] { " " }({ $people_of })
       *[no] { "" }
    }
   *[unknown] target population unknown
}{ $coverage ->
    [known] , coverage { $method ->
        [apportioned] ≈ { $ratio }
       *[other] { $ratio }
    }
   *[unknown] { "" }
}.
profile-elsewhere = Figures on places and use exist only for larger areas ({ $areas }), see chapter { $chapter }: { $services }.

## Voices

profile-voice = { $said } (source: { $source })
profile-voices-more = { $n ->
    [one] 1 more report is in the workbook.
   *[other] { $n } more reports are in the workbook.
}
profile-voice-of = { $who }:

# Above the picture of an area among the others
