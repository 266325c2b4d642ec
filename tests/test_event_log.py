"""The run history in SQLite: what comes together is written together, and is the same."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from dagster import (
    AssetCheckResult,
    AssetCheckSpec,
    AssetKey,
    AssetSpec,
    DagsterInstance,
    Definitions,
    MaterializeResult,
    define_asset_job,
    in_process_executor,
    multi_asset,
)
from dagster._check import CheckError
from dagster._core.definitions.job_base import InMemoryJob
from dagster._core.execution.api import execute_run
from dagster._core.storage.event_log import SqliteEventLogStorage
from sqlalchemy import Connection, Engine, event

from orchestration.lib.event_log import OpenSqliteEventLogStorage
from orchestration.lib.instance import prepare_home
from sozialraum.base.warehouse import Warehouse

NAMES = [f"table_{number}" for number in range(5)]


@pytest.fixture
def instance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[DagsterInstance]:
    for variable in ("DAGSTER_HOME", "DAGSTER_EVENT_BATCH_SIZE"):
        # prepare_home sets them; put back as they were
        monkeypatch.setenv(variable, "")
        monkeypatch.delenv(variable)
    prepare_home(Warehouse(tmp_path))
    with DagsterInstance.get() as found:
        yield found


def test_planned_events_are_one_transaction_and_the_history_is_whole(
    instance: DagsterInstance, monkeypatch: pytest.MonkeyPatch
) -> None:
    @multi_asset(
        specs=[AssetSpec(name) for name in NAMES],
        check_specs=[AssetCheckSpec("sound", asset=name) for name in NAMES],
    )
    def tables() -> Iterator[object]:
        for name in NAMES:
            yield MaterializeResult(asset_key=name)
            yield AssetCheckResult(asset_key=name, check_name="sound", passed=name != "table_3")

    definitions = Definitions(
        assets=[tables], jobs=[define_asset_job("all")], executor=in_process_executor
    )
    job = definitions.resolve_job_def("all")
    asked: Counter[str] = Counter()
    stock = SqliteEventLogStorage.has_table

    def counted(self: SqliteEventLogStorage, name: str) -> bool:
        asked[name] += 1
        return stock(self, name)

    monkeypatch.setattr(SqliteEventLogStorage, "has_table", counted)
    commits: Counter[str] = Counter()

    def note(connection: Connection) -> None:
        commits[Path(connection.engine.url.database or "").stem] += 1

    event.listen(Engine, "commit", note)
    try:
        run = instance.create_run_for_job(job)
        planned = commits.copy()
    finally:
        event.remove(Engine, "commit", note)
    execute_run(InMemoryJob(job), run, instance)

    assert isinstance(instance.event_log_storage, OpenSqliteEventLogStorage)
    # ten events are planned: in the run's own log, which takes two to be made, and in the index
    assert (planned[run.run_id], planned["index"]) == (3, 1)
    assert max(asked.values()) == 1
    kinds = Counter(
        one.dagster_event_type.value
        for one in instance.all_logs(run.run_id)
        if one.dagster_event_type
    )
    for kind in (
        "ASSET_MATERIALIZATION_PLANNED", "ASSET_CHECK_EVALUATION_PLANNED",
        "ASSET_MATERIALIZATION", "ASSET_CHECK_EVALUATION",
    ):  # fmt: skip
        assert kinds[kind] == len(NAMES), kind
    records = instance.get_asset_records([AssetKey(name) for name in NAMES])
    assert {record.asset_entry.last_run_id for record in records} == {run.run_id}
    found = instance.event_log_storage.get_latest_asset_check_execution_by_key(
        [spec.key for spec in tables.check_specs]
    )
    assert {key.asset_key.path[-1]: one.status.value for key, one in found.items()} == {
        name: "FAILED" if name == "table_3" else "SUCCEEDED" for name in NAMES
    }


def test_of_events_written_together_all_are_written_or_none(instance: DagsterInstance) -> None:
    storage = instance.event_log_storage
    assert isinstance(storage, OpenSqliteEventLogStorage)
    instance.report_engine_event("before", run_id="one", job_name="all")
    (before,) = instance.all_logs("one")

    with pytest.raises(CheckError):
        storage.store_event_batch([before, None])  # type: ignore[list-item]

    assert len(instance.all_logs("one")) == 1
    storage.store_event_batch([before, before])
    assert len(instance.all_logs("one")) == 3
