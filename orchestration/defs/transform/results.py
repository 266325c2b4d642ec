"""What a call of dbt left, as Dagster and the audit say it."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dagster import AssetCheckKey, Failure, MetadataValue

from orchestration.lib.dbt_in_process import NodeResult
from orchestration.lib.failing_rows import Rule, rows_of_query
from sozialraum.audit.check import Check, Finding

if TYPE_CHECKING:
    import duckdb

VALUES_OF = {"accepted_values": "value_field", "relationships": "from_field"}
"""Tests of dbt's own that select values, and not the rows that have them; by what column."""


def finding_of(key: AssetCheckKey, result: NodeResult) -> Finding:
    check = Check(
        table_name=".".join(key.asset_key.path),
        check_name=key.name,
        kind="dbt",
        severity="critical" if (result.severity or "error").lower() == "error" else "warning",
        description=result.description,
        description_de=result.description_de,
    )
    observed = _said(result) or ("no failing row" if result.succeeded else result.status)
    return Finding(check, result.succeeded, observed, result.failures)


def _said(result: NodeResult) -> str | None:
    """What a test expected, of one that stops: how many rows failed tells nobody what to mend."""
    if result.resource_type == "test" and result.status == "fail" and result.description:
        return f"{result.failures or 0} failing rows: {result.description}"
    return result.message


def shown_of(
    connection: "duckdb.DuckDBPyConnection",
    nodes: Mapping[str, Any],
    result: NodeResult,
    file: Path,
) -> dict[str, Any]:
    """How often a test failed, its SQL, and the rows that failed it; all of them in ``file``."""
    sql = result.compiled_code or ""
    shown = {
        "failing_rows": result.failures or 0,
        "sql": MetadataValue.md(f"```sql\n{sql}\n```"),
    }
    if result.status not in ("fail", "warn"):
        return shown
    test = nodes[result.unique_id]
    model = nodes[test["attached_node"]]["relation_name"]
    query = failing_query(test, model, sql)
    return shown | rows_of_query(connection, query, rule_of(test), file)


def rule_of(test: Mapping[str, Any]) -> Rule:
    """What a test expects of which columns."""
    asked = test["test_metadata"]["kwargs"]
    expectation = test["description"]
    if "values" in asked:
        expectation += f" One of: {', '.join(map(str, asked['values']))}."
    columns = asked.get("columns") or [asked.get("column_name")]
    is_missing = test["test_metadata"]["name"] == "none_null"
    return Rule(expectation, [one for one in columns if one], is_missing=is_missing)


def failing_query(test: Mapping[str, Any], model: str, sql: str) -> str:
    """SQL of the rows of the table ``model`` that failed a test, of which ``sql`` is dbt's."""
    values = VALUES_OF.get(test["test_metadata"]["name"])
    if values is None:
        return sql
    column = test["test_metadata"]["kwargs"]["column_name"]
    return f"SELECT * FROM {model} WHERE {column} IN (SELECT {values} FROM ({sql}))"


def failure_of(failed: Sequence[NodeResult]) -> Failure:
    """Names what failed; what was skipped for it is counted."""
    said = "; ".join(
        f"{one.name}: {_said(one) or one.status}" for one in failed if one.status != "skipped"
    )
    skipped = sum(one.status == "skipped" for one in failed)
    nodes = [
        {"node": one.unique_id, "status": one.status, "message": one.message} for one in failed
    ]
    return Failure(
        f"dbt: {said} ({skipped} skipped)",
        metadata={"failed": MetadataValue.json(nodes)},
        allow_retries=False,
    )
