"""The registers go through Excel and come back without losing anything."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from sozialraum.declarations import Catalogue, load_catalogue
from sozialraum.registers import KnownAreas
from sozialraum.registers.workbook import (
    Imported,
    WorkbookError,
    export_workbook,
    import_workbook,
)

TODAY = date(2026, 11, 22)


@pytest.fixture
def copied(city_copy: Path) -> Catalogue:
    return load_catalogue(city_copy)


@pytest.fixture
def bring_back(copied: Catalogue, areas: KnownAreas) -> Callable[[Path], Imported]:
    def run(path: Path) -> Imported:
        return import_workbook(copied, path, areas, TODAY)

    return run


@pytest.fixture
def workbook(copied: Catalogue, tmp_path: Path) -> Path:
    path = tmp_path / "register.xlsx"
    export_workbook(copied, path)
    return path


def contents(catalogue: Catalogue) -> dict[str, bytes]:
    return {one.id: catalogue.register_path(one).read_bytes() for one in catalogue.registers}


def test_a_round_trip_gives_the_same_bytes(
    copied: Catalogue, workbook: Path, bring_back: Callable[[Path], Imported]
) -> None:
    before = contents(copied)
    for register in copied.registers:  # so that something has to be written
        copied.register_path(register).write_bytes(before[register.id] + b"\r\n")
    imported = bring_back(workbook)
    assert imported.sound
    assert len(imported.written) == len(copied.registers)
    assert contents(copied) == before


def test_every_cell_is_text_so_that_excel_changes_nothing(
    copied: Catalogue, workbook: Path
) -> None:
    book = openpyxl.load_workbook(workbook)
    for register in copied.registers:
        cells = [cell for row in book[register.id].iter_rows() for cell in row if cell.value]
        assert {cell.data_type for cell in cells} == {"s"}
        assert {cell.number_format for cell in cells} == {"@"}


def test_an_edited_cell_changes_its_row_and_no_other(
    copied: Catalogue, workbook: Path, bring_back: Callable[[Path], Imported]
) -> None:
    before = contents(copied)
    book = openpyxl.load_workbook(workbook)
    sheet = book["services"]
    column = [cell.value for cell in sheet[1]].index("reference_year") + 1
    sheet.cell(2, column, 2025)  # as a number, as Excel stores what is typed
    book.save(workbook)
    imported = bring_back(workbook)
    assert dict(imported.changes) == {
        "services": 1, "plans": 0, "study_findings": 0, "provider_feedback": 0,
    }  # fmt: skip
    after = contents(copied)
    changed = [
        (old, new)
        for old, new in zip(
            before["services"].splitlines(), after["services"].splitlines(), strict=True
        )
        if old != new
    ]
    assert len(changed) == 1
    assert b";2025;" in changed[0][1]
    assert {key for key in after if after[key] != before[key]} == {"services"}


def test_nothing_is_written_while_one_sheet_has_an_error(
    copied: Catalogue, workbook: Path, bring_back: Callable[[Path], Imported]
) -> None:
    before = contents(copied)
    book = openpyxl.load_workbook(workbook)
    book["plans"].cell(3, 2, "Ein neuer Titel")
    sheet = book["provider_feedback"]
    sheet.cell(4, [cell.value for cell in sheet[1]].index("theme") + 1, "wetter")
    book.save(workbook)
    imported = bring_back(workbook)
    assert not imported.sound
    assert imported.written == ()
    assert contents(copied) == before
    (error,) = [problem for one in imported.checked for problem in one.errors]
    assert (error.row, error.column) == (4, "theme")


def test_numbers_and_days_that_excel_made_are_read_as_they_were_meant(
    copied: Catalogue, workbook: Path, bring_back: Callable[[Path], Imported]
) -> None:
    book = openpyxl.load_workbook(workbook)
    sheet = book["services"]
    header = [cell.value for cell in sheet[1]]
    row = sheet.max_row + 2  # after an empty row
    for name, value in {
        "service_id": "DDS900", "service_name": "Probe", "planning_field": "jugendhilfe",
        "service_type": "family_centre", "scope": "single_site", "capacity": 1.5,
        "capacity_unit": "fte", "capacity_status": "actual", "reference_year": 2025,
        "ended_on": date(2025, 3, 31), "source_title": "Probe", "source_url": "https://a.de",
    }.items():  # fmt: skip
        sheet.cell(row, header.index(name) + 1, value)
    book.save(workbook)
    assert bring_back(workbook).sound
    text = contents(copied)["services"].decode("utf-8-sig")
    assert "DDS900;Probe;;jugendhilfe;family_centre;;;single_site;1,5;fte;actual;;;2025;" in text
    assert "2025-03-31" in text.splitlines()[-1]
    assert not any(set(line) == {";"} for line in text.splitlines())


def test_a_missing_sheet_and_a_wrong_file_are_named(
    workbook: Path, bring_back: Callable[[Path], Imported], tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(workbook)
    del book["plans"]
    book.save(workbook)
    with pytest.raises(WorkbookError, match="Es fehlt das Blatt plans"):
        bring_back(workbook)
    other = tmp_path / "liste.xlsx"
    other.write_text("a;b")
    with pytest.raises(WorkbookError, match="keine Excel-Mappe"):
        bring_back(other)


def test_the_same_quantity_has_the_same_meaning_for_the_need_in_every_row(
    copied: Catalogue, workbook: Path, bring_back: Callable[[Path], Imported]
) -> None:
    book = openpyxl.load_workbook(workbook)
    sheet = book["study_findings"]
    header = [cell.value for cell in sheet[1]]
    unit = header.index("unit") + 1
    rows = [r for r in range(2, sheet.max_row + 1) if sheet.cell(r, unit).value == "Inobhutnahmen"]
    sheet.cell(rows[0], header.index("more_is_more_need") + 1, "no")
    book.save(workbook)
    imported = bring_back(workbook)
    errors = [problem for one in imported.checked for problem in one.errors]
    assert {problem.row for problem in errors} == set(rows)
    assert {problem.column for problem in errors} == {"more_is_more_need"}
