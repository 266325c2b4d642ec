"""Tables that are found in a catalogue, fetched by the connector from a server of this machine."""

import json

import pytest
from pydantic import ValidationError

from sozialraum.declarations.source import FetchPolicy, Portal, SourceCatalogue
from sozialraum.ingest.connector import Unavailable
from sozialraum.ingest.landing import Retrieved
from tests.ingest.conftest import Get
from tests.ingest.made_up import made_up
from tests.page_server import Server

TABLE = b"Gebiet;Jahr;Anzahl;Anteil\nA;2025;1;2\n"
POLICY = FetchPolicy(attempts=1, read_timeout=5, table_deadline=10, max_bytes=100_000)
PACKAGE = "/api/3/action/package_show?id=people"


def _ckan(*resources: dict[str, object]) -> bytes:
    return json.dumps({"success": True, "result": {"resources": resources}}).encode()


def test_a_url_of_its_own(server: Server, get: Get) -> None:
    server.pages["/a%20b/people/x.csv"] = TABLE
    source = made_up(url=server.url + "/a%20b/{dataset}", dataset="people/x.csv")
    (answer,) = get(source)
    assert isinstance(answer, Retrieved)
    assert (answer.content, answer.dataset_id) == (TABLE, "people/x.csv")
    assert made_up(url=server.url + "/x.csv", dataset="made_up").dataset == "made_up"


def test_of_a_series_by_url_each_year_is_asked_for(server: Server, get: Get) -> None:
    for year in (2023, 2024):
        server.pages[f"/{year}/people.csv"] = TABLE
    source = made_up(
        url=server.url + "/{dataset}.csv", dataset="{year}/people", first_year=2023, ends=2024
    )
    assert [one.dataset_id for one in get(source)] == ["2023/people", "2024/people"]


@pytest.mark.parametrize(
    ("dataset", "expected"),
    [("people", "/files/people.csv"), ("people/by name", "/files/2.csv"), ("people/r3", "/dump")],
)
def test_ckan_names_the_file(server: Server, get: Get, dataset: str, expected: str) -> None:
    files = [
        {"id": "r1", "name": "All", "format": "CSV", "url": f"{server.url}/files/people.csv"},
        {"id": "r2", "name": "by name", "format": "txt", "url": "/files/2.csv"},
        {"id": "r3", "name": "rows", "format": "", "url": "", "datastore_active": True},
    ]
    server.pages |= {PACKAGE: _ckan(*files), "/files/people.csv": TABLE, "/files/2.csv": TABLE}
    server.pages["/datastore/dump/r3"] = TABLE
    portal = Portal(kind="ckan", base_url=server.url, fetch=POLICY)
    (answer,) = get(made_up(portal="ours", dataset=dataset), ours=portal)
    assert isinstance(answer, Retrieved), answer
    assert expected in answer.url
    assert server.asked[0] == PACKAGE


@pytest.mark.parametrize(
    ("page", "dataset", "said"),
    [
        (b"<html>", "people", "does not answer as CKAN does"),
        (b'{"result": []}', "people", "does not answer as CKAN does"),
        (_ckan(), "people", "has 0 files of the format csv"),
        (
            json.dumps(
                {"result": {"name": "other", "id": "u7", "resources": [{"url": "/a.csv"}]}}
            ).encode(),
            "people",
            "answers with another dataset: other, u7. Expected: 'people'",
        ),
        (
            _ckan(*({"name": n, "format": "CSV", "url": f"/{n}"} for n in "ab")),
            "people",
            "has 2 files of the format csv; there are: a (csv); b (csv). Expected: one",
        ),
        (_ckan({"name": "a", "format": "CSV", "url": "/a"}), "people/b", "no file is called 'b'"),
        (
            _ckan({"name": "a", "format": "CSV", "url": "http://169.254.169.254/a"}),
            "people",
            "names a file on another host: http://169.254.169.254/a (`fetch.hosts`",
        ),
        (_ckan({"name": "a", "format": "CSV", "url": "file:///etc/passwd"}), "people", "not gone"),
        (_ckan({"name": "a", "format": "CSV", "url": "/login.html"}), "people", "answered 404"),
    ],
)
def test_what_ckan_does_not_say_is_told(
    server: Server, get: Get, page: bytes, dataset: str, said: str
) -> None:
    server.pages[PACKAGE] = page
    portal = Portal(kind="ckan", base_url=server.url, fetch=POLICY)
    (answer,) = get(made_up(portal="ours", dataset=dataset), ours=portal)
    assert isinstance(answer, Unavailable)
    assert said in answer.problem


