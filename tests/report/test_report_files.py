"""The two files: self-contained, accessible, safe against what names may hold, reproducible."""

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from sozialraum.report import FORMS, write_report
from sozialraum.report.pictures.drawings import shortened
from sozialraum.report.pictures.ticks import labelled_years, nice_ticks
from tests.report.conftest import Report, build

OFFERS = """
    create table marts.dim_service (
        service_id varchar, service_name varchar, service_type varchar, service_type_de varchar,
        provider varchar, planning_field varchar, theme varchar, area_id varchar, capacity double,
        capacity_unit varchar, source_id varchar
    )
"""
LEAFLET = r"blatt/[a-z0-9_-]+\.pdf"
LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverleihstelle" * 3
HOSTILE = [
    """<script>alert("x")</script>""",
    """#panic("x") $x^2$ *fett* _kursiv_ @label `code` // weg""",
    """=1+1 "Zitat" 'einfach' \\ \\u{41} & &amp; {{ 7*7 }}""",
    '🦊 Füchse 北 ]#quote[ role="x" class="y"',
]
CODES = ["kiez:01", "kiez:02", "kiez:03", "kiez:04"]

EDITIONS = "../../index.html"
OWN = {"", *FORMS, EDITIONS}


def renamed() -> list[str]:
    changes = [
        f"update marts.dim_area set area_name = '{name.replace(chr(39), chr(39) * 2)}' "
        f"where area_id = '{area}'"
        for area, name in zip(CODES, HOSTILE, strict=True)
    ]
    evil = HOSTILE[0].replace("'", "''")
    return [
        *changes,
        f"update marts.mart_source_status set title_de = '{evil}', url = 'javascript:alert(1)'",
        f"update marts.mart_data_quality set observed = '{evil}', description_de = '#x[$y$]'",
        f"update marts.dim_indicator set name_de = '{evil}' where indicator_id = 'jobless'",
        OFFERS,
        *(
            f"insert into marts.dim_service values ('s{number}', '{quoted}', 'x', '{quoted}', "
            f"'{quoted}', 'arbeit', 'work', 'kiez:01', 3, '{quoted}', 'register')"
            for number, name in enumerate([*HOSTILE, LONG])
            for quoted in [name.replace("'", "''")]
        ),
        "update declared.city set city_name = '</title><script>', official_name = '#emoji'",
    ]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """The pages and the PDFs' text of a city whose names are all traps: areas, indicators, sources,
    checks, providers and what the registers say of their services."""
    folder = tmp_path_factory.mktemp("hostile")
    written = write_report(build(folder / "x.duckdb", *renamed()), folder)
    pages = [path.read_text("utf-8") for path in written if path.suffix == ".html"]
    return "".join(pages), "\n".join(pdf_text(path) for path in written if path.suffix == ".pdf")


def pdf_text(path: Path) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(path).pages)


