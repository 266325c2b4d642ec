"""Loads checked tables into the one long raw shape (schema ``raw``) of the build database.

``raw.cell`` has one row per figure of a file, with the value as text. All vintages are in it;
staging takes the newest one known. A landing is loaded once; when the declaration of its source,
or the program that reads it, has changed since, it is loaded again.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from sozialraum.audit.results import invalidate_build
from sozialraum.base.errors import SourceError
from sozialraum.base.program import reader_version
from sozialraum.base.sql import literal
from sozialraum.base.tables import insert_rows, make_table, one_transaction
from sozialraum.declarations.city import CODE_FROM_NAME
from sozialraum.declarations.notation import (
    classes_in_sql,
    tidied,
)
from sozialraum.declarations.source import AreaColumn, Source
from sozialraum.declarations.unit import CLASS
from sozialraum.ingest.connector import Answer, Unavailable, Unchanged
from sozialraum.ingest.landing import Landing, Retrieved
from sozialraum.ingest.passing import BROKEN_OFF
from sozialraum.ingest.wire import CheckedTable, normal_header

if TYPE_CHECKING:
    import duckdb
    import pyarrow

FILLED = ("landing", "published_landing", "loaded", "cell", "retrieval")

_OF_IT = "landing_id = $landing AND dataset_id = $dataset AND source_id = $source"
_NEWEST = """
    SELECT landing_id, dataset_id, source_id, retrieved_at FROM raw.landing
    WHERE source_id = $source
    QUALIFY row_number() OVER (PARTITION BY dataset_id ORDER BY retrieved_at DESC) = 1
