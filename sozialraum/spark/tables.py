"""Tables between DuckDB and Spark, as Parquet.

Three of DuckDB's types are other ones in Spark: JSON is a variant, a map is a list of its entries
(Spark's maps can be neither compared nor grouped by), and whole numbers have at most 64 bits.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from sqlglot import exp

from sozialraum.base.sql import literal

if TYPE_CHECKING:
    import duckdb


def to_parquet(
    connection: "duckdb.DuckDBPyConnection",
    table: tuple[str, str],
    columns: Mapping[str, str],
    file: Path,
) -> None:
    """Writes a table of DuckDB as Spark can read it (``in_spark``)."""
    chosen = ", ".join(
        _written(f'"{name}"', kind) + f' AS "{name}"' for name, kind in columns.items()
    )
    source = f'"{table[0]}"."{table[1]}"'
    connection.execute(f"COPY (SELECT {chosen} FROM {source}) TO {literal(file)} (FORMAT parquet)")


def _written(column: str, kind: str) -> str:
    if kind.startswith("MAP("):
        return f"map_entries({column})"
    if kind in ("HUGEINT", "UBIGINT"):
        return f"{column}::BIGINT"
    return column


def in_spark(columns: Mapping[str, str]) -> list[str]:
    """What to select in Spark of a file that ``to_parquet`` wrote."""
    return [
        _restored(f"`{name}`", exp.DataType.build(kind, dialect="duckdb")) + f" AS `{name}`"
        for name, kind in columns.items()
    ]


def _restored(value: str, kind: exp.DataType, depth: int = 0) -> str:
    """JSON comes as text, also within lists and structures."""
    if kind.this is exp.DType.JSON:
        return f"parse_json({value})"
    if not any(one.this is exp.DType.JSON for one in kind.find_all(exp.DataType)):
        return value
    if kind.this is exp.DType.STRUCT:
        fields = ", ".join(
            f"'{one.name}', " + _restored(f"{value}.`{one.name}`", one.args["kind"], depth)
            for one in kind.expressions
        )
        return f"if({value} IS NULL, NULL, named_struct({fields}))"
    item = f"item{depth}"
    inner = _restored(item, kind.expressions[0], depth + 1)
    return f"transform({value}, {item} -> {inner})"


def from_parquet(folder: Path, columns: Mapping[str, str]) -> str:
    """The query by which DuckDB reads what Spark wrote.

    Args:
        columns: of the table as DuckDB would have made it, with their types.
    """
    chosen = ", ".join(_read(f'"{name}"', kind) + f' AS "{name}"' for name, kind in columns.items())
    return f"SELECT {chosen} FROM read_parquet({literal(folder / '*.parquet')})"


def _read(column: str, kind: str) -> str:
    if kind.startswith("MAP("):
        column = f"map_from_entries({column})"
    read = f"{column}::{kind}"
    # a variant that is not there would become JSON's null
    return f"CASE WHEN {column} IS NOT NULL THEN {read} END" if "JSON" in kind else read
