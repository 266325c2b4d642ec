"""What commands end with is one table, in code and in the docs."""

import ast

from sozialraum.base.project import PROJECT
from sozialraum_cli.exits import Exit, table


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
        "INTERRUPTED": 130, "TERMINATED": 143,
    }  # fmt: skip
