"""What is read from an office's table, and what is said where it cannot be read."""

import re
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from xlsxwriter import Workbook

from sozialraum.base.errors import SourceError
from sozialraum.declarations.layout import Layout
from sozialraum.declarations.source import Source
from sozialraum.ingest.office.grid import Cell, Grid
from sozialraum.ingest.office.header import Header
from sozialraum.ingest.office.marks import without_marks
from sozialraum.ingest.office.rows import sort_rows
from sozialraum.ingest.wire import CheckedTable
from tests.cells import texts_of
from tests.office.conftest import declared
from tests.office.files import OfficeFile

Read = Callable[[Source, Path], CheckedTable]

ROWS: list[tuple[list[str], list[Any]]] = [
    (["1 Nord"], [10, 2, "."]),
    (["2 Süd 1)"], [20, "3 1)", 7]),
    (["3 Ost"], ["-", 4, 1234.5]),
]
CAPTION = ["Berichtszeitraum:", "1. Halbjahr 2025"]
EXPECTED = [
    {"#": "8", "Gebiet": "1 Nord", "(period)": "1. Halbjahr 2025",
     "Hilfen | ambulant | Anzahl": "10", "Hilfen | stationär | Anzahl": "2",
     "Meldungen | Anzahl": "."},
    {"#": "9", "Gebiet": "2 Süd", "(period)": "1. Halbjahr 2025",
     "Hilfen | ambulant | Anzahl": "20", "Hilfen | stationär | Anzahl": "3 1)",
     "Meldungen | Anzahl": "7"},
    {"#": "10", "Gebiet": "3 Ost", "(period)": "1. Halbjahr 2025",
     "Hilfen | ambulant | Anzahl": "-", "Hilfen | stationär | Anzahl": "4",
     "Meldungen | Anzahl": "1234,5"},
]  # fmt: skip


def office_file(source: Source | None = None, **changes: Any) -> OfficeFile:
    whole = OfficeFile(source or declared(), [("", ROWS)], CAPTION)
    return replace(whole, **changes)


def rows_of(table: CheckedTable) -> list[dict[str, str]]:
    return [
        {"#": str(number), **dict(zip(table.columns, row, strict=True))}
        for number, row in zip(table.row_numbers, texts_of(table), strict=True)
    ]


def edited(path: Path, **cells: Any) -> Path:
    """The file with some cells changed, as a spreadsheet program would."""
    workbook = openpyxl.load_workbook(path)
    for address, value in cells.items():
        workbook.worksheets[0][address] = value
    workbook.save(path)
    return path


def test_merged_headers_titles_sums_and_footnotes_do_not_disturb(
    tmp_path: Path, read: Read
) -> None:
    table = read(declared(), office_file().write_xlsx(tmp_path / "TESTDATEN.xlsx"))
    assert rows_of(table) == EXPECTED
    assert table.letters["Meldungen | Anzahl"] == "D"
    assert table.sheet == "Daten TESTDATEN"
    assert table.notes == ("1) TESTDATEN: erfunden, keine echten Zahlen", "* geheim")
    assert [(t.cell, t.text, t.first_row, t.last_row) for t in table.totals][:1] == [
        ("sheet 'Daten TESTDATEN', cell B11", "30", 8, 10)
    ]


@pytest.mark.parametrize("delimiter", [";", ","])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_csv_of_any_delimiter_and_encoding_gives_the_same(
    tmp_path: Path, read: Read, encoding: str, delimiter: str
) -> None:
    rows = [(labels, [str(f).replace(".5", ",5") for f in figures]) for labels, figures in ROWS]
    file = office_file(blocks=[("", rows)], sums={0: ["30", "6", "."]})
    path = file.write_csv(tmp_path / "TESTDATEN.csv", encoding, delimiter)
    assert rows_of(read(declared(), path)) == EXPECTED