"""


def prepare_raw(connection: "duckdb.DuckDBPyConnection", known: Sequence[str]) -> None:
    """Creates the raw tables and forgets sources whose ids are not ``known`` any more."""
    for table in FILLED:
        make_table(connection, f"raw.{table}")
        connection.execute(
            f"DELETE FROM raw.{table} WHERE NOT list_contains(?::VARCHAR[], source_id)",
            [list(known)],
        )


def record_answers(
    connection: "duckdb.DuckDBPyConnection", source: Source, answers: Sequence[Answer]
) -> None:
    """Makes ``raw.retrieval`` say what the last asking for ``source`` brought."""
    connection.execute("DELETE FROM raw.retrieval WHERE source_id = ?", [source.id])
    insert_rows(connection, "raw.retrieval", [_retrieval(source, a) for a in answers])


def record_look(
    connection: "duckdb.DuckDBPyConnection",
    source: Source,
    url: str,
    looked_at: datetime,
    *,
    found: bool,
    unreadable: Sequence[str] = (),
    left: Sequence[str] = (),
) -> None:
    """Makes ``raw.retrieval`` say when an office's folder was looked into, whether there was a
    file, and why files could not be read or were left there."""
    row = {
        "source_id": source.id,
        "dataset_id": source.id,
        "url": url,
        "checked_at": looked_at,
        "outcome": "unavailable" if unreadable else "retrieved" if found else "absent",
        "problem": "; ".join([*unreadable, *left]) or None,
    }
    connection.execute("DELETE FROM raw.retrieval WHERE source_id = ?", [source.id])
    insert_rows(connection, "raw.retrieval", [row])


def record_not_used(
    connection: "duckdb.DuckDBPyConnection", source_id: str, table: str, problem: str
) -> None:
    """Makes ``raw.retrieval`` and ``raw.layer_state`` say of the last asking that what it brought
    is not used: the source is stale until another file comes."""
    told = {"source": source_id, "problem": problem}
    connection.execute(
        "UPDATE raw.retrieval SET outcome = 'unavailable', "
        "problem = concat_ws('; ', problem, $problem) "
        # of an office, and of a register, all files are one asking
        "WHERE source_id = $source AND dataset_id IN ($table, $source)",
        told | {"table": table},
    )
    connection.execute(
        "UPDATE raw.layer_state SET outcome = 'stale', "
        "problem = concat_ws('; ', problem, $problem) WHERE source_id = $source",
        told,
    )


def _retrieval(source: Source, answer: Answer) -> dict[str, object]:
    row: dict[str, object] = {
        "source_id": source.id,
        "dataset_id": answer.dataset_id,
        "url": answer.url,
    }
    match answer:
        case Retrieved():
            # a server answers with a status, a copy beside the declarations has none
            is_copy = answer.http_status is None
            row |= {"checked_at": answer.retrieved_at, "is_copy": is_copy}
            return {**row, "outcome": "retrieved"}
        case Unchanged():
            row |= {"checked_at": answer.checked_at, "is_copy": False}
            return {**row, "outcome": "unchanged"}
        case Unavailable():
            outcome = "unavailable" if answer.is_stale else "absent"
            row |= {"checked_at": answer.checked_at, "outcome": outcome}
            return {**row, "problem": answer.problem}


def is_loaded(connection: "duckdb.DuckDBPyConnection", source: Source, landing: Landing) -> bool:
    return _read_by(connection, source, landing) == (_fingerprint(source), reader_version())


def was_loaded(connection: "duckdb.DuckDBPyConnection", source: Source, landing: Landing) -> bool:
    """Whether cells of a landing are there, whatever was declared when they were read."""
    return _read_by(connection, source, landing) is not None


def _read_by(
    connection: "duckdb.DuckDBPyConnection", source: Source, landing: Landing
) -> tuple[str, str | None] | None:
    """By which declaration and program the cells of a landing were read; None if there are none."""
    query = f"SELECT declaration, reader FROM raw.loaded WHERE {_OF_IT}"
    return connection.execute(query, _place(source, landing)).fetchone()


class TakenBackError(SourceError):
    """A landing is refused, and what an earlier program read of it was taken back."""


def forget(connection: "duckdb.DuckDBPyConnection", source: Source, landing: Landing) -> None:
    """Takes back what was read of a landing: it would stay in use."""
    if not was_loaded(connection, source, landing):
        return
    invalidate_build(connection)
    with one_transaction(connection):
        _delete(connection, _place(source, landing))


@contextmanager
def read_anew(
    connection: "duckdb.DuckDBPyConnection", source: Source, landing: Landing
) -> Iterator[None]:
    """For reading a landing: where this program refuses it, what another one read of it, wrongly
    perhaps, is taken back. What was read by another declaration stays: with each renamed column
    the older files of a table would lose their figures; so does what cannot be read at this moment
    only.

    Raises:
        TakenBackError: it is refused, and was taken back.
    """
    passing = len(BROKEN_OFF)
    try:
        yield
    except SourceError as error:
        may_pass = len(BROKEN_OFF) > passing or not landing.is_intact
        read_by = _read_by(connection, source, landing)
        if may_pass or read_by is None or read_by[0] != _fingerprint(source):
            raise
        forget(connection, source, landing)
        raise TakenBackError(
            f"{error} What another version of this program read of it was taken back."
        ) from None


def _place(source: Source, landing: Landing) -> dict[str, str]:
    return {"source": source.id, "dataset": landing.dataset_id, "landing": landing.landing_id}


def _delete(connection: "duckdb.DuckDBPyConnection", place: dict[str, str]) -> None:
    for table in ("cell", "loaded"):
        connection.execute(f"DELETE FROM raw.{table} WHERE {_OF_IT}", place)


def load(connection: "duckdb.DuckDBPyConnection", source: Source, table: CheckedTable) -> None:
    """Replaces the landing's cells in ``raw.cell``, in one transaction."""
    landing = table.landing
    place = _place(source, landing)
    wire = _Wire(table)
    areas = {table.levels.get(area.column, area.level): wire.area(area) for area in source.areas}
    # a layer may lack columns that others of its kind have
    figure_columns = [
        one
        for one in source.figure_columns_in(table.columns)
        if source.delivery != "layer" or normal_header(one.header) in table.columns
    ]
    periods = {
        role: "one.period" if source.has_periods_in_headers else wire.label(name)
        for role, name in source.period_columns.items()
    }
    breakdowns = {column: wire.label(column) for column in source.splitting_columns}
    parts = {m.column: str(m.part) for m in source.measures if m.part is not None}
    if parts:
        periods[source.cadence] = "one.part"
    classes = {one.column: one.classes for one in source.measures if one.unit == CLASS}
    percent = {one.column for one in source.measures if one.unit == "percent"}
    # of rows that name areas and have no figures, the areas
    measures = ", ".join(
        f"{{'label': {literal(one.header)}, 'value': {wire.column(one.header)}, "
        f"'declared': {'NULL' if one.declared == one.header else literal(one.declared)}, "
        f"'period': {literal(one.period or '')}, 'part': {literal(parts.get(one.declared, ''))}, "
        f"'is_percent': {one.declared in percent}"
        + (f", 'classes': {_list(classes.get(one.declared))}" if classes else "")
        + "}"
        for one in figure_columns
    ) or (
        "{'label': '', 'value': NULL::VARCHAR, 'declared': NULL, 'period': '', 'part': '', "
        "'is_percent': false}"
    )
    cells = f"""
        SELECT
            $source AS source_id, $dataset AS dataset_id, $landing AS landing_id, row_number,
            area_labels, {_map(periods)} AS period_labels, breakdown_labels,
            one.label AS measure_label, one.declared::VARCHAR AS declared_label,
            trim(one.value) AS value_text, one.is_percent AS is_percent
            {", one.classes AS classes" if classes else ""}
        FROM (
            SELECT *, {_map(areas)} AS area_labels, {_map(breakdowns)} AS breakdown_labels,
                unnest([{measures}]) AS one
            FROM wire_row
        )
    """
    with one_transaction(connection):
        _delete(connection, place)
        connection.register("wire_row", wire.as_arrow())
        read = source.notation.in_sql(cells)
        loaded = connection.execute(
            f"INSERT INTO raw.cell BY NAME {classes_in_sql(read) if classes else read}", place
        ).fetchone()
        connection.unregister("wire_row")
        expected = table.height * max(len(figure_columns), 1)
        if loaded != (expected,):
            raise SourceError(
                f"source '{source.id}', file {landing.name} (landing {landing.landing_id[:12]}): "
                f"{loaded[0] if loaded else 0} cells were loaded. Expected: {expected}, for "
                f"{table.height} rows with {len(figure_columns)} figures each"
            )
        connection.execute(
            """
            INSERT INTO raw.loaded BY NAME
            SELECT $landing AS landing_id, $source AS source_id, $dataset AS dataset_id,
                   $declaration AS declaration, $reader AS reader, $rows AS file_rows,
                   $undeclared AS undeclared_columns, $file_name AS file_name, $sheet AS sheet,
                   $letters::JSON::MAP(VARCHAR, VARCHAR) AS column_letters, $notes AS notes,
                   $other_texts::VARCHAR[] AS other_texts, [] AS findings
            """,
            {
                **place,
                "declaration": _fingerprint(source),
                "reader": reader_version(),
                "rows": table.height,
                "undeclared": list(table.undeclared),
                "file_name": landing.name,
                "sheet": table.sheet,
                "letters": json.dumps(dict(table.letters), ensure_ascii=False),
                "notes": list(table.notes),
                "other_texts": table.other_texts(source),
            },
        )


