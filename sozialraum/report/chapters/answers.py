"""The short answers to the council's four questions, for the summary and the heads of chapters."""

from collections import defaultdict
from collections.abc import Sequence

from sozialraum.report.chapters import city_answers, counted, coverability, focus, supply, themes
from sozialraum.report.chapters.finding import WORSE, is_narrow
from sozialraum.report.chapters.shapes import Block, Bullets, Item, Paragraph
from sozialraum.report.rows.city import Field
from sozialraum.report.rows.facts import Facts
from sozialraum.report.rows.figures import PandemicEffect
from sozialraum.report.rows.services import NeedCoverage
from sozialraum.words import Joined, Listing, Message, Name, Signed, Text, code

COUNCIL = "council_group"
"""The kind of those who speak in the council, in the register of what providers say."""
_AT_MOST = 5
"""Areas that are named one by one; the summary is one page."""
FIRST = 3
"""Areas or themes that are named where there are more."""


def new_needs(facts: Facts) -> tuple[Block, ...]:
    """Question 1: what is new or worse, by planning field."""
    effects = facts.tables.effects
    if not effects:
        return (Paragraph(Message("answers-no-effects")),)
    found = {
        field: [one for one in effects if one.planning_field == field.planning_field]
        for field in facts.fields
    }
    judged = [field for field, own in found.items() if own]
    worse = [field for field in judged if any(one.finding in WORSE for one in found[field])]
    said = Message("answers-fields", worse=len(worse), n=len(judged))
    items = [
        Item(
            _new_in(facts, found[field], counted.themes_of(facts, field.planning_field)),
            f"{field.name_de}:",
            field_anchor(field) if facts.indicators_of(field) else "",
        )
        for field in judged
    ]
    levels = dict.fromkeys(
        facts.level(one.area_level).plural_de
        for one in effects
        if one.finding in WORSE and one.area_id != facts.tables.city.city_area_id
    )
    areas = Message("answers-areas-are", levels=Listing(levels)) if levels else None
    return (
        Paragraph(Joined((said, themes.reported(facts)))),
        Bullets(tuple(items)),
        Paragraph(Joined((Message("answers-association"), areas)), "note"),
    )


def field_anchor(field: Field) -> str:
    return f"feld-{field.planning_field}".replace("_", "-")


def _new_in(facts: Facts, found: Sequence[PandemicEffect], more: Sequence[str]) -> Text:
    by_indicator: dict[str, list[PandemicEffect]] = defaultdict(list)
    for one in found:
        by_indicator[one.indicator_id].append(one)
    worse = [
        _worse(facts, key, own)
        for key, own in by_indicator.items()
        if any(one.finding in WORSE for one in own)
    ]
    judged = sum(
        any(one.finding != "not_assessable" for one in own) for own in by_indicator.values()
    )
    return Message(
        "answers-field",
        worse=len(worse),
        judged=judged,
        total=len(by_indicator),
        indicators=Joined(worse, by="; "),
        counted=len(more),
        themes=Listing(more),
    )


def _worse(facts: Facts, indicator_id: str, own: Sequence[PandemicEffect]) -> Message:
    """``Arbeitslosenanteil (Stadt insgesamt +25 %, hält an; neu in 7 von 10 Gebieten)``."""
    worse = [one for one in own if one.finding in WORSE]
    city = facts.tables.city.city_area_id
    parts = [_in_city(one) for one in worse if one.area_id == city]
    areas = [one for one in worse if one.area_id != city]
    if len(areas) == 1:
        area = Name(facts.in_text(areas[0].area_id))
        parts.append(Message("answers-worse-in-area", finding=areas[0].finding, area=area))
    elif areas:
        new = sum(one.finding == "new_need" for one in areas)
        parts.append(
            Message(
                "answers-worse-in-areas",
                new=new,
                aggravated=len(areas) - new,
                total=sum(one.area_level == areas[0].area_level for one in own),
            )
        )
    name = Name(facts.indicator_names.get(indicator_id, indicator_id))
    return Message("answers-worse", indicator=name, where=Joined(parts, by="; "))


def _in_city(one: PandemicEffect) -> Message:
    narrow = is_narrow(one)
    return Message(
        "answers-worse-in-city",
        excess=Signed(100 * (one.excess_pct or 0.0)),
        narrow="yes" if narrow else "no",
        persists="unknown" if one.persists is None else "yes" if one.persists else "no",
    )


