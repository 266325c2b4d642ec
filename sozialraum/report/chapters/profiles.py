"""Two pages per Sozialraum: where it lies, its needs, findings, services and what is not known."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from sozialraum.report import coverability_texts as wording
from sozialraum.report import explanations, profile_texts
from sozialraum.report import pandemic_texts as pandemic
from sozialraum.report.chapters import coverability, coverage, focus, origin, themes
from sozialraum.report.chapters import pandemic as effects
from sozialraum.report.chapters.indicator import anchor as indicator_anchor
from sozialraum.report.chapters.indicator import class_cell, value_cell
from sozialraum.report.chapters.maps import Maps, locator
from sozialraum.report.chapters.shapes import (
    Block,
    Bullets,
    Cell,
    Column,
    Figure,
    Item,
    Paragraph,
    Row,
    Section,
    Strip,
    StripChart,
    Table,
)
from sozialraum.report.chapters.shapes import Facts as FactList
from sozialraum.report.numbers_de import NONE, amount, day, interval, number, short_day
from sozialraum.report.pictures.charts import shortened
from sozialraum.report.rows.facts import HIGH, Facts
from sozialraum.report.rows.read import Area, Fact, IndexClass, Indicator, Offer, PandemicEffect
from sozialraum.report.texts import (
    CLASS_NAMES,
    STATUSES,
    TRENDS,
    counted,
    listing,
    period_of,
)

_THEMES_SHOWN = 6
_VOICES_SHOWN = 2
_OFFERS_NAMED = 5
"""Services named one by one in a profile; all of them stand in the annex."""


def anchor(area: Area) -> str:
    """The stable address of an area's profile."""
    code = "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in area.area_code)
    return f"profil-{code.lower()}"


def chapter(facts: Facts) -> Section | None:
    areas = facts.areas(facts.sozialraum)
    if not areas:
        return None
    maps = Maps(facts, facts.sozialraum)
    ranked = focus.counts(
        facts, focus.counted_indicators(facts, facts.sozialraum), facts.sozialraum
    )
    counts = {one.area.area_id: one.high for one in ranked if one.total}
    return Section(
        "profile",
        f"Profile: {facts.sozialraum.plural_de}",
        (
            Paragraph(
                f"Für jedes Gebiet ({facts.sozialraum.name_de}) auf zwei Seiten: Lage, Einwohner, "
                "Sozialindex, Bedarfe, Befunde zur Pandemie, Angebote und was nicht bekannt ist."
            ),
            *([Paragraph(profile_texts.OTHER_VOICES, "note")] if facts.tables.evidence else []),
            *_overview(facts, maps, counts),
        ),
        tuple(_profile(facts, maps, area, counts) for area in areas),
    )


def _overview(facts: Facts, maps: Maps, counts: dict[str, int]) -> list[Block]:
    """All areas at a glance."""
    index = {one.area_id: one for one in facts.tables.index}
    rows = tuple(
        Row(
            (
                Cell(facts.labels[area.area_id]),
                Cell(number(area.population) if area.population is not None else "nicht bekannt"),
                *_index_cells(index.get(area.area_id)),
                Cell(number(counts.get(area.area_id))),
            )
        )
        for area in maps.areas
    )
    notes = []
    if index:
        notes.append(profile_texts.about_index(facts.tables.index_parts, facts.indicator_names))
        if any(one.method == "apportioned" for one in index.values()):
            notes.append(explanations.ESTIMATE_NOTE)
    notes.append("Hohe Bedarfe: Indikatoren, gesichert in Klasse 4 oder 5, ohne Schätzwerte.")
    if facts.tables.words:
        notes.append(" ".join(f"{one.term}: {one.meaning_de}" for one in facts.tables.words))
    return [
        Table(
            caption=f"{facts.sozialraum.plural_de} im Überblick",
            columns=(
                Column("Gebiet", "left", 4.5),
                Column("Einwohner", weight=1.3),
                Column("Statusklasse", weight=1.4),
                Column("Dynamik", "center", 1.1),
                Column("Rang des Status", weight=1.4),
                Column("hohe Bedarfe", weight=1.2),
            ),
            rows=rows,
            notes=tuple(notes),
        )
    ]


