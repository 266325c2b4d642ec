"""The report and its annex, each as one HTML page that needs nothing else: no font, no network.

Its script only adds comfort (finding, sorting, filtering, choosing a map); without it everything
can be read. A content security policy lets run this very script and nothing else.
"""

import re
from base64 import b64encode
from collections.abc import Callable, Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from sozialraum.report.chapters.shapes import Chart, Figure, Labels, Lookup, ReportModel
from sozialraum.report.forms import parts
from sozialraum.report.pictures.charts import svg
from sozialraum.report.pictures.figures import figures_of
from sozialraum.report.pictures.vega import without_attributes

TEMPLATES = Path(__file__).parent / "templates"
_SCRIPT = ("base", "find", "compare", "maps", "tables", "give", "take", "settle")


def write_html(model: ReportModel, path: Path) -> Path:
    """Writes the report's page and returns its path."""
    return _write(model, parts.report(model), path)


def write_annex_html(model: ReportModel, path: Path) -> Path:
    """Writes the annex's page and returns its path."""
    return _write(model, parts.annex(model), path)


def write_plain_html(model: ReportModel, path: Path) -> Path:
    """Writes the page in plain language, which needs no script, and returns its path.

    Raises:
        ValueError: the model has no such page.
    """
    if model.plain is None:
        raise ValueError("the report has no page in plain language")
    style = Markup((TEMPLATES / "leichte-sprache.css").read_text("utf-8"))
    template = environment_of(model).get_template("leichte-sprache.html.j2")
    page = template.render(report=model, plain=model.plain, style=style)
    path.write_text(page, encoding="utf-8", newline="\n")
    return path


def environment_of(model: ReportModel) -> Environment:
    """Every text is escaped by the template engine."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals["inline_chart"] = partial(_inline_chart, language=model.language)
    environment.globals["labels"] = model.labels
    return environment


def _write(model: ReportModel, part: parts.Part, path: Path) -> Path:
    environment = environment_of(model)
    environment.globals["href"] = part.href
    environment.globals["figures"] = partial(_figures, labels=model.labels)
    environment.globals["linked"] = _linker(model.sources)
    script = script_of(_SCRIPT)
    page = environment.get_template("bericht.html.j2").render(
        report=model,
        part=part,
        compared=_compared(model.lookup),
        profiles=[one for chapter in part.sections for one in chapter.sections if one.profile],
        style=Markup((TEMPLATES / "bericht.css").read_text("utf-8")),
        script=Markup(script),
        script_hash=hash_of(script),
    )
    path.write_text(page, encoding="utf-8", newline="\n")
    return path


def script_of(names: Sequence[str]) -> str:
    """The parts of a page's script, in the order in which one needs the other."""
    folder = TEMPLATES / "script"
    parts = "\n".join((folder / f"{name}.js").read_text("utf-8") for name in names)
    return f'(() => {{\n"use strict";\n{parts}}})();'


def hash_of(script: str) -> str:
    """By what a content security policy knows the script, on lines of its own in its element."""
    return b64encode(sha256(f"\n{script}\n".encode()).digest()).decode()


def _compared(lookup: Lookup) -> dict[str, Any]:
    return {
        "places": [one.label for one in lookup.places],
        "rows": [
            [row.label, row.period, row.city, [[c.text, c.need_class, c.detail] for c in row.cells]]
            for row in lookup.rows
        ],
    }


def _figures(chart: Chart, labels: Labels) -> list[Sequence[Any]]:
    """The figures behind a picture, as a table with its headings."""
    columns, rows = figures_of(chart)
    return [[labels[f"figures_{one}"] for one in columns], *rows]


def _linker(sources: Sequence[tuple[str, str]]) -> Callable[[str], Markup]:
    """Makes each title of a source in a text a link to where the source is published."""
    urls = dict(sources)
    titles = sorted(urls, key=len, reverse=True)
    found = re.compile("(" + "|".join(map(re.escape, titles)) + ")") if titles else None

    def linked(text: str) -> Markup:
        parts = found.split(text) if found else [text]
        return Markup("").join(
            Markup('<a href="{}" rel="external noreferrer">{}</a>').format(urls[part], part)
            if index % 2
            else escape(part)
            for index, part in enumerate(parts)
        )

    return linked


def _inline_chart(figure: Figure, language: str) -> Markup:
    """The chart as an inline image with its alternative text.

    The namespaces are not needed inside HTML, and the page's own font takes the place of the
    chart's. The SVG comes from charts.py, where texts are escaped.
    """
    drawn = without_attributes(
        svg(figure.chart, language), r"xmlns(?::\w+)?|font-family|version|class"
    )
    label = Markup(' role="img" aria-label="{}"').format(figure.alt)
    return Markup(drawn.replace("<svg", f"<svg{label}", 1))
