"""The page ``Das Wichtigste in Kürze``."""

from collections import Counter

from sozialraum.report.model import coverage, focus, quality
from sozialraum.report.model.development import development
from sozialraum.report.model.facts import Facts
from sozialraum.report.model.indicator import anchor
from sozialraum.report.model.read import Field, Indicator, Level, Source
from sozialraum.report.model.shapes import Block, Bullets, Item, Paragraph, Section
from sozialraum.report.numbers_de import NBSP, percent, period, short_day
from sozialraum.report.texts import (
    below_city,
    checks_run,
    compared_with,
    counted,
    further,
    listing,
    nothing_stands_out,
    risen_in,
    since_pandemic,
    stale_sources,
    standing_out,
)

_NAMED = 3
_AT_MOST_NAMED = 4


def chapter(facts: Facts) -> Section:
    sections = (
        Section("kuerze-bedarfe", "Wo hohe Bedarfe zusammentreffen", _outstanding(facts)),
        Section("kuerze-gestiegen", "Was gestiegen ist", _risen(facts)),
        Section("kuerze-pandemie", "Seit der Zeit vor der Pandemie", _since_pandemic(facts)),
        Section("kuerze-deckung", "Wo Angebote unter dem Stadtwert liegen", _below_city(facts)),
        Section("kuerze-daten", "Wie aktuell und geprüft die Daten sind", _data(facts)),
    )
    return Section("kuerze", "Das Wichtigste in Kürze", (), sections, compact=True)


def _outstanding(facts: Facts) -> tuple[Block, ...]:
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
            "Gezählt sind Indikatoren in Klasse 4 (hoch) oder 5 (sehr hoch), ohne Schätzwerte. "
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
        standing_out(_name(facts, one.area.area_id), one.high, one.very_high, one.total)
        for one in named
    ]
    if len(level_with) > len(named):
        texts.append(further(len(level_with) - len(named)) + " gleichauf")
    return listing(texts) + "."


def _risen(facts: Facts) -> tuple[Block, ...]:
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
            risen = [_name(facts, one) for one, trend in trends.items() if trend == "rising"]
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


def _since_pandemic(facts: Facts) -> tuple[Block, ...]:
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


def _below_city(facts: Facts) -> tuple[Block, ...]:
    items = []
    unknown = []
    for service in facts.tables.services:
        level = coverage.compared_level(facts, service)
        rows = coverage.newest(facts, service, level) if level else []
        if not any(one.coverage_ratio is not None for one in rows):
            if coverage.rows_of(facts, service):
                unknown.append(service.name_de)
            continue
        assert level is not None
        ratio = next((one.city_coverage_ratio for one in rows), None)
        below = [
            f"{_name(facts, one.area_id)} ({percent(one.coverage_ratio)})"
            for one in rows
            if one.coverage_class == "below_city"
        ]
        when = period(rows[0].period)
        text = below_city(percent(ratio), when, below)
        link = "angebot-" + service.service_type.replace("_", "-")
        items.append(Item(text, f"{service.name_de}:", link))
    blocks: list[Block] = []
    if items:
        blocks.append(Bullets(tuple(items)))
    if unknown:
        blocks.append(Paragraph(f"Zahl der Plätze unbekannt: {listing(unknown)}."))
    if not blocks:
        blocks.append(Paragraph("Zur Deckung liegen keine Zahlen vor."))
    return tuple(blocks)


def _data(facts: Facts) -> tuple[Block, ...]:
    old = quality.stale(facts)
    failed = quality.failed(facts)
    blocks: list[Block] = [
        Paragraph(
            stale_sources(len(old), len(facts.tables.sources))
            + " "
            + checks_run(len(facts.tables.checks) - len(failed), len(failed))
        )
    ]
    if old:
        by_day: dict[str, list[str]] = {}
        for one in sorted(old, key=lambda one: str(one.data_until)):
            until = f"Veraltet, Daten {_until(one)}"
            by_day.setdefault(until, []).append(one.title_de)
        blocks.append(
            Bullets(
                tuple(
                    Item("; ".join(titles) + ".", until + ":", "quellen-liste")
                    for until, titles in by_day.items()
                )
            )
        )
    return tuple(blocks)


def _until(source: Source) -> str:
    return f"bis {short_day(source.data_until)}" if source.data_until else "fehlen"


def _name(facts: Facts, area_id: str) -> str:
    """An area's label in running text: its code is not parted from its name."""
    return facts.labels[area_id].replace(" ", NBSP, 1)
