"""Layers of figures: retrieved as layers are, then landed, checked and loaded as tables are."""

import os
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from dagster import AssetsDefinition

from orchestration.defs.ingest.layers import layer_connector
from orchestration.defs.ingest.portal import (
    fetched_check,
    figures_metadata,
    ingest_table,
    older_check,
)
from orchestration.defs.ingest.skeleton import (
    Entry,
    Ingested,
    Run,
    ingest_assets,
    source_key,
    source_spec,
    wire_format,
)
from sozialraum.audit.check import Check
from sozialraum.audit.results import PLACED, forget_made
from sozialraum.base.errors import SourceError
from sozialraum.declarations import Catalogue
from sozialraum.declarations.layer import GEODATA_VARIABLE, Layer
from sozialraum.declarations.source import Source
from sozialraum.ingest.acceptance import Acceptance
from sozialraum.ingest.connector import Answer, Unavailable, Unchanged
from sozialraum.ingest.landing import Known
from sozialraum.ingest.layers.load import Outcome, State, record_state
from sozialraum.ingest.layers.retrieval import LayerAnswer

if TYPE_CHECKING:
    from sozialraum.ingest.layers.figures import FigureReader

Declared = tuple[Layer, Source]


def _declared(catalogue: Catalogue) -> dict[str, Declared]:
    return {layer.id: (layer, source) for layer, source in catalogue.figure_layers}


def figure_layer_assets(catalogue: Catalogue) -> list[AssetsDefinition]:
    """One asset per layer of figures, all made in one step; none without such layers."""
    # areas are told by the crosswalk's labels, or by where they lie among outlines
    before = [
        source_key(catalogue.crosswalk),
        *(source_key(one.id) for one in catalogue.layers if one.role == "boundary"),
    ]
    entries = [
        Entry(
            source_spec(
                source.id,
                title=source.title,
                office=source.office,
                about=catalogue.city.attribution,
                owner=f"team:{source.planning_field}",
                kind="geojson",
                written={"entry": source.places.entry},
                metadata={
                    **figures_metadata(catalogue, source),
                    "declared_at": catalogue.places.where(layer),
                    "mapping": "verified" if layer.verified else "not verified yet",
                },
                tags={"planning_field": source.planning_field, "cadence": source.cadence},
                quirks=source.quirks,
                deps=before,
            ),
            [_form(layer), fetched_check(source), older_check(source)],
        )
        for layer, source in catalogue.figure_layers
    ]
    return ingest_assets(entries, _declared, _ingest, name="figure_layers")


def _form(layer: Layer) -> Check:
    return wire_format(
        layer.id,
        "critical" if layer.verified else "warning",
        "It is whole GeoJSON with declared attributes, of areas of one declared level. Where the "
        "declared mapping was never verified, a layer that does not fit is set aside with a "
        "warning and estimates stay; else nothing is published.",
    )


def _ingest(run: Run, declared: Mapping[str, Declared]) -> Iterator[Ingested]:
    # shapely and numpy: not for whoever only loads the definitions
    from sozialraum.ingest.layers.figures import FigureReader, unlike_its_state
    from sozialraum.ingest.layers.known_areas import read_known_areas

    forget_made(run.connection, PLACED)
    catalogue = run.refresh.catalogue
    assert catalogue.places.geodata is not None
    areas = read_known_areas(run.connection, catalogue)
    zone = ZoneInfo(catalogue.city.timezone)
    readers = {
        layer.id: FigureReader(
            layer, catalogue.places.geodata, catalogue.places.where(layer), areas, zone
        )
        for layer, _ in declared.values()
    }
    for layer, source in declared.values():
        run.load_vintages(source, readers[layer.id])
    judges = {
        layer.id: Acceptance(
            run.connection,
            source,
            run.store,
            readers[layer.id],
            partial(unlike_its_state, layer, zone),
            run.proved_wrong,
        )
        for layer, source in declared.values()
    }
    known = {
        layer.id: judges[layer.id].known[layer.layer]
        for layer, _ in declared.values()
        if layer.layer in judges[layer.id].known
    }
    sources = {layer.id: source for layer, source in declared.values()}
    base_url = os.environ.get(GEODATA_VARIABLE) or None
    asked = [(layer, catalogue.places.url(layer, base_url)) for layer, _ in declared.values()]
    for (layer, answer), (_, url) in zip(
        layer_connector(run.refresh).retrieve(asked, known), asked, strict=True
    ):
        answers = _as_of_a_table(layer, url, answer, known.get(layer.id), run)
        reader = readers[layer.id]
        ingested = ingest_table(
            run, sources[layer.id], judges[layer.id], answers, _form(layer), reader
        )
        record_state(run.connection, layer, _state(run, layer, answer, ingested, reader))
        yield ingested


def _as_of_a_table(
    layer: Layer, url: str, answer: LayerAnswer, known: Known | None, run: Run
) -> list[Answer]:
    if isinstance(answer, SourceError):
        return [
            Unavailable(
                dataset_id=layer.layer,
                url=url,
                checked_at=datetime.now(UTC),
                problem=str(answer),
                is_stale=True,
                is_needed=False,
            )
        ]
    if answer is not None:
        return [answer]
    if known is None:
        return []
    checked_at = datetime.now(UTC) if run.refresh.is_live else known.landing.retrieved_at
    return [Unchanged(landing=known.landing, checked_at=checked_at)]


def _state(
    run: Run, layer: Layer, answer: LayerAnswer, ingested: Ingested, reader: "FigureReader"
) -> State:
    """For the list of layers: what became of this one."""
    newest = run.store.newest(layer.id, layer.layer)
    problems = [one.observed for one in ingested.findings if not one.passed]
    problem = problems[0] if problems else None
    if newest is None:
        return State("stale" if isinstance(answer, SourceError) else "absent", problem)
    form, fetched, _ = ingested.findings
    outcome: Outcome = (
        "unreadable" if not form.passed else "stale" if not fetched.passed else "read"
    )
    attributes, unmapped = reader.seen
    return State(outcome, problem, newest.retrieved_at, attributes, unmapped)
