"""The report that is put before the committees, measured: short, full, readable, not cut."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sozialraum.report import ReportModel, report_model
from sozialraum.report.chapters.shapes import Section
from tests.conftest import Refreshed
from tests.report.conftest import words
from tests.report.pdf_layout import Sheet, chapters, sheets

PAGES, ARGUING, SMALLEST, FULL, WORDS, LINES = 36, 18, 8.0, 0.6, 40, 12
TABLE_SIZES = (8.2, 8.6)
"""The sizes of text in the cells of tables (bericht.typ)."""


@pytest.fixture(scope="module")
def pdf(refreshed: Refreshed) -> Path:
    return refreshed.warehouse.current / "report" / "bericht.pdf"


@pytest.fixture(scope="module")
def pages(pdf: Path) -> list[Sheet]:
    return sheets(pdf)


@pytest.fixture(scope="module")
def model(refreshed: Refreshed) -> ReportModel:
    return report_model(refreshed.warehouse.current / "sozialraum.duckdb")


@pytest.fixture(scope="module")
def starts(pdf: Path) -> dict[str, int]:
    """The first page of each chapter and area, counted from 0."""
    return dict(chapters(pdf))


def test_the_report_is_short_and_half_of_it_argues(
    pages: list[Sheet], model: ReportModel, starts: dict[str, int]
) -> None:
    assert len(pages) <= PAGES
    areas = model.sections[-1]
    assert starts[str(areas.title)] <= ARGUING
    assert starts[str(model.sections[0].title)] == 1
    assert starts["1 " + str(model.sections[1].title)] == 2, "the answers are one page"


def test_each_area_has_exactly_one_page(
    pages: list[Sheet], model: ReportModel, starts: dict[str, int]
) -> None:
    first = [starts[str(one.title)] for one in model.sections[-1].sections]
    assert first == list(range(first[0], len(pages)))


def test_pages_are_full_but_for_the_last_of_a_chapter(
    pages: list[Sheet], model: ReportModel, starts: dict[str, int]
) -> None:
    titles = {f"{one.number} {one.title}".strip() for one in model.sections}
    ends = {starts[one] - 1 for one in titles} | {len(pages) - 1}
    empty = {
        number + 1: round(page.filled, 2)
        for number, page in enumerate(pages)
        if page.filled < FULL and number not in ends
    }
    assert empty == {}


def test_no_text_is_small_or_cut(pages: list[Sheet]) -> None:
    small = [
        (number, one.text)
        for number, page in enumerate(pages, 1)
        for one in page.pieces
        if one.size < SMALLEST - 0.01
    ]
    assert small == []
    assert [number for number, page in enumerate(pages, 1) if "…" in page.text] == []
    outside = [one.text for page in pages for one in page.pieces if not 0 < one.x < 595 - 20]
    assert outside == []


def test_no_cell_of_a_table_is_long(pages: list[Sheet]) -> None:
    lines = [page.lines_between_rules(TABLE_SIZES) for page in pages]
    assert 1 < max(lines) <= LINES


def test_no_sentence_is_long(model: ReportModel) -> None:
    long = [
        one for section in model.sections for one in _sentences(section) if len(one.split()) > WORDS
    ]
    assert long == []


def _sentences(section: Section) -> Iterator[str]:
    for line in words(replace(section, sections=())).split("\n"):
        yield from re.split(r"(?<=[.?!])\s+(?=[A-ZÄÖÜ„0-9≈])", line)
    for inner in section.sections:
        yield from _sentences(inner)


def test_the_title_page_says_from_which_day_bundled_figures_are(pages: list[Sheet]) -> None:
    said = " ".join(pages[0].text.split())
    assert "die im Netz abzurufen sind, aus Dateien, die beim Monitor liegen, Stand 22." in said
    assert "für diese Ausgabe nicht neu abgerufen" in said
