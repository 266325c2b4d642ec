"""What operators are told line by line: short, grouped, and as JSON for who collects logs."""

import json
import logging
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import pytest
from dagster import AssetKey, MetadataValue
from dagster import DagsterEventType as Event
from typer.testing import CliRunner

from orchestration.lib.progress import ProgressHandler
from sozialraum.audit.news import news
from sozialraum.base.lines import VOICE, WIDEST, grouped, listed, wrapped
from sozialraum_cli.app import app

ABSENT = "answered 404 Not Found: https://portal.example/{}.csv"


@pytest.fixture
def voice() -> Iterator[None]:
    yield
    VOICE.form, VOICE.least = "text", "info"


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "400")


def _event(kind: Event, **data: Any) -> logging.LogRecord:
    record = logging.makeLogRecord({"levelno": logging.INFO})
    event = SimpleNamespace(event_type=kind, **data)
    record.dagster_meta = {"dagster_event": event}  # type: ignore[attr-defined]
    return record


def _failed(source: str, text: str, problems: list[str] | None = None) -> logging.LogRecord:
    metadata = {} if problems is None else {"findings": MetadataValue.json(problems)}
    check = SimpleNamespace(
        passed=False,
        severity=SimpleNamespace(value="ERROR"),
        asset_key=AssetKey(["source", source]),
        check_name="fetched",
        description=text,
        metadata=metadata,
    )
    return _event(Event.ASSET_CHECK_EVALUATION, asset_check_evaluation_data=check)


def test_no_line_is_longer_than_a_screen_and_the_next_ones_hang() -> None:
    lines = wrapped("word " * 400 + "x" * 300, "  ✗ ").split("\n")
    assert max(map(len, lines)) <= WIDEST
    assert lines[0].startswith("  ✗ word")
    assert all(line.startswith("      ") for line in lines[1:])


def test_equal_messages_are_one_with_a_count_and_the_first_three() -> None:
    found = grouped([*((f"layer_{n}", ABSENT.format(n)) for n in range(32)), ("hze", "no GeoJSON")])
    assert found == [
        (32, ("layer_0", "layer_1", "layer_2"), ABSENT.format(0)),
        (1, ("hze",), "no GeoJSON"),
    ]
    assert listed(32, found[0][1]) == "layer_0, layer_1, layer_2 and 29 more"


def test_of_equal_checks_three_are_told_and_the_others_counted_at_the_end(
    capsys: pytest.CaptureFixture[str],
) -> None:
    handler = ProgressHandler()
    for n in range(34):
        handler.emit(_failed(f"table_{n}", ABSENT.format(n)))
    handler.emit(_event(Event.PIPELINE_SUCCESS))
    said = capsys.readouterr().err
    assert said.count("✗ source/table_") == 3
    assert "fetched: 34 in all, 31 more like those above: answered … Not Found" in said


def test_of_a_check_three_findings_are_told_and_where_the_others_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    problems = [f"table.csv, row {n}: found x, expected a number" for n in range(20)]
    ProgressHandler().emit(_failed("table", "; ".join(problems), problems))
    said = capsys.readouterr().err
    assert max(map(len, said.splitlines())) <= WIDEST
    joined = " ".join(said.split())
    assert "✗ source/table: fetched: table.csv, row 0: found x, expected a number" in joined
    assert "row 2" in joined
    assert "row 3" not in joined
    assert "and 17 more: see the check in the UI" in joined


def test_a_log_holds_one_object_a_line(capsys: pytest.CaptureFixture[str], voice: None) -> None:
    VOICE.form = "json"
    handler = ProgressHandler()
    handler.emit(_failed("table", "line\nbreak"))
    VOICE.say("Published")
    failed, published = map(json.loads, capsys.readouterr().err.splitlines())
    assert set(failed) == {"time", "level", "step", "message"}
    assert (failed["level"], failed["step"]) == ("error", "source/table")
    assert failed["message"] == "fetched: line break"
    assert (published["level"], published["step"]) == ("info", None)
    assert failed["time"].endswith("Z")


def test_a_quiet_refresh_tells_failures_only(
    capsys: pytest.CaptureFixture[str], voice: None
) -> None:
    VOICE.least = "error"
    VOICE.say("Published")
    VOICE.say("stale", level="warning")
    VOICE.pause()
    assert capsys.readouterr().err == ""
    VOICE.say("Not published", level="error")
    assert capsys.readouterr().err == "Not published\n"


def test_an_unknown_form_of_log_is_refused_and_the_version_is_said() -> None:
    refused = CliRunner().invoke(app, ["refresh", "--log-format", "xml"])
    assert refused.exit_code == 2
    assert "text, json" in refused.output
    assert CliRunner().invoke(app, ["--version"]).output.startswith("sozialraum 0.")


TABLES = """
    CREATE SCHEMA marts;
    CREATE TABLE marts.dim_area AS SELECT 'a' AS area_id, 'Oststadt' AS area_name;
    CREATE TABLE marts.dim_indicator AS SELECT 'i' AS indicator_id, 'Anteil' AS name_de,
        1 AS position;
    CREATE TABLE marts.fct_indicator AS SELECT 'i' AS indicator_id, '{year}' AS period,
        DATE '{year}-12-31' AS period_end, 1.0 AS value;
    CREATE TABLE marts.mart_need AS SELECT 'a' AS area_id, 'i' AS indicator_id,
        {need_class} AS need_class, true AS is_latest;
    CREATE TABLE marts.mart_pandemic_effect AS SELECT 'a' AS area_id, 'i' AS indicator_id,
        'none' AS finding;
    CREATE TABLE marts.mart_revision AS SELECT 'deaths' AS source_id,
        unnest([TIMESTAMPTZ '2026-10-01', TIMESTAMPTZ '2026-11-09']) AS new_vintage;
"""


def test_what_is_new_since_the_last_edition_is_three_lines(tmp_path: Path) -> None:
    now, before = tmp_path / "now.duckdb", tmp_path / "it's before.duckdb"
    for path, year, need_class in ((now, 2025, 4), (before, 2024, 5)):
        with duckdb.connect(path) as connection:
            connection.execute(TABLES.format(year=year, need_class=need_class))
    assert news(now, before, date(2026, 10, 31)) == [
        "since the edition of 2026-10-31: newer figures of 1 indicators (Anteil 2025)",
        "other need classes: 1 (Oststadt Anteil 5 → 4); other findings on the pandemic: none",
        "figures that sources changed afterwards, by source: 1 (deaths 1)",
    ]
    assert news(now, tmp_path / "gone.duckdb", date(2026, 10, 31)) == []
