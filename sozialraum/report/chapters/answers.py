"""The short answers to the council's four questions, for the summary and the heads of chapters."""

from collections import defaultdict
from collections.abc import Sequence

from sozialraum.report import coverability_texts as wording
from sozialraum.report import explanations
from sozialraum.report import pandemic_texts as pandemic
from sozialraum.report.chapters import coverability, coverage, focus, themes
from sozialraum.report.chapters.shapes import Block, Bullets, Item, Paragraph
from sozialraum.report.numbers_de import number
from sozialraum.report.rows.facts import Facts
from sozialraum.report.rows.read import Field, NeedCoverage, PandemicEffect
from sozialraum.report.texts import area_count, further, listing
from sozialraum.report.texts import standing_out as standing_out_text

_AT_MOST = 5
"""Areas that are named one by one; the summary is one page."""
_RESULTS = ("covered", "by_task_change", "by_task_extension", "not_coverable")


def new_needs(facts: Facts) -> tuple[Block, ...]:
    """Question 1: what is new or worse, by planning field."""
    effects = facts.tables.effects
    if not effects:
        return (Paragraph("Was die Pandemie verändert hat, ist in diesen Daten nicht berechnet."),)
    found = {
        field: [one for one in effects if one.planning_field == field.planning_field]
        for field in facts.fields
    }
    judged = [field for field, own in found.items() if own]
    worse = [
        field for field in judged if any(one.finding in pandemic.WORSE for one in found[field])
    ]
    said = pandemic.fields_with_findings(len(worse), len(judged))
    reported = themes.reported(facts)
    if reported:
        said += f" {reported}"
    items = [
        Item(
            _new_in(facts, found[field]),
            f"{field.name_de}:",
            field_anchor(field) if facts.indicators_of(field) else "",
        )
        for field in judged
    ]
    levels = dict.fromkeys(
        facts.level(one.area_level).plural_de
        for one in effects
        if one.finding in pandemic.WORSE and one.area_id != facts.tables.city.city_area_id
    )
    where = f" Gebiete sind hier: {listing(list(levels))}." if levels else ""
    return (
        Paragraph(said),
        Bullets(tuple(items)),
        Paragraph(explanations.ASSOCIATION_SHORT + where, "note"),
    )


def field_anchor(field: Field) -> str:
    return f"feld-{field.planning_field}".replace("_", "-")


def _new_in(facts: Facts, found: Sequence[PandemicEffect]) -> str:
    by_indicator: dict[str, list[PandemicEffect]] = defaultdict(list)
    for one in found:
        by_indicator[one.indicator_id].append(one)
    named = [
        _named(facts, key, own)
        for key, own in by_indicator.items()
        if any(one.finding in pandemic.WORSE for one in own)
    ]
    judged = sum(
        any(one.finding != "not_assessable" for one in own) for own in by_indicator.values()
    )
    return pandemic.found_in_field(named, judged, len(by_indicator))


def _named(facts: Facts, indicator_id: str, own: Sequence[PandemicEffect]) -> str:
    """``Arbeitslosenanteil (Stadt insgesamt +25 %, hält an; neu in 7 von 10 Gebieten)``."""
    indicator = facts.indicator(indicator_id)
    parts = []
    worse = [one for one in own if one.finding in pandemic.WORSE]
    city = facts.tables.city.city_area_id
    for one in worse:
        if one.area_id == city:
            lasting = {True: ", hält an", False: ", danach nicht mehr gesichert", None: ""}
            relative = pandemic.relative(one.excess_pct or 0.0)
            narrow = pandemic.is_narrow(one.observed, one.expected, one.pi_low, one.pi_high)
            sure = ", nur knapp gesichert" if narrow else ""
            parts.append(f"Stadt insgesamt {relative}{sure}{lasting[one.persists]}")
    areas = [one for one in worse if one.area_id != city]
    level = areas[0].area_level if areas else ""
    compared = sum(one.area_level == level for one in own)
    if len(areas) == 1:
        word = "neu" if areas[0].finding == "new_need" else "verschärft"
        parts.append(f"{word} in {facts.in_text(areas[0].area_id)}")
    elif areas:
        new = sum(one.finding == "new_need" for one in areas)
        counts = (("neu", new), ("verschärft", len(areas) - new))
        said = " und ".join(f"{word} in {number(count)}" for word, count in counts if count)
        parts.append(f"{said} von {area_count(compared)}")
    return f"{indicator.name_de if indicator else indicator_id} ({'; '.join(parts)})"


