"""``sozialraum new-city``: the folder of another city, from its tables."""

from pathlib import Path
from typing import Annotated

import typer

from sozialraum_cli.exits import Exit
from sozialraum_cli.terminal import console, short


def new_city(
    name: Annotated[str, typer.Argument(help="What the city is called, in any alphabet.")],
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILES]...",
            help="Its tables, as CSV, XLSX, ODS, JSON, JSON-stat, SDMX-JSON, PC-Axis or Parquet: "
            "paths, addresses (https://…), or that of a catalogue (CKAN, Opendatasoft, DCAT-AP).",
        ),
    ] = None,
    folder: Annotated[
        Path | None, typer.Option(help="Where to; by default a folder below cities/.")
    ] = None,
    language: Annotated[str, typer.Option(help="The language of its report.")] = "de",
    table: Annotated[
        list[str] | None, typer.Option(help="A table of the catalogue by its id; several times.")
    ] = None,
    search: Annotated[
        str, typer.Option(help="Tables of the catalogue with these words in id, title, publisher.")
    ] = "",
    host: Annotated[
        list[str] | None,
        typer.Option(help="Another host on which files of the catalogue may lie; several times."),
    ] = None,
) -> None:
    """Writes the declarations of a new city, with guesses from its tables.

    Delimiter, encoding, decimal sign, columns, marks, levels of areas and periods are guessed; what
    a person has to decide is listed and marked in the files. Nothing is ever overwritten.
    """
    from sozialraum.declarations.undecided import decisions
    from sozialraum.ingest.given import Choice, UndecidedError
    from sozialraum.new_city import write_city
    from sozialraum_cli.shown.dry_reading import report_on_city

    choice = Choice(table or [], search, host or [])
    try:
        written = write_city(name, files or [], folder, language, choice)
    except UndecidedError as error:
        for one in error.found:
            console.print(f"  {one.dataset}  {one.title}", markup=False)
        raise
    console.print(f"Written: {short(written)}", markup=False)
    sound = report_on_city(written)
    asked = decisions(written)
    console.print(
        f"To decide, {len(asked)} lines marked DECIDE; take each mark away then:", markup=False
    )
    for path, line, what in asked:
        console.print(f"  {path.name}:{line}: {what}", markup=False)
    if not sound:
        raise typer.Exit(Exit.FAILED)
