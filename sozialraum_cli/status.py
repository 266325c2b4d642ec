"""What the last run published, or what stopped it."""

import shutil
from pathlib import Path
from textwrap import shorten

from rich.markup import escape
from rich.table import Table

from sozialraum.audit.last_attempt import read_last_attempt
from sozialraum.audit.status import Status, read_blocking, read_status
from sozialraum.base.errors import BusyError
from sozialraum.base.warehouse import Warehouse
from sozialraum.publication.errata import errata
from sozialraum.publication.last_check import read_last_check
from sozialraum.publication.store import PublicationStore
from sozialraum_cli.publications import published
from sozialraum_cli.terminal import console, errors, number, short


def status() -> None:
    """Shows the current publication: sources, checks, indicators, paths; and what stopped the last
    run if it published nothing."""
    warehouse = Warehouse.default()
    try:
        publication = published()
        headline = f"Published {publication.version}[/bold green]"
        summarise(read_status(publication.database), warehouse, headline, warehouse.current)
        _tell_errata(warehouse)
        _tell_disk(warehouse)
    finally:
        _tell_attempt(warehouse)


def summarise(found: Status, warehouse: Warehouse, headline: str, folder: Path) -> None:
    """``folder``: how the paths are shown, ``warehouse/current`` or the version's own."""
    console.print()
    console.print(f"[bold green]{headline}")
    stale = f"; not up to date: {', '.join(found.stale_sources)}" if found.stale_sources else ""
    awaited = (
        f"; awaiting a first delivery: {', '.join(found.awaited_sources)}"
        if found.awaited_sources
        else ""
    )
    unreleased = (
        f"; kept from publication until office_files.yaml says `released: true`: "
        f"{', '.join(found.unreleased_sources)}"
        if found.unreleased_sources
        else ""
    )
    levels = ", ".join(
        f"{level} {indicators} ({number(values)} values)"
        for level, indicators, values in found.indicators_by_level
    )
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    table.add_row("Sources", f"{found.sources}{stale}{awaited}{unreleased}")
    for source_id, problem in found.unread:
        table.add_row("Not read", escape(f"{source_id}: {shorten(problem, 160)}"))
    last = read_last_check(warehouse)
    if last is not None and last.version == warehouse.current.resolve().name:
        table.add_row("Checked", f"{last.checked_at:%Y-%m-%d %H:%M} UTC, nothing new")
    table.add_row("Rows", f"{number(found.rows)} read, {number(found.rejected)} cells rejected")
    table.add_row("Checks", f"{found.passed} of {found.checks} passed")
    for name, check, severity, observed in found.failed:
        table.add_row("", escape(f"{severity}: {name}: {check}: {shorten(observed, 160)}"))
    table.add_row("Indicators", levels)
    for label, path in (
        ("Database", folder / "sozialraum.duckdb"),
        ("Report", folder / "report" / "bericht.html"),
        ("", folder / "report" / "bericht.pdf"),
        ("", folder / "report" / "anlage.xlsx"),
    ):
        table.add_row(label, escape(short(path)))
    table.add_row("UI", "make ui, then http://127.0.0.1:3000")
    console.print(table)


def _tell_errata(warehouse: Warehouse) -> None:
    for one in errata(PublicationStore(warehouse)):
        console.print(
            f"Erratum     {one.version} ({one.marked_at:%Y-%m-%d}): {one.text}", markup=False
        )


def _tell_disk(warehouse: Warehouse) -> None:
    used = [
        f"{name} {number(round(size / 1e6))} MB"
        for name, size in warehouse.used_bytes().items()
        if size
    ]
    free = shutil.disk_usage(warehouse.root).free
    console.print(f"Disk        {', '.join(used)}; free {number(round(free / 1e6))} MB")


def tell_failure(warehouse: Warehouse, run_id: str, steps: tuple[str, ...]) -> bool:
    """Says why nothing was published; whether critical checks were the reason."""
    blocking = read_blocking(warehouse.build_database)
    errors.print()
    if blocking:
        errors.print("[bold red]Not published: critical checks failed.[/bold red]")
    else:
        errors.print("[bold red]Not published.[/bold red] Failed: " + escape(", ".join(steps)))
    for blocked in blocking:
        errors.print(f"  ✗ {blocked.table}: {blocked.check}: {blocked.observed}", markup=False)
        for row in blocked.sample:
            cells = ", ".join(f"{column}={value}" for column, value in row.items())
            errors.print(f"      {cells}", markup=False)
    current = PublicationStore(warehouse).current()
    stays = f"The last publication stays: {current.version}" if current else "Nothing is published."
    errors.print(f"{stays}\nThe run in the UI (make ui): http://127.0.0.1:3000/runs/{run_id}")
    return bool(blocking)


def _tell_attempt(warehouse: Warehouse) -> None:
    """Says what became of the last run, unless nothing stood in its way."""
    last = read_last_attempt(warehouse)
    if last is None or (last.ended_at and not last.problems and not last.interrupted):
        return
    began = f"{last.began_at:%Y-%m-%d %H:%M} UTC"
    console.print()
    if last.ended_at is None:
        try:
            with warehouse.locked():
                console.print(f"[bold red]The run that began {began} broke off.[/bold red]")
        except BusyError:
            console.print(f"A run is going on since {began}.")
    elif last.interrupted is not None:
        console.print(
            f"[bold red]The last run was interrupted[/bold red] (began {began}, interrupted "
            f"{last.ended_at:%Y-%m-%d %H:%M} UTC): {escape(last.interrupted)}"
        )
    else:
        console.print(
            f"[bold red]The last run published nothing[/bold red] (began {began}, ended "
            f"{last.ended_at:%Y-%m-%d %H:%M} UTC):"
        )
        for problem in last.problems:
            console.print(f"  ✗ {problem}", markup=False)
    if last.run_id:
        console.print(f"Its log: make ui, then http://127.0.0.1:3000/runs/{last.run_id}")
