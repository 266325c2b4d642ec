"""What becomes of a layer in a refresh: absent, read, unreadable; which vintage is used.

The layers are made up and put into a copy of the city's snapshot.
"""

import hashlib
import json
import threading
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cached_property
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import duckdb
import pytest
from dagster import ExecuteInProcessResult, materialize

from sozialraum.base.warehouse import Warehouse
from sozialraum.declarations import Catalogue, load_catalogue
from sozialraum.declarations.layer import Layer, attributes_of
from sozialraum.ingest.landing import LandingStore
from sozialraum.publication.errata import WrongFile, add_erratum, now_noted
from sozialraum.publication.store import PublicationStore
from tests.layers.made_up import collection, feature, point
from tests.publication.test_store import publish


def _service_layer(catalogue: Catalogue) -> Layer:
    return next(layer for layer in catalogue.layers if layer.role == "service")


def _places(catalogue: Catalogue, *names: str, attribute: str | None = None) -> bytes:
    """Made-up services in the middle of the city's box."""
    layer = _service_layer(catalogue)
    assert catalogue.places.geodata is not None
    box = catalogue.places.geodata.bounds
    (name,) = attributes_of(layer.mapping.candidates()["name"][0])
    middle = point((box.west + box.east) / 2, (box.south + box.north) / 2)
    return collection(*(feature(middle, {attribute or name: f"Made-up {n}"}) for n in names))


class Refresh:
    """Runs the layers' assets alone, in a warehouse and a city of their own."""

    def __init__(self, city: Path, warehouse: Warehouse) -> None:
        self.city = city
        self.warehouse = warehouse

    @cached_property
    def catalogue(self) -> Catalogue:
        return load_catalogue(self.city)

    def _edit(self, file: str, old: str, new: str) -> None:
        path = self.city / file
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")
        self.__dict__.pop("catalogue", None)

    @property
    def layer(self) -> Layer:
        return _service_layer(self.catalogue)

    def bundle(self, content: bytes) -> None:
        (self.catalogue.snapshot_folder / f"{self.layer.layer}.geojson").write_bytes(content)

    def declare(self, old: str, new: str) -> None:
        self._edit("layers.yaml", old, new)

    def retrieved_on(self, day: str) -> None:
        before = f"{self.catalogue.snapshot.retrieved_at:%Y-%m-%d}"
        self._edit("city.yaml", f"retrieved_at: {before}", f"retrieved_at: {day}")

    def run(self, as_of: str | None = None) -> ExecuteInProcessResult:
        from orchestration.defs.ingest.declarations import declarations
        from orchestration.defs.ingest.layers import layer_assets
        from orchestration.defs.resources import RefreshResource

        return materialize(
            [declarations, *layer_assets(self.catalogue)],
            resources={"refresh": RefreshResource(as_of=as_of)},
            raise_on_error=False,
        )

    def rows(self, query: str) -> list[tuple[object, ...]]:
        with duckdb.connect(self.warehouse.build_database, read_only=True) as connection:
            return connection.execute(query).fetchall()

    def state(self) -> tuple[object, ...]:
        (found,) = self.rows(
            f"select outcome, problem from raw.layer_state where source_id = '{self.layer.id}'"
        )
        return found

    def in_use(self) -> list[object]:
        return [
            name
            for (name,) in self.rows(
                "select service_name from raw.feature "
                "join raw.layer_in_use using (source_id, dataset_id, landing_id) order by all"
            )
        ]


@pytest.fixture
def layers(city_copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Refresh:
    monkeypatch.setenv("SOZIALRAUM_CITY", str(city_copy))
    monkeypatch.setenv("SOZIALRAUM_WAREHOUSE", str(tmp_path / "warehouse"))
    alone = Refresh(city_copy, Warehouse(tmp_path / "warehouse"))
    # one kind of places and the outlines will do; each further layer costs every run its time
    service, *others = (one for one in alone.catalogue.layers if one.role == "service")
    path = city_copy / "layers.yaml"
    before, _, _ = path.read_text("utf-8").partition(f"  - id: {others[0].id}\n")
    assert f"  - id: {service.id}\n" in before
    path.write_text(before, "utf-8")
    del alone.catalogue
    return alone


class Server(dict[str, bytes]):
    """A local geodata server; gives what is put into it under a layer's id, else 404. ``codes``:
    the status codes that it answered."""

    def __init__(self) -> None:
        super().__init__()
        self.codes: list[int] = []


@pytest.fixture
def server(layers: Refresh) -> Iterator[Server]:
    content = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = content.get(self.path.split("/")[-2])
            etag = f'"{hashlib.sha256(body).hexdigest()}"' if body is not None else ""
            if body is None:
                self.send_response(404)
            elif self.headers.get("If-None-Match") == etag:
                self.send_response(304)
                body = None
            else:
                self.send_response(200)
                self.send_header("ETag", etag)
            self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, *_: object) -> None:
            pass

        def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
            content.codes.append(int(code))

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=http.serve_forever, daemon=True)
    thread.start()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOZIALRAUM_GEODATA_URL", f"http://127.0.0.1:{http.server_address[1]}")
        patch.setenv("SOZIALRAUM_SOURCE", "live")
        patch.setenv("NO_PROXY", "127.0.0.1")
        yield content
    http.shutdown()
    http.server_close()


