"""What comes in pages is taken whole or not at all; each description is read once in a run."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from sozialraum.declarations.source import FetchPolicy, Portal
from sozialraum.ingest.addresses import allowed
from sozialraum.ingest.connector import Unavailable
from sozialraum.ingest.fetch import NotFetchedError, _redirected, on_same_server
from sozialraum.ingest.formats.texts import FormError
from sozialraum.ingest.formats.typed import read_json
from sozialraum.ingest.landing import Retrieved
from sozialraum.ingest.pages import next_address
from tests.ingest.conftest import Get
from tests.ingest.made_up import made_up
from tests.page_server import Server

POLICY = FetchPolicy(attempts=1, read_timeout=5, table_deadline=10, max_bytes=2_000)
PORTAL = Portal(fetch=POLICY)
TABLE = b"Gebiet;Jahr;Anzahl;Anteil\nA;2025;1;2\nB;2025;1;2\n"
RECORDS = [{"Gebiet": name, "Jahr": 2025, "Anzahl": 1, "Anteil": 0.5} for name in "abcde"]


def _ckan_page(start: int, size: int = 2) -> bytes:
    """As ``datastore_search`` answers: it names a next page behind the last one, too."""
    result = {
        "records": RECORDS[start : start + size],
        "limit": size,
        "total": len(RECORDS),
        "_links": {"start": "/rows", "next": f"/rows?offset={start + size}"},
    }
    return json.dumps({"success": True, "result": result}).encode()


def _plain_page(number: int) -> bytes:
    after = f"?offset={2 * number + 2}" if number < 2 else None
    page = {"count": 5, "next": after, "results": RECORDS[2 * number : 2 * number + 2]}
    return json.dumps(page).encode()


def _german_page(number: int, ensure_ascii: bool) -> bytes:
    more = {"nächsteSeite": f"?offset={2 * number + 2}"} if number < 2 else {}
    page = more | {"anzahl": 2, "daten": RECORDS[2 * number : 2 * number + 2]}
    return json.dumps(page, ensure_ascii=ensure_ascii).encode()


def _told_page(number: int) -> bytes:
    """Two of five records, and in an object beside them whether and where there are more."""
    more = {"next": f"/rows?offset={2 * number + 2}"} if number < 2 else {}
    page = {"paging": more | {"has_more": number < 2}, "rows": RECORDS[2 * number : 2 * number + 2]}
    return json.dumps(page).encode()


@pytest.mark.parametrize(
    ("pages", "records"),
    [
        ([_told_page(number) for number in range(3)], "rows"),
        ([_ckan_page(start) for start in (0, 2, 4, 6)], "result.records"),
        ([_plain_page(number) for number in range(3)], "results"),
        ([_german_page(number, True) for number in range(3)], "daten"),
        ([_german_page(number, False) for number in range(3)], "daten"),
        (
            [_german_page(number, False).replace("ä".encode(), b"ae") for number in range(3)],
            "daten",
        ),
    ],
)
def test_pages_are_followed_and_make_one_table(
    server: Server, get: Get, pages: list[bytes], records: str
) -> None:
    for number, page in enumerate(pages):
        server.pages[f"/rows?offset={2 * number}" if number else "/rows"] = page
    source = made_up(url=f"{server.url}/rows", format="json", records=records)
    (answer,) = get(source)
    assert isinstance(answer, Retrieved), answer
    table = read_json(answer.content.decode(), records, ",")
    assert table.column(0).to_pylist() == ["Gebiet", *"abcde"]
    assert len(server.asked) == len(pages)


def test_pages_are_followed_in_any_encoding(server: Server, get: Get) -> None:
    for records, pages in (
        ("results", map(_plain_page, range(3))),
        ("daten", (_german_page(number, False) for number in range(3))),
    ):
        for number, content in enumerate(pages):
            page = content.decode().encode("utf-16")
            server.pages[f"/{records}?offset={2 * number}" if number else f"/{records}"] = page
        url = f"{server.url}/{records}"
        (answer,) = get(made_up(url=url, format="json", records=records, encoding="utf-16"))
        assert isinstance(answer, Retrieved), answer
        table = read_json(answer.content.decode("utf-16"), records, ",")
        assert table.num_rows == len(RECORDS) + 1


@pytest.mark.parametrize(
    ("second", "said"),
    [
        (None, "answered 404"),
        (b"<html>", "is no JSON that can be read"),
        (b'{"results": 1}', "has no list under `results`"),
        (json.dumps({"results": [1], "next": "/rows?offset=2"}).encode(), "lead in a circle"),
        (json.dumps({"results": [1], "next": "http://localhost:1/"}).encode(), "another server"),
        (json.dumps({"results": ["x" * 1900]}).encode(), "are larger than 2,000 bytes"),
        (json.dumps({"results": RECORDS[1:3]}).encode(), "the pages overlap"),
        (json.dumps({"count": 6, "next": None, "results": RECORDS[2:]}).encode(),
         "2 pages have 5 records, and one says that there are 6"),
        (b'{"results": [{"Anzahl": 1, "Anzahl": 2}]}', "stands twice in one object"),
        (b'{"results": [{"Gebiet": "\\ud800"}]}', "half a character"),
        (b'{"results": [{"Anzahl": NaN}]}', "NaN is not a number"),
    ],
)  # fmt: skip
def test_a_page_that_cannot_be_had_leaves_no_half_table(
    server: Server, get: Get, second: bytes | None, said: str
) -> None:
    server.pages["/rows"] = _plain_page(0)
    if second is not None:
        server.pages["/rows?offset=2"] = second
    source = made_up(
        url=f"{server.url}/rows", format="json", records="results", max_bytes=POLICY.max_bytes
    )
    (answer,) = get(source)
    assert isinstance(answer, Unavailable)
    assert said in answer.problem


@pytest.mark.parametrize(
    ("beside", "name"),
    [
        ({"total_count": 6}, "total_count"),
        ({"count": 6, "next": None}, "count"),
        ({"total": 6, "limit": 5}, "total"),
        ({"hydra:totalItems": 6}, "hydra:totalItems"),
        ({"total_count": "6"}, "total_count"),
        ({"total_count": 6.0}, "total_count"),
        ({"@odata.count": 6}, "@odata.count"),
        ({"meta": {"total": 6, "limit": 5}}, "total"),
    ],
)
def test_one_page_of_several_is_no_table(beside: dict[str, Any], name: str) -> None:
    text = json.dumps({"a": {"rows": RECORDS} | beside})
    with pytest.raises(FormError, match=f"has 5 records, but it says that there are 6 .`{name}`"):
        read_json(text, "a.rows", ",")


ROWS = RECORDS[:3]
PAGES: list[tuple[dict[str, Any], str, str]] = [
    # Laravel
    ({"data": ROWS, "current_page": 1, "next_page_url": "/rows?page=2"}, "data", "next_page_url"),
    ({"data": ROWS, "current_page": 1, "last_page": 50}, "data", "last_page"),
    ({"data": ROWS, "per_page": 3, "total": 150}, "data", "total"),
    # Spring
    ({"content": ROWS, "totalElements": 150}, "content", "totalElements"),
    ({"content": ROWS, "totalPages": 50, "number": 0}, "content", "totalPages"),
    ({"content": ROWS, "last": False}, "content", "last"),
    ({"_embedded": {"rows": ROWS}, "page": {"totalElements": 150}}, "_embedded.rows",
     "totalElements"),
    ({"_embedded": {"rows": ROWS}, "page": {"totalPages": 50, "number": 0}}, "_embedded.rows",
     "totalPages"),
    # OData
    ({"d": {"results": ROWS, "__next": "https://example.org/rows?$skip=3"}}, "d.results", "__next"),
    ({"d": {"results": ROWS, "__count": "150"}}, "d.results", "__count"),
    ({"value": ROWS, "odata.nextLink": "rows?$skiptoken=3"}, "value", "odata.nextLink"),
    ({"value": ROWS, "@odata.nextLink": "rows?$skiptoken=3"}, "value", "@odata.nextLink"),
    ({"value": ROWS, "odata.count": "150"}, "value", "odata.count"),
    # Solr, Elasticsearch, CouchDB
    ({"response": {"numFound": 150, "start": 0, "docs": ROWS}}, "response.docs", "numFound"),
    ({"hits": {"total": {"value": 150, "relation": "eq"}, "hits": ROWS}}, "hits.hits", "total"),
    ({"hits": {"total": {"value": 150}, "hits": ROWS}}, "hits.hits", "total"),
    ({"hits": {"total": 150, "max_score": None, "hits": ROWS}}, "hits.hits", "total"),
    ({"hits": {"total": 150, "hits": ROWS}}, "hits.hits", "total"),
    ({"total_rows": 150, "offset": 0, "rows": ROWS}, "rows", "total_rows"),
    # cursors, tokens, truths
    ({"rows": {"nodes": ROWS, "pageInfo": {"hasNextPage": True}}}, "rows.nodes", "hasNextPage"),
    ({"items": ROWS, "nextPageToken": "CAUQAA"}, "items", "nextPageToken"),
    ({"records": ROWS, "nextRecordsUrl": "/query/01-3", "done": False}, "records",
     "nextRecordsUrl"),
    ({"records": ROWS, "done": False}, "records", "done"),
    ({"rows": ROWS, "next_page": 2}, "rows", "next_page"),
    ({"rows": ROWS, "nextPage": "/rows?page=2"}, "rows", "nextPage"),
    ({"rows": ROWS, "next_cursor": "abc"}, "rows", "next_cursor"),
    ({"rows": ROWS, "response_metadata": {"next_cursor": "abc"}}, "rows", "next_cursor"),
    ({"rows": ROWS, "meta": {"pagination": {"total": 150, "limit": 3}}}, "rows", "total"),
    ({"rows": ROWS, "hasMore": "true"}, "rows", "hasMore"),
    ({"Rows": ROWS, "TotalCount": 150}, "Rows", "TotalCount"),
    ({"rows": ROWS, "count": 3, "next": "/rows?page=2"}, "rows", "next"),
    ({"rows": ROWS, "next": {"page": 2, "limit": 3}}, "rows", "next"),
    # Hydra, and lists of links
    ({"hydra:member": ROWS, "hydra:view": {"hydra:next": "/rows?page=2"}}, "hydra:member",
     "hydra:next"),
    ({"hydra:member": ROWS, "hydra:totalItems": 150}, "hydra:member", "hydra:totalItems"),
    ({"rows": ROWS, "links": {"next": "/rows?page=2"}}, "rows", "next"),
    ({"rows": ROWS, "links": [{"rel": "NEXT", "href": "/rows?page=2"}]}, "rows", "next"),
    # German
    ({"gesamtanzahl": 150, "seite": 1, "seiten": 50, "daten": ROWS}, "daten", "gesamtanzahl"),
    ({"anzahl": 3, "seite": 1, "seiten": 50, "daten": ROWS}, "daten", "seiten"),
    ({"anzahl": 3, "seite": 1, "seitenanzahl": 50, "daten": ROWS}, "daten", "seitenanzahl"),
    ({"gesamtAnzahl": 150, "startIndex": 0, "daten": ROWS}, "daten", "gesamtAnzahl"),
    ({"anzahlEintraege": 150, "daten": ROWS}, "daten", "anzahlEintraege"),
    ({"trefferAnzahl": 150, "treffer": ROWS}, "treffer", "trefferAnzahl"),
    ({"daten": ROWS, "nächsteSeite": "/rows?page=2"}, "daten", "nächsteSeite"),
    ({"daten": ROWS, "metadaten": {"gesamt": 150, "seitengroesse": 3}}, "daten", "gesamt"),
    ({"daten": ROWS, "letzteSeite": False}, "daten", "letzteSeite"),
]  # fmt: skip


@pytest.mark.parametrize(("page", "records", "name"), PAGES)
def test_a_page_in_any_of_the_usual_forms_is_no_table(
    page: dict[str, Any], records: str, name: str
) -> None:
    with pytest.raises(FormError, match=rf"has 3 records, but it says that .*`{name}`"):
        read_json(json.dumps(page), records, ",")


@pytest.mark.parametrize(
    ("whole", "records"),
    [
        ({"data": ROWS, "current_page": 1, "last_page": 1, "per_page": 15, "total": 3,
          "next_page_url": None}, "data"),
        ({"content": ROWS, "totalElements": 3, "totalPages": 1, "last": True}, "content"),
        ({"d": {"results": ROWS, "__count": "3"}}, "d.results"),
        ({"value": ROWS, "odata.count": "3", "odata.nextLink": ""}, "value"),
        ({"hits": {"total": {"value": 3, "relation": "eq"}, "hits": ROWS}}, "hits.hits"),
        ({"_scroll_id": "x", "hits": {"total": 3, "max_score": 1.5, "hits": ROWS}}, "hits.hits"),
        ({"response": {"numFound": 3, "start": 0, "docs": ROWS}}, "response.docs"),
        ({"total_rows": 3, "offset": 0, "rows": ROWS}, "rows"),
        ({"rows": {"nodes": ROWS, "pageInfo": {"hasNextPage": False, "endCursor": "x"}}},
         "rows.nodes"),
        ({"records": ROWS, "done": True, "totalSize": 3}, "records"),
        ({"items": ROWS, "next_cursor": "", "has_more": False, "next": {}}, "items"),
        # of a server that names a next page behind the last one for ever
        ({"rows": ROWS, "total": 3, "limit": 100, "_links": {"next": "/rows?offset=3"}}, "rows"),
        ({"rows": ROWS, "links": {"next": None, "last": "/rows?page=1"}}, "rows"),
        ({"rows": ROWS, "links": [{"rel": "self", "href": "/rows"}]}, "rows"),
        # figures
        ({"rows": ROWS, "total": 90}, "rows"),
        ({"rows": ROWS, "count": 90, "pages": 12}, "rows"),
        ({"rows": ROWS, "last": "2026-06-30", "total": {"value": 90, "unit": "Personen"}}, "rows"),
        ({"pages": ROWS, "total": 90}, "pages"),
        ({"daten": ROWS, "gesamtzahl": 90, "anzahl": 90, "gesamt": 90, "seiten": 12}, "daten"),
        ({"daten": ROWS, "titel": "Bericht", "seitenanzahl": 12}, "daten"),
        ({"daten": ROWS, "seite": 1, "seiten": 1, "gesamtanzahl": 3, "letzteSeite": True,
          "nächsteSeite": None}, "daten"),
        # columns of the records
        ({"rows": [{"total": 900, "next": "x", "limit": 1, "last": False, "hasMore": True}] * 2},
         "rows"),
        ({"next": {"rows": ROWS}}, "next.rows"),
    ],
)  # fmt: skip
def test_a_whole_list_is_a_table_whatever_it_says_of_pages(
    whole: dict[str, Any], records: str
) -> None:
    assert read_json(json.dumps(whole), records, ",").num_rows in (3, 4)


def _laravel(number: int) -> dict[str, Any]:
    return {
        "data": RECORDS[2 * number - 2 : 2 * number],
        "current_page": number,
        "last_page": 3,
        "per_page": 2,
        "total": 5,
        "links": [{"url": f"/rows?{number + 1}", "label": "Next", "active": False}],
        "next_page_url": f"/rows?{number + 1}" if number < 3 else None,
    }


def _spring(number: int) -> dict[str, Any]:
    links = {"self": {"href": "/"}} | (
        {"next": {"href": f"/rows?{number + 1}"}} if number < 3 else {}
    )
    return {
        "data": RECORDS[2 * number - 2 : 2 * number],
        "_links": links,
        "page": {"size": 2, "totalElements": 5, "totalPages": 3, "number": number - 1},
    }


def _hydra(number: int) -> dict[str, Any]:
    view = {"hydra:next": f"/rows?{number + 1}"} if number < 3 else {}
    return {"data": RECORDS[2 * number - 2 : 2 * number], "hydra:view": view, "hydra:totalItems": 5}


def _salesforce(number: int) -> dict[str, Any]:
    more: dict[str, Any] = {"nextRecordsUrl": f"/rows?{number + 1}"} if number < 3 else {}
    return {
        "data": RECORDS[2 * number - 2 : 2 * number],
        "done": number == 3,
        "totalSize": 5,
    } | more


@pytest.mark.parametrize("form", [_laravel, _spring, _hydra, _salesforce])
def test_pages_of_the_usual_forms_are_followed(
    server: Server, get: Get, form: Callable[[int], dict[str, Any]]
) -> None:
    for number in (1, 2, 3):
        path = f"/rows?{number}" if number > 1 else "/rows"
        server.pages[path] = json.dumps(form(number)).encode()
    source = made_up(url=f"{server.url}/rows", format="json", records="data")
    (answer,) = get(source)
    assert isinstance(answer, Retrieved), answer
    table = read_json(answer.content.decode(), "data", ",")
    assert table.column(0).to_pylist() == ["Gebiet", *"abcde"]


@pytest.mark.parametrize(
    ("beside", "said"),
    [
        ({"has_more": True}, "there are more (`has_more`)"),
        ({"done": False}, "there are more (`done`: false)"),
        ({"next_cursor": "abc"}, 'there are more (`next_cursor`: "abc")'),
        ({"totalPages": 3}, "there are 3 pages (`totalPages`)"),
    ],
)
def test_a_last_page_that_says_that_there_are_more_and_not_where_is_no_table(
    server: Server, get: Get, beside: dict[str, Any], said: str
) -> None:
    server.pages["/rows"] = json.dumps({"rows": RECORDS[:2], "next": "/rows?2"}).encode()
    server.pages["/rows?2"] = json.dumps({"rows": RECORDS[2:4]} | beside).encode()
    (answer,) = get(made_up(url=f"{server.url}/rows", format="json", records="rows"))
    assert isinstance(answer, Unavailable), answer
    assert said in answer.problem


@pytest.mark.parametrize("name", ["has_more", "exceededTransferLimit"])
def test_a_page_that_says_that_there_are_more_is_no_table(name: str) -> None:
    with pytest.raises(FormError, match=f"says that there are more .`{name}`"):
        read_json(json.dumps({"rows": RECORDS, name: True}), "rows", ",")
    assert read_json(json.dumps({"rows": RECORDS, name: False}), "rows", ",").num_rows == 6


def test_a_page_whose_header_names_the_next_one_is_no_table(server: Server, get: Get) -> None:
    server.pages["/rows.csv"] = TABLE
    server.headers["/rows.csv"] = {"Link": '</rows.csv?offset=2>; rel="next", </>; rel="first"'}
    (answer,) = get(made_up(url=f"{server.url}/rows.csv"))
    assert isinstance(answer, Unavailable)
    assert "the header `Link` names the next one, /rows.csv?offset=2" in answer.problem
    for link in (
        '</2>; rel="NEXT"',
        '</2>; rel="next last"',
        "</2>; Rel=next",
        '</2>; title="a=b, <c>"; rel = "last Next"',
        '</1>; rel="prev", </2>; rel="next"',
    ):
        server.headers["/rows.csv"] = {"Link": link}
        (answer,) = get(made_up(url=f"{server.url}/rows.csv"))
        assert isinstance(answer, Unavailable), link
        assert "the header `Link` names the next one, /2." in answer.problem
    server.headers["/rows.csv"] = {"Link": '</>; rel="first"'}
    (answer,) = get(made_up(url=f"{server.url}/rows.csv"))
    assert isinstance(answer, Retrieved)


@pytest.mark.parametrize(
    "beside",
    [{"total_count": 5}, {"meta": {"total": 90}}, {"total": 90}, {"count": 90}, {"nhits": []}],
)
def test_what_may_be_a_figure_is_no_number_of_records(beside: dict[str, Any]) -> None:
    assert read_json(json.dumps({"rows": RECORDS} | beside), "rows", ",").num_rows == 6


def _with_count(server: Server, kind: str, told: int) -> None:
    """A table with two rows, of which the catalogue says that it has ``told``."""
    if kind != "opendatasoft":
        resource = {"id": "r", "format": "CSV", "datastore_active": True}
        if kind == "ckan that names the dump":
            resource["url"] = f"{server.url}/datastore/dump/r"
        package = {"resources": [resource]}
        server.pages["/api/3/action/package_show?id=people"] = json.dumps(
            {"result": package}
        ).encode()
        server.pages["/datastore/dump/r"] = TABLE
        server.pages["/api/3/action/datastore_search?resource_id=r&limit=0"] = json.dumps(
            {"result": {"total": told, "records": []}}
        ).encode()
        return
    path = "/api/explore/v2.1/catalog/datasets/people"
    server.pages[f"{path}/exports/csv?delimiter=%3B&with_bom=false"] = TABLE
    server.pages[f"{path}/records?limit=0"] = json.dumps({"total_count": told}).encode()


@pytest.mark.parametrize("kind", ["ckan", "ckan that names the dump", "opendatasoft"])
def test_a_table_with_fewer_rows_than_its_catalogue_says_is_refused(
    server: Server, get: Get, kind: str
) -> None:
    portal = Portal(kind=kind.split()[0], base_url=server.url, fetch=POLICY)  # type: ignore[arg-type]
    source = made_up(portal="p", dataset="people")
    _with_count(server, kind, 2)
    (answer,) = get(source, p=portal)
    assert isinstance(answer, Retrieved), answer
    _with_count(server, kind, 1000)
    (answer,) = get(source, p=portal)
    assert isinstance(answer, Unavailable)
    assert "2 rows came, but the catalogue says that the table has 1,000" in answer.problem


TURTLE = """
@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
<https://example.org/set/{name}> a dcat:Dataset ; dct:identifier "{name}" ;
  dcat:distribution [ dcat:downloadURL </{name}.csv> ; dct:format "CSV" ] .
