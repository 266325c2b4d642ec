"""The connector that reads the bundled copies instead of the portal."""

import re
from collections.abc import Callable, Iterator, Mapping

from sozialraum.base.errors import SourceError
from sozialraum.base.files import entries_below, read_own
from sozialraum.declarations.catalogue import Catalogue
from sozialraum.declarations.source import Source
from sozialraum.ingest.landing import Known, Retrieved


class SnapshotConnector:
    """Reads the files of ``cities/<city>/snapshot/``, as retrieved on the day of the snapshot."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def close(self) -> None:
        """Nothing is kept open."""

    def ask_ahead(self, source: Source, known: Mapping[str, Known]) -> None:
        """Files need not be waited for."""

    def retrieve(
        self, source: Source, known: Mapping[str, Known], heard: Callable[[str], None]
    ) -> Iterator[Retrieved]:
        """Every table of ``source`` that the snapshot holds, a yearly series in order of years.

        Raises:
            SourceError: a table is missing, or a year in the middle of a series.
            WarehouseError: a folder of a series may not be listed.
        """
        folder = self._catalogue.snapshot_folder
        for dataset in self._datasets(source):
            path = folder / source.file_name(dataset)
            try:
                content = read_own(path)
            except FileNotFoundError:
                raise SourceError(
                    f"source '{source.id}': the snapshot has no file {path.name}; "
                    f"expected in {folder}"
                ) from None
            except OSError as error:
                raise SourceError(
                    f"source '{source.id}': {path} cannot be read: {error.strerror or error}"
                ) from error
            yield Retrieved(
                dataset_id=dataset,
                url=self._catalogue.table_url(source, dataset),
                content=content,
                retrieved_at=self._catalogue.snapshot.retrieved_at,
                licence=source.licence,
                file_name=None if path.suffix == ".csv" else source.file_name(dataset),
            )

    def _datasets(self, source: Source) -> list[str]:
        if not source.is_yearly_series:
            return [source.dataset]
        before, after = source.dataset.split("{year}")
        pattern = re.compile(rf"{re.escape(before)}(\d{{4}}){re.escape(after)}")
        folder = self._catalogue.snapshot_folder
        ending = source.file_name("")
        files = {
            one.relative_to(folder).as_posix().removesuffix(ending)
            for one in entries_below(folder, f"*{ending}")
        }
        years = {int(match.group(1)) for name in files if (match := pattern.fullmatch(name))}
        years |= {year for year, name in source.dataset_overrides.items() if name in files}
        assert source.first_year is not None
        last = max(years, default=source.first_year)
        return [source.dataset_of(year) for year in range(source.first_year, last + 1)]
