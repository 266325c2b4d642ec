"""How the workbook is to be read: sheets, columns, marks, units, and how sure the figures are."""

from sozialraum.report.chapters.shapes import Bullets, Item, Paragraph, Section
from sozialraum.report.rows.facts import Facts
from sozialraum.words import Message

_PARTS = {
    "layout": ("rows", "filter", "ids", "level", "period"),
    "figures": ("amount", "share", "empty", "ratio"),
    "marks": ("need_class", "unsure_class", "estimate", "aggregated"),
    "certainty": ("interval", "rank_range", "origin", "expected_interval", "false_discovery",
                  "statements"),
}  # fmt: skip
_IN_GLOSSARY = {
    "need_class", "unsure_class", "estimate", "aggregated", "interval", "rank_range",
    "expected_interval",
}  # fmt: skip
"""Words that the glossary explains already."""


def aid(facts: Facts) -> Section:
    unused = {
        *(() if facts.crisis else ("expected_interval", "false_discovery")),
        *(() if "conclusions" in facts.topics else ("statements",)),
    }
    return Section(
        "lesehilfe-anlage",
        Message("reading-title"),
        (Paragraph(Message("reading-about")),),
        tuple(
            Section(
                f"lesehilfe-{part}",
                Message("reading-part", part=part),
                (Bullets(tuple(_item(term) for term in terms if term not in unused)),),
            )
            for part, terms in _PARTS.items()
        ),
    )


def _item(term: str) -> Item:
    if term in _IN_GLOSSARY:
        return Item(Message("glossary-text", term=term), Message("glossary-term", term=term))
    return Item(Message("reading-text", term=term), Message("reading-term", term=term))
