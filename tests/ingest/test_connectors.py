"""Where figures come from is said where it matters, and where they come from otherwise."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sozialraum.audit.last_attempt import read_last_attempt
from sozialraum.base.errors import MonitorError
from sozialraum.base.warehouse import Warehouse
from sozialraum.ingest.connector import LIVE, SNAPSHOT
from sozialraum.ingest.connectors import (
    SOURCE_VARIABLE,
    asked_elsewhere,
    connector_of_refresh,
    stand_ins,
)
from sozialraum.ingest.landing import LandingStore, Retrieved
from sozialraum.ingest.portal import PORTAL_VARIABLE
from sozialraum_cli.app import app

COPY = Retrieved("t", "https://example.org/t.csv", b"a;b\n", datetime(2026, 11, 22, tzinfo=UTC), "")


@pytest.fixture
def warehouse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Warehouse:
    monkeypatch.setenv("SOZIALRAUM_WAREHOUSE", str(tmp_path))
    monkeypatch.delenv(SOURCE_VARIABLE, raising=False)
    return Warehouse(tmp_path)


@pytest.mark.parametrize(
    "answered",
    [
        {"http_status": 200, "content": b"a;b\n1;2\n"},
        # the bytes that were bundled, which leave no record
        {"http_status": 200, "etag": '"1"'},
    ],
)
def test_where_figures_came_from_the_portal_the_snapshot_is_not_taken_unasked(
    warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch, answered: dict[str, object]
) -> None:
    """It would become current after an office's delivery, and tables that fail be told as sound."""
    store = LandingStore(warehouse.landing)
    assert connector_of_refresh(None, warehouse) == SNAPSHOT
    store.land("s", COPY)
    assert connector_of_refresh(None, warehouse) == SNAPSHOT
    store.land("s", Retrieved(**{**vars(COPY), "retrieved_at": datetime.now(UTC), **answered}))
    with pytest.raises(MonitorError, match="--source live or --source snapshot") as refused:
        connector_of_refresh(None, warehouse)
    assert f"{SOURCE_VARIABLE}=live in their environment" in str(refused.value)
    assert connector_of_refresh(SNAPSHOT, warehouse) == SNAPSHOT
    for command in (["refresh"], ["report", "--month", "2026-11"]):
        said = str(CliRunner().invoke(app, command).exception)
        assert said == str(refused.value)
    monkeypatch.setenv(SOURCE_VARIABLE, LIVE)
    assert connector_of_refresh(None, warehouse) == LIVE


def test_a_run_of_the_ui_of_which_nothing_says_where_figures_come_from_does_not_begin(
    warehouse: Warehouse,
) -> None:
    from dagster import materialize

    from orchestration.defs.ingest.declarations import declarations
    from orchestration.defs.resources import RefreshResource

    live = Retrieved(**{**vars(COPY), "http_status": 200})
    LandingStore(warehouse.landing).land("s", live)
    resources = {"refresh": RefreshResource()}
    assert not materialize([declarations], resources=resources, raise_on_error=False).success
    noted = read_last_attempt(warehouse)
    assert noted is not None
    assert "--source live" in noted.problems[0]
    assert not warehouse.build_database.exists()


def test_an_address_that_stands_in_for_the_declared_one_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As one that is left over from a trial: what comes from there is published."""
    assert asked_elsewhere(is_live=True) == []
    monkeypatch.setenv(PORTAL_VARIABLE, "http://127.0.0.1:9")
    assert stand_ins(is_live=True) == {PORTAL_VARIABLE: "http://127.0.0.1:9"}
    (told,) = asked_elsewhere(is_live=True)
    assert told.line.startswith(f"{PORTAL_VARIABLE}: is set: http://127.0.0.1:9 is asked")
    assert "sources.yaml" in told.text
    assert asked_elsewhere(is_live=False) == []
