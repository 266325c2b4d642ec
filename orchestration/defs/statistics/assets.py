"""The tables that Python computes between two steps of dbt; each is a source of dbt's models."""

from dagster import AssetKey, AssetsDefinition, MaterializeResult, asset

from orchestration.defs.resources import RefreshResource
from orchestration.lib.policies import DATA_ENGINEERING, GROUPS, PLANNING

GROUP = GROUPS["statistics"]


def statistics_assets() -> list[AssetsDefinition]:
    return [pandemic_fit, social_index]


@asset(
    key=AssetKey(["statistics", "pandemic_fit"]),
    deps=[AssetKey(["assess", "pandemic_series"])],
    group_name=GROUP,
    owners=[DATA_ENGINEERING, PLANNING],
    kinds={"python", "duckdb"},
    description="What would have been expected without the crisis: one regression per area and "
    "indicator on the time before it (docs/methods.md).",
)
def pandemic_fit(refresh: RefreshResource) -> MaterializeResult[None]:
    from sozialraum.statistics.pandemic import write_fits

    with refresh.warehouse.connect() as connection:
        counted = write_fits(connection)
    return MaterializeResult(
        metadata={
            "dagster/row_count": 2 * sum(counted.values()),
            "assessed": counted.pop("", 0),
            **{f"not assessable: {reason}": number for reason, number in sorted(counted.items())},
        }
    )


@asset(
    key=AssetKey(["statistics", "social_index"]),
    deps=[AssetKey(["assess", "social_index_value"])],
    group_name=GROUP,
    owners=[DATA_ENGINEERING, PLANNING],
    kinds={"duckdb"},
    description="The social index as `social_index.yaml` declares it (docs/methods.md).",
)
def social_index(refresh: RefreshResource) -> MaterializeResult[None]:
    from sozialraum.social_index.city import write_index

    with refresh.warehouse.connect() as connection:
        rows = write_index(connection, refresh.catalogue.social_index)
    return MaterializeResult(metadata={"dagster/row_count": rows})
