"""The styles of the Word document: Word's own where it has one, so that a city's template fits.

What python-docx has no call for is set in the document's XML: language, header rows, alternative
texts, fields with page numbers.
"""

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from sozialraum.report.pictures.palette import CLASS_COLOURS, DARK, QUIET
from sozialraum.words import Text
from sozialraum.words.files import locale

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.shape import InlineShape
    from docx.styles.style import ParagraphStyle
    from docx.table import _Cell, _Row
    from docx.text.paragraph import Paragraph

ALIGNED = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
}
_FONT = "Arial"
_HEADINGS = {"Title": 18, "Heading 1": 13, "Heading 2": 11}
"""Sizes in points."""
_HEAD_GROUND = CLASS_COLOURS[1][0]
_PAGE_NUMBERS = {"%page": "PAGE", "%pages": "NUMPAGES"}


class Style(StrEnum):
    """The styles in use: Word's own names, and those that the paper adds."""

    BODY = "Normal"
    TITLE = "Title"
    CITY = "Subtitle"
    LIST = "List Bullet"
    CAPTION = "Caption"
    GRID = "Table Grid"
    IMPORTANT = "Intense Quote"
    TERM = "Term"
    NOTE = "Note"
    CELL = "Cell"
    PICTURE = "Picture"


def prepare(document: "Document", language: str, running: str, page: Text) -> None:
    """Page, styles, language; ``running`` heads each page, ``page`` (``%page``, ``%pages``) ends
    it."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin, section.right_margin = Cm(2.5), Cm(2.0)
    section.top_margin, section.bottom_margin = Cm(2.2), Cm(1.8)
    section.header_distance = section.footer_distance = Cm(1.0)
    for name in ("Term", "Note", "Cell", "Picture"):
        added = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        added.base_style = document.styles["Normal"]
    _shape(document)
    _speak(document, language)
    section.header.paragraphs[0].text = running
    _numbered(section.footer.paragraphs[0], str(page))
    for part in (section.header, section.footer):
        part.paragraphs[0].style = Style.NOTE


def _shape(document: "Document") -> None:
    ink, quiet = RGBColor.from_string(DARK[1:]), RGBColor.from_string(QUIET[1:])
    for style in Style:
        if style is not Style.GRID:
            _spaced(document, style)
    for name, size in _HEADINGS.items():
        heading = _spaced(document, name, size, before=10 if name != "Title" else 0, after=3)
        heading.font.bold, heading.font.color.rgb = True, ink
        heading.paragraph_format.keep_with_next = True
    _spaced(document, Style.NOTE, 8, after=4).font.color.rgb = quiet
    _spaced(document, Style.CELL, 8.5, before=1, after=1)
    _spaced(document, Style.LIST, after=2)
    _spaced(document, Style.PICTURE, after=2).paragraph_format.keep_with_next = True
    city = _spaced(document, Style.CITY, 11, after=2)
    city.font.italic, city.font.color.rgb = False, quiet
    caption = _spaced(document, Style.CAPTION, 9, before=4, after=2)
    caption.font.color.rgb, caption.paragraph_format.keep_with_next = ink, True
    important = _spaced(document, Style.IMPORTANT, 9.5, before=4, after=6)
    important.font.italic, important.font.bold, important.font.color.rgb = False, False, ink
    important.paragraph_format.left_indent = important.paragraph_format.right_indent = Cm(0.3)
    term = _spaced(document, Style.TERM, after=2).paragraph_format
    term.left_indent, term.first_line_indent = Cm(4.0), Cm(-4.0)
    term.tab_stops.add_tab_stop(Cm(4.0))


def _spaced(
    document: "Document", name: str, size: float = 10, before: float = 0, after: float = 4
) -> "ParagraphStyle":
    """The style in the paper's font, without those that Word's theme would put in its place."""
    style: ParagraphStyle = document.styles[name]
    style.font.name, style.font.size = _FONT, Pt(size)
    fonts = style.element.rPr.rFonts
    for which in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{which}"), None)
    style.paragraph_format.space_before = Pt(before)
    style.paragraph_format.space_after = Pt(after)
    style.paragraph_format.line_spacing = 1.08
    return style


def _speak(document: "Document", language: str) -> None:
    """The language as Word knows it, with the region: ``de-DE``."""
    spoken = locale(language)
    tag = f"{spoken.language}-{spoken.territory}"
    for part, name in ((document.styles, "w:lang"), (document.settings, "w:themeFontLang")):
        for element in part.element.iter(qn(name)):
            element.set(qn("w:val"), tag)


def _numbered(line: "Paragraph", page: str) -> None:
    for part in re.split(f"({'|'.join(sorted(_PAGE_NUMBERS, reverse=True))})", page):
        run = line.add_run("" if part in _PAGE_NUMBERS else part)
        if part in _PAGE_NUMBERS:
            field = _element("w:fldSimple", instr=_PAGE_NUMBERS[part])
            run._element.addprevious(field)
            field.append(run._element)
            run.text = "1"


def row_is_header(row: "_Row") -> None:
    """Word repeats it on the next page, and reads it out as the heading of the columns."""
    row._tr.get_or_add_trPr().append(_element("w:tblHeader", val="true"))


def row_is_whole(row: "_Row") -> None:
    """No row is parted by the end of a page."""
    row._tr.get_or_add_trPr().append(_element("w:cantSplit", val="true"))


def shaded(cell: "_Cell") -> None:
    cell._tc.get_or_add_tcPr().append(
        _element("w:shd", val="clear", color="auto", fill=_HEAD_GROUND[1:])
    )


def tell(picture: "InlineShape", alternative: str) -> None:
    """The alternative text of a picture."""
    picture._inline.docPr.set("descr", alternative)


def _element(name: str, **attributes: str) -> "BaseOxmlElement":
    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element
