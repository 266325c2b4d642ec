"""Each format is read as the same table; what is something else is refused with what it is.

The tables are made up.
"""

import csv
import io
import json
import time
import zipfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from xml.sax.saxutils import escape

import duckdb
import openpyxl
import pyarrow
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.formatting.rule import DataBarRule, Rule
from openpyxl.styles import Color, Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from pyarrow import parquet

from sozialraum.base.errors import SourceError
from sozialraum.ingest.formats import database, packed, typed
from sozialraum.ingest.formats.delimited import read_delimited
from sozialraum.ingest.formats.kind import kind_of
from sozialraum.ingest.formats.texts import FormError
from sozialraum.ingest.landing import LandingStore, Retrieved
from sozialraum.ingest.office.number_format import PLAIN, Shown, shown
from sozialraum.ingest.reading import read_table
from sozialraum.ingest.wire import CheckedTable, WireError
from tests.cells import texts_of
from tests.ingest.made_up import RETRIEVED_AT, made_up

HEADER = ("Gebiet", "Jahr", "Anzahl", "Anteil")
ROWS = [("Øst", 2024, 12, 1.5), ("Åby", 2025, 1234, None), ("Süd", 2025, 0, 0.00001)]
TEXTS = [
    ("Øst", "2024", "12", "1,5"),
    ("Åby", "2025", "1234", ""),
    ("Süd", "2025", "0", "0,00001"),
]


def _delimited(delimiter: str) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows([HEADER, *TEXTS])
    return out.getvalue().encode()


def _records() -> list[dict[str, Any]]:
    return [dict(zip(HEADER, row, strict=True)) for row in ROWS]


def _parquet(folder: Path) -> bytes:
    path = folder / "made.parquet"
    with duckdb.connect() as connection:
        connection.execute(
            "CREATE TABLE made (Gebiet VARCHAR, Jahr INTEGER, Anzahl BIGINT, Anteil DOUBLE)"
        )
        connection.executemany("INSERT INTO made VALUES (?, ?, ?, ?)", ROWS)
        connection.execute(f"COPY made TO '{path}'")
    return path.read_bytes()


def _xlsx() -> bytes:
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    for row in [("Titel",), HEADER, *ROWS]:
        sheet.append(row)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def ods(cells: str = "", *, styles: str = "", columns: str = "", formats: str = "") -> bytes:
    def cell(value: Any) -> str:
        if value is None:
            return "<table:table-cell/>"
        kind = "string" if isinstance(value, str) else "float"
        number = "" if isinstance(value, str) else f' office:value="{value}"'
        return (
            f'<table:table-cell office:value-type="{kind}"{number}>'
            f"<text:p>{value}</text:p></table:table-cell>"
        )

    rows = "".join(
        f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in [HEADER, *ROWS]
    )
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text", "style", "number", "fo", "calcext")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces}>'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body>"
        f'<office:spreadsheet><table:table table:name="Daten">{columns}{rows}{cells}{formats}'
        "</table:table>"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": b"<manifest/>",
            "content.xml": content.encode(),
        }
    )


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return out.getvalue()


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., CheckedTable]:
    def read_one(content: bytes, **declared: Any) -> CheckedTable:
        source = made_up(**declared)
        name = source.file_name(source.dataset)
        retrieved = Retrieved(
            source.dataset, "", content, RETRIEVED_AT, source.licence, file_name=name
        )
        landing, _ = LandingStore(tmp_path).land(source.id, retrieved)
        return read_table(source, landing)

    return read_one


Read = Callable[..., CheckedTable]


@pytest.mark.parametrize(
    ("declared", "made"),
    [
        ({"delimiter": ";"}, lambda _: _delimited(";")),
        ({"format": "tsv"}, lambda _: _delimited("\t")),
        ({"encoding": "latin-1"}, lambda _: _delimited(";").decode().encode("latin-1")),
        ({"encoding": "utf-16"}, lambda _: _delimited(";").decode().encode("utf-16")),
        ({"format": "json"}, lambda _: json.dumps(_records()).encode()),
        (
            {"format": "json", "records": "result.records"},
            lambda _: json.dumps({"result": {"records": _records()}}).encode(),
        ),
        ({"format": "json"}, lambda _: json.dumps([HEADER, *ROWS]).encode()),
        ({"format": "parquet"}, _parquet),
        ({"format": "xlsx"}, lambda _: _xlsx()),
        ({"format": "ods"}, lambda _: ods()),
        ({"member": r"made\.csv$"}, lambda _: zipped({"a/made.csv": _delimited(";"), "b": b""})),
        (
            {"member": "made", "format": "json"},
            lambda _: zipped({"made.json": json.dumps(_records()).encode()}),
        ),
    ],
)
def test_every_format_is_the_same_table(
    declared: dict[str, Any], made: Callable[[Path], bytes], read: Read, tmp_path: Path
) -> None:
    table = read(made(tmp_path), **declared)
    order = [table.columns.index(name) for name in HEADER]
    assert [tuple(row[at] for at in order) for row in texts_of(table)] == TEXTS


