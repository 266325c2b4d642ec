"""Groups are cut where an order is certain; weights and shared indicators count as declared."""

import numpy as np
import pytest

from sozialraum.statistics.priority import (
    Cells,
    Theme,
    factors,
    groups,
    places,
    selected,
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
