"""The months that editions of the report are made for, as partitions."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from dagster import MonthlyPartitionsDefinition

from sozialraum.base.warehouse import Warehouse
from sozialraum.declarations import Catalogue
from sozialraum.ingest.connector import LIVE
from sozialraum.ingest.connectors import chosen_connector
from sozialraum.ingest.landing import LandingStore
from sozialraum.ingest.refresh_day import retrieval_day


@dataclass(frozen=True)
class Editions:
    """The months that can be made; on days before ``first_day`` nothing was known."""

    months: MonthlyPartitionsDefinition
    first_day: date


def editions(catalogue: Catalogue, warehouse: Warehouse) -> Editions:
    """From the month in which the first file was landed to the running one.

    Where nothing is landed yet, the first refresh will land it. A machine's clock may be behind
    the bundled figures, or behind the files that are delivered to it.
    """
    zone = ZoneInfo(catalogue.city.timezone)
    retrieval = retrieval_day(catalogue, is_live=chosen_connector(None) == LIVE)
    span = LandingStore(warehouse.landing).span(catalogue.source_ids) or (retrieval, retrieval)
    first = min(retrieval, span[0]).astimezone(zone)
    now = datetime.now(zone)
    last = max(now, catalogue.snapshot.retrieved_at, span[1]).astimezone(zone)
    months = MonthlyPartitionsDefinition(
        start_date=f"{first:%Y-%m}",
        fmt="%Y-%m",
        timezone=catalogue.city.timezone,
        # the running month, too, whose partition has not ended
        end_offset=1 + (last.year - now.year) * 12 + last.month - now.month,
    )
    return Editions(months, first.date())
