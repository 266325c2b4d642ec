"""The page in a real browser: accessible, usable by keyboard, and complete without its script."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.report.browser import axe_violations, focused_in_turn, needs_browser, opened
from tests.report.conftest import Report, build, made
from tests.report.test_report_files import OFFERS

pytestmark = [pytest.mark.browser, needs_browser, pytest.mark.usefixtures("shared_browser")]


@pytest.fixture
def tab(report: Report) -> Iterator[Any]:
    with opened(report.html, viewport={"width": 1200, "height": 900}) as opened_tab:
        yield opened_tab


@pytest.fixture
def annex_tab(report: Report) -> Iterator[Any]:
    with opened(report.annex_html, viewport={"width": 1200, "height": 900}) as opened_tab:
        yield opened_tab


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("part", ["html", "annex_html"])
def test_axe_finds_no_violation(report: Report, part: str, width: int) -> None:
    viewport = {"width": width, "height": 900}
    with opened(getattr(report, part), viewport=viewport, bypass_csp=True) as tab:
        assert axe_violations(tab) == []


def test_page_fits_a_phone(report: Report) -> None:
    with opened(report.html, viewport={"width": 390, "height": 800}) as tab:
        assert tab.evaluate("document.documentElement.scrollWidth") <= 390


def test_page_opens_within_two_seconds(tab: Any) -> None:
    loaded = tab.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
    assert 0 < loaded < 2000


def test_finding_an_area_by_its_name_leads_to_its_profile(tab: Any) -> None:
    tab.get_by_label("Gebiet suchen").fill("cacilien")
    shown = tab.locator(".finder li:visible")
    assert shown.count() == 1
    hits = tab.locator(".finder .hits")
    assert hits.inner_text() == "1 Gebiet gefunden"
    tab.get_by_label("Gebiet suchen").fill("gibt es nicht")
    assert hits.inner_text() == "Kein Gebiet gefunden"
    tab.get_by_label("Gebiet suchen").fill("cacilien")
    tab.keyboard.press("Enter")
    tab.wait_for_timeout(400)
    assert tab.evaluate("location.hash") == "#profil-03"
    top = tab.locator("#profil-03").evaluate("one => one.getBoundingClientRect().top")
    assert abs(top) < 200


OFFER = """
    insert into marts.dim_service values ('s1', 'Treff', 'x', 'Treff', 'Verein', 'arbeit', 'work',
        'kiez:01', 3, 'Plätze', 'register')
"""
PARTS = """
    create table marts.dim_area_crosswalk (
        area_id varchar, area_level varchar, other_area_id varchar, other_area_level varchar
    );
    insert into marts.dim_area values ('ort:1', 'ort', '1', 'Großlöbtau', false, null, null);
    insert into marts.dim_area_crosswalk values ('ort:1', 'ort', 'kiez:02', 'kiez')
