"""Chapter 4: how urgent the needs are, how firm their order is, and what could be done."""

from collections import Counter, defaultdict

from sozialraum.report.chapters import claims, origin, picture_order, priority
from sozialraum.report.chapters.coverability import RESULTS, URGENT, by_theme, where
from sozialraum.report.chapters.shapes import (
    Block,
    Cell,
    Column,
    Figure,
    Item,
    Paragraph,
    RankChart,
    RankPoint,
    Row,
    Section,
    Table,
)
from sozialraum.report.rows.city import Area
from sozialraum.report.rows.facts import Facts
from sozialraum.report.rows.services import NeedCoverage, Priority, UrgencyRank
from sozialraum.words import Joined, Listing, Message, Name, Number, Percent, Text

_ENOUGH = 3
"""Fewer areas have no order to speak of."""
_MAY_BE = 0.1
"""With this chance an area may be among the first three."""
_FIRM = 0.5
"""In this share of the weightings an area has to be among the first to be called so."""


def section(facts: Facts) -> Section:
    """The urgency table by theme, and how firm the order of the areas is."""
    return Section(
        "dringlichkeit-tabellen",
        Message("urgency-title"),
        (
            Paragraph(Message("urgency-means")),
            *priority.left_out(facts),
            _table(facts),
            *priority.blocks(facts),
            *_ranks(facts),
        ),
    )


def _table(facts: Facts) -> Table:
    return Table(
        caption=Message("urgency-by-theme"),
        columns=(
            Column(Message("labels-theme"), "left", 4.2),
            *(Column(Message("labels-urgency", urgency=one)) for one in (3, 2, 1)),
            Column(Message("labels-urgency", urgency=0), weight=1.3),
            Column(Message("urgency-coverability"), "left", 3.2),
        ),
        rows=tuple(
            _row(facts, theme, found) for theme, found in by_theme(facts.tables.need_coverage)
        ),
        notes=(Message("urgency-coverability-note"),),
        dense=True,
    )


def _row(facts: Facts, theme: str, found: list[NeedCoverage]) -> Row:
    counts = Counter(one.urgency for one in found)
    urgent = [one for one in found if one.urgency == URGENT]
    results = {one.coverability for one in urgent or found}
    high_in = Message("coverability-high-where", **where(facts, urgent, 3)) if urgent else ""
    return Row(
        (
            Cell(theme, detail=high_in),
            *(Cell(Number(counts[level] or None)) for level in (3, 2, 1, None)),
            Cell(
                Listing(
                    Message("labels-coverability", result=one) for one in RESULTS if one in results
                )
            ),
        )
    )


def _ranks(facts: Facts) -> list[Block]:
    found = facts.tables.urgency_ranks
    if len(found) < _ENOUGH:
        return []
    top = found[0].top_ranks or 3
    return [
        Paragraph(Joined((Message("urgency-weights-tried"), _firm(facts, top)))),
        *rank_figure(facts, Message("urgency-ranks-below")),
        Table(
            caption=Message("urgency-ranks"),
            columns=(
                Column(Message("labels-area"), "left", 4.0),
                Column(Message("labels-rank")),
                Column(Message("urgency-other-weights"), weight=1.6),
                Column(Message("urgency-top-share", top=top), weight=2.2),
            ),
            rows=tuple(
                Row(
                    (
                        Cell(_name(facts, one)),
                        Cell(str(one.rank)),
                        Cell(Message("urgency-rank-span", low=one.rank_min, high=one.rank_max)),
                        Cell(Percent(one.top_share)),
                    )
                )
                for one in found
            ),
        ),
    ]


def _firm(facts: Facts, top: int) -> Text:
    found = facts.tables.urgency_ranks
    firm = [one for one in found if (one.top_share or 0.0) >= _FIRM]
    return Message(
        "urgency-firm",
        n=len(firm),
        scenarios=found[0].scenarios,
        top=top,
        areas=Listing(_name(facts, one) for one in firm),
    )


def rank_figure(facts: Facts, more: Text | None = None) -> list[Figure]:
    """The order of the areas, where there are enough; ``more``: where its figures can be read."""
    if len(facts.tables.urgency_ranks) < _ENOUGH:
        return []
    top = facts.tables.urgency_ranks[0].top_ranks or 3
    points = tuple(
        RankPoint(
            label=_name(facts, one),
            value=float(one.rank),
            low=float(one.rank_min),
            high=float(one.rank_max),
            text=f"{one.rank} ({one.rank_min}–{one.rank_max})",
            stands_out=(one.top_share or 0.0) >= _FIRM,
        )
        for one in facts.tables.urgency_ranks
    )
    first = _name(facts, facts.tables.urgency_ranks[0])
    seen = Message("urgency-ranks-seen", n=len(points), first=first)
    return [
        Figure(
            chart=RankChart(points, None, "", "rank"),
            caption=Message("urgency-ranks-figure", top=top),
            alt=Joined((seen, _firm(facts, top), more)),
            source_de=origin.own(facts),
        )
    ]


def _name(facts: Facts, one: UrgencyRank) -> Name:
    return Name(facts.labels.get(one.area_id, one.area_id))


def options(facts: Facts) -> list[Item]:
    """Urgent themes gathered by what could be done about them, each with its reason."""
    urgent = [one for one in facts.tables.need_coverage if one.urgency == URGENT]
    items = []
    for result in RESULTS:
        found = by_theme([one for one in urgent if one.coverability == result])
        if not found:
            continue
        together: dict[tuple[str, ...], list[str]] = defaultdict(list)
        rows_of = dict(found)
        for theme, rows in found:
            together[tuple(one.area_id for one in rows)].append(theme)
        first, *others = [
            Message("coverability-theme", theme=Listing(named), **where(facts, rows_of[named[0]]))
            for named in together.values()
        ]
        reason = [
            Message("urgency-option-reason", result=result, themes=Listing([first])),
            *(Message("urgency-option-also", themes=Listing([one])) for one in others),
        ]
        items.append(
            Item(
                Joined(reason),
                Message("urgency-option", result=result),
                "deckbarkeit",
                claims=claims.of_urgency(one for _, rows in found for one in rows),
            )
        )
    return items


def of_area(facts: Facts, area: Area) -> list[NeedCoverage]:
    """An area's themes, the most urgent first."""
    found = [one for one in facts.tables.need_coverage if one.area_id == area.area_id]
    return sorted(
        found, key=lambda one: (-(one.urgency or 0), -(one.urgency_score or 0.0), one.theme_de)
    )


def leading(facts: Facts) -> list[Priority]:
    """The areas that figures and weights put before all others."""
    return [one for one in facts.tables.priorities if one.priority_group == picture_order.FIRST]


def behind(facts: Facts) -> list[Priority]:
    """Those behind the leading ones that are among the first three most easily."""
    return [
        one
        for one in facts.tables.priorities
        if one.priority_group != picture_order.FIRST and (one.priority_p_top3 or 0.0) >= _MAY_BE
    ]
