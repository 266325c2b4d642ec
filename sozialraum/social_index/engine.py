"""Computes an index in DuckDB: standardise, combine within domains, standardise, combine, class."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sozialraum.base.errors import MonitorError
from sozialraum.declarations.social_index import (
    Classes,
    Domain,
    IndexSpec,
    Standardisation,
)
from sozialraum.social_index.principal import first_component

if TYPE_CHECKING:
    import duckdb

    Connection = duckdb.DuckDBPyConnection

EXPONENTIAL_CONSTANT = 23.0
# Squares and sums of smaller values can be computed.
LARGEST_VALUE = 1e100
# Changes that differ by less than this, as a share of the values, differ by rounding errors only.
ROUNDING_ERROR = 1e-12


@dataclass(frozen=True)
class Score:
    """A table of scores: (area, period, score) and one column per domain."""

    table: str
    domains: Sequence[str]


def compute(connection: "Connection", spec: IndexSpec, source: str, target: str) -> None:
    """Writes the index of ``source`` to the new table ``target``.

    Args:
        source: a table or view with the columns area, indicator, value and, where values of
            several times are in it, period (whole years where the index has dynamics).
        target: gets one row per area and period: score, rank (1 for the highest need), areas
            ranked, class; score and rank of each domain; with dynamics their score and class and
            ``index_class``, both classes joined.

    Raises:
        MonitorError: a column or indicator is missing, an area has two values, a value is not
            finite, or the periods are no years.
    """
    has_period = _check_columns(connection, spec, source)
    period = "period::VARCHAR" if has_period else "NULL::VARCHAR"
    _declare_parts(connection, spec)
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE index_value AS
        SELECT given.area, {period} AS period, given.indicator,
            given.value::DOUBLE * part.direction AS value
        FROM {source} AS given
        JOIN index_part AS part ON part.indicator = given.indicator
        WHERE given.value IS NOT NULL
        """
    )
    _check_values(connection, spec, source)
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE index_area AS
        SELECT DISTINCT given.area, {period} AS period
        FROM {source} AS given
        JOIN index_part AS part ON part.indicator = given.indicator
        """
    )
    status = _score(connection, spec, "index_value", "index_area", "status")
    _class(connection, status, spec.classes, "status")
    if spec.dynamics is None:
        _write(connection, spec, status, None, target)
        return
    years = spec.dynamics.years
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE index_change AS
        WITH changed AS (
            SELECT now.area, now.period, now.indicator, now.value - earlier.value AS change,
                greatest(abs(now.value), abs(earlier.value)) AS size
            FROM index_value AS now
            JOIN index_value AS earlier
                ON earlier.area = now.area AND earlier.indicator = now.indicator
                AND earlier.period::INTEGER = now.period::INTEGER - {years}
        )
        SELECT area, period, indicator,
            if(max(change) OVER compared - min(change) OVER compared
                    <= {ROUNDING_ERROR!r} * max(size) OVER compared,
                min(change) OVER compared, change) AS value
        FROM changed
        WINDOW compared AS (PARTITION BY period, indicator)
        """
    )
    dynamic = _score(connection, spec, "index_change", "index_change", "dynamic")
    _class(connection, dynamic, spec.dynamics.classes, "dynamic")
    _write(connection, spec, status, dynamic, target)


def _declare_parts(connection: "Connection", spec: IndexSpec) -> None:
    """The temporary table ``index_part``: indicator, domain, weight, direction."""
    domain_of = {one: domain.id for domain in spec.all_domains() for one in domain.indicators}
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE index_part "
        "(indicator VARCHAR, domain VARCHAR, weight DOUBLE, direction DOUBLE)"
    )
    connection.executemany(
        "INSERT INTO index_part VALUES (?, ?, ?, ?)",
        [
            (part.id, domain_of[part.id], part.weight, 1.0 if part.higher_is_need else -1.0)
            for part in spec.indicators
        ],
    )


def _score(connection: "Connection", spec: IndexSpec, values: str, areas: str, name: str) -> Score:
    """The temporary table ``<name>_score`` with a row for each area and period of ``areas``."""
    domains = spec.all_domains()
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE {name}_standardised AS
        SELECT area, period, indicator, {_standardised(spec.standardise, "period, indicator")}
            AS value
        FROM {values}
        """
    )
    tables = []
    for domain in domains:
        table = f"{name}_domain_{domain.id}"
        _combine_domain(connection, spec, domain, f"{name}_standardised", table)
        tables.append((domain, table))
    joined = " ".join(
        f"LEFT JOIN {table} ON {table}.area = known.area "
        f"AND {table}.period IS NOT DISTINCT FROM known.period"
        for _, table in tables
    )
    columns = ", ".join(f'{table}.score AS "{domain.id}"' for domain, table in tables)
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE {name}_score AS
        WITH known AS (SELECT DISTINCT area, period FROM {areas}),
        scored AS (SELECT known.area, known.period, {columns} FROM known {joined})
        SELECT *, {_total(spec, [domain for domain, _ in tables])} AS score FROM scored
        """
    )
    return Score(f"{name}_score", [domain.id for domain in spec.domains])


