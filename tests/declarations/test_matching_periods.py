"""What could never have a figure, since periods never belong together, is refused as declared."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from sozialraum.base.errors import DeclarationError
from sozialraum.declarations import load_catalogue
from sozialraum.declarations.indicator import Indicator
from sozialraum.declarations.matching_periods import never_matches, nothing_matched
from sozialraum.declarations.periods import NamedPeriod, read_period


def _indicator(**declared: Any) -> Indicator:
    return Indicator.model_validate(
        {
            "id": "share", "name": "Share", "definition": "A share.", "planning_field": "planning",
            "theme": "theme", "unit": "share", "higher_is_need": True, "native_level": "quarter",
            "numerator": {"measure": "some"}, "denominator": {"measure": "all"},
            "interval": "wilson", **declared,
        }
    )  # fmt: skip


@pytest.mark.parametrize(
    ("declared", "published", "said"),
    [
        ({"cadence": "month"}, {"year"}, "end in month 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11"),
        ({"cadence": "quarter"}, {"year"}, "end in month 3, 6, 9 never have a denominator"),
        ({"cadence": "quarter"}, {"half_year"}, "say `last_known`, `nearest` or `quarters`"),
        ({"cadence": "quarter", "quarters": [4]}, {"year"}, None),
        ({"cadence": "quarter"}, {"year", "month"}, None),
        ({"cadence": "quarter", "denominator_rule": "last_known"}, {"year"}, None),
        ({"cadence": "month"}, {"day"}, None),
        ({"cadence": "week"}, {"week"}, None),
        ({"cadence": "school_year"}, {"year"}, "say `nearest` or `last_known`"),
        ({"cadence": "school_year", "denominator_rule": "nearest"}, {"year"}, None),
        ({"cadence": "week"}, {"year", "month"}, "never end on the day"),
        ({"cadence": "quarter", "quarters": [1, 2]}, {"year"}, "never end on the day"),
        ({"cadence": "quarter", "quarters": [2]}, {"half_year"}, None),
        # from 31 July to 31 December
        (
            {"cadence": "year", "denominator_rule": "year_end", "denominator_within": 4},
            {"school_year"},
            "never nearer than 5 months",
        ),
        (
            {"cadence": "year", "denominator_rule": "year_end", "denominator_within": 5},
            {"school_year"},
            None,
        ),
        (
            {"cadence": "quarter", "quarters": [2], "denominator_rule": "nearest",
             "denominator_within": 2},
            {"year"},
            "never nearer than 3 months",
        ),
        (
            {"cadence": "quarter", "quarters": [2], "denominator_rule": "nearest",
             "denominator_within": 3},
            {"year"},
            None,
        ),
        (
            {"cadence": "month", "denominator_rule": "last_known", "denominator_within": 0},
            {"day"},
            None,
        ),
    ],
)  # fmt: skip
def test_cadences_that_never_meet_are_told_with_what_would_do(
    declared: dict[str, Any], published: Any, said: str | None
) -> None:
    found = never_matches(_indicator(**declared), published)
    assert (found is None) == (said is None), found
    assert (said or "") in (found or "")


def _named(cadence: str, *texts: str) -> list[NamedPeriod]:
    role = "date" if cadence == "day" else "label"
    found = [read_period(cadence, {role: text}) for text in texts]
    return [one for one in found if one is not None]


@pytest.mark.parametrize(
    ("rule", "within", "numerators", "is_told"),
    [
        ("same_period", None, ["2021-05"], True),
        ("same_period", None, ["2021-06"], False),
        ("last_known", None, ["2021-05"], False),
        ("last_known", 10, ["2021-05"], True),
        ("last_known", 11, ["2021-05"], False),
        ("last_known", None, ["2020-05"], True),
        ("year_end", 5, ["2021-05"], True),
        ("year_end", 6, ["2021-05"], False),
        ("previous_year_end", None, ["2020-05"], True),
        ("previous_year_end", None, ["2021-05"], False),
        ("nearest", 0, ["2021-05"], True),
        ("nearest", 1, ["2021-05"], False),
        ("nearest", 1, ["2021-08"], False),
        ("nearest", 0, ["2021-08", "2021-06"], False),
    ],
)
def test_files_none_of_whose_periods_belong_together_are_told(
    rule: str, within: int | None, numerators: list[str], is_told: bool
) -> None:
    """Of populations of 30 June 2020 and 2021."""
    one = _indicator(cadence="month", denominator_rule=rule, denominator_within=within)
    days = _named("day", "2020-06-30", "2021-06-30")
    said = nothing_matched(one, _named("month", *numerators), days)
    assert (said is not None) == is_told
    assert said is None or "2020-06-30 to 2021-06-30" in said


@pytest.mark.parametrize(("begins", "is_told"), [(8, True), (4, False)])
def test_a_financial_year_ends_with_a_quarter(begins: int, is_told: bool) -> None:
    said = never_matches(_indicator(cadence="school_year"), {"quarter"}, begins)
    assert (said is not None) == is_told


def test_years_of_one_name_that_begin_in_two_months_are_not_set_against_each_other(
    city_copy: Path,
) -> None:
    path = city_copy / "office_files.yaml"
    content = yaml.safe_load(path.read_text("utf-8"))
    one = next(one for one in content["tables"] if one["cadence"] == "school_year")
    other = {**one, "id": "other_years", "period": {**one["period"], "begins": 4}}
    content["tables"].append(other)
    path.write_text(yaml.safe_dump(content, allow_unicode=True), "utf-8")
    with pytest.raises(DeclarationError, match=r"month 8 of .* and month 4 of 'other_years'"):
        load_catalogue(city_copy)


def test_a_limit_without_another_period_is_refused() -> None:
    with pytest.raises(ValueError, match="`denominator_within` limits"):
        _indicator(cadence="month", denominator_within=3)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            lambda one: one.update(cadence="week"),
            "cadence 'week', but the numerator appears by quarter",
        ),
        (
            lambda one: one.update(quarters=[1, 3], denominator_rule="same_period"),
            "never end on the day",
        ),
    ],
)
def test_a_city_with_an_indicator_that_would_be_empty_is_refused(
    city_copy: Path, change: Callable[[dict[str, Any]], None], said: str
) -> None:
    path = city_copy / "indicators.yaml"
    content = yaml.safe_load(path.read_text("utf-8"))
    (one,) = [one for one in content["indicators"] if one["id"] == "unemployment_share"]
    change(one)
    path.write_text(yaml.safe_dump(content, allow_unicode=True), "utf-8")
    with pytest.raises(DeclarationError, match=said):
        load_catalogue(city_copy)
