"""What is new since the last edition, in a few lines for who runs the refresh.

The report's chapter on changes tells readers the same at length
(``sozialraum/report/chapters/changes.py``).
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sozialraum.base.lines import SHOWN, listed
from sozialraum.base.sql import identifier, literal, on_one_side

if TYPE_CHECKING:
    import duckdb

_FIGURES = """
    WITH now AS (
        SELECT indicator_id, arg_max(period, period_end) AS period, max(period_end) AS period_end
        FROM now.marts.fct_indicator WHERE value IS NOT NULL GROUP BY ALL
    ), before AS (
        SELECT indicator_id, max(period_end) AS period_end
        FROM before.marts.fct_indicator WHERE value IS NOT NULL GROUP BY ALL
    )
    SELECT indicator.name_de || ' ' || now.period
    FROM now
    JOIN now.marts.dim_indicator AS indicator USING (indicator_id)
    LEFT JOIN before USING (indicator_id)
    WHERE before.period_end IS NULL OR now.period_end > before.period_end
    ORDER BY indicator.position
"""
_CLASSES = """
    SELECT area.area_name || ' ' || indicator.name_de || ' ' || before.need_class || ' → '
        || now.need_class
    FROM now.marts.mart_need AS now
    JOIN before.marts.mart_need AS before
        ON now.area_id = before.area_id AND now.indicator_id = before.indicator_id
        AND now.is_latest AND before.is_latest AND now.need_class <> before.need_class
    JOIN now.marts.dim_area AS area ON now.area_id = area.area_id
    JOIN now.marts.dim_indicator AS indicator ON now.indicator_id = indicator.indicator_id
    ORDER BY now.area_id, indicator.position
"""
_FINDINGS = """
    SELECT area.area_name || ' ' || indicator.name_de
    FROM now.marts.mart_pandemic_effect AS now
    JOIN before.marts.mart_pandemic_effect AS before
        ON now.area_id = before.area_id AND now.indicator_id = before.indicator_id
        AND now.finding <> before.finding
    JOIN now.marts.dim_area AS area ON now.area_id = area.area_id
    JOIN now.marts.dim_indicator AS indicator ON now.indicator_id = indicator.indicator_id
    ORDER BY now.area_id, indicator.position
"""
_REVISIONS = """
    SELECT source_id || ' ' || count(*)
    FROM now.marts.mart_revision
    WHERE new_vintage IS NULL OR CAST(new_vintage AS DATE) > $day
    GROUP BY source_id ORDER BY source_id
"""


_CELLS = """
    SELECT source_id, part_id, measure_id, breakdown, period, value, status
    FROM {}.lineage.source_cell
"""
# an earlier one may have come back
_FILES = """
    SELECT
        source_id, dataset_id, landing_id,
        max(retrieved_at) = max(max(retrieved_at)) OVER (PARTITION BY source_id, dataset_id)
            AS is_newest
    FROM {}.raw.landing
    GROUP BY source_id, dataset_id, landing_id