def _combine_domain(
    connection: "Connection", spec: IndexSpec, domain: Domain, values: str, table: str
) -> None:
    weight = "weight"
    if domain.combine == "first_component":
        first_component(connection, domain.indicators, values)
        weight = "loading"
        joined = (
            "JOIN index_loading USING (indicator) "
            "WHERE index_loading.period IS NOT DISTINCT FROM one.period AND"
        )
    else:
        joined = "WHERE"
    divisor = f" / sum({weight})" if domain.combine == "mean" else ""
    complete = len(domain.indicators) if spec.missing == "no_score" else 1
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE {table} AS
        WITH combined AS (
            SELECT one.area, one.period,
                sum({weight} * one.value ORDER BY indicator){divisor} AS value
            FROM {values} AS one
            JOIN index_part USING (indicator)
            {joined} index_part.domain = '{domain.id}' AND one.value IS NOT NULL
            GROUP BY one.area, one.period
            HAVING count(*) >= {complete}
        )
        SELECT area, period, {_standardised(domain.standardise, "period")} AS score FROM combined
        """
    )


def _total(spec: IndexSpec, domains: Sequence[Domain]) -> str:
    if not spec.domains:
        return f'"{domains[0].id}"'
    weighted = [f'{domain.weight!r} * "{domain.id}"' for domain in domains]
    if spec.missing == "no_score":
        total, weight = " + ".join(weighted), repr(sum(domain.weight for domain in domains))
    else:
        total = " + ".join(f"coalesce({one}, 0)" for one in weighted)
        weight = " + ".join(
            f'if("{domain.id}" IS NULL, 0, {domain.weight!r})' for domain in domains
        )
        total = f"CASE WHEN ({weight}) > 0 THEN {total} END"
    return f"({total}) / ({weight})" if spec.combine == "mean" else total


def _standardised(how: Standardisation, within: str) -> str:
    """An expression over ``value``; NULL where all areas are equal or there is only one."""
    deviation = "stddev_pop" if how.sd == "population" else "stddev_samp"
    window = f"OVER (PARTITION BY {within})"
    # In a fixed order: a sum of floats depends on it in the last digit.
    ordered = (
        f"OVER (PARTITION BY {within} ORDER BY area "
        "ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)"
    )
    rank = f"rank() OVER (PARTITION BY {within} ORDER BY value)"
    expressions = {
        "z": f"(value - avg(value) {ordered}) / nullif({deviation}(value) {ordered}, 0)",
        "percentile": f"({rank} - 1) / nullif(count(*) {window} - 1, 0)",
        # Equal values share the rank of the most deprived of them, as published ranks do.
        "exponential": f"-{EXPONENTIAL_CONSTANT} * ln(1 - (1 - (rank() OVER "
        f"(PARTITION BY {within} ORDER BY value DESC) - 1) / count(*) {window}) "
        f"* (1 - exp(-100 / {EXPONENTIAL_CONSTANT})))",
        "min_max": f"(value - min(value) {window}) "
        f"/ nullif(max(value) {window} - min(value) {window}, 0)",
        "none": "value",
    }
    expression = expressions[how.method]
    return expression if how.digits is None else f"round({expression}, {how.digits})"


def _class(connection: "Connection", score: Score, classes: Classes | None, name: str) -> None:
    """Adds rank, areas and class: the temporary table ``<name>_classed``."""
    place = "rank() OVER (PARTITION BY period ORDER BY score) / count(*) OVER (PARTITION BY period)"
    if classes is None:
        number, label = "NULL::INTEGER", "NULL::VARCHAR"
    else:
        if classes.method == "quantiles":
            number = f"ceil({place} * {classes.count} - 1e-9)::INTEGER"
        elif classes.method == "shares":
            limits = [sum(classes.shares[: i + 1]) for i in range(len(classes.shares) - 1)]
            number = "1 + " + " + ".join(f"if({place} > {one!r} + 1e-9, 1, 0)" for one in limits)
        else:
            distance = (
                "(score - avg(score) OVER compared) / nullif(stddev_pop(score) OVER compared, 0)"
            )
            number = "1 + " + " + ".join(
                f"if(round({distance}, 9) >= {cut!r}, 1, 0)" for cut in classes.cuts
            )
            number = f"if(({distance}) IS NULL, NULL, {number})"
        labels = classes.labels or [str(one + 1) for one in range(classes.size)]
        listed = ", ".join("'" + one.replace("'", "''") + "'" for one in labels)
        label = f"[{listed}][class_number]"
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE {name}_classed AS
        WITH numbered AS (
            SELECT *,
                rank() OVER (PARTITION BY period ORDER BY round(score, 12) DESC) AS place,
                count(*) OVER (PARTITION BY period) AS areas,
                {number} AS class_number
            FROM {score.table}
            WHERE score IS NOT NULL
            WINDOW compared AS (
                PARTITION BY period ORDER BY area
                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
            )
        )
        SELECT *, {label} AS class FROM numbered
        """
    )


