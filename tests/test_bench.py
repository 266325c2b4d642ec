"""A bench finds what got slower, and not that the machine is."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from bench import baseline
from bench.baseline import YARDSTICK, compared
from bench.measuring import Measured, run
from sozialraum.base.project import PROJECT

BEFORE = {
    YARDSTICK: Measured(2.0, 2.5, 200),
    "refresh": Measured(20.0, 25.0, 900),
    "dbt build": Measured(30.0, 30.0, 500),
    "SQL": Measured(5.0, 6.0, 0),
    "nothing new": Measured(1.5, 1.5, 200),
    "live refresh": Measured(20.0, 25.0, 900),
    "live, nothing new": Measured(1.8, 1.8, 200),
    "import dagster_dbt": Measured(2.0, 2.0, 200),
    "definitions": Measured(2.2, 2.2, 200),
    "--help": Measured(0.2, 0.2, 50),
    "status": Measured(0.4, 0.4, 80),
}


def _slower(one: Measured, factor: float) -> Measured:
    return replace(one, seconds=one.seconds * factor, cpu_seconds=one.cpu_seconds * factor)


def _regressions(now: dict[str, Measured]) -> list[str]:
    return [one.what for one in compared(now, BEFORE) if one.is_regression]


def test_a_slower_machine_is_no_regression() -> None:
    assert _regressions({name: _slower(one, 3.0) for name, one in BEFORE.items()}) == []


def test_what_got_slower_or_larger_than_the_machine_explains_is_one() -> None:
    twice = {name: _slower(one, 2.0) for name, one in BEFORE.items()}
    assert _regressions(twice | {"refresh": _slower(BEFORE["refresh"], 2.2)}) == []
    assert _regressions(twice | {"refresh": _slower(BEFORE["refresh"], 2.4)}) == [
        "refresh, wall time", "refresh, CPU time"
    ]  # fmt: skip
    larger = replace(BEFORE["status"], megabytes=100)
    assert _regressions(BEFORE | {"status": larger}) == ["status, memory"]


def test_what_is_measured_no_more_is_one_and_what_is_new_is_none() -> None:
    now = {name: one for name, one in BEFORE.items() if name != "status"}
    lost = [f"status, {unit}" for unit in ("wall time", "CPU time", "memory")]
    assert _regressions(now | {"another": BEFORE["refresh"]}) == lost


@pytest.mark.parametrize(
    ("changed", "code", "said"),
    [
        ({}, 0, "ok"),
        # 30 % more than before, and still within its limit
        ({"--help": Measured(0.26, 0.26, 50)}, 1, "REGRESSION"),
        ({"status": Measured(0.6, 0.4, 80)}, 1, "ABOVE THE LIMIT"),
        # too much of a refresh, but short enough
        ({"nothing new": Measured(1.7, 1.7, 200)}, 0, "or 2 s"),
    ],
)
def test_the_command_ends_with_1_where_something_is_worse(
    tmp_path: Path, changed: dict[str, Measured], code: int, said: str
) -> None:
    baseline.write(tmp_path / "before.json", BEFORE)
    baseline.write(tmp_path / "now.json", BEFORE | changed, commit="abc")
    assert json.loads((tmp_path / "now.json").read_text("utf-8"))["commit"] == "abc"
    files = ["--measured", tmp_path / "now.json", "--compare", tmp_path / "before.json"]
    ended = subprocess.run(
        [sys.executable, "-m", "bench", *map(str, files)],
        cwd=PROJECT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ended.returncode == code, ended.stdout + ended.stderr
    assert said in ended.stdout


def test_without_a_baseline_it_says_how_to_make_one() -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "bench", "--compare", "none.json"],
        cwd=PROJECT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ended.returncode == 2
    assert "python -m bench --json none.json" in " ".join(ended.stderr.split())


def test_memory_is_that_of_all_processes_together() -> None:
    holding = "import time; held = bytearray(100_000_000); time.sleep({})"
    child = f"import subprocess, sys; {holding.format(0)}; subprocess.run([sys.executable, '-c', "
    found = run([sys.executable, "-c", f"{child}{holding.format(0.5)!r}])"], {})
    assert 200 < found.megabytes < 400
    assert found.seconds > 0.5
    held = bytearray(300_000_000)
    assert run([sys.executable, "-c", "import time; time.sleep(0.3)"], {}).megabytes < 100
    del held


def test_a_command_that_fails_says_so() -> None:
    with pytest.raises(SystemExit, match="it broke"):
        run([sys.executable, "-c", "raise SystemExit('it broke')"], {})
