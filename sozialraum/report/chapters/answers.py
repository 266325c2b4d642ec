"""The short answers to the council's four questions: what is known comes first, by name."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from sozialraum.report.chapters import (
    city_answers,
    claims,
    counted,
    coverability,
    focus,
    priority,
    questions,
    supply,
    themes,
    urgency,
)
from sozialraum.report.chapters.finding import (
    WORSE,
    compared_afterwards,
    lasts,
    level,
    not_comparable,
    relative,
    span,
)
from sozialraum.report.chapters.indicator import anchor
from sozialraum.report.chapters.shapes import Block, Bullets, Item, Paragraph
from sozialraum.report.rows.city import Field, Indicator
from sozialraum.report.rows.facts import Facts
from sozialraum.report.rows.figures import PandemicEffect
from sozialraum.report.rows.services import NeedCoverage, UrgencyRank
from sozialraum.words import Amount, Joined, Listing, Message, Name, Text, code

_AT_MOST = 5
"""Areas that are named one by one; the answers are one page."""
_THEMES = 8
"""Themes that one sentence names."""
FIRST = 3
"""Areas or themes that are named where there are more."""


def field_anchor(field: Field) -> str:
    return f"feld-{field.planning_field}".replace("_", "-")


def new_needs(facts: Facts) -> tuple[Block, ...]:
    """Question 1: what the figures found, what offices counted, what others report."""
    if facts.crisis is None:
        return _high_needs(facts)
    if not facts.tables.effects:
        return (Paragraph(Message("answers-no-effects")),)
    items = [_found(facts, one, own) for one, own in worse_by_indicator(facts)]
    counts = counted.counted(facts)
    if counts:
        named = Listing(facts.theme_name(one) for one in counts)
        told = Message("answers-counted", n=len(counts), themes=named)
        items.append(Item(told, Message("answers-counted-lead"), "gezaehlt"))
    items += _reported(facts)
    told_last = (Message("pandemic-expected-means"), *breaks_since(facts))
    rest = Paragraph(Joined((_not_found(facts), *told_last)), "note")
    return (Bullets(tuple(items)), rest) if items else (rest,)


def _reported(facts: Facts) -> list[Item]:
    """Of which themes studies or providers report more need: in the city, in single areas only."""
    reported = only_reported(facts)
    of_areas = _not_told(facts, themes.reported_of_areas(facts))
    if not reported and not of_areas:
        return []
    told = Message(
        "answers-reported",
        n=len(reported),
        themes=Listing(reported[:_THEMES]),
        more=max(0, len(reported) - _THEMES),
        chapter=Name(questions.number(facts, "voices")),
        of_areas=len(of_areas),
        areas=Name(facts.sozialraum.plural_de),
        themes_of_areas=Listing(of_areas),
    )
    return [Item(told, Message("answers-reported-lead"), "belege")]


def breaks_since(facts: Facts) -> list[Text]:
    """Why newer figures of what became worse cannot be compared strictly."""
    return not_comparable(facts, [indicator for indicator, _ in worse_by_indicator(facts)])


def worse_by_indicator(facts: Facts) -> list[tuple[Indicator, list[PandemicEffect]]]:
    """Indicators with a finding that is new or worse, with all their findings."""
    found: dict[str, list[PandemicEffect]] = defaultdict(list)
    for one in facts.tables.effects:
        found[one.indicator_id].append(one)
    return [
        (indicator, found[indicator.indicator_id])
        for indicator in facts.tables.indicators
        if any(one.finding in WORSE for one in found[indicator.indicator_id])
    ]


def _found(facts: Facts, indicator: Indicator, own: Sequence[PandemicEffect]) -> Item:
    """``im Mittel 5,4 % statt erwarteter 4,3 % …; am stärksten in …``"""
    city = facts.tables.city
    worse = sorted(
        (one for one in own if one.finding in WORSE and one.area_id != city.city_area_id),
        key=lambda one: -(one.excess_pct or 0.0),
    )
    told: list[Text] = []
    of_city = [one for one in own if one.area_id == city.city_area_id]
    for one in of_city:
        told.append(
            Message(
                "answers-in-city",
                found="worse" if one.finding in WORSE else one.finding,
                city=Name(city.city_name),
                when=Joined((span(one.crisis_from, one.crisis_until),)),
                observed=Amount(one.observed_value, indicator.unit),
                expected=Amount(one.expected_value, indicator.unit),
                unit=indicator.unit,
                excess=Joined((relative(one),)),
            )
        )
    for area_level in dict.fromkeys(one.area_level for one in worse):
        here = [one for one in own if one.area_level == area_level]
        above = sum(one.finding in WORSE for one in here)
        told.append(
            Message(
                "answers-in-areas",
                n=above,
                total=len(here),
                all=code(above == len(here)),
                unknown=sum(one.finding == "not_assessable" for one in here),
                level=Name(facts.level(area_level).plural_de),
            )
        )
    told += [
        Message("answers-finding-in", finding=kind, n=len(named), areas=Listing(named))
        for kind in (*WORSE, "unknown_before")
        if (named := [_named(facts, one, worse) for one in worse if _kind(one) == kind])
    ]
    told.append(_lasting(facts, [*of_city, *worse]))
    told += [level(facts, one) for one in of_city]
    return Item(Joined(told), indicator.name_de, anchor(indicator), claims=claims.of_findings(own))


def _kind(one: PandemicEffect) -> str:
    """``unknown_before``: worsened in an area of which no class before is known."""
    is_unknown = one.finding == "aggravated" and one.need_class_before is None
    return "unknown_before" if is_unknown else one.finding


def _named(facts: Facts, one: PandemicEffect, ordered: Sequence[PandemicEffect]) -> Text:
    """An area's name; of the first ones also how far it lies above what was expected."""
    if one not in ordered[:FIRST]:
        return facts.place(one.area_id)
    excess = Joined((relative(one),))
    return Message("answers-by-excess", area=facts.place(one.area_id), excess=excess)


