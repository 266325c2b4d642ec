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
from sozialraum.base.sql import literal, on_one_side

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


_LANDINGS = "SELECT source_id, dataset_id, landing_id FROM {}.raw.landing"
_CELLS = """
    SELECT source_id, part_id, measure_id, breakdown, period, value, status
    FROM {}.lineage.source_cell
"""
_AREAS = "SELECT area_id, other_area_id, shared_units, units FROM {}.marts.dim_area_crosswalk"


def _changes(rows: str) -> str:
    return on_one_side(rows.format("now"), rows.format("before"))


# of areas that are put together otherwise, every figure is another one; an estimate is made of all
# years; a denominator or weight may be that of a year before
_OTHERWISE = f"""
    WITH changed AS (
        SELECT DISTINCT source_id FROM {_changes(_LANDINGS)}
    ), told_otherwise AS (
        SELECT DISTINCT source_id, TRY_CAST(left(period, 4) AS INTEGER) AS year
        FROM {_changes(_CELLS)}
    ), other_figures AS (
        SELECT
            indicator_id,
            year(before.period_end) AS year,
            string_split(concat_ws(', ', now.source_ids, before.source_ids), ', ') AS sources,
            coalesce(now.method, before.method) IN ('direct', 'aggregated')
                AND coalesce(now.denominator_period = before.denominator_period, true)
                AND coalesce(now.weight_period = before.weight_period, true) AS is_of_its_year
        FROM before.marts.fct_indicator AS before
        LEFT JOIN now.marts.fct_indicator AS now USING (area_id, indicator_id, period)
        WHERE
            (now.value IS NULL) <> (before.value IS NULL)
            OR abs(now.value - before.value) > 1e-9 * greatest(abs(now.value), abs(before.value))
    )
    SELECT indicator.name_de, count(*)
    FROM other_figures
    JOIN now.marts.dim_indicator AS indicator USING (indicator_id)
    WHERE
        indicator_id IN (SELECT indicator_id FROM now.marts.fct_indicator)
        AND NOT EXISTS (FROM {_changes(_AREAS)})
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
    GROUP BY indicator.name_de, indicator.position
    ORDER BY indicator.position
"""

_GONE = """
    SELECT name_de
    FROM before.marts.dim_indicator AS indicator
    SEMI JOIN before.marts.fct_indicator USING (indicator_id)
    ANTI JOIN now.marts.fct_indicator USING (indicator_id)
    ORDER BY position
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


OTHERWISE = (
    "others than before or gone although their files say the same: the declarations or the program "
    "changed"
)


def figures_otherwise(connection: "duckdb.DuckDBPyConnection") -> list[tuple[str, int]]:
    """Indicators of which figures are others than before or gone although the files that these are
    made of say nothing else of their years, each with their number: declarations were changed, or
    the program.

    Args:
        connection: to two publications side by side, of which ``before`` was current.
    """
    return connection.execute(_OTHERWISE).fetchall()


def gone(connection: "duckdb.DuckDBPyConnection") -> list[str]:
    """Sources (by id) and indicators (by name) that had figures in the publication before, and have
    none now."""
    return [
        name for query in (_GONE_SOURCES, _GONE) for (name,) in connection.execute(query).fetchall()
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
