"""The template that an office fills in: what it holds, and that it is read back."""

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from sozialraum.base.warehouse import Warehouse
from sozialraum.declarations import Catalogue, load_catalogue
from sozialraum.declarations.source import Source
from sozialraum.ingest.office.dropbox import office_sources
from sozialraum.ingest.wire import CheckedTable
from sozialraum.template import write_template
from sozialraum.template.areas import area_labels
from tests.cells import texts_of
from tests.conftest import run_cli

TODAY = date(2026, 3, 15)
IDS = [source.id for source in office_sources(load_catalogue())]


@pytest.fixture(params=IDS)
def source(request: pytest.FixtureRequest, catalogue: Catalogue) -> Source:
    return catalogue.source(request.param)


@pytest.fixture
def template(tmp_path: Path, catalogue: Catalogue, source: Source) -> Path:
    path = tmp_path / "TESTDATEN.xlsx"
    write_template(catalogue, Warehouse(tmp_path), source.id, path, today=TODAY)
    return path


def fill_in(path: Path, source: Source) -> None:
    """Numbers 1, 2, 3 ... into all open cells for figures, the first period into its cell."""
    workbook = openpyxl.load_workbook(path)
    sheet = workbook["Daten"]
    sheet.title = "Daten TESTDATEN"
    (offered,) = [v for v in sheet.data_validations.dataValidation if v.type == "list"]
    period = offered.formula1.strip('"').split(",")[0]
    sheet[str(offered.sqref).split(":")[0]] = period
    number = 0
    for row in sheet.iter_rows():
        for cell in row:
            is_figure = cell.coordinate not in offered.sqref and not cell.protection.locked
            total = any(c.value == "Insgesamt" for c in row)
            if is_figure and not total:
                number += 1
                cell.value = number
    workbook.save(path)


def test_a_filled_template_is_read_back_whole(
    tmp_path: Path,
    template: Path,
    source: Source,
    catalogue: Catalogue,
    read: Callable[[Source, Path], CheckedTable],
) -> None:
    fill_in(template, source)
    table = read(source, template)
    rows = [dict(zip(table.columns, row, strict=True)) for row in texts_of(table)]
    areas = area_labels(catalogue, Warehouse(tmp_path), source)
    assert [tuple(row[a.column] for a in source.areas) for row in rows] == areas
    assert len(areas) > 5
    figures = [int(row[m.column]) for row in rows for m in source.measures]
    assert figures == list(range(1, len(figures) + 1))
    periods = {row[source.period.columns["label"]] for row in rows}
    assert periods in ({"2. Halbjahr 2025"}, {"2025/26"}, {"Februar 2026"})
    assert table.undeclared == ()


def test_a_template_that_was_saved_as_csv_is_read_like_the_workbook(
    tmp_path: Path, template: Path, source: Source, read: Callable[[Source, Path], CheckedTable]
) -> None:
    fill_in(template, source)
    # a spreadsheet program writes merged cells as one text and empty fields
    path = tmp_path / "TESTDATEN.csv"
    with path.open("w", encoding="cp1252", newline="") as file:
        sheet = openpyxl.load_workbook(template).worksheets[0]
        csv.writer(file, delimiter=";").writerows(sheet.iter_rows(values_only=True))
    saved, original = read(source, path), read(source, template)
    assert (saved.columns, saved.row_numbers) == (original.columns, original.row_numbers)
    assert texts_of(saved) == texts_of(original)


def test_labels_are_protected_figures_are_checked_and_the_header_stays_in_sight(
    template: Path, source: Source
) -> None:
    workbook = openpyxl.load_workbook(template)
    sheet = workbook["Daten"]
    assert sheet.protection.sheet
    row, column = openpyxl.utils.cell.coordinate_from_string(sheet.freeze_panes)[::-1]
    first = sheet[f"{column}{row}"]
    assert not first.protection.locked
    assert sheet.cell(row, first.column - 1).protection.locked or source.period.label
    assert sheet.cell(row - 1, first.column).protection.locked
    custom = [v for v in sheet.data_validations.dataValidation if v.type == "custom"]
    assert len(custom) == len(source.measures)
    assert all(f'="{mark}"' in custom[0].formula1 for mark in source.missing if mark)


def test_the_hints_are_german_and_explain_marks_and_delivery(
    template: Path, source: Source
) -> None:
    sheet = openpyxl.load_workbook(template)["Hinweise"]
    text = "\n".join(str(c.value) for row in sheet.iter_rows() for c in row if c.value)
    for said in (
        "Geheimhaltung",
        f"dropbox/{source.id}/",
        "Ausfüllen",
        "Zeitraum",
        source.office,
        "Veröffentlicht werden sie erst, wenn sie dafür freigegeben sind",
    ):
        assert said in text


def test_the_same_declarations_give_the_same_bytes(
    tmp_path: Path, template: Path, source: Source, catalogue: Catalogue
) -> None:
    again = tmp_path / "again.xlsx"
    write_template(catalogue, Warehouse(tmp_path), source.id, again, today=TODAY)
    assert again.read_bytes() == template.read_bytes()


def test_the_command_writes_the_file_and_names_what_it_can_write(tmp_path: Path) -> None:
    done = run_cli("template", IDS[0], "--output", str(tmp_path / "v.xlsx"), warehouse=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "v.xlsx").is_file()
    assert f"dropbox/{IDS[0]}/" in done.stdout.replace("\n", "")
    refused = run_cli("template", "unemployed", warehouse=tmp_path)
    assert refused.returncode == 1
    assert all(one in refused.stderr for one in IDS)
