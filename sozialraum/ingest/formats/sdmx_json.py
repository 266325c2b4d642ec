"""SDMX-JSON, as central banks, the OECD, Eurostat and others answer: data messages.

Read by https://github.com/sdmx-twg/sdmx-json: versions 1 and 2, and the draft before, with
observations of all dimensions or series of them. The cells are read by DuckDB; only the names of
dimensions and categories are not.
"""

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from sozialraum.base.sql import literal
from sozialraum.ingest.formats.cube import IS_ZERO, Dimension, cube_table, marked, name_of
from sozialraum.ingest.formats.database import json_database, refuse_cells, refuse_doubled
from sozialraum.ingest.formats.texts import FormError
from sozialraum.ingest.strict_json import read_strictly

if TYPE_CHECKING:
    import duckdb
    import pyarrow

_A_MESSAGE = "a data message of SDMX-JSON, with `dataSets` and their `structure`"
_NORMAL = {"CONF_STATUS": "F", "OBS_STATUS": "A"}
"""Attributes that tell what a figure is worth, as SDMX's cross-domain concepts call them, each
with the code of which nothing has to be said."""
_MULTIPLIERS = ("UNIT_MULT", "POWERCODE")
"""The power of ten in whose units figures are told; the latter in the draft, as .Stat writes it."""


def read_sdmx_json(
    text: str,
    decimal: str,
    marks: Collection[str],
    instead: Collection[str] = (),
    zeros: Collection[str] = (),
) -> "pyarrow.Table":
    """
    Args:
        marks: what may stand behind a figure.
        instead: what stands in place of one.
        zeros: what stands in place of a 0, and may beside it.

    Raises:
        FormError: no JSON, none of this form, more cells than a table of a city has; it takes
            figures back, tells them in thousands or the like, or several in one observation.
    """
    import pyarrow

    with json_database(text, "SDMX-JSON") as connection:
        structure = _structure(connection, text)
        dimensions = _dimensions(structure, "series", "observation")
        if not dimensions:
            raise FormError("it has no dimensions", _A_MESSAGE)
        # what all cells have in common
        common = _dimensions(structure, "dataSet")
        if several := [one.name for one in common if len(one.codes) != 1]:
            raise FormError(f"dimension {several[0]!r} of the whole has no one value", _A_MESSAGE)
        _refuse_multiplied(structure)
        _refuse_several_measures(structure)
        rows = _read_observations(connection, len(dimensions))
        refuse_cells(rows, 2 * len(dimensions + common) + 2)
        figures = connection.execute(
            f"SELECT {marked(marks, instead, zeros)} AS value, status FROM (SELECT "
            "coalesce(said(told -> 0, $decimal), '') AS value, "
            f"{_status(structure, instead, marks, zeros)} AS status, number FROM observation) "
            "ORDER BY number",
            {"decimal": decimal},
        ).to_arrow_table()
        places = connection.execute(
            "SELECT "
            + ", ".join(
                f"place(split_part(key, ':', {at + 1})) AS \"{at}\""
                for at in range(len(dimensions))
            )
            + " FROM observation ORDER BY number"
        ).to_arrow_table()
        firsts = pyarrow.array([0] * rows)
        return cube_table(dimensions + common, [*places.columns, *[firsts] * len(common)], figures)


def _structure(connection: "duckdb.DuckDBPyConnection", text: str) -> Any:
    """The structure of the datasets, which are in the table ``dataset``."""
    connection.execute(
        # later versions have both below `data`
        "CREATE TABLE message AS SELECT coalesce(one -> '/data', one) AS one, one AS whole "
        "FROM (SELECT $text::JSON AS one)",
        {"text": text},
    )
    connection.execute(
        "CREATE TABLE dataset AS SELECT unnest(from_json(one -> '/dataSets', '[\"JSON\"]')) AS one "
        "FROM message WHERE json_type(one, '/dataSets') = 'ARRAY'"
    )
    refuse_doubled(
        connection,
        "FROM dataset UNION ALL SELECT one FROM message UNION ALL SELECT whole FROM message",
    )
    deleted = connection.execute(
        "SELECT count(*) FROM dataset WHERE lower(one ->> '/action') IN ('delete', 'd')"
    ).fetchall()[0][0]
    if deleted:
        raise FormError("a dataset of it tells what is deleted (`action`)", "figures that are")
    told = connection.execute(
        "SELECT coalesce(one -> '/structure', one -> '/structures/0'), "
        "json_array_length(one, '/structures') FROM message"
    ).fetchall()[0]
    if told[0] is None or (told[1] or 0) > 1:
        raise FormError(f"it has {told[1] or 0} structures", _A_MESSAGE)
    try:
        return read_strictly(told[0])
    except (ValueError, RecursionError) as error:
        raise FormError(f"its structure cannot be read ({error})", _A_MESSAGE) from None