"""
_AREAS = "SELECT area_id, other_area_id, shared_units, units FROM {}.marts.dim_area_crosswalk"
_REFORMS = "SELECT old_area, new_area, weight FROM {}.declared.area_change"


def _changes(rows: str) -> str:
    return on_one_side(rows.format("now"), rows.format("before"))


def _differs(value: str) -> str:
    """Whether a number is another one now, or is known on one side only."""
    now, before = f"now.{value}", f"before.{value}"
    return (
        f"coalesce(({now} IS NULL) <> ({before} IS NULL) OR abs({now} - {before}) "
        f"> 1e-9 * greatest(abs({now}), abs({before})), false)"
    )


def _of_both(table: str) -> str:
    return f"(FROM now.{table} UNION ALL FROM before.{table})"


def _for_no_reason(other_figures: str) -> str:
    """How many figures of each name, of those that are others now, no file and no reform explains:
    of areas that are put together otherwise, every figure is another one; an estimate is made of
    all areas and years, and of other indicators; a denominator or weight may be that of a year
    before. An entry that only has another name reads the same files."""
    return f"""
        WITH changed AS (
            SELECT DISTINCT source_id
            FROM ({_FILES.format("now")} UNION ALL {_FILES.format("before")}) ANTI JOIN (
                SELECT dataset_id, landing_id, is_newest FROM ({_FILES.format("now")})
                INTERSECT
                SELECT dataset_id, landing_id, is_newest FROM ({_FILES.format("before")})
            ) USING (dataset_id, landing_id, is_newest)
        ), told_otherwise AS (
            SELECT DISTINCT source_id, TRY_CAST(left(period, 4) AS INTEGER) AS year
            FROM {_changes(_CELLS)}
        ), moved AS (
            SELECT unnest([area_id, other_area_id]) AS area_id FROM {_changes(_AREAS)}
            UNION SELECT unnest([old_area, new_area]) FROM {_changes(_REFORMS)}
        ), recut AS (
            FROM moved UNION SELECT other_area_id
            FROM {_of_both("marts.dim_area_crosswalk")} SEMI JOIN moved USING (area_id)
        ), other_figures AS ({other_figures})
        SELECT name_de, count(*)
        FROM other_figures
        WHERE
            NOT EXISTS (
                FROM recut
                WHERE recut.area_id = other_figures.area_id OR NOT other_figures.is_of_its_year
            )
            AND NOT EXISTS (
                FROM changed
                LEFT JOIN told_otherwise USING (source_id)
                WHERE
                    list_contains(other_figures.sources, changed.source_id)
                    AND (
                        NOT other_figures.is_of_its_year
                        OR abs(told_otherwise.year - other_figures.year) <= 1
                    )
            )
        GROUP BY name_de
        ORDER BY min(position), name_de
    """


# an estimate rests on the covariates, and on all indicators that need no estimate at its level
_ESTIMATED_FROM = f"""
    WITH figures AS (FROM {_of_both("marts.fct_indicator")}),
    estimated AS (
        SELECT DISTINCT area_level, indicator_id
        FROM figures WHERE method NOT IN ('direct', 'aggregated')
    )
    SELECT list(DISTINCT source_id) AS sources
    FROM (
        SELECT unnest(string_split(source_ids, ', ')) AS source_id
        FROM figures
        SEMI JOIN estimated USING (area_level)
        ANTI JOIN estimated USING (area_level, indicator_id)
        WHERE method IN ('direct', 'aggregated')
        UNION SELECT source_id
        FROM {_of_both("declared.term")} WHERE starts_with(owner_id, 'covariate.')
    )
"""
_INDICATORS_OTHERWISE = _for_no_reason(f"""
    SELECT
        indicator.name_de,
        indicator.position,
        area_id,
        year(before.period_end) AS year,
        list_concat(
            string_split(concat_ws(', ', now.source_ids, before.source_ids), ', '),
            CASE
                WHEN 'modelled' IN (before.method, now.method)
                    THEN (SELECT sources FROM ({_ESTIMATED_FROM}))
            END
        ) AS sources,
        coalesce(now.method, before.method) IN ('direct', 'aggregated')
            AND coalesce(now.denominator_period = before.denominator_period, true)
            AND coalesce(now.weight_period = before.weight_period, true) AS is_of_its_year
    FROM before.marts.fct_indicator AS before
    LEFT JOIN now.marts.fct_indicator AS now USING (area_id, indicator_id, period)
    JOIN now.marts.dim_indicator AS indicator USING (indicator_id)
    SEMI JOIN now.marts.fct_indicator AS still_there USING (indicator_id)
    WHERE {_differs("value")}
""")

# what an indicator or a kind of service is made of, is compared as such; of an estimate, which is
# another one for many reasons, what it rests on
_COUNTS_OTHERWISE = _for_no_reason(f"""
    SELECT
        measure.name_de, 0 AS position, area_id, year(before.period_end) AS year,
        [before.source_id] AS sources, true AS is_of_its_year
    FROM before.marts.fct_measure AS before
    LEFT JOIN now.marts.fct_measure AS now
        USING (area_id, source_id, measure_id, breakdown, period)
    JOIN now.marts.dim_measure AS measure USING (measure_id)
    SEMI JOIN now.marts.fct_measure AS still_there USING (source_id)
    ANTI JOIN (
        FROM now.declared.term WHERE NOT starts_with(owner_id, 'covariate.')
    ) AS term USING (source_id, measure_id, breakdown)
    WHERE {_differs("value")}
""")

# capacities that registers list are no figures of files
_OFFERS = """
    SELECT
        area_id, service_type, period, name_de, year(period_end) AS year, method,
        unnest(['capacity', 'used', 'target']) AS role,
        unnest([capacity, used, target_population]) AS value
    FROM {}.marts.mart_coverage
