"""What the checks of a refresh found: ``audit.check_result`` in the build database."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from sozialraum.base.errors import PublicationError
from sozialraum.base.tables import insert_rows, make_table

if TYPE_CHECKING:
    import duckdb

Kind = Literal["wire", "dbt", "expectation"]
Severity = Literal["critical", "warning"]

TABLE = "audit.check_result"

_GENERAL_DE: dict[Kind, str] = {
    "wire": "Die Dateien von {table} haben die vereinbarte Form.",
    "dbt": "Die Tabelle {table} ist vollständig und in sich stimmig.",
    "expectation": "Die Tabelle {table} hält alle Regeln ein, die für sie festgelegt sind.",
}


@dataclass(frozen=True)
class Check:
    """A rule that a table has to fulfil, said once: the UI, the audit and the report show it.

    ``severity``: what a failure means at most. A critical one stops what is made from the table.
    ``description_de`` is the rule in German for readers of the report; where a check has none, a
    general sentence about its table stands in. ``details``: for engineers, what exactly is looked
    at and what follows from a failure.
    """

    table_name: str
    check_name: str
    kind: Kind
    severity: Severity
    description: str
    description_de: str = ""
    details: str = ""

    def __post_init__(self) -> None:
        if not self.description_de:
            general = _GENERAL_DE[self.kind].format(table=self.table_name)
            object.__setattr__(self, "description_de", general)

    def as_warning(self) -> "Check":
        """The same check where a failure stops nothing."""
        return replace(self, severity="warning")

    def judged(
        self, problems: Sequence[str], otherwise: str, *, failing_rows: int | None = None
    ) -> "Finding":
        """Failed if there are ``problems``; ``otherwise`` is what was observed without any."""
        observed = "; ".join(problems) or otherwise
        return Finding(self, not problems, observed, failing_rows, problems=problems)


@dataclass(frozen=True)
class Finding:
    """The outcome of one check; ``sample`` holds some of the failing rows, as JSON-able dicts, and
    ``problems`` what was found one by one, as texts for people."""

    check: Check
    passed: bool
    observed: str
    failing_rows: int | None = None
    sample: Sequence[dict[str, Any]] = ()
    problems: Sequence[str] = ()


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


def record(connection: "duckdb.DuckDBPyConnection", findings: Sequence[Finding]) -> None:
    """Writes findings, in place of earlier ones of the same checks."""
    rows = [
        asdict(finding.check)
        | {
            "passed": finding.passed,
            "observed": finding.observed,
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
