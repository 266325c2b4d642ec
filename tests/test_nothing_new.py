"""Nothing is built where nothing is new; whatever is new, other or damaged is."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import duckdb
import pytest

from sozialraum import nothing_new
from sozialraum.base.project import PROJECT
from sozialraum.base.tables import insert_rows, make_table
from sozialraum.base.warehouse import Warehouse
from sozialraum.declarations import Catalogue
from sozialraum.declarations.catalogue import NO_LAYERS
from sozialraum.declarations.reform import Change, Reforms
from sozialraum.declarations.source import Source
from sozialraum.ingest.connector import LIVE, SNAPSHOT, Answer, Unavailable, Unchanged
from sozialraum.ingest.landing import Landing, LandingStore, Retrieved
from sozialraum.ingest.refresh_day import today
from sozialraum.nothing_new import Asked, brings_nothing, find_made, note_made, read_outside
from sozialraum.publication.last_check import turned_by
from sozialraum.publication.store import DATABASE, Publication, PublicationStore
from sozialraum.publication.version import fingerprint_inputs
from tests.conftest import Refreshed, run_cli

DAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, tzinfo=UTC)
VERSION = f"{DAY}-0123abcd"


@dataclass
class Made:
    """What a refresh left that was told to have ended with a publication."""

    warehouse: Warehouse
    catalogue: Catalogue
    asked: Asked
    outside: str

    def note(self) -> None:
        note_made(self.warehouse, self.catalogue, VERSION, self.asked, self.outside, DAY)

    def found(self, asked: Asked | None = None, *, make_current: bool = False) -> str | None:
        made = find_made(
            self.warehouse, self.catalogue, asked or self.asked, make_current=make_current
        )
        return made.version if made else None


def _publish(store: PublicationStore, version: str) -> Publication:
    part = store.open_version(version)
    part.report.mkdir()
    for path in (part.database, part.report / "bericht.html"):
        path.write_bytes(b"as published")
    lists: dict[str, object] = {"landings": [], "checks": []}
    manifest = {"as_of": version[:10], "published_at": "2026-11-22T06:00:00+00:00", **lists}
    return store.complete(part, manifest)


@pytest.fixture
def made(tmp_path: Path, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> Made:
    # of this process, in which other tests read files that cannot be read
    monkeypatch.setattr("sozialraum.ingest.passing.BROKEN_OFF", [])
    city = replace(catalogue, folder=tmp_path / "city")
    warehouse = Warehouse(tmp_path / "warehouse")
    for path in (
        city.folder / "indicators.yaml",
        city.snapshot_folder / "deaths.csv",
        warehouse.build_database,
        warehouse.landing / "deaths" / "a" / "1.csv",
        warehouse.dropbox / "deaths" / "delivered.xlsx",
    ):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"bytes")
    store = PublicationStore(warehouse)
    store.make_current(_publish(store, VERSION).version)
    asked = Asked(SNAPSHOT, DAY)
    made = Made(warehouse, city, asked, read_outside(city, warehouse, asked))
    made.note()
    return made


def test_the_same_inputs_lead_to_the_publication_that_was_made(made: Made) -> None:
    assert made.found() == VERSION


def test_nothing_is_noted_as_made_that_counts_from_a_later_day_on(made: Made) -> None:
    """A live refresh began before midnight, or a clock was ahead."""
    warehouse, city, asked = made.warehouse, made.catalogue, Asked(LIVE, None)
    now, outside = datetime.now(UTC), read_outside(city, warehouse, asked)
    store = LandingStore(warehouse.landing)

    def is_noted(as_of: date) -> bool:
        warehouse.last_inputs.unlink(missing_ok=True)
        note_made(warehouse, city, VERSION, asked, outside, as_of)
        return find_made(warehouse, city, asked) is not None

    def land(moment: datetime) -> None:
        store.land("deaths", Retrieved("d", "u", str(moment).encode(), moment, "licence"))

    land(now)
    day = today(city)
    assert is_noted(day)
    assert not is_noted(day - timedelta(days=1))
    land(now + timedelta(days=2))
    assert not is_noted(day)


def _add(*parts: str) -> Callable[[Made], None]:
    """Appends a byte to a file of the city or of the warehouse."""

    def change(made: Made) -> None:
        root = made.catalogue.folder if parts[0] == "city" else made.warehouse.root
        path = root.joinpath(*parts[1:])
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab") as file:
            file.write(b"\n")

    return change


def _delete(name: str) -> Callable[[Made], None]:
    return lambda made: (made.warehouse.current / name).unlink()


def _rot(made: Made) -> None:
    """Another byte in the publication, its date and size as they were."""
    path = made.warehouse.current / DATABASE
    before = path.stat()
    path.write_bytes(b"as pUblished")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def _bundled(made: Made) -> None:
    next(made.catalogue.snapshot_folder.glob("*.csv")).unlink()


@pytest.mark.parametrize(
    "change",
    [
        _add("city", "indicators.yaml"),
        _add("city", "registers", "new.csv"),
        _bundled,
        _add("warehouse", "dropbox", "deaths", "delivered.xlsx"),
        _add("warehouse", "dropbox", "deaths", "new.csv"),
        _add("warehouse", "landing", "deaths", "a", "1.csv"),
        _add("warehouse", "build.duckdb"),
        _add("warehouse", "publications", f"{VERSION}.errata.json"),
        _delete("report/bericht.html"),
        _delete("manifest.json"),
        _rot,
        lambda made: made.warehouse.build_database.unlink(),
        lambda made: made.warehouse.current.unlink(),
        lambda made: shutil.rmtree(made.warehouse.publications / VERSION),
        lambda made: made.warehouse.last_inputs.write_bytes(b"[]"),
        lambda made: _publish(PublicationStore(made.warehouse), "2026-10-31-00000000"),
    ],
)
def test_whatever_is_changed_or_damaged_lets_the_chain_run(
    made: Made, change: Callable[[Made], object]
) -> None:
    change(made)
    assert made.found() is None


@pytest.mark.parametrize("place", ["city/registers", "city/snapshot/years"])
def test_what_lies_behind_a_link_to_a_folder_is_noticed(
    made: Made, tmp_path: Path, place: str
) -> None:
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "more").mkdir(parents=True)
    # back to where it is read: endless, if it were followed
    (elsewhere / "more" / "back").symlink_to(elsewhere)
    (elsewhere / "city").symlink_to(made.catalogue.folder)
    link = tmp_path / place
    link.symlink_to(elsewhere)
    made.outside = read_outside(made.catalogue, made.warehouse, made.asked)
    made.note()
    assert made.found() == VERSION
    (elsewhere / "more" / "services.csv").write_bytes(b"edited")
    assert made.found() is None


def test_a_folder_that_may_not_be_listed_is_not_an_empty_one(
    made: Made, closed: Callable[[Path], None]
) -> None:
    folder = made.warehouse.dropbox / "deaths"
    next(folder.iterdir()).unlink()
    made.outside = read_outside(made.catalogue, made.warehouse, made.asked)
    made.note()
    assert made.found() == VERSION
    # nor is one that is not there
    shutil.rmtree(made.warehouse.dropbox)
    assert made.found() == VERSION
    folder.mkdir(parents=True)
    closed(folder)
    assert made.found() is None


def test_other_code_another_day_or_another_source_lets_the_chain_run(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert made.found(Asked(SNAPSHOT, date(2026, 10, 31))) is None
    assert made.found(Asked(LIVE, DAY)) is None
    monkeypatch.setattr(nothing_new, "code_version", lambda _: "another")
    assert made.found() is None


def test_what_was_changed_while_a_refresh_ran_is_not_taken_for_read(made: Made) -> None:
    made.warehouse.last_inputs.unlink()
    _add("city", "indicators.yaml")(made)
    made.note()
    assert made.found() is None


def test_what_was_not_read_for_a_reason_that_may_pass_is_read_again(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    made.warehouse.last_inputs.unlink()
    monkeypatch.setattr("sozialraum.ingest.passing.BROKEN_OFF", ["ended by SIGKILL"])
    made.note()
    assert made.found() is None


def test_an_earlier_day_stays_beside_and_a_later_one_becomes_current_again(made: Made) -> None:
    store = PublicationStore(made.warehouse)
    later = _publish(store, "2026-12-24-00000000")
    made.note()
    store.make_current(later.version)
    assert made.found() == VERSION
    assert made.found(make_current=True) is None
    earlier = _publish(store, "2026-10-31-00000000")
    made.note()
    store.make_current(earlier.version)
    assert made.found() is None


class _Portal:
    """Answers as ``lacking`` says: table -> why it cannot be had; all else is as it is landed."""

    def __init__(self, lacking: Mapping[str, str | None]) -> None:
        self._lacking = lacking

    def ask_ahead(self, source: Source, known: object) -> None: ...

    def retrieve(self, source: Source, known: object, heard: object) -> Iterator[Answer]:
        for table, problem in self._lacking.items():
            if table == source.dataset:
                landing = cast(Landing, SimpleNamespace(dataset_id=table))
                yield (
                    Unchanged(landing, NOW)
                    if problem is None
                    else Unavailable(table, "", NOW, problem, is_stale=True, is_needed=False)
                )

    def close(self) -> None: ...


@pytest.mark.parametrize(
    ("before", "now", "is_known"),
    [
        ({"a": None, "b": "answered 500"}, {"a": None, "b": "answered 500"}, True),
        ({"a": None, "b": "answered 500"}, {"a": None, "b": "answered 503"}, False),
        ({"a": None, "b": "answered 500"}, {"a": None, "b": None}, False),
        ({"a": None, "b": None}, {"a": None, "b": "answered 500"}, False),
        ({"a": None, "b": None}, {"a": None}, False),
        ({"a": None}, {"a": None, "b": None}, False),
    ],
)
def test_a_portal_that_lacks_what_it_lacked_brings_nothing_new(
    made: Made,
    monkeypatch: pytest.MonkeyPatch,
    before: Mapping[str, str | None],
    now: Mapping[str, str | None],
    is_known: bool,
) -> None:
    a, b = (one for one in made.catalogue.sources[:2] if one.delivery == "portal")
    ids = {"a": a.dataset, "b": b.dataset}
    of = {a.dataset: a.id, b.dataset: b.id}
    catalogue = replace(made.catalogue, sources=(a, b), places=NO_LAYERS)
    made.warehouse.build_database.unlink()
    with made.warehouse.connect() as connection:
        for table in ("raw.landing", "raw.retrieval", "raw.layer_state", "declared.erratum"):
            make_table(connection, table)
        connection.execute(
            "CREATE TABLE declared.city AS SELECT DATE '2026-11-22' AS as_of, 'UTC' AS timezone"
        )
        rows = [
            {"source_id": of[ids[one]], "dataset_id": ids[one], "outcome": "x", "problem": problem}
            for one, problem in before.items()
        ]
        insert_rows(connection, "raw.retrieval", rows)
        inputs = fingerprint_inputs(connection, "code")
    publication = replace(
        PublicationStore(made.warehouse).get(VERSION),
        manifest={"code_version": "code", "inputs": inputs},
    )
    portal = _Portal({ids[one]: problem for one, problem in now.items()})
    monkeypatch.setattr(nothing_new, "open_connector", lambda *_: portal)
    monkeypatch.setattr(nothing_new, "turned_by", lambda *_: [])
    monkeypatch.setattr(nothing_new, "rows_begun", lambda *_: None)
    assert brings_nothing(made.warehouse, catalogue, publication, DAY) is is_known
    other = replace(publication, manifest={"code_version": "code", "inputs": "others"})
    assert not brings_nothing(made.warehouse, catalogue, other, DAY)


def test_a_second_refresh_says_in_dagster_that_nothing_is_new(
    refreshed: Refreshed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    warehouse = replace(refreshed.warehouse, root=tmp_path / "warehouse")
    shutil.copytree(refreshed.warehouse.root, warehouse.root, symlinks=True)
    version = warehouse.current.resolve().name
    again = run_cli("refresh", warehouse=warehouse.root)
    assert again.returncode == 0, again.stderr
    assert f"Nothing new: still {version}" in again.stdout + again.stderr
    assert "source/deaths" not in again.stderr
    assert warehouse.current.resolve().name == version
    assert "nothing new" in run_cli("status", warehouse=warehouse.root).stdout
    monkeypatch.setenv("DAGSTER_HOME", str(warehouse.dagster_home))
    from dagster import DagsterInstance

    from orchestration.lib.nothing_new import CHANGES

    with DagsterInstance.get() as instance:
        run, before = instance.get_runs()
        assert (run.job_name, run.is_success) == (before.job_name, True)
        assert run.remote_job_origin == before.remote_job_origin is not None
        (said,) = instance.fetch_observations(CHANGES, limit=5).records
        assert version in str(said.asset_observation.description)


_SAID = """
    CREATE SCHEMA audit; CREATE SCHEMA marts; CREATE SCHEMA declared;
    CREATE TABLE declared.city AS SELECT DATE '2026-11-22' AS as_of;
    CREATE TABLE audit.check_result AS SELECT false AS passed, 'warning' AS severity,
        'raw.cell' AS table_name, 'fetched' AS check_name, NULL::VARCHAR AS published,
        'x' AS observed;
    CREATE TABLE marts.mart_source_status AS
    SELECT *, 'current' AS state, NULL AS data_until, NULL AS fetch_problem
    FROM (VALUES
        ('aged', true, DATE '2026-11-30'), ('fresh', true, DATE '2028-01-01'), ('ended', true, NULL)
    ) AS one (source_id, fresh, expected_until);
    CREATE TABLE marts.dim_service AS
    SELECT unnest([DATE '2026-11-22', DATE '2026-11-23', NULL]) AS ended_on;
    CREATE TABLE marts.mart_evidence AS
    SELECT unnest([DATE '2026-11-21', DATE '2026-12-02']) AS counts_until;
    CREATE TABLE marts.mart_plan_review AS
    SELECT DATE '2026-12-31' AS period_until, 'not_begun' AS validity;