def test_macros_of_an_ods_file_are_not_looked_at(read: Read) -> None:
    whole = io.BytesIO(ods(""))
    with zipfile.ZipFile(whole, "a") as package:
        package.writestr("Basic/script-lc.xml", b"<!DOCTYPE library:libraries><a/>")
    order = [*map(read(ods(""), format="ods").columns.index, HEADER)]
    table = read(whole.getvalue(), format="ods")
    assert [tuple(row[at] for at in order) for row in texts_of(table)] == TEXTS


def _shown_as_percentages(form: str) -> bytes:
    if form == "xlsx":
        workbook = openpyxl.Workbook()
        sheet = workbook.worksheets[0]
        for row in [HEADER, ("Øst", 2024, 12, 0.125), ("Åby", 2024, 3, 0.07), ("Süd", 2024, 0, 5)]:
            sheet.append(row)
        sheet["D2"].number_format, sheet["D3"].number_format = "0.0 %", "0%"
        sheet["D4"].number_format = '0.0" %"'
        out = io.BytesIO()
        workbook.save(out)
        return out.getvalue()
    years = '<table:table-cell office:value-type="float" office:value="{}"/>' * 2
    share = '<table:table-cell office:value-type="{}" office:value="{}"/>'
    name = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    shown = [("Øst", 12, "percentage", 0.125), ("Åby", 3, "percentage", 0.07)]
    rows = [
        "<table:table-row>"
        + name.format(area) + years.format(2024, count) + share.format(kind, number)
        + "</table:table-row>"
        for area, count, kind, number in [*shown, ("Süd", 0, "float", 5)]
    ]  # fmt: skip
    empty = '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>'
    return ods(empty + "".join(rows))


@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_a_number_that_its_cell_shows_as_a_percentage_is_one(form: str, read: Read) -> None:
    table = read(_shown_as_percentages(form), format=form)
    at = table.columns.index("Anteil")
    assert [row[at] for row in texts_of(table)][-3:] == ["12,5 %", "7 %", "5"]


def _in_formats() -> bytes:
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    codes = [
        '0" thousand"', '[<10]"*";0', ";;;", '"("0")"', '"<"0', "≤0", '0"+"', "~0", "±0", '0"?"',
        "0†", '0"/"', '"# "0', '"-"0', '"<"0%', '#,##0;\\(#,##0\\);"-"', '* "-"??', '0\\ "€"',
        "#,##0.00 [$€-407]", "$#,##0", "+0;-0", "0.–", '0" ‰"', "0° ",
    ]  # fmt: skip
    sheet.append(HEADER)
    for row, code in enumerate(codes, start=2):
        sheet.append((f"{row}", 2024, 0 if '"-"' in code[2:] else 7, 1))
        sheet[f"C{row}"].number_format = code
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def _in_paragraphs() -> bytes:
    cell = (
        '<table:table-cell office:value-type="{}" office:value="{}"><text:p>{}</text:p>'
        "</table:table-cell>"
    )
    shown = [
        ("float", 7, "7 thousand"), ("float", 7, "*"), ("float", 7, " "), ("float", 7, "(7)"),
        ("float", 7, "<7"), ("float", 7, "≤7"), ("float", 7, "7+"), ("float", 7, "~7"),
        ("float", 7, "±7"), ("float", 7, "7?"), ("float", 7, "7†"), ("float", 7, "7/"),
        ("float", 7, "# 7"), ("float", 7, "-7"), ("percentage", 7, "<700%"), ("float", 0, "-"),
        ("float", 0, "- "), ("currency", 7, "7,00 EUR"), ("float", 7, "7,00 €"),
        ("currency", 7, "$7"), ("float", 7, "+7"), ("float", 7, "7.–"), ("float", 7, "7 ‰"),
        ("float", 7, "7°"),
    ]  # fmt: skip
    rows = [
        f"<table:table-row>{cell.format('float', row, row)}{cell.format('float', 2024, 2024)}"
        f"{cell.format(kind, value, escape(text))}{cell.format('float', 1, 1)}</table:table-row>"
        for row, (kind, value, text) in enumerate(shown, start=2)
    ]
    return ods("".join(rows))


