"""What README and docs say can be done, can be done."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sozialraum.base.project import PROJECT
from sozialraum_cli.app import app
from tests.conftest import Refreshed

PAGES = [PROJECT / "README.md", *sorted((PROJECT / "docs").rglob("*.md"))]
TEXTS = {page: page.read_text("utf-8") for page in PAGES}


def _found(pattern: str) -> list[str]:
    return sorted({match for text in TEXTS.values() for match in re.findall(pattern, text, re.M)})


@pytest.mark.parametrize("target", _found(r"(?:`|^)(?:\w+=\w+ )?make ([a-z]+(?:-[a-z]+)?)\b"))
def test_every_make_target_in_the_docs_exists(target: str) -> None:
    known = subprocess.run(
        ["make", "--dry-run", "--always-make", target],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert known.returncode == 0, known.stderr


@pytest.mark.parametrize("command", _found(r"(?<!from )\bsozialraum ([a-z]+)(?: [a-z]+)?[`\s]"))
def test_every_subcommand_in_the_docs_exists_and_explains_itself(command: str) -> None:
    said = CliRunner().invoke(app, [command, "--help"])
    assert said.exit_code == 0, command


BLOCKS = [
    pytest.param(block, id=f"{page.name}-{number}")
    for page, text in TEXTS.items()
    for number, block in enumerate(re.findall(r"```python\n(.*?)```", text, re.DOTALL))
]


@pytest.mark.parametrize("block", BLOCKS)
def test_python_in_the_docs_runs_on_the_published_database_and_shows_rows(
    refreshed: Refreshed, block: str
) -> None:
    folder = refreshed.warehouse.root.parent
    done = subprocess.run(
        [sys.executable, "-c", block],
        cwd=folder,
        env={
            **os.environ,
            "PYTHONPATH": str(PROJECT),
            "SOZIALRAUM_WAREHOUSE": str(refreshed.warehouse.root),
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("─┐") == block.count(".show()")
    assert not re.search(r"(?<!\d)0 rows", done.stdout)


def test_links_in_the_docs_lead_somewhere() -> None:
    dead = [
        f"{page.relative_to(PROJECT)}: {target}"
        for page, text in TEXTS.items()
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", text)
        if not (page.parent / target).exists()
    ]
    assert dead == []


def test_paths_that_the_readme_promises_are_made(refreshed: Refreshed) -> None:
    promised = re.findall(r"`warehouse/(current/[^`]+)`", TEXTS[PROJECT / "README.md"])
    assert promised
    missing = [path for path in promised if not Path(refreshed.warehouse.root / path).exists()]
    assert missing == []


def test_every_decision_has_a_number_of_its_own_and_stands_in_the_index() -> None:
    folder = PROJECT / "docs" / "decisions"
    records = sorted(folder.glob("[0-9]*.md"))
    titles = {record: record.read_text("utf-8").splitlines()[0] for record in records}
    numbers = [int(record.name[:3]) for record in records]
    assert numbers == [number for number in range(1, max(numbers) + 1) if number != 6]
    assert all(titles[record].startswith(f"# {int(record.name[:3])}. ") for record in records)
    expected = [f"- [{titles[record].removeprefix('# ')}]({record.name})" for record in records]
    listed = TEXTS[folder / "README.md"].splitlines()
    assert [line for line in listed if line.startswith("- ")] == expected


def test_methods_say_where_each_rule_stands() -> None:
    sections = re.split(r"^## ", TEXTS[PROJECT / "docs" / "methods.md"], flags=re.MULTILINE)[1:]
    lost = []
    for section in sections:
        title, place = re.match(r"(.*)\n\n(.*)", section).groups()  # type: ignore[union-attr]
        paths = re.findall(r"`([^`]+/[^`]*)`", place) if place.startswith("*Stands in*") else []
        if not paths:
            lost.append(title)
        lost += [
            path
            for path in paths
            if not any(
                list(folder.glob(path.replace("<city>", "*")))
                for folder in (PROJECT, PROJECT / "dbt_project", PROJECT / "dbt_project/models")
            )
        ]
    assert lost == []


def _folders_told(tree: str) -> set[str]:
    """Every folder of a tree in which two blanks are a step inwards."""
    told: set[str] = set()
    above: list[str] = []
    for line in tree.splitlines():
        indent, names = re.match(r"( *)((?:\S+/ ?)+)", line).groups()  # type: ignore[union-attr]
        above = above[: len(indent) // 2]
        told |= {"/".join([*above, name.rstrip("/")]) for name in names.split()}
        above.append(names.split()[-1].rstrip("/"))
    return told


def test_the_house_in_the_docs_is_the_one_on_disk_and_fits_on_a_page() -> None:
    page = TEXTS[PROJECT / "docs" / "engineers.md"]
    (tree,) = re.findall(r"^## The house\n\n```\n(.*?)```", page, re.DOTALL | re.MULTILINE)
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    on_disk = {
        re.sub(r"^cities/\w+", "cities/<city>", folder.as_posix())
        for file in listed.stdout.splitlines()
        for folder in Path(file).parents
        if (PROJECT / file).is_file()
    }
    # what lies in a city, and how the tests are parted, is no room of the house
    shown = {folder for folder in on_disk if not re.match(r"\.|cities$|tests/", folder)}
    assert _folders_told(tree) == shown
    assert len(tree.splitlines()) <= 60
