"""A leaflet per area: its page by itself, accessible, under a name that any code is safe in."""

import re
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from sozialraum.report import ReportModel, report_model, write_leaflets
from sozialraum.report.chapters.profiles import file_name
from tests.report.conftest import Report, build
from tests.report.test_report_files import LEAFLET, Page, structure


@pytest.fixture(scope="module")
def folder(report: Report, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_leaflets(report.model, tmp_path_factory.mktemp("leaflets") / "blatt")


def text_of(path: Path) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(path).pages)


def test_each_area_has_one_that_tells_of_it_alone(folder: Path) -> None:
    assert sorted(path.name for path in folder.iterdir()) == [
        f"kiez-0{number}.pdf" for number in range(1, 5)
    ]
    text = text_of(folder / "kiez-02.pdf")
    assert text.startswith("Große Kreisstadt Musterstadt")
    assert "02 Blaukiez" in text
    assert "Stand: 30.\N{NO-BREAK SPACE}Juni 2024" in text
    titles = [str(one.title) for one in PdfReader(folder / "kiez-02.pdf").outline
              if not isinstance(one, list)]  # fmt: skip
    assert titles == ["02 Blaukiez"]


def test_they_are_one_page_tagged_titled_and_their_pictures_have_texts(folder: Path) -> None:
    for path in folder.iterdir():
        pdf = PdfReader(path)
        root: Any = pdf.trailer["/Root"]
        assert len(pdf.pages) == 1
        assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()
        assert root["/MarkInfo"]["/Marked"]
        assert pdf.metadata is not None
        assert "Musterstadt" in str(pdf.metadata.title)
        figures = [one for one in structure(pdf) if one["/S"] == "/Figure"]
        assert all(len(str(one.get("/Alt", ""))) > 20 for one in figures)


def test_the_page_leads_to_every_leaflet(folder: Path, report: Report) -> None:
    links = {a["href"] for tag, a in Page(report.page).tags if tag == "a"}
    assert {one for one in links if re.fullmatch(LEAFLET, str(one))} == {
        f"blatt/{path.name}" for path in folder.iterdir()
    }


def test_made_again_they_are_the_same_bytes(folder: Path, report: Report, tmp_path: Path) -> None:
    again = write_leaflets(report.model, tmp_path / "blatt")
    for path in folder.iterdir():
        assert (again / path.name).read_bytes() == path.read_bytes()


CODES = ["stadtraum:16", "a:1", "a:1-", "a:Ä", "a:Ö", "a:../../x", "a:..", "A:1", "a:" + "9" * 300,
         "a: 1", "con:", "a:b:c", "a:b-c", "a-b:c", "", "北"]  # fmt: skip


def test_a_name_is_a_plain_one_and_no_two_codes_share_it() -> None:
    assert file_name("stadtraum:16") == "stadtraum-16"
    names = [file_name(one) for one in CODES]
    assert len(set(names)) == len(CODES)
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,80}", one) for one in names)


def test_codes_of_any_city_make_files_in_the_folder(tmp_path: Path) -> None:
    changed = build(
        tmp_path / "x.duckdb",
        "update marts.dim_area set area_code = '../../x' where area_id = 'kiez:01'",
    )
    model: ReportModel = report_model(changed)
    folder = write_leaflets(model, tmp_path / "blatt")
    assert len(list(folder.iterdir())) == 4
    assert sorted(path.name for path in tmp_path.iterdir()) == ["blatt", "x.duckdb"]