@pytest.mark.parametrize(
    ("changes", "cells", "said"),
    [
        ({}, {"D5": "Anzahl in Tsd."}, ["lack column 'Meldungen | Anzahl'", "is it D6", "Tsd."]),
        ({}, {"A4": None}, ["lack column 'Gebiet'"]),
        ({}, {"B2": "3. Halbjahr 2025"}, ["cell B2", "3. Halbjahr", "'2025-H1'"]),
        ({}, {"A2": None}, ["no period is named", "Berichtszeitraum or Stand"]),
        ({}, {"A1": "Stand: 31.12.2024"}, ["cell A1", "cell B2", "Expected: one cell"]),
        ({"layout": {"header_rows": 3, "sheet": "^HzE"}}, {}, ["'^HzE'", "Daten TESTDATEN"]),
    ],
)
def test_what_is_not_as_declared_is_said_with_sheet_and_cell(
    tmp_path: Path,
    read: Read,
    changes: dict[str, Any],
    cells: dict[str, Any],
    said: list[str],
) -> None:
    path = edited(office_file().write_xlsx(tmp_path / "TESTDATEN.xlsx"), **cells)
    with pytest.raises(SourceError) as error:
        read(declared(**changes), path)
    for text in ["source 'testdaten_care', file TESTDATEN.xlsx", "Expected:", *said]:
        assert text in str(error.value)


@pytest.mark.parametrize("day", ["15.08.2025", "30.06.2025"])
def test_a_day_behind_a_later_caption_is_no_other_period(
    tmp_path: Path, read: Read, day: str
) -> None:
    path = office_file().write_xlsx(tmp_path / "TESTDATEN.xlsx")
    assert rows_of(read(declared(), edited(path, A1=f"Stand: {day}"))) == EXPECTED
    # behind the first one there has to be a period
    with pytest.raises(SourceError, match="says 'vorläufig', which is no half_year"):
        read(declared(), edited(path, A1=None, B2="vorläufig"))


def _two_sheets(path: Path, newer: list[list[Any]]) -> Path:
    """The table in a sheet of 2024, behind one of 2025 with the rows ``newer``."""
    with Workbook(path) as workbook:
        for name, rows in (("2025", newer), ("2024", [["Gebiet", "Fälle"], ["1 Nord", 10]])):
            sheet = workbook.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


SHEETS = {
    "measures": [{"column": "Fälle", "measure": "cases", "unit": "cases"}],
    "layout": {"header_rows": 1},
    "period": {"file_name": r"(?P<period>\d{4}-H\d)"},
}


@pytest.mark.parametrize(
    ("header", "said"),
    [
        (["Gebiet", "Hilfen"], "sheet '2025': row 1 look like the header, but lack column 'Fälle'"),
        (["Stadtteil", "Fälle"], "but lack column 'Gebiet'"),
        (["Gebiet", "Fälle", "Fälle"], "sheet '2025': column 'Fälle' stands in B1 and C1"),
    ],
)
def test_a_sheet_that_nearly_has_the_table_is_not_passed_over(
    tmp_path: Path, read: Read, header: list[str], said: str
) -> None:
    path = tmp_path / "TESTDATEN_2025-H1.xlsx"
    _two_sheets(path, [header, ["1 Nord", 11, 12]])
    with pytest.raises(SourceError, match=re.escape(said)) as error:
        read(declared(**SHEETS), path)
    for text in ("the sheet '2024' has the table", "say in `layout.sheet` which sheet counts"):
        assert text in str(error.value)
    chosen = {**SHEETS, "layout": {"header_rows": 1, "sheet": "^2024$"}}
    assert [row["Fälle"] for row in rows_of(read(declared(**chosen), path))] == ["10"]


