"""Each published way of combining indicators returns what its reference says it should."""

from collections.abc import Mapping, Sequence
from math import exp, log
from typing import Any

import duckdb
import numpy as np
import pytest

from sozialraum.base.errors import MonitorError
from sozialraum.declarations.social_index import IndexSpec
from sozialraum.social_index.engine import compute

Row = tuple[Any, ...]


def run(spec: Mapping[str, Any], rows: Sequence[Row], periods: bool = False) -> dict[Any, Any]:
    """Area (or area and period) -> the result row as a dict."""
    columns = "area VARCHAR, indicator VARCHAR, value DOUBLE" + (
        ", period INTEGER" if periods else ""
    )
    declared = IndexSpec.model_validate({"name": "test", "reference": "test", **spec})
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE given ({columns})")
        if rows:
            # As text: a list of numbers with NaN would become one with NULL.
            texts = [
                [None if one is None else str(one) for one in column]
                for column in zip(*rows, strict=True)
            ]
            unnested = ", ".join(f"unnest(${place + 1})" for place in range(len(texts)))
            connection.execute(f"INSERT INTO given SELECT {unnested}", texts)
        compute(connection, declared, "given", "result")
        result = connection.execute("SELECT * FROM result")
        names = [column[0] for column in result.description or []]
        found = [dict(zip(names, row, strict=True)) for row in result.fetchall()]
    return {(one["area"], one["period"]) if periods else one["area"]: one for one in found}


def long(table: Mapping[str, Sequence[float | None]], indicators: Sequence[str]) -> list[Row]:
    return [
        (area, indicator, value)
        for area, values in table.items()
        for indicator, value in zip(indicators, values, strict=True)
    ]


def test_the_mean_of_z_scores_is_that_of_the_textbook_example() -> None:
    """2, 4, 4, 4, 5, 5, 7, 9 have the mean 5 and the population standard deviation 2."""
    values = dict(zip("abcdefgh", [2, 4, 4, 4, 5, 5, 7, 9], strict=True))
    rows = [(area, one, value) for area, value in values.items() for one in ("x", "y")]
    found = run({"indicators": [{"id": "x"}, {"id": "y"}], "standardise": {"method": "z"}}, rows)
    assert {area: one["score"] for area, one in found.items()} == {
        "a": -1.5, "b": -0.5, "c": -0.5, "d": -0.5, "e": 0.0, "f": 0.0, "g": 1.0, "h": 2.0
    }  # fmt: skip
    assert found["h"]["rank"] == 1
    assert found["b"]["rank"] == found["d"]["rank"] == 5


def test_an_indicator_of_which_less_is_need_is_turned_round_and_weights_count() -> None:
    found = run(
        {
            "indicators": [{"id": "x", "weight": 3}, {"id": "y", "higher_is_need": False}],
            "standardise": {"method": "min_max"},
        },
        long({"a": (0, 10), "b": (5, 20), "c": (10, 30)}, ("x", "y")),
    )
    assert [found[area]["score"] for area in "abc"] == [0.25, 0.5, 0.75]


def test_percentile_ranks_are_those_of_the_social_vulnerability_index() -> None:
    """CDC/ATSDR SVI documentation: percentile rank = (rank - 1) / (N - 1) to four digits, equal
    values at the lower rank; themes are sums of ranks, ranked; the total is the sum of theme sums,
    ranked."""
    found = run(
        {
            "indicators": [{"id": one} for one in ("pov", "unemp", "age")],
            "standardise": {"method": "percentile", "digits": 4},
            "domains": [
                {"id": "theme1", "indicators": ["pov", "unemp"], "combine": "sum"},
                {"id": "theme2", "indicators": ["age"], "combine": "sum"},
            ],
            "combine": "sum",
        },
        long(
            {"a": (10, 3, 5), "b": (20, 3, 9), "c": (20, 4, 1), "d": (30, 9, 7)},
            ("pov", "unemp", "age"),
        ),
    )
    assert found["a"]["domain_theme1"] == 0.0
    assert found["b"]["domain_theme1"] == pytest.approx(0.3333)
    assert found["c"]["domain_theme1"] == pytest.approx(0.3333 + 0.6667)
    assert found["d"]["score"] == pytest.approx(2.0 + 0.6667)
    assert [found[area]["rank"] for area in "dbca"] == [1, 2, 3, 4]


def test_the_exponential_transformation_is_that_of_the_english_indices() -> None:
    """R = 1/N for the least deprived area and 1 for the most deprived, X = -23 ln(1 - R(1 -
    exp(-100/23))): 100 for the most deprived, and a tenth of the areas above 50."""
    areas = 32844
    rows = [(f"{i:05d}", "income", float(i)) for i in range(1, areas + 1)]
    found = run(
        {
            "indicators": [{"id": "income"}],
            "standardise": {"method": "none"},
            "domains": [
                {"id": "d", "indicators": ["income"], "standardise": {"method": "exponential"}}
            ],
            "classes": {
                "method": "quantiles", "count": 10, "labels": [str(i) for i in range(10, 0, -1)],
            },
        },
        rows,
    )  # fmt: skip
    scores = np.array([one["score"] for one in found.values()])
    assert scores.max() == pytest.approx(100)
    assert (scores > 50).mean() == pytest.approx(0.1, abs=0.005)
    middle = found[f"{areas // 2:05d}"]["score"]
    assert middle == pytest.approx(-23 * log(1 - 0.5 * (1 - exp(-100 / 23))))
    deciles = [one["class"] for one in found.values()]
    assert found[f"{areas:05d}"]["class"] == "1"
    assert {3284, 3285} >= {deciles.count(str(one)) for one in range(1, 11)}


