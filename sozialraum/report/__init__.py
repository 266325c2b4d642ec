"""The report for council members and planners: one model, laid out as HTML and as PDF.

    model = report_model(database)
    write_html(model, folder / "bericht.html")
    write_pdf(model, folder / "bericht.pdf")

The same database gives the same bytes.
"""

from pathlib import Path

from sozialraum.report.html import write_html
from sozialraum.report.model.build import report_model
from sozialraum.report.model.shapes import ReportModel
from sozialraum.report.pdf import write_pdf

__all__ = ["ReportModel", "report_model", "write_html", "write_pdf", "write_report"]


def write_report(database: Path, folder: Path) -> list[Path]:
    """Writes ``bericht.html`` and ``bericht.pdf`` into ``folder``, which is made if missing."""
    folder.mkdir(parents=True, exist_ok=True)
    model = report_model(database)
    return [
        write_html(model, folder / "bericht.html"),
        write_pdf(model, folder / "bericht.pdf"),
    ]
