"""One asset per layer of places or boundaries, and one for the areas that the places lie in."""

import os
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from dagster import (
    AssetCheckResult,
    AssetCheckSeverity,
    AssetCheckSpec,
    AssetExecutionContext,
    AssetKey,
    AssetsDefinition,
    AssetSpec,
    MaterializeResult,
    MetadataValue,
    asset,
    multi_asset,
)

from orchestration.defs.ingest.assets import DECLARATIONS
from orchestration.defs.resources import RefreshResource
from orchestration.lib.policies import DATA_ENGINEERING, GROUPS
from sozialraum.audit import Finding, invalidate_build, record
from sozialraum.base.errors import SourceError
from sozialraum.declarations import Catalogue
from sozialraum.declarations.layer import GEODATA_VARIABLE, Layer
from sozialraum.ingest.landing import Known, Landing, LandingStore
from sozialraum.ingest.layers.geojson import LayerFormError
from sozialraum.ingest.layers.load import (
    State,
    counts,
    forget,
    is_loaded,
    load,
    read_landing,
    record_state,
    remembered,
)
from sozialraum.ingest.layers.retrieval import LayerAnswer, LayerConnector, SnapshotLayers
from sozialraum.ingest.raw import record_vintages

if TYPE_CHECKING:
    import duckdb

LAYER_FORM = "layer_form"
PLACEMENT = AssetKey(["source", "areas_of_places"])


def layer_key(layer: Layer) -> AssetKey:
    return AssetKey(["source", layer.id])


def layer_assets(catalogue: Catalogue) -> list[AssetsDefinition]:
    """One asset per layer, made in one step, and the placement; empty without layers."""
    layers = {layer_key(layer): layer for layer in catalogue.layers}
    if not layers:
        return [_placement_asset([])]

    @multi_asset(
        name="layers",
        specs=[_spec(catalogue, layer) for layer in layers.values()],
        check_specs=[_check(layer) for layer in layers.values()],
        can_subset=True,
    )
    def retrieve_and_load(
        context: AssetExecutionContext, refresh: RefreshResource
    ) -> Iterator[MaterializeResult[None]]:
        wanted = [layer for key, layer in layers.items() if key in context.selected_asset_keys]
        store = LandingStore(refresh.warehouse.landing)
        base_url = os.environ.get(GEODATA_VARIABLE) or None
        # one connection for all: opening and closing the database costs more than a layer does
        with refresh.warehouse.connect() as connection:
            answers = _connector(refresh).retrieve(
                [(layer, refresh.catalogue.places.url(layer, base_url)) for layer in wanted],
                {
                    layer.id: _askable(connection, layer, known)
                    for layer in wanted
                    if (known := store.known(layer.id).get(layer.layer)) is not None
                },
            )
            for layer, answer in answers:
                yield _ingest(context, connection, refresh, layer, answer)

    return [retrieve_and_load, _placement_asset(list(layers))]


def _spec(catalogue: Catalogue, layer: Layer) -> AssetSpec:
    quirks = "".join(f"\n- {quirk}" for quirk in layer.quirks)
    team = layer.planning_field
    return AssetSpec(
        layer_key(layer),
        deps=[DECLARATIONS],
        group_name=GROUPS["declared"],
        owners=[DATA_ENGINEERING, *([f"team:{team}"] if team else [])],
        kinds={"geojson", "duckdb"},
        description=f"**{layer.title}**\n\n{layer.office}. {catalogue.city.attribution}"
        + (f"\n\nKnown peculiarities:{quirks}" if quirks else ""),
        metadata={
            "office": layer.office,
            "role": layer.role,
            "declared_at": catalogue.places.where(layer),
            "mapping": "verified" if layer.verified else "not verified yet",
            "licence": MetadataValue.url(catalogue.licences[layer.licence].url),
            "url": MetadataValue.url(catalogue.places.url(layer)),
        },
    )


def _check(layer: Layer) -> AssetCheckSpec:
    return AssetCheckSpec(
        LAYER_FORM,
        asset=layer_key(layer),
        blocking=True,
        description="The layer is whole GeoJSON with the declared attributes, in a known "
        "coordinate system. Where the declared mapping was never verified, a layer that does not "
        "fit is set aside with a warning; else nothing is published.",
    )


