"""Loads layers into the build database (schema ``raw``), all vintages; and tells their state.

raw.feature         services, as the layer says it          raw.boundary   outlines of areas
raw.feature_reject  features and values that cannot be used
raw.layer_state     what became of the last retrieval of each layer
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from sozialraum.base.program import reader_version
from sozialraum.base.tables import insert_rows, make_table, one_transaction, table_named
from sozialraum.declarations.catalogue import Catalogue
from sozialraum.declarations.layer import Layer
from sozialraum.ingest.landing import Landing
from sozialraum.ingest.layers.geojson import LayerFormError
from sozialraum.words.numbers import decimal_sign

if TYPE_CHECKING:
    import duckdb

    # shapely is loaded when a layer is read, not when the definitions are
    from sozialraum.ingest.layers.reader import LayerContent, Setting

# absent: nothing was retrieved yet (not bundled). read: the newest landing is in use.
# stale: it could not be retrieved; an older landing is used if there is one.
# unreadable: the newest landing has not the declared form; an older one is used if there is one.
Outcome = Literal["absent", "read", "stale", "unreadable"]

LOADED = ("feature", "boundary", "feature_reject")
TABLES = (*LOADED, "layer_state", "layer_in_use", "feature_area")


@dataclass(frozen=True)
class State:
    """What became of a layer; ``attributes`` are the layer's own, ``unmapped`` those declared
    columns that it does not have."""

    outcome: Outcome
    problem: str | None = None
    checked_at: datetime | None = None
    attributes: Sequence[str] = ()
    unmapped: Sequence[str] = ()


def prepare_layers(connection: "duckdb.DuckDBPyConnection", layers: Sequence[Layer]) -> None:
    """Creates the tables and forgets layers that are no longer declared."""
    known = [layer.id for layer in layers]
    for table in TABLES:
        make_table(connection, f"raw.{table}")
        connection.execute(
            f"DELETE FROM raw.{table} WHERE NOT list_contains(?::VARCHAR[], source_id)", [known]
        )


def setting_of(catalogue: Catalogue, layer: Layer) -> "Setting":
    from sozialraum.ingest.layers.reader import Setting

    places = catalogue.places
    assert places.geodata is not None
    levels = {level.id: level for level in catalogue.levels}
    return Setting(
        geodata=places.geodata,
        where=places.where(layer),
        level=levels.get(layer.area_level or ""),
        city_code=catalogue.city.area_code,
        decimal=decimal_sign(catalogue.city.language),
    )


def read_landing(catalogue: Catalogue, layer: Layer, landing: Landing) -> "LayerContent":
    """Reads a landed layer.

    Raises:
        LayerFormError: it has not the declared form; names layer, landing and what to do.
    """
    from sozialraum.ingest.layers.reader import read_layer

    try:
        return read_layer(layer, setting_of(catalogue, layer), landing.content())
    except LayerFormError as error:
        raise LayerFormError(
            f"layer '{layer.id}' ({layer.title}), file {landing.name} "
            f"(landing {landing.landing_id[:12]}): {error}"
        ) from None


def is_loaded(
    connection: "duckdb.DuckDBPyConnection", catalogue: Catalogue, layer: Layer, landing: Landing
) -> bool:
    found = connection.execute(
        "SELECT 1 FROM raw.loaded WHERE landing_id = ? AND dataset_id = ? AND source_id = ? "
        "AND declaration = ?",
        [landing.landing_id, landing.dataset_id, layer.id, _fingerprint(catalogue, layer)],
    ).fetchone()
    return found is not None


def load(
    connection: "duckdb.DuckDBPyConnection",
    catalogue: Catalogue,
    layer: Layer,
    landing: Landing,
    content: "LayerContent",
) -> None:
    """Replaces the landing's rows in one transaction."""
    key = {
        "source_id": layer.id,
        "dataset_id": landing.dataset_id,
        "landing_id": landing.landing_id,
    }
    with one_transaction(connection):
        for table in (*LOADED, "loaded"):
            connection.execute(
                f"DELETE FROM raw.{table} "
                "WHERE source_id = $source_id AND dataset_id = $dataset_id "
                "AND landing_id = $landing_id",
                key,
            )
        insert_rows(connection, "raw.feature", [{**key, **r} for r in content.services])
        insert_rows(
            connection,
            "raw.feature_reject",
            [{**key, **row} for row in content.rejects],
        )
        _insert_boundaries(connection, [{**key, **row} for row in content.boundaries])
        connection.execute(
            "INSERT INTO raw.loaded "
            "(landing_id, source_id, dataset_id, declaration, file_rows, left_out, other_texts, "
            "undeclared_columns) VALUES ($landing_id, $source_id, $dataset_id, $declaration, "
            "$rows, $left_out, $other_texts::VARCHAR[], $attributes)",
            {
                **key,
                "declaration": _fingerprint(catalogue, layer),
                "rows": content.features,
                "left_out": content.left_out,
                "other_texts": content.other_texts,
                "attributes": list(content.unused),
            },
        )


