"""Groups are cut where an order is certain; weights and shared indicators count as declared."""

import duckdb
import numpy as np
import pytest
from scipy.stats import rankdata

from sozialraum.statistics.priority import (
    PLACES,
    RANKS,
    Cells,
    Theme,
    factors,
    groups,
    places,
    selected,
    write_priorities,
)
from sozialraum.statistics.ranks import DRAWS

LIMITS = (0.5, 2.0)


@pytest.mark.parametrize(("others", "distance"), [(1, 2.3262), (2, 2.7101), (3, 2.9162)])
def test_the_best_is_selected_as_probably_as_in_bechhofers_table(
    others: int, distance: float
) -> None:
    """Bechhofer (1954), table I, t = 1, P = 0.95: the best mean is so many standard errors above
    the others, which are equal."""
    means = np.array([distance] + [0.0] * others)
    draws = means[:, None] + np.random.default_rng(1).standard_normal((others + 1, 200_000))

    assert selected(draws, range(others + 1))[0] == pytest.approx(0.95, abs=0.002)


def test_a_group_ends_where_exactly_the_areas_above_are_certainly_the_first() -> None:
    """Of 20 draws a is first in 19 (0.95) and changes places with b in one; b and c change places
    in ten; d is always last. One more draw against a, and a is no group of its own."""
    draws = np.repeat(np.array([[9.0], [5.0], [4.0], [1.0]]), 20, axis=1)
    draws[:, 0] = [5, 9, 4, 1]
    draws[1:3, 10:] = [[4.0], [5.0]]

    sure = selected(draws, [0, 1, 2, 3])
    assert sure.tolist() == [0.95, 0.5, 1.0, 1.0]
    assert groups(sure, 0.95) == [(1, 1), (2, 3), (2, 3), (4, 4)]

    draws[:, 1] = [5, 9, 4, 1]
    assert groups(selected(draws, [0, 1, 2, 3]), 0.95) == [(1, 3), (1, 3), (1, 3), (4, 4)]


def test_places_are_those_that_rankdata_gives() -> None:
    scores = np.random.default_rng(7).normal(size=(17, 200)).round(1)
    first, last = places(scores)
    assert np.array_equal(first, rankdata(-scores, method="min", axis=0))
    assert np.array_equal(last, rankdata(-scores, method="max", axis=0))


def test_areas_of_equal_scores_share_a_place_and_are_told_apart_by_nobody() -> None:
    draws = np.array([[2.0], [2.0 + 1e-12], [1.0]])
    first, last = places(draws)
    assert first[:, 0].tolist() == [1, 1, 3]
    assert last[:, 0].tolist() == [2, 2, 3]
    assert groups(selected(draws, [0, 1, 2]), 0.95) == [(1, 2), (1, 2), (3, 3)]


def test_an_indicator_counts_once_however_many_themes_rest_on_it() -> None:
    """Three themes rest on one indicator that is high in a, one on another that is high in b."""
    parts = np.zeros((5, 4, 2))
    parts[0] = [[1, 0], [1, 0], [1, 0], [0, 1]]
    told = np.array([[3, 3], [3, 3], [3, 3], [1, 1]])
    cells = Cells(parts, parts[0][:, :, None], told, np.full((4, 2), True))
    urgency = cells.urgency(np.array([[1.0], [0], [0], [0], [0]]))

    assert cells.over_all(urgency, np.ones((4, 1)))[:, 0] == pytest.approx([0.5, 0.5])
    assert cells.over_all(urgency, np.array([[1.0], [1], [1], [3]]))[:, 0] == pytest.approx(
        [0.25, 0.75]
    )


def test_a_weight_is_as_probably_halved_as_doubled_and_its_planning_field_moves_its_themes() -> (
    None
):
    drawn = factors(LIMITS, "part", "need")
    assert drawn.min() >= 0.5
    assert drawn.max() <= 2.0
    assert np.median(drawn) == pytest.approx(1, abs=0.05)
    assert (drawn == factors(LIMITS, "part", "need")).all()

    one, other, third = (
        Theme(theme, 1.0, [field]).factors(LIMITS)
        for theme, field in (("a", "x"), ("b", "x"), ("c", "y"))
    )
    assert len(one) == DRAWS
    assert np.corrcoef(one, other)[0, 1] > 0.3
    assert abs(np.corrcoef(one, third)[0, 1]) < 0.1


