# Short labels that recur; messages of other files may refer to them.

# What the report is about; a city may declare another word (city.yaml, kind)
-city = city

labels-area = Area
labels-indicator = Indicator
labels-theme = Theme
labels-need-head = Need
labels-rank = Rank
labels-together = total

## Coverability, urgency, plans

labels-coverability = { $result ->
    [covered] met
    [by_task_change] can be met by changing remits
    [by_task_extension] can be met by extending remits
    [not_coverable] cannot be met at present
   *[unknown] cannot be judged
}
labels-coverability-short = { $result ->
    [covered] met
    [by_task_change] yes, with other remits
    [by_task_extension] yes, if extended
    [not_coverable] not at present
   *[unknown] cannot be judged
}
labels-need = { $need ->
    [high] high
    [medium] medium
    [low] low
    [unsure] not reliably classed
    [reported] only reported
    [undetermined] cannot be determined
   *[unknown] not known
}
labels-need-estimated = { labels-need } (estimated)
labels-urgency = { $urgency ->
    [3] high
    [2] medium
    [1] low
   *[other] cannot be judged
}
labels-adjusted = { $adjusted ->
    [yes] yes
    [no] no
    [predates] no, dates from before the pandemic
   *[unknown] not on record
}
labels-coverage-class = { $coverage ->
    [below_city] below the { -city } value
    [about_city] about the { -city } value
    [above_city] above the { -city } value
   *[unknown] unknown
}
labels-coverage-fact = { $coverage ->
    [enough] places for everyone, or as in the { -city } on average
    [short] below the { -city } average
    [present] available, capacity not known
    [none_known] none confirmed within reach
    [not_recorded] not recorded in the { -city }
   *[unknown] no kind of service defined
}
# What those who speak say can be done
labels-suggestion = { $says ->
    [existing] can be met with what exists
    [task_change] can be met with other remits
    [task_extension] can be met with a wider remit or more funding
   *[not_at_present] cannot be met at present
}
labels-standing = { $standing ->
    [official_count] count by a public body
    [plan_study] plan or needs assessment
    [provider_report] own report
    [press_article] press
    [speech] speech or political statement
    [official_statistics] official statistics
    [representative_survey] representative survey
    [survey] survey
    [records] records
    [institutions] survey of institutions
    [estimate] estimate
   *[unknown] not known
}
labels-offer-status = { $status ->
    [confirmed] confirmed
    [unconfirmed] not confirmed
    [planned] planned
   *[ended] ended
}
labels-evidence-kind = { $kind ->
    [study] study
   *[provider] provider or public body
}
labels-scope = { $scope ->
    [sozialraum] planning area
    [city] { -city }
    [state] state or region
    [unknown] not stated
   *[country] country
}

labels-whole-city = { $city } as a whole
labels-status = { $status ->
    [suppressed] suppressed
    [limited] of limited reliability
    [estimated] estimated, boundaries changed later
    [preliminary] preliminary
    [revised] revised
    [no_denominator] no denominator
    [absent] not in the source
    [known] known
   *[missing] no value
}
labels-attribution = { $is_labelled ->
    [yes] { $attribution }
   *[no] Data source: { $attribution }
}
labels-rests-on = { $status ->
    [preliminary] { " " }This rests partly on preliminary figures.
    [limited] { " " }This rests partly on figures of limited reliability.
   *[known] { "" }
}
labels-trend-arrow = { $trend ->
    [rising] ↑ risen
    [falling] ↓ fallen
    [stable] → about the same
   *[unknown] cannot be judged
}
labels-reason = { $reason ->
    [estimate] only estimates, the figures are published for larger areas
    [composition] the denominator itself changed during the pandemic; the share only shows how groups shifted against one another
    [cadence] weeks and reference days are not assessed
    [no_figures] no figures
    [invalid_count] figures that are not counts of cases
    [break_in_crisis] the figures jump during the pandemic for another known reason
    [short_baseline] too few values before the pandemic
    [no_crisis_figures] no values from the pandemic
    [gap_in_crisis] gaps during the pandemic
    [no_denominator] no denominator
    [too_few_cases] too few cases
    [constant] the same value throughout before the pandemic
    [not_estimable] the values before the pandemic do not determine an expectation
    [autocorrelated] the values before the pandemic move in long waves; no expectation can be derived from them
   *[none] no reason given
}

## Need classes, trends, findings, origin of figures

labels-class = { $class ->
    [1] very low
    [2] low
    [3] medium
    [4] high
   *[5] very high
}
labels-trend = { $trend ->
    [rising] risen
    [falling] fallen
    [stable] about the same
   *[unknown] cannot be judged
}
labels-finding = { $finding ->
    [new_need] new need
    [aggravated] worsened need
    [relieved] reduced need
    [none] no reliable difference
   *[not_assessable] cannot be judged
}
labels-areas = { $n ->
    [one] area
   *[other] areas
}
labels-areas-dative = { $n ->
    [one] area
   *[other] areas
}
labels-areas-of-total = { $total ->
    [one] area
   *[other] areas
}
# Behind a figure: what it is counted in, where that is not its sign
labels-per-unit = { $unit ->
    [per_1000] { " " }per 1,000
    [per_10000] { " " }per 10,000
    [per_100000] { " " }per 100,000
   *[other] { "" }
}
labels-interval = 95% interval
labels-value = Value
labels-cases = Cases
labels-denominator = Denominator
labels-period = Period
labels-finding-head = Finding
labels-class-head = Class
labels-recut-note = ≈ estimated for { $areas }: the boundaries changed later; the figures of the former areas have been converted by fixed shares.
labels-status-note = { $sign }: { labels-status } according to the source: { $areas }.
labels-estimate-note = ≈ estimate: the source publishes the figures only for larger areas. They were shared out among the smaller ones so that the total is right, using what is known of those themselves (such as employment, households, age or origin). Where that is not possible, only the number of people or households counts.
labels-undetermined-note = n/d, cannot be determined: the 95% interval of the estimate includes the value of the { -city }. Whether the area lies above or below it is open; a class does not count here.
labels-unsure-note = Class in brackets: not reliable. Given the uncertainty of the values, the area could also have the middle rank; it cannot be told reliably from the middle.
labels-aggregated-note = Σ summed: the value is added up from the figures of smaller areas and is therefore exact, not an estimate.
labels-indicators-dative = { $n ->
    [one] indicator
   *[other] indicators
}
labels-method = { $method ->
    [direct] published directly
    [aggregated] summed from smaller areas
    [listed] counted from registers
    [modelled] model-based estimate
   *[apportioned] estimate
}
labels-severity = { $severity ->
    [critical] critical
   *[warning] warning
}
labels-compared-with = { $cadence ->
    [day] the reference day a year before
    [week] the same calendar week of the previous year
    [month] the same month of the previous year
    [quarter] the same quarter of the previous year
    [half_year] the same half-year of the previous year
    [school_year] the previous year
    [year] the previous year
    [survey] the previous survey
   *[other] the period compared with
}
labels-sheet-values = values
