"""Coordinate systems: from what a layer states to degrees (WGS84), and to metres."""

from collections.abc import Callable
from functools import lru_cache

import numpy as np
import pyproj
from numpy.typing import NDArray
from pyproj.exceptions import CRSError, ProjError

from sozialraum.ingest.layers.geojson import LayerFormError

WGS84 = "EPSG:4326"

Coordinates = NDArray[np.float64]
Change = Callable[[Coordinates], Coordinates]


def to_degrees(stated: str | None, declared: str | None) -> Change | None:
    """How coordinates of a layer become longitude and latitude; None where they are already.

    Args:
        stated: the system that the file names, if any. declared: the one of `layers.yaml`.

    Raises:
        LayerFormError: the two differ, or the stated one does not exist or is not of the Earth.
    """
    system = declared or stated
    if system is None:
        return None
    if stated is not None and declared is not None and not _same(stated, declared):
        raise LayerFormError(
            f"the file states the coordinate system {stated}, the entry declares `crs: {declared}`"
        )
    # CRS84 and EPSG:4326 differ in the order of axes only, and GeoJSON fixes that order
    if _same(system, WGS84) or _same(system, "OGC:CRS84"):
        return None
    return change(system, WGS84)


@lru_cache(maxsize=16)
def change(source: str, target: str) -> Change:
    """A function from (n, 2) coordinates in ``source`` to ``target``, x (longitude) first.

    Raises:
        LayerFormError: there is no way from the one to the other: of the Moon, of a building site.
    """
    try:
        transformer = pyproj.Transformer.from_crs(source, target, always_xy=True)
    except ProjError as error:
        raise LayerFormError(
            f"there is no way from the coordinate system {source!r} to {target} "
            f"({str(error)[:200]}); declare the right one as `crs`"
        ) from None

    def changed(coordinates: Coordinates) -> Coordinates:
        x, y = transformer.transform(coordinates[:, 0], coordinates[:, 1])
        return np.column_stack([x, y])

    return changed


def _same(left: str, right: str) -> bool:
    return _system(left).equals(_system(right))


def _system(name: str) -> pyproj.CRS:
    try:
        return pyproj.CRS.from_user_input(name)
    except CRSError:
        raise LayerFormError(
            f"the coordinate system {name!r} does not exist; declare the right one as `crs`"
        ) from None
