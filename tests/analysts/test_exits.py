"""What commands end with is one table, in code and in the docs."""

import ast
from pathlib import Path

from sozialraum.base.project import PROJECT
from sozialraum.base.warehouse import Warehouse
from sozialraum_cli.exits import Exit, table
from tests.conftest import run_cli


def test_the_docs_have_the_table_of_the_code() -> None:
    assert table() in (PROJECT / "docs" / "engineers.md").read_text("utf-8")


def test_no_command_ends_with_a_number_of_its_own() -> None:
    own = [
        f"{path.name}:{node.lineno}"
        for path in sorted((PROJECT / "sozialraum_cli").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in ("typer.Exit", "SystemExit", "sys.exit", "os._exit")
        and any(isinstance(one, ast.Constant) for one in ast.walk(node))
    ]
    assert own == []


def test_what_was_documented_stays() -> None:
    assert {code.name: code.value for code in Exit} == {
        "OK": 0, "FAILED": 1, "USAGE": 2, "AUDIT_FAILED": 3, "DISAGREES": 4, "BUSY": 5,
        "DAMAGED": 6, "HUNG_UP": 129, "INTERRUPTED": 130, "QUIT": 131, "TERMINATED": 143,
    }  # fmt: skip


def test_a_busy_warehouse_is_told_from_what_waiting_does_not_mend(tmp_path: Path) -> None:
    with Warehouse(tmp_path).locked():
        busy = run_cli("rollback", warehouse=tmp_path)
    assert (busy.returncode, "another" in busy.stderr) == (Exit.BUSY, True), busy.stderr
    assert run_cli("rollback", warehouse=tmp_path).returncode == Exit.FAILED
    assert run_cli("rollback", "--nonsense", warehouse=tmp_path).returncode == Exit.USAGE
