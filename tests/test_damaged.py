"""A file of the warehouse that was damaged ends in words, and what can be made again is."""

import json
import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from orchestration.lib import dbt_in_process
from orchestration.lib.history import INDICES, mend_contents, mend_history
from sozialraum.base.disk import disk_told
from sozialraum.base.errors import MonitorError, PublicationError, WarehouseError
from sozialraum.base.files import write_atomically
from sozialraum.base.warehouse import Warehouse
from sozialraum.ingest.landing import RECORDS, LandingStore, Retrieved, read_record
from sozialraum.mending import lost_landings, mend
from sozialraum.publication.seen import published_landings
from sozialraum.publication.store import Publication, PublicationStore
from sozialraum_cli.app import app
from tests.conftest import EARLIER, Refreshed
from tests.publication.test_store import publish

COMMANDS = (
    ["status"],
    ["publications"],
    ["report"],
    ["trace", "--area", "stadtraum:01", "--indicator", "unemployment_rate"],
    ["rollback"],
)


def _run(arguments: list[str]) -> str:
    """What a command says; it ends by itself, or with a text for people."""
    done = CliRunner().invoke(app, arguments)
    assert done.exception is None or isinstance(done.exception, MonitorError | SystemExit), (
        arguments,
        repr(done.exception),
    )
    return done.output + str(done.exception or "")


def _truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _as_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _as_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


MANIFESTS: dict[str, Callable[[Path], object]] = {
    "truncated": _truncate,
    "empty": lambda path: path.write_bytes(b""),
    "no text": lambda path: path.write_bytes(b"\xff\xfe\x00"),
    "another JSON": lambda path: path.write_text("[1, 2]"),
    "nested too deeply": lambda path: path.write_text("[" * 100_000),
    "without its files": lambda path: path.write_text(
        json.dumps({**json.loads(path.read_text("utf-8")), "files": None})
    ),
    "of another version": lambda path: path.write_text(
        path.read_text("utf-8").replace("2026", "2025")
    ),
    "missing": Path.unlink,
    "a folder": _as_folder,
    "a pipe": _as_pipe,
}


def _current(warehouse: Warehouse) -> Publication:
    current = PublicationStore(warehouse).current()
    assert current is not None
    return current


@pytest.mark.parametrize("damage", MANIFESTS)
def test_a_damaged_manifest_ends_in_words_and_another_publication_can_be_chosen(
    warehouse: Warehouse, damage: str
) -> None:
    version = _current(warehouse).version
    MANIFESTS[damage](warehouse.publications / version / "manifest.json")
    for command in COMMANDS:
        said = _run(command)
        if command[0] != "rollback":
            assert "manifest.json" in said, command
    assert _current(warehouse).version == EARLIER
    # nothing takes it for unfinished, and the commands work again
    mend(warehouse)
    assert (warehouse.publications / version / "sozialraum.duckdb").is_file()
    assert "Published" in _run(["status"])


def test_what_a_publication_with_a_damaged_manifest_was_made_from_was_published(
    warehouse: Warehouse,
) -> None:
    store = PublicationStore(warehouse)
    before = published_landings(store)
    shutil.rmtree(warehouse.publications / EARLIER)
    _truncate(warehouse.current / "manifest.json")
    assert published_landings(store) == before
    assert before
    _truncate(warehouse.current / "sozialraum.duckdb")
    assert published_landings(store) == set()


def _plain_copy(link: Path) -> None:
    folder = link.resolve()
    link.unlink()
    shutil.copytree(folder, link)


def _plain_file(link: Path) -> None:
    link.unlink()
    link.write_text("current")


def _empty_folder(link: Path) -> None:
    link.unlink()
    link.mkdir()


def _to(target: str) -> Callable[[Path], None]:
    def lead(link: Path) -> None:
        link.unlink()
        link.symlink_to(target)

    return lead


LINKS: dict[str, Callable[[Path], object]] = {
    "a copy of the publication": _plain_copy,
    "an empty folder": _empty_folder,
    "a file": _plain_file,
    "a link to nothing": _to("publications/2020-01-01-00000000"),
    "a link to itself": _to("current"),
    "a link elsewhere": _to("/tmp"),
    "missing": Path.unlink,
}


