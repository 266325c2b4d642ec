"""A mart can be rebuilt and a check be run alone; published is what was built and judged whole."""

import re
from collections.abc import Callable, Iterator

import duckdb
import pytest
from click.testing import CliRunner
from dagster import AssetCheckKey, AssetKey, DagsterInstance, Definitions, ExecuteInProcessResult
from dagster._cli.asset import asset_materialize_command

from orchestration.lib.instance import prepare_home
from sozialraum.audit.check import Check, Finding
from sozialraum.audit.results import (
    BUILD_STEPS,
    JUDGING,
    finish_judging,
    invalidate_build,
    mark_built,
    prepare_audit,
    record,
    require_begun,
    require_passed_audit,
)
from sozialraum.base.errors import PublicationError
from sozialraum.base.project import PROJECT
from sozialraum.base.warehouse import WAREHOUSE_VARIABLE, Warehouse
from sozialraum.words import Words

CODE = "0123456789ab"
ENGINEERS = PROJECT / "docs" / "engineers.md"
DECLARED = [("marts.mart_need", "has_rows"), ("marts.mart_trend", "has_rows")]
# all draws are made together (docs/methods.md)
MADE_TOGETHER = {
    AssetKey(["statistics", table])
    for table in (
        "need_rank", "need_draw", "index_draw", "urgency_rank", "priority_place",
        "social_index", "social_index_range",
    )
}  # fmt: skip


@pytest.fixture(scope="module")
def definitions() -> Definitions:
    from orchestration.definitions import defs

    return defs


def test_every_check_can_be_run_and_every_asset_be_made_alone(definitions: Definitions) -> None:
    graph = definitions.resolve_asset_graph()
    keys = {*graph.asset_check_keys, *graph.materializable_asset_keys}
    together = {
        key for key in keys if set(graph.get_execution_set_asset_and_check_keys(key)) != {key}
    }
    assert together == MADE_TOGETHER


def test_the_steps_that_a_publication_asks_for_are_those_that_there_are(
    definitions: Definitions,
) -> None:
    graph = definitions.resolve_asset_graph()
    names = {assets.op.name for assets in graph.assets_defs if not assets.is_subset}
    assert set(BUILD_STEPS) <= names
    assert {name for name in names if name.startswith("dbt_")} <= set(BUILD_STEPS)


@pytest.fixture
def whole() -> Iterator[duckdb.DuckDBPyConnection]:
    """A build that may be published."""
    with duckdb.connect() as connection:
        prepare_audit(connection)
        for step in BUILD_STEPS[:3]:
            mark_built(connection, step, CODE, is_whole=True)
        _judge(connection, *DECLARED)
        mark_built(connection, BUILD_STEPS[4], CODE, is_whole=True)
        require_passed_audit(connection, CODE)
        yield connection


def _judge(
    connection: duckdb.DuckDBPyConnection, *checks: tuple[str, str], passed: bool = True
) -> None:
    findings = [
        Finding(Check(table, name, "expectation", "critical", "A rule.", "Eine Regel."), passed, "")
        for table, name in checks
    ]
    record(connection, findings, Words("de"))
    finish_judging(connection, DECLARED, CODE)


@pytest.mark.parametrize("step", [one for one in BUILD_STEPS if one != JUDGING])
def test_a_mart_that_was_rebuilt_alone_is_not_published_even_if_all_is_judged_again(
    whole: duckdb.DuckDBPyConnection, step: str
) -> None:
    mark_built(whole, step, CODE, is_whole=False)
    _judge(whole, *DECLARED)
    with pytest.raises(PublicationError, match=rf"in part.*{step}.*run the whole job `refresh`"):
        require_passed_audit(whole, CODE)


def test_a_step_that_was_made_anew_as_a_whole_asks_for_all_that_follows(
    whole: duckdb.DuckDBPyConnection,
) -> None:
    mark_built(whole, "dbt_statistics", CODE, is_whole=True)
    lacking = "dbt_ranks, great_expectations, dbt_data_quality"
    with pytest.raises(PublicationError, match=lacking):
        require_passed_audit(whole, CODE)
    mark_built(whole, "dbt_ranks", CODE, is_whole=True)
    _judge(whole, DECLARED[0])
    with pytest.raises(PublicationError, match="great_expectations, dbt_data_quality"):
        require_passed_audit(whole, CODE)
    # one by one is as good as together
    _judge(whole, DECLARED[1])
    mark_built(whole, "dbt_data_quality", CODE, is_whole=True)
    require_passed_audit(whole, CODE)


def test_a_check_that_was_run_alone_blocks_if_it_fails_and_nothing_else(
    whole: duckdb.DuckDBPyConnection,
) -> None:
    _judge(whole, DECLARED[0])
    require_passed_audit(whole, CODE)
    _judge(whole, DECLARED[0], passed=False)
    with pytest.raises(PublicationError, match=r"critical checks failed: marts\.mart_need"):
        require_passed_audit(whole, CODE)


def test_marts_of_older_code_or_sources_are_not_published(
    whole: duckdb.DuckDBPyConnection,
) -> None:
    with pytest.raises(PublicationError, match="other code"):
        require_passed_audit(whole, "ba9876543210")
    invalidate_build(whole)
    with pytest.raises(PublicationError, match="older than what they are made from"):
        require_passed_audit(whole, CODE)


def test_a_part_of_nothing_is_refused_in_words() -> None:
    with duckdb.connect() as connection, pytest.raises(PublicationError, match="whole job"):
        require_begun(connection)


def test_a_mart_is_rebuilt_and_checks_are_run_alone(
    definitions: Definitions,
    build_copy: Callable[[], Warehouse],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Of dbt and of Great Expectations, over a table that somebody spoilt."""
    warehouse = build_copy()
    monkeypatch.setenv(WAREHOUSE_VARIABLE, str(warehouse.root))
    need = AssetKey(["marts", "mart_need"])
    names = ("mart_need_trend_is_known", "mart_need_key_is_complete", "rank_from_one")
    checks = {AssetCheckKey(need, name) for name in names}
    with warehouse.connect() as connection:
        connection.execute("update marts.mart_need set trend = 'odd', rank = -1 where rank = 1")

    judged = _run(definitions, checks)
    assert _judged(judged) == {names[0]: False, names[1]: True, names[2]: False}
    assert not judged.get_asset_materialization_events()
    assert len(list(warehouse.failing_rows.glob("*.csv"))) == 2

    # as docs/engineers.md says it is done without the UI
    monkeypatch.setenv("DAGSTER_HOME", str(warehouse.dagster_home))
    prepare_home(warehouse)
    command = re.search(r"/dagster asset materialize (.*)", ENGINEERS.read_text("utf-8"))
    assert command is not None
    made = CliRunner().invoke(asset_materialize_command, command[1].split())
    assert made.exit_code == 0, made.output
    with warehouse.connect() as connection, pytest.raises(PublicationError, match="dbt_ranks"):
        require_passed_audit(connection, CODE)
    judged = _run(definitions, checks)
    assert _judged(judged) == dict.fromkeys(names, True)
    assert not list(warehouse.failing_rows.glob("*.csv"))


def _run(definitions: Definitions, checks: set[AssetCheckKey]) -> ExecuteInProcessResult:
    job = definitions.resolve_implicit_global_asset_job_def()
    part = job.get_subset(asset_selection=set(), asset_check_selection=checks)
    with DagsterInstance.ephemeral() as instance:
        return part.execute_in_process(instance=instance, raise_on_error=False)


def _judged(result: ExecuteInProcessResult) -> dict[str, bool]:
    return {one.check_name: one.passed for one in result.get_asset_check_evaluations()}
