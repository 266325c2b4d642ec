"""JSON and Parquet: values of types, made into texts by DuckDB.

A number is written with the declared decimal sign and without grouping, a day as ``2026-06-30``,
a truth value as ``true``; what is absent or null is an empty text, as an empty field of a CSV.
"""

import json
from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from sozialraum.base.sql import identifier, literal
from sozialraum.ingest.formats.database import (
    json_database,
    memory_database,
    one_value,
    refuse_cells,
    refuse_doubled,
)
from sozialraum.ingest.formats.more import beside, may_tell, told_more
from sozialraum.ingest.formats.texts import FormError, below_header, refuse_bytes

if TYPE_CHECKING:
    import duckdb
    import pyarrow


def read_json(text: str, records: str | None, decimal: str) -> "pyarrow.Table":
    """A list of objects, whose keys are the columns, or of lists, the first of which names them.

    Args:
        records: the keys that lead to the list, joined by dots; None where the document is the
            list.

    Raises:
        FormError: no JSON, no such list, a record that says a thing twice.
    """
    keys = records.split(".") if records else []
    with json_database(text, "JSON") as connection:
        pointer = "".join(map(_step, keys))
        connection.execute(
            "CREATE TABLE document AS "
            "SELECT if($pointer = '', one, json_extract(one, $pointer)) AS one "
            "FROM (SELECT $text::JSON AS one)",
            {"text": text, "pointer": pointer},
        )
        shape = one_value(connection, "SELECT json_type(one) FROM document")
        if shape != "ARRAY":
            raise _no_list(connection, text, records, shape)
        connection.execute(
            "CREATE TABLE record AS SELECT unnest(from_json(one, '[\"JSON\"]')) AS one, "
            "generate_subscripts(from_json(one, '[\"JSON\"]'), 1) AS number FROM document"
        )
        if keys:
            # on the way to the list a name stands once, too
            refuse_doubled(
                connection,
                "SELECT $text::JSON AS one UNION ALL "
                "SELECT unnest(json_extract($text::JSON, $paths))",
                {
                    "text": text,
                    "paths": ["".join(map(_step, keys[:n])) for n in range(1, len(keys))],
                },
            )
        _refuse_page(connection, text, keys)
        return _read_records(connection, decimal)


def _step(key: str) -> str:
    return "/" + key.replace("~", "~0").replace("/", "~1")


def _refuse_page(connection: "duckdb.DuckDBPyConnection", text: str, keys: Sequence[str]) -> None:
    """
    Raises:
        FormError: the document says itself that there are more records than its list has.
    """
    there = int(str(one_value(connection, "SELECT count(*) FROM record")))
    for depth, own in enumerate(keys):
        parent = "".join(map(_step, keys[:depth]))
        (names,) = connection.execute(
            "SELECT json_keys($text::JSON, $parent)", {"text": text, "parent": parent}
        ).fetchone() or ([],)
        # the list itself may be long
        told = [name for name in names or () if may_tell(name) and name != own]
        (values,) = connection.execute(
            "SELECT json_extract($text::JSON, $paths)",
            {"text": text, "paths": [parent + _step(name) for name in told]},
        ).fetchone() or ([],)
        said = dict(zip(told, map(_parsed, values), strict=True))
        if more := told_more(beside({**said, own: None}, own), there):
            raise _one_page(there, more)


def _parsed(value: str) -> Any:
    """What JSON tells; of a number too long to be one of records, its digits."""
    try:
        return json.loads(value, parse_int=lambda told: int(told) if len(told) < 16 else told)
    except (ValueError, RecursionError):
        return None


def _one_page(there: int, said: str) -> FormError:
    return FormError(
        f"its list has {there} records, but it says that {said}: it is one page of them",
        "all records: an address that gives the whole (an export, no `limit`), or pages that name "
        "the next one",
    )