@pytest.mark.parametrize("damage", LINKS)
def test_what_is_no_link_to_a_publication_is_set_aside_and_leads_to_one_again(
    warehouse: Warehouse, damage: str
) -> None:
    version = _current(warehouse).version
    LINKS[damage](warehouse.current)
    for command in (*COMMANDS[:1], *COMMANDS[2:4]):
        assert "The next refresh mends it" in _run(command), command
    assert "current" in _run(["publications"])
    assert any(version in told for told in mend(warehouse))
    assert _current(warehouse).version == version
    is_kept = damage in ("a copy of the publication", "an empty folder", "a file")
    assert os.path.lexists(f"{warehouse.current}.damaged") == is_kept
    assert mend(warehouse) == []
    LINKS[damage](warehouse.current)
    assert "current is now" in _run(["rollback", EARLIER])


LEFT = {
    "an empty folder": ".",
    "a disk's own": "lost+found",
    "a damaged one": "2026-10-22-0123abcd",
}


@pytest.mark.parametrize("left", ["nothing", "a file", *LEFT])
def test_where_all_publications_are_gone_a_refresh_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, left: str
) -> None:
    """As where the disk that they lie on is not mounted."""
    warehouse = Warehouse(tmp_path)
    store = PublicationStore(warehouse)
    store.make_current(publish(store).version)
    kept = tmp_path / "elsewhere"
    warehouse.publications.rename(kept)
    if left in LEFT:
        (warehouse.publications / LEFT[left]).mkdir(parents=True)
    elif left == "a file":
        warehouse.publications.write_bytes(b"")
    before = sorted(tmp_path.iterdir())
    with pytest.raises(PublicationError, match="mount or restore `publications/`"):
        mend(warehouse)
    monkeypatch.setenv("SOZIALRAUM_WAREHOUSE", str(tmp_path))
    for command in (["status"], ["publications"], ["verify"], ["query", "SELECT 1"]):
        assert "mount or restore" in " ".join(_run(command).split()), command
    assert sorted(tmp_path.iterdir()) == before
    # gone for good
    warehouse.current.unlink()
    assert len(mend(warehouse)) == (left in ("a file", "a damaged one"))


def test_a_folder_that_a_disk_has_of_its_own_is_no_damaged_publication(tmp_path: Path) -> None:
    store = PublicationStore(Warehouse(tmp_path))
    (store.root / "lost+found").mkdir(parents=True)
    version = publish(store).version
    assert (store.versions(), store.unreadable()) == ([version], [])


def test_a_rollback_to_what_is_damaged_names_it(warehouse: Warehouse) -> None:
    _truncate(warehouse.publications / EARLIER / "sozialraum.duckdb")
    version = _current(warehouse).version
    assert f"before the current one are damaged ({EARLIER})" in " ".join(_run(["rollback"]).split())
    assert _current(warehouse).version == version


def test_where_all_publications_are_damaged_no_rollback_is_promised(warehouse: Warehouse) -> None:
    version = _current(warehouse).version
    warehouse.current.unlink()
    _truncate(warehouse.publications / EARLIER / "sozialraum.duckdb")
    (warehouse.publications / version / "manifest.json").unlink()
    said = " ".join(_run(["status"]).split())
    assert "all are damaged" in said
    assert "sozialraum rollback" not in said
    assert f"are damaged ({version}, {EARLIER})" in " ".join(_run(["rollback"]).split())


RECORDS_DAMAGED: dict[str, Callable[[Path], object]] = {
    "empty": lambda path: path.write_bytes(b""),
    "truncated": _truncate,
    "no text": lambda path: path.write_bytes(b"\xff\xfe"),
    "a list": lambda path: path.write_text("[]"),
    "another landing": lambda path: path.write_text(
        path.read_text("utf-8").replace('"landing_id": "', '"landing_id": "0')
    ),
    "of another day": lambda path: path.write_text(path.read_text("utf-8").replace("2026", "2020")),
    "with a path elsewhere": lambda path: path.write_text(
        path.read_text("utf-8").replace('"path": "', '"path": "../')
    ),
}


@pytest.mark.parametrize("is_published", [True, False])
@pytest.mark.parametrize("damage", RECORDS_DAMAGED)
def test_a_damaged_landing_record_is_written_anew(
    warehouse: Warehouse, damage: str, is_published: bool
) -> None:
    store = LandingStore(warehouse.landing)
    before = store.vintages("deaths")
    record = next((warehouse.landing / "deaths").glob(f"*/{RECORDS}"))
    RECORDS_DAMAGED[damage](record)
    if not is_published:
        shutil.rmtree(warehouse.publications)
        warehouse.current.unlink()
    assert len(store.vintages("deaths")) == len(before) - 1
    (told,) = mend(warehouse)
    assert str(record) in told
    assert record.with_name(f"{record.name}.damaged").is_file()
    after = store.vintages("deaths")
    assert [one.landing_id for one in after] == [one.landing_id for one in before]
    assert [one.retrieved_at for one in after] == [one.retrieved_at for one in before]
    if is_published:
        assert after == before


