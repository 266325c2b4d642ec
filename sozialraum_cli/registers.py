"""What people keep by hand: registers, and what is declared of a city."""

from pathlib import Path
from typing import Annotated

import typer

from sozialraum_cli.exits import Exit
from sozialraum_cli.terminal import console, errors, short, tell

check = typer.Typer(no_args_is_help=True, help="Checks what people keep by hand.")


@check.command("registers")
def check_registers(
    folder: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER",
            help="Checks the files in this folder in place of the city's registers.",
            exists=True,
            file_okay=False,
        ),
    ] = None,
) -> None:
    """Checks the registers and names each fault with file, row, column and reason.

    Ends with 0 if no error was found (hints are none), else with 1.
    """
    from sozialraum_cli.shown.registers import report_on_registers

    sound, lines = report_on_registers(folder)
    for line in lines:
        console.print(line, markup=False)
    raise typer.Exit(Exit.OK if sound else Exit.FAILED)


@check.command("city")
def check_city(
    city: Annotated[
        str | None,
        typer.Argument(
            metavar="[CITY]",
            help="The name of a folder below cities/, or the path of one elsewhere; by default "
            "the city that is worked for.",
        ),
    ] = None,
    source: Annotated[
        str | None, typer.Option(help="Only this table, column by column.", metavar="ID")
    ] = None,
) -> None:
    """Reads a city's declarations and bundled tables, and says what each figure became.

    Ends with 0 if nothing is wrong and nothing left to decide, else with 1; nothing is written.
    """
    from sozialraum.declarations.loading import find_city
    from sozialraum.declarations.undecided import decisions
    from sozialraum_cli.shown.dry_reading import report_on_city

    folder = find_city(city=city)
    sound = report_on_city(folder, source)
    asked = decisions(folder)
    for path, line, what in asked:
        tell(f"{path.name}: line {line}: still to be decided: {what}", "✗ ")
    if asked or not sound:
        raise typer.Exit(Exit.FAILED)


registers = typer.Typer(
    no_args_is_help=True, help="Brings the registers into an Excel workbook and back."
)


@registers.command("export")
def export_registers(
    path: Annotated[Path, typer.Argument(metavar="WORKBOOK", help="Where to, as register.xlsx.")],
) -> None:
    """Writes all registers into an Excel workbook, a sheet for each, all as text."""
    from sozialraum.declarations import load_catalogue
    from sozialraum.registers.workbook import export_workbook
    from sozialraum.words import Message, Name

    catalogue = load_catalogue()
    words = catalogue.city.words
    for register, rows in export_workbook(catalogue, path).items():
        told = Message("registers-rows", register=Name(register), n=rows)
        console.print(words.say(told), markup=False)
    written = Message("registers-written", path=Name(str(path)))
    console.print(words.say(written), markup=False)


@registers.command("import")
def import_registers(
    path: Annotated[Path, typer.Argument(metavar="WORKBOOK", help="The edited workbook.")],
    dry_run: Annotated[
        bool, typer.Option("--nur-pruefen", help="Only checks and shows, writes nothing.")
    ] = False,
) -> None:
    """Checks the workbook and replaces the CSV files if nothing is wrong.

    Ends with 0 if no error was found, else with 1; then all stays as it was.
    """
    from sozialraum.declarations import load_catalogue
    from sozialraum.ingest.refresh_day import today
    from sozialraum.registers.workbook import import_workbook, problems_of
    from sozialraum.words import Joined, Message, Name
    from sozialraum_cli.shown.registers import areas_to_judge_by

    catalogue = load_catalogue()
    areas = areas_to_judge_by(catalogue)
    imported = import_workbook(catalogue, path, areas, today(catalogue), dry_run=dry_run)
    words = catalogue.city.words
    for one in areas.told:
        console.print(words.say(one), markup=False)
    for register, rows in imported.changes.items():
        told = Message("registers-rows-changed", register=Name(register), n=rows)
        console.print(words.say(told), markup=False)
    for problem in problems_of(imported):
        fault = Message("registers-error", problem=Joined([problem.said]))
        errors.print(f"  {words.say(fault)}", markup=False)
    for place in imported.written:
        console.print(
            words.say(Message("registers-written", path=Name(short(place)))), markup=False
        )
    if not imported.sound:
        errors.print(words.say(Message("registers-not-written")))
        raise typer.Exit(Exit.FAILED)
