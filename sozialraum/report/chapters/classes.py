"""The annex: what sources say of areas in words, measure by measure."""

from collections.abc import Sequence
from itertools import groupby

from sozialraum.report.chapters.shapes import (
    Block,
    Cell,
    Column,
    Paragraph,
    Row,
    Section,
    Table,
)
from sozialraum.report.rows.facts import Facts
from sozialraum.report.rows.figures import AreaClass
from sozialraum.words import Joined, Listing, Message, Name, Period, code
from sozialraum.words.numbers import NONE

PERIODS = 4
"""How many of the last periods are shown."""


def section(facts: Facts) -> Section | None:
    """A part for each measure of classes; None where no source has any."""
    parts = tuple(
        _measure(facts, list(found))
        for _, found in groupby(facts.tables.classes, key=lambda one: one.measure_id)
    )
    if not parts:
        return None
    about = Paragraph(Message("classes-about"))
    return Section("klassen", Message("classes-title"), (about,), parts)


def _measure(facts: Facts, found: Sequence[AreaClass]) -> Section:
    first = found[0]
    declared = [one for one in facts.tables.measure_classes if one.measure_id == first.measure_id]
    blocks: list[Block] = []
    if declared:
        named = Message(
            "classes-named",
            ordered=code(declared[0].is_ordered),
            classes=Listing(Name(one.class_name) for one in declared),
        )
        blocks.append(Paragraph(named))
    for level in facts.tables.levels:
        for source in dict.fromkeys(one.source_id for one in found):
            here = [
                one
                for one in found
                if (one.area_level, one.source_id) == (level.area_level, source)
            ]
            areas = [area.area_id for area in facts.areas(level)]
            if table := _table(facts, [one for one in here if one.area_id in areas], areas):
                blocks.append(table)
    return Section(f"klasse-{first.measure_id}", Name(first.name_de), tuple(blocks))


def _table(facts: Facts, here: Sequence[AreaClass], areas: Sequence[str]) -> Table | None:
    if not here:
        return None
    periods = sorted({(one.period_end, one.period) for one in here})[-PERIODS:]
    by_place = {(one.area_id, one.period): one for one in here}
    newest = [one for one in here if one.period == periods[-1][1]]
    compared = [one.is_changed for one in newest if one.is_changed is not None]
    changed = Message(
        "classes-compared", period=Period(periods[-1][1]), n=len(compared), changed=sum(compared)
    )
    source = Name(facts.source_titles.get(here[0].source_id, here[0].source_id))
    there = {one.area_id for one in here}
    return Table(
        caption=Message(
            "classes-caption",
            measure=Name(here[0].name_de),
            level=Name(facts.level(here[0].area_level).plural_de),
        ),
        columns=(
            Column(Message("labels-area"), "left", 2.6),
            *(Column(Period(period), "left", 1.6) for _, period in periods),
        ),
        rows=tuple(
            Row(
                (
                    Cell(Joined((facts.area_name(area),))),
                    *(_cell(by_place.get((area, period))) for _, period in periods),
                )
            )
            for area in areas
            if area in there
        ),
        notes=(*((changed,) if compared else ()), Message("classes-source", source=source)),
    )


def _cell(one: AreaClass | None) -> Cell:
    if one is None or one.class_name is None:
        is_withheld = one is not None and one.status == "suppressed"
        return Cell(Message("classes-withheld") if is_withheld else NONE)
    return Cell(Name(one.class_name), detail=Message("classes-changed") if one.is_changed else "")