def forget(connection: "duckdb.DuckDBPyConnection", layer: Layer, landing: Landing) -> None:
    """Takes back rows that were read with another declaration, of a landing that does not have
    the declared form any more."""
    for table in (*LOADED, "loaded"):
        connection.execute(
            f"DELETE FROM raw.{table} WHERE source_id = ? AND dataset_id = ? AND landing_id = ?",
            [layer.id, landing.dataset_id, landing.landing_id],
        )


def record_state(connection: "duckdb.DuckDBPyConnection", layer: Layer, state: State) -> None:
    connection.execute("DELETE FROM raw.layer_state WHERE source_id = ?", [layer.id])
    insert_rows(
        connection,
        "raw.layer_state",
        [{"source_id": layer.id, **{name: getattr(state, name) for name in vars(state)}}],
    )


def remembered(connection: "duckdb.DuckDBPyConnection", layer: Layer) -> State:
    """The state that was recorded when the layer's newest landing was read."""
    row = connection.execute(
        "SELECT outcome, problem, checked_at, attributes, unmapped FROM raw.layer_state "
        "WHERE source_id = ?",
        [layer.id],
    ).fetchone()
    return State(*row) if row else State("absent")


def counts(
    connection: "duckdb.DuckDBPyConnection", layer: Layer, landing: Landing
) -> dict[str, int]:
    """Features used, rejects, and features that the entry does not take, of a landing."""
    found = {}
    for name, told, table in (
        ("services", "count(*)", "feature"),
        ("areas", "count(*)", "boundary"),
        ("rejected", "count(*)", "feature_reject"),
        ("left_out", "coalesce(sum(left_out), 0)", "loaded"),
    ):
        row = connection.execute(
            f"SELECT {told} FROM raw.{table} WHERE source_id = ? AND landing_id = ?",
            [layer.id, landing.landing_id],
        ).fetchone()
        assert row is not None
        found[name] = int(row[0])
    return found


def _insert_boundaries(
    connection: "duckdb.DuckDBPyConnection", rows: Sequence[Mapping[str, Any]]
) -> None:
    """One by one: outlines are few, and bytes do not pass through JSON."""
    columns = table_named("raw.boundary").columns
    names = ", ".join(columns)
    marks = ", ".join("?" for _ in columns)
    for row in rows:
        connection.execute(
            f"INSERT INTO raw.boundary ({names}) VALUES ({marks})",
            [row.get(name) for name in columns],
        )


def _fingerprint(catalogue: Catalogue, layer: Layer) -> str:
    setting = setting_of(catalogue, layer)
    parts = [
        layer.model_dump_json(),
        setting.geodata.model_dump_json(),
        setting.level.model_dump_json() if setting.level else "",
        setting.city_code,
        setting.decimal,
        reader_version(),
    ]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]
