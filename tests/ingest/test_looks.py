"""What a workbook's cells look like counts: raised digits are marks, and what is struck out or
unseen is no figure. The tables are made up."""

import io
import re
import zipfile
from datetime import date
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Color, Font, PatternFill

from sozialraum.base.errors import SourceError
from sozialraum.ingest.office.number_format import Shown
from sozialraum.ingest.office.reading import read_grids
from sozialraum.ingest.office.sheet_xml import SPREADSHEETS, read_cells
from tests.cells import texts_of
from tests.ingest.test_formats import HEADER, Read, ods, read, zipped

__all__ = ["read"]

WHITE = "FFFFFFFF"
RAISED, LOWERED = InlineFont(vertAlign="superscript"), InlineFont(vertAlign="subscript")
STRUCK = InlineFont(strike=True)

TEXT_STYLES = "".join(
    f'<style:style style:name="{name}" style:family="text"><style:text-properties {said}/>'
    "</style:style>"
    for name, said in {
        "raised": 'style:text-position="super 58%"',
        "lowered": 'style:text-position="-33% 58%"',
        "level": 'style:text-position="0% 100%"',
        "struck": 'style:text-line-through-style="solid"',
        "white": 'fo:color="#ffffff"',
    }.items()
)


def _xlsx(figure: Any, *, shared: bool = False, **style: Any) -> bytes:
    """
    Args:
        shared: the figure stands apart, as Excel keeps texts.
    """
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet.append(HEADER)
    sheet.append(("1", 2024, None, 1))
    sheet["C2"] = figure
    for name, value in style.items():
        setattr(sheet["C2"], name, value)
    out = io.BytesIO()
    workbook.save(out)
    if not shared:
        return out.getvalue()
    with zipfile.ZipFile(out) as package:
        parts = {name: package.read(name).decode() for name in package.namelist()}
    text = r'(<c r="C2"[^>]*) t="inlineStr"><is>(.*?)</is>'
    name, links = "xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels"
    found = re.search(text, parts[name])
    assert found is not None
    parts[name] = re.sub(text, r'\1 t="s"><v>1</v>', parts[name])
    space = "http://schemas.openxmlformats.org/"
    parts["xl/sharedStrings.xml"] = (
        f'<sst xmlns="{space}spreadsheetml/2006/main"><si><t>0</t></si><si>{found[2]}</si></sst>'
    )
    parts[links] = parts[links].replace(
        "</Relationships>",
        f'<Relationship Id="rIdTexts" Target="sharedStrings.xml" Type="{space}officeDocument/2006/'
        'relationships/sharedStrings"/></Relationships>',
    )
    return zipped({name: part.encode() for name, part in parts.items()})


def _ods(paragraph: str, *, cell: str = "", own: str = "", column: bool = False) -> bytes:
    """
    Args:
        cell: properties of the cell's style, which its column has if ``column``.
        own: what else its element says.
    """
    named = 'table:style-name="ce1" ' * (not column)
    kind = own or 'office:value-type="string"'
    other = '<table:table-cell office:value-type="float" office:value="1"/>'
    columns = "".join(
        f'<table:table-column table:default-cell-style-name="{name}"/>'
        for name in ("", "", "ce1", "")
    )
    return ods(
        f"<table:table-row>{other * 2}<table:table-cell {named}{kind}><text:p>{paragraph}</text:p>"
        f"</table:table-cell>{other}</table:table-row>",
        styles=f'{TEXT_STYLES}<style:style style:family="table-cell" style:name="ce1">{cell}'
        "</style:style>",
        columns=columns * column,
    )


