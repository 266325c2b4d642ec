"""The rows that failed a check, as a table in the UI: file, row, column, value, expectation, then
whatever else a row has. The first ones are shown; the file with all lies in the warehouse."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dagster import MetadataValue, TableColumn, TableMetadataValue, TableRecord, TableSchema

from sozialraum.audit.check import Check
from sozialraum.base.files import owner_only
from sozialraum.base.sql import literal

if TYPE_CHECKING:
    import duckdb

SHOWN = 20
"""So many rows are shown; all of a large table would be written into the history of runs."""
PLACE = ("file", "row", "column", "value", "expectation")
# how raw.reject and what reads it call them
ALIASES = {
    "row_number": "row",
    "column_name": "column",
    "columns": "column",
    "value_text": "value",
    "found": "value",
}

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Rule:
    """What is expected, and of which columns; of none where a rule is about whole rows.
    ``is_missing``: of these columns those failed that are NULL."""

    expectation: str
    columns: Sequence[str] = ()
    is_missing: bool = False

    def placed(self, row: Row) -> dict[str, Any]:
        """The row with its place first."""
        placed: dict[str, Any] = dict.fromkeys(PLACE)
        for name, value in row.items():
            placed[ALIASES.get(name, name)] = value
        named = [
            name
            for name in self.columns
            if name in row and not (self.is_missing and row[name] is not None)
        ]
        if named:
            if "value" in row and "value" not in named:
                placed["value_of_row"] = row["value"]
            placed["column"] = ", ".join(named)
            placed["value"] = (
                row[named[0]] if len(named) == 1 else ", ".join(_text(row[name]) for name in named)
            )
            for name in named:
                if name not in PLACE:
                    del placed[ALIASES.get(name, name)]
        placed["expectation"] = placed["expectation"] or self.expectation
        return placed


def fresh_file(folder: Path, check: Check) -> Path:
    """Where all failing rows of a check are to be written; those of before are gone."""
    file = folder / f"{check.table_name}.{check.check_name}.csv"
    file.unlink(missing_ok=True)
    return file


def rows_of_query(
    connection: "duckdb.DuckDBPyConnection", query: str, rule: Rule, file: Path
) -> dict[str, Any]:
    """What the UI shows of the rows that ``query`` finds; all of them go to ``file``."""
    connection.execute(f"CREATE OR REPLACE TEMP TABLE failing AS {query.rstrip().rstrip(';')}")
    try:
        (total,) = connection.execute("SELECT count(*) FROM failing").fetchone() or (0,)
        with owner_only():
            file.parent.mkdir(parents=True, exist_ok=True)
            connection.execute(f"COPY failing TO {literal(file)} (HEADER)")
        shown = connection.execute(f"SELECT * FROM failing LIMIT {SHOWN}")
        names = [column[0] for column in shown.description or []]
        rows = [dict(zip(names, one, strict=True)) for one in shown.fetchall()]
    finally:
        connection.execute("DROP TABLE failing")
    return _shown([rule.placed(row) for row in rows], total, file)


def rows_as_found(rows: Sequence[Row], rule: Rule, file: Path) -> dict[str, Any]:
    """What the UI shows of ``rows`` that are known already; all of them go to ``file``."""
    placed = [rule.placed(row) for row in rows]
    with owner_only():
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("w", encoding="utf-8", newline="") as opened:
            writer = csv.DictWriter(opened, _columns(placed), restval="")
            writer.writeheader()
            writer.writerows(placed)
    return _shown(placed[:SHOWN], len(placed), file)


def _shown(placed: Sequence[Row], total: int, file: Path) -> dict[str, Any]:
    if not placed:
        return {}
    return {
        "failing": _table(placed),
        "shown": f"{len(placed)} of {total} rows",
        "all_rows": MetadataValue.path(file),
    }


def _table(placed: Sequence[Row]) -> TableMetadataValue:
    names = _columns(placed)
    # an empty column says nothing: marts have neither file nor row
    names = [name for name in names if any(row.get(name) is not None for row in placed)]
    records = [TableRecord({name: _cell(row.get(name)) for name in names}) for row in placed]
    schema = TableSchema(
        [TableColumn(name, _kind(row.data.get(name) for row in records)) for name in names]
    )
    return MetadataValue.table(records, schema)


def _columns(placed: Sequence[Row]) -> list[str]:
    return list(dict.fromkeys(name for row in placed for name in row))


def _kind(cells: Iterable[object]) -> str:
    """The type as Dagster names it; the UI sorts and aligns by it."""
    kinds = {type(cell) for cell in cells if cell is not None}
    if kinds == {bool}:
        return "bool"
    if kinds == {int}:
        return "int"
    return "float" if kinds and kinds <= {int, float} else "string"


def _cell(value: object) -> str | int | float | bool | None:
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)


def _text(value: object) -> str:
    return "NULL" if value is None else str(value)
