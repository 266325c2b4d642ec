"""What was never published is no vintage: neither a revision nor another version."""

import hashlib
import json
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import duckdb
import pytest
from dagster import materialize

from sozialraum.base.tables import insert_rows
from sozialraum.base.warehouse import Warehouse
from sozialraum.declarations import Catalogue, load_catalogue
from sozialraum.declarations.periods import read_period
from sozialraum.ingest.landing import Landing
from sozialraum.ingest.raw import prepare_raw
from sozialraum.ingest.succession import record_published, record_vintages
from sozialraum.publication.errata import WrongFile, add_erratum, now_noted, proved_wrong
from sozialraum.publication.seen import published_landings
from sozialraum.publication.store import PublicationStore
from sozialraum.publication.version import fingerprint_inputs
from tests.conftest import Refreshed, newest_file

Connection = duckdb.DuckDBPyConnection
FIRST = datetime(2026, 1, 1, tzinfo=UTC)
SOURCE = "employees"
Ingest = Callable[[], tuple[str, list[tuple[object, ...]]]]
_month = partial(read_period, "month")


def _as_published(row: tuple[object, ...]) -> tuple[object, ...]:
    """Moments are published in UTC, without time zone."""
    return tuple(
        one.astimezone(UTC).replace(tzinfo=None) if isinstance(one, datetime) else one
        for one in row
    )


@pytest.fixture
def connection() -> Iterator[Connection]:
    with duckdb.connect() as opened:
        prepare_raw(opened, ["s"])
        yield opened


def _landed(number: int, content: str, dataset: str = "t") -> Landing:
    return Landing(
        content, "s", dataset, "", Path(f"landing/s/{dataset}/{content}"),
        FIRST + timedelta(days=number), 1, "", None, None, None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("came", "counting"),
    [
        # a star: published; a question mark: cannot be read; behind a colon the file's name
        ("A* B A", "A0"),
        ("A* B C", "A0 C2"),
        ("A* B* A", "A0 B1 A2"),
        ("A B", "B1"),
        ("A* B", "A0 B1"),
        # what cannot be read takes no place, published or not
        ("A B?", "A0 B1"),
        ("A B? C?", "A0 C2"),
        # a yearly series has tables that do not concern each other
        ("A:x* A:y* B:x A:x", "A0 A1"),
        ("A:x* A:y* B:x A:x B:y", "A0 A1 B4"),
    ],
)
def test_the_published_and_the_newest_landings_count(
    connection: Connection, came: str, counting: str
) -> None:
    landings = []
    for number, said in enumerate(came.split()):
        content, _, dataset = said.rstrip("*?").partition(":")
        landing = _landed(number, content, dataset or "t")
        landings.append(landing)
        if said.endswith("*"):
            row = {"source_id": "s", "dataset_id": landing.dataset_id}
            row |= {"retrieved_at": landing.retrieved_at}  # type: ignore[dict-item]
            insert_rows(connection, "raw.published_landing", [row])
        if not said.endswith("?"):
            _load(connection, landing)
    found = record_vintages(connection, "s", landings, lambda one: True)
    assert [f"{one.landing_id}{(one.retrieved_at - FIRST).days}" for one in found] == (
        counting.split()
    )
    recorded = connection.execute("select landing_id from raw.landing order by retrieved_at")
    assert [one for (one,) in recorded.fetchall()] == [one.landing_id for one in found]


def _load(connection: Connection, landing: Landing, *periods: str) -> None:
    key = {
        "source_id": landing.source_id,
        "dataset_id": landing.dataset_id,
        "landing_id": landing.landing_id,
    }
    insert_rows(connection, "raw.loaded", [key])
    cells = [{**key, "period_labels": {"label": period}} for period in periods]
    insert_rows(connection, "raw.cell", cells)


def test_a_delivery_that_speaks_of_another_period_is_not_superseded(
    connection: Connection,
) -> None:
    # an office keeps to one name, and no month was published yet
    files = {"june": "Juni 2025", "wrong": "Juli 2025", "july": "07/2025"}
    landings = []
    for number, (content, period) in enumerate(files.items()):
        landings.append(_landed(number, content))
        _load(connection, landings[-1], period)
    found = record_vintages(connection, "s", landings, lambda one: True, _month)
    assert [one.landing_id for one in found] == ["june", "july"]


