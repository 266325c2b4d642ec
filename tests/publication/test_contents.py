"""The page of all editions: complete, plain, found from the publications and the warehouse."""

import json
import os
import re
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from sozialraum.base.warehouse import Warehouse
from sozialraum.beginning import conclude
from sozialraum.publication.contents import write_contents
from sozialraum.publication.errata import add_erratum, now_noted
from sozialraum.publication.store import PublicationStore
from sozialraum.words import Words
from sozialraum_cli.app import app
from tests.publication.test_errata import NOTED_AT
from tests.report.browser import axe_violations, needs_browser, opened
from tests.report.test_report_files import EDITIONS

WHOLE = {"published_at": "2026-11-26T00:00:00+00:00", "checks": [], "landings": []}
OCTOBER, REPLACED, NOVEMBER = (f"2026-{day}-00000000" for day in ("10-31", "11-10", "11-22"))


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    found = Warehouse(tmp_path)
    store = PublicationStore(found)
    for version in (OCTOBER, REPLACED, NOVEMBER):
        part = store.open_version(version)
        part.report.mkdir(parents=True)
        for name in ("bericht.html", "bericht.pdf"):
            (part.report / name).write_text("<title>Bericht</title>", "utf-8")
        store.complete(part, {**WHOLE, "as_of": version[:10], "city": "Müsterstadt <b>"})
    add_erratum(store, now_noted(OCTOBER, "Zwei Spalten <waren> vertauscht.", NOTED_AT))
    store.make_current(NOVEMBER)
    return found


def test_every_edition_is_led_to_the_newest_first(warehouse: Warehouse) -> None:
    write_contents(warehouse, Words("de"))
    for page in (warehouse.publications / "index.html", warehouse.root / "index.html"):
        text = page.read_text("utf-8")
        assert re.findall(r"<h2[^>]*>(.*?)</h2>", text) == ["November 2026", "Oktober 2026"]
        links = re.findall(r'href="([^"]+)"', text)
        assert len(links) == 6
        assert [one for one in links if not (page.parent / one).is_file()] == []
        assert text.index(REPLACED) > text.index("<details>") > text.index(NOVEMBER)
        assert "Berichtigung: Zwei Spalten &lt;waren&gt; vertauscht." in text
        assert "Müsterstadt &lt;b&gt;" in text
        assert "<script" not in text


def test_a_report_leads_to_the_page_also_through_current(warehouse: Warehouse) -> None:
    write_contents(warehouse, Words("de"))
    for folder in (warehouse.current, warehouse.publications / OCTOBER):
        # as a browser does: by the address, not by where a link leads to
        assert Path(os.path.normpath(folder / "report" / EDITIONS)).is_file()


def test_of_a_months_versions_the_one_to_read_comes_first_and_the_current_one_is_marked(
    warehouse: Warehouse,
) -> None:
    store = PublicationStore(warehouse)
    add_erratum(store, now_noted(NOVEMBER, "columns exchanged", NOTED_AT))
    write_contents(warehouse, Words("en"))
    page = warehouse.publications / "index.html"
    november = page.read_text("utf-8").partition(OCTOBER)[0]
    # what somebody may have read is not hidden
    assert november.index(f"({REPLACED})") < november.index("<details open>")
    assert november.index("<details open>") < november.index(f"({NOVEMBER})")
    assert november.index(f"({NOVEMBER})") < november.index("columns exchanged")
    assert re.findall(r"\((\S+)\)</small> <strong>current edition", november) == [NOVEMBER]


def test_a_rollback_writes_it_anew_in_the_language_of_what_is_published(
    warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOZIALRAUM_WAREHOUSE", str(warehouse.root))
    store = PublicationStore(warehouse)
    made = "2026-11-25-00000000"
    part = store.open_version(made)
    part.report.mkdir()
    (part.report / "bericht.html").write_text("as published")
    with duckdb.connect(part.database) as connection:
        connection.execute("create schema declared")
        connection.execute(
            "create table declared.city as select 'en' as language, null as city_kind"
        )
    store.complete(part, {**WHOLE, "as_of": made[:10]})
    store.make_current(made)
    said = CliRunner().invoke(app, ["rollback"], env={"COLUMNS": "200", "TERM": "dumb"})
    assert said.exit_code == 0, said.output
    text = (warehouse.root / "index.html").read_text("utf-8")
    assert re.findall(r"\((\S+)\)</small> <strong>current edition", text) == [NOVEMBER]
    listed = CliRunner().invoke(app, ["publications", "--json"])
    of_month = {one["version"]: one["edition"] for one in json.loads(listed.stdout)}
    assert of_month == {OCTOBER: "2026-10", REPLACED: None, NOVEMBER: None, made: "2026-11"}
    assert f"Rolled back {made}" in CliRunner().invoke(app, ["publications"]).stdout


def test_a_page_that_somebody_changed_is_written_anew_though_nothing_is_new(
    warehouse: Warehouse,
) -> None:
    write_contents(warehouse, Words("de"))
    page = warehouse.publications / "index.html"
    before = page.read_bytes()
    page.write_bytes(before.replace(NOVEMBER.encode(), OCTOBER.encode()))
    assert conclude(warehouse, []) == []
    assert page.read_bytes() == before


@pytest.mark.browser
@needs_browser
def test_axe_finds_no_violation(warehouse: Warehouse) -> None:
    write_contents(warehouse, Words("de"))
    page = warehouse.publications / "index.html"
    with opened(page, viewport={"width": 390, "height": 800}, bypass_csp=True) as tab:
        tab.locator("summary").click()
        assert axe_violations(tab) == []
