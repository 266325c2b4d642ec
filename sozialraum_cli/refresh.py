"""Runs the chain, and the editions that it leaves."""

import sys
import time
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Annotated, cast, get_args

import typer

from sozialraum.audit.news import news
from sozialraum.audit.status import read_status
from sozialraum.base.disk import disk_told
from sozialraum.base.lines import VOICE, Form
from sozialraum.base.open_files import require_open_files
from sozialraum.base.warehouse import WAIT_MINUTES, Warehouse
from sozialraum.beginning import Asking
from sozialraum.ingest.connector import LIVE, SNAPSHOT
from sozialraum.ingest.connectors import SOURCE_VARIABLE, connector_of_refresh, stand_ins
from sozialraum.publication.last_check import read_instead
from sozialraum.publication.store import Publication, PublicationStore
from sozialraum.publication.to_come import damaged, day_to_come, not_told_right
from sozialraum.spark.choice import require_engine
from sozialraum_cli.exits import Exit
from sozialraum_cli.interruption import interruptible
from sozialraum_cli.publications import READ_INSTEAD, published
from sozialraum_cli.status import summarise, tell_failure
from sozialraum_cli.terminal import console, short
from sozialraum_cli.variables import require_known_variables

_FROM = {SNAPSHOT: "the bundled snapshot", LIVE: "the live portal"}


def refresh(
    as_of: Annotated[
        str | None,
        typer.Option(
            metavar="YYYY-MM-DD",
            help="Use what was known on this day; by default the day of the snapshot, "
            "for the live portal today.",
        ),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option(
            metavar="snapshot|live",
            help="Where figures come from: the bundled copies, or the city's portal; by default "
            f"what {SOURCE_VARIABLE} says, else snapshot; to be said once the portal was asked.",
        ),
    ] = None,
    make_current: Annotated[
        bool,
        typer.Option(
            "--make-current",
            help="Make it current even if it speaks for an earlier day than the current one.",
        ),
    ] = False,
    wait: Annotated[
        int,
        typer.Option(
            metavar="MINUTES",
            min=0,
            help="For how long to wait for another run that is writing, of the UI or elsewhere.",
        ),
    ] = WAIT_MINUTES,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Says nothing unless the refresh fails.")
    ] = False,
    log_format: Annotated[
        str,
        typer.Option(
            metavar="text|json",
            help="json: each line on standard error is an object with time (UTC), level (info, "
            "warning, error), step and message; standard output stays empty.",
        ),
    ] = "text",
) -> None:
    """Runs the whole chain: sources, marts, audit, publication, report.

    From the live portal only what changed is fetched; if nothing did, the current publication
    stays. Ends with 0 when the day is published, with 3 when a critical check failed (the last
    publication stays), with 5 when another run is writing, with 1 for any other error.
    """
    if log_format not in get_args(Form):
        raise typer.BadParameter(f"'{log_format}' is not one of {', '.join(get_args(Form))}")
    VOICE.form = cast("Form", log_format)
    VOICE.least = "error" if quiet else "info"
    VOICE.take_over()
    try:
        day = _day(as_of)
    except typer.BadParameter as error:
        if VOICE.form == "text":
            raise
        VOICE.say(str(error), level="error")
        raise typer.Exit(Exit.USAGE) from None
    _refresh(day, source, make_current, wait)


def report(
    month: Annotated[
        str | None,
        typer.Option(
            metavar="YYYY-MM",
            help="Make this month's edition, with what was known on its last day (of the running "
            "month: today). By default the current edition is shown.",
        ),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option(metavar="snapshot|live", help="As for refresh.", show_default=False),
    ] = None,
) -> None:
    """Makes the edition of a month, or shows where the current one lies.

    Made again, an edition is the same. One for an earlier month than the current publication's
    stays beside it. Ends like refresh.
    """
    if month is None:
        publication = published()
    else:
        from sozialraum.declarations import load_catalogue
        from sozialraum.ingest.refresh_day import newest_day, today
        from sozialraum.publication.edition import edition_day

        warehouse = Warehouse.default()
        is_live = connector_of_refresh(source, warehouse) == LIVE
        catalogue = load_catalogue()
        newest = newest_day(catalogue, warehouse, is_live=is_live)
        day = edition_day(month, newest, today(catalogue))
        publication = _refresh(day.isoformat(), source, make_current=False)
    console.print(f"Edition {publication.as_of:%Y-%m}, as of {publication.as_of}")
    for path in sorted(publication.report.glob("*")):
        files = f" ({len(list(path.iterdir()))} files)" if path.is_dir() else ""
        console.print(f"  {short(path)}{files}", markup=False)