def _read_records(connection: "duckdb.DuckDBPyConnection", decimal: str) -> "pyarrow.Table":
    shapes = connection.execute(
        "SELECT json_type(one), min(number) FROM record GROUP BY 1 ORDER BY 2"
    ).fetchall()
    if len(shapes) != 1 or shapes[0][0] not in ("OBJECT", "ARRAY"):
        found = ", ".join(f"{shape} (record {at})" for shape, at in shapes) or "no record"
        raise FormError(f"the list holds {found}", "records of one kind, objects or lists")
    if shapes == [("ARRAY", 1)]:
        return _read_lists(connection, decimal)
    twice = connection.execute(
        "SELECT number FROM record WHERE len(json_keys(one)) > len(list_distinct(json_keys(one))) "
        "ORDER BY number LIMIT 1"
    ).fetchone()
    if twice:
        raise FormError(f"record {twice[0]} names a value twice", "each once")
    names = [
        name
        for (name,) in connection.execute(
            "SELECT key FROM (SELECT number, unnest(json_keys(one)) AS key, "
            "generate_subscripts(json_keys(one), 1) AS place FROM record) "
            "GROUP BY key ORDER BY min((number, place))"
        ).fetchall()
    ]
    return below_header(names, _values(connection, list(map(_step, names)), decimal))


def _read_lists(connection: "duckdb.DuckDBPyConnection", decimal: str) -> "pyarrow.Table":
    ragged = connection.execute(
        "SELECT number, json_array_length(one), width FROM record, "
        "(SELECT json_array_length(one) AS width FROM record WHERE number = 1) "
        "WHERE json_array_length(one) <> width ORDER BY number LIMIT 1"
    ).fetchone()
    if ragged:
        at, found, width = ragged
        raise FormError(f"record {at} has {found} fields", f"{width} as in the first")
    width = one_value(connection, "SELECT json_array_length(one) FROM record WHERE number = 1")
    return _values(connection, [f"/{at}" for at in range(int(str(width)))], decimal)


def _values(
    connection: "duckdb.DuckDBPyConnection", places: Sequence[str], decimal: str
) -> "pyarrow.Table":
    (count,) = connection.execute("SELECT count(*) FROM record").fetchone() or (0,)
    refuse_cells(count, len(places))
    values = ", ".join(
        f"coalesce(said(json_extract(one, {literal(place)}), {literal(decimal)}), '') AS \"{at}\""
        for at, place in enumerate(places)
    )
    return connection.execute(f"SELECT {values} FROM record ORDER BY number").to_arrow_table()


def read_parquet(content: bytes, decimal: str) -> "pyarrow.Table":
    """
    Raises:
        FormError: no Parquet file, a damaged one, or one that unpacks to more than a table of a
            city.
    """
    import duckdb

    unpacked = _unpacked(content)
    names = unpacked.column_names
    # two columns of one name stay two
    file = unpacked.rename_columns([str(at) for at in range(len(names))])
    with memory_database() as connection:
        try:
            connection.register("file", file)
            connection.execute(
                "CREATE VIEW said AS SELECT "
                + ", ".join(
                    f"coalesce({_as_text(name, kind, decimal)}, '') AS \"{name}\""
                    for name, kind, *_ in connection.execute("DESCRIBE file").fetchall()
                )
                + " FROM file"
            )
            sizes = " + ".join(f'strlen("{name}")' for name in file.column_names)
            size = int(str(one_value(connection, f"SELECT coalesce(sum({sizes}), 0) FROM said")))
            refuse_bytes(size, "its texts have")
            return below_header(names, connection.execute("FROM said").to_arrow_table())
        except duckdb.Error as error:
            raise _no_parquet(str(error).splitlines()[0]) from None