@pytest.mark.parametrize(("form", "made"), [("xlsx", _in_formats), ("ods", _in_paragraphs)])
def test_a_number_is_what_its_cell_shows(form: str, made: Callable[[], bytes], read: Read) -> None:
    table = read(made(), format=form)
    at = table.columns.index("Anzahl")
    told = [row[at] for row in texts_of(table)][-24:]
    assert told == [
        "7 thousand", "*", "", "(7)", "<7", "≤7", "7+", "~7", "±7", "7?", "7†", "7/", "# 7", "-7",
        "<700 %", *["0"] * 2, *["7"] * 7,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        (("percentage", 0.07, "*"), "*"),
        (("percentage", 0.07, "7,0 % *"), "7  * %"),
        (("currency", 7, "*"), "*"),
        (("currency", 7, "<7,00 EUR"), "<7 EUR"),
        (("percentage", 0, "-"), "0"),
        (("currency", 0, "- €"), "0"),
        (("float", 0, "*"), "*"),
        (("float", 0, "."), "."),
        (("percentage", 0, "k. A."), "k. A."),
        (("float", 0, "±0"), "0"),
        (("float", -7, "-7*"), "-7*"),
    ],
)
def test_percentages_money_and_what_lies_below_zero_are_what_their_cells_show_too(
    cell: tuple[str, float, str], told: str, read: Read
) -> None:
    kind, value, text = cell
    plain = '<table:table-cell office:value-type="float" office:value="1"/>'
    row = (
        f'{plain * 2}<table:table-cell office:value-type="{kind}" office:value="{value}">'
        f"<text:p>{escape(text)}</text:p></table:table-cell>{plain}"
    )
    table = read(ods(f"<table:table-row>{row}</table:table-row>"), format="ods")
    assert texts_of(table)[-1][table.columns.index("Anzahl")] == told


@pytest.mark.parametrize(
    "code",
    [
        "#,##0_);(#,##0)",
        "#,##0;[Red]-#,##0",
        '_-* #,##0.00\\ _€_-;\\-* #,##0.00\\ _€_-;_-* "-"??\\ _€_-;_-@_-',
        "0.00E+00",
        "+0;−0;0",
        "# ?/?",
        "[h]:mm",
        "d\\.m\\.",
    ],
)
def test_what_only_writes_a_number_another_way_makes_no_other_of_it(code: str) -> None:
    assert [shown(code, number) for number in (7, -7, 0)] == [PLAIN] * 3


@pytest.mark.parametrize("mark", ["*", ".", ":", "x", "/", "geheim", "k. A.", "- *"])
@pytest.mark.parametrize("code", ['[<3]"{}";0', '0;-0;"{}"'])
def test_a_zero_in_whose_place_a_mark_is_shown_is_that_mark(code: str, mark: str) -> None:
    assert shown(code.format(mark), 0) == Shown(before=mark, is_number=False)


@pytest.mark.parametrize("code", ['0;-0;"-"', "0;-0;", '0;-0;"–"\\ "€"', '0;-0;"-,-"', "0;-0;–%"])
def test_a_zero_that_is_shown_as_a_dash_or_not_at_all_is_one(code: str) -> None:
    assert shown(code, 0) == PLAIN


def test_what_a_cell_shows_beside_its_number_counts_wherever_it_stands_but_not_a_note(
    read: Read,
) -> None:
    cell = '<table:table-cell office:value-type="float" office:value="7">{}</table:table-cell>'
    shown = [
        "<text:p>7<text:s/><text:span>thousand</text:span></text:p>",
        "<office:annotation><text:p>thousand</text:p></office:annotation><text:p>7</text:p>",
    ]
    rows = "".join(
        f"<table:table-row>{cell.format('<text:p>7</text:p>')}{cell.format('<text:p>7</text:p>')}"
        f"{cell.format(one)}{cell.format('<text:p>7</text:p>')}</table:table-row>"
        for one in shown
    )
    table = read(ods(rows), format="ods")
    at = table.columns.index("Anzahl")
    assert [row[at] for row in texts_of(table)][-2:] == ["7 thousand", "7"]


def _under_a_condition(
    compares: str = "lessThan",
    limit: str = "4",
    *,
    figures: Sequence[int | str] = (3, 20),
    extends: bool = False,
    **style: Any,
) -> bytes:
    """
    Args:
        extends: as Excel says what it has added since 2007.
    """
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet.append(HEADER)
    for number in figures:
        sheet.append(("1", 2024, number, 1))
    rule = Rule(type="cellIs", operator=compares, formula=limit.split(" "))
    rule.dxf = DifferentialStyle(**style)
    if not extends:
        sheet.conditional_formatting.add("C2:C3", rule)
    out = io.BytesIO()
    workbook.save(out)
    if not extends:
        return out.getvalue()
    dxf = ElementTree.tostring(rule.dxf.to_tree("dxf"), encoding="unicode")
    formulas = "".join(f"<xm:f>{one}</xm:f>" for one in limit.split(" "))
    extension = (
        '<extLst><ext uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}"><x14:conditionalFormattings '
        'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" '
        'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:conditionalFormatting>'
        f'<x14:cfRule type="cellIs" operator="{compares}">{formulas}'
        f"{dxf.replace('<dxf>', '<x14:dxf>').replace('</dxf>', '</x14:dxf>')}</x14:cfRule>"
        "<xm:sqref>C2:C3</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings></ext>"
        "</extLst></worksheet>"
    )
    with zipfile.ZipFile(out) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].replace(b"</worksheet>", extension.encode())
    return zipped(parts)


