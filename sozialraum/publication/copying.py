"""The audited marts, copied from the build database into the folder of a version."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from sozialraum.base.compression import compress_quickly
from sozialraum.base.memory import limit_memory
from sozialraum.base.sql import identifier, literal, on_one_side
from sozialraum.base.tables import one_transaction
from sozialraum.publication.levels import SAFE, make_views
from sozialraum.publication.parquet import write_parquet
from sozialraum.publication.published import MOMENT, Table, described
from sozialraum.publication.store import Publication

if TYPE_CHECKING:
    import duckdb

PUBLISHED_SCHEMAS = ("marts", "lineage", "declared", "raw")
# The landing records and the rejects; the cells that figures are made of are in `lineage`.
PUBLISHED_RAW_TABLES = ("landing", "reject")
# DuckDB gives each column of a table a block of its own: with the smallest blocks, the many small
# tables of a publication take about half the space of the default (262144). DuckDB reads blocks of
# another size than its own from version 1.1 on.
BLOCK_SIZE = 16384
# A landing of a later day is nothing that a publication for an earlier day knows of.
KNOWN_LANDINGS = """
    SELECT landing.*
    FROM {database}raw.landing AS landing
    JOIN {database}staging.stg_landing AS known USING (source_id, dataset_id, landing_id)
    WHERE landing.retrieved_at <= known.vintage_at
    ORDER BY source_id, dataset_id, retrieved_at
"""

_COMPARED = """
    SELECT
        table_name,
        string_agg(
            '"' || column_name || '"' || CASE WHEN data_type = 'DOUBLE' THEN '::FLOAT' ELSE '' END,
            ', '
        )
    FROM duckdb_columns() AS columns
    JOIN duckdb_tables() AS tables USING (database_name, schema_name, table_name)
    WHERE
        database_name = 'build'
        AND schema_name = 'marts'
        AND data_type NOT LIKE 'TIMESTAMP%'
        AND table_name <> 'mart_data_quality'
    GROUP BY table_name
    ORDER BY table_name
"""

# A figure that was set aside is one, too.
REJECTS = """
    FROM build.raw.reject
    ANTI JOIN (FROM build.declared.source WHERE NOT released) USING (source_id)