def test_of_two_files_with_one_figure_the_younger_counts_also_when_it_came_before(
    connection: Connection,
) -> None:
    record_published(connection, [("s", "t", FIRST), ("s", "other", FIRST + timedelta(days=1))])
    landings = [_landed(0, "A"), _landed(1, "B", "other"), _landed(2, "wrong"), _landed(3, "A")]
    for landing in landings:
        _load(connection, landing, "Juni 2025")
    found = record_vintages(connection, "s", landings, lambda one: True, _month)
    assert [one.landing_id for one in found] == ["A", "B", "A"]


def test_what_takes_the_place_of_a_file_that_proved_wrong_was_published(
    connection: Connection,
) -> None:
    record_published(connection, [("s", "t", FIRST), ("s", "t", FIRST + timedelta(days=2))])
    # the second was stopped by a check, the third was mended, published, and wrong in its turn
    landings = [_landed(0, "A"), _landed(1, "stopped"), _landed(2, "wrong")]
    for landing in landings:
        _load(connection, landing)

    def is_wrong(landing: Landing) -> bool:
        return landing.landing_id == "wrong"

    found = record_vintages(connection, "s", landings, lambda one: True, proved_wrong=is_wrong)
    assert [one.landing_id for one in found] == ["A"]


def test_what_was_not_known_on_the_day_does_not_count(connection: Connection) -> None:
    landings = [_landed(0, "A"), _landed(1, "B"), _landed(2, "C")]
    day = landings[1].retrieved_at
    found = record_vintages(connection, "s", landings, lambda one: one.retrieved_at <= day)
    assert [one.landing_id for one in found] == ["B"]


def test_what_was_published_is_read_from_the_manifests(tmp_path: Path) -> None:
    warehouse = Warehouse(tmp_path)

    def publish(version: str, number: int, day: int) -> None:
        moment = f"2026-01-0{day} 01:00:00+01:00"
        landing = {"source_id": "s", "dataset_id": "t", "landing_id": "A", "retrieved_at": moment}
        manifest = {"version": version, "as_of": version[:10], "landings": [landing]}
        published_at = f"2026-03-0{day} 01:00:00+01:00"
        manifest |= {"number": number, "published_at": published_at, "files": {}, "checks": []}
        (warehouse.publications / version).mkdir(parents=True)
        (warehouse.publications / version / "manifest.json").write_text(json.dumps(manifest))

    publish("2026-01-31-a", 1, 1)
    publish("2026-02-28-b", 2, 2)
    # for a day before, beside the current one
    publish("2026-01-31-c", 3, 3)
    (warehouse.publications / "2026-03-31-d").mkdir()
    (warehouse.publications / "2026-03-31-d" / "manifest.json").write_bytes(b'{"version')
    moments = sorted(moment for _, _, moment in published_landings(PublicationStore(warehouse)))
    assert moments == [FIRST, FIRST + timedelta(days=1)]


