"""Alerts: off unless configured, each matter once, never in the way of a refresh."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from sozialraum.alerting import alert_of_error
from sozialraum.audit.alert import EVERYTHING, OF_A_FAILED_RUN, compose, deliver, undelivered
from sozialraum.audit.channels import LONGEST, Alert, PartlySentError
from sozialraum.audit.check import Check, Finding
from sozialraum.audit.last_attempt import LastAttempt, write_last_attempt
from sozialraum.audit.matters import (
    BLOCKING,
    UNREAD,
    Kind,
    Matter,
    broken_off,
    by_line,
    matters_of,
    new_findings,
    not_run,
)
from sozialraum.audit.results import prepare_audit, record
from sozialraum.base.errors import BusyError
from sozialraum.base.warehouse import Warehouse
from sozialraum.declarations import Catalogue
from sozialraum.declarations.city import Alerts
from sozialraum.ingest.landing import LandingStore, Retrieved
from sozialraum.publication.store import PublicationStore
from sozialraum.words import Words
from sozialraum_cli.app import app
from sozialraum_cli.exits import Exit
from sozialraum_cli.last_run import last_begun
from tests.alert_servers import Hook, webhook
from tests.publication.test_store import publish

NOW = datetime(2026, 11, 5, 6, tzinfo=UTC)
LIMITS = Alerts(repeat_after_days=28, most_per_day=2)
DOWN = Matter("unread", "source.a: fetched", "answered 503 after 4 tries")
FAILED = Matter("failure", "dbt_models", "out of memory")


def _finding(check: str, severity: str, passed: bool) -> Finding:
    made_up = Check(
        table_name="source.a",
        check_name=check,
        kind="wire",
        severity="critical" if severity == "critical" else "warning",
        description="made up",
    )
    return Finding(made_up, passed, observed=f"{check} found")


def _database(path: Path, *findings: Finding, stale: str | None = None) -> Path:
    with duckdb.connect(path) as connection:
        prepare_audit(connection)
        record(connection, list(findings), Words("de"))
        if stale is not None:
            connection.execute(
                f"""
                CREATE SCHEMA marts;
                CREATE TABLE marts.mart_source_status AS SELECT '{stale}' AS source_id,
                    DATE '2025-12-31' AS data_until, DATE '2026-07-19' AS expected_until,
                    'stale' AS state, NULL AS fetch_problem
                """
            )
    return path


@pytest.fixture
def warehouse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Warehouse:
    monkeypatch.setenv("SOZIALRAUM_WAREHOUSE", str(tmp_path))
    return Warehouse(tmp_path)


@pytest.fixture
def hook(monkeypatch: pytest.MonkeyPatch) -> Hook:  # type: ignore[misc]
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with webhook() as hook:
        monkeypatch.setenv("SOZIALRAUM_ALERT_WEBHOOK", hook.url)
        yield hook


def _tell(
    warehouse: Warehouse,
    *matters: Matter,
    days: float = 0,
    looked_at: tuple[Kind, ...] = EVERYTHING,
) -> list[str]:
    now = NOW + timedelta(days=days)
    return deliver(warehouse, "town", matters, now, LIMITS, looked_at=looked_at)


def _lines(matters: Iterable[Matter]) -> list[str]:
    return [line for line, _ in by_line(matters)]


def test_a_good_refresh_and_mere_warnings_alert_nobody(tmp_path: Path) -> None:
    quiet = [_finding("fetched", "warning", True), _finding("every_source_fresh", "warning", False)]
    assert matters_of(_database(tmp_path / "a.duckdb", *quiet)) == []
    assert matters_of(tmp_path / "none.duckdb") == []
    assert compose("town", []) is None


@pytest.mark.parametrize("check", UNREAD)
def test_sources_that_could_not_be_read_alert_although_something_was_published(
    tmp_path: Path, check: str
) -> None:
    found = matters_of(_database(tmp_path / "a.duckdb", _finding(check, "warning", False)))
    alert = compose("town", found)
    assert alert is not None
    assert alert.subject == "Sozialraum monitor, town: not everything could be used"
    assert list(alert.lines) == [f"source.a: {check}: {check} found"]


def test_a_failed_audit_or_step_says_that_nothing_was_published(tmp_path: Path) -> None:
    failed = _database(tmp_path / "a.duckdb", _finding("wire_format", "critical", False))
    for found in (
        matters_of(failed, [("source__a", "blocked")]),
        matters_of(tmp_path / "none.duckdb", [("dbt", "out of memory")]),
    ):
        alert = compose("town", found)
        assert alert is not None
        assert alert.subject.endswith("nothing was published")
        assert len(alert.lines) == 1


def test_overdue_figures_of_several_dates_are_not_told_with_the_dates_of_one() -> None:
    text = "figures until {}-12-31; newer ones were due by 2026-07-04"
    found = [Matter("stale", *one) for one in (("a", text.format(2024)), ("b", text.format(2025)))]
    assert _lines(found) == [f"a: {text.format(2024)}", f"b: {text.format(2025)}"]


def test_overdue_figures_and_a_run_that_broke_off_are_told(tmp_path: Path) -> None:
    found = matters_of(_database(tmp_path / "a.duckdb", stale="jobs"))
    assert _lines(found) == ["jobs: figures until 2025-12-31; newer ones were due by 2026-07-19"]
    alert = compose("town", found)
    assert alert is not None
    assert alert.subject.endswith("figures are overdue")
    assert broken_off(LastAttempt("a", NOW, NOW)) == broken_off(None) == []
    (matter,) = broken_off(LastAttempt("a", NOW))
    assert matter.line == "the run of 2026-11-05 06:00 UTC: broke off before its end"
    (later,) = broken_off(LastAttempt("b", NOW + timedelta(days=30)))
    assert later.key != matter.key


def test_a_run_that_is_at_work_is_not_told_as_broken_off(warehouse: Warehouse, hook: Hook) -> None:
    write_last_attempt(warehouse, LastAttempt("a", NOW))
    with warehouse.locked():
        said = CliRunner().invoke(app, ["alert"])
    assert said.exit_code == 0
    assert "A run is going on" in said.output
    assert hook.bodies == []
    assert CliRunner().invoke(app, ["alert"]).exit_code == 0
    assert len(hook.bodies) == 1


def test_what_was_told_by_a_clock_that_was_ahead_is_told_again(
    warehouse: Warehouse, hook: Hook
) -> None:
    lasting = Matter("stale", "jobs", "figures until 2025-12-31")
    for days in (365, 0, 1):
        assert _tell(warehouse, lasting, days=days) == []
    assert len(hook.bodies) == 2


EDITION = """
    CREATE SCHEMA marts;
    CREATE TABLE marts.dim_area AS SELECT 'a' AS area_id, 'Oststadt' AS area_name;
    CREATE TABLE marts.mart_pandemic_effect AS
        SELECT 'a' AS area_id, 'i' AS indicator_id, '{finding}' AS finding
        UNION ALL SELECT 'a', 'j', 'aggravated';
    CREATE TABLE marts.mart_need_coverage AS SELECT 'a' AS area_id, 'loneliness' AS theme,
        '{answer}' AS coverability, {disputed} AS disputed;