def _index_cells(one: IndexClass | None) -> tuple[Cell, Cell, Cell]:
    if one is None:
        return (Cell(NONE, spoken="nicht berechnet"),) * 3
    sign = "≈\N{NO-BREAK SPACE}" if one.method == "apportioned" else ""
    return (
        Cell(sign + (one.status_class or NONE)),
        Cell(one.dynamic_class or NONE),
        Cell(number(one.status_rank)),
    )


def _profile(facts: Facts, maps: Maps, area: Area, counts: dict[str, int]) -> Section:
    blocks: list[Block] = [
        FactList(
            (*_key_facts(facts, area), ("Kurz gesagt", _in_short(facts, area))),
            locator(facts, maps, area, counts),
        )
    ]
    blocks.extend(_strips(facts, area))
    blocks.extend(_urgency(facts, area))
    parts = [
        Section(f"{anchor(area)}-{name}", title, tuple(content), new_page=name == "bedarfe")
        for name, title, content in (
            ("bedarfe", "Bedarfe im Einzelnen", [_needs(facts, area)]),
            ("pandemie", "Befunde zur Pandemie", _findings(facts, area)),
            ("angebote", "Angebote", _offers(facts, area)),
            *(
                [("belege", "Was Träger und Studien sagen", _evidence(facts, area))]
                if facts.tables.evidence
                else []
            ),
        )
    ]
    return Section(
        anchor(area),
        facts.labels[area.area_id],
        tuple(blocks),
        tuple(parts),
        profile=True,
        new_page=True,
    )


def _key_facts(facts: Facts, area: Area) -> list[tuple[str, str]]:
    found = []
    if area.population is not None:
        when = f" (Stand {day(area.population_on)})" if area.population_on else ""
        found.append(("Einwohnerinnen und Einwohner", number(area.population) + when))
    else:
        found.append(("Einwohnerinnen und Einwohner", "nicht bekannt"))
    index = next((one for one in facts.tables.index if one.area_id == area.area_id), None)
    if index is not None:
        found.append(("Sozialindex", profile_texts.social_index(index)))
    elif facts.tables.index:
        found.append(("Sozialindex", "für dieses Gebiet nicht berechnet"))
    return found


def _known(facts: Facts, area: Area) -> list[tuple[Indicator, Fact]]:
    level = facts.sozialraum
    return [
        (one, fact)
        for one in facts.tables.indicators
        if (fact := facts.latest(one, level).get(area.area_id)) and fact.value is not None
    ]


def _in_short(facts: Facts, area: Area) -> str:
    known = [(one, fact) for one, fact in _known(facts, area) if fact.need_class is not None]
    published = [(one, fact) for one, fact in known if fact.method != "apportioned"]
    guessed = [(one, fact) for one, fact in known if fact.method == "apportioned"]
    return profile_texts.in_short(
        high=[one.name_de for one, fact in published if fact.is_surely(HIGH, 5)],
        low=[one.name_de for one, fact in published if fact.is_surely(1, 2)],
        unsure=[one.name_de for one, fact in published if fact.is_unsure],
        compared=len(published),
        estimated_high=[one.name_de for one, fact in guessed if fact.is_surely(HIGH, 5)],
        estimated=len(guessed),
    )


