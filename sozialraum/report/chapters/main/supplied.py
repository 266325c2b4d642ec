"""Chapter 3: which needs can be met with what there is, by which way, and where nobody knows."""

from sozialraum.report.chapters import (
    answers,
    picture_cross,
    picture_outlook,
    questions,
    supply,
)
from sozialraum.report.chapters.shapes import (
    Block,
    Cell,
    Column,
    Paragraph,
    Row,
    Section,
    Table,
)
from sozialraum.report.rows.facts import Facts
from sozialraum.report.rows.services import Evidence, NeedCoverage
from sozialraum.words import Joined, Message, Name, Text
from sozialraum.words.numbers import NONE


def chapter(facts: Facts) -> Section:
    parts = (
        Section("deckung-geschehen", Message("supplied-happened"), answers.coverable(facts)),
        Section("wege", Message("supplied-ways"), _ways(facts)),
        Section("deckung-plaetze", Message("supplied-places"), supply.below_city_blocks(facts)),
        Section("deckung-sicher", Message("supplied-sure"), _sure(facts)),
        Section("deckung-wo", Message("supplied-where"), _where(facts)),
    )
    return questions.chapter(facts, "coverage", parts)


def _ways(facts: Facts) -> tuple[Block, ...]:
    """Who said of a theme of the whole city how its need can be met, today or in the pandemic."""
    told = [
        one
        for one in facts.tables.city_answers
        if one.coverability != "unknown"
        or one.indication is not None
        or one.pandemic_indication is not None
        or one.pandemic_coverability not in (None, "unknown")
    ]
    if not told:
        return ()
    return (
        Table(
            caption=Message("supplied-ways-table", city=Name(facts.tables.city.city_name)),
            columns=(
                Column(Message("labels-theme"), "left", 2.6),
                Column(Message("supplied-today"), "left", 2.8),
                Column(Message("supplied-then"), "left", 3.0),
                Column(Message("supplied-who"), "left", 4.2),
            ),
            rows=tuple(_way(facts, one) for one in told),
            dense=True,
        ),
    )


def _way(facts: Facts, one: NeedCoverage) -> Row:
    ids = dict.fromkeys((*one.statement_ids, *one.pandemic_statement_ids))
    every = {row.evidence_id: row for row in facts.tables.evidence}
    said = [every[key] for key in ids if key in every and every[key].said_by]
    differ = len({row.can_be_met_by for row in said}) > 1
    voices = [_voice(row, differ) for row in said]
    return Row(
        (
            Cell(one.theme_de),
            Cell(_said(one.coverability, one.indication, one.disputed)),
            Cell(_said_then(one)),
            Cell(Joined(voices, by="; ") if voices else _by_figures(one)),
        )
    )


def _voice(one: Evidence, differ: bool) -> Text:
    """Who says it; also what, where voices of a theme differ."""
    who, key = Name(one.said_by or ""), Name(one.evidence_id)
    if differ and one.can_be_met_by:
        return Message("supplied-voice-says", who=who, id=key, says=one.can_be_met_by)
    return Message("supplied-voice", who=who, id=key)


def _by_figures(one: NeedCoverage) -> Text:
    return Message("supplied-by-figures") if one.coverability == "covered" else NONE


def _said(result: str, indication: str | None, disputed: bool | None) -> Text:
    if result != "unknown":
        return Message("labels-coverability", result=result)
    if indication is None:
        return NONE
    if disputed:
        return Message("supplied-no-answer")
    return Message("city_answers-indication", says=indication)


def _said_then(one: NeedCoverage) -> Text:
    if one.pandemic_coverability in (None, "unknown"):
        return _said("unknown", one.pandemic_indication, one.pandemic_disputed)
    told = Message("city_answers-then-result", result=one.pandemic_coverability or "")
    return Joined((told, Message("city_answers-disputed") if one.pandemic_disputed else None))


def _where(facts: Facts) -> tuple[Block, ...]:
    """High needs beside what is known of services, then the services whose places are known."""
    return (*picture_cross.figures(facts), *picture_outlook.places(facts))


def _sure(facts: Facts) -> tuple[Block, ...]:
    if not facts.tables.need_coverage:
        return (Paragraph(Message("coverage-not-judged"), "important"),)
    disputed = any(one.pandemic_disputed or one.disputed for one in facts.tables.city_answers)
    said = (Message("supplied-how-sure"), Message("supplied-disputed") if disputed else None)
    return (Paragraph(Joined(said)),)
