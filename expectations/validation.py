"""Validates the checks of one table at a time, inside DuckDB, with Great Expectations."""

import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from expectations.declarations import DeclaredCheck
from expectations.great_expectations_quiet import great_expectations, quiet_context
from expectations.results import SAMPLE_SIZE, CheckResult, failed, not_evaluated, passed


class DatabaseNotReadableError(RuntimeError):
    """The database file is missing or is held by a writer."""


class Validation:
    """One DuckDB file, opened for reading as a data source of Great Expectations.

    `outcomes` holds GX's own result per validated table, for Data Docs.
    """

    def __init__(self, source: Any) -> None:
        self.outcomes: dict[str, Any] = {}
        self._source = source

    def results(self, table: str, checks: Sequence[DeclaredCheck]) -> list[CheckResult]:
        """One result per check, in order. All checks must be of the one table."""
        if not self._exists(table):
            reason = f"table {table} does not exist in the database"
            return [not_evaluated(check, reason) for check in checks]
        expectations, unusable = _built(checks)
        batch = self._whole_table(table).get_batch()
        suite = great_expectations().ExpectationSuite(table, list(expectations.values()))
        outcome = batch.validate(suite, result_format="BOOLEAN_ONLY")
        detailed = {check.name: check for check in checks}
        outcome.results = [
            one if one.success else _in_detail(detailed[_name(one)], batch, one)
            for one in outcome.results
        ]
        self.outcomes[table] = outcome
        found = {_name(one): one for one in outcome.results}
        return [
            not_evaluated(check, unusable[check.name])
            if check.name in unusable
            else _result(check, found[check.name])
            for check in checks
        ]

    def _exists(self, table: str) -> bool:
        import sqlalchemy as sa

        schema, _, name = table.partition(".")
        query = sa.text(
            "select count(*) from information_schema.tables"
            " where table_schema = :schema and table_name = :name"
        )
        with self._source.get_engine().connect() as connection:
            found = connection.execute(query, {"schema": schema, "name": name}).scalar_one()
        return bool(found)

    def _whole_table(self, table: str) -> Any:
        schema, _, name = table.partition(".")
        with warnings.catch_warnings():
            # The generic SQL data source of GX 1.x has no other way to name a schema.
            warnings.simplefilter("ignore", DeprecationWarning)
            asset = self._source.add_table_asset(table, table_name=name, schema_name=schema)
        return asset.add_batch_definition_whole_table("whole table")


@contextmanager
def validation_of(database: Path) -> Iterator[Validation]:
    """Opens the DuckDB file read-only and lets go of it at the end.

    Raises DatabaseNotReadableError where it is missing or a writer holds it.
    """
    if not database.is_file():
        raise DatabaseNotReadableError(f"{database}: no such database; build the marts first")
    context = quiet_context()
    from sqlalchemy import URL

    from expectations import read_only_duckdb

    url = URL.create(read_only_duckdb.DRIVER_NAME, database=str(database))
    try:
        source = context.data_sources.add_sql("build", connection_string=str(url))
    except Exception as error:
        raise DatabaseNotReadableError(
            f"{database}: cannot be opened for reading ({_root_cause(error)});"
            " whoever builds it has to close it before it is checked"
        ) from error
    try:
        yield Validation(source)
    finally:
        source.get_execution_engine().close()
        source.get_engine().dispose()


def _built(checks: Sequence[DeclaredCheck]) -> tuple[dict[str, Any], dict[str, str]]:
    """The expectations by check name, and why the others cannot be made from what is declared."""
    from great_expectations.expectations.registry import get_expectation_impl

    expectations: dict[str, Any] = {}
    unusable: dict[str, str] = {}
    for check in checks:
        try:
            described: dict[str, Any] = {
                "severity": check.severity,
                "description": check.description,
                "meta": {"check": check.name},
            }
            expectation_type = get_expectation_impl(check.expectation)
            expectations[check.name] = expectation_type(**check.kwargs, **described)
        except Exception as error:
            unusable[check.name] = f"{check.expectation} cannot be made: {error}"
    return expectations, unusable


def _name(outcome: Any) -> str:
    """The name of the check that GX evaluated."""
    return str(outcome.expectation_config.meta["check"])


def _in_detail(check: DeclaredCheck, batch: Any, outcome: Any) -> Any:
    """A failed check evaluated again, with its failing rows.

    Finding rows takes GX several queries per check; asking for them where a check failed only
    saves a third of the time. The rows of SQL come with COMPLETE, which of other expectations
    would fetch every unexpected value.
    """
    if _exceptions(outcome.exception_info):
        return outcome
    rows = {
        "result_format": "SUMMARY",
        "partial_unexpected_count": SAMPLE_SIZE,
        "unexpected_index_column_names": list(check.key),
        "return_unexpected_index_query": True,
    }
    expectation = outcome.expectation_config.to_domain_obj()
    return batch.validate(expectation, result_format="COMPLETE" if check.is_sql else rows)


def _result(check: DeclaredCheck, outcome: Any) -> CheckResult:
    if reasons := _exceptions(outcome.exception_info):
        return not_evaluated(check, "; ".join(reasons))
    if outcome.success:
        return passed(check)
    return failed(check, finding=outcome.result, failing=_failing_rows(outcome.result))


def _failing_rows(finding: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Whole rows of SQL, else keys; of columns unique together GX gives the values only."""
    rows = (
        finding.get("details", {}).get("unexpected_rows")
        or finding.get("partial_unexpected_index_list")
        or finding.get("partial_unexpected_list")
        or []
    )
    return [row for row in rows if isinstance(row, Mapping)]


def _exceptions(exception_info: Mapping[str, Any]) -> list[str]:
    """The distinct messages; GX gives one exception, or one per metric that failed."""
    each = [exception_info] if "raised_exception" in exception_info else exception_info.values()
    messages = [_brief(one["exception_message"]) for one in each if one["raised_exception"]]
    return list(dict.fromkeys(messages))


def _brief(message: str) -> str:
    """What DuckDB or GX says, without the exception, SQL and link that SQLAlchemy adds."""
    said = re.split(r"\n\nLINE|\n\[SQL", message, maxsplit=1)[0]
    return " ".join(re.sub(r"^\(\S+Exception\) ", "", said).split())


def _root_cause(error: BaseException) -> BaseException:
    return _root_cause(error.__cause__) if error.__cause__ else error
