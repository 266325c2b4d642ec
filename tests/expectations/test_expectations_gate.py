"""Each rule of the suites catches what it is there for, and says which cell it is."""

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pytest

from expectations import CheckResult, declared_checks, run_checks

Broken = Callable[[str], Path]
Gate = Callable[[Path, str], dict[str, CheckResult]]

MONTH = "measure_id = 'unemployed_monthly' and period = '2023-01'"
YOUNG_A = "indicator_id = 'young_share' and area_id = 'sozialraum:a' and period = '2023'"
RATE_A = "indicator_id = 'unemployed_rate' and area_id = 'sozialraum:a' and period = '2024-Q1'"
PUBLISHED = """update marts.fct_indicator set value = {value}, numerator = null,
    denominator = null, ci_low = null, ci_high = null where """
DAY_CARE_A = "service_type = 'day_care' and area_id = 'sozialraum:a'"


def _unemployed_of_sozialraeume(period: str, areas: int, delivery: str = "portal") -> str:
    """The terms of an indicator of Bezirke, with figures of so many Sozialraeume in one period."""
    return f"""update declared.source set delivery = '{delivery}'
        where source_id = 'unemployed_by_quarter';
        insert into core.term_value by name
        select
            'unemployed_rate' as owner_id, role, 'unemployed_by_quarter' as source_id, area_id,
            area_level, figure.period, period_end, 10.0 as value, 'known' as status,
            'quarter' as cadence
        from marts.fct_indicator as figure
        cross join (values ('numerator'), ('denominator')) as roles (role)
        where
            indicator_id = 'unemployed_rate'
            and (
                area_level = 'bezirk' or role = 'denominator'
                or figure.period = '{period}'
                and list_contains(['a', 'b', 'c'][:{areas}], area_id[-1])
            )"""


# an area that was in the one class and is in the other
CLASSES = """insert into declared.measure_class values
    ('k', 1, 'low', true), ('k', 2, 'high', true);
insert into marts.mart_area_class by name
    select area_id, 'k' as measure_id, 's' as source_id, period, period_end, class_name, class_rank,
        'known' as status, previous_period, previous_class, is_changed
    from (values
        ('fine:a', '2022', date '2022-12-31', 'low', 1, null, null, null),
        ('fine:a', '2023', date '2023-12-31', 'high', 2, '2022', 'low', true)
    ) as made (area_id, period, period_end, class_name, class_rank, previous_period,
        previous_class, is_changed);"""

# a measure of three parts, which an indicator adds up
IN_PARTS = """insert into marts.fct_measure by name
    select * replace ('m' as measure_id, if(breakdown = '', 'sex=both', breakdown) as breakdown)
    from marts.fct_measure
    where measure_id = 'unemployed' and not contains(breakdown, 'nationality');
insert into declared.series by name
    select distinct source_id, 'm' as measure_id, breakdown, true as is_count
    from marts.fct_measure where measure_id = 'm';
insert into declared.term by name
    select 'i/numerator' as term_id, 'i' as owner_id, source_id, measure_id, breakdown
    from declared.series where measure_id = 'm';"""

