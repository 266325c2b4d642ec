"""The command ``sozialraum``: the same as ``make refresh``, for cron and people."""

import time
from datetime import date
from pathlib import Path
from textwrap import shorten
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from sozialraum.base.errors import BusyError, MonitorError
from sozialraum.base.warehouse import Warehouse
from sozialraum.declarations import load_catalogue
from sozialraum.ingest.connector import LIVE, SNAPSHOT
from sozialraum.ingest.connectors import SOURCE_VARIABLE, chosen_connector
from sozialraum.ingest.landing import LandingStore
from sozialraum.last_attempt import read_last_attempt
from sozialraum.last_check import read_last_check
from sozialraum.publication import Publication, PublicationStore
from sozialraum.status import Status, read_blocking, read_status

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Needs and coverage of social services by planning area, from a city's own figures.",
)
console = Console(highlight=False, soft_wrap=True)
errors = Console(stderr=True, highlight=False, soft_wrap=True)

AUDIT_FAILED = 3
TRACE_DISAGREES = 4

_FROM = {SNAPSHOT: "the bundled snapshot", LIVE: "the live portal"}


def main() -> None:
    """Entry point: errors that a person can mend are shown as text, without a traceback."""
    try:
        app()
    except MonitorError as error:
        errors.print(f"[red]✗[/red] {error}", markup=True)
        raise SystemExit(1) from None


@app.command()
def refresh(
    as_of: Annotated[
        str | None,
        typer.Option(
            metavar="YYYY-MM-DD",
            help="Use what was known on this day; by default the day of the snapshot, "
            "for the live portal today.",
        ),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option(
            metavar="snapshot|live",
            help="Where figures come from: the bundled copies, or the city's portal; by default "
            f"what {SOURCE_VARIABLE} says, else snapshot.",
        ),
    ] = None,
    make_current: Annotated[
        bool,
        typer.Option(
            "--make-current",
            help="Make it current even if it speaks for an earlier day than the current one.",
        ),
    ] = False,
) -> None:
    """Runs the whole chain: sources, marts, audit, publication, report.

    From the live portal only what changed is fetched; if nothing did, the current publication
    stays. Ends with 0 when the day is published, with 3 when a critical check failed (the last
    publication stays), with 1 for any other error.
    """
    _refresh(_day(as_of), source, make_current)


@app.command()
def report(
    month: Annotated[
        str | None,
        typer.Option(
            metavar="YYYY-MM",
            help="Make this month's edition, with what was known on its last day (of the running "
            "month: today). By default the current edition is shown.",
        ),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option(metavar="snapshot|live", help="As for refresh.", show_default=False),
    ] = None,
) -> None:
    """Makes the edition of a month, or shows where the current one lies.

    Made again, an edition is the same. One for an earlier month than the current publication's
    stays beside it. Ends like refresh.
    """
    warehouse = Warehouse.default()
    store = PublicationStore(warehouse)
    if month is not None:
        from sozialraum.edition import edition_day
        from sozialraum.ingest.vintages import newest_day

        is_live = chosen_connector(source) == LIVE
        day = edition_day(month, newest_day(load_catalogue(), warehouse, is_live=is_live))
        publication = _refresh(day.isoformat(), source, make_current=False)
    else:
        current = store.current()
        if current is None:
            errors.print("Nothing has been published yet. Run [bold]make refresh[/bold].")
            raise typer.Exit(1)
        publication = current
    console.print(f"Edition {publication.as_of:%Y-%m}, as of {publication.as_of}")
    for path in sorted(publication.report.iterdir()):
        console.print(f"  {_short(path)}", markup=False)


