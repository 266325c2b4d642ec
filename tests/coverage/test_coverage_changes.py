"""A changed rule or register row changes exactly what it should (models alone, on a copied build,
made as a refresh makes them)."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from orchestration.lib.dbt_build import build
from sozialraum.base.warehouse import Warehouse
from sozialraum.declarations import Catalogue
from sozialraum.explain import Copied, suppose
from tests.conftest import Refreshed
from tests.registers.conftest import bundled_rows, register_of

Row = tuple[object, ...]
Results = dict[tuple[object, object], Row]
RESULTS = (
    "select area_id, theme, coverability, rule_id, urgency_score, providers_suggest, "
    "coverage_class, agreement, evidence_count, plan_status, earlier_coverability, register_says, "
    "earlier_rule_id, indication from marts.mart_need_coverage"
)


def results_of(database: Path) -> Results:
    with duckdb.connect(database, read_only=True) as connection:
        return {row[:2]: row for row in connection.execute(RESULTS).fetchall()}


def _from(manifest: dict[str, Any], model: str) -> set[str]:
    """The model and all that follow from it, without what is judged of all tables."""
    found: set[str] = set()
    waiting = [one for one, node in manifest["nodes"].items() if node["name"] == model]
    assert len(waiting) == 1
    while waiting:
        one = waiting.pop()
        if one.startswith("model.") and one not in found:
            found.add(one)
            waiting += manifest["child_map"][one]
    return {one for one in found if not one.endswith(".mart_data_quality")}


@pytest.fixture
def rebuilt(
    build_copy: Callable[[], Warehouse], manifest: dict[str, Any]
) -> Callable[[str, str], tuple[Results, Results]]:
    """Results before and after a statement, with ``first`` and all that depends on it built
    again."""

    def rebuild(statement: str, first: str) -> tuple[Results, Results]:
        warehouse = build_copy()
        before = results_of(warehouse.build_database)
        with duckdb.connect(warehouse.build_database) as connection:
            connection.execute(statement)
        done = list(build(warehouse, manifest["nodes"], _from(manifest, first)))
        assert [(one.name, one.message) for one in done if not one.succeeded] == []
        assert len(done) > 1
        return before, results_of(warehouse.build_database)

    return rebuild


def as_if(
    refreshed: Refreshed, catalogue: Catalogue, key: tuple[str, str], *changes: str
) -> dict[tuple[object, object], Row]:
    """Which answers `explain --what-if` changes, with result, rule and indication."""
    copied = Copied(refreshed.warehouse.current / "sozialraum.duckdb")
    found = suppose(copied, catalogue, area=key[0], theme=key[1], changes=changes)
    told = ("coverability", "rule_id", "indication")
    return {one: tuple(found.after[one][name] for name in told) for one in found.changed}


def told(results: Results, keys: list[tuple[object, object]]) -> dict[tuple[object, object], Row]:
    return {key: (results[key][2], results[key][3], results[key][13]) for key in keys}


def changed(before: Results, after: Results) -> list[tuple[object, object]]:
    assert before.keys() == after.keys()
    return [key for key in before if before[key] != after[key]]


ADDICTION = "can_be_met_by = 'task_change', target_groups = ['addicted']"


def test_a_single_voice_from_one_sozialraum_indicates_there_alone_as_what_if_said(
    rebuilt: Callable[[str, str], tuple[Results, Results]],
    refreshed: Refreshed,
    catalogue: Catalogue,
) -> None:
    before, after = rebuilt(
        f"update staging.stg_register_provider_feedback set {ADDICTION}, "
        "reported_until = date '2024-12-31' where feedback_id = 'PF014'",
        "evidence",
    )
    assert changed(before, after) == [("stadtraum:11", "addiction")]
    new = after["stadtraum:11", "addiction"]
    assert (new[2], new[13]) == ("unknown", "task_change")
    assert told(after, changed(before, after)) == as_if(
        refreshed, catalogue, ("stadtraum:11", "addiction"),
        "PF014.can_be_met_by=task_change", "PF014.target_groups=addicted", "PF014.reported_on=2024",
    )  # fmt: skip


def test_an_offices_figures_from_one_sozialraum_change_its_result_alone(
    rebuilt: Callable[[str, str], tuple[Results, Results]],
) -> None:
    before, after = rebuilt(
        f"update staging.stg_register_provider_feedback set {ADDICTION}, "
        "standing = 'official_count', reported_until = date '2024-12-31' "
        "where feedback_id = 'PF014'",
        "evidence",
    )
    assert changed(before, after) == [("stadtraum:11", "addiction")]
    assert before["stadtraum:11", "addiction"][2] == "unknown"
    assert after["stadtraum:11", "addiction"][2:4] == ("by_task_change", "C05")


def test_an_old_statement_is_told_as_of_its_day_and_decides_nothing_today(
    rebuilt: Callable[[str, str], tuple[Results, Results]],
) -> None:
    before, after = rebuilt(
        "update staging.stg_register_provider_feedback set can_be_met_by = 'task_change', "
        "standing = 'official_count', reported_until = date '2021-06-30' "
        "where feedback_id = 'PF017'",
        "evidence",
    )
    assert changed(before, after) == [("stadtraum:11", "youth_participation")]
    key = ("stadtraum:11", "youth_participation")
    old, new = before[key], after[key]
    assert new[:10] == old[:10]
    assert (old[10], new[10]) == (None, "by_task_change")


def test_a_longer_life_of_statements_changes_what_expired_ones_say_and_no_more(
    rebuilt: Callable[[str, str], tuple[Results, Results]], catalogue: Catalogue
) -> None:
    before, after = rebuilt(
        "update declared.statement_year set years = 100 where says = 'not_at_present'",
        "evidence",
    )
    found = changed(before, after)
    said = {
        row["theme"]
        for row in bundled_rows(catalogue, register_of(catalogue, "provider_feedback"))
        if row["can_be_met_by"] == "not_at_present" and row["reported_on"]
    }
    assert found
    assert {theme for _, theme in found} <= said
    assert all("not_at_present" in (after[key][5], after[key][13]) for key in found)
    assert {after[key][2] for key in found if after[key][3] == "C01"} <= {"not_coverable"}


def test_plans_whose_time_is_over_change_the_status_of_their_themes_alone(
    rebuilt: Callable[[str, str], tuple[Results, Results]], catalogue: Catalogue
) -> None:
    before, after = rebuilt(
        "update staging.stg_register_plans set period_until = date '2025-12-31' "
        "where list_contains(themes, 'ageing')",
        "plan_theme",
    )
    found = changed(before, after)
    treated = {
        theme
        for row in bundled_rows(catalogue, register_of(catalogue, "plans"))
        for theme in row["themes"].split(" | ")
        if "ageing" in row["themes"].split(" | ")
    }
    assert {theme for _, theme in found} <= treated
    aged = [key for key in found if key[1] == "ageing"]
    assert len(aged) == len({area for area, _ in before})
    assert {after[key][9] for key in aged} == {"only_expired"}
    assert all(before[key][:9] == after[key][:9] for key in found)


def test_a_changed_capacity_changes_its_answer_alone_as_what_if_said(
    rebuilt: Callable[[str, str], tuple[Results, Results]],
    refreshed: Refreshed,
    catalogue: Catalogue,
) -> None:
    here = "area_id = 'stadtraum:16' and service_type = 'day_care'"
    before, after = rebuilt(
        f"update assess.coverage_statistics set capacity = 1000 where {here} and period_end = "
        f"(select max(period_end) from assess.coverage_statistics where {here})",
        "coverage",
    )
    key = ("stadtraum:16", "day_care")
    assert changed(before, after) == [key]
    assert told(after, [key]) == as_if(refreshed, catalogue, key, "capacity.day_care=1000")


def test_a_changed_rule_changes_the_results_that_it_made_and_no_others(
    rebuilt: Callable[[str, str], tuple[Results, Results]],
    refreshed: Refreshed,
    catalogue: Catalogue,
) -> None:
    before, after = rebuilt(
        "update declared.cover_rule set result = 'by_task_change' where rule_id = 'C06'",
        "theme_answer",
    )
    made = {key for key, row in before.items() if "C06" in (row[3], row[12])}
    assert set(changed(before, after)) == made
    assert {row[2] for row in after.values() if row[3] == "C06"} == {"by_task_change"}
    key = ("stadtraum:16", "day_care")
    assert told(after, changed(before, after)) == as_if(
        refreshed, catalogue, key, "C06.result=by_task_change"
    )


def test_a_confirmed_site_changes_its_kind_of_service_within_its_reach(
    rebuilt: Callable[[str, str], tuple[Results, Results]],
) -> None:
    # the one community work of the register, in one Sozialraum and with that as its reach
    before, after = rebuilt(
        "update staging.stg_register_services set reference_year = 2025 "
        "where service_id = 'DDS157'",
        "service",
    )
    found = changed(before, after)
    # elsewhere it is known from now on that the city has such a place, and that none is in reach
    here = [key for key in found if after[key][6] == "present"]
    assert {area for area, _ in here} == {"stadtraum:11", "city:14612"}
    assert {(before[key][6], after[key][6]) for key in found if key not in here} <= {
        ("not_recorded", "none_known")
    }
    assert {theme for _, theme in found} <= {
        "economic_situation", "transfer_income", "income_loss", "migrants_participation",
        "housing",
    }  # fmt: skip
    assert after["stadtraum:11", "transfer_income"][6] == "present"
