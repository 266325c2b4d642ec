"""The runs in a browser."""

from typing import Annotated

import typer

from sozialraum.base.warehouse import Warehouse
from sozialraum_cli.variables import require_known_variables


def ui(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 3000,
    name: Annotated[
        list[str] | None,
        typer.Option(
            envvar="SOZIALRAUM_UI_NAMES",
            metavar="HOST",
            help="A host name under which browsers reach the UI, beside localhost (may be said "
            "several times; in the variable parted by blanks). Under others it does not answer.",
        ),
    ] = None,
) -> None:
    """Serves the Dagster UI with the runs that `refresh` made; ends with Ctrl-C.

    There is no login: who reaches it may start runs. To show it to others, put a proxy with a
    login before it (docs/deployment.md).
    """
    require_known_variables()
    from orchestration.lib.instance import serve

    serve(Warehouse.default(), host, port, name or [])
