"""One feature's geometry: read, brought to degrees, made a point or an outline."""

import json
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import shapely
from shapely import Geometry

from sozialraum.declarations.layer import Bounds
from sozialraum.ingest.layers.systems import Change, Coordinates

Note = Literal["exact", "representative_point", "without_location"]


class GeometryError(Exception):
    """A geometry cannot be used; ``found`` is what there is, the text says why it cannot."""

    def __init__(self, found: str, reason: str) -> None:
        super().__init__(reason)
        self.found = found


class ExchangedAxesError(GeometryError):
    """Longitude and latitude seem to be exchanged."""


@dataclass(frozen=True)
class Place:
    """Where a service is, in degrees; both None where the layer does not say."""

    longitude: float | None
    latitude: float | None
    note: Note


def read_geometry(raw: Any, *, exchanged: bool, degrees: Change | None) -> Geometry | None:
    """A GeoJSON geometry in degrees, without heights; None where it is null or empty.

    Args:
        exchanged: the layer is declared to give latitude before longitude.
        degrees: what brings its coordinates to degrees, where they are not.

    Raises:
        GeometryError: not a GeoJSON geometry, or coordinates that are no degrees.
    """
    if raw is None:
        return None
    text = json.dumps(raw)
    try:
        geometry = shapely.force_2d(shapely.from_geojson(text))
    except shapely.errors.GEOSException as error:
        reason = str(error).split(": ", 1)[-1]
        raise GeometryError(text[:120], f"not a GeoJSON geometry: {reason}") from None
    if geometry is None or geometry.is_empty:
        return None
    if exchanged:
        geometry = shapely.transform(geometry, _exchange)
    if degrees is not None:
        geometry = shapely.transform(geometry, degrees)
    west, south, east, north = geometry.bounds
    if not np.all(np.isfinite(geometry.bounds)) or (
        west < -180 or east > 180 or south < -90 or north > 90
    ):
        raise GeometryError(
            text[:120],
            "the coordinates are no degrees; declare the layer's coordinate system as `crs`",
        )
    return geometry


def as_place(geometry: Geometry | None, bounds: Bounds) -> Place:
    """The point at which a service is shown; of anything but a point, one that lies on it.

    Raises:
        ExchangedAxesError, GeometryError: it lies outside ``bounds``.
    """
    if geometry is None:
        return Place(None, None, "without_location")
    point = (
        geometry if geometry.geom_type == "Point" else shapely.point_on_surface(_sound(geometry))
    )
    _check_within(point.x, point.y, bounds)
    return Place(point.x, point.y, "exact" if point is geometry else "representative_point")


def as_outline(geometry: Geometry | None, bounds: Bounds) -> Geometry:
    """The polygons of a geometry as one valid (multi)polygon.

    Raises:
        ExchangedAxesError, GeometryError: there is none, or it lies outside ``bounds``.
    """
    if geometry is None:
        raise GeometryError("", "an area without an outline")
    parts = shapely.get_parts(_sound(geometry))
    while any(
        shapely.get_type_id(part) == shapely.GeometryType.GEOMETRYCOLLECTION for part in parts
    ):
        parts = np.concatenate([shapely.get_parts(part) for part in parts])
    polygons = [part for part in parts if part.geom_type in ("Polygon", "MultiPolygon")]
    if not polygons:
        raise GeometryError(geometry.geom_type, "an outline has to be a polygon")
    outline = shapely.union_all(polygons) if len(polygons) > 1 else polygons[0]
    inside = shapely.point_on_surface(outline)
    _check_within(inside.x, inside.y, bounds)
    return outline


def _sound(geometry: Geometry) -> Geometry:
    return geometry if geometry.is_valid else shapely.make_valid(geometry)


def _check_within(longitude: float, latitude: float, bounds: Bounds) -> None:
    if bounds.holds(longitude, latitude):
        return
    found = f"{longitude:.6f} {latitude:.6f}"
    if bounds.holds(latitude, longitude):
        raise ExchangedAxesError(
            found,
            "longitude and latitude are exchanged (the other way round it lies in the city)",
        )
    raise GeometryError(
        found,
        f"lies outside the city (longitude {bounds.west:g} to {bounds.east:g}, "
        f"latitude {bounds.south:g} to {bounds.north:g})",
    )


def _exchange(coordinates: Coordinates) -> Coordinates:
    return coordinates[:, ::-1]
