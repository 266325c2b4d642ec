"""A version is whole or not there; a damaged one is made again in its place, whatever happens."""

import json
import os
import shutil
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import Mock

import pytest
from typer.testing import CliRunner

from sozialraum.audit.last_attempt import LastAttempt, read_last_attempt, write_last_attempt
from sozialraum.audit.matters import Matter
from sozialraum.base.errors import PublicationError
from sozialraum.base.files import LET_READ, NOT_ALLOWED
from sozialraum.base.warehouse import Warehouse
from sozialraum.beginning import Asking, Beginning, lasting
from sozialraum.mending import mend
from sozialraum.publication.seen import published_landings
from sozialraum.publication.store import Publication, PublicationStore
from sozialraum.publication.to_come import day_to_come, stays_beside
from sozialraum.verification import verify
from sozialraum_cli.app import app

VERSION = "2026-11-22-0123abcd"
AT = "2026-11-22T06:00:00+00:00"
FILES = ("sozialraum.duckdb", "report/bericht.html", "report/blatt/stadtraum-16.pdf")


@pytest.fixture
def store(tmp_path: Path) -> PublicationStore:
    return PublicationStore(Warehouse(tmp_path))


def publish(
    store: PublicationStore,
    version: str = VERSION,
    published_at: str = AT,
    landings: Sequence[Mapping[str, str]] = (),
) -> Publication:
    """A publication as a refresh makes it, of a few bytes."""
    part = store.open_version(version)
    if part.is_complete:
        return part
    for name in FILES:
        (part.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (part.folder / name).write_text(f"{version}: {name}")
    said = {
        "as_of": version[:10],
        "published_at": published_at,
        "landings": [*landings],
        "checks": [],
    }
    return store.complete(store.opened(version), said | {"checks": []})


def test_a_current_publication_of_a_day_to_come_is_told_with_the_one_to_choose(
    store: PublicationStore,
) -> None:
    now = datetime(2026, 11, 22, 12, tzinfo=UTC)
    publish(store, "2026-10-31-00000000")
    store.make_current(publish(store).version)
    # in the first zones that day has begun
    store.make_current(publish(store, "2026-11-23-00000000").version)
    assert day_to_come(store, now) is None
    store.make_current(publish(store, "2027-11-05-00000000").version)
    told = day_to_come(store, now)
    assert told is not None
    assert told.about == "publication 2027-11-05-00000000"
    assert "sozialraum rollback 2026-11-23-00000000" in told.text
    assert f"delete {store.root / '2027-11-05-00000000'}" in told.text


def test_what_is_published_while_another_one_speaks_for_a_day_to_come_counts_as_published(
    store: PublicationStore,
) -> None:
    """As of a clock that was ahead, or a day of this month that has not come."""
    files = [
        {"source_id": "s", "dataset_id": "t", "landing_id": one, "retrieved_at": f"{day}T05:00:00Z"}
        for one, day in (("a", "2026-10-05"), ("b", "2026-11-05"), ("c", "2026-11-19"))
    ]
    publish(store, "2026-10-05-00000000", "2026-10-05T06:00:00+00:00", files[:1])
    publish(store, "2997-11-05-00000000", "2997-11-05T06:00:00+00:00", files[:1])
    publish(store, "2026-11-30-00000000", "2026-11-04T06:00:00+00:00", files[:1])
    for known, day in ((2, "2026-11-05"), (3, "2026-11-19")):
        publish(store, f"{day}-00000000", f"{day}T06:00:00+00:00", files[:known])
    assert len(published_landings(store)) == 3


def test_what_stays_beside_although_no_day_was_asked_for_is_told(
    store: PublicationStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where the snapshot was taken, since nothing said that the live portal is meant."""
    warehouse = Warehouse(store.root.parent)
    monkeypatch.setenv("SOZIALRAUM_WAREHOUSE", str(warehouse.root))
    monkeypatch.setenv("COLUMNS", "300")
    earlier = publish(store, "2026-10-31-00000000")
    store.make_current(publish(store).version)
    told = stays_beside(store, earlier)
    assert told is not None
    assert "SOZIALRAUM_SOURCE=live" in told.text
    now = datetime.now(UTC).replace(microsecond=0)
    attempt = LastAttempt("a", now, now, beside=earlier.version)
    write_last_attempt(warehouse, attempt)
    assert read_last_attempt(warehouse) == attempt
    assert told.line in " ".join(CliRunner().invoke(app, ["status"]).output.split())
    # until somebody chooses it, or it is kept no longer
    store.make_current(earlier.version)
    assert stays_beside(store, earlier) is None
    assert "stays beside" not in CliRunner().invoke(app, ["status"]).output
    store.make_current(VERSION)
    shutil.rmtree(earlier.folder)
    assert "stays beside" not in CliRunner().invoke(app, ["status"]).output


def test_that_the_current_one_speaks_for_a_day_to_come_is_an_alert_where_nothing_is_new(
    store: PublicationStore,
) -> None:
    store.make_current(publish(store, "2999-11-05-00000000").version)
    (told,) = lasting(Warehouse(store.root.parent), [])
    assert "speaks for a day to come (2999-11-05)" in told.line


def test_a_version_that_is_being_made_is_none_yet(store: PublicationStore) -> None:
    part = store.open_version(VERSION)
    assert store.opened(VERSION).folder == part.folder
    assert (store.all(), store.unreadable()) == ([], [])
    with pytest.raises(PublicationError, match="there is no publication"):
        store.make_current(part.folder.name)
    mend(Warehouse(store.root.parent))
    assert not part.folder.exists()
    # as for a run that goes on where another one failed
    with pytest.raises(PublicationError, match=r"begun by a run that has ended.*Re-execute all"):
        store.opened(VERSION)


def test_a_publication_without_its_report_is_damaged_and_made_again(
    store: PublicationStore,
) -> None:
    """As one of which only marts and manifest were made in the UI: nothing listed the report."""
    part = store.open_version(VERSION)
    (part.folder / FILES[0]).write_text("figures")
    bare = store.complete(
        part, {"as_of": VERSION[:10], "published_at": AT, "landings": [], "checks": []}
    )
    assert store.damages(bare) == ["report/bericht.html is missing"]
    damaged = [one.path for one in verify(Warehouse(store.root.parent)).damages]
    assert f"publications/{VERSION}/report/bericht.html" in damaged
    with pytest.raises(PublicationError, match=r"report/bericht\.html is missing"):
        store.make_current(VERSION)
    assert store.damages(publish(store)) == []


def test_what_lacks_a_form_of_the_report_is_not_published(store: PublicationStore) -> None:
    from orchestration.defs.publication.assets import FORMS, _require_whole

    part = store.open_version(VERSION)
    part.report.mkdir()
    for form in FORMS[1:]:
        (part.report / form.file).touch()
    with pytest.raises(PublicationError, match=r"lacks bericht\.html of the report.*job refresh"):
        _require_whole(part)
    (part.report / FORMS[0].file).touch()
    _require_whole(part)


@pytest.mark.parametrize("name", ["..", "../publications", ".", "", "/tmp"])
def test_a_version_is_the_name_of_a_folder_among_the_publications(
    store: PublicationStore, name: str
) -> None:
    publish(store)
    with pytest.raises(PublicationError, match=f"there is no publication.*known: {VERSION}"):
        store.make_current(name)


def test_a_damaged_current_version_is_made_again_in_its_place(store: PublicationStore) -> None:
    published = publish(store)
    store.make_current(VERSION)
    (published.folder / FILES[0]).write_text("changed")
    (published.folder / FILES[1]).unlink()
    (published.folder / FILES[1]).mkdir()
    (published.folder / "stray").write_text("of nobody")
    for beside in (f"{VERSION}.damaged", f"{VERSION}.damaged.2"):
        publish(store)
        assert store.damages(published) == []
        assert not (published.folder / "stray").exists()
        assert (store.root / beside / FILES[0]).read_text() == "changed"
        (published.folder / FILES[0]).write_text("changed")
    assert [one.version for one in store.all()] == [VERSION]


def test_a_folder_in_the_way_of_the_link_is_removed(store: PublicationStore) -> None:
    publish(store)
    (store.link.with_name(".current.new") / "within").mkdir(parents=True)
    store.make_current(VERSION)
    current = store.current()
    assert current is not None
    assert current.version == VERSION


@pytest.mark.parametrize("killed_after", range(4))
def test_whenever_it_is_killed_current_leads_to_a_version_that_the_next_refresh_mends(
    store: PublicationStore, monkeypatch: pytest.MonkeyPatch, killed_after: int
) -> None:
    published = publish(store)
    store.make_current(VERSION)
    (published.folder / FILES[0]).write_text("changed")
    part = store.open_version(VERSION)
    moved: list[object] = []

    def replace(source: Path, target: Path) -> None:
        if len(moved) == killed_after:
            raise KeyboardInterrupt
        moved.append(target)
        os.rename(source, target)

    with monkeypatch.context() as patched:
        patched.setattr("os.replace", replace)
        with pytest.raises(KeyboardInterrupt):
            publish(store)
    assert store.link.resolve() == published.folder
    assert (store.link / FILES[0]).is_file()
    mend(Warehouse(store.root.parent))
    assert not part.folder.exists()
    publish(store)
    assert store.damages(published) == []


def test_publications_are_in_the_order_of_publishing_also_where_a_clock_was_set_back(
    store: PublicationStore,
) -> None:
    versions = ["2026-09-30-00000002", "2026-10-31-00000001", "2026-10-31-00000000"]
    for number, version in enumerate(versions):
        publish(store, version, f"2026-11-{22 - number}T06:00:00+00:00")
    assert [one.version for one in store.all()] == versions
    before = store.edition_before(store.all()[0].as_of.replace(month=11, day=1))
    assert before is not None
    assert before.version == versions[-1]
    (before.folder / FILES[0]).write_text("changed")
    before = store.edition_before(store.all()[0].as_of.replace(month=11, day=1))
    assert before is not None
    assert before.version == versions[1]


def test_what_this_user_may_not_read_is_not_called_damaged(store: PublicationStore) -> None:
    said = store.way_out(publish(store), [f"manifest.json cannot be read: {NOT_ALLOWED}"])
    assert said.endswith(LET_READ)
    assert "damaged" not in said


@pytest.mark.parametrize(
    "wrong",
    [
        {"published_at": -1},
        {"published_at": "1764467087"},
        {"published_at": "2026-11-22T06:00:00"},
        {"as_of": "20261122"},
        {"tables": [1]},
        {"tables": {"dim_area": "many"}},
        {"number": "1"},
        {"landings": [{"source_id": "s", "dataset_id": "d", "landing_id": "l",
                       "retrieved_at": "2026-11-22T06:00:00+00:00", "path": "x" * 3_000}]},
    ],
)  # fmt: skip
def test_a_manifest_whose_values_are_of_another_kind_is_damaged(
    store: PublicationStore, wrong: dict[str, object]
) -> None:
    made = publish(store)
    path = made.folder / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | wrong), "utf-8")
    assert [one.version for one in store.unreadable()] == [made.version]
    assert verify(Warehouse(store.root.parent)).damages


@pytest.mark.parametrize(("day", "is_told"), [(None, True), ("2026-10-31", False)])
def test_a_run_without_anything_new_notes_what_stays_beside_unasked(
    store: PublicationStore, monkeypatch: pytest.MonkeyPatch, day: str | None, is_told: bool
) -> None:
    from orchestration import execution

    warehouse = Warehouse(store.root.parent)
    earlier = publish(store, "2026-10-31-00000000")
    store.make_current(publish(store).version)
    told: list[Matter] = []
    for name in ("run_nothing_new", "forget_runs"):
        monkeypatch.setattr(execution, name, lambda *_: None)
    monkeypatch.setattr(execution.BESIDE, "call", lambda _, __, matters: told.extend(matters) or [])
    warehouse.dagster_home.mkdir()
    found = Beginning([], earlier.as_of, earlier, kept_runs=5)
    execution.nothing_new(Mock(), warehouse, found, Asking("snapshot", day))
    last = read_last_attempt(warehouse)
    assert last is not None
    assert (last.beside, len(told)) == ((earlier.version, 1) if is_told else (None, 0))
