"""A layer that comes in pages is taken whole or not at all, tried against a server."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from time import sleep
from typing import Any, cast
from urllib.parse import parse_qs, urlsplit

import pytest

from sozialraum.base.errors import SourceError
from sozialraum.declarations.source import FetchPolicy
from sozialraum.ingest.landing import Known, Retrieved
from sozialraum.ingest.layers.geojson import read_document
from sozialraum.ingest.layers.paging import timeless
from sozialraum.ingest.layers.portal import LiveLayers
from tests.layers.made_up import feature, point, service_layer
from tests.layers.test_figures import figure_layer, read

TOTAL = 25
POLICY = FetchPolicy(attempts=1, backoff=0, max_bytes=100_000)


class _Server(ThreadingHTTPServer):
    """Pages of ten of 25 features; ``faults`` says what is wrong with the page at an offset."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.faults: dict[int, Any] = {}
        self.asked = 0
        self.marks: set[str | None] = set()
        self.pause = 0.0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/items"


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        offset = int(parse_qs(urlsplit(self.path).query).get("offset", ["0"])[0])
        fault = self.server.faults.get(offset, {})
        self.server.asked += 1
        self.server.marks.add(self.headers["If-None-Match"])
        sleep(self.server.pause)
        features = [
            feature(
                point(11, 50),
                {"title": f"Place {number}", "quarter_no": number + 1, "total": 10 * number},
            )
            for number in range(offset, min(offset + 10, TOTAL))
        ]
        page = {
            "type": "FeatureCollection",
            "timeStamp": str(self.server.asked),
            "numberMatched": TOTAL,
            "numberReturned": len(features),
            "features": features,
            "links": [{"rel": "self", "href": self.path}],
        }
        if offset + 10 < TOTAL:
            page["links"].append({"rel": "next", "href": f"?offset={offset + 10}"})  # type: ignore[attr-defined]
        content = fault.get("content", json.dumps(page | fault.get("page", {})).encode())
        self.send_response(fault.get("status", 200))
        self.send_header("ETag", '"first"')
        for name, value in fault.get("headers", {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture
def server() -> Iterator[_Server]:
    server = _Server()
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def _answer(server: _Server, policy: FetchPolicy = POLICY) -> Any:
    layers = [(service_layer(), server.url)]
    ((_, answer),) = LiveLayers(policy).retrieve(layers, {})
    return answer


def test_all_pages_become_one_document(server: _Server) -> None:
    answer = _answer(server)
    assert isinstance(answer, Retrieved)
    names = [one["properties"]["title"] for one in read_document(answer.content).features]
    assert names == [f"Place {number}" for number in range(TOTAL)]
    assert server.asked == 3
    # the first page's mark says nothing about the others
    assert answer.etag is None


def test_the_moment_of_an_answer_makes_no_other_layer() -> None:
    whole = [_one_page(moment) for moment in ("2026-01-05T00:00:00Z", "2026-02-05T00:00:00Z")]
    assert timeless(whole[0]) == timeless(whole[1]) != whole[0]
    assert len(read_document(timeless(whole[0])).features) == 1
    (without,) = {one.replace(b'"timeStamp"', b'"title"') for one in whole[:1]}
    assert timeless(without) == without


def _one_page(moment: str) -> bytes:
    place = {"type": "Feature", "properties": {"title": "timeStamp"}, "geometry": None}
    page = {"type": "FeatureCollection", "timeStamp": moment, "features": [place]}
    return json.dumps(page).encode()


def test_figures_in_pages_are_a_table_of_all_features(server: _Server, tmp_path: Path) -> None:
    layer = figure_layer()
    ((_, answer),) = LiveLayers(POLICY).retrieve([(layer, server.url)], {})
    assert isinstance(answer, Retrieved)
    table = read(tmp_path, answer.content, layer)
    assert table.height == TOTAL
    assert table.column("area")[0] == "01 Made-up 1"
    assert table.column("all") == [str(10 * number) for number in range(TOTAL)]


def test_the_same_pages_are_the_same_landing(server: _Server) -> None:
    assert _answer(server).content == _answer(server).content


@pytest.mark.parametrize(
    ("offset", "fault", "said"),
    [
        (20, {"status": 500}, "answered 500"),
        (10, {"content": b"<html>Wartung</html>"}, "a page, not GeoJSON"),
        (10, {"page": {"links": []}}, "only 20 of 25 features"),
        (10, {"page": {"links": [{"rel": "next", "href": "?offset=10"}]}}, "in a circle"),
        (10, {"page": {"links": [{"rel": "next", "href": "?offset=10#again"}]}}, "in a circle"),
        (10, {"page": {"links": [{"rel": "next", "href": "http://[::1"}]}}, "has no address"),
        (20, {"page": {"features": [feature(None)] * 9, "numberReturned": 9}},
         "29 features were delivered, of 25"),
        (10, {"page": {"links": [{"rel": "next", "href": "http://elsewhere.example/"}]}},
         "on another server"),
        (20, {"page": {"numberMatched": 26}}, "26 features by now, the first page said 25"),
        (20, {"page": {"features": []}}, "only 20 of 25 features"),
        (0, {"page": {"links": [], "numberMatched": None, "totalFeatures": 25}}, "only 10 of 25"),
        (0, {"page": {"links": [], "numberMatched": None, "exceededTransferLimit": True}},
         "there are more (`exceededTransferLimit`)"),
        (0, {"page": {"links": [], "numberMatched": None,
                      "properties": {"exceededTransferLimit": True}}}, "there are more"),
        (0, {"page": {"links": [], "numberMatched": None, "nextPageToken": "x"}},
         'there are more (`nextPageToken`: "x")'),
        (0, {"page": {"links": [], "numberMatched": None, "next": "?offset=10"}}, "(`next`:"),
        (0, {"page": {"links": [], "numberMatched": None, "meta": {"totalPages": 3}}},
         "there are 3 pages (`totalPages`)"),
        (10, {"page": {"links": [], "numberMatched": 25, "has_more": True}}, "(`has_more`)"),
        (0, {"page": {"numberMatched": "9" * 4301}}, "the first page said 999"),
        (0, {"page": {"links": [], "numberMatched": None},
             "headers": {"Link": '<?offset=10>; rel="next"'}}, "it is one page of several"),
        (0, {"page": {"links": [], "numberMatched": None}, "headers": {"X-Total-Count": "25"}},
         "10 features came, but the header `X-Total-Count` says that the layer has 25"),
        (0, {"headers": {"X-Total-Count": "26"}}, "25 features came, but the header"),
    ],
)  # fmt: skip
def test_a_layer_that_is_not_whole_is_not_taken(
    server: _Server, offset: int, fault: dict[str, Any], said: str
) -> None:
    server.faults[offset] = fault
    answer = _answer(server)
    assert isinstance(answer, SourceError)
    assert said in str(answer)


def test_pages_of_a_server_that_minds_no_offset_are_not_taken(server: _Server) -> None:
    untold = {"numberMatched": None}
    server.faults = {offset: {"page": dict(untold)} for offset in (0, 10, 20)}
    assert isinstance(_answer(server), Retrieved)
    again = [feature(point(11, 50), {"title": "Place 3", "quarter_no": 4, "total": 30}, "new")]
    server.faults[20]["page"] |= {"features": again, "numberReturned": 1}
    answer = _answer(server)
    assert isinstance(answer, SourceError)
    assert "has a feature of a page before" in str(answer)


def test_pages_that_overlap_are_not_taken_though_as_many_features_came_as_there_are(
    server: _Server,
) -> None:
    """Of a server without an order: one came twice, and another one on no page."""
    again = [
        feature(point(11, 50), {"title": f"Place {n}", "quarter_no": n + 1, "total": 10 * n})
        for n in (19, 21, 22, 23, 24)
    ]
    server.faults[20] = {"page": {"features": again}}
    answer = _answer(server)
    assert isinstance(answer, SourceError)
    assert "has a feature of a page before" in str(answer)


@pytest.mark.parametrize(
    ("geometry", "id_", "taken"),
    [(None, None, True), (None, 7, False), (point(11, 50), None, False)],
)
def test_equal_features_are_taken_where_neither_id_nor_geometry_tells_them_apart(
    server: _Server, geometry: Any, id_: int | None, taken: bool
) -> None:
    """And as many came as there are."""
    equal = feature(geometry, {"title": "Tagespflege"}, id_)
    for offset, count in ((10, 10), (20, 5)):
        server.faults[offset] = {"page": {"features": [equal] * count}}
    answer = _answer(server)
    assert isinstance(answer, Retrieved) == taken, answer
    assert taken or "has a feature of a page before" in str(answer)


def test_a_strange_link_beside_the_next_page_disturbs_nothing(server: _Server) -> None:
    server.faults[0] = {"page": {"links": ["x", {"rel": "next", "href": "?offset=10"}]}}
    answer = _answer(server)
    assert isinstance(answer, Retrieved)
    assert len(read_document(answer.content).features) == TOTAL


@pytest.mark.parametrize("rel", ["NEXT", "next last", ["item", "next"]])
def test_a_next_page_is_followed_however_its_relation_is_written(
    server: _Server, rel: str | list[str]
) -> None:
    server.faults[0] = {"page": {"links": [{"rel": rel, "href": "?offset=10"}]}}
    answer = _answer(server)
    assert isinstance(answer, Retrieved)
    assert len(read_document(answer.content).features) == TOTAL


@pytest.mark.parametrize("count", ["count", "anzahl", "Treffer"])
def test_what_a_first_page_says_of_itself_is_not_said_of_the_layer(
    server: _Server, count: str
) -> None:
    told = {"hasNextPage": True, "meta": {"totalPages": 3, count: 10, "limit": 10}, count: 10}
    server.faults[0] = {"page": {**told, "seite": 1}}
    answer = _answer(server)
    assert isinstance(answer, Retrieved), answer
    assert len(read_document(answer.content).features) == TOTAL


def test_marks_of_another_address_say_nothing_of_this_one(server: _Server) -> None:
    known = Known(cast(Any, None), '"first"', None, "http://127.0.0.1/former")
    layer = service_layer()
    ((_, answer),) = LiveLayers(POLICY).retrieve([(layer, server.url)], {layer.id: known})
    assert isinstance(answer, Retrieved)
    assert server.marks == {None}


def test_pages_together_take_no_longer_than_a_table_may(server: _Server) -> None:
    server.pause = 0.3
    answer = _answer(server, FetchPolicy(attempts=1, table_deadline=0.5))
    assert isinstance(answer, SourceError)
    assert "too slow: not all pages" in str(answer)


def test_pages_together_are_no_larger_than_a_layer_may_be(server: _Server) -> None:
    answer = _answer(server, FetchPolicy(attempts=1, max_bytes=3_000))
    assert isinstance(answer, SourceError)
    assert "larger than" in str(answer)
