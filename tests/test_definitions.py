"""What the Dagster UI shows of each asset, and what stops what."""

import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from dagster import (
    AssetCheckSpec,
    AssetKey,
    AssetSpec,
    DefaultScheduleStatus,
    Definitions,
    MonthlyPartitionsDefinition,
    build_schedule_context,
)

from sozialraum.base.project import PROJECT

REPORTS = (
    "report_html", "report_pdf", "report_annex_html", "report_annex_pdf", "report_annex",
    "report_json", "report_paper", "report_plain", "report_browse", "report_leaflets",
)  # fmt: skip


@pytest.fixture(scope="module")
def definitions() -> Definitions:
    from orchestration.definitions import defs

    return defs


def test_every_asset_has_group_owner_kind_and_description(definitions: Definitions) -> None:
    lacking = [
        spec.key.to_user_string()
        for spec in definitions.resolve_all_asset_specs()
        if spec.key.path[0] != "audit"
        and not (spec.group_name and spec.owners and spec.kinds and spec.description)
    ]
    assert lacking == []


def test_definitions_load_without_what_single_steps_need() -> None:
    """Those of dbt aside, which take as long as all others."""
    code = (
        "import importlib, pkgutil, sys, orchestration.defs as defs\n"
        "for one in pkgutil.walk_packages(defs.__path__, 'orchestration.defs.'):\n"
        "    'transform' in one.name or importlib.import_module(one.name)\n"
        "print(*sys.modules)"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    heavy = {"great_expectations", "numpy", "openpyxl", "pandas", "pyproj", "scipy", "shapely"}
    assert heavy & set(loaded.stdout.split()) == set()


def test_recording_that_nothing_is_new_loads_neither_words_nor_declarations() -> None:
    code = "import sys, orchestration.execution; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    heavy = {"babel", "dbt", "duckdb", "fluent.runtime", "numpy", "sozialraum.declarations"}
    assert heavy & set(loaded.stdout.split()) == set()


def test_every_declared_source_is_an_asset_that_staging_reads(definitions: Definitions) -> None:
    from sozialraum.declarations import load_catalogue

    graph = definitions.resolve_asset_graph()
    (gate,) = {
        key
        for key in graph.get(AssetKey(["staging", "stg_cell"])).parent_keys
        if key.path[0] == "source" and key.path[-1] != "declarations"
    }
    upstream = graph.get(gate).parent_keys
    assert {AssetKey(["source", source.id]) for source in load_catalogue().sources} <= upstream


def test_each_model_and_test_of_dbt_is_made_by_one_step_that_waits_for_what_it_reads(
    manifest: dict[str, Any],
) -> None:
    from dagster_dbt import DagsterDbtTranslator
    from dagster_dbt.asset_utils import build_dbt_specs

    from orchestration.defs.transform.assets import OF_ESTIMATES, transform_assets, transform_steps

    steps = transform_steps(manifest)
    made = [one for step in steps for one in (*step.models, *step.tests)]
    assert len(set(made)) == len(made)
    specs, checks = build_dbt_specs(
        translator=DagsterDbtTranslator(),
        manifest=manifest,
        select="fqn:*",
        exclude="resource_type:unit_test",
        selector="",
        io_manager_key=None,
        project=None,
    )
    assets = transform_assets(manifest)
    own = [spec for one in assets for spec in one.specs]
    assert sorted(map(_told_of_model, own)) == sorted(map(_told_of_model, specs))
    own_checks = [check for one in assets for check in one.check_specs]
    assert sorted(map(_told_of_test, own_checks)) == sorted(map(_told_of_test, checks))
    places = {one: place for place, step in enumerate(steps) for one in (*step.models, *step.tests)}
    for one, place in places.items():
        for read in manifest["nodes"][one]["depends_on"]["nodes"]:
            source = manifest["sources"].get(read)
            if source is None:
                assert places[read] <= place, (one, read)
            elif source["source_name"] == "statistics":
                assert place >= 1 + (source["name"] in OF_ESTIMATES), (one, read)


def _told_of_model(spec: AssetSpec) -> tuple[Any, ...]:
    names = ("dagster/table_name", "dagster/storage_kind", "dagster-dbt/materialization_type")
    told = [spec.metadata[name] for name in (*names, "dagster_dbt/unique_id")]
    shape = spec.metadata.get("dagster/column_schema")
    columns = [column.name for column in shape.columns] if shape else []
    kinds = sorted(spec.kinds)
    return spec.key, spec.description, spec.code_version, spec.skippable, told, columns, kinds


def _told_of_test(check: AssetCheckSpec) -> tuple[Any, ...]:
    reads = sorted(dependency.asset_key for dependency in check.additional_deps)
    return check.key.asset_key, check.name, check.blocking, reads, check.metadata


def test_critical_expectations_block_publication_and_report(definitions: Definitions) -> None:
    graph = definitions.resolve_asset_graph()
    blocking = [key for key in graph.asset_check_keys if graph.get_check_spec(key).blocking]
    guarded = {key.asset_key for key in blocking}
    published = graph.get(AssetKey(["publication", "published_marts"])).parent_keys
    assert AssetKey(["marts", "fct_indicator"]) in guarded
    assert {key for key in guarded if key.path[0] in ("marts", "raw")} <= published
    for report in REPORTS:
        parents = graph.get(AssetKey(["publication", report])).parent_keys
        assert parents == {AssetKey(["publication", "published_marts"])}


def test_the_schedule_is_monthly_in_local_time_and_off(definitions: Definitions) -> None:
    (schedule,) = definitions.schedules or []
    assert schedule.cron_schedule == "0 6 5,12,19 * *"
    assert schedule.execution_timezone == "Europe/Berlin"
    assert schedule.default_status == DefaultScheduleStatus.STOPPED


def test_the_report_has_an_edition_per_month_and_the_running_one_can_be_made(
    definitions: Definitions,
) -> None:
    from sozialraum.declarations import load_catalogue

    graph = definitions.resolve_asset_graph()
    months = [graph.get(AssetKey(["publication", one])).partitions_def for one in REPORTS]
    assert len({str(one) for one in months}) == 1
    assert isinstance(months[0], MonthlyPartitionsDefinition)
    keys = months[0].get_partition_keys()
    assert f"{datetime.now(UTC):%Y-%m}" in keys
    assert f"{load_catalogue().snapshot.retrieved_at:%Y-%m}" in keys
    assert definitions.resolve_job_def("refresh").partitions_def == months[0]


def test_the_schedule_asks_for_the_month_of_the_bundled_figures_or_of_a_later_delivery(
    definitions: Definitions, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from sozialraum.base.warehouse import WAREHOUSE_VARIABLE, Warehouse
    from sozialraum.declarations import load_catalogue
    from sozialraum.ingest.landing import LandingStore, Retrieved
    from sozialraum.ingest.office.dropbox import office_sources

    (schedule,) = definitions.schedules or []
    context = build_schedule_context(
        scheduled_execution_time=datetime(2027, 3, 5, 6, tzinfo=UTC),
        repository_def=definitions.get_repository_def(),
    )
    monkeypatch.setenv(WAREHOUSE_VARIABLE, str(tmp_path))
    monkeypatch.setenv("SOZIALRAUM_SOURCE", "snapshot")
    (request,) = schedule.evaluate_tick(context).run_requests
    assert request.partition_key == f"{load_catalogue().snapshot.retrieved_at:%Y-%m}"
    LandingStore(Warehouse.default().landing).land(
        office_sources(load_catalogue())[0].id,
        Retrieved(
            dataset_id="TESTDATEN.csv",
            url="TESTDATEN.csv",
            content=b"a;b",
            retrieved_at=datetime(2027, 2, 10, tzinfo=UTC),
            licence="test",
        ),
    )
    with time_machine.travel(context.scheduled_execution_time):
        (request,) = schedule.evaluate_tick(context).run_requests
    assert request.partition_key == "2027-02"
    # nobody watches: a killed one is begun anew, from the first step
    assert request.tags["dagster/max_retries"] == "1"
    assert request.tags["dagster/retry_strategy"] == "ALL_STEPS"
    monkeypatch.setenv("SOZIALRAUM_SOURCE", "live")
    (request,) = schedule.evaluate_tick(context).run_requests
    assert request.partition_key == "2027-03"


def test_the_audit_waits_for_the_words_of_every_table_that_publishes_sentences(
    definitions: Definitions,
) -> None:
    from orchestration.defs.transform.assets import read_manifest
    from orchestration.defs.words.assets import SENTENCES, told_columns
    from sozialraum.base.warehouse import Warehouse

    graph = definitions.resolve_asset_graph()
    judged = {
        key.asset_key.to_user_string().replace("/", ".")
        for key in graph.asset_check_keys
        if key.name == "all_in_words" and SENTENCES in graph.get(key).parent_entity_keys
    }
    assert judged == set(told_columns(read_manifest(Warehouse.default())))


def test_the_columns_that_publish_sentences_are_listed() -> None:
    from orchestration.defs.transform.assets import read_manifest
    from orchestration.defs.words.assets import told_columns
    from sozialraum.base.warehouse import Warehouse

    page = (PROJECT / "docs" / "engineers.md").read_text("utf-8")
    listed = {
        f"marts.{table}": set(re.findall(r"`(\w+)`", columns))
        for table, columns in re.findall(
            r"^\| `(\w+)` \| (.*) \|$",
            page.split("## What the marts say")[1].split("\n## ")[0],
            re.M,
        )
    }
    told = told_columns(read_manifest(Warehouse.default()))
    assert listed == {table: set(columns) for table, columns in told.items()}


def test_a_run_that_hangs_is_ended_after_it_may_have_waited_for_another(
    definitions: Definitions,
) -> None:
    from sozialraum.base.warehouse import WAIT_MINUTES

    longest = int(definitions.resolve_job_def("refresh").run_tags["dagster/max_runtime"])
    assert 60 * WAIT_MINUTES < longest <= 4 * 60 * 60


def test_only_a_run_whose_process_was_killed_is_begun_once_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dagster import DagsterInstance

    from orchestration.lib.instance import prepare_home
    from sozialraum.base.warehouse import Warehouse

    monkeypatch.setenv("DAGSTER_HOME", "")
    prepare_home(Warehouse(tmp_path))
    with DagsterInstance.get() as instance:
        assert instance.run_retries_enabled
        assert not instance.run_retries_retry_on_asset_or_op_failure
        assert instance.run_retries_max_retries == 0
        assert instance.run_monitoring_enabled
