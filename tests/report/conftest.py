"""A synthetic city's database, and its report, built once per session."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from sozialraum.report import (
    ReportModel,
    report_model,
    write_annex_html,
    write_annex_pdf,
    write_html,
    write_pdf,
)
from sozialraum.report.chapters.shapes import Block, Section, Table
from tests.declared import undeclared
from tests.report.browser import shared_browser as shared_browser

SYNTHETIC = Path(__file__).with_name("synthetic.sql")


def build(path: Path, *changes: str) -> Path:
    """The synthetic database with further SQL statements applied; it may lack tables and columns,
    as one of an earlier version does, but has none that the models do not declare."""
    with duckdb.connect(path) as connection:
        connection.execute(SYNTHETIC.read_text("utf-8"))
        for change in changes:
            connection.execute(change)
        assert undeclared(connection) == []
    return path


@dataclass(frozen=True)
class Report:
    model: ReportModel
    html: Path
    pdf: Path
    annex_html: Path
    annex_pdf: Path

    @property
    def page(self) -> str:
        return self.html.read_text("utf-8")

    @property
    def pages(self) -> tuple[str, str]:
        return self.page, self.annex_page

    @property
    def annex_page(self) -> str:
        return self.annex_html.read_text("utf-8")


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("report") / "synthetic.duckdb")


@pytest.fixture(scope="session")
def report(database: Path) -> Report:
    return made(database)


@pytest.fixture
def changed(tmp_path: Path) -> Callable[..., Report]:
    """Makes the report of the synthetic database after some SQL statements."""
    return lambda *changes: made(build(tmp_path / "changed.duckdb", *changes))


def made(database: Path) -> Report:
    model = report_model(database)
    folder = database.parent
    return Report(
        model,
        write_html(model, folder / "bericht.html"),
        write_pdf(model, folder / "bericht.pdf"),
        write_annex_html(model, folder / "anhang.html"),
        write_annex_pdf(model, folder / "anhang.pdf"),
    )


def sections(model: ReportModel) -> Iterator[Section]:
    """All sections of report and annex, chapters first, in reading order."""
    waiting = [*model.sections, *model.annex]
    while waiting:
        section = waiting.pop(0)
        yield section
        waiting = [*section.sections, *waiting]


def blocks(model: ReportModel) -> Iterator[Block]:
    for section in sections(model):
        yield from section.blocks


def section(model: ReportModel, anchor: str) -> Section:
    return next(one for one in sections(model) if one.anchor == anchor)


def tables(one: Section) -> list[Table]:
    return [block for block in one.blocks if isinstance(block, Table)]


def words(one: Section) -> str:
    """Everything that a section and its parts say, as one text."""
    parts = [one.title]
    for block in one.blocks:
        if block.kind == "paragraph":
            parts.append(block.text)
        elif block.kind == "bullets":
            parts += [f"{item.lead} {item.text}".strip() for item in block.items]
        elif block.kind == "table":
            parts += [block.caption, *block.notes, *(column.title for column in block.columns)]
            parts += [f"{c.text} {c.detail}".strip() for row in block.rows for c in row.cells]
        elif block.kind == "figure":
            parts += [block.caption, block.source_de, block.alt]
        elif block.kind == "panels":
            parts.append(block.caption)
            parts += [f"{one.title} {one.caption} {one.alt}" for one in block.figures]
        elif block.kind == "facts":
            parts += [f"{term} {text}" for term, text in block.items]
    return "\n".join([*parts, *(words(inner) for inner in one.sections)])