def keep_findings(
    connection: "duckdb.DuckDBPyConnection",
    source: Source,
    landing: Landing,
    findings: Sequence[str],
) -> None:
    """Keeps what was found in a landing's content while it was loaded, for later refreshes."""
    connection.execute(
        "UPDATE raw.loaded SET findings = ? "
        "WHERE landing_id = ? AND dataset_id = ? AND source_id = ?",
        [list(findings), landing.landing_id, landing.dataset_id, source.id],
    )


def kept_findings(connection: "duckdb.DuckDBPyConnection", source: Source) -> list[str]:
    """The findings in the newest vintage of each of the source's tables."""
    rows = connection.execute(
        f"""
        SELECT unnest(findings)
        FROM ({_NEWEST}) JOIN raw.loaded USING (landing_id, dataset_id, source_id)
        ORDER BY dataset_id
        """,
        {"source": source.id},
    ).fetchall()
    return [finding for (finding,) in rows]


@dataclass(frozen=True)
class Summary:
    """What the newest vintages of a source hold."""

    files: int
    rows: int
    cells: int
    data_until: date | None
    landed_at: datetime | None


def summarise(connection: "duckdb.DuckDBPyConnection", source: Source) -> Summary:
    """Counts over the newest vintage of each of the source's tables."""
    counts = connection.execute(
        f"""
        SELECT count(*), coalesce(sum(file_rows), 0)::BIGINT, max(retrieved_at)
        FROM ({_NEWEST}) JOIN raw.loaded USING (landing_id, dataset_id, source_id)
        """,
        {"source": source.id},
    ).fetchone()
    cells = connection.execute(
        f"SELECT count(*) FROM raw.cell JOIN ({_NEWEST}) USING (landing_id, dataset_id, source_id)",
        {"source": source.id},
    ).fetchone()
    periods = connection.execute(
        "SELECT DISTINCT period_labels FROM raw.cell "
        "SEMI JOIN raw.landing USING (landing_id, dataset_id, source_id) WHERE source_id = ?",
        [source.id],
    ).fetchall()
    assert counts is not None
    assert cells is not None
    ends = [
        period.end for (labels,) in periods if (period := source.read_period(labels)) is not None
    ]
    return Summary(
        files=counts[0],
        rows=counts[1],
        cells=cells[0],
        data_until=max(ends, default=None),
        landed_at=counts[2],
    )