"""


def copy_marts(build_database: Path, publication: Publication) -> dict[str, Table]:
    """Writes the published database and one Parquet file per mart.

    Returns:
        The marts by name.
    """
    import duckdb

    folder = publication.folder / "parquet"
    folder.mkdir()
    with duckdb.connect() as connection:
        limit_memory(connection)
        compress_quickly(connection)
        connection.execute(f"ATTACH {literal(build_database)} AS build (READ_ONLY)")
        connection.execute(
            f"ATTACH {literal(publication.database)} AS published (BLOCK_SIZE {BLOCK_SIZE})"
        )
        connection.execute("USE published")
        # else each table, and each description, would wait for the disk
        with one_transaction(connection):
            marts = _copy(connection, folder)
        connection.execute("USE memory")
        connection.execute("DETACH published")
    return marts


def _copy(connection: "duckdb.DuckDBPyConnection", folder: Path) -> dict[str, Table]:
    copied = _published(connection, "table")
    for schema, table in copied:
        connection.execute(f"CREATE SCHEMA IF NOT EXISTS {schema}")
        content = _in_utc(connection, _content(schema, table))
        connection.execute(f'CREATE TABLE {schema}."{table}" AS {content}')
    tables = _described(connection)
    marts = {table: tables[schema, table] for schema, table in copied if schema == "marts"}
    for name, one in marts.items():
        write_parquet(connection, name, one, folder / f"{name}.parquet")
    _copy_views(connection)
    views = make_views(connection, {name: one.columns for name, one in marts.items()})
    of_levels = {("marts", view): _of_level(*one, marts) for view, one in views.items()}
    _comment(connection, tables | of_levels)
    return marts


def rows_of_marts(database: Path) -> dict[str, int]:
    """How many rows each table of ``marts`` of a published database has."""
    import duckdb

    with duckdb.connect(database, read_only=True) as connection:
        tables = connection.execute(
            "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'marts' ORDER BY ALL"
        ).fetchall()
        counts = [f"SELECT '{table}', count(*) FROM marts.\"{table}\"" for (table,) in tables]
        return dict(connection.execute(" UNION ALL ".join(counts)).fetchall()) if counts else {}


def marts_apart(database: Path, copies: Mapping[str, Path]) -> Iterator[tuple[str, str | None]]:
    """The marts of a published database that do not say what their Parquet files say; with a
    reason, where that could not be told."""
    import duckdb

    with duckdb.connect() as connection:
        limit_memory(connection)
        connection.execute(f"ATTACH {literal(database)} AS published (READ_ONLY)")
        for mart, copy in sorted(copies.items()):
            table = f"FROM published.marts.{identifier(mart)}"
            apart = on_one_side(table, f"FROM read_parquet({literal(copy)})")
            try:
                if connection.execute(f"FROM {apart} LIMIT 1").fetchone():
                    yield mart, None
            except duckdb.Error as error:
                yield mart, str(error).splitlines()[0]


def marts_otherwise(build_database: Path, publication: Publication) -> list[str]:
    """The marts that a build has otherwise than a publication which was made of the same: none, as
    a version is named after all that it is made of. Moments are left out, of a figure what the
    order of a sum may change, and what checks found: some compare with the publication before.
    """
    import duckdb

    otherwise = []
    with duckdb.connect() as connection:
        limit_memory(connection)
        connection.execute(f"ATTACH {literal(build_database)} AS build (READ_ONLY)")
        connection.execute(f"ATTACH {literal(publication.database)} AS published (READ_ONLY)")
        for mart, columns in connection.execute(_COMPARED).fetchall():
            of_both = (
                f"SELECT {columns} FROM {one}.marts.{mart}" for one in ("build", "published")
            )
            try:
                found = connection.execute(f"FROM {on_one_side(*of_both)} LIMIT 1").fetchone()
            except duckdb.Error:
                # it has other columns, or is not there
                found = (mart,)
            if found:
                otherwise.append(str(mart))
    return otherwise


def _content(schema: str, table: str) -> str:
    if (schema, table) == ("raw", "landing"):
        return KNOWN_LANDINGS.format(database="build.")
    if (schema, table) == ("raw", "reject"):
        return REJECTS
    return f'FROM build.{schema}."{table}"'


def _in_utc(connection: "duckdb.DuckDBPyConnection", content: str) -> str:
    """The same with moments as they are published (:func:`published.published_column`)."""
    columns = connection.execute(f"DESCRIBE {content}").fetchall()
    moments = [f'"{name}"' for name, kind, *_ in columns if kind == MOMENT]
    in_utc = ", ".join(f"{moment} AT TIME ZONE 'UTC' AS {moment}" for moment in moments)
    return f"SELECT * REPLACE ({in_utc}) FROM ({content})" if moments else content


def _copy_views(connection: "duckdb.DuckDBPyConnection") -> None:
    """Views name their tables without the database, so that they work in a file of any name."""
    for schema, view in _published(connection, "view"):
        found = connection.execute(
            "SELECT sql FROM duckdb_views() "
            "WHERE database_name = 'build' AND schema_name = ? AND view_name = ?",
            [schema, view],
        ).fetchone()
        assert found is not None
        connection.execute(found[0])


def _published(
    connection: "duckdb.DuckDBPyConnection", kind: Literal["table", "view"]
) -> list[tuple[str, str]]:
    """Schema and name of what is published of the build database."""
    return connection.execute(
        f"""
        SELECT schema_name, {kind}_name
        FROM duckdb_{kind}s()
        WHERE database_name = 'build'
          AND list_contains(?::VARCHAR[], schema_name)
          AND (schema_name <> 'raw' OR list_contains(?::VARCHAR[], {kind}_name))
        ORDER BY ALL
        """,
        [list(PUBLISHED_SCHEMAS), list(PUBLISHED_RAW_TABLES)],
    ).fetchall()


def _described(connection: "duckdb.DuckDBPyConnection") -> dict[tuple[str, str], Table]:
    """What is published, with what the build database says of it, by schema and name."""
    columns: defaultdict[tuple[str, str], list[tuple[str, str, str]]] = defaultdict(list)
    for schema, name, column, kind, comment in connection.execute(
        "SELECT schema_name, table_name, column_name, data_type, coalesce(comment, '') "
        "FROM duckdb_columns() WHERE database_name = 'build' ORDER BY column_index"
    ).fetchall():
        columns[schema, name].append((column, kind, comment))
    found = {}
    for of in ("table", "view"):
        comments = connection.execute(
            f"SELECT schema_name, {of}_name, coalesce(comment, '') FROM duckdb_{of}s() "
            "WHERE database_name = 'build'"
        ).fetchall()
        said = {(schema, name): comment for schema, name, comment in comments}
        for one in _published(connection, of):
            found[one] = described(of, said[one], columns[one])
    return found


def _of_level(table: str, level: str, marts: Mapping[str, Table]) -> Table:
    """What a view of one level says of itself."""
    one = marts[table]
    return one._replace(kind="view", description=f"{one.description} {SAFE.format(level=level)}")


def _comment(
    connection: "duckdb.DuckDBPyConnection", tables: Mapping[tuple[str, str], Table]
) -> None:
    """Writes the descriptions, which CREATE TABLE AS leaves behind; all 2,000 at once, as each call
    takes DuckDB half as long again as what it is asked for."""
    said = []
    for (schema, name), table in tables.items():
        said.append(f'COMMENT ON {table.kind} {schema}."{name}" IS {literal(table.comment)}')
        said += [
            f'COMMENT ON COLUMN {schema}."{name}"."{column}" IS {literal(description)}'
            for column, (_, description) in table.columns.items()
            if description
        ]
    connection.execute("; ".join(said))
