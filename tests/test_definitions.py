"""What the Dagster UI shows of each asset, and what stops what."""

import pytest
from dagster import AssetKey, DefaultScheduleStatus, Definitions


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


def test_every_declared_source_is_an_asset_that_staging_reads(definitions: Definitions) -> None:
    from sozialraum.declarations import load_catalogue

    graph = definitions.resolve_asset_graph()
    upstream = graph.get(AssetKey(["staging", "stg_cell"])).parent_keys
    assert {AssetKey(["source", source.id]) for source in load_catalogue().sources} <= upstream


def test_critical_expectations_block_publication_and_report(definitions: Definitions) -> None:
    graph = definitions.resolve_asset_graph()
    blocking = [key for key in graph.asset_check_keys if graph.get_check_spec(key).blocking]
    guarded = {key.asset_key for key in blocking}
    published = graph.get(AssetKey(["publication", "published_marts"])).parent_keys
    assert AssetKey(["marts", "fct_indicator"]) in guarded
    assert {key for key in guarded if key.path[0] in ("marts", "raw")} <= published
    for report in ("report_html", "report_pdf"):
        parents = graph.get(AssetKey(["publication", report])).parent_keys
        assert parents == {AssetKey(["publication", "published_marts"])}


def test_the_schedule_is_monthly_in_local_time_and_off(definitions: Definitions) -> None:
    (schedule,) = definitions.schedules or []
    assert schedule.cron_schedule == "0 6 5 * *"
    assert schedule.execution_timezone == "Europe/Berlin"
    assert schedule.default_status == DefaultScheduleStatus.STOPPED
