"""Which areas a register may name: those of the official crosswalk table."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sozialraum.base.errors import SourceError
from sozialraum.declarations import Catalogue
from sozialraum.ingest.landing import LandingStore
from sozialraum.ingest.snapshot import SnapshotConnector
from sozialraum.ingest.wire import normal_header


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
        content = vintages[-1].content()
    else:
        bundled = SnapshotConnector(catalogue).retrieve(source, {}, lambda _: None)
        content = list(bundled)[-1].content
    try:
        text = content.decode(source.encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise SourceError(f"source '{source.id}': {error}") from None
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=source.delimiter)
    reader.fieldnames = [normal_header(name) for name in reader.fieldnames or []]
    columns = {area.level: normal_header(area.column) for area in source.areas}
    patterns = {level.id: level.pattern for level in catalogue.levels if level.pattern}
    labels: dict[str, dict[str, str]] = {level: {} for level in columns}
    units: list[dict[str, str]] = []
    for row in reader:
        unit = {}
        for level, column in columns.items():
            label = (row.get(column) or "").strip()
            match = re.match(patterns.get(level, "$^"), label)
            if match and "code" in match.groupdict():
                unit[level] = match.group("code")
                labels[level][unit[level]] = label
        units.append(unit)
    return KnownAreas(labels, units)