def _ods_in_format(cell: str, *formats: str, own: str = "", column: bool = False) -> bytes:
    """
    Args:
        cell: what it says of its kind and value, and its paragraphs.
        formats: of numbers and texts; the cell has the one that is called ``N1``.
        own: properties of the cell's style, which its column has if ``column``.
    """
    named = 'table:style-name="ce1" ' * (not column)
    other = '<table:table-cell office:value-type="float" office:value="1"/>'
    return ods(
        f"<table:table-row>{other * 2}<table:table-cell {named}{cell}</table:table-cell>{other}"
        "</table:table-row>",
        styles=f'{"".join(formats)}<style:style style:family="table-cell" style:name="ce1" '
        f'style:data-style-name="N1">{own}</style:style>',
        columns="".join(
            f'<table:table-column table:default-cell-style-name="{name}"/>'
            for name in ("", "", "ce1", "")
        )
        * column,
    )


def _of_numbers(name: str, said: str, kind: str = "number") -> str:
    return f'<number:{kind}-style style:name="{name}">{said}</number:{kind}-style>'


def _map(compares: str, name: str) -> str:
    return f'<style:map style:condition="value(){compares}" style:apply-style-name="{name}"/>'


def _span(style: str, text: str) -> str:
    return f'<text:span text:style-name="{style}">{text}</text:span>'


@pytest.mark.parametrize(
    ("form", "content", "told"),
    [
        ("xlsx", _xlsx(CellRichText("31", TextBlock(RAISED, "1"))), "31¹"),
        ("xlsx", _xlsx(CellRichText("31", TextBlock(RAISED, "1")), shared=True), "31¹"),
        ("xlsx", _xlsx(CellRichText("12,4", TextBlock(RAISED, " 2)"))), "12,4 ²)"),
        ("xlsx", _xlsx(CellRichText("31", TextBlock(LOWERED, "1"))), "31₁"),
        ("xlsx", _xlsx(CellRichText("–", TextBlock(RAISED, "1"))), "–¹"),
        ("xlsx", _xlsx(CellRichText("3", TextBlock(InlineFont(b=True), "1"))), "31"),
        ("xlsx", _xlsx("31", font=Font(vertAlign="superscript")), "31"),
        ("xlsx", _xlsx("31", number_format="0;-0;0;_-@_-"), "31"),
        ("xlsx", _xlsx("31", number_format='0" Tsd."'), "31"),
        ("xlsx", _xlsx(3, font=Font(color=WHITE), fill=PatternFill("solid", "FF0000")), "3"),
        ("xlsx", _xlsx(3, font=Font(color=Color(theme=0, tint=-0.5))), "3"),
        ("ods", _ods(f"52{_span('raised', '1')}"), "52¹"),
        ("ods", _ods(f"52{_span('level', '1')}"), "521"),
        ("ods", _ods(_span("raised", f"1{_span('white', ' ')}2")), "¹ ²"),
        ("ods", _ods(f"52{_span('lowered', '1')}"), "52₁"),
        (
            "ods",
            _ods(
                f"52{_span('raised', '1')}",
                own='office:value-type="float" office:value="52"',
            ),
            "52",
        ),
        (
            "ods",
            _ods(
                _span("white", "52"),
                cell='<style:table-cell-properties fo:background-color="#ff0000"/>',
            ),
            "52",
        ),
    ],
)
def test_a_figure_is_read_as_it_looks(form: str, content: bytes, told: str, read: Read) -> None:
    table = read(content, format=form)
    assert texts_of(table)[-1][table.columns.index("Anzahl")] == told


IN_WHITE = '<style:text-properties fo:color="#FFFFFF"/>'
THROUGH = '<style:text-properties style:text-line-through-type="single"/>'