def test_a_sheet_with_half_of_the_texts_of_a_header_of_several_rows_is_not_passed_over(
    tmp_path: Path, read: Read
) -> None:
    path = tmp_path / "TESTDATEN_2025-H1.xlsx"
    measures = [
        {"column": f"Hilfen | {kind}", "measure": f"cases_{n}", "unit": "cases"}
        for n, kind in enumerate(("ambulant", "stationär"))
    ]
    with Workbook(path) as workbook:
        for year, name in (("2024", "Hilfen"), ("2025", "Fälle")):
            sheet = workbook.add_worksheet(year)
            sheet.write_row(0, 0, ["Gebiet", name, name])
            sheet.write_row(1, 1, ["ambulant", "stationär"])
            sheet.write_row(2, 0, ["1 Nord", 10, 11])
    several = {**SHEETS, "layout": {"header_rows": 2}, "measures": measures}
    with pytest.raises(SourceError, match="sheet '2025': rows 1-2 look like the header"):
        read(declared(**several), path)


@pytest.mark.parametrize(
    "rows",
    [
        [["Gebiet", "Teil der Stadt"], ["Fälle", "am Stichtag"]],
        [["Gebiet", "Stadtteil"], ["Fälle", "Hilfen"], ["Quelle", "Amt"], ["Stand", 2025]],
        [["Träger", "Plätze"], ["Haus", 3]],
    ],
)
def test_a_legend_or_another_table_beside_the_declared_one_does_not_disturb(
    tmp_path: Path, read: Read, rows: list[list[Any]]
) -> None:
    path = tmp_path / "TESTDATEN_2025-H1.xlsx"
    table = read(declared(**SHEETS), _two_sheets(path, rows))
    assert (table.sheet, [row["Fälle"] for row in rows_of(table)]) == ("2024", ["10"])


@pytest.mark.parametrize("text", ["Standort: Rathaus", "Standardisiert nach Alter"])
def test_a_word_that_begins_like_a_caption_is_none(tmp_path: Path, read: Read, text: str) -> None:
    path = office_file(caption=["Stand:30.06.2025"]).write_xlsx(tmp_path / "TESTDATEN.xlsx")
    path = edited(path, A1=text)
    assert {row["(period)"] for row in rows_of(read(declared(), path))} == {"30.06.2025"}
    # behind a caption that ends in no letter one may follow
    stands = declared(period={"caption": ["Stand:"]})
    path = edited(path, A2="Stand:Juni 2025")
    with pytest.raises(SourceError, match="says 'Juni 2025', which is no half_year"):
        read(stands, path)


@pytest.mark.parametrize("content", [b"", b"no spreadsheet", b"PK\x03\x04 broken"])
def test_a_file_that_is_no_spreadsheet_is_refused(
    tmp_path: Path, read: Read, content: bytes
) -> None:
    path = tmp_path / "TESTDATEN.xlsx"
    path.write_bytes(content)
    with pytest.raises(SourceError, match="cannot be opened as a spreadsheet"):
        read(declared(), path)


def test_errors_and_uncomputed_formulas_are_not_taken_for_empty(tmp_path: Path, read: Read) -> None:
    path = edited(office_file().write_xlsx(tmp_path / "TESTDATEN.xlsx"), B8="#DIV/0!", C8="=1+1")
    (first, *_) = rows_of(read(declared(), path))
    assert first["Hilfen | ambulant | Anzahl"] == "#DIV/0!"
    assert first["Hilfen | stationär | Anzahl"] == "#FORMEL"


def test_a_figure_merged_over_two_areas_is_refused(tmp_path: Path, read: Read) -> None:
    path = office_file().write_xlsx(tmp_path / "TESTDATEN.xlsx")
    workbook = openpyxl.load_workbook(path)
    workbook.worksheets[0].merge_cells("B8:B9")
    workbook.save(path)
    with pytest.raises(SourceError, match=r"B8:B9 are merged over 2 figures and say '10'"):
        read(declared(), path)


@pytest.mark.parametrize("shown", ["Fläche in m²", "Fläche in m² 1)", "Fläche in m"])
def test_a_column_whose_name_ends_like_a_footnote_is_found(
    shown: str, tmp_path: Path, read: Read
) -> None:
    path = tmp_path / "TESTDATEN.csv"
    path.write_text(f"Stand: 30.06.2025\nGebiet;{shown}\nNord;10\n", "utf-8")
    area = {"column": "Fläche in m²", "measure": "area", "unit": "score"}
    table = read(declared(measures=[area], layout={"header_rows": 1}), path)
    assert [row["Fläche in m²"] for row in rows_of(table)] == ["10"]


