"""Made-up places and outlines through the whole chain, to the published tables.

The outlines are squares in a row, one for each area of the Sozialraum level of the bundled city;
the places are made up. They go into a copy of the city's snapshot, never into the project.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from sozialraum.declarations import load_catalogue
from sozialraum.declarations.layer import Layer, attributes_of
from tests.conftest import Refreshed, refresh
from tests.layers.made_up import collection, feature, point, square

SIZE = 0.01
METRE = 1 / 111_320


@dataclass(frozen=True)
class Outlined:
    """A refresh with made-up layers; ``areas``: codes in the order of their squares."""

    outcome: Refreshed
    areas: list[str]
    places: Layer
    unreadable: Layer


def _attribute(layer: Layer, column: str) -> str:
    return attributes_of(layer.mapping.candidates()[column][0])[0]


@pytest.fixture(scope="module")
def outlined(refreshed: Refreshed, tmp_path_factory: pytest.TempPathFactory) -> Outlined:
    tmp = tmp_path_factory.mktemp("outlined")
    original = load_catalogue()
    city = tmp / original.city.id
    shutil.copytree(original.folder, city)
    level = original.sozialraum_level
    outlines = next(
        one for one in original.layers if one.role == "boundary" and one.area_level == level
    )
    services = [one for one in original.layers if one.role == "service" and one.capacity_unit]
    areas = [
        str(code)
        for (code,) in refreshed.build_rows(
            "select area_code from marts.dim_area "
            f"where area_level = '{level}' and not is_unknown order by area_code"
        )
    ]
    geodata = original.places.geodata
    assert geodata is not None
    west = geodata.bounds.west + SIZE
    south = (geodata.bounds.south + geodata.bounds.north) / 2

    code, name = (_attribute(outlines, column) for column in ("code", "name"))
    squares = [
        feature(square(west + n * SIZE, south, SIZE), {code: int(area), name: f"Made-up {area}"})
        for n, area in enumerate(areas)
    ]
    # an area that the crosswalk does not have
    squares.append(feature(square(west, south + 5 * SIZE), {code: 99, name: "Made-up 99"}))

    title, capacity = (_attribute(services[0], column) for column in ("name", "capacity"))

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
    for layer, content in (
        (outlines, collection(*squares)),
        (services[0], collection(*places)),
        (services[1], collection(feature(point(west, south), {"unheard_of": "Made-up"}))),
    ):
        (city / original.snapshot.folder / f"{layer.layer}.geojson").write_bytes(content)
    warehouse = tmp / "warehouse"
    shutil.copytree(refreshed.warehouse.root, warehouse, symlinks=True)
    return Outlined(refresh(warehouse, city), areas, services[0], services[1])


def test_layers_with_a_few_oddities_are_published_with_warnings(outlined: Outlined) -> None:
    assert outlined.outcome.returncode == 0, outlined.outcome.output
    assert outlined.unreadable.id in outlined.outcome.output


def test_every_place_is_a_service_with_its_area_or_a_reject(outlined: Outlined) -> None:
    found = {
        str(name).removeprefix("Made-up "): (area and str(area).split(":")[1], rule, note)
        for name, area, rule, note in outlined.outcome.published_rows(
            "select service_name, area_id, area_rule, location_note from marts.dim_service "
            "where origin = 'layer'"
        )
    }
    areas = outlined.areas
    assert found == {
        "inside": (areas[1], "inside", "exact"),
        "border": (areas[1], "border", "exact"),
        "near": (areas[0], "near_border", "exact"),
        "building": (areas[3], "inside", "representative_point"),
        "without location": (None, "unknown", "without_location"),
        "unknown area": (None, "unknown", "exact"),
        "odd capacity": (areas[4], "inside", "exact"),
    }
    rejects = outlined.outcome.published_rows(
        "select source_id, file, row_number, column_name, reason from raw.reject "
        "where file like '%.geojson' order by all"
    )
    reasons = {column: str(reason) for _, _, _, column, reason in rejects}
    assert len(rejects) == 3
    assert "lies in no area" in reasons["geometry"]
    assert "Made-up outside" in reasons["geometry"]
    assert "not a number of places" in reasons["capacity"]
    assert "unknown area" in reasons["code"]


def test_other_levels_follow_where_the_area_lies_wholly_in_them(outlined: Outlined) -> None:
    levels = len(load_catalogue().levels)
    services = outlined.outcome.published_rows(
        "select count(*) from marts.dim_service where origin = 'layer'"
    )
    rows = outlined.outcome.published_rows("select count(*) from marts.dim_service_area")
    assert rows[0][0] == levels * int(str(services[0][0]))
    wrong = outlined.outcome.published_rows(
        """
        select service_area.*
        from marts.dim_service_area as service_area
        join marts.dim_service as service using (service_id)
        left join marts.dim_area_crosswalk as crosswalk
            on crosswalk.area_id = service.area_id
            and crosswalk.other_area_id = service_area.area_id
        where service_area.area_rule = 'crosswalk' and crosswalk.is_whole is distinct from true
        """
    )
    assert wrong == []
    cities = outlined.outcome.published_rows(
        "select distinct area_id from marts.dim_service_area where area_level = 'city'"
    )
    assert cities == [(load_catalogue().city.area_id,)]


def test_outlines_are_published_for_maps_with_their_source(outlined: Outlined) -> None:
    rows = outlined.outcome.published_rows(
        "select area_id, geometry_simple, area_km2, licence, url from marts.dim_area_geometry"
    )
    assert sorted(str(row[0]).split(":")[1] for row in rows) == outlined.areas
    for _, geojson, size, licence, url in rows:
        assert '"Polygon"' in str(geojson)
        assert float(str(size)) == pytest.approx(0.79, abs=0.02)
        assert licence
        assert str(url).startswith("https://")


def test_the_state_of_each_layer_is_told_in_words(outlined: Outlined) -> None:
    states = {
        source: (outcome, words, features, used, rejected)
        for source, outcome, words, features, used, rejected in outlined.outcome.published_rows(
            "select source_id, outcome, status_de, features, used, rejected "
            "from marts.mart_layer_status"
        )
    }
    assert len(states) == len(load_catalogue().layers)
    assert states[outlined.places.id] == (
        "read",
        "geladen, Zuordnung der Attribute ungeprüft",
        8,
        7,
        2,
    )
    assert states[outlined.unreadable.id][:2] == ("unreadable", "nicht lesbar, beiseitegelegt")
    assert sum(state[0] == "absent" for state in states.values()) == len(states) - 3


def test_accessibility_shares_out_all_places_to_the_people_around_them(
    outlined: Outlined,
) -> None:
    shared = outlined.outcome.published_rows(
        "select count(*), sum(accessibility * population) from marts.mart_accessibility "
        "join declared.city on area_id <> city_area_id"
    )
    reached = outlined.outcome.build_rows(
        "select count(distinct service_id) from intermediate.int_service_distance"
    )
    assert shared[0][0] == len(outlined.areas)
    assert reached[0][0] == 5  # one of those with a point lies far from every square
    assert shared[0][1] == pytest.approx(reached[0][0])
    assert outlined.outcome.published_rows(
        "select count(distinct area_id) from marts.mart_coverage "
        f"where service_type = '{outlined.places.service_type}' and accessibility is not null"
    ) == [(len(outlined.areas) + 1,)]


def test_the_manifest_names_the_layers_that_were_used(outlined: Outlined) -> None:
    import json

    path = Path(outlined.outcome.warehouse.current) / "manifest.json"
    sources = {landing["source_id"] for landing in json.loads(path.read_text("utf-8"))["landings"]}
    assert outlined.places.id in sources


def test_without_layers_the_tables_are_there_empty_and_described(refreshed: Refreshed) -> None:
    assert refreshed.published_rows(
        "select count(*) from marts.dim_service where origin = 'layer'"
    ) == [(0,)]
    for table in ("mart_accessibility", "dim_service_area", "dim_area_geometry"):
        assert refreshed.published_rows(f"select count(*) from marts.{table}") == [(0,)]
    states = refreshed.published_rows("select distinct status_de from marts.mart_layer_status")
    assert states == [("noch nicht abgerufen",)]
    failed = refreshed.published_rows(
        "select table_name, check_name from marts.mart_data_quality where not passed "
        "and (table_name like '%dim_service%' or table_name like '%geometry%' "
        "or table_name like '%layer%')"
    )
    assert failed == []
