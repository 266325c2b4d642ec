"""Outlines of areas: polygons of any kind, codes of any form. All areas are made up."""

import json
from typing import Any

import pytest
import shapely

from sozialraum.ingest.layers.geojson import LayerFormError
from sozialraum.ingest.layers.reader import LayerContent, read_layer
from tests.layers.made_up import SETTING, boundary_layer, collection, feature, point, ring, square


def read(*features: dict[str, Any], **changes: Any) -> LayerContent:
    return read_layer(boundary_layer(**changes), SETTING, collection(*features))


@pytest.mark.parametrize("code", [7, 7.0, "7", "07", "07 Made-up quarter"])
def test_codes_are_read_from_numbers_texts_and_labels(code: Any) -> None:
    (area,) = read(feature(square(11, 50), {"code": code, "name": "x"})).boundaries
    assert area["area_code"] == "07"


@pytest.mark.parametrize(
    "geometry",
    [
        square(11, 50),
        {"type": "Polygon", "coordinates": [[[*corner, 113.0] for corner in ring(11, 50)]]},
        {"type": "MultiPolygon", "coordinates": [[ring(11, 50)], [ring(11.02, 50)]]},
        {"type": "GeometryCollection", "geometries": [point(11, 50), square(11, 50)]},
        # a bow tie is repaired
        {
            "type": "Polygon",
            "coordinates": [[[11, 50], [11.01, 50.01], [11.01, 50], [11, 50.01], [11, 50]]],
        },
    ],
)
def test_every_kind_of_polygon_becomes_a_valid_outline(geometry: Any) -> None:
    (area,) = read(feature(geometry, {"code": 1})).boundaries
    outline = shapely.from_wkb(area["geometry"])
    assert outline.is_valid
    assert not outline.has_z
    assert area["area_m2"] > 100_000
    assert outline.covers(shapely.Point(area["longitude"], area["latitude"]))
    assert json.loads(area["geometry_simple"])["type"] in ("Polygon", "MultiPolygon")


@pytest.mark.parametrize(
    ("geometry", "properties", "reason"),
    [
        (None, {"code": 2}, "without an outline"),
        (point(11, 50), {"code": 2}, "has to be a polygon"),
        (square(30, 50), {"code": 2}, "outside the city"),
        (square(50, 11), {"code": 2}, "exchanged"),
        (square(11, 50), {"code": None}, "an area without a code"),
        (square(11, 50), {"code": "B 2"}, "without a code of quarter"),
    ],
)
def test_what_is_no_area_is_set_aside_with_its_reason(
    geometry: Any, properties: dict[str, Any], reason: str
) -> None:
    content = read(feature(square(11, 50), {"code": 1}), feature(geometry, properties))
    assert len(content.boundaries) == 1
    (reject,) = content.rejects
    assert reject["feature_number"] == 2
    assert reason in reject["reason"]


def test_an_area_that_comes_in_parts_is_one_area() -> None:
    content = read(
        feature(square(11, 50), {"code": 1}),
        feature(square(11.05, 50), {"code": 2}),
        feature(square(11.2, 50), {"code": 1}),
    )
    assert [area["area_code"] for area in content.boundaries] == ["01", "02"]
    first, second = (area["area_m2"] for area in content.boundaries)
    assert first == pytest.approx(2 * second, rel=1e-3)


def _squares(*squares: tuple[int, float, float]) -> list[dict[str, Any]]:
    """Features, each by its code, how far east it begins and its size."""
    return [
        feature({"type": "Polygon", "coordinates": [ring(11 + east, 50, size)]}, {"code": code})
        for code, east, size in squares
    ]


@pytest.mark.parametrize(
    ("squares", "said"),
    [
        # an earlier state of 1 holds what is 2 today
        ([(1, 0, 0.02), (1, 0, 0.01), (2, 0.01, 0.01)], "of features 1, 2, which cover 25% of it"),
        ([(1, 0, 0.02), (2, 0.01, 0.01)], "01 (feature 1) and 02 (feature 2) have 100% of the"),
        ([(1, 0, 0.01), (2, 0, 0.01)], "areas 01 (feature 1) and 02 (feature 2)"),
        ([(1, 0, 0.01), (2, 0.009, 0.01)], "have 10% of the smaller"),
    ],
)
def test_areas_of_a_level_that_lie_in_each_other_are_no_layer_of_one_state(
    squares: list[tuple[int, float, float]], said: str
) -> None:
    with pytest.raises(LayerFormError) as caught:
        read(*_squares(*squares))
    assert said in str(caught.value)
    assert "layers.yaml:41 (`where`)" in str(caught.value)


def test_neighbours_may_share_a_sliver_and_a_feature_may_come_twice() -> None:
    found = read(*_squares((1, 0, 0.01), (2, 0.0098, 0.01), (2, 0.0098, 0.01)))
    assert [area["area_code"] for area in found.boundaries] == ["01", "02"]


def test_a_small_part_of_an_area_may_lie_in_its_neighbour() -> None:
    """An island that the neighbour, which is drawn more coarsely, covers."""
    found = read(*_squares((1, 0, 0.01), (1, 0.012, 0.001), (2, 0.01, 0.01)))
    assert [area["area_code"] for area in found.boundaries] == ["01", "02"]


def test_a_layer_without_any_usable_outline_is_no_traceback() -> None:
    found = read(feature(point(11, 50), {"code": 1}))
    assert (len(found.boundaries), len(found.rejects)) == (0, 1)


def test_the_outline_of_the_city_needs_no_code() -> None:
    content = read(
        feature(square(11, 50), {"name": "Made-up city"}),
        area_level="city",
        code_digits=None,
        attributes={"name": "name"},
    )
    assert [area["area_code"] for area in content.boundaries] == ["0815"]


def test_simplified_neighbours_keep_their_common_border() -> None:
    """Two areas along a wavy border: simplified together, they neither overlap nor part."""
    wave = [[11.01 + (0.000005 if n % 2 else 0), 50 + n / 1000] for n in range(11)]
    left = [[11.0, 50.0], *wave, [11.0, 50.01], [11.0, 50.0]]
    right = [[11.02, 50.0], [11.02, 50.01], *reversed(wave), [11.02, 50.0]]
    content = read(
        *(
            feature({"type": "Polygon", "coordinates": [border]}, {"code": n})
            for n, border in enumerate((left, right))
        ),
    )
    one, other = (shapely.from_geojson(area["geometry_simple"]) for area in content.boundaries)
    assert len(one.exterior.coords) < len(left)
    assert one.intersection(other).area == pytest.approx(0, abs=1e-12)
    assert one.union(other).area == pytest.approx(0.02 * 0.01, rel=1e-6)