def _fingerprint(source: Source) -> str:
    # what is expected of the figures does not change how they are read
    # a program that knows more keys reads an entry that says none of them as it did
    left = {"plausibility", "quirks", "released"}
    how_to_read = source.model_dump_json(exclude=left, exclude_defaults=True)
    return hashlib.sha256(how_to_read.encode()).hexdigest()[:16]


class _Wire:
    """The rows of a checked table as DuckDB sees them, with only the columns that are asked for."""

    def __init__(self, table: CheckedTable) -> None:
        self._table = table
        self._names: dict[str, str] = {}

    def column(self, header: str) -> str:
        """What the column below a declared header is called in SQL."""
        return self._names.setdefault(header, f"c{len(self._names)}")

    def label(self, header: str) -> str:
        """What a column says in SQL, with plain blanks and none around."""
        return tidied(self.column(header))

    def area(self, area: AreaColumn) -> str:
        """The label of an area in SQL: a text, or code and name parted by ``CODE_FROM_NAME``."""
        code = self.label(area.column)
        if area.name_column is None:
            return code
        return f"{code} || {literal(CODE_FROM_NAME)} || {self.label(area.name_column)}"

    def as_arrow(self) -> "pyarrow.Table":
        import pyarrow

        columns = {name: self._table.texts(header) for header, name in self._names.items()}
        numbers = pyarrow.array(self._table.row_numbers, pyarrow.int64())
        return pyarrow.table({"row_number": numbers, **columns})


def _list(texts: Sequence[str] | None) -> str:
    return "NULL::VARCHAR[]" if texts is None else f"[{', '.join(map(literal, texts))}]"


def _map(expressions: dict[str, str]) -> str:
    if not expressions:
        return "MAP {}::MAP(VARCHAR, VARCHAR)"
    pairs = ", ".join(f"{literal(key)}: {value}" for key, value in expressions.items())
    return f"MAP {{{pairs}}}"
