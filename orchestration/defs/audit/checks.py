"""The expectations as asset checks: critical ones block what is made from the marts."""

from collections.abc import Iterator

from dagster import (
    AssetCheckExecutionContext,
    AssetCheckResult,
    AssetChecksDefinition,
    AssetCheckSeverity,
    AssetCheckSpec,
    AssetKey,
    MetadataValue,
    multi_asset_check,
)

from expectations import CheckResult, DeclaredCheck, declared_checks, run_checks
from orchestration.defs.resources import RefreshResource
from orchestration.defs.words.assets import SENTENCES
from sozialraum.audit import Finding, finish_judging, record


def expectation_checks() -> AssetChecksDefinition:
    declared = declared_checks()

    @multi_asset_check(specs=[_spec(check) for check in declared], name="great_expectations")
    def checks(
        context: AssetCheckExecutionContext, refresh: RefreshResource
    ) -> Iterator[AssetCheckResult]:
        context.log.debug(f"Great Expectations: {len(declared)} checks")
        results = run_checks(refresh.build_database, data_docs=refresh.warehouse.data_docs)
        with refresh.warehouse.connect() as connection:
            record(connection, [_finding(result) for result in results])
            finish_judging(connection)
        for result in results:
            yield _check_result(result)

    return checks


def _spec(check: DeclaredCheck) -> AssetCheckSpec:
    return AssetCheckSpec(
        name=check.name,
        asset=_key(check.table),
        # text is judged, not what is yet to be put into words
        additional_deps=[SENTENCES],
        description=check.description,
        blocking=check.severity == "critical",
    )


def _key(table: str) -> AssetKey:
    return AssetKey(table.split("."))


def _check_result(result: CheckResult) -> AssetCheckResult:
    critical = result.severity == "critical"
    return AssetCheckResult(
        asset_key=_key(result.table),
        check_name=result.name,
        passed=result.passed,
        severity=AssetCheckSeverity.ERROR if critical else AssetCheckSeverity.WARN,
        description=result.error or result.observed,
        metadata={
            "observed": result.observed,
            "failing_rows": result.failing_rows or 0,
            "sample": MetadataValue.json(result.sample),
        },
    )


def _finding(result: CheckResult) -> Finding:
    return Finding(
        table_name=result.table,
        check_name=result.name,
        kind="expectation",
        severity=result.severity,
        passed=result.passed,
        observed=result.error or result.observed,
        failing_rows=result.failing_rows,
        description=result.description,
        description_de=result.description_de or "",
        sample=result.sample,
    )