"""


def test_a_whole_catalogue_is_read_once_for_all_its_tables(server: Server, get: Get) -> None:
    names = [f"t{number}" for number in range(6)]
    server.pages["/all"] = "".join(TURTLE.format(name=name) for name in names).encode()
    server.pages |= {f"/{name}.csv": TABLE for name in names}
    portal = Portal(kind="dcat", base_url=server.url, table_url="{base_url}/all", fetch=POLICY)
    sources = [made_up(id=name, portal="d", dataset=name) for name in names]
    answers = get(*sources, d=portal)
    assert [answer.url for answer in answers] == [f"{server.url}/{name}.csv" for name in names]
    assert all(isinstance(answer, Retrieved) for answer in answers)
    assert server.asked.count("/all") == 1
    # nor is one that cannot be had asked for again by the next table
    del server.pages["/all"]
    server.asked.clear()
    assert all(isinstance(answer, Unavailable) for answer in get(*sources, d=portal))
    assert server.asked == ["/all"]


def test_pages_are_read_alike_under_any_encoding(server: Server, get: Get) -> None:
    pages = ({"rows": [{"Gebiet": "Süd"}], "next": "/2"}, {"rows": [{"Gebiet": "Köln"}]})
    for path, page in zip(("/1", "/2"), pages, strict=True):
        server.pages[path] = json.dumps(page).encode()
    source = made_up(url=f"{server.url}/1", format="json", records="rows", encoding="cp1252")
    (answer,) = get(source)
    assert isinstance(answer, Retrieved), answer
    table = read_json(answer.content.decode("cp1252"), "rows", ",")
    assert table.column(0).to_pylist() == ["Gebiet", "Süd", "Köln"]


NO_ADDRESSES = ["<http://[>", '"//["', "<http://a℀b/>"]


@pytest.mark.parametrize("none", NO_ADDRESSES)
def test_what_is_no_address_in_a_catalogue_costs_the_tables_that_it_is_of(
    server: Server, get: Get, none: str
) -> None:
    server.pages |= {
        "/all": (
            TURTLE.format(name="good")
            + TURTLE.format(name="bad").replace("</bad.csv>", none)
            + f"<https://example.org/set/good> dct:license {none} ."
        ).encode(),
        "/good.csv": TABLE,
    }
    portal = Portal(kind="dcat", base_url=server.url, table_url="{base_url}/all", fetch=POLICY)
    sources = [made_up(id=name, portal="d", dataset=name) for name in ("good", "bad")]
    good, bad = get(*sources, d=portal)
    assert isinstance(good, Retrieved), good
    assert isinstance(bad, Unavailable)
    assert "names no address" in bad.problem
    server.pages["/all"] += f"<> <http://www.w3.org/ns/hydra/core#next> {none} .".encode()
    (missed,) = get(made_up(portal="d", dataset="missed"), d=portal)
    assert isinstance(missed, Unavailable)
    assert "its next page has no address" in missed.problem


@pytest.mark.parametrize(
    ("here", "named", "asked"),
    [
        ("https://host/a", "http://host/b", "https://host/b"),
        ("https://host/a", "https://host:443/b", "https://host/b"),
        ("https://host/a", "http://host:443/b", "https://host/b"),
        ("https://host:8443/a", "http://HOST:8443/b", "https://host:8443/b"),
        ("http://host:80/a", "http://host/b", "http://host:80/b"),
        ("http://host/a", "https://host/b", "https://host/b"),
        ("https://host/a", "https://host:8443/b", None),
        ("https://host/a", "http://host:8080/b", None),
        ("http://host/a", "http://host:443/b", None),
        ("https://host/a", "https://other/b", None),
        ("https://host/a", "ftp://host/b", None),
    ],
)
def test_a_server_behind_a_proxy_is_the_same_and_asked_encrypted(
    here: str, named: str, asked: str | None
) -> None:
    assert on_same_server(here, named) == asked
    if asked is not None:
        assert next_address(here, named, {here}) == asked
        assert allowed(named, here, PORTAL) == asked
        assert _redirected(here, named, []) == asked
    else:
        with pytest.raises(NotFetchedError, match="on another server"):
            next_address(here, named, {here})


@pytest.mark.parametrize(
    ("declared", "wish"),
    [
        ({"format": "json", "records": "rows"}, "application/json, */*;q=0.5"),
        (
            {"format": "sdmx-json"},
            "application/vnd.sdmx.data+json, application/json;q=0.9, */*;q=0.5",
        ),
        ({"format": "px"}, "*/*"),
        ({"member": "table"}, "application/zip, */*;q=0.5"),
        ({}, "text/csv, */*;q=0.5"),
    ],
)
def test_a_server_that_writes_several_formats_is_asked_for_the_declared_one(
    server: Server, get: Get, declared: dict[str, Any], wish: str
) -> None:
    """All pages of it."""
    for path, page in (("/1", {"rows": ROWS[:1], "next": "/2"}), ("/2", {"rows": ROWS[1:]})):
        server.pages[path] = json.dumps(page).encode()
    get(made_up(url=f"{server.url}/1", **declared))
    assert server.accepted == [wish] * (2 if "records" in declared else 1)


@pytest.mark.parametrize("format_", ["json", "csv", "tsv"])
@pytest.mark.parametrize(
    ("header", "told", "kind"),
    [
        ("X-Total-Count", "5", Unavailable),
        ("X-Total-Count", "2", Retrieved),
        ("X-Total-Count", "?", Retrieved),
        ("X-Total", "5", Unavailable),
        # as PostgREST and json-server tell it
        ("Content-Range", "0-1/5", Unavailable),
        ("Content-Range", "items 0-1/5", Unavailable),
        ("Content-Range", "0-1/2", Retrieved),
        ("Content-Range", "0-1/*", Retrieved),
        ("Content-Range", "bytes 0-1/5", Retrieved),
    ],
)
def test_a_list_is_as_long_as_its_header_says(
    server: Server, get: Get, header: str, told: str, kind: type[object], format_: str
) -> None:
    """Of a bare list, and of a table as text, nothing else tells that it is the first page."""
    tables = {"json": json.dumps(RECORDS[:2]).encode(), "csv": TABLE}
    server.pages["/rows"] = tables.get(format_, TABLE.replace(b";", b"\t"))
    server.headers["/rows"] = {header: told}
    (answer,) = get(made_up(url=f"{server.url}/rows", format=format_))
    assert isinstance(answer, kind), answer
    if isinstance(answer, Unavailable):
        assert f"2 rows came, but the header `{header}` says that the table has 5" in str(
            answer.problem
        )
