"""A refresh makes of a project what ``dbt build`` makes of it: a small one, with all that ends
otherwise than well."""

import json
import re
import shutil
import time
from collections.abc import Mapping
from pathlib import Path
from threading import Event
from typing import Any

import duckdb
import pytest

from orchestration.defs.transform.results import failure_of
from orchestration.lib import dbt_build, dbt_in_process
from orchestration.lib.dbt_build import build, refuse_unknown, waited_for
from orchestration.lib.dbt_in_process import NodeResult
from sozialraum.base.errors import MonitorError
from sozialraum.base.warehouse import Warehouse

PROJECT = """
name: small
config-version: 2
profile: sozialraum
models:
  small: {+materialized: table, +schema: marts, +persist_docs: {relation: true, columns: true}}
"""
MODELS = {
    "figures": "select 2 as größe union all select null -- the last line",
    "seen": "select * from {{ ref('figures') }}",
    "judged": "select * from {{ ref('seen') }}",
    "broken": "select error('no figure') as größe from {{ ref('figures') }}",
    "after_broken": "select * from {{ ref('broken') }}",
    "beside": "select größe + 1 as mehr from {{ ref('figures') }}",
}
DECLARED = """
models:
  - name: figures
    description: "What »we« don't say; $1 -- each"
    columns:
      - name: größe
        description: "In m²; it's 'large'"
        data_tests:
          - accepted_values: {name: two_or_three, arguments: {values: [2, 3], quote: false}}
          - not_null: {name: there_would_be_better, config: {severity: warn}}
  - name: seen
    config: {materialized: view}
    columns:
      - name: größe
        data_tests:
          - not_null: {name: always_there}
          - unique: {name: once_each}
  - name: beside
    columns:
      - name: mehr
        data_tests:
          - relationships:
              {name: more_is_seen, arguments: {to: "ref('seen')", field: größe}}
          - not_null: {name: unanswerable, config: {}, arguments: {column_name: missing}}
"""
FOUND = {
    "figures": "success", "two_or_three": "pass", "there_would_be_better": "warn",
    "seen": "success", "always_there": "fail", "once_each": "pass", "judged": "skipped",
    "broken": "error", "after_broken": "skipped", "beside": "success", "more_is_seen": "fail",
    "unanswerable": "error",
}  # fmt: skip


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    (folder / "models").mkdir()
    (folder / "macros").mkdir()
    shutil.copy(dbt_in_process.DBT_PROJECT / "macros" / "schemas.sql", folder / "macros")
    shutil.copy(dbt_in_process.DBT_PROJECT / "profiles.yml", folder)
    (folder / "dbt_project.yml").write_text(PROJECT, "utf-8")
    (folder / "models" / "declared.yml").write_text(DECLARED, "utf-8")
    for name, sql in MODELS.items():
        (folder / "models" / f"{name}.sql").write_text(sql, "utf-8")
    return folder


def _nodes(warehouse: Warehouse) -> Mapping[str, Any]:
    path = dbt_in_process.manifest_path(warehouse)
    return dict(json.loads(path.read_text("utf-8"))["nodes"])


def _told(results: list[NodeResult]) -> dict[str, tuple[object, ...]]:
    return {
        one.name: (
            one.status, one.failures or 0, one.severity, one.resource_type, one.compiled_code,
            one.message if one.status in ("fail", "warn", "success") else None,
        )
        for one in results
    }  # fmt: skip


def _left(warehouse: Warehouse) -> list[tuple[object, ...]]:
    with warehouse.connect() as connection:
        return [
            row
            for what in (
                "select table_name, comment from duckdb_tables() order by all",
                "select view_name, comment from duckdb_views() where not internal order by all",
                "select table_name, column_name, data_type, comment from duckdb_columns() "
                "where schema_name = 'marts' order by all",
                "from marts.figures order by all",
                "from marts.beside order by all",
            )
            for row in connection.execute(what).fetchall()
        ]


