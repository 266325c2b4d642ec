"""What is wrong with the values that an index is to be computed of."""

from typing import TYPE_CHECKING, Any

from sozialraum.base.errors import MonitorError
from sozialraum.declarations.social_index import IndexSpec

if TYPE_CHECKING:
    import duckdb

    Connection = duckdb.DuckDBPyConnection

# Squares and sums of smaller values can be computed.
LARGEST_VALUE = 1e100
# Numbers that statistics write where there is none: -9, -99, -999, -666666666, 9999.
CODES = sorted(
    {-float(digit * length) for digit in "123456789" for length in range(3, 11)}
    | {-9.0, -77.0, -88.0, -97.0, -98.0, -99.0}
    | {float("9" * length) for length in range(3, 11)}
)
# Of so many different values, one this many times the others' range beyond them is none.
ENOUGH_VALUES = 10
FAR_BEYOND = 10


def check_columns(connection: "Connection", spec: IndexSpec, source: str) -> bool:
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


def check_values(connection: "Connection", spec: IndexSpec, source: str) -> None:
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


def check_plausible(connection: "Connection", spec: IndexSpec) -> None:
    """No value outside the ``range`` of its indicator or, where none is declared, one that cannot
    be a value of it.

    That is a code for missing values (:data:`CODES`) that lies beyond all others, by more than
    their range or as the only negative one; and any value that lies ten times the range of all
    others beyond them. One of them would shift the ranks or z-scores of all areas.

    Raises:
        MonitorError: naming area, indicator, value, the others' range, and what to declare.
    """
    for part in spec.indicators:
        if part.range is None:
            continue
        found = _first(
            connection,
            "SELECT area, value * direction AS given FROM index_value JOIN index_part "
            "USING (indicator) WHERE indicator = ? AND given NOT BETWEEN ? AND ? "
            "ORDER BY ALL LIMIT 1",
            [part.id, *part.range],
        )
        if found:
            low, high = part.range
            raise MonitorError(
                f"area {found[0]}, indicator {part.id}: value {found[1]:.10g} is outside the "
                f"declared `range: [{low:.10g}, {high:.10g}]`; correct the value or the range or, "
                f"if it stands for no value, declare `missing_codes: [{found[1]:.10g}]`"
            )
    undeclared = [part.id for part in spec.indicators if part.range is None]
    odd = _first(
        connection,
        f"""
        WITH given AS (
            SELECT area, indicator, value * direction AS value
            FROM index_value JOIN index_part USING (indicator)
            WHERE list_contains(?, indicator)
        ),
        judged AS (SELECT *, list_contains(?::DOUBLE[], value) AS is_code FROM given),
        known AS (
            SELECT indicator, min(value) FILTER (NOT is_code) AS lowest,
                max(value) FILTER (NOT is_code) AS highest,
                list_sort(list(DISTINCT value)) AS listed
            FROM judged GROUP BY indicator
        ),
        -- One extreme value, and the range of those that are not it.
        extreme AS (
            SELECT indicator, listed[1] AS value, listed[2] AS lowest, listed[-1] AS highest
            FROM known WHERE len(listed) > {ENOUGH_VALUES}
            UNION ALL
            SELECT indicator, listed[-1], listed[1], listed[-2]
            FROM known WHERE len(listed) > {ENOUGH_VALUES}
        ),
        suspect AS (
            SELECT area, indicator, judged.value, lowest, highest
            FROM judged JOIN known USING (indicator)
            WHERE is_code AND lowest < highest
                AND ((judged.value < 0 AND lowest >= 0)
                    OR greatest(lowest - judged.value, judged.value - highest) > highest - lowest)
            UNION ALL
            SELECT area, indicator, judged.value, lowest, highest
            FROM judged JOIN extreme USING (indicator, value)
            WHERE greatest(lowest - value, value - highest) > {FAR_BEYOND} * (highest - lowest)
        )
        FROM suspect ORDER BY ALL LIMIT 1
        """,
        [undeclared, CODES],
    )
    if odd:
        area, indicator, value, low, high = odd
        raise MonitorError(
            f"area {area}, indicator {indicator}: value {value:.10g} cannot be one, all others lie "
            f"between {low:.10g} and {high:.10g}; if it stands for no value, declare "
            f"`missing_codes: [{value:.10g}]`; if it is right, the indicator's "
            "`range: [lowest, highest]`"
        )


def _first(
    connection: "Connection", query: str, given: list[Any] | None = None
) -> tuple[Any, ...] | None:
    row: tuple[Any, ...] | None = connection.execute(query, given).fetchone()
    return row