def test_landings_that_a_publication_was_made_from_and_that_are_gone_are_told(
    warehouse: Warehouse,
) -> None:
    assert lost_landings(warehouse) == []
    record = next((warehouse.landing / "deaths").glob(f"*/{RECORDS}"))
    landing = read_record(record)
    assert landing is not None
    content = landing.content()
    shutil.rmtree(record.parent)
    assert mend(warehouse) == []
    (told,) = lost_landings(warehouse)
    assert (told.kind, told.about) == ("unread", "deaths")
    assert landing.dataset_id in told.text
    assert "from a backup" in told.text
    # what came again is not gone, on whatever day it came
    again = Retrieved(landing.dataset_id, landing.url, content, datetime.now(UTC), landing.licence)
    LandingStore(warehouse.landing).land("deaths", again)
    assert lost_landings(warehouse) == []


def test_a_damaged_history_is_set_aside(refreshed: Refreshed, tmp_path: Path) -> None:
    home = tmp_path / "dagster"
    shutil.copytree(refreshed.warehouse.dagster_home, home)
    assert mend_history(home) == []
    for damage in (b"junk" * 100, (home / INDICES[1]).read_bytes()[:8192], b"\0" * 4096):
        for name in INDICES:
            (home / name).write_bytes(damage)
        told = mend_history(home)
        assert len(told) == len(INDICES)
        assert all("is kept as" in line for line in told)
        assert ["are off again" in line for line in told] == [False, False, True]
    assert (home / f"{INDICES[0]}.damaged.3").is_file()
    with closing(sqlite3.connect(home / INDICES[0])) as connection:
        connection.execute("create table t (n int)")


FOLDERS = (
    "landing", "dropbox", "publications", "dagster", "dbt_target", "data_docs", "failing_rows",
)  # fmt: skip


@pytest.mark.parametrize("damage", ["a file", "a link elsewhere"])
def test_what_stands_in_place_of_a_folder_is_set_aside(tmp_path: Path, damage: str) -> None:
    warehouse = Warehouse(tmp_path / "warehouse")
    warehouse.root.mkdir()
    (tmp_path / "elsewhere").mkdir()
    for name in FOLDERS:
        path = warehouse.root / name
        if damage == "a file":
            path.write_bytes(b"")
        else:
            path.symlink_to(tmp_path / "elsewhere")
    told = mend(warehouse)
    # what is kept may be laid out on another disk
    aside = FOLDERS[4:] if damage == "a link elsewhere" else FOLDERS
    assert len(told) == len(aside)
    for name in FOLDERS:
        assert os.path.lexists(warehouse.root / f"{name}.damaged") == (name in aside)
    assert mend(warehouse) == []


@pytest.mark.parametrize("name", FOLDERS[4:])
def test_a_link_to_nothing_in_place_of_a_folder_made_anew_is_set_aside(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / name).symlink_to(tmp_path / "nowhere")
    assert len(mend(Warehouse(tmp_path))) == 1
    assert (tmp_path / f"{name}.damaged").is_symlink()


@pytest.mark.parametrize("name", FOLDERS[:4])
def test_a_folder_on_a_disk_that_is_not_mounted_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    (tmp_path / name).symlink_to(tmp_path / "disk")
    (tmp_path / "dbt_target").write_bytes(b"")
    warehouse = Warehouse(tmp_path)
    before = sorted(tmp_path.iterdir())
    with pytest.raises(WarehouseError, match="is its disk mounted"):
        mend(warehouse)
    with pytest.raises(WarehouseError, match="is its disk mounted"), warehouse.locked():
        pass
    monkeypatch.setenv("SOZIALRAUM_WAREHOUSE", str(tmp_path))
    for command in ("status", "verify", "publications", "ui"):
        said = _run([command])
        assert f"{tmp_path / name} is a link to {tmp_path / 'disk'}, which is not there" in said
    assert sorted(tmp_path.iterdir()) == before
    (tmp_path / "disk").mkdir()
    assert len(mend(warehouse)) == 1


def test_a_folder_in_place_of_a_file_is_set_aside(tmp_path: Path) -> None:
    (tmp_path / "note.json" / "within").mkdir(parents=True)
    write_atomically(tmp_path / "note.json", b"{}")
    assert (tmp_path / "note.json").read_bytes() == b"{}"
    assert (tmp_path / "note.json.damaged" / "within").is_dir()


def _folder(place: Path) -> None:
    (place / "within").mkdir(parents=True)


def _link(place: Path) -> None:
    place.with_name("elsewhere").write_bytes(b"of somebody else")
    place.symlink_to(place.with_name("elsewhere"))