"""


@pytest.mark.parametrize("disputed", [False, True])
def test_certain_findings_that_the_last_edition_had_not_are_told(
    tmp_path: Path, disputed: bool
) -> None:
    now, before = tmp_path / "now.duckdb", tmp_path / "it's before.duckdb"
    for path, finding, answer in (
        (now, "new_need", "not_coverable"),
        (before, "none", "unknown"),
    ):
        with duckdb.connect(path) as connection:
            connection.execute(EDITION.format(finding=finding, answer=answer, disputed=disputed))
    told = [matter.line for matter in new_findings(now, before)]
    answers = ["Oststadt, loneliness: new in this edition: not_coverable"]
    assert told == [
        *([] if disputed else answers),
        "Oststadt, i: new in this edition: new_need",
    ]
    assert new_findings(now, now) == []
    assert new_findings(now, tmp_path / "gone.duckdb") == []


def test_equal_matters_are_one_line_and_an_alert_is_not_endless() -> None:
    absent = [Matter("unread", f"source.l{n}", f"answered 404: /l{n}.csv") for n in range(32)]
    assert _lines([*absent, FAILED]) == [
        "dbt_models: out of memory",
        "32 × answered 404: /l0.csv: source.l0, source.l1, source.l2 and 29 more",
    ]
    text = Alert("subject", [f"{'x' * 300} {n}" for n in range(99)]).text
    assert len(text) <= LONGEST
    assert text.endswith("more with the next alert, or at once: sozialraum alert")
    # lines are cut only where not all fit
    way_out = f"{'x' * 3000}: sozialraum erratum 2026-10"
    assert Alert("subject", [way_out]).text == f"subject\n- {way_out}"
    assert way_out not in Alert("subject", [way_out, "y" * 1000]).text


def test_what_does_not_fit_into_an_alert_waits_for_the_next_and_wrong_figures_come_first(
    warehouse: Warehouse, hook: Hook
) -> None:
    long = "x" * 2500
    unread = [Matter("unread", f"source.{a}{b}", f"{a}{b} {long}") for a in "abcd" for b in "efgh"]
    wrong = Matter("finding", "kita_plaetze", "12 figures are otherwise")
    assert _tell(warehouse, *unread, wrong) == []
    (body,) = hook.bodies
    first, *shown, more = body["text"].splitlines()[1:]
    assert first == f"- {wrong.line}"
    left = len(unread) - len(shown)
    assert more.startswith(f"- and {left} more with the next alert")
    assert len(shown) > 5
    assert undelivered(warehouse) == {"webhook": left}
    for days in (1, 2):
        assert _tell(warehouse, *unread, days=days) == []
    told = "".join(body["text"] for body in hook.bodies)
    assert [told.count(one.about) for one in unread] == [1] * len(unread)
    assert undelivered(warehouse) == {}


def test_of_what_passes_before_it_fitted_the_next_alert_tells_too(
    warehouse: Warehouse, hook: Hook
) -> None:
    otherwise = [
        Matter("finding", f"source.{a}{b}", f"{a}{b} {'x' * 900}") for a in "abc" for b in "efgh"
    ]
    for days in (0, 1):
        assert _tell(warehouse, *otherwise[: None if days == 0 else 0], days=days) == []
    told = "".join(body["text"] for body in hook.bodies)
    assert [told.count(one.about) for one in otherwise] == [1] * len(otherwise)
    assert "2026-11-05, not delivered then: source." in hook.bodies[1]["text"]


def test_what_waited_is_told_the_gravest_first_and_once(warehouse: Warehouse, hook: Hook) -> None:
    long = "x" * 900
    names = [f"{a}{b}" for a in "abc" for b in "efgh"]
    otherwise = [Matter("finding", f"measure.{one}", f"{one} {long}") for one in names]
    unread = [Matter("unread", f"source.{one}", f"{one} {long}") for one in names]
    assert _tell(warehouse, *otherwise) == []
    assert _tell(warehouse, *unread, days=1) == []
    # by hand, of what waits alone
    assert _tell(warehouse, days=2, looked_at=()) == []
    assert _tell(warehouse, *unread, days=3) == []
    first, second, *later = (body["text"] for body in hook.bodies)
    assert all(one.about in first + second for one in otherwise)
    told = "".join([first, second, *later])
    assert [told.count(one.about) for one in (*otherwise, *unread)] == [1] * 2 * len(names)


def test_an_equal_alert_is_told_once_and_again_when_it_lasts_or_comes_back(
    warehouse: Warehouse, hook: Hook
) -> None:
    def told(*matters: Matter, days: float, looked_at: tuple[Kind, ...] = EVERYTHING) -> int:
        before = len(hook.bodies)
        assert _tell(warehouse, *matters, days=days, looked_at=looked_at) == []
        return len(hook.bodies) - before

    assert told(DOWN, days=0) == 1
    # another number in it does not make it another matter
    assert told(Matter("unread", DOWN.about, "answered 504 after 2 tries"), days=1) == 0
    assert told(DOWN, FAILED, days=2) == 1
    assert hook.bodies[-1]["text"].count("\n") == 1
    # a run that ended early does not know whether it has passed
    assert told(FAILED, days=3, looked_at=OF_A_FAILED_RUN) == 0
    assert told(DOWN, days=4) == 0
    assert told(DOWN, days=28) == 1
    assert told(days=29) == 0
    assert told(DOWN, days=30) == 1
    assert told(FAILED, days=31, looked_at=OF_A_FAILED_RUN) == 1
    once = Matter("finding", "Oststadt, i", "new in this edition: new_need")
    assert told(once, days=32) == 1
    assert told(once, days=100) == 0


def test_what_could_not_be_delivered_is_told_with_the_next_alert_also_if_it_has_passed(
    warehouse: Warehouse, hook: Hook
) -> None:
    hook.status = 500
    (problem,) = _tell(warehouse, FAILED, looked_at=OF_A_FAILED_RUN)
    assert "webhook could not be delivered: answered 500" in problem
    assert "secret" not in problem
    assert _tell(warehouse, FAILED, days=1, looked_at=OF_A_FAILED_RUN) != []
    assert undelivered(warehouse) == {"webhook": 1}
    hook.status = 200
    assert _tell(warehouse, days=2) == []
    (body,) = hook.bodies
    assert "2026-11-05, not delivered then: dbt_models: out of memory" in body["text"]
    assert _tell(warehouse, days=3) == []
    assert len(hook.bodies) == 1
    assert undelivered(warehouse) == {}


def test_an_alert_that_is_interrupted_is_told_with_the_next_one(
    warehouse: Warehouse, hook: Hook, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patched:
        patched.setattr("sozialraum.audit.alert.configured", lambda: {"webhook": interrupted})
        with pytest.raises(SystemExit):
            _tell(warehouse, FAILED, looked_at=OF_A_FAILED_RUN)
    assert undelivered(warehouse) == {"webhook": 1}
    assert _tell(warehouse, days=1) == []
    (body,) = hook.bodies
    assert "2026-11-05, not delivered then: dbt_models: out of memory" in body["text"]
    assert undelivered(warehouse) == {}


def test_no_more_alerts_are_sent_within_a_day_than_declared(
    warehouse: Warehouse, hook: Hook
) -> None:
    for number in range(4):
        step = f"step {'abcd'[number]}"
        problems = _tell(warehouse, Matter("failure", step, "failed"), looked_at=OF_A_FAILED_RUN)
        assert bool(problems) == (number >= LIMITS.most_per_day)
    assert len(hook.bodies) == LIMITS.most_per_day
    assert _tell(warehouse, days=1.1) == []
    assert "step c: failed" in hook.bodies[-1]["text"]
    assert "step d: failed" in hook.bodies[-1]["text"]


@pytest.mark.parametrize("content", ["", "[]", '{"webhook": {"sent": ["x"]}}', '{"mail": 7}'])
def test_a_damaged_memory_of_alerts_stops_no_alert(
    warehouse: Warehouse, hook: Hook, content: str
) -> None:
    warehouse.alerts.write_text(content, "utf-8")
    assert _tell(warehouse, DOWN) == []
    assert len(hook.bodies) == 1


def test_nobody_is_told_and_nothing_kept_where_nothing_is_configured(warehouse: Warehouse) -> None:
    assert _tell(warehouse, DOWN) == []
    assert not warehouse.alerts.exists()
    said = CliRunner().invoke(app, ["alert"])
    assert "SOZIALRAUM_ALERT_EMAIL" in str(said.exception)


def test_what_ended_a_refresh_before_its_first_step_is_told(
    warehouse: Warehouse, hook: Hook, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert alert_of_error(warehouse, BusyError("another refresh is writing")) == []
    assert "refresh: another refresh is writing" in hook.bodies[0]["text"]
    assert catalogue.city.name in hook.bodies[0]["text"]
    # also that the declarations, which say who the city is, cannot be read
    monkeypatch.setenv("SOZIALRAUM_CITY", str(warehouse.root / "none"))
    assert alert_of_error(warehouse, OSError("broken")) == []
    assert "refresh: OSError: broken" in hook.bodies[1]["text"]


def test_what_nobody_foresaw_is_told_too(
    warehouse: Warehouse, hook: Hook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where a library is missing after an update, or the database of the history is down."""

    def breaks() -> None:
        raise ImportError("No module named 'dagster_postgres'")

    monkeypatch.setattr("sozialraum_cli.refresh.require_open_files", breaks)
    ended = CliRunner().invoke(app, ["refresh"])
    assert isinstance(ended.exception, ImportError)
    assert "refresh: ImportError: No module named" in hook.bodies[0]["text"]


