"""What stands out, what rose, and how the city compares with the time before the pandemic."""

from collections import Counter

from sozialraum.report.chapters import focus
from sozialraum.report.chapters.development import development
from sozialraum.report.chapters.indicator import anchor
from sozialraum.report.chapters.shapes import Block, Bullets, Item, Paragraph
from sozialraum.report.rows.facts import Facts
from sozialraum.report.rows.read import Field, Indicator, Level
from sozialraum.report.texts import (
    compared_with,
    counted,
    further,
    listing,
    nothing_stands_out,
    risen_in,
    since_pandemic,
    standing_out,
)

_NAMED = 3
_AT_MOST_NAMED = 4


def outstanding(facts: Facts) -> tuple[Block, ...]:
    items = [
        Item(_field_sentence(facts, field, level), lead=_lead(facts, field, level), anchor=link)
        for field in facts.fields
        for level in facts.compared_levels
        for link in ["feld-" + field.planning_field.replace("_", "-")]
        if len(focus.counted_indicators(facts, level, field)) > 1
    ]
    if not items:
        return (Paragraph("Es liegen keine Werte vor, die Gebiete vergleichen.", "important"),)
    return (
        Paragraph(
            "Gezählt sind Indikatoren, die gesichert in Klasse 4 (hoch) oder 5 (sehr hoch) liegen, "
            "ohne Schätzwerte. "
            "Genannt sind die Gebiete mit den meisten."
        ),
        Bullets(tuple(items)),
    )


def _lead(facts: Facts, field: Field, level: Level) -> str:
    return f"{field.name_de} ({level.plural_de}):"


def _field_sentence(facts: Facts, field: Field, level: Level) -> str:
    indicators = focus.counted_indicators(facts, level, field)
    ranked = [one for one in focus.counts(facts, indicators, level) if one.high > 1]
    if not ranked:
        return nothing_stands_out(level.plural_de)
    # Areas that are level with the last one named are named too, as far as there is room.
    cut = ranked[min(_NAMED, len(ranked)) - 1]
    level_with = [one for one in ranked if (one.high, one.very_high) >= (cut.high, cut.very_high)]
    named = level_with if len(level_with) <= _AT_MOST_NAMED else ranked[:_NAMED]
    texts = [
        standing_out(facts.in_text(one.area.area_id), one.high, one.very_high, one.total)
        for one in named
    ]
    if len(level_with) > len(named):
        texts.append(further(len(level_with) - len(named)) + " gleichauf")
    return listing(texts) + "."


def risen(facts: Facts) -> tuple[Block, ...]:
    items = []
    fallen: list[str] = []
    compared = 0
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
            compared += any(trend in ("rising", "falling", "stable") for trend in trends.values())
            risen = [facts.in_text(one) for one, trend in trends.items() if trend == "rising"]
            fell = sum(trend == "falling" for trend in trends.values())
            if risen:
                against = compared_with(indicator.cadence)
                text = risen_in(len(risen), len(trends), level.plural_de, risen, against)
                items.append(Item(text, indicator.name_de + ":", anchor(indicator)))
            if fell:
                fallen.append(f"{indicator.name_de} ({counted(fell, 'Gebiet', 'Gebiete')})")
    if not compared:
        return (Paragraph("Ein Vergleich mit dem Vorjahr ist nicht möglich."),)
    blocks: list[Block] = []
    if items:
        blocks.append(
            Paragraph("Der Bedarf ist über die Unsicherheit der Zahlen hinaus gestiegen:")
        )
        blocks.append(Bullets(tuple(items)))
    else:
        blocks.append(
            Paragraph(
                "In keinem Gebiet ist ein Bedarf über die Unsicherheit der Zahlen hinaus gestiegen."
            )
        )
    if fallen:
        blocks.append(Paragraph(f"Gesunken ist der Bedarf bei: {listing(fallen)}."))
    return tuple(blocks)


def _counts_here(facts: Facts, indicator: Indicator, level: Level) -> bool:
    """Real figures only, each at the level it is published for."""
    return indicator in focus.counted_indicators(facts, level)


def since_before_pandemic(facts: Facts) -> tuple[Block, ...]:
    found: dict[str, list[str]] = {"higher": [], "lower": [], "similar": [], "unknown": []}
    for indicator in facts.tables.indicators:
        found[development(facts, indicator).need(indicator)].append(indicator.name_de)
    count = Counter({kind: len(names) for kind, names in found.items()})
    blocks: list[Block] = [
        Paragraph(
            "Verglichen ist für die Stadt insgesamt der neueste Wert mit dem letzten vor März "
            "2020, bei Monats- und Quartalswerten mit dem letzten desselben Monats oder Quartals. "
            + since_pandemic(count["higher"], count["lower"], count["similar"])
            + " Ob die Pandemie die Ursache ist, lässt sich daraus nicht schließen."
        )
    ]
    items = []
    if found["higher"]:
        items.append(Item(listing(found["higher"]) + ".", "Höher:"))
    if found["lower"]:
        items.append(Item(listing(found["lower"]) + ".", "Niedriger:"))
    if items:
        blocks.append(Bullets(tuple(items)))
    return tuple(blocks)
