"""Ranks as published indices count them, and values that cannot be ranked."""

from collections.abc import Mapping, Sequence
from math import exp, log
from typing import Any

import pytest

from sozialraum.base.errors import MonitorError
from sozialraum.declarations.social_index import IndexSpec
from tests.social_index.test_social_index_methods import long, run

SVI = {"standardise": {"method": "percentile", "digits": 4}}


@pytest.mark.parametrize(
    ("ties", "percentiles"),
    [
        (None, (0.0, 0.25, 0.25, 0.75, 1.0)),
        ("min", (0.0, 0.25, 0.25, 0.75, 1.0)),
        ("max", (0.0, 0.5, 0.5, 0.75, 1.0)),
        ("average", (0.0, 0.375, 0.375, 0.75, 1.0)),
    ],
)
def test_equal_values_share_the_rank_that_is_declared(
    ties: str | None, percentiles: Sequence[float]
) -> None:
    part = {"id": "x"} if ties is None else {"id": "x", "ties": ties}
    rows = long({"a": (1,), "b": (2,), "c": (2,), "d": (3,), "e": (9,)}, ("x",))
    found = run({"indicators": [part], **SVI}, rows)
    assert tuple(found[area]["score"] for area in "abcde") == percentiles


def test_income_is_ranked_as_in_the_social_vulnerability_index_before_and_since_2020() -> None:
    """SVI 2018 documentation: the percentile of per capita income is 1 - PERCENTRANK of the income,
    so that equal incomes share the higher percentile; those of the other indicators the lower."""
    rows = long({"a": (10, 9), "b": (20, 5), "c": (20, 5), "d": (30, 1)}, ("pci", "unemp"))
    parts = [{"id": "pci", "higher_is_need": False, "ties": "reverse"}, {"id": "unemp"}]
    domains = [{"id": one, "indicators": [one]} for one in ("pci", "unemp")]
    found = run({"indicators": parts, "domains": domains, **SVI}, rows)
    assert [found[area]["domain_pci"] for area in "abcd"] == [1.0, 0.6667, 0.6667, 0.0]
    assert [found[area]["domain_unemp"] for area in "abcd"] == [1.0, 0.3333, 0.3333, 0.0]
    del parts[0]["ties"]
    found = run({"indicators": parts, "domains": domains, **SVI}, rows)
    assert found["b"]["domain_pci"] == 0.3333


def test_sums_of_the_same_ranks_are_equal_whatever_they_are_made_of() -> None:
    """0.1 + 0.2 and 0.3 differ in the last digit; as sums of a theme they are the same."""
    found = run(
        {
            "indicators": [{"id": "x"}, {"id": "y"}],
            "standardise": {"method": "none"},
            "combine": "sum",
            "domains": [
                {"id": "theme", "indicators": ["x", "y"], "combine": "sum",
                 "standardise": {"method": "percentile"}}
            ],
        },
        long({"a": (0.1, 0.2), "b": (0.3, 0.0), "c": (1.0, 1.0)}, ("x", "y")),
    )  # fmt: skip
    assert found["a"]["domain_theme"] == found["b"]["domain_theme"] == 0.0
    assert found["a"]["rank"] == found["b"]["rank"] == 2


@pytest.mark.parametrize(("base", "added"), [("one", 1), ("zero", 0)])
def test_the_exponential_transformation_begins_where_it_is_declared(base: str, added: int) -> None:
    """England: R = (N - rank + 1)/N, so that the most deprived scores 100. Scotland (SIMD 2020,
    6,976 data zones): R = (N - rank)/N, so that the least deprived scores 0."""
    zones = 6976
    found = run(
        {
            "indicators": [{"id": "rank", "higher_is_need": False}],
            "standardise": {"method": "none"},
            "domains": [
                {"id": "income", "indicators": ["rank"],
                 "standardise": {"method": "exponential", "rank_base": base}}
            ],
        },
        [(str(rank), "rank", float(rank)) for rank in range(1, zones + 1)],
    )  # fmt: skip
    for rank in (1, 698, 3488, zones):
        share = (zones - rank + added) / zones
        expected = -23 * log(1 - share * (1 - exp(-100 / 23)))
        assert found[str(rank)]["score"] == pytest.approx(expected, abs=1e-9)
    assert found[str(zones if base == "zero" else 1)]["score"] == pytest.approx(
        0 if base == "zero" else 100
    )


def test_equal_domain_values_share_the_mean_exponential_rank_where_declared() -> None:
    found = run(
        {
            "indicators": [{"id": "x"}],
            "standardise": {"method": "none"},
            "domains": [
                {"id": "d", "indicators": ["x"],
                 "standardise": {"method": "exponential", "ties": "average"}}
            ],
        },
        long({"a": (9,), "b": (5,), "c": (5,), "d": (1,)}, ("x",)),
    )  # fmt: skip
    expected = -23 * log(1 - (4 + 1 - 2.5) / 4 * (1 - exp(-100 / 23)))
    assert found["b"]["score"] == found["c"]["score"] == pytest.approx(expected)


