"""The information paper as a Word document, for those who go on writing in it.

Headings, lists, captions and tables are real ones, in named styles; pictures have alternative
texts, tables header rows. Nothing in it depends on the clock or the machine.
"""

from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from sozialraum.report.chapters.shapes import (
    Block,
    Bullets,
    Facts,
    Figure,
    Paragraph,
    ReportModel,
    Section,
    Table,
)
from sozialraum.report.forms.docx_styles import (
    ALIGNED,
    Style,
    prepare,
    row_is_header,
    row_is_whole,
    shaded,
    tell,
)
from sozialraum.report.forms.glyphs import printable
from sozialraum.report.pictures.charts import svg
from sozialraum.report.pictures.raster import png
from sozialraum.words import Text

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell

_STYLES = {"": Style.BODY, "lead": Style.BODY, "note": Style.NOTE, "important": Style.IMPORTANT}
_WIDTH_CM = 16.5
_PICTURE_CM = 16.0
_LONGEST_PROPERTY = 255
_WORD = 0.23
"""What a letter of a heading needs, as a column's weight."""


def write_docx(model: ReportModel, path: Path) -> Path:
    """Writes the paper and returns its path; the same model gives the same bytes.

    Raises:
        ValueError: the model has no paper.
    """
    import docx

    if model.paper is None:
        raise ValueError("the report has no information paper")
    document = docx.Document()
    prepare(
        document,
        model.language,
        printable(f"{model.city} – {model.paper.title}"),
        model.labels["page"],
    )
    _describe(document, model)
    document.add_paragraph(printable(model.city), Style.CITY)
    document.add_paragraph(printable(model.paper.title), Style.TITLE)
    _Writer(document, model.language).content(model.paper, 1)
    unfixed = BytesIO()
    document.save(unfixed)
    path.write_bytes(_fixed(unfixed, date.fromisoformat(model.as_of)))
    return path


def _describe(document: "Document", model: ReportModel) -> None:
    assert model.paper is not None
    as_of = datetime.combine(date.fromisoformat(model.as_of), time(12))
    about = document.core_properties
    about.title = _property(model.paper.title)
    about.subject = _property(f"{model.title}, {model.edition}")
    about.author = about.last_modified_by = _property(model.city)
    about.language = model.language
    about.comments = _property(model.attribution)
    about.created = about.modified = as_of
    about.revision = 1


def _property(text: Text) -> str:
    return printable(text)[:_LONGEST_PROPERTY]


class _Writer:
    """Sets the paper's sections one after the other."""

    def __init__(self, document: "Document", language: str) -> None:
        self.document = document
        self.language = language

    def content(self, section: Section, level: int) -> None:
        for block in section.blocks:
            self._block(block)
        for inner in section.sections:
            self.document.add_heading(printable(inner.title), level)
            self.content(inner, level + 1)

    def _block(self, block: Block) -> None:
        match block:
            case Paragraph():
                self.document.add_paragraph(printable(block.text), _STYLES[block.style])
            case Bullets():
                for item in block.items:
                    self._led(printable(item.lead), printable(item.text), Style.LIST)
            case Facts():
                for term, text in block.items:
                    self._term(term, text)
            case Figure():
                self._figure(block)
            case Table():
                self._table(block)
            case _:
                raise ValueError(f"a paper has no room for {block.kind}")

    def _led(self, lead: str, text: str, style: Style) -> None:
        line = self.document.add_paragraph(style=style)
        if lead:
            line.add_run(lead if lead[-1] in ".:?!" else f"{lead}:").bold = True
            line.add_run(" ")
        line.add_run(text)

    def _term(self, term: Text, text: Text) -> None:
        line = self.document.add_paragraph(style=Style.TERM)
        line.add_run(printable(term)).bold = True
        line.add_run(f"\t{printable(text)}")

    def _figure(self, figure: Figure) -> None:
        from docx.shared import Cm

        line = self.document.add_paragraph(style=Style.PICTURE)
        picture = line.add_run().add_picture(
            BytesIO(png(svg(figure.chart, self.language), self.language)), width=Cm(_PICTURE_CM)
        )
        tell(picture, printable(figure.alt))
        below = printable(f"{figure.caption} {figure.source_de}")
        self.document.add_paragraph(below, Style.NOTE)

    def _table(self, table: Table) -> None:
        from docx.shared import Cm

        self.document.add_paragraph(printable(table.caption), Style.CAPTION)
        grid = self.document.add_table(len(table.rows) + 1, len(table.columns), Style.GRID)
        grid.autofit = False
        for index, (column, width) in enumerate(zip(table.columns, _widths(table), strict=True)):
            grid.columns[index].width = Cm(width)
            for cell in grid.columns[index].cells:
                cell.width = Cm(width)
            shaded(grid.cell(0, index))
            _fill(grid.cell(0, index), printable(column.title), column.align, True)
        row_is_header(grid.rows[0])
        for number, row in enumerate(table.rows, 1):
            row_is_whole(grid.rows[number])
            for index, (column, one) in enumerate(zip(table.columns, row.cells, strict=True)):
                cell = grid.cell(number, index)
                # what leads a point of a list ends in a colon; here it stands by itself
                text = printable(one.text).removesuffix(":") if index == 0 else printable(one.text)
                _fill(cell, text, column.align, row.total or index == 0)
                if one.detail:
                    cell.add_paragraph(printable(one.detail), Style.CELL)
        for note in table.notes:
            self.document.add_paragraph(printable(note), Style.NOTE)


def _widths(table: Table) -> list[float]:
    """Of each column in cm: its weight, but room for the longest word of its heading."""
    weights = [
        max(one.weight, max(map(len, printable(one.title).split()), default=0) * _WORD)
        for one in table.columns
    ]
    return [_WIDTH_CM * one / sum(weights) for one in weights]


def _fill(cell: "_Cell", text: str, align: str, bold: bool) -> None:
    line = cell.paragraphs[0]
    line.style = Style.CELL
    line.alignment = ALIGNED[align]
    line.add_run(text).bold = bold or None


def _fixed(written: BytesIO, day: date) -> bytes:
    """The same package whose parts all bear the report's day instead of the clock's time."""
    packed = BytesIO()
    with ZipFile(written) as parts, ZipFile(packed, "w") as target:
        for name in parts.namelist():
            entry = ZipInfo(name, (day.year, day.month, day.day, 12, 0, 0))
            entry.compress_type = ZIP_DEFLATED
            target.writestr(entry, parts.read(name))
    return packed.getvalue()
