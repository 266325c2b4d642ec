"""What a check found, in a form that a report, a table or an asset check can show."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from textwrap import shorten
from typing import Any, Literal

from expectations.declarations import DeclaredCheck

SAMPLE_SIZE = 20
EXPLANATION = "explanation"
"""The column of a failing row that says by itself, to a person, what was found."""
_OBSERVED_WIDTH = 240


@dataclass(frozen=True)
class CheckResult:
    """The outcome of one declared check.

    `observed` is a short text for people. `failing_rows` counts the rows that break the rule,
    None where a failed rule is not about single rows; `sample` holds up to 20 of them,
    JSON-safe: what the query returns for SQL checks, else the key and the offending columns;
    `query` is SQL that finds all of them. `error` says why a check could not be evaluated; `passed`
    is then False.
    """

    table: str
    name: str
    severity: Literal["critical", "warning"]
    passed: bool
    observed: str
    failing_rows: int | None
    description: str
    sample: list[dict[str, Any]] = field(default_factory=list)
    error: str | None = None
    description_de: str | None = None
    query: str | None = None
    columns: tuple[str, ...] = ()


def passed(check: DeclaredCheck) -> CheckResult:
    """The result of a check that found nothing wrong."""
    return _result(check, passed=True, observed="as expected", failing_rows=0)


def failed(
    check: DeclaredCheck, finding: Mapping[str, Any], failing: Sequence[Mapping[str, Any]]
) -> CheckResult:
    """The result of a check that found something.

    `finding` is the `result` of a Great Expectations validation (`unexpected_count`,
    `element_count`, `observed_value`, ...); `failing` are rows that break the rule.
    """
    sample = [
        {str(column): _json_safe(value) for column, value in row.items()}
        for row in failing[:SAMPLE_SIZE]
    ]
    failing_rows = finding["observed_value"] if check.is_sql else finding.get("unexpected_count")
    observed = _observed(check, finding, failing_rows, sample)
    if check.advice:
        observed = f"{observed} | what to do: {check.advice}"
    query = check.query or finding.get("unexpected_index_query")
    return _result(
        check,
        passed=False,
        observed=observed,
        failing_rows=failing_rows,
        sample=sample,
        query=query,
    )


def not_evaluated(check: DeclaredCheck, reason: str) -> CheckResult:
    """A failed result for a check that could not be evaluated."""
    return _result(check, passed=False, observed="not evaluated", failing_rows=None, error=reason)


def _result(check: DeclaredCheck, **outcome: Any) -> CheckResult:
    return CheckResult(
        table=check.table,
        name=check.name,
        severity=check.severity,
        description=check.description,
        description_de=check.description_de,
        columns=check.columns,
        **outcome,
    )


def _observed(
    check: DeclaredCheck,
    finding: Mapping[str, Any],
    failing_rows: int | None,
    sample: list[dict[str, Any]],
) -> str:
    if failing_rows is None:
        unit = " rows" if check.expectation.startswith("expect_table_row_count") else ""
        return f"{finding.get('observed_value')}{unit}"
    count = f"{failing_rows} failing row{'' if failing_rows == 1 else 's'}"
    if "element_count" in finding:
        count += f" of {finding['element_count']}"
    if not sample:
        return count
    if all(EXPLANATION in row for row in sample):
        return f"{count}: " + " | ".join(str(row[EXPLANATION]) for row in sample)
    first = ", ".join(f"{column}={value}" for column, value in sample[0].items())
    return shorten(f"{count}, first: {first}", _OBSERVED_WIDTH, placeholder=" ...")


def _json_safe(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float | Decimal):
        number = float(value)
        return number if math.isfinite(number) else str(number)
    if isinstance(value, list | tuple):
        return [_json_safe(item) for item in value]
    return str(value)
