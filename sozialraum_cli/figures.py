"""Where published figures come from, why a need is called covered, and an index of one's own."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sozialraum_cli.exits import Exit
from sozialraum_cli.machines import AsJson, print_json
from sozialraum_cli.publications import Edition, to_read
from sozialraum_cli.terminal import Terminal, console, number

if TYPE_CHECKING:
    from sozialraum.explain import Supposed


def trace(
    area: Annotated[str, typer.Option(help="By name or id: Nordend, stadtraum:16.")],
    indicator: Annotated[str, typer.Option(help="By name or id: Kinderarmut, child_poverty.")],
    period: Annotated[
        str | None, typer.Option(help="As in 2024, 2024-Q4, 2024-12; by default the newest.")
    ] = None,
    edition: Edition = None,
    as_json: AsJson = False,
) -> None:
    """Shows where a published figure comes from: every cell of every file, and each step.

    Ends with 0 when the cells give the published figure again, with 4 when they do not.
    """
    from sozialraum.trace import read_trace
    from sozialraum.trace.json_form import trace_as_json
    from sozialraum_cli.shown.trace import print_trace

    found = read_trace(to_read(edition).database, area=area, indicator=indicator, period=period)
    if as_json:
        print(trace_as_json(found))
    else:
        print_trace(found, Terminal(highlight=False))
    if found.disagreements:
        raise typer.Exit(Exit.DISAGREES)


def explain(
    area: Annotated[
        str | None, typer.Option(help="A Sozialraum or the city, by its name or id.")
    ] = None,
    theme: Annotated[str | None, typer.Option(help="A theme, by its name or id.")] = None,
    what_if: Annotated[
        list[str] | None,
        typer.Option(
            help="What if: capacity=120, used.<kind>=80, PF048.can_be_met_by=existing, "
            "C06.result=unknown. May be given several times; nothing is written."
        ),
    ] = None,
    as_json: AsJson = False,
    edition: Edition = None,
) -> None:
    """Shows why a need is called covered or not: figures, rule, evidence, plans, sources.

    With --what-if it shows what would become of the answer, and of all others, instead; without
    area and theme how many answers there are, and which facts would give those that are owed.
    Ends with 0 when deciding again gives the published result, with 4 when it does not.
    """
    from sozialraum.declarations import load_catalogue
    from sozialraum.explain import Copied, as_table, read_explanation, suppose, tally
    from sozialraum_cli.shown.explanation import print_explanation
    from sozialraum_cli.shown.supposed import print_supposed

    database = to_read(edition).database
    if area is None and theme is None and not what_if:
        tallied = tally(database)
        if as_json:
            print_json([{"answers": one, "areas": n, "city": m} for one, n, m in tallied])
        else:
            typer.echo(as_table(tallied))
        return
    if area is None or theme is None:
        raise typer.BadParameter("--area and --theme belong together")
    found = read_explanation(database, area=area, theme=theme)
    catalogue = load_catalogue()
    words = catalogue.city.words
    if what_if:
        supposed = suppose(
            Copied(database),
            catalogue,
            area=found.result["area_id"],
            theme=found.result["theme"],
            changes=what_if,
        )
        if as_json:
            print_json(_changes(supposed))
        else:
            print_supposed(supposed, found, Terminal(highlight=False), words)
        return
    if as_json:
        print_json({**asdict(found), "disagreements": found.disagreements})
    else:
        print_explanation(found, Terminal(highlight=False), words)
    if found.disagreements:
        raise typer.Exit(Exit.DISAGREES)


def _changes(supposed: "Supposed") -> dict[str, object]:
    """What was supposed, and each answer that becomes another."""
    before, after = supposed.before, supposed.after
    return {
        "changes": supposed.changes,
        "changed": [
            {
                "area_id": area,
                "theme": theme,
                "before": before[area, theme],
                "after": after[area, theme],
            }
            for area, theme in supposed.changed
        ],
    }


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
    console.print(f"{number(rows)} rows written to {output}")
