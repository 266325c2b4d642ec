"""Validates the checks of one table at a time, inside DuckDB, with Great Expectations."""

import re
import warnings
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from expectations.declarations import DeclaredCheck
from expectations.great_expectations_quiet import great_expectations, quiet_context
from expectations.results import SAMPLE_SIZE, CheckResult, failed, not_evaluated, passed


class DatabaseNotReadableError(RuntimeError):
    """The database file is missing or is held by a writer."""


class Validation:
    """One DuckDB file, opened for reading as a data source of Great Expectations, with the tables
    that exist as its assets.

    `outcomes` holds GX's own result per validated table, for Data Docs.
    """

    def __init__(self, source: Any) -> None:
        self.outcomes: dict[str, Any] = {}
        self._source = source

    def results(self, table: str, checks: Sequence[DeclaredCheck]) -> list[CheckResult]:
        """One result per check, in order. All checks must be of the one table."""
        if table not in self._source.get_asset_names():
            reason = f"table {table} does not exist in the database"
            return [not_evaluated(check, reason) for check in checks]
        expectations, unusable = _built(checks)
        asset = self._source.get_asset(table)
        batch = asset.get_batch(asset.build_batch_request())
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


@contextmanager
def validation_of(database: Path, tables: Collection[str]) -> Iterator[Validation]:
    """Opens the DuckDB file read-only, with those of the `tables` that exist, and lets go of it at
    the end.

    Raises DatabaseNotReadableError where it is missing or a writer holds it.
    """
    if not database.is_file():
        raise DatabaseNotReadableError(f"{database}: no such database; build the marts first")
    context = quiet_context()
    from sqlalchemy import URL

    from expectations import read_only_duckdb

    url = URL.create(read_only_duckdb.DRIVER_NAME, database=str(database))
    try:
        # all at once: GX writes down its whole configuration with each asset that is added
        assets = [_asset(table) for table in _existing(database, tables)]
        with warnings.catch_warnings():
            # The generic SQL data source of GX 1.x has no other way to name a schema.
            warnings.simplefilter("ignore", DeprecationWarning)
            source = context.data_sources.add_sql(
                "build", connection_string=str(url), assets=assets
            )
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


def _existing(database: Path, tables: Collection[str]) -> list[str]:
    """Those of the tables, as `schema.name`, that exist, views among them."""
    with duckdb.connect(database, read_only=True) as connection:
        found = connection.execute(
            "SELECT table_schema || '.' || table_name FROM information_schema.tables"
        ).fetchall()
    return sorted({name for (name,) in found}.intersection(tables))


def _asset(table: str) -> dict[str, str]:
    schema, _, name = table.partition(".")
    return {"type": "table", "name": table, "table_name": name, "schema_name": schema}


def _built(checks: Sequence[DeclaredCheck]) -> tuple[dict[str, Any], dict[str, str]]:
    """The expectations by check name, and why the others cannot be made from what is declared."""
    from expectations.counted_rows import CountedRowsExpectation

    expectations: dict[str, Any] = {}
    unusable: dict[str, str] = {}
    for check in checks:
        try:
            kind = CountedRowsExpectation if check.is_sql else _kind(check)
            expectations[check.name] = _of_kind(kind, check)
        except Exception as error:
            unusable[check.name] = f"{check.expectation} cannot be made: {error}"
    return expectations, unusable


def _kind(check: DeclaredCheck) -> Any:
    from great_expectations.expectations.registry import get_expectation_impl

    return get_expectation_impl(check.expectation)


def _of_kind(kind: Any, check: DeclaredCheck) -> Any:
    described = {
        "severity": check.severity,
        "description": check.description,
        "meta": {"check": check.name},
    }
    return kind(**check.kwargs, **described)


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
    expectation = _of_kind(_kind(check), check)
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
