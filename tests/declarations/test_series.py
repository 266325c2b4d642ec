"""What a table's labels and columns say that a figure is about; wrong ones are named."""

import pytest

from sozialraum.declarations.series import (
    Ages,
    Breakdown,
    OverlapError,
    Series,
    ages_of,
    class_limits,
    matching_series,
)

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


def test_classes_that_follow_each_other_are_ages_together() -> None:
    assert ages_of(["3", "0-2", "6-9", "7-12"]) == [(0, 3), (6, 12)]
    assert ages_of(["4-17", "0-3"]) == ages_of(["0-17"])
    assert ages_of(["0-2", "female"]) is None
