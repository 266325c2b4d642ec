"""Computes an index in DuckDB: standardise, combine within domains, standardise, combine, class."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sozialraum.base.sql import literal
from sozialraum.declarations.social_index import (
    Classes,
    Domain,
    IndexSpec,
)
from sozialraum.social_index.checks import check_columns, check_plausible, check_values
from sozialraum.social_index.principal import first_component
from sozialraum.social_index.standardisation import (
    ranked,
    standardised,
    standardised_parts,
)

if TYPE_CHECKING:
    import duckdb

    Connection = duckdb.DuckDBPyConnection

# Changes that differ by less than this, as a share of the values, differ by rounding errors only.
ROUNDING_ERROR = 1e-12


@dataclass(frozen=True)
class Score:
    """A table of scores: (area, period, score) and one column per domain."""

    table: str
    domains: Sequence[str]


def compute(
    connection: "Connection",
    spec: IndexSpec,
    source: str,
    target: str,
    comparable: str = "TRUE",
    are_drawn: bool = False,
) -> None:
    """Writes the index of ``source`` to the new table ``target``.

    Args:
        source: a table or view with the columns area, indicator, value and, where values of
            several times are in it, period (whole years where the index has dynamics).
        target: gets one row per area and period: score, rank (1 for the highest need), areas
            ranked, class; score and rank of each domain; with dynamics their score and class and
            ``index_class``, both classes joined.
        comparable: SQL, whether a change may be counted from or to a row ``given`` of the source.
        are_drawn: whether the values are draws of delivered ones: no code stands for none of them,
            and by chance they may lie where no delivered value may.

    Raises:
        MonitorError: a column or indicator is missing, an area has two values, a value is not
            finite or not plausible, or the periods are no years.
    """
    has_period = check_columns(connection, spec, source)
    period = "period::VARCHAR" if has_period else "NULL::VARCHAR"
    _declare_parts(connection, spec)
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE index_value AS
        SELECT given.area, {period} AS period, given.indicator,
            given.value::DOUBLE * part.direction AS value, {comparable} AS is_comparable
        FROM {source} AS given
        JOIN index_part AS part ON part.indicator = given.indicator
        WHERE given.value IS NOT NULL AND NOT list_contains(?::DOUBLE[], given.value::DOUBLE)
        """,
        [[] if are_drawn else spec.missing_codes],
    )
    check_values(connection, spec, source)
    if not are_drawn:
        check_plausible(connection, spec)
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
            WHERE now.is_comparable AND earlier.is_comparable
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
        SELECT area, period, indicator, {standardised_parts(spec)} AS value
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
        SELECT area, period, {standardised(domain.standardise, "period")} AS score FROM combined
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


def _class(connection: "Connection", score: Score, classes: Classes | None, name: str) -> None:
    """Adds rank, areas and class: the temporary table ``<name>_classed``."""
    place = (
        f"rank() OVER (PARTITION BY period ORDER BY {ranked('score')}) "
        "/ count(*) OVER (PARTITION BY period)"
    )
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
        listed = ", ".join(map(literal, labels))
        label = f"[{listed}][class_number]"
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE {name}_classed AS
        WITH numbered AS (
            SELECT *,
                rank() OVER (PARTITION BY period ORDER BY {ranked("score")} DESC) AS place,
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
        column = f'known."{domain}"'
        columns += [
            f"{column} AS domain_{domain}",
            f"CASE WHEN {column} IS NOT NULL THEN rank() OVER (PARTITION BY known.period "
            f"ORDER BY {ranked(column)} DESC NULLS LAST) END AS domain_{domain}_rank",
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