"""


@pytest.mark.parametrize(
    ("day", "turned"),
    [
        ("2026-11-22", []),
        ("2026-11-23", ["1 services have ended"]),
        ("2026-11-30", ["1 services have ended"]),
        (
            "2026-12-02",
            ["no longer up to date: aged", "1 services have ended", "plans had not begun"],
        ),
        (
            "2027-01-01",
            [
                "no longer up to date: aged", "another year has begun", "1 services have ended",
                "1 statements count no longer", "1 plans have expired", "plans had not begun",
                "areas are cut otherwise",
            ],
        ),
        ("2026-11-01", []),
    ],
)  # fmt: skip
def test_what_turns_with_the_day_is_new_though_nothing_has_come(
    tmp_path: Path, day: str, turned: list[str]
) -> None:
    with duckdb.connect(tmp_path / "a.duckdb") as connection:
        connection.execute(_SAID)
    change = Change("a:1", "a:2", 1.0, date(2027, 1, 1), None, "areas.yaml:1")
    reforms = Reforms((change,))
    said = turned_by(str(tmp_path / "a.duckdb"), reforms, date.fromisoformat(day))
    assert said == turned


def test_pandas_is_not_loaded_to_see_that_nothing_is_new(tmp_path: Path) -> None:
    """DuckDB loads it with the first parameter of a query, in longer than all queries take."""
    database = tmp_path / "a.duckdb"
    with duckdb.connect(database) as connection:
        connection.execute(_SAID)
    code = (
        "import sys; from datetime import date; from pathlib import Path\n"
        "from sozialraum.audit.matters import matters_of\n"
        "from sozialraum.declarations.reform import Reforms\n"
        "from sozialraum.publication.last_check import turned_by\n"
        f"assert turned_by({str(database)!r}, Reforms(), date(2026, 11, 22)) == []\n"
        f"assert len(matters_of(Path({str(database)!r}))) == 1\n"
        "print('pandas' in sys.modules)"
    )
    said = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    assert said.stdout == "False\n"