def _refresh(day: str | None, source: str | None, make_current: bool) -> Publication:
    """Runs the chain, says how it went, and returns what is published for the day."""
    chosen = chosen_connector(source)
    warehouse = Warehouse.default()
    started = time.monotonic()
    # Checked before Dagster is imported, so that a busy warehouse is said at once.
    with warehouse.locked():
        pass
    if day is not None:
        from sozialraum.ingest.vintages import check_anything_known, retrieval_day

        catalogue = load_catalogue()
        check_anything_known(
            LandingStore(warehouse.landing),
            catalogue,
            date.fromisoformat(day),
            retrieval_day(catalogue, is_live=chosen == LIVE),
        )
    errors.print(f"Refresh from {_FROM[chosen]}: loading Dagster and dbt …")
    from orchestration.refresh import run_refresh

    outcome = run_refresh(warehouse, as_of=day, source=chosen, make_current=make_current)
    seconds = time.monotonic() - started
    if not outcome.succeeded:
        blocked = _explain_failure(warehouse, outcome.run_id, outcome.failed_steps)
        raise typer.Exit(AUDIT_FAILED if blocked else 1)
    store = PublicationStore(warehouse)
    current = store.current()
    assert current is not None
    publication = store.get(outcome.version) if outcome.version else current
    done = "Nothing new: still" if outcome.is_unchanged else "Published"
    _summarise(
        read_status(publication.database),
        warehouse,
        f"{done} {publication.version}[/bold green] in {seconds:.0f} s",
        warehouse.current if publication.version == current.version else publication.folder,
    )
    if publication.version != current.version:
        errors.print(
            f"{publication.version} stays beside the current publication {current.version}, which "
            f"speaks for a later day. To make it current: sozialraum rollback {publication.version}"
        )
    return publication


@app.command()
def status() -> None:
    """Shows the current publication: sources, checks, indicators, paths; and what stopped the last
    run if it published nothing."""
    warehouse = Warehouse.default()
    publication = PublicationStore(warehouse).current()
    if publication is None:
        errors.print("Nothing has been published yet. Run [bold]make refresh[/bold].")
        _tell_attempt(warehouse)
        raise typer.Exit(1)
    headline = f"Published {publication.version}[/bold green]"
    _summarise(read_status(publication.database), warehouse, headline, warehouse.current)
    _tell_attempt(warehouse)