@pytest.mark.parametrize(
    ("form", "content", "why"),
    [
        ("xlsx", _xlsx(CellRichText(TextBlock(STRUCK, "32"), "25")), "struck out"),
        ("xlsx", _xlsx(CellRichText(TextBlock(STRUCK, "32"), "25"), shared=True), "struck out"),
        ("xlsx", _xlsx(33, font=Font(strike=True)), "struck out"),
        ("xlsx", _xlsx("33", font=Font(strike=True)), "struck out"),
        ("xlsx", _xlsx(3, font=Font(color=WHITE)), "written in the colour"),
        ("xlsx", _xlsx(3, font=Font(color=Color(theme=0))), "written in the colour"),
        (
            "xlsx",
            _xlsx(3, font=Font(color="00FF0000"), fill=PatternFill("solid", "00FF0000")),
            "written in the colour",
        ),
        (
            "xlsx",
            _xlsx(CellRichText("3", TextBlock(InlineFont(color=WHITE), "2"))),
            "written in the colour",
        ),
        ("ods", _ods(f"{_span('struck', '32')}25"), "struck out"),
        ("ods", _ods("33", cell=THROUGH), "struck out"),
        ("ods", _ods("33", cell=THROUGH, column=True), "struck out"),
        ("ods", _ods("33", cell=IN_WHITE), "written in the colour"),
        (
            "ods",
            _ods("3", cell=IN_WHITE, own='office:value-type="float" office:value="3"'),
            "written in the colour",
        ),
        ("ods", _ods(f"3{_span('white', '2')}"), "written in the colour"),
    ],
)
def test_a_figure_that_is_struck_out_or_unseen_is_refused(
    form: str, content: bytes, why: str, read: Read
) -> None:
    with pytest.raises(SourceError, match=rf"cell C[25] \('Anzahl'\) is {why}"):
        read(content, format=form)


NUMBER, WORD = "<number:number/>", "<number:text-content/>"
OF_3 = 'office:value-type="float" office:value="3"><text:p>3</text:p>'
OF_30 = OF_3.replace("3", "30")
TEXT_3 = 'office:value-type="string"><text:p>3</text:p>'
ON_RED = '<style:table-cell-properties fo:background-color="#ff0000"/>'
FEWER_IN_WHITE = (
    _of_numbers("N1P0", f"{IN_WHITE}{NUMBER}"),
    _of_numbers("N1", f"{NUMBER}{_map('&lt;5', 'N1P0')}"),
)
RED = PatternFill("solid", "00FF0000")


@pytest.mark.parametrize(
    ("form", "content"),
    [
        ("xlsx", _xlsx(3, number_format="[White]0")),
        ("xlsx", _xlsx(3, number_format="[<5][White]0;0")),
        ("xlsx", _xlsx(3, number_format="[WHITE][<5]0;0")),
        ("xlsx", _xlsx(0, number_format="[White]0")),
        ("xlsx", _xlsx(3, number_format="[Color2]0")),
        ("xlsx", _xlsx(3, number_format="[Color 2]0")),
        ("xlsx", _xlsx(3, number_format="[Red]0", fill=RED)),
        ("xlsx", _xlsx("3", number_format="0;0;0;[White]@")),
        ("xlsx", _xlsx("3", number_format="[Color2]@", shared=True)),
        ("ods", _ods_in_format(OF_3, _of_numbers("N1", f"{IN_WHITE}{NUMBER}"))),
        ("ods", _ods_in_format(OF_3, *FEWER_IN_WHITE)),
        ("ods", _ods_in_format(OF_3, *FEWER_IN_WHITE, column=True)),
        ("ods", _ods_in_format(TEXT_3, _of_numbers("N1", f"{IN_WHITE}{WORD}", "text"))),
    ],
)
def test_a_figure_whose_format_writes_it_in_the_colour_of_its_paper_is_refused(
    form: str, content: bytes, read: Read
) -> None:
    with pytest.raises(SourceError, match=r"cell C[245] \('Anzahl'\) is written in the colour"):
        read(content, format=form)


