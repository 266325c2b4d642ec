"""``sozialraum new-city`` with the address of a catalogue, on a server of this machine.

Catalogues and figures are made up.
"""

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sozialraum.base.errors import MonitorError
from sozialraum.declarations import load_catalogue
from sozialraum.declarations.undecided import decisions
from sozialraum.dry_reading import read_tables
from sozialraum.ingest.given import MOST, Choice, UndecidedError
from sozialraum.ingest.landing import Retrieved
from sozialraum.ingest.portal import PortalConnector
from sozialraum.new_city import write_city
from tests.conftest import run_cli
from tests.page_server import Server, page_server

AREAS = ["Nord", "Ost", "Süd"]
PEOPLE = "Jahr;Ort;Menschen\n" + "".join(
    f"{year};{area};{1000 * (n + 1) + year}\n"
    for year in (2022, 2023)
    for n, area in enumerate(AREAS)
)
JOBLESS = PEOPLE.replace("Menschen", "Arbeitslose").replace(";1", ";").replace(";2", ";")
LICENCE = ("Freie Lizenz", "https://example.org/licences/frei/2.0")


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
    with page_server() as served:
        served.pages["/"] = b"<!DOCTYPE html><html>A portal</html>"
        served.pages |= {"/people.csv": PEOPLE.encode(), "/jobless.csv": JOBLESS.encode()}
        served.pages["/text.csv"] = b"Name;Text\na;b\n"
        yield served


def _package(name: str, *files: str, kind: str = "CSV") -> dict[str, Any]:
    return {
        "id": f"id-{name}",
        "name": name,
        "title": name.title(),
        "organization": {"title": "Amt"},
        "license_title": LICENCE[0],
        "license_url": LICENCE[1],
        "resources": [
            {"id": f"0000-0000-0000-{one}", "url": f"/{one}.csv", "format": kind} for one in files
        ],
    }


def _ckan(server: Server, packages: list[dict[str, Any]], told: int | None = None) -> str:
    """Two datasets in a page."""
    path = "/api/3/action/package_search?rows=100&sort=name+asc&start="
    for start in range(len(packages) + 2):
        results = packages[start : start + 2]
        result = {"count": len(packages) if told is None else told, "results": results}
        server.pages[f"{path}{start}"] = json.dumps({"result": result}).encode()
    for one in packages:
        page = json.dumps({"result": one}).encode()
        server.pages[f"/api/3/action/package_show?id={one['name']}"] = page
    return f"{server.url}/"


def _opendatasoft(server: Server) -> str:
    path, results = "/api/explore/v2.1/catalog/datasets", []
    for name, content in (("people", PEOPLE), ("jobless", JOBLESS)):
        about = {"title": name.title(), "publisher": "Amt", "license": LICENCE[0]}
        about["license_url"] = LICENCE[1]
        results.append({"dataset_id": name, "metas": {"default": about}})
        exported = f"{path}/{name}/exports/csv?delimiter=%3B&with_bom=false"
        server.pages[exported] = content.encode()
        server.pages[f"{path}/{name}/records?limit=0"] = b'{"total_count": 6}'
    page = json.dumps({"total_count": 2, "results": results}).encode()
    server.pages[f"{path}?limit=100&offset=0"] = page
    return f"{server.url}/explore/?sort=modified"


def _dcat(server: Server) -> str:
    server.pages["/catalog.ttl"] = (
        "@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> ."
        "@prefix foaf: <http://xmlns.com/foaf/0.1/> ."
        + "".join(
            f'<https://example.org/set/{name}> a dcat:Dataset ; dct:title "{name.title()}" ;'
            f'dct:publisher [ foaf:name "Amt" ] ; dcat:distribution [ dct:format "CSV" ;'
            f"dcat:downloadURL </{name}.csv> ; dct:license <{LICENCE[1]}> ] ."
            for name in ("people", "jobless")
        )
    ).encode()
    return f"{server.url}/catalog.ttl"


