# The words of the report, explained. A city's own words are its declarations.

glossary-title = Glossary
glossary-term = { $term ->
    [expected_interval] 95% interval of what was expected (prediction interval)
    [proxy] Proxy
    [standard_deviation] Standard deviation (z-score)
    [sozialraum] Planning area
    [indicator] Indicator
    [need] Need
    [need_class] Need class
    [unsure_class] Class that is not reliable, for example (4)
    [new_need] New need
    [aggravated_need] Worsened need
    [expected_value] Expected value
    [interval] 95% interval
    [rank_range] Rank from … to …
    [estimate] Estimate (≈)
    [aggregated] Summed value (Σ)
    [coverage] Coverage
    [utilisation] Utilisation
    [coverability] Whether a need can be met
    [provider] Provider
    [social_index] Social index
    [revision] Revision
   *[as_of] As of
}
glossary-text = { $term ->
    [expected_interval] The range in which the observed value would have lain if nothing had changed.
    [proxy] A figure that stands for a missing one: it shows where many people live who may be affected, not how many are.
    [standard_deviation] A measure of how far the areas usually lie apart. The z-score says by how many such steps an area deviates from the mean.
    [sozialraum] The area that is planned for and that this report is about.
    [indicator] A figure that points to need, for example the share of unemployed people.
    [need] What people need by way of support. It is not measured but inferred: from indicators and, where there are any, from studies and the experience of providers.
    [need_class] The placing of an area from 1 (very low) to 5 (very high) in comparison with the other areas of the same level.
    [unsure_class] Given the uncertainty of the values, the area could also have the middle rank. Such classes are not counted where the report counts or names high needs.
    [new_need] More than expected during the pandemic, in an area whose need had not been high in comparison before.
    [aggravated_need] More than expected during the pandemic where need had already been high, where it is not known how high it was, or in the { -city } as a whole.
    [expected_value] What the figures before the pandemic led one to expect for its duration, had the development continued in the same way.
    [interval] The range in which the true value lies with high confidence; for published figures, a confidence interval.
    [rank_range] Places that are possible for an area when the uncertainty of all values is taken into account.
    [estimate] Distributed from the figure of a larger area among smaller ones.
    [aggregated] Added up from the figures of smaller areas; exact.
    [coverage] Places of a service in relation to the people for whom it is meant.
    [utilisation] Users of a service in relation to its places.
    [coverability] Whether a need can be met in the existing facilities: by changing their remits, by extending them, or not at all.
    [provider] Whoever runs a service, for example a charity or the { -city }.
    [social_index] A summary of several indicators: status (how great the disadvantage is) and dynamics (whether it is developing better or worse than in the { -city }).
    [revision] A later change to a figure already published, made by its source.
   *[as_of] The day whose knowledge the report reflects. What became known later is not in it.
}
