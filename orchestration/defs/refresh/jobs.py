"""The one job, and its schedule."""

from zoneinfo import ZoneInfo

from dagster import (
    AssetSelection,
    DefaultScheduleStatus,
    RunRequest,
    ScheduleDefinition,
    ScheduleEvaluationContext,
    define_asset_job,
)

from orchestration.lib.progress import PROGRESS
from sozialraum.base.switches import is_on
from sozialraum.base.warehouse import Warehouse
from sozialraum.declarations import Catalogue, load_catalogue
from sozialraum.ingest.connector import LIVE
from sozialraum.ingest.connectors import chosen_connector
from sozialraum.ingest.refresh_day import newest_day
from sozialraum.publication.edition import month_of

SCHEDULE_VARIABLE = "SOZIALRAUM_SCHEDULE"

MAX_RUNTIME_SECONDS = 2 * 60 * 60
"""A refresh takes minutes, and waits for at most an hour for another one that is writing."""

UNATTENDED = {"dagster/max_retries": "1", "dagster/retry_strategy": "ALL_STEPS"}
"""Of runs that nobody watches: one whose process was killed is begun once more, from the first step
(the build database may be half written). One that a step has ended is not (``dagster.yaml``)."""

refresh_job = define_asset_job(
    "refresh",
    selection=AssetSelection.all(),
    config={"loggers": PROGRESS},
    tags={"dagster/max_runtime": str(MAX_RUNTIME_SECONDS)},
    description="Sources, marts, audit, publication, report: the whole chain. The month is that of "
    "the report's edition: a finished month is made with the knowledge of its last day. "
    "Offered are the months from that of the first landing to the running one.",
)


def refresh_schedule(catalogue: Catalogue) -> ScheduleDefinition:
    """The 5th of each month at six in the morning, the 12th and 19th again; off unless
    ``SOZIALRAUM_SCHEDULE=on`` or it is switched on in the UI."""
    on = is_on(SCHEDULE_VARIABLE)
    zone = ZoneInfo(catalogue.city.timezone)

    def this_month(context: ScheduleEvaluationContext) -> RunRequest:
        if chosen_connector(None) == LIVE:
            day = context.scheduled_execution_time.astimezone(zone).date()
        else:
            # as it is declared now: a scheduler may have run for months
            day = newest_day(load_catalogue(), Warehouse.default(), is_live=False)
        return RunRequest(partition_key=month_of(day), tags=UNATTENDED)

    return ScheduleDefinition(
        name="monthly_refresh",
        job=refresh_job,
        cron_schedule="0 6 5,12,19 * *",
        execution_timezone=catalogue.city.timezone,
        execution_fn=this_month,
        default_status=DefaultScheduleStatus.RUNNING if on else DefaultScheduleStatus.STOPPED,
        description="On the 5th of each month at 06:00, when the month's statistics are out; on "
        "the 12th and 19th again, for what was late. Without anything new nothing is published.",
    )
