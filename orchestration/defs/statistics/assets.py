"""The tables that Python computes between two steps of dbt; each is a source of dbt's models."""

from collections.abc import Iterator, Mapping, Sequence

from dagster import (
    AssetKey,
    AssetsDefinition,
    AssetSpec,
    MaterializeResult,
    asset,
    multi_asset,
)

from orchestration.defs.resources import RefreshResource
from orchestration.lib.code_references import written_in
from orchestration.lib.policies import DATA_ENGINEERING, GROUPS, PLANNING

GROUP = GROUPS["statistics"]


METHODS = "docs/methods.md"


def _specs(module: str, made_of: Sequence[str], tables: Mapping[str, str]) -> list[AssetSpec]:
    """Tables of schema ``statistics``, with what they are; ``made_of`` as ``schema.table``."""
    return [
        AssetSpec(
            AssetKey(["statistics", table]),
            deps=[AssetKey(one.split(".")) for one in made_of],
            group_name=GROUP,
            owners=[DATA_ENGINEERING, PLANNING],
            kinds={"python", "duckdb"},
            description=description,
            metadata=written_in({"code": module, "methods": METHODS}),
        )
        for table, description in tables.items()
    ]


def _results(rows: Mapping[str, int]) -> Iterator[MaterializeResult[None]]:
    """How many rows each table, as ``schema.table``, has."""
    for table, count in rows.items():
        yield MaterializeResult(
            asset_key=AssetKey(table.split(".")), metadata={"dagster/row_count": count}
        )


def statistics_assets() -> list[AssetsDefinition]:
    return [modelled_share, pandemic_fit, simulated_ranks, social_index]


@asset(
    key=AssetKey(["statistics", "modelled_share"]),
    deps=[AssetKey(["core", "coarser_part"]), AssetKey(["core", "indicator_published"])],
    group_name=GROUP,
    owners=[DATA_ENGINEERING, PLANNING],
    kinds={"python", "duckdb"},
    description="How figures of coarser areas are shared out to smaller ones, by what is known "
    "of these (docs/methods.md).",
    metadata=written_in({"code": "sozialraum/statistics/modelled_share.py", "methods": METHODS}),
)
def modelled_share(refresh: RefreshResource) -> MaterializeResult[None]:
    from sozialraum.statistics.modelled_share import write_shares

    with refresh.making("statistics__modelled_share") as connection:
        periods = write_shares(connection)
    return MaterializeResult(
        metadata={f"periods of {indicator}": number for indicator, number in periods.items()}
    )


@asset(
    key=AssetKey(["statistics", "pandemic_fit"]),
    deps=[AssetKey(["assess", "pandemic_series"])],
    group_name=GROUP,
    owners=[DATA_ENGINEERING, PLANNING],
    kinds={"python", "duckdb"},
    description="What would have been expected without the crisis: one regression per area and "
    "indicator on the time before it (docs/methods.md).",
    metadata=written_in({"code": "sozialraum/statistics/pandemic.py", "methods": METHODS}),
)
def pandemic_fit(refresh: RefreshResource) -> MaterializeResult[None]:
    from sozialraum.statistics.pandemic import write_fits

    with refresh.making("statistics__pandemic_fit") as connection:
        counted = write_fits(connection)
    return MaterializeResult(
        metadata={
            "dagster/row_count": 2 * sum(counted.values()),
            "assessed": counted.pop("", 0),
            **{f"not assessable: {reason}": number for reason, number in sorted(counted.items())},
        }
    )


@multi_asset(
    name="simulated_ranks",
    specs=_specs(
        "sozialraum/statistics/ranks.py",
        ["assess.need_figure", "assess.compared_cell"],
        {
            "need_rank": "Ranges of places, and how probably an area is among the first.",
            "need_draw": "The need classes of all draws.",
            "index_draw": "The values of all draws that the social index is made of.",
            "urgency_rank": "Ranges of places by urgency, by theme and over all of them.",
            "priority_place": "Places and groups over all themes, for any weights.",
        },
    ),
)
def simulated_ranks(refresh: RefreshResource) -> Iterator[MaterializeResult[None]]:
    """All figures drawn together within their intervals, many times (docs/methods.md)."""
    from sozialraum.statistics.priority import write_priorities
    from sozialraum.statistics.ranks import write_ranks

    with refresh.making("simulated_ranks") as connection:
        rows = write_ranks(connection) | write_priorities(connection)
    yield from _results(rows)


@multi_asset(
    name="social_index",
    specs=_specs(
        "sozialraum/social_index/city.py",
        ["assess.social_index_value", "statistics.index_draw"],
        {
            "social_index": "The social index as `social_index.yaml` declares it "
            "(docs/methods.md).",
            "social_index_range": "How sure the places of the newest year are (docs/methods.md).",
        },
    ),
)
def social_index(refresh: RefreshResource) -> Iterator[MaterializeResult[None]]:
    from sozialraum.social_index.city import write_index

    with refresh.making("social_index") as connection:
        rows = write_index(connection, refresh.catalogue.social_index)
    yield from _results(rows)
