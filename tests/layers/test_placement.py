"""In which area a point lies: exactly one or none, by the stated rule. All areas are made up."""

import time

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from sozialraum.ingest.layers.outlines import Outline
from sozialraum.ingest.layers.placement import place
from tests.layers.made_up import GEODATA

SIDE = 4
SIZE = 0.01
METRE = 1 / 111_320


def grid(side: int = SIDE) -> list[Outline]:
    """Squares of about a kilometre from 11 E 50 N on, coded row by row."""
    return [
        Outline(
            f"{row * side + column:03}",
            shapely.box(
                11 + column * SIZE, 50 + row * SIZE, 11 + (column + 1) * SIZE, 50 + (row + 1) * SIZE
            ),
        )
        for row in range(side)
        for column in range(side)
    ]


def placed(longitude: float, latitude: float, tolerance_m: float = 25) -> tuple[str | None, str]:
    (one,) = place(np.array([[longitude, latitude]]), grid(), GEODATA.metric_crs, tolerance_m)
    return one.code, one.rule


def test_a_point_inside_lies_in_its_area() -> None:
    assert placed(11.005, 50.015) == ("004", "inside")


def test_on_a_border_the_smallest_code_wins() -> None:
    assert placed(11 + SIZE, 50.005) == ("000", "border")
    corner = grid()[5].geometry
    assert placed(corner.bounds[0], corner.bounds[1]) == ("000", "border")


def test_on_the_outer_border_the_area_itself_is_taken() -> None:
    assert placed(11.0, 50.005) == ("000", "inside")


def test_just_outside_the_nearest_area_is_taken_and_marked() -> None:
    assert placed(11.005, 50 - 20 * METRE) == ("000", "near_border")
    # the same distance from two areas
    assert placed(11 + SIZE, 50 - 20 * METRE) == ("000", "near_border")


def test_beyond_the_tolerance_a_point_lies_outside_and_says_how_far() -> None:
    assert placed(11.005, 50 - 30 * METRE) == (None, "outside")
    (one,) = place(np.array([[11.005, 50 - 300 * METRE]]), grid(), GEODATA.metric_crs, 25)
    assert one.distance_m == pytest.approx(300, rel=0.01)
    assert one.nearest == "000"


def test_without_tolerance_only_covered_points_are_placed() -> None:
    assert placed(11.005, 50 - METRE, tolerance_m=0) == (None, "outside")


# also points that lie exactly on corners and borders
_axis = st.one_of(
    st.floats(-0.02, SIDE * SIZE + 0.02),
    st.integers(-1, SIDE + 1).map(lambda n: n * SIZE),
)


@settings(max_examples=200, deadline=None)
@given(points=st.lists(st.tuples(_axis, _axis), min_size=1, max_size=30), seed=st.integers(0, 99))
def test_every_point_gets_exactly_one_area_or_none_whatever_the_order(
    points: list[tuple[float, float]], seed: int
) -> None:
    located = np.array([[11 + x, 50 + y] for x, y in points])
    areas = grid()
    shuffled = list(np.random.default_rng(seed).permutation(np.arange(len(areas))))
    results = place(located, areas, GEODATA.metric_crs, 25)
    again = place(located, [areas[n] for n in shuffled], GEODATA.metric_crs, 25)
    assert results == again
    assert len(results) == len(points)
    geometry = {area.code: area.geometry for area in areas}
    for (longitude, latitude), one in zip(located, results, strict=True):
        point = shapely.Point(longitude, latitude)
        covering = sorted(code for code, area in geometry.items() if area.covers(point))
        if covering:
            assert one.code == covering[0]
            assert one.rule == ("inside" if len(covering) == 1 else "border")
        else:
            assert (one.code is None) == (one.rule == "outside")
            assert (one.rule == "outside") == (one.distance_m > 25)


def test_twenty_thousand_points_in_four_hundred_areas_take_less_than_two_seconds() -> None:
    """Outlines of 200 vertices each, as real ones have; about a fifth of the points outside."""
    areas = [Outline(area.code, shapely.segmentize(area.geometry, SIZE / 50)) for area in grid(20)]
    points = np.random.default_rng(7).uniform((10.99, 49.99), (11.21, 50.21), (20_000, 2))
    started = time.process_time()
    results = place(points, areas, GEODATA.metric_crs, 25)
    took = time.process_time() - started
    assert len(results) == 20_000
    assert took < 2, f"{took:.2f} s of processor time"
