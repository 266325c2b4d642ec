"""What stands in the environment is meant, or told."""

from pathlib import Path

import pytest

from sozialraum.base.errors import MonitorError
from sozialraum.base.project import PROJECT
from sozialraum.base.switches import is_on
from sozialraum.base.warehouse import Warehouse


@pytest.mark.parametrize(
    ("said", "found"), [(None, False), ("", False), ("off", False), ("on", True), ("ON", True)]
)
def test_a_switch_is_on_or_off(
    monkeypatch: pytest.MonkeyPatch, said: str | None, found: bool
) -> None:
    monkeypatch.delenv("SOZIALRAUM_SCHEDULE", raising=False)
    if said is not None:
        monkeypatch.setenv("SOZIALRAUM_SCHEDULE", said)
    assert is_on("SOZIALRAUM_SCHEDULE") is found


@pytest.mark.parametrize("said", ["1", "true", "yes", "on "])
def test_a_switch_that_says_something_else_is_told(
    monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    """It was off, and no refresh ever began."""
    monkeypatch.setenv("SOZIALRAUM_SCHEDULE", said)
    with pytest.raises(MonitorError, match=r"SOZIALRAUM_SCHEDULE=.* is neither `on` nor `off`"):
        is_on("SOZIALRAUM_SCHEDULE")


def test_an_empty_warehouse_is_the_default_and_not_the_working_directory(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SOZIALRAUM_WAREHOUSE", "")
    monkeypatch.chdir(tmp_path)
    assert Warehouse.default().root == PROJECT / "warehouse"
