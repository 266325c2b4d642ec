"""Where published figures come from, why a need is called covered, and an index of one's own."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from sozialraum_cli.publications import published
from sozialraum_cli.terminal import console, number

TRACE_DISAGREES = 4

Version = Annotated[
    str | None, typer.Option(help="Publication to read; by default the current one.")
]


def trace(
    area: Annotated[str, typer.Option(help="Area id, `<level>:<code>`.")],
    indicator: Annotated[str, typer.Option(help="Indicator id.")],
    period: Annotated[
        str | None, typer.Option(help="As in 2024, 2024-Q4, 2024-12; by default the newest.")
    ] = None,
    version: Version = None,
    as_json: Annotated[bool, typer.Option("--json", help="For machines.")] = False,
) -> None:
    """Shows where a published figure comes from: every cell of every file, and each step.

    Ends with 0 when the cells give the published figure again, with 4 when they do not.
    """
    from sozialraum.trace import read_trace
    from sozialraum.trace.json_form import trace_as_json
    from sozialraum_cli.shown.trace import print_trace

    found = read_trace(published(version).database, area=area, indicator=indicator, period=period)
    if as_json:
        print(trace_as_json(found))
    else:
        print_trace(found, Console(highlight=False))
    if found.disagreements:
        raise typer.Exit(TRACE_DISAGREES)


def explain(
    area: Annotated[str, typer.Option(help="Id of a Sozialraum, `<level>:<code>`.")],
    theme: Annotated[str, typer.Option(help="Theme id.")],
    version: Version = None,
) -> None:
    """Shows why a need is called covered or not: figures, rule, evidence, plans, sources.

    Ends with 0 when deciding again gives the published result, with 4 when it does not.
    """
    from sozialraum.declarations import load_catalogue
    from sozialraum.explain import read_explanation
    from sozialraum.words import Words
    from sozialraum_cli.shown.explanation import print_explanation

    found = read_explanation(published(version).database, area=area, theme=theme)
    words = Words(load_catalogue().city.language)
    print_explanation(found, Console(highlight=False), words)
    if found.disagreements:
        raise typer.Exit(TRACE_DISAGREES)


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
