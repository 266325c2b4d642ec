"""``sozialraum status`` tells what became of the last run."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sozialraum.audit.last_attempt import LastAttempt, read_last_attempt, write_last_attempt
from sozialraum.base.warehouse import Warehouse
from sozialraum.publication.last_check import read_last_check
from sozialraum_cli.app import app
from sozialraum_cli.exits import Exit
from sozialraum_cli.last_run import last_run
from tests.conftest import Refreshed, run_cli

BEGAN = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
ENDED = datetime(2026, 11, 22, 6, 1, tzinfo=UTC)
TODAY = datetime.now(UTC).replace(microsecond=0)
REASON = "source.doctors: fetched: answered 500 [again]"


@pytest.mark.parametrize(
    "junk", [b"", b"junk", b"\xff\xfe", b"[]", b'{"run_id": 1}', b"null", b"[" * 200_000,
     b'{"run_id": "a", "began_at": "2026-11-22T06:00:00+00:00", "ended_at": null, '
     b'"problems": [{"x": 1}]}'],
)  # fmt: skip
def test_damaged_notes_stand_in_nobody_s_way(tmp_path: Path, junk: bytes) -> None:
    warehouse = Warehouse(tmp_path)
    warehouse.last_attempt.write_bytes(junk)
    warehouse.last_check.write_bytes(junk)
    assert read_last_attempt(warehouse) is None
    assert read_last_check(warehouse) is None
    write_last_attempt(warehouse, LastAttempt("abc", BEGAN))
    assert read_last_attempt(warehouse) == LastAttempt("abc", BEGAN)


@pytest.mark.parametrize(
    ("attempt", "said"),
    [
        (
            LastAttempt("abc", BEGAN, ENDED, (REASON,)),
            ["The last run published nothing", "2026-11-22 06:00 UTC", REASON, "/runs/abc"],
        ),
        (LastAttempt("abc", BEGAN), ["began 2026-11-22 06:00 UTC broke off", "/runs/abc"]),
        (LastAttempt("abc", TODAY, TODAY), []),
    ],
)
def test_status_says_when_and_why_the_last_run_published_nothing(
    tmp_path: Path, attempt: LastAttempt, said: list[str]
) -> None:
    write_last_attempt(Warehouse(tmp_path), attempt)
    assert read_last_attempt(Warehouse(tmp_path)) == attempt
    done = run_cli("status", warehouse=tmp_path)
    assert done.returncode == 1
    assert "Nothing has been published yet" in done.stderr
    for text in said:
        assert text in done.stdout
    assert bool(done.stdout.strip()) == bool(said)


def test_what_became_of_a_run_is_told_on_a_full_disk_and_while_it_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sozialraum.base import warehouse as module

    warehouse, begun = Warehouse(tmp_path), LastAttempt("abc", BEGAN)
    assert last_run(warehouse) == (None, False)
    write_last_attempt(warehouse, begun)
    assert last_run(warehouse) == (begun, False)
    with warehouse.locked():
        assert last_run(Warehouse(tmp_path)) == (begun, True)
    monkeypatch.setattr(module, "NEEDED_BYTES", 10**18)
    assert last_run(warehouse) == (begun, None)


def test_status_does_not_say_that_a_run_broke_off_where_it_cannot_know(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sozialraum.base import warehouse as module

    write_last_attempt(Warehouse(tmp_path), LastAttempt("abc", BEGAN))
    monkeypatch.setenv("SOZIALRAUM_WAREHOUSE", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "300")
    monkeypatch.setattr(module, "NEEDED_BYTES", 10**18)
    said = CliRunner().invoke(app, ["status"]).output
    assert "whether it goes on cannot be told" in said
    assert "broke off" not in said


@pytest.mark.parametrize("hindrance", ["a variable", "a slip", "a disk"])
def test_a_refresh_that_could_not_begin_leaves_word_too(
    tmp_path: Path, city_copy: Path, monkeypatch: pytest.MonkeyPatch, hindrance: str
) -> None:
    """For who looks after 40 days it had not been started."""
    warehouse = Warehouse(tmp_path / "warehouse")
    warehouse.root.mkdir()
    write_last_attempt(warehouse, LastAttempt("abc", BEGAN, before="2026-10-31-0123abcd"))
    if hindrance == "a variable":
        monkeypatch.setenv("SOZIALRAUM_ALERT_MAIL", "a@town.invalid")
    elif hindrance == "a slip":
        (city_copy / "city.yaml").write_text("city: [", "utf-8")
    else:
        warehouse.publications.symlink_to(tmp_path / "gone")
    done = run_cli("refresh", warehouse=warehouse.root, city=city_copy)
    assert done.returncode == 1
    last = read_last_attempt(warehouse)
    assert last is not None
    assert last.ended_at is not None
    assert last.began_at >= TODAY
    assert last.before == "2026-10-31-0123abcd"
    (problem,) = last.problems
    assert " ".join(problem.split())[:40] in " ".join(done.stderr.split())
    warehouse.publications.unlink(missing_ok=True)
    monkeypatch.delenv("SOZIALRAUM_ALERT_MAIL", raising=False)
    said = run_cli("status", warehouse=warehouse.root).stdout
    assert "The last run published nothing" in said
    assert "Not run" not in said


def test_a_refresh_that_was_refused_leaves_the_word_of_another_one(
    tmp_path: Path, city_copy: Path
) -> None:
    (city_copy / "city.yaml").write_text("city: [", "utf-8")
    warehouse, begun = Warehouse(tmp_path), LastAttempt("abc", BEGAN)
    write_last_attempt(warehouse, begun)
    with warehouse.locked():
        done = run_cli("refresh", "--wait", "0", warehouse=warehouse.root, city=city_copy)
    assert done.returncode == Exit.BUSY
    assert read_last_attempt(warehouse) == begun
    # nor is anything left in a warehouse of another city
    warehouse.owner.write_text("here\n")
    done = run_cli("refresh", warehouse=warehouse.root)
    assert "belongs to the city 'here'" in " ".join(done.stderr.split())
    assert read_last_attempt(warehouse) == begun


def test_a_run_leaves_word_of_how_it_ended(refreshed: Refreshed) -> None:
    last = read_last_attempt(refreshed.warehouse)
    assert last is not None
    assert last.ended_at is not None
    assert last.ended_at >= last.began_at
    assert (last.problems, bool(last.run_id)) == ((), True)
