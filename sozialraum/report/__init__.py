"""The report for council members and planners: one model, laid out in several forms.

    model = report_model(database)
    write_html(model, folder / "bericht.html")
    write_pdf(model, folder / "bericht.pdf")
    write_annex_html(model, folder / "anhang.html")
    write_annex_pdf(model, folder / "anhang.pdf")
    write_xlsx(model, folder / "anlage.xlsx")
    write_json(model, folder / "bericht.json")
    write_docx(model, folder / "vorlage.docx")
    write_plain_html(model, folder / "leichte-sprache.html")
    write_browse(model, folder / "zahlen.html")
    write_leaflets(model, folder / "blatt")

The same database gives the same bytes.
"""

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from sozialraum.base.files import open_like
from sozialraum.report.chapters import build
from sozialraum.report.chapters.shapes import ReportModel
from sozialraum.report.forms.browse import write_browse
from sozialraum.report.forms.docx import write_docx
from sozialraum.report.forms.html import write_annex_html, write_html, write_plain_html
from sozialraum.report.forms.json_form import write_json
from sozialraum.report.forms.pdf import write_annex_pdf, write_leaflets, write_pdf
from sozialraum.report.forms.xlsx import write_xlsx
from sozialraum.report.pictures.vega import load as load_charts
from sozialraum.report.words import in_words
from sozialraum.words import Words

__all__ = [
    "FORMS",
    "ReportModel",
    "begin_forms",
    "files_of",
    "load",
    "report_model",
    "write_annex_html",
    "write_annex_pdf",
    "write_browse",
    "write_docx",
    "write_html",
    "write_json",
    "write_leaflets",
    "write_pdf",
    "write_plain_html",
    "write_report",
    "write_xlsx",
]  # fmt: skip

SIDE_BY_SIDE = 3
"""While charts are drawn and pages set, which Python does not compute, another form is written."""

FORMS: Mapping[str, Callable[[ReportModel, Path], Path]] = {
    # each writes the file, or the folder of files, that it is called after; those that wait for
    # charts of their own first
    "anhang.html": write_annex_html,
    "bericht.html": write_html,
    "anlage.xlsx": write_xlsx,
    "bericht.json": write_json,
    "vorlage.docx": write_docx,
    "leichte-sprache.html": write_plain_html,
    "zahlen.html": write_browse,
    "bericht.pdf": write_pdf,
    "blatt": write_leaflets,
    "anhang.pdf": write_annex_pdf,
}


def load(words: Words) -> None:
    """Reads in advance what a report in these words needs."""
    load_charts()
    words.load()


def report_model(database: Path, previous: Path | None = None) -> ReportModel:
    """The whole report of a database, in words; reads it once, read-only.

    Args:
        previous: the database of the last edition, to tell what changed since.

    Raises:
        MonitorError: the database does not name exactly one city.
        duckdb.Error: it cannot be opened or lacks a table of the contract.
    """
    model = build.report_model(database, previous)
    return in_words(model, Words(model.language, model.kind))


def begin_forms(
    model: ReportModel, folder: Path, names: Iterable[str]
) -> Mapping[str, "Future[Path]"]:
    """Begins to write forms into ``folder``, side by side, and returns at once; whoever waits for
    one is told what it ended with."""
    chosen = set(names)
    threads = ThreadPoolExecutor(SIDE_BY_SIDE, "report")
    begun = {
        name: threads.submit(_write, write, model, folder / name)
        for name, write in FORMS.items()
        if name in chosen
    }
    threads.shutdown(wait=False)
    return begun


def _write(write: Callable[[ReportModel, Path], Path], model: ReportModel, path: Path) -> Path:
    made = write(model, path)
    open_like(path.parent, [made, *(files_of(made) if made.is_dir() else [])])
    return made


def write_report(database: Path, folder: Path, previous: Path | None = None) -> list[Path]:
    """Writes all forms into ``folder``, which is made if missing.

    ``previous``: the database of the last edition, to tell what changed since.
    """
    folder.mkdir(parents=True, exist_ok=True)
    model = report_model(database, previous)
    begun = begin_forms(model, folder, FORMS)
    return [file for one in begun.values() for file in files_of(one.result())]


def files_of(form: Path) -> list[Path]:
    """The file of a form, or all files of a form that is a folder."""
    return sorted(form.iterdir()) if form.is_dir() else [form]