def _lasting(facts: Facts, own: Sequence[PandemicEffect]) -> Text:
    """Where a rise lasts, and which periods say so."""
    worse = [one for one in own if one.finding in WORSE]
    lasting = [facts.place(one.area_id) for one in worse if one.persists]
    compared = dict.fromkeys(said for one in worse if (said := compared_afterwards(one)))
    return Message(
        "answers-lasting",
        compared=code(any(lasts(one) != "unknown" for one in worse)),
        told=code(bool(compared)),
        when=Listing(compared),
        n=len(lasting),
        areas=Listing(lasting),
    )


def only_reported(facts: Facts) -> list[str]:
    """The themes, by name, of which studies or providers say that the need of the city grew, and
    neither figures nor what offices counted."""
    return _not_told(facts, themes.reported_themes(facts))


def _not_told(facts: Facts, reported: set[str]) -> list[str]:
    """The names of themes of which neither figures nor what offices counted say it."""
    counted_or_found = {one.theme for one, _ in worse_by_indicator(facts)}
    counted_or_found.update(counted.counted(facts))
    told = {facts.theme_name(one) for one in counted_or_found}
    rows = (*facts.tables.city_answers, *facts.tables.need_coverage)
    names = dict.fromkeys(one.theme_de for one in rows if one.theme in reported)
    return [name for name in names if name not in told]


def _not_found(facts: Facts) -> Text:
    """Of how many other indicators the whole city shows no difference or less, or cannot be
    judged."""
    told = {indicator.indicator_id for indicator, _ in worse_by_indicator(facts)}
    rest = {one.indicator_id for one in facts.tables.effects} - told
    of_city = {
        one.indicator_id: one.finding
        for one in facts.tables.effects
        if one.area_id == facts.tables.city.city_area_id
    }
    found = Counter(of_city.get(one, "not_assessable") for one in rest)
    return Message(
        "answers-rest",
        calm=found["none"],
        relieved=found["relieved"],
        unjudged=found["not_assessable"],
    )


