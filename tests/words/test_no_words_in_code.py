"""German stands in the catalogue and in declarations, not in code or templates."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from sozialraum.base.project import PROJECT

GERMAN = re.compile(
    r"[äöüßÄÖÜ„“»«]"
    r"|\b(?:der|die|das|den|dem|des|und|oder|nicht|ist|sind|ein|eine|einer|für|von|vom|mit|im|am|"
    r"kein|keine|Gebiet|Gebiete|Quelle|Zeile|Spalte|Anteil|Bedarf|Stadt|je|bis|seit|nur|auch|"
    r"wird|wurde|hat|zum|zur|aus|bei|nach|Jahr)\b"
)
ROOMS = ("sozialraum", "sozialraum_cli", "orchestration", "expectations")

MEANT = {
    "sozialraum/declarations/periods.py": "how German files write periods, to be read",
    "sozialraum/declarations/layout.py": "footnote marks and headings of German files, to be read",
    "sozialraum/ingest/formats/cube.py": "how units of cubes tell multiples and rates, to be read",
    "sozialraum/ingest/formats/more.py": "how German servers tell pages of a list, to be read",
    "sozialraum/ingest/office/grid.py": "how German goes on after a hyphen, to be read",
    "sozialraum/registers/reading.py": "letters that show a wrong encoding, to be read",
    "sozialraum/registers/values.py": "how planners write days and spans, to be read",
    "sozialraum_cli/registers.py": "the help of the planners' commands, before a city is known",
}
"""Files that hold German on purpose, with the reason."""


def _literals(path: Path) -> Iterator[tuple[int, str]]:
    """Texts of a module that are no docstrings, with their lines."""
    tree = ast.parse(path.read_text("utf-8"))
    spoken = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in spoken
        ):
            yield node.lineno, node.value


def _modules() -> list[str]:
    return sorted(
        path.relative_to(PROJECT).as_posix()
        for room in ROOMS
        for path in (PROJECT / room).rglob("*.py")
    )


def test_no_module_holds_german_words() -> None:
    found = [
        f"{name}:{line}: {text[:70]!r}"
        for name in _modules()
        if name not in MEANT
        for line, text in _literals(PROJECT / name)
        if GERMAN.search(text)
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", MEANT)
def test_what_is_exempt_exists_and_needs_it(name: str) -> None:
    assert any(GERMAN.search(text) for _, text in _literals(PROJECT / name))


def test_no_template_holds_german_words() -> None:
    found = []
    for path in sorted((PROJECT / "sozialraum").rglob("*")):
        if path.suffix in (".j2", ".typ", ".js"):
            text = re.sub(
                r"\{#.*?#\}|^\s*//[^\n]*",
                "",
                path.read_text("utf-8"),
                flags=re.DOTALL | re.MULTILINE,
            )
            found += [
                f"{path.relative_to(PROJECT)}: {line.strip()[:70]!r}"
                for line in text.splitlines()
                if re.search(r"[äöüßÄÖÜ„“»«]", line)
            ]
    assert not found, "\n".join(found)