"""
_SERVICES_OTHERWISE = _for_no_reason(f"""
    WITH asked AS (
        SELECT service_type, list(DISTINCT source_id) AS sources
        FROM {_of_both("declared.service_type_name")} AS kind
        JOIN {_of_both("declared.term")} AS term
            ON term.owner_id IN (kind.service_type, kind.apportion_like)
        GROUP BY service_type
    )
    SELECT
        before.name_de, 0 AS position, area_id, before.year, asked.sources,
        coalesce(now.method, before.method) <> 'apportioned' AS is_of_its_year
    FROM ({_OFFERS.format("before")}) AS before
    LEFT JOIN ({_OFFERS.format("now")}) AS now USING (area_id, service_type, period, role)
    JOIN asked USING (service_type)
    SEMI JOIN now.marts.mart_coverage AS still_there USING (service_type)
    WHERE
        {_differs("value")}
        AND (before.method <> 'listed' OR role = 'target' AND now.method IS NOT NULL)
""")

# what entries of both publications list: one that is gone or new is a change of declarations
_LISTS = """
    SELECT source_id FROM {side}.declared.layer UNION FROM {side}.declared.register SELECT source_id
"""
_LISTED_OTHERWISE = _for_no_reason(f"""
    WITH days AS (
        SELECT (SELECT as_of FROM before.declared.city) AS then_day,
            (SELECT as_of FROM now.declared.city) AS now_day
    )
    SELECT
        before.name_de, 0 AS position, area_id, before.year,
        (
            SELECT list(source_id)
            FROM ({_LISTS.format(side="now")} INTERSECT {_LISTS.format(side="before")})
        ) AS sources,
        false AS is_of_its_year
    FROM ({_OFFERS.format("before")}) AS before
    -- they are told for the newest year of the people that they are for
    JOIN ({_OFFERS.format("now")}) AS now USING (area_id, service_type, role)
    CROSS JOIN days
    WHERE
        {_differs("value")} AND before.method = 'listed' AND role <> 'target'
        AND coalesce(now.method, 'listed') = 'listed'
        -- what a register states counts for some years, and until it ends
        AND year(then_day) = year(now_day)
        AND NOT EXISTS (
            FROM now.marts.dim_service WHERE ended_on > then_day AND ended_on <= now_day
        )
""")

_SAME_FIGURES = """
    SELECT indicator_id, area_level, period, area_id, value::FLOAT, denominator::FLOAT
    FROM {}.marts.fct_indicator
"""
_CONCLUSIONS = f"""
    WITH otherwise AS (
        SELECT indicator_id, area_level, period FROM {_changes(_SAME_FIGURES)}
    )
    SELECT indicator.name_de, count(*), indicator.position
    FROM before.marts.mart_need AS before
    ANTI JOIN otherwise USING (indicator_id, area_level, period)
    SEMI JOIN now.marts.fct_indicator AS still_there USING (indicator_id)
    LEFT JOIN now.marts.mart_need AS now USING (area_id, indicator_id, period)
    JOIN now.marts.dim_indicator AS indicator USING (indicator_id)
    WHERE
        now.need_class IS DISTINCT FROM before.need_class
        OR now.rank IS DISTINCT FROM before.rank
    GROUP BY ALL
    UNION ALL
    SELECT now.name_de, count(*), NULL
    FROM before.marts.mart_coverage AS before
    JOIN now.marts.mart_coverage AS now USING (area_id, service_type, period)
    WHERE
        NOT ({_differs("coverage_ratio")} OR {_differs("city_coverage_ratio")})
        AND (now.coverage_class <> before.coverage_class OR {_differs("benchmark")})
    GROUP BY ALL
    UNION ALL
    SELECT (SELECT any_value(index_name) FROM now.declared.social_index_part), count(*), NULL
    FROM before.marts.mart_social_index AS before
    JOIN now.marts.mart_social_index AS now USING (area_id, year)
    WHERE
        NOT EXISTS (
            FROM otherwise
            WHERE
                otherwise.area_level = before.area_level
                AND list_contains(
                    list_concat(before.indicator_ids, now.indicator_ids), otherwise.indicator_id
                )
                AND TRY_CAST(left(otherwise.period, 4) AS INTEGER) <= before.year
        )
        AND (
            {_differs("status_score")} OR {_differs("dynamic_score")}
            OR now.index_class IS DISTINCT FROM before.index_class
        )
    HAVING count(*) > 0
    ORDER BY 3 NULLS LAST, 1
