"""Tables that Python fills in DuckDB, as dbt knows them: its sources.

Columns, types and what they say are declared once, in ``dbt_project/models/sources/*.yml``; texts
that recur are dbt's doc blocks, in ``dbt_project/models/descriptions.md``.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from sozialraum.base.project import PROJECT
from sozialraum.base.sql import literal
from sozialraum.base.yaml_file import read_yaml

if TYPE_CHECKING:
    import duckdb

MODELS = PROJECT / "dbt_project" / "models"
_BLOCK = re.compile(r"{% docs (\w+) %}(.*?){% enddocs %}", re.DOTALL)
_REFERENCE = re.compile(r"{{ doc\('(\w+)'\) }}")


class Column(NamedTuple):
    """A column's DuckDB type, and what analysts read about it in the database."""

    kind: str
    description: str


class Table(NamedTuple):
    """A table with its columns in order; descriptions become comments in the database."""

    description: str
    columns: Mapping[str, Column]


def tables_of(schema: str) -> Mapping[str, Table]:
    """The declared tables of a schema by name."""
    return _sources()[schema]


def table_named(name: str) -> Table:
    """The declared table ``name``, such as raw.landing."""
    schema, _, table = name.partition(".")
    return _sources()[schema][table]


def described(declared: Mapping[str, Any]) -> Table:
    """A table or model of dbt as its YAML declares it, with doc blocks filled in."""
    return Table(
        _in_full(declared["description"]),
        {
            column["name"]: Column(column["data_type"], _in_full(column["description"]))
            for column in declared["columns"]
        },
    )


@contextmanager
def one_transaction(connection: "duckdb.DuckDBPyConnection") -> Iterator[None]:
    """What is done meanwhile is done whole or not at all, and waits for the disk once."""
    connection.execute("BEGIN")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def make_table(connection: "duckdb.DuckDBPyConnection", name: str, *, anew: bool = False) -> None:
    """Makes sure that there is the declared table ``name`` with its comments; ``anew`` empties it.

    A build database of an earlier version may lack columns that came since.
    """
    table = table_named(name)
    columns = {f'"{column}"': kind for column, (kind, _) in table.columns.items()}
    connection.execute(f"CREATE SCHEMA IF NOT EXISTS {name.partition('.')[0]}")
    how = "CREATE OR REPLACE TABLE" if anew else "CREATE TABLE IF NOT EXISTS"
    connection.execute(f"{how} {name} ({', '.join(map(' '.join, columns.items()))})")
    if not anew:
        for column, kind in columns.items():
            connection.execute(f"ALTER TABLE {name} ADD COLUMN IF NOT EXISTS {column} {kind}")
    connection.execute(f"COMMENT ON TABLE {name} IS {literal(table.description)}")
    for column, (_, description) in table.columns.items():
        connection.execute(f'COMMENT ON COLUMN {name}."{column}" IS {literal(description)}')


def insert_rows(
    connection: "duckdb.DuckDBPyConnection", name: str, rows: Sequence[Mapping[str, Any]]
) -> None:
    """Adds ``rows`` to the declared table ``name`` in one statement; a missing key becomes NULL."""
    if not rows:
        return
    columns = table_named(name).columns
    # a cast of JSON to this structure is the same, and takes DuckDB three times as long
    structure = json.dumps([{column: kind for column, (kind, _) in columns.items()}])
    names = ", ".join(f'"{column}"' for column in columns)
    values = ", ".join(f'one."{column}"' for column in columns)
    complete = [{column: row.get(column) for column in columns} for row in rows]
    connection.execute(
        f"INSERT INTO {name} ({names}) "
        f"SELECT {values} FROM (SELECT unnest(from_json_strict(?, {literal(structure)})) AS one)",
        [json.dumps(complete, ensure_ascii=False, default=str)],
    )


@cache
def _sources() -> dict[str, dict[str, Table]]:
    found: dict[str, dict[str, Table]] = {}
    for path in sorted((MODELS / "sources").glob("*.yml")):
        for source in read_yaml(path)["sources"]:
            tables = {table["name"]: described(table) for table in source["tables"]}
            found.setdefault(source["name"], {}).update(tables)
    return found


def _in_full(description: str) -> str:
    return _REFERENCE.sub(lambda found: _blocks()[found[1]], description)


@cache
def _blocks() -> dict[str, str]:
    text = (MODELS / "descriptions.md").read_text("utf-8")
    return {name: block.strip() for name, block in _BLOCK.findall(text)}
