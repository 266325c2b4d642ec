"""Forms are written side by side: each is told by its own what it ended with."""

from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from dagster import DagsterRun

from orchestration.defs.publication.assets import FORMS, PUBLICATION, _wanted
from sozialraum import report
from sozialraum.base.beside import BESIDE
from sozialraum.report.pictures.vega import drawn
from sozialraum.words import Words

MODEL: Any = None
BAR = {"data": {"values": [{}]}, "mark": "bar"}


def test_one_form_does_not_wait_for_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = Barrier(2, timeout=20)

    def write(_: object, path: Path) -> Path:
        both.wait()
        path.write_text("written")
        return path

    monkeypatch.setattr(report, "FORMS", {"a": write, "b": write, "c": pytest.fail})
    begun = report.begin_forms(MODEL, tmp_path, ["b", "a"])
    assert {name: one.result() for name, one in begun.items()} == {
        "a": tmp_path / "a", "b": tmp_path / "b"
    }  # fmt: skip


def test_a_form_that_fails_leaves_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> Path:
        raise ValueError("no such chart")

    def write(_: object, path: Path) -> Path:
        path.touch()
        return path

    monkeypatch.setattr(report, "FORMS", {"a": fail, "b": write})
    begun = report.begin_forms(MODEL, tmp_path, ["a", "b"])
    with pytest.raises(ValueError, match="no such chart"):
        begun["a"].result()
    assert begun["b"].result() == tmp_path / "b"


@pytest.mark.parametrize(
    ("run", "made"),
    [
        (DagsterRun("refresh"), [one.file for one in FORMS]),
        (
            DagsterRun("refresh", asset_selection=frozenset({FORMS[1].key, PUBLICATION})),
            ["bericht.pdf"],
        ),
        # one that goes on where another failed
        (
            DagsterRun("refresh", step_keys_to_execute=["publication__report_annex_pdf"]),
            ["anhang.pdf"],
        ),
    ],
)
def test_only_the_forms_that_a_run_makes_are_written(run: DagsterRun, made: list[str]) -> None:
    assert list(_wanted(run)) == made


def test_what_is_loaded_in_advance_draws() -> None:
    """Where it is called nobody would be told that it cannot."""
    report.load(Words("de"))
    assert BESIDE.call(drawn, BAR).startswith("<svg")
