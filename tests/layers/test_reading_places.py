"""Places of services as servers really give them: every feature is read or set aside with a
reason. All features are made up."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyproj
import pytest

from sozialraum.declarations.layer import Layer
from sozialraum.ingest.landing import LandingStore
from sozialraum.ingest.layers.geojson import LayerFormError
from sozialraum.ingest.layers.loss import lost_features
from sozialraum.ingest.layers.reader import LayerContent, read_layer
from sozialraum.ingest.layers.retrieval import retrieved_layer
from tests.layers.made_up import (
    SETTING,
    boundary_layer,
    collection,
    feature,
    point,
    ring,
    service_layer,
    square,
    stated_crs,
)

HERE = (11.0, 50.0)


def read(
    *features: dict[str, Any], members: dict[str, Any] | None = None, **changes: Any
) -> LayerContent:
    return read_layer(service_layer(**changes), SETTING, collection(*features, **(members or {})))


@pytest.mark.parametrize(
    ("geometry", "note"),
    [
        (point(*HERE), "exact"),
        (point(*HERE, 113.5), "exact"),
        (
            {"type": "MultiPoint", "coordinates": [[11.0, 50.0], [11.001, 50.0]]},
            "representative_point",
        ),
        (
            {"type": "LineString", "coordinates": [[11.0, 50.0], [11.001, 50.0]]},
            "representative_point",
        ),
        (square(10.995, 49.995), "representative_point"),
        (
            {"type": "MultiPolygon", "coordinates": [[ring(10.995, 49.995)], [ring(11.02, 50.0)]]},
            "representative_point",
        ),
        # a bow tie: not a valid polygon
        (
            {
                "type": "Polygon",
                "coordinates": [[[11, 50], [11.01, 50.01], [11.01, 50], [11, 50.01], [11, 50]]],
            },
            "representative_point",
        ),
        (
            {"type": "GeometryCollection", "geometries": [point(11.5, 50), square(10.995, 49.995)]},
            "representative_point",
        ),
        (None, "without_location"),
        ({"type": "Point", "coordinates": []}, "without_location"),
        ({"type": "Polygon", "coordinates": []}, "without_location"),
        ({"type": "GeometryCollection", "geometries": []}, "without_location"),
    ],
)
def test_every_kind_of_geometry_becomes_a_place_and_says_how_exact_it_is(
    geometry: Any, note: str
) -> None:
    content = read(feature(geometry))
    assert content.rejects == []
    (service,) = content.services
    assert service["location_note"] == note
    if note == "without_location":
        assert (service["longitude"], service["latitude"]) == (None, None)
    else:
        assert service["longitude"] == pytest.approx(11, abs=0.03)
        assert service["latitude"] == pytest.approx(50, abs=0.03)


def test_declared_texts_and_those_of_a_layer_are_compared_alike() -> None:
    said = {"title": "A", "u\u0308ber": "ku\u0308nftig\u00a0da", "carrier": "k.\u00a0A."}
    content = read(
        feature(point(*HERE), said),
        feature(point(*HERE), said | {"u\u0308ber": "da"}),
        where={"über": {"other_than": ["künftig da"]}},
    )
    (service,) = content.services
    assert (service["name"], service["provider"]) == ("A", None)
    (service,) = read(feature(point(*HERE), said), where={"über": "ku\u0308nftig da"}).services
    assert service["name"] == "A"


@pytest.mark.parametrize(
    ("geometry", "reason"),
    [
        ({"type": "Point", "coordinates": [11.0]}, "not a GeoJSON geometry"),
        ({"type": "Point", "coordinates": ["11,0", "50,0"]}, "not a GeoJSON geometry"),
        ({"type": "Point"}, "not a GeoJSON geometry"),
        ({"type": "Blob", "coordinates": [11, 50]}, "not a GeoJSON geometry"),
        ("POINT (11 50)", "not a GeoJSON geometry"),
        (point(412_000.0, 5_650_000.0), "no degrees; declare the layer's coordinate system"),
        (point(13.0, 47.0), "lies outside the city (longitude 10 to 12, latitude 49 to 51)"),
    ],
)
def test_a_geometry_that_cannot_be_used_is_set_aside_with_its_reason(
    geometry: Any, reason: str
) -> None:
    content = read(feature(point(*HERE)), feature(geometry))
    assert len(content.services) == 1
    (reject,) = content.rejects
    assert (reject["feature_number"], reject["column_name"]) == (2, "geometry")
    assert reason in reject["reason"]
    assert reject["value_text"]
    assert reject["removes_feature"]


def test_exchanged_axes_of_one_feature_are_set_aside_and_named() -> None:
    content = read(feature(point(*HERE)), feature(point(50.1, 11.1)))
    (reject,) = content.rejects
    assert "longitude and latitude are exchanged" in reject["reason"]


def test_exchanged_axes_of_a_whole_layer_are_told_with_the_line_to_edit() -> None:
    swapped = [feature(point(50.0, 11.0 + n / 100)) for n in range(3)]
    with pytest.raises(
        LayerFormError, match=r"all 3 features.*layers\.yaml:41 \(`axis_order: lat_lon"
    ):
        read(*swapped)
    content = read(*swapped, axis_order="lat_lon")
    assert content.services[0]["longitude"] == pytest.approx(11.0)
    assert content.services[0]["latitude"] == pytest.approx(50.0)


@pytest.mark.parametrize("name", ["urn:ogc:def:crs:EPSG::25832", "EPSG:25832"])
def test_coordinates_in_metres_are_brought_to_degrees_when_the_file_states_its_system(
    name: str,
) -> None:
    east, north = pyproj.Transformer.from_crs(4326, 25832, always_xy=True).transform(*HERE)
    (service,) = read(feature(point(east, north)), members=stated_crs(name)).services
    assert (service["longitude"], service["latitude"]) == pytest.approx(HERE, abs=1e-7)


def test_coordinates_in_metres_are_brought_to_degrees_when_the_entry_declares_the_system() -> None:
    east, north = pyproj.Transformer.from_crs(4326, 25832, always_xy=True).transform(*HERE)
    (service,) = read(feature(point(east, north)), crs="EPSG:25832").services
    assert (service["longitude"], service["latitude"]) == pytest.approx(HERE, abs=1e-7)


@pytest.mark.parametrize("name", ["urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:EPSG::4326"])
def test_degrees_stay_degrees_whatever_the_name_of_their_system(name: str) -> None:
    (service,) = read(feature(point(*HERE)), members=stated_crs(name)).services
    assert (service["longitude"], service["latitude"]) == HERE


def test_a_stated_system_that_contradicts_the_declared_one_is_refused() -> None:
    with pytest.raises(LayerFormError, match=r"states .*25833.* declares `crs: EPSG:25832`"):
        read(feature(point(*HERE)), members=stated_crs("EPSG:25833"), crs="EPSG:25832")


def test_a_system_that_does_not_exist_is_refused() -> None:
    with pytest.raises(LayerFormError, match="'EPSG:99' does not exist"):
        read(feature(point(*HERE)), members=stated_crs("EPSG:99"))


@pytest.mark.parametrize("name", ["IAU_2015:30100", 'LOCAL_CS["site"]'])
def test_a_system_from_which_no_way_leads_to_degrees_is_refused(name: str, tmp_path: Path) -> None:
    """Of the Moon, of a building site: told as all that is wrong with a layer."""
    strange = collection(feature(point(*HERE)), **stated_crs(name))
    with pytest.raises(LayerFormError, match="no way from the coordinate system"):
        read_layer(service_layer(), SETTING, strange)
    assert lost(tmp_path, service_layer(), collection(feature(point(*HERE))), strange) is None


def test_attributes_are_taken_from_the_first_candidate_and_from_templates() -> None:
    (service,) = read(
        feature(
            point(*HERE),
            {
                "LABEL ": " Made-up house ",
                "Carrier": "k. A.",
                "Road": "Made-up Road",
                "number": 7,
                "suffix": None,
                "places": "1 200",
            },
        )
    ).services
    assert service["service_name"] == "Made-up house"
    assert service["provider"] is None
    assert service["street"] == "Made-up Road 7"
    assert service["capacity"] == 1200
    assert service["attributes"]["number"] == "7"


@pytest.mark.parametrize(
    ("text", "capacity"),
    [
        (80, 80),
        (12.0, 12),
        ("12,0", 12),
        ("0", 0),
        ("-", None),
        (None, None),
    ],
)
def test_capacities_are_read_as_numbers_and_unknown_ones_stay_unknown(
    text: Any, capacity: float | None
) -> None:
    content = read(feature(point(*HERE), {"title": "Made-up house", "places": text}))
    assert content.services[0]["capacity"] == capacity
    assert content.rejects == []


@pytest.mark.parametrize(
    "text", ["ca. 80", -5, "80 / 20", True, 10**400, "٣", "1.200", "1,200", 12.5]
)
def test_a_capacity_that_is_no_number_is_set_aside_and_the_service_kept(text: Any) -> None:
    content = read(feature(point(*HERE), {"title": "Made-up house", "places": text}))
    assert content.services[0]["capacity"] is None
    (reject,) = content.rejects
    assert (reject["column_name"], reject["removes_feature"]) == ("capacity", False)


@pytest.mark.parametrize(
    ("value", "capacity", "reasons"),
    [
        ("12.0", 12, []),
        (1.234, None, ["read as 1.234, which is no whole number of places"]),
        ("1.20", None, ["read as 1.2, which is no whole number of places"]),
        ("1,200", None, ["can be read in two ways: 1200 or 1.2"]),
    ],
)
def test_where_the_point_is_the_decimal_sign_capacities_are_read_so(
    value: Any, capacity: float | None, reasons: list[str]
) -> None:
    houses = collection(feature(point(*HERE), {"title": "Made-up house", "places": value}))
    content = read_layer(service_layer(), replace(SETTING, decimal="."), houses)
    assert content.services[0]["capacity"] == capacity
    assert [one["reason"] for one in content.rejects] == reasons


def test_where_the_point_is_the_decimal_sign_lost_places_are_counted_so(tmp_path: Path) -> None:
    def houses(sizes: Sequence[float]) -> bytes:
        return collection(
            *(feature(point(*HERE), {"title": f"Made-up {at}", "size": size})
              for at, size in enumerate(sizes))
        )  # fmt: skip

    layer = service_layer(where={"size": "1.5"})
    store = LandingStore(tmp_path)
    here = retrieved_layer(
        layer,
        "https://example.org",
        houses([1.5] * 9 + [2.5]),
        retrieved_at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    in_use, _ = store.land(layer.id, here)
    setting = replace(SETTING, decimal=".")
    said = lost_features(layer, setting, in_use, houses([1.5] + [2.5] * 9))
    assert "8 of 9 features" in str(said)


def lost(tmp_path: Path, layer: Layer, before: bytes, now: bytes) -> str | None:
    here = retrieved_layer(
        layer, "https://example.org", before, retrieved_at=datetime(2026, 1, 1, tzinfo=UTC)
    )
    in_use, _ = LandingStore(tmp_path).land(layer.id, here)
    return lost_features(layer, SETTING, in_use, now)


@pytest.mark.parametrize(
    ("geometry", "name", "reason"),
    [
        (point(412345.0, 5655555.0), "title", "(9): the coordinates are no degrees"),
        (None, "title", "(9): it says neither where they are nor in which area"),
        (point(*HERE), "carrier", "(9): a service without a name"),
    ],
)
def test_places_that_can_no_longer_be_used_are_lost_though_their_features_are_there(
    tmp_path: Path, geometry: Any, name: str, reason: str
) -> None:
    def houses(geometry: Any, name: str) -> bytes:
        properties = {"title": None, "carrier": None}
        return collection(
            *(feature(geometry, {**properties, name: f"Made-up {at}"}) for at in range(9))
        )

    good = houses(point(*HERE), "title")
    said = str(lost(tmp_path, service_layer(), good, houses(geometry, name)))
    assert "9 of 9 places can no longer be used" in said
    assert reason in said
    assert "raise `max_lost_share` in layers.yaml:41" in said
    meant = service_layer(max_lost_share=1)
    assert lost(tmp_path, meant, good, houses(geometry, name)) is None


def test_outlines_of_which_all_become_one_area_are_lost(tmp_path: Path) -> None:
    def areas(*codes: str) -> bytes:
        return collection(
            *(feature(square(10.5 + at / 100, 50), {"code": code, "name": "Made-up"})
              for at, code in enumerate(codes))
        )  # fmt: skip

    layer = boundary_layer()
    said = lost(tmp_path, layer, areas("01", "02", "03"), areas("01", "01", "x"))
    assert "2 of 3 outlines can no longer be used" in str(said)
    assert "(1): an area without a code of quarter" in str(said)
    # parts of one area, as before
    parts = areas("01", "01", "02")
    assert lost(tmp_path, layer, parts, areas("01", "02", "02")) is None


def test_a_place_that_never_said_where_it_is_is_no_loss(tmp_path: Path) -> None:
    def houses(geometry: Any, title: str | None) -> bytes:
        """Nine of which four say where they are, and five never did."""
        placed = (feature(geometry, {"title": f"House {at}"}) for at in range(4))
        return collection(*placed, *(feature(None, {"title": title, "no": at}) for at in range(5)))

    layer = service_layer()
    before = houses(point(*HERE), "Made-up")
    # those that never did cannot be used any more at all
    assert lost(tmp_path, layer, before, houses(point(*HERE), None)) is None
    said = lost(tmp_path, layer, before, houses(None, "Made-up"))
    assert "4 of 4 places can no longer be used" in str(said)


def test_of_two_attributes_of_one_name_none_is_taken() -> None:
    with pytest.raises(LayerFormError, match=r"`capacity` may be read from 'places' or 'Places '"):
        read(feature(point(*HERE), {"title": "Made-up house", "places": 5, "Places ": 50}))
    unused = {"title": "Made-up house", "other": 1, "OTHER": 2}
    assert read(feature(point(*HERE), unused)).rejects == []


def test_a_character_written_as_two_escapes_is_one() -> None:
    (service,) = read(feature(point(*HERE), {"title": "Made-up \U0001f3e0"})).services
    assert service["service_name"] == "Made-up \U0001f3e0"


def test_a_missing_required_attribute_lists_the_real_ones_and_the_line_to_edit() -> None:
    with pytest.raises(LayerFormError) as said:
        read(feature(point(*HERE), {"titel_lang": "Made-up house", "ort": "Nowhere"}))
    for text in (
        "no attribute for `name`",
        "{title}, {label}",
        "titel_lang, ort",
        "layers.yaml:41",
    ):
        assert text in str(said.value)


def test_optional_attributes_that_are_missing_are_told_and_do_no_harm() -> None:
    content = read(feature(point(*HERE), {"title": "Made-up house", "extra": 1}))
    assert set(content.unmapped) == {"provider", "street", "capacity"}
    assert content.unused == ("extra",)


def _houses(*states: str | None, attribute: str = "Status") -> list[dict[str, Any]]:
    return [
        feature(point(*HERE) if one == "open" else point(0.0, 0.0), {"title": n, attribute: one})
        for n, one in enumerate(states)
    ]


@pytest.mark.parametrize(
    "wanted", ["open", ["open"], {"other_than": ["planned", ""]}, {"pattern": "^op"}]
)
def test_places_that_are_not_asked_for_are_left_out_counted_and_no_rejects(wanted: Any) -> None:
    """Whatever is wrong with those that are left out."""
    houses = _houses("planned", "open", "open ", None)
    houses[2]["geometry"] = point(*HERE)
    content = read(*houses, where={"status": wanted})
    assert [one["feature_number"] for one in content.services] == [2, 3]
    assert (content.features, content.left_out, content.rejects) == (4, 2, [])
    assert content.unused == ()
    # as they are, all count, and the attribute is told
    content = read(*houses)
    assert (len(content.services) + len(content.rejects), content.left_out) == (4, 0)
    assert content.unused == ("Status",)
    assert read(*houses, ignored=["status"]).unused == ()


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ({"state": "open"}, r"no attribute `state`.*has: title, Status \(renamed to 'Status'\?\)"),
        ({"status": ["open", "interim"]}, "`status`: no feature says 'interim'; they say"),
        ({"status": {"other_than": ["open", "planned"]}}, "no feature says what is asked for"),
    ],
)
def test_what_where_asks_for_and_the_layer_lacks_is_told(where: Any, said: str) -> None:
    with pytest.raises(LayerFormError, match=rf"(?s){said}.*layers\.yaml:41"):
        read(*_houses("planned", "open"), where=where)


def test_an_attribute_is_asked_for_or_ignored() -> None:
    with pytest.raises(ValueError, match=r"`where` that are ignored: \['status'\]"):
        service_layer(where={"status": "open"}, ignored=["Status"])


def test_a_service_without_a_name_is_set_aside() -> None:
    content = read(feature(point(*HERE)), feature(point(*HERE), {"title": "-"}))
    assert [reject["reason"] for reject in content.rejects] == ["a service without a name"]


def test_ids_come_from_the_layer_and_a_feature_that_is_there_twice_counts_once() -> None:
    content = read(
        feature(point(*HERE), id_=1),
        feature(point(*HERE), {"title": "Other made-up house"}, id_=2),
        feature(point(*HERE), {"title": "Third made-up house"}),
        feature(point(*HERE), {"title": "Third made-up house"}),
    )
    assert [service["feature_id"] for service in content.services[:2]] == ["1", "2"]
    assert len(content.services) == 3
    assert [reject["reason"] for reject in content.rejects] == ["duplicate of feature 3"]


def test_two_services_under_one_id_are_both_kept() -> None:
    content = read(
        feature(point(*HERE), {"title": "A made-up house"}, id_="same"),
        feature(point(*HERE), {"title": "B made-up house"}, id_="same"),
    )
    assert len({service["feature_id"] for service in content.services}) == 2


def test_the_area_that_a_layer_names_is_read_by_the_pattern_or_as_a_code() -> None:
    changes: dict[str, Any] = {
        "area_level": "quarter",
        "code_digits": 2,
        "capacity_unit": None,
        "attributes": {"name": "title", "area": "quarter"},
    }
    labels: list[Any] = ["07 Made-up quarter", 7, "7", "Somewhere", None]
    content = read(
        *(
            feature(point(*HERE), {"title": f"House {n}", "quarter": label})
            for n, label in enumerate(labels)
        ),
        **changes,
    )
    assert [s["stated_area_code"] for s in content.services] == ["07", "07", "07", None, None]
    (reject,) = content.rejects
    assert (reject["value_text"], reject["removes_feature"]) == ("Somewhere", False)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"  ", "empty"),
        (
            collection(feature(point(*HERE))).replace(
                b'"type": "Feature"', b'"type": 1, "type": 2'
            ),
            "the name 'type' stands twice",
        ),
        (b"<!DOCTYPE html><title>Login</title>", "a page, not GeoJSON"),
        (collection(feature(point(*HERE)))[:-20], "broken off"),
        ('{"type": "FeatureCollection", "name": "ä"}'.encode("latin-1"), "not UTF-8"),
        (b'{"code": "NotFound", "description": "no such collection"}', "no such collection"),
        (b"[]", "expected a GeoJSON FeatureCollection"),
        (b'{"type": "FeatureCollection"}', "no list `features`"),
        (collection(), "no features"),
        (
            collection(feature(point(*HERE)), numberMatched=300, numberReturned=1),
            "only 1 of 300 features",
        ),
        (collection(feature(point(*HERE)), numberMatched="300"), "only 1 of 300 features"),
        (collection(feature(point(*HERE)), numberMatched=300.0), "only 1 of 300 features"),
        (
            collection(feature(point(*HERE)), feature(None), numberMatched=1),
            "2 features were delivered, of 1 that there are",
        ),
        (collection(feature(point(*HERE)), numberReturned=2), "2 features were announced"),
        (collection(feature(point(*HERE), {"a": ["\ud800"]})), r'"\ud800" stands alone'),
        (
            collection(feature(point(*HERE)), links=[{"rel": "next", "href": "https://x.invalid"}]),
            "the rest is at https://x.invalid",
        ),
        (b'{"type": "FeatureCollection", "features": [{"type": "Point"}]}', "feature 1 is not a"),
        (
            b'{"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": {"type": '
            b'"Point", "coordinates": [NaN, 50]}}]}',
            "NaN is not a number",
        ),
    ],
)
def test_a_file_that_is_no_whole_layer_is_refused_with_what_it_is(
    content: bytes, reason: str
) -> None:
    with pytest.raises(LayerFormError) as said:
        read_layer(service_layer(), SETTING, content)
    assert reason in str(said.value)
