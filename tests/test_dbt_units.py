"""The computing models hold on small cases: dbt's own unit tests, run as one test."""

from collections.abc import Callable

from orchestration.lib.dbt_in_process import run
from sozialraum.base.warehouse import Warehouse


def test_dbt_unit_tests_pass(build_copy: Callable[[], Warehouse]) -> None:
    results = run(["test", "--select", "test_type:unit"], build_copy())
    assert results
    assert [(one.name, one.message) for one in results if not one.succeeded] == []
