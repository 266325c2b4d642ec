"""Chapter 1: which needs the pandemic brought: what happened, where, how sure it is."""

from collections.abc import Sequence

from sozialraum.report.chapters import (
    answers,
    claims,
    counted,
    origin,
    overview,
    picture_areas,
    picture_pandemic,
    questions,
)
from sozialraum.report.chapters.finding import (
    WORSE,
    level,
    relative,
    sentence,
    short,
)
from sozialraum.report.chapters.indicator import anchor
from sozialraum.report.chapters.shapes import (
    Block,
    Bullets,
    Figure,
    Item,
    Paragraph,
    RankChart,
    RankPoint,
    Section,
)
from sozialraum.report.rows.city import Indicator
from sozialraum.report.rows.facts import Facts
from sozialraum.report.rows.figures import PandemicEffect
from sozialraum.words import Joined, Listing, Message, Name, Text, code
from sozialraum.words.text import Argument

_NAMED = 3
"""Indicators that are named where it is open whether something changed."""


def chapter(facts: Facts) -> Section:
    if facts.crisis is None:
        return _compared(facts)
    nothing = (Paragraph(Message("needs-no-indicators"), "important"),)
    parts = (
        Section("bedarfe-geschehen", Message("new_needs-happened"), _happened(facts)),
        Section("bedarfe-wo", Message("new_needs-where"), _where(facts)),
        *counted.section(facts),
        Section("bedarfe-armut", Message("new_needs-poverty"), picture_areas.figures(facts)),
        Section("bedarfe-sicher", Message("new_needs-sure"), _sure(facts)),
        Section("bedarfe-bedeutet", Message("new_needs-means"), _means(facts)),
    )
    return questions.chapter(facts, "needs", parts, () if facts.tables.indicators else nothing)


def _compared(facts: Facts) -> Section:
    """Which areas stand out and where needs rose lately, where no crisis is set apart."""
    nothing = (Paragraph(Message("needs-no-indicators"), "important"),)
    parts = (
        Section("bedarfe-wo", Message("new_needs-areas"), overview.outstanding(facts)),
        Section("bedarfe-gestiegen", Message("needs-risen"), overview.risen(facts)),
        Section("bedarfe-armut", Message("new_needs-poverty"), picture_areas.figures(facts)),
    )
    if not facts.tables.indicators:
        return questions.chapter(facts, "needs", (), nothing)
    return questions.chapter(facts, "needs", parts)


def _happened(facts: Facts) -> tuple[Block, ...]:
    """The findings for the whole city that are new or worse, and the city through the pandemic."""
    worse = [indicator for indicator, _ in answers.worse_by_indicator(facts)]
    city = facts.tables.city.city_area_id
    own = {one.indicator_id: one for one in facts.tables.effects if one.area_id == city}
    items = [
        Item(
            Joined((sentence(facts, own[one.indicator_id]), level(facts, own[one.indicator_id]))),
            one.name_de,
            anchor(one),
            claims=claims.of_findings((own[one.indicator_id],)),
        )
        for one in worse
        if one.indicator_id in own and own[one.indicator_id].finding in WORSE
    ]
    if not facts.tables.effects:
        said: list[Block] = [Paragraph(Message("answers-no-effects"))]
    elif items:
        said = [Bullets(tuple(items))]
    else:
        said = [Paragraph(Message("new_needs-none"))]
    return (*said, *picture_pandemic.figures(facts))


def _where(facts: Facts) -> tuple[Block, ...]:
    """One picture per finding: how far each area lies above what was expected."""
    made: list[Block] = []
    for indicator, own in answers.worse_by_indicator(facts):
        areas = [
            one
            for one in own
            if one.area_id != facts.tables.city.city_area_id
            and one.area_id in facts.labels
            and one.excess_pct is not None
        ]
        levels = dict.fromkeys(one.area_level for one in areas if one.finding in WORSE)
        for area_level in levels:
            here = [one for one in areas if one.area_level == area_level]
            if len(here) > 1:
                made.append(_figure(facts, indicator, here))
    return tuple(made)


def _figure(facts: Facts, indicator: Indicator, here: Sequence[PandemicEffect]) -> Figure:
    ordered = sorted(here, key=lambda one: -(one.excess_pct or 0.0))
    of_level = facts.level(ordered[0].area_level)
    worse = [one for one in ordered if one.finding in WORSE]
    told: dict[str, Argument] = {
        "indicator": Name(indicator.name_de),
        "level": Name(of_level.plural_de),
        "n": len(ordered),
        "worse": len(worse),
        "before": Listing(dict.fromkeys(one.before_year for one in ordered if one.before_year)),
        "told": code(any(one.since_before_pct is not None for one in ordered)),
    }
    first, last = ordered[0], ordered[-1]
    return Figure(
        chart=RankChart(
            tuple(_point(facts, one) for one in ordered),
            0.0,
            Message("new_needs-expected"),
            "percent",
        ),
        caption=Message("new_needs-figure", **told),
        alt=Message(
            "new_needs-figure-alt",
            **told,
            first=Name(facts.labels[first.area_id]),
            first_excess=Joined((relative(first),)),
            last=Name(facts.labels[last.area_id]),
            last_excess=Joined((relative(last),)),
        ),
        source_de=origin.line(facts, [indicator.source_ids], Message("new_needs-when")),
        title=indicator.name_de,
    )


def _point(facts: Facts, one: PandemicEffect) -> RankPoint:
    excess = 100 * (one.excess_pct or 0.0)
    return RankPoint(
        label=facts.labels[one.area_id],
        value=excess,
        low=_against(one, one.pi_high),
        high=_against(one, one.pi_low),
        text=short(one),
        stands_out=one.finding in WORSE,
    )


def _against(one: PandemicEffect, expected: float | None) -> float | None:
    """The deviation in percent if this end of the interval had been what was expected."""
    if not expected or expected < 0 or one.observed is None:
        return None
    return 100 * (one.observed / expected - 1)


def _sure(facts: Facts) -> tuple[Block, ...]:
    """What the findings rest on, and what no figure tells."""
    if not facts.tables.effects:
        return ()
    city = facts.tables.city.city_area_id
    unsure = [
        one
        for one in facts.tables.effects
        if one.area_id == city and one.finding == "none" and one.conclusive is False
    ]
    farthest = sorted(unsure, key=lambda one: -abs(one.excess_pct or 0.0))[:_NAMED]
    named = Listing(_named(facts, one) for one in farthest)
    said: list[Text] = [
        Message("pandemic-expected-means"),
        Message("new_needs-how-sure"),
        *answers.breaks_since(facts),
    ]
    if unsure:
        said.append(Message("new_needs-open", n=len(unsure), indicators=named))
    return (Paragraph(Joined(said)),)


def _named(facts: Facts, one: PandemicEffect) -> Text:
    name = Name(facts.indicator_names.get(one.indicator_id, one.indicator_id))
    excess = Joined((relative(one),))
    return Message("new_needs-open-one", indicator=name, excess=excess)


def _means(facts: Facts) -> tuple[Block, ...]:
    """What follows for who plans: how many themes rest on figures, counts, and reports."""
    if not facts.tables.need_coverage:
        return ()
    figures = {one.theme for one, _ in answers.worse_by_indicator(facts)}
    counts = set(counted.counted(facts)) - figures
    return (
        Paragraph(
            Message(
                "new_needs-follows",
                figures=len(figures),
                of_figures=Listing(facts.theme_name(one) for one in sorted(figures)),
                counts=len(counts),
                reported=len(answers.only_reported(facts)),
                chapter=Name(questions.number(facts, "voices")),
            )
        ),
    )
