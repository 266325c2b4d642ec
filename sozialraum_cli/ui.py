"""The runs in a browser."""

from typing import Annotated

import typer

from sozialraum.base.warehouse import Warehouse


def ui(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 3000,
) -> None:
    """Serves the Dagster UI with the runs that `refresh` made; ends with Ctrl-C."""
    from orchestration.lib.instance import serve

    serve(Warehouse.default(), host, port)