CORRUPTIONS = [
    # table, what is broken, the check that fails, what its sample names
    (
        "dim_area",
        "update marts.dim_area set area_code = 'd' where area_id = 'sozialraum:a'",
        "area_id_is_level_and_code",
        "sozialraum:a",
    ),
    (
        "dim_area",
        "update declared.city set city_area_id = 'city:1'",
        "declared_city_exists",
        "city:1",
    ),
    (
        "dim_area",
        "update staging.stg_crosswalk set names = ['Synthetic a', 'Synthetic b'] "
        "where area_id = 'sozialraum:a'",
        "no_code_changed_hands",
        "Synthetic a, Synthetic b",
    ),
    (
        "dim_area",
        """insert into declared.area_parent_level values ('sozialraum', 'bezirk', 0);
        insert into staging.stg_crosswalk by name
        select unit_id, area_id, 'sozialraum' as area_level, 'a' as area_code, 'A' as label from (
            select * exclude (area_id), 'sozialraum:a' as area_id from staging.stg_crosswalk
            where area_level = 'bezirk'
        )""",
        "names_are_of_one_area",
        "bezirk:x, bezirk:y",
    ),
    (
        "dim_area",
        """insert into declared.area_change by name
        select 'sozialraum:Synthetic a' as old_area, 'sozialraum:a' as new_area,
            'c.csv:2' as place""",
        "areas_of_reforms_exist",
        "sozialraum:Synthetic a",
    ),
    (
        "dim_indicator",
        "update marts.dim_indicator set native_level = 'block' where unit = 'share'",
        "native_level_has_areas",
        "block",
    ),
    (
        "dim_indicator",
        _unemployed_of_sozialraeume("2024-Q3", 3),
        "native_level_is_the_finest",
        "sozialraum",
    ),
    (
        "dim_indicator",
        "delete from marts.fct_indicator where indicator_id = 'unemployed_rate' "
        "and area_level <> 'city' and period = '2024-Q3'",
        "newest_figures_at_their_level",
        "2024-Q3",
    ),
    (
        "mart_area_class",
        CLASSES + "update marts.mart_area_class set class_name = 'middle' where period = '2023'",
        "class_is_declared",
        "middle",
    ),
    (
        "mart_area_class",
        CLASSES + "update marts.mart_area_class set status = 'suppressed' where period = '2022'",
        "class_only_where_known",
        "suppressed",
    ),
    (
        "mart_area_class",
        CLASSES + "update marts.mart_area_class set is_changed = false where is_changed",
        "change_fits_classes",
        "high",
    ),
    (
        "mart_area_class",
        CLASSES
        + """update marts.mart_area_class set status = 'missing', class_name = null,
            class_rank = null, is_changed = null, previous_class = null, previous_period = null
            where period = '2023'""",
        "no_class_missing",
        "2023",
    ),
    (
        "dim_measure",
        "update marts.dim_measure set is_named = false where measure_id = 'population'",
        "has_a_name_of_its_own",
        "population",
    ),
    (
        "fct_measure",
        f"update marts.fct_measure set value = -3 where {MONTH}",
        "value_not_negative",
        "2023-01",
    ),
    (
        "fct_measure",
        """insert into declared.series by name select 'unemployed_by_month' as source_id,
            'unemployed_monthly' as measure_id, '' as breakdown, 'percent' as unit;
        update marts.fct_measure set value = 0.28 where measure_id = 'unemployed_monthly';
        delete from declared.agreement""",
        "percentages_are_no_shares",
        "0.28",
    ),
    (
        "fct_measure",
        f"update marts.fct_measure set status = 'suppressed' where {MONTH}",
        "value_absent_where_not_known",
        "2023-01",
    ),
    (
        "fct_measure",
        f"update marts.fct_measure set value = null where {MONTH}",
        "value_present_where_known",
        "2023-01",
    ),
    (
        "fct_measure",
        f"update marts.fct_measure set area_level = 'bezirk' where {MONTH}",
        "level_is_that_of_the_area",
        "bezirk",
    ),
    (
        "fct_measure",
        f"update marts.fct_measure set period_end = period_end - 1 where {MONTH}",
        "period_matches_its_dates",
        "2023-01-30",
    ),
    (
        "fct_measure",
        """update marts.fct_measure set breakdown = 'sex=male;age=0-17'
        where measure_id = 'population' and area_id = 'sozialraum:a' and period = '2023'
            and breakdown = 'age=0-17;migration=with'""",
        "breakdown_well_formed",
        "sex=male;age=0-17",
    ),
    (
        "fct_measure",
        """update marts.fct_measure set absent_parts = 1, status = 'missing', value = null
        where method = 'direct' and area_id = 'bezirk:y' and period = '2024-Q1'""",
        "every_area_has_its_row",
        "2024-Q1",
    ),
    (
        "fct_measure",
        """update marts.fct_measure set absent_parts = 1, status = 'missing', value = null
        where method = 'direct' and area_id = 'bezirk:y'""",
        "every_area_is_covered",
        "bezirk:y",
    ),
    (
        "fct_measure",
        """insert into declared.area_change by name
        select 'bezirk:y' as old_area, 'bezirk:y' as new_area, date '2100-01-01' as since;
        update declared.series set is_count = false
        where measure_id in (select measure_id from marts.fct_measure where area_id = 'bezirk:y');
        update marts.fct_measure set status = 'missing', value = null where area_id = 'bezirk:y'""",
        "carried_over_to_re_cut_areas",
        "bezirk:y",
    ),
    (
        "fct_measure",
        """delete from marts.fct_measure
        where breakdown = 'nationality=german' and period = '2024-Q1'""",
        "every_series_in_every_period",
        "nationality=german",
    ),
    (
        "fct_measure",
        """update marts.fct_measure set value = value + 1
        where breakdown = 'sex=male' and area_id = 'bezirk:y' and period = '2024-Q1'""",
        "breakdown_sums_to_total",
        "bezirk:y",
    ),
    (
        "fct_measure",
        """delete from core.replaced_delivery;
        delete from assess.delivery_change where part_id <> 'sozialraum:a'""",
        "no_two_files_tell_one_figure",
        "one.xlsx",
    ),
    (
        "fct_measure",
        IN_PARTS,
        "no_part_is_the_sum_of_others",
        "sex=both",
    ),
    (
        "fct_measure",
        """update marts.fct_measure set value = value + 100
        where breakdown = 'nationality=german' and area_id = 'bezirk:y' and period = '2024-Q1'""",
        "incomplete_breakdown_within_total",
        "bezirk:y",
    ),
    (
        "fct_measure",
        """update marts.fct_measure set value = value + 1
        where measure_id = 'unemployed_monthly' and period = '2024-06'""",
        "agreements_critical",
        "2024-06-30",
    ),
    (
        "fct_measure",
        """update marts.fct_measure set value = value + 1
        where source_id = 'residents_by_age' and area_id = 'city:0' and breakdown = 'age=0-17'
            and period = '2024'""",
        "agreements_warning",
        "2024-12-31",
    ),
    (
        "fct_measure",
        "delete from marts.fct_measure where measure_id = 'unemployed_monthly'",
        "agreements_judged",
        "unemployed_monthly",
    ),
    (
        "fct_indicator",
        """delete from marts.fct_indicator
        where indicator_id = 'young_share' and area_id = 'sozialraum:c' and period = '2023'""",
        "every_area_has_a_row",
        "sozialraum:c",
    ),
    (
        "fct_indicator",
        f"update marts.fct_indicator set denominator = 0 where {YOUNG_A}",
        "denominator_positive_where_known",
        "sozialraum:a",
    ),
    (
        "fct_indicator",
        f"update marts.fct_indicator set value = value * 1.01 where {YOUNG_A}",
        "value_is_numerator_over_denominator",
        "sozialraum:a",
    ),
    (
        "fct_indicator",
        f"update marts.fct_indicator set ci_low = value + 0.01 where {YOUNG_A}",
        "value_within_its_interval",
        "sozialraum:a",
    ),
    (
        "fct_indicator",
        """update marts.fct_indicator
        set numerator = numerator + 9, value = (numerator + 9) / denominator
        where indicator_id = 'young_share' and area_level = 'city' and period = '2023'""",
        "areas_sum_to_city",
        "young_share",
    ),
    (
        "fct_indicator",
        """update marts.fct_indicator
        set method = 'direct', numerator = 1400, value = 1400 / denominator, ci_high = null
        where indicator_id = 'young_share' and area_level = 'city' and period = '2023'""",
        "areas_sum_to_published_city",
        "residents.csv",
    ),
    (
        "fct_indicator",
        f"""update marts.fct_indicator
        set denominator = 200, value = numerator / 200, ci_low = null, ci_high = null
        where {YOUNG_A}""",
        "value_within_range_of_its_unit",
        "residents.csv",
    ),
    (
        # few more cases than people: counted on another day
        "fct_indicator",
        f"""update marts.fct_indicator
        set denominator = 395, value = numerator / 395, ci_low = null, ci_high = null
        where {YOUNG_A}""",
        "published_value_within_range_of_its_unit",
        "sozialraum:a",
    ),
    (
        "fct_indicator",
        PUBLISHED.format(value=1.02) + YOUNG_A,
        "published_value_within_range_of_its_unit",
        "sozialraum:a",
    ),
    (
        "fct_indicator",
        PUBLISHED.format(value=12) + "indicator_id = 'young_share'",
        "value_within_range_of_its_unit",
        "12.0",
    ),
    (
        "fct_indicator",
        f"""update marts.fct_indicator
        set numerator = numerator + 1, value = 1000 * (numerator + 1) / denominator
        where {RATE_A}""",
        "estimates_sum_to_native_level",
        "2024-Q1",
    ),
    (
        "fct_indicator",
        "delete from marts.fct_indicator where indicator_id = 'young_share' and period = '2023'",
        "no_year_missing",
        "2023",
    ),
    (
        "fct_indicator",
        "delete from marts.fct_indicator where period = '2023-Q4'",
        "no_quarter_or_month_missing",
        "unemployed_rate",
    ),
    (
        "mart_need",
        "update marts.mart_need set z_score = z_score + 0.001 where rank = 3",
        "z_score_centred",
        "2024-Q3",
    ),
    (
        "mart_need",
        "update marts.mart_need set rank_from = 0 where rank = 3 and is_latest",
        "drawn_places_exist",
        "sozialraum:c",
    ),
    (
        "mart_need",
        "update marts.mart_need set need_class = 5 where rank = 3",
        "need_class_matches_z_score",
        "sozialraum:c",
    ),
    (
        "mart_need",
        "update marts.mart_need set rank = 4, rank_low = null, rank_high = null where rank = 3",
        "rank_within_areas_ranked",
        "sozialraum:c",
    ),
    (
        "mart_need",
        "update marts.mart_need set areas_ranked = 4",
        "areas_ranked_counts_ranks",
        "2024-Q3",
    ),
    (
        "mart_need",
        "update marts.mart_need set period = '2030' where period = '2024'",
        "figure_exists",
        "2030",
    ),
    (
        "mart_coverage",
        f"update marts.mart_coverage set used = -1 where {DAY_CARE_A}",
        "used_not_negative",
        "day_care",
    ),
    (
        "mart_coverage",
        f"update marts.mart_coverage set gap = gap + 5 where {DAY_CARE_A}",
        "gaps_sum_to_zero",
        "day_care",
    ),
    (
        "mart_coverage",
        f"update marts.mart_coverage set utilisation = 1.6 where {DAY_CARE_A}",
        "utilisation_plausible",
        "day_care",
    ),
    (
        "mart_coverage",
        f"update marts.mart_coverage set used = 900 where {DAY_CARE_A}",
        "used_plausible_for_target",
        "day_care",
    ),
    (
        "mart_coverage",
        "update marts.mart_coverage set coverage_class = 'below_city' where capacity is null",
        "coverage_class_unknown_without_capacity",
        "counselling",
    ),
    (
        "mart_source_status",
        "update marts.mart_source_status set rows = 0 where source_id = 'residents'",
        "every_source_has_rows",
        "residents",
    ),
    (
        "mart_source_status",
        "update marts.mart_source_status set state = 'stale' where source_id = 'residents'",
        "every_source_fresh",
        "residents",
    ),
    (
        "mart_source_status",
        "delete from marts.mart_source_status where source_id = 'residents'",
        "every_declared_source_has_a_status",
        "residents",
    ),
    (
        "mart_plausibility",
        "delete from marts.mart_plausibility",
        "acknowledgements_needed",
        "2024",
    ),
    (
        "mart_plausibility",
        """update marts.mart_plausibility
        set explanation_de = '{"id":"plausibility-no-gap","args":{}}'""",
        "all_in_words",
        "residents/2024/sozialraum:a",
    ),
    *(
        (
            "mart_plausibility",
            f"""insert into marts.mart_plausibility by name
            select * replace (
                'new' as finding_id, '{rule}' as rule, '{rule}' as rules, 'open' as status,
                'Synthetic finding in b' as explanation_de
            ) from marts.mart_plausibility""",
            check,
            "Synthetic finding in b",
        )
        for rule, check in {
            "relation": "relations_hold",
            "rate": "rates_fit_their_counts",
            "cumulative": "running_totals_run",
            "history": "no_break_with_own_history",
            "other_column": "no_value_of_another_column",
            "exchange": "no_exchanged_areas",
            "repeat": "no_repeated_block",
            "drift": "columns_keep_their_kind",
            "rows": "no_row_lost",
        }.items()
    ),
    (
        "plausibility_judged",
        "delete from assess.plausibility_judged",
        "every_rule_judged",
        "parts",
    ),
    (
        "dim_service",
        "update marts.dim_service set area_id = 'sozialraum:z' where service_id = 'places:1'",
        "area_known_or_said_to_be_unknown",
        "places:1",
    ),
    (
        "dim_service",
        "update marts.dim_service set longitude = 50, latitude = 11 where service_id = 'places:1'",
        "place_within_the_city",
        "places:1",
    ),
    (
        "dim_service",
        "update marts.dim_service set capacity = -1 where service_id = 'places:1'",
        "capacity_not_negative",
        "places:1",
    ),
    (
        "dim_service",
        "update marts.dim_service set capacity = 45000 where service_id = 'places:1'",
        "capacity_plausible",
        "places:1",
    ),
    (
        "dim_service",
        "update marts.dim_service set area_id = null, area_rule = 'unknown' "
        "where service_id = 'places:2'",
        "area_known_where_outlines_are",
        "places:2",
    ),
    (
        "dim_service",
        "update marts.dim_service set stated_area_id = 'bezirk:z' where service_id = 'places:1'",
        "stated_area_exists",
        "places:1",
    ),
    (
        "dim_service",
        "delete from marts.dim_service where service_id = 'places:1'",
        "register_is_complete",
        "places:1",
    ),
    (
        "mart_coverage",
        "update marts.mart_coverage set capacity = capacity + 5, gap = gap - 5 "
        "where area_level = 'city'",
        "areas_add_up_to_the_city",
        "day_care",
    ),
    (
        "fct_service_capacity",
        "update marts.fct_service_capacity set capacity = -1 where service_id = 'S1'",
        "capacity_not_negative",
        "-1.0",
    ),
    (
        "fct_service_capacity",
        "update marts.fct_service_capacity set counts = true where service_id = 'S3'",
        "totals_and_parts_not_summed_together",
        "counselling",
    ),
    (
        "fct_service_capacity",
        "update marts.fct_service_capacity set capacity_status = 'planned' where service_id = 'S1'",
        "what_counts_is_existing_and_placed",
        "S1",
    ),
    (
        "fct_service_capacity",
        "update marts.fct_service_capacity set capacity = 310 where capacity = 300",
        "areas_equal_the_source",
        "day_care",
    ),
    (
        "stg_register_row",
        "update raw.register_row set areas = map {'sozialraum': 'A | Gone'}",
        "named_areas_are_there",
        "Gone",
    ),
    (
        "mart_evidence",
        "update marts.mart_evidence set need_direction = 'less' where evidence_id = 'E2'",
        "need_direction_follows_from_the_quantity",
        "E2",
    ),
    (
        "mart_evidence",
        "update marts.mart_evidence set more_is_more_need = 'mostly' where evidence_id = 'E3'",
        "need_direction_follows_from_the_quantity",
        "E3",
    ),
    (
        "mart_evidence",
        "update marts.mart_evidence set area_ids = ['sozialraum:a'] where evidence_id = 'E4'",
        "evidence_from_elsewhere_has_no_area",
        "E4",
    ),
    (
        "mart_evidence",
        """update marts.mart_evidence set finding_de = '{"id":"evidence-finding","args":{}}' """
        "where evidence_id = 'E2'",
        "all_in_words",
        "E2",
    ),
    (
        "mart_need_coverage",
        "delete from marts.mart_need_coverage where area_id = 'sozialraum:b'",
        "every_sozialraum_and_theme",
        "sozialraum:b",
    ),
    (
        "mart_need_coverage",
        "update marts.mart_need_coverage set rule_id = 'C2' where theme = 'children'",
        "result_is_that_of_its_rule",
        "children",
    ),
    (
        "mart_need_coverage",
        "update declared.cover_rule set coverage = ['enough', 'present']; "
        "update marts.mart_need_coverage set coverage_class = 'present' where theme = 'children'",
        "covered_only_where_facts_say_so",
        "present",
    ),
    (
        "mart_need_coverage",
        "update marts.mart_need_coverage set urgency = null where theme = 'children'",
        "urgency_where_anything_is_known",
        "children",
    ),
    (
        "mart_need_coverage",
        "update marts.mart_need_coverage set uncovered = 9, uncovered_share = 0.2 "
        "where theme = 'children'",
        "covered_within_the_tolerance",
        "children",
    ),
    (
        "mart_need_coverage",
        "update marts.mart_need_coverage set missing = [] where coverability = 'unknown'",
        "unknown_says_what_is_missing",
        "unemployment",
    ),
    (
        "mart_need_coverage",
        "update marts.mart_evidence set is_expired = true where evidence_id = 'E1'; "
        "update marts.mart_need_coverage set statement_ids = ['E1'], indication = 'existing' "
        "where theme = 'children' and area_id = 'city:0'",
        "only_statements_that_count_decide",
        "E1",
    ),
    (
        "mart_need_coverage",
        "update marts.mart_need_coverage set statement_ids = ['E1'], indication = 'existing' "
        "where theme = 'children' and area_id = 'sozialraum:a'",
        "a_statement_decides_for_its_own_area_and_group",
        "E1",
    ),
    (
        "mart_need_coverage",
        "update declared.cover_rule set providers = ['existing', 'silent']; "
        "update marts.mart_need_coverage set statement_ids = ['E1'], "
        "providers_suggest = 'existing' where theme = 'children' and area_id = 'city:0'",
        "two_independent_voices_decide",
        "existing",
    ),
    (
        "mart_need_coverage",
        "update declared.cover_rule set providers = ['existing', 'silent']; "
        "update marts.mart_evidence set source_url = evidence_id, can_be_met_by = 'existing', "
        "said_by = if(evidence_id = 'E1', 'Example e.V.', 'example e. V.'), "
        "area_ids = ['city:0'], counts_until = '2025-06-30', is_expired = false; "
        "update marts.mart_need_coverage set statement_ids = ['E1', 'E2'], "
        "providers_suggest = 'existing' where theme = 'children' and area_id = 'city:0'",
        "two_independent_voices_decide",
        "existing",
    ),
    (
        "mart_open_question",
        "delete from marts.mart_open_question where theme = 'unemployment'",
        "has_rows_while_anything_is_unknown",
        "unemployment",
    ),
    (
        "mart_open_question",
        "update marts.mart_open_question set would_decide = 3 where theme = 'unemployment'",
        "no_more_decided_than_asked",
        "unemployment",
    ),
    (
        "mart_evidence",
        "update marts.mart_evidence set counts_until = date '2024-12-30' where evidence_id = 'E1'",
        "statements_expire",
        "E1",
    ),
    (
        "mart_evidence",
        "update marts.mart_evidence set strength = 4 where evidence_id = 'E3'",
        "strength_declared",
        "4",
    ),
    (
        "mart_plan_review",
        "update marts.mart_plan_review set period_until = date '2024-12-30'",
        "expired_plans_address_nothing",
        "P1",
    ),
    (
        "mart_plan_review",
        "update marts.mart_need_coverage set need_change = 'worse', "
        "need_change_basis = 'office_counts' where theme = 'children' and area_id = 'city:0'",
        "every_finding_has_a_plan_or_is_named",
        "city:0 children",
    ),
    (
        "mart_plan_review",
        "insert into staging.stg_register_plans values ('P2', 'Another plan')",
        "every_plan_is_reviewed",
        "P2",
    ),
    (
        "mart_priority",
        "delete from marts.mart_priority where area_id = 'sozialraum:a'",
        "every_rated_area_has_a_place",
        "sozialraum:a",
    ),
    (
        "mart_priority",
        "update marts.mart_priority set priority_rank_mean = 0.5 where area_id = 'sozialraum:a'",
        "places_agree",
        "sozialraum:a",
    ),
    (
        "mart_priority",
        "update marts.mart_priority set direct_high = 0 where area_id = 'sozialraum:a'",
        "first_by_figures_of_its_own",
        "sozialraum:a",
    ),
    (
        "mart_priority",
        "update marts.mart_priority set priority_group = 'not_told_apart' "
        "where area_id = 'sozialraum:a'",
        "certain_and_uncertain_at_once",
        "sozialraum:a",
    ),
    (
        "mart_urgency_component",
        "update marts.mart_urgency_component set weight_used = 1 where component = 'finding'",
        "constant_components_are_left_out",
        "finding",
    ),
    (
        "mart_urgency_sensitivity",
        "update marts.mart_urgency_sensitivity set rank_to = 0 where area_id = 'sozialraum:a'",
        "drawn_places_exist",
        "sozialraum:a",
    ),
    (
        "mart_urgency_sensitivity",
        "update marts.mart_urgency_sensitivity set rank_to = 1 where area_id = 'sozialraum:a'; "
        "update marts.mart_need_coverage set need = 'unsure', x_finding = 0.5, x_gap = 0.5",
        "nobody_is_certainly_first_by_what_is_not_sure",
        "sozialraum:a",
    ),
    (
        "mart_urgency_sensitivity",
        "update marts.mart_urgency_sensitivity set rank = 4 where area_id = 'sozialraum:a'",
        "rank_within_its_range",
        "sozialraum:a",
    ),
    (
        "mart_evidence_agreement",
        "update marts.mart_evidence_agreement set agreement = 'agree' "
        "where area_id = 'sozialraum:a'",
        "a_contradiction_is_called_one",
        "sozialraum:a",
    ),
    (
        "mart_outlook",
        "update marts.mart_outlook set population = 41, coverage_then = capacity_now / 41 "
        "where area_id = 'bezirk:x'",
        "areas_add_up_to_the_city",
        "65_plus",
    ),
    (
        "mart_outlook",
        "update core.term_value set value = null, status = 'suppressed' "
        "where owner_id = 'outlook' and area_id = 'bezirk:y' and period = '2025'",
        "all_ages_are_known",
        "bezirk:y",
    ),
    (
        # the forecast of one area is blank: none is modelled, and it is told
        "mart_outlook",
        "update marts.mart_outlook set population = null, coverage_then = null "
        "where area_level = 'bezirk'; "
        "insert into core.term_value by name select 'outlook' as owner_id, 'areas' as role, "
        "'forecast' as source_id, 'bezirk:x' as area_id, 'bezirk' as area_level, "
        "'2030' as period, date '2030-12-31' as period_end, 'missing' as status, "
        "'direct' as method",
        "all_ages_are_known",
        "forecast",
    ),
    (
        "mart_outlook",
        "update marts.mart_outlook set coverage_then = 1 where area_id = 'bezirk:x'",
        "figures_are_possible",
        "bezirk:x",
    ),
    (
        "mart_accessibility",
        "update marts.mart_accessibility set reached_share = 0 where area_id = 'sozialraum:a'",
        "figures_are_possible",
        "sozialraum:a",
    ),
    (
        # all populations are known
        "mart_accessibility",
        "update marts.mart_accessibility set accessibility = null where area_id = 'sozialraum:a'",
        "figures_are_possible",
        "sozialraum:a",
    ),
    (
        # that of b is not, with whom those of a share
        "mart_accessibility",
        "update marts.dim_area set population = null where area_id = 'sozialraum:b'; "
        "update marts.mart_accessibility set accessibility = null where area_id = 'sozialraum:a'",
        "people_around_services_are_known",
        "sozialraum:b",
    ),
    (
        "dim_service_area",
        "update marts.dim_service_area set area_id = 'bezirk:x' "
        "where service_id = 'places:1' and area_level = 'sozialraum'",
        "area_is_of_its_level",
        "places:1",
    ),
    (
        "dim_service_area",
        "update marts.dim_service_area set crosswalk_area_id = 'sozialraum:b' "
        "where service_id = 'places:1' and area_level = 'sozialraum'",
        "outlines_agree_with_the_crosswalk",
        "places:1",
    ),
    (
        "dim_service_area",
        "update marts.dim_service_area set stated_area_id = 'sozialraum:b' "
        "where service_id = 'places:1' and area_level = 'sozialraum'",
        "outlines_agree_with_the_layer",
        "places:1",
    ),
    (
        "dim_area_geometry",
        "delete from marts.dim_area_geometry where area_id = 'sozialraum:b'",
        "outlined_levels_are_complete",
        "sozialraum:b",
    ),
    (
        "mart_layer_status",
        "update marts.mart_layer_status set features = 5 where source_id = 'places'",
        "every_feature_used_or_rejected",
        "places",
    ),
    (
        "mart_layer_status",
        "update marts.mart_layer_status set outcome = 'unreadable' where source_id = 'places'",
        "retrieved_layers_readable",
        "places",
    ),
    (
        "dim_area",
        "insert into marts.dim_area by name "
        "select * replace ('bezirk:-' as area_id, '-' as area_code) from marts.dim_area "
        "where is_unknown and area_level = 'bezirk'",
        "at_most_one_unknown_per_level",
        "bezirk",
    ),
    (
        "dim_service",
        "insert into marts.dim_service by name select * replace ('places:9' as service_id) "
        "from marts.dim_service where service_id = 'places:1'",
        "one_place_of_a_name_and_type",
        "Synthetic place 1",
    ),
    (
        "dim_service",
        """insert into marts.dim_service by name
        select * replace (
            'places:9' as service_id, 'SYNTHETIC\u00a0 place  1' as service_name,
            longitude + 0.0004 as longitude
        ) from marts.dim_service where service_id = 'places:1'""",
        "one_place_of_a_name_and_type",
        "places:9",
    ),
    (
        "service_compared",
        "update assess.service_compared set capacity = '110.0' where published_id = 'compared:12'",
        "capacities_kept",
        "compared:12",
    ),
    (
        # a row lower, in a part of the file
        "service_compared",
        """update assess.service_compared set provider = 'Provider ' || (
            if(provider = 'Provider 14', 10, 1 + right(provider, 2)::integer)
        ) where published_id <= 'compared:14'""",
        "columns_kept",
        "provider",
    ),
    (
        "service_compared",
        "update assess.service_compared set capacity = null where published_id <= 'compared:15'",
        "columns_kept",
        "capacity",
    ),
    (
        "service_compared",
        """update assess.service_compared
        set stated_area_id = 'sozialraum:z', published_stated_area_id = 'sozialraum:z'
        where published_id <= 'compared:12'""",
        "areas_kept_services",
        "sozialraum:z",
    ),
    (
        "service_compared",
        """update assess.service_compared set stated_area_id = 'sozialraum:z'
        where published_id = 'compared:12'""",
        "places_kept",
        "compared:12",
    ),
    (
        "service_compared",
        """update assess.service_compared set place = '13.00000 51.00000'
        where published_id <= 'compared:12'""",
        "places_kept",
        "compared:12",
    ),
    (
        "service_compared",
        """update assess.service_compared
        set service_id = null, origin = 'register' where published_id = 'compared:12'""",
        "registered_services_kept",
        "compared:12",
    ),
    (
        # other names, ids and places, as of a source whose services are in dim_service
        "service_compared",
        """update marts.dim_service set source_id = 'places';
        insert into marts.dim_service by name
        select dim_service.* replace (service_id || '-' || n as service_id)
        from marts.dim_service, range(2) as r (n);
        update assess.service_compared set service_id = null where published_id > 'compared:14'""",
        "services_recognised",
        "places",
    ),
    (
        "dim_service",
        """insert into declared.layer by name select 'places' as source_id;
        update marts.dim_service set capacity = 0, source_id = 'places'
        where service_id = 'places:1'""",
        "capacity_known_where_stated",
        "places:1",
    ),
]