def test_a_live_layer_is_retrieved_kept_when_unchanged_and_falls_back_when_gone(
    layers: Refresh, server: Server
) -> None:
    server[layers.layer.layer] = _places(layers.catalogue, "house")
    assert layers.run().success
    assert layers.state() == ("read", None)
    assert layers.run().success
    assert len(layers.rows("select * from raw.landing")) == 1
    assert layers.rows("select http_status from raw.landing") == [(200,)]
    server.clear()
    assert layers.run().success
    outcome, problem = layers.state()
    assert outcome == "stale"
    assert layers.layer.layer in str(problem)
    assert layers.in_use() == ["Made-up house"]


def test_a_live_layer_that_lost_its_places_is_set_aside_and_the_copy_in_use_stays(
    layers: Refresh, server: Server
) -> None:
    many = [f"house {number}" for number in range(20)]
    server[layers.layer.layer] = _places(layers.catalogue, *many)
    layers.run()
    server[layers.layer.layer] = _places(layers.catalogue, *many[:3])
    assert layers.run().success
    outcome, problem = layers.state()
    assert outcome == "stale"
    assert "17 of 20 features are no longer there" in str(problem)
    assert "max_lost_share" in str(problem)
    assert len(layers.in_use()) == 20
    # a few places close
    server[layers.layer.layer] = _places(layers.catalogue, *many[:18])
    layers.run()
    assert layers.state() == ("read", None)
    assert len(layers.in_use()) == 18


def test_places_whose_coordinates_cannot_be_used_any_more_are_set_aside_however_few(
    layers: Refresh, server: Server
) -> None:
    good = _places(layers.catalogue, *(f"house {number}" for number in range(9)))
    server[layers.layer.layer] = good
    layers.run()
    content = json.loads(good)
    for one in content["features"]:
        one["geometry"] = point(412345.0, 5655555.0)
    server[layers.layer.layer] = json.dumps(content).encode()
    assert layers.run().success
    outcome, problem = layers.state()
    assert outcome == "stale"
    assert "9 of 9 places can no longer be used" in str(problem)
    assert "the coordinates are no degrees" in str(problem)
    assert len(layers.in_use()) == 9
    assert layers.rows("select distinct severity from audit.check_result where not passed") == [
        ("warning",)
    ]


def test_places_that_where_leaves_out_are_no_loss_and_those_that_it_keeps_are_watched(
    layers: Refresh, server: Server
) -> None:
    def answer(states: Sequence[str]) -> None:
        content = json.loads(_places(layers.catalogue, *map(str, range(len(states)))))
        for one, state in zip(content["features"], states, strict=True):
            one["properties"] |= {"status": state} if state else {}
        server[layers.layer.layer] = json.dumps(content).encode()

    answer([""] * 20)
    layers.run()
    # the portal adds the attribute, and the city asks for it
    answer(["open"] * 12 + ["planned"] * 8)
    layers.declare(
        f"- id: {layers.layer.id}\n",
        f"- id: {layers.layer.id}\n    where: {{status: open}}\n",
    )
    layers.run()
    assert layers.state() == ("read", None)
    assert len(layers.in_use()) == 12
    assert layers.rows(
        "select file_rows, left_out from raw.loaded join raw.layer_in_use using (landing_id)"
    ) == [(20, 8)]
    assert layers.rows("select * from raw.feature_reject") == []
    # as many features as before, of which most are closed
    answer(["open"] * 3 + ["planned"] * 17)
    layers.run()
    assert layers.state()[0] == "stale"
    assert "9 of 12 features are no longer there. Expected" in str(layers.state()[1])
    # they are spelt otherwise
    answer(["open"] * 3 + ["open*"] * 9 + ["planned"] * 8)
    layers.run()
    assert "there; there is status 'open*' now, which is not taken" in str(layers.state()[1])


