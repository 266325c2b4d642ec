"""One asset per layer of places or boundaries, all made in one step."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from dagster import AssetExecutionContext, AssetsDefinition, MetadataValue

from orchestration.defs.ingest.placement import placement_asset
from orchestration.defs.ingest.skeleton import (
    Entry,
    Ingested,
    Run,
    ingest_assets,
    source_key,
    source_spec,
)
from orchestration.defs.resources import RefreshResource
from sozialraum.audit.check import Check, Finding
from sozialraum.audit.results import PLACED, forget_made, invalidate_build
from sozialraum.base.errors import SourceError
from sozialraum.declarations import Catalogue
from sozialraum.declarations.layer import GEODATA_VARIABLE, Layer
from sozialraum.ingest.landing import Known, Landing, Retrieved
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
    setting_of,
)
from sozialraum.ingest.layers.loss import lost_features
from sozialraum.ingest.layers.retrieval import LayerAnswer, LayerConnector, SnapshotLayers

if TYPE_CHECKING:
    import duckdb


def layer_assets(catalogue: Catalogue) -> list[AssetsDefinition]:
    """One asset per layer and the placement; only that without layers."""
    entries = [_entry(catalogue, layer) for layer in catalogue.layers]
    figures = [source_key(layer.id) for layer, _ in catalogue.figure_layers]
    placement = placement_asset([*(entry.spec.key for entry in entries), *figures])
    return [*ingest_assets(entries, _declared, _ingest, name="layers"), placement]


def _declared(catalogue: Catalogue) -> dict[str, Layer]:
    return {layer.id: layer for layer in catalogue.layers}


def _entry(catalogue: Catalogue, layer: Layer) -> Entry:
    spec = source_spec(
        layer.id,
        title=layer.title,
        office=layer.office,
        about=catalogue.city.attribution,
        owner=f"team:{layer.planning_field}" if layer.planning_field else None,
        kind="geojson",
        written={"entry": catalogue.folder / catalogue.places.where(layer)},
        metadata={
            "role": layer.role,
            "declared_at": catalogue.places.where(layer),
            "mapping": "verified" if layer.verified else "not verified yet",
            "licence": MetadataValue.url(catalogue.licences[layer.licence].url),
            "url": MetadataValue.url(catalogue.places.url(layer)),
        },
        quirks=layer.quirks,
    )
    return Entry(spec, [_form(layer)])


def _form(layer: Layer) -> Check:
    return Check(
        table_name=f"source.{layer.id}",
        check_name="layer_form",
        kind="wire",
        severity="critical",
        description="The layer of places or boundaries has the declared form.",
        details="It is whole GeoJSON with the declared attributes, in a known coordinate system. "
        "Where the declared mapping was never verified, a layer that does not fit is set aside "
        "with a warning; else nothing is published.",
    )


def layer_connector(refresh: RefreshResource) -> LayerConnector:
    """What brings the layers of a refresh."""
    if not refresh.is_live:
        return SnapshotLayers(refresh.catalogue)
    from sozialraum.ingest.layers.portal import LiveLayers

    return LiveLayers(refresh.catalogue.portal.fetch)


def _ingest(run: Run, layers: Mapping[str, Layer]) -> Iterator[Ingested]:
    forget_made(run.connection, PLACED)
    catalogue = run.refresh.catalogue
    base_url = os.environ.get(GEODATA_VARIABLE) or None
    answers = layer_connector(run.refresh).retrieve(
        [(layer, catalogue.places.url(layer, base_url)) for layer in layers.values()],
        {
            layer.id: _askable(run.connection, layer, known)
            for layer in layers.values()
            if (known := run.store.known(layer.id).get(layer.layer)) is not None
        },
    )
    for layer, answer in answers:
        yield _ingest_answer(run, layer, answer)


def _ingest_answer(run: Run, layer: Layer, answer: LayerAnswer) -> Ingested:
    connection, store = run.connection, run.store
    is_new = False
    problem = None
    if isinstance(answer, SourceError):
        problem = str(answer)
    elif answer is not None:
        problem = _lost(run, layer, answer)
        if problem is None:
            _, is_new = store.land(layer.id, answer)
    state, landing = _read_newest(run, layer)
    run.record_vintages(layer.id, _landings(run, layer))
    if problem is not None and state.outcome != "unreadable":
        state = replace(state, outcome="stale", problem=problem)
    record_state(connection, layer, state)
    found = counts(connection, layer, landing) if landing else {}
    return Ingested(
        layer.id,
        findings=[_finding(layer, state)],
        metadata={
            "outcome": state.outcome,
            **({"dagster/row_count": found["services"] + found["areas"]} if landing else {}),
            "rejected": found.get("rejected", 0),
            "left_out": found.get("left_out", 0),
            "new_landings": int(is_new),
            "attributes": MetadataValue.json(list(state.attributes)),
            "unmapped": MetadataValue.json(list(state.unmapped)),
        },
    )


def _read_newest(run: Run, layer: Layer) -> tuple[State, Landing | None]:
    """What became of the newest landing that counts, and the newest of these that can be read: an
    older one is not loaded yet where the build is new, or a month is made again."""
    states = []
    landings = _landings(run, layer)
    if run.has_wrong(layer.id):
        # each is compared with what proved wrong
        for landing in landings:
            _read(run.context, run.connection, run.refresh.catalogue, layer, landing)
    for landing in reversed(landings):
        if run.counts(landing):
            states.append(_read(run.context, run.connection, run.refresh.catalogue, layer, landing))
            if states[-1].outcome == "read":
                return states[0], landing
    return states[0] if states else State("absent"), None


def _landings(run: Run, layer: Layer) -> list[Landing]:
    return run.landings(layer.id, lambda come: {layer.layer} & come or come)


def _lost(run: Run, layer: Layer, answer: Retrieved) -> str | None:
    """Why what was fetched is set aside, as of a table that lost its rows; a bundled copy is put
    there by an engineer."""
    catalogue, store = run.refresh.catalogue, run.store
    in_use = store.newest(layer.id, layer.layer, unless=run.proved_wrong)
    if in_use is None or not run.refresh.is_live:
        return None
    problem = lost_features(layer, setting_of(catalogue, layer), in_use, answer.content)
    if problem is None:
        return None
    aside = store.set_aside(layer.id, answer, problem)
    place = aside.relative_to(store.root.parent)
    return f"came, but is not used: {problem}. It is kept in {place}"


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
    landing: Landing,
) -> State:
    """Reads a landing if that was not done yet; one that cannot be read, or is damaged, is set
    aside. A damaged newest one was asked for again before (`sozialraum.mending`)."""
    if is_loaded(connection, catalogue, layer, landing):
        known = remembered(connection, layer)
        return replace(known, outcome="read", problem=None, checked_at=landing.retrieved_at)
    try:
        content = read_landing(catalogue, layer, landing)
    except SourceError as error:
        context.log.warning(f"layer '{layer.id}': passed over: {error}")
        return State("unreadable", str(error), landing.retrieved_at)
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


def _finding(layer: Layer, state: State) -> Finding:
    is_wrong = layer.verified and state.outcome == "unreadable"
    check = _form(layer) if is_wrong else _form(layer).as_warning()
    otherwise = "not retrieved yet" if state.outcome == "absent" else "as declared"
    return check.judged([state.problem] if state.problem else [], otherwise)