@pytest.mark.parametrize(
    ("table", "corruption", "check", "named"),
    CORRUPTIONS,
    ids=[f"{table}.{check}" for table, _, check, _ in CORRUPTIONS],
)
def test_exactly_the_check_fails_that_protects_from_it(
    broken: Broken, gate: Gate, table: str, corruption: str, check: str, named: str
) -> None:
    results = gate(broken(corruption), table)

    assert {name for name, result in results.items() if not result.passed} == {check}
    result = results[check]
    assert result.error is None
    assert result.failing_rows
    assert str(result.failing_rows) in result.observed
    assert named in json.dumps(result.sample)


@pytest.mark.parametrize(
    ("period", "areas", "delivery"),
    [("2024-Q2", 3, "portal"), ("2024-Q3", 2, "portal"), ("2024-Q3", 3, "layer")],
)
def test_finer_figures_that_are_older_few_or_of_a_layer_may_be_left_out(
    broken: Broken, gate: Gate, period: str, areas: int, delivery: str
) -> None:
    build = broken(_unemployed_of_sozialraeume(period, areas, delivery))
    assert gate(build, "dim_indicator")["native_level_is_the_finest"].passed


@pytest.mark.parametrize(
    ("area", "passes"),
    [
        ("sozialraum:A", False),
        ("sozialraum:synthetic A", False),
        # known only once the table of areas has it
        ("sozialraum:new", True),
        ("bezirk:synthetic a", True),
        ("block:a", True),
    ],
)
def test_an_area_of_a_reform_is_told_where_the_table_of_areas_writes_it_otherwise(
    broken: Broken, gate: Gate, area: str, passes: bool
) -> None:
    change = f"""insert into declared.area_change by name
        select 'sozialraum:a' as old_area, '{area}' as new_area, 'c.csv:2' as place"""
    result = gate(broken(change), "dim_area")["areas_of_reforms_exist"]
    assert (result.passed, result.error) == (passes, None)
    assert passes or "sozialraum:a" in json.dumps(result.sample)


