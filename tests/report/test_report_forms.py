"""The annex workbook and the JSON: typed, safe to open, the same figures as the report."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from sozialraum.report import report_model, write_json, write_xlsx
from sozialraum.report.forms.json_form import SCHEMA, SCHEMA_VERSION
from tests.office_suite import needs_office, opened_as
from tests.report.conftest import Report, build

HEAD = 4
COMMANDS = ["=1+1", "+49 351", "-3", "@SUM(A1)", '=HYPERLINK("http://x")', "=cmd|'/c calc'!A1"]


@pytest.fixture(scope="module")
def book(report: Report, tmp_path_factory: pytest.TempPathFactory) -> Any:
    return load_workbook(write_xlsx(report.model, tmp_path_factory.mktemp("x") / "anlage.xlsx"))


@pytest.fixture(scope="module")
def data(report: Report, tmp_path_factory: pytest.TempPathFactory) -> Any:
    path = write_json(report.model, tmp_path_factory.mktemp("j") / "bericht.json")
    return json.loads(path.read_text("utf-8"))


def column(sheet: Any, title: str) -> int:
    return next(cell.column for cell in sheet[HEAD] if cell.value == title)


def test_workbook_has_a_contents_sheet_and_one_sheet_per_table(book: Any, report: Report) -> None:
    names = [table.name for table in report.model.tables]
    assert book.sheetnames == ["Inhalt", "Lesehilfe", *names]
    assert {"werte", "quellen", "glossar", "pandemie"} <= set(book.sheetnames)
    links = [cell.hyperlink.location for row in book["Inhalt"] for cell in row if cell.hyperlink]
    assert links == [f"'{name}'!A1" for name in ("Lesehilfe", *names)]


def test_the_reading_aid_explains_marks_and_leads_to_every_column(
    book: Any, report: Report
) -> None:
    rows = [[cell.value for cell in row] for row in book["Lesehilfe"].iter_rows()]
    words = {row[0]: row[1] for row in rows}
    assert "nicht null" in words["Leere Zelle"]
    assert "95-%-Bereich" in words
    assert "Bedarfsklasse" in words
    columns = [(row[0], row[1]) for row in rows if row[3]]
    assert columns[1:] == [
        (table.name, column.title) for table in report.model.tables for column in table.columns
    ]
    links = {cell.hyperlink.location for row in book["Lesehilfe"] for cell in row if cell.hyperlink}
    assert links == {f"'{table.name}'!A1" for table in report.model.tables}


@needs_office
def test_an_office_suite_opens_the_workbook_with_figures_and_links(
    book: Any, report: Report, tmp_path: Path
) -> None:
    written = write_xlsx(report.model, tmp_path / "anlage.xlsx")
    saved = load_workbook(opened_as("xlsx", written, tmp_path / "saved"))
    assert saved.sheetnames == book.sheetnames
    for name in book.sheetnames:
        was, now = (
            {
                cell.coordinate: cell.value
                for row in one[name].iter_rows()
                for cell in row
                if cell.value
            }
            for one in (book, saved)
        )
        assert now == was, name
    links = [cell.hyperlink.location for row in saved["Inhalt"] for cell in row if cell.hyperlink]
    assert len(links) == len(book.sheetnames) - 1


def test_every_sheet_has_a_title_units_frozen_headings_and_a_filter(
    book: Any, report: Report
) -> None:
    for table in report.model.tables:
        sheet = book[table.name]
        assert sheet["A1"].value == table.title
        assert sheet["A2"].value == table.about
        assert [cell.value for cell in sheet[HEAD]] == [one.title for one in table.columns]
        assert sheet.freeze_panes is not None
        assert sheet.freeze_panes.endswith(str(HEAD + 1))
        last = HEAD + len(table.rows)
        assert sheet.auto_filter.ref.startswith(f"A{HEAD}:")
        assert sheet.auto_filter.ref.endswith(str(last))
    units = [cell.value for cell in book["deckung"][HEAD - 1]]
    assert "Kapazität je Person der Zielgruppe" in units


def test_each_capacity_stands_with_its_service_its_unit_and_its_year(tmp_path: Path) -> None:
    listed = build(
        tmp_path / "x.duckdb",
        *(f"alter table marts.mart_coverage add column {one}" for one in (
            "name_de varchar", "capacity_unit varchar", "capacity_year integer")),
        "insert into marts.mart_coverage by name select 'city:1' as area_id, 'city' as area_level, "
        "'school_social_work' as service_type, '2024' as period, '2024-12-31' as period_end, "
        "104.25 as capacity, 'Schulsozialarbeit' as name_de, 'Vollzeitstellen' as capacity_unit, "
        "2023 as capacity_year, 'listed' as method",
    )  # fmt: skip
    model = report_model(listed)
    table = next(one for one in model.tables if one.name == "deckung")
    names = [one.title for one in table.columns]
    row = dict(zip(names, table.rows[-1], strict=True))
    assert row["Angebot"] == "Schulsozialarbeit"
    assert (row["Kapazität"], row["Einheit der Kapazität"], row["Jahr der Kapazität"]) == (
        104.25, "Vollzeitstellen", 2023,
    )  # fmt: skip
    sheet = load_workbook(write_xlsx(model, tmp_path / "x.xlsx"))["deckung"]
    year = sheet.cell(HEAD + len(table.rows), column(sheet, "Jahr der Kapazität"))
    assert (year.value, year.number_format) == (2023, "0"), "not 2.023"


def test_figures_are_numbers_and_days_are_days(book: Any) -> None:
    values = book["werte"]
    figure, unit = column(values, "Wert"), column(values, "Einheit")
    found = {
        (row[0].value, row[figure - 1].value, row[unit - 1].value)
        for row in values.iter_rows(min_row=HEAD + 1)
    }
    assert ("bezirk:3", 12, "Prozent") in found
    assert ("kiez:04", 9, "je 1.000") in found
    sources = book["quellen"]
    until = sources.cell(HEAD + 1, column(sources, "Daten bis")).value
    assert isinstance(until, datetime)


def test_a_missing_or_secret_figure_is_empty_with_its_reason(book: Any) -> None:
    sheet = book["werte"]
    figure, status = column(sheet, "Wert"), column(sheet, "Angabe")
    row = next(
        one
        for one in sheet.iter_rows(min_row=HEAD + 1)
        if one[0].value == "kiez:03" and one[2].value == "work"
    )
    assert row[figure - 1].value is None
    assert row[status - 1].value == "geheim"


def test_texts_that_look_like_formulas_stay_texts(tmp_path: Path) -> None:
    changes = [
        "update marts.dim_area set area_name = '" + text.replace("'", "''") + f"' where area_id = "
        f"'{area}'"
        for text, area in zip(COMMANDS, ["kiez:01", "kiez:02", "kiez:03", "kiez:04", "bezirk:1",
                                         "bezirk:2"], strict=True)
    ]  # fmt: skip
    model = report_model(build(tmp_path / "x.duckdb", *changes))
    book = load_workbook(write_xlsx(model, tmp_path / "x.xlsx"))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    seen = [cell for cell in cells if cell.value in COMMANDS]
    assert {cell.value for cell in seen} == set(COMMANDS)
    assert all(cell.quotePrefix for cell in seen)
    outside = [cell for cell in cells if cell.hyperlink and cell.hyperlink.target]
    assert outside == []


def test_unprintable_and_overlong_texts_do_not_break_the_workbook(tmp_path: Path) -> None:
    model = report_model(
        build(
            tmp_path / "x.duckdb",
            "update marts.dim_area set area_name = 'a' || chr(11) || repeat('ü', 40000) "
            "where area_id = 'kiez:01'",
        )
    )
    book = load_workbook(write_xlsx(model, tmp_path / "x.xlsx"))
    names = [row[3].value for row in book["gebiete"].iter_rows(min_row=HEAD + 1)]
    assert any(name.startswith("a\N{REPLACEMENT CHARACTER}ü") for name in names)


def test_both_forms_are_the_same_bytes_again(database: Path, tmp_path: Path) -> None:
    for write, name in ((write_xlsx, "a.xlsx"), (write_json, "a.json")):
        first, second = (
            write(report_model(database), tmp_path / f"{turn}-{name}").read_bytes()
            for turn in (1, 2)
        )
        assert first == second


def test_json_names_its_schema_and_holds_what_the_report_says(data: Any, report: Report) -> None:
    assert (data["schema"], data["schema_version"]) == (SCHEMA, SCHEMA_VERSION)
    assert (data["edition"], data["as_of"]) == ("2024-06", "2024-06-30")
    assert [one["anchor"] for one in data["sections"]] == [
        one.anchor for one in report.model.sections
    ]
    assert [table["name"] for table in data["tables"]] == [one.name for one in report.model.tables]
    for table in data["tables"]:
        assert {len(row) for row in table["rows"]} <= {len(table["columns"])}


def test_all_forms_show_the_same_figure(book: Any, data: Any, report: Report) -> None:
    """9,0 % for the city at the end of 2023: written in the page, typed in annex and JSON."""
    assert "9,0\N{NO-BREAK SPACE}%" in report.page
    table = next(one for one in data["tables"] if one["name"] == "zeitreihen")
    names = [one["name"] for one in table["columns"]]
    row = next(
        one
        for one in table["rows"]
        if one[names.index("indicator_id")] == "jobless" and one[names.index("period")] == "2023-Q4"
    )
    assert row[names.index("value")] == 9.0
    sheet = book["zeitreihen"]
    period, value = column(sheet, "Zeitraum"), column(sheet, "Wert")
    typed = [
        one[value - 1].value
        for one in sheet.iter_rows(min_row=HEAD + 1)
        if one[2].value == "jobless" and one[period - 1].value == "2023-Q4"
    ]
    assert typed == [9]
