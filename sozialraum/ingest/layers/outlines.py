"""The outlines of a level's areas: simplified together for maps, described for the marts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from shapely import Geometry

from sozialraum.declarations.layer import Geodata
from sozialraum.ingest.layers.systems import WGS84, Coordinates, change

# Six decimals of a degree are about ten centimetres.
DECIMALS = 6
# Neighbours that were not drawn together share slivers.
OVERLAP_SHARE = 0.05


@dataclass(frozen=True)
class Outline:
    """An area's outline, a valid (multi)polygon in degrees."""

    code: str
    geometry: Geometry


@dataclass(frozen=True)
class DescribedOutline:
    """``simplified``: GeoJSON text; ``inside``: a point of the area where a label can stand."""

    code: str
    geometry: Geometry
    simplified: str
    inside: tuple[float, float]
    area_m2: float

    def columns(self) -> dict[str, Any]:
        return {
            "geometry": shapely.to_wkb(self.geometry),
            "geometry_simple": self.simplified,
            "longitude": self.inside[0],
            "latitude": self.inside[1],
            "area_m2": self.area_m2,
        }


def overlaps(outlines: Sequence[Outline]) -> Iterator[tuple[str, str, float]]:
    """Codes of areas that have more in common than a sliver, and which share of the smaller one."""
    if not outlines:
        return
    geometries = [one.geometry for one in outlines]
    tree = shapely.STRtree(geometries)
    for one, other in tree.query(geometries, predicate="intersects").T:
        smaller = min(geometries[one].area, geometries[other].area)
        if one >= other or smaller == 0:
            continue
        share = geometries[one].intersection(geometries[other]).area / smaller
        if share > OVERLAP_SHARE:
            yield outlines[one].code, outlines[other].code, share


def doubled(parts: Sequence[Geometry]) -> float:
    """Which share of an area its parts cover more than once, 1 at most; the same part again is
    none."""
    different: list[Geometry] = []
    for part in parts:
        if not any(part.equals(other) for other in different):
            different.append(part)
    whole = shapely.union_all(different).area
    return min((sum(part.area for part in different) - whole) / whole, 1.0) if whole else 0.0


def describe_outlines(outlines: Sequence[Outline], geodata: Geodata) -> list[DescribedOutline]:
    """Simplifies the outlines so that neighbours keep their common border.

    Areas that overlap or leave gaps have no common border; each is then simplified by itself.
    """
    if not outlines:
        return []
    degrees = np.array([outline.geometry for outline in outlines])
    metric = shapely.transform(degrees, change(WGS84, geodata.metric_crs))
    if shapely.coverage_is_valid(metric):
        simple = shapely.coverage_simplify(metric, geodata.simplify_m)
    else:
        simple = shapely.simplify(metric, geodata.simplify_m, preserve_topology=True)
    back = shapely.transform(simple, change(geodata.metric_crs, WGS84))
    points = shapely.point_on_surface(degrees)
    return [
        DescribedOutline(
            code=outline.code,
            geometry=outline.geometry,
            simplified=shapely.to_geojson(shapely.transform(back[position], _rounded)),
            inside=(float(points[position].x), float(points[position].y)),
            area_m2=float(shapely.area(metric[position])),
        )
        for position, outline in enumerate(outlines)
    ]


def _rounded(coordinates: Coordinates) -> Coordinates:
    return np.round(coordinates, DECIMALS)
