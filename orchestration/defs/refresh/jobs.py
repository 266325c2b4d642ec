"""The one job, and its schedule."""

import os

from dagster import (
    AssetSelection,
    DefaultScheduleStatus,
    ScheduleDefinition,
    define_asset_job,
)

from orchestration.defs.refresh.alerts import remember_failure

SCHEDULE_VARIABLE = "SOZIALRAUM_SCHEDULE"

refresh_job = define_asset_job(
    "refresh",
    selection=AssetSelection.all(),
    hooks={remember_failure},
    config={"loggers": {"progress": {}}},
    description="Sources, marts, audit, publication, report: the whole chain.",
)


def refresh_schedule(timezone: str) -> ScheduleDefinition:
    """The 5th of each month at six in the morning; off unless ``SOZIALRAUM_SCHEDULE=on`` or it
    is switched on in the UI."""
    on = os.environ.get(SCHEDULE_VARIABLE, "off").lower() == "on"
    return ScheduleDefinition(
        name="monthly_refresh",
        job=refresh_job,
        cron_schedule="0 6 5 * *",
        execution_timezone=timezone,
        default_status=DefaultScheduleStatus.RUNNING if on else DefaultScheduleStatus.STOPPED,
        description="On the 5th of each month at 06:00, when the month's statistics are out.",
    )
