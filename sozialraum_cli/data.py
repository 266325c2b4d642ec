"""The published tables at the command line: SQL, and what each table and column says."""

import sys
from typing import Annotated

import typer

from sozialraum_cli.machines import AsJson
from sozialraum_cli.publications import Edition, to_read

SHOWN = 40
"""Rows that are shown unless told otherwise."""


def query(
    sql: Annotated[
        str, typer.Argument(metavar="SQL", help="One statement; `-` reads it from standard input.")
    ],
    limit: Annotated[
        int | None,
        typer.Option(
            min=1,
            help=f"How many rows to write; by default {SHOWN} as a table, all as JSON or CSV.",
        ),
    ] = None,
    as_json: AsJson = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="With commas, UTF-8.")] = False,
    edition: Edition = None,
) -> None:
    """Answers SQL from the published tables; nothing else is read, nothing is written.

    Tables of the schema marts need no schema: sozialraum query "from dim_area". Numbers have a
    decimal point; the table rounds to four places, JSON and CSV do not.
    """
    from sozialraum.query import answer, asked
    from sozialraum_cli.shown.data import print_answer, print_csv, print_objects

    if as_json and as_csv:
        raise typer.BadParameter("--json or --csv, not both")
    database, statement = to_read(edition).database, sys.stdin.read() if sql == "-" else sql
    if as_json or as_csv:
        with asked(database, statement) as (columns, rows):
            (print_objects if as_json else print_csv)(columns, rows, limit)
    else:
        print_answer(answer(database, statement, limit=limit or SHOWN))


def describe(
    table: Annotated[
        str | None, typer.Argument(metavar="TABLE", help="A table, as mart_need or need.")
    ] = None,
    as_json: AsJson = False,
    edition: Edition = None,
) -> None:
    """Lists the published tables with what one row is; of one table key and columns."""
    from sozialraum.query import describe as described
    from sozialraum.query import describe_all
    from sozialraum_cli.shown.data import print_described, print_tables

    database = to_read(edition).database
    if table is None:
        print_tables(describe_all(database), as_json=as_json)
    else:
        print_described(described(database, table), as_json=as_json)
