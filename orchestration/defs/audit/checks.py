"""The expectations as asset checks: critical ones block what is made from the marts."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dagster import (
    AssetCheckEvaluation,
    AssetCheckExecutionContext,
    AssetChecksDefinition,
    MetadataValue,
    multi_asset_check,
)

from expectations import CheckResult, DeclaredCheck, declared_checks, run_checks
from orchestration.defs.resources import RefreshResource
from orchestration.defs.words.assets import SENTENCES
from orchestration.lib.checks import result_of, spec_of
from orchestration.lib.failing_rows import Rule, fresh_file, rows_of_query
from sozialraum.audit.check import Check, Finding
from sozialraum.audit.results import JUDGING, finish_judging, record, require_begun
from sozialraum.base.beside import in_advance
from sozialraum.words import Words

if TYPE_CHECKING:
    import duckdb


def expectation_checks() -> AssetChecksDefinition:
    declared = declared_checks()

    @multi_asset_check(
        # text is judged, not what is yet to be put into words
        specs=[spec_of(_check(check), after=[SENTENCES]) for check in declared],
        name=JUDGING,
        can_subset=True,
    )
    def checks(
        context: AssetCheckExecutionContext, refresh: RefreshResource
    ) -> Iterator[AssetCheckEvaluation]:
        selected = {
            (".".join(key.asset_key.path), key.name) for key in context.selected_asset_check_keys
        }
        is_whole = len(selected) == len(declared)
        context.log.debug(f"Great Expectations: {len(selected)} checks")
        with refresh.warehouse.connect() as connection:
            require_begun(connection)
            refresh.require_one_day(connection)
        refresh.warehouse.let_go()
        if is_whole:
            # this process only waits
            in_advance(partial(_load_report, refresh.words))
        results = refresh.beside.call(
            run_checks,
            refresh.build_database,
            only=selected,
            # the pages are those of the whole audit
            data_docs=refresh.warehouse.data_docs if is_whole else None,
        )
        findings = [_finding(result) for result in results]
        names = [(check.table, check.name) for check in declared]
        with refresh.warehouse.connect() as connection:
            record(connection, findings, refresh.words)
            finish_judging(connection, names, refresh.code_version)
            for result, finding in zip(results, findings, strict=True):
                file = fresh_file(refresh.warehouse.failing_rows, finding.check)
                yield result_of(finding, _shown(connection, result, file))

    return checks


def _load_report(words: Words) -> None:
    from sozialraum.report import load

    load(words)


def _shown(
    connection: "duckdb.DuckDBPyConnection", result: CheckResult, file: Path
) -> dict[str, Any]:
    """What was observed, and the rows that failed; all of them in ``file``."""
    shown = {"observed": result.observed, "failing_rows": result.failing_rows or 0}
    if result.passed or result.query is None:
        return shown
    rule = Rule(result.description, result.columns)
    return (
        shown
        | {"sql": MetadataValue.md(f"```sql\n{result.query}\n```")}
        | rows_of_query(connection, result.query, rule, file)
    )


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
