"""The publications that are kept, and which of them is current."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape
from rich.table import Table

from sozialraum.audit.last_attempt import forget_untold
from sozialraum.base.errors import PublicationError
from sozialraum.base.lines import wrapped
from sozialraum.base.warehouse import Warehouse
from sozialraum.publication.edition import month_of
from sozialraum.publication.store import Publication, PublicationStore
from sozialraum.publication.withheld import withheld
from sozialraum_cli.chosen import own_warehouse
from sozialraum_cli.exits import Exit
from sozialraum_cli.machines import AsJson, print_json
from sozialraum_cli.terminal import Terminal, console, errors, nothing_published, tell

if TYPE_CHECKING:
    from sozialraum.publication.errata import Erratum

IF_WRONG = (
    "If it is wrong, mend the cause before (withdraw the delivery, correct the declaration), or "
    "stop the timer meanwhile; readers are told by: sozialraum erratum"
)

READ_INSTEAD = (
    "which is not current any more, is still the edition that is read for its month, and that the "
    "next one is compared with. If it is wrong: sozialraum erratum {0} --text …; if it is right: "
    "sozialraum rollback {0}"
)

Edition = Annotated[
    str | None,
    typer.Option(
        "--edition",
        "--version",
        metavar="VERSION|YYYY-MM",
        help="Which publication to read, or the month of its edition; by default the current one.",
    ),
]


def published(edition: str | None = None) -> Publication:
    """The publication of this version or month, by default the current one; ends where there is
    none.

    Raises:
        PublicationError: there is no such one, or its figures are not those that were published.
    """
    from sozialraum.publication.errata import version_to_read

    store = PublicationStore(own_warehouse())
    version = version_to_read(store, edition) if edition else None
    publication = store.get_complete(version) if version else current_of(store)
    damages = store.damages(publication)
    if damages:
        said = store.way_out(publication, damages)
        if not store.is_readable(publication):
            raise PublicationError(said)
        errors.print(wrapped(said, "! "), markup=False)
    return publication


def to_read(edition: str | None) -> Publication:
    """The same for those who read its figures: they are told what proved wrong of it."""
    publication = published(edition)
    store = PublicationStore(own_warehouse())
    if store.has_erratum(publication.version):
        tell_errata(store, publication.version, errors)
    return publication


def current_of(store: PublicationStore) -> Publication:
    """The current publication; ends where nothing is published yet.

    Raises:
        PublicationError: ``current`` leads to no publication, though there are or were some.
    """
    current = store.current()
    if current is None:
        store.require_kept()
        problem = store.link_problem()
        if problem is None:
            errors.print(nothing_published(own_warehouse()))
            raise typer.Exit(Exit.FAILED)
        mends = (
            "The next refresh mends it; at once: sozialraum rollback"
            if store.newest_sound() is not None
            else "None of the publications can be made current, for all are damaged: `sozialraum "
            "verify` says how. The next refresh publishes anew"
        )
        raise PublicationError(f"{problem}. {mends}")
    return current


def publications(as_json: AsJson = False) -> None:
    """Lists all publications; `current` marks the one that analysts see, `edition` the one that is
    read for a month."""
    from sozialraum.publication.noted import noted

    store = PublicationStore(own_warehouse())
    store.require_kept()
    found, unread = noted(store)
    editions = {them[-1].version: month for month, them in store.editions().items()}
    listed = [
        _facts(store, one, found, unread) | {"edition": editions.get(one.version)}
        for one in [*store.unreadable(), *store.all()]
    ]
    if not listed:
        errors.print(nothing_published(own_warehouse()))
        raise typer.Exit(Exit.FAILED)
    if as_json:
        print_json(listed)
    else:
        _print_publications(listed)
        for one in found:
            tell(f"{one.version} ({one.marked_at:%Y-%m-%d}): {one.text}", "Erratum     ")
        if not unread:
            tell_in_use_still(store)
        tell_rollback(own_warehouse())
    tell_unread(unread)
    problem = store.link_problem()
    if problem is not None:
        errors.print(wrapped(problem, "! "), markup=False)


def _facts(
    store: PublicationStore,
    publication: Publication,
    noted: Sequence["Erratum"],
    unread: Mapping[Path, str],
) -> dict[str, Any]:
    """What a manifest and errata say; None where they are damaged."""
    manifest = publication.manifest
    current = store.current()
    return {
        "version": publication.version,
        "as_of": manifest and manifest["as_of"],
        "published_at": manifest and manifest["published_at"],
        "failed_checks": manifest
        and sum(not check["passed"] for check in manifest.get("checks", ())),
        "is_current": current is not None and current.version == publication.version,
        "errata": texts_of(store, publication, noted, unread),
        "damages": store.damages(publication),
    }


def texts_of(
    store: PublicationStore,
    publication: Publication,
    noted: Sequence["Erratum"],
    unread: Mapping[Path, str],
) -> list[str] | None:
    """What proved wrong of a publication; None where its errata cannot be read."""
    from sozialraum.publication.errata import told_of

    if store.errata_of(publication.version) in unread:
        return None
    return [one.text for one in told_of(noted, publication)]


def _print_publications(listed: Sequence[Mapping[str, Any]]) -> None:
    table = Table(box=None, pad_edge=False)
    table.add_column("version", no_wrap=True)
    for column in ("as of", "published at (UTC)"):
        table.add_column(column, no_wrap=True)
    for column in ("failed checks", ""):
        table.add_column(column, overflow="fold")
    for one in listed:
        marks = [
            "current" if one["is_current"] else "",
            f"edition {one['edition']}" if one["edition"] else "",
            "" if one["errata"] == [] else "erratum",
            *one["damages"],
        ]
        table.add_row(
            one["version"],
            one["as_of"] or "?",
            # as long as it need be, so that no line of a narrow terminal is broken
            (one["published_at"] or "?")[:16].replace("T", " "),
            "?" if one["failed_checks"] is None else str(one["failed_checks"]),
            escape("; ".join(filter(None, marks))),
        )
    console.print(table)


def erratum(
    publication: Annotated[
        str,
        typer.Argument(metavar="VERSION|YYYY-MM", help="The version, or the month of its edition."),
    ],
    text: Annotated[str, typer.Option(help="What is wrong, for the readers of the next report.")],
    source: Annotated[
        str | None,
        typer.Option(
            metavar="ID", help="The source whose file was wrong: no refresh uses that file again."
        ),
    ] = None,
    file: Annotated[
        list[str] | None,
        typer.Option(
            metavar="TABLE|LANDING",
            help="Which file of the source, where several came with the publication; may be "
            "repeated.",
        ),
    ] = None,
) -> None:
    """Notes that a publication proved wrong; the publication stays as it is.

    The note shows in `publications`, in `status` and in the next report. If a source's file was
    wrong, name the source: the file before takes its place until another one comes.
    """
    from sozialraum.publication.contents import renew_contents
    from sozialraum.publication.errata import add_erratum, files_meant, now_noted, version_of

    if file and source is None:
        raise typer.BadParameter("--file needs --source")
    warehouse = own_warehouse()
    store = PublicationStore(warehouse)
    version = version_of(store, publication)
    with warehouse.locked(for_little=True):
        files = files_meant(store, version, source, file or []) if source is not None else []
        add_erratum(store, now_noted(version, text, datetime.now(UTC), files))
        renew_contents(warehouse)
    console.print(f"Noted of {version}; the next refresh publishes a report that tells it.")
    if source is None:
        tell("If a file was wrong, name its source, too (--source ID): else it is used again.")
    _tell_edition(store, version)
    for one in files:
        tell(
            f"{source}, {one} is not used any more. If that was a mistake, take `files` out of "
            f"{store.errata_of(version)}"
        )


def _tell_edition(store: PublicationStore, version: str) -> None:
    """Which publication is read for the month of one that has an erratum now, if another one is."""
    month = month_of(date.fromisoformat(version[:10]))
    for one in store.editions().get(month, [])[-1:]:
        if not store.has_erratum(one.version):
            tell(
                f"The edition {month} is read from {one.version} now. If that is wrong, too: "
                f"sozialraum erratum {one.version} --text …"
            )


def rollback(
    version: Annotated[
        str | None,
        typer.Argument(help="The version; by default the one before the current without erratum."),
    ] = None,
) -> None:
    """Makes an earlier publication current again. The next refresh publishes anew."""
    from sozialraum.publication.contents import renew_contents

    warehouse = own_warehouse()
    store = PublicationStore(warehouse)
    with warehouse.locked(for_little=True):
        if version is None:
            version = _version_before(store)
        publication = store.make_current(version)
        # a disk that is full stands in nobody's way back
        with suppress(OSError):
            forget_untold(warehouse)
        console.print(f"current is now {publication.version}")
        # errata that cannot be read are told below
        with suppress(PublicationError):
            renew_contents(warehouse)
    tell_errata(store, publication.version)
    for source_id, earlier in withheld(store).items():
        if publication.version in {one.version for one in earlier}:
            tell(f"{source_id}: its figures are not released, and are in this one", "Withheld    ")
    tell_rollback(warehouse)


def tell_errata(
    store: PublicationStore, version: str | None = None, on: Terminal = console
) -> None:
    """Says what proved wrong of publications, or of one, and which errata cannot be read."""
    from sozialraum.publication.errata import told_of
    from sozialraum.publication.noted import noted

    current = store.current()
    found, unread = noted(store)
    for one in found if version is None else told_of(found, store.get(version)):
        is_current = current is not None and current.version == one.version
        what = f"{one.version}, the current one" if is_current else one.version
        if version not in (None, one.version):
            what = f"{version} uses {', '.join(map(str, one.files))}, wrong in {one.version}"
        said = f"{what} ({one.marked_at:%Y-%m-%d}): {one.text}"
        on.print(wrapped(said, "Erratum     "), markup=False)
    tell_unread(unread)
    if version is None and not unread:
        tell_in_use_still(store)


def tell_in_use_still(store: PublicationStore) -> None:
    """Which files may have been the cause of an erratum that names none, and are in use."""
    from sozialraum.publication.to_come import not_told_right

    if (current := store.current()) is not None:
        for one in not_told_right(store, current):
            tell(one.line, "! ")


def tell_unread(unread: Mapping[Path, str]) -> None:
    """Which errata cannot be read, and what mends them."""
    from sozialraum.publication.noted import way_out

    for path, problem in unread.items():
        said = f"{path}, which tells what proved wrong of a publication, {problem}. To mend it: "
        errors.print(wrapped(said + way_out(problem), "! "), markup=False)


def tell_rollback(warehouse: Warehouse) -> None:
    """Says that what was published last is not current, and what becomes of that."""
    from sozialraum.publication.errata import may_become_current
    from sozialraum.publication.last_check import read_instead, rolled_back_from

    store = PublicationStore(warehouse)
    left, current = rolled_back_from(warehouse), store.current()
    if left is not None and current is not None:
        was = "was published later" if left.order > current.order else "speaks for a later day"
        becomes = " The next refresh publishes anew, and "
        try:
            becomes += (
                f"uses its files again (of a later day it bears another name). {IF_WRONG}"
                if may_become_current(store, left)
                else "leaves it beside, as it proved wrong, unless the cause is mended before "
                "(withdraw the delivery, correct the declaration)"
            )
        except PublicationError:
            # errata that cannot be read, which is told with the others: nothing is published
            becomes = ""
        tell(f"{left.version} {was}.{becomes}", "Rolled back ")
    elif (edition := read_instead(store)) is not None:
        tell(f"{edition.version}, {READ_INSTEAD.format(edition.version)}", "Edition     ")


def _version_before(store: PublicationStore) -> str:
    """The sound one without erratum of the newest day that was published before the current; where
    ``current`` leads to none that can be read, of all."""
    current = store.current()
    before = store.before(current)
    sound = [one for one in before if not store.damages(one)]
    if not sound:
        left = current.version if current is not None else None
        unreadable = [one for one in store.unreadable() if one.version != left]
        damaged = ", ".join(one.version for one in [*unreadable, *before])
        errors.print(
            f"All publications before the current one are damaged ({damaged}); "
            "`sozialraum verify` says how."
            if damaged
            else "There is no publication before the current one."
        )
        raise typer.Exit(Exit.FAILED)
    wrong = store.proved_wrong()
    right = [one for one in sound if one.version not in wrong]
    if not right:
        errors.print(
            "All sound publications before the current one have an erratum "
            f"({', '.join(one.version for one in sound)}); `sozialraum publications` tells what is "
            "wrong with each. To make one of them current all the same: sozialraum rollback VERSION"
        )
        raise typer.Exit(Exit.FAILED)
    return right[-1].version