@app.command()
def trace(
    area: Annotated[str, typer.Option(help="Area id, `<level>:<code>`.")],
    indicator: Annotated[str, typer.Option(help="Indicator id.")],
    period: Annotated[
        str | None, typer.Option(help="As in 2024, 2024-Q4, 2024-12; by default the newest.")
    ] = None,
    version: Annotated[
        str | None, typer.Option(help="Publication to read; by default the current one.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="For machines.")] = False,
) -> None:
    """Shows where a published figure comes from: every cell of every file, and each step.

    Ends with 0 when the cells give the published figure again, with 4 when they do not.
    """
    from sozialraum.trace import read_trace
    from sozialraum.trace.json_form import trace_as_json
    from sozialraum.trace.terminal import print_trace

    store = PublicationStore(Warehouse.default())
    publication = store.get_complete(version) if version else store.current()
    if publication is None:
        errors.print("Nothing has been published yet. Run [bold]make refresh[/bold].")
        raise typer.Exit(1)
    found = read_trace(publication.database, area=area, indicator=indicator, period=period)
    if as_json:
        print(trace_as_json(found))
    else:
        print_trace(found, Console(highlight=False))
    if found.disagreements:
        raise typer.Exit(TRACE_DISAGREES)


@app.command()
def explain(
    area: Annotated[str, typer.Option(help="Id of a Sozialraum, `<level>:<code>`.")],
    theme: Annotated[str, typer.Option(help="Theme id.")],
    version: Annotated[
        str | None, typer.Option(help="Publication to read; by default the current one.")
    ] = None,
) -> None:
    """Shows why a need is called covered or not: figures, rule, evidence, plans, sources.

    Ends with 0 when deciding again gives the published result, with 4 when it does not.
    """
    from sozialraum.explain import read_explanation
    from sozialraum.explain.terminal import print_explanation

    store = PublicationStore(Warehouse.default())
    publication = store.get_complete(version) if version else store.current()
    if publication is None:
        errors.print("Nothing has been published yet. Run [bold]make refresh[/bold].")
        raise typer.Exit(1)
    found = read_explanation(publication.database, area=area, theme=theme)
    print_explanation(found, Console(highlight=False))
    if found.disagreements:
        raise typer.Exit(TRACE_DISAGREES)


@app.command()
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
        errors.print("Nothing has been published yet. Run [bold]make refresh[/bold].")
        raise typer.Exit(1)
    console.print(table)


@app.command()
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


check = typer.Typer(no_args_is_help=True, help="Checks what people keep by hand.")
app.add_typer(check, name="check")


@check.command("registers")
def check_registers(
    folder: Annotated[
        Path | None,
        typer.Option(
            metavar="ORDNER",
            help="Prüft die Dateien in diesem Ordner statt der Register der Stadt.",
            exists=True,
            file_okay=False,
        ),
    ] = None,
) -> None:
    """Prüft die Register und nennt jede Stelle mit Datei, Zeile, Spalte und Grund.

    Endet mit 0, wenn kein Fehler gefunden wurde (Hinweise sind keine), sonst mit 1.
    """
    from sozialraum.registers.console import report_on_registers

    sound, lines = report_on_registers(folder, date.today())
    for line in lines:
        console.print(line, markup=False)
    raise typer.Exit(0 if sound else 1)


registers = typer.Typer(
    no_args_is_help=True, help="Bringt die Register in eine Excel-Mappe und zurück."
)
app.add_typer(registers, name="registers")


@registers.command("export")
def export_registers(
    path: Annotated[Path, typer.Argument(metavar="MAPPE", help="Wohin, z. B. register.xlsx.")],
) -> None:
    """Schreibt alle Register in eine Excel-Mappe, ein Blatt je Register, alles als Text."""
    from sozialraum.registers.workbook import export_workbook

    for register, rows in export_workbook(load_catalogue(), path).items():
        console.print(f"{register}: {_number(rows)} Zeilen", markup=False)
    console.print(f"geschrieben: {path}", markup=False)


@registers.command("import")
def import_registers(
    path: Annotated[Path, typer.Argument(metavar="MAPPE", help="Die bearbeitete Mappe.")],
    dry_run: Annotated[
        bool, typer.Option("--nur-pruefen", help="Nur prüfen und zeigen, nichts schreiben.")
    ] = False,
) -> None:
    """Prüft die Mappe und ersetzt die CSV-Dateien, wenn nichts falsch ist.

    Endet mit 0, wenn kein Fehler gefunden wurde, sonst mit 1; dann bleibt alles, wie es war.
    """
    from sozialraum.registers.areas import known_areas
    from sozialraum.registers.workbook import import_workbook, problems_of

    catalogue = load_catalogue()
    areas = known_areas(catalogue, LandingStore(Warehouse.default().landing))
    imported = import_workbook(catalogue, path, areas, date.today(), dry_run=dry_run)
    for register, rows in imported.changes.items():
        console.print(f"{register}: {_number(rows)} Zeilen geändert", markup=False)
    for problem in problems_of(imported):
        errors.print(f"  Fehler: {problem}", markup=False)
    for place in imported.written:
        console.print(f"geschrieben: {_short(place)}", markup=False)
    if not imported.sound:
        errors.print("Nichts wurde geschrieben. Die Zeilen zählen wie in der Mappe.")
        raise typer.Exit(1)


@app.command()
def index(
    spec: Annotated[Path, typer.Option(help="The index as YAML (docs/methods.md).")],
    source: Annotated[
        Path,
        typer.Option("--input", help="CSV or Parquet: area, indicator, value and, if any, period."),
    ],
    output: Annotated[Path, typer.Option(help="CSV or Parquet to write.")],
) -> None:
    """Computes a composite index of a table of your own."""
    from sozialraum.social_index.files import index_file

    rows = index_file(spec, source, output)
    console.print(f"{_number(rows)} rows written to {output}")


@app.command()
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
    console.print(f"{_short(path)}\nFilled in, it goes to {warehouse.dropbox / source_id}/")


@app.command()
def ui(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 3000,
) -> None:
    """Serves the Dagster UI with the runs that `refresh` made; ends with Ctrl-C."""
    from orchestration.lib.instance import serve

    serve(Warehouse.default(), host, port)


def _version_before(store: PublicationStore) -> str:
    current = store.current()
    versions = [publication.version for publication in store.all()]
    position = versions.index(current.version) if current else 0
    if position == 0:
        errors.print("There is no publication before the current one.")
        raise typer.Exit(1)
    return versions[position - 1]


def _day(text: str | None) -> str | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise typer.BadParameter(f"'{text}' is not a day like 2026-11-22") from None


def _explain_failure(warehouse: Warehouse, run_id: str, steps: tuple[str, ...]) -> bool:
    """Says why nothing was published; whether critical checks were the reason."""
    blocking = read_blocking(warehouse.build_database)
    errors.print()
    if blocking:
        errors.print("[bold red]Not published: critical checks failed.[/bold red]")
    else:
        errors.print("[bold red]Not published.[/bold red] Failed: " + ", ".join(steps))
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
    if last is None or (last.ended_at is not None and not last.problems):
        return
    began = f"{last.began_at:%Y-%m-%d %H:%M} UTC"
    console.print()
    if last.ended_at is None:
        try:
            with warehouse.locked():
                console.print(f"[bold red]The run that began {began} broke off.[/bold red]")
        except BusyError:
            console.print(f"A run is going on since {began}.")
    else:
        console.print(
            f"[bold red]The last run published nothing[/bold red] (began {began}, ended "
            f"{last.ended_at:%Y-%m-%d %H:%M} UTC):"
        )
        for problem in last.problems:
            console.print(f"  ✗ {problem}", markup=False)
    console.print(f"Its log: make ui, then http://127.0.0.1:3000/runs/{last.run_id}")


def _summarise(found: Status, warehouse: Warehouse, headline: str, folder: Path) -> None:
    """``folder``: how the paths are shown, ``warehouse/current`` or the version's own."""
    console.print()
    console.print(f"[bold green]{headline}")
    stale = f"; not up to date: {', '.join(found.stale_sources)}" if found.stale_sources else ""
    awaited = (
        f"; awaiting a first delivery: {', '.join(found.awaited_sources)}"
        if found.awaited_sources
        else ""
    )
    levels = ", ".join(
        f"{level} {indicators} ({_number(values)} values)"
        for level, indicators, values in found.indicators_by_level
    )
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    table.add_row("Sources", f"{found.sources}{stale}{awaited}")
    last = read_last_check(warehouse)
    if last is not None and last.version == warehouse.current.resolve().name:
        table.add_row("Checked", f"{last.checked_at:%Y-%m-%d %H:%M} UTC, nothing new")
    table.add_row("Rows", f"{_number(found.rows)} read, {_number(found.rejected)} cells rejected")
    table.add_row("Checks", f"{found.passed} of {found.checks} passed")
    for name, check, severity, observed in found.failed:
        table.add_row("", f"{severity}: {name}: {check}: {shorten(observed, 160)}")
    table.add_row("Indicators", levels)
    for label, path in (
        ("Database", folder / "sozialraum.duckdb"),
        ("Report", folder / "report" / "bericht.html"),
        ("", folder / "report" / "bericht.pdf"),
        ("", folder / "report" / "anlage.xlsx"),
    ):
        table.add_row(label, _short(path))
    table.add_row("UI", "make ui, then http://127.0.0.1:3000")
    console.print(table)


def _number(value: int) -> str:
    return f"{value:,}".replace(",", ".")


def _short(path: Path) -> str:
    """Relative to the working directory where that is shorter."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)


if __name__ == "__main__":
    main()
