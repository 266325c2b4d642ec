"""What changed since the last edition: new figures, other classes and findings, revisions."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

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
from sozialraum.report.rows.facts import Facts
from sozialraum.report.rows.sources import Revision
from sozialraum.words import Day, Joined, Listing, Message, Name, Period, Text, code
from sozialraum.words.numbers import NONE

_SHOWN = 25
"""Rows of a table here; all stand in the annex workbook."""


def section(facts: Facts, before: Facts | None) -> Section:
    title = Message("changes-title")
    if before is None:
        blocks: list[Block] = [
            Paragraph(Message("changes-first")),
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
    blocks = [Paragraph(Message("changes-compared", day=Day(last)))]
    if not found:
        blocks.append(Paragraph(Message("changes-none")))
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
    older = []
    for indicator in facts.tables.indicators:
        now = _newest(facts).get(indicator.indicator_id)
        earlier = then.get(indicator.indicator_id)
        link = anchor(indicator)
        if now and not earlier:
            text = Message("changes-first-figures", period=Period(now[1], indicator.cadence))
            items.append(Item(text, _lead(indicator.name_de), link))
        elif now and earlier and now > earlier:
            text = Message(
                "changes-newer-figures",
                period=Period(now[1], indicator.cadence),
                before=Period(earlier[1], indicator.cadence),
            )
            items.append(Item(text, _lead(indicator.name_de), link))
        elif earlier and (now is None or now[0] < earlier[0]):
            text = Message(
                "changes-older-figures",
                gone=code(now is None),
                period=Period(now[1] if now else "", indicator.cadence),
                before=Period(earlier[1], indicator.cadence),
            )
            older.append(Item(text, _lead(indicator.name_de), link))
    ids = {one.indicator_id for one in facts.tables.indicators}
    gone = [one.name_de for one in before.tables.indicators if one.indicator_id not in ids]
    blocks: list[Block] = []
    if items:
        blocks += [Paragraph(Message("changes-new-figures")), Bullets(tuple(items))]
    if older:
        blocks += [Paragraph(Message("changes-older")), Bullets(tuple(older))]
    if gone:
        blocks.append(Paragraph(Message("changes-gone", indicators=Listing(gone))))
    return blocks


def _lead(name: str) -> Text:
    return Joined((name, ":"), by="")


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
    now = {(one.area_id, one.indicator_id): one.need_class for one in facts.tables.latest}
    rows = []
    for (area_id, indicator_id), old in then.items():
        new = now.get((area_id, indicator_id))
        indicator = facts.indicator(indicator_id)
        if new == old or indicator is None:
            continue
        rows.append(
            Row(
                (
                    Cell(facts.area_name(area_id)),
                    Cell(indicator.name_de),
                    _class_cell(old),
                    _class_cell(new),
                )
            )
        )
    if not rows:
        return []
    return [
        Table(
            caption=Message("changes-classes"),
            columns=(
                Column(Message("labels-area"), "left", 3.0),
                Column(Message("labels-indicator"), "left", 3.5),
                Column(Message("changes-before"), "center"),
                Column(Message("changes-now"), "center"),
            ),
            rows=tuple(rows[:_SHOWN]),
            notes=_rest(len(rows)),
        )
    ]


def _class_cell(need_class: int | None) -> Cell:
    if need_class is None:
        return Cell(NONE, spoken=Message("changes-no-class"))
    return Cell(str(need_class), need_class)


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
                Message(
                    "changes-finding",
                    now=Joined((Message("labels-finding", finding=one.finding),)),
                    before=Joined((Message("labels-finding", finding=old),)),
                ),
                Message(
                    "changes-finding-of",
                    indicator=Name(indicator.name_de),
                    area=Joined((facts.area_name(one.area_id),)),
                ),
                anchor(indicator),
            )
        )
    if not items:
        return []
    rest = [Paragraph(one, "note") for one in _rest(len(items))]
    return [Paragraph(Message("changes-findings")), Bullets(tuple(items[:_SHOWN])), *rest]


def _revisions(facts: Facts, found: Sequence[Revision]) -> list[Block]:
    """What sources changed afterwards, counted by source, then cell by cell."""
    if not found:
        return [Paragraph(Message("changes-no-revision"))]
    titles = facts.source_titles
    counts = Counter(one.source_id for one in found)
    items = tuple(
        Item(Message("changes-count", n=count), _lead(titles.get(source, source)))
        for source, count in sorted(counts.items())
    )
    rows = tuple(
        Row(
            (
                Cell(facts.area_name(one.area_id), detail=titles.get(one.source_id, "")),
                Cell(" ".join(filter(None, (one.measure_id, one.breakdown)))),
                Cell(Period(one.period)),
                Cell(Message("changes-kind", change=one.change)),
                Cell(one.old_text or NONE),
                Cell(one.new_text or NONE),
                Cell(Day(_local(facts, one.new_vintage) if one.new_vintage else None, short=True)),
            )
        )
        for one in found[:_SHOWN]
    )
    return [
        Paragraph(Message("changes-revisions")),
        Bullets(items),
        Table(
            caption=Message("changes-revision-table"),
            columns=(
                Column(Message("changes-area-and-source"), "left", 3.2),
                Column(Message("changes-feature"), "left", 2.2),
                Column(Message("labels-period"), "left", 1.2),
                Column(Message("changes-kind-head"), "left", 1.1),
                Column(Message("changes-before")),
                Column(Message("changes-new")),
                Column(Message("changes-since"), weight=1.2),
            ),
            rows=rows,
            notes=_rest(len(found)),
        ),
    ]


def _rest(count: int) -> tuple[Text, ...]:
    if count <= _SHOWN:
        return ()
    return (Message("changes-rest", shown=_SHOWN, n=count),)
