"""How a table of the annex is declared: its columns, and how each is read from a record."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sozialraum.report.chapters.shapes import ColumnKind, DataColumn, DataTable, DataValue
from sozialraum.report.rows.facts import Facts
from sozialraum.words import Message, Text

Spec = tuple[DataColumn, Callable[[Any], DataValue]]


def table(
    name: str, specs: Sequence[Spec], records: Iterable[Any], notes: Sequence[Text] = ()
) -> DataTable:
    return DataTable(
        name,
        Message("data-sheet", table=name),
        Message("data-title", table=name),
        Message("data-about", table=name),
        tuple(column for column, _ in specs),
        tuple(tuple(read(record) for _, read in specs) for record in records),
        tuple(notes),
    )


def text(name: str, column: str = "", read: Callable[[Any], DataValue] | None = None) -> Spec:
    """``column`` is what the catalogue knows the heading by where tables differ in it."""
    return typed("text", name, column, read=read)


def typed(
    kind: ColumnKind,
    name: str,
    column: str = "",
    unit: str = "",
    read: Callable[[Any], DataValue] | None = None,
) -> Spec:
    heading = DataColumn(
        name,
        Message("data-column", column=column or name),
        kind,
        Message("data-unit", unit=unit) if unit else "",
    )
    return heading, read or (lambda record: getattr(record, name))


def coded(name: str, message: str, argument: str = "", column: str = "") -> Spec:
    """A column of codes, each said by a message that takes it."""

    def read(record: Any) -> DataValue:
        value = getattr(record, name)
        return None if value is None else Message(message, **{argument or name: value})

    return text(name, column, read)


def area_column(facts: Facts) -> Spec:
    unknown = {one.area_id for one in facts.tables.areas if one.is_unknown}

    def read(record: Any) -> DataValue:
        if record.area_id in unknown:
            return Message("data-unknown-area")
        if record.area_id == facts.tables.city.city_area_id:
            return facts.place(record.area_id)
        return facts.labels.get(record.area_id) or str(record.area_id)

    return text("area", read=read)


def source_column(facts: Facts) -> Spec:
    titles = facts.source_titles
    return text("source_id", "source", lambda one: titles.get(one.source_id, one.source_id))
