"""A mart can be rebuilt and a check be run alone; published is what was built and judged whole."""

import re
from collections.abc import Callable, Iterator
from datetime import date

import duckdb
import pytest
from click.testing import CliRunner
from dagster import AssetCheckKey, AssetKey, DagsterInstance, Definitions, ExecuteInProcessResult
from dagster._cli.asset import asset_materialize_command

from orchestration.lib.instance import prepare_home
from sozialraum.audit.check import Check, Finding
from sozialraum.audit.results import (
    BUILD,
    BUILD_STEPS,
    DECLARED,
    JUDGING,
    PLACED,
    finish_judging,
    invalidate_build,
    mark_built,
    mark_read,
    prepare_audit,
    record,
    require_begun,
    require_one_day,
    require_passed_audit,
)
from sozialraum.base.errors import PublicationError
from sozialraum.base.project import PROJECT
from sozialraum.base.warehouse import WAREHOUSE_VARIABLE, Warehouse
from sozialraum.declarations import Catalogue
from sozialraum.words import Words

CODE = "0123456789ab"
ENGINEERS = PROJECT / "docs" / "engineers.md"
CHECKS = [("marts.mart_need", "has_rows"), ("marts.mart_trend", "has_rows")]
SOURCES = ["births", "deaths"]
STEPS = [step for steps in BUILD_STEPS for step in steps]
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
    """Whatever is made between the sources and what is published, each after what it is made of."""
    graph = definitions.resolve_asset_graph()
    step_of = {
        key: assets.op.name
        for assets in graph.assets_defs
        for key in assets.keys
        if not assets.is_subset and key.path[0] not in ("source", "declared", "publication")
    }
    assert {*step_of.values(), JUDGING} == set(STEPS)
    order = {step: at for at, steps in enumerate(BUILD_STEPS) for step in steps}
    made_of = {
        (step_of[parent], step)
        for key, step in step_of.items()
        for parent in graph.get(key).parent_keys
        if parent in step_of and step_of[parent] != step
    }
    assert all(order[before] < order[step] for before, step in made_of), made_of
    assert ("simulated_ranks", "social_index") in made_of


def test_what_has_to_be_read_before_a_publication_is_what_is_read(
    definitions: Definitions, catalogue: Catalogue
) -> None:
    sources = {
        key.path[-1]
        for key in definitions.resolve_asset_graph().materializable_asset_keys
        if key.path[0] == "source"
    }
    assert sources - {"areas_of_places", "changes"} == set(catalogue.source_ids)


@pytest.fixture
def whole() -> Iterator[duckdb.DuckDBPyConnection]:
    """A build that may be published."""
    with duckdb.connect() as connection:
        prepare_audit(connection)
        for read in (DECLARED, *SOURCES, PLACED):
            mark_read(connection, read, CODE)
        _make(connection, *STEPS)
        require_passed_audit(connection, CODE, SOURCES)
        yield connection


def _make(connection: duckdb.DuckDBPyConnection, *steps: str) -> None:
    for step in steps:
        if step == JUDGING:
            _judge(connection, *CHECKS)
        else:
            mark_built(connection, step, CODE, is_whole=True)


def _judge(
    connection: duckdb.DuckDBPyConnection, *checks: tuple[str, str], passed: bool = True
) -> None:
    findings = [
        Finding(Check(table, name, "expectation", "critical", "A rule.", "Eine Regel."), passed, "")
        for table, name in checks
    ]
    record(connection, findings, Words("de"))
    finish_judging(connection, CHECKS, CODE)


@pytest.mark.parametrize("step", [one for one in STEPS if one != JUDGING])
def test_a_mart_that_was_rebuilt_alone_is_not_published_even_if_all_is_judged_again(
    whole: duckdb.DuckDBPyConnection, step: str
) -> None:
    mark_built(whole, step, CODE, is_whole=False)
    _judge(whole, *CHECKS)
    with pytest.raises(PublicationError, match=rf"in part.*{step}.*run the whole job `refresh`"):
        require_passed_audit(whole, CODE, SOURCES)


def test_a_step_that_was_made_anew_as_a_whole_asks_for_all_that_follows(
    whole: duckdb.DuckDBPyConnection,
) -> None:
    mark_built(whole, "dbt_statistics", CODE, is_whole=True)
    after = STEPS[STEPS.index("dbt_statistics") + 1 :]
    with pytest.raises(PublicationError, match=f": {', '.join(after)};"):
        require_passed_audit(whole, CODE, SOURCES)
    _make(whole, *after[: after.index(JUDGING)])
    _judge(whole, CHECKS[0])
    with pytest.raises(PublicationError, match=": great_expectations, dbt_data_quality"):
        require_passed_audit(whole, CODE, SOURCES)
    # one by one is as good as together
    _judge(whole, CHECKS[1])
    mark_built(whole, "dbt_data_quality", CODE, is_whole=True)
    require_passed_audit(whole, CODE, SOURCES)


