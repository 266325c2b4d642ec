"""The suites are readable without Great Expectations, and mistakes in them are explained."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from expectations import SuiteError, declared_checks, run_checks

SUITE = """\
table: marts.dim_area
key: [area_id]
checks:
  - name: has_rows
    severity: critical
    description: Some sentence that is long enough.
    expectation: expect_table_row_count_to_be_between
    kwargs: {min_value: 1}
"""


def suites_of(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def test_importing_the_package_does_not_import_great_expectations() -> None:
    code = (
        "import sys, expectations; expectations.declared_checks();"
        "sys.exit('great_expectations' in sys.modules or 'dagster' in sys.modules)"
    )
    root = Path(__file__).parents[2]

    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0


def test_every_gated_table_has_a_row_count_so_that_empty_does_not_pass() -> None:
    checks = declared_checks()

    counted = {check.table for check in checks if check.name == "has_rows"}
    # rejects, findings and changes by providers are best empty; without declared rules there is
    # nothing to judge; what comes from layers may be empty until one was retrieved, and
    # mart_layer_status says for each layer what became of its features; what comes from registers
    # is checked against their rows; nobody is asked where everything is known; before the first
    # publication nothing is compared
    may_be_empty = {
        "raw.reject",
        "marts.mart_area_class",
        "marts.mart_drift",
        "marts.mart_plausibility",
        "assess.plausibility_judged",
        "assess.service_compared",
        "marts.dim_area_geometry",
        "marts.dim_service",
        "marts.dim_service_area",
        "marts.mart_layer_status",
        "marts.fct_service_capacity",
        "marts.mart_accessibility",
        "marts.mart_outlook",
        "marts.mart_evidence",
        "marts.mart_open_question",
        "marts.mart_plan_review",
        "staging.stg_register_row",
    }
    assert counted == {check.table for check in checks} - may_be_empty


def test_every_check_says_its_rule_in_german_for_the_report() -> None:
    silent = [f"{c.table}.{c.name}" for c in declared_checks() if not c.description_de]

    assert silent == []


READ = {
    "marts.fct_indicator",
    "marts.fct_measure",
    "marts.fct_service_capacity",
    "marts.mart_coverage",
    "marts.mart_drift",
    "marts.mart_source_status",
    "raw.reject",
}
"""Tables whose figures come from outside, or follow from them by adding up and dividing."""
OURS = {
    "all_in_words",
    "breakdown_well_formed",
    "capacity_not_negative",
    "coverage_class_unknown_without_capacity",
    "data_starts_before_it_ends",
    "denominator_positive_where_known",
    "estimates_sum_to_native_level",
    "every_area_has_a_row",
    "every_declared_source_has_a_status",
    "gaps_sum_to_zero",
    "has_rows",
    "level_is_that_of_the_area",
    "numerator_not_negative",
    "period_matches_its_dates",
    "period_starts_before_it_ends",
    "target_population_not_negative",
    "totals_and_parts_not_summed_together",
    "used_not_negative",
    "value_absent_where_not_known",
    "value_is_numerator_over_denominator",
    "value_present_where_known",
    "value_within_its_interval",
    "what_counts_is_existing_and_placed",
}
"""Checks that only our reading and arithmetic can break: other figures are refused before."""


def test_what_figures_from_outside_can_break_says_what_to_do() -> None:
    critical = [c for c in declared_checks() if c.severity == "critical" and c.table in READ]
    silent = {c.name for c in critical if not c.advice and "advice" not in (c.query or "")}

    assert silent == OURS


def test_names_are_unique_within_a_table() -> None:
    names = Counter((check.table, check.name) for check in declared_checks())

    assert max(names.values()) == 1


def test_one_query_serves_two_severities() -> None:
    queries = {
        check.severity: check.kwargs["unexpected_rows_query"]
        for check in declared_checks()
        if check.name in ("agreements_critical", "agreements_warning")
    }

    assert queries["warning"] == queries["critical"].replace("'critical'", "'warning'")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("severity: critical", "severity: fatal", ["has_rows", "'critical' or 'warning'", "fatal"]),
        ("severity:", "severety:", ["has_rows", "unknown key 'severety'", "severity"]),
        ("    expectation: ", "    # ", ["has_rows", "'expectation' is missing"]),
        ("name: has_rows", "name: Has Rows", ["Has Rows", "pattern"]),
        ("key: [area_id]\n", "", ["'key' is missing", "table, key, checks"]),
        ("table: marts.dim_area", "table: dim_area", ["table", "pattern"]),
        ("min_value: 1", "severity: warning", ["has_rows", "kwargs must not hold ['severity']"]),
        ("severity: critical", "table: marts.x", ["has_rows", "['table'] belong to the suite"]),
        ("checks:", "checks: [", ["not readable as YAML"]),
        (SUITE, "", ["valid dictionary"]),
        (
            "expect_table_row_count_to_be_between",
            "unexpected_rows_expectation",
            ["has_rows", "must read the table as {batch}"],
        ),
    ],
)
def test_a_malformed_suite_names_file_check_and_what_is_allowed(
    tmp_path: Path, before: str, after: str, said: list[str]
) -> None:
    suites = suites_of(tmp_path, area=SUITE.replace(before, after))

    with pytest.raises(SuiteError) as error:
        declared_checks(suites)
    for text in ["area.yaml", *said]:
        assert text in str(error.value)


def test_a_name_used_twice_is_refused(tmp_path: Path) -> None:
    check = SUITE.partition("checks:\n")[2]

    with pytest.raises(SuiteError, match=r"area\.yaml: check 'has_rows': declared twice"):
        declared_checks(suites_of(tmp_path, area=SUITE + check))


def test_a_table_with_two_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SuiteError, match=r"b\.yaml: table marts\.dim_area .* a\.yaml"):
        declared_checks(suites_of(tmp_path, a=SUITE, b=SUITE))


def test_a_folder_without_suites_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SuiteError, match="no suite"):
        declared_checks(tmp_path)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("expect_table_row_count_to_be_between", "expect_the_best", "expect_the_best"),
        ("min_value", "minimum", "minimum"),
    ],
)
def test_an_expectation_that_cannot_be_made_fails_its_check_only(
    synthetic_build: Path, tmp_path: Path, before: str, after: str, said: str
) -> None:
    other = SUITE.partition("checks:\n")[2].replace("has_rows", "other")
    suites = suites_of(tmp_path, area=SUITE.replace(before, after) + other)

    unusable, usable = run_checks(synthetic_build, suites=suites)

    assert not unusable.passed
    assert said in str(unusable.error)
    assert usable.passed
