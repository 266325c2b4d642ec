"""The report and its annex, each as one HTML page that needs nothing else: no font, no network.

Its script only adds comfort (finding, sorting, filtering, choosing a map); without it everything
can be read. A content security policy lets run this very script and nothing else.
"""

from base64 import b64encode
from functools import partial
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from sozialraum.report.chapters.shapes import Figure, ReportModel
from sozialraum.report.forms import parts
from sozialraum.report.pictures.charts import svg
from sozialraum.report.pictures.vega import without_attributes

_TEMPLATES = Path(__file__).parent / "templates"


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
    style = Markup((_TEMPLATES / "leichte-sprache.css").read_text("utf-8"))
    template = _environment(model).get_template("leichte-sprache.html.j2")
    page = template.render(report=model, plain=model.plain, style=style)
    path.write_text(page, encoding="utf-8", newline="\n")
    return path


def _environment(model: ReportModel) -> Environment:
    """Every text is escaped by the template engine."""
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
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
    environment = _environment(model)
    environment.globals["href"] = part.href
    script = (_TEMPLATES / "bericht.js").read_text("utf-8")
    page = environment.get_template("bericht.html.j2").render(
        report=model,
        part=part,
        profiles=[one for chapter in part.sections for one in chapter.sections if one.profile],
        style=Markup((_TEMPLATES / "bericht.css").read_text("utf-8")),
        script=Markup(script),
        script_hash=b64encode(sha256(f"\n{script}\n".encode()).digest()).decode(),
    )
    path.write_text(page, encoding="utf-8", newline="\n")
    return path


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
