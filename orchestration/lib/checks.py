"""Checks and their findings as Dagster knows them."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from dagster import (
    AssetCheckEvaluation,
    AssetCheckSeverity,
    AssetCheckSpec,
    AssetKey,
    MetadataValue,
)

from orchestration.lib.failing_rows import Rule, fresh_file, rows_as_found
from sozialraum.audit.check import Check, Finding
from sozialraum.audit.problem import as_row

SHOWN = 10
UP_TO_DATE = "up_to_date"
"""Whether the figures of a source are as new as expected (defs/audit/freshness.py)."""


def spec_of(check: Check, after: Sequence[AssetKey] = ()) -> AssetCheckSpec:
    """``after``: what has to be made before, besides the table itself."""
    return AssetCheckSpec(
        check.check_name,
        asset=_key(check),
        additional_deps=after,
        description=" ".join(filter(None, (check.description, check.details))),
        blocking=check.severity == "critical",
    )


def result_of(finding: Finding, metadata: Mapping[str, Any]) -> AssetCheckEvaluation:
    """The event of a finding. Of an ``AssetCheckResult`` Dagster makes the same, an output that
    nothing reads, and a query for which materialization was judged, which finds none in a run that
    has a month.

    Args:
        metadata: what the UI shows of the finding besides.
    """
    check = finding.check
    is_critical = check.severity == "critical"
    is_told = 0 < len(finding.problems) <= SHOWN
    return AssetCheckEvaluation(
        asset_key=_key(check),
        check_name=check.check_name,
        passed=finding.passed,
        severity=AssetCheckSeverity.ERROR if is_critical else AssetCheckSeverity.WARN,
        blocking=is_critical,
        description="\n".join(finding.problems) if is_told else finding.observed,
        metadata=metadata,
    )


def problems_of(finding: Finding, folder: Path) -> dict[str, Any]:
    """What the UI shows of the problems of a file; as a table they are in ``folder``, too."""
    file = fresh_file(folder, finding.check)
    shown = {
        "failing_rows": len(finding.problems),
        "findings": MetadataValue.json(list(finding.problems)),
    }
    if finding.passed and not finding.problems:
        return shown
    rows = finding.rows or [as_row(problem) for problem in finding.problems]
    return shown | rows_as_found(rows, Rule(finding.check.description), file)


def _key(check: Check) -> AssetKey:
    return AssetKey(check.table_name.split("."))