@pytest.mark.parametrize(
    ("result", "is_told"), [("oom-kill", True), ("signal", True), ("exit-code", False), ("", False)]
)
def test_a_run_that_the_system_ended_before_it_left_a_note_is_told(
    warehouse: Warehouse,
    hook: Hook,
    monkeypatch: pytest.MonkeyPatch,
    result: str,
    is_told: bool,
) -> None:
    monkeypatch.setenv("MONITOR_SERVICE_RESULT", result)
    write_last_attempt(warehouse, LastAttempt("a", NOW, NOW))
    assert CliRunner().invoke(app, ["alert"]).exit_code == 0
    assert [f"the unit ended ({result})" in one["text"] for one in hook.bodies] == [True] * is_told
    # one that did leave a note has told itself, or says what became of it
    now = datetime.now(UTC)
    for noted in (
        LastAttempt("b", now, now, problems=("dbt_models: killed",)),
        LastAttempt("c", now, now, interrupted="SIGTERM during dbt_models"),
    ):
        write_last_attempt(warehouse, noted)
        assert CliRunner().invoke(app, ["alert"]).exit_code == 0
    assert len(hook.bodies) == is_told + 1
    assert "interrupted by SIGTERM during dbt_models" in hook.bodies[-1]["text"]
    # a note of last month says nothing of a run that left none
    write_last_attempt(warehouse, LastAttempt("d", NOW, NOW, problems=("dbt_models: killed",)))
    hook.bodies.clear()
    warehouse.alerts.unlink()
    assert CliRunner().invoke(app, ["alert"]).exit_code == 0
    assert len(hook.bodies) == is_told


