"""The services of the publication before, which today's are compared with."""

from typing import TYPE_CHECKING

from sozialraum.base.tables import insert_rows, make_table, table_named
from sozialraum.publication.store import Publication

if TYPE_CHECKING:
    import duckdb

TABLE = "raw.published_service"


def record_services(connection: "duckdb.DuckDBPyConnection", published: Publication | None) -> None:
    """Makes ``raw.published_service`` say which services a publication lists as being there; empty
    without one, or where an older program made it."""
    make_table(connection, TABLE, anew=True)
    if published is not None:
        insert_rows(connection, TABLE, _services(published))


def _services(published: Publication) -> list[dict[str, object]]:
    import duckdb

    columns = list(table_named(TABLE).columns)
    query = (
        f"SELECT {', '.join(columns)} FROM marts.dim_service "
        "WHERE origin IN ('layer', 'register') AND status IN ('confirmed', 'unconfirmed')"
    )
    try:
        with duckdb.connect(published.database, read_only=True) as connection:
            rows = connection.execute(query).fetchall()
    except duckdb.Error:
        return []
    return [dict(zip(columns, row, strict=True)) for row in rows]
