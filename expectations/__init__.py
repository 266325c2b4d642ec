"""Great Expectations suites that gate the marts inside DuckDB, and what runs them.

`declared_checks` reads the YAML only and is cheap; `run_checks` imports Great Expectations
(3 s of computing, once per process) when it is first called.
"""

from expectations.declarations import DEFAULT_SUITES, DeclaredCheck, SuiteError, declared_checks
from expectations.results import CheckResult
from expectations.run import run_checks

__all__ = [
    "DEFAULT_SUITES",
    "CheckResult",
    "DeclaredCheck",
    "SuiteError",
    "declared_checks",
    "run_checks",
]
