"""Chapter 5: what studies found and what people in the city reported, by name."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sozialraum.report.chapters import questions
from sozialraum.report.chapters.shapes import (
    Cell,
    Column,
    Paragraph,
    Row,
    Section,
    Table,
)
from sozialraum.report.rows.facts import Facts
from sozialraum.report.rows.services import Evidence
from sozialraum.words import Joined, Message, Name, Text
from sozialraum.words.numbers import NONE

_STUDIES = 2
_VOICES = 2
"""Findings and reports of a theme that are told; all of them stand in the workbook."""
_SIGNS = 300
"""A second one is told as long as both have so many signs at most."""


def chapter(facts: Facts) -> Section | None:
    """Nothing where no register has a row."""
    themes: dict[str, list[Evidence]] = defaultdict(list)
    for one in facts.tables.evidence:
        themes[one.theme].append(one)
    if not themes:
        return None
    ordered = [one.theme for one in facts.tables.themes if one.theme in themes]
    ordered += [theme for theme in themes if theme not in ordered]
    table = Table(
        caption=Message("voices-table"),
        columns=(
            Column(Message("labels-theme"), "left", 1.8),
            Column(Message("voices-studies"), "left", 4.6),
            Column(Message("voices-local"), "left", 4.6),
        ),
        rows=tuple(_row(facts, theme, themes[theme]) for theme in ordered),
        dense=True,
    )
    about = Message(
        "voices-about",
        studies=_bodies(one for one in facts.tables.evidence if one.kind == "study"),
        speakers=_bodies(_ordered_voices(facts, facts.tables.evidence)),
    )
    return Section(
        "belege",
        Message("voices-title"),
        (Paragraph(about), table),
        number=questions.number(facts, "voices"),
    )


def _bodies(rows: Iterable[Evidence]) -> int:
    """How many speak."""
    return len({_body(one.said_by or "") for one in rows})


def _body(name: str) -> str:
    """Who speaks, however it is spelt: by letters and digits."""
    return "".join(sign for sign in name.lower() if sign.isalnum())


def _row(facts: Facts, theme: str, rows: Sequence[Evidence]) -> Row:
    studies = _chosen(_ordered_studies(rows), _STUDIES)
    local = _chosen(_ordered_voices(facts, rows), _VOICES)
    return Row((Cell(facts.theme_name(theme)), Cell(_all(studies)), Cell(_all(local))))


def _ordered_studies(rows: Iterable[Evidence]) -> list[Evidence]:
    """The strongest first, then the newest."""
    found = [one for one in rows if one.kind == "study"]
    found.sort(key=lambda one: one.evidence_id)
    found.sort(key=lambda one: str(one.said_until or ""), reverse=True)
    return sorted(found, key=lambda one: -(one.strength or 0))


def _ordered_voices(facts: Facts, rows: Iterable[Evidence]) -> list[Evidence]:
    """What offices counted more of, then what is said of an area, then of the city; of each the
    newest. Who counts for nothing is no voice."""
    inside = {area.area_id for area in facts.areas(facts.sozialraum)}
    heard_in = {*inside, facts.tables.city.city_area_id}
    found = [
        one
        for one in rows
        if one.kind == "provider"
        and one.strength != 0
        and heard_in.intersection((one.area_id, *(one.area_ids or ())))
    ]
    found.sort(key=lambda one: one.evidence_id)
    found.sort(key=lambda one: str(one.said_until or ""), reverse=True)
    return sorted(found, key=lambda one: (not one.is_count, one.area_id not in inside))


def _chosen(ordered: Sequence[Evidence], most: int) -> list[Evidence]:
    """The first of each who speaks, no more than so many."""
    first: dict[str, Evidence] = {}
    for one in ordered:
        who = (one.said_by or one.evidence_id).split(" (")[0].split(" Welle")[0]
        first.setdefault(_body(who), one)
    found = list(first.values())[:most]
    length = sum(len(one.summary_de) + len(one.said_by or "") for one in found)
    return found if length <= _SIGNS else found[:1]


def _all(found: Sequence[Evidence]) -> Text:
    if not found:
        return NONE
    return Joined(
        Message(
            "voices-one",
            who=Name(one.said_by or one.source_title or one.evidence_id),
            year=str(one.said_until.year) if one.said_until else "unknown",
            says=Name(one.summary_de.rstrip(".")),
            id=Name(one.evidence_id),
        )
        for one in found
    )
