"""The audited marts, copied from the build database into the folder of a version."""

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from sozialraum.base.memory import limit_memory
from sozialraum.publication.store import Publication

if TYPE_CHECKING:
    import duckdb

PUBLISHED_SCHEMAS = ("marts", "lineage", "declared", "raw")
# The landing records and the rejects; the cells that figures are made of are in `lineage`.
PUBLISHED_RAW_TABLES = ("landing", "reject")
# DuckDB gives each column of a table a block of its own: with the smallest blocks, the many small
# tables of a publication take less than half the space of the default (262144).
BLOCK_SIZE = 16384
# A landing of a later day is nothing that a publication for an earlier day knows of.
KNOWN_LANDINGS = """
    SELECT landing.*
    FROM {database}raw.landing AS landing
    JOIN {database}staging.stg_landing AS known USING (source_id, dataset_id, landing_id)
    WHERE landing.retrieved_at <= known.vintage_at
    ORDER BY source_id, dataset_id, retrieved_at
"""

# A figure that was set aside is one, too.
REJECTS = """
    FROM build.raw.reject
    ANTI JOIN (FROM build.declared.source WHERE NOT released) USING (source_id)
"""


def copy_marts(build_database: Path, publication: Publication) -> None:
    """Writes the published database and one Parquet file per mart."""
    import duckdb

    parquet = publication.folder / "parquet"
    parquet.mkdir()
    with duckdb.connect() as connection:
        limit_memory(connection)
        connection.execute(f"ATTACH '{_quoted(build_database)}' AS build (READ_ONLY)")
        connection.execute(
            f"ATTACH '{_quoted(publication.database)}' AS published (BLOCK_SIZE {BLOCK_SIZE})"
        )
        connection.execute("USE published")
        for schema, table in _published(connection, "table"):
            connection.execute(f"CREATE SCHEMA IF NOT EXISTS {schema}")
            connection.execute(f'CREATE TABLE {schema}."{table}" AS {_content(schema, table)}')
            if schema == "marts":
                target = parquet / f"{table}.parquet"
                connection.execute(
                    f"COPY {schema}.\"{table}\" TO '{_quoted(target)}' "
                    "(FORMAT parquet, COMPRESSION zstd)"
                )
        _copy_views(connection)
        _copy_comments(connection)
        connection.execute("USE memory")
        connection.execute("DETACH published")


def rows_of_marts(database: Path) -> dict[str, int]:
    """How many rows each table of ``marts`` of a published database has."""
    import duckdb

    with duckdb.connect(database, read_only=True) as connection:
        tables = connection.execute(
            "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'marts' ORDER BY ALL"
        ).fetchall()
        counts = [f"SELECT '{table}', count(*) FROM marts.\"{table}\"" for (table,) in tables]
        return dict(connection.execute(" UNION ALL ".join(counts)).fetchall()) if counts else {}


def _content(schema: str, table: str) -> str:
    if (schema, table) == ("raw", "landing"):
        return KNOWN_LANDINGS.format(database="build.")
    if (schema, table) == ("raw", "reject"):
        return REJECTS
    return f'FROM build.{schema}."{table}"'


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


def _copy_comments(connection: "duckdb.DuckDBPyConnection") -> None:
    """Carries the descriptions over: CREATE TABLE AS leaves them behind."""
    for kind in ("table", "view"):
        for schema, name, comment in connection.execute(
            f"""
            SELECT schema_name, {kind}_name, described.comment
            FROM duckdb_{kind}s() AS described
            JOIN duckdb_{kind}s() AS published USING (schema_name, {kind}_name)
            WHERE described.database_name = 'build' AND published.database_name = 'published'
              AND described.comment IS NOT NULL
            """
        ).fetchall():
            connection.execute(f"COMMENT ON {kind} {schema}.\"{name}\" IS '{_quoted(comment)}'")
    for schema, table, column, comment in connection.execute(
        """
        SELECT schema_name, table_name, column_name, described.comment
        FROM duckdb_columns() AS described
        JOIN duckdb_columns() AS published USING (schema_name, table_name, column_name)
        WHERE described.database_name = 'build' AND published.database_name = 'published'
          AND described.comment IS NOT NULL
        """
    ).fetchall():
        connection.execute(
            f'COMMENT ON COLUMN {schema}."{table}"."{column}" IS \'{_quoted(comment)}\''
        )


def _quoted(value: Path | str) -> str:
    return str(value).replace("'", "''")
