"""Alerts: off unless configured, to a webhook or by mail, never in the way of a refresh."""

import json
import smtplib
import threading
from collections.abc import Iterator
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import duckdb
import pytest

from sozialraum.audit.alert import UNREAD, Alert, compose, send
from sozialraum.audit.check import Check, Finding
from sozialraum.audit.results import prepare_audit, record
from sozialraum.words import Words

ALERT = Alert("Sozialraum monitor, town: nothing was published", ["source.a: fetched: down"])


def _finding(check: str, severity: str, passed: bool) -> Finding:
    made_up = Check(
        table_name="source.a",
        check_name=check,
        kind="wire",
        severity="critical" if severity == "critical" else "warning",
        description="made up",
    )
    return Finding(made_up, passed, observed=f"{check} found")


def _database(path: Path, *findings: Finding) -> Path:
    with duckdb.connect(path) as connection:
        prepare_audit(connection)
        record(connection, list(findings), Words("de"))
    return path


def test_a_good_refresh_and_mere_warnings_alert_nobody(tmp_path: Path) -> None:
    quiet = [_finding("fetched", "warning", True), _finding("every_source_fresh", "warning", False)]
    assert compose(_database(tmp_path / "a.duckdb", *quiet), "town") is None
    assert compose(tmp_path / "none.duckdb", "town") is None


@pytest.mark.parametrize("check", UNREAD)
def test_sources_that_could_not_be_read_alert_although_something_was_published(
    tmp_path: Path, check: str
) -> None:
    alert = compose(_database(tmp_path / "a.duckdb", _finding(check, "warning", False)), "town")
    assert alert is not None
    assert alert.subject == "Sozialraum monitor, town: not everything could be used"
    assert list(alert.lines) == [f"source.a: {check}: {check} found"]


def test_a_failed_audit_or_step_says_that_nothing_was_published(tmp_path: Path) -> None:
    failed = _database(tmp_path / "a.duckdb", _finding("wire_format", "critical", False))
    for alert in (
        compose(failed, "town", ["source__a: blocked"]),
        compose(tmp_path / "none.duckdb", "town", ["dbt: out of memory"]),
    ):
        assert alert is not None
        assert alert.subject.endswith("nothing was published")
        assert len(alert.lines) == 1


@pytest.fixture
def received() -> Iterator[tuple[str, list[object]]]:
    """A webhook that takes anything, and what it took."""
    bodies: list[object] = []

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            bodies.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Hook)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/hook", bodies
    server.shutdown()
    server.server_close()


def test_an_alert_goes_where_it_is_configured_to_go(
    received: tuple[str, list[object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    mails: list[EmailMessage] = []

    class Server:
        def __init__(self, host: str, port: int, timeout: float) -> None:
            assert (host, port) == ("mail.invalid", 2525)

        def __enter__(self) -> "Server":
            return self

        def __exit__(self, *_: object) -> None:
            pass

        def send_message(self, message: EmailMessage) -> None:
            mails.append(message)

    address, bodies = received
    assert send(ALERT) == []
    assert bodies == []
    monkeypatch.setattr(smtplib, "SMTP", Server)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("SOZIALRAUM_ALERT_WEBHOOK", address)
    monkeypatch.setenv("SOZIALRAUM_ALERT_EMAIL", "data@town.invalid, it@town.invalid")
    monkeypatch.setenv("SOZIALRAUM_SMTP_HOST", "mail.invalid:2525")
    assert send(ALERT) == []
    assert bodies == [{"text": ALERT.text}]
    assert mails[0]["To"] == "data@town.invalid, it@town.invalid"
    assert "source.a: fetched: down" in mails[0].get_content()


def test_an_alert_that_cannot_be_sent_is_a_note_without_the_secret_address(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SOZIALRAUM_ALERT_WEBHOOK", "http://127.0.0.1:9/secret")
    monkeypatch.setenv("SOZIALRAUM_ALERT_EMAIL", "data@town.invalid")
    monkeypatch.setenv("SOZIALRAUM_SMTP_HOST", "127.0.0.1:9")
    problems = send(ALERT)
    assert len(problems) == 2
    assert not any("secret" in problem for problem in problems)
