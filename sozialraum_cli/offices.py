"""What offices fill in and deliver."""

from pathlib import Path
from typing import Annotated

import typer

from sozialraum.base.warehouse import Warehouse
from sozialraum.declarations import load_catalogue
from sozialraum_cli.terminal import console, short


def template(
    source_id: Annotated[str, typer.Argument(help="A table of office_files.yaml.")],
    output: Annotated[
        Path | None,
        typer.Option(metavar="PATH", help="Where to write it; by default vorlage_<source>.xlsx."),
    ] = None,
) -> None:
    """Writes the XLSX file that an office fills in and puts into the dropbox."""
    from sozialraum.template import write_template

    path = output or Path(f"vorlage_{source_id}.xlsx")
    warehouse = Warehouse.default()
    write_template(load_catalogue(), warehouse, source_id, path)
    console.print(f"{short(path)}\nFilled in, it goes to {warehouse.dropbox / source_id}/")
