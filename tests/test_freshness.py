"""A source whose figures are older than its cadence lets expect does not look green."""

from datetime import timedelta

import pytest
from dagster import (
    AssetCheckKey,
    AssetKey,
    AssetSelection,
    AssetSpec,
    Definitions,
    define_asset_job,
)

from orchestration.defs.audit.freshness import freshness_checks
from orchestration.defs.resources import RefreshResource
from orchestration.lib.checks import UP_TO_DATE
from sozialraum.base.warehouse import WAREHOUSE_VARIABLE, Warehouse
from sozialraum.declarations import Catalogue

STATUS = """
    CREATE SCHEMA declared; CREATE TABLE declared.city AS SELECT DATE '2026-11-22' AS as_of;
    CREATE SCHEMA assess; CREATE TABLE assess.source_status AS SELECT * FROM (VALUES
        ('deaths', 'stale', DATE '2024-12-31', DATE '2026-07-04', NULL),
        ('kita_children', 'fresh', DATE '2025-12-31', DATE '2027-07-04', NULL),
        ('hze', 'awaiting_first_delivery', NULL, NULL, NULL)
    ) AS t (source_id, state, data_until, expected_until, fetch_problem)
"""


def test_every_source_mart_and_edition_is_expected_once_a_month() -> None:
    from orchestration.definitions import defs

    graph = defs.resolve_asset_graph()
    lacking = {
        node.key.to_user_string()
        for node in graph.asset_nodes
        if node.key.path[0] in ("source", "marts", "publication") and not node.freshness_policy
    }
    assert lacking == {"source/changes", "source/areas_of_places"}
    policy = graph.get(AssetKey(["marts", "mart_need"])).freshness_policy
    assert policy is not None
    assert timedelta(31) < policy.warn_window.to_timedelta() < policy.fail_window.to_timedelta()  # type: ignore[attr-defined]


def test_every_source_with_a_cadence_is_judged_by_the_age_of_its_figures(
    catalogue: Catalogue,
) -> None:
    from orchestration.definitions import defs

    judged = {
        key.asset_key.path[-1]
        for key in defs.resolve_asset_graph().asset_check_keys
        if key.name == UP_TO_DATE
    }
    assert judged == {source.id for source in catalogue.sources}


def test_stale_is_red_and_a_first_delivery_that_is_awaited_is_not(
    tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    warehouse = Warehouse(tmp_path_factory.mktemp("warehouse"))
    monkeypatch.setenv(WAREHOUSE_VARIABLE, str(warehouse.root))
    with warehouse.connect() as connection:
        connection.execute(STATUS)
    asked = ("deaths", "kita_children", "hze")
    keys = [AssetCheckKey(AssetKey(["source", one]), UP_TO_DATE) for one in asked]
    definitions = Definitions(
        assets=[AssetSpec(key.asset_key) for key in keys],
        asset_checks=[freshness_checks(catalogue)],
        jobs=[define_asset_job("alone", selection=AssetSelection.checks(*keys))],
        resources={"refresh": RefreshResource(source="snapshot")},
    )
    result = definitions.resolve_job_def("alone").execute_in_process()
    found = {one.asset_key.path[-1]: one for one in result.get_asset_check_evaluations()}
    assert {name: one.passed for name, one in found.items()} == {
        "deaths": False, "kita_children": True, "hze": True,
    }  # fmt: skip
    stale = found["deaths"]
    # of a warning the list of assets shows nothing
    assert stale.severity.value == "ERROR"
    assert stale.description == (
        "stale; figures until 2024-12-31; newer ones expected since 2026-07-04"
    )
    assert stale.metadata["age_in_days"].value == 691
