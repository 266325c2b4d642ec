# The page of an area.

area_page-title = The { $areas } on one page each
area_page-full-name = Full name
area_page-place = { $single ->
    [yes] By urgency, the area is in place { $low } of { $n }.
   *[no] By urgency, the area is between place { $low } and place { $high } of { $n }.
}
area_page-high = { $n ->
    [0] { $judged ->
        [one] Of { $all } themes, 1 can be judged by a figure of its own; need is not reliably high for it.
        [0] For no theme can it be said whether need is high in comparison with the other areas.
       *[other] Of { $all } themes, { $judged } can be judged by a figure of their own; for none of them is need reliably high in comparison with the other areas.
    }
   *[other] Need is reliably high for: { $themes } ({ $n } of { $judged } that can be judged).
}
area_page-high-figures = { $n ->
    [0] { $judged ->
        [one] Of { $all } { $all ->
            [one] indicator
           *[other] indicators
        }, 1 can be judged; need is not reliably high for it.
        [0] For no indicator can it be said whether need is high in comparison with the other areas.
       *[other] Of { $all } indicators, { $judged } can be judged; for none of them is need reliably high in comparison with the other areas.
    }
   *[other] Need is reliably high for: { $indicators } ({ $n } of { $judged } that can be judged).
}
area_page-pandemic = { $larger ->
    [yes] In the wider area ({ $n ->
        [one] { $level }
       *[other] { $levels }
    } { $areas }), figures during the pandemic were above what was expected. { $found }
   *[no] During the pandemic, figures here were above what was expected. { $found }
}
area_page-excess = { $indicator }: { $excess }.
area_page-no-finding = { $judged ->
    [0] For the area itself, the time before the pandemic cannot be compared.
    [one] For the only comparable indicator, no higher need than expected is reliable for the area itself.
   *[other] For none of the { $judged } comparable indicators is a higher need than expected reliable for the area itself.
}
area_page-figures = { $n ->
    [10] Ten figures
   *[other] Figures
}
area_page-table = { $area }: newest values{ $compared ->
    [yes] , those of the { -city } and those before the pandemic
   *[no] { " " }and those of the { -city }
}
area_page-before = Before
area_page-since = Since then
area_page-earlier = { $period }: { $value }
area_page-moved = { $moved ->
    [up] ↑ risen
    [down] ↓ fallen
    [same] → not reliable
   *[unknown] –
}{ $broken ->
    [yes] { " " }(break)
   *[no] { "" }
}
area_page-reading = Class 1 to 5: low to high need in comparison, in brackets not reliable, n/d cannot be determined.{ $sums ->
    [yes] { " " }Σ: added up from smaller areas.
   *[no] { "" }
}{ $compared ->
    [yes] { " " }Before: last value before the pandemic. Since: ‘risen’ and ‘fallen’ refer to the figure, not to the need.
   *[no] { "" }
}
area_page-estimates = ≈ estimate, published only for larger areas.
area_page-services-lead = Services
area_page-services = { $kinds }{ $more ->
    [0] .
    [one] ; and 1 more.
   *[other] ; and { $more } more.
}
area_page-coverage-lead = Coverage
area_page-coverage = { $n ->
    [0] Places and use are not known here for any service.
   *[other] Places per 100 people of the target population: { $services }. For other services, places and use are not known.
}
area_page-covered = { $service } { $ratio } ({ -city } { $city }, { $period })
area_page-open = Open questions
area_page-ask = { $missing ->
    [missing_need] Which figure measures the need itself for: { $themes }?
    [missing_capacity] How many places do the services have, and how are they used, for: { $themes }?
   *[missing_service_types] Which services are there first of all for: { $themes }?
}
area_page-undecided = Whether the need can be met is open here for { $n } of { $themes } themes.
