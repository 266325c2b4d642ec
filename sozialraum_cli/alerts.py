"""Alerts by hand, and by whatever starts refreshes and sees one end in failure."""

import os
from datetime import UTC, datetime, timedelta
from typing import Annotated

import typer

from sozialraum.audit.channels import EMAIL_VARIABLE, WEBHOOK_VARIABLE, Alert, configured
from sozialraum.audit.matters import Matter, broken_off
from sozialraum.base.errors import MonitorError
from sozialraum.base.warehouse import Warehouse
from sozialraum_cli.exits import Exit
from sozialraum_cli.last_run import last_run
from sozialraum_cli.terminal import tell

RESULT_VARIABLE = "MONITOR_SERVICE_RESULT"
"""How the unit ended that systemd (251 and later) starts this one for (systemd.exec)."""
STATUS_VARIABLE = "MONITOR_EXIT_STATUS"
"""And what its command ended with."""
UNIT_VARIABLE = "MONITOR_UNIT"
"""Which one that is."""
REFRESH = "sozialraum-refresh.service"
VERIFY = "sozialraum-verify.service"
NOT_BEGUN = (
    "no run has left a note in {}: it did not begin; is the disk mounted? Why: "
    f"systemctl status {REFRESH}"
)
"""Whatever systemd says: the unit that it waited for in vain did not end at all."""
BY_THE_SYSTEM = ("signal", "core-dump", "oom-kill", "watchdog", "timeout")
JUST_NOW = timedelta(hours=1)
"""So old at most is the note of the run that this one is started for: before it was tried in vain,
a quarter of an hour apart."""


def alert(
    test: Annotated[
        bool, typer.Option("--test", help="Sends a message that says that it is a test.")
    ] = False,
) -> None:
    """Tells whoever is alerted how the last run ended, if they do not know; tries again what
    could not be delivered.

    A refresh does so itself, unless it was killed. Ends with 1 where something could not be sent.
    """
    from sozialraum.alerting import alert as deliver

    if not configured():
        raise MonitorError(
            f"nobody is configured to be told: set {EMAIL_VARIABLE} or {WEBHOOK_VARIABLE}"
        )
    if test:
        _test()
        return
    warehouse = Warehouse.default()
    matters = [*_of_other_unit(warehouse), *_of_last_run(warehouse)]
    problems = deliver(warehouse, matters, looked_at=("broken_off",))
    for problem in problems:
        tell(problem, "! ")
    if problems:
        raise typer.Exit(Exit.FAILED)


def _of_other_unit(warehouse: Warehouse) -> list[Matter]:
    """That another unit than that of the refresh did not begin, or ended by itself."""
    unit, result = os.environ.get(UNIT_VARIABLE), os.environ.get(RESULT_VARIABLE)
    # that something is damaged `verify --alert` tells itself, but not why it could not look
    has_told = (unit, os.environ.get(STATUS_VARIABLE)) == (VERIFY, str(Exit.DAMAGED.value))
    if not unit or unit == REFRESH or (result == "exit-code" and has_told):
        return []
    told = f"the unit did not begin, or ended ({result}). Why: systemctl status {unit}"
    return [Matter("failure", unit, f"{told}; is {warehouse.root} mounted?")]


def _of_last_run(warehouse: Warehouse) -> list[Matter]:
    last, is_at_work = last_run(warehouse)
    # where that cannot be told: whatever hinders a run, as a full disk, may be why this one ended
    if is_at_work:
        tell("A run is going on; it tells itself how it ends.")
        return []
    is_refresh = os.environ.get(UNIT_VARIABLE, REFRESH) == REFRESH
    result = os.environ.get(RESULT_VARIABLE) if is_refresh else None
    if last is None:
        has_told = False
    elif last.ended_at is None:
        return broken_off(last)
    else:
        is_its_own = abs(datetime.now(UTC) - last.ended_at) < JUST_NOW
        has_told = is_its_own and bool(last.interrupted or last.problems)
    if result in BY_THE_SYSTEM and not has_told:
        return [Matter("failure", "refresh", f"the unit ended ({result}); its run left no note")]
    if result and last is None:
        return [Matter("failure", "refresh", NOT_BEGUN.format(warehouse.root))]
    if last is None or last.interrupted is None:
        return []
    return [Matter("failure", "refresh", f"interrupted by {last.interrupted}")]


def _test() -> None:
    message = Alert("Sozialraum monitor: a test", ["sozialraum alert --test; nothing is wrong"])
    failed = False
    for name, send in configured().items():
        # whatever hinders it is what the test is for
        try:
            send(message)
            tell(f"{name}: sent")
        except Exception as error:
            failed = True
            tell(f"{name}: could not be sent: {error or type(error).__name__}", "✗ ")
    if failed:
        raise typer.Exit(Exit.FAILED)
