"""The months that editions of the report are made for, as partitions."""

from datetime import UTC, datetime

from dagster import MonthlyPartitionsDefinition

from sozialraum.declarations import Catalogue

PARTITION_TAG = "dagster/partition"
"""The tag by which a run says its month."""

MONTHS_AHEAD = 3


def editions(catalogue: Catalogue) -> MonthlyPartitionsDefinition:
    """From the year before the bundled copies were taken, for nothing landed is older, to some
    months ahead of the clock or of the copies: a day may be asked for in advance, and a machine's
    clock may be behind the files that are delivered to it."""
    taken = catalogue.snapshot.retrieved_at.astimezone(UTC)
    now = datetime.now(UTC)
    ahead = (taken.year - now.year) * 12 + taken.month - now.month
    return MonthlyPartitionsDefinition(
        start_date=f"{taken.year - 1}-01",
        fmt="%Y-%m",
        timezone=catalogue.city.timezone,
        end_offset=1 + MONTHS_AHEAD + max(ahead, 0),
    )