@pytest.mark.parametrize(
    ("changes", "passes"),
    [
        # the label is new in one period, and was zero, or no row, before
        ("update marts.fct_measure set value = 0 where {both} and period < '2024'", False),
        ("delete from marts.fct_measure where {both} and period < '2024'", False),
        # one area in which it is another figure
        ("update marts.fct_measure set value = value + 1 where {both} and {one}", True),
        ("delete from marts.fct_measure where {both} and not ({one})", True),
        # nobody adds it up
        ("delete from declared.term where {both}", True),
        # the other part alone is no sum
        ("update marts.fct_measure set value = 0 where measure_id = 'm' and {male}", True),
    ],
)
def test_a_part_is_told_to_be_the_sum_of_others_if_it_always_is(
    broken: Broken, gate: Gate, changes: str, passes: bool
) -> None:
    changed = changes.format(
        both="measure_id = 'm' and breakdown = 'sex=both'",
        one="area_id = 'bezirk:y' and period = '2024-Q1'",
        male="breakdown = 'sex=male'",
    )
    results = gate(broken(IN_PARTS + changed), "fct_measure")
    assert results["no_part_is_the_sum_of_others"].passed == passes


# statistics that have day care by districts, of which the Sozialräume are estimates
BY_DISTRICTS = """
    update marts.fct_service_capacity set area_level = 'bezirk',
        area_id = if(area_id = 'sozialraum:a', 'bezirk:x', 'bezirk:y')
    where service_type = 'day_care' and area_level = 'sozialraum';
    insert into marts.mart_coverage by name
    select * replace ('bezirk' as area_level,
        if(area_id = 'sozialraum:a', 'bezirk:x', 'bezirk:y') as area_id)
    from marts.mart_coverage
    where service_type = 'day_care' and area_id in ('sozialraum:a', 'sozialraum:b');"""
