"""The tables of the schema ``declared``: columns, types, and what each of them says.

dbt knows them as sources (``dbt_project/models/sources.yml``) with the same descriptions.
"""

from sozialraum.base.tables import Column, Table

TEXTS = "MAP(VARCHAR, VARCHAR)"

TABLES: dict[str, Table] = {
    "city": Table(
        "The city that is monitored, as one row.",
        {
            "city_id": Column("VARCHAR", "Short name of the city, as its folder is called."),
            "city_name": Column("VARCHAR", "Name of the city."),
            "official_name": Column("VARCHAR", "Official name of the city."),
            "resolution": Column("VARCHAR", "Resolution of the council that asked for the report."),
            "attribution": Column("VARCHAR", "Text that the licence of the figures demands."),
            "city_area_id": Column("VARCHAR", "Id of the city as an area."),
            "city_area_code": Column("VARCHAR", "Official code of the city."),
            "timezone": Column("VARCHAR", "Time zone in which the city's days begin and end."),
            "sozialraum_level": Column(
                "VARCHAR", "Level whose areas are the Sozialräume of the city."
            ),
            "as_of": Column(
                "DATE", "Day whose knowledge the build shows. Later retrievals are not used."
            ),
            "crosswalk_source_id": Column("VARCHAR", "Source of the area crosswalk."),
            "coverage_band": Column(
                "DOUBLE",
                "How far a coverage ratio may lie from the city's, as a share of it, and still "
                "be about the same.",
            ),
        },
    ),
    "area_level": Table(
        "One row per level of areas, from fine to coarse.",
        {
            "area_level": Column("VARCHAR", "Level."),
            "level_rank": Column("INTEGER", "Place of the level, 0 for the finest."),
            "name_de": Column("VARCHAR", "Name of one area of the level in German."),
            "plural_de": Column("VARCHAR", "Name of several areas of the level in German."),
            "code_pattern": Column(
                "VARCHAR",
                "Regular expression that reads the code from a label. NULL where labels carry "
                "no code.",
            ),
            "name_pattern": Column(
                "VARCHAR", "Regular expression that reads the name from a label."
            ),
            "compares_need": Column(
                "BOOLEAN", "Whether the areas of the level are compared with one another."
            ),
        },
    ),
    "area_parent_level": Table(
        "One row per level in which to look for an area's parent.",
        {
            "area_level": Column("VARCHAR", "Level of the area."),
            "parent_level": Column("VARCHAR", "Level of the parent."),
            "preference": Column("INTEGER", "Order in which the levels are tried, 0 first."),
        },
    ),
    "area_tile": Table(
        "One row per area's tile on the schematic map, which stands in where no outlines are "
        "loaded.",
        {
            "area_level": Column("VARCHAR", "Level of the area."),
            "area_code": Column("VARCHAR", "Code of the area."),
            "tile_column": Column("INTEGER", "Column, 0 in the west."),
            "tile_row": Column("INTEGER", "Row, 0 in the north."),
        },
    ),
    "area_label": Table(
        "One row per label that is not an area of its level.",
        {
            "area_level": Column("VARCHAR", "Level in whose column the label stands."),
            "label": Column("VARCHAR", "The label as the files write it."),
            "kind": Column(
                "VARCHAR",
                "Either unknown (addresses that could not be placed) or whole_city (a total).",
            ),
        },
    ),
    "source": Table(
        "One row per table that the monitor reads.",
        {
            "source_id": Column("VARCHAR", "Source."),
            "role": Column("VARCHAR", "Either figures or crosswalk."),
            "title_de": Column("VARCHAR", "Title of the table in German."),
            "office": Column("VARCHAR", "Office that publishes the figures."),
            "planning_field": Column("VARCHAR", "Planning that the source serves first."),
            "cadence": Column(
                "VARCHAR",
                "How often the table appears. One of once, day, month, quarter, half_year, year, "
                "school_year and survey.",
            ),
            "licence": Column("VARCHAR", "Short name of the licence."),
            "url": Column("VARCHAR", "Address of the table."),
            "levels": Column(
                "VARCHAR[]",
                "Levels that the rows of the table name together, sorted. Only city for a table "
                "without areas.",
            ),
            "absent_rows": Column(
                "VARCHAR", "What it means that a row is not there, either zero or missing."
            ),
            "number_pattern": Column(
                "VARCHAR", "Regular expression that a figure has to match whole."
            ),
            "delivery": Column(
                "VARCHAR",
                "Whether the table comes from the portal (portal) or as a file from an office "
                "(office).",
            ),
            "value_marks": Column(
                "VARCHAR",
                "Regular expression of footnote marks at the end of a figure. NULL where there "
                "are none.",
            ),
            "year_pattern": Column("VARCHAR", "Regular expression that reads the year."),
            "half_year_pattern": Column("VARCHAR", "Regular expression that reads the half-year."),
            "quarter_pattern": Column("VARCHAR", "Regular expression that reads the quarter."),
            "month_pattern": Column("VARCHAR", "Regular expression that reads the month."),
            "decimal_sign": Column("VARCHAR", "Sign before the decimals."),
            "thousands_sign": Column(
                "VARCHAR", "Sign between groups of three digits. NULL where the table has none."
            ),
            "max_age_days": Column(
                "INTEGER",
                "Days after the end of the newest period within which the table is fresh. NULL "
                "where it has ended or appears once.",
            ),
            "max_rejected": Column(
                "INTEGER", "Number of rejects up to which the source is accepted."
            ),
            "max_lost_share": Column(
                "DOUBLE",
                "Share of a file's cells that may vanish from one vintage to the next before it "
                "blocks the publication.",
            ),
            "survey_answers": Column(
                "INTEGER",
                "Number of answers behind published shares. NULL unless the table is a survey.",
            ),
            "survey_design_effect": Column(
                "DOUBLE",
                "Factor by which the sample is less exact than a simple random one. NULL unless "
                "the table is a survey.",
            ),
        },
    ),
    "place": Table(
        "One row per part of a source's declaration, with the line where it is written.",
        {
            "source_id": Column("VARCHAR", "Source."),
            "kind": Column(
                "VARCHAR",
                "What is declared there. One of source, period, area, breakdown and measure.",
            ),
            "column_name": Column(
                "VARCHAR", "Header that is spoken of. NULL for source and period."
            ),
            "area_level": Column(
                "VARCHAR", "Level of the column's areas. NULL unless kind is area."
            ),
            "place": Column("VARCHAR", "File and line."),
            "line": Column("INTEGER", "The line alone."),
        },
    ),
    "register": Table(
        "One row per register that planners keep by hand.",
        {
            "source_id": Column("VARCHAR", "Register, as a source."),
            "title_de": Column("VARCHAR", "Title in German."),
            "office": Column("VARCHAR", "Who keeps it."),
            "planning_field": Column("VARCHAR", "Planning that keeps it."),
            "licence": Column("VARCHAR", "Short name of the licence."),
            "url": Column("VARCHAR", "Where the file lies in the project."),
            "max_rejected": Column(
                "INTEGER", "Number of faulty rows up to which the others are used."
            ),
        },
    ),
    "period_form": Table(
        "Ways to write a period in one text, such as 1. Halbjahr 2025. The first that a text has "
        "counts.",
        {
            "cadence": Column("VARCHAR", "Cadence whose periods are written so."),
            "position": Column("INTEGER", "Order in which the forms are tried."),
            "year_pattern": Column(
                "VARCHAR", "Regular expression of the whole text whose group is the year."
            ),
            "part_pattern": Column(
                "VARCHAR",
                "The same with the month, quarter or half-year as its group. NULL where the form "
                "has none.",
            ),
            "next_pattern": Column(
                "VARCHAR",
                "The same with the second year of a school year as its group. NULL where the "
                "form has none.",
            ),
            "fixed_part": Column(
                "INTEGER",
                "Month, quarter or half-year that the form itself means. NULL where it stands in "
                "the text.",
            ),
        },
    ),
    "period_word": Table(
        "Words and Roman numbers that stand for the number of a month, quarter or half-year.",
        {
            "word": Column("VARCHAR", "The word in lower case."),
            "number": Column("INTEGER", "What it stands for."),
        },
    ),
    "missing_marker": Table(
        "One row per text that a source writes in place of a figure.",
        {
            "source_id": Column("VARCHAR", "Source."),
            "marker": Column("VARCHAR", "The text."),
            "meaning": Column(
                "VARCHAR",
                "What it means there. One of zero, unknown, secret, not_applicable and missing.",
            ),
        },
    ),
    "series": Table(
        "One row per measure and breakdown that a source can hold.",
        {
            "source_id": Column("VARCHAR", "Source."),
            "measure_id": Column("VARCHAR", "What is counted."),
            "breakdown": Column(
                "VARCHAR",
                "Which part of the measure it is, as pairs of dimension and value joined by "
                "semicolons. Empty for a total.",
            ),
            "unit": Column(
                "VARCHAR",
                "Unit of the figures. One of persons, households, places, facilities, "
                "vacancies, percent and code.",
            ),
            "is_signed": Column(
                "BOOLEAN", "Whether figures may be negative (changes, corrections)."
            ),
            "measure_label": Column("VARCHAR", "Header of the column in which the figures stand."),
            "breakdown_labels": Column(
                TEXTS, "Header and label of each column that splits the figures into parts."
            ),
        },
    ),
    "plausibility_screening": Table(
        "One row per source of figures. How its figures are screened for oddities.",
        {
            "source_id": Column(
                "VARCHAR",
                "Source.",
            ),
            "max_break": Column(
                "DOUBLE",
                "Robust standard deviations by which a figure may stand out from its "
                "neighbours in time. NULL to switch off.",
            ),
            "max_repeat": Column(
                "DOUBLE",
                "Improbability (negative decimal logarithm) up to which a repeated block "
                "passes. NULL to switch off.",
            ),
            "max_growth": Column(
                "DOUBLE",
                "Factor by which a whole column may change from one period to the next. "
                "NULL to switch off.",
            ),
            "watches_drift": Column(
                "BOOLEAN",
                "Whether a change in the number of decimals is reported.",
            ),
            "watches_rows": Column(
                "BOOLEAN",
                "Whether lost rows and periods are reported.",
            ),
        },
    ),
    "plausibility_rule": Table(
        "One row per declared rule on figures, for each value of the dimensions that it "
        "is repeated for.",
        {
            "source_id": Column(
                "VARCHAR",
                "Source that declares the rule.",
            ),
            "rule_id": Column(
                "VARCHAR",
                "Name of the rule, unique in its source.",
            ),
            "kind": Column(
                "VARCHAR",
                "One of relation, rate and cumulative.",
            ),
            "says_de": Column(
                "VARCHAR",
                "The rule in words, in German.",
            ),
            "area_level": Column(
                "VARCHAR",
                "Level of the areas that are compared between tables. NULL where the rule "
                "is about the rows of one table.",
            ),
            "number": Column(
                "DOUBLE",
                "Right side of the relation where it is a number.",
            ),
            "lowest": Column(
                "DOUBLE",
                "Left side divided by right side is at least this. NULL where both sides "
                "are equal.",
            ),
            "highest": Column(
                "DOUBLE",
                "Left side divided by right side is at most this. NULL where both sides are equal.",
            ),
            "tolerance": Column(
                "DOUBLE",
                "Difference, as a share of the right side, that is let pass. For a rate "
                "the same for its base.",
            ),
        },
    ),
    "plausibility_figure": Table(
        "One row per series on a side of a rule.",
        {
            "source_id": Column(
                "VARCHAR",
                "Source that declares the rule.",
            ),
            "rule_id": Column(
                "VARCHAR",
                "Rule.",
            ),
            "side": Column(
                "VARCHAR",
                "One of left, right and per (relation), rate, count and minus (rate), "
                "total and new (cumulative).",
            ),
            "figure_source_id": Column(
                "VARCHAR",
                "Source of the series.",
            ),
            "measure_id": Column(
                "VARCHAR",
                "Measure.",
            ),
            "breakdown": Column(
                "VARCHAR",
                "Breakdown of the measure.",
            ),
        },
    ),
    "plausibility_acknowledged": Table(
        "One row per finding that is known and explained.",
        {
            "source_id": Column(
                "VARCHAR",
                "Source.",
            ),
            "rule": Column(
                "VARCHAR",
                "Kind of rule that finds it.",
            ),
            "rule_id": Column(
                "VARCHAR",
                "Rule that finds it. NULL for all of the kind.",
            ),
            "period": Column(
                "VARCHAR",
                "Period that it is found in.",
            ),
            "reason": Column(
                "VARCHAR",
                "Why it is as it is, in German.",
            ),
        },
    ),
    "incomplete_breakdown": Table(
        "One row per dimension whose parts do not add up to the total.",
        {
            "source_id": Column("VARCHAR", "Source."),
            "measure_id": Column("VARCHAR", "What is counted."),
            "dimension": Column("VARCHAR", "Dimension of the breakdown."),
        },
    ),
    "agreement": Table(
        "One row per pair of measures whose city totals must agree.",
        {
            "agreement_id": Column("VARCHAR", "Name of the pair."),
            "left_measure_id": Column("VARCHAR", "The one measure."),
            "right_measure_id": Column("VARCHAR", "The other measure."),
            "severity": Column("VARCHAR", "Either critical or warning."),
            "tolerance": Column("DOUBLE", "Difference up to which the totals agree."),
            "description": Column("VARCHAR", "What agrees, and why."),
        },
    ),
    "indicator": Table(
        "One row per indicator.",
        {
            "indicator_id": Column("VARCHAR", "Indicator."),
            "position": Column("INTEGER", "Place in the catalogue."),
            "name_de": Column("VARCHAR", "Name in German."),
            "definition": Column("VARCHAR", "What is counted per what, in German."),
            "planning_field": Column("VARCHAR", "Planning that answers for the indicator."),
            "theme": Column("VARCHAR", "What connects the indicator with services and evidence."),
            "unit": Column(
                "VARCHAR", "Unit of the value. One of share, percent, per_1000 and per_10000."
            ),
            "factor": Column("DOUBLE", "By what numerator over denominator is multiplied."),
            "scale": Column(
                "DOUBLE", "By what a published value without denominator is multiplied."
            ),
            "higher_is_need": Column("BOOLEAN", "Whether a higher value means more need."),
            "is_composition": Column(
                "BOOLEAN",
                "Whether the denominator moved with the crisis itself, so that a change of the "
                "share is not one of the need.",
            ),
            "is_primary": Column(
                "BOOLEAN",
                "Whether the crisis itself put the question of it, before any figure was looked "
                "at.",
            ),
            "native_level": Column("VARCHAR", "Finest level at which the sources publish it."),
            "cadence": Column("VARCHAR", "How often the numerator appears."),
            "has_denominator": Column("BOOLEAN", "Whether the value is a ratio of two figures."),
            "denominator_rule": Column(
                "VARCHAR",
                "Which denominator belongs to a period. One of same_period, year_end and "
                "previous_year_end.",
            ),
            "interval_method": Column(
                "VARCHAR", "How the interval is made. One of wilson, byar, survey and none."
            ),
            "quarters": Column("INTEGER[]", "Quarters in which a period may end."),
            "is_apportioned": Column(
                "BOOLEAN", "Whether estimates are made for the Sozialraum level."
            ),
        },
    ),
    "service_type": Table(
        "One row per kind of service.",
        {
            "service_type": Column("VARCHAR", "Kind of service."),
            "name_de": Column("VARCHAR", "Name in German."),
            "planning_field": Column("VARCHAR", "Planning that answers for the service."),
            "theme": Column("VARCHAR", "What connects the service with needs and evidence."),
            "native_level": Column("VARCHAR", "Finest level at which its use is published."),
            "cadence": Column("VARCHAR", "How often its use is published."),
            "capacity_unit": Column("VARCHAR", "Unit of the capacity in German."),
            "target_definition": Column("VARCHAR", "Who counts as target population, in German."),
            "note_de": Column(
                "VARCHAR", "What readers have to know, in German. NULL where there is nothing."
            ),
        },
    ),
    "term": Table(
        "One row per series that is added up in a term of an indicator or service type.",
        {
            "term_id": Column("VARCHAR", "Owner and role joined by a slash."),
            "owner_id": Column(
                "VARCHAR", "Indicator, service type or table that the term belongs to."
            ),
            "role": Column(
                "VARCHAR",
                "What the term is used as, such as numerator, denominator, weight, capacity, "
                "used or target.",
            ),
            "source_id": Column("VARCHAR", "Source of the series."),
            "measure_id": Column("VARCHAR", "What is counted."),
            "breakdown": Column("VARCHAR", "Which part of the measure it is. Empty for a total."),
        },
    ),
    "layer": Table(
        "One row per layer of places or boundaries that the monitor reads.",
        {
            "source_id": Column("VARCHAR", "Layer."),
            "layer": Column("VARCHAR", "Id of the layer at the provider."),
            "role": Column("VARCHAR", "Either boundary or service."),
            "title_de": Column("VARCHAR", "Title of the layer in German."),
            "office": Column("VARCHAR", "Office that publishes the layer."),
            "planning_field": Column(
                "VARCHAR", "Planning that the services belong to. NULL for a boundary."
            ),
            "theme": Column(
                "VARCHAR",
                "What connects the services with needs and evidence. NULL for a boundary.",
            ),
            "service_type": Column("VARCHAR", "Kind of service. NULL for a boundary."),
            "capacity_unit": Column(
                "VARCHAR", "Unit of the capacity in German. NULL where the layer has no capacity."
            ),
            "area_level": Column(
                "VARCHAR",
                "Level that a boundary outlines, or that a service layer names.",
            ),
            "licence": Column("VARCHAR", "Short name of the licence."),
            "url": Column("VARCHAR", "Address of the layer."),
            "is_verified": Column(
                "BOOLEAN", "Whether the declared attributes were compared with the layer's."
            ),
            "max_rejected": Column(
                "INTEGER", "Number of rejects up to which the layer is accepted."
            ),
        },
    ),
    "city_bounds": Table(
        "The box in which all places of the city lie. Empty for a city without layers.",
        {
            "west": Column("DOUBLE", "Least longitude in degrees."),
            "south": Column("DOUBLE", "Least latitude in degrees."),
            "east": Column("DOUBLE", "Greatest longitude in degrees."),
            "north": Column("DOUBLE", "Greatest latitude in degrees."),
        },
    ),
    "service_type_name": Table(
        "One row per kind of service, whether statistics, registers or layers know it.",
        {
            "service_type": Column("VARCHAR", "Kind of service."),
            "name_de": Column("VARCHAR", "Name in German."),
            "planning_field": Column("VARCHAR", "Planning that answers for the service."),
            "theme": Column("VARCHAR", "The theme that it answers first."),
            "has_statistics": Column(
                "BOOLEAN", "Whether statistics count it. Registers and layers are not added then."
            ),
            "capacity_unit": Column(
                "VARCHAR",
                "Unit in which coverage is told. One of places, fte, staff and sites.",
            ),
            "capacity_unit_de": Column("VARCHAR", "The unit in German."),
            "reach": Column(
                "VARCHAR",
                "From where people come. One of own (the Sozialraum), neighbours and city.",
            ),
            "target_definition": Column("VARCHAR", "Who counts as target population, in German."),
            "benchmark": Column(
                "DOUBLE",
                "How much there should be, per benchmark_per. NULL where nothing is published, "
                "and the mean of the city is the measure.",
            ),
            "benchmark_per": Column("VARCHAR", "Either target (one person) or area."),
            "benchmark_de": Column("VARCHAR", "The benchmark in German words."),
            "benchmark_source": Column("VARCHAR", "Who published the benchmark."),
            "benchmark_url": Column("VARCHAR", "Where it was published."),
            "apportion_like": Column(
                "VARCHAR",
                "Indicator whose weights share out figures of a coarser level. NULL where "
                "nothing is shared out.",
            ),
            "note_de": Column(
                "VARCHAR", "What readers have to know, in German. NULL where there is nothing."
            ),
        },
    ),
    "service_theme": Table(
        "One row per kind of service and theme that it answers.",
        {
            "service_type": Column("VARCHAR", "Kind of service."),
            "theme": Column("VARCHAR", "Theme."),
            "is_first": Column("BOOLEAN", "Whether it is the theme that it answers first."),
        },
    ),
    "coverability": Table(
        "What coverability, evidence and urgency rest on, as one row.",
        {
            "full_from": Column("DOUBLE", "Use per unit of capacity from which a service is full."),
            "confirmed_years": Column(
                "INTEGER", "Years after which the last evidence of a site counts no more."
            ),
            "divided_from": Column(
                "DOUBLE", "Share of the smaller side from which a voice is divided."
            ),
            "weight_need": Column("DOUBLE", "Weight of the need in the urgency."),
            "weight_finding": Column("DOUBLE", "Weight of the finding since the pandemic."),
            "weight_persistence": Column("DOUBLE", "Weight of whether the change lasted."),
            "weight_gap": Column("DOUBLE", "Weight of the coverability."),
            "weight_group": Column("DOUBLE", "Weight of the size of the group."),
            "value_unknown": Column("DOUBLE", "What an unknown fact counts, from 0 to 1."),
            "value_reported": Column(
                "DOUBLE", "What a need counts that is reported but not measured, from 0 to 1."
            ),
            "factors": Column("DOUBLE[]", "By what single weights are multiplied to try them."),
            "simplex_steps": Column(
                "INTEGER", "All weights are tried in steps of one divided by this."
            ),
            "top_ranks": Column("INTEGER", "Up to which rank an area is among the most urgent."),
        },
    ),
    "cover_rule": Table(
        "One row per rule of the decision table. The first whose lists hold all facts decides.",
        {
            "rule_id": Column("VARCHAR", "Rule."),
            "position": Column("INTEGER", "Order in which rules are tried, 0 first."),
            "result": Column(
                "VARCHAR",
                "One of covered, by_task_change, by_task_extension, not_coverable and unknown.",
            ),
            "says_de": Column("VARCHAR", "The reason in a German sentence."),
            "need": Column("VARCHAR[]", "Values of the need that fit."),
            "finding": Column("VARCHAR[]", "Values of the finding that fit."),
            "coverage": Column("VARCHAR[]", "Values of the coverage that fit."),
            "use": Column("VARCHAR[]", "Values of the use that fit."),
            "providers": Column("VARCHAR[]", "Values of what providers say that fit."),
            "register": Column("VARCHAR[]", "Values of what the register says that fit."),
        },
    ),
    "statement_year": Table(
        "One row per answer to what can be done, with how long it counts.",
        {
            "says": Column(
                "VARCHAR",
                "One of existing, task_change, task_extension, not_at_present (statements of "
                "providers) and planned (a capacity of the services register).",
            ),
            "years": Column("INTEGER", "Years after its date for which it counts."),
        },
    ),
    "provider_strength": Table(
        "One row per kind of provider, with how strong its reports are.",
        {
            "provider_type": Column("VARCHAR", "Kind of provider."),
            "strength": Column("INTEGER", "Strength of its reports, from 1 to 3."),
        },
    ),
    "urgency_threshold": Table(
        "One row per urgency. The highest whose threshold the score reaches decides.",
        {
            "rule_id": Column("VARCHAR", "Rule."),
            "urgency": Column("INTEGER", "Urgency, from 1 to 3."),
            "score_from": Column("DOUBLE", "Score from which on it holds."),
            "name_de": Column("VARCHAR", "Name in German."),
        },
    ),
    "urgency_gap": Table(
        "One row per result of the decision table, with what it counts in the urgency.",
        {
            "coverability": Column("VARCHAR", "Result."),
            "value": Column("DOUBLE", "What it counts, from 0 to 1."),
        },
    ),
    "accessibility_band": Table(
        "One row per band of distance around a service, for spatial accessibility.",
        {
            "from_m": Column("DOUBLE", "Distance in metres from which on it holds, 0 included."),
            "until_m": Column("DOUBLE", "Distance in metres up to which it holds, included."),
            "weight": Column("DOUBLE", "Weight of a person or service in the band."),
        },
    ),
    "planning_field": Table(
        "One row per planning field.",
        {
            "planning_field": Column("VARCHAR", "Planning field."),
            "name_de": Column("VARCHAR", "Name in German."),
            "position": Column("INTEGER", "Order in the report."),
            "ask_de": Column("VARCHAR", "Who can provide what is missing, in German."),
        },
    ),
    "pandemic": Table(
        "When a change since the pandemic is called a finding, as one row.",
        {
            "alpha": Column("DOUBLE", "Accepted share of false findings among all findings."),
            "min_effect": Column(
                "DOUBLE",
                "Smallest change that is called a finding, as a share of what was expected.",
            ),
            "relevant_effect": Column(
                "DOUBLE",
                "Smallest rise of the need that matters. Where it is not excluded, no finding does "
                "not mean no change.",
            ),
            "min_cases": Column(
                "DOUBLE", "Cases that must have been expected in the crisis window at least."
            ),
            "high_class": Column(
                "INTEGER", "Need class from which an area counts as high before the crisis."
            ),
            "family": Column(
                "VARCHAR[]",
                "What tests must share to be corrected together. Some of area_level, primary, "
                "indicator and planning_field.",
            ),
            "crisis_on": Column(
                "DATE", "First day of the crisis, apart from cadences with windows of their own."
            ),
        },
    ),
    "pandemic_window": Table(
        "One row per cadence and window of time.",
        {
            "cadence": Column("VARCHAR", "How often the figures appear."),
            "time_window": Column("VARCHAR", "One of baseline, crisis and after."),
            "starts_on": Column("DATE", "First day."),
            "ends_on": Column("DATE", "Last day. NULL where the window is open."),
            "min_periods": Column("INTEGER", "Periods that a series must have in the window."),
        },
    ),
    "social_index_part": Table(
        "One row per indicator of the social index.",
        {
            "indicator_id": Column("VARCHAR", "Indicator."),
            "weight": Column("DOUBLE", "Weight within the index."),
            "index_name": Column("VARCHAR", "Name of the index."),
            "reference": Column("VARCHAR", "Where its method is described."),
        },
    ),
    "note": Table(
        "One row per known break, which moved figures though it is not a change of the need.",
        {
            "note_id": Column("VARCHAR", "Note."),
            "position": Column("INTEGER", "Order in the report."),
            "since": Column("DATE", "Day from which on figures are affected."),
            "indicator_ids": Column("VARCHAR[]", "Indicators that are affected."),
            "text_de": Column("VARCHAR", "What happened, in German sentences."),
        },
    ),
    "glossary": Table(
        "One row per word or abbreviation of the city's own, as it stands in names.",
        {
            "term": Column("VARCHAR", "Word or abbreviation."),
            "position": Column("INTEGER", "Order in the report."),
            "meaning_de": Column("VARCHAR", "What it means, in German."),
        },
    ),
    "theme": Table(
        "One row per theme.",
        {
            "theme": Column("VARCHAR", "Theme."),
            "position": Column("INTEGER", "Order in the report."),
            "name_de": Column("VARCHAR", "Name in German."),
            "planning_fields": Column("VARCHAR[]", "Plannings that answer for the theme."),
            "need_basis": Column(
                "VARCHAR",
                "What the need is told by. One of indicator (its own), proxy (one of another "
                "theme, which tells where the group at risk lives) and none.",
            ),
            "indicator_id": Column(
                "VARCHAR", "Indicator whose class is the theme's. NULL where there is none."
            ),
            "no_indicator_de": Column(
                "VARCHAR", "Why nothing measures the need, in German. NULL where something does."
            ),
            "proxy_de": Column(
                "VARCHAR", "Why the indicator of another theme stands in, in German."
            ),
            "group_definition": Column("VARCHAR", "Whom the need is about, in German."),
            "note_de": Column(
                "VARCHAR", "What readers have to know, in German. NULL where there is nothing."
            ),
        },
    ),
}