class Page(HTMLParser):
    """Collects tags with attributes, and checks that they are closed in order."""

    VOID = frozenset({"meta", "br", "hr"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_years_at_an_axis_are_few_however_long_a_series_is() -> None:
    assert labelled_years(2014, 2024, 9) == [2014, 2016, 2018, 2020, 2022, 2024]
    assert labelled_years(1869, 2021, 4) == [1900, 1950, 2000]
    assert labelled_years(2024, 2025, 9) == [2024, 2025]


def test_pages_refer_to_nothing_outside_but_to_each_other(report: Report) -> None:
    for text in report.pages:
        for tag, attributes in Page(text).tags:
            assert tag not in {"link", "img", "iframe", "object", "embed", "base", "use"}
            for name in ("src", "href", "xlink:href", "data", "srcset", "action"):
                target = (attributes.get(name) or "#").partition("#")[0]
                is_read = tag == "a" and target.startswith("https://example.invalid/")
                is_own = target in OWN or re.fullmatch(LEAFLET, target)
                assert is_read or is_own, (tag, name)
            assert not any(name.startswith("on") for name in attributes)
        scripts = [attributes for tag, attributes in Page(text).tags if tag == "script"]
        assert scripts == [{}]
        assert "url(" not in text
        assert "@import" not in text


def test_pages_have_language_landmarks_and_described_tables(report: Report) -> None:
    for text in report.pages:
        _has_landmarks_and_described_tables(Page(text))


def _has_landmarks_and_described_tables(page: Page) -> None:
    assert ("html", {"lang": "de"}) in page.tags
    names = [tag for tag, _ in page.tags]
    assert {"header", "nav", "main", "footer"} <= set(names)
    assert names.count("h1") == 1
    assert names.count("caption") == names.count("table") > 1
    assert all("scope" in attributes for tag, attributes in page.tags if tag == "th")
    drawings = [attributes for tag, attributes in page.tags if tag == "svg"]
    assert drawings
    assert all(one["role"] == "img" and one["aria-label"] for one in drawings)


def test_ids_are_unique_and_links_lead_somewhere_on_the_page_or_its_other(report: Report) -> None:
    pages = {"bericht.html": Page(report.page), "anhang.html": Page(report.annex_page)}
    there = set(pages)
    for name, page in pages.items():
        ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
        assert len(ids) == len(set(ids))
        there |= {f"{name}#{one}" for one in ids}
    for name, page in pages.items():
        targets = {a["href"] or "" for tag, a in page.tags if tag == "a"}
        targets = {one for one in targets if not re.match(rf"https://|{LEAFLET}", one)}
        targets -= {EDITIONS, *FORMS}
        assert {name + one if one.startswith("#") else one for one in targets} <= there


def test_headings_never_skip_a_level(report: Report) -> None:
    for text in report.pages:
        levels = [int(tag[1]) for tag, _ in Page(text).tags if re.fullmatch(r"h[1-6]", tag)]
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_umlauts_are_kept_in_both_files(report: Report) -> None:
    text = pdf_text(report.pdf) + pdf_text(report.annex_pdf)
    for word in ("Äußere Öde", "Cäcilienhof", "Schätzwert", "Überall gleich", "Große Kreisstadt"):
        assert word in "".join(report.pages)
        assert word in text


def test_pdf_is_tagged_titled_german_and_has_bookmarks(report: Report) -> None:
    pdf = PdfReader(report.pdf)
    root: Any = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]).startswith("de")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata is not None
    assert "Musterstadt" in str(pdf.metadata.title)
    assert str(pdf.metadata["/CreationDate"]).startswith("D:20240630")
    titles = [str(one.title) for one in pdf.outline if not isinstance(one, list)]
    assert titles == [
        "Inhalt",
        "Zusammenfassung",
        "1 Bedarfe und was die Pandemie verändert hat",
        "2 Wie Planungen überprüft und angepasst wurden",
        "3 Wie die Bedarfe gedeckt sind",
        "4 Was sich ändern kann und wie dringend",
        "Die Kieze auf je einer Seite",
    ]
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()


def test_pdf_holds_the_texts_of_its_charts(report: Report) -> None:
    text = pdf_text(report.pdf) + pdf_text(report.annex_pdf)
    assert "2020/21" in text
    assert text.count("04 Dorfanger") >= 4


def test_pdf_numbers_its_pages(report: Report) -> None:
    pages = PdfReader(report.pdf).pages
    assert f"Seite 1 von {len(pages)}" in pages[0].extract_text()


def test_hostile_names_stay_text_in_the_page(hostile: tuple[str, str]) -> None:
    page, _ = hostile
    parsed = Page(page)
    scripts = [attributes for tag, attributes in parsed.tags if tag == "script"]
    figures: dict[str, str | None] = {"type": "application/json", "id": "zahlen"}
    assert scripts == [{}, {}, figures, {}, {}]
    assert "&lt;script&gt;" in page
    assert "{{ 7*7 }}" in page
    assert "🦊" in page
    assert page.count('role="x" class="y"') + page.count("role=&#34;x&#34; class=") > 3
    targets = {(a["href"] or "").partition("#")[0] for tag, a in parsed.tags if tag == "a"}
    assert {one for one in targets if not re.fullmatch(LEAFLET, one)} <= OWN


def test_hostile_names_stay_text_in_the_pdf(hostile: tuple[str, str]) -> None:
    _, text = hostile
    flat = re.sub(r"\s+", "", text)
    for expected in ("<script>alert(", "#panic(", "$x^2$*fett*_kursiv_", "=1+1", "{{7*7}}"):
        assert expected in flat
    assert "\N{REPLACEMENT CHARACTER}Füchse" in flat  # no embedded font has the fox


