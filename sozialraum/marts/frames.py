"""Reads rows of a published table as a data frame, asked for by name, with names beside the ids.

The type of a column follows from its type in the database, whatever is in it:

===================================  ==========================================
DuckDB                               pandas
===================================  ==========================================
VARCHAR                              ``str`` (missing: ``nan``)
BOOLEAN                              ``boolean``
INTEGER, BIGINT, HUGEINT             ``Int64``
DOUBLE                               ``float64``
DATE                                 ``datetime64[us]``
TIMESTAMP, also WITH TIME ZONE       ``datetime64[us]``, in UTC
lists                                ``object``, each a list
===================================  ==========================================
"""

import difflib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow as pa

from sozialraum import names
from sozialraum.base.errors import MonitorError
from sozialraum.base.sql import is_there
from sozialraum.marts.opening import Edition, opened

if TYPE_CHECKING:
    import duckdb

LATEST, ALL = "latest", "all"

Wanted = str | int | Sequence[str | int] | None
"""One or several, by id or name, a year also as a number; None: all of them."""

_KINDS: Mapping[str, Callable[["duckdb.DuckDBPyConnection"], names.Directory]] = {
    "indicator_id": names.indicators,
    "measure_id": names.measures,
    "planning_field": names.planning_fields,
    "service_type": names.service_types,
    "source_id": names.sources,
    "theme": names.themes,
}
_NAMES = {
    "area_id": ("area_name", "SELECT area_id, area_name FROM marts.dim_area"),
    "indicator_id": ("indicator_de", "SELECT indicator_id, name_de FROM marts.dim_indicator"),
    "measure_id": ("measure_de", "SELECT measure_id, name_de FROM marts.dim_measure"),
    "theme": ("theme_de", "SELECT theme, name_de FROM declared.theme"),
}
"""Columns of ids, and the column of names that is put behind each."""

_ORDER = (
    "planning_field", "theme", "indicator_id", "measure_id", "breakdown", "service_type", "area_id",
    "year", "period_end",
)  # fmt: skip

_NULLABLE = {
    pa.bool_(): pd.BooleanDtype(),
    **dict.fromkeys((pa.int8(), pa.int16(), pa.int32(), pa.int64()), pd.Int64Dtype()),
}
# the first and third: of earlier editions
_CASTS = {"HUGEINT": "BIGINT", "DATE": "TIMESTAMP", "TIMESTAMP WITH TIME ZONE": "TIMESTAMP"}


@dataclass
class _Asked:
    """What of a table is asked for; ``columns`` are its types by name."""

    connection: "duckdb.DuckDBPyConnection"
    table: str
    columns: Mapping[str, str]
    conditions: list[str] = field(default_factory=lambda: ["true"])
    values: list[Any] = field(default_factory=list)
    qualify: str = ""

    def only(self, condition: str, *values: Any) -> None:
        self.conditions.append(condition)
        self.values += values

    def rows(
        self, select: str, *, joins: str = "", order: str = "ALL"
    ) -> "duckdb.DuckDBPyConnection":
        return self.connection.execute(
            f"SELECT {select} FROM marts.{self.table} AS one {joins} "
            f"WHERE {' AND '.join(self.conditions)} {self.qualify} ORDER BY {order}",
            self.values,
        )

    def texts(self, column: str) -> list[str]:
        """What stands in a column, each once."""
        rows = self.rows(f"DISTINCT one.{column}::VARCHAR").fetchall()
        return [text for (text,) in rows if text is not None]


