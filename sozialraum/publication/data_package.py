"""``datapackage.json``: what a publication holds, for programs (Data Package 2.0, datapackage.org).

Every mart is a resource with its schema, key and references; so is the database as a whole.
Whoever knows Frictionless reads types, meanings, licences and sources from it without DuckDB.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sozialraum.base.files import sha256_of
from sozialraum.declarations.city import Licence
from sozialraum.publication.published import Reference, Table
from sozialraum.publication.store import DATABASE, Publication

if TYPE_CHECKING:
    import duckdb

DATA_PACKAGE = "datapackage.json"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_TYPES = {
    "VARCHAR": "string",
    "BIGINT": "integer",
    "INTEGER": "integer",
    "DOUBLE": "number",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "TIMESTAMP": "datetime",
    "VARCHAR[]": "array",
    "BLOB": "any",
}
# what figures were really taken from
_SOURCES = """
    SELECT title_de, url, licence FROM marts.mart_source_status WHERE landed_at IS NOT NULL
    UNION
    SELECT title_de, url, licence FROM marts.mart_layer_status WHERE landed_at IS NOT NULL
    ORDER BY ALL
"""


def write_data_package(
    publication: Publication,
    marts: Mapping[str, Table],
    references: Sequence[Reference],
    licences: Mapping[str, Licence],
) -> None:
    """Describes ``marts``, which are written already, and the database that holds them.

    ``references``: which columns of marts name a row of another one. ``licences``: those that
    sources name.
    """
    import duckdb

    with duckdb.connect(publication.database, read_only=True) as connection:
        package = _about(connection, publication.version, licences)
    package["resources"] = [
        *(_mart(publication.folder, name, one, references) for name, one in marts.items()),
        {
            "name": "database",
            "description": "All tables, with comments, and the views of each level of areas.",
            **_file(publication.folder, DATABASE),
            "format": "duckdb",
        },
    ]
    text = json.dumps(package, ensure_ascii=False, indent=2) + "\n"
    (publication.folder / DATA_PACKAGE).write_text(text, encoding="utf-8")


def _about(
    connection: "duckdb.DuckDBPyConnection", version: str, licences: Mapping[str, Licence]
) -> dict[str, Any]:
    city = connection.execute(
        "SELECT city_id, city_name, attribution, as_of, official_name FROM declared.city"
    ).fetchone()
    assert city is not None
    sources = connection.execute(_SOURCES).fetchall()
    used = [licences[one] for one in sorted({licence for _, _, licence in sources if licence})]
    return {
        "$schema": PROFILE,
        "name": f"sozialraum-monitor-{city[0]}".replace("_", "-"),
        "id": version,
        "title": f"Sozialraum monitor: {city[1]}, as of {city[3]}",
        "description": f"Needs and coverage of social services by planning area. {city[2]}",
        "version": version,
        "licenses": [{"title": one.title, "path": one.url} for one in used],
        "contributors": [{"title": city[4], "roles": ["publisher"]}],
        "sources": [_source(title, url) for title, url, _ in sources],
    }


def _source(title: str, url: str | None) -> dict[str, str]:
    """Deliveries of offices have no address that others could follow."""
    address = {"path": url} if url and url.startswith("http") else {}
    return {"title": title, **address}


def _mart(folder: Path, name: str, table: Table, references: Iterable[Reference]) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [
            {"name": column, "type": _TYPES[one.kind], "description": one.description}
            for column, one in table.columns.items()
        ],
        "primaryKey": list(table.key),
    }
    keys = [
        {
            "fields": [one.column],
            # a table that names its own rows is not called by its name
            "reference": {
                "resource": "" if one.other_table == name else one.other_table,
                "fields": [one.other_column],
            },
        }
        for one in sorted(references)
        if one.table == name
    ]
    if keys:
        schema["foreignKeys"] = keys
    return {
        "name": name,
        "type": "table",
        "description": table.description,
        **_file(folder, f"parquet/{name}.parquet"),
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "schema": schema,
    }


def _file(folder: Path, name: str) -> dict[str, Any]:
    path = folder / name
    return {"path": name, "bytes": path.stat().st_size, "hash": f"sha256:{sha256_of(path)}"}
