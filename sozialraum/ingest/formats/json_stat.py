"""JSON-stat, as the statistical offices of the Nordic countries, of Eurostat and others answer.

Read by https://json-stat.org/full/: version 2 (``class: dataset``) and what earlier versions call
a bundle, if it holds one dataset. The cells are read by DuckDB; only the names of dimensions and
categories are not.
"""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

from sozialraum.ingest.formats.cube import (
    Dimension,
    check_size,
    cube_table,
    marked,
    name_of,
    places_of,
    refuse_multiple,
)
from sozialraum.ingest.formats.database import json_database, refuse_doubled
from sozialraum.ingest.formats.texts import FormError
from sozialraum.ingest.strict_json import read_strictly

if TYPE_CHECKING:
    import duckdb
    import pyarrow

_A_DATASET = "a dataset of JSON-stat, with `id`, `size`, `dimension` and `value`"

_NORMAL = "A"
"""As SDMX says it of a figure of which nothing has to be said."""


def read_json_stat(
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
        FormError: no JSON, none of this form, more cells than a table of a city has; it tells
            figures in thousands or the like.
    """
    with json_database(text, "JSON-stat") as connection:
        _find_dataset(connection, text)
        dimensions = _dimensions(connection)
        total = check_size(dimensions)
        _read_cells(connection, "value", total, decimal)
        _read_cells(connection, "status", total, decimal)
        figures = connection.execute(
            f"SELECT {marked(marks, instead, [_NORMAL, *zeros])} AS value, status FROM ("
            "SELECT number, coalesce(value.said, '') AS value, "
            "coalesce(status.said, '') AS status "
            f"FROM range({total}) AS cell (number) LEFT JOIN value USING (number) "
            "LEFT JOIN status USING (number)) ORDER BY number"
        ).to_arrow_table()
        return cube_table(dimensions, places_of(dimensions), figures)


def _find_dataset(connection: "duckdb.DuckDBPyConnection", text: str) -> None:
    """The table ``dataset`` with the one dataset of the document."""
    connection.execute("CREATE TABLE document AS SELECT $text::JSON AS one", {"text": text})
    connection.execute(
        "CREATE TABLE dataset AS SELECT one FROM ("
        "SELECT one, 0 AS at FROM document UNION ALL "
        "SELECT one -> key, 1 FROM (SELECT one, unnest(json_keys(one)) AS key FROM document "
        "WHERE json_type(one) = 'OBJECT' AND json_type(one, '/dimension') IS NULL)"
        ") WHERE json_type(one, '/dimension') = 'OBJECT'"
    )
    found = connection.execute("SELECT count(*) FROM dataset").fetchall()[0][0]
    if found != 1:
        raise FormError(f"it has {found} datasets", _A_DATASET)
    refuse_doubled(connection, "FROM dataset UNION ALL FROM document")


def _dimensions(connection: "duckdb.DuckDBPyConnection") -> list[Dimension]:
    (told,) = connection.execute(
        # earlier versions name them within `dimension`
        "SELECT [coalesce(one -> '/id', one -> '/dimension/id'), "
        "coalesce(one -> '/size', one -> '/dimension/size'), one -> '/dimension'] FROM dataset"
    ).fetchall()[0]
    try:
        ids, sizes, named = (read_strictly(one) for one in told)
        found = [_dimension(id_, named[id_]) for id_ in ids]
        if [len(one.codes) for one in found] != sizes:
            raise FormError(
                f"`size` is {sizes}, but there are {[len(one.codes) for one in found]} categories",
                "as many as there are",
            )
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise FormError(
            f"its dimensions cannot be read ({type(error).__name__}: {error})", _A_DATASET
        ) from None
    return found


def _dimension(id_: str, told: Any) -> Dimension:
    category = told["category"]
    labels, index = category.get("label", {}), category.get("index")
    if index is None:
        # it may be left out where there is one category
        index = list(labels)
        if len(index) != 1:
            raise ValueError(f"{id_!r} has {len(index)} categories and no `index`")
    if isinstance(index, dict):
        if sorted(index.values()) != list(range(len(index))):
            raise ValueError(f"`index` of {id_!r} does not number its categories from 0 on")
        index = sorted(index, key=index.__getitem__)
    codes: Sequence[str] = [name_of(one) for one in index]
    for code, unit in (category.get("unit") or {}).items():
        if unit.get("multiplier") not in (None, 0, "0"):
            raise FormError(
                f"`multiplier` of {code!r} is {unit['multiplier']!r}: its figures are told in tens "
                "to that power",
                "figures in their unit (0), as other forms of the table have them",
            )
        refuse_multiple(name_of(unit.get("base") or unit.get("label") or ""))
    return Dimension(
        name_of(told.get("label") or id_), codes, [name_of(labels.get(one, one)) for one in codes]
    )


def _read_cells(
    connection: "duckdb.DuckDBPyConnection", name: str, total: int, decimal: str
) -> None:
    """The table ``name`` with the number of each cell that is told, and its text."""
    kind = connection.execute(f"SELECT json_type(one, '/{name}') FROM dataset").fetchall()[0][0]
    each = {
        "ARRAY": "SELECT unnest(from_json(told, '[\"JSON\"]')) AS cell, "
        "generate_subscripts(from_json(told, '[\"JSON\"]'), 1) - 1 AS number",
        "OBJECT": "SELECT entry.value AS cell, place(entry.key) AS number FROM ("
        "SELECT unnest(map_entries(from_json(told, '\"MAP(VARCHAR, JSON)\"'))) AS entry",
        # one for all
        "VARCHAR": f"SELECT told AS cell, unnest(range({total})) AS number",
    }.get(kind, "SELECT NULL::JSON AS cell, NULL::BIGINT AS number WHERE false")
    if kind not in (*_KINDS, "NULL", None):
        raise FormError(f"`{name}` is {str(kind).lower()}", "a list, or an object with cells")
    source = f" FROM (SELECT one -> '/{name}' AS told FROM dataset)" if kind in _KINDS else ""
    closing = ")" if kind == "OBJECT" else ""
    refuse_doubled(connection, f"SELECT one -> '/{name}' AS one FROM dataset")
    text = "said(cell, $decimal)"
    if name == "status":
        text = (
            "CASE WHEN json_type(cell) NOT IN ('VARCHAR', 'NULL') "
            f"THEN error(printf('a status is %s, no text', cell)) ELSE {text} END"
        )
    connection.execute(
        f"CREATE TABLE {name} AS SELECT number, {text} AS said FROM ({each}{source}{closing})",
        {"decimal": decimal},
    )
    told, least, greatest, several = connection.execute(
        f"SELECT count(*), min(number), max(number), count(DISTINCT number) FROM {name}"
    ).fetchall()[0]
    is_short = kind == "ARRAY" and told != total
    if (name == "value" and not told) or is_short or several < told:
        raise FormError(f"`{name}` tells of {told} cells", f"of each of the {total} cells once")
    if told and (least < 0 or greatest >= total):
        raise FormError(f"`{name}` tells of cell {greatest}", f"cells from 0 to {total - 1}")


_KINDS = ("ARRAY", "OBJECT", "VARCHAR")