def test_domain_ranks_and_weights_give_the_scores_that_were_worked_out_by_hand() -> None:
    """Two domains with weights 0.225 and 0.135, three areas, given as ranks (1: most deprived)."""
    found = run(
        {
            "indicators": [{"id": "income", "higher_is_need": False},
                           {"id": "crime", "higher_is_need": False}],
            "standardise": {"method": "none"},
            "domains": [
                {"id": "income", "weight": 0.225, "indicators": ["income"],
                 "standardise": {"method": "exponential"}},
                {"id": "crime", "weight": 0.135, "indicators": ["crime"],
                 "standardise": {"method": "exponential"}},
            ],
        },
        long({"a": (1, 3), "b": (2, 1), "c": (3, 2)}, ("income", "crime")),
    )  # fmt: skip

    def x(rank: int) -> float:
        return -23 * log(1 - (4 - rank) / 3 * (1 - exp(-100 / 23)))

    for area, ranks in {"a": (1, 3), "b": (2, 1), "c": (3, 2)}.items():
        expected = (0.225 * x(ranks[0]) + 0.135 * x(ranks[1])) / 0.36
        assert found[area]["score"] == pytest.approx(expected)
    assert [found[area]["rank"] for area in "abc"] == [1, 2, 3]


def test_the_first_component_is_that_of_a_singular_value_decomposition() -> None:
    """As in the German Index of Socioeconomic Deprivation: the sign makes more of the first
    indicator more need."""
    rng = np.random.default_rng(1)
    common = rng.normal(size=60)
    table = np.column_stack([common + rng.normal(size=60) * s for s in (0.5, 1.0, 2.0)])
    table[:, 2] *= -10
    found = run(
        {
            "indicators": [{"id": "i0"}, {"id": "i1"}, {"id": "i2"}],
            "standardise": {"method": "z"},
            "combine": "first_component",
        },
        long({f"{i:02d}": list(row) for i, row in enumerate(table)}, ("i0", "i1", "i2")),
    )
    z = (table - table.mean(axis=0)) / table.std(axis=0)
    left, singular, right = np.linalg.svd(z, full_matrices=False)
    expected = left[:, 0] * singular[0] * np.sign(right[0, 0])
    assert [found[f"{i:02d}"]["score"] for i in range(60)] == pytest.approx(list(expected))
    assert right[0, 2] * right[0, 0] < 0


@pytest.mark.parametrize("domains", [[], [{"id": "d", "indicators": ["x", "y"],
    "combine": "first_component", "standardise": {"method": "z"}}]])  # fmt: skip
def test_a_year_of_too_few_or_equal_areas_has_no_first_component_and_no_score(
    domains: list[Any],
) -> None:
    """Of 2008 two areas are known, in 2009 `x` is the same everywhere, 2010 is complete."""
    table = {"01": (6.1, 14.2), "02": (9.8, 23.5), "03": (4.4, 11.9)}
    known = [
        *((area, one, 2008) for area in ("01", "02") for one in (0, 1)),
        *((area, one, year) for area in table for one in (0, 1) for year in (2009, 2010)),
    ]
    found = run(
        {
            "indicators": [{"id": "x"}, {"id": "y"}],
            "standardise": {"method": "none"},
            "domains": domains,
            "combine": "mean" if domains else "first_component",
        },
        [
            (area, "xy"[one], 7.0 if (one, year) == (0, 2009) else table[area][one], year)
            for area, one, year in known
        ],
        periods=True,
    )
    scored = {key for key, one in found.items() if one["score"] is not None}
    assert scored == {(area, "2010") for area in table}
    assert len(found) == 8


def test_status_and_dynamics_give_four_by_three_classes() -> None:
    """As in Berlin's monitor: the dynamics are the same index on the change over two years."""
    spec = {
        "indicators": [{"id": "x"}],
        "standardise": {"method": "z"},
        "classes": {"method": "sd", "cuts": [-1, 1, 1.5], "labels": ["1", "2", "3", "4"]},
        "dynamics": {
            "years": 2,
            "classes": {"method": "sd", "cuts": [-1, 1], "labels": ["+", "±", "-"]},
        },
    }
    before = dict(zip("abcdefgh", [2, 4, 4, 4, 5, 5, 7, 9], strict=True))
    change = dict(zip("abcdefgh", [0, 0, 0, 0, 0, 0, -4, 4], strict=True))
    rows = [(area, "x", value, 2019) for area, value in before.items()]
    rows += [(area, "x", value + change[area], 2021) for area, value in before.items()]
    found = run(spec, rows, periods=True)
    assert found["a", "2019"]["class"] == "1"
    assert found["g", "2019"]["class"] == "3"
    assert found["h", "2019"]["class"] == "4"
    assert found["a", "2019"]["index_class"] is None
    assert found["h", "2021"]["index_class"] == "4-"
    assert found["g", "2021"]["dynamic_class"] == "+"
    assert found["b", "2021"]["dynamic_class"] == "±"


