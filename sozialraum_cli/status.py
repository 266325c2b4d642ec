"""What the last run published, or what stopped it."""

import shutil
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from textwrap import shorten

from rich.markup import escape
from rich.table import Table

from sozialraum.audit.alert import undelivered
from sozialraum.audit.last_attempt import read_last_attempt
from sozialraum.audit.matters import not_run
from sozialraum.audit.status import REJECTS, STOPPED_BY, Blocked, Status, read_status
from sozialraum.base.lines import SHOWN, VOICE, WIDEST, Kinds, grouped, listed, width
from sozialraum.base.warehouse import Warehouse
from sozialraum.publication.last_check import read_last_check, rolled_back_from
from sozialraum.publication.store import PublicationStore
from sozialraum.publication.to_come import day_to_come, stays_beside
from sozialraum_cli.chosen import own_warehouse
from sozialraum_cli.last_run import last_begun, last_run
from sozialraum_cli.machines import AsJson, print_json
from sozialraum_cli.publications import (
    published,
    tell_errata,
    tell_rollback,
    tell_unread,
    texts_of,
)
from sozialraum_cli.terminal import Terminal, console, number, short, tell


def status(as_json: AsJson = False) -> None:
    """Shows the current publication: sources, checks, indicators, paths; and what stopped the last
    run if it published nothing."""
    warehouse = own_warehouse()
    if as_json:
        _print_as_json(warehouse)
        return
    try:
        publication = published()
        headline = f"Published {publication.version}"
        summarise(read_status(publication.database), warehouse, headline, warehouse.current)
        if ahead := day_to_come(PublicationStore(warehouse), datetime.now(UTC)):
            tell(ahead.line, "To come     ")
        tell_rollback(warehouse)
        tell_errata(PublicationStore(warehouse))
        _tell_disk(warehouse)
        for channel, count in undelivered(warehouse).items():
            tell(f"{count} by {channel} wait to be delivered: sozialraum alert", "Alerts      ")
    finally:
        _tell_attempt(warehouse)


def _print_as_json(warehouse: Warehouse) -> None:
    from sozialraum.publication.noted import noted

    last, publication = read_last_attempt(warehouse), published()
    store = PublicationStore(warehouse)
    left = rolled_back_from(warehouse)
    found, unread = noted(store)
    print_json(
        {
            "version": publication.version,
            "rolled_back_from": left.version if left else None,
            "as_of": publication.as_of,
            "errata": texts_of(store, publication, found, unread),
            "folder": publication.folder,
            **asdict(read_status(publication.database)),
            "last_attempt": asdict(last) if last else None,
        }
    )
    tell_unread(unread)


def summarise(found: Status, warehouse: Warehouse, headline: str, folder: Path) -> None:
    """``folder``: how the paths are shown, ``warehouse/current`` or the version's own."""
    rows = [*_counts(found, warehouse), *_by_hand(found), *_places(folder)]
    if VOICE.form == "json":
        VOICE.say(headline)
        for label, text in rows:
            VOICE.say(f"{label}: {text}")
        return
    if not VOICE.is_plain:
        return
    console.print()
    console.print(f"[bold green]{escape(headline)}[/bold green]")
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    before = ""
    for label, text in rows:
        table.add_row("" if label == before else label, escape(text))
        before = label
    # also in a file, for which a console takes 80 columns
    Terminal(highlight=False, width=width()).print(table)


def _counts(found: Status, warehouse: Warehouse) -> list[tuple[str, str]]:
    levels = ", ".join(
        f"{level} {indicators} ({number(values)} values)"
        for level, indicators, values in found.indicators_by_level
    )
    rows = [
        ("Sources", str(found.sources)),
        ("Rows", f"{number(found.rows)} read, {number(found.rejected)} cells rejected"),
        ("Checks", f"{found.passed} of {found.checks} passed"),
        ("Indicators", levels),
    ]
    last = read_last_check(warehouse)
    if last is not None and last.version == warehouse.current.resolve().name:
        rows.insert(1, ("Checked", f"{last.checked_at:%Y-%m-%d %H:%M} UTC, nothing new"))
    return rows + [("New", line) for line in found.news]


def _by_hand(found: Status) -> list[tuple[str, str]]:
    """What needs somebody: equal problems as one line."""
    lines = [
        f"{said}: {', '.join(ids)}"
        for said, ids in (
            ("not up to date", found.stale_sources),
            ("awaiting a first delivery", found.awaited_sources),
            (
                "kept from publication until office_files.yaml says `released: true`",
                found.unreleased_sources,
            ),
        )
        if ids
    ]
    rows = [("By hand", line) for line in lines]
    for count, names, problem in grouped(found.unread):
        sources = f"{count} sources ({listed(count, names)})" if count > 1 else names[0]
        rows.append(("Not read", f"{sources}: {shorten(problem, WIDEST)}"))
    rows += [("Rejected", one.text) for one in found.rejects]
    # what the rejects' own check found stands in the lines above
    failed = [one for one in found.failed if one[0] != REJECTS or not found.rejects]
    for level in sorted({severity for *_, severity, _ in failed}):
        kinds = ((name, f"{check}: {text}") for name, check, of, text in failed if of == level)
        for count, names, problem in grouped(kinds):
            rows.append(("Failed", f"{level}: {listed(count, names)}: {shorten(problem, WIDEST)}"))
    return rows