def _dimensions(structure: Any, *levels: str) -> list[Dimension]:
    """Those at the levels, in their order; keys of observations have those of series, then their
    own."""
    try:
        told = structure["dimensions"]
        kinds = [told.get(level) or [] for level in levels]
        for kind in kinds:
            order = [one["keyPosition"] for one in kind if one.get("keyPosition") is not None]
            if order != sorted(set(order)):
                raise ValueError(f"`keyPosition` has the order {order}")
        found = [_dimension(one) for kind in kinds for one in kind]
    except (ValueError, TypeError, LookupError, AttributeError) as error:
        raise FormError(
            f"its dimensions cannot be read ({type(error).__name__}: {error})", _A_MESSAGE
        ) from None
    return found


def _refuse_multiplied(structure: Any) -> None:
    """
    Raises:
        FormError: figures are told in a multiple of their unit, whatever that is attached to.
    """
    try:
        kinds = [*(structure.get("attributes") or {}).values(), *structure["dimensions"].values()]
        powers = {
            (one["id"], name_of(value.get("id", value.get("value"))))
            for kind in kinds
            for one in kind or []
            if one["id"] in _MULTIPLIERS
            for value in one["values"]
        }
    except (TypeError, LookupError, AttributeError) as error:
        raise FormError(f"its attributes cannot be read ({error})", _A_MESSAGE) from None
    told = [f"its `{name}` is {power}" for name, power in sorted(powers) if power != "0"]
    if told:
        raise FormError(
            f"{', '.join(told)}: figures are told in tens to that power",
            "figures in their unit (0), as other forms of the table have them",
        )


def _refuse_several_measures(structure: Any) -> None:
    """
    Raises:
        FormError: an observation has more than one figure (version 2), before its attributes.
    """
    try:
        told = (structure.get("measures") or {}).get("observation") or []
        measures = [name_of(one["id"]) for one in told]
    except (TypeError, LookupError, AttributeError) as error:
        raise FormError(f"its measures cannot be read ({error})", _A_MESSAGE) from None
    if len(measures) > 1:
        raise FormError(
            f"its observations have {len(measures)} measures ({', '.join(measures)})",
            "one figure in each: a table, or an address, of one measure",
        )


def _dimension(told: Any) -> Dimension:
    codes = [name_of(one.get("id", one.get("value"))) for one in told["values"]]
    labels = [_name(one, code) for one, code in zip(told["values"], codes, strict=True)]
    return Dimension(_name(told, name_of(told["id"])), codes, labels)


def _name(told: Any, otherwise: str) -> str:
    name = told.get("name") or told.get("names") or otherwise
    return name_of(next(iter(name.values())) if isinstance(name, dict) else name)


def _status(
    structure: Any, instead: Collection[str], marks: Collection[str], zeros: Collection[str]
) -> str:
    """SQL: the code of what is told of an observation, of its series or of all; of several one that
    is declared, first in place of a figure, but beside a 0 one that is not. Empty where there is
    none, or the normal one."""
    try:
        attributes = structure.get("attributes") or {}
        grouped = {
            one["id"]
            for one in attributes.get("dimensionGroup") or []
            if one.get("id") in _NORMAL and set(_codes(one)) - {_NORMAL[one["id"]]}
        }
        found = [
            _status_by(told.format(at=at), one, _NORMAL[one["id"]], is_alone=level == "dataSet")
            # an observation is its figure, then its attributes
            for level, told, first in (
                ("observation", "told ->> {at}", 1),
                ("series", "of_series ->> {at}", 0),
                ("dataSet", "of_all ->> {at}", 0),
            )
            for at, one in enumerate(attributes.get(level) or [], start=first)
            if one["id"] in _NORMAL
        ]
    except (TypeError, LookupError, AttributeError) as error:
        raise FormError(f"its attributes cannot be read ({error})", _A_MESSAGE) from None
    if grouped:
        raise FormError(
            f"its {', '.join(sorted(grouped))} is told of groups of observations",
            "a status of each observation, as other forms of the table have it",
        )
    if len(found) < 2:
        return f"coalesce({', '.join([*found, repr('')])})"
    told = f"list_filter([{', '.join(found)}], one -> one IS NOT NULL)"
    in_place, behind, other = (
        f"list_filter({told}, one -> one {which} ({', '.join(map(literal, some)) or 'NULL'}))[1]"
        for which, some in (
            ("IN", instead),
            ("IN", marks),
            ("NOT IN", ["", *instead, *marks, *zeros]),
        )
    )
    with_zero = f"CASE WHEN {IS_ZERO} THEN {other} END"
    return f"coalesce({in_place}, {with_zero}, {behind}, {told}[1], '')"


