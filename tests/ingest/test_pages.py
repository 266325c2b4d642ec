"""What comes in pages is taken whole or not at all; each description is read once in a run."""

import json
from typing import Any

import pytest

from sozialraum.declarations.source import FetchPolicy, Portal
from sozialraum.ingest.connector import Unavailable
from sozialraum.ingest.formats.texts import FormError
from sozialraum.ingest.formats.typed import read_json
from sozialraum.ingest.landing import Retrieved
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
    after = f"/rows?offset={2 * number + 2}" if number < 2 else None
    page = {"count": 5, "next": after, "results": RECORDS[2 * number : 2 * number + 2]}
    return json.dumps(page).encode()


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
    for number in range(3):
        page = _plain_page(number).decode().encode("utf-16")
        server.pages[f"/rows?offset={2 * number}" if number else "/rows"] = page
    source = made_up(url=f"{server.url}/rows", format="json", records="results", encoding="utf-16")
    (answer,) = get(source)
    assert isinstance(answer, Retrieved), answer
    assert read_json(answer.content.decode("utf-16"), "results", ",").num_rows == len(RECORDS) + 1


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


@pytest.mark.parametrize(("told", "kind"), [("5", Unavailable), ("2", Retrieved), ("?", Retrieved)])
def test_a_list_is_as_long_as_its_header_says(
    server: Server, get: Get, told: str, kind: type[object]
) -> None:
    """Of a bare list nothing else tells that it is the first page."""
    server.pages["/rows"] = json.dumps(RECORDS[:2]).encode()
    server.headers["/rows"] = {"X-Total-Count": told}
    (answer,) = get(made_up(url=f"{server.url}/rows", format="json"))
    assert isinstance(answer, kind), answer
    if isinstance(answer, Unavailable):
        assert "2 rows came, but the header `X-Total-Count` says that the table has 5" in str(
            answer.problem
        )