"""


def test_an_area_is_found_by_a_part_of_it_however_umlauts_are_typed(tmp_path: Path) -> None:
    with opened(made(build(tmp_path / "x.duckdb", PARTS)).html) as tab:
        for typed in ("grossloeb", "Großlöbtau", "lobtau", "02 BLAU"):
            tab.get_by_label("Gebiet suchen").fill(typed)
            assert tab.locator(".finder li:visible a").all_inner_texts() == ["02 Blaukiez"], typed


def test_an_area_is_found_by_a_postcode_of_services_there(tmp_path: Path) -> None:
    postcode = "alter table marts.dim_service add column postcode varchar default '01234'"
    report = made(build(tmp_path / "x.duckdb", OFFERS, OFFER, postcode))
    assert [one.postcodes for one in report.model.lookup.places] == [("01234",), (), (), ()]
    with opened(report.html) as tab:
        tab.get_by_label("Gebiet suchen").fill("01234")
        assert tab.locator(".finder li:visible").count() == 1


def test_two_areas_are_compared_beside_the_city(tab: Any) -> None:
    tab.locator("#vergleich summary").press("Enter")
    tab.get_by_label("Zweites Gebiet").select_option(label="04 Dorfanger")
    table = tab.locator("#vergleich table")
    assert table.locator("thead th").all_inner_texts() == [
        "Indikator", "01 Äußere Öde, Süd (ohne Überfeld)", "04 Dorfanger", "Musterstadt insgesamt",
    ]  # fmt: skip
    row = table.locator("tr", has_text="Sterberate").locator("td")
    figures = [" ".join(one.split()) for one in row.all_inner_texts()]
    assert figures == ["6,0 (5,0 bis 7,0)", "9,0 (8,0 bis 10,0)", "–"]


def test_pictures_and_tables_can_be_cited_and_taken_away(annex_tab: Any) -> None:
    tab = annex_tab
    picture = tab.locator("#indikator-deaths figure").first
    picture.get_by_role("button", name="Zitieren").click()
    cited = picture.get_by_label("Zitat zum Kopieren").input_value()
    assert cited.startswith("Große Kreisstadt Musterstadt: Bedarfe und soziale Angebote")
    assert f"Marke {picture.get_attribute('id')}." in cited
    drawing = _taken(tab, picture, "Bild als SVG")
    assert 'xmlns="http://www.w3.org/2000/svg"' in drawing
    assert "<title>" in drawing
    figures = _taken(tab, picture, "Zahlen als CSV").splitlines()
    assert figures[:2] == [
        '\ufeff"Gebiet";"Wert";"95-%-Bereich von";"95-%-Bereich bis"',
        '"04 Dorfanger";"9";"8";"10"',
    ]
    table = tab.locator("#indikator-deaths .table").first
    rows = _taken(tab, table, "Tabelle als CSV").splitlines()
    assert any(one.startswith('"04 Dorfanger";') for one in rows)


def _taken(tab: Any, one: Any, what: str) -> str:
    with tab.expect_download() as download:
        one.get_by_role("button", name=what).click()
    return Path(download.value.path()).read_text("utf-8")


def test_a_named_source_leads_to_where_it_is_published(annex_tab: Any) -> None:
    links = annex_tab.locator("#indikator-deaths figure small a").all()
    assert {one.get_attribute("href") for one in links} == {"https://example.invalid/people"}


def test_tables_are_sorted_by_keyboard_as_numbers_and_totals_stay_last(annex_tab: Any) -> None:
    tab = annex_tab
    table = tab.locator("#indikator-jobless table").nth(1)
    button = table.get_by_role("button", name="Sortieren nach: Wert")
    button.focus()
    tab.keyboard.press("Enter")
    tab.keyboard.press("Enter")
    head = table.locator("th[aria-sort]")
    assert head.get_attribute("aria-sort") == "descending"
    values = table.locator("tbody tr:not(.total) td:nth-child(2)").all_inner_texts()
    figures = [float(one.split("\xa0%")[0].strip("≈\xa0").replace(",", ".")) for one in values]
    assert figures == sorted(figures, reverse=True)
    assert len(figures) > 3
    assert table.locator("tbody tr").last.get_attribute("class") == "total"


def test_long_tables_are_filtered(report: Report) -> None:
    with opened(report.annex_html) as tab:
        table = tab.locator(".table", has=tab.get_by_label("Zeilen filtern")).first
        before = table.locator("tbody tr:visible").count()
        table.get_by_label("Zeilen filtern").fill("Dezember 2023")
        assert 0 < table.locator("tbody tr:visible").count() < before


def test_one_map_is_shown_and_another_can_be_chosen(annex_tab: Any) -> None:
    tab = annex_tab
    maps = tab.locator("#karten figure")
    assert maps.count() > 1
    assert tab.locator("#karten figure:visible").count() == 1
    choice = tab.get_by_label("Indikator", exact=True)
    choice.focus()
    tab.keyboard.press("ArrowDown")
    assert maps.nth(1).is_visible()
    assert not maps.nth(0).is_visible()


def test_without_its_script_everything_is_there(report: Report) -> None:
    with opened(report.annex_html, java_script_enabled=False) as tab:
        maps = tab.locator("#karten figure")
        assert maps.count() > 1
        assert all(maps.nth(index).is_visible() for index in range(maps.count()))
    with opened(report.html, java_script_enabled=False) as tab:
        assert tab.locator(".finder li").count() == 4
        assert tab.locator("input, button, select").count() == 0


def test_every_control_has_a_name_and_shows_that_it_has_the_focus(tab: Any) -> None:
    seen = focused_in_turn(tab, 40)
    assert {tag for tag, _ in seen} >= {"A", "INPUT"}
    assert not [tag for tag, outline in seen if outline == "none" and not tag.startswith("MAIN")]


def test_names_that_are_traps_run_nothing(tmp_path: Path) -> None:
    from tests.report.test_report_files import renamed

    page = made(build(tmp_path / "x.duckdb", *renamed())).html
    with opened(page, viewport={"width": 1200, "height": 900}) as tab:
        tab.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
        assert tab.locator("script").count() == 1
        tab.get_by_label("Gebiet suchen").fill("<script>")
        tab.locator("button.sort").first.click()


@pytest.mark.parametrize("part", ["html", "annex_html"])
def test_nothing_is_wider_than_the_page_it_is_printed_on(report: Report, part: str) -> None:
    """A4 without its margins has 672 pixels; the browser prints all of a wider page smaller."""
    with opened(getattr(report, part), viewport={"width": 672, "height": 900}) as tab:
        tab.emulate_media(media="print")
        assert tab.evaluate("document.documentElement.scrollWidth") <= 672
