"""In which area a point lies.

The rule, for the areas of one level:

1. An area covers the points inside it and on its border.
2. A point that one area covers lies in it (``inside``). On a border that several areas share, it
   is given to the one with the smallest code (``border``).
3. A point that no area covers, but that lies within the declared tolerance of one, is given to
   the nearest, of equally near ones to that with the smallest code (``near_border``).
4. Any other point lies ``outside``.

So every point has exactly one area or none, whatever the order of areas and points.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import shapely
from numpy.typing import NDArray

from sozialraum.ingest.layers.outlines import Outline
from sozialraum.ingest.layers.systems import WGS84, Coordinates, change

Rule = Literal["inside", "border", "near_border", "outside"]

# Distances that differ by less than a millimetre are equal.
EQUAL_M = 0.001


@dataclass(frozen=True)
class Placement:
    """``code``: None outside. ``distance_m``: to the area ``nearest`` (its code), 0 in it."""

    code: str | None
    rule: Rule
    distance_m: float
    nearest: str


def place(
    points: Coordinates, outlines: Sequence[Outline], metric_crs: str, tolerance_m: float
) -> list[Placement]:
    """The area of each point.

    Args:
        points: (n, 2) longitude and latitude in degrees.
        outlines: the areas of one level, at least one.
        metric_crs: system in which the tolerance and distances are measured.
    """
    areas = sorted(outlines, key=lambda outline: outline.code)
    located = shapely.points(points)
    covering = _covering(located, areas)
    placed: list[Placement | None] = []
    for found in covering:
        if not found:
            placed.append(None)
        else:
            code = areas[min(found)].code
            placed.append(Placement(code, "inside" if len(found) == 1 else "border", 0.0, code))
    left = np.array([position for position, one in enumerate(placed) if one is None], dtype=int)
    if len(left):
        metric = change(WGS84, metric_crs)
        near = _nearest(
            shapely.points(metric(points[left])),
            shapely.transform(np.array([area.geometry for area in areas]), metric),
        )
        for position, (area, distance) in zip(left, near, strict=True):
            code = areas[area].code
            placed[position] = (
                Placement(code, "near_border", distance, code)
                if distance <= tolerance_m
                else Placement(None, "outside", distance, code)
            )
    return [one for one in placed if one is not None]


def _covering(points: NDArray[np.object_], areas: Sequence[Outline]) -> list[list[int]]:
    """For each point the positions of the areas that cover it, in order of codes."""
    found: list[list[int]] = [[] for _ in points]
    tree = shapely.STRtree(points)
    for position, area in enumerate(areas):
        # the area is the prepared side of the question: many points, one outline
        for point in tree.query(area.geometry, predicate="covers"):
            found[point].append(position)
    return found


def _nearest(points: NDArray[np.object_], areas: NDArray[np.object_]) -> list[tuple[int, float]]:
    """For each point the nearest area (the first of equally near ones) and its distance in m."""
    tree = shapely.STRtree(areas)
    distances = shapely.distance(points, areas[tree.nearest(points)])
    asked, close = tree.query(points, predicate="dwithin", distance=distances + EQUAL_M)
    first = np.full(len(points), len(areas))
    np.minimum.at(first, asked, close)
    return [(int(area), float(d)) for area, d in zip(first, distances, strict=True)]
