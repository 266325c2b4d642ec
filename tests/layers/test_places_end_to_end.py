"""Made-up places and outlines through the whole chain, to the published tables."""

import json

import pytest

from sozialraum.declarations import load_catalogue
from tests.conftest import Refreshed
from tests.layers.made_up_city import MadeUpLayers, made_up_layers


@pytest.fixture(scope="module")
def layers(refreshed: Refreshed) -> MadeUpLayers:
    return made_up_layers(refreshed)


def test_layers_with_a_few_oddities_are_published_with_warnings(
    lived_in: Refreshed, layers: MadeUpLayers
) -> None:
    assert layers.unreadable.id in lived_in.output


def test_every_place_is_a_service_with_its_area_or_a_reject(
    lived_in: Refreshed, layers: MadeUpLayers
) -> None:
    found = {
        str(name).removeprefix("Made-up "): (area and str(area).split(":")[1], rule, note)
        for name, area, rule, note in lived_in.published_rows(
            "select service_name, area_id, area_rule, location_note from marts.dim_service "
            "where origin = 'layer'"
        )
    }
    areas = layers.areas
    assert found == {
        "inside": (areas[1], "inside", "exact"),
        "border": (areas[1], "border", "exact"),
        "near": (areas[0], "near_border", "exact"),
        "building": (areas[3], "inside", "representative_point"),
        "without location": (None, "unknown", "without_location"),
        "unknown area": (None, "unknown", "exact"),
        "odd capacity": (areas[4], "inside", "exact"),
    }
    rejects = lived_in.published_rows(
        "select source_id, file, row_number, column_name, reason from raw.reject "
        "where file like '%.geojson' order by all"
    )
    reasons = {column: str(reason) for _, _, _, column, reason in rejects}
    assert len(rejects) == 4
    assert reasons["unemployed"].startswith("not a number")
    assert "lies in no area" in reasons["geometry"]
    assert "Made-up outside" in reasons["geometry"]
    assert "not a number of places" in reasons["capacity"]
    assert "unknown area" in reasons["code"]


def test_other_levels_follow_where_the_area_lies_wholly_in_them(lived_in: Refreshed) -> None:
    levels = len(load_catalogue().levels)
    services = lived_in.published_rows(
        "select count(*) from marts.dim_service where origin = 'layer'"
    )
    rows = lived_in.published_rows("select count(*) from marts.dim_service_area")
    assert rows[0][0] == levels * int(str(services[0][0]))
    wrong = lived_in.published_rows(
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
    cities = lived_in.published_rows(
        "select distinct area_id from marts.dim_service_area where area_level = 'city'"
    )
    assert cities == [(load_catalogue().city.area_id,)]


def test_outlines_are_published_for_maps_with_their_source(
    lived_in: Refreshed, layers: MadeUpLayers
) -> None:
    rows = lived_in.published_rows(
        "select area_id, geometry_simple, area_km2, licence, url from marts.dim_area_geometry"
    )
    assert sorted(str(row[0]).split(":")[1] for row in rows) == layers.areas
    for _, geojson, size, licence, url in rows:
        assert '"Polygon"' in str(geojson)
        assert float(str(size)) == pytest.approx(0.79, abs=0.02)
        assert licence
        assert str(url).startswith("https://")


def test_the_state_of_each_layer_is_told_in_words(
    lived_in: Refreshed, layers: MadeUpLayers
) -> None:
    states = {
        source: (outcome, words, features, used, rejected)
        for source, outcome, words, features, used, rejected in lived_in.published_rows(
            "select source_id, outcome, status_de, features, used, rejected "
            "from marts.mart_layer_status"
        )
    }
    assert len(states) == len(load_catalogue().places.layers)
    assert states[layers.places.id] == (
        "read",
        "geladen, Zuordnung der Attribute ungeprüft",
        8,
        7,
        2,
    )
    assert states[layers.unreadable.id][:2] == ("unreadable", "nicht lesbar, beiseitegelegt")
    assert sum(state[0] == "absent" for state in states.values()) == len(states) - 4


def test_accessibility_shares_out_all_places_to_the_people_around_them(
    lived_in: Refreshed, layers: MadeUpLayers
) -> None:
    shared = lived_in.published_rows(
        "select count(*), sum(accessibility * population) from marts.mart_accessibility "
        "join declared.city on area_id <> city_area_id"
    )
    reached = lived_in.build_rows("select count(distinct service_id) from assess.service_distance")
    assert shared[0][0] == len(layers.areas)
    assert reached[0][0] == 5  # one of those with a point lies far from every square
    assert shared[0][1] == pytest.approx(reached[0][0])
    assert lived_in.published_rows(
        "select count(distinct area_id) from marts.mart_coverage "
        f"where service_type = '{layers.places.service_type}' and accessibility is not null"
    ) == [(len(layers.areas) + 1,)]


def test_the_manifest_names_the_layers_that_were_used(
    lived_in: Refreshed, layers: MadeUpLayers
) -> None:
    path = lived_in.warehouse.current / "manifest.json"
    sources = {landing["source_id"] for landing in json.loads(path.read_text("utf-8"))["landings"]}
    assert layers.places.id in sources


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
