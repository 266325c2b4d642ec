"""Whole refreshes, of the bundled city and of a small one: killed, and over damaged files."""

import os
import random
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from bench.compare import differences
from bench.stress.stages import checked_apart
from bench.stress.trial import BY_HAND, WRONG, FoundError
from bench.stress.workspace import (
    city_of,
    command,
    copy_of,
    ended,
    one_of_both,
    refreshed,
    sound,
    took,
)
from sozialraum.base.files import remove

# --- kills ------------------------------------------------------------------------------------


def killed_refresh(workspace: Path, chance: random.Random) -> str:
    """Kills a refresh at a random moment; the next one has to end well. Half of the time that one
    is killed in its turn, by the next trial, on what this one left."""
    place = one_of_both(workspace, chance)
    warehouse = place / "killed" / "warehouse"
    if not warehouse.exists():
        copy_of(place, "killed")
    # how long one takes with what runs beside the bench: the one before knows
    before = place / "killed" / "took"
    span = float((before if before.exists() else took(place)).read_text())
    while not _killed(warehouse, city := _another(place, chance), chance.uniform(0.2, span)):
        pass
    checked_apart(lambda: sound(warehouse))
    code, output = ended(command("status", warehouse=warehouse, city=city), 60)
    if code:
        raise FoundError(BY_HAND, f"status after a kill ended with {code}: {output[-800:]}")
    if chance.random() < 0.5:
        return "killed, the next one, too"
    began = time.monotonic()
    code, output = refreshed(warehouse, city)
    if code:
        raise FoundError(BY_HAND, f"the next refresh ended with {code}: {output[-1500:]}")
    before.write_text(str(time.monotonic() - began))
    checked_apart(lambda: sound(warehouse))
    return "killed, recovered"


def _another(place: Path, chance: random.Random) -> Path:
    return city_of(place, "killed", f"trial {chance.random()}")


def _killed(warehouse: Path, city: Path, seconds: float) -> bool:
    """Whether a refresh was killed after so long; not if it had ended by then."""
    process = command("refresh", warehouse=warehouse, city=city)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        return True
    finally:
        process.communicate()
    return False


# --- damaged files ----------------------------------------------------------------------------


def _some(*patterns: str) -> Callable[[Path, random.Random], Path | None]:
    def choose(warehouse: Path, chance: random.Random) -> Path | None:
        found = sorted(path for pattern in patterns for path in warehouse.glob(pattern))
        return chance.choice(found) if found else None

    return choose


FILES: dict[str, Callable[[Path, random.Random], Path | None]] = {
    "build database": _some("build.duckdb"),
    "landing": _some("landing/*/*/*.csv"),
    "landing's record": _some("landing/*/*/*.json"),
    "run history": _some("dagster/history/**/*.db", "dagster/schedules/*.db"),
    "orchestrator's home": _some("dagster/dagster.yaml", "dagster/history", "dagster/storage"),
    "parsed project": _some("dbt_target/*.json", "dbt_target/*.msgpack", "dbt_target/*.sha256"),
    "data docs": _some("data_docs/*"),
    "manifest": _some("publications/*/manifest.json"),
    "published database": _some("publications/*/sozialraum.duckdb"),
    "published file": _some("publications/*/parquet/*", "publications/*/report/*"),
    "link to the current": _some("current"),
    "last attempt": _some("last_attempt.json"),
    "last check": _some("last_check.json", "last_inputs.json", "last_attempt.json"),
    "city of the warehouse": _some("city"),
    "lock": _some(".lock", ".writer"),
}


def _emptied(path: Path, _: random.Random) -> None:
    path.write_bytes(b"")


def _cut(path: Path, chance: random.Random) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: chance.randrange(len(content) + 1)])


def _flipped(path: Path, chance: random.Random) -> None:
    content = bytearray(path.read_bytes())
    for _ in range(chance.choice([1, 20])):
        if content:
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    path.write_bytes(content)


def _junk(path: Path, chance: random.Random) -> None:
    path.write_bytes(chance.choice([b"null", b"[]", b"{}", b"\xff\xfe\0", chance.randbytes(900)]))


def _gone(path: Path, _: random.Random) -> None:
    path.unlink()


def _folder(path: Path, _: random.Random) -> None:
    path.unlink()
    path.mkdir()


def _link(path: Path, _: random.Random) -> None:
    path.unlink()
    path.symlink_to("/etc/hostname")


DAMAGES = (_emptied, _cut, _flipped, _flipped, _junk, _gone, _folder, _link)


def damaged_warehouse(workspace: Path, chance: random.Random) -> str:
    """Damages one to three files; the refresh goes on, or says which file is in its way."""
    place = one_of_both(workspace, chance)
    warehouse = copy_of(place, "damaged")
    done = []
    for name in chance.sample(sorted(FILES), chance.choice([1, 1, 2, 3])):
        path = FILES[name](warehouse, chance)
        if path is None or not os.path.lexists(path):
            continue
        damage = chance.choice(DAMAGES)
        if path.is_dir():
            remove(path)
            if damage is _junk:
                path.write_bytes(b"junk")
        else:
            damage(path, chance)
        done.append((name, damage.__name__.strip("_"), path))
    city = city_of(place, "damaged", "again") if chance.random() < 0.5 else place / "declared"
    told = ", ".join(f"{name} {what}" for name, what, _ in done)
    try:
        return _after_damage(warehouse, city, [path for *_, path in done])
    except FoundError as found:
        raise FoundError(found.kind, f"{told}: {found.text}") from None


def _after_damage(warehouse: Path, city: Path, damaged: list[Path]) -> str:
    code, output = refreshed(warehouse, city)
    if code:
        # lines may end within a path
        said = "".join(output.split())
        if not any(str(path) in said for path in damaged):
            raise FoundError(BY_HAND, f"ended with {code}, no damaged file named: {output[-1500:]}")
        # what was named is put aside, as the message says or a person would
        for path in damaged:
            if os.path.lexists(path) and str(path) in said:
                remove(path)
        code, output = refreshed(warehouse, city)
        if code:
            raise FoundError(BY_HAND, f"ended with {code} once more: {output[-1500:]}")
        outcome = "named, then went on"
    else:
        outcome = "went on"
    ended(command("status", warehouse=warehouse, city=city), 60)
    checked_apart(lambda: sound(warehouse))
    checked_apart(lambda: _same_figures(warehouse))
    return outcome


def _same_figures(warehouse: Path) -> None:
    """The inputs are those of the base: so are the figures."""
    base = warehouse.parents[1] / "base" / "current" / "sozialraum.duckdb"
    found = [
        line
        for line in differences(base, warehouse / "current" / "sozialraum.duckdb")
        if line.startswith(("fct_", "mart_need:", "mart_coverage:", "mart_revision:"))
    ]
    if found:
        raise FoundError(WRONG, "; ".join(found[:3]))
