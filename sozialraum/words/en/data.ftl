# The tables of figures: the annex workbook and the form for machines.

data-title = { $table ->
    [gebiete] Areas
    [indikatoren] Indicators
    [werte] Newest values by area
    [zeitreihen] The { -city } as a whole over time
    [pandemie] Expected and observed
    [trends] Development over several years
    [sozialindex] Social index
    [deckbarkeit] Whether needs can be met, and urgency
    [fragen] Open questions for public bodies
    [planungen] Plans and their review
    [belege] Studies and experience of providers
    [deckung] Coverage
    [angebote] Recorded services
    [quellen] Sources
    [pruefungen] Checks
    [auffaelligkeiten] Conspicuous figures
    [revisionen] Revisions
   *[glossar] Glossary
}
data-sheet = { $table ->
    [gebiete] areas
    [indikatoren] indicators
    [werte] { labels-sheet-values }
    [zeitreihen] time series
    [pandemie] pandemic
    [trends] trends
    [sozialindex] social index
    [deckbarkeit] urgency
    [fragen] questions
    [planungen] plans
    [belege] evidence
    [deckung] coverage
    [angebote] services
    [quellen] sources
    [pruefungen] checks
    [auffaelligkeiten] conspicuous
    [revisionen] revisions
   *[glossar] glossary
}
data-unknown-area = area not known
data-about = { $table ->
    [gebiete] All areas for which there are figures, with their population.
    [indikatoren] What each indicator means and where it comes from.
    [werte] The newest value of each indicator in each area, with need class and rank.
    [zeitreihen] All known values of the indicators for the whole { -city }.
    [pandemie] What the figures before the pandemic led one to expect and what was observed during it.
    [trends] Whether need rises or falls reliably over several years.
    [sozialindex] Status and dynamics of the areas in the newest year.
    [deckbarkeit] Whether the need of a theme can be met in the { -city } and in an area, and how urgent it is.
    [fragen] What nobody knows and how many cases it could decide, by the public body that can say.
    [planungen] Planning documents by theme, and new or worsened needs to which no adjusted plan responds.
    [belege] What studies found and providers reported, each statement once, with its source.
    [deckung] Capacity, users and target population of the services.
    [angebote] Services from the registers and maps of the { -city }.
    [quellen] Where the figures come from, under which licence, and up to when they reach.
    [pruefungen] All automatic checks of the data with their result.
    [auffaelligkeiten] Figures of the sources that are unlikely by the rules.
    [revisionen] Figures that a source changed afterwards.
   *[glossar] Words of this report.
}
data-column = { $column ->
    [area_id] Area id
    [area_level] Level
    [area_code] Code
    [area_name] Name
    [population] Population
    [population_on] As of
    [indicator_id] Indicator id
    [name_de] Indicator
    [planning_field] Planning field
    [theme] Theme
    [unit] Unit
    [definition] Definition
    [native_level] Published for
    [source_ids] Sources (id)
    [higher_is_need] High values mean high need
    [is_need] Shows a need
    [area] Area
    [indicator] Indicator
    [period] Period
    [method] Origin
    [status] Availability
    [value] Value
    [ci_low] 95% interval from
    [ci_high] 95% interval to
    [numerator] Cases
    [denominator] Denominator
    [trend] Need against the earlier period
    [previous_period] Earlier period
    [need_class] Need class
    [rank] Rank
    [rank_low] Rank from
    [rank_high] Rank to
    [areas_ranked] Areas compared
    [crisis_from] from
    [crisis_until] until
    [finding] Finding
    [reason] Why it cannot be judged
    [expected] expected
    [pi_low] expected from (95% prediction interval)
    [pi_high] expected to (95% prediction interval)
    [observed] observed
    [excess_pct] Deviation
    [q_value] q-value
    [persists] lasts afterwards
    [after_excess_pct] Deviation afterwards
    [trends_trend] Need
    [trend_from] since
    [last_period] until
    [change_per_year] Change per year
    [trend_periods] Values
    [p_value] p-value
    [status_class] Status class
    [dynamic_class] Dynamics class
    [index_class] Index class
    [year] Year
    [status_score] Status score
    [status_rank] Rank
    [status_rank_from] Rank from
    [status_rank_to] Rank to
    [dynamic_score] Dynamics score
    [need] Need
    [need_method] Origin
    [deckbarkeit_finding] Finding on the pandemic
    [coverability] Can the need be met
    [uncovered_unit] Unit of the amount
    [sentence_de] Reasons
    [confidence] Reliability
    [earlier] Earlier statement, no longer counts
    [missing_de] What is missing for a judgement
    [agreement_de] What the evidence says
    [rule_id] Rule
    [uncovered] Missing amount
    [urgency] Urgency
    [earlier_stated_on] Date of the earlier statement
    [evidence_count] Pieces of evidence
    [evidence_local] Evidence from the area
    [row_kind] Row
    [plan_title] Document
    [indication] Indication by a single voice
    [disputed] Voices contradict each other
    [in_pandemic] during the pandemic
    [question] Question
    [answers] cases concerned
    [would_decide] of which decidable
    [covers_theme] holds for the group of the theme
    [standing] Basis
    [responsible_office] responsible body
    [adjusted] adjusted because of the pandemic
    [adjustment_summary] What was adjusted
    [review_de] Assessment
    [source_title] Source
    [source_url] Reference
    [adopted_on] adopted
    [last_reviewed_on] last reviewed
    [evidence_id] Evidence id
    [kind] Kind
    [scope] Scope
    [need_direction] Need
    [said_by] who says so
    [summary_de] Statement
    [strength] Strength
    [said_from] from
    [said_until] until
    [service_type] Service
    [coverage_class] Classification
    [capacity] Capacity
    [used] Users
    [target_population] Target population
    [coverage_ratio] Coverage
    [utilisation] Utilisation
    [use_rate] Use rate
    [gap] Capacity short of the { -city } value
    [service_id] Service id
    [service_name] Service
    [provider] Provider
    [angebote_service_type] Kind
    [capacity_unit] Unit of capacity
    [capacity_year] Year of capacity
    [angebote_status] Evidence
    [source_id] Source (id)
    [quellen_source_id] Source id
    [title_de] Title
    [office] publisher
    [fragen_office] office asked
    [licence] Licence
    [url] Reference
    [fresh] Timeliness
    [landed_at] retrieved on
    [data_until] Data until
    [expected_until] new figures expected by
    [rows] Rows
    [rejected] rejected figures
    [description_de] Rule
    [severity] Severity
    [table_name] Table (technical name)
    [check_name] Check (technical name)
    [pruefungen_observed] Finding (technical)
    [passed] passed
    [failing_rows] rows affected
    [source] Source
    [explanation_de] What is conspicuous
    [known_reason] known explanation
    [measure_id] Measure (id)
    [breakdown] Breakdown
    [change] Kind
    [old_text] previous figure
    [new_text] new figure
    [old_vintage] previous date
    [new_vintage] new date
    [term] Word
   *[text] Meaning
}
data-unit = { $unit ->
    [persons] people
    [see_unit] see column Unit
    [need_class] 1 very low to 5 very high
    [rank_by_need] 1: highest need
    [cases_or_value] cases or value of the whole period
    [as_expected] as expected
    [share_of_expected] share of what was expected
    [benjamini_hochberg] by Benjamini and Hochberg
    [unit_of_indicator] in the unit of the indicator
    [rank_by_burden] 1: greatest disadvantage
    [see_next] see next column
    [urgency] 1 low to 3 high
    [strength] 1 single statement to 3 official statistics
    [capacity_per_person] capacity per person of the target population
    [users_per_place] users per place
    [users_per_person] users per person of the target population
    [back_as_expected] no: as expected again; empty: not known, or no finding
    [else_period] empty: as the period, of lists their date
   *[see_capacity_unit] see column Unit of capacity
}
data-indicator-unit = { $unit ->
    [share] per cent
    [percent] per cent
    [per_1000] per 1,000
    [per_10000] per 10,000
    [per_100000] per 100,000
    [ratio] ratio to what was expected
    [money] { $currency }
    [money_per_m2] { $currency } per m²
    [years] years
    [score] score
    [index] index value
    [z_value] z-value (0 is the mean)
    [mark] grade
   *[other] { $unit }
}
data-confidence = { $confidence ->
    [firm] own figures
   *[limited] limited
}
data-row-kind = { $kind ->
    [finding] need that grew
   *[plan] planning document
}
data-direction = { $direction ->
    [more] more
    [less] less
    [unchanged] unchanged
    [unclear] unclear
   *[not_measured] not measured
}
data-fresh = { $loaded ->
    [no] not loaded
   *[yes] { $fresh ->
        [yes] up to date or completed
        [no] out of date
       *[unknown] cannot be judged
    }
}
data-not-on-the-net = not published online
