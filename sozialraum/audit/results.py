"""What the checks of a refresh found: ``audit.check_result`` in the build database."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from sozialraum.audit.check import Finding
from sozialraum.base.errors import PublicationError
from sozialraum.base.sql import literal
from sozialraum.base.tables import insert_rows, make_table
from sozialraum.words import Words

if TYPE_CHECKING:
    import duckdb

TABLE = "audit.check_result"
BUILD = "audit.built_step"
"""The steps of which each table was made since those before it were, with the code that made it."""
JUDGING = "great_expectations"
BUILD_STEPS = ["dbt_models", "dbt_statistics", "dbt_ranks", JUDGING, "dbt_data_quality"]
"""What a publication is made of, in order."""


def mark_built(
    connection: "duckdb.DuckDBPyConnection", step: str, code_version: str, *, is_whole: bool
) -> None:
    """Says that tables of a step were made anew: what was made from them, and what was judged
    before, does not speak for them. Of a step that was made in part (``is_whole``) no publication
    is made: its other tables may be of another code, and of other tables before them.
    """
    connection.execute(f"CREATE TABLE IF NOT EXISTS {BUILD} (step VARCHAR, code_version VARCHAR)")
    connection.execute(
        f"DELETE FROM {BUILD} WHERE list_contains(?::VARCHAR[], step)",
        [BUILD_STEPS[BUILD_STEPS.index(step) :]],
    )
    if is_whole:
        connection.execute(f"INSERT INTO {BUILD} VALUES (?, ?)", [step, code_version])
    if BUILD_STEPS.index(step) < BUILD_STEPS.index(JUDGING):
        connection.execute(f"DELETE FROM {TABLE} WHERE kind = 'expectation'")


def invalidate_build(connection: "duckdb.DuckDBPyConnection") -> None:
    """Says that what the marts are made from has changed since they were made."""
    connection.execute(f"DROP TABLE IF EXISTS {BUILD}")


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
        _exists(connection, BUILD)
        and connection.execute(f"SELECT 1 FROM {BUILD} WHERE step = ?", [JUDGING]).fetchone()
    )
    if not is_known and set(declared) <= set(judged):
        mark_built(connection, JUDGING, code_version, is_whole=True)


def require_passed_audit(connection: "duckdb.DuckDBPyConnection", code_version: str) -> None:
    """Lets only whole and audited builds through, however the steps of a refresh were started.

    Raises:
        PublicationError: the marts are older than their sources or than the code, were made in
            part, were not judged, or failed a critical check.
    """
    whole = "run the whole job `refresh`"
    if _exists(connection, TABLE):
        failed = connection.execute(
            f"SELECT table_name || ': ' || check_name FROM {TABLE} "
            "WHERE NOT passed AND severity = 'critical' ORDER BY ALL"
        ).fetchall()
        if failed:
            names = "; ".join(name for (name,) in failed)
            raise PublicationError(f"critical checks failed: {names}")
    if not _exists(connection, BUILD):
        raise PublicationError(f"the marts are older than what they are made from; {whole}")
    built = dict(connection.execute(f"SELECT step, code_version FROM {BUILD}").fetchall())
    if lacking := [step for step in BUILD_STEPS if step not in built]:
        raise PublicationError(
            "what is published is made and judged as a whole; made in part, or not since what is "
            f"before was made anew: {', '.join(lacking)}; {whole}"
        )
    if other := [step for step, code in built.items() if code != code_version]:
        raise PublicationError(f"made by other code than today's: {', '.join(other)}; {whole}")


def require_begun(connection: "duckdb.DuckDBPyConnection") -> None:
    """Lets a part be made or judged alone only where the whole was once.

    Raises:
        PublicationError: there is nothing yet of which it would be a part.
    """
    if not _exists(connection, TABLE):
        raise PublicationError("nothing was built yet; run the whole job `refresh` first")


def _exists(connection: "duckdb.DuckDBPyConnection", table: str) -> bool:
    query = "SELECT 1 FROM duckdb_tables() WHERE schema_name || '.' || table_name = ?"
    return connection.execute(query, [table]).fetchone() is not None


def prepare_audit(connection: "duckdb.DuckDBPyConnection") -> None:
    """Creates the table and empties it: findings are those of one refresh."""
    connection.execute("CREATE SCHEMA IF NOT EXISTS audit")
    invalidate_build(connection)
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
    there = connection.execute(
        "SELECT schema_name || '.' || table_name FROM duckdb_tables() "
        "WHERE list_contains(?::VARCHAR[], schema_name || '.' || table_name)",
        [sorted(names)],
    ).fetchall()
    asked = " UNION ALL ".join(
        f"SELECT {literal(name)}, EXISTS (SELECT 1 FROM {name})" for (name,) in there
    )
    return dict(connection.execute(asked).fetchall()) if asked else {}
