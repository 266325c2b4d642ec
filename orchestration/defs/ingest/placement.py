"""In which areas the places of the layers lie: one asset, made when all layers are read."""

from collections.abc import Sequence

from dagster import AssetKey, AssetsDefinition, MaterializeResult, MetadataValue, asset

from orchestration.defs.ingest.declarations import DECLARATIONS
from orchestration.defs.resources import RefreshResource
from orchestration.lib.policies import DATA_ENGINEERING, GROUPS
from sozialraum.audit.results import PLACED, forget_made

PLACEMENT = AssetKey(["source", "areas_of_places"])


def placement_asset(layers: Sequence[AssetKey]) -> AssetsDefinition:
    @asset(
        key=PLACEMENT,
        deps=list(layers) or [DECLARATIONS],
        group_name=GROUPS["declared"],
        owners=[DATA_ENGINEERING],
        kinds={"python", "duckdb"},
        description="Which vintage of each layer is used, and in which area of each outlined level "
        "each place lies: inside, on a border (the smallest code), near one (the nearest area, "
        "within the declared tolerance) or outside.",
    )
    def areas_of_places(refresh: RefreshResource) -> MaterializeResult[None]:
        from sozialraum.ingest.layers.areas import place_features

        with refresh.warehouse.connect() as connection:
            forget_made(connection, PLACED)
            placed = place_features(connection, refresh.catalogue.places.geodata)
            refresh.mark_read(connection, PLACED)
        return MaterializeResult(
            metadata={
                "dagster/row_count": placed.points,
                "layers_in_use": placed.layers,
                "layers_declared": len(refresh.catalogue.layers),
                "outlined_levels": MetadataValue.json(list(placed.levels)),
                "outside": placed.outside,
            }
        )

    return areas_of_places
