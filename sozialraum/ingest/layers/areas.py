"""Places the services of the layers in use in the areas of every level that has outlines."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from sozialraum.base.tables import insert_rows
from sozialraum.declarations.layer import Geodata
from sozialraum.ingest.layers.outlines import Outline
from sozialraum.ingest.layers.placement import place

if TYPE_CHECKING:
    import duckdb

FEATURE = ("source_id", "dataset_id", "landing_id", "feature_number")


@dataclass(frozen=True)
class Placed:
    """``layers``: layers in use. ``points``: services with a location. ``levels``: levels that
    have outlines. ``outside``: points that no area of any level holds."""

    layers: int
    points: int
    levels: tuple[str, ...]
    outside: int


def place_features(connection: "duckdb.DuckDBPyConnection", geodata: Geodata | None) -> Placed:
    """Chooses the vintage of each layer to use, and writes ``raw.feature_area``.

    In use is the newest readable landing known on the as-of date (``declared.city``).
    """
    _choose(connection)
    connection.execute("DELETE FROM raw.feature_area")
    rows = connection.execute(
        """
        SELECT source_id, dataset_id, landing_id, feature_number, longitude, latitude
        FROM raw.feature JOIN raw.layer_in_use USING (source_id, dataset_id, landing_id)
        WHERE longitude IS NOT NULL
        ORDER BY ALL
        """
    ).fetchall()
    levels = _outlines(connection)
    outside = set(range(len(rows))) if levels else set()
    for level, outlines in levels.items():
        if not rows:
            break
        assert geodata is not None
        placed = place(
            np.array([row[4:6] for row in rows]),
            outlines,
            geodata.metric_crs,
            geodata.border_tolerance_m,
        )
        outside -= {number for number, one in enumerate(placed) if one.code is not None}
        insert_rows(
            connection,
            "raw.feature_area",
            [
                {
                    **dict(zip(FEATURE, row[:4], strict=True)),
                    "area_level": level,
                    "area_code": one.code,
                    "rule": one.rule,
                    "distance_m": round(one.distance_m, 2),
                    "nearest_code": one.nearest,
                }
                for row, one in zip(rows, placed, strict=True)
            ],
        )
    layers = connection.execute("SELECT count(*) FROM raw.layer_in_use").fetchone()
    assert layers is not None
    return Placed(layers[0], len(rows), tuple(levels), len(outside))


def _choose(connection: "duckdb.DuckDBPyConnection") -> None:
    connection.execute("DELETE FROM raw.layer_in_use")
    connection.execute(
        """
        INSERT INTO raw.layer_in_use BY NAME
        SELECT source_id, dataset_id, landing_id, retrieved_at AS vintage_at
        FROM raw.landing
        JOIN raw.loaded USING (source_id, dataset_id, landing_id)
        JOIN declared.layer USING (source_id)
        CROSS JOIN declared.city
        WHERE (retrieved_at AT TIME ZONE timezone)::DATE <= as_of
        QUALIFY row_number() OVER (PARTITION BY source_id ORDER BY retrieved_at DESC) = 1
        """
    )


def _outlines(connection: "duckdb.DuckDBPyConnection") -> dict[str, Sequence[Outline]]:
    found: dict[str, list[Outline]] = {}
    for level, code, geometry in connection.execute(
        """
        SELECT area_level, area_code, geometry
        FROM raw.boundary JOIN raw.layer_in_use USING (source_id, dataset_id, landing_id)
        ORDER BY area_level, area_code
        """
    ).fetchall():
        found.setdefault(level, []).append(Outline(code, shapely.from_wkb(bytes(geometry))))
    return dict(found)
