"""The dbt models as assets, their data tests as asset checks."""

import json
import time
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from dagster import (
    AssetCheckSpec,
    AssetExecutionContext,
    AssetKey,
    AssetsDefinition,
    AssetSpec,
    MaterializeResult,
    MetadataValue,
    multi_asset,
)
from dagster_dbt import DagsterDbtTranslator

from orchestration.defs.ingest.declarations import DECLARATIONS
from orchestration.defs.resources import RefreshResource
from orchestration.defs.transform.built import built_metadata
from orchestration.defs.transform.columns import column_metadata
from orchestration.defs.transform.results import failure_of, finding_of, shown_of
from orchestration.lib.checks import result_of
from orchestration.lib.code_references import of_models
from orchestration.lib.column_lineage import Lineage
from orchestration.lib.dbt_build import build
from orchestration.lib.dbt_in_process import manifest_path
from orchestration.lib.failing_rows import fresh_file
from orchestration.lib.nothing_new import CHANGES
from orchestration.lib.policies import DATA_ENGINEERING, GROUPS, MONTHLY, PLANNING
from sozialraum.audit.results import mark_built, record, require_begun
from sozialraum.base.tables import tables_of

DATA_QUALITY = "mart_data_quality"
TOLD_EACH_SECONDS = 0.5
# What is made from tables that Python writes (schema ``statistics``) waits for them. These are
# themselves computed of what waits for the others, of figures with estimates among them:
OF_ESTIMATES = (
    "index_draw", "need_draw", "need_rank", "priority_place", "social_index", "social_index_range",
    "urgency_rank",
)  # fmt: skip
DATA_QUALITY_KEY = AssetKey(["marts", DATA_QUALITY])


class Translator(DagsterDbtTranslator):
    """Models carry the group and owners of their room; what they read from ``raw`` comes from
    the source assets, what they read from ``declared`` from the declarations."""

    def __init__(self, manifest: Mapping[str, Any], lineage: Lineage) -> None:
        super().__init__()
        # asked for again by everything downstream and by every test
        self._specs: dict[str, AssetSpec] = {}
        self._lineage = lineage
        self._written = of_models(manifest)
        self._after_statistics = descendants(manifest, "statistics")
        self._marts = [
            AssetKey(["marts", node["name"]])
            for node in manifest["nodes"].values()
            if node["resource_type"] == "model"
            and node["config"]["schema"] == "marts"
            and node["name"] != DATA_QUALITY
        ]

    def get_asset_spec(self, manifest: Any, unique_id: str, project: Any) -> AssetSpec:
        if unique_id not in self._specs:
            self._specs[unique_id] = self._spec(manifest, unique_id, project)
        return self._specs[unique_id]

    def _spec(self, manifest: Any, unique_id: str, project: Any) -> AssetSpec:
        spec = super().get_asset_spec(manifest, unique_id, project)
        room = spec.key.path[0]
        # of a model its layer, not its schema: core publishes its dim_ and fct_ itself
        model = manifest["nodes"].get(unique_id)
        told = dict(spec.metadata)
        if model:
            made_of = self._lineage.get(f"{model['schema']}.{model['name']}", {})
            told |= column_metadata(model["columns"], made_of) | self._written[unique_id]
        return spec.replace_attributes(
            deps=self._dependencies(spec, unique_id),
            group_name=GROUPS[model["fqn"][1] if model else "declared"],
            owners=[DATA_ENGINEERING, PLANNING] if room == "marts" else [DATA_ENGINEERING],
            kinds={"dbt", "duckdb"},
            metadata=told,
            freshness_policy=MONTHLY if room == "marts" else None,
        )

    def _dependencies(self, spec: AssetSpec, unique_id: str) -> list[AssetKey]:
        if spec.key == DATA_QUALITY_KEY:
            return self._marts
        found: set[AssetKey] = set()
        for dependency in spec.deps:
            room = dependency.asset_key.path[0]
            table = dependency.asset_key.path[-1]
            if room == "declared":
                found.add(DECLARATIONS)
            elif room == "raw" and table in tables_of("raw"):
                # which follows all that lands
                found.add(CHANGES)
            elif room in ("marts", "raw") and unique_id in self._after_statistics:
                # Who waits for a mart or for the rejects waits for their audit, too, and the audit
                # judges all at once, marts of this one among them. The order comes from the models
                # in between.
                continue
            else:
                found.add(dependency.asset_key)
        return sorted(found)