def test_places_and_ranges_are_published_of_the_figures_that_they_were_drawn_of(
    whole: duckdb.DuckDBPyConnection,
) -> None:
    """All but what Python draws was made anew, of other figures."""
    mark_built(whole, "dbt_models", CODE, is_whole=True)
    _make(whole, *(one for one in STEPS if one.startswith("dbt_")), JUDGING, "dbt_data_quality")
    with pytest.raises(PublicationError, match=r"pandemic_fit.*simulated_ranks"):
        require_passed_audit(whole, CODE, SOURCES)


def test_sources_are_published_as_they_are_declared(whole: duckdb.DuckDBPyConnection) -> None:
    """The declarations were read anew, and then all was made but the sources were not read."""
    prepare_audit(whole)
    mark_read(whole, DECLARED, CODE)
    _make(whole, *STEPS)
    with pytest.raises(PublicationError, match=r"not read since.*births, deaths.*whole job"):
        require_passed_audit(whole, CODE, SOURCES)
    for read in (*SOURCES, PLACED):
        mark_read(whole, read, CODE)
    require_passed_audit(whole, CODE, SOURCES)
    # as one that another state of the declarations knows
    with pytest.raises(PublicationError, match=r"not read since.*a_new_one"):
        require_passed_audit(whole, CODE, [*SOURCES, "a_new_one"])
    mark_read(whole, "births", "ba9876543210")
    with pytest.raises(PublicationError, match=r"other code or declarations.*: births;"):
        require_passed_audit(whole, CODE, SOURCES)


def test_what_is_made_and_published_was_read_for_one_day(whole: duckdb.DuckDBPyConnection) -> None:
    today, past = date(2026, 11, 22), date(2026, 10, 31)
    for read in (DECLARED, *SOURCES, PLACED):
        mark_read(whole, read, CODE, today)
    for wanted in (None, today):
        require_one_day(whole, wanted)
    with pytest.raises(PublicationError, match=rf"here {past}, .*{today}: births, .*; run the wh"):
        require_one_day(whole, past)
    mark_read(whole, "births", CODE, past)
    for wanted in (None, today):
        with pytest.raises(
            PublicationError, match=rf"{past}: births; read these again for {today}, or run the wh"
        ):
            require_one_day(whole, wanted)
    # of an older program, which noted no days
    whole.execute(f"alter table {BUILD} drop column as_of")
    require_one_day(whole, today)


def test_a_check_that_was_run_alone_blocks_if_it_fails_and_nothing_else(
    whole: duckdb.DuckDBPyConnection,
) -> None:
    _judge(whole, CHECKS[0])
    require_passed_audit(whole, CODE, SOURCES)
    _judge(whole, CHECKS[0], passed=False)
    with pytest.raises(PublicationError, match=r"critical checks failed: marts\.mart_need"):
        require_passed_audit(whole, CODE, SOURCES)


def test_marts_of_older_code_or_sources_are_not_published(
    whole: duckdb.DuckDBPyConnection,
) -> None:
    with pytest.raises(PublicationError, match="other code"):
        require_passed_audit(whole, "ba9876543210", SOURCES)
    invalidate_build(whole)
    with pytest.raises(
        PublicationError, match="not since what is before was made anew: dbt_models"
    ):
        require_passed_audit(whole, CODE, SOURCES)


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
        require_passed_audit(connection, CODE, [])
    judged = _run(definitions, checks)
    assert _judged(judged) == dict.fromkeys(names, True)
    assert not list(warehouse.failing_rows.glob("*.csv"))

    # of what was read for two days nothing is made or judged
    with warehouse.connect() as connection:
        mark_read(connection, "births", CODE, date(2026, 1, 31))
    refused = _run(definitions, checks)
    assert len(refused.get_step_failure_events()) == 2
    assert not _judged(refused)


def _run(definitions: Definitions, checks: set[AssetCheckKey]) -> ExecuteInProcessResult:
    job = definitions.resolve_implicit_global_asset_job_def()
    part = job.get_subset(asset_selection=set(), asset_check_selection=checks)
    with DagsterInstance.ephemeral() as instance:
        return part.execute_in_process(instance=instance, raise_on_error=False)


def _judged(result: ExecuteInProcessResult) -> dict[str, bool]:
    return {one.check_name: one.passed for one in result.get_asset_check_evaluations()}
