"""The registers go through Excel and come back without losing anything."""

import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Border, Font

from sozialraum.base.errors import MonitorError
from sozialraum.declarations import Catalogue, load_catalogue
from sozialraum.registers import KnownAreas
from sozialraum.registers.workbook import (
    Imported,
    WorkbookError,
    export_workbook,
    import_workbook,
)

TODAY = date(2026, 11, 22)
ROW = 48
CAPACITY = f"I{ROW}"


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


@pytest.mark.parametrize(
    ("number_format", "seen"),
    [("mmm-yy", "2025-03"), ("[$-407]mmmm\\ yyyy;@", "2025-03"), ("yyyy", "2025"),
     ("dd.mm.yyyy", "2025-03-01")],
)  # fmt: skip
def test_of_a_day_counts_what_is_seen(
    copied: Catalogue,
    workbook: Path,
    bring_back: Callable[[Path], Imported],
    number_format: str,
    seen: str,
) -> None:
    book = openpyxl.load_workbook(workbook)
    sheet = book["services"]
    column = [cell.value for cell in sheet[1]].index("ended_on") + 1
    cell = sheet.cell(ROW, column, date(2025, 3, 1))
    cell.number_format = number_format
    book.save(workbook)
    assert bring_back(workbook).sound
    line = contents(copied)["services"].decode("utf-8-sig").splitlines()[ROW - 1]
    assert line.split(";")[column - 1] == seen


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


def edited(workbook: Path, value: Any, number_format: str = "General", **font: Any) -> None:
    """The capacity of one of the services as somebody writes it."""
    book = openpyxl.load_workbook(workbook)
    cell = book["services"][CAPACITY]
    cell.value, cell.number_format = value, number_format
    if font:
        cell.font = Font(**font)
    book.save(workbook)


@pytest.mark.parametrize(
    ("value", "number_format", "font", "why"),
    [
        (CellRichText(TextBlock(InlineFont(strike=True), "33"), "25"), "@", {}, "durchgestrichen"),
        ("33", "@", {"strike": True}, "durchgestrichen"),
        (33, "General", {"strike": True}, "durchgestrichen"),
        (33, "General", {"color": "FFFFFFFF"}, "in der Farbe ihres Grundes"),
        (33, ";;;", {}, "durch ihr Zahlenformat"),
        ("33", ";;;", {}, "durch ihr Zahlenformat"),
        (1200, "#,##0,", {}, "durch ihr Zahlenformat"),
        ("=30+3", "General", {}, "eine Formel, die nicht berechnet wurde"),
    ],
)
def test_a_cell_that_says_other_than_is_seen_is_named(
    copied: Catalogue,
    workbook: Path,
    bring_back: Callable[[Path], Imported],
    value: Any,
    number_format: str,
    font: dict[str, Any],
    why: str,
) -> None:
    before = contents(copied)
    edited(workbook, value, number_format, **font)
    with pytest.raises(
        WorkbookError, match=rf"zu sehen ist: Blatt „services“, Zelle {CAPACITY} \(.*{why}"
    ):
        bring_back(workbook)
    assert contents(copied) == before


def test_what_a_condition_hides_and_what_is_merged_is_named(
    workbook: Path, bring_back: Callable[[Path], Imported]
) -> None:
    book = openpyxl.load_workbook(workbook)
    sheet = book["services"]
    sheet[CAPACITY].value = 3
    rule = CellIsRule("lessThan", ["5"])
    rule.dxf.numFmt = openpyxl.styles.numbers.NumberFormat(numFmtId=200, formatCode=";;;")
    sheet.conditional_formatting.add("I2:I99", rule)
    for row in range(60, 67):
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=2)
    book.save(workbook)
    with pytest.raises(WorkbookError) as caught:
        bring_back(workbook)
    said = str(caught.value)
    assert f"Zelle {CAPACITY} (anders oder gar nicht zu sehen, wo eine Bedingung gilt)" in said
    assert "Zelle A60 (mit anderen verbunden)" in said
    assert " und 3 weitere. " in said


@pytest.mark.parametrize(
    ("value", "number_format", "seen"),
    [
        (CellRichText("31", TextBlock(InlineFont(vertAlign="superscript"), "1")), "@", "31¹"),
        (12, '0" Tsd."', "12 Tsd."),
        (3, '[<10]"*";0', "*"),
        (0.125, "0.0%", "12,5 %"),
    ],
)
def test_a_number_that_is_seen_as_another_one_is_read_as_seen_and_refused(
    copied: Catalogue,
    workbook: Path,
    bring_back: Callable[[Path], Imported],
    value: Any,
    number_format: str,
    seen: str,
) -> None:
    before = contents(copied)
    edited(workbook, value, number_format)
    errors = [problem for one in bring_back(workbook).checked for problem in one.errors]
    assert [(one.file, one.row, one.column, one.value) for one in errors] == [
        ("services.csv", ROW, "capacity", seen)
    ]
    assert contents(copied) == before