def coverable(facts: Facts) -> tuple[Block, ...]:
    """Question 3: what can be met with what there is, and how; what cannot; what is not known."""
    found = facts.tables.need_coverage
    if not found:
        return (Paragraph(Message("answers-not-evaluated")), *supply.below_city_blocks(facts))
    items = []
    for result in coverability.MILDEST_FIRST[:-1]:
        rows = [one for one in found if one.coverability == result]
        whole = [one for one in city_answers.only_for_the_city(facts) if one.coverability == result]
        if rows or whole:
            limited = coverability.is_limited([*rows, *whole])
            items.append(
                Item(
                    _themes_with(facts, rows, whole),
                    Message("answers-coverable", result=result, limited=limited),
                    "deckbarkeit",
                    claims=claims.of_ways([*rows, *whole]),
                )
            )
    if then := city_answers.in_the_pandemic(facts):
        told = Message("answers-in-pandemic", said=Joined(then, by="; "))
        items.append(Item(told, Message("answers-in-pandemic-lead"), "wege"))
    if hints := _indications(facts):
        told = Message("answers-indications", n=len(hints), themes=Listing(hints))
        items.append(Item(told, Message("answers-indications-lead"), "wege"))
    items.append(Item(_unknown(facts), Message("answers-unknown-lead"), "offene-fragen"))
    return (Bullets(tuple(items)),)


def asked_of_offices(facts: Facts) -> int:
    """How many questions to offices would decide whether a need can be met."""
    return sum(
        one.would_decide > 0 and one.decides == "coverage" for one in facts.tables.open_questions
    )


def _indications(facts: Facts) -> list[Text]:
    """Themes of which a voice speaks that does not decide, for the city or for areas by name."""
    of_the_city = [one for one in facts.tables.city_answers if one.indication is not None]
    told = {one.theme for one in of_the_city}
    of_areas = [
        one
        for one in facts.tables.need_coverage
        if one.indication is not None and one.theme not in told
    ]
    level = Name(facts.sozialraum.plural_de)
    return [
        *(Name(one.theme_de) for one in of_the_city),
        *(
            Message(
                "answers-theme-in",
                theme=Name(theme),
                level=level,
                **coverability.where(facts, rows),
            )
            for theme, rows in coverability.by_theme(of_areas)
        ),
    ]


def _themes_with(facts: Facts, rows: Sequence[NeedCoverage], whole: Sequence[NeedCoverage]) -> Text:
    level = Name(facts.sozialraum.plural_de)
    named = [
        Message(
            "answers-theme-in",
            theme=Name(theme),
            level=level,
            **coverability.where(facts, own, _AT_MOST),
        )
        for theme, own in coverability.by_theme(rows)
    ]
    named += [Message("answers-theme-city", theme=Name(one.theme_de)) for one in whole]
    return Message("answers-themes", themes=Listing(named))


def _unknown(facts: Facts) -> Text:
    """Of how many themes nothing is decided anywhere, or not everywhere, and what would."""
    nowhere, partly, every = undecided(facts)
    return Message(
        "answers-unknown",
        n=nowhere,
        partly=partly,
        themes=every,
        questions=asked_of_offices(facts),
        chapter=Name(questions.number(facts, "asked")),
    )


def undecided(facts: Facts) -> tuple[int, int, int]:
    """How many themes are decided nowhere, how many only in some areas, of how many."""
    of_areas, of_city = facts.tables.need_coverage, facts.tables.city_answers
    answered = {one.theme for one in of_city if one.coverability != "unknown"}
    somewhere = {one.theme for one in of_areas if one.coverability != "unknown"} | answered
    open_areas = {one.theme for one in of_areas if one.coverability == "unknown"}
    every = {one.theme for one in (*of_areas, *of_city)}
    return len(every - somewhere), len(somewhere & open_areas), len(every)


