"""The names that stand in a published database.

Each function takes an open connection to it and returns the :class:`Directory` of one kind. Earlier
editions know fewer names: where a column was not there yet, the plainer query answers.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from sozialraum.base.errors import MonitorError
from sozialraum.names.directory import Directory, Named

if TYPE_CHECKING:
    import duckdb


def areas(connection: "duckdb.DuckDBPyConnection") -> Directory:
    """Areas of all levels, Sozialräume first, also by level and name (``Stadtteil Nordend``)."""
    query = """
        SELECT area_id, area_name, short_name, level.name_de || ' ' || area_name,
            level.name_de || ' ' || short_name, area_level || ' ' || area_name
        FROM marts.dim_area
        JOIN declared.area_level AS level USING (area_level)
        CROSS JOIN declared.city AS city
        ORDER BY area_level = city.sozialraum_level DESC, level_rank DESC, area_id
    """
    return Directory(
        "area",
        _read(connection, query, "SELECT area_id, area_name FROM marts.dim_area ORDER BY area_id"),
        'sozialraum query "select area_id, area_name from dim_area"',
    )


def indicators(connection: "duckdb.DuckDBPyConnection") -> Directory:
    """Indicators, also by the name of the theme that they measure (not where they stand in for
    it, as where people at risk live)."""
    return Directory(
        "indicator",
        _read(
            connection,
            """
            SELECT indicator.indicator_id, indicator.name_de, theme.name_de
            FROM marts.dim_indicator AS indicator
            LEFT JOIN declared.theme AS theme
                ON theme.indicator_id = indicator.indicator_id AND theme.need_basis = 'indicator'
            ORDER BY indicator.position, theme.position
            """,
            "SELECT indicator_id, name_de FROM marts.dim_indicator",
        ),
        'sozialraum query "select indicator_id, name_de from dim_indicator"',
    )


def themes(connection: "duckdb.DuckDBPyConnection") -> Directory:
    return Directory(
        "theme",
        _read(
            connection,
            "SELECT theme, name_de, plain_de FROM declared.theme ORDER BY position",
            "SELECT theme, name_de FROM declared.theme",
        ),
        'sozialraum query "select theme, name_de from declared.theme"',
    )


def service_types(connection: "duckdb.DuckDBPyConnection") -> Directory:
    return Directory(
        "service type",
        _read(
            connection,
            "SELECT service_type, name_de FROM declared.service_type_name ORDER BY service_type",
        ),
        'sozialraum query "select service_type, name_de from declared.service_type_name"',
    )


def planning_fields(connection: "duckdb.DuckDBPyConnection") -> Directory:
    return Directory(
        "planning field",
        _read(
            connection,
            "SELECT planning_field, name_de, ask_de FROM declared.planning_field ORDER BY position",
            "SELECT planning_field, name_de FROM declared.planning_field",
        ),
    )


def measures(connection: "duckdb.DuckDBPyConnection") -> Directory:
    return Directory(
        "measure",
        _read(
            connection,
            "SELECT measure_id, name_de FROM marts.dim_measure ORDER BY measure_id",
            "SELECT DISTINCT measure_id, NULL FROM marts.fct_measure ORDER BY measure_id",
        ),
        'sozialraum query "from dim_measure"',
    )


def sources(connection: "duckdb.DuckDBPyConnection") -> Directory:
    return Directory(
        "source",
        _read(
            connection,
            "SELECT source_id, title_de FROM marts.mart_source_status ORDER BY source_id",
        ),
        'sozialraum query "select source_id, title_de from mart_source_status"',
    )


def tables(connection: "duckdb.DuckDBPyConnection") -> Directory:
    """Tables and views as ``schema.name``, also by their name, and without ``mart_`` and its like;
    those of the marts first."""
    return Directory(
        "table",
        _read(
            connection,
            """
            SELECT
                schema_name || '.' || name, NULL, name,
                regexp_replace(name, '^(mart|dim|fct)_', '')
            FROM (
                SELECT schema_name, table_name AS name FROM duckdb_tables() WHERE NOT internal
                UNION ALL
                SELECT schema_name, view_name FROM duckdb_views() WHERE NOT internal
            )
            ORDER BY schema_name <> 'marts', schema_name, name
            """,
        ),
        "sozialraum describe",
    )


def _read(connection: "duckdb.DuckDBPyConnection", *queries: str) -> list[Named]:
    """Rows of an id, its name and further names, if any, of the first query that the edition has
    the columns for; several rows of one id are one entry.

    Raises:
        MonitorError: it has those of none.
    """
    import duckdb

    for query in queries:
        try:
            rows = connection.execute(query).fetchall()
        except (duckdb.BinderException, duckdb.CatalogException) as error:
            problem = error
        else:
            return _entries(rows)
    raise MonitorError(f"this edition is of before these names were published: {problem}")


def _entries(rows: Iterable[tuple[Any, ...]]) -> list[Named]:
    found: dict[str, list[str]] = {}
    for one, name, *others in rows:
        found.setdefault(one, [name or one]).extend(other for other in others if other)
    return [Named(one, names[0], tuple(dict.fromkeys(names[1:]))) for one, names in found.items()]
