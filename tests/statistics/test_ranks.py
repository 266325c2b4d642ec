"""Places of areas are as sure as the figures behind them; errors that are shared blur nothing."""

from dataclasses import replace
from datetime import date
from math import erf, sqrt

import duckdb
import numpy as np
import pytest

from sozialraum.declarations.social_index import IndexSpec
from sozialraum.social_index.city import write_index
from sozialraum.statistics.ranks import (
    DRAWS,
    Z95,
    Figures,
    classes,
    drawn,
    rank_range,
    ranks,
    write_ranks,
)

TWO = Figures(
    indicator_id="i",
    area_level="s",
    period="2021",
    period_end=date(2021, 12, 31),
    area_ids=["a", "b"],
    sources=["x", "x"],
    coarser=["", ""],
    direction=1,
    is_latest=True,
    is_newest_year_end=False,
    coarser_share=np.zeros(2),
    value=np.array([11.0, 10.0]),
    centre=np.array([11.0, 10.0]),
    below=np.full(2, Z95),
    above=np.full(2, Z95),
)


def first_is_higher(figures: Figures) -> float:
    return float((ranks(figures.direction * drawn(figures, 20_000))[0] == 1).mean())


def test_the_chance_of_being_the_higher_one_is_that_of_two_normal_errors() -> None:
    """P(A > B) = Phi(1 / sqrt(1 + 1)) = 0.760 for means that differ by one standard error."""
    assert first_is_higher(TWO) == pytest.approx(0.5 + 0.5 * erf(1 / 2), abs=0.01)


def test_where_less_is_more_need_the_lower_one_is_first() -> None:
    assert first_is_higher(replace(TWO, direction=-1)) == pytest.approx(0.24, abs=0.01)


def test_an_error_that_both_estimates_share_does_not_change_their_order() -> None:
    """With the share s in common the difference has the variance 2 (1 - s)."""
    shared = replace(TWO, coarser=["d:1", "d:1"])
    assert first_is_higher(replace(shared, coarser_share=np.ones(2))) == 1.0
    expected = 0.5 + 0.5 * erf(1 / sqrt(2 * 2 * (1 - 0.75)))
    half = first_is_higher(replace(shared, coarser_share=np.full(2, 0.75)))
    assert half == pytest.approx(expected, abs=0.01)
    apart = replace(shared, coarser=["d:1", "d:2"], coarser_share=np.ones(2))
    assert first_is_higher(apart) == pytest.approx(0.76, abs=0.01)


def test_errors_of_one_source_in_one_area_go_together_over_indicators() -> None:
    """Half of the variance is the source's: a correlation of 0.5; of another source none."""
    one = drawn(TWO, 20_000)
    same, other = replace(TWO, indicator_id="j"), replace(TWO, indicator_id="j", sources=["y", "y"])
    assert np.corrcoef(one[0], drawn(same, 20_000)[0])[0, 1] == pytest.approx(0.5, abs=0.03)
    assert np.corrcoef(one[0], drawn(other, 20_000)[0])[0, 1] == pytest.approx(0, abs=0.03)
    assert np.corrcoef(one[0], one[1])[0, 1] == pytest.approx(0, abs=0.03)


def test_draws_are_the_same_every_time_and_fill_the_interval() -> None:
    uneven = replace(TWO, above=np.full(2, 3 * Z95))
    values = drawn(uneven)
    assert values.shape == (2, DRAWS)
    assert (values == drawn(uneven)).all()
    within = (values[0] > 11 - Z95) & (values[0] < 11 + 3 * Z95)
    assert within.mean() == pytest.approx(0.95, abs=0.02)


def test_ranges_are_places_that_areas_had() -> None:
    low, high = rank_range(ranks(drawn(TWO)))
    assert low.tolist() == [1, 1]
    assert high.tolist() == [2, 2]


def test_drawn_classes_follow_the_published_cuts() -> None:
    """7, 9, 10, 11 and 13 have the mean 10 and the deviation 2: scores on the cuts go outwards."""
    value = np.array([7.0, 9.0, 10.0, 11.0, 13.0])
    five = replace(TWO, value=value)
    found = classes(five, value[:, None])
    assert found is not None
    assert found[:, 0].tolist() == [1, 2, 3, 4, 5]
    turned = classes(replace(five, direction=-1), value[:, None])
    assert turned is not None
    assert turned[:, 0].tolist() == [5, 4, 3, 2, 1]
    assert classes(replace(TWO, value=np.ones(3)), np.ones((3, 1))) is None
    assert classes(TWO, np.ones((2, 1))) is None


def test_areas_without_intervals_get_no_chances_and_the_index_its_ranges() -> None:
    """a is far above the others in both indicators; of `unsure` an area has no interval. Draws
    lie outside the range that delivered values are held to."""
    with duckdb.connect() as connection:
        connection.execute(
            """
            CREATE SCHEMA assess;
            CREATE SCHEMA declared;
            CREATE TABLE declared.coverability AS SELECT 3 AS top_ranks;
            CREATE TABLE assess.need_figure AS
            SELECT area_id, indicator_id, 's' AS area_level, '2021' AS period,
                DATE '2021-12-31' AS period_end, 1 AS direction, value, value AS centre,
                if(indicator_id = 'unsure' AND area_id = 'a', NULL, 1.0) AS below, 1.0 AS above,
                'x' AS source_ids, NULL::VARCHAR AS coarser_area_id,
                NULL::DOUBLE AS coarser_share, true AS is_latest,
                indicator_id <> 'unsure' AS is_newest_year_end
            FROM (VALUES ('a', 30.0), ('b', 10.0), ('c', 10.0), ('d', 10.0), ('e', 1.0))
                AS t(area_id, value), (VALUES ('i'), ('j'), ('unsure')) AS u(indicator_id);
            CREATE TABLE assess.social_index_value AS
            SELECT area_id AS area, 's' AS area_level, '2021' AS period,
                indicator_id AS indicator, value, true AS is_comparable
            FROM assess.need_figure WHERE indicator_id <> 'unsure'
            """
        )
        assert write_ranks(connection) == {
            "statistics.need_rank": 10, "statistics.need_draw": 10, "statistics.index_draw": 10,
        }  # fmt: skip
        spec = IndexSpec.model_validate(
            {"name": "n", "reference": "r",
             "indicators": [{"id": "i", "range": [1, 30]}, {"id": "j"}],
             "standardise": {"method": "z"}}
        )  # fmt: skip
        assert write_index(connection, spec)["statistics.social_index_range"] == 5
        for table in ("need_rank", "social_index_range"):
            found = connection.execute(
                f"SELECT DISTINCT area_id, rank_from, rank_to, p_top IN (0, 1) "
                f"FROM statistics.{table} ORDER BY ALL"
            ).fetchall()
            assert found == [
                ("a", 1, 1, True), ("b", 2, 4, False), ("c", 2, 4, False), ("d", 2, 4, False),
                ("e", 5, 5, True),
            ]  # fmt: skip
