"""Reads a trace from a published database (``marts.trace_cell`` and what it belongs to)."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sozialraum.publication.edition import of_an_older_form
from sozialraum.trace.choice import choose_figure
from sozialraum.trace.model import Cell, File, Part, Role, Term, Trace, WeightCell
from sozialraum.trace.numbers import NumberReader

if TYPE_CHECKING:
    import duckdb

_Row = Mapping[str, Any]


def read_trace(database: Path, *, area: str, indicator: str, period: str | None = None) -> Trace:
    """The figure of ``fct_indicator`` with every cell behind it.

    Args:
        period: by default the newest that the area has for the indicator.

    Raises:
        UnknownFigureError: there is no such figure; the text names the nearest there are.
        MonitorError: the publication is older than the trace.
    """
    import duckdb

    with duckdb.connect(database, read_only=True) as connection:
        try:
            _check_traceable(connection, database)
            area, indicator, period = choose_figure(connection, area, indicator, period)
            figure = _rows(connection, _FIGURE, area, indicator, period)[0]
            cells = _rows(connection, _CELLS, area, indicator, period)
            shares = {
                row["native_area_id"]: row["share"]
                for row in _rows(connection, _SHARES, indicator, area, period)
            }
            reader = _Reader(NumberReader.of(connection), _names(connection), shares)
            files = _rows(connection, _FILES, [row["landing_id"] for row in cells])
        except (duckdb.BinderException, duckdb.CatalogException):
            raise of_an_older_form(database, "marts.trace_cell of today's form") from None
    numerator = reader.term(figure, "numerator", cells)
    return Trace(
        **{name: figure[name] for name in _PLAIN},
        numerator=numerator,
        denominator=reader.term(figure, "denominator", cells)
        if figure["has_denominator"]
        else None,
        rate=reader.term(figure, "rate", cells) if figure["standardised"] == "direct" else None,
        files=tuple(File(**row) for row in files),
        publication=database.resolve().parent.name,
    )


@dataclass(frozen=True)
class _Reader:
    numbers: NumberReader
    names: Mapping[str, str]
    shares: Mapping[str, float | None]

    def term(self, figure: _Row, role: Role, cells: list[_Row]) -> Term:
        mine = [row for row in cells if row["role"] == role]
        areas = sorted({row["via_area_id"] for row in mine}) or [figure["area_id"]]
        sources = {row["source_id"] for row in mine}
        if not mine and role == "numerator":
            sources = set(figure["source_ids"].split(", "))
        return Term(
            role=role,
            period=(figure["period"] if role == "numerator" else figure["denominator_period"])
            or "none",
            published=figure.get(role),
            parts=tuple(self._part(figure, area, mine, cells) for area in areas),
            absent_means_zero=any(self.numbers.absent_means_zero(source) for source in sources),
        )

    def _part(self, figure: _Row, area: str, mine: list[_Row], cells: list[_Row]) -> Part:
        estimated = area != figure["area_id"]
        return Part(
            area_id=area,
            area_name=self.names.get(area, area),
            published_share=self.shares[area] if estimated else 1.0,
            cells=tuple(
                self._cell(row, is_weighted=not estimated)
                for row in mine
                if row["via_area_id"] == area
            ),
            weights=tuple(
                WeightCell(self._cell(row), is_within=row["weight"] == 1)
                for row in cells
                if estimated and row["role"] == "weight" and row["via_area_id"] == area
            ),
        )

    def _cell(self, row: _Row, *, is_weighted: bool = False) -> Cell:
        return Cell(
            file=row["file"],
            sheet=row["sheet"],
            row=row["row_number"],
            column=row["column_name"],
            address=row["cell_address"],
            text=row["value_text"],
            number=self.numbers.read(row["source_id"], row["value_text"]),
            status=row["status"],
            reject=row["reject_reason"],
            area=" + ".join(self.names.get(part, part) for part in row["part_id"].split("+")),
            breakdown=row["breakdown"],
            period=row["cell_period"],
            source_id=row["source_id"],
            landing_id=row["landing_id"],
            weight=row["weight"] if is_weighted else 1.0,
        )


_PLAIN = (
    "area_id", "area_name", "indicator_id", "name", "definition", "period", "unit", "factor",
    "interval_method", "value", "ci_low", "ci_high", "method", "status", "denominator_rule",
    "denominator_carried", "weight_period",
)  # fmt: skip

_FIGURE = """
    SELECT
        figure.*,
        area.area_name,
        declared.name_de AS name,
        declared.definition,
        declared.unit,
        declared.has_denominator,
        declared.standardised,
        declared.interval_method,
        if(declared.has_denominator, declared.denominator_rule, NULL) AS denominator_rule,
        if(declared.has_denominator, declared.factor, declared.scale) AS factor
    FROM marts.fct_indicator AS figure
    JOIN marts.dim_area AS area USING (area_id)
    JOIN declared.indicator AS declared USING (indicator_id)
    WHERE area_id = ? AND indicator_id = ? AND period = ?
"""
_CELLS = """
    SELECT * FROM marts.trace_cell WHERE area_id = ? AND indicator_id = ? AND period = ?
    ORDER BY role, via_area_id, file, row_number, column_name
"""
_SHARES = """
    SELECT native_area_id, share FROM lineage.estimated_share
    WHERE indicator_id = ? AND area_id = ? AND period = ?
"""
_FILES = """
    SELECT
        coalesce(landing.file_name, landing.dataset_id || '.csv') AS file,
        source_id,
        source.title_de AS title,
        source.office,
        landing_id,
        path,
        landing.url,
        landing.licence,
        strftime(max(retrieved_at)::TIMESTAMP, '%Y-%m-%dT%H:%M:%SZ') AS retrieved_at
    FROM raw.landing
    JOIN declared.source AS source USING (source_id)
    WHERE list_contains(?::VARCHAR[], landing_id)
    GROUP BY ALL
    ORDER BY ALL
"""


def _check_traceable(connection: "duckdb.DuckDBPyConnection", database: Path) -> None:
    found = connection.execute(
        "SELECT 1 FROM duckdb_columns() WHERE schema_name = 'marts' "
        "AND table_name = 'trace_cell' AND column_name = 'reject_reason'"
    ).fetchone()
    if found is None:
        raise of_an_older_form(database, "marts.trace_cell of today's form")


def _names(connection: "duckdb.DuckDBPyConnection") -> dict[str, str]:
    return dict(
        connection.execute(
            # a code with letters is made of the name
            "SELECT area_id, if(area_level = 'city' OR regexp_matches(area_code, '[a-z]'), "
            "area_name, area_code || ' ' || area_name) FROM marts.dim_area"
        ).fetchall()
    )


def _rows(connection: "duckdb.DuckDBPyConnection", query: str, *values: Any) -> list[_Row]:
    found = connection.execute(query, list(values))
    names = [column[0] for column in found.description or []]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
