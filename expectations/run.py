"""Runs all suites against one DuckDB file."""

from collections.abc import Container
from itertools import groupby
from pathlib import Path

from expectations.declarations import DEFAULT_SUITES, DeclaredCheck, declared_checks
from expectations.results import CheckResult


def run_checks(
    database: Path,
    *,
    suites: Path = DEFAULT_SUITES,
    only: Container[tuple[str, str]] | None = None,
    data_docs: Path | None = None,
) -> list[CheckResult]:
    """One result per declared check, in the order of `declared_checks`; with `only` (table and
    name) of those.

    The file is opened read-only. A table or column that is missing gives failed results with
    `error` set. With `data_docs`, a static site of the results is written to that folder.

    Raises SuiteError for malformed suites, DatabaseNotReadableError where the file is missing or a
    writer holds it.
    """
    from expectations.validation import validation_of

    declared = [
        check
        for check in declared_checks(suites)
        if only is None or (check.table, check.name) in only
    ]
    results: list[CheckResult] = []
    with validation_of(database, {check.table for check in declared}) as validation:
        for table, checks in groupby(declared, key=_table):
            results.extend(validation.results(table, list(checks)))
        if data_docs is not None:
            from expectations.data_docs import write_data_docs

            write_data_docs(validation.outcomes, results, data_docs)
    return results


def _table(check: DeclaredCheck) -> str:
    return check.table