def test_a_label_may_have_any_number_of_footnote_marks() -> None:
    marks = Layout().label_marks
    assert without_marks(f"Nord (Kreis 1){' 1) ²' * 190}", marks) == "Nord (Kreis 1)"


def test_a_text_that_is_too_long_for_a_label_is_not_searched_for_marks() -> None:
    text = "A" + " 1)" * 4_000
    before = time.process_time()
    assert without_marks(text, Layout().label_marks) == text
    assert time.process_time() - before < 1


@pytest.mark.parametrize("said", ["10 1)", "10²", "(10)", "10p", "-10", "/"])
def test_so_is_one_with_a_note_or_mark_behind_it(said: str, tmp_path: Path, read: Read) -> None:
    path = edited(office_file().write_xlsx(tmp_path / "TESTDATEN.xlsx"), B8=said)
    workbook = openpyxl.load_workbook(path)
    workbook.worksheets[0].merge_cells("B8:B9")
    workbook.save(path)
    with pytest.raises(SourceError, match="B8:B9 are merged over 2 figures and say"):
        read(declared(), path)


def test_a_decimal_comma_that_splits_a_field_is_noticed(tmp_path: Path, read: Read) -> None:
    path = office_file().write_csv(tmp_path / "TESTDATEN.csv", "utf-8", ",")
    path.write_text(path.read_text("utf-8").replace("20,3 1),7", "20,3 1),7,5"), "utf-8")
    with pytest.raises(SourceError, match="row 9 has more fields than the header, E9 says '5'"):
        read(declared(), path)


def _plain(rows: str, tmp_path: Path) -> Path:
    path = tmp_path / "TESTDATEN.csv"
    header = "Gebiet;Fälle;Bemerkung" if ";" in rows else "Gebiet,Fälle,Bemerkung"
    path.write_text(f"Stand: 30.06.2025\n{header}\n{rows}", "utf-8")
    return path


PLAIN = {
    "measures": [{"column": "Fälle", "measure": "cases", "unit": "cases"}],
    "layout": {"header_rows": 1, "totals": [{"label": "^Insgesamt$"}]},
    "ignored": ["Bemerkung"],
}


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("Nord,12,5,\nWest,13,\n", "row 3 has more fields than the header, D3 says ''"),
        ("Nord,12,5,\nWest,13,5,\n", "row 3 has more fields than the header, D3 says ''"),
        ("Nord;12;Haus;\nWest;13;zu\n", "row 3 has more fields than the header, D3 says ''"),
        ("Nord,12,\nInsgesamt,12,5,\n", "row 4 has more fields than the header, D4 says ''"),
        ('Nord,12,\nWest,13,"zu" klein\n', "row 4 cannot be read: ',' expected after '\"'"),
        ('Nord,12,"offen\n', "row 3 cannot be read: unexpected end of data"),
        ("Nord;12;Haus\nWest;13\n", "row 4 has 2 fields, the header 3: what stands in B4 may"),
        ("Nord;12;Haus\nInsgesamt;12\n", "row 4 has 2 fields, the header 3"),
        ("Nord;12\nWest\n", "row 3 has 2 fields, the header 3"),
    ],
)
def test_a_field_beyond_the_header_s_and_a_quote_within_one_are_named(
    rows: str, said: str, tmp_path: Path, read: Read
) -> None:
    with pytest.raises(SourceError, match=re.escape(said)):
        read(declared(**PLAIN), _plain(rows, tmp_path))


