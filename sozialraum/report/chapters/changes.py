"""What changed since the last edition: new figures, other classes and findings, revisions."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sozialraum.report import pandemic_texts as pandemic
from sozialraum.report.chapters.data import REVISIONS
from sozialraum.report.chapters.indicator import anchor
from sozialraum.report.chapters.shapes import (
    Block,
    Bullets,
    Cell,
    Column,
    Item,
    Paragraph,
    Row,
    Section,
    Table,
)
from sozialraum.report.numbers_de import NONE, day, number, period, short_day
from sozialraum.report.rows.facts import Facts
from sozialraum.report.rows.read import Revision
from sozialraum.report.texts import counted, listing, period_of

_SHOWN = 25
"""Rows of a table here; all stand in the annex workbook."""


def section(facts: Facts, before: Facts | None) -> Section:
    title = "Was sich seit der letzten Ausgabe geändert hat"
    if before is None:
        blocks: list[Block] = [
            Paragraph(
                "Dies ist die erste Ausgabe, für die eine frühere zum Vergleich nicht vorliegt."
            ),
            *_revisions(facts, facts.tables.revisions),
        ]
        return Section("aenderungen", title, tuple(blocks))
    last = before.tables.city.as_of
    revised = [one for one in facts.tables.revisions if _is_after(facts, one, last)]
    found = [
        *_new_figures(facts, before),
        *_classes(facts, before),
        *_findings(facts, before),
        *_revisions(facts, revised),
    ]
    blocks = [Paragraph(f"Verglichen mit der Ausgabe zum Stand {day(last)}.")]
    if not found:
        blocks.append(Paragraph("Keine Zahl und kein Befund hat sich seitdem geändert."))
    return Section("aenderungen", title, (*blocks, *found))


def _is_after(facts: Facts, one: Revision, last: date) -> bool:
    return one.new_vintage is None or _local(facts, one.new_vintage) > last


def _local(facts: Facts, moment: datetime) -> date:
    """The day of a moment as the city's clocks say."""
    zone = facts.tables.city.timezone
    return moment.astimezone(ZoneInfo(zone)).date() if zone else moment.date()


def _new_figures(facts: Facts, before: Facts) -> list[Block]:
    """Indicators with a newer period, new ones, and those that are gone."""
    then = _newest(before)
    items = []
    for indicator in facts.tables.indicators:
        now = _newest(facts).get(indicator.indicator_id)
        earlier = then.get(indicator.indicator_id)
        link = anchor(indicator)
        if now and not earlier:
            text = f"erstmals Zahlen, bis {period_of(now[1], indicator.cadence)}."
            items.append(Item(text, f"{indicator.name_de}:", link))
        elif now and earlier and now > earlier:
            text = (
                f"neue Zahlen bis {period_of(now[1], indicator.cadence)}, bisher bis "
                f"{period_of(earlier[1], indicator.cadence)}."
            )
            items.append(Item(text, f"{indicator.name_de}:", link))
    ids = {one.indicator_id for one in facts.tables.indicators}
    gone = [one.name_de for one in before.tables.indicators if one.indicator_id not in ids]
    blocks: list[Block] = []
    if items:
        blocks += [Paragraph("Neue Zahlen:"), Bullets(tuple(items))]
    if gone:
        blocks.append(Paragraph(f"Nicht mehr enthalten: {listing(gone)}."))
    return blocks


def _newest(facts: Facts) -> dict[str, tuple[date, str]]:
    found: dict[str, tuple[date, str]] = {}
    for fact in [*facts.tables.latest, *facts.tables.city_series]:
        if fact.value is None:
            continue
        one = (fact.period_end, fact.period)
        if fact.indicator_id not in found or one > found[fact.indicator_id]:
            found[fact.indicator_id] = one
    return found


def _classes(facts: Facts, before: Facts) -> list[Block]:
    then = {(one.area_id, one.indicator_id): one.need_class for one in before.tables.latest}
    rows = []
    for fact in facts.tables.latest:
        old = then.get((fact.area_id, fact.indicator_id))
        indicator = facts.indicator(fact.indicator_id)
        if old is None or fact.need_class in (None, old) or indicator is None:
            continue
        rows.append(
            Row(
                (
                    Cell(facts.area_name(fact.area_id)),
                    Cell(indicator.name_de),
                    Cell(str(old), old),
                    Cell(str(fact.need_class), fact.need_class),
                )
            )
        )
    if not rows:
        return []
    return [
        Table(
            caption="Andere Bedarfsklasse als in der letzten Ausgabe",
            columns=(
                Column("Gebiet", "left", 3.0),
                Column("Indikator", "left", 3.5),
                Column("bisher", "center"),
                Column("jetzt", "center"),
            ),
            rows=tuple(rows[:_SHOWN]),
            notes=_rest(len(rows)),
        )
    ]


def _findings(facts: Facts, before: Facts) -> list[Block]:
    then = {(one.area_id, one.indicator_id): one.finding for one in before.tables.effects}
    items = []
    for one in facts.tables.effects:
        old = then.get((one.area_id, one.indicator_id))
        indicator = facts.indicator(one.indicator_id)
        if old is None or old == one.finding or indicator is None:
            continue
        items.append(
            Item(
                f"{pandemic.FINDINGS.get(one.finding, one.finding)}, bisher: "
                f"{pandemic.FINDINGS.get(old, old)}.",
                f"{indicator.name_de}, {facts.area_name(one.area_id)}:",
                anchor(indicator),
            )
        )
    if not items:
        return []
    return [Paragraph("Andere Befunde zur Pandemie:"), Bullets(tuple(items[:_SHOWN]))]


def _revisions(facts: Facts, found: Sequence[Revision]) -> list[Block]:
    """What sources changed afterwards, counted by source, then cell by cell."""
    if not found:
        return [Paragraph("Keine Quelle hat eine schon veröffentlichte Zahl geändert.")]
    titles = facts.source_titles
    counts = Counter(one.source_id for one in found)
    items = tuple(
        Item(f"{counted(count, 'Angabe', 'Angaben')}.", f"{titles.get(source, source)}:")
        for source, count in sorted(counts.items())
    )
    rows = tuple(
        Row(
            (
                Cell(facts.area_name(one.area_id), detail=titles.get(one.source_id, "")),
                Cell(" ".join(filter(None, (one.measure_id, one.breakdown)))),
                Cell(period(one.period)),
                Cell(REVISIONS.get(one.change, one.change)),
                Cell(one.old_text or NONE),
                Cell(one.new_text or NONE),
                Cell(short_day(_local(facts, one.new_vintage) if one.new_vintage else None)),
            )
        )
        for one in found[:_SHOWN]
    )
    return [
        Paragraph("Nachträglich geänderte Angaben der Quellen (Revisionen):"),
        Bullets(items),
        Table(
            caption="Revisionen",
            columns=(
                Column("Gebiet und Quelle", "left", 3.2),
                Column("Merkmal", "left", 2.2),
                Column("Zeitraum", "left", 1.2),
                Column("Art", "left", 1.1),
                Column("bisher"),
                Column("neu"),
                Column("seit", weight=1.2),
            ),
            rows=rows,
            notes=_rest(len(found)),
        ),
    ]


def _rest(count: int) -> tuple[str, ...]:
    if count <= _SHOWN:
        return ()
    return (
        f"Gezeigt sind {number(_SHOWN)} von {number(count)}; alle stehen in der Anlage, soweit sie "
        "Revisionen sind.",
    )