@pytest.mark.parametrize(
    ("unit", "result", "status", "is_told"),
    [
        ("sozialraum-ui.service", "success", "", True),
        ("sozialraum-ui.service", "exit-code", "1", True),
        ("sozialraum-ui.service", "exit-code", "6", True),
        ("sozialraum-verify.service", "success", "", True),
        ("sozialraum-verify.service", "oom-kill", "KILL", True),
        ("sozialraum-verify.service", "exit-code", "1", True),
        ("sozialraum-verify.service", "exit-code", "6", False),
        ("sozialraum-refresh.service", "exit-code", "1", False),
    ],
)
def test_another_unit_that_did_not_begin_or_ended_is_told(
    warehouse: Warehouse,
    hook: Hook,
    monkeypatch: pytest.MonkeyPatch,
    unit: str,
    result: str,
    status: str,
    is_told: bool,
) -> None:
    monkeypatch.setenv("MONITOR_UNIT", unit)
    monkeypatch.setenv("MONITOR_EXIT_STATUS", status)
    monkeypatch.setenv("MONITOR_SERVICE_RESULT", result)
    write_last_attempt(warehouse, LastAttempt("a", NOW, NOW))
    assert CliRunner().invoke(app, ["alert"]).exit_code == 0
    told = [f"systemctl status {unit}" in one["text"] for one in hook.bodies]
    assert told == [True] * is_told