def _strips(facts: Facts, area: Area) -> list[Block]:
    level = facts.sozialraum
    strips = []
    shown = []
    for indicator, fact in _known(facts, area):
        latest = facts.latest(indicator, level)
        values = [
            one.value
            for other in facts.areas(level)
            if (one := latest.get(other.area_id)) and one.value is not None
        ]
        low, high = min(values), max(values)
        if len(values) < 3 or high == low:
            continue
        city = facts.city_value(indicator, fact.period)

        def at(
            value: float | None,
            bounds: tuple[float, float] = (low, high),
            up: bool = indicator.higher_is_need,
        ) -> float | None:
            if value is None:
                return None
            share = (value - bounds[0]) / (bounds[1] - bounds[0])
            return round(share if up else 1 - share, 4)

        own = at(fact.value)
        assert own is not None
        shown.append((indicator, fact))
        strips.append(
            Strip(
                label=shortened(indicator.name_de),
                own=own,
                low=at(fact.ci_low),
                high=at(fact.ci_high),
                others=tuple(place for value in values if (place := at(value)) is not None),
                city=at(city.value) if city else None,
                text=("≈" if fact.method == "apportioned" else "")
                + amount(fact.value, indicator.unit),
                need_class=fact.need_class,
                unsure=fact.is_unsure,
            )
        )
    if not strips:
        return []
    label = facts.labels[area.area_id]
    needed = [str(one.label) for one in strips if (one.need_class or 0) >= HIGH and not one.unsure]
    return [
        Figure(
            chart=StripChart(tuple(strips)),
            caption=f"{label} (dunkler Punkt) unter allen Gebieten (helle Punkte), je Zeile ein "
            "Indikator: links der niedrigste, rechts der höchste Bedarf. Dunkle Linie: "
            "95-%-Bereich, am Rand abgeschnitten; Strich: Stadt insgesamt; ≈ Schätzwert; "
            "Klasse (Kl.) in Klammern: nicht gesichert.",
            alt=f"Lage von {label} unter allen Gebieten bei {number(len(strips))} Indikatoren. "
            + (f"Hoch oder sehr hoch: {listing(needed)}. " if needed else "")
            + "Alle Werte stehen in der folgenden Tabelle.",
            source_de=origin.line(
                facts,
                [fact.source_ids or one.source_ids for one, fact in shown],
                "je Indikator in der folgenden Tabelle",
                {fact.method for _, fact in shown},
            ),
        )
    ]


def _needs(facts: Facts, area: Area) -> Block:
    level = facts.sozialraum
    rows = []
    for indicator in facts.tables.indicators:
        latest = facts.latest(indicator, level)
        if not latest:
            continue
        fact = latest.get(area.area_id)
        if fact is None or fact.value is None:
            reason = STATUSES.get(fact.status if fact else "absent", "kein Wert")
            rows.append(Row((Cell(indicator.name_de), Cell(reason), *(Cell(NONE),) * 6)))
            continue
        city = facts.city_value(indicator, fact.period)
        rows.append(
            Row(
                (
                    Cell(indicator.name_de),
                    value_cell(fact, indicator),
                    Cell(interval(fact.ci_low, fact.ci_high, indicator.unit)),
                    Cell(amount(city.value, indicator.unit) if city else NONE),
                    class_cell(fact),
                    Cell(profile_texts.rank(fact.rank, fact.rank_low, fact.rank_high)),
                    Cell(TRENDS.get(fact.trend or "unknown", TRENDS["unknown"])),
                    Cell(period_of(fact.period, indicator.cadence)),
                )
            )
        )
    if not rows:
        return Paragraph("Für dieses Gebiet liegt kein Wert vor.", "important")
    missing = [one.name_de for one in facts.tables.indicators if not facts.latest(one, level)]
    notes = [
        f"Klasse: 1 {CLASS_NAMES[1]} bis 5 {CLASS_NAMES[5]}, in Klammern nicht "
        f"gesichert. Rang 1: höchster Bedarf von "
        f"{number(len(facts.areas(level)))} Gebieten, in Klammern der Bereich, der wegen der "
        "Unsicherheit in Frage kommt. Bedarf: gegenüber dem Vorjahr oder der vorigen Befragung. "
        f"{explanations.ESTIMATE_SIGN} Schätzwert, {explanations.AGGREGATED_SIGN} summiert. "
        "Quellen: bei jedem Indikator im Anhang."
    ]
    if missing:
        notes.append(f"Für {level.plural_de} ohne Zahlen: {listing(missing)}.")
    return Table(
        caption=f"{facts.labels[area.area_id]}: Bedarfe im Einzelnen",
        columns=(
            Column("Indikator", "left", 4.3),
            Column("Wert", weight=1.2),
            Column("95-%-Bereich", weight=1.8),
            Column("Stadt", weight=1.1),
            Column("Klasse", "center", 0.85),
            Column("Rang", weight=1.3),
            Column("Bedarf", "left", 1.7),
            Column("Stand", "left", 1.75),
        ),
        rows=tuple(rows),
        notes=tuple(notes),
        dense=True,
    )