UNKNOWN = """update marts.mart_coverage
    set capacity = null, coverage_ratio = null, coverage_class = 'unknown', gap = null
    where service_type = 'day_care' and area_id in ({areas});"""


@pytest.mark.parametrize(
    ("changes", "passes"),
    [
        ("", True),
        # the weight of an estimate is withheld
        (UNKNOWN.format(areas="'sozialraum:a'"), True),
        # the places of a district are, and another part of its Sozialraum lies in one that has some
        (
            "delete from marts.fct_service_capacity "
            "where service_type = 'day_care' and area_id in ('bezirk:x', 'city:0');"
            + UNKNOWN.format(areas="'bezirk:x', 'city:0', 'sozialraum:b'"),
            True,
        ),
        (f"update marts.mart_coverage set capacity = capacity + 5 where {DAY_CARE_A}", False),
    ],
)
def test_places_that_are_withheld_are_no_difference_to_the_statistics(
    broken: Broken, gate: Gate, changes: str, passes: bool
) -> None:
    result = gate(broken(BY_DISTRICTS + changes), "mart_coverage")["areas_add_up_to_the_city"]
    assert (result.passed, result.error) == (passes, None)


@pytest.mark.parametrize(
    ("groups", "passes"),
    [
        ({"insgesamt": 100, "obdachlos": 5, "auswärts": 95}, False),
        ({"insgesamt": 100, "obdachlos": None, "auswärts": 95}, False),
        ({"ohne-angabe-insgesamt": 100, "obdachlos": 5}, False),
        ({"nirgends": 100, "obdachlos": 5, "auswärts": 95}, False),
        ({"nirgends": 100, "obdachlos": 5}, True),
        ({"nirgends": 100, "obdachlos": None, "auswärts": 95}, True),
        ({"nirgends": 100, "obdachlos": 5, "auswärts": 96}, True),
        # small ones are by chance
        ({"nirgends": 3, "obdachlos": 1, "auswärts": 2}, True),
        ({"nirgends": 100, "obdachlos": 0, "auswärts": 100}, True),
        ({"insgesamt": None, "obdachlos": 5, "auswärts": 95}, True),
        ({"insgesamt": 4, "obdachlos": 5}, True),
        # an earlier file told them, too
        ({"nirgends": 100, "obdachlos": 5, "auswärts": 95, "earlier": True}, True),
    ],
)
def test_a_group_without_an_area_is_told_to_be_the_sum_of_others(
    broken: Broken, gate: Gate, groups: dict[str, int | None], passes: bool
) -> None:
    day = "2025-01-05" if groups.pop("earlier", False) else "2026-01-05"
    added = "".join(
        f"""insert into staging.stg_cell by name
        select * replace ('bezirk:unbekannt@{label}' as part_id,
            {"null" if value is None else value} as value,
            timestamptz '{day} 00:00:00+00' as vintage_at)
        from staging.stg_cell where part_id = 'bezirk:x' and measure_id = 'unemployed'
            and breakdown = '' and period = '2024-Q1';"""
        for label, value in groups.items()
    )
    name = "no_unknown_area_is_the_sum_of_others"
    result = gate(broken(added), "stg_cell")[name]
    assert (result.passed, result.error) == (passes, None)
    assert passes or next(iter(groups)) in json.dumps(result.sample, ensure_ascii=False)