def _places(folder: Path) -> list[tuple[str, str]]:
    """Where to look; of the report all files that there are."""
    report = folder / "report"
    first = report / "bericht.html"
    beside = [
        f"{path.name}/ ({len(list(path.iterdir()))} files)" if path.is_dir() else path.name
        for path in sorted(report.glob("*"))
        if path != first
    ]
    return [
        ("Database", short(folder / "sozialraum.duckdb")),
        ("Report", short(first)),
        *([("Report", f"beside it: {', '.join(beside)}")] if beside else []),
        ("Findings", short(folder / "data_docs" / "index.html")),
        ("UI", "make ui, then http://127.0.0.1:3000"),
    ]


def _tell_disk(warehouse: Warehouse) -> None:
    used = [
        f"{name} {number(round(size / 1e6))} MB"
        for name, size in warehouse.used_bytes().items()
        if size
    ]
    free = shutil.disk_usage(warehouse.root).free
    tell(f"{', '.join(used)}; free {number(round(free / 1e6))} MB", "Disk        ")


def tell_failure(warehouse: Warehouse, run_id: str, steps: tuple[str, ...]) -> bool:
    """Says why nothing was published; whether critical checks were the reason."""
    VOICE.pause()
    if STOPPED_BY:
        _fail("Not published: critical checks failed.")
    else:
        _fail("Not published. Failed: " + ", ".join(steps))
    kinds = Kinds()
    for blocked in STOPPED_BY:
        if kinds.is_told(blocked.check, blocked.observed):
            _tell_blocked(blocked)
    for line in kinds.others():
        _fail(line, indent="  ✗ ")
    current = PublicationStore(warehouse).current()
    _fail(f"The last publication stays: {current.version}" if current else "Nothing is published.")
    _fail(f"The run in the UI (make ui): http://127.0.0.1:3000/runs/{run_id}")
    return bool(STOPPED_BY)


def _tell_blocked(blocked: Blocked) -> None:
    """What stops the publication is told whole, of its rows the first."""
    _fail(f"{blocked.check}: {blocked.observed}", blocked.table, "  ✗ ")
    for one in blocked.rejects:
        _fail(one.text, indent="      ")
    if blocked.rejects:
        return
    for row in blocked.sample[:SHOWN]:
        _fail(", ".join(f"{column}={value}" for column, value in row.items()), indent="      ")
    rows = blocked.failing_rows or len(blocked.sample)
    if rows > SHOWN and blocked.sample:
        _fail(f"and {rows - SHOWN} more rows: see the check in the UI", indent="      ")


def _fail(message: str, step: str | None = None, indent: str = "") -> None:
    VOICE.say(message, level="error", step=step, indent=indent)


def _tell_attempt(warehouse: Warehouse) -> None:
    """Says what became of the last run, unless nothing stood in its way."""
    last, is_at_work = last_run(warehouse)
    for idle in not_run(last_begun(warehouse), datetime.now(UTC)):
        tell(idle.text, "Not run     ")
    store = PublicationStore(warehouse)
    beside = stays_beside(store, store.get(last.beside)) if last and last.beside else None
    if beside is not None:
        tell(beside.line, "Beside      ")
    if last is None or (last.ended_at and not last.problems and not last.interrupted):
        return
    began = f"{last.began_at:%Y-%m-%d %H:%M} UTC"
    console.print()
    if is_at_work:
        console.print(f"A run is going on since {began}.")
    elif last.ended_at is None and is_at_work is None:
        tell(
            f"that began {began} has not said how it ended; whether it goes on cannot be told, as "
            f"{warehouse.root} cannot be written to or its disk is full",
            "The run     ",
        )
    elif last.ended_at is None:
        console.print(f"[bold red]The run that began {began} broke off.[/bold red]")
    elif last.interrupted is not None:
        console.print("[bold red]The last run was interrupted[/bold red]")
        tell(
            f"began {began}, interrupted {last.ended_at:%Y-%m-%d %H:%M} UTC: {last.interrupted}",
            "  ✗ ",
        )
    if last.ended_at is not None and last.problems:
        console.print(
            f"[bold red]The last run published nothing[/bold red] (began {began}, ended "
            f"{last.ended_at:%Y-%m-%d %H:%M} UTC):"
        )
        for problem in last.problems:
            tell(problem, "  ✗ ")
    if last.run_id:
        console.print(f"Its log: make ui, then http://127.0.0.1:3000/runs/{last.run_id}")
