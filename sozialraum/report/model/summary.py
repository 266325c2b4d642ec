"""The page ``Zusammenfassung``: what is new, urgent and uncovered, and what to decide."""

from collections import defaultdict

from sozialraum.report import coverability_texts as wording
from sozialraum.report import explanations
from sozialraum.report import pandemic_texts as pandemic
from sozialraum.report.model import conclusions, coverability, coverage, focus, needs, quality
from sozialraum.report.model.facts import Facts
from sozialraum.report.model.read import Field, PandemicEffect
from sozialraum.report.model.shapes import Block, Bullets, Item, Paragraph, Section
from sozialraum.report.numbers_de import number
from sozialraum.report.texts import checks_run, counted, further, listing, stale_sources
from sozialraum.report.texts import standing_out as standing_out_text

_THEMES = 6
_AT_MOST = 5
"""Areas and points that are named one by one; the page is one page."""


def chapter(facts: Facts) -> Section:
    sections = (
        Section("kuerze-neu", "Was ist neu?", _new(facts)),
        Section("kuerze-dringend", "Wo ist es dringend?", _urgent(facts)),
        Section("kuerze-ungedeckt", "Was bleibt ungedeckt?", _uncovered(facts)),
        Section("kuerze-entscheiden", "Was ist zu entscheiden?", _to_decide(facts)),
        Section("kuerze-daten", "Wie verlässlich sind die Zahlen?", _reliability(facts)),
    )
    return Section("kuerze", "Zusammenfassung", _guide(), sections, compact=True)


def _guide() -> tuple[Block, ...]:
    """Where each of the council's four questions is answered."""
    pairs = zip(explanations.CHAPTERS, explanations.CHAPTER_ANCHORS, strict=True)
    return (
        Paragraph(
            "Der Rat hat vier Fragen gestellt. Der Bericht beantwortet sie in vier Kapiteln, "
            "danach folgt für jedes Gebiet ein Profil."
        ),
        Bullets(
            tuple(
                Item(question.removeprefix("Die Frage: "), f"Kapitel {number}: {title}.", anchor)
                for number, ((title, anchor), question) in enumerate(
                    zip(pairs, explanations.QUESTIONS, strict=True), 1
                )
            )
        ),
    )


def _new(facts: Facts) -> tuple[Block, ...]:
    if not facts.tables.effects:
        return (Paragraph("Was die Pandemie verändert hat, ist in diesen Daten nicht berechnet."),)
    items = [
        Item(text, f"{field.name_de}:", needs.anchor(field) if facts.indicators_of(field) else "")
        for field in facts.fields
        if (text := _new_in(facts, field))
    ]
    return (Bullets(tuple(items)), Paragraph(explanations.ASSOCIATION_SHORT, "note"))


def _new_in(facts: Facts, field: Field) -> str:
    found = [one for one in facts.tables.effects if one.planning_field == field.planning_field]
    worse = [one for one in found if one.finding in ("new_need", "aggravated")]
    if not found:
        return ""
    if not worse:
        judged = any(one.finding != "not_assessable" for one in found)
        return (
            "kein neuer oder verschärfter Bedarf über den Zufall hinaus erkennbar."
            if judged
            else "nicht beurteilbar, die Zahlen reichen nicht weit genug zurück oder fehlen."
        )
    by_indicator: dict[str, list[PandemicEffect]] = defaultdict(list)
    for one in worse:
        by_indicator[one.indicator_id].append(one)
    return "; ".join(_named(facts, key, own) for key, own in by_indicator.items()) + "."


def _named(facts: Facts, indicator_id: str, found: list[PandemicEffect]) -> str:
    """``Arbeitslosenanteil (Stadt insgesamt +25 %, neu in 7 und verschärft in 3 Gebieten)``."""
    indicator = facts.indicator(indicator_id)
    parts = []
    areas = [one for one in found if one.area_id != facts.tables.city.city_area_id]
    for one in found:
        if one not in areas:
            parts.append(f"Stadt insgesamt {pandemic.relative(one.excess_pct or 0.0)}")
    new = sum(one.finding == "new_need" for one in areas)
    worse = len(areas) - new
    if len(areas) == 1:
        word = "neu" if new else "verschärft"
        parts.append(f"{word} in {facts.area_name(areas[0].area_id)}")
    elif areas:
        counts = [f"{word} in {count}" for word, count in (("neu", new), ("verschärft", worse))
                  if count]  # fmt: skip
        parts.append(f"{' und '.join(counts)} {'Gebieten' if (worse or new) > 1 else 'Gebiet'}")
    return f"{indicator.name_de if indicator else indicator_id} ({', '.join(parts)})"