def read(
    table: str,
    edition: Edition = None,
    *,
    area: Wanted = None,
    level: str | None = None,
    period: Wanted = None,
    **wanted: Wanted,
) -> pd.DataFrame:
    """Rows of ``marts.<table>``.

    Args:
        area: where a row lists several areas, those that list it.
        level: without it and without ``area`` only Sozialräume are read where the table has
            several levels (the finest, where it has no Sozialräume), so that nothing is counted
            twice; ``all`` reads all.
        period: ``latest`` of each series, ``all``, or periods as the table writes them.
        wanted: values of columns; of those that hold ids also by name.

    Returns:
        The table's columns, names behind the ids of areas, indicators and themes. ``attrs`` has
        the table, the version of the publication and the language that it speaks.

    Raises:
        UnknownNameError: nothing goes by a name; names what comes near.
        MonitorError: there is no such edition, table, column, code or period.
    """
    with opened(edition) as connection:
        asked = _Asked(connection, table, _columns(connection, table))
        for column, values in wanted.items():
            if values is not None:
                ids = _resolved(asked, column, _many(values))
                asked.only(f"list_contains(?::VARCHAR[], one.{column}::VARCHAR)", ids)
        if area is not None:
            _choose_areas(asked, _many(area), level)
        elif "area_id" in asked.columns and level != ALL:
            _choose_level(asked, level)
        _choose_periods(asked, period)
        found = _frame(asked)
        found.attrs = {
            "table": table,
            "publication": _version(connection),
            "language": _language(connection),
        }
        return found


def _columns(connection: "duckdb.DuckDBPyConnection", table: str) -> dict[str, str]:
    found = connection.execute(
        "SELECT column_name, data_type FROM duckdb_columns() "
        "WHERE schema_name = 'marts' AND table_name = ? ORDER BY column_index",
        [table],
    ).fetchall()
    if not found:
        raise MonitorError(f"this edition has no marts.{table}")
    return dict(found)


def _many(wanted: str | int | Sequence[str | int]) -> list[str]:
    """As DuckDB writes them; of numpy there are whole numbers that are no ``int``."""
    if isinstance(wanted, str) or not isinstance(wanted, Iterable):
        wanted = [wanted]
    return [str(one).lower() if isinstance(one, bool) else str(one) for one in wanted]


def _resolved(asked: _Asked, column: str, wanted: Sequence[str]) -> list[str]:
    if column in _KINDS:
        directory = _KINDS[column](asked.connection)
        return [directory.resolve(one) for one in wanted]
    if column not in asked.columns:
        raise MonitorError(f"marts.{asked.table} has no column '{column}'")
    for one in wanted:
        _expect(asked, column, one)
    return list(wanted)


def _expect(asked: _Asked, column: str, wanted: str) -> None:
    """A code that no row has is wanted by mistake, unless the column's description names it."""
    rows = asked.connection.execute(
        f"SELECT DISTINCT {column}::VARCHAR FROM marts.{asked.table} "
        f"WHERE {column} IS NOT NULL ORDER BY ALL"
    ).fetchall()
    there = [text for (text,) in rows]
    (described,) = asked.connection.execute(
        "SELECT any_value(comment) FROM duckdb_columns() "
        "WHERE schema_name = 'marts' AND table_name = ? AND column_name = ?",
        [asked.table, column],
    ).fetchall()[0]
    if wanted in there or wanted in re.findall(r"\w+", described or ""):
        return
    near = difflib.get_close_matches(wanted, there, n=3, cutoff=0.5)
    hint = f" Did you mean {', '.join(near)}?" if near else ""
    raise MonitorError(
        f"marts.{asked.table} has nothing of '{wanted}' in {column}.{hint}{_every(there)}"
    )


_FEW = 12
"""So many are told."""


def _every(there: Sequence[str]) -> str:
    return f" There are: {', '.join(there)}." if 0 < len(there) <= _FEW else ""


def _choose_areas(asked: _Asked, wanted: Sequence[str], level: str | None) -> None:
    """Of several areas of a name the one that the table has rows for."""
    directory = names.areas(asked.connection)
    if level not in (None, ALL):
        of_level = asked.connection.execute(
            "SELECT area_id FROM marts.dim_area WHERE area_level = ?", [_level(asked, str(level))]
        ).fetchall()
        directory = directory.among({one for (one,) in of_level})
    ids = []
    for one in wanted:
        try:
            ids.append(directory.resolve(one))
        except names.AmbiguousNameError:
            there = asked.texts("area_id")
            ids.append(directory.among(there).resolve(one))
    if "area_ids" in asked.columns:
        asked.only("(list_contains(?, one.area_id) OR list_has_any(one.area_ids, ?))", ids, ids)
    else:
        asked.only("list_contains(?, one.area_id)", ids)


