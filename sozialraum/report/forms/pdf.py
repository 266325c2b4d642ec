"""The report and its annex as tagged, accessible PDFs (PDF/UA-1), set by typst.

Data reaches typst as a JSON file, never as markup: no text from a table can become a command.
"""

import json
from dataclasses import asdict
from datetime import UTC, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sozialraum.report.chapters.shapes import Block, Facts, Figure, Panels, ReportModel, Section
from sozialraum.report.forms import parts
from sozialraum.report.forms.glyphs import showable
from sozialraum.report.pictures.charts import svg

_TEMPLATE = Path(__file__).parent / "templates" / "bericht.typ"


def write_pdf(model: ReportModel, path: Path) -> Path:
    """Writes the report's PDF and returns its path."""
    return _write(model, parts.report(model), path)


def write_annex_pdf(model: ReportModel, path: Path) -> Path:
    """Writes the annex's PDF and returns its path."""
    return _write(model, parts.annex(model), path)


def write_leaflets(model: ReportModel, folder: Path) -> Path:
    """Writes a PDF for each area into ``folder``, which is made if missing, and returns it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, part in parts.leaflets(model):
        _write(model, part, folder / name)
    return folder


def _write(model: ReportModel, part: parts.Part, path: Path) -> Path:
    """Only typst's embedded fonts are used, and the as-of date stands in for the time of creation:
    the same model gives the same bytes on every machine.
    """
    import typst

    content = {
        **vars(model),
        "title": part.title,
        "sections": [_with_charts(section, model.language) for section in part.sections],
        "intro": [_drawn(block, model.language) for block in part.intro],
        "anchors": part.anchors,
        "leaflet": part.leaflet,
        "annex": [],
        "tables": [],
        "lookup": None,
        "paper": None,
        "reading": None,
        "plain": None,
        "browse": None,
    }
    as_of = datetime.combine(datetime.fromisoformat(model.as_of), time(12), UTC)
    with TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "bericht.typ").write_bytes(_TEMPLATE.read_bytes())
        data = showable(json.dumps(content, ensure_ascii=False))
        (root / "bericht.json").write_text(data, "utf-8")
        typst.compile(
            str(root / "bericht.typ"),
            output=str(path),
            root=str(root),
            font_paths=[],
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=["ua-1"],
            timestamp=as_of,
        )
    return path


def _with_charts(section: Section, language: str) -> dict[str, Any]:
    """The section as plain data, with each chart's drawing in place of its figures."""
    return {
        **vars(section),
        "blocks": [_drawn(block, language) for block in section.blocks],
        "sections": [_with_charts(inner, language) for inner in section.sections],
        "claims": [],
    }


def _drawn(block: Block, language: str) -> dict[str, Any]:
    if isinstance(block, Figure):
        return _figure(block, language)
    if isinstance(block, Panels):
        return {**vars(block), "figures": [_figure(one, language) for one in block.figures]}
    if isinstance(block, Facts):
        return {**vars(block), "figure": _figure(block.figure, language) if block.figure else None}
    return asdict(block)


def _figure(figure: Figure, language: str) -> dict[str, Any]:
    return {**vars(figure), "chart": figure.chart.shape, "svg": svg(figure.chart, language)}