"""

# what is declared once, and decides what is concluded of many figures
_DECIDING = (
    "indicator",
    "theme",
    "service_type",
    "service_theme",
    "target_group_cover",
    "pandemic",
    "pandemic_window",
    "note",
    "coverability",
    "cover_rule",
    "statement_year",
    "provider_strength",
    "urgency_threshold",
    "urgency_gap",
    "service_type_name",
    "accessibility_band",
    "outlook_year",
    "outlook_target",
    "social_index_part",
    "standard_class",
    "city",
    "area_level",
    "area_parent_level",
    "measure",
    # what is doubted, and what stops a file
    "source",
    "register",
    "layer",
    "agreement",
    "plausibility_rule",
    "plausibility_figure",
    "plausibility_screening",
    "plausibility_acknowledged",
    # of estimates, whose figures are others with each file that they rest on
    "term",
)
# of which a changed one is told by its name; one that is new, or gone, is told as such
_BY_NAME = {"indicator": "indicator_id", "theme": "theme", "service_type_name": "service_type"}
DECIDED_OTHERWISE = (
    "entries, before and now, by which is concluded what is needed and who answers it, or what is "
    "doubted, are not alike: the declarations changed"
)
_COLUMNS_OF_BOTH = """
    SELECT column_name
    FROM duckdb_columns()
    WHERE database_name IN ('now', 'before') AND schema_name = 'declared' AND table_name = $table
        -- what is so for certain is said in words
        AND (NOT suffix(column_name, '_de') OR column_name = 'certain_de')
        AND column_name NOT IN (
            'definition', 'group_definition', 'target_definition', 'description', 'reason',
            'benchmark_source', 'benchmark_url', 'url', 'office', 'licence',
            'city_name', 'official_name', 'council_name', 'committees', 'resolution', 'attribution'
        )
        -- what the calendar changes
        AND column_name NOT IN ('as_of', 'table_years')
        -- of rules the first that fits decides
        AND (column_name <> 'position' OR table_name = 'cover_rule')
    GROUP BY column_name
    HAVING count(*) = 2
    ORDER BY column_name
"""

_TABLES = """
    SELECT source_id, declared.table_years[dataset_id] AS year, dataset_id
    FROM {side}.raw.landing
    JOIN {side}.declared.source AS declared USING (source_id)
    WHERE delivery <> 'office'
    UNION ALL
    SELECT source_id, NULL, dataset_id
    FROM {side}.raw.landing SEMI JOIN {side}.declared.layer USING (source_id)
    WHERE source_id NOT IN (SELECT source_id FROM {side}.declared.source)
"""
_PLACES = """
    SELECT source_id, service_name, street, capacity, longitude, latitude
    FROM {}.marts.dim_service
"""
_OTHER_TABLES = f"""
    WITH other_tables AS (
        SELECT
            now.source_id,
            string_agg(DISTINCT now.dataset_id, ', ' ORDER BY now.dataset_id) AS tables,
            string_agg(DISTINCT before.dataset_id, ', ' ORDER BY before.dataset_id) AS tables_before
        FROM ({_TABLES.format(side="now")}) AS now
        JOIN ({_TABLES.format(side="before")}) AS before
            ON now.source_id = before.source_id AND now.year IS NOT DISTINCT FROM before.year
        GROUP BY now.source_id, now.year
        HAVING tables <> tables_before
    ), changed AS (
        SELECT source_id, count(*) AS cells
        FROM (
            SELECT source_id FROM ({_CELLS.format("before")} EXCEPT {_CELLS.format("now")})
            UNION ALL
            SELECT source_id FROM ({_PLACES.format("before")} EXCEPT {_PLACES.format("now")})
        )
        GROUP BY source_id
    )
    SELECT
        source_id, string_agg(tables_before, ', ' ORDER BY tables_before),
        string_agg(tables, ', ' ORDER BY tables), any_value(cells)
    FROM other_tables JOIN changed USING (source_id)
    GROUP BY source_id
    ORDER BY source_id
"""

_GONE = """
    SELECT name_de
    FROM before.marts.dim_indicator AS indicator
    SEMI JOIN before.marts.fct_indicator USING (indicator_id)
    ANTI JOIN now.marts.fct_indicator USING (indicator_id)
    ORDER BY position
"""
_GONE_SERVICES = """
    SELECT DISTINCT name_de
    FROM before.marts.mart_coverage
    ANTI JOIN now.marts.mart_coverage USING (service_type)
    ORDER BY name_de
"""
_GONE_SOURCES = """
    SELECT DISTINCT source_id
    FROM before.marts.fct_measure
    ANTI JOIN now.marts.fct_measure USING (source_id)
    ORDER BY source_id
