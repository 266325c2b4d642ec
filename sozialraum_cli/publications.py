"""The publications that are kept, and which of them is current."""

from typing import Annotated

import typer
from rich.table import Table

from sozialraum.base.warehouse import Warehouse
from sozialraum.publication.store import Publication, PublicationStore
from sozialraum_cli.terminal import NOTHING_PUBLISHED, console, errors


def published(version: str | None = None) -> Publication:
    """The publication of this version, by default the current one; ends where there is none."""
    store = PublicationStore(Warehouse.default())
    publication = store.get_complete(version) if version else store.current()
    if publication is None:
        errors.print(NOTHING_PUBLISHED)
        raise typer.Exit(1)
    return publication


def publications() -> None:
    """Lists all publications; `current` marks the one that analysts see."""
    store = PublicationStore(Warehouse.default())
    current = store.current()
    table = Table(box=None, pad_edge=False)
    for column in ("version", "as of", "published at (UTC)", "failed checks", ""):
        table.add_column(column)
    for publication in store.all():
        manifest = publication.manifest or {}
        failed = sum(not check["passed"] for check in manifest["checks"])
        mark = "current" if current and current.version == publication.version else ""
        damages = store.damages(publication)
        table.add_row(
            publication.version,
            manifest["as_of"],
            manifest["published_at"],
            str(failed),
            "; ".join([mark, *damages]).strip("; "),
        )
    if not table.row_count:
        errors.print(NOTHING_PUBLISHED)
        raise typer.Exit(1)
    console.print(table)


def rollback(
    version: Annotated[
        str | None, typer.Argument(help="The version; by default the one before the current.")
    ] = None,
) -> None:
    """Makes an earlier publication current again. The next refresh publishes anew."""
    warehouse = Warehouse.default()
    store = PublicationStore(warehouse)
    with warehouse.locked():
        if version is None:
            version = _version_before(store)
        publication = store.make_current(version)
    console.print(f"current is now {publication.version}")


def _version_before(store: PublicationStore) -> str:
    current = store.current()
    versions = [publication.version for publication in store.all()]
    position = versions.index(current.version) if current else 0
    if position == 0:
        errors.print("There is no publication before the current one.")
        raise typer.Exit(1)
    return versions[position - 1]