def test_what_the_audit_stopped_is_told_once_although_the_unit_of_alerts_runs_after_it(
    warehouse: Warehouse, hook: Hook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A refresh that ends with 3 starts it each time, and the weekly look comes between."""
    monkeypatch.setenv("MONITOR_SERVICE_RESULT", "exit-code")
    blocked = Matter("blocked", "source.a: wire_format", "3 rows")
    begun = datetime.now(UTC) - NOW
    for days in (0, 7, 14):
        _tell(warehouse, blocked, days=days, looked_at=OF_A_FAILED_RUN)
        note = LastAttempt("a", NOW + begun, NOW + begun, problems=(blocked.line,))
        write_last_attempt(warehouse, note)
        assert CliRunner().invoke(app, ["alert"]).exit_code == 0
        CliRunner().invoke(app, ["verify", "--alert"])
    assert len([one for one in hook.bodies if "3 rows" in one["text"]]) == 1


def test_another_file_that_the_same_check_stops_is_told_at_once(
    warehouse: Warehouse, hook: Hook
) -> None:
    for days, said in ((0, "births_2025.csv, row 12: '1x2'"), (7, "deaths_2025.csv, row 98: '9z'")):
        for kind in BLOCKING:
            matter = Matter(kind, "raw.reject: rejected_within_limit", f"for instance {said}")
            _tell(warehouse, matter, days=days, looked_at=OF_A_FAILED_RUN)
            assert said in hook.bodies[-1]["text"]
    assert len(hook.bodies) == 4
    free = (Matter("failure", "models", f"{mb} MB of memory are free") for mb in (2900, 2871))
    assert len({one.key for one in free}) == 1


@pytest.mark.parametrize("result", ["success", "exit-code", ""])
def test_a_unit_that_did_not_begin_is_told(
    warehouse: Warehouse, hook: Hook, monkeypatch: pytest.MonkeyPatch, result: str
) -> None:
    """As where the disk is not mounted: an empty folder, of which systemd says that all is well."""
    monkeypatch.setenv("MONITOR_SERVICE_RESULT", result)
    assert CliRunner().invoke(app, ["alert"]).exit_code == 0
    told = [f"no run has left a note in {warehouse.root}" in one["text"] for one in hook.bodies]
    assert told == [True] * bool(result)


def test_who_has_a_mail_is_not_told_again_for_an_address_that_is_gone(
    warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[Alert] = []

    def send(alert: Alert) -> None:
        sent.append(alert)
        raise PartlySentError("refused for gone@town.invalid")

    monkeypatch.setattr("sozialraum.audit.alert.configured", lambda: {"mail": send})
    (problem,) = _tell(warehouse, DOWN)
    assert problem == (
        "the alert by mail was delivered to others, but refused for gone@town.invalid"
    )
    assert undelivered(warehouse) == {}
    assert _tell(warehouse, DOWN) == []
    assert len(sent) == 1


def test_a_killed_run_is_told_by_the_command_that_its_unit_starts(
    warehouse: Warehouse, hook: Hook
) -> None:
    write_last_attempt(warehouse, LastAttempt("a", NOW))
    for _ in range(2):
        assert CliRunner().invoke(app, ["alert"]).exit_code == 0
    (body,) = hook.bodies
    assert "broke off before its end" in body["text"]
    write_last_attempt(warehouse, LastAttempt("b", NOW, NOW, interrupted="SIGTERM between steps"))
    assert CliRunner().invoke(app, ["alert"]).exit_code == 0
    assert "interrupted by SIGTERM" in hook.bodies[1]["text"]


def test_the_weekly_look_tells_of_damages(warehouse: Warehouse, hook: Hook) -> None:
    table = Retrieved("t", "https://example.org/t.csv", b"a;b\n", NOW, "licence")
    landed, _ = LandingStore(warehouse.landing).land("s", table)
    assert CliRunner().invoke(app, ["verify", "--alert"]).exit_code == 0
    assert hook.bodies == []
    landed.path.chmod(0o600)
    landed.path.write_bytes(b"a;c\n")
    # also where it cannot be told whose warehouse it is, so that cells are not compared
    (warehouse.root / "city").mkdir()
    said = CliRunner().invoke(app, ["verify", "--alert"])
    assert said.exit_code == Exit.DAMAGED
    assert "cells were not compared: " in said.output
    (body,) = hook.bodies
    assert "the warehouse is damaged" in body["text"]
    assert landed.path.name in body["text"]


def test_the_weekly_look_and_status_tell_that_nothing_starts_runs_any_more(
    warehouse: Warehouse, hook: Hook
) -> None:
    table = Retrieved("t", "https://example.org/t.csv", b"a;b\n", NOW, "licence")
    LandingStore(warehouse.landing).land("s", table)
    for days, told in ((39, 0), (41, 1)):
        began = datetime.now(UTC) - timedelta(days=days)
        write_last_attempt(warehouse, LastAttempt("a", began, began))
        done = CliRunner().invoke(app, ["verify", "--alert"])
        assert done.exit_code == 0
        assert ("more than 40 days ago" in " ".join(done.output.split())) == bool(told)
        shown = CliRunner().invoke(app, ["status"]).output
        assert ("more than 40 days ago" in " ".join(shown.split())) == bool(told)
        assert len(hook.bodies) == told
    assert "refresh: the last run began" in hook.bodies[0]["text"]
    assert "--source live" in hook.bodies[0]["text"]


def test_after_a_restore_the_newest_publication_tells_when_a_run_was_begun_last(
    warehouse: Warehouse,
) -> None:
    """A backup has no note of it: whatever starts runs may never have been switched on again."""
    store = PublicationStore(warehouse)
    assert last_begun(warehouse) is None
    for day in ("2026-10-05", "2026-11-05"):
        publish(store, f"{day}-00000000", f"{day}T06:00:00+00:00")
    assert last_begun(warehouse) == datetime(2026, 11, 5, 6, tzinfo=UTC)
    (told,) = not_run(last_begun(warehouse), NOW + timedelta(days=41))
    assert "the last run began 2026-11-05 06:00 UTC" in told.text
    write_last_attempt(warehouse, LastAttempt("a", NOW + timedelta(days=40)))
    assert not_run(last_begun(warehouse), NOW + timedelta(days=41)) == []


def test_a_test_message_says_so_and_ends_otherwise_where_it_could_not_be_sent(
    warehouse: Warehouse, hook: Hook
) -> None:
    assert CliRunner().invoke(app, ["alert", "--test"]).exit_code == 0
    assert "a test" in hook.bodies[0]["text"]
    hook.status = 404
    said = CliRunner().invoke(app, ["alert", "--test"])
    assert said.exit_code == 1
    assert "answered 404" in said.stdout
    assert "secret" not in said.stdout