def test_it_does_what_dbt_does_and_again_where_it_was_done(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dbt_in_process, "DBT_PROJECT", project)
    ours, theirs = Warehouse(tmp_path / "ours"), Warehouse(tmp_path / "theirs")
    nodes = _nodes(ours)
    with ours.connect() as connection:
        # what a model was before it became the other kind
        connection.execute(
            "create schema marts; create table marts.seen as select 1 as other; "
            "create view marts.figures as select 1 as other"
        )
    made = list(build(ours, nodes, nodes))
    assert {one.name: one.status for one in made} == FOUND
    places = [one.unique_id for one in made]
    for one, found in waited_for(nodes).items():
        assert all(places.index(other) < places.index(one) for other in found)
    broken = next(one for one in made if one.name == "broken")
    assert "no figure" in (broken.message or "")
    shutil.copytree(ours.dbt_target, theirs.dbt_target)
    by_dbt = dbt_in_process.run(["build"], theirs)
    # what dbt skips it has not compiled
    ours_told, theirs_told = _told(made), _told(by_dbt)
    for name, status in FOUND.items():
        if status == "skipped":
            assert (ours_told.pop(name)[0], theirs_told.pop(name)[0]) == (status, status)
    assert ours_told == theirs_told
    assert _left(ours) == _left(theirs)
    # with all threads, one after the other
    monkeypatch.setattr(dbt_build, "MANY_CELLS", -1)
    again = list(build(ours, nodes, nodes))
    assert _told(again) == _told(made)
    assert _left(ours) == _left(theirs)


def _named(**parents: list[str]) -> dict[str, Any]:
    """Nodes of models, each with what it is made from."""
    return {
        name: {
            "unique_id": name, "name": name, "resource_type": "model", "description": "",
            "depends_on": {"nodes": found}, "config": {"materialized": "table"},
            "relation_name": name, "original_file_path": f"{name}.sql",
        }
        for name, found in parents.items()
    }  # fmt: skip


def test_what_is_left_out_lets_through_what_failed_before_it() -> None:
    nodes = _named(broken=[], out=["broken"], after=["out"])
    sql = {"broken": "select error('no')", "after": "select 1 as one"}
    with duckdb.connect() as connection:
        found = [
            list(dbt_build._results(connection, nodes, wanted, sql, 2))
            for wanted in ({"broken", "after"}, {"after"})
        ]
    assert [[(one.name, one.status) for one in results] for results in found] == [
        [("broken", "error"), ("after", "skipped")], [("after", "success")],
    ]  # fmt: skip


def test_what_is_made_is_told_while_others_are_made() -> None:
    nodes = _named(quick=[], slow=[])
    sql = dict.fromkeys(nodes, "select 1 as one")
    was_told = Event()

    def query_of(_: object, node: Mapping[str, Any], query: str) -> str:
        assert node["name"] == "quick" or was_told.wait(30)
        return query

    with duckdb.connect() as connection:
        results = dbt_build._results(connection, nodes, set(nodes), sql, 2, query_of)
        assert next(results).name == "quick"
        was_told.set()
        assert [(one.name, one.status) for one in results] == [("slow", "success")]


def test_who_breaks_off_begins_no_more() -> None:
    nodes = _named(a=[], b=[], c=[], d=[])
    sql = dict.fromkeys(nodes, "select 1 as one")
    begun = []

    def query_of(_: object, node: Mapping[str, Any], query: str) -> str:
        begun.append(node["name"])
        time.sleep(0.2)
        return query

    with duckdb.connect() as connection:
        results = dbt_build._results(connection, nodes, set(nodes), sql, 1, query_of)
        first = next(results).name
        results.close()
    assert begun[0] == first
    assert len(begun) <= 2


def test_threads_are_as_before_when_small_models_were_made(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dbt_in_process, "DBT_PROJECT", project)
    warehouse = Warehouse(tmp_path / "warehouse")
    asked = "select current_setting('threads')"
    with warehouse.kept_open():
        with warehouse.connect() as connection:
            before = connection.execute(asked).fetchall()
        nodes = _nodes(warehouse)
        (one,) = build(warehouse, nodes, ["model.small.figures"])
        assert one.succeeded
        with warehouse.connect() as connection:
            assert connection.execute(asked).fetchall() == before


