# What figures, studies and providers say of a need, and whether they agree.

evidence-agreement = { $agreement ->
    [none] On this theme, neither figures nor studies nor providers say anything about a change.
    [agree] All who say something agree: { $parts }.
    [contradict] The evidence is contradictory: { $parts }.
    [partly] The evidence does not fully agree: { $parts }.
    [data_only] Only one side says something: { $parts }.
    [studies_only] Only one side says something: { $parts }.
   *[providers_only] Only one side says something: { $parts }.
}

# What each of them says, as a part of that sentence.
evidence-of-whom = { $larger ->
    [0] the figures
    [one] the figures of the larger area
   *[other] the figures of the larger areas
}
evidence-figures = { $say ->
    [more] { evidence-of-whom } show more need than expected
    [less] { evidence-of-whom } show less need than expected
   *[unchanged] { evidence-of-whom } show no reliable deviation from what was expected
}
evidence-studies = { $say ->
    [more] studies show more need
    [less] studies show less need
    [divided] studies show both, more need for: { $more }, less for: { $less }
   *[unchanged] studies show no change
}
evidence-providers = { $say ->
    [more] providers and public bodies report more need
    [less] providers and public bodies report less need
    [divided] providers and public bodies report different things
   *[unchanged] providers and public bodies report unchanged need
}
evidence-quantity = { $is_named ->
    [yes] { $quantity }
   *[no] unnamed quantity
}{ $is_dated ->
    [yes] { " " }({ $year })
   *[no] { "" }
}

# A study's finding in a line.
evidence-finding = { $study } ({ $year }): { $told ->
    [compared] { $quantity }: { $value } instead of { $baseline_is ->
        [before_pandemic] { $baseline } before the pandemic
        [during_pandemic] { $baseline } previously
       *[unclear] { $baseline }
    }
    [value] { $quantity }: { $value }
   *[words] { $says }
}
