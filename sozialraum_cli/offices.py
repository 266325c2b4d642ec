"""What offices fill in and deliver."""

from pathlib import Path
from typing import Annotated

import typer

from sozialraum.base.warehouse import Warehouse
from sozialraum_cli.terminal import console, short


def template(
    source_id: Annotated[str, typer.Argument(help="A table of office_files.yaml, by id or title.")],
    output: Annotated[
        Path | None,
        typer.Option(metavar="PATH", help="Where to write it; by default vorlage_<source>.xlsx."),
    ] = None,
) -> None:
    """Writes the XLSX file that an office fills in and puts into the dropbox."""
    from sozialraum.declarations import load_catalogue
    from sozialraum.template import choose_table, write_template

    catalogue = load_catalogue()
    source_id = choose_table(catalogue, source_id)
    path = output or Path(f"vorlage_{source_id}.xlsx")
    warehouse = Warehouse.default()
    write_template(catalogue, warehouse, source_id, path)
    console.print(f"{short(path)}\nFilled in, it goes to {warehouse.dropbox / source_id}/")