def _choose_level(asked: _Asked, level: str | None) -> None:
    of_level = "one.area_id IN (SELECT area_id FROM marts.dim_area WHERE area_level = ?)"
    if level is not None:
        asked.only(of_level, _level(asked, level))
        return
    if "area_ids" in asked.columns or asked.table in _WITHOUT_LEVELS:
        return
    found = asked.connection.execute(
        "SELECT area_level FROM declared.area_level CROSS JOIN declared.city AS city "
        "WHERE area_level IN "
        "(SELECT area_level FROM marts.dim_area WHERE list_contains(?, area_id)) "
        "ORDER BY area_level = city.sozialraum_level DESC, level_rank",
        [asked.texts("area_id")],
    ).fetchone()
    if found is not None:
        asked.only(of_level, found[0])


_WITHOUT_LEVELS = ("dim_area", "dim_service", "mart_plan_review", "mart_revision")
"""Tables whose rows are no figures of areas, so that none counts what another counts."""


def _level(asked: _Asked, wanted: str) -> str:
    rows = asked.connection.execute(
        "SELECT area_level, name_de, plural_de FROM declared.area_level ORDER BY level_rank"
    ).fetchall()
    entries = [names.Named(one, name, (plural,)) for one, name, plural in rows]
    return names.Directory("level", entries, ", ".join(one for one, *_ in rows)).resolve(wanted)


def _choose_periods(asked: _Asked, period: Wanted) -> None:
    if period is None or period == ALL:
        return
    column = "period" if "period" in asked.columns else "year"
    if period == LATEST:
        if "is_latest" in asked.columns:
            asked.only("one.is_latest")
        else:
            series = [
                f"one.{column}"
                for column in ("area_id", "indicator_id", "measure_id", "breakdown", "source_id")
                if column in asked.columns
            ]
            end = "period_end" if "period_end" in asked.columns else column
            asked.qualify = (
                f"QUALIFY one.{end} = max(one.{end}) OVER (PARTITION BY {', '.join(series)})"
            )
        return
    there = asked.texts(column)
    for one in _many(period):
        if one not in there:
            near = difflib.get_close_matches(one, there, n=3, cutoff=0.5)
            hint = f" Did you mean {', '.join(near)}?" if near else ""
            every = f" There are {len(there)} from {there[0]} to {there[-1]}." if there else ""
            raise MonitorError(f"marts.{asked.table} has nothing of '{one}' here.{hint}{every}")
    asked.only(f"list_contains(?::VARCHAR[], one.{column}::VARCHAR)", _many(period))


def _frame(asked: _Asked) -> pd.DataFrame:
    selected, joins = [], []
    for column, kind in asked.columns.items():
        cast = f"::{_CASTS[kind]}" if kind in _CASTS else ""
        selected.append(f"one.{column}{cast} AS {column}")
        name, query = _NAMES.get(column, ("", ""))
        is_told = name in asked.columns or query.endswith(f".{asked.table}")
        # earlier editions have no `dim_measure`
        if name and not is_told and is_there(asked.connection, query.split()[-1]):
            selected.append(f"{name}")
            joins.append(
                f"LEFT JOIN ({query}) AS of_{column} (of_{name}, {name}) "
                f"ON of_{name} = one.{column}"
            )
    order = [column for column in _ORDER if column in asked.columns]
    rows = asked.rows(
        ", ".join(selected),
        joins=" ".join(joins),
        order=", ".join(f"one.{column}" for column in order) or "ALL",
    ).to_arrow_table()
    frame: pd.DataFrame = rows.to_pandas(types_mapper=_NULLABLE.get)
    for column in rows.schema:
        if pa.types.is_list(column.type):
            frame[column.name] = pd.Series(rows[column.name].to_pylist(), dtype="object")
    return frame


def _language(connection: "duckdb.DuckDBPyConnection") -> str:
    """Editions before there was a choice are German."""
    rows = connection.execute("SELECT * FROM declared.city")
    columns = [column[0] for column in rows.description]
    return str(dict(zip(columns, rows.fetchall()[0], strict=True)).get("language", "de"))


def _version(connection: "duckdb.DuckDBPyConnection") -> str:
    """The folder that the database lies in."""
    rows = connection.execute(
        "SELECT path FROM duckdb_databases() WHERE database_name = current_database()"
    ).fetchall()
    return Path(rows[0][0]).parent.name
