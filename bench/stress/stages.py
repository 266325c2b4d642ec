"""Single stages of a refresh, killed at a random moment: what is left is whole, work goes on."""

import os
import random
import shutil
import signal
import subprocess
import time
import traceback
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from bench.stress import inputs
from bench.stress.trial import BY_HAND, INVALID, READ_ERROR, TRACEBACK, WRONG, FoundError
from bench.stress.workspace import one_of_both, program
from sozialraum.base.warehouse import Warehouse
from sozialraum.ingest.landing import LandingStore, Retrieved
from sozialraum.ingest.office.delivered import load_delivered
from sozialraum.ingest.office.dropbox import Delivery, Withdrawal
from sozialraum.ingest.raw import load, prepare_raw
from sozialraum.ingest.wire import check_wire_format
from sozialraum.publication.copying import copy_marts
from sozialraum.publication.store import REPORT, PublicationStore
from sozialraum.registers.loading import (
    fingerprint,
    land_register,
    load_register,
    prepare_registers,
)
from sozialraum.registers.validation import check_register
from sozialraum.social_index.city import write_index
from sozialraum.statistics.pandemic import write_fits
from sozialraum.verification import verify

DAY = datetime(2026, 11, 22, tzinfo=UTC)


def in_child(work: Callable[[], object]) -> int:
    """Starts ``work`` in a process of its own; its output is nobody's."""
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    return child


