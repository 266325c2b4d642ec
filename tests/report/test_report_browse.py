"""The page to browse, in real browsers and offline: what it shows is what its SQL gives."""

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import pytest
from typer.testing import CliRunner

from sozialraum.base.errors import PublicationError
from sozialraum.report import report_model, write_browse
from sozialraum.report.forms.library.renew import is_renewed
from sozialraum.report.pictures.palette import CLASS_COLOURS, NO_CLASS
from sozialraum_cli.app import app
from tests.conftest import Refreshed
from tests.report.browser import axe_violations, focused_in_turn, needs_browser, opened
from tests.report.conftest import Report, build
from tests.report.firefox import in_firefox, needs_firefox
from tests.report.test_report_files import renamed
from tests.report.test_report_maps import OUTLINES

pytestmark = pytest.mark.usefixtures("shared_browser")

READY = "#stoebern[data-ready=yes]"


@pytest.fixture(scope="module")
def page(report: Report, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_browse(report.model, tmp_path_factory.mktemp("browse") / "zahlen.html")


@pytest.fixture(scope="module")
def tab(page: Path, shared_browser: None) -> Iterator[Any]:
    """The page as it is opened from a folder; each test chooses what it looks at."""
    with opened(page, viewport={"width": 1280, "height": 900}) as found:
        found.wait_for_selector(READY)
        yield found


def choose(tab: Any, **choice: str) -> None:
    tab.evaluate(
        "hash => { location.hash = hash }", "&".join(f"{k}={v}" for k, v in choice.items())
    )
    tab.wait_for_function(
        "wanted => new URLSearchParams(location.hash.slice(1)).get('indicator') === wanted",
        arg=choice["indicator"],
    )
    tab.wait_for_timeout(30)
    tab.wait_for_selector(READY)


def taken(tab: Any, view: str) -> list[list[str]]:
    # Chromium drops downloads that follow one another faster than a person asks for them
    tab.wait_for_timeout(300)
    with tab.expect_download() as download:
        tab.locator(f"[data-csv={view}]").click()
    text = Path(download.value.path()).read_text("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.reader(StringIO(text.removeprefix("\ufeff")), delimiter=";"))


def asked(tab: Any, view: str, database: Path) -> list[list[str]]:
    """What the SQL of a view gives, written as in its CSV."""
    with duckdb.connect(database, read_only=True) as connection:
        found = connection.execute(tab.locator(f"[data-sql={view}]").text_content())
        names = [column[0] for column in found.description or []]
        return [names, *([_written(one) for one in row] for row in found.fetchall())]


def _written(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return str(value).replace(".", ",") if isinstance(value, float) else str(value)


def _exact(rows: list[list[str]]) -> list[list[Any]]:
    """Figures as numbers, which the two languages may write differently."""
    return [
        [float(one.replace(",", ".")) if re.fullmatch(r"-?[\d,]+(e-?\d+)?", one) else one
         for one in row]
        for row in rows
    ]  # fmt: skip


CHOICES = [
    {"indicator": "jobless", "level": "bezirk", "areas": ""},
    {"indicator": "jobless", "level": "kiez", "areas": "kiez:01+kiez:03"},
    {"indicator": "same", "level": "kiez", "period": "2018", "areas": ""},
    {"indicator": "work", "level": "kiez", "areas": "kiez:03"},
    {"indicator": "doctors", "level": "city", "areas": ""},
]


@pytest.mark.browser
@needs_browser
def test_the_sql_beside_each_view_gives_its_rows(tab: Any, database: Path) -> None:
    tab.locator("[data-values]").evaluate("one => { one.open = true }")
    for choice in CHOICES:
        choose(tab, **choice)
        for view in ("map", "course", "table"):
            expected = asked(tab, view, database)
            assert _exact(taken(tab, view)) == _exact(expected), (choice, view)
            assert len(expected) > 1
            if view != "map":
                rows = tab.locator(f"[data-table={view}] tbody tr")
                assert rows.count() == len(expected) - 1
        chosen = choice["areas"].split("+")
        assert chosen == [""] or len(asked(tab, "table", database)) == 1 + len(chosen)


@pytest.mark.browser
@needs_browser
def test_the_published_page_shows_what_the_published_database_holds(refreshed: Refreshed) -> None:
    page = refreshed.warehouse.current / "report" / "zahlen.html"
    assert page.stat().st_size < 6_000_000
    with opened(page, viewport={"width": 1280, "height": 900}) as tab:
        tab.wait_for_selector(READY)
        for choice in (
            {"indicator": "child_poverty", "level": "stadtraum", "areas": ""},
            {"indicator": "rent_per_m2", "level": "stadtraum", "areas": "stadtraum:16"},
        ):
            choose(tab, **choice)
            for view in ("map", "course", "table"):
                database = page.parent.parent / "sozialraum.duckdb"
                assert _exact(taken(tab, view)) == _exact(asked(tab, view, database))


def figures(page: Path) -> dict[str, Any]:
    text = page.read_text("utf-8")
    found = re.search(r'<script type="application/json" id="zahlen">\n(.*?)\n</script>', text)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


def test_what_is_hidden_never_gets_in(page: Path) -> None:
    data = figures(page)
    work = next(one for one in data["indicators"] if one["id"] == "work")
    state = data["statuses"].index("suppressed")
    (hidden,) = [row for row in work["rows"] if row[6] == state]
    assert hidden[2:5] == [None, None, None]
    # the counts behind a figure are not read at all: a hidden one may have some
    assert not {"numerator", "denominator"} & set(data["columns"])
    assert set(re.findall(r"marts\.\w+", data["query"])) == {
        "marts.fct_indicator", "marts.dim_area", "marts.mart_need",
    }  # fmt: skip
    areas = {area["id"] for level in data["levels"] for area in level["areas"]}
    assert not any("unbekannt" in one for one in areas)


@pytest.mark.browser
@needs_browser
def test_a_class_that_is_not_sure_has_no_colour_and_says_so(tab: Any) -> None:
    choose(tab, indicator="jobless", level="bezirk", areas="")
    assert _classes(tab) == [
        ["(1) sehr niedrig", "? nicht gesichert", "3 von 3"],
        ["(3) mittel", "? nicht gesichert", "2 von 3"],
        ["(5) sehr hoch", "? nicht gesichert", "1 von 3"],
    ]
    assert tab.locator("[data-table=table] tbody [class*=class-]").count() == 0
    assert _grounds(tab) == [NO_CLASS[0]] * 3
    assert {"(1)", "(3)", "(5)"} <= set(tab.locator("[data-picture=map] text").all_text_contents())
    assert "Klasse nicht gesichert: 3 Gebiete." in tab.locator("figcaption").first.inner_text()


@pytest.mark.browser
@needs_browser
def test_a_sure_class_has_its_colour_beside_its_number_and_word(tab: Any) -> None:
    choose(tab, indicator="deaths", level="kiez", areas="")
    assert _classes(tab) == [
        ["2 niedrig", "✓ gesichert", "4 von 4 (4 bis 5)"],
        ["3 mittel", "✓ gesichert", "3 von 4 (3 bis 4)"],
        ["4 hoch", "✓ gesichert", "2 von 4 (2 bis 2)"],
        ["5 sehr hoch", "✓ gesichert", "1 von 4 (1 bis 2)"],
    ]
    assert _grounds(tab) == [CLASS_COLOURS[one][0] for one in (2, 3, 4, 5)]
    assert {"2", "3", "4", "5"} <= set(tab.locator("[data-picture=map] text").all_text_contents())
    assert "Alle Klassen sind gesichert." in tab.locator("figcaption").first.inner_text()


def _classes(tab: Any) -> list[list[str]]:
    """Class, sureness and rank of each row of the table."""
    rows = tab.locator("[data-table=table] tbody tr").all()
    cells = [row.locator("th, td").all_inner_texts() for row in rows]
    return [[" ".join(one.split()) for one in row[4:7]] for row in cells]


def _grounds(tab: Any) -> list[str]:
    found: list[str] = tab.locator("[data-picture=map] .mark-rect path").evaluate_all(
        "all => all.map(one => one.getAttribute('fill'))"
    )
    return found


@pytest.mark.browser
@needs_browser
def test_figures_say_why_they_are_missing_and_that_they_are_estimated(tab: Any) -> None:
    choose(tab, indicator="work", level="kiez", areas="")
    values = tab.locator("[data-table=table] tbody td:nth-child(3)").all_inner_texts()
    assert values == ["65,0\N{NO-BREAK SPACE}%", "60,0\N{NO-BREAK SPACE}%", "geheim"]
    assert tab.locator("[data-absent]").inner_text() == "Ohne Wert: 04 Dorfanger."
    choose(tab, indicator="jobless", level="kiez", areas="")
    row = tab.locator("[data-table=table] tbody tr").first.inner_text()
    assert "≈\N{NO-BREAK SPACE}4,0\N{NO-BREAK SPACE}%" in row
    assert "Schätzwert" in row


@pytest.mark.browser
@needs_browser
def test_the_page_is_used_by_keyboard_alone(tab: Any) -> None:
    choose(tab, indicator="jobless", level="kiez", areas="")
    tab.get_by_label("Indikator").focus()
    tab.keyboard.press("ArrowDown")
    tab.wait_for_selector(READY)
    assert "indicator=work" in tab.evaluate("location.hash")
    tab.locator("#gebiete summary").press("Enter")
    tab.get_by_role("checkbox", name="02 Blaukiez").press("Space")
    tab.wait_for_selector(READY)
    assert tab.evaluate("document.activeElement.value") == "kiez:02"
    assert tab.locator("[data-table=table] tbody th").all_inner_texts() == ["02 Blaukiez"]
    assert tab.locator("#gebiete summary").inner_text() == "Gebiete: 1 ausgewählt"
    seen = focused_in_turn(tab, 50)
    assert {tag for tag, _ in seen} >= {"BUTTON", "SUMMARY", "DIV", "A"}
    assert {outline for tag, outline in seen if not tag.startswith("BODY")} == {"solid"}


@pytest.mark.browser
@needs_browser
def test_of_choices_in_quick_succession_the_last_is_shown(tab: Any) -> None:
    for indicator in ("deaths", "jobless", "work", "deaths", "work"):
        tab.evaluate("hash => { location.hash = hash }", f"indicator={indicator}&level=kiez")
    tab.wait_for_function("location.hash.includes('indicator=work')")
    tab.wait_for_timeout(50)
    tab.wait_for_selector(READY)
    assert tab.locator("[data-picture=map] svg").count() == 1
    assert "65,0\N{NO-BREAK SPACE}%" in tab.locator("[data-picture=map] text").all_text_contents()
    with tab.expect_download() as download:
        tab.locator("[data-svg=map]").click()
    assert "65,0" in Path(download.value.path()).read_text("utf-8")


@pytest.mark.browser
@needs_browser
def test_a_view_is_an_address_and_a_click_on_the_map_chooses(tab: Any) -> None:
    choose(tab, indicator="deaths", level="kiez", areas="")
    tab.locator("[data-picture=map] text", has_text="Blaukiez").click()
    tab.wait_for_selector(READY)
    assert tab.get_by_role("checkbox", name="02 Blaukiez").is_checked()
    address = tab.evaluate("location.href")
    tab.goto("about:blank")
    tab.goto(address)
    tab.wait_for_selector(READY)
    assert tab.locator("[data-table=table] tbody th").all_inner_texts() == ["02 Blaukiez"]


@pytest.mark.browser
@needs_browser
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_no_violation_and_the_page_fits(page: Path, width: int) -> None:
    viewport = {"width": width, "height": 900}
    with opened(page, viewport=viewport, bypass_csp=True) as tab:
        tab.wait_for_selector(READY)
        choose(tab, indicator="deaths", level="kiez", areas="")
        tab.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        tab.wait_for_timeout(50)
        tab.wait_for_selector(READY)
        assert axe_violations(tab) == []
        assert tab.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.browser
@needs_browser
def test_outlines_are_drawn_and_names_that_are_traps_stay_text(tmp_path: Path) -> None:
    database = build(
        tmp_path / "x.duckdb",
        OUTLINES,
        "alter table marts.mart_need add column is_undetermined boolean",
        "update marts.mart_need set is_undetermined = area_id = 'kiez:02'",
        *renamed(),
    )
    with opened(write_browse(report_model(database), tmp_path / "zahlen.html")) as tab:
        tab.wait_for_selector(READY)
        choose(tab, indicator="deaths", level="kiez", areas="")
        paths = tab.locator("[data-picture=map] .mark-shape path")
        assert paths.count() == 4
        widths = paths.evaluate_all("all => all.map(one => one.getBBox().width)")
        assert all(50 < one < 200 for one in widths)
        assert "Kieze der Stadt (Testlizenz)" in tab.locator("figcaption").first.inner_text()
        names = tab.locator("[data-table=table] tbody th").all_inner_texts()
        assert any("<script>alert(" in one for one in names)
        assert any(row[1].startswith("'=1+1") for row in taken(tab, "table"))
        assert _classes(tab)[1][:2] == ["n. b.", "? nicht bestimmbar"]


@pytest.mark.browser
@needs_browser
def test_without_figures_or_script_the_page_says_where_they_are(
    report: Report, page: Path, tmp_path: Path
) -> None:
    with opened(page, java_script_enabled=False) as tab:
        assert "anlage.xlsx" in tab.locator("nav").inner_text()
        assert "JavaScript" in tab.locator("main").inner_text()
    assert report.model.browse is not None
    bare = replace(report.model.browse, levels=(), indicators=(), without="Ohne Zahlen: alle.")
    bare = replace(bare, figures=replace(bare.figures, rows=[]))
    empty = write_browse(replace(report.model, browse=bare), tmp_path / "zahlen.html")
    with opened(empty) as tab:
        assert not tab.locator("#stoebern").is_visible()
        assert "Ohne Zahlen: alle." in tab.locator("main").inner_text()


def _within_20_seconds(condition: str) -> str:
    """A promise of true, or of what the page is like where that never comes."""
    return (
        "new Promise((done) => { const since = performance.now(); const look = () => { "
        f"if ({condition}) done(true); "
        "else if (performance.now() - since > 20000) "
        "done(`${location.hash} ${document.activeElement.id} ${document.body.className}`); "
        "else setTimeout(look, 20); }; setTimeout(look, 50); })"
    )


@needs_firefox
def test_firefox_opens_it_from_a_folder_and_shows_the_same(page: Path, tmp_path: Path) -> None:
    with in_firefox(page, tmp_path) as tab:
        ready = f"document.querySelector('{READY}') !== null"
        assert tab.evaluate(_within_20_seconds(ready)) is True
        tab.evaluate("document.getElementById('indikator').focus()")
        tab.press("\ue015")  # arrow down
        assert (
            tab.evaluate(_within_20_seconds(f"{ready} && location.hash.includes('work')")) is True
        )
        rows = tab.evaluate(
            "[...document.querySelectorAll('[data-table=table] tbody tr')].map(one => "
            "one.cells[2].textContent)"
        )
        assert rows == ["65,0\N{NO-BREAK SPACE}%", "60,0\N{NO-BREAK SPACE}%", "geheim"]
        drawn = "document.querySelectorAll('[data-picture] svg').length"
        assert tab.evaluate(drawn) == 2


def test_the_library_is_the_one_that_the_locked_packages_have() -> None:
    assert is_renewed(), "make docs writes it anew"


def test_the_command_says_where_the_page_lies_and_opens_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened_pages: list[str] = []
    edition = SimpleNamespace(report=tmp_path, version="v", as_of=date(2026, 11, 22))
    monkeypatch.setattr("sozialraum_cli.browse.to_read", lambda _: edition)
    monkeypatch.setattr("webbrowser.open", lambda page: opened_pages.append(page) or True)
    lacking = CliRunner().invoke(app, ["browse"])
    assert isinstance(lacking.exception, PublicationError)
    assert "sozialraum report --month 2026-11" in str(lacking.exception)
    (tmp_path / "zahlen.html").touch()
    said = CliRunner().invoke(app, ["browse", "--no-open", "--edition", "2026-11"])
    assert said.output.strip() == str(tmp_path / "zahlen.html")
    assert opened_pages == []
    assert CliRunner().invoke(app, ["browse"]).exit_code == 0
    assert opened_pages == [(tmp_path / "zahlen.html").as_uri()]


@pytest.mark.browser
@needs_browser
def test_a_view_begins_with_the_areas_compared_unless_all_their_figures_are_estimates(
    tab: Any,
) -> None:
    levels = tab.locator("#ebene")
    choose(tab, indicator="work", areas="")
    assert levels.input_value() == "kiez"
    choose(tab, indicator="jobless", areas="")
    assert levels.locator("option").first.inner_text() == "Kieze"
    assert levels.input_value() == "bezirk"
