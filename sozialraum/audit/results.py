"""What the checks of a refresh found: ``audit.check_result`` in the build database."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING

from sozialraum.audit.check import Finding
from sozialraum.base.errors import PublicationError
from sozialraum.base.lines import SHOWN, listed
from sozialraum.base.sql import is_there, literal
from sozialraum.base.tables import insert_rows, make_table
from sozialraum.words import Words

if TYPE_CHECKING:
    import duckdb

TABLE = "audit.check_result"
BUILD = "audit.built_step"
"""What was read of the declarations and sources, with the day whose knowledge was read, and the
steps of which each table was made since those before it were; each with the code that did it."""
DECLARED = "declared__declarations"
PLACED = "source__areas_of_places"
WHOLE = "run the whole job `refresh`"
JUDGING = "great_expectations"
BUILD_STEPS = [
    ["dbt_models"],
    ["statistics__modelled_share", "statistics__pandemic_fit"],
    ["dbt_statistics"],
    ["simulated_ranks"],
    ["social_index"],
    ["dbt_ranks"],
    ["words__sentences"],
    [JUDGING],
    ["dbt_data_quality"],
]
"""What a publication is made of, in order; of what stands together none is made of the other."""


def mark_read(
    connection: "duckdb.DuckDBPyConnection",
    read: str,
    code_version: str,
    as_of: date | None = None,
) -> None:
    """Says that the declarations (``DECLARED``) or a source (its id) were read, or the places of
    layers (``PLACED``), as of a day. What had been made of it stays as long as that brought nothing
    new (:func:`invalidate_build`)."""
    connection.execute(f"CREATE TABLE IF NOT EXISTS {BUILD} (step VARCHAR, code_version VARCHAR)")
    # an older program made it without
    connection.execute(f"ALTER TABLE {BUILD} ADD COLUMN IF NOT EXISTS as_of DATE")
    connection.execute(f"DELETE FROM {BUILD} WHERE step = ?", [read])
    connection.execute(f"INSERT INTO {BUILD} VALUES (?, ?, ?)", [read, code_version, as_of])


def mark_built(
    connection: "duckdb.DuckDBPyConnection", step: str, code_version: str, *, is_whole: bool
) -> None:
    """Says that tables of a step were made anew: what was made from them, and what was judged
    before, does not speak for them. Of a step that was made in part (``is_whole``) no publication
    is made: its other tables may be of another code, and of other tables before them.
    """
    stage = next(at for at, steps in enumerate(BUILD_STEPS) if step in steps)
    later = [one for steps in BUILD_STEPS[stage + 1 :] for one in steps]
    forget_made(connection, step, *later)
    if is_whole:
        mark_read(connection, step, code_version)
    if JUDGING in later:
        connection.execute(f"DELETE FROM {TABLE} WHERE kind = 'expectation'")


def invalidate_build(connection: "duckdb.DuckDBPyConnection") -> None:
    """Says that what the marts are made from has changed since they were made."""
    forget_made(connection, *(one for steps in BUILD_STEPS for one in steps))


def forget_made(connection: "duckdb.DuckDBPyConnection", *steps: str) -> None:
    """Says that these have to be made anew."""
    if is_there(connection, BUILD):
        connection.execute(
            f"DELETE FROM {BUILD} WHERE list_contains(?::VARCHAR[], step)", [[*steps]]
        )


def finish_judging(
    connection: "duckdb.DuckDBPyConnection", declared: Iterable[tuple[str, str]], code_version: str
) -> None:
    """Says that every expectation has been judged on the present build, if that is so: together
    or, one by one, since the last table was made anew.

    Args:
        declared: table and name of all expectations.
    """
    judged = connection.execute(
        f"SELECT table_name, check_name FROM {TABLE} WHERE kind = 'expectation'"
    ).fetchall()
    is_known = (
        is_there(connection, BUILD)
        and connection.execute(f"SELECT 1 FROM {BUILD} WHERE step = ?", [JUDGING]).fetchone()
    )
    if not is_known and set(declared) <= set(judged):
        mark_built(connection, JUDGING, code_version, is_whole=True)


def require_one_day(connection: "duckdb.DuckDBPyConnection", wanted: date | None) -> None:
    """Lets nothing be made of what was read for several days; the whole job reads all of it anew.

    Args:
        wanted: the day that is asked for; by default that of the declarations.

    Raises:
        PublicationError: something was read for another day.
    """
    read: dict[str, date] = {}
    if is_there(connection, BUILD):
        rows = connection.execute(f"FROM {BUILD} ORDER BY step").fetchall()
        read = {step: day for step, _, *days in rows for day in days if day is not None}
    wanted = wanted or read.get(DECLARED)
    others: dict[date, list[str]] = {}
    for one, day in read.items():
        if day != wanted:
            others.setdefault(day, []).append(one)
    if wanted and others:
        told = "; ".join(f"for {day}: {_some(names)}" for day, names in sorted(others.items()))
        again = "" if read.get(DECLARED) != wanted else f"read these again for {wanted}, or "
        raise PublicationError(
            f"what is made is of one day, here {wanted}, but read were {told}; {again}{WHOLE} "
            "for the day that is meant"
        )


def require_passed_audit(
    connection: "duckdb.DuckDBPyConnection", code_version: str, sources: Sequence[str]
) -> None:
    """Lets only whole and audited builds through, however the steps of a refresh were started.

    Args:
        sources: the ids of all that are declared.

    Raises:
        PublicationError: a source was not read as it is declared, the marts are older than their
            sources or than the code, were made in part, were not judged, or failed a critical
            check.
    """
    if is_there(connection, TABLE):
        failed = connection.execute(
            f"SELECT table_name || ': ' || check_name FROM {TABLE} "
            "WHERE NOT passed AND severity = 'critical' ORDER BY ALL"
        ).fetchall()
        if failed:
            names = "; ".join(name for (name,) in failed)
            raise PublicationError(f"critical checks failed: {names}")
    built = (
        dict(connection.execute(f"SELECT step, code_version FROM {BUILD}").fetchall())
        if is_there(connection, BUILD)
        else {}
    )
    read = [DECLARED, *sources, PLACED]
    if unread := [one for one in read if one not in built]:
        raise PublicationError(
            "what is published is read as it is declared; not read since the declarations were: "
            f"{_some(unread)}; {WHOLE}"
        )
    steps = [one for steps in BUILD_STEPS for one in steps]
    if lacking := [step for step in steps if step not in built]:
        raise PublicationError(
            "what is published is made and judged as a whole; made in part, or not since what is "
            f"before was made anew: {', '.join(lacking)}; {WHOLE}"
        )
    if other := [one for one in (*read, *steps) if built[one] != code_version]:
        raise PublicationError(
            f"read or made by other code or declarations than today's: {_some(other)}; {WHOLE}"
        )


def _some(names: Sequence[str]) -> str:
    return listed(len(names), names[:SHOWN])


def require_begun(connection: "duckdb.DuckDBPyConnection") -> None:
    """Lets a part be made or judged alone only where the whole was once.

    Raises:
        PublicationError: there is nothing yet of which it would be a part.
    """
    if not is_there(connection, TABLE):
        raise PublicationError("nothing was built yet; run the whole job `refresh` first")


def prepare_audit(connection: "duckdb.DuckDBPyConnection") -> None:
    """Creates the table and empties it: findings are those of one refresh, and what was read
    before was read as it was declared before."""
    connection.execute("CREATE SCHEMA IF NOT EXISTS audit")
    connection.execute(f"DROP TABLE IF EXISTS {BUILD}")
    make_table(connection, TABLE, anew=True)


def record(
    connection: "duckdb.DuckDBPyConnection", findings: Sequence[Finding], words: Words
) -> None:
    """Writes findings, in place of earlier ones of the same checks; their rules in ``words``."""
    has_rows = _have_rows(connection, {finding.check.table_name for finding in findings})
    rows = [
        asdict(finding.check)
        | {
            "description_de": words.say(finding.check.rule(words.language)),
            "passed": finding.passed,
            "observed": finding.observed,
            "published": finding.published,
            "failing_rows": finding.failing_rows,
            "sample": json.dumps(list(finding.sample), ensure_ascii=False, default=str),
            "has_rows": has_rows.get(finding.check.table_name),
        }
        for finding in findings
    ]
    connection.execute(
        "DELETE FROM audit.check_result WHERE list_contains(?::VARCHAR[], "
        "table_name || ' ' || check_name || ' ' || kind)",
        [[f"{row['table_name']} {row['check_name']} {row['kind']}" for row in rows]],
    )
    insert_rows(connection, TABLE, rows)


def _have_rows(connection: "duckdb.DuckDBPyConnection", names: set[str]) -> dict[str, bool]:
    """Of those that are tables, whether they have any row."""
    there = [name for name in sorted(names) if is_there(connection, name)]
    asked = " UNION ALL ".join(
        f"SELECT {literal(name)}, EXISTS (SELECT 1 FROM {name})" for name in there
    )
    return dict(connection.execute(asked).fetchall()) if asked else {}