@pytest.mark.parametrize(
    ("city", "withheld", "passes"),
    [(1000, False, False), (1000, True, True), (700, True, False)],
)
def test_areas_lack_something_of_the_city_only_if_all_are_known(
    broken: Broken, gate: Gate, city: int, withheld: bool, passes: bool
) -> None:
    changes = f"""update marts.fct_service_capacity set capacity = {city}
        where service_type = 'day_care' and area_id = 'city:0';"""
    if withheld:
        changes += """insert into core.term_value by name
            select 'day_care' as owner_id, 'capacity' as role, 'sozialraum:c' as area_id,
                'sozialraum' as area_level, '2024' as period, 'suppressed' as status"""
    result = gate(broken(changes), "fct_service_capacity")["areas_equal_the_source"]
    assert (result.passed, result.error) == (passes, None)


def test_every_finding_is_told_to_people_and_not_only_the_first(broken: Broken, gate: Gate) -> None:
    two = """insert into marts.mart_plausibility by name
        select * exclude (letter) replace (
            'new' || letter as finding_id, 'open' as status,
            'Synthetic finding in ' || letter as explanation_de
        )
        from (
            select mart_plausibility.*, letter
            from marts.mart_plausibility, unnest(['b', 'c']) as letters(letter)
        )"""
    result = gate(broken(two), "mart_plausibility")["relations_hold"]
    assert result.observed == "2 failing rows: Synthetic finding in b | Synthetic finding in c"


def test_a_sound_build_passes_every_check(synthetic_build: Path) -> None:
    results = run_checks(synthetic_build)

    assert [(result.table, result.name) for result in results if not result.passed] == []
    assert [(result.table, result.name) for result in results] == [
        (check.table, check.name) for check in declared_checks()
    ]


def test_a_quarterly_source_that_long_delivered_the_fourth_quarter_only_has_no_gap(
    broken: Broken, gate: Gate
) -> None:
    database = broken(
        "delete from marts.fct_indicator where period in ('2023-Q1', '2023-Q2', '2023-Q3')"
    )

    assert gate(database, "fct_indicator")["no_quarter_or_month_missing"].passed


@pytest.mark.parametrize("table", ["fct_measure", "fct_indicator"])
def test_weeks_reference_days_and_years_of_other_months_are_named_by_their_dates(
    table: str, broken: Broken, gate: Gate
) -> None:
    named = """update marts.{table} set period = '{period}', period_start = '{start}',
        period_end = '{end}' where period = '{old}';"""
    weeks = named.format(
        table=table, old="2023-Q3", period="2020-W53", start="2020-12-28", end="2021-01-03"
    )
    days = named.format(
        table=table, old="2023-Q2", period="2022-06-30", start="2022-06-30", end="2022-06-30"
    )
    financial_year = named.format(
        table=table, old="2023-Q1", period="2023/24", start="2023-04-01", end="2024-03-31"
    )
    sound = broken(weeks + days + financial_year)
    assert gate(sound, table)["period_matches_its_dates"].passed
    wrong = gate(broken(weeks.replace("W53", "W52")), table)["period_matches_its_dates"]
    assert not wrong.passed


def test_a_week_that_the_year_before_had_is_missed_and_a_53rd_is_not(
    broken: Broken, gate: Gate
) -> None:
    weeks = """
        update marts.dim_indicator set cadence = 'week' where indicator_id = 'unemployed_rate';
        create or replace temp table one as
            select * from marts.fct_indicator where indicator_id = 'unemployed_rate'
            and period = '2023-Q1';
        delete from marts.fct_indicator where indicator_id = 'unemployed_rate';
        insert into marts.fct_indicator select one.* replace (
            strftime(start, '%G-W%V') as period, start::date as period_start,
            start::date + 6 as period_end
        ) from one,
        generate_series(date '2020-01-06', date '2022-01-31', interval 7 day) t(start)"""
    check = "no_quarter_or_month_missing"
    assert gate(broken(f"{weeks};"), "fct_indicator")[check].passed
    missing = f"{weeks} where strftime(start, '%G-W%V') <> '2021-W20';"
    assert not gate(broken(missing), "fct_indicator")[check].passed


