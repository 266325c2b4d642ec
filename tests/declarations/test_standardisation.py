"""Standard populations and what may be said of standardised indicators."""

from typing import Any

import pytest

from sozialraum.declarations import Catalogue
from sozialraum.declarations.indicator import Indicator
from sozialraum.declarations.standardisation import STANDARDS, persons_in


def test_the_european_standard_population_has_100000_persons() -> None:
    assert sum(STANDARDS["esp2013"].values()) == 100_000


@pytest.mark.parametrize(
    ("wanted", "persons"),
    [("0-4", 5000), ("0-2", 3000), ("15-17", 3300), ("18-24", 8200), ("30-44", 20_500),
     ("85_plus", 2500), ("0-64", 80_500)],
)  # fmt: skip
def test_a_class_has_the_persons_of_its_years(wanted: str, persons: float) -> None:
    assert persons_in(wanted, STANDARDS["esp2013"]) == pytest.approx(persons)


def test_the_last_class_of_the_standard_is_never_cut() -> None:
    with pytest.raises(ValueError, match=r"95_plus cuts 90_plus"):
        persons_in("95_plus", STANDARDS["esp2013"])


@pytest.mark.parametrize(
    ("indicator_id", "changes", "said"),
    [
        ("mortality_ratio", {"unit": "per_1000"}, "`unit: ratio` and"),
        ("mortality_ratio", {"denominator": None}, "needs a denominator"),
        ("mortality_ratio", {"denominator_rule": "year_end"}, "population of the same period"),
        ("premature_death_rate", {"interval": "byar"}, "`interval: dobson` and"),
        ("rent_per_m2", {"interval": "survey"}, "the survey's interval is for shares"),
        (
            "underemployment_rate",
            {"interval": "survey"},
            "percentages are told as shares by `unit: share` and `scale: 0.01`",
        ),
        ("child_poverty", {"unit": "eur", "interval": "byar"}, "it has no denominator"),
    ],
)
def test_a_mistake_in_an_indicator_is_refused(
    catalogue: Catalogue, indicator_id: str, changes: dict[str, Any], said: str
) -> None:
    declared = next(one for one in catalogue.indicators if one.id == indicator_id)
    with pytest.raises(ValueError, match=said):
        Indicator(**{**declared.model_dump(), **changes})


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"classes": ["0-2", "6-9"]}, "without a gap; look before"),
        ({"classes": ["0-2", "old"]}, "are written as"),
        ({"cases": None}, "`method: indirect` and `cases`"),
        ({"standard": "esp2013"}, "`method: direct` and `standard`"),
    ],
)
def test_a_mistake_in_a_standardisation_is_refused(
    catalogue: Catalogue, changes: dict[str, Any], said: str
) -> None:
    declared = next(one for one in catalogue.indicators if one.id == "mortality_ratio")
    assert declared.standardise is not None
    with pytest.raises(ValueError, match=said):
        type(declared.standardise)(**{**declared.standardise.model_dump(), **changes})