@pytest.mark.parametrize(
    ("form", "content", "told"),
    [
        ("xlsx", _xlsx(30, number_format="[<5][White]0;0"), "30"),
        ("xlsx", _xlsx(3, number_format="[White]0", fill=RED), "3"),
        ("xlsx", _xlsx(3, number_format="[Red]0;[Color10]-0"), "3"),
        ("xlsx", _xlsx("3", number_format="[White]0"), "3"),
        ("ods", _ods_in_format(OF_30, *FEWER_IN_WHITE), "30"),
        ("ods", _ods_in_format(OF_3, *FEWER_IN_WHITE, own=ON_RED), "3"),
    ],
)
def test_a_figure_whose_format_writes_it_in_a_colour_that_is_seen_is_read(
    form: str, content: bytes, told: str, read: Read
) -> None:
    table = read(content, format=form)
    assert texts_of(table)[-1][table.columns.index("Anzahl")] == told


IN_THOUSANDS = NUMBER.replace("/>", ' number:display-factor="1000"/>')
OF_12345678 = OF_3.replace('value="3', 'value="12345678').replace(">3<", ">12.346<")
ZERO_AS_DASH = '_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-'


@pytest.mark.parametrize(
    ("form", "content"),
    [
        ("xlsx", _xlsx(12345678, number_format="#,##0,")),
        ("xlsx", _xlsx(12345678, number_format="0.0,,")),
        ("xlsx", _xlsx(12345678, number_format='#,##0,_);(#,##0,);"-"')),
        ("xlsx", _xlsx(12345678, number_format='[>999999]0.0,," Mio.";0')),
        ("xlsx", _xlsx(-12345678, number_format="0;-0,.0")),
        ("ods", _ods_in_format(OF_12345678, _of_numbers("N1", IN_THOUSANDS))),
        ("ods", _ods_in_format(OF_12345678, _of_numbers("N1", IN_THOUSANDS), column=True)),
    ],
)
def test_a_figure_whose_format_shows_its_thousands_is_refused(
    form: str, content: bytes, read: Read
) -> None:
    with pytest.raises(SourceError, match=r"C[25] \('Anzahl'\) is shown as a thousandth of"):
        read(content, format=form)


@pytest.mark.parametrize("code", ["#,##0", "#,##0.00", ZERO_AS_DASH, '0",-"', '0" 1,"', "0;-0,"])
def test_commas_between_digits_and_in_words_divide_nothing(code: str, read: Read) -> None:
    table = read(_xlsx(12345678, number_format=code), format="xlsx")
    assert texts_of(table)[-1][table.columns.index("Anzahl")].startswith("12345678")


JUNE = 'table:style-name="ce1" office:value-type="date" office:date-value="2025-06-01"'
MONTH_AND_YEAR = "<number:month/><number:text> </number:text><number:year/>"


def _xlsx_of_june(code: str) -> bytes:
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet.append(HEADER)
    sheet.append(("Süd", date(2025, 6, 1), 12, 1.5))
    sheet["B2"].number_format = code
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def _ods_of_june(shown: str) -> bytes:
    other = '<table:table-cell office:value-type="float" office:value="1"/>'
    return ods(
        f"<table:table-row>{other}<table:table-cell {JUNE}><text:p>Juni 2025</text:p>"
        f"</table:table-cell>{other * 2}</table:table-row>",
        styles=f"{_of_numbers('N1', shown, 'date')}<style:style style:family='table-cell' "
        "style:name='ce1' style:data-style-name='N1'/>",
    )