@pytest.mark.parametrize(
    ("table", "statement"),
    [
        # more cases than people, of those who live at no known address
        (
            "fct_indicator",
            f"""update marts.fct_indicator set denominator = 300, value = numerator / 300,
                ci_low = null, ci_high = null where {YOUNG_A};
            delete from marts.fct_indicator where method = 'apportioned';
            update marts.dim_area set is_unknown = true where area_id = 'sozialraum:a'""",
        ),
        # a published figure of the city counts some who are in no area
        (
            "fct_indicator",
            """update marts.fct_indicator
            set method = 'direct', numerator = 909, value = 909 / denominator
            where indicator_id = 'young_share' and area_level = 'city' and period = '2023'""",
        ),
        (
            "fct_service_capacity",
            """update marts.fct_service_capacity set capacity = 730
            where capacity = 720 and origin = 'statistics'""",
        ),
        (
            "mart_coverage",
            """update marts.mart_coverage
            set target_population = target_population + 100 where area_level = 'city';
            update marts.mart_coverage set city_coverage_ratio = 0.72,
                gap = 0.72 * target_population - capacity where service_type = 'day_care'""",
        ),
        # changes may lie below zero
        (
            "fct_indicator",
            f"""update marts.fct_indicator set numerator = -4, denominator = 1, value = -4,
                ci_low = null, ci_high = null where {YOUNG_A};
            update marts.fct_indicator
            set numerator = 496, value = 496 / denominator, ci_low = null, ci_high = null
            where indicator_id = 'young_share' and area_level = 'city' and period = '2023';
            insert into declared.series by name
            select source_id, measure_id, breakdown, true as is_signed from declared.term""",
        ),
    ],
    ids=["unknown area", "published city", "places in no area", "people in no area", "signed"],
)
def test_what_is_no_contradiction_stops_nobody(
    broken: Broken, gate: Gate, table: str, statement: str
) -> None:
    results = gate(broken(statement), table).values()
    assert [one.name for one in results if one.severity == "critical" and not one.passed] == []


@pytest.mark.parametrize(("more", "passes"), [(5, True), (15, False)])
def test_parts_of_a_rounded_table_add_up_but_for_the_rounding(
    broken: Broken, gate: Gate, more: int, *, passes: bool
) -> None:
    rounded = f"""update marts.fct_measure set value = 5 * round(value / 5)
        where source_id = 'unemployed_by_quarter';
        update marts.fct_measure set value = value + {more}
        where breakdown = 'sex=male' and area_id = 'bezirk:y' and period = '2024-Q1'"""
    assert gate(broken(rounded), "fct_measure")["breakdown_sums_to_total"].passed == passes


@pytest.mark.parametrize(("of_parts", "passes"), [((500, 600), True), ((400, 600), False)])
def test_few_round_figures_are_not_off_by_more_than_offices_round(
    broken: Broken, gate: Gate, of_parts: tuple[int, int], *, passes: bool
) -> None:
    """1,200 = 400 + 600 have a divisor of 200: nobody rounds so."""
    male, female = of_parts
    round_figures = f"""update marts.fct_measure set value = case breakdown
            when '' then 1200 when 'sex=male' then {male} when 'sex=female' then {female}
            else 600 end
        where source_id = 'unemployed_by_quarter'"""
    assert gate(broken(round_figures), "fct_measure")["breakdown_sums_to_total"].passed == passes


def test_areas_of_round_counts_are_no_more_than_the_city(broken: Broken, gate: Gate) -> None:
    round_counts = """update marts.fct_indicator set numerator = 600
        where indicator_id = 'young_share' and area_level <> 'city';
        update marts.fct_indicator set numerator = 1400, method = 'direct'
        where indicator_id = 'young_share' and area_level = 'city'"""
    assert not gate(broken(round_counts), "fct_indicator")["areas_sum_to_city"].passed


def test_a_kind_is_expected_from_its_first_period_on(broken: Broken, gate: Gate) -> None:
    later = """delete from marts.fct_measure
        where breakdown = 'nationality=german' and period in ('2022-Q4', '2023-Q1')"""
    assert gate(broken(later), "fct_measure")["every_series_in_every_period"].passed


def test_who_is_stopped_is_told_file_and_way_out(broken: Broken, gate: Gate) -> None:
    more = """update marts.fct_measure set value = value + 1
        where breakdown = 'sex=male' and area_id = 'bezirk:y' and period = '2024-Q1'"""
    result = gate(broken(more), "fct_measure")["breakdown_sums_to_total"]
    assert result.sample[0]["files"] == "unemployed_by_quarter.csv"
    assert "`incomplete` of the dimension" in result.observed


def test_a_difference_within_the_declared_tolerance_is_agreement(
    broken: Broken, gate: Gate
) -> None:
    database = broken(
        """update marts.fct_measure set value = value + 1
        where measure_id = 'unemployed_monthly' and period = '2024-06';
        update declared.agreement set tolerance = 0.01"""
    )

    assert gate(database, "fct_measure")["agreements_critical"].passed


def test_an_empty_table_does_not_pass_in_silence(broken: Broken, gate: Gate) -> None:
    results = gate(broken("delete from marts.mart_need"), "mart_need")

    assert [name for name, result in results.items() if not result.passed] == ["has_rows"]
    assert results["has_rows"].observed == "0 rows"


def test_declared_services_without_any_coverage_block(broken: Broken, gate: Gate) -> None:
    results = gate(broken("delete from marts.mart_coverage"), "mart_coverage")

    assert [name for name, result in results.items() if not result.passed] == ["has_rows"]
    assert results["has_rows"].sample[0]["service_type"] == "day_care"
    assert results["has_rows"].description_de is not None


UNDECLARED = {
    "cover_rule": (
        "mart_evidence_agreement", "mart_need_coverage", "mart_priority",
        "mart_urgency_component", "mart_urgency_sensitivity",
    ),
    "pandemic": ("mart_pandemic_effect",),
    "social_index_part": ("mart_social_index",),
}  # fmt: skip
"""What a city may leave out, and the tables that then have no rows."""


@pytest.mark.parametrize(
    ("declared", "table"), [(one, table) for one, of in UNDECLARED.items() for table in of]
)
def test_only_a_city_that_declares_nothing_of_it_may_have_an_empty_table(
    broken: Broken, gate: Gate, declared: str, table: str
) -> None:
    empty = "; ".join(f"delete from marts.{one}" for one in UNDECLARED[declared])
    alone = f"delete from marts.{table}"

    assert not gate(broken(alone), table)["has_rows"].passed
    without = gate(broken(f"{empty}; delete from declared.{declared}"), table)
    assert [name for name, result in without.items() if not result.passed] == []


