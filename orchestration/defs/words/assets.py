"""The sentences of the published tables: dbt leaves messages there, here they become text."""

from collections.abc import Iterable, Mapping
from typing import Any

from dagster import AssetKey, AssetsDefinition, MaterializeResult, asset

from orchestration.defs.resources import RefreshResource
from orchestration.lib.policies import DATA_ENGINEERING, GROUPS, PLANNING

SENTENCES = AssetKey(["words", "sentences"])


def words_asset(manifest: Mapping[str, Any], decided: Iterable[AssetKey]) -> AssetsDefinition:
    """``decided``: the models that decide what is said. The marts themselves cannot be named here:
    who waits for a mart waits for its audit, and the audit judges the sentences."""
    columns = told_columns(manifest)

    @asset(
        key=SENTENCES,
        deps=sorted(decided),
        group_name=GROUPS["words"],
        owners=[DATA_ENGINEERING, PLANNING],
        kinds={"python", "duckdb"},
        description="The sentences of the published tables, put into the words of the catalogue: "
        + ", ".join(f"{table}.{name}" for table, names in columns.items() for name in names)
        + ".",
    )
    def sentences(refresh: RefreshResource) -> MaterializeResult[None]:
        from sozialraum.published_words import tell

        with refresh.making("words__sentences") as connection:
            told = tell(connection, columns, refresh.words)
        return MaterializeResult(metadata={"sentences": told})

    return sentences


def told_columns(manifest: Mapping[str, Any]) -> dict[str, list[str]]:
    """The columns that publish sentences, by table, as the models declare them."""
    found = {
        f"{node['schema']}.{node['name']}": [
            name
            for name, column in node["columns"].items()
            if column["config"]["meta"].get("told", False)
        ]
        for node in manifest["nodes"].values()
        if node["resource_type"] == "model"
    }
    return {table: names for table, names in sorted(found.items()) if names}
