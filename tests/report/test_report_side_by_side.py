"""Forms are written side by side: each is told by its own what it ended with."""

import errno
import os
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from dagster import materialize

from orchestration.defs.publication import assets
from orchestration.defs.publication.assets import FORMS
from orchestration.defs.resources import RefreshResource
from orchestration.lib.editions import editions
from sozialraum import report
from sozialraum.base.beside import BESIDE
from sozialraum.base.warehouse import WAREHOUSE_VARIABLE, Warehouse
from sozialraum.declarations import Catalogue
from sozialraum.publication.store import PublicationStore
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


def test_a_run_makes_the_forms_that_it_chose_and_says_which_failed(
    tmp_path: Path, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write(_: object, path: Path) -> Path:
        path.write_text("written")
        return path

    def fail(_: object, path: Path) -> Path:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))

    chosen, full, other = FORMS[:3]
    writers = {chosen.file: write, full.file: fail, other.file: write}
    warehouse = Warehouse(tmp_path)
    store = PublicationStore(warehouse)
    monkeypatch.setenv(WAREHOUSE_VARIABLE, str(tmp_path))
    monkeypatch.setattr(assets, "_open", lambda _: store.open_version("v1"))
    monkeypatch.setattr(report, "report_model", lambda *_: MODEL)
    monkeypatch.setattr(report, "FORMS", writers)
    result = materialize(
        assets.publication_assets([], editions(catalogue, warehouse)),
        selection=[full.key, chosen.key],
        partition_key=f"{catalogue.snapshot.retrieved_at:%Y-%m}",
        resources={"refresh": RefreshResource()},
        raise_on_error=False,
    )
    folder = store.opened("v1").report
    assert [path.name for path in folder.iterdir()] == [chosen.file]
    made = [one.asset_key for one in result.get_asset_materialization_events()]
    assert made == [chosen.key]
    (failed,) = result.get_step_failure_events()
    assert failed.step_failure_data.user_failure_data is not None
    said = str(failed.step_failure_data.user_failure_data.description)
    assert said.startswith(f"{full.file}: ")
    assert "Make room on that disk" in said


def test_what_is_loaded_in_advance_draws() -> None:
    """Where it is called nobody would be told that it cannot."""
    report.load(Words("de"))
    assert BESIDE.call(drawn, BAR).startswith("<svg")