SHOWN_OTHERWISE = r"cell C[245] \('Anzahl'\) is shown otherwise or not at all where a condition"


@pytest.mark.parametrize("extends", [False, True])
@pytest.mark.parametrize(
    "style",
    [
        {"numFmt": NumberFormat(numFmtId=200, formatCode='"*"')},
        {"numFmt": NumberFormat(numFmtId=200, formatCode=";;;")},
        {"font": Font(color="FFFFFFFF")},
        {"font": Font(strike=True)},
        {"numFmt": NumberFormat(numFmtId=200, formatCode="[White]0")},
        {"numFmt": NumberFormat(numFmtId=200, formatCode="[<5][Color2]0;0")},
        {
            "numFmt": NumberFormat(numFmtId=200, formatCode="[Red]0"),
            "fill": PatternFill(bgColor="FFFF0000"),
        },
        {"font": Font(color="FFFFFFFF"), "limit": "$F$1"},
        {"font": Font(color="FFFFFFFF"), "compares": "between", "limit": "1 3"},
        {"font": Font(color="FFFF0000"), "fill": PatternFill(bgColor="FFFF0000")},
    ],
)
def test_a_number_that_a_condition_may_hide_is_refused(
    extends: bool, style: dict[str, Any], read: Read
) -> None:
    with pytest.raises(SourceError, match=SHOWN_OTHERWISE):
        read(_under_a_condition(extends=extends, **style), format="xlsx")


def test_a_zero_in_whose_place_a_condition_may_show_a_mark_is_refused(read: Read) -> None:
    mark = NumberFormat(numFmtId=200, formatCode='"*"')
    with pytest.raises(SourceError, match=SHOWN_OTHERWISE):
        read(_under_a_condition(figures=(0, 20), numFmt=mark), format="xlsx")


@pytest.mark.parametrize("extends", [False, True])
@pytest.mark.parametrize(
    "style",
    [
        {"fill": PatternFill(bgColor="FFFF0000")},
        {"font": Font(color="FFFFFFFF"), "fill": PatternFill(bgColor="FFFF0000")},
        {"font": Font(color=Color(theme=0, tint=-0.35))},
        {"numFmt": NumberFormat(numFmtId=200, formatCode="#,##0")},
        {"numFmt": NumberFormat(numFmtId=200, formatCode="[<2][White]0;[Red]0")},
        {
            "numFmt": NumberFormat(numFmtId=200, formatCode="[White]0"),
            "fill": PatternFill(bgColor="FFFF0000"),
        },
        {"font": Font(color="FFFFFFFF"), "compares": "equal", "limit": "0"},
        {"font": Font(color="FFFFFFFF"), "compares": "between", "limit": "1 2"},
    ],
)
def test_a_number_that_no_condition_hides_is_read(
    extends: bool, style: dict[str, Any], read: Read
) -> None:
    table = read(_under_a_condition(extends=extends, **style), format="xlsx")
    at = table.columns.index("Anzahl")
    assert [row[at] for row in texts_of(table)][-2:] == ["3", "20"]


@pytest.mark.parametrize(
    ("compares", "limit", "is_refused"),
    [
        ("greaterThan", "4", True),
        ("lessThan", "$F$1", True),
        # above every number stands a text
        ("lessThan", "4", False),
    ],
)
def test_a_figure_that_is_a_text_is_refused_where_a_condition_may_hide_it(
    compares: str, limit: str, is_refused: bool, read: Read
) -> None:
    content = _under_a_condition(
        compares, limit, figures=("3", "entfällt"), font=Font(color="FFFFFFFF")
    )
    if is_refused:
        with pytest.raises(SourceError, match=SHOWN_OTHERWISE):
            read(content, format="xlsx")
    else:
        assert read(content, format="xlsx")


@pytest.mark.parametrize("shows", [True, False])
@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_a_number_under_a_bar_is_read_if_it_is_seen(form: str, shows: bool, read: Read) -> None:
    if form == "ods":
        shown = "" if shows else ' calcext:show-value="false"'
        content = ods(
            formats="<calcext:conditional-formats><calcext:conditional-format "
            'calcext:target-range-address="Daten.C2:Daten.C3"><calcext:data-bar'
            f"{shown}/></calcext:conditional-format></calcext:conditional-formats>"
        )
    else:
        workbook = openpyxl.load_workbook(io.BytesIO(_xlsx()))
        bar = DataBarRule(start_type="min", end_type="max", color="FF638EC6", showValue=shows)
        workbook.worksheets[0].conditional_formatting.add("C3:C4", bar)
        saved = io.BytesIO()
        workbook.save(saved)
        content = saved.getvalue()
    if shows:
        assert read(content, format=form)
        return
    with pytest.raises(SourceError, match="shown otherwise or not at all"):
        read(content, format=form)


