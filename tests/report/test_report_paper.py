"""The information paper: Word's own headings and tables, nothing decided, the report's answers."""

from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader

from sozialraum.report import ReportModel, report_model, write_docx
from tests.office_suite import needs_office, opened_as
from tests.report.conftest import build, section, tables, words
from tests.report.test_report_answers import MARTS

COUNCIL = (
    "alter table declared.city add column council_name varchar",
    "alter table declared.city add column committees varchar[]",
    "update declared.city set council_name = 'Rat der Stadt', "
    "committees = ['Ausschuss für Öffentliches']",
)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> ReportModel:
    return report_model(build(tmp_path_factory.mktemp("paper") / "x.duckdb", MARTS, *COUNCIL))


@pytest.fixture(scope="module")
def paper(model: ReportModel, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_docx(model, tmp_path_factory.mktemp("paper") / "vorlage.docx")


@pytest.fixture(scope="module")
def document(paper: Path) -> Any:
    return docx.Document(str(paper))


def styled(document: Any, style: str) -> list[str]:
    return [one.text for one in document.paragraphs if one.style.name == style]


def test_headings_are_real_and_in_the_order_of_such_a_paper(document: Any) -> None:
    assert styled(document, "Title") == ["Vorlage zur Information"]
    assert styled(document, "Heading 1") == [
        "Beschlussvorschlag",
        "Begründung",
        "Finanzielle Auswirkungen",
        "Anlagen",
    ]
    assert len(styled(document, "Heading 2")) == 4


def test_it_is_for_whom_the_city_names_and_says_whereupon_it_rests(document: Any) -> None:
    terms = dict(one.split("\t") for one in styled(document, "Term"))
    assert terms["Gremien"] == "Rat der Stadt; Ausschuss für Öffentliches"
    assert terms["Grundlage"] == "Beschluss 7/22 „Für alle“"
    assert terms["Aktenzeichen"] == "(einzutragen)"


def test_a_city_that_names_no_council_gets_a_place_to_enter_it(database: Path) -> None:
    made = report_model(database)
    assert made.paper is not None
    assert "Gremien (einzutragen)" in words(made.paper)


def test_options_are_those_of_the_report_and_none_is_chosen(
    document: Any, model: ReportModel
) -> None:
    table = document.tables[0]
    leads = [row.cells[0].text for row in table.rows[1:]]
    (options,) = tables(section(model, "moeglichkeiten"))
    reported = [row.cells[0].text for row in options.rows]
    assert leads
    assert leads == [one for one in reported if one in leads]
    assert {row.cells[2].text for row in table.rows[1:]} == {"☐ ja ☐ nein"}
    assert styled(document, "Normal")[0].endswith("wird zur Kenntnis genommen.")


def test_costs_are_left_open(model: ReportModel) -> None:
    assert model.paper is not None
    money = next(one for one in model.paper.sections if one.anchor == "vorlage-mittel")
    assert words(money).split("\n")[1].startswith("Offen.")
    assert "Euro" not in words(model.paper)


def test_tables_have_header_rows_and_pictures_alternative_texts(document: Any) -> None:
    assert document.tables
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows[1:])
    pictures = list(document.element.body.iter(qn("wp:docPr")))
    assert len(pictures) == 1
    assert "Punktdiagramm der Ränge von 4 Gebieten" in pictures[0].get("descr")
    assert "in der Tabelle darunter" not in pictures[0].get("descr")


def test_it_is_german_and_says_what_it_is(document: Any) -> None:
    for part, name in ((document.styles, "w:lang"), (document.settings, "w:themeFontLang")):
        assert {one.get(qn("w:val")) for one in part.element.iter(qn(name))} == {"de-DE"}
    about = document.core_properties
    assert (about.title, about.author) == (
        "Vorlage zur Information",
        "Große Kreisstadt Musterstadt",
    )
    assert about.language == "de"
    assert about.created.date().isoformat() == about.modified.date().isoformat() == "2024-06-30"


def test_the_same_model_gives_the_same_bytes(
    model: ReportModel, paper: Path, tmp_path: Path
) -> None:
    again = write_docx(model, tmp_path / "again.docx")
    assert again.read_bytes() == paper.read_bytes()
    with ZipFile(paper) as parts:
        assert {one.date_time for one in parts.infolist()} == {(2024, 6, 30, 12, 0, 0)}


def test_names_that_look_like_markup_stay_text(tmp_path: Path) -> None:
    evil = "<w:br/> & ]]> {MERGEFIELD x}" + chr(11)
    changed = build(
        tmp_path / "x.duckdb",
        MARTS,
        f"update declared.city set official_name = '{evil}', resolution = '{evil}'",
    )
    written = docx.Document(str(write_docx(report_model(changed), tmp_path / "x.docx")))
    terms = dict(one.split("\t", 1) for one in styled(written, "Term"))
    assert "<w:br/> & ]]> {MERGEFIELD x}" in terms["Grundlage"]


def test_a_report_without_a_paper_is_refused(model: ReportModel, tmp_path: Path) -> None:
    from dataclasses import replace

    with pytest.raises(ValueError, match="no information paper"):
        write_docx(replace(model, paper=None), tmp_path / "x.docx")


@needs_office
def test_an_office_suite_opens_it_on_few_pages(paper: Path, tmp_path: Path) -> None:
    pages = PdfReader(opened_as("pdf", paper, tmp_path)).pages
    assert 2 <= len(pages) <= 3
    text = "\n".join(page.extract_text() for page in pages)
    assert f"Seite 1 von {len(pages)}" in text
    for said in ("Beschlussvorschlag", "Finanzielle Auswirkungen", "Strukturen prüfen", "Rat der"):
        assert said in text