def of_cells(*cells: str) -> duckdb.DuckDBPyConnection:
    """One theme, and no draws yet. ``cells``: id, class, whether it counts, and its part, each."""
    connection = duckdb.connect()
    connection.execute(
        f"""
        CREATE SCHEMA assess; CREATE SCHEMA statistics; CREATE SCHEMA declared;
        CREATE TABLE declared.coverability AS SELECT 3 AS top_ranks, 0.95e0 AS apart_from,
            ['group'] AS order_without, [0.5e0, 2.0e0] AS factors, 3.0e0 AS weight_need,
            2.0e0 AS weight_finding, 1.0e0 AS weight_persistence, 3.0e0 AS weight_gap,
            0.5e0 AS weight_group, 0.5e0 AS value_unknown;
        CREATE TABLE assess.compared_cell AS
        SELECT *, 't' AS theme, 'i' AS indicator_id, true AS need_is_known, true AS is_ratable,
            0.5e0 AS compared_finding, 0.5e0 AS compared_persistence, 0.5e0 AS compared_gap,
            0.5e0 AS compared_group, ['persistence'] AS left_out, 1 AS told_themes,
            1.0e0 AS priority_weight, ['x'] AS planning_fields
        FROM (VALUES {", ".join(cells)})
            AS cells (area_id, need_class, need_counts, compared_need);
        """
    )
    connection.execute(
        "CREATE TABLE statistics.need_draw (area_id text, indicator_id text, need_classes int[])"
    )
    return connection


def test_no_draw_puts_a_middle_class_before_one_that_is_high_but_not_surely() -> None:
    """Of three areas a is surely high, b is high but may be middle, and c is middle but may be
    high: only a is raised by its draws, and the value of c cannot put it before b."""
    connection = of_cells(
        "('a', 5, true, 1.0e0)", "('b', 4, false, 0.5e0)", "('c', 3, true, 0.5e0)"
    )
    random = np.random.default_rng(1)
    for area, classes in (("a", [4, 5]), ("b", [3, 4, 5]), ("c", [2, 3, 4])):
        drawn = random.choice(classes, DRAWS).tolist()
        connection.execute("INSERT INTO statistics.need_draw VALUES (?, 'i', ?)", [area, drawn])

    write_priorities(connection)

    scores = dict(connection.sql(f"SELECT area_id, priority_score FROM {PLACES}").fetchall())
    assert scores["a"] > scores["b"] > scores["c"]
    ranks = connection.sql(f"SELECT area_id, rank_from FROM {RANKS} WHERE theme = 't'").fetchall()
    assert dict(ranks) == {"a": 1, "b": 2, "c": 2}


def test_nobody_is_certainly_first_by_classes_of_which_nobody_knows_how_sure_they_are() -> None:
    """An indicator with ``interval: none``: nothing is drawn, and no class is sure."""
    connection = of_cells(
        "('a', 5, false, 0.5e0)", "('b', 2, false, 0.25e0)", "('c', 1, false, 0.0e0)"
    )

    write_priorities(connection)

    ranks = connection.sql(f"SELECT rank_from, rank_to FROM {RANKS} WHERE theme = 't'").fetchall()
    assert ranks == [(1, 3)] * 3


@pytest.mark.parametrize("need_class", [1, 5])
def test_a_class_that_may_be_anything_is_neither_first_nor_last_for_certain(
    need_class: int,
) -> None:
    """Of an indicator that has an interval in some areas only."""
    connection = of_cells(
        f"('a', {need_class}, false, 0.0e0)", "('b', 2, true, 0.25e0)", "('c', 2, true, 0.25e0)"
    )

    write_priorities(connection)

    ranks = connection.sql(
        f"SELECT rank_from, rank_to FROM {RANKS} WHERE theme = 't' ORDER BY area_id"
    ).fetchall()
    assert ranks == [(1, 3), (1, 3), (1, 3)]