def _unpacked(content: bytes) -> "pyarrow.Table":
    """The table in the types of the file, each page of it as long as it says.

    Arrow is asked and not DuckDB, which fills a page that is too short with values of the one
    before. Texts stay in the dictionaries in which they came, however often they are repeated.
    """
    from pyarrow import parquet

    try:
        footer = parquet.read_metadata(BytesIO(content))
        groups = [footer.row_group(at) for at in range(footer.num_row_groups)]
        refuse_cells(footer.num_rows, footer.num_columns)
        refuse_bytes(sum(one.total_byte_size for one in groups), "unpacked it has")
        # columns of a group are not asked: of a damaged file Arrow ends the process for that
        leaves = [footer.schema.column(at) for at in range(footer.num_columns)]
        table = parquet.ParquetFile(
            BytesIO(content),
            read_dictionary=[one.path for one in leaves if one.physical_type == "BYTE_ARRAY"],
            page_checksum_verification=True,
        ).read(use_threads=False)
        table.validate(full=True)
        if table.num_rows != footer.num_rows:
            raise _no_parquet(f"{table.num_rows:,} rows where it says {footer.num_rows:,}")
        return _in_its_zones(table)
    except FormError:
        raise
    except Exception as error:
        # bytes that nobody vouches for: of what is wrong with them the library tells in many ways
        raise _no_parquet(f"{type(error).__name__}: {error}") from None


def _in_its_zones(table: "pyarrow.Table") -> "pyarrow.Table":
    """Moments as the clocks of the zone that their column names say: DuckDB would take those of the
    machine."""
    import pyarrow
    from pyarrow import compute

    for place, field in enumerate(table.schema):
        if pyarrow.types.is_timestamp(field.type) and field.type.tz:
            moments = table[place]
            if field.type.tz.upper() == "Z":
                # as ISO 8601 calls it, which tables of zones do not have
                moments = moments.cast(pyarrow.timestamp(field.type.unit, "UTC"))
            table = table.set_column(place, field.name, compute.local_timestamp(moments))
    return table


def _no_parquet(found: str) -> FormError:
    return FormError(f"it cannot be read as Parquet ({found})", "a Parquet file")


def _as_text(name: str, kind: str, decimal: str) -> str:
    column = identifier(name)
    if kind == "BLOB":
        # programs that say nothing of texts write bytes
        return f"decode({column})"
    if kind in ("FLOAT", "DOUBLE"):
        # taken for a DOUBLE at once, the FLOAT 0.00001 would be 0.000009999999747
        text = f"{column}::VARCHAR"
        return f"replace(plain({text}::DOUBLE, {text}), '.', {literal(decimal)})"
    if kind.startswith("DECIMAL"):
        return f"replace({column}::VARCHAR, '.', {literal(decimal)})"
    if kind.startswith("TIMESTAMP"):
        # a day that was written as a moment
        day = f"{column}::DATE"
        return f"if({column} = {day}, {day}::VARCHAR, {column}::VARCHAR)"
    return f"{column}::VARCHAR"


def _no_list(
    connection: "duckdb.DuckDBPyConnection", text: str, records: str | None, shape: object
) -> FormError:
    """Says where lists stand in the document instead, two levels deep."""
    lists = connection.execute(
        """
        WITH top AS (
            SELECT $text::JSON AS one, unnest(json_keys($text::JSON)) AS key
            WHERE json_type($text::JSON) = 'OBJECT'
        ),
        first AS (SELECT key AS path, one -> key AS one FROM top),
        second AS (
            SELECT path || '.' || inner_key AS path, one -> inner_key AS one
            FROM (SELECT *, unnest(json_keys(one)) AS inner_key FROM first
                  WHERE json_type(one) = 'OBJECT')
        )
        SELECT path FROM (FROM first UNION ALL FROM second)
        WHERE json_type(one) = 'ARRAY' ORDER BY path LIMIT 10
        """,
        {"text": text},
    ).fetchall()
    there = ", ".join(f"`{path}`" for (path,) in lists)
    place = f"`{records}`" if records else "the document"
    found = f"is {str(shape).lower()}" if shape else "is not there"
    return FormError(
        f"{place} {found}" + (f"; lists stand under {there}" if there else ""),
        "a list of records (`records` in sources.yaml names the keys that lead to it)",
    )