def test_a_workbook_that_is_only_laid_out_is_read(
    copied: Catalogue, workbook: Path, bring_back: Callable[[Path], Imported]
) -> None:
    before = contents(copied)
    book = openpyxl.load_workbook(workbook)
    sheet = book["services"]
    sheet.column_dimensions["B"].hidden = True
    sheet.row_dimensions[4].hidden = True
    for cell in sheet[2]:
        cell.font, cell.border = Font(bold=True, color="FFFF0000"), Border()
    sheet[CAPACITY].number_format = '#,##0" Plätze"'
    book.save(workbook)
    assert bring_back(workbook).sound
    assert contents(copied) == before


def test_texts_with_line_breaks_and_signs_come_back(
    copied: Catalogue, tmp_path: Path, bring_back: Callable[[Path], Imported]
) -> None:
    """Excel writes some signs by their numbers."""
    path = copied.register_path(next(one for one in copied.registers if one.id == "services"))
    head, first, *rest = path.read_text("utf-8-sig").splitlines()
    remark = '"eine Zeile\r\nnoch eine _x0041_ \u2028"'
    text = "\r\n".join([head, f"{first.rpartition(';')[0]};{remark}", *rest, ""])
    path.write_bytes(text.encode("utf-8-sig"))
    before = contents(copied)
    export_workbook(copied, tmp_path / "again.xlsx")
    imported = bring_back(tmp_path / "again.xlsx")
    assert imported.changes["services"] == 0
    assert imported.sound
    assert contents(copied) == before


def change(workbook: Path, part: str, spoil: Callable[[bytes], bytes | None]) -> None:
    with zipfile.ZipFile(workbook) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(workbook, "w") as package:
        for name, content in (parts | {part: spoil(parts[part])}).items():
            if content is not None:
                package.writestr(name, content)


SHEET, TEXTS, STYLES = "xl/worksheets/sheet3.xml", "xl/sharedStrings.xml", "xl/styles.xml"


@pytest.mark.parametrize(
    ("part", "spoil", "told"),
    [
        (SHEET, lambda xml: xml[:-50], "sheet 'services'"),
        (TEXTS, lambda xml: xml[:-50], "ParseError"),
        (STYLES, lambda xml: xml[: len(xml) // 2], "ParseError"),
        (SHEET, lambda xml: xml.replace(b' t="s"', b"", 1).replace(b"<v>", b"<v>3x", 1), "'3x"),
        (SHEET, lambda xml: xml.replace(b"<v>", b"<v>999999", 1), "shared strings"),
        (SHEET, lambda xml: xml.replace(b"<v>", b"<v>-", 1), "shares the text '-"),
        ("xl/workbook.xml", lambda _: None, "KeyError"),
    ],
)
def test_a_damaged_workbook_is_none(
    copied: Catalogue,
    workbook: Path,
    bring_back: Callable[[Path], Imported],
    part: str,
    spoil: Callable[[bytes], bytes | None],
    told: str,
) -> None:
    before = contents(copied)
    change(workbook, part, spoil)
    with pytest.raises(WorkbookError, match=f"keine Excel-Mappe.*Gefunden: .*({told})"):
        bring_back(workbook)
    assert contents(copied) == before


@pytest.mark.parametrize("left", ["nothing", "a field without end"])
def test_a_sheet_that_is_no_register_is_named(
    workbook: Path, bring_back: Callable[[Path], Imported], left: str
) -> None:
    if left == "nothing":
        book = openpyxl.load_workbook(workbook)
        book["plans"].delete_rows(1, book["plans"].max_row)
        book.save(workbook)
    else:
        change(workbook, TEXTS, lambda xml: xml.replace(b"<t>plan_id", b"<t>" + 140_000 * b"x"))
    (problem,) = [one for each in bring_back(workbook).checked for one in each.errors]
    said = {"nothing": "registers-empty-file", "a field without end": "registers-long-field"}
    assert (problem.file, problem.reason.id) == ("plans.csv", said[left])


def test_a_register_that_cannot_be_read_is_named_where_it_is_exported(
    copied: Catalogue, tmp_path: Path
) -> None:
    path = copied.register_path(copied.registers[0])
    path.write_bytes(b"a;b\r\n1;2\r\n")
    with pytest.raises(MonitorError, match=rf"{path.name}.*In der Kopfzeile fehlt"):
        export_workbook(copied, tmp_path / "register.xlsx")


def test_a_number_is_written_as_the_language_writes_it(
    copied: Catalogue, workbook: Path, areas: KnownAreas
) -> None:
    edited(workbook, 1.586)
    english = replace(copied, city=copied.city.model_copy(update={"language": "en"}))
    imported = import_workbook(english, workbook, areas, TODAY, dry_run=True)
    services = imported.checked[[one.id for one in copied.registers].index("services")]
    assert [one.texts["capacity"] for one in services.rows if one.number == ROW] == ["1.586"]