def run(run_id: str) -> None:
    """Works on a run that Dagster made; its launcher calls this, nobody else."""
    from sozialraum.base.program import loaded_program

    loaded_program()
    from orchestration.execution import work_on

    warehouse = Warehouse.default()
    require_open_files()
    if not interruptible(lambda: work_on(warehouse, run_id), warehouse, _running):
        raise typer.Exit(Exit.FAILED)


def _refresh(
    day: str | None, source: str | None, make_current: bool, wait: int = WAIT_MINUTES
) -> Publication:
    """Runs the chain, says how it went, and returns what is published for the day."""
    warehouse = Warehouse.default()
    try:
        require_known_variables()
        chosen = connector_of_refresh(source, warehouse)
        require_engine()
        require_open_files()
        return interruptible(
            disk_told()(lambda: _run(warehouse, day, chosen, make_current=make_current, wait=wait)),
            warehouse,
            _running,
        )
    except typer.Exit:
        # what the run tells itself
        raise
    except Exception as error:
        # of a day that was asked for, who asked knows
        if day is None:
            from sozialraum.alerting import alert_of_error

            for problem in alert_of_error(warehouse, error):
                VOICE.say(problem, level="warning", indent="  ! ")
        raise


def _running() -> str | None:
    """The step that runs in this process; Dagster may not be loaded yet."""
    progress = sys.modules.get("orchestration.lib.progress")
    return ", ".join(progress.RUNNING) if progress is not None else None


def _run(
    warehouse: Warehouse, day: str | None, chosen: str, *, make_current: bool, wait: int
) -> Publication:
    from sozialraum.base.program import loaded_program

    started = time.monotonic()
    # whoever writes now is waited for, and most of it is loaded then
    loaded_program()
    store = PublicationStore(warehouse)
    instead = ", ".join(map("=".join, stand_ins(is_live=chosen == LIVE).items()))
    place = f"{_FROM[chosen]}{f' ({instead})' if instead else ''}"
    VOICE.say(f"Refresh from {place}: loading Dagster and dbt …")
    from orchestration.refresh import run_refresh

    outcome = run_refresh(warehouse, Asking(chosen, day, make_current), wait_minutes=wait)
    seconds = time.monotonic() - started
    if not outcome.succeeded:
        blocked = tell_failure(warehouse, outcome.run_id, outcome.failed_steps)
        raise typer.Exit(Exit.AUDIT_FAILED if blocked else Exit.FAILED)
    current = store.current()
    assert current is not None
    publication = store.get(outcome.version) if outcome.version else current
    done = "Nothing new: still" if outcome.is_unchanged else "Published"
    earlier = store.edition_before(publication.as_of)
    told = news(publication.database, earlier.database, earlier.as_of) if earlier else []
    summarise(
        replace(read_status(publication.database), news=told),
        warehouse,
        f"{done} {publication.version} in {seconds:.0f} s",
        warehouse.current if publication.version == current.version else publication.folder,
    )
    if publication.version != current.version:
        is_wrong = store.speaks_for_no_earlier_day(publication)
        is_ahead = day_to_come(store, datetime.now(UTC)) is not None
        why = (
            "for it is made of just what proved wrong, and that one is not. Mend the cause and "
            "refresh again. To make it current all the same"
            if is_wrong
            else "which speaks for a day to come. If this machine's clock is right, make it current"
            if is_ahead
            else "which speaks for a later day. To make it current"
        )
        VOICE.say(
            f"{publication.version} stays beside the current publication {current.version}, {why}: "
            f"sozialraum rollback {publication.version}",
            # who asked for a day knows that it is an earlier one
            level="warning" if is_wrong or is_ahead or day is None else "info",
        )
    elif (edition := read_instead(store)) is not None:
        VOICE.say(f"{edition.version}, {READ_INSTEAD.format(edition.version)}", level="warning")
    for matter in not_told_right(store, publication):
        VOICE.say(matter.line, level="warning")
    if (damage := damaged(store)) is not None:
        VOICE.say(damage.text, level="warning")
    return publication


def _day(text: str | None) -> str | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise typer.BadParameter(f"'{text}' is not a day like 2026-11-22") from None
