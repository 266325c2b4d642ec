"""Which areas a register may name: those of the official crosswalk table."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sozialraum.declarations import Catalogue
from sozialraum.ingest.landing import LandingStore
from sozialraum.ingest.reading import read_table
from sozialraum.ingest.snapshot import SnapshotConnector


@dataclass(frozen=True)
class KnownAreas:
    """``labels``: level -> code -> label; ``units``: per smallest unit, level -> code."""

    labels: Mapping[str, Mapping[str, str]]
    units: Sequence[Mapping[str, str]]

    def overlap(self, codes: Mapping[str, str]) -> bool:
        """Whether areas of several levels have at least one smallest unit in common."""
        return any(codes.items() <= unit.items() for unit in self.units)

    def within(self, level: str, others: Mapping[str, str]) -> list[str]:
        """The codes of ``level`` that overlap with areas of other levels."""
        return sorted(
            {unit[level] for unit in self.units if level in unit and others.items() <= unit.items()}
        )


def known_areas(catalogue: Catalogue, landings: LandingStore | None = None) -> KnownAreas:
    """Read from the newest landing of the crosswalk, or from the bundled copy where none landed.

    Raises:
        SourceError: there is no crosswalk table, or it cannot be read as declared.
    """
    source = catalogue.source(catalogue.crosswalk)
    vintages = landings.vintages(source.id) if landings else []
    if vintages:
        table = read_table(source, vintages[-1])
    else:
        bundled = list(SnapshotConnector(catalogue).retrieve(source, {}, lambda _: None))[-1]
        draft = LandingStore(catalogue.snapshot_folder).draft(source.id, bundled)
        table = read_table(source, draft, bundled.content)
    columns = {area.level: table.column(area.column) for area in source.areas}
    patterns = {level.id: level.pattern for level in catalogue.levels if level.pattern}
    labels: dict[str, dict[str, str]] = {level: {} for level in columns}
    units: list[dict[str, str]] = []
    for row in range(table.height):
        unit = {}
        for level, texts in columns.items():
            label = texts[row].strip()
            match = re.match(patterns.get(level, "$^"), label)
            if match and "code" in match.groupdict():
                unit[level] = match.group("code")
                labels[level][unit[level]] = label
        units.append(unit)
    return KnownAreas(labels, units)
