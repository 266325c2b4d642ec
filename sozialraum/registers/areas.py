"""Which areas a register may name: those of the official crosswalk table."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sozialraum.base.errors import SourceError
from sozialraum.declarations import Catalogue
from sozialraum.declarations.city import Level
from sozialraum.declarations.source import Source
from sozialraum.ingest.landing import Landing, LandingStore
from sozialraum.ingest.reading import read_table
from sozialraum.ingest.snapshot import SnapshotConnector
from sozialraum.registers.problem import named
from sozialraum.words import Day, Message, Name

SHOWN = 3
"""Labels that are named."""


@dataclass(frozen=True)
class KnownAreas:
    """``labels``: level -> code -> label; ``units``: per smallest unit, level -> code; ``told``:
    which table says so, of which day it is, and what of it cannot be read."""

    labels: Mapping[str, Mapping[str, str]]
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


def known_areas(catalogue: Catalogue, landings: LandingStore | None = None) -> KnownAreas:
    """Read from the newest landing of the crosswalk, or from the bundled copy where none landed of
    the table that is declared now.

    Raises:
        SourceError: there is no crosswalk table, or it cannot be read as declared.
    """
    source = catalogue.source(catalogue.crosswalk)
    landed = landings.vintages(source.id) if landings else []
    counting = [one for one in landed if _counts(source, one)]
    others = ", ".join(sorted({one.name for one in landed}))
    if counting:
        used, where = counting[-1], "landed"
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
    columns = {area.level: table.column(area.column) for area in source.areas}
    levels = {level.id: level for level in catalogue.levels}
    labels: dict[str, dict[str, str]] = {level: {} for level in columns}
    unread: dict[str, set[str]] = {level: set() for level in columns}
    units: list[dict[str, str]] = []
    for row in range(table.height):
        unit = {}
        for level, texts in columns.items():
            label = texts[row].strip()
            declared = levels[level]
            match = re.match(declared.pattern or "", label)
            if match and "code" in match.groupdict():
                unit[level] = match.group("code")
                labels[level][unit[level]] = label
            elif not match and label and label not in {*declared.unknown, *declared.whole_city}:
                unread[level].add(label)
        units.append(unit)
    day = used.retrieved_at.astimezone(ZoneInfo(catalogue.city.timezone)).date()
    told = Message(
        "registers-areas",
        title=Name(source.title),
        where=where,
        day=Day(day, short=True),
        others=Name(others),
    )
    return KnownAreas(labels, units, (told, *_told_unread(unread, levels)))


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


def _counts(source: Source, landing: Landing) -> bool:
    """Whether it is of the table that is declared, was not withdrawn, and bears no day to come."""
    is_declared = (
        source.delivery != "portal"
        or source.is_yearly_series
        or landing.dataset_id == source.dataset
    )
    has_come = landing.retrieved_at <= datetime.now(UTC)
    return is_declared and has_come and landing.withdrawn_at is None