def _connector(refresh: RefreshResource) -> LayerConnector:
    if not refresh.is_live:
        return SnapshotLayers(refresh.catalogue)
    from sozialraum.ingest.layers.portal import LiveLayers

    return LiveLayers(refresh.catalogue.portal.fetch)


def _ingest(
    context: AssetExecutionContext,
    connection: "duckdb.DuckDBPyConnection",
    refresh: RefreshResource,
    layer: Layer,
    answer: LayerAnswer,
) -> MaterializeResult[None]:
    store = LandingStore(refresh.warehouse.landing)
    is_new = False
    problem = None
    if isinstance(answer, SourceError):
        problem = str(answer)
    elif answer is not None:
        _, is_new = store.land(layer.id, answer)
    landing = store.newest(layer.id, layer.layer)
    record_vintages(connection, layer, store.vintages(layer.id))
    state = _read(context, connection, refresh.catalogue, layer, landing)
    if problem is not None and state.outcome != "unreadable":
        state = replace(state, outcome="stale", problem=problem)
    record_state(connection, layer, state)
    record(connection, [_finding(layer, state)])
    found = counts(connection, layer, landing) if landing else {}
    return MaterializeResult(
        asset_key=layer_key(layer),
        metadata={
            "outcome": state.outcome,
            **({"dagster/row_count": found["services"] + found["areas"]} if landing else {}),
            "rejected": found.get("rejected", 0),
            "new_landings": int(is_new),
            "attributes": MetadataValue.json(list(state.attributes)),
            "unmapped": MetadataValue.json(list(state.unmapped)),
        },
        check_results=[
            AssetCheckResult(
                asset_key=layer_key(layer),
                passed=state.problem is None,
                check_name=LAYER_FORM,
                severity=(
                    AssetCheckSeverity.ERROR if _blocks(layer, state) else AssetCheckSeverity.WARN
                ),
                description=_observed(state),
            )
        ],
    )


def _askable(connection: "duckdb.DuckDBPyConnection", layer: Layer, known: Known) -> Known:
    """Without marks where the newest landing could not be read: a server's "not modified" would
    keep it for ever."""
    if remembered(connection, layer).outcome == "unreadable":
        return replace(known, etag=None, last_modified=None)
    return known


def _read(
    context: AssetExecutionContext,
    connection: "duckdb.DuckDBPyConnection",
    catalogue: Catalogue,
    layer: Layer,
    landing: Landing | None,
) -> State:
    """Reads the newest landing if that was not done yet; one that cannot be read is set aside."""
    if landing is None:
        return State("absent")
    if is_loaded(connection, catalogue, layer, landing):
        known = remembered(connection, layer)
        return replace(known, outcome="read", problem=None, checked_at=landing.retrieved_at)
    try:
        content = read_landing(catalogue, layer, landing)
    except LayerFormError as error:
        forget(connection, layer, landing)
        invalidate_build(connection)
        return State("unreadable", str(error), landing.retrieved_at)
    load(connection, catalogue, layer, landing, content)
    invalidate_build(connection)
    if content.unmapped:
        context.log.info(
            f"layer '{layer.id}' has nothing for {', '.join(content.unmapped)}; its attributes "
            f"are {', '.join(content.attributes)} ({catalogue.places.where(layer)})"
        )
    return State("read", None, landing.retrieved_at, content.attributes, content.unmapped)


def _blocks(layer: Layer, state: State) -> bool:
    return layer.verified and state.outcome == "unreadable"


def _finding(layer: Layer, state: State) -> Finding:
    return Finding(
        table_name=f"source.{layer.id}",
        check_name=LAYER_FORM,
        kind="wire",
        severity="critical" if _blocks(layer, state) else "warning",
        passed=state.problem is None,
        observed=_observed(state),
        failing_rows=None,
        description="The layer of places or boundaries has the declared form.",
        description_de="Die Kartenebene ist abrufbar und hat die vereinbarte Form.",
    )


def _observed(state: State) -> str:
    if state.problem:
        return state.problem
    return "not retrieved yet" if state.outcome == "absent" else "as declared"


def _placement_asset(layers: list[AssetKey]) -> AssetsDefinition:
    @asset(
        key=PLACEMENT,
        deps=layers or [DECLARATIONS],
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
            placed = place_features(connection, refresh.catalogue.places.geodata)
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