def coverable(facts: Facts) -> tuple[Block, ...]:
    """Question 3: what can be met with what there is, and how; what cannot; what is not known."""
    found = facts.tables.need_coverage
    if not found:
        return (
            Paragraph(Message("answers-not-evaluated")),
            *supply.below_city_blocks(facts),
        )
    items = [
        Item(
            _unknown(found) if result == "unknown" else _themes_with(facts, found, result),
            Message("answers-coverable", result=result),
            "deckbarkeit",
        )
        for result in coverability.MILDEST_FIRST
    ]
    if then := city_answers.in_the_pandemic(facts):
        told = Message("answers-in-pandemic", said=Joined(then, by="; "))
        items.append(Item(told, Message("answers-in-pandemic-lead"), "stadt-antworten"))
    if hints := city_answers.indications(facts):
        told = Message("answers-indications", n=len(hints), themes=Listing(hints))
        items.append(Item(told, Message("answers-indications-lead"), "stadt-antworten"))
    if asked := asked_of_offices(facts):
        told = Message("answers-open-questions", n=asked)
        items.append(Item(told, Message("answers-open-questions-lead"), "stadt-antworten"))
    council = any(one.provider_type == COUNCIL for one in facts.tables.evidence)
    who = Message("answers-who-says", council=code(council))
    return (Bullets(tuple(items)), Paragraph(Joined((who, themes.measured(facts))), "note"))


def asked_of_offices(facts: Facts) -> int:
    """How many questions to offices would decide whether a need can be met."""
    return sum(
        one.would_decide > 0 and one.decides == "coverage" for one in facts.tables.open_questions
    )


def _themes_with(facts: Facts, found: Sequence[NeedCoverage], result: str) -> Text:
    by_theme = coverability.by_theme([one for one in found if one.coverability == result])
    named = [
        Message("coverability-theme", theme=Name(theme), **coverability.where(facts, rows, 1))
        for theme, rows in by_theme
    ]
    return Message("answers-themes", n=len(named), themes=Listing(named))


def _unknown(found: Sequence[NeedCoverage]) -> Text:
    """Themes of which nothing is known anywhere, and how many cases that are with the others."""
    every = {one.theme_de for one in found}
    wholly = every - {one.theme_de for one in found if one.coverability != "unknown"}
    unknown = {one.theme_de for one in found if one.coverability == "unknown"}
    return Message(
        "answers-not-judged",
        wholly=len(wholly),
        partly=code(unknown > wholly),
        themes=len(every),
        cases=sum(one.coverability == "unknown" for one in found),
        total=len(found),
    )


def urgent(facts: Facts) -> tuple[Block, ...]:
    """Question 4: whether, how urgently, and where first."""
    found = facts.tables.need_coverage
    if not found:
        return _high_needs(facts)
    high = coverability.by_theme([one for one in found if one.urgency == coverability.URGENT])
    themes_high = [
        Message("coverability-theme", theme=Name(theme), **coverability.where(facts, rows, 0))
        for theme, rows in high
    ]
    how = Message(
        "answers-how-urgent",
        extent="none" if not high else "few" if len(high) <= FIRST else "many",
        n=len(high),
        total=len({one.theme for one in found}),
        themes=Listing(themes_high[:FIRST]),
    )
    items = [
        Item(_whether(facts), Message("answers-whether-lead"), "deckbarkeit"),
        Item(how, Message("answers-how-urgent-lead"), "dringlichkeit"),
    ]
    if facts.tables.urgency_ranks:
        items.append(Item(_first(facts), Message("answers-where-lead"), "dringlichkeit"))
    return (Bullets(tuple(items)),)


def _whether(facts: Facts) -> Text:
    """Whether structures should change, as far as the statements go."""
    found = (*facts.tables.city_answers, *facts.tables.need_coverage)
    parts: list[Message] = []
    for result in ("not_coverable", "by_task_extension", "by_task_change"):
        if count := len({one.theme for one in found if one.coverability == result}):
            first = "no" if parts else "yes"
            parts.append(Message("answers-change", result=result, n=count, first=first))
    return Message(
        "answers-whether",
        n=len(parts),
        changes=Joined(parts, by="; "),
        hints=len(city_answers.indications(facts)),
    )


def _first(facts: Facts) -> Text:
    ranked = sorted(facts.tables.urgency_ranks, key=lambda one: one.rank)
    first = [
        Message(
            "answers-ranked",
            area=Name(facts.in_text(one.area_id)),
            rank=one.rank,
            low=one.rank_min,
            high=one.rank_max,
        )
        for one in ranked[:FIRST]
    ]
    return Message("answers-first", areas=Listing(first))


def _high_needs(facts: Facts) -> tuple[Block, ...]:
    """In place of urgency: where most indicators are high."""
    level = facts.sozialraum
    indicators = focus.counted_indicators(facts, level)
    ranked = [one for one in focus.counts(facts, indicators, level) if one.high > 1]
    if not ranked:
        return (Paragraph(Message("answers-no-urgency")),)
    cut = ranked[min(FIRST, len(ranked)) - 1]
    level_with = [one for one in ranked if (one.high, one.very_high) >= (cut.high, cut.very_high)]
    named = level_with if len(level_with) <= _AT_MOST else ranked[:FIRST]
    areas = [
        Message(
            "answers-standing-out",
            area=Name(facts.in_text(one.area.area_id)),
            high=one.high,
            very_high=one.very_high,
            total=one.total,
            all="yes" if one.very_high == one.high else "no",
        )
        for one in named
    ]
    if len(level_with) > len(named):
        areas.append(Message("answers-further-level", n=len(level_with) - len(named)))
    return (Paragraph(Message("answers-most-high", areas=Listing(areas))),)
