"""Only what failed is red: what a failed run did not judge says why, and where to look."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from dagster import (
    AssetCheckExecutionContext,
    AssetCheckKey,
    AssetCheckResult,
    AssetCheckSeverity,
    AssetCheckSpec,
    AssetKey,
    AssetSpec,
    DagsterInstance,
    DagsterRunStatus,
    Definitions,
    MaterializeResult,
    asset,
    define_asset_job,
    in_process_executor,
    multi_asset,
    multi_asset_check,
)
from dagster._core.storage.asset_check_execution_record import (
    AssetCheckExecutionRecord,
    AssetCheckExecutionRecordStatus,
)

from orchestration.lib.launcher import end_dead_run
from orchestration.lib.not_judged import tell_not_judged
from sozialraum.base.warehouse import Warehouse

FILE = AssetCheckKey(AssetKey(["source", "deaths"]), "wire_format")
WARNED = AssetCheckKey(AssetKey(["source", "deaths"]), "fetched")
OTHER = AssetCheckKey(AssetKey(["source", "births"]), "wire_format")
KEPT = AssetCheckKey(AssetKey(["marts", "mart_need"]), "has_rows")
BESIDE = AssetCheckKey(AssetKey(["marts", "beside"]), "has_rows")


def _source(name: str, *, passes: bool) -> object:
    key = AssetKey(["source", name])

    @multi_asset(
        name=name,
        specs=[AssetSpec(key)],
        check_specs=[
            AssetCheckSpec("wire_format", asset=key, blocking=True),
            AssetCheckSpec("fetched", asset=key),
        ],
    )
    def retrieve() -> Iterator[MaterializeResult[None]]:
        results = [
            AssetCheckResult(check_name="wire_format", passed=passes),
            AssetCheckResult(check_name="fetched", passed=False, severity=AssetCheckSeverity.WARN),
        ]
        yield MaterializeResult(check_results=results)

    return retrieve


def _definitions(*, passes: bool) -> Definitions:
    need = KEPT.asset_key

    @asset(key=need, deps=[FILE.asset_key])
    def mart_need() -> None:
        pass

    @asset(key=BESIDE.asset_key)
    def beside() -> None:
        raise ValueError("a bug")

    @multi_asset_check(specs=[AssetCheckSpec("has_rows", asset=need)], name="audit")
    def audit(context: AssetCheckExecutionContext) -> Iterator[AssetCheckResult]:
        yield AssetCheckResult(asset_key=need, passed=True)

    @multi_asset_check(specs=[AssetCheckSpec("has_rows", asset=BESIDE.asset_key)], name="other")
    def other(context: AssetCheckExecutionContext) -> Iterator[AssetCheckResult]:
        yield AssetCheckResult(asset_key=BESIDE.asset_key, passed=True)

    sources = [_source("deaths", passes=passes), _source("births", passes=True)]
    return Definitions(
        assets=[*sources, mart_need, beside],  # type: ignore[list-item]
        asset_checks=[audit, other],
        jobs=[define_asset_job("refresh")],
        executor=in_process_executor,
    )


@pytest.fixture(scope="module")
def instance() -> Iterator[DagsterInstance]:
    """With a run in which one file was bad and, beside it, an asset failed."""
    with DagsterInstance.ephemeral() as found:
        job = _definitions(passes=False).resolve_job_def("refresh")
        result = job.execute_in_process(instance=found, raise_on_error=False)
        assert not result.success
        assert tell_not_judged(found, result.run_id) == 2
        yield found


def _last(instance: DagsterInstance, key: AssetCheckKey) -> AssetCheckExecutionRecord:
    storage = instance.event_log_storage
    return storage.get_latest_asset_check_execution_by_key([key])[key]


def _resolved(instance: DagsterInstance, key: AssetCheckKey) -> str:
    """The status that the UI shows."""
    from dagster._core.loader import LoadingContextForTest

    record = _last(instance, key)
    return asyncio.run(record.resolve_status(LoadingContextForTest(instance))).value


def test_what_failed_is_an_error_and_nothing_else_is(instance: DagsterInstance) -> None:
    records = {key: _last(instance, key) for key in (FILE, WARNED, OTHER, KEPT, BESIDE)}
    errors = {
        key
        for key, record in records.items()
        if record.evaluation is None
        or (not record.evaluation.passed and record.evaluation.severity.value == "ERROR")
    }
    assert errors == {FILE}
    assert "EXECUTION_FAILED" not in {_resolved(instance, key) for key in records}


def test_what_was_not_judged_says_because_of_what_and_links_there(
    instance: DagsterInstance,
) -> None:
    said = _last(instance, KEPT).evaluation
    assert said is not None
    assert said.severity == AssetCheckSeverity.WARN
    address = "/assets/source/deaths?view=checks&checkDetail=wire_format"
    expected = f"Not judged because of [source/deaths: wire_format]({address})"
    assert said.description == expected
    assert said.metadata["because_of_1"].value == address
    assert said.metadata["judged"].value is False


def test_each_check_names_only_what_it_waited_for(instance: DagsterInstance) -> None:
    said = _last(instance, BESIDE).evaluation
    assert said is not None
    assert said.description == "Not judged because of the error in step `marts__beside`"


def test_a_killed_run_leaves_no_check_red(tmp_path: Path) -> None:
    with DagsterInstance.ephemeral() as found:
        job = _definitions(passes=True).resolve_job_def("refresh")
        run = found.create_run_for_job(job, status=DagsterRunStatus.STARTED)
        end_dead_run(found, Warehouse(tmp_path), run)
        assert _resolved(found, KEPT) == "FAILED"
        said = _last(found, KEPT).evaluation
        assert said is not None
        assert said.severity == AssetCheckSeverity.WARN
        assert said.description == "Not judged because of the end of the run's process"


def test_a_run_that_ended_without_a_failed_step_is_told_by_what_ended_it() -> None:
    with DagsterInstance.ephemeral() as found:
        job = _definitions(passes=True).resolve_job_def("refresh")
        run = found.create_run_for_job(job, asset_selection=None)
        assert tell_not_judged(found, run.run_id) == 0
        assert tell_not_judged(found, run.run_id, "another refresh is writing") == 6
        evaluated = _last(found, KEPT)
        assert evaluated.status == AssetCheckExecutionRecordStatus.FAILED
        assert evaluated.evaluation is not None
        assert str(evaluated.evaluation.description).endswith("another refresh is writing")
        assert tell_not_judged(found, run.run_id, "another refresh is writing") == 0