def test_rows_that_end_in_a_delimiter_are_read_where_the_header_does(
    tmp_path: Path, read: Read
) -> None:
    path = _plain("Nord,12,,\nWest,13,,\n", tmp_path)
    path.write_text(path.read_text("utf-8").replace("Bemerkung", "Bemerkung,"), "utf-8")
    assert [row["Fälle"] for row in rows_of(read(declared(**PLAIN), path))] == ["12", "13"]
    # a semicolon stands in no figure: of some programs all rows of data end in one
    path = _plain("Nord;12,5;;\nWest;13;;\n", tmp_path)
    assert [row["Fälle"] for row in rows_of(read(declared(**PLAIN), path))] == ["12,5", "13"]


def test_last_columns_that_are_empty_in_all_rows_need_no_delimiters(
    tmp_path: Path, read: Read
) -> None:
    """As Excel writes them, 16 rows at a time."""
    path = _plain("Nord;12\nWest;13\n", tmp_path)
    assert [row["Fälle"] for row in rows_of(read(declared(**PLAIN), path))] == ["12", "13"]


def test_a_text_without_any_delimiter_is_called_that(tmp_path: Path, read: Read) -> None:
    path = tmp_path / "TESTDATEN.csv"
    path.write_text("Gebiet|Fälle\nNord|12\n", "utf-8")
    with pytest.raises(SourceError, match=r"there is no ';' or ',' or '\\t' in it\. Expected:"):
        read(declared(**PLAIN), path)


def test_areas_without_any_figure_are_missing_and_not_left_out(tmp_path: Path, read: Read) -> None:
    rows = [*ROWS, (["4 West"], ["", "", ""])]
    file = office_file(blocks=[("", rows)])
    path = file.write_xlsx(tmp_path / "TESTDATEN.xlsx")
    assert [row["Gebiet"] for row in rows_of(read(declared(), path))][-1] == "4 West"
    # also where neither a sum nor an empty row follows
    cells = {"A12": "1) erfunden", "A13": None, "A14": None}
    cells |= {f"{column}12": None for column in "BCD"}
    path = edited(path, **cells)
    read_rows = rows_of(read(declared(), path))
    assert [row["Gebiet"] for row in read_rows][-1] == "4 West"
    assert read_rows[-1]["Meldungen | Anzahl"] == ""


@pytest.mark.parametrize(
    "period", ["2. Halbjahr 2024", "Stand: 31.12.2024", date(2024, 12, 31), "II. Halbjahr 2024"]
)
def test_a_period_in_a_column_may_be_a_text_or_a_date(
    tmp_path: Path, read: Read, period: Any
) -> None:
    source = declared(period={"label": "Zeitraum"})
    file = OfficeFile(source, [(period, [(["1 Nord"], [1, 2, 3])])])
    (row,) = rows_of(read(source, file.write_xlsx(tmp_path / "TESTDATEN.xlsx")))
    assert row["Zeitraum"] in (str(period), "2024-12-31")


def test_merged_and_left_out_labels_are_filled_down(tmp_path: Path, read: Read) -> None:
    layout = {"header_rows": 3, "fill_down": ["Zeitraum"],
              "totals": [{"label": "^Insgesamt$", "of": "above"}]}  # fmt: skip
    source = declared(period={"label": "Zeitraum"}, layout=layout)
    figures = [1, 2, 3]
    file = OfficeFile(
        source,
        [
            ("1. Halbjahr 2024", [(["1 Nord"], figures), (["2 Süd"], figures)]),
            ("2. Halbjahr 2024", [(["1 Nord"], figures), (["2 Süd"], figures)]),
        ],
    )
    table = read(source, file.write_xlsx(tmp_path / "TESTDATEN.xlsx"))
    assert [row["Zeitraum"][:1] for row in rows_of(table)] == ["1", "1", "2", "2"]
    assert {(t.first_row, t.last_row) for t in table.totals} == {(8, 9), (11, 12)}


