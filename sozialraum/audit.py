"""What the checks of a refresh found: ``audit.check_result`` in the build database."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from sozialraum.warehouse import insert_rows

if TYPE_CHECKING:
    import duckdb

Kind = Literal["wire", "dbt", "expectation"]
Severity = Literal["critical", "warning"]

COLUMNS = {
    "table_name": "VARCHAR",
    "check_name": "VARCHAR",
    "kind": "VARCHAR",
    "severity": "VARCHAR",
    "passed": "BOOLEAN",
    "observed": "VARCHAR",
    "failing_rows": "BIGINT",
    "description": "VARCHAR",
    "sample": "VARCHAR",
}


@dataclass(frozen=True)
class Finding:
    """The outcome of one check; ``sample`` holds some of the failing rows, as JSON-able dicts."""

    table_name: str
    check_name: str
    kind: Kind
    severity: Severity
    passed: bool
    observed: str
    failing_rows: int | None
    description: str
    sample: Sequence[dict[str, Any]] = field(default=())

    @property
    def blocks(self) -> bool:
        return not self.passed and self.severity == "critical"


def prepare_audit(connection: "duckdb.DuckDBPyConnection") -> None:
    """Creates the table and empties it: findings are those of one refresh."""
    connection.execute("CREATE SCHEMA IF NOT EXISTS audit")
    listed = ", ".join(f"{name} {kind}" for name, kind in COLUMNS.items())
    connection.execute(f"CREATE OR REPLACE TABLE audit.check_result ({listed})")


def record(connection: "duckdb.DuckDBPyConnection", findings: Sequence[Finding]) -> None:
    """Writes findings, in place of earlier ones of the same checks."""
    rows = []
    for finding in findings:
        row = {name: getattr(finding, name) for name in COLUMNS}
        row["sample"] = json.dumps(list(finding.sample), ensure_ascii=False, default=str)
        rows.append(row)
    connection.execute(
        "DELETE FROM audit.check_result WHERE list_contains(?::VARCHAR[], "
        "table_name || ' ' || check_name || ' ' || kind)",
        [[f"{f.table_name} {f.check_name} {f.kind}" for f in findings]],
    )
    insert_rows(connection, "audit.check_result", COLUMNS, rows)
