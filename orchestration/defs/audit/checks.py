"""The expectations as asset checks: critical ones block what is made from the marts."""

from collections.abc import Iterator

from dagster import (
    AssetCheckExecutionContext,
    AssetCheckResult,
    AssetChecksDefinition,
    MetadataValue,
    multi_asset_check,
)

from expectations import CheckResult, DeclaredCheck, declared_checks, run_checks
from orchestration.defs.resources import RefreshResource
from orchestration.defs.words.assets import SENTENCES
from orchestration.lib.checks import result_of, spec_of
from sozialraum.audit.check import Check, Finding
from sozialraum.audit.results import finish_judging, record


def expectation_checks() -> AssetChecksDefinition:
    declared = declared_checks()

    @multi_asset_check(
        # text is judged, not what is yet to be put into words
        specs=[spec_of(_check(check), after=[SENTENCES]) for check in declared],
        name="great_expectations",
    )
    def checks(
        context: AssetCheckExecutionContext, refresh: RefreshResource
    ) -> Iterator[AssetCheckResult]:
        context.log.debug(f"Great Expectations: {len(declared)} checks")
        refresh.warehouse.let_go()
        results = run_checks(refresh.build_database, data_docs=refresh.warehouse.data_docs)
        findings = [_finding(result) for result in results]
        with refresh.warehouse.connect() as connection:
            record(connection, findings, refresh.words)
            finish_judging(connection)
        for result, finding in zip(results, findings, strict=True):
            shown = {
                "observed": result.observed,
                "failing_rows": result.failing_rows or 0,
                "sample": MetadataValue.json(result.sample),
            }
            yield result_of(finding, shown)

    return checks


def _check(declared: DeclaredCheck | CheckResult) -> Check:
    return Check(
        table_name=declared.table,
        check_name=declared.name,
        kind="expectation",
        severity=declared.severity,
        description=declared.description,
        description_de=declared.description_de or "",
    )


def _finding(result: CheckResult) -> Finding:
    return Finding(
        _check(result),
        result.passed,
        result.error or result.observed,
        result.failing_rows,
        result.sample,
    )