def urgent(facts: Facts) -> tuple[Block, ...]:
    """Question 4: where first, with which needs, and whether structures should change."""
    found = facts.tables.need_coverage
    if not found:
        return _high_needs(facts)
    items: list[Item] = []
    if facts.tables.priorities or facts.tables.urgency_ranks:
        order = Joined((_order(facts), priority.without(facts)))
        items.append(Item(order, Message("answers-where-lead"), "dringlichkeit"))
    for one in urgency.leading(facts):
        high = high_needs(facts, one.area_id)
        if high:
            told = Message(
                "answers-high-in",
                n=len(high),
                themes=Listing(row.theme_de for row in high),
            )
            items.append(Item(told, facts.place(one.area_id), claims=claims.of_needs(high)))
    items.append(Item(_whether(facts), Message("answers-whether-lead"), "wege"))
    return (Bullets(tuple(items)),)


def high_needs(facts: Facts, area_id: str) -> list[NeedCoverage]:
    """The themes of an area with a surely high need, told by a figure of their own."""
    return [
        one
        for one in facts.tables.need_coverage
        if one.area_id == area_id and one.need == "high" and is_judged(one)
    ]


def is_judged(one: NeedCoverage) -> bool:
    """Whether a figure of the theme's own says how high the need is in comparison."""
    return one.need in ("high", "medium", "low") and "need_by_proxy" not in one.reasons


def _whether(facts: Facts) -> Text:
    """Whether structures should change, as far as the statements go."""
    found = (*facts.tables.city_answers, *facts.tables.need_coverage)
    parts: list[Message] = []
    for result in ("not_coverable", "by_task_extension", "by_task_change"):
        if count := len({one.theme for one in found if one.coverability == result}):
            first = "no" if parts else "yes"
            parts.append(Message("answers-change", result=result, n=count, first=first))
    then = len(
        {
            one.theme
            for one in facts.tables.city_answers
            if one.pandemic_coverability in ("by_task_change", "by_task_extension")
        }
    )
    return Message(
        "answers-whether",
        n=len(parts),
        changes=Joined(parts, by="; "),
        then=then,
        hints=len(_indications(facts)),
    )


def _order(facts: Facts) -> Text:
    """Who is surely first, and who cannot be told apart behind them."""
    firm = urgency.leading(facts)
    level = Name(facts.sozialraum.plural_de)
    if not firm:
        ranked = sorted(facts.tables.urgency_ranks, key=lambda one: one.rank)
        return Message(
            "answers-first",
            level=level,
            areas=Listing(_ranked(facts, one) for one in ranked[:FIRST]),
        )
    behind = Listing(facts.place(one.area_id) for one in urgency.behind(facts))
    return Message(
        "answers-firm",
        level=level,
        areas=Listing(facts.place(one.area_id) for one in firm),
        n=len(behind.items),
        behind=behind,
    )


def _ranked(facts: Facts, one: UrgencyRank) -> Message:
    return Message(
        "answers-ranked",
        area=facts.place(one.area_id),
        rank=one.rank,
        low=one.rank_min,
        high=one.rank_max,
    )


def _high_needs(facts: Facts) -> tuple[Block, ...]:
    """In place of urgency: where most indicators are high."""
    level = facts.sozialraum
    indicators = focus.counted_indicators(facts, level)
    if not focus.compares(facts, level):
        return (Paragraph(Message("overview-nothing-compared")),)
    ranked = focus.standing_out(facts, indicators, level)
    is_rated = "conclusions" in facts.topics
    if not ranked:
        calm = focus.nothing_stands_out(facts, indicators, level)
        return (Paragraph(Message("answers-no-urgency") if is_rated else calm),)
    cut = ranked[min(FIRST, len(ranked)) - 1]
    level_with = [one for one in ranked if (one.high, one.very_high) >= (cut.high, cut.very_high)]
    named = level_with if len(level_with) <= _AT_MOST else ranked[:FIRST]
    areas = [
        Message(
            "answers-standing-out",
            area=facts.place(one.area.area_id),
            high=one.high,
            very_high=one.very_high,
            total=one.judged,
            all="yes" if one.very_high == one.high else "no",
        )
        for one in named
    ]
    if len(level_with) > len(named):
        areas.append(Message("answers-further-level", n=len(level_with) - len(named)))
    return (
        Paragraph(
            Message(
                "answers-most-high", rated=code(is_rated), most=ranked[0].high, areas=Listing(areas)
            )
        ),
    )
