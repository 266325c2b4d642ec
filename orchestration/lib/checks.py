"""Checks and their findings as Dagster knows them."""

from collections.abc import Mapping, Sequence
from typing import Any

from dagster import (
    AssetCheckResult,
    AssetCheckSeverity,
    AssetCheckSpec,
    AssetKey,
    MetadataValue,
)

from sozialraum.audit.check import Check, Finding

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


def result_of(finding: Finding, metadata: Mapping[str, Any] | None = None) -> AssetCheckResult:
    """``metadata``: what the UI shows of the finding besides; by default its problems."""
    check = finding.check
    is_critical = check.severity == "critical"
    is_told = 0 < len(finding.problems) <= SHOWN
    return AssetCheckResult(
        asset_key=_key(check),
        check_name=check.check_name,
        passed=finding.passed,
        severity=AssetCheckSeverity.ERROR if is_critical else AssetCheckSeverity.WARN,
        description="\n".join(finding.problems) if is_told else finding.observed,
        metadata=metadata or {"findings": MetadataValue.json(list(finding.problems))},
    )


def _key(check: Check) -> AssetKey:
    return AssetKey(check.table_name.split("."))