def test_hostile_registers_stay_text_in_both_files(hostile: tuple[str, str]) -> None:
    page, text = hostile
    assert LONG in page
    flat = re.sub(r"\s+|-\n", "", text).replace("-", "")
    assert LONG[:60] in flat
    assert page.count("alert(&#34;x&#34;)") > 6


def test_every_picture_and_table_of_the_pdfs_is_tagged_and_pictures_have_texts(
    report: Report,
) -> None:
    pdfs = (report.pdf, report.annex_pdf)
    elements = [one for path in pdfs for one in structure(PdfReader(path))]
    figures = [one for one in elements if one["/S"] == "/Figure"]
    assert len(figures) > 10
    assert all(len(str(one.get("/Alt", ""))) > 20 for one in figures)
    kinds = {str(one["/S"]) for one in elements}
    assert {"/Table", "/TH", "/TD", "/H1", "/H2", "/L", "/LI", "/TOC", "/P"} <= kinds
    heads = [one for one in elements if one["/S"] == "/TH"]
    assert heads
    assert all("/A" in one for one in heads), "a heading without its scope"


def structure(pdf: PdfReader) -> Iterator[Any]:
    """All elements of the document's structure tree."""
    root: Any = pdf.trailer["/Root"]
    waiting = [root["/StructTreeRoot"]]
    while waiting:
        one = waiting.pop().get_object()
        if "/S" in one:
            yield one
        inner = one.get("/K", [])
        inner = inner.get_object() if hasattr(inner, "get_object") else inner
        for child in inner if isinstance(inner, list) else [inner]:
            child = child.get_object() if hasattr(child, "get_object") else child
            if isinstance(child, dict) and child.get("/Type") not in ("/MCR", "/OBJR"):
                waiting.append(child)


def test_the_summary_is_one_page_and_so_is_the_page_of_an_area(report: Report) -> None:
    pdf = PdfReader(report.pdf)
    starts = {
        str(one.title): pdf.get_destination_page_number(one) for one in flat_outline(pdf.outline)
    }
    assert starts["1 Bedarfe und was die Pandemie verändert hat"] - starts["Zusammenfassung"] == 1
    assert starts["02 Blaukiez"] - starts["01 Äußere Öde, Süd (ohne Überfeld)"] == 1
    assert starts["03 Cäcilienhof"] - starts["02 Blaukiez"] == 1


def flat_outline(outline: Any) -> Iterator[Any]:
    for one in outline:
        if isinstance(one, list):
            yield from flat_outline(one)
        else:
            yield one


def test_same_database_gives_the_same_bytes(database: Path, tmp_path: Path) -> None:
    first = [path.read_bytes() for path in write_report(database, tmp_path / "a")]
    second = [path.read_bytes() for path in write_report(database, tmp_path / "b" / "c")]
    assert first == second


def test_report_only_reads_the_database(
    changed: Callable[..., Report], tmp_path: Path, database: Path
) -> None:
    before = database.read_bytes()
    write_report(database, tmp_path)
    assert database.read_bytes() == before


@pytest.mark.parametrize(
    ("low", "high", "ticks", "places"),
    [
        (3.1, 9.8, [0, 2, 4, 6, 8, 10], 0),
        (0.0, 0.0, [-0.6, -0.4, -0.2, 0, 0.2, 0.4, 0.6], 1),
        (104.4, 136.7, [100, 105, 110, 115, 120, 125, 130, 135, 140], 0),
    ],
)
def test_axis_has_round_values_that_span_the_figures(
    low: float, high: float, ticks: list[float], places: int
) -> None:
    values, decimals = nice_ticks(low, high)
    assert values == pytest.approx(ticks)
    assert decimals == places


def test_long_label_loses_its_brackets_then_is_cut_between_words() -> None:
    label = "12 Niederdorf, Oberdorf, Mitteldorf (ohne Unterdorf, Am Anger)"
    assert shortened(label) == "12 Niederdorf, Oberdorf, Mitteldorf"
    assert shortened("16 Anger") == "16 Anger"
    assert shortened("Anteil der Menschen ohne Abschluss und ohne Arbeit") == (
        "Anteil der Menschen ohne Abschluss und …"
    )