COUNTIES = [(f"{i:05d}", "pov", 5 + i % 400 / 10) for i in range(400)]


def test_a_code_for_missing_values_is_no_value_once_it_is_declared() -> None:
    spec = {"indicators": [{"id": "pov"}], **SVI}
    with pytest.raises(
        MonitorError, match=r"area 35039, .*value -999 cannot be one.*missing_codes"
    ):
        run(spec, [*COUNTIES, ("35039", "pov", -999.0)])
    found = run({**spec, "missing_codes": [-999]}, [*COUNTIES, ("35039", "pov", -999.0)])
    assert found.pop("35039")["score"] is None
    assert found == run(spec, COUNTIES)


@pytest.mark.parametrize("odd", [-9.0, -666666666.0, 999.0, 9999.0, 700.0, -450.0])
def test_values_that_cannot_be_are_refused_unless_their_range_is_declared(odd: float) -> None:
    rows = [*COUNTIES, ("35039", "pov", odd)]
    with pytest.raises(MonitorError, match=r"all others lie between 5 and 44\.9"):
        run({"indicators": [{"id": "pov"}], **SVI}, rows)
    run({"indicators": [{"id": "pov", "range": [-1e9, 1e9]}], **SVI}, rows)


def test_values_outside_their_declared_range_are_refused() -> None:
    spec = {"indicators": [{"id": "pov", "higher_is_need": False, "range": [0, 100]}], **SVI}
    with pytest.raises(MonitorError, match=r"pov: value 100.5 is outside .*range: \[0, 100\]"):
        run(spec, [*COUNTIES, ("35039", "pov", 100.5)])
    run(spec, COUNTIES)


def test_what_is_rare_but_may_be_is_not_refused() -> None:
    """Manhattan has 27,800 inhabitants a km², the next 13,900, most counties below 100."""
    rows = [(str(i), "x", float(i % 97)) for i in range(500)]
    rows += [("a", "x", 13900.0), ("b", "x", 27800.0), ("c", "y", 99.0), ("d", "y", -9.0)]
    rows += [(str(i), "y", float(i - 40)) for i in range(90)]
    run({"indicators": [{"id": "x"}, {"id": "y"}], **SVI}, rows)


@pytest.mark.parametrize(
    ("spec", "said"),
    [
        ({"indicators": [{"id": "x", "ties": "max"}], "standardise": {"method": "z"}},
         "`z` has none"),
        ({"indicators": [{"id": "x", "ties": "reverse"}], **SVI}, "higher_is_need: false"),
        ({"indicators": [{"id": "x", "range": [1, 0]}], **SVI}, r"\[lowest, highest\]"),
        ({"indicators": [{"id": "x"}],
          "standardise": {"method": "percentile", "rank_base": "zero"}}, "that of `exponential`"),
        ({"indicators": [{"id": "x"}],
          "standardise": {"method": "exponential", "ties": "reverse"}}, "a percentile's"),
    ],
)  # fmt: skip
def test_ties_that_mean_nothing_are_refused(spec: Mapping[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        IndexSpec.model_validate({"name": "test", "reference": "test", **spec})


# County: percentiles of the shares of people of 17 and younger, in poverty, and of income per head.
SVI_2018 = {
    "01001": (0.7529, 0.5401, 0.2860),
    "01009": (0.6406, 0.4723, 0.7561),
    "01013": (0.5578, 0.8860, 0.8879),
    "01015": (0.4323, 0.7322, 0.6076),
    "01017": (0.2846, 0.6258, 0.7465),
    "01031": (0.6826, 0.5229, 0.4022),
    "01033": (0.3505, 0.6032, 0.5927),
    "01043": (0.5304, 0.5675, 0.7338),
    "01089": (0.4642, 0.3908, 0.0822),
    "01113": (0.8017, 0.7920, 0.7965),
}


def test_percentiles_are_rounded_as_those_of_the_published_social_vulnerability_index() -> None:
    """SVI 2018, United States by county: 3,142 counties, of which one (35039 Rio Arriba) has -999
    for poverty and income. With so many areas a third of all four-digit numbers is a percentile."""
    counties = 3142
    rows = [(str(n), one, float(n)) for n in range(counties) for one in ("age17", "pov", "pci")]
    rows = [row for row in rows if row[:2] not in {("7", "pov"), ("7", "pci")}]
    rows += [("7", "pov", -999.0), ("7", "pci", -999.0)]
    parts = [
        {"id": "age17"},
        {"id": "pov"},
        {"id": "pci", "higher_is_need": False, "ties": "reverse"},
    ]
    domains = [{"id": one["id"], "indicators": [one["id"]]} for one in parts]
    found = run(
        {"indicators": parts, "domains": domains, "missing_codes": [-999], **SVI}, rows
    ).values()
    for place, one in enumerate(("age17", "pov", "pci")):
        possible = {area[f"domain_{one}"] for area in found}
        assert {published[place] for published in SVI_2018.values()} <= possible