def _write(
    connection: "Connection", spec: IndexSpec, status: Score, dynamic: Score | None, target: str
) -> None:
    columns = ["known.area", "known.period", "status.score", "status.place AS rank",
               "status.areas", "status.class"]  # fmt: skip
    joins = (
        "LEFT JOIN status_classed AS status ON status.area = known.area "
        "AND status.period IS NOT DISTINCT FROM known.period"
    )
    for domain in status.domains:
        columns += [
            f'known."{domain}" AS domain_{domain}',
            f'CASE WHEN known."{domain}" IS NOT NULL THEN rank() OVER '
            f'(PARTITION BY known.period ORDER BY known."{domain}" DESC NULLS LAST) END '
            f"AS domain_{domain}_rank",
        ]
    if dynamic is not None:
        columns += [
            "dynamic.score AS dynamic_score",
            "dynamic.class AS dynamic_class",
            "status.class || dynamic.class AS index_class",
        ]
        joins += (
            " LEFT JOIN dynamic_classed AS dynamic ON dynamic.area = known.area "
            "AND dynamic.period IS NOT DISTINCT FROM known.period"
        )
    connection.execute(
        f"CREATE OR REPLACE TABLE {target} AS SELECT {', '.join(columns)} "
        f"FROM {status.table} AS known {joins} ORDER BY known.period, rank, known.area"
    )


def _check_columns(connection: "Connection", spec: IndexSpec, source: str) -> bool:
    """Whether there is a column ``period``."""
    described = connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()
    kinds = {name: kind for name, kind, *_ in described}
    missing = [name for name in ("area", "indicator", "value") if name not in kinds]
    if missing:
        raise MonitorError(
            f"the input lacks the column {', '.join(missing)}; it has {', '.join(kinds)}. "
            "Expected: area, indicator, value and, for several times, period"
        )
    if spec.dynamics is not None and "period" not in kinds:
        raise MonitorError(f"{spec.name} has dynamics, but the input has no column `period`")
    for name in ("area", "indicator"):
        empty = _first(connection, f"SELECT count(*) FROM {source} WHERE {name} IS NULL")
        if empty and empty[0]:
            raise MonitorError(f"{empty[0]} rows of the input have no {name}")
    for name, condition, problem in (
        ("value", "try_cast(value AS DOUBLE) IS NULL OR NOT isfinite(value::DOUBLE)",
         "is not a finite number"),
        ("value", f"abs(value::DOUBLE) > {LARGEST_VALUE!r}",
         f"is beyond {LARGEST_VALUE:g}, too large to compute with"),
        ("period", "try_cast(period AS INTEGER) IS DISTINCT FROM try_cast(period AS DOUBLE)",
         "is not a year"),
    ):  # fmt: skip
        if name not in kinds or (name == "period" and spec.dynamics is None):
            continue
        found = _first(
            connection,
            f"SELECT area, indicator, {name} FROM {source} "
            f"WHERE {name} IS NOT NULL AND ({condition}) LIMIT 1",
        )
        if found:
            raise MonitorError(
                f"area {found[0]}, indicator {found[1]}: {name} '{found[2]}' {problem}"
            )
    return "period" in kinds


def _check_values(connection: "Connection", spec: IndexSpec, source: str) -> None:
    rows = connection.execute("SELECT DISTINCT indicator FROM index_value").fetchall()
    found = {row[0] for row in rows}
    missing = sorted({part.id for part in spec.indicators} - found)
    if missing:
        known = connection.execute(
            f"SELECT DISTINCT indicator FROM {source} ORDER BY 1 LIMIT 20"
        ).fetchall()
        raise MonitorError(
            f"{spec.name}: no value of {', '.join(missing)}; "
            f"the input has {', '.join(str(row[0]) for row in known)}"
        )
    doubled = _first(
        connection,
        "SELECT area, indicator, period, count(*) FROM index_value GROUP BY ALL "
        "HAVING count(*) > 1 LIMIT 1",
    )
    if doubled:
        when = f", period {doubled[2]}" if doubled[2] is not None else ""
        raise MonitorError(
            f"area {doubled[0]}, indicator {doubled[1]}{when}: {doubled[3]} values, expected one"
        )


def _first(connection: "Connection", query: str) -> tuple[Any, ...] | None:
    row: tuple[Any, ...] | None = connection.execute(query).fetchone()
    return row