@pytest.mark.parametrize(
    ("rows", "areas"),
    [
        ([[1.0, 2.0], [2.0, 5.0], [3.0, 7.0]], ["1", "2", "3"]),
        ([[1.0, 2.0], [3.0, 5.0]], ["1", "3"]),
        ([[1.0, 2.0], [1.0, 5.0], [2.0, 7.0]], ["1", "2"]),
        ([["(1)", "(2)"], [11.0, 5.0]], ["11"]),
        ([["1", "2"], ["1 Nord", "5"]], ["1 Nord"]),
        # codes in the order of texts
        ([[1.0, 2.0], [10.0, 4.0], [11.0, 7.0], [2.0, 9.0]], ["1", "10", "11", "2"]),
        ([["1", "2"], ["10", "4"], ["2", "9"], ["Stadt", "15"]], ["1", "10", "2", "Stadt"]),
        ([["1", "2"], ["01", "4"], ["02", "9"]], ["01", "02"]),
        ([["1", "2"], ["101", "4"], ["102", "9"]], ["101", "102"]),
    ],
)
def test_a_row_that_numbers_columns_is_none_of_the_first_area(
    rows: list[list[Cell]], areas: list[str]
) -> None:
    grid = Grid("Daten", [["Gebiet", "Plätze"], *rows])
    header = Header(0, 1, {"Gebiet": 0, "Plätze": 1}, ())
    found = sort_rows(grid, header, Layout(), ["Gebiet"], ["Plätze"])
    assert found.labels == {"Gebiet": areas}


@pytest.mark.parametrize(
    ("rows", "first"),
    [
        # age 2 of area 1
        (["1 2 3", "1 3 7", "2 2 5"], ["1", "2"]),
        # the row that numbers the columns, as area 1 has its age 2 below
        (["1 2 3", "1 1 7", "- 2 5"], ["1", "1"]),
        (["1 2 3", "2024 4 7", "2025 1 5"], ["2024", "4"]),
    ],
)
def test_a_row_of_a_long_table_is_data_where_its_labels_are_some_of_both_columns(
    rows: list[str], first: list[str]
) -> None:
    cells = [["" if one == "-" else float(one) for one in row.split()] for row in rows]
    grid = Grid("Daten", [["Gebiet", "Alter", "Plätze"], *cells])
    header = Header(0, 1, {"Gebiet": 0, "Alter": 1, "Plätze": 2}, ())
    layout = Layout(fill_down=["Gebiet"])
    found = sort_rows(grid, header, layout, ["Gebiet", "Alter"], ["Plätze"])
    assert [texts[0] for texts in found.labels.values()] == first


def test_a_column_without_a_header_and_an_unknown_one_are_named(tmp_path: Path, read: Read) -> None:
    path = office_file().write_xlsx(tmp_path / "TESTDATEN.xlsx")
    table = read(declared(), edited(path, E8="Bemerkung", F4="Neu", F8=1))
    assert table.undeclared == ("Neu", "E (without a header)")


def test_columns_may_be_ignored_by_a_pattern_of_their_headers(tmp_path: Path, read: Read) -> None:
    path = office_file().write_xlsx(tmp_path / "TESTDATEN.xlsx")
    edited(path, F4="Stand 2024", G4="Stand 2025", H4="Neu", F8=1, G8=1, H8=1)
    ignored = [{"pattern": r"Stand \d{4}"}]
    assert read(declared(ignored=ignored), path).undeclared == ("Neu",)


def test_two_hundred_thousand_cells_are_read_in_well_under_five_seconds(
    tmp_path: Path, read: Read
) -> None:
    path = tmp_path / "TESTDATEN.xlsx"
    with Workbook(path) as workbook:
        sheet = workbook.add_worksheet("Daten TESTDATEN")
        for number, row in enumerate(office_file().grid()[0][:6]):
            sheet.write_row(number, 0, row)
        for number in range(50_000):
            sheet.write_row(6 + number, 0, [f"{number} Gebiet", number, number + 0.5, "."])
    started = time.process_time()  # not the clock: other programs may be busy
    table = read(declared(), path)
    assert time.process_time() - started < 4
    assert table.height == 50_000