STAR = '<number:number-style style:name="N1"><number:text>*</number:text></number:number-style>'
FEWER = (
    '<number:number-style style:name="N1P0"><number:text>*</number:text></number:number-style>'
    '<number:number-style style:name="N1"><number:number/>'
    '<style:map style:condition="value()&lt;4" style:apply-style-name="N1P0"/>'
    "</number:number-style>"
)
GROUPED = (
    '<number:number-style style:name="N1"><number:number number:grouping="true"/>'
    "</number:number-style>"
)
OF_N1 = ('style:data-style-name="N1"', "")
WHITE = ("", '<style:text-properties fo:color="#FFFFFF"/>')
WHITE_ON_RED = ("", f'{WHITE[1]}<style:table-cell-properties fo:background-color="#ff0000"/>')
IN_WHITE = f'<number:number-style style:name="N1">{WHITE[1]}<number:number/></number:number-style>'
LESS_THAN_4 = "cell-content()&lt;4"


def _ods_under_a_condition(
    data_style: str, style: tuple[str, str], condition: str, place: str
) -> bytes:
    """
    Args:
        place: what names the condition: the cell's ``style``, that of its ``column``, or the
            ``sheet``, as LibreOffice says it beside the styles.
    """
    attributes, properties = style
    conditional = f'style:family="table-cell" style:name="Few" {attributes}>{properties}'
    of_cell = (
        f'<style:map style:condition="{condition}" style:apply-style-name="Few"/>'
        if place != "sheet"
        else ""
    )
    own = 'table:style-name="ce1" ' if place == "style" else ""
    number = '<table:table-cell {}office:value-type="float" office:value="{}"/>'
    row = "".join(number.format(own if n == 3 else "", n) for n in (1, 2024, 3, 1))
    column = '<table:table-column table:default-cell-style-name="{}"/>'
    beside = (
        "<calcext:conditional-formats><calcext:conditional-format "
        "calcext:target-range-address=\"'Da.ten'.C5:'Da.ten'.C5\"><calcext:condition "
        f'calcext:apply-style-name="Few" calcext:value="{condition}"/>'
        "</calcext:conditional-format></calcext:conditional-formats>"
    )
    return ods(
        f"<table:table-row>{row}</table:table-row>",
        styles=f"{data_style}<style:style {conditional}</style:style>"
        f'<style:style style:family="table-cell" style:name="ce1">{of_cell}</style:style>',
        columns="".join(column.format(one) for one in ("", "", "ce1", "")) * (place == "column"),
        formats=beside * (place == "sheet"),
    )


@pytest.mark.parametrize(
    ("data_style", "style", "condition", "place"),
    [
        (STAR, OF_N1, LESS_THAN_4, "style"),
        (STAR, OF_N1, LESS_THAN_4, "column"),
        (STAR, OF_N1, "&lt;4", "sheet"),
        (FEWER, OF_N1, "cell-content()&lt;9", "style"),
        (IN_WHITE, OF_N1, LESS_THAN_4, "style"),
        (IN_WHITE, OF_N1, "&lt;4", "sheet"),
        ("", WHITE, "is-true-formula([.C5]&lt;4)", "style"),
        ("", WHITE, "cell-content-is-between(1,3)", "style"),
        ("", WHITE, "between(1,3)", "sheet"),
    ],
)
def test_a_number_that_a_condition_of_an_ods_file_may_hide_is_refused(
    data_style: str, style: tuple[str, str], condition: str, place: str, read: Read
) -> None:
    content = _ods_under_a_condition(data_style, style, condition, place)
    with pytest.raises(SourceError, match=SHOWN_OTHERWISE):
        read(content, format="ods")


@pytest.mark.parametrize(
    ("data_style", "style", "condition", "place"),
    [
        (GROUPED, OF_N1, LESS_THAN_4, "style"),
        ("", WHITE_ON_RED, LESS_THAN_4, "style"),
        (IN_WHITE, (OF_N1[0], WHITE_ON_RED[1]), LESS_THAN_4, "style"),
        ("", WHITE, "cell-content()=0", "style"),
        (STAR, OF_N1, "cell-content-is-between(1,2)", "column"),
        (STAR, OF_N1, "&lt;3", "sheet"),
    ],
)
def test_a_number_that_no_condition_of_an_ods_file_hides_is_read(
    data_style: str, style: tuple[str, str], condition: str, place: str, read: Read
) -> None:
    table = read(_ods_under_a_condition(data_style, style, condition, place), format="ods")
    assert texts_of(table)[-1][table.columns.index("Anzahl")] == "3"


