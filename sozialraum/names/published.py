"""The names that stand in a published database.

Each function takes an open connection to it and returns the :class:`Directory` of one kind.
"""

from typing import TYPE_CHECKING

from sozialraum.names.directory import Directory, Named

if TYPE_CHECKING:
    import duckdb


def areas(connection: "duckdb.DuckDBPyConnection") -> Directory:
    """Areas of all levels, Sozialräume first, also by level and name (``Stadtteil Leuben``)."""
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
        _read(connection, query),
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
        ),
        'sozialraum query "select indicator_id, name_de from dim_indicator"',
    )


def themes(connection: "duckdb.DuckDBPyConnection") -> Directory:
    return Directory(
        "theme",
        _read(connection, "SELECT theme, name_de, plain_de FROM declared.theme ORDER BY position"),
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
        ),
    )


def measures(connection: "duckdb.DuckDBPyConnection") -> Directory:
    """Measures; editions from before they had names know them by their ids."""
    named = connection.execute(
        "SELECT 1 FROM duckdb_tables() WHERE schema_name = 'marts' AND table_name = 'dim_measure'"
    ).fetchone()
    query = (
        "SELECT measure_id, name_de FROM marts.dim_measure ORDER BY measure_id"
        if named
        else "SELECT DISTINCT measure_id, NULL FROM marts.fct_measure ORDER BY measure_id"
    )
    return Directory("measure", _read(connection, query), 'sozialraum query "from dim_measure"')


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


def _read(connection: "duckdb.DuckDBPyConnection", query: str) -> list[Named]:
    """Rows of an id, its name and further names, if any; several rows of one id are one entry."""
    found: dict[str, list[str]] = {}
    for one, name, *others in connection.execute(query).fetchall():
        found.setdefault(one, [name or one]).extend(other for other in others if other)
    return [Named(one, names[0], tuple(dict.fromkeys(names[1:]))) for one, names in found.items()]