def test_a_table_takes_the_place_of_the_old_one_whole_or_not_at_all(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = Path(shutil.copytree(project, tmp_path / "project"))
    monkeypatch.setattr(dbt_in_process, "DBT_PROJECT", copy)
    warehouse = Warehouse(tmp_path / "warehouse")
    nodes = _nodes(warehouse)
    (made,) = build(warehouse, nodes, ["model.small.figures"])
    assert made.status == "success", made.message
    before = _left_of_figures(warehouse)
    assert before[0] == ("figures", "What »we« don't say; $1 -- each")
    # a comment on a column that there is not fails after the table is made
    declared = copy / "models" / "declared.yml"
    declared.write_text(
        DECLARED.replace("- name: größe\n        desc", "- name: Weg\n        desc")
    )
    (copy / "models" / "figures.sql").write_text("select 5 as größe", "utf-8")
    (failed,) = build(warehouse, _nodes(warehouse), ["model.small.figures"])
    assert failed.status == "error"
    assert "Weg" in (failed.message or "")
    assert _left_of_figures(warehouse) == before


def _left_of_figures(warehouse: Warehouse) -> list[tuple[object, ...]]:
    with warehouse.connect() as connection:
        told = connection.execute("select table_name, comment from duckdb_tables()").fetchall()
        return told + connection.execute("from marts.figures order by all").fetchall()


def test_a_model_waits_for_the_tests_of_all_that_it_is_made_from() -> None:
    def node(*parents: str, kind: str = "model") -> dict[str, Any]:
        return {"depends_on": {"nodes": list(parents)}, "resource_type": kind}

    nodes = {
        "c": node("b"), "b": node("a"), "a": node("a_source"), "of_a": node("a", kind="test"),
        "of_both": node("a", "b", kind="test"),
    }  # fmt: skip
    assert waited_for(nodes) == {
        "a": set(), "of_a": {"a"}, "b": {"a", "of_a"}, "of_both": {"a", "b"},
        "c": {"b", "of_a", "of_both"},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "config"),
    [
        ("model", {"materialized": "incremental"}),
        ("model", {"materialized": "table", "post-hook": ["select 1"]}),
        ("model", {"materialized": "table", "contract": {"enforced": True}}),
        ("test", {"where": "year = 2024"}),
        ("test", {"error_if": "> 10"}),
        ("seed", {"materialized": "seed"}),
    ],
)
def test_what_only_dbt_would_do_is_refused(kind: str, config: dict[str, Any]) -> None:
    node = {
        "resource_type": kind, "config": config, "name": "one", "original_file_path": "one.sql",
    }  # fmt: skip
    with pytest.raises(MonitorError, match=r"one\.sql: one asks for"):
        refuse_unknown(node)


def test_the_project_asks_for_nothing_else_and_its_sql_depends_on_its_files_alone(
    manifest: dict[str, Any],
) -> None:
    for node in manifest["nodes"].values():
        refuse_unknown(node)
    asks = re.compile(
        r"\b(?:(?:run_query|statement|load_result|env_var|var|is_incremental) *\(|"
        r"(?:adapter|graph|modules)\.|(?:invocation_id|run_started_at)\b)"
    )
    told = {
        (path.name, found)
        for path in sorted(dbt_in_process.DBT_PROJECT.rglob("*.sql"))
        for tag in re.findall(r"\{[{%](.*?)[}%]\}", path.read_text("utf-8"), re.DOTALL)
        for found in asks.findall(tag)
    }
    assert told == set()


def test_what_is_kept_of_compiling_is_made_again_if_it_is_damaged_or_of_other_files(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled = dbt_in_process.compiled_sql
    calls: list[list[str]] = []
    run = dbt_in_process.run
    monkeypatch.setattr(dbt_in_process, "DBT_PROJECT", project)
    monkeypatch.setattr(
        dbt_in_process,
        "run",
        lambda arguments, one: [calls.append(arguments), *run(arguments, one)][1:],
    )
    warehouse = Warehouse(tmp_path / "warehouse")
    first = compiled(warehouse)
    assert first["model.small.seen"] == 'select * from "build"."marts"."figures"'
    assert compiled(warehouse) == first
    assert len(calls) == 1
    for damage in ("", "{}", '{"made_of": "", "sql": {}}', "[]"):
        (warehouse.dbt_target / dbt_in_process.COMPILED).write_text(damage)
        assert compiled(warehouse) == first
    assert len(calls) == 5


def test_a_test_that_stops_says_what_it_expected_and_skipped_ones_only_how_many_they_are() -> None:
    def result(name: str, status: str, message: str | None, failures: int | None) -> NodeResult:
        return NodeResult(
            f"test.{name}", "test", name, status, message, failures, 0.0, "ERROR",
            "No area has two values.", "", None,
        )  # fmt: skip

    failed = [
        result("one_value", "fail", "Got 80 results, configured to fail if != 0", 80),
        *(result(name, "skipped", None, None) for name in ("later", "last")),
    ]
    said = failure_of(failed).description
    assert said == "dbt: one_value: 80 failing rows: No area has two values. (2 skipped)"