"""


@contextmanager
def side_by_side(database: Path, before: Path) -> "Iterator[duckdb.DuckDBPyConnection]":
    """Two publications as ``now`` and ``before``.

    Raises:
        duckdb.Error: one cannot be opened.
    """
    import duckdb

    with duckdb.connect() as connection:
        for name, path in (("now", database), ("before", before)):
            connection.execute(f"ATTACH {literal(path)} AS {name} (READ_ONLY)")
        yield connection


_OTHERWISE = "are others than before or gone although"
_CHANGED = "the same: the declarations or the program changed"
OTHERWISE = {
    f"figures {_OTHERWISE} their files say {_CHANGED}": _INDICATORS_OTHERWISE,
    f"figures of capacity, use or target population {_OTHERWISE} their files say {_CHANGED}": (
        _SERVICES_OTHERWISE
    ),
    f"capacities or sites of listed services {_OTHERWISE} their files say {_CHANGED}": (
        _LISTED_OTHERWISE
    ),
    f"figures that no indicator is made of, but estimates may be, {_OTHERWISE} their files say "
    f"{_CHANGED}": _COUNTS_OTHERWISE,
    f"classes, ranks or benchmarks {_OTHERWISE} the figures are {_CHANGED}": _CONCLUSIONS,
}
"""What may be published otherwise for no reason in the files, and what finds it."""


def otherwise(connection: "duckdb.DuckDBPyConnection", what: str) -> list[tuple[str, int]]:
    """Indicators or kinds of services, by name, of which something of ``OTHERWISE`` is so, each
    with the number of figures, or of classes: declarations were changed, or the program.

    Args:
        connection: to two publications side by side, of which ``before`` was current.
    """
    found = connection.execute(OTHERWISE[what]).fetchall()
    return [(name, count) for name, count, *_ in found]


def decided_otherwise(connection: "duckdb.DuckDBPyConnection") -> list[tuple[str, int]]:
    """Themes, by name, and tables of declarations whose entries are others than in the publication
    before, but for words; each with the number of entries, of both. What an older program did not
    publish is not compared.

    Args:
        connection: to two publications side by side.
    """
    found: list[tuple[str, int]] = []
    for table in _DECIDING:
        columns = connection.execute(_COLUMNS_OF_BOTH, {"table": table}).fetchall()
        if not columns:
            continue
        names = ", ".join(identifier(name) for (name,) in columns)
        changed = _changes(f"SELECT {names} FROM {{}}.declared.{table}")
        name, named = f"'{table}'", ""
        if key := _BY_NAME.get(table):
            name, named = "name_de", f"JOIN now.declared.{table} AS named USING ({key}) "
            named += f"SEMI JOIN before.declared.{table} AS known USING ({key})"
        found += connection.execute(
            f"SELECT {name}, count(*) FROM {changed} AS changed {named} GROUP BY ALL "
            "HAVING count(*) > 0 ORDER BY ALL"
        ).fetchall()
    return found


def read_otherwise(connection: "duckdb.DuckDBPyConnection") -> list[tuple[str, str, str, int]]:
    """Sources whose entries name other tables than in the publication before: the id, the tables
    then and now, and how many figures of then are others now, or gone. Nothing else compares two
    tables."""
    return connection.execute(_OTHER_TABLES).fetchall()


def gone(connection: "duckdb.DuckDBPyConnection") -> list[str]:
    """Sources (by id), indicators and kinds of services (by name) that had figures in the
    publication before, and have none now."""
    return [
        name
        for query in (_GONE_SOURCES, _GONE, _GONE_SERVICES)
        for (name,) in connection.execute(query).fetchall()
    ]


def news(database: Path, before: Path, as_of: date) -> list[str]:
    """What the database has that the last edition's has not: newer figures, other classes and
    findings, revised figures. Empty where the two cannot be compared.

    Args:
        before: the database of the last edition, which speaks for the day ``as_of``.
    """
    import duckdb

    with suppress(duckdb.Error), side_by_side(database, before) as connection:

        def texts(query: str, parameters: dict[str, Any] | None = None) -> list[str]:
            return [text for (text,) in connection.execute(query, parameters).fetchall()]

        newer = _some(texts(_FIGURES), "indicators")
        return [
            f"since the edition of {as_of}: newer figures of {newer}",
            f"other need classes: {_some(texts(_CLASSES))}; "
            f"other findings on the pandemic: {_some(texts(_FINDINGS))}",
            "figures that sources changed afterwards, by source: "
            + _some(texts(_REVISIONS, {"day": as_of})),
        ]
    return []


def _some(names: list[str], what: str = "") -> str:
    if not names:
        return f"no {what}".strip() if what else "none"
    count = f"{len(names)} {what}".strip()
    return f"{count} ({listed(len(names), names[:SHOWN])})"
