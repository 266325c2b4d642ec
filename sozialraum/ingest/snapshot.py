"""The connector that reads the bundled copies instead of the portal."""

import re
from collections.abc import Iterator

from sozialraum.declarations.catalogue import Catalogue
from sozialraum.declarations.source import Source
from sozialraum.errors import SourceError
from sozialraum.ingest.landing import Retrieved


def retrieve_from_snapshot(catalogue: Catalogue, source: Source) -> Iterator[Retrieved]:
    """Every table of ``source`` that the snapshot holds, a yearly series in order of years.

    Raises:
        SourceError: a table is missing, or a year in the middle of a series.
    """
    for dataset in _datasets(catalogue, source):
        path = catalogue.snapshot_folder / f"{dataset}.csv"
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            raise SourceError(
                f"source '{source.id}': the snapshot has no file {path.name}; "
                f"expected in {catalogue.snapshot_folder}"
            ) from None
        except OSError as error:
            raise SourceError(
                f"source '{source.id}': {path} cannot be read: {error.strerror or error}"
            ) from error
        yield Retrieved(
            dataset_id=dataset,
            url=catalogue.table_url(source, dataset),
            content=content,
            retrieved_at=catalogue.snapshot.retrieved_at,
            licence=source.licence,
        )


def _datasets(catalogue: Catalogue, source: Source) -> list[str]:
    if not source.is_yearly_series:
        return [source.dataset]
    before, after = source.dataset.split("{year}")
    pattern = re.compile(rf"{re.escape(before)}(\d{{4}}){re.escape(after)}\.csv")
    years = sorted(
        int(match.group(1))
        for path in catalogue.snapshot_folder.glob("*.csv")
        if (match := pattern.fullmatch(path.name))
    )
    assert source.first_year is not None
    last = max(years, default=source.first_year)
    return [source.dataset.format(year=year) for year in range(source.first_year, last + 1)]
