"""What stands out, what rose, and how the city compares with the time before the pandemic."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sozialraum.report.chapters import focus
from sozialraum.report.chapters.development import (
    began,
    breaks_since_before,
    development,
    told_breaks,
)
from sozialraum.report.chapters.indicator import anchor
from sozialraum.report.chapters.shapes import Block, Bullets, Item, Paragraph
from sozialraum.report.chapters.signs import weakest
from sozialraum.report.rows.city import Field, Indicator, Level, Note
from sozialraum.report.rows.facts import Facts
from sozialraum.report.rows.figures import Fact
from sozialraum.words import Joined, Listing, Message, Name, Text, code

_NAMED = 3
_AT_MOST_NAMED = 4


def outstanding(facts: Facts) -> tuple[Block, ...]:
    items = [
        Item(_field_sentence(facts, field, level), lead=_lead(field, level), anchor=link)
        for field in facts.fields
        for level in facts.compared_levels
        for link in ["feld-" + field.planning_field.replace("_", "-")]
        if focus.compares(facts, level, field)
    ]
    if not items:
        return (Paragraph(Message("overview-nothing-compared"), "important"),)
    return (
        Paragraph(Message("overview-counted", estimates=code(facts.has_estimates))),
        Bullets(tuple(items)),
    )


def _lead(field: Field, level: Level) -> Text:
    return Message("overview-field", field=Name(field.name_de), level=Name(level.plural_de))


def _field_sentence(facts: Facts, field: Field, level: Level) -> Text:
    indicators = focus.counted_indicators(facts, level, field)
    ranked = focus.standing_out(facts, indicators, level)
    if not ranked:
        return focus.nothing_stands_out(facts, indicators, level)
    # Areas that are level with the last one named are named too, as far as there is room.
    cut = ranked[min(_NAMED, len(ranked)) - 1]
    level_with = [one for one in ranked if (one.high, one.very_high) >= (cut.high, cut.very_high)]
    named = level_with if len(level_with) <= _AT_MOST_NAMED else ranked[:_NAMED]
    said: list[Text] = [
        Message(
            "overview-standing-out",
            area=Name(facts.in_text(one.area.area_id)),
            high=one.high,
            very_high=one.very_high,
            all=code(one.very_high == one.high),
            n=one.judged,
        )
        for one in named
    ]
    if len(level_with) > len(named):
        said.append(Message("overview-further", n=len(level_with) - len(named)))
    return Message("overview-named", areas=Listing(said))


def risen(facts: Facts) -> tuple[Block, ...]:
    items = []
    fallen: list[Text] = []
    compared: dict[str, bool] = {}
    gaps: set[str] = set()
    breaks: dict[Indicator, list[Note]] = defaultdict(list)
    for indicator in facts.tables.indicators:
        for level in facts.compared_levels:
            if not _counts_here(facts, indicator, level):
                continue
            latest = facts.latest(indicator, level)
            trends = {
                area.area_id: latest[area.area_id].trend
                for area in facts.areas(level)
                if area.area_id in latest
            }
            areas = len(facts.areas(level))
            judged = sum(trend in ("rising", "falling", "stable") for trend in trends.values())
            compared[indicator.indicator_id] = (
                compared.get(indicator.indicator_id, False) or judged > 0
            )
            if judged < areas:
                gaps.add(indicator.indicator_id)
            risen = [facts.in_text(one) for one, trend in trends.items() if trend == "rising"]
            fell = sum(trend == "falling" for trend in trends.values())
            for one, trend in trends.items():
                if trend in ("rising", "falling"):
                    breaks[indicator] += _breaks(facts, indicator, latest[one])
            if risen:
                text = Message(
                    "overview-risen-in",
                    risen=len(risen),
                    n=areas,
                    unknown=areas - judged,
                    level=Name(level.plural_de),
                    cadence=indicator.cadence,
                    areas=Listing(risen),
                    status=weakest(
                        latest[one].status for one, trend in trends.items() if trend == "rising"
                    ),
                )
                lead = Joined((indicator.name_de, ":"), by="")
                items.append(Item(text, lead, anchor(indicator)))
            if fell:
                fallen.append(
                    Message("overview-fallen-in", indicator=Name(indicator.name_de), n=fell)
                )
    if not any(compared.values()):
        return (Paragraph(Message("overview-no-comparison")),)
    blocks: list[Block] = []
    if items:
        blocks.append(Paragraph(Message("overview-risen")))
        blocks.append(Bullets(tuple(items)))
    else:
        cadences = {
            one.cadence for one in facts.tables.indicators if compared.get(one.indicator_id)
        }
        cadence = cadences.pop() if len(cadences) == 1 else "none"
        blocks.append(Paragraph(Message("overview-none-risen", cadence=cadence)))
    if fallen:
        blocks.append(Paragraph(Message("overview-fallen", indicators=Listing(fallen))))
    blocks += _break_notes(facts, breaks)
    if unknown := sum(not judged for judged in compared.values()):
        blocks.append(Paragraph(Message("overview-not-judged", n=unknown, all=len(compared))))
    if partly := [one for one in gaps if compared[one]]:
        blocks.append(Paragraph(Message("overview-partly-judged", n=len(partly))))
    return tuple(blocks)


def _breaks(facts: Facts, indicator: Indicator, fact: Fact) -> list[Note]:
    """The known breaks between a figure and the one that its trend compares it with."""
    return facts.breaks_between(indicator, fact.previous_period_end, fact.period_end)


def _break_notes(facts: Facts, breaks: Mapping[Indicator, Sequence[Note]]) -> list[Paragraph]:
    return [Paragraph(one, "note") for one in told_breaks(facts, breaks)]


def _counts_here(facts: Facts, indicator: Indicator, level: Level) -> bool:
    """Real figures only, each at the level it is published for."""
    return indicator in focus.counted_indicators(facts, level)


def since_before_pandemic(facts: Facts) -> tuple[Block, ...]:
    crisis = facts.crisis
    if crisis is None:
        return ()
    found: dict[str, list[str]] = {"higher": [], "lower": [], "similar": [], "unknown": []}
    breaks: dict[Indicator, list[Note]] = {}
    for indicator in facts.tables.indicators:
        need = development(facts, indicator).need(indicator)
        found[need].append(indicator.name_de)
        if need in ("higher", "lower"):
            breaks[indicator] = breaks_since_before(facts, indicator)
    judged = {need: len(found[need]) for need in ("higher", "lower", "similar") if found[need]}
    blocks: list[Block] = [
        Paragraph(
            Message(
                "overview-since-before",
                began=began(crisis),
                n=sum(judged.values()),
                only=next(iter(judged), "similar"),
                found=Listing(
                    Message("overview-compared", need=need, n=n) for need, n in judged.items()
                ),
            )
        )
    ]
    items = [
        Item(
            Message("overview-named", areas=Listing(found[need])),
            Message("overview-lead", need=need),
        )
        for need in ("higher", "lower")
        if found[need]
    ]
    if items:
        blocks.append(Bullets(tuple(items)))
    return (*blocks, *_break_notes(facts, breaks))
