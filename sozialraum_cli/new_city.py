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
            help="Its tables, as CSV or another text with delimiters: paths, or addresses (https://…).",
        ),
    ] = None,
    folder: Annotated[
        Path | None, typer.Option(help="Where to; by default a folder below cities/.")
    ] = None,
    language: Annotated[str, typer.Option(help="The language of its report.")] = "de",
) -> None:
    """Writes the declarations of a new city, with guesses from its tables.

    Delimiter, encoding, decimal sign, columns, marks, levels of areas and periods are guessed; what
    a person has to decide is listed and marked in the files. Nothing is ever overwritten.
    """
    from sozialraum.new_city import decisions, write_city
    from sozialraum_cli.shown.dry_reading import report_on_city

    written = write_city(name, files or [], folder, language)
    console.print(f"Written: {short(written)}", markup=False)
    sound = report_on_city(written)
    asked = decisions(written)
    console.print(f"To decide, {len(asked)} lines marked DECIDE:", markup=False)
    for path, line, what in asked:
        console.print(f"  {path.name}:{line}: {what}", markup=False)
    if not sound:
        raise typer.Exit(Exit.FAILED)