def coverable(facts: Facts) -> tuple[Block, ...]:
    """Question 3: what can be met with what there is, and how; what cannot; what is not known."""
    found = facts.tables.need_coverage
    if not found:
        return (
            Paragraph(
                "Ob sich Bedarfe decken lassen, ist in diesem Stand der Daten nicht beurteilt."
            ),
            *coverage.below_city_blocks(facts),
        )
    items = [
        Item(_themes_with(facts, found, result), f"{wording.ANSWERS[result]}:", "deckbarkeit")
        for result in _RESULTS
    ]
    items.append(Item(_unknown(facts, found), f"{wording.ANSWERS['unknown']}:", "deckbarkeit"))
    return (
        Bullets(tuple(items)),
        Paragraph(" ".join(filter(None, (wording.WHO_SAYS, themes.measured(facts)))), "note"),
    )


def _themes_with(facts: Facts, found: Sequence[NeedCoverage], result: str) -> str:
    total = len(facts.areas(facts.sozialraum))
    named = [
        f"{theme} ({wording.places([facts.in_text(one.area_id) for one in rows], total, 1)})"
        for theme, rows in coverability.by_theme(
            [one for one in found if one.coverability == result]
        )
    ]
    return f"{listing(named)}." if named else "nach den vorliegenden Angaben kein Thema."


def _unknown(facts: Facts, found: Sequence[NeedCoverage]) -> str:
    """Themes of which nothing is known anywhere, and how many cases that are with the others."""
    every = {one.theme_de for one in found}
    wholly = every - {one.theme_de for one in found if one.coverability != "unknown"}
    cases = sum(one.coverability == "unknown" for one in found)
    return wording.not_judged(len(wholly), len(every), cases, len(found))


def urgent(facts: Facts) -> tuple[Block, ...]:
    """Question 4: whether, how urgently, and where first."""
    if not facts.tables.need_coverage:
        return _high_needs(facts)
    found = facts.tables.need_coverage
    total = len(facts.areas(facts.sozialraum))
    by_result = {
        result: len({one.theme for one in found if one.coverability == result})
        for result in ("not_coverable", "by_task_extension", "by_task_change")
    }
    high = [one for one in found if one.urgency == coverability.URGENT]
    names = [
        f"{theme} ({wording.of_areas(len(rows), total)})"
        for theme, rows in coverability.by_theme(high)
    ]
    every = len({one.theme for one in found})
    items = [
        Item(wording.whether(**by_result), "Ob:", "deckbarkeit"),
        Item(wording.how_urgent(names, every), "Wie dringend:", "dringlichkeit"),
    ]
    where = _where(facts)
    if where:
        items.append(Item(where, "Wo zuerst:", "dringlichkeit"))
    return (Bullets(tuple(items)),)


def _where(facts: Facts) -> str:
    ranked = sorted(facts.tables.urgency_ranks, key=lambda one: one.rank)
    if not ranked:
        return ""
    first = [
        f"{facts.in_text(one.area_id)} (Rang {one.rank}, je nach Gewichtung {one.rank_min} bis "
        f"{one.rank_max})"
        for one in ranked[:3]
    ]
    return (
        f"Über alle Themen stehen vorn: {listing(first)}. Die Reihenfolge hängt von der Gewichtung "
        "ab und ist nicht gesichert."
    )


def _high_needs(facts: Facts) -> tuple[Block, ...]:
    """In place of urgency: where most indicators are high."""
    level = facts.sozialraum
    indicators = focus.counted_indicators(facts, level)
    ranked = [one for one in focus.counts(facts, indicators, level) if one.high > 1]
    if not ranked:
        return (Paragraph("Eine Beurteilung der Dringlichkeit liegt nicht vor."),)
    cut = ranked[min(3, len(ranked)) - 1]
    level_with = [one for one in ranked if (one.high, one.very_high) >= (cut.high, cut.very_high)]
    named = level_with if len(level_with) <= _AT_MOST else ranked[:3]
    texts = [
        standing_out_text(facts.in_text(one.area.area_id), one.high, one.very_high, one.total)
        for one in named
    ]
    if len(level_with) > len(named):
        texts.append(further(len(level_with) - len(named)) + " gleichauf")
    return (
        Paragraph(
            "Eine Rangfolge nach Dringlichkeit liegt in diesem Stand der Daten nicht vor. Die "
            f"meisten hohen Bedarfe treffen hier zusammen: {listing(texts)}."
        ),
    )
