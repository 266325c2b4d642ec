"""Which areas a register may name: those of the official crosswalk table, as they are today."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from unicodedata import normalize
from zoneinfo import ZoneInfo

from sozialraum.base.errors import SourceError
from sozialraum.declarations import Catalogue
from sozialraum.declarations.city import CODE_FROM_NAME, Level
from sozialraum.declarations.notation import plain_label
from sozialraum.declarations.source import AreaColumn, Source
from sozialraum.ingest.landing import Landing, LandingStore
from sozialraum.ingest.reading import read_table
from sozialraum.ingest.snapshot import SnapshotConnector
from sozialraum.ingest.wire import CheckedTable
from sozialraum.registers.areas_today import AreasToday
from sozialraum.registers.problem import named
from sozialraum.words import Day, Message, Name

SHOWN = 3
"""Labels that are named."""


@dataclass(frozen=True)
class KnownAreas:
    """``labels``: level -> code -> label; ``names``: level -> what else an area may be called, in
    small letters -> code; ``units``: per smallest unit, level -> code; ``told``: which table says
    so, of which day it is, and what of it cannot be read. Where labels have no code, an area's
    label stands for it, as it does in ``stg_register_row``."""

    labels: Mapping[str, Mapping[str, str]]
    names: Mapping[str, Mapping[str, str]]
    units: Sequence[Mapping[str, str]]
    told: Sequence[Message]

    def overlap(self, codes: Mapping[str, str]) -> bool:
        """Whether areas of several levels have at least one smallest unit in common."""
        return any(codes.items() <= unit.items() for unit in self.units)

    def within(self, level: str, others: Mapping[str, str]) -> list[str]:
        """The codes of ``level`` that overlap with areas of other levels."""
        return sorted(
            {unit[level] for unit in self.units if level in unit and others.items() <= unit.items()}
        )


def known_areas(
    catalogue: Catalogue,
    landings: LandingStore | None = None,
    counts: Callable[[Landing], bool] | None = None,
    day: date | None = None,
) -> KnownAreas:
    """Read from the newest landing of the crosswalk (of a yearly series that of the latest year),
    or from the bundled copy where none landed of the table that is declared now.

    Args:
        counts: whether a landing is used; else all that have come and were not withdrawn.
        day: whose reforms count; else today's.

    Raises:
        SourceError: there is no crosswalk table, or it cannot be read as declared.
    """
    source = catalogue.source(catalogue.crosswalk)
    landed = landings.vintages(source.id) if landings else []
    counts = counts or _has_come
    counting = [one for one in landed if source.names(one.dataset_id) and counts(one)]
    others = ", ".join(sorted({one.name for one in landed}))
    if counting:
        used, where = max(counting, key=_rank(source)), "landed"
        table = read_table(source, used)
    else:
        try:
            bundled = list(SnapshotConnector(catalogue).retrieve(source, {}, lambda _: None))[-1]
        except SourceError as error:
            but = f"; landed is only what does not count (any more, or yet): {others}"
            raise SourceError(f"{error}{but if others else ''}") from None
        used = LandingStore(catalogue.snapshot_folder).draft(source.id, bundled)
        table = read_table(source, used, bundled.content)
        where = "instead" if others else "bundled"
    columns = {area.level: _labels(table, area) for area in source.areas}
    levels = {level.id: level for level in catalogue.levels}
    codes = {
        level: {
            label: code
            for label in texts
            if (code := levels[level].written_code(label)) is not None
        }
        for level, texts in columns.items()
    }
    placed = [
        {level: code for level in columns if (code := codes[level].get(columns[level][row]))}
        for row in range(table.height)
    ]
    zone = ZoneInfo(catalogue.city.timezone)
    reforms = catalogue.reforms.on(day or datetime.now(zone).date())
    today = AreasToday.of(catalogue, reforms, table, placed)
    told = Message(
        "registers-areas",
        title=Name(source.title),
        where=where,
        day=Day(used.retrieved_at.astimezone(zone).date(), short=True),
        others=Name(others),
    )
    unread = {
        level: {_shown(label) for label in texts if label not in codes[level]}
        - {"", *levels[level].unknown, *levels[level].whole_city}
        for level, texts in columns.items()
    }
    return KnownAreas(
        labels={
            level: {
                unit[level]: " ".join([unit[level], named_so])
                if (named_so := levels[level].area_names.get(unit[level]))
                else _shown(texts[row])
                for row, unit in today.rows.items()
                if level in unit
            }
            for level, texts in columns.items()
        },
        names={
            level: _names(
                levels[level],
                {label: one for label, code in known.items() if (one := today.called(level, code))},
            )
            for level, known in codes.items()
        },
        units=list(today.rows.values()),
        told=(told, *_told_unread(unread, levels)),
    )


def _rank(source: Source) -> Callable[[Landing], tuple[int, datetime]]:
    """The latest year of a yearly series counts before the newest file."""
    last = datetime.now(UTC).year + 1
    return lambda one: (source.year_of(one.dataset_id, last) or 0, one.retrieved_at)


def _shown(label: str) -> str:
    return label.replace(CODE_FROM_NAME, " ").strip()


def _told_unread(unread: Mapping[str, set[str]], levels: Mapping[str, Level]) -> Iterator[Message]:
    """Labels that are none of their level, as it is declared now."""
    for level, labels in unread.items():
        if labels:
            yield Message(
                "registers-areas-unread",
                level=Name(levels[level].name),
                n=len(labels),
                labels=named(sorted(labels)[:SHOWN]),
            )


def _has_come(landing: Landing) -> bool:
    """Whether it was not withdrawn, and bears no day to come."""
    return landing.retrieved_at <= datetime.now(UTC) and landing.withdrawn_at is None


def _labels(table: CheckedTable, area: AreaColumn) -> list[str]:
    """As ``raw.cell`` has them."""
    columns = [table.column(one) for one in (area.column, area.name_column) if one is not None]
    return [
        CODE_FROM_NAME.join(plain_label(text) for text in texts)
        for texts in zip(*columns, strict=True)
    ]


def _names(level: Level, codes: Mapping[str, str]) -> dict[str, str]:
    """What may mean two areas is left out.

    Args:
        codes: label -> code.
    """
    found: dict[str, set[str]] = {}
    for label, code in codes.items():
        for text in (label, level.area_names.get(code, label)):
            for name in level.names(normalize("NFC", text)):
                found.setdefault(name, set()).add(code)
    return {name: min(meant) for name, meant in found.items() if len(meant) == 1}
