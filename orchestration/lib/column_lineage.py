"""From which columns each column of a model is made: read from the SQL that was last built.

sqlglot reads it, which takes seconds: it is done where the UI is started, and kept beside dbt's
manifest until a model is built of other SQL.
"""

import json
import re
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from orchestration.lib.dbt_in_process import manifest_path
from sozialraum.base.files import write_atomically
from sozialraum.base.warehouse import Warehouse

if TYPE_CHECKING:
    import duckdb
    from sqlglot import exp
    from sqlglot.lineage import Node

FILE = "column_lineage.json"
Table = str
"""As ``schema.table``."""
Lineage = dict[Table, dict[str, list[tuple[Table, str]]]]
"""Table -> column -> the columns that it is made of, each with its table."""
Columns = dict[str, dict[str, dict[str, str]]]
"""Schema -> table -> column -> type."""


def read_lineage(warehouse: Warehouse) -> Lineage:
    """What was found last; empty before the UI was started for the first time."""
    try:
        found = json.loads((warehouse.dbt_target / FILE).read_text("utf-8"))
        return {
            table: {column: [(one[0], one[1]) for one in of] for column, of in columns.items()}
            for table, columns in found.items()
        }
    except (OSError, ValueError, TypeError, AttributeError, IndexError):
        return {}


def update_lineage(warehouse: Warehouse) -> bool:
    """Reads the models anew if one was built since it was done last; returns whether it was."""
    import duckdb

    compiled = warehouse.dbt_target / "compiled"
    kept = warehouse.dbt_target / FILE
    built = max((path.stat().st_mtime for path in compiled.rglob("*.sql")), default=None)
    if built is None or (kept.is_file() and kept.stat().st_mtime >= built):
        return False
    try:
        with duckdb.connect(warehouse.build_database, read_only=True) as connection:
            columns = columns_of(connection)
    except duckdb.Error:
        # a refresh is at work, or nothing was built: the next start will read it
        return False
    manifest = json.loads(manifest_path(warehouse).read_text("utf-8"))
    models = {
        f"{node['schema']}.{node['name']}": compiled
        / node["package_name"]
        / node["original_file_path"]
        for node in manifest["nodes"].values()
        if node["resource_type"] == "model"
    }
    found = {
        table: lineage_of(path.read_text("utf-8"), columns)
        for table, path in models.items()
        if path.is_file()
    }
    write_atomically(kept, json.dumps(found).encode())
    return True


def columns_of(connection: "duckdb.DuckDBPyConnection") -> Columns:
    """The columns of all tables."""
    found: defaultdict[str, defaultdict[str, dict[str, str]]]
    found = defaultdict(lambda: defaultdict(dict))
    for schema, table, column, kind in connection.execute(
        "SELECT schema_name, table_name, column_name, data_type FROM duckdb_columns() "
        "WHERE NOT internal ORDER BY column_index"
    ).fetchall():
        found[schema][table][column] = kind
    return {schema: dict(tables) for schema, tables in found.items()}


def lineage_of(sql: str, columns: Columns) -> dict[str, list[tuple[Table, str]]]:
    """Of each column of a query those of tables that it is made of, as far as sqlglot can tell:
    it does not know all that DuckDB understands."""
    from sqlglot import exp, parse_one
    from sqlglot.errors import SqlglotError
    from sqlglot.lineage import lineage
    from sqlglot.optimizer.qualify import qualify
    from sqlglot.optimizer.scope import build_scope

    # sqlglot expects another syntax between these brackets
    readable = re.sub(r"\bjson_object\(", "json_object_of(", sql)
    try:
        query = qualify(
            parse_one(readable, dialect="duckdb"),
            schema=dict(columns),
            dialect="duckdb",
            validate_qualify_columns=False,
            identify=False,
        )
        for union in query.find_all(exp.SetOperation):
            if union.args.get("by_name"):
                _complete(union)
        scope = build_scope(query)
    except SqlglotError:
        return {}
    assert isinstance(query, exp.Query)
    ask: Callable[[str | None], Any] = partial(
        lineage, sql=query, schema=columns, scope=scope, dialect="duckdb", trim_selects=False,
        copy=False,
    )  # fmt: skip
    tops: dict[str, Node] = {}
    try:
        # all at once: what several are made of is looked at once
        tops = ask(None)
    except (SqlglotError, ValueError):
        for name in query.named_selects:
            with suppress(SqlglotError, ValueError):
                tops[name] = ask(name)
    return {name: _leaves(top) for name, top in tops.items()}


def _leaves(top: "Node") -> list[tuple[Table, str]]:
    from sqlglot import exp

    return sorted(
        {
            (f"{node.source.db}.{node.source.name}", node.name.rpartition(".")[2].strip('"'))
            for node in top.walk()
            if isinstance(node.source, exp.Table) and node.source.db
        }
    )


def _complete(union: "exp.SetOperation") -> None:
    """Gives the sides of a ``union by name`` the columns that only another side has."""
    from sqlglot import exp

    sides = [side for side in (union.left, union.right) if isinstance(side, exp.Select)]
    names = dict.fromkeys(name for side in sides for name in side.named_selects)
    for side in sides:
        for name in names.keys() - set(side.named_selects):
            side.select(exp.alias_(exp.null(), name), copy=False)
