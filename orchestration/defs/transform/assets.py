"""The dbt models as assets, their data tests as asset checks."""

import json
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from dagster import (
    AssetExecutionContext,
    AssetsDefinition,
    MaterializeResult,
    MetadataValue,
    multi_asset,
)

from orchestration.defs.resources import RefreshResource
from orchestration.defs.transform.built import built_metadata
from orchestration.defs.transform.results import failure_of, finding_of, shown_of
from orchestration.defs.transform.specs import DATA_QUALITY, Specs, descendants
from orchestration.lib.checks import result_of
from orchestration.lib.column_lineage import Lineage
from orchestration.lib.dbt_build import build
from orchestration.lib.dbt_in_process import NodeResult, manifest_path
from orchestration.lib.failing_rows import fresh_file
from sozialraum.audit.check import Finding
from sozialraum.audit.results import mark_built, record, require_begun

TOLD_EACH_SECONDS = 0.5
# What is made from tables that Python writes (schema ``statistics``) waits for them. These are
# themselves computed of what waits for the others, of figures with estimates among them:
OF_ESTIMATES = (
    "index_draw", "need_draw", "need_rank", "priority_place", "social_index", "social_index_range",
    "urgency_rank",
)  # fmt: skip


@dataclass
class Step:
    """Models and tests that one asset step makes together, by their unique ids."""

    name: str
    # Findings of the last step would come too late for the mart that it builds.
    records_findings: bool = True
    models: list[str] = field(default_factory=list)
    tests: list[str] = field(default_factory=list)


def transform_steps(manifest: Mapping[str, Any]) -> list[Step]:
    """One step for each time that models have to wait for something that is none: the models with
    their tests; what is made from tables that Python wrote of them; what is made from those that
    it wrote of that (ranks, the index); and, when the expectations have been judged, the mart of
    their findings. A test waits for all that it reads."""
    after_statistics = descendants(manifest, "statistics")
    after_estimates = descendants(manifest, "statistics", OF_ESTIMATES)
    first, second, third = Step("dbt_models"), Step("dbt_statistics"), Step("dbt_ranks")
    last = Step("dbt_data_quality", records_findings=False)
    nodes = manifest["nodes"]
    for unique_id, node in nodes.items():
        concerned = (unique_id, *node["depends_on"]["nodes"])
        is_test = node["resource_type"] == "test"
        if any(key in nodes and nodes[key]["name"] == DATA_QUALITY for key in concerned):
            step = last
        elif unique_id in after_estimates:
            step = third
        elif unique_id in after_statistics:
            step = second
        else:
            step = first
        if is_test:
            step.tests.append(unique_id)
        elif node["config"]["materialized"] != "ephemeral":
            step.models.append(unique_id)
    return [first, second, third, last]


def transform_assets(
    manifest: Mapping[str, Any], lineage: Lineage | None = None
) -> list[AssetsDefinition]:
    """The steps of :func:`transform_steps` as assets and checks."""
    told = Specs(manifest, lineage or {})
    return [_step(step, manifest, told) for step in transform_steps(manifest)]


def _step(step: Step, manifest: Mapping[str, Any], told: Specs) -> AssetsDefinition:
    specs = [told.of_model(one) for one in step.models]
    checks = [told.of_test(one) for one in step.tests]

    @multi_asset(name=step.name, specs=specs, check_specs=checks, can_subset=True)
    def models(context: AssetExecutionContext, refresh: RefreshResource) -> Iterator[Any]:
        selected = len(context.selected_asset_keys) + len(context.selected_asset_check_keys)
        is_whole = selected == len(specs) + len(checks)
        yield from _build(context, refresh, step, manifest["nodes"], is_whole=is_whole)

    return models


def _build(
    context: AssetExecutionContext,
    refresh: RefreshResource,
    step: Step,
    nodes: Mapping[str, Any],
    *,
    is_whole: bool,
) -> Iterator[Any]:
    """Makes the whole step, or the models and tests of it that were selected. What is made is told
    while others are made."""
    keys = {key.path[-1]: key for key in context.selected_asset_keys}
    checks = {key.name: key for key in context.selected_asset_check_keys}
    chosen = [
        *(one for one in step.models if nodes[one]["name"] in keys),
        *(one for one in step.tests if nodes[one]["name"] in checks),
    ]
    findings: list[Finding] = []
    failed: list[NodeResult] = []
    ended, told_at = 0, 0.0
    with refresh.warehouse.connect() as connection:
        if not is_whole:
            require_begun(connection)
        refresh.require_one_day(connection)
        if keys:
            # until all is made, also where it breaks off
            mark_built(connection, step.name, refresh.code_version, is_whole=False)
    results = build(refresh.warehouse, nodes, chosen)
    with refresh.warehouse.connect() as connection:
        for result in results:
            ended += 1
            # each line is kept in the history of runs, which takes as long as a test
            if time.monotonic() > told_at + TOLD_EACH_SECONDS:
                told_at = time.monotonic()
                context.log.debug(f"dbt: {ended} models and tests, last {result.name}")
            if result.status in ("error", "fail", "skipped"):
                failed.append(result)
            # one that did not run for another has found nothing, and made nothing
            if result.status == "skipped":
                continue
            if result.resource_type == "test":
                finding = finding_of(checks[result.name], result)
                file = fresh_file(refresh.warehouse.failing_rows, finding.check)
                findings.append(finding)
                yield result_of(finding, shown_of(connection, nodes, result, file))
            elif result.succeeded:
                seconds = MetadataValue.float(round(result.seconds, 2))
                shown = built_metadata(connection, nodes[result.unique_id])
                yield MaterializeResult(
                    asset_key=keys[result.name], metadata=shown | {"seconds": seconds}
                )
        if step.records_findings:
            record(connection, findings, refresh.words)
        if keys:
            is_built = is_whole and not failed
            mark_built(connection, step.name, refresh.code_version, is_whole=is_built)
    if failed:
        raise failure_of(failed)


def read_manifest(refresh_warehouse: Any) -> dict[str, Any]:
    path = manifest_path(refresh_warehouse)
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content