def test_an_opendatasoft_portal_exports_the_whole(server: Server, get: Get) -> None:
    path = "/api/explore/v2.1/catalog/datasets/people/exports/"
    server.pages[f"{path}csv?delimiter=%3B&with_bom=false"] = TABLE
    server.pages[f"{path}json"] = b'[{"Gebiet": 1}]'
    portal = Portal(kind="opendatasoft", base_url=server.url, fetch=POLICY)
    for source in (
        made_up(portal="o", dataset="people"),
        made_up(portal="o", dataset="people", format="json"),
    ):
        (answer,) = get(source, o=portal)
        assert isinstance(answer, Retrieved), answer


TURTLE = """
@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
<https://example.org/set/{name}> a dcat:Dataset ; dct:identifier "{name}" ;
  dcat:distribution [ dct:title "table" ; dcat:downloadURL </{name}.csv> ;
    dcat:mediaType <https://www.iana.org/assignments/media-types/text/csv> ] ,
  [ dct:title "page" ; dcat:accessURL </{name}> ] .
"""
NEXT = "<> <http://www.w3.org/ns/hydra/core#next> <{page}> ."


def test_dcat_names_the_file(server: Server, get: Get) -> None:
    server.pages |= {"/people.ttl": TURTLE.format(name="people").encode(), "/people.csv": TABLE}
    portal = Portal(
        kind="dcat", base_url=server.url, table_url="{base_url}/{dataset}.ttl", fetch=POLICY
    )
    (answer,) = get(made_up(portal="d", dataset="people"), d=portal)
    assert isinstance(answer, Retrieved), answer
    assert answer.url == f"{server.url}/people.csv"


@pytest.mark.parametrize("named", ["downloadURL", "accessURL"])
def test_of_a_distribution_with_two_addresses_the_declaration_chooses(
    server: Server, get: Get, named: str
) -> None:
    turtle = TURTLE.format(name="people").replace(
        "dcat:downloadURL </people.csv>", f"dcat:{named} </2025/people.csv>, </2026/new.csv>"
    )
    server.pages |= {"/people.ttl": turtle.encode(), "/2026/new.csv": TABLE}
    portal = Portal(
        kind="dcat", base_url=server.url, table_url="{base_url}/{dataset}.ttl", fetch=POLICY
    )
    server.pages |= {f"/people/{end}.ttl": turtle.encode() for end in ("table", "new.csv")}
    for dataset, which in (("people", "of the format csv"), ("people/table", "called 'table'")):
        (answer,) = get(made_up(portal="d", dataset=dataset), d=portal)
        assert isinstance(answer, Unavailable), answer
        assert f"has 2 files {which}; there are: " in answer.problem
        for path in ("2025/people.csv", "2026/new.csv"):
            assert f"(csv, {server.url}/{path})" in answer.problem
    (answer,) = get(made_up(portal="d", dataset="people/new.csv"), d=portal)
    assert isinstance(answer, Retrieved), answer
    assert answer.url == f"{server.url}/2026/new.csv"


def test_a_distribution_that_tells_two_formats_fits_either(server: Server, get: Get) -> None:
    turtle = TURTLE.format(name="people").replace("dcat:mediaType", 'dct:format "ZIP", "CSV" ; a')
    server.pages |= {"/people.ttl": turtle.encode(), "/people.csv": TABLE}
    portal = Portal(
        kind="dcat", base_url=server.url, table_url="{base_url}/{dataset}.ttl", fetch=POLICY
    )
    (answer,) = get(made_up(portal="d", dataset="people"), d=portal)
    assert isinstance(answer, Retrieved), answer