def _findings(facts: Facts, area: Area) -> list[Block]:
    own = [one for one in facts.tables.effects if one.area_id == area.area_id]
    if not own:
        return [Paragraph("Für dieses Gebiet ist kein Vergleich mit der Zeit vor der Pandemie da.")]
    blocks: list[Block] = []
    changed = [one for one in own if one.finding in effects.CHANGED]
    around = _of_larger_areas(facts, own)
    if changed:
        blocks.append(Bullets(tuple(_finding_item(facts, one) for one in changed)))
    if around:
        blocks.append(Paragraph(profile_texts.LARGER_AREAS))
        blocks.append(Bullets(tuple(_finding_item(facts, one, larger=True) for one in around)))
    unchanged = [one for one in own if one.finding == "none"]
    known = _names(facts, [one for one in unchanged if one.conclusive is not False])
    if known:
        blocks.append(Paragraph(f"Kein gesicherter Unterschied: {listing(known)}."))
    unknown = _names(facts, [one for one in unchanged if one.conclusive is False])
    if unknown:
        blocks.append(
            Paragraph(
                "Kein gesicherter Unterschied, aber auch kein Anstieg ausgeschlossen: "
                f"{listing(unknown)}."
            )
        )
    by_reason: dict[str, list[PandemicEffect]] = defaultdict(list)
    for one in own:
        if one.finding == "not_assessable":
            by_reason[one.reason or ""].append(one)
    if by_reason:
        parts = [
            f"{counted(len(found), 'Indikator', 'Indikatoren')} "
            f"({pandemic.REASONS.get(reason, 'ohne Angabe')})"
            for reason, found in by_reason.items()
        ]
        blocks.append(Paragraph(f"Nicht beurteilbar: {'; '.join(parts)}.", "note"))
    return blocks


def _names(facts: Facts, found: Sequence[PandemicEffect]) -> list[str]:
    return [
        indicator.name_de if (indicator := facts.indicator(one.indicator_id)) else one.indicator_id
        for one in found
    ]


def _of_larger_areas(facts: Facts, own: Sequence[PandemicEffect]) -> list[PandemicEffect]:
    """The changes of the larger areas that an area's estimates come from."""
    places = {
        (area_id.strip(), one.indicator_id)
        for one in own
        for area_id in (one.see_area_ids or "").split(",")
        if area_id.strip()
    }
    return [
        one
        for one in effects.changed(facts)
        if (one.area_id, one.indicator_id) in places and one.area_level != "city"
    ]


def _finding_item(facts: Facts, one: PandemicEffect, larger: bool = False) -> Item:
    indicator = facts.indicator(one.indicator_id)
    name = indicator.name_de if indicator else one.indicator_id
    where = f" ({facts.area_name(one.area_id)})" if larger else ""
    text = pandemic.sentence(facts.effect(one))
    return Item(text, f"{name}{where}:", indicator_anchor(indicator) if indicator else "")


def _offers(facts: Facts, area: Area) -> list[Block]:
    inside = {one.service_id for one in facts.tables.offer_areas if one.area_id == area.area_id}
    found = [
        one
        for one in facts.tables.offers
        if (one.area_id == area.area_id or one.service_id in inside) and one.status != "ended"
    ]
    blocks: list[Block] = []
    if found:
        by_kind: dict[str, list[Offer]] = defaultdict(list)
        for one in found:
            by_kind[one.service_type_de or one.service_type].append(one)
        named, items, others = 0, [], []
        for kind, offers in sorted(by_kind.items()):
            room = max(_OFFERS_NAMED - named, 0)
            named += min(len(offers), room)
            if room:
                said = profile_texts.offers([_offer(one) for one in offers], room)
                items.append(Item(said, kind))
            else:
                others.append(f"{kind} ({number(len(offers))})")
        if others:
            items.append(Item(f"{listing(others)}.", "Außerdem"))
        blocks.append(Bullets(tuple(items)))
        notes = []
        if named < len(found):
            notes.append("Alle verzeichneten Angebote stehen in der Anlage.")
        if any(one.status == "unconfirmed" for one in found):
            notes.append(profile_texts.UNCONFIRMED)
        if notes:
            blocks.append(Paragraph(" ".join(notes), "note"))
    else:
        blocks.append(Paragraph("Für dieses Gebiet ist kein Angebot verzeichnet."))
    blocks.extend(_coverage(facts, area))
    return blocks


