"""The command answers at once: what takes seconds to load waits for the command that needs it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sozialraum.base.errors import MonitorError
from sozialraum.base.files import write_asked
from sozialraum.publication.edition import last_day
from sozialraum_cli.app import main

HEAVY = {
    "dagster", "dbt", "duckdb", "great_expectations", "numpy", "pandas", "shapely",
    "pydantic", "fluent.runtime", "yaml", "sozialraum.declarations", "sozialraum.words",
}  # fmt: skip


def test_the_command_starts_without_what_single_commands_need() -> None:
    loaded = subprocess.run(
        [sys.executable, "-c", "import sys, sozialraum_cli.app; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert HEAVY & set(loaded.stdout.split()) == set()


def test_an_argument_that_is_no_text_is_named() -> None:
    command = [sys.executable, "-m", "sozialraum_cli", "rollback", b"\xff"]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (ended.returncode, "Traceback" in ended.stderr) == (1, False)
    assert "argument 2" in ended.stderr


def test_a_refresh_that_may_open_too_few_files_says_so(tmp_path: Path) -> None:
    few = 'ulimit -n 40; exec "$0" -m sozialraum_cli refresh'
    ended = subprocess.run(
        ["bash", "-c", few, sys.executable],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "SOZIALRAUM_WAREHOUSE": str(tmp_path)},
    )
    assert ended.returncode == 1
    assert "only 40 files may be open at once, and a refresh needs 64" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_working_directory_that_was_removed_is_said_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 1
    assert "the working directory was removed" in capsys.readouterr().err


def test_a_terminal_that_knows_no_umlauts_is_written_to(tmp_path: Path) -> None:
    ascii_only = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    ended = subprocess.run(
        [sys.executable, "-m", "sozialraum_cli", "check", "city", "--source", "doctors"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **ascii_only, "SOZIALRAUM_WAREHOUSE": str(tmp_path)},
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    # the sign before the source
    assert r"\u2713  doctors" in ended.stdout


@pytest.mark.parametrize("columns", ["0", "", "²", "٨٠"])
def test_a_terminal_without_columns_is_written_to(columns: str) -> None:
    command = [sys.executable, "-m", "sozialraum_cli", "--help"]
    environment = {**os.environ, "COLUMNS": columns}
    ended = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert "refresh" in ended.stdout


@pytest.mark.parametrize("month", ["0000-01", "2026-00", "2026-1", "٢٠٢٦-01"])
def test_what_is_no_month_is_refused(month: str) -> None:
    with pytest.raises(MonitorError, match="is not a month like"):
        last_day(month)


def test_what_cannot_be_written_is_said_in_words(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing" / "a.xlsx", Path("/dev/full")):
        with pytest.raises(MonitorError, match=f"{path} cannot be written: [A-Z]"):
            write_asked(path, b"content")
