"""The documents that the model makes: the report that argues, the annex that proves, a leaflet of
each area."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from sozialraum.report.chapters.shapes import Block, ReportModel, Section
from sozialraum.words import Text


@dataclass(frozen=True)
class Part:
    """``elsewhere``: the HTML file of each anchor that stands in the other document.

    ``other_file`` and ``other_title`` name that document. ``leaflet``: a page by itself, without
    contents.
    """

    title: Text
    intro: tuple[Block, ...]
    sections: tuple[Section, ...]
    elsewhere: Mapping[str, str]
    other_file: str
    other_title: Text
    leaflet: bool = False

    @cached_property
    def anchors(self) -> list[str]:
        """All that can be led to within this document."""
        return list(_anchors(self.sections))

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset({*self.anchors, *self.elsewhere})

    def href(self, anchor: str) -> str:
        """The address of an anchor as seen from this document's page; empty if there is none."""
        return f"{self.elsewhere.get(anchor, '')}#{anchor}" if anchor in self._known else ""


def report(model: ReportModel) -> Part:
    elsewhere = dict.fromkeys(_anchors(model.annex), "anhang.html")
    return Part(
        model.title, model.intro, model.sections, elsewhere, "anhang.html", model.annex_title
    )


def annex(model: ReportModel) -> Part:
    elsewhere = dict.fromkeys(_anchors(model.sections), "bericht.html")
    return Part(model.annex_title, (), model.annex, elsewhere, "bericht.html", model.title)


def leaflets(model: ReportModel) -> Iterable[tuple[str, Part]]:
    """The page of each area by itself, with the name of its file."""
    everywhere = {*_anchors(model.sections), *_anchors(model.annex)}
    for one in _profiles(model.sections):
        elsewhere = dict.fromkeys(everywhere.difference(_anchors([one])), "bericht.html")
        alone = replace(one, new_page=False)
        title = f"{one.title} – {model.title}"
        yield (
            f"{one.leaflet}.pdf",
            Part(title, (), (alone,), elsewhere, "bericht.html", model.title, True),
        )


def _profiles(sections: Iterable[Section]) -> Iterable[Section]:
    for one in sections:
        if one.leaflet:
            yield one
        yield from _profiles(one.sections)


def _anchors(sections: Iterable[Section]) -> Iterable[str]:
    for one in sections:
        yield one.anchor
        yield from _anchors(one.sections)