@pytest.mark.parametrize("put", [_folder, _link, os.mkfifo])
def test_what_stands_in_place_of_the_lock_is_set_aside(
    tmp_path: Path, put: Callable[[Path], None]
) -> None:
    put(tmp_path / ".lock")
    told: list[str] = []
    with Warehouse(tmp_path).locked(tell=told.append):
        assert (tmp_path / ".lock").is_file()
    assert told == [f"{tmp_path / '.lock'} was no ordinary file: it is kept as .lock.damaged"]
    assert os.path.lexists(tmp_path / ".lock.damaged")


def test_who_writes_is_not_noted_in_what_a_link_leads_to(tmp_path: Path) -> None:
    _link(tmp_path / ".writer")
    with Warehouse(tmp_path).locked():
        assert (tmp_path / ".writer").read_bytes().startswith(b"process ")
    assert (tmp_path / "elsewhere").read_bytes() == b"of somebody else"


def test_a_file_where_dbt_writes_a_folder_is_set_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    warehouse = Warehouse(tmp_path)
    warehouse.dbt_target.mkdir()
    (warehouse.dbt_target / "logs").write_bytes(b"")

    def parse(arguments: list[str], warehouse: Warehouse) -> str:
        try:
            (warehouse.dbt_target / "logs").mkdir(parents=True)
        except OSError as error:
            raise MonitorError("dbt parse") from error
        (warehouse.dbt_target / "manifest.json").write_text("{}")
        return "parsed"

    monkeypatch.setattr(dbt_in_process, "_invoke", parse)
    assert dbt_in_process.manifest_path(warehouse).is_file()
    assert (tmp_path / "dbt_target.damaged" / "logs").is_file()


def test_a_history_that_only_dagster_cannot_read_is_set_aside(tmp_path: Path) -> None:
    runs = tmp_path / INDICES[0]
    runs.parent.mkdir(parents=True)
    runs.write_bytes(b"")

    def fails(said: str) -> Callable[[], str]:
        def read() -> str:
            if runs.exists():
                raise ValueError(said)
            return "nothing"

        return read

    assert mend_contents(tmp_path, list) == ([], [])
    with pytest.raises(ValueError, match="locked"):
        mend_contents(tmp_path, fails("database is locked"))
    found, (told,) = mend_contents(tmp_path, fails("'WHAT' is not a valid status\n"))
    assert found == "nothing"
    assert "ValueError: 'WHAT' is not a valid status" in told
    assert runs.with_name("runs.db.damaged").is_file()


def test_a_history_whose_damage_is_no_text_is_set_aside(tmp_path: Path) -> None:
    """SQLite says which part of the schema is malformed, by its name."""
    database = tmp_path / INDICES[0]
    database.parent.mkdir(parents=True)
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("create table abcde (n int)")
        connection.commit()
    content = database.read_bytes().replace(b"TABLE abcde", b"TABLX abcde")
    database.write_bytes(content.replace(b"abcde", b"\xffbcde"))
    assert len(mend_history(tmp_path)) == 1


def test_a_history_of_another_user_is_named_with_its_owner_and_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As after a refresh that root ran: it is whole, and not this user's."""
    runs = tmp_path / INDICES[0]
    runs.parent.mkdir(parents=True)
    with closing(sqlite3.connect(runs)) as connection:
        connection.execute("create table t (n int)")

    def fails() -> None:
        raise ValueError("attempt to write a readonly database")

    with monkeypatch.context() as patch:
        patch.setattr(os, "access", lambda *_: False)
        for mending in (lambda: mend_history(tmp_path), lambda: mend_contents(tmp_path, fails)):
            with pytest.raises(WarehouseError, match=rf"runs\.db.*to {runs.owner()}, .*chown"):
                mending()

    def refused(*_: object) -> None:
        error = sqlite3.OperationalError("unable to open database file")
        error.sqlite_errorcode = sqlite3.SQLITE_CANTOPEN
        raise error

    monkeypatch.setattr(sqlite3, "connect", refused)
    with pytest.raises(WarehouseError, match="Let this user read and write there"), disk_told():
        mend_history(tmp_path)
    assert runs.is_file()


def test_files_in_place_of_the_folders_of_a_history_are_set_aside(tmp_path: Path) -> None:
    (tmp_path / "history").write_bytes(b"")
    (tmp_path / "processes").write_bytes(b"")
    (tmp_path / "schedules").symlink_to(tmp_path / "nowhere")
    assert len(mend_history(tmp_path)) == 3
    assert (tmp_path / "history.damaged").is_file()