def test_a_change_that_is_the_same_everywhere_makes_no_class_of_rounding_errors() -> None:
    """0.4 - 0.3 and 0.5 - 0.4 differ in the last digit."""
    spec = {
        "indicators": [{"id": "x"}],
        "standardise": {"method": "z"},
        "dynamics": {"years": 1, "classes": {"method": "sd", "cuts": [0], "labels": ["+", "-"]}},
    }
    before = {"a": 0.1, "b": 0.2, "c": 0.3, "d": 0.4, "e": 0.5}
    rows: list[Row] = [(area, "x", value, 2020) for area, value in before.items()]
    rows += [(area, "x", round(value + 0.1, 1), 2021) for area, value in before.items()]
    found = run(spec, rows, periods=True)
    assert {found[area, "2021"]["dynamic_class"] for area in before} == {None}
    rows[-1] = ("e", "x", 0.6001, 2021)
    assert run(spec, rows, periods=True)["e", "2021"]["dynamic_class"] == "-"


def test_fixed_shares_of_the_areas_make_classes() -> None:
    found = run(
        {
            "indicators": [{"id": "x"}],
            "standardise": {"method": "none"},
            "classes": {"method": "shares", "shares": [0.2, 0.6, 0.2]},
        },
        [(str(i), "x", float(i)) for i in range(10)],
    )
    assert [found[str(i)]["class"] for i in range(10)] == list("1122222233")


@pytest.mark.parametrize(("missing", "score"), [("no_score", None), ("use_known", 1.0)])
def test_an_area_that_lacks_an_indicator_is_treated_as_declared(
    missing: str, score: float | None
) -> None:
    found = run(
        {
            "indicators": [{"id": "x"}, {"id": "y"}],
            "standardise": {"method": "min_max"},
            "missing": missing,
        },
        long({"a": (0, 1), "b": (1, 3), "c": (2, None)}, ("x", "y")),
    )
    assert found["c"]["score"] == score
    assert found["b"]["score"] == 0.75
    assert found["b"]["areas"] == (2 if missing == "no_score" else 3)


def test_an_area_without_any_value_stays_in_the_result_without_a_score() -> None:
    spec = {"indicators": [{"id": "x"}, {"id": "y"}], "standardise": {"method": "min_max"}}
    found = run(spec, long({"a": (0, 1), "b": (1, 3), "c": (None, None)}, ("x", "y")))
    assert found["c"]["score"] is None
    assert found["c"]["rank"] is None
    assert found["b"]["areas"] == 2


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([("a", "x", 1.0), ("a", "x", 2.0), ("a", "y", 2.0)], "area a, indicator x: 2 values"),
        ([("a", "x", 1.0)], "no value of y; the input has x"),
        ([("a", "x", float("nan")), ("a", "y", 2.0)], "'nan' is not a finite number"),
    ],
)
def test_a_mistake_in_the_input_is_named(rows: list[Row], said: str) -> None:
    spec = {"indicators": [{"id": "x"}, {"id": "y"}], "standardise": {"method": "z"}}
    with pytest.raises(MonitorError, match=said):
        run(spec, rows)


def test_values_that_are_the_same_everywhere_have_no_z_score() -> None:
    spec = {"indicators": [{"id": "x"}], "standardise": {"method": "z"}}
    assert run(spec, [("a", "x", 1.0), ("b", "x", 1.0)])["a"]["score"] is None


def test_no_change_is_counted_from_what_was_estimated_after_a_reform_of_boundaries() -> None:
    """Area a was re-cut: its value of 2020 is an estimate; it has a status, and no dynamics."""
    spec = IndexSpec.model_validate({
        "name": "test", "reference": "test", "indicators": [{"id": "x"}],
        "standardise": {"method": "z"},
        "classes": {"method": "sd", "cuts": [0]},
        "dynamics": {"years": 2, "classes": {"method": "sd", "cuts": [0]}},
    })  # fmt: skip
    with duckdb.connect() as connection:
        connection.execute(
            "CREATE TABLE given AS SELECT area, period, 'x' AS indicator, value, "
            "area <> 'a' OR period > 2020 AS is_comparable FROM (VALUES "
            "('a', 2020, 1.0), ('a', 2022, 90.0), ('b', 2020, 2.0), ('b', 2022, 3.0), "
            "('c', 2020, 4.0), ('c', 2022, 7.0)) AS t(area, period, value)"
        )
        compute(connection, spec, "given", "result", "given.is_comparable")
        found = connection.execute(
            "SELECT area, score IS NOT NULL, dynamic_score FROM result WHERE period = '2022' "
            "ORDER BY area"
        ).fetchall()
    assert found == [("a", True, None), ("b", True, -1.0), ("c", True, 1.0)]