@pytest.fixture
def ingest(
    refreshed: Refreshed,
    catalogue: Catalogue,
    city_copy: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Ingest:
    """Reads the source again, in a warehouse in which the bundled figures are published, without
    the build database, which may be deleted at any time; what its publication would be made of."""
    from orchestration.defs.ingest.declarations import DECLARATIONS, declarations
    from orchestration.defs.ingest.portal import source_assets
    from orchestration.defs.ingest.skeleton import source_key
    from orchestration.defs.resources import RefreshResource

    warehouse = Warehouse(tmp_path / "warehouse")
    for folder in ("landing", "publications"):
        shutil.copytree(refreshed.warehouse.root / folder, warehouse.root / folder)
    monkeypatch.setenv("SOZIALRAUM_CITY", str(city_copy))
    monkeypatch.setenv("SOZIALRAUM_WAREHOUSE", str(warehouse.root))

    def again() -> tuple[str, list[tuple[object, ...]]]:
        done = materialize(
            [declarations, *source_assets(catalogue)],
            selection=[DECLARATIONS, source_key(SOURCE)],
            resources={"refresh": RefreshResource()},
        )
        assert done.success
        with warehouse.connect(read_only=True) as connection:
            landed = connection.execute(
                f"from raw.landing where source_id = '{SOURCE}' order by all"
            ).fetchall()
            return fingerprint_inputs(connection, "code"), [_as_published(row) for row in landed]

    return again


def test_a_bad_file_between_two_equal_ones_leaves_no_trace_in_what_is_published(
    refreshed: Refreshed, city_copy: Path, ingest: Ingest
) -> None:
    before = ingest()
    assert before[1] == refreshed.published_rows(
        f"from raw.landing where source_id = '{SOURCE}' order by all"
    )
    path = newest_file(load_catalogue(city_copy), SOURCE)
    good = path.read_bytes()
    path.write_bytes(good.replace(b"1", b"l", 1))
    stopped = ingest()
    assert stopped[0] != before[0]
    path.write_bytes(good)
    assert ingest() == before


def _with_last_digit(content: bytes, digit: bytes) -> bytes:
    return re.sub(rb"\d(\D*)$", digit + rb"\1", content)


def test_a_slip_in_the_name_of_a_table_leaves_no_figures_behind_once_it_is_mended(
    catalogue: Catalogue, city_copy: Path, ingest: Ingest
) -> None:
    landings = ingest()[1]
    dataset, settings = catalogue.source(SOURCE).dataset, city_copy / "sources.yaml"
    path, text = newest_file(load_catalogue(city_copy), SOURCE), settings.read_text("utf-8")
    sibling = path.with_name(path.name.replace("_", "-", 1))
    sibling.write_bytes(_with_last_digit(path.read_bytes(), b"3"))
    settings.write_text(text.replace(f"dataset: {dataset}", f"dataset: {sibling.stem}"), "utf-8")
    slipped = ingest()[1]
    assert [sibling.stem in row for row in slipped] == [True]
    settings.write_text(text, "utf-8")
    assert ingest()[1] == landings


def test_of_a_file_that_proved_wrong_the_one_before_takes_the_place(
    city_copy: Path, tmp_path: Path, ingest: Ingest, capfd: pytest.CaptureFixture[str]
) -> None:
    landings = ingest()[1]
    path = newest_file(load_catalogue(city_copy), SOURCE)
    good = path.read_bytes()
    path.write_bytes(_with_last_digit(good, b"3"))
    (wrong,) = set(ingest()[1]).difference(landings)
    (landing_id,) = {hashlib.sha256(path.read_bytes()).hexdigest()}.intersection(wrong)
    store = PublicationStore(Warehouse(tmp_path / "warehouse"))
    file = WrongFile(SOURCE, path.stem, str(landing_id))
    add_erratum(store, now_noted(store.versions()[-1], "a column was moved", FIRST, [file]))
    assert proved_wrong(store) == {file}
    # whatever comes of other sources, and as often as the provider sends it
    assert ingest()[1] == landings
    # saved again in other bytes; what it is replaced by is told, and that the source is stale
    wrong_bytes = path.read_bytes()
    ends = (b"\r\n", b"\n") if b"\r\n" in good else (b"\n", b"\r\n")
    for again, said in (
        (wrong_bytes, "which differs from it in 1 rows"),
        (wrong_bytes.replace(*ends), "says again all that"),
    ):
        path.write_bytes(again)
        assert ingest()[1] == landings
        assert said in capfd.readouterr().err
        with Warehouse(tmp_path / "warehouse").connect(read_only=True) as connection:
            (asked,) = connection.execute(
                "select outcome, problem from raw.retrieval where source_id = ?", [SOURCE]
            ).fetchall()
        assert asked[0] == "unavailable"
        assert said in asked[1]
    # one that differs in a figure may have been mended
    row, _, rest = wrong_bytes.partition(b"\n")[2].partition(b"\n")
    header = wrong_bytes.partition(b"\n")[0]
    path.write_bytes(b"\n".join([header, _with_last_digit(row, b"0"), rest]))
    assert path.read_bytes() != wrong_bytes
    assert ingest()[1] != landings
    path.write_bytes(_with_last_digit(good, b"4"))
    (mended,) = set(ingest()[1]).difference(landings)
    assert landing_id not in mended