def test_a_dcat_catalogue_is_read_page_by_page(server: Server, get: Get) -> None:
    names = ["other", "people"]
    for number, name in enumerate(names, start=1):
        page = TURTLE.format(name=name) + NEXT.format(page=f"/all?page={number + 1}")
        server.pages[f"/all?page={number}" if number > 1 else "/all"] = page.encode()
    server.pages["/people.csv"] = TABLE
    portal = Portal(kind="dcat", base_url=server.url, table_url="{base_url}/all", fetch=POLICY)
    (answer,) = get(made_up(portal="d", dataset="people/table"), d=portal)
    assert isinstance(answer, Retrieved), answer
    # whether another one is called alike is known at the end; that there is no third page takes
    # nothing from what was found
    assert server.asked == ["/all", "/all?page=2", "/all?page=3", "/people.csv"]
    server.pages["/all?page=2"] = NEXT.format(page="/all").encode()
    (answer,) = get(made_up(portal="d", dataset="people/table"), d=portal)
    assert isinstance(answer, Unavailable)
    assert "describes no dataset 'people/table'" in answer.problem


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (b"<!DOCTYPE html><html>", "is no RDF that can be read"),
        (b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a/>', "entities of its own"),
        (NEXT.format(page="http://localhost:1/all").encode(), "goes on at another host"),
    ],
)
def test_what_is_no_description_is_told(server: Server, get: Get, page: bytes, said: str) -> None:
    server.pages["/all"] = page
    portal = Portal(kind="dcat", base_url=server.url, table_url="{base_url}/all", fetch=POLICY)
    (answer,) = get(made_up(portal="d", dataset="people"), d=portal)
    assert isinstance(answer, Unavailable)
    assert said in answer.problem


EDITION = """
@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
<https://example.org/set/{number}> a dcat:Dataset ; dct:title "{title}" ;
  dct:identifier "{id}" ; dcat:distribution [ dcat:downloadURL </{number}.csv> ] .
"""


@pytest.mark.parametrize(
    ("dataset", "expected"),
    [
        ("people", "has 2 datasets called 'people': p1, p2. Expected: one, or its id"),
        ("p1", "/1.csv"),
        # what one is called by its id, and another one by its title
        ("p2", "/2.csv"),
        ("twice", "called 'twice': 4, 5. Expected: one, or its id"),
        ("5", "/5.csv"),
    ],
)
def test_of_datasets_that_are_called_alike_none_is_taken(
    server: Server, get: Get, dataset: str, expected: str
) -> None:
    called = [("people", "p1"), ("people", "p2"), ("p2", "p3"), ("a", "twice"), ("b", "twice")]
    pages = [
        EDITION.format(number=number, title=title, id=id_)
        for number, (title, id_) in enumerate(called, start=1)
    ]
    # the first is told on both pages
    server.pages["/all"] = (pages[0] + NEXT.format(page="/all?page=2")).encode()
    server.pages["/all?page=2"] = "".join(pages).encode()
    server.pages |= {f"/{number}.csv": TABLE for number in range(1, 6)}
    portal = Portal(kind="dcat", base_url=server.url, table_url="{base_url}/all", fetch=POLICY)
    (answer,) = get(made_up(portal="d", dataset=dataset), d=portal)
    said = answer.url if isinstance(answer, Retrieved) else getattr(answer, "problem", "")
    assert expected in said


def test_another_host_is_gone_to_where_it_is_declared(server: Server, get: Get) -> None:
    server.pages |= {"/x": b"to:" + server.url.replace("127.0.0.1", "localhost").encode() + b"/y"}
    server.pages["/y"] = TABLE
    source = made_up(portal="p", dataset="x")
    for hosts, kind in (([], Unavailable), (["localhost"], Retrieved)):
        fetch = POLICY.model_copy(update={"hosts": hosts})
        portal = Portal(base_url=server.url, table_url="{base_url}/{dataset}", fetch=fetch)
        (answer,) = get(source, p=portal)
        assert isinstance(answer, kind), answer


@pytest.mark.parametrize(
    ("declared", "said"),
    [
        ({"url": "ftp://example.org/x"}, "`url` is no address"),
        ({"url": "https://example.org/{year}"}, "has ['year'] in braces"),
        ({"url": "https://example.org/x", "portal": "p"}, "not both"),
        ({"records": "a"}, "`records` is said of `format: json`"),
        ({"dataset": "{year}", "first_year": 2020, "url": "https://e.org/x"}, "`{dataset}` in it"),
        ({"dataset": "../x"}, "no path below"),
    ],
)
def test_an_origin_that_cannot_be_is_refused_where_it_is_declared(
    declared: dict[str, object], said: str
) -> None:
    with pytest.raises(ValidationError) as caught:
        made_up(**declared)
    assert said in str(caught.value)


def test_a_table_without_a_provider_is_refused() -> None:
    SourceCatalogue(sources=[made_up(url="https://example.org/x")])
    with pytest.raises(ValidationError, match="has no `url`, and `portal` has no `table_url`"):
        SourceCatalogue(sources=[made_up()])
    with pytest.raises(ValidationError, match="no portal 'p'"):
        SourceCatalogue(sources=[made_up(portal="p")])
