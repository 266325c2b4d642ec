"""What a table's labels and columns say that a figure is about; wrong ones are named."""

import re
from typing import Any

import pytest

from sozialraum.declarations import Catalogue
from sozialraum.declarations.series import (
    Ages,
    Breakdown,
    OverlapError,
    Series,
    ages_of,
    class_limits,
    matching_series,
)
from sozialraum.declarations.source import Source

SINGLE_YEARS = [str(age) for age in range(121)]
CLASSES = ["0-2", "3-5", "6-64", "65-74", "75_plus"]


def _series(values: list[str]) -> list[Series]:
    return [
        Series(
            measure="m", breakdown={"age": v}, unit="persons", signed=False, column="c", labels={}
        )
        for v in values
    ]


@pytest.mark.parametrize(
    ("known", "wanted", "taken"),
    [
        (CLASSES, "3-5", ["3-5"]),
        (CLASSES, "0-64", ["0-2", "3-5", "6-64"]),
        (CLASSES, "65_plus", ["65-74", "75_plus"]),
        (["0-64", "65-"], "0+", ["0-64", "65-"]),
        (CLASSES, "0-4", []),  # cuts a class
        (CLASSES, "70_plus", []),
        (["0-2", "6-64"], "0-64", []),  # a gap
        (["0-17", "18-64"], "18_plus", []),  # nobody counted the older ones
        (["0-17", "unknown"], "0_plus", []),
        (SINGLE_YEARS, "0-2", ["0", "1", "2"]),
        (SINGLE_YEARS, "119_plus", ["119", "120"]),
        (SINGLE_YEARS[:18], "15_plus", []),  # a table of children
        (["under_25", "25-34"], "0-34", []),
    ],
)
def test_a_class_of_ages_is_put_together_of_those_that_tile_it(
    known: list[str], wanted: str, taken: list[str]
) -> None:
    found = matching_series(_series(known), {"age": [wanted]})
    assert sorted(one.breakdown["age"] for one in found) == sorted(taken)


@pytest.mark.parametrize(
    ("known", "wanted", "said"),
    [
        (["0-2", "3-5", "0-5", "6-17"], {}, "age=0-2 and age=0-5"),
        (["0-2", "0-5", "6-17"], {"age": ["0-2", "0-5"]}, "age=0-2 and age=0-5"),
        (["0-17", "18+", "65+"], {}, r"age=18\+ and age=65\+"),
        (["17", "0-17"], {}, "age=0-17 and age=17"),
    ],
)
def test_classes_that_overlap_are_not_added_up(
    known: list[str], wanted: dict[str, list[str]], said: str
) -> None:
    with pytest.raises(OverlapError, match=said):
        matching_series(_series(known), wanted)
    by_sex = [
        one.model_copy(update={"breakdown": {"sex": one.breakdown["age"]}})
        for one in _series(["male", "female"])
    ]
    if not wanted:
        # another breakdown tells the whole
        assert matching_series([*_series(known), *by_sex], {}) == by_sex


def test_classes_of_different_parts_do_not_overlap() -> None:
    parts = [("a", "0-2"), ("a", "3-5"), ("b", "0-5")]
    series = [
        one.model_copy(update={"breakdown": {"kind": kind, "age": age}})
        for (kind, age), one in zip(parts, _series([age for _, age in parts]), strict=True)
    ]
    assert matching_series(series, {}) == series


def test_labels_of_single_years_have_no_blanks_around_them() -> None:
    declared = Breakdown(
        column="Alter",
        dimension="age",
        ages=Ages(label=" {age} Jahre", until=2),
        values={"3 u. älter": "3_plus"},
    )
    assert declared.labels == {
        "0 Jahre": "0",
        "1 Jahre": "1",
        "2 Jahre": "2",
        "3 u. älter": "3_plus",
    }
    assert class_limits("text") is None


