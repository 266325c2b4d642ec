"""The resources that assets share."""

from collections.abc import Generator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from dagster import ConfigurableResource, Failure, InitResourceContext
from pydantic import PrivateAttr

from sozialraum.declarations import Catalogue, load_catalogue
from sozialraum.errors import BusyError
from sozialraum.warehouse import Warehouse


class RefreshResource(ConfigurableResource):  # type: ignore[type-arg]
    """The warehouse, locked for one run, and the declarations that the run works with."""

    as_of: str | None = None

    _catalogue: Catalogue = PrivateAttr()
    _warehouse: Warehouse = PrivateAttr()

    @contextmanager
    def yield_for_execution(
        self, context: InitResourceContext
    ) -> Generator["RefreshResource", None, None]:
        self._catalogue = load_catalogue()
        self._warehouse = Warehouse.default()
        try:
            with self._warehouse.locked():
                yield self
        except BusyError as error:
            raise Failure(str(error), allow_retries=False) from error

    @property
    def catalogue(self) -> Catalogue:
        return self._catalogue

    @property
    def warehouse(self) -> Warehouse:
        return self._warehouse

    @property
    def build_database(self) -> Path:
        return self._warehouse.build_database

    @property
    def as_of_date(self) -> date:
        """The day whose knowledge is used: as configured, else the day of the snapshot."""
        if self.as_of:
            return date.fromisoformat(self.as_of)
        retrieved: datetime = self._catalogue.snapshot.retrieved_at
        return retrieved.astimezone(ZoneInfo(self._catalogue.city.timezone)).date()