def _status_by(told: str, attribute: Any, normal: str, *, is_alone: bool) -> str:
    """SQL: the code at the place that is ``told``; NULL where it is none, or the normal one.

    Args:
        is_alone: an only code counts also where no place is told, as all have it.
    """
    codes = _codes(attribute)
    known = ", ".join("NULL" if code == normal else literal(code) for code in codes)
    if is_alone and len(codes) == 1:
        told = f"if((SELECT count(one -> '/attributes') FROM dataset) = 0, '0', {told})"
    return (
        # version 2 may write the code itself
        f"CASE WHEN regexp_full_match({told}, '[A-Za-z]\\w*') THEN nullif({told}, "
        f"{literal(normal)}) WHEN place({told}) IS NULL THEN NULL "
        f"WHEN place({told}) < {len(codes)} "
        f"THEN list_extract([{known}]::VARCHAR[], place({told}) + 1) "
        f"ELSE error('a status is ' || ({told}) || ', of {len(codes)}') END"
    )


def _codes(attribute: Any) -> list[str]:
    """Those of an attribute, or its texts where it is not coded."""
    values = attribute.get("values") or []
    key = "id" if any("id" in value for value in values) else "name"
    return [name_of(value[key]) for value in values]


def _read_observations(connection: "duckdb.DuckDBPyConnection", width: int) -> int:
    """The table ``observation`` with key and values of each; how many there are."""
    entries = "unnest(map_entries(from_json({}, '\"MAP(VARCHAR, JSON)\"'))) AS entry"
    connection.execute(
        f"""
        CREATE TABLE series AS SELECT entry.key AS key, entry.value AS one, of_all FROM (
            SELECT {entries.format("one -> '/series'")}, one -> '/attributes' AS of_all FROM dataset
            WHERE json_type(one, '/series') = 'OBJECT'
        )
        """
    )
    refuse_doubled(
        connection,
        "SELECT one -> '/observations' AS one FROM dataset "
        "UNION ALL SELECT one -> '/series' FROM dataset "
        "UNION ALL FROM (SELECT one FROM series) "
        "UNION ALL SELECT one -> '/observations' FROM series",
    )
    connection.execute(
        f"""
        CREATE TABLE observation AS
        SELECT key, told, of_series, of_all, row_number() OVER () AS number FROM (
            SELECT entry.key AS key, entry.value AS told, NULL::JSON AS of_series, of_all FROM (
                SELECT {entries.format("one -> '/observations'")}, one -> '/attributes' AS of_all
                FROM dataset
                WHERE json_type(one, '/observations') = 'OBJECT'
            )
            UNION ALL
            SELECT key || ':' || entry.key, entry.value, of_series, of_all FROM (
                SELECT
                    key, {entries.format("one -> '/observations'")},
                    one -> '/attributes' AS of_series, of_all
                FROM series
            )
        )
        """
    )
    rows, odd, bare = connection.execute(
        "SELECT count(*), min(key) FILTER (len(string_split(key, ':')) <> $width), "
        "min(key) FILTER (json_type(told) <> 'ARRAY' OR json_array_length(told) = 0) "
        "FROM observation",
        {"width": width},
    ).fetchall()[0]
    if not rows or odd is not None:
        found = f"an observation has the key {odd!r}" if rows else "it has no observations"
        raise FormError(found, f"keys of {width} dimensions")
    if bare is not None:
        raise FormError(f"observation {bare!r} is no list", "a list: the figure, then attributes")
    return int(rows)
