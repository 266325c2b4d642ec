"""What the checks of a refresh found: ``audit.check_result`` in the build database."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from sozialraum.audit.check import Finding
from sozialraum.base.errors import PublicationError
from sozialraum.base.tables import insert_rows, make_table
from sozialraum.words import Words

if TYPE_CHECKING:
    import duckdb

TABLE = "audit.check_result"


def begin_build(connection: "duckdb.DuckDBPyConnection") -> None:
    """Says that the marts were made anew: what was judged before does not speak for them."""
    connection.execute(
        "CREATE OR REPLACE TABLE audit.build AS SELECT uuid() AS build_id, false AS is_judged"
    )
    connection.execute("DELETE FROM audit.check_result WHERE kind = 'expectation'")


def invalidate_build(connection: "duckdb.DuckDBPyConnection") -> None:
    """Says that what the marts are made from has changed since they were made."""
    connection.execute("DROP TABLE IF EXISTS audit.build")


def finish_judging(connection: "duckdb.DuckDBPyConnection") -> None:
    """Says that every expectation has been judged on the present build."""
    connection.execute("UPDATE audit.build SET is_judged = true")


def require_passed_audit(connection: "duckdb.DuckDBPyConnection") -> None:
    """Lets only audited marts through, however the steps of a refresh were started.

    Raises:
        PublicationError: the marts are older than their sources, were not judged, or failed a
            critical check.
    """
    exists = connection.execute(
        "SELECT 1 FROM duckdb_tables() WHERE schema_name = 'audit' AND table_name = 'build'"
    ).fetchone()
    if exists is None:
        raise PublicationError(
            "the marts are older than what they are made from; run the whole job `refresh`"
        )
    judged = connection.execute("SELECT bool_and(is_judged) FROM audit.build").fetchone()
    if judged is None or not judged[0]:
        raise PublicationError(
            "the expectations have not been judged on this build; run the whole job `refresh`"
        )
    failed = connection.execute(
        "SELECT table_name || ': ' || check_name FROM audit.check_result "
        "WHERE NOT passed AND severity = 'critical' ORDER BY ALL"
    ).fetchall()
    if failed:
        raise PublicationError("critical checks failed: " + "; ".join(name for (name,) in failed))


def prepare_audit(connection: "duckdb.DuckDBPyConnection") -> None:
    """Creates the table and empties it: findings are those of one refresh."""
    connection.execute("CREATE SCHEMA IF NOT EXISTS audit")
    invalidate_build(connection)
    make_table(connection, TABLE, anew=True)


def record(
    connection: "duckdb.DuckDBPyConnection", findings: Sequence[Finding], words: Words
) -> None:
    """Writes findings, in place of earlier ones of the same checks; their rules in ``words``."""
    rows = [
        asdict(finding.check)
        | {
            "description_de": words.say(finding.check.rule),
            "passed": finding.passed,
            "observed": finding.observed,
            "published": finding.published,
            "failing_rows": finding.failing_rows,
            "sample": json.dumps(list(finding.sample), ensure_ascii=False, default=str),
        }
        for finding in findings
    ]
    connection.execute(
        "DELETE FROM audit.check_result WHERE list_contains(?::VARCHAR[], "
        "table_name || ' ' || check_name || ' ' || kind)",
        [[f"{row['table_name']} {row['check_name']} {row['kind']}" for row in rows]],
    )
    insert_rows(connection, TABLE, rows)
