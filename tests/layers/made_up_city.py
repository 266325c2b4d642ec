"""Made-up outlines and places for the bundled city.

The outlines are squares in a row, one for each area of the Sozialraum level; what is put here goes
into a copy of the city's snapshot, never into the project.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sozialraum.declarations import load_catalogue
from sozialraum.declarations.layer import Layer, attributes_of
from tests.conftest import Refreshed
from tests.layers.made_up import collection, feature, point, square

SIZE = 0.01
METRE = 1 / 111_320


@dataclass(frozen=True)
class MadeUpLayers:
    """The layers that get content; ``areas``: codes in the order of their squares."""

    areas: list[str]
    outlines: Layer
    places: Layer
    unreadable: Layer
    figures: Layer


def made_up_layers(refreshed: Refreshed) -> MadeUpLayers:
    catalogue = load_catalogue()
    level = catalogue.sozialraum_level
    areas = refreshed.build_rows(
        "select area_code from marts.dim_area "
        f"where area_level = '{level}' and not is_unknown order by area_code"
    )
    outlines = next(
        one for one in catalogue.layers if one.role == "boundary" and one.area_level == level
    )
    places, unreadable, *_ = (
        one for one in catalogue.layers if one.role == "service" and one.capacity_unit
    )
    figures = next(
        layer
        for layer, source in catalogue.figure_layers
        if source.series[0].measure == "unemployed"
    )
    return MadeUpLayers([str(code) for (code,) in areas], outlines, places, unreadable, figures)


def put_layers(city: Path, layers: MadeUpLayers) -> None:
    """Writes the layers' files: places of all kinds, and one layer that cannot be read."""
    catalogue = load_catalogue()
    geodata = catalogue.places.geodata
    assert geodata is not None
    west = geodata.bounds.west + SIZE
    south = (geodata.bounds.south + geodata.bounds.north) / 2

    code, name = (_attribute(layers.outlines, column) for column in ("code", "name"))
    squares = [
        feature(square(west + n * SIZE, south, SIZE), {code: int(area), name: f"Made-up {area}"})
        for n, area in enumerate(layers.areas)
    ]
    # an area that the crosswalk does not have
    squares.append(feature(square(west, south + 5 * SIZE), {code: 99, name: "Made-up 99"}))

    title, capacity = (_attribute(layers.places, column) for column in ("name", "capacity"))

    def place(name: str, where: Any, places: Any = None) -> dict[str, Any]:
        return feature(where, {title: f"Made-up {name}", capacity: places})

    middle = south + SIZE / 2
    places = [
        place("inside", point(west + 1.5 * SIZE, middle), 40),
        place("border", point(west + 2 * SIZE, middle)),
        place("near", point(west + 0.5 * SIZE, south - 10 * METRE)),
        place("building", square(west + 3.4 * SIZE, south + 0.4 * SIZE, 0.001)),
        place("without location", None),
        place("outside", point(west + 0.5 * SIZE, south - 2 * SIZE)),
        place("unknown area", point(west + SIZE / 2, south + 5.5 * SIZE)),
        place("odd capacity", point(west + 4.5 * SIZE, middle), "ca. 80"),
    ]
    # by location, as nothing names the areas
    count = _attribute(layers.figures, "unemployed")
    figures = [
        feature(one["geometry"], {count: made_up_count(n), "note": "Made-up"})
        for n, one in enumerate(squares[: len(layers.areas)])
    ]
    figures[-1]["properties"][count] = "made up"
    for layer, content in (
        (layers.figures, collection(*figures)),
        (layers.outlines, collection(*squares)),
        (layers.places, collection(*places)),
        (layers.unreadable, collection(feature(point(west, south), {"unheard_of": "Made-up"}))),
    ):
        (city / catalogue.snapshot.folder / f"{layer.layer}.geojson").write_bytes(content)


def made_up_count(position: int) -> int:
    """The made-up figure of the area at a position."""
    return 100 + position


def _attribute(layer: Layer, column: str) -> str:
    return attributes_of(layer.candidates[column][0])[0]