def _urgent(facts: Facts) -> tuple[Block, ...]:
    if facts.tables.need_coverage:
        return _urgent_themes(facts)
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


def _urgent_themes(facts: Facts) -> tuple[Block, ...]:
    total = len(facts.areas(facts.sozialraum))
    urgent = [one for one in facts.tables.need_coverage if one.urgency == coverability.URGENT]
    if not urgent:
        return (Paragraph("In keinem Gebiet und Thema ist die Dringlichkeit hoch."),)
    themes = [
        f"{theme} ({wording.of_areas(len(rows), total)})"
        for theme, rows in coverability.by_theme(urgent)
    ]
    ranked = facts.tables.urgency_ranks
    first = [
        f"{facts.in_text(one.area_id)} (Rang {one.rank}, mit anderen Gewichten {one.rank_min} bis "
        f"{one.rank_max})"
        for one in sorted(ranked, key=lambda one: one.rank)[:3]
    ]
    firm = [facts.in_text(one.area_id) for one in ranked if (one.top_share or 0.0) >= 0.5]
    said = f"Die Dringlichkeit ist hoch bei: {wording.some(themes, _THEMES)}."
    if first:
        said += f" Über alle Themen stehen mit den festgelegten Gewichten vorn: {listing(first)}."
    if firm:
        said += (
            f" Bei den meisten anderen Gewichtungen gehören zu den ersten drei: {listing(firm)}."
        )
    return (Paragraph(said),)


def _uncovered(facts: Facts) -> tuple[Block, ...]:
    if facts.tables.need_coverage:
        total = len(facts.areas(facts.sozialraum))
        lacking = [one for one in facts.tables.need_coverage if one.coverability == "not_coverable"]
        themes = [
            f"{theme} ({wording.places([facts.in_text(one.area_id) for one in rows], total, 2)})"
            for theme, rows in coverability.by_theme(lacking)
        ]
        unknown = sum(one.coverability == "unknown" for one in facts.tables.need_coverage)
        said = (
            f"Nach Angaben von Trägern oder Ämtern, die meist für die ganze Stadt gelten, und nach "
            f"den Registern nicht deckbar: "
            f"{listing(themes)}."
            if themes
            else "Kein Bedarf gilt nach den vorliegenden Angaben als nicht deckbar."
        )
        return (
            Paragraph(
                f"{said} Von {number(len(facts.tables.need_coverage))} Fällen (ein Thema in einem "
                f"Gebiet) sind {number(unknown)} nicht beurteilbar, meist weil die Zahl der Plätze "
                "nicht bekannt ist."
            ),
        )
    return (
        Paragraph("Ob sich Bedarfe decken lassen, ist in diesem Stand der Daten nicht beurteilt."),
        *coverage.below_city_blocks(facts),
    )


def _to_decide(facts: Facts) -> tuple[Block, ...]:
    found = conclusions.options(facts)
    if not found:
        return (Paragraph("Aus den vorliegenden Daten ergibt sich keine Möglichkeit."),)
    named = tuple(Item(one.brief or one.text, one.lead, one.anchor) for one in found[:_AT_MOST])
    return (Paragraph("Möglichkeiten, Gründe dazu in Kapitel 4:"), Bullets(named))


def _reliability(facts: Facts) -> tuple[Block, ...]:
    old = quality.stale(facts)
    bad = quality.failed(facts)
    return (
        Paragraph(
            stale_sources(len(old), len(facts.tables.sources))
            + " "
            + checks_run(len(facts.tables.checks) - len(bad), len(bad))
            + (f" {_estimates(facts)}" if focus.estimated(facts, facts.sozialraum) else "")
        ),
    )


def _estimates(facts: Facts) -> str:
    count = len(focus.estimated(facts, facts.sozialraum))
    return (
        f"Für {counted(count, 'Indikator', 'Indikatoren')} sind die Werte der "
        f"{facts.sozialraum.plural_de} nur geschätzt (Zeichen {explanations.ESTIMATE_SIGN})."
    )
