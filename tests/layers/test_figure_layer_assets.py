"""A live refresh of layers of figures, asked from a local server: pages, failures, a newer state.

The layer is made up: 61 features, each with the code of a Stadtteil and a number."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from types import SimpleNamespace
from typing import Any, cast
from urllib.parse import parse_qs, urlsplit

import duckdb
import pytest

from orchestration.defs.ingest.figure_layers import _declared, _ingest
from orchestration.defs.ingest.skeleton import Ingested, Run
from orchestration.defs.resources import RefreshResource
from sozialraum.base.errors import SourceError
from sozialraum.base.tables import make_table
from sozialraum.base.warehouse import Warehouse
from sozialraum.declarations import Catalogue
from sozialraum.declarations.layer import GEODATA_VARIABLE
from sozialraum.ingest.landing import LandingStore
from sozialraum.ingest.layers.load import prepare_layers
from sozialraum.ingest.raw import load, prepare_raw
from sozialraum.ingest.snapshot import SnapshotConnector
from sozialraum.ingest.succession import record_vintages
from sozialraum.ingest.wire import check_wire_format

LAYER = "figures_unemployed"
PAGE = 25


class _Geoserver(ThreadingHTTPServer):
    """Answers for one layer, in pages, and 404 for every other."""

    features: list[dict[str, Any]]

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)


class _Handler(BaseHTTPRequestHandler):
    server: _Geoserver

    def do_GET(self) -> None:
        if "/L385/" not in self.path:
            self.send_error(404)
            return
        offset = int(parse_qs(urlsplit(self.path).query).get("offset", ["0"])[0])
        features = self.server.features
        links = [{"rel": "next", "href": f"?offset={offset + PAGE}"}]
        page = {
            "type": "FeatureCollection",
            "numberMatched": len(features),
            "features": features[offset : offset + PAGE],
            "links": links if offset + PAGE < len(features) else [],
        }
        content = json.dumps(page).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[_Geoserver]:
    server = _Geoserver()
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    monkeypatch.setenv(GEODATA_VARIABLE, f"http://127.0.0.1:{server.server_address[1]}")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def run(tmp_path: Path, catalogue: Catalogue) -> Iterator[Run]:
    """With the crosswalk loaded, as it is before layers are asked for."""
    now = datetime.now(UTC)
    refresh = SimpleNamespace(
        catalogue=catalogue,
        is_live=True,
        as_of_date=now.date(),
        warehouse=Warehouse(tmp_path),
    )
    with duckdb.connect() as connection:
        prepare_raw(connection, catalogue.source_ids)
        prepare_layers(connection, catalogue.places.layers)
        make_table(connection, "raw.boundary")
        crosswalk = catalogue.source(catalogue.crosswalk)
        store = LandingStore(tmp_path / "landing")
        (answer,) = SnapshotConnector(catalogue).retrieve(crosswalk, {}, lambda text: None)
        landing, _ = store.land(crosswalk.id, answer)
        load(connection, crosswalk, check_wire_format(crosswalk, landing))
        record_vintages(connection, crosswalk.id, [landing], lambda landing: True)
        yield Run(cast(Any, None), cast(RefreshResource, refresh), connection)


def _features(codes: list[str], more: int = 0) -> list[dict[str, Any]]:
    return [
        {
            "type": "Feature",
            "geometry": None,
            "properties": {"stadtteil_nr": int(code), "arbeitslose": 100 + n + more, "made": "up"},
        }
        for n, code in enumerate(codes)
    ]


def _codes(run: Run) -> list[str]:
    rows = run.connection.execute(
        "select distinct area_labels['stadtteil'][:2] from raw.cell order by 1"
    ).fetchall()
    return [str(code) for (code,) in rows]


def _ask(run: Run) -> dict[str, Ingested]:
    return {one.source_id: one for one in _ingest(run, _declared(run.refresh.catalogue))}


def _cells(run: Run) -> tuple[Any, ...] | None:
    return run.connection.execute(
        "select count(*), sum(value_text::int), any_value(map_keys(area_labels)), "
        "any_value(period_labels['label']), count(distinct landing_id) "
        f"from raw.cell where source_id = '{LAYER}'"
    ).fetchone()


def test_all_pages_of_a_layer_are_loaded_and_the_others_are_no_error(
    run: Run, server: _Geoserver
) -> None:
    codes = _codes(run)
    server.features = _features(codes)
    found = _ask(run)
    total = sum(100 + n for n in range(len(codes)))
    assert _cells(run) == (len(codes), total, ["stadtteil"], "31.12.2024", 1)
    assert all(one.passed for one in found[LAYER].findings)
    # what could not be had stops nothing
    failed = [one for layer in found.values() for one in layer.findings if not one.passed]
    assert len(failed) == len(found) - 1
    assert {one.check.severity for one in failed} == {"warning"}
    assert _ask(run)[LAYER].metadata["new_landings"] == 0


def test_a_newer_state_is_not_taken_for_the_one_that_is_declared(
    run: Run, server: _Geoserver
) -> None:
    codes = _codes(run)
    server.features = _features(codes)
    _ask(run)
    before = _cells(run)
    server.features = _features(codes, more=7)
    _, fetched, _ = _ask(run)[LAYER].findings
    assert _cells(run) == before
    assert not fetched.passed
    assert "probably a newer state than 31.12.2024" in fetched.observed
    outcomes = run.connection.execute(
        f"select outcome from raw.layer_state where source_id = '{LAYER}'"
    ).fetchall()
    assert outcomes == [("stale",)]


def test_a_layer_that_does_not_fit_its_unverified_mapping_is_a_warning(
    run: Run, server: _Geoserver
) -> None:
    server.features = [
        {"type": "Feature", "geometry": None, "properties": {"unheard_of": "Made-up"}}
    ]
    form, *_ = _ask(run)[LAYER].findings
    assert not form.passed
    assert form.check.severity == "warning"
    assert "the layer has: unheard_of" in form.observed
    assert _cells(run) == (0, None, None, None, 0)


def test_a_layer_that_does_not_fit_a_changed_mapping_is_set_aside_with_what_was_read_of_it(
    run: Run, server: _Geoserver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the warning says: estimates stay."""
    server.features = _features(_codes(run))
    _ask(run)
    assert _cells(run) != (0, None, None, None, 0)

    def refuse(*_: object) -> None:
        raise SourceError("the layer has no such attribute")

    monkeypatch.setattr("orchestration.defs.ingest.portal.is_loaded", lambda *_: False)
    monkeypatch.setattr("sozialraum.ingest.layers.figures.FigureReader.__call__", refuse)
    form, *_ = _ask(run)[LAYER].findings
    assert (form.passed, form.check.severity) == (False, "warning")
    assert _cells(run) == (0, None, None, None, 0)