def test_a_slip_in_the_name_of_a_layer_leaves_no_places_behind_once_it_is_mended(
    layers: Refresh, server: Server
) -> None:
    name = layers.layer.layer
    server[name] = _places(layers.catalogue, "house")
    layers.run()
    server["sibling"] = _places(layers.catalogue, "other house")
    layers.declare(f"layer: {name}", "layer: sibling")
    layers.run()
    assert layers.in_use() == ["Made-up other house"]
    layers.declare("layer: sibling", f"layer: {name}")
    layers.run()
    assert 304 in server.codes
    assert layers.in_use() == ["Made-up house"]


def test_a_live_layer_that_could_not_be_read_is_asked_for_in_full_again(
    layers: Refresh, server: Server
) -> None:
    server[layers.layer.layer] = _places(layers.catalogue, "house", attribute="unknown")
    layers.run()
    assert layers.state()[0] == "unreadable"
    server.codes.clear()
    layers.run()
    assert (200 in server.codes, 304 in server.codes) == (True, False)


def test_a_live_answer_that_is_no_layer_is_not_landed(layers: Refresh, server: Server) -> None:
    server[layers.layer.layer] = b"<html>login</html>"
    assert layers.run().success
    outcome, problem = layers.state()
    assert outcome == "stale"
    assert "a page, not GeoJSON" in str(problem)
    assert layers.rows("select * from raw.landing") == []


def test_layers_that_are_not_bundled_are_absent_and_no_error(layers: Refresh) -> None:
    result = layers.run()
    assert result.success
    assert layers.rows("select distinct outcome from raw.layer_state") == [("absent",)]
    assert layers.rows("select * from audit.check_result where not passed") == []
    assert layers.rows("select * from raw.landing") == []


def test_a_bundled_layer_is_landed_read_and_used(layers: Refresh) -> None:
    content = _places(layers.catalogue, "house")
    layers.bundle(content)
    assert layers.run().success
    assert layers.in_use() == ["Made-up house"]
    assert layers.state() == ("read", None)
    (landed,) = (layers.warehouse.landing / layers.layer.id).rglob("*.geojson")
    assert landed.read_bytes() == content


def test_unchanged_bytes_are_not_read_again_and_keep_what_is_known_of_them(
    layers: Refresh,
) -> None:
    layers.bundle(_places(layers.catalogue, "house"))
    assert layers.run().success
    query = "select attributes, unmapped from raw.layer_state where outcome = 'read'"
    first = layers.rows(query)
    assert layers.run().success
    assert layers.rows(query) == first
    assert first[0][0]


def test_an_unverified_layer_that_does_not_fit_is_set_aside_and_told(layers: Refresh) -> None:
    layers.bundle(_places(layers.catalogue, "house", attribute="unheard_of"))
    result = layers.run()
    assert result.success
    outcome, problem = layers.state()
    assert outcome == "unreadable"
    assert "unheard_of" in str(problem)
    assert layers.catalogue.places.where(layers.layer) in str(problem)
    ((severity,),) = layers.rows("select severity from audit.check_result where not passed")
    assert severity == "warning"
    assert layers.in_use() == []


def test_the_line_in_the_message_is_that_of_the_entry(layers: Refresh) -> None:
    line = int(layers.catalogue.places.where(layers.layer).removeprefix("layers.yaml:"))
    text = (layers.city / "layers.yaml").read_text("utf-8").splitlines()
    assert text[line - 1].strip() == f"- id: {layers.layer.id}"


def test_a_verified_layer_that_no_longer_fits_stops_the_chain(layers: Refresh) -> None:
    layers.declare(f"- id: {layers.layer.id}\n", f"- id: {layers.layer.id}\n    verified: true\n")
    layers.bundle(_places(layers.catalogue, "house", attribute="unheard_of"))
    result = layers.run()
    assert not result.success
    assert layers.rows("select severity from audit.check_result where not passed") == [
        ("critical",)
    ]


def test_the_last_readable_vintage_stays_in_use(layers: Refresh) -> None:
    layers.retrieved_on("2026-01-05")
    layers.bundle(_places(layers.catalogue, "old house"))
    assert layers.run().success
    layers.retrieved_on("2026-02-05")
    layers.bundle(b"<html>maintenance</html>")
    assert layers.run().success
    assert layers.state()[0] == "unreadable"
    assert layers.in_use() == ["Made-up old house"]
    # nothing but the landings is needed for that
    layers.warehouse.build_database.unlink()
    assert layers.run().success
    assert (layers.state()[0], layers.in_use()) == ("unreadable", ["Made-up old house"])


