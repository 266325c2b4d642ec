"""Alerts by hand, and by whatever starts refreshes and sees one end in failure."""

import os
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
NOT_BEGUN = (
    "no run has left a note in {}: it did not begin; is the disk mounted? Why: "
    "systemctl status sozialraum-refresh"
)
"""Whatever systemd says: the unit that it waited for in vain did not end at all."""
BY_THE_SYSTEM = ("signal", "core-dump", "oom-kill", "watchdog", "timeout")


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
    problems = deliver(warehouse, _of_last_run(warehouse), is_whole=False)
    for problem in problems:
        tell(problem, "! ")
    if problems:
        raise typer.Exit(Exit.FAILED)


def _of_last_run(warehouse: Warehouse) -> list[Matter]:
    last, is_at_work = last_run(warehouse)
    if is_at_work:
        tell("A run is going on; it tells itself how it ends.")
        return []
    result = os.environ.get(RESULT_VARIABLE)
    if result in BY_THE_SYSTEM and (last is None or last.ended_at is not None):
        return [Matter("failure", "refresh", f"ended by the system ({result}), and left no note")]
    if result and last is None:
        return [Matter("failure", "refresh", NOT_BEGUN.format(warehouse.root))]
    # where it cannot be told: whatever hinders a run, as a full disk, may be why this one ended
    if last is None or last.interrupted is None:
        return broken_off(last)
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