@pytest.mark.parametrize(
    ("form", "content", "cadence", "period", "told"),
    [
        ("xlsx", _xlsx_of_june("mmm yy"), "month", {"label": "Jahr"}, "2025-06"),
        ("xlsx", _xlsx_of_june("[$-407]mmmm\\ yyyy;@"), "month", {"label": "Jahr"}, "2025-06"),
        ("xlsx", _xlsx_of_june("dd.mm.yyyy"), "month", {"label": "Jahr"}, "2025-06-01"),
        ("xlsx", _xlsx_of_june("mmm yy"), "month", {"date": "Jahr"}, "2025-06-01"),
        ("xlsx", _xlsx_of_june("mmm yy"), "half_year", {"label": "Jahr"}, "2025-06-01"),
        ("xlsx", _xlsx_of_june("yyyy"), "year", {"year": "Jahr"}, "2025"),
        ("xlsx", _xlsx_of_june('"Stand "mmmm yyyy'), "month", {"label": "Jahr"},
         "Stand 2025-06-01"),
        ("ods", _ods_of_june(MONTH_AND_YEAR), "month", {"label": "Jahr"}, "2025-06"),
        ("ods", _ods_of_june(f"<number:day/>{MONTH_AND_YEAR}"), "month", {"label": "Jahr"},
         "2025-06-01"),
        ("ods", _ods_of_june("<number:year/>"), "year", {"year": "Jahr"}, "2025"),
    ],
)  # fmt: skip
def test_a_period_of_which_a_spreadsheet_made_a_day_is_what_is_seen(
    form: str, content: bytes, cadence: str, period: dict[str, str], told: str, read: Read
) -> None:
    table = read(content, format=form, cadence=cadence, period=period)
    assert texts_of(table)[-1][table.columns.index("Jahr")] == told


FIXED = (
    *(_of_numbers(f"N1P{at}", NUMBER) for at in range(3)),
    _of_numbers(
        "N1",
        "<number:text>*</number:text>"
        + "".join(_map(one, f"N1P{at}") for at, one in enumerate(("&gt;0", "&lt;0", "=0"))),
        "text",
    ),
)


@pytest.mark.parametrize("shared", [False, True])
@pytest.mark.parametrize(
    ("figure", "code", "told"),
    [
        ("3", ";;;", ""),
        ("12", '0;0;0;"*"', "*"),
        ("4", '@" Tsd."', "4 Tsd."),
        ("4", '0;-0;@" Tsd."', "4 Tsd."),
        ("1,5 p", "0;0;0;", ""),
        ("4", '0" Tsd."', "4"),
        ("4", '"@"0', "4"),
        ("4", ";;;@", "4"),
        ("4", "@", "4"),
        ("4", '_-* #,##0_-;-* #,##0_-;_-* "-"??_-;_-@_-', "4"),
        # no figure, and no label that would be another one
        ("entfällt", ";;;", "entfällt"),
    ],
)
def test_a_figure_that_is_a_text_is_what_its_format_shows(
    figure: str, code: str, told: str, shared: bool, read: Read
) -> None:
    table = read(_xlsx(figure, number_format=code, shared=shared), format="xlsx")
    assert texts_of(table)[-1][table.columns.index("Anzahl")] == told


def test_so_is_one_that_a_formula_gives() -> None:
    sheet = (
        f'<worksheet xmlns="{SPREADSHEETS[0]}"><sheetData><row><c t="str"><f>A2&amp;""</f><v>3</v>'
        "</c></row></sheetData></worksheet>"
    )
    ((_, how),) = read_cells(sheet.encode(), is_computed=True, formats={"0": ";;;"}).shown
    assert how == Shown(is_number=False)


@pytest.mark.parametrize(
    ("formats", "told"),
    [
        (FIXED, "*"),
        ((_of_numbers("N1", f"{WORD}<number:text> Tsd.</number:text>", "text"),), "3 Tsd."),
        ((_of_numbers("N1", WORD, "text"),), "3"),
    ],
)
def test_so_is_one_of_an_ods_file(formats: tuple[str, ...], told: str, read: Read) -> None:
    table = read(_ods_in_format(TEXT_3, *formats), format="ods")
    assert texts_of(table)[-1][table.columns.index("Anzahl")] == told


def test_a_text_that_says_other_than_it_shows_is_refused() -> None:
    content = _ods(
        f"52{_span('raised', '1')}",
        own='office:value-type="string" office:string-value="77"',
    )
    with pytest.raises(SourceError, match="cell C5 shows '52¹', and is read as '77'"):
        list(read_grids(content, ".ods"))
