"""All commands, in the order in which ``sozialraum --help`` lists them.

What a command alone needs it imports when it runs: Dagster and dbt take seconds to
load, the declarations longer than all that ``--help`` does.
"""

import sys
import traceback
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from sozialraum.base.disk import disk_told
from sozialraum.base.errors import BusyError, MonitorError
from sozialraum.base.files import restrict_umask
from sozialraum.base.lines import VOICE
from sozialraum.base.project import CITY_VARIABLE
from sozialraum_cli.alerts import alert
from sozialraum_cli.browse import browse
from sozialraum_cli.data import describe, query
from sozialraum_cli.exits import Exit
from sozialraum_cli.figures import explain, index, trace
from sozialraum_cli.new_city import new_city
from sozialraum_cli.offices import template
from sozialraum_cli.publications import erratum, publications, rollback
from sozialraum_cli.refresh import refresh, report, run
from sozialraum_cli.registers import check, registers
from sozialraum_cli.status import status
from sozialraum_cli.terminal import console, tell_error
from sozialraum_cli.ui import ui
from sozialraum_cli.verify import verify

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Needs and coverage of social services by planning area, from a city's own figures.",
)
for command in (
    refresh,
    report,
    status,
    query,
    describe,
    trace,
    explain,
    browse,
    publications,
    rollback,
    erratum,
    verify,
    alert,
    index,
    template,
    new_city,
    ui,
):
    app.command()(command)
app.command(hidden=True)(run)
app.add_typer(check, name="check")
app.add_typer(registers, name="registers")


def _version(is_asked: bool) -> None:
    if is_asked:
        console.print(f"sozialraum {version('sozialraum-monitor')}")
        raise typer.Exit


@app.callback()
def chosen(
    city: Annotated[
        str | None,
        typer.Option(
            metavar="CITY",
            help="The city to work for: the name of a folder below cities/, or the path of one "
            f"elsewhere; by default what {CITY_VARIABLE} says, else the only one. Each city has "
            "a warehouse of its own.",
        ),
    ] = None,
    _asked: Annotated[
        bool,
        typer.Option("--version", is_eager=True, callback=_version, help="Says which version."),
    ] = False,
) -> None:
    if city is not None:
        from sozialraum.ownership import choose_city

        choose_city(city)


def _check_arguments(given: Sequence[str]) -> None:
    """Bytes that are no text in the terminal's encoding cannot be stored or looked up.

    Raises:
        MonitorError: names the argument.
    """
    for number, argument in enumerate(given, start=1):
        if not argument.isascii() and argument != argument.encode(errors="replace").decode():
            shown = argument.encode("ascii", "backslashreplace").decode()
            raise MonitorError(
                f"argument {number}, {shown[:80]!r}, has bytes that are no text in "
                f"{sys.getfilesystemencoding()}"
            )


def _check_folder() -> None:
    """What starts processes, or tells paths, asks where it is.

    Raises:
        MonitorError: the working directory was removed.
    """
    try:
        Path.cwd()
    except OSError:
        raise MonitorError(
            "the working directory was removed: go to another one (cd) and do the same again"
        ) from None


def main() -> None:
    """Entry point: errors that a person can mend are shown as text, without a traceback."""
    restrict_umask()
    try:
        with disk_told():
            _check_folder()
            _check_arguments(sys.argv[1:])
            app()
    except MonitorError as error:
        tell_error(error)
        raise SystemExit(Exit.BUSY if isinstance(error, BusyError) else Exit.FAILED) from None
    except Exception:
        # a bug: whoever collects logs gets it as one object, with where it happened
        if VOICE.form == "text":
            raise
        VOICE.say(traceback.format_exc(), level="error")
        raise SystemExit(Exit.FAILED) from None
