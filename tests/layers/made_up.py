"""Made-up layers and a made-up city for tests: nothing here is a real place or service."""

import json
from typing import Any

from sozialraum.declarations.city import Level
from sozialraum.declarations.layer import Bounds, Geodata, Layer
from sozialraum.ingest.layers.reader import Setting

# A city of two degrees square around 11 E 50 N.
BOUNDS = Bounds(west=10, south=49, east=12, north=51)
GEODATA = Geodata(
    base_url="https://example.org",
    items_url="{base_url}/collections/{layer}/items",
    metric_crs="EPSG:25832",
    bounds=BOUNDS,
    border_tolerance_m=25,
    simplify_m=10,
)
LEVEL = Level(
    id="quarter",
    name="Quarter",
    plural="Quarters",
    pattern=r"^(?P<code>\d{2}) (?P<name>.+)$",
    parents=["city"],
)
SETTING = Setting(
    geodata=GEODATA, where="layers.yaml:41", level=LEVEL, city_code="0815", decimal=","
)


def service_layer(**changes: Any) -> Layer:
    declared: dict[str, Any] = {
        "id": "made_up_places",
        "layer": "L0",
        "title": "Made-up places",
        "office": "Made-up office",
        "licence": "made-up",
        "role": "service",
        "service_type": "made_up_service",
        "planning_field": "made_up_field",
        "theme": "made_up_theme",
        "capacity_unit": "places",
        "null_tokens": ["-", "k. A."],
        "max_rejected": 0,
        "attributes": {
            "name": ["title", "label"],
            "provider": "carrier",
            "street": ["{road} {number}{suffix}", "road"],
            "capacity": "places",
        },
    }
    return Layer.model_validate(declared | changes)


def boundary_layer(**changes: Any) -> Layer:
    declared: dict[str, Any] = {
        "id": "made_up_outlines",
        "layer": "L1",
        "title": "Made-up outlines",
        "office": "Made-up office",
        "licence": "made-up",
        "role": "boundary",
        "area_level": "quarter",
        "code_digits": 2,
        "max_rejected": 0,
        "attributes": {"code": ["code", "label"], "name": "name"},
    }
    return Layer.model_validate(declared | changes)


def point(longitude: float, latitude: float, *more: float) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [longitude, latitude, *more]}


def ring(west: float, south: float, size: float = 0.01) -> list[list[float]]:
    """A square, as the outer ring of a polygon."""
    east, north = west + size, south + size
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def square(west: float, south: float, size: float = 0.01) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": [ring(west, south, size)]}


def feature(
    geometry: Any, properties: dict[str, Any] | None = None, id_: object = None
) -> dict[str, Any]:
    found: dict[str, Any] = {
        "type": "Feature",
        "geometry": geometry,
        "properties": {"title": "Made-up house"} if properties is None else properties,
    }
    return found if id_ is None else found | {"id": id_}


def collection(*features: dict[str, Any], **members: Any) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": list(features), **members}).encode()


def stated_crs(name: str) -> dict[str, Any]:
    return {"crs": {"type": "name", "properties": {"name": name}}}
