"""One indicator: what it means, its chart, its tables."""

from sozialraum.report import explanations
from sozialraum.report.chapters import development, origin
from sozialraum.report.chapters.shapes import (
    Block,
    Cell,
    Column,
    Figure,
    Paragraph,
    RankChart,
    RankPoint,
    Row,
    Section,
    Table,
)
from sozialraum.report.numbers_de import NONE, amount, interval, number, period, shown, unit_name
from sozialraum.report.rows.facts import HIGH, Facts
from sozialraum.report.rows.read import Fact, Indicator, Level
from sozialraum.report.texts import (
    CLASS_NAMES,
    STATUSES,
    TRENDS,
    class_sign,
    class_spoken,
    compared_with,
    listing,
    period_of,
)
from sozialraum.words import Text

_SIGNS = {
    "apportioned": explanations.ESTIMATE_SIGN + "\N{NO-BREAK SPACE}",
    "aggregated": explanations.AGGREGATED_SIGN + "\N{NO-BREAK SPACE}",
}
_COLUMNS = (
    Column("Gebiet", "left", 3.4),
    Column("Wert", weight=1.15),
    Column("95-%-Bereich", weight=1.7),
    Column("Fälle", weight=1.05),
    Column("Bezugszahl", weight=1.25),
    Column("Klasse", "center", 0.8),
    Column("Bedarf", "left", 1.5),
    Column("Rang", weight=0.75),
)
_COUNTS = {"Fälle", "Bezugszahl"}
_INTERVAL = {"95-%-Bereich"}


def anchor(indicator: Indicator) -> str:
    """The id of an indicator's section; matrices link to it."""
    return "indikator-" + "".join(
        sign if sign.isascii() and sign.isalnum() else "-" for sign in indicator.indicator_id
    )


def section(facts: Facts, indicator: Indicator) -> Section:
    blocks: list[Block] = [Paragraph(_meaning(facts, indicator))]
    levels = facts.shown_levels(indicator)
    if not levels and not facts.city_series(indicator):
        blocks.append(Paragraph("Für diesen Indikator liegt kein Wert vor.", "important"))
        return Section(anchor(indicator), indicator.name_de, tuple(blocks))
    if not levels:
        blocks.append(
            Paragraph(
                "Diese Zahl gibt es nur für die Stadt insgesamt; ein Vergleich der Gebiete ist "
                "nicht möglich.",
                "important",
            )
        )
    blocks.extend(development.figure(facts, indicator))
    blocks.extend(development.break_notes(facts, indicator))
    # The published figures come first; an estimate must not stand in for them.
    real = [level for level in levels if facts.published_at(indicator, level)]
    estimated = [level for level in levels if level not in real]
    for level in real:
        blocks.append(_rank_figure(facts, indicator, level))
        blocks.append(_table(facts, indicator, level))
        if estimated:
            blocks.append(Paragraph(explanations.DIRECT_FIRST, "note"))
    for level in estimated:
        if not real:
            blocks.append(_rank_figure(facts, indicator, level))
        blocks.append(_table(facts, indicator, level, brief=bool(real)))
    if not levels:
        blocks.append(development.series_table(facts, indicator))
    return Section(anchor(indicator), indicator.name_de, tuple(blocks))


def _meaning(facts: Facts, indicator: Indicator) -> str:
    direction = (
        "Hohe Werte zeigen hohen Bedarf."
        if indicator.higher_is_need
        else "Niedrige Werte zeigen hohen Bedarf."
    )
    unit = unit_name(indicator.unit)
    shown_as = f" Angegeben {'in ' if unit == 'Prozent' else ''}{unit}." if unit else ""
    return f"{indicator.definition.rstrip('.')}.{shown_as} {direction}"


def _table(facts: Facts, indicator: Indicator, level: Level, *, brief: bool = False) -> Table:
    """``brief``: its notes leave out what the table above has said already."""
    latest = facts.latest(indicator, level)
    newest = max(latest.values(), key=lambda fact: fact.period_end)
    rows = [_row(facts, indicator, area.area_id, latest) for area in facts.areas(level)]
    city = facts.city_value(indicator, newest.period)
    if city:
        rows.append(_city_row(facts, indicator, city))
    has_counts = any(fact.denominator is not None for fact in latest.values())
    has_intervals = any(fact.ci_low is not None for fact in latest.values())
    dropped = (set() if has_counts else _COUNTS) | (set() if has_intervals else _INTERVAL)
    kept = [index for index, column in enumerate(_COLUMNS) if column.title not in dropped]
    return Table(
        caption=(
            f"{indicator.name_de}: {level.plural_de}, "
            f"{period_of(newest.period, indicator.cadence)}"
            + ("" if facts.published_at(indicator, level) else " – Schätzwerte")
        ),
        columns=tuple(_COLUMNS[index] for index in kept),
        rows=tuple(Row(tuple(row.cells[index] for index in kept), total=row.total) for row in rows),
        notes=tuple(
            _notes(facts, indicator, level, latest, city)
            if not brief
            else [
                explanations.ESTIMATE_NOTE,
                origin.sources(facts, origin.ids(indicator, latest.values())),
            ]
        ),
        dense=True,
    )


def _row(facts: Facts, indicator: Indicator, area_id: str, latest: dict[str, Fact]) -> Row:
    fact = latest.get(area_id)
    name = Cell(facts.labels[area_id])
    if fact is None or fact.value is None:
        reason = STATUSES.get(fact.status if fact else "absent", "kein Wert")
        return Row((name, Cell(reason), *(Cell(NONE) for _ in _COLUMNS[2:])))
    rank = f"{fact.rank}" if fact.rank is not None and fact.areas_ranked else NONE
    return Row(
        (
            name,
            value_cell(fact, indicator),
            Cell(interval(fact.ci_low, fact.ci_high, indicator.unit)),
            _count(fact.numerator, fact),
            Cell(number(fact.denominator)),
            class_cell(fact),
            Cell(TRENDS.get(fact.trend or "unknown", TRENDS["unknown"])),
            Cell(rank),
        )
    )


