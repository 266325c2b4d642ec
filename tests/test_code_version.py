"""Nothing that shapes a publication can change without a new one."""

import shutil
import subprocess
from pathlib import Path

import pytest
from setuptools.dist import Distribution

from sozialraum.base import program
from sozialraum.base.program import LOCK, READERS, ROOMS, reader_version
from sozialraum.base.project import PROJECT
from sozialraum.declarations import Catalogue, load_catalogue
from sozialraum.publication.code_version import code_version, shaping_files


def _versioned(*places: str) -> set[Path]:
    """What git knows of, or would know of, below these places."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", *places],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    return {path for line in listed.stdout.splitlines() if (path := PROJECT / line).is_file()}


def test_every_file_of_the_rooms_and_the_city_counts_but_documentation_and_figures(
    catalogue: Catalogue,
) -> None:
    city = catalogue.folder.relative_to(PROJECT).as_posix()
    expected = {
        path
        for path in _versioned(*ROOMS, city, "requirements.lock")
        if path.name not in ("README.md", "CHANGES.md")
        and not path.is_relative_to(catalogue.snapshot_folder)
    }
    assert set(shaping_files(catalogue)) == expected


@pytest.mark.parametrize(
    "changed",
    [
        "sozialraum/report/forms/templates/script/base.js",
        "sozialraum/words/de/words.ftl",
        "dbt_project/dbt_project.yml",
        "dbt_project/models/descriptions.md",
        "requirements.lock",
    ],
)
def test_a_changed_file_changes_the_version(
    catalogue: Catalogue, tmp_path: Path, changed: str
) -> None:
    for path in shaping_files(catalogue):
        if path.is_relative_to(catalogue.folder):
            continue
        copy = tmp_path / path.relative_to(PROJECT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy)
    assert (before := code_version(catalogue, tmp_path)) == code_version(catalogue)
    (tmp_path / changed).write_text((tmp_path / changed).read_text("utf-8") + "\n", "utf-8")
    assert code_version(catalogue, tmp_path) != before


def test_a_changed_declaration_changes_the_version_and_a_bundled_figure_does_not(
    city_copy: Path,
) -> None:
    copied = load_catalogue(city_copy)
    before = code_version(copied)
    with next(copied.snapshot_folder.glob("*.csv")).open("ab") as figures:
        figures.write(b"\n")
    assert code_version(copied) == before
    with (city_copy / "themes.yaml").open("a") as themes:
        themes.write("\n# more\n")
    assert code_version(copied) != before


def test_an_installation_has_every_file_of_the_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(PROJECT)
    project = Distribution({"script_name": "setup.py"})
    project.parse_config_files(["pyproject.toml"])
    project.include_package_data = False  # what an earlier installation listed says nothing
    build = project.get_command_obj("build_py")
    build.ensure_finalized()
    installed = {PROJECT / file for _, _, file in build.find_all_modules()} | {
        PROJECT / folder / file for _, folder, _, files in build.data_files for file in files
    }
    rooms = {package.partition(".")[0] for package in project.packages}
    expected = _versioned(*rooms)
    assert expected <= installed
    assert not {path for path in installed - expected if path.is_relative_to(PROJECT)}


def test_a_changed_reader_changes_its_version_and_a_changed_report_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for room in (*READERS, "sozialraum/report"):
        shutil.copytree(PROJECT / room, tmp_path / room)
    shutil.copy(PROJECT / LOCK, tmp_path)
    bundled = reader_version.__wrapped__()
    monkeypatch.setattr(program, "PROJECT", tmp_path)
    assert reader_version.__wrapped__() == bundled
    (tmp_path / "sozialraum/report/__init__.py").write_text("")
    assert reader_version.__wrapped__() == bundled
    (tmp_path / "sozialraum/ingest/office/totals.py").write_text("")
    assert reader_version.__wrapped__() != bundled