def descendants(
    manifest: Mapping[str, Any], source_name: str, tables: Container[str] | None = None
) -> set[str]:
    """Unique ids of all that is made, directly or not, from a source's tables, or some of them."""
    waiting = [
        key
        for key, one in manifest["sources"].items()
        if one["source_name"] == source_name and (tables is None or one["name"] in tables)
    ]
    found: set[str] = set()
    while waiting:
        children = set(manifest["child_map"].get(waiting.pop(), ())) - found
        found |= children
        waiting += children
    return found


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
    translator = Translator(manifest, lineage or {})
    return [_step(step, manifest, translator) for step in transform_steps(manifest)]


def _step(step: Step, manifest: Mapping[str, Any], translator: Translator) -> AssetsDefinition:
    specs = {key: translator.get_asset_spec(manifest, key, None) for key in step.models}
    checks = _check_specs(step, specs, manifest, translator)

    @multi_asset(name=step.name, specs=list(specs.values()), check_specs=checks, can_subset=True)
    def models(context: AssetExecutionContext, refresh: RefreshResource) -> Iterator[Any]:
        selected = len(context.selected_asset_keys) + len(context.selected_asset_check_keys)
        is_whole = selected == len(specs) + len(checks)
        yield from _build(context, refresh, step, manifest["nodes"], is_whole=is_whole)

    return models


def _check_specs(
    step: Step,
    specs: Mapping[str, AssetSpec],
    manifest: Mapping[str, Any],
    translator: Translator,
) -> list[AssetCheckSpec]:
    found = {}
    for test in step.tests:
        for parent in manifest["nodes"][test]["depends_on"]["nodes"]:
            if parent in specs:
                check = translator.get_asset_check_spec(specs[parent], manifest, test, None)
                if check is not None:
                    found[check.key] = check
    return list(found.values())


def _build(
    context: AssetExecutionContext,
    refresh: RefreshResource,
    step: Step,
    nodes: Mapping[str, Any],
    *,
    is_whole: bool,
) -> Iterator[Any]:
    """Makes the whole step, or the models and tests of it that were selected."""
    ended, told_at = 0, 0.0

    def heard(name: str) -> None:
        nonlocal ended, told_at
        ended += 1
        # each line is kept in the history of runs, which takes as long as a test
        if time.monotonic() > told_at + TOLD_EACH_SECONDS:
            told_at = time.monotonic()
            context.log.debug(f"dbt: {ended} models and tests, last {name}")

    keys = {key.path[-1]: key for key in context.selected_asset_keys}
    checks = {key.name: key for key in context.selected_asset_check_keys}
    chosen = [
        *(one for one in step.models if nodes[one]["name"] in keys),
        *(one for one in step.tests if nodes[one]["name"] in checks),
    ]
    if not is_whole:
        with refresh.warehouse.connect() as connection:
            require_begun(connection)
    results = build(refresh.warehouse, nodes, chosen, on_node=heard)
    # in the order in which they were made: an asset after those that it depends on
    built = [one for one in results if one.succeeded and one.name in keys]
    shown = built_metadata(refresh.warehouse, [nodes[one.unique_id] for one in built])
    for result in built:
        seconds = MetadataValue.float(round(result.seconds, 2))
        yield MaterializeResult(
            asset_key=keys[result.name], metadata=shown.get(result.name, {}) | {"seconds": seconds}
        )
    findings = {
        result.unique_id: finding_of(checks[result.name], result)
        for result in results
        # one that did not run for another has found nothing
        if result.resource_type == "test" and result.name in checks and result.status != "skipped"
    }
    with refresh.warehouse.connect() as connection:
        for result in results:
            if (finding := findings.get(result.unique_id)) is not None:
                file = fresh_file(refresh.warehouse.failing_rows, finding.check)
                yield result_of(finding, shown_of(connection, nodes, result, file))
        if step.records_findings:
            record(connection, list(findings.values()), refresh.words)
        failed = [one for one in results if one.status in ("error", "fail", "skipped")]
        if keys:
            is_built = is_whole and not failed
            mark_built(connection, step.name, refresh.code_version, is_whole=is_built)
    if failed:
        raise failure_of(failed)


def read_manifest(refresh_warehouse: Any) -> dict[str, Any]:
    path = manifest_path(refresh_warehouse)
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content