def _city_row(facts: Facts, indicator: Indicator, fact: Fact) -> Row:
    return Row(
        (
            Cell(f"{facts.tables.city.city_name} insgesamt"),
            value_cell(fact, indicator),
            Cell(interval(fact.ci_low, fact.ci_high, indicator.unit)),
            _count(fact.numerator, fact),
            Cell(number(fact.denominator)),
            *(Cell("") for _ in _COLUMNS[5:]),
        ),
        total=True,
    )


def value_cell(fact: Fact, indicator: Indicator) -> Cell:
    """The value with the sign of how it came about."""
    text = _SIGNS.get(fact.method, "") + amount(fact.value, indicator.unit)
    spoken = {"apportioned": "geschätzt ", "aggregated": "summiert "}.get(fact.method)
    return Cell(text, spoken=spoken + amount(fact.value, indicator.unit) if spoken else "")


def _count(count: float | None, fact: Fact) -> Cell:
    if count is None:
        return Cell(NONE)
    return Cell(_estimate_sign(fact.method == "apportioned") + number(count))


def _estimate_sign(estimate: bool) -> str:
    return _SIGNS["apportioned"] if estimate else ""


def class_cell(fact: Fact) -> Cell:
    """The coloured cell with the class's number in it; an unsure one in brackets.

    An estimate carries its sign.
    """
    if fact.need_class is None:
        return Cell(NONE, spoken="keine Klasse")
    estimate = fact.method == "apportioned"
    return Cell(
        _estimate_sign(estimate) + class_sign(fact.need_class, fact.is_unsure),
        fact.need_class,
        class_spoken(fact.need_class, estimate, fact.is_unsure),
    )


def _notes(
    facts: Facts, indicator: Indicator, level: Level, latest: dict[str, Fact], city: Fact | None
) -> list[Text]:
    """What has to be known beside the figures of this very table."""
    known = [fact for fact in latest.values() if fact.value is not None]
    methods = {fact.method for fact in [*known, *([city] if city else [])]}
    notes: list[Text] = []
    if "apportioned" in methods:
        notes.append(explanations.ESTIMATE_NOTE)
    if "aggregated" in methods:
        notes.append(explanations.AGGREGATED_NOTE)
    notes.extend(development.survey_notes(facts, indicator))
    notes.append(_trend_note(indicator, known))
    bases = sorted({f.denominator_period for f in known if f.denominator_period} - {_own(known)})
    if bases:
        carried = any(fact.denominator_carried for fact in known)
        notes.append(
            f"Bezugszahl: Stand {listing([period(base) for base in bases])}"
            + (" (neuester vorliegender Stand)." if carried else ".")
        )
    for area in facts.unknown_areas(level):
        fact = latest.get(area.area_id)
        if fact and fact.numerator:
            notes.append(f"Keinem Gebiet zuordenbare Fälle: {number(fact.numerator)}.")
    notes.append(origin.sources(facts, origin.ids(indicator, latest.values())))
    return [note for note in notes if note]


def _own(known: list[Fact]) -> str:
    return known[0].period if known else ""


def _trend_note(indicator: Indicator, known: list[Fact]) -> str:
    if any(fact.previous_period for fact in known):
        return (
            f"„Bedarf“: Veränderung gegenüber {compared_with(indicator.cadence)}. „Klasse“: "
            f"1 {CLASS_NAMES[1]} bis 5 {CLASS_NAMES[5]}; in Klammern: nicht gesichert."
        )
    return "Für eine Veränderung des Bedarfs fehlt ein Vergleichswert."


def _rank_figure(facts: Facts, indicator: Indicator, level: Level) -> Figure:
    latest = facts.latest(indicator, level)
    known = [
        fact
        for area in facts.areas(level)
        if (fact := latest.get(area.area_id)) and fact.value is not None
    ]
    known.sort(key=lambda fact: fact.value or 0.0, reverse=indicator.higher_is_need)
    city = facts.city_value(indicator, known[0].period)
    when = period_of(known[0].period, indicator.cadence)
    unit = indicator.unit
    points = tuple(
        RankPoint(
            label=facts.labels[fact.area_id],
            value=shown(fact.value or 0.0, unit),
            low=None if fact.ci_low is None else shown(fact.ci_low, unit),
            high=None if fact.ci_high is None else shown(fact.ci_high, unit),
            text=_estimate_sign(fact.method == "apportioned") + amount(fact.value, unit),
            stands_out=fact.is_surely(HIGH, 5),
        )
        for fact in known
    )
    city_text = amount(city.value, unit) if city else ""
    first, last = points[0], points[-1]
    of_city = f" Die Stadt insgesamt liegt bei {city_text}." if city else ""
    return Figure(
        chart=RankChart(
            points,
            shown(city.value, unit) if city and city.value is not None else None,
            f"Stadt {city_text}" if city else "",
            unit,
        ),
        caption=(
            f"{indicator.name_de}: {level.plural_de} nach Höhe des Bedarfs, {when}. Punkt: Wert; "
            "Linie: 95-%-Bereich; dunkler Punkt: Klasse 4 oder 5, gesichert."
        ),
        alt=(
            f"Punktdiagramm von {number(len(points))} Gebieten, {when}. Höchster Bedarf: "
            f"{first.label} mit {first.text}. Niedrigster Bedarf: {last.label} mit {last.text}."
            f"{of_city} Alle Werte stehen in der Tabelle darunter."
        ),
        source_de=origin.of_indicator(facts, indicator, known),
    )