def _with_hidden(form: str, column: str) -> bytes:
    if form == "ods":
        one = '<table:table-column table:visibility="{}"/>'
        return ods(
            columns="".join(
                one.format("collapse" if name == column else "visible") for name in "ABCD"
            )
        )
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    for row in [HEADER, *ROWS]:
        sheet.append(row)
    sheet.column_dimensions[column].hidden = True
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_figures_that_nobody_saw_are_refused(form: str, read: Read) -> None:
    with pytest.raises(SourceError, match=r"cell C2 \('Anzahl'\) stands in a hidden column"):
        read(_with_hidden(form, "C"), format=form)
    # what says nothing of how many there are
    table = read(_with_hidden(form, "B"), format=form)
    assert [row[table.columns.index("Jahr")] for row in texts_of(table)] == ["2024", "2025", "2025"]


def test_a_number_of_seven_digits_is_not_told_with_more(tmp_path: Path, read: Read) -> None:
    path = tmp_path / "short.parquet"
    row = "'See' AS Gebiet, 2024 AS Jahr, 5 AS Anzahl, 0.00001::FLOAT AS Anteil"
    duckdb.sql(f"COPY (SELECT {row}) TO '{path}'")
    table = read(path.read_bytes(), format="parquet")
    assert texts_of(table)[0][table.columns.index("Anteil")] == "0,00001"


PAGE = b"<!DOCTYPE html><html><body>Login</body></html>"


@pytest.mark.parametrize(
    ("declared", "content", "said"),
    [
        ({"format": "json"}, PAGE, "the file is an HTML page, not a JSON document"),
        ({"format": "xlsx"}, PAGE, "the file is an HTML page, not an XLSX file"),
        ({"format": "parquet"}, b"%PDF-1.7", "the file is a PDF document, not a Parquet file"),
        ({}, b"%PDF-1.7", "the file is a PDF document, not a CSV table"),
        ({}, _xlsx(), "the file is an XLSX file, not a CSV table"),
        ({"format": "ods"}, _xlsx(), "the file is an XLSX file, not an OpenDocument"),
        ({"format": "json"}, b'{"a": [], "b": {"c": []}}', "lists stand under `a`, `b.c`"),
        ({"format": "json"}, b'[{"a": 1}, [2]]', "OBJECT (record 1), ARRAY (record 2)"),
        ({"format": "json"}, b'[{"a": 1}, {"a": 2, "a": 3}]', "record 2 names a value twice"),
        ({"format": "json"}, b'[{"Gebiet": 1}', "it is no JSON that can be read"),
        ({"format": "json"}, b'[{"Gebiet": 1},\n]', "row 1: nothing stands behind a comma"),
        (
            {"format": "json", "records": "a.b"},
            b'{"a": {"b": [{"Gebiet": 1}], "b": []}}',
            "the name 'b' stands twice",
        ),
        ({"format": "parquet"}, b"PAR1" + b"0" * 50, "cannot be read as Parquet"),
        ({"member": "x"}, zipped({"a.csv": b"1"}), "no file fits 'x': 'a.csv'"),
        ({"member": "a"}, zipped({"a.csv": b"1", "a": b""}), "several files fit 'a'"),
        ({"member": "a"}, zipped({"a.csv": PAGE}), "'a.csv' in the ZIP file: row 1 begins with"),
        ({"member": "a"}, b"PK\3\4 cut", "it cannot be unpacked as a ZIP file"),
        ({"format": "json"}, b'[{"Gebiet": 1, "Jahr": 2}]', "missing column 'Anzahl'"),
        ({"encoding": "cp1252"}, _delimited(";"), "bytes are UTF-8 and not cp1252: as that"),
        ({"encoding": "cp1252", "format": "tsv"}, _delimited("\t"), "they would say 'Ã˜st'"),
    ],
)
def test_what_is_something_else_is_refused(
    declared: dict[str, Any], content: bytes, said: str, read: Read
) -> None:
    with pytest.raises(WireError) as caught:
        read(content, **declared)
    assert said in str(caught.value)
    assert "Expected: " in str(caught.value)
    assert str(caught.value).startswith("source 'made_up', file made_up.")


