"""The labels of a city's areas, as its official crosswalk table writes them."""

import csv
import io

from sozialraum.base.errors import SourceError
from sozialraum.base.warehouse import Warehouse
from sozialraum.declarations import Catalogue
from sozialraum.declarations.source import Source
from sozialraum.ingest.landing import LandingStore
from sozialraum.ingest.snapshot import SnapshotConnector
from sozialraum.ingest.wire import normal_header


def area_labels(
    catalogue: Catalogue, warehouse: Warehouse, source: Source
) -> list[tuple[str, ...]]:
    """One tuple per area (or part, where a table names several levels), sorted, with the labels
    in the order of the source's area columns; one empty tuple for a table of the whole city.

    Raises:
        SourceError: the crosswalk has no column for a level.
    """
    if not source.areas:
        return [()]
    crosswalk = catalogue.source(catalogue.crosswalk)
    text = _newest_crosswalk(catalogue, warehouse, crosswalk).decode(crosswalk.encoding)
    rows = csv.DictReader(
        io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=crosswalk.delimiter
    )
    columns = {area.level: normal_header(area.column) for area in crosswalk.areas}
    unknown = [area.level for area in source.areas if area.level not in columns]
    if unknown:
        raise SourceError(
            f"source '{source.id}': the crosswalk '{crosswalk.id}' has no column for {unknown}"
        )
    levels = {level.id: level for level in catalogue.levels}
    found = set()
    for row in rows:
        by_header = {normal_header(name or ""): value for name, value in row.items()}
        labels = tuple(str(by_header[columns[area.level]]).strip() for area in source.areas)
        if all(
            levels[area.level].pattern is None or levels[area.level].find(label)
            for area, label in zip(source.areas, labels, strict=True)
        ):
            found.add(labels)
    return sorted(found)


def _newest_crosswalk(catalogue: Catalogue, warehouse: Warehouse, crosswalk: Source) -> bytes:
    landed = LandingStore(warehouse.landing).vintages(crosswalk.id)
    if landed:
        return landed[-1].content()
    bundled = SnapshotConnector(catalogue).retrieve(crosswalk, {}, lambda _: None)
    return next(bundled).content
