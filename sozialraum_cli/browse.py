"""The figures of an edition in a browser."""

import webbrowser
from typing import Annotated

import typer

from sozialraum.base.errors import PublicationError
from sozialraum_cli.publications import Edition, to_read
from sozialraum_cli.terminal import console, short


def browse(
    edition: Edition = None,
    no_open: Annotated[
        bool, typer.Option("--no-open", help="Only says where the page lies.")
    ] = False,
) -> None:
    """Opens the page with all figures: indicator, areas and period; map, course, table, SQL, CSV.

    It is one file that needs no server and no network: it can be copied, mailed and opened by
    double-click.
    """
    publication = to_read(edition)
    page = publication.report / "zahlen.html"
    if not page.is_file():
        raise PublicationError(
            f"{publication.version} has no page to browse: it was made before there was one. Make "
            f"the edition anew: sozialraum report --month {publication.as_of:%Y-%m}"
        )
    console.print(short(page), markup=False)
    if not no_open and not webbrowser.open(page.resolve().as_uri()):
        console.print("No browser could be started here: open the file by double-click.")