def test_bombs_are_refused(read: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "MAX_UNPACKED_BYTES", 1000)
    with pytest.raises(WireError, match=r"unpacks to 2,000 bytes\. Expected: at most 1,000"):
        read(zipped({"a": b";" * 2000}), member="a")
    lying = zipped({"a": b";" * 2000}).replace((2000).to_bytes(4, "little"), b"\1\0\0\0")
    with pytest.raises(WireError):
        read(lying, member="a")
    for method in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", method) as package:
            package.writestr("a", b";" * 2000)
        small = out.getvalue().replace((2000).to_bytes(4, "little"), b"\1\0\0\0")
        with pytest.raises(WireError, match=f"'a' in the ZIP file is packed by method {method}"):
            read(small, member="a")
    monkeypatch.setattr(database, "MAX_CELLS", 10)
    with pytest.raises(WireError, match="3 rows with 4 columns each"):
        read(_parquet(tmp_path), format="parquet")
    with pytest.raises(WireError, match="3 rows with 4 columns each"):
        read(json.dumps(_records()).encode(), format="json")
    nested = b"[" * 100_000 + b"]" * 100_000
    with pytest.raises(WireError):
        read(nested, format="json")
    far = '<table:table-row table:number-rows-repeated="1000000"><table:table-cell '
    far += 'table:number-columns-repeated="16000" office:value-type="float" office:value="1"/>'
    with pytest.raises(WireError, match="cells far from its table"):
        read(ods(far + "</table:table-row>"), format="ods")


_CELL = '<table:table-cell office:value-type="string"><text:p>A</text:p></table:table-cell>'


def _number(value: str, shown: str) -> str:
    return (
        f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{shown}'
        "</text:p></table:table-cell>"
    )


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ("<table:table-row><table:table-cell>", "no XML (mismatched tag"),
        (f"<table:table-row>{_number('1_0', '10')}</table:table-row>", "a number is written '1_0'"),
        (f"<table:table-row>{_number('0', '#DIV/0!')}</table:table-row>", "a cell shows #DIV/0!"),
        (
            "<table:table-row>"
            + _CELL.replace("A", "Err:502").replace('g">', 'g" office:string-value="">')
            + "</table:table-row>",
            "a cell shows Err:502",
        ),
        (
            "<table:table-row>"
            + _CELL.replace('g">', 'g" office:value="7">')
            + "</table:table-row>",
            "a cell of the kind 'string' has a 'value'",
        ),
        (f"<table:table-row>{_CELL}</table:table-row>{_CELL}", "'table:table-cell' stands in"),
        (
            "<table:table-row><table:table-cell><text:p>A</text:p></table:table-cell>"
            "</table:table-row>",
            "a cell of no kind shows 'A'",
        ),
        (f"<table:table-row>{_CELL}1</table:table-row>", "'1' stands beside its cells"),
    ],
)
def test_a_spreadsheet_that_was_damaged_is_not_guessed_at(
    cells: str, said: str, read: Read
) -> None:
    _refused(cells, said, read)


def _refused(cells: str, said: str, read: Read) -> None:
    with pytest.raises(WireError) as caught:
        read(ods(cells), format="ods")
    assert said in str(caught.value)


def _ods_rows(*rows: Sequence[tuple[Any, str]], repeated: str = "") -> str:
    """Rows of cells: what each says, and what its element says beyond."""
    said = []
    for row in rows:
        cells = []
        for value, beyond in row:
            kind = "covered-table-cell" if beyond == "covered" else "table-cell"
            told = "" if beyond == "covered" else beyond
            if isinstance(value, str) and value:
                told += ' office:value-type="string"'
            elif value != "":
                told += f' office:value-type="float" office:value="{value}"'
            text = f"<text:p>{value}</text:p>" if value != "" else ""
            cells.append(f"<table:{kind} {told}>{text}</table:{kind}>")
        said.append(f"<table:table-row{repeated}>{''.join(cells)}</table:table-row>")
    return "".join(said)


DOWN, ACROSS = (f' table:number-{one}-spanned="2"' for one in ("rows", "columns"))


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (
            _ods_rows(
                [("Nord", ""), (2025, ""), (930, DOWN), (1, "")],
                [("West", ""), (2025, ""), ("", "covered"), (2, "")],
            ),
            "sheet 'Daten', cells C5:C6 are merged over 2 figures and say '930'",
        ),
        (
            _ods_rows(
                [("Nord", ""), (2025, ""), (930, ACROSS), ("", "covered")],
                repeated=' table:number-rows-repeated="3"',
            ),
            "cells C5:D5 are merged over 2 figures and say '930'",
        ),
        (
            _ods_rows(
                [("Nord", ""), (2025, ""), ("geheim", DOWN), (1, "")],
                [("West", ""), (2025, ""), (930, "covered"), (2, "")],
            ),
            "cell C6 ('Anzahl') stands behind the cell that it is merged with",
        ),
        (_ods_rows([("Nord", DOWN.replace("2", "-2"))]), "'table:number-rows-spanned' is '-2'"),
    ],
)
def test_merged_figures_of_an_ods_file_are_refused_as_those_of_xlsx(
    cells: str, said: str, read: Read
) -> None:
    _refused(cells, said, read)


