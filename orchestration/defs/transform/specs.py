"""What the UI shows of dbt's models and tests, told from its manifest.

dagster-dbt tells it, too, and loads all of dbt for it, which took as long as all other definitions;
a test holds the two against each other (docs/decisions/035-models-are-told-from-the-manifest.md).
"""

from collections.abc import Container, Mapping
from hashlib import sha1
from textwrap import indent
from typing import Any

from dagster import AssetCheckSpec, AssetKey, AssetSpec

from orchestration.defs.ingest.declarations import DECLARATIONS
from orchestration.defs.transform.columns import column_metadata
from orchestration.lib.code_references import of_models
from orchestration.lib.column_lineage import Lineage
from orchestration.lib.nothing_new import CHANGES
from orchestration.lib.policies import DATA_ENGINEERING, GROUPS, MONTHLY, PLANNING
from sozialraum.base.tables import tables_of

DATA_QUALITY = "mart_data_quality"
DATA_QUALITY_KEY = AssetKey(["marts", DATA_QUALITY])
UNIQUE_ID = "dagster_dbt/unique_id"


class Specs:
    """Models carry the group and owners of their room; what they read from ``raw`` comes from
    the source assets, what they read from ``declared`` from the declarations.

    Args:
        manifest: dbt's, as JSON.
        lineage: of columns, by ``schema.table``.
    """

    def __init__(self, manifest: Mapping[str, Any], lineage: Lineage) -> None:
        self._nodes = manifest["nodes"]
        self._keys = {
            **{key: _key(node) for key, node in self._nodes.items()},
            **{
                key: AssetKey([one["source_name"], one["name"]])
                for key, one in manifest["sources"].items()
            },
        }
        self._lineage = lineage
        self._written = of_models(manifest)
        self._after_statistics = descendants(manifest, "statistics")
        self._marts = [
            key
            for one, key in self._keys.items()
            if one.startswith("model.") and key.path[0] == "marts" and key != DATA_QUALITY_KEY
        ]

    def of_model(self, unique_id: str) -> AssetSpec:
        model, key = self._nodes[unique_id], self._keys[unique_id]
        room = key.path[0]
        made_of = self._lineage.get(f"{model['schema']}.{model['name']}", {})
        return AssetSpec(
            key,
            deps=self._dependencies(unique_id),
            description=f"{model['description']}\n\n#### Raw SQL:\n```sql\n"
            f"{indent(model['raw_code'], '    ')}\n```",
            metadata={
                UNIQUE_ID: unique_id,
                "dagster-dbt/materialization_type": model["config"]["materialized"],
                "dagster/storage_kind": "duckdb",
                "dagster/table_name": f"{model['database']}.{model['schema']}.{model['alias']}",
                **column_metadata(model["columns"], made_of),
                **self._written[unique_id],
            },
            skippable=True,
            # of a model its layer, not its schema: core publishes its dim_ and fct_ itself
            group_name=GROUPS[model["fqn"][1]],
            code_version=sha1(model["raw_code"].encode(), usedforsecurity=False).hexdigest(),
            owners=[DATA_ENGINEERING, PLANNING] if room == "marts" else [DATA_ENGINEERING],
            kinds={"dbt", "duckdb"},
            freshness_policy=MONTHLY if room == "marts" else None,
        )

    def of_test(self, unique_id: str) -> AssetCheckSpec:
        """A check of the model or source that it is attached to, or of the only one that it
        reads."""
        test = self._nodes[unique_id]
        read = test["depends_on"]["nodes"]
        key = self._keys[read[0] if len(read) == 1 else test["attached_node"]]
        return AssetCheckSpec(
            test["name"],
            asset=key,
            additional_deps={self._keys[one] for one in read} - {key},
            metadata={UNIQUE_ID: unique_id},
            blocking=test["config"]["severity"].lower() == "error",
        )

    def _dependencies(self, unique_id: str) -> list[AssetKey]:
        if self._keys[unique_id] == DATA_QUALITY_KEY:
            return self._marts
        found: set[AssetKey] = set()
        for read in self._nodes[unique_id]["depends_on"]["nodes"]:
            key = self._keys[read]
            room, table = key.path
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
                found.add(key)
        return sorted(found)


def _key(node: Mapping[str, Any]) -> AssetKey:
    return AssetKey([node["config"]["schema"], node["name"]])


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