def test_an_index_that_cannot_be_computed_says_of_each_indicator_why(
    broken: Broken, gate: Gate
) -> None:
    change = """delete from marts.mart_social_index; delete from declared.social_index_part;
        insert into declared.social_index_part by name
            select unnest(['young_share', 'unemployed_rate', 'none']) as indicator_id;
        update declared.area_level set compares_need = true;
        update marts.fct_indicator set period_end = date '2024-07-31'
            where indicator_id = 'unemployed_rate'"""
    said = gate(broken(change), "mart_social_index")["has_rows"].observed

    assert "none: no figure is known" in said
    assert "unemployed_rate: none of its figures is of a 31 December" in said
    assert "the newest is of 2024-07-31" in said
    assert "young_share: known" in said


def test_a_city_without_services_needs_no_coverage(broken: Broken, gate: Gate) -> None:
    database = broken("delete from marts.mart_coverage; delete from declared.service_type")

    assert all(result.passed for result in gate(database, "mart_coverage").values())


def test_a_missing_table_fails_all_its_checks_with_the_reason(broken: Broken, gate: Gate) -> None:
    results = gate(broken("drop table marts.mart_coverage"), "mart_coverage")

    assert not any(result.passed for result in results.values())
    assert {result.error for result in results.values()} == {
        "table marts.mart_coverage does not exist in the database"
    }


def test_a_missing_column_fails_the_checks_that_need_it(broken: Broken, gate: Gate) -> None:
    results = gate(
        broken("alter table marts.mart_source_status drop column state"), "mart_source_status"
    )

    assert [name for name, result in results.items() if not result.passed] == ["every_source_fresh"]
    assert "state" in str(results["every_source_fresh"].error)


def test_a_missing_declaration_fails_the_checks_that_read_it(broken: Broken, gate: Gate) -> None:
    results = gate(broken("drop table declared.agreement"), "fct_measure")

    failed = {name: result for name, result in results.items() if not result.passed}
    assert failed.keys() == {"agreements_critical", "agreements_warning", "agreements_judged"}
    assert all("agreement does not exist" in str(result.error) for result in failed.values())


def test_a_sample_is_limited_and_safe_for_json(broken: Broken, gate: Gate) -> None:
    database = broken("update marts.fct_measure set period_end = period_end + 400")
    results = gate(database, "fct_measure")

    result = results["period_matches_its_dates"]
    assert result.failing_rows is not None
    assert result.failing_rows > 20
    assert len(result.sample) == 20
    assert {"source_id", "area_id", "measure_id", "period"} <= result.sample[0].keys()
    json.dumps([asdict(one) for one in results.values()], allow_nan=False)


REJECT = """insert into raw.reject
    (source_id, landing_id, file, row_number, column_name, value_text, reason)
values ('{source}', 'abc', '{source}.csv', {row}, 'Total', '1.2.3', 'not a number')"""


def test_no_rejects_pass(synthetic_build: Path, gate: Gate) -> None:
    assert all(result.passed for result in gate(synthetic_build, "reject").values())


def test_rejects_within_the_declared_limit_are_a_warning(broken: Broken, gate: Gate) -> None:
    results = gate(broken(REJECT.format(source="residents", row=2)), "reject")
    assert results["rejected_within_limit"].passed
    assert not results["nothing_rejected"].passed
    assert results["nothing_rejected"].severity == "warning"


def test_a_reject_that_is_not_released_is_shown_without_what_it_says(
    broken: Broken, gate: Gate
) -> None:
    kept_back = "update declared.source set released = false where source_id = 'residents'"
    found = gate(broken(f"{REJECT.format(source='residents', row=2)}; {kept_back}"), "reject")
    (shown,) = found["nothing_rejected"].sample
    assert (shown["row_number"], shown["value_text"]) == (2, None)
    assert "1.2.3" not in found["nothing_rejected"].observed


def test_a_label_that_is_not_released_is_quoted_nowhere(broken: Broken, gate: Gate) -> None:
    rejects = ";".join(REJECT.format(source="residents", row=row) for row in (2, 3))
    misplaced = "update raw.reject set reason = 'unknown area: ''7654321'' is not in the crosswalk'"
    kept_back = "update declared.source set released = false where source_id = 'residents'"
    for released in (True, False):
        found = gate(
            broken(";".join([rejects, misplaced, *([] if released else [kept_back])])), "reject"
        )
        for name in ("nothing_rejected", "rejected_within_limit"):
            assert "unknown area" in found[name].sample[0]["reason"]
            assert ("7654321" in found[name].observed + str(found[name].sample)) == released


def test_rejects_above_the_limit_block_and_name_file_row_and_column(
    broken: Broken, gate: Gate
) -> None:
    statement = ";".join(REJECT.format(source="residents", row=row) for row in (2, 3))
    blocked = gate(broken(statement), "reject")["rejected_within_limit"]
    assert not blocked.passed
    assert blocked.severity == "critical"
    assert blocked.sample[0] == {
        "file": "residents.csv",
        "row_number": 2,
        "columns": "Total",
        "found": "1.2.3",
        "reason": "not a number",
        "declared_at": None,
        "source_id": "residents",
    }


def test_a_series_that_is_declared_to_have_a_sign_may_be_negative(
    broken: Broken, gate: Gate
) -> None:
    negative = """update marts.fct_measure set value = -value
        where measure_id = 'unemployed_monthly'"""
    signed = """;update declared.series set is_signed = true
        where measure_id = 'unemployed_monthly'"""
    assert gate(broken(negative + signed), "fct_measure")["value_not_negative"].passed


@pytest.mark.parametrize("watches", [True, False])
def test_percentages_that_are_declared_to_be_small_are_no_finding(
    broken: Broken, gate: Gate, watches: bool
) -> None:
    small = f"""insert into declared.series by name select 'unemployed_by_month' as source_id,
            'unemployed_monthly' as measure_id, '' as breakdown, 'percent' as unit;
        update marts.fct_measure set value = 0.28 where measure_id = 'unemployed_monthly';
        delete from declared.agreement;
        insert into declared.plausibility_screening by name
        select 'unemployed_by_month' as source_id, {watches} as watches_shares"""
    passed = gate(broken(small), "fct_measure")["percentages_are_no_shares"].passed
    assert passed is not watches


@pytest.mark.parametrize(
    ("table", "statement"),
    [
        ("fct_measure", f"update marts.fct_measure set status = 'limited' where {MONTH}"),
        ("fct_indicator", f"update marts.fct_indicator set status = 'preliminary' where {RATE_A}"),
        ("mart_trend", "update marts.fct_indicator set status = 'revised' where status = 'known'"),
        (
            "fct_indicator",
            """update marts.fct_indicator
            set value = -value, ci_low = -ci_high, ci_high = -ci_low, numerator = null,
                denominator = null, denominator_period = null
            where indicator_id = 'young_share';
            update declared.series set is_signed = true, breakdown = '';
            update declared.term set measure_id = 'population', breakdown = ''
            where owner_id = 'young_share'""",
        ),
    ],
)
def test_what_a_source_says_of_its_figures_stops_no_publication(
    broken: Broken, gate: Gate, table: str, statement: str
) -> None:
    """A figure that is preliminary, revised or of limited reliability, and a score below zero."""
    before = {one.name for one in gate(broken("select 1"), table).values() if one.passed}
    after = gate(broken(statement), table)
    excused = {"value_is_numerator_over_denominator", "denominator_positive_where_known"}
    assert [one for one in before - excused if not after[one].passed] == []