def _urgency(facts: Facts, area: Area) -> list[Block]:
    """The themes that are most urgent here, and whether they can be met."""
    found = coverability.of_area(facts, area)
    if not found:
        return []
    counts = Counter(one.coverability for one in found)
    shown = [
        one
        for place, one in enumerate(found)
        if place < _THEMES_SHOWN or one.coverability == "not_coverable"
    ]
    rows = tuple(
        Row(
            (
                Cell(one.theme_de + themes.sign(facts, one.theme)),
                Cell(wording.need(one.need, one.need_method == "apportioned")),
                Cell(wording.SHORT_RESULTS[one.coverability]),
                Cell(wording.URGENCIES.get(one.urgency or 0, "nicht beurteilbar")),
                Cell(wording.evidence(one.evidence_count or 0, one.evidence_local or 0)),
            )
        )
        for one in shown
    )  # fmt: skip
    summed = listing(
        [f"{number(counts[key])} {word}" for key, word in wording.RESULTS.items() if counts[key]]
    )
    reasons: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in shown:
        reasons[one.coverability, coverability.decided(one)].append(one.theme_de)
    return [
        Table(
            caption=f"{area.area_code}: dringende und nicht deckbare Themen",
            columns=(
                Column("Thema", "left", 3.7),
                Column("Bedarf", "left", 1.6),
                Column("deckbar?", "left", 2.0),
                Column("Dringlichkeit", "left", 1.25),
                Column("Aussagen dazu", "left", 1.4),
            ),
            rows=rows,
            notes=(
                *(
                    f"{'; '.join(named)}: "
                    + ("" if result == "unknown" else f"{wording.RESULTS[result]}. ")
                    + reason
                    for (result, reason), named in reasons.items()
                ),
                f"Von {number(len(found))} Themen: {summed}. Alle stehen in Kapitel 3. "
                f"{wording.BASIS_SHORT}",
            ),
            dense=True,
        )
    ]


def _evidence(facts: Facts, area: Area) -> list[Block]:
    """Reports about this very area."""
    local = [one for one in facts.tables.evidence if one.area_id == area.area_id]
    blocks: list[Block] = []
    if local:
        shown = sorted(local, key=lambda one: (one.said_until is None, one.said_until),
                       reverse=True)[:_VOICES_SHOWN]  # fmt: skip
        blocks.append(
            Bullets(
                tuple(
                    Item(
                        f"{one.summary_de} (Quelle: {one.source_title})"
                        if one.source_title
                        else one.summary_de,
                        ", ".join(filter(None, (one.said_by, short_day(one.said_until)
                                                if one.said_until else ""))) + ":",
                    )
                    for one in shown
                )
            )
        )  # fmt: skip
    else:
        blocks.append(Paragraph("Zu diesem Gebiet selbst ist keine Aussage verzeichnet."))
    return blocks


def _offer(one: Offer) -> str:
    name = one.service_name or "ohne Namen"
    # one of something is the service itself, and its unit stands in the plural
    many = one.capacity is not None and one.capacity > 1
    places = f", {number(one.capacity)} {one.capacity_unit or 'Plätze'}" if many else ""
    provider = f" ({one.provider}{places})" if one.provider else ""
    doubt = ", nicht bestätigt" if one.status == "unconfirmed" else ""
    return name + provider + doubt


def _coverage(facts: Facts, area: Area) -> list[Block]:
    """What is known of places and use here, or why it is not."""
    said = []
    elsewhere: Counter[str] = Counter()
    for service in facts.tables.services:
        rows = [one for one in coverage.rows_of(facts, service) if one.area_id == area.area_id]
        level = coverage.compared_level(facts, service)
        if rows:
            said.append(Item(profile_texts.coverage(rows[-1]), f"{service.name_de}:"))
        elif level is not None:
            elsewhere[level.plural_de] += 1
    blocks: list[Block] = [Bullets(tuple(said))] if said else []
    for plural in elsewhere:
        names = [
            service.name_de
            for service in facts.tables.services
            if (level := coverage.compared_level(facts, service)) and level.plural_de == plural
        ]
        blocks.append(
            Paragraph(
                f"Zahlen zu Plätzen und Nutzung gibt es nur für größere Gebiete ({plural}), siehe "
                f"Kapitel 3: {listing(names)}.",
                "note",
            )
        )
    return blocks