def test_a_label_of_an_ods_file_speaks_for_the_cells_that_it_is_merged_with(read: Read) -> None:
    cells = _ods_rows(
        [("Nord", DOWN), (2024, ""), (1, ""), (2, "")],
        [("", "covered"), (2025, ""), (3, ""), (4, "")],
    )
    table = read(ods(cells), format="ods")
    at = table.columns.index("Gebiet")
    assert [row[at] for row in texts_of(table)][-2:] == ["Nord", "Nord"]


def test_a_damaged_page_is_never_filled_from_another() -> None:
    """DuckDB reads a page that ends early, and gives its last rows values of the page before."""
    texts = ["north"] * 30 + ["south"] * 9
    out = io.BytesIO()
    parquet.write_table(
        pyarrow.table({"a": texts, "b": texts}), out, compression=None, write_statistics=False
    )
    content = out.getvalue()
    footer = len(content) - 8 - int.from_bytes(content[-8:-4], "little")
    refused = 0
    for at in range(4, footer):
        flipped = bytearray(content)
        flipped[at] ^= 8
        try:
            table = typed.read_parquet(bytes(flipped), ",").slice(1)
        except FormError:
            refused += 1
        else:
            # a letter of a text may be another one; which rows have the same text may not
            for column in table.columns:
                assert _first_places(column.to_pylist()) == _first_places(texts), at
    assert refused


def _first_places(column: Sequence[str]) -> list[int]:
    return [column.index(text) for text in column]


@pytest.mark.parametrize("end", ["\n", "\r\n", ";;\n", ";;", "\n;;\r\n\n", '"";"";""\n'])
def test_empty_rows_at_the_end_of_a_text_are_none(end: str) -> None:
    """As Excel leaves them where cells were cleared."""
    text = "Gebiet;Jahr;Anzahl\nNord;2025;12\n"
    assert read_delimited(text + end, ";").equals(read_delimited(text, ";"))
    # an empty one between others is a row, and one of blanks, too
    assert read_delimited(f"{text};;\nWest;2025;1\n", ";").num_rows == 4
    with pytest.raises(FormError, match="row 3 has 0 fields"):
        read_delimited(f"{text}\nWest;2025;1\n", ";")


@given(
    st.lists(
        st.lists(st.text('a";\n\r\t 1', max_size=4), min_size=1, max_size=3), min_size=1, max_size=5
    ),
    st.sampled_from([";", "\t"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
@settings(max_examples=300, deadline=None)
def test_a_text_is_read_quickly_as_it_would_be_strictly(
    fields: list[list[str]], delimiter: str, end: str
) -> None:
    text = end.join(delimiter.join(row) for row in fields)
    try:
        strict = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
        while len(strict) > 1 and not any(strict[-1]):
            strict.pop()
        whole = bool(strict) and len({len(row) for row in strict}) == 1 and bool(strict[0])
    except csv.Error:
        whole = False
    if not whole:
        with pytest.raises(FormError):
            read_delimited(text, delimiter)
        return
    read = read_delimited(text, delimiter)
    rows = zip(*(column.to_pylist() for column in read.columns), strict=True)
    assert [list(row) for row in rows] == strict


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (_delimited(";"), "csv"),
        (_delimited("\t"), "tsv"),
        (b"\xef\xbb\xbf[1]", "json"),
        (_xlsx(), "xlsx"),
        (ods(), "ods"),
        (zipped({"a.csv": b""}), "zip"),
        (b"PK\3\4", "zip"),
        (PAGE, "html"),
        (b"<?xml version='1.0'?><a/>", "xml"),
        (b"\xd0\xcf\x11\xe0", "xls"),
        (b" \n", "empty"),
        (b"a\0b", "other"),
        ("Ä;b".encode("utf-16"), "csv"),
    ],
)
def test_a_file_is_known_by_its_bytes(content: bytes, kind: str) -> None:
    assert kind_of(content) == kind


@pytest.mark.parametrize("machine", ["UTC", "Europe/Berlin", "America/New_York"])
@pytest.mark.parametrize(("zone", "hour"), [("UTC", 0), ("Z", 0), ("Europe/Berlin", 23)])
def test_days_of_parquet_are_those_of_the_columns_zone_on_any_machine(
    monkeypatch: pytest.MonkeyPatch, machine: str, zone: str, hour: int
) -> None:
    moment = datetime(2026, 1, 1, hour, tzinfo=UTC)
    content = io.BytesIO()
    column = pyarrow.array([moment], pyarrow.timestamp("us", tz=zone))
    parquet.write_table(pyarrow.table({"day": column, "n": [1]}), content)
    monkeypatch.setenv("TZ", machine)
    time.tzset()
    try:
        read = typed.read_parquet(content.getvalue(), ".").to_pylist()
    finally:
        monkeypatch.undo()
        time.tzset()
    assert read[-1] == {"0": "2026-01-01" if hour == 0 else "2026-01-02", "1": "1"}
