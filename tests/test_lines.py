"""What operators are told line by line: short, grouped, and as JSON for who collects logs."""

import errno
import io
import json
import logging
import os
import subprocess
import sys
import warnings
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
from sozialraum.audit.rejects import Rejects, read_rejects
from sozialraum.base.errors import MonitorError
from sozialraum.base.lines import VOICE, WIDEST, Form, Voice, grouped, listed, printable, wrapped
from sozialraum_cli.app import app
from sozialraum_cli.terminal import Terminal, tell_error
from tests.conftest import CLI

ABSENT = "answered 404 Not Found: https://portal.example/{}.csv"


@pytest.fixture
def voice(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(warnings, "showwarning", warnings.showwarning)
    monkeypatch.setattr(logging, "lastResort", logging.lastResort)
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


def test_what_a_terminal_would_obey_is_shown(
    capsys: pytest.CaptureFixture[str], voice: None
) -> None:
    evil = "a\x1b[2Jb\rc\x9b1m\u202eD\u2028e\udcffÄ – ß\u202f€"
    shown = r"a\x1b[2Jb\x0dc\x9b1m\u202eD\u2028e\xffÄ – ß" + "\u202f€"
    assert printable(evil) == shown
    assert printable("one\n\ttwo") == "one\n\ttwo"
    VOICE.say("file a\x1b[2J.csv", level="error", step="\x07source")
    Terminal(stderr=True, highlight=False).print("file a\x1b[2J.csv")
    VOICE.form = "json"
    VOICE.say("file \x9b2J\u202e.csv")
    said = capsys.readouterr().err
    assert r"\x07source: file a\x1b[2J.csv" in said
    assert said.count(r"file a\x1b[2J.csv") == 2
    assert json.loads(said.splitlines()[-1])["message"] == r"file \x9b2J\u202e.csv"
    assert not set(said) & set("\x07\x1b\x9b\u202e")


def test_the_lines_of_libraries_are_lines_of_the_log_and_kept_from_who_wants_quiet(
    capsys: pytest.CaptureFixture[str], voice: None
) -> None:
    def warn() -> None:
        warnings.showwarning(UserWarning("old\nway"), UserWarning, "library.py", 1)
        nobody = logging.getLogger("of a library")
        nobody.handlers, nobody.propagate = [], False
        nobody.error("lost")

    VOICE.take_over()
    warn()
    assert capsys.readouterr().err == "  ! UserWarning: old way\n  ✗ of a library: lost\n"
    VOICE.form = "json"
    warn()
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [line["message"] for line in lines] == ["UserWarning: old way", "of a library: lost"]
    VOICE.least = "error"
    warn()
    assert capsys.readouterr().err == ""


def test_why_a_command_ended_is_lines_that_fit_or_one_object(
    capsys: pytest.CaptureFixture[str], voice: None
) -> None:
    error = MonitorError("long " * 60 + "\nsecond")
    tell_error(error)
    lines = capsys.readouterr().err.splitlines()
    assert lines[0].startswith("✗ long")
    assert lines[-1] == "  second"
    assert max(map(len, lines)) <= WIDEST
    VOICE.form = "json"
    tell_error(error)
    (line,) = capsys.readouterr().err.splitlines()
    assert json.loads(line)["level"] == "error"


def test_a_wrong_day_is_an_object_of_the_log_too(voice: None) -> None:
    said = CliRunner().invoke(app, ["refresh", "--log-format", "json", "--as-of", "yesterday"])
    assert said.exit_code == 2
    assert "yesterday" in json.loads(said.stderr)["message"]


def test_equal_rejects_are_one_with_a_count_and_the_first_three() -> None:
    with duckdb.connect() as connection:
        assert read_rejects(connection) == []
        connection.execute(
            """
            CREATE SCHEMA raw;
            CREATE TABLE raw.reject AS
            SELECT 'doctors' AS source_id, 'a.csv' AS file, NULL AS sheet, row_number,
                'Jahr' AS column_name, NULL AS cell_address,
                'unreadable period: ' || row_number || ' (expected a quarter)' AS reason
            FROM range(2, 36) AS rows (row_number)
            UNION ALL SELECT 'hze', 'b.xlsx', 'Tabelle1', 7, 'Fälle', 'C7', 'no number'
            UNION ALL SELECT 'hze', 'b.xlsx', 'Tabelle1', 8, 'Fälle', 'C8',
                'no area; also no number'
            """
        )
        many, both, area = read_rejects(connection)
    assert many.text == (
        "doctors: 34 cells: unreadable period: 2 (expected a quarter): a.csv, row 2, Jahr; "
        "a.csv, row 3, Jahr; a.csv, row 4, Jahr; and 31 more"
    )
    first, second = (f"b.xlsx, sheet Tabelle1, row {n}, Fälle (C{n})" for n in (7, 8))
    # what is wrong with the place hides nothing that is wrong with the figure
    assert both == Rejects("hze", "no number", 2, [first, second])
    assert area == Rejects("hze", "no area", 1, [second])


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


class _Deaf(io.StringIO):
    def write(self, _: str) -> int:
        raise BrokenPipeError(errno.EPIPE, "Broken pipe")


@pytest.mark.parametrize("form", ["text", "json"])
def test_who_no_longer_listens_does_not_stop_the_work(
    form: Form, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", _Deaf())
    voice = Voice()
    voice.form = form
    voice.say("still working")
    voice.pause()


def test_a_command_whose_reader_has_gone_ends_as_if_it_were_there() -> None:
    code = "from sozialraum_cli.terminal import console\nfor _ in range(9): console.print('told')\n"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_who_goes_on_when_its_terminal_is_closed_ends_as_if_it_were_there() -> None:
    code = """
from orchestration.lib.progress import ProgressHandler
from sozialraum_cli.terminal import console
progress = ProgressHandler()
progress._transient("working")
input()
progress._say("done")
console.print("told")
"""
    terminal, its_side = os.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=its_side, stderr=its_side
    ) as process:
        os.close(its_side)
        assert b"working" in os.read(terminal, 100)
        os.close(terminal)
        process.communicate(b"\n", timeout=20)
    assert process.returncode == 0


def test_a_full_disk_under_what_is_shown_is_told() -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [*CLI, "--version"], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 1
    said = " ".join(done.stderr.split())
    assert said == "✗ what was found could not be written to the end: No space left on device"


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


def test_a_rejected_period_is_told_with_the_notation_that_would_fit() -> None:
    rejects = Rejects("doctors", "unreadable period: 2020 (expected a quarter)", 1, ["a.csv"])
    assert "(expected a quarter); it would fit `cadence: " in rejects.text