def _declared(catalogue: Catalogue, **changes: Any) -> Source:
    """A long table whose rows name measure and unit, with changes."""
    content = {
        **catalogue.source("short_time_work").model_dump(exclude={"plausibility", "max_age_days"}),
        "measures": [
            {
                "column": "Wert",
                "measure": "rent",
                "unit": "eur_per_m2",
                "where": {"Merkmal": "Miete"},
            },
            {
                "column": "Wert",
                "measure": "flats",
                "unit": "places",
                "where": {"Merkmal": "Anzahl"},
            },
        ],
    }
    return Source(**{**content, **changes})


def test_a_column_holds_several_measures_where_rows_name_them(catalogue: Catalogue) -> None:
    source = _declared(catalogue)
    assert source.figure_columns == ["Wert"]
    assert source.splitting_columns == ["Merkmal"]
    assert [(one.measure, one.labels) for one in source.series] == [
        ("rent", {"Merkmal": "Miete"}),
        ("flats", {"Merkmal": "Anzahl"}),
    ]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"measures": [{"column": "W", "measure": "m", "unit": "eur", "where": {"A": "a"}},
                       {"column": "W", "measure": "n", "unit": "eur"}]},
         "name the same columns, or none"),
        ({"measures": [{"column": "W", "measure": "m", "unit": "eur", "where": {"A": "a"}},
                       {"column": "W", "measure": "n", "unit": "eur", "where": {"A": "a"}}]},
         "hold two measures in the same rows"),
        ({"measures": [{"column": "W", "measure": "m", "unit": "eur"},
                       {"column": "V", "measure": "m", "unit": "eur"}]},
         r"two columns give the same measure and breakdown: \['m\[\]'\]"),
        ({"measures": [{"column": "W", "measure": "m", "unit": "eur", "part": 1},
                       {"column": "V", "measure": "m", "unit": "eur"}]},
         "of all measures or none, from 1 to 12"),
        ({"cadence": "quarter", "period": {"year": "Jahr"},
          "measures": [{"column": "W", "measure": "m", "unit": "eur", "part": 5}]},
         "from 1 to 4 with cadence 'quarter'"),
        ({"cadence": "year", "period": {"year": "Jahr"},
          "measures": [{"column": "W", "measure": "m", "unit": "eur", "part": 1}]},
         "has no columns for parts of a year"),
        ({"measures": [{"column": "W", "measure": "m", "unit": "xyz"}]}, "no unit: 'xyz'"),
        ({"where": {"Art": "x"}, "ignored": ["Art"]}, "`where` that are ignored"),
        ({"breakdowns": [{"column": "Merkmal", "dimension": "d", "values": {"a": "b"}}]},
         "a breakdown and in `where`"),
        ({"breakdowns": [{"column": "B", "dimension": "d"}]}, "give `values` or `ages`"),
        ({"breakdowns": [{"column": "B", "dimension": "d",
                          "ages": {"label": "Jahre", "until": 9}}]},
         "needs {age} once"),
    ],
)  # fmt: skip
def test_a_mistake_is_refused(catalogue: Catalogue, changes: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        _declared(catalogue, **changes)


def test_two_labels_of_a_column_may_mean_the_same_for_one_was_renamed(catalogue: Catalogue) -> None:
    sexes = {
        "column": "S",
        "dimension": "sex",
        "values": {"m": "male", "f": "female", "w": "female"},
    }
    source = _declared(catalogue, breakdowns=[sexes])
    female = [one.labels["S"] for one in source.series if one.key == "sex=female"]
    assert female == ["f", "w"] * 2


def test_a_number_of_hundreds_of_digits_would_be_infinite_and_is_none(catalogue: Catalogue) -> None:
    for source in catalogue.sources:
        number = re.compile(source.number_pattern)
        assert number.match("123456789012345")
        assert not number.match("9" * 400)
        assert not number.match("9" + f"{source.thousands or ''}999" * 130)


def test_classes_that_follow_each_other_are_ages_together() -> None:
    assert ages_of(["3", "0-2", "6-9", "7-12"]) == [(0, 3), (6, 12)]
    assert ages_of(["4-17", "0-3"]) == ages_of(["0-17"])
    assert ages_of(["0-2", "female"]) is None
