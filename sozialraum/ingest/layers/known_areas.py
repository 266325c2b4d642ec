"""Which area a text or a shape means, by what is loaded: the crosswalk's labels, and outlines."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely
from shapely import Geometry

from sozialraum.declarations.catalogue import Catalogue
from sozialraum.declarations.city import Level
from sozialraum.declarations.notation import plain_label
from sozialraum.ingest.layers.outlines import Outline

if TYPE_CHECKING:
    import duckdb

# A shape is that of an area if they have as much in common, of what both together cover.
SAME_SHAPE = 0.8


@dataclass(frozen=True)
class KnownAreas:
    """``labels``: level -> what an area may be called (its label, code or name, as compared) ->
    its label in the crosswalk. ``outlines``: level -> its areas' outlines, in degrees."""

    labels: Mapping[str, Mapping[str, str]]
    outlines: Mapping[str, Sequence[Outline]]

    def label(self, level: str, text: str) -> str | None:
        """The crosswalk's label of the area of ``level`` that ``text`` names."""
        return self.labels.get(level, {}).get(_compared(text))

    def count(self, level: str) -> int:
        return len(set(self.labels.get(level, {}).values()))

    def label_at(self, level: str, geometry: Geometry) -> str | None:
        """The label of the one area that a point lies in, or that has the shape; else None."""
        inside = [one for one in self.outlines[level] if shapely.intersects(one.geometry, geometry)]
        if geometry.geom_type != "Point":
            inside = [one for one in inside if _common(one.geometry, geometry) >= SAME_SHAPE]
        return self.label(level, inside[0].code) if len(inside) == 1 else None


def read_known_areas(connection: "duckdb.DuckDBPyConnection", catalogue: Catalogue) -> KnownAreas:
    """What the build database has of the newest crosswalk, and of the outlines in it."""
    levels = {level.id: level for level in catalogue.levels}
    # of a yearly series each year's table: what is none of today is told of where it is placed
    texts = connection.execute(
        """
        SELECT DISTINCT unnest(map_keys(area_labels)), unnest(map_values(area_labels))
        FROM raw.cell
        SEMI JOIN (
            SELECT landing_id FROM raw.landing WHERE source_id = $source
            QUALIFY retrieved_at = max(retrieved_at) OVER (PARTITION BY dataset_id)
        ) USING (landing_id)
        WHERE source_id = $source
        """,
        {"source": catalogue.crosswalk},
    ).fetchall()
    shapes = connection.execute(
        """
        SELECT area_level, area_code, geometry
        FROM raw.boundary JOIN raw.landing USING (source_id, dataset_id, landing_id)
        QUALIFY retrieved_at = max(retrieved_at) OVER (PARTITION BY source_id)
        ORDER BY area_level, area_code
        """
    ).fetchall()
    outlines: dict[str, list[Outline]] = {}
    for level, code, geometry in shapes:
        outlines.setdefault(level, []).append(Outline(code, shapely.from_wkb(bytes(geometry))))
    return KnownAreas(
        labels={
            level.id: labels_of(level, [text for one, text in texts if one == level.id])
            for level in levels.values()
        },
        outlines=outlines,
    )


def labels_of(level: Level, texts: Sequence[str]) -> dict[str, str]:
    """What an area of the level may be called -> its label; what may mean two areas is left out.

    Args:
        texts: the labels of the crosswalk, which may call an area otherwise in each period.
    """
    found: dict[str, set[str]] = {}
    first: dict[str, str] = {}
    for label in sorted(texts):
        match = level.find(label)
        code = match.groupdict().get("code") if match else None
        one_of_its = first.setdefault(code or label, label)
        for name in {label, *level.names(label)}:
            found.setdefault(_compared(name), set()).add(one_of_its)
    special = {_compared(one): one for one in (*level.unknown, *level.whole_city)}
    return {name: min(labels) for name, labels in found.items() if len(labels) == 1} | special


def _compared(text: str) -> str:
    """Without what may be written one way or another: capitals, blanks, zeros before a code."""
    plain = " ".join(plain_label(text).split()).casefold()
    return plain.lstrip("0") or "0" if re.fullmatch(r"\d+", plain) else plain


def _common(one: Geometry, other: Geometry) -> float:
    both = shapely.union(one, other).area
    return float(shapely.intersection(one, other).area / both) if both else 0.0