def test_a_damaged_older_landing_is_passed_over(layers: Refresh) -> None:
    for day, content in (
        ("2026-01-05", _places(layers.catalogue, "old house")),
        ("2026-02-05", _places(layers.catalogue, "older house")),
        ("2026-03-05", b"<html>maintenance</html>"),
    ):
        layers.retrieved_on(day)
        layers.bundle(content)
        assert layers.run().success
    damaged = LandingStore(layers.warehouse.landing).vintages(layers.layer.id)[1]
    damaged.path.chmod(0o600)
    damaged.path.write_bytes(b"changed")
    layers.warehouse.build_database.unlink()
    assert layers.run().success
    assert layers.in_use() == ["Made-up old house"]


def test_the_vintage_known_on_the_day_is_used(layers: Refresh) -> None:
    for day, name in (("2026-01-05", "old house"), ("2026-02-05", "new house")):
        layers.retrieved_on(day)
        layers.bundle(_places(layers.catalogue, name))
        assert layers.run().success
    assert layers.in_use() == ["Made-up new house"]
    layers.warehouse.build_database.unlink()
    assert layers.run(as_of="2026-01-31").success
    assert layers.in_use() == ["Made-up old house"]


def test_what_came_in_the_evening_of_the_citys_day_is_used_on_that_day(layers: Refresh) -> None:
    """Though it is the next day elsewhere."""
    layers._edit("city.yaml", "timezone: Europe/Berlin", "timezone: America/New_York")
    layers.retrieved_on("2026-02-05")
    layers.bundle(_places(layers.catalogue, "evening house"))
    assert layers.run(as_of="2026-02-04").success
    assert layers.in_use() == ["Made-up evening house"]


def test_of_a_file_that_proved_wrong_the_one_before_takes_the_place(layers: Refresh) -> None:
    for day, name in (("2026-01-05", "old house"), ("2026-02-05", "wrong house")):
        layers.retrieved_on(day)
        layers.bundle(_places(layers.catalogue, name))
        assert layers.run().success
    store = PublicationStore(layers.warehouse)
    landings = LandingStore(layers.warehouse.landing).vintages(layers.layer.id)
    version = "2026-02-05-00000000"
    made_of = [
        asdict(one) | {"path": str(one.path), "retrieved_at": one.retrieved_at.isoformat()}
        for one in landings
    ]
    publish(store, version, landings=made_of)
    wrong = landings[-1]
    file = WrongFile(wrong.source_id, wrong.dataset_id, wrong.landing_id)
    add_erratum(store, now_noted(version, "wrong house", datetime(2026, 2, 6, tzinfo=UTC), [file]))
    assert layers.run().success
    assert (layers.state()[0], layers.in_use()) == ("stale", ["Made-up old house"])
    assert "proved wrong (erratum)" in str(layers.state()[1])
    layers.retrieved_on("2026-03-05")
    layers.bundle(_places(layers.catalogue, "new house"))
    assert layers.run().success
    assert layers.in_use() == ["Made-up new house"]


def test_a_changed_entry_reads_the_landing_again(layers: Refresh) -> None:
    layers.bundle(_places(layers.catalogue, "house"))
    assert layers.run().success
    layers.declare('null_tokens: [""', 'null_tokens: [Made-up house, ""')
    assert layers.run().success
    assert layers.in_use() == []
    assert layers.rows("select reason from raw.feature_reject") == [("a service without a name",)]


def test_an_undeclared_layer_is_forgotten(layers: Refresh) -> None:
    layers.bundle(_places(layers.catalogue, "house"))
    assert layers.run().success
    layers.declare(f"- id: {layers.layer.id}\n", "- id: another_name\n")
    (layers.catalogue.snapshot_folder / f"{layers.layer.layer}.geojson").unlink()
    assert layers.run().success
    assert layers.rows("select * from raw.feature") == []


def test_another_server_can_stand_in(layers: Refresh, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOZIALRAUM_GEODATA_URL", "http://127.0.0.1:9/")
    layers.bundle(_places(layers.catalogue, "house"))
    assert layers.run().success
    ((url,),) = layers.rows("select url from raw.landing")
    assert str(url).startswith("http://127.0.0.1:9/net4/")
    assert layers.layer.layer in str(url)
    (record,) = (layers.warehouse.landing / layers.layer.id).rglob("*.json")
    assert json.loads(record.read_text("utf-8"))["url"] == url