@pytest.mark.parametrize(
    ("kind", "made"),
    [
        ("ckan", lambda server: _ckan(server, [_package(n, n) for n in ("people", "jobless")])),
        ("opendatasoft", _opendatasoft),
        ("dcat", _dcat),
    ],
)
def test_a_city_is_begun_from_a_catalogue(
    kind: str, made: Callable[[Server], str], server: Server, tmp_path: Path
) -> None:
    folder = write_city("Ort", [made(server)], tmp_path / "ort", "de")
    catalogue = load_catalogue(folder)
    assert catalogue.portal.kind == kind
    assert catalogue.portal.base_url == server.url
    found = {one.dataset: one for one in catalogue.sources}
    assert set(found) == {"people", "jobless"}
    assert found["people"].title == "People"
    assert found["people"].office == "Amt"
    licence = catalogue.licences[found["people"].licence]
    # in DCAT the address is all that is told
    assert (licence.title, licence.url) == (
        "frei/2.0" if kind == "dcat" else LICENCE[0],
        LICENCE[1],
    )
    readings = list(read_tables(catalogue))
    assert [one.problems for one in readings] == [[], []]
    assert [one.figures for one in readings] == [6, 6]
    # what was written is found again where it was taken from
    connector = PortalConnector(catalogue, date(2026, 11, 22))
    for one in catalogue.sources:
        (answer,) = connector.retrieve(one, {}, print)
        assert isinstance(answer, Retrieved), answer
        bundled = catalogue.snapshot_folder / one.file_name(one.dataset)
        assert answer.content == bundled.read_bytes()
    connector.close()
    asked = " ".join(what for _, _, what in decisions(folder))
    assert "address" not in asked
    assert "under which licence" not in asked
    assert ("what it is called" in asked) == (kind == "dcat")


def test_what_is_no_table_of_figures_is_left_and_told(server: Server, tmp_path: Path) -> None:
    elsewhere = _package("elsewhere", "people")
    elsewhere["resources"][0]["url"] = "https://other.example/people.csv"
    packages = [
        _package("several", "people", "jobless"),
        _package("text", "text"),
        _package("lost", "lost"),
        elsewhere,
        _package("map", "map", kind="SHP"),
    ]
    folder = write_city("Ort", [_ckan(server, packages)], tmp_path / "ort", "de")
    sources = load_catalogue(folder).sources
    assert {one.dataset for one in sources} == {"several/people.csv", "several/jobless.csv"}
    left = [what for _, _, what in decisions(folder) if what.startswith("not taken")]
    assert [one.split(": ")[1] for one in left] == ["lost", "elsewhere", "text"]
    for text, one in zip(("answered 404", "other.example", "no column"), left, strict=True):
        assert text in one


def test_tables_of_a_large_catalogue_are_chosen(server: Server, tmp_path: Path) -> None:
    packages = [_package("people", "people"), _package("jobless", "jobless")]
    packages += [_package(f"other-{n}", "people") for n in range(MOST)]
    address = _ckan(server, packages)
    with pytest.raises(UndecidedError, match=f"with {MOST + 2} tables") as caught:
        write_city("Ort", [address], tmp_path / "ort", "de")
    assert len(caught.value.found) == MOST + 2
    for choice, expected in (
        (Choice(tables=["people", "jobless"]), {"people", "jobless"}),
        (Choice(search="JOBLESS amt"), {"jobless"}),
    ):
        folder = write_city("Ort", [address], tmp_path / str(len(expected)), "de", choice)
        assert {one.dataset for one in load_catalogue(folder).sources} == expected
    server.pages["/dataset/jobless"] = server.pages["/"]
    folder = write_city("Ort", [f"{address}dataset/jobless"], tmp_path / "one", "de")
    assert [one.dataset for one in load_catalogue(folder).sources] == ["jobless"]
    for choice, said in (
        (Choice(tables=["peopel"]), "no table 'peopel'; near to it: people"),
        (Choice(search="xyz"), "none with 'xyz'"),
    ):
        with pytest.raises(MonitorError, match=said):
            write_city("Ort", [address], tmp_path / "none", "de", choice)
    done = run_cli("new-city", "Ort", address, "--folder", str(tmp_path / "c"), warehouse=tmp_path)
    assert done.returncode == 1
    assert "other-3  Other-3" in done.stdout
    assert "--table ID" in " ".join(done.stderr.split())
    assert not (tmp_path / "c").exists()


def test_a_catalogue_that_tells_fewer_than_it_has_is_refused(
    server: Server, tmp_path: Path
) -> None:
    address = _ckan(server, [_package("people", "people")], told=500)
    with pytest.raises(MonitorError, match="1 of the 500 datasets were told"):
        write_city("Ort", [address], tmp_path / "ort", "de")


