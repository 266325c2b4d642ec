"""The day that a refresh speaks for, and the time that what it retrieves bears."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from sozialraum.base.warehouse import Warehouse
from sozialraum.declarations import Catalogue
from sozialraum.ingest.landing import LandingStore
from sozialraum.ingest.office.dropbox import newest_delivery_day


def today(catalogue: Catalogue) -> date:
    """As the city's clocks say."""
    return datetime.now(ZoneInfo(catalogue.city.timezone)).date()


def retrieval_day(catalogue: Catalogue, *, is_live: bool) -> datetime:
    """The time that files retrieved now bear: the bundled ones that of their bundling."""
    return datetime.now(UTC) if is_live else catalogue.snapshot.retrieved_at


def newest_day(catalogue: Catalogue, warehouse: Warehouse, *, is_live: bool) -> date:
    """The day that a refresh speaks for, as the city's clocks say: today for the live portal, else
    the day of the bundled copies, or that of an office's file that came since."""
    zone = ZoneInfo(catalogue.city.timezone)
    day = retrieval_day(catalogue, is_live=is_live).astimezone(zone).date()
    if is_live:
        return day
    store = LandingStore(warehouse.landing)
    return max(day, newest_delivery_day(catalogue, store, warehouse.dropbox) or day)
