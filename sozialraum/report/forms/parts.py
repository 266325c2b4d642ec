"""The two documents that pages are made of: the report that argues, and the annex that proves."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sozialraum.report.chapters.shapes import ReportModel, Section
from sozialraum.words import Text


@dataclass(frozen=True)
class Part:
    """``elsewhere``: the HTML file of each anchor that stands in the other document.

    ``other_file`` and ``other_title`` name that document.
    """

    title: Text
    sections: tuple[Section, ...]
    elsewhere: Mapping[str, str]
    other_file: str
    other_title: Text

    def href(self, anchor: str) -> str:
        """The address of an anchor as seen from this document's page."""
        return f"{self.elsewhere.get(anchor, '')}#{anchor}"


def report(model: ReportModel) -> Part:
    elsewhere = dict.fromkeys(_anchors(model.annex), "anhang.html")
    return Part(model.title, model.sections, elsewhere, "anhang.html", model.annex_title)


def annex(model: ReportModel) -> Part:
    elsewhere = dict.fromkeys(_anchors(model.sections), "bericht.html")
    return Part(model.annex_title, model.annex, elsewhere, "bericht.html", model.title)


def _anchors(sections: Iterable[Section]) -> Iterable[str]:
    for one in sections:
        yield one.anchor
        yield from _anchors(one.sections)
