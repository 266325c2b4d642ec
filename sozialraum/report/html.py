"""The report as one HTML page that needs nothing else: no script, no font, no file, no network."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from sozialraum.report.charts import svg, without_attributes
from sozialraum.report.model.shapes import Figure, ReportModel

_TEMPLATES = Path(__file__).parent / "templates"


def write_html(model: ReportModel, path: Path) -> Path:
    """Writes the page and returns its path. Every text is escaped by the template engine."""
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals["inline_chart"] = _inline_chart
    page = environment.get_template("bericht.html.j2").render(
        report=model, style=Markup((_TEMPLATES / "bericht.css").read_text("utf-8"))
    )
    path.write_text(page, encoding="utf-8", newline="\n")
    return path


def _inline_chart(figure: Figure) -> Markup:
    """The chart as an inline image with its alternative text.

    The namespaces are not needed inside HTML, and the page's own font takes the place of the
    chart's. The SVG comes from charts.py, where texts are escaped.
    """
    drawn = without_attributes(svg(figure.chart), r"xmlns(?::\w+)?|font-family|version|class")
    label = Markup(' role="img" aria-label="{}"').format(figure.alt)
    return Markup(drawn.replace("<svg", f"<svg{label}", 1))