def checked_apart(work: Callable[[], object]) -> None:
    """Does ``work`` in a process of its own, and raises here what it raised there."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        with os.fdopen(writing, "w") as out:
            try:
                work()
            except FoundError as found:
                print(f"{found.kind}\n{found.text}", file=out)
            except BaseException as error:
                print(f"{TRACEBACK}\n{error}: {traceback.format_exc()[-1500:]}", file=out)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as out:
        said = out.read()
    _, status = os.waitpid(child, 0)
    if status and not said:
        said = f"{TRACEBACK}\nthe check ended with {os.waitstatus_to_exitcode(status)}"
    if said:
        kind, _, text = said.partition("\n")
        raise FoundError(kind, text)


@dataclass(frozen=True)
class Stage:
    """``prepare``: once per folder. ``work``: what is killed, begun again with each kill.
    ``check``: what has to hold after a kill; works on, too. ``span``: seconds until the kill."""

    prepare: Callable[[Warehouse, Path], None]
    work: Callable[[Warehouse, random.Random], None]
    check: Callable[[Warehouse], None]
    span: float

    def attempt(self, name: str) -> Callable[[Path, random.Random], str]:
        def kill(workspace: Path, chance: random.Random) -> str:
            warehouse = Warehouse(workspace / "stages" / name)
            prepared = warehouse.root / f"prepared-{program()}"
            if not prepared.exists():
                shutil.rmtree(warehouse.root, ignore_errors=True)
                warehouse.root.mkdir(parents=True)
                checked_apart(lambda: self.prepare(warehouse, workspace / "base"))
                prepared.touch()
            child = in_child(lambda: self.work(warehouse, chance))
            time.sleep(chance.uniform(0.005, self.span))
            os.kill(child, signal.SIGKILL)
            _, status = os.waitpid(child, 0)
            checked_apart(lambda: self.check(warehouse))
            return "killed" if os.WIFSIGNALED(status) else "ended before the kill"

        return kill


# --- landing ----------------------------------------------------------------------------------


def _nothing(*_: object) -> None:
    pass


def _land(warehouse: Warehouse, chance: random.Random, times: int = 10_000) -> None:
    store = LandingStore(warehouse.landing)
    for _ in range(times):
        content = chance.randbytes(chance.choice([20, 2_000, 200_000, 2_000_000]))
        store.land(
            "unemployed", Retrieved("table", "", content, datetime.now(UTC), "licence", etag="a")
        )


def _check_landings(warehouse: Warehouse) -> None:
    store = LandingStore(warehouse.landing)
    for source in (path.name for path in warehouse.landing.glob("*")):
        for landing in store.vintages(source):
            if not landing.is_intact:
                raise FoundError(INVALID, f"{landing.path} is not what its record says")
    _land(warehouse, random.Random(1), times=1)
    damages = verify(warehouse).damages
    if damages:
        raise FoundError(INVALID, f"after going on: {damages[0]}")
    # thousands of landings would only make checking slow
    if len(list(warehouse.landing.rglob("*.json"))) > 60:
        shutil.rmtree(warehouse.landing)


# --- loading ----------------------------------------------------------------------------------


@contextmanager
def _told(warehouse: Warehouse):  # type: ignore[no-untyped-def]
    warehouse.free_build(lambda _: None)
    with warehouse.connect() as connection:
        yield connection


def _load_raw(warehouse: Warehouse, chance: random.Random) -> None:
    city = inputs.catalogue()
    sources = [one for one in city.sources if one.delivery == "portal"]
    with _told(warehouse) as connection:
        prepare_raw(connection, city.source_ids)
    while True:
        source = chance.choice(sources)
        path = chance.choice(inputs.bundled(source))
        landing = inputs.landing_of(source.id, path.stem)
        checked = check_wire_format(source, landing, path.read_bytes())
        with _told(warehouse) as connection:
            load(connection, source, checked)


def _check_cells(warehouse: Warehouse) -> None:
    with _told(warehouse) as connection:
        prepare_raw(connection, inputs.catalogue().source_ids)
        loaded = connection.execute(
            "SELECT source_id, dataset_id, landing_id, file_rows FROM raw.loaded"
        ).fetchall()
        for source_id, dataset, landing_id, rows in loaded:
            if source_id.startswith("register_"):
                continue
            measures = len(inputs.catalogue().source(source_id).measures)
            (found,) = connection.execute(
                "SELECT count(*) FROM raw.cell WHERE source_id = ? AND dataset_id = ? "
                "AND landing_id = ?",
                [source_id, dataset, landing_id],
            ).fetchone()
            if found != rows * measures:
                raise FoundError(WRONG, f"{source_id}/{dataset}: {found} cells of {rows} rows")
        stray = connection.execute(
            "SELECT DISTINCT source_id FROM raw.cell ANTI JOIN raw.loaded "
            "USING (source_id, dataset_id, landing_id)"
        ).fetchall()
        if stray:
            raise FoundError(WRONG, f"cells of what is not loaded: {stray}")


def _load_registers(warehouse: Warehouse, chance: random.Random) -> None:
    city, words = inputs.catalogue(), inputs.catalogue().city.words
    store = LandingStore(warehouse.landing)
    with _told(warehouse) as connection:
        prepare_raw(connection, city.source_ids)
        prepare_registers(connection, city.registers)
    while True:
        register = chance.choice(city.registers)
        landing, _ = land_register(store, city, register, DAY)
        found = check_register(city, register, landing.content(), inputs.areas(), DAY.date())
        told = fingerprint(city, register, inputs.areas(), DAY.date())
        with _told(warehouse) as connection:
            load_register(connection, landing, found, told, words)


def _check_registers(warehouse: Warehouse) -> None:
    _check_landings_only(warehouse)
    with _told(warehouse) as connection:
        prepare_raw(connection, inputs.catalogue().source_ids)
        prepare_registers(connection, inputs.catalogue().registers)
        for source_id, expected, found in connection.execute(
            "SELECT source_id, file_rows, (SELECT count(*) FROM raw.register_row AS row "
            "WHERE row.source_id = loaded.source_id AND row.landing_id = loaded.landing_id) "
            "FROM raw.loaded AS loaded"
        ).fetchall():
            if expected != found:
                raise FoundError(WRONG, f"{source_id}: {found} rows of {expected}")


def _check_landings_only(warehouse: Warehouse) -> None:
    damages = verify(warehouse).damages
    if damages:
        raise FoundError(INVALID, str(damages[0]))


def _load_office(warehouse: Warehouse, chance: random.Random) -> None:
    city, words = inputs.catalogue(), inputs.catalogue().city.words
    store = LandingStore(warehouse.landing)
    with _told(warehouse) as connection:
        prepare_raw(connection, city.source_ids)
        connection.execute("CREATE SCHEMA IF NOT EXISTS audit")
    sources = [one for one in city.sources if one.delivery == "office"]
    for number in range(1000):
        source = chance.choice(sources)
        path = warehouse.root / f"{source.id}-{os.getpid()}-{number}.xlsx"
        path.write_bytes(inputs.workbook(warehouse.root, source.id) + bytes(number % 3))
        with _told(warehouse) as connection:
            load_delivered(
                connection, source, store, [Delivery(source, path)], Withdrawal((), ()),
                lambda _: True, words,
            )  # fmt: skip
        path.unlink()


def _check_office(warehouse: Warehouse) -> None:
    for path in warehouse.root.glob("*-*-*.xlsx"):
        path.unlink()
    _check_landings_only(warehouse)
    _check_cells(warehouse)
    if len(list(warehouse.landing.rglob("*.json"))) > 40:
        shutil.rmtree(warehouse.landing)
        warehouse.build_database.unlink()


# --- statistics -------------------------------------------------------------------------------


def _copy_build(warehouse: Warehouse, base: Path) -> None:
    shutil.copy(base / "build.duckdb", warehouse.build_database)


def _compute(warehouse: Warehouse, _: random.Random) -> None:
    with _told(warehouse) as connection:
        write_fits(connection)
        write_index(connection, inputs.catalogue().social_index)


def _statistics(warehouse: Warehouse) -> list[object]:
    with warehouse.connect(read_only=True) as connection:
        return [
            connection.execute(
                f"SELECT count(*), bit_xor(hash(one)) FROM statistics.{table} AS one"
            ).fetchone()
            for table in ("pandemic_fit", "social_index")
        ]


def _check_statistics(warehouse: Warehouse) -> None:
    base = Warehouse(warehouse.root.parents[1] / "base")
    _compute(warehouse, random.Random(0))
    if _statistics(warehouse) != _statistics(base):
        raise FoundError(WRONG, "statistics computed again differ from those before the kill")


# --- publication ------------------------------------------------------------------------------


def publish(warehouse: Warehouse, base: Path, version: str) -> None:
    """The last steps of a refresh, with an empty page in place of the report."""
    store = PublicationStore(warehouse)
    publication = store.open_version(version)
    if not publication.is_complete:
        copy_marts(base / "build.duckdb", publication)
        page = publication.folder / REPORT
        page.parent.mkdir(exist_ok=True)
        page.touch()
        manifest = {
            "as_of": version[:10], "published_at": datetime.now(UTC).isoformat(),
            "edition": version[:7], "inputs": version, "landings": [], "checks": [],
        }  # fmt: skip
        store.complete(publication, manifest)
    store.make_current(version)


def _publish(warehouse: Warehouse, chance: random.Random) -> None:
    base = warehouse.root.parents[1] / "base"
    while True:
        publish(warehouse, base, f"2026-11-22-{chance.randrange(16**8):08x}")


def check_publications(warehouse: Warehouse) -> None:
    damages = verify(warehouse).damages
    if damages:
        raise FoundError(INVALID, str(damages[0]))


def _check_publication(warehouse: Warehouse) -> None:
    check_publications(warehouse)
    current = PublicationStore(warehouse).current()
    for folder in warehouse.publications.iterdir():
        if current is None or folder.name != current.version:
            shutil.rmtree(folder)


def _two_publications(warehouse: Warehouse, base: Path) -> None:
    for version in ("2026-11-22-00000001", "2026-11-22-00000002"):
        publish(warehouse, base, version)


def _swap(warehouse: Warehouse, _: random.Random) -> None:
    store = PublicationStore(warehouse)
    while True:
        for number in (1, 2):
            store.make_current(f"2026-11-22-0000000{number}")


def _check_swap(warehouse: Warehouse) -> None:
    current = PublicationStore(warehouse).current()
    if current is None or not current.is_complete:
        raise FoundError(INVALID, "current leads to no publication")
    check_publications(warehouse)
    PublicationStore(warehouse).make_current("2026-11-22-00000001")


STAGES = {
    "landing": Stage(_nothing, _land, _check_landings, 0.3),
    "raw": Stage(_nothing, _load_raw, _check_cells, 0.5),
    "registers": Stage(_nothing, _load_registers, _check_registers, 0.6),
    "office files": Stage(_nothing, _load_office, _check_office, 2.0),
    "statistics": Stage(_copy_build, _compute, _check_statistics, 2.0),
    "publication": Stage(_nothing, _publish, _check_publication, 2.0),
    "swap": Stage(_two_publications, _swap, _check_swap, 0.3),
}


# --- publications and rollbacks under readers ---------------------------------------------------

READERS = 4


def publish_under_readers(workspace: Path, chance: random.Random) -> str:
    """20 publications and 4 rollbacks while 4 processes read what is current without a pause."""
    place = one_of_both(workspace, chance)
    warehouse, base = Warehouse(place / "read"), place / "base"
    shutil.rmtree(warehouse.root, ignore_errors=True)
    checked_apart(lambda: publish(warehouse, base, "2026-11-21-00000000"))
    log = warehouse.root / "readers"
    log.mkdir()
    readers = [in_child(lambda n=n: _read_on(warehouse, log / str(n))) for n in range(READERS)]  # type: ignore[misc]
    reads = 0
    try:
        for number in range(20):
            version = f"2026-11-22-{number:08x}"
            checked_apart(lambda v=version: publish(warehouse, base, v))  # type: ignore[misc]
            if number % 5 == 4:
                back = f"2026-11-22-{chance.randrange(number):08x}"
                checked_apart(lambda v=back: PublicationStore(warehouse).make_current(v))  # type: ignore[misc]
    finally:
        for reader in readers:
            os.kill(reader, signal.SIGKILL)
            os.waitpid(reader, 0)
    for path in log.iterdir():
        lines = path.read_text().splitlines()
        reads += sum(line == "read" for line in lines)
        errors = [line for line in lines if line not in ("read", "")]
        if errors:
            raise FoundError(READ_ERROR, errors[0])
    checked_apart(lambda: check_publications(warehouse))
    shutil.rmtree(warehouse.root)
    if reads < 20:
        raise FoundError(BY_HAND, f"only {reads} reads: the readers did not read")
    return "20 published, 4 rolled back"


def _read_on(warehouse: Warehouse, log: Path) -> None:
    expected: set[object] = set()
    with log.open("w", buffering=1) as out:
        while True:
            try:
                with duckdb.connect(warehouse.current / "sozialraum.duckdb", read_only=True) as one:
                    row = one.execute("SELECT count(*), sum(value) FROM marts.mart_need").fetchone()
                    tables = one.execute("SELECT count(*) FROM duckdb_tables()").fetchone()
                expected.add((row, tables))
                print("read" if len(expected) == 1 else f"other figures: {expected}", file=out)
            except Exception as error:
                print(f"{type(error).__name__}: {error}".replace("\n", " "), file=out)
            time.sleep(0.01)


# --- a full disk --------------------------------------------------------------------------------


def full_disk(workspace: Path, chance: random.Random) -> str:
    """All stages on a disk of a random size; then the same with room."""
    place = workspace / "disk"
    place.mkdir(exist_ok=True)
    size = chance.choice([200, 2_000, 8_000, 40_000, 90_000, 120_000]) + chance.randrange(2_000)
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}k", "tmpfs", str(place)], capture_output=True
    )
    if done.returncode:
        return "not tried: no tmpfs here"
    warehouse = Warehouse(place / "warehouse")
    try:
        said = ""
        try:
            checked_apart(lambda: _through(warehouse, workspace / "base", chance))
        except FoundError as found:
            said = found.text
            if not any(one in said for one in ("space left", "disk", "could not be written")):
                raise
        checked_apart(lambda: check_publications(warehouse))
        subprocess.run(["mount", "-o", "remount,size=900m", str(place)], check=True)
        checked_apart(lambda: _through(warehouse, workspace / "base", chance))
        checked_apart(lambda: check_publications(warehouse))
        return "full, then went on" if said else "had room"
    finally:
        subprocess.run(["umount", "-l", str(place)], check=False)


def _through(warehouse: Warehouse, base: Path, chance: random.Random) -> None:
    """One round of each stage, as far as there is room."""
    warehouse.root.mkdir(parents=True, exist_ok=True)
    _land(warehouse, chance, times=3)
    city = inputs.catalogue()
    with _told(warehouse) as connection:
        prepare_raw(connection, city.source_ids)
        for source in [one for one in city.sources if one.delivery == "portal"][:6]:
            path = max(inputs.bundled(source))
            landing = inputs.landing_of(source.id, path.stem)
            load(connection, source, check_wire_format(source, landing, path.read_bytes()))
    publish(warehouse, base, f"2026-11-22-{chance.randrange(16**8):08x}")
