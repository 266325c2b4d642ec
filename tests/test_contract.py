"""Names of published tables and columns that queries of outsiders rely on."""

import pytest

from tests.conftest import Refreshed

CONTRACT = {
    "dim_area": "area_level area_code area_name parent_area_id population",
    "dim_indicator": "name_de planning_field theme unit definition higher_is_need source_ids",
    "dim_service": "service_type provider planning_field theme area_id capacity capacity_unit",
    "fct_indicator": "value numerator denominator ci_low ci_high method source_ids vintage_at",
    "mart_need": "area_id indicator_id period value city_value z_score rank rank_low rank_high "
    "need_class class_is_sure p_top3 trend is_latest",
    "mart_pandemic_effect": "expected observed excess excess_pct pi_low pi_high p_value q_value "
    "finding persists",
    "mart_social_index": "status_score status_class dynamic_score dynamic_class index_class",
    "mart_coverage": "capacity used target_population coverage_ratio utilisation gap "
    "coverage_class",
    "mart_need_coverage": "area_id theme need_class coverage_class finding coverability indication "
    "disputed uncovered urgency evidence_count plan_status",
    "mart_plan_review": "last_reviewed_on adjusted addresses_finding",
    "mart_evidence": "theme area_id direction strength source_title source_url",
    "mart_open_question": "theme area_id fact office would_decide",
    "dim_measure": "measure_id name_de unit counts source_ids",
    "mart_outlook": "population capacity_now coverage_then method",
    "mart_priority": "area_id priority_p_top3 priority_group",
    "mart_source_status": "landed_at data_until rows rejected fresh",
    "mart_data_quality": "table_name check_name severity passed observed failing_rows",
    "mart_revision": "old_value new_value old_vintage new_vintage",
}


@pytest.mark.parametrize("table", CONTRACT)
def test_what_outsiders_rely_on_is_published(refreshed: Refreshed, table: str) -> None:
    found = refreshed.published_rows(f"SELECT column_name FROM (DESCRIBE marts.{table})")
    assert {*CONTRACT[table].split()} <= {column for (column,) in found}