def _shifts(server: Server, first: list[str], then: list[str]) -> str:
    """A catalogue that changes after its first page."""
    address = _ckan(server, [_package(name, "people") for name in then])
    path = "/api/3/action/package_search?rows=100&sort=name+asc&start=0"
    result = {"count": len(first), "results": [_package(name, "people") for name in first[:2]]}
    server.pages[path] = json.dumps({"result": result}).encode()
    return address


@pytest.mark.parametrize(
    "odd",
    [{"name": "odd", "resources": None}, {"name": "odd", "resources": [1]}, {"resources": []}, 7],
    ids=["no files", "a file is a number", "no name", "a number"],
)
def test_a_dataset_in_another_form_is_told_and_takes_no_other_with_it(
    odd: Any, server: Server, tmp_path: Path
) -> None:
    address = _ckan(server, [_package("people", "people"), _package("jobless", "jobless")])
    path = "/api/3/action/package_search?rows=100&sort=name+asc&start=0"
    page = json.loads(server.pages[path])
    page["result"]["count"] += 1
    page["result"]["results"].insert(1, odd)
    server.pages[path] = json.dumps(page).encode()
    folder = write_city("Ort", [address], tmp_path / "ort", "de")
    assert {one.dataset for one in load_catalogue(folder).sources} == {"people", "jobless"}
    (left,) = [what for _, _, what in decisions(folder) if what.startswith("not taken")]
    assert "odd" in left or "number 2 of " in left
    assert "in another form" in left


@pytest.mark.parametrize(
    ("first", "then"),
    [("bcde", "abcde"), ("abcdef", "bcdef"), ("abcdef", "ababab")],
    ids=["one came", "one went", "the same page again"],
)
def test_a_catalogue_that_shifts_while_it_is_read_is_refused(
    first: str, then: str, server: Server, tmp_path: Path
) -> None:
    address = _shifts(server, [*first], [*then])
    with pytest.raises(MonitorError, match="datasets were told"):
        write_city("Ort", [address], tmp_path / "ort", "de")


@pytest.mark.parametrize("title", ["..", "\ud800", "𝄞" * 100, "a\n- b: {c", "\x1b[2J", "\0"])
def test_a_table_may_be_called_anything(title: str, server: Server, tmp_path: Path) -> None:
    address = _ckan(server, [{**_package("people", "people"), "title": title}])
    folder = write_city("Ort", [address], tmp_path / "ort", "de")
    (source,) = load_catalogue(folder).sources
    assert source.dataset == "people"


@pytest.mark.parametrize("count", ["1e999", "NaN", "[]", "null", "9" * 5000])
def test_a_number_of_datasets_that_is_none_is_no_catalogue(
    count: str, server: Server, tmp_path: Path
) -> None:
    address = _ckan(server, [])
    path = "/api/3/action/package_search?rows=100&sort=name+asc&start=0"
    server.pages[path] = f'{{"result": {{"count": {count}, "results": []}}}}'.encode()
    with pytest.raises(MonitorError, match="neither a table nor a catalogue"):
        write_city("Ort", [address], tmp_path / "ort", "de")


@pytest.mark.parametrize("address", ["http://[", "http://a℀b/"])
def test_what_is_no_address_is_told(address: str, tmp_path: Path) -> None:
    with pytest.raises(MonitorError, match="is no address"):
        write_city("Ort", [address], tmp_path / "ort", "de")


def test_an_export_that_was_cut_is_not_taken(server: Server, tmp_path: Path) -> None:
    address = _opendatasoft(server)
    path = "/api/explore/v2.1/catalog/datasets"
    for name in ("people", "jobless"):
        server.pages[f"{path}/{name}/records?limit=0"] = b'{"total_count": 7000}'
    with pytest.raises(MonitorError, match="6 rows came of 7,000"):
        write_city("Ort", [address], tmp_path / "ort", "de")


def test_one_page_of_a_table_is_not_taken_for_it(server: Server, tmp_path: Path) -> None:
    server.headers["/people.csv"] = {"Link": '</people.csv?page=2>; rel="next"'}
    with pytest.raises(MonitorError, match="it is one page of several"):
        write_city("Ort", [f"{server.url}/people.csv"], tmp_path / "ort", "de")


def test_what_is_neither_a_table_nor_a_catalogue_is_told(server: Server, tmp_path: Path) -> None:
    with pytest.raises(MonitorError, match="neither a table nor a catalogue"):
        write_city("Ort", [f"{server.url}/"], tmp_path / "ort", "de")
