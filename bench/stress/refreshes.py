"""Whole refreshes, of the bundled city and of a small one: killed, over damaged files, over mutated
inputs."""

import csv
import io
import os
import random
import re
import shutil
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import duckdb

from bench.compare import differences
from bench.stress import inputs, oracle
from bench.stress.mutators import mutated
from bench.stress.stages import checked_apart
from bench.stress.trial import BY_HAND, INVALID, READ_ERROR, WRONG, FoundError
from bench.stress.workspace import city_of, command, copy_of, ended, one_of_both, refreshed, took
from sozialraum.base.files import remove
from sozialraum.base.warehouse import Warehouse
from sozialraum.verification import verify

STOPPED = 3
"""How a refresh ends that a critical check stopped."""


def _sound(warehouse: Path) -> None:
    """What is current is complete and can be read."""
    current = f"publications/{(warehouse / 'current').resolve().name}/"
    found = verify(Warehouse(warehouse)).damages
    damages = [one for one in found if one.path.startswith((current, "current"))]
    if damages:
        raise FoundError(INVALID, str(damages[0]))
    try:
        with duckdb.connect(warehouse / "current" / "sozialraum.duckdb", read_only=True) as one:
            one.execute("SELECT count(*) FROM marts.mart_need").fetchone()
    except duckdb.Error as error:
        raise FoundError(READ_ERROR, str(error)) from None


# --- kills ------------------------------------------------------------------------------------

LATER = 1.2
"""Kills fall into this many times the span of a refresh that nothing disturbs."""


def killed_refresh(workspace: Path, chance: random.Random) -> str:
    """Kills a refresh at a random moment; the next one has to end well."""
    place = one_of_both(workspace, chance)
    warehouse = place / "killed" / "warehouse"
    if not warehouse.exists():
        copy_of(place, "killed")
    span = LATER * float(took(place).read_text())
    city = city_of(place, "killed", f"trial {chance.random()}")
    process = command("refresh", warehouse=warehouse, city=city)
    try:
        process.wait(chance.uniform(0.2, span))
        outcome = "ended before the kill"
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        outcome = "killed, recovered"
    process.communicate()
    checked_apart(lambda: _sound(warehouse))
    code, output = ended(command("status", warehouse=warehouse, city=city), 60)
    if code:
        raise FoundError(BY_HAND, f"status after a kill ended with {code}: {output[-800:]}")
    code, output = refreshed(warehouse, city)
    if code:
        raise FoundError(BY_HAND, f"the next refresh ended with {code}: {output[-1500:]}")
    checked_apart(lambda: _sound(warehouse))
    return outcome


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
    "lock": _some(".lock"),
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
        if not any(path.name in output for path in damaged):
            raise FoundError(BY_HAND, f"ended with {code}, no damaged file named: {output[-1500:]}")
        # what was named is put aside, as the message says or a person would
        for path in damaged:
            if os.path.lexists(path) and path.name in output:
                remove(path)
        code, output = refreshed(warehouse, city)
        if code:
            raise FoundError(BY_HAND, f"ended with {code} once more: {output[-1500:]}")
        outcome = "named, then went on"
    else:
        outcome = "went on"
    ended(command("status", warehouse=warehouse, city=city), 60)
    checked_apart(lambda: _sound(warehouse))
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


# --- mutated inputs up to publication -----------------------------------------------------------


def published_inputs(workspace: Path, chance: random.Random) -> str:
    """Four tables and a register, changed as offices change them, up to the publication."""
    warehouse = copy_of(workspace, "published")
    shutil.rmtree(workspace / "published" / "city", ignore_errors=True)
    city = city_of(workspace, "published", f"trial {chance.random()}")
    before = (warehouse / "current").resolve().name
    changed: dict[str, Path] = {}
    sources = [one for one in inputs.catalogue().sources if one.delivery == "portal"]
    coarse = chance.random() < COARSE
    for source in chance.sample(sources, 4):
        original = max(inputs.bundled(source))
        text = original.read_bytes().decode(source.encoding)
        path = city / "snapshot" / original.name
        figures = {measure.column for measure in source.measures}
        path.write_bytes(_edited(text, source.delimiter, figures, chance).encode(source.encoding))
        changed[source.id] = path
    register = chance.choice(inputs.catalogue().registers)
    place = city / "registers" / register.file
    place.write_bytes(_edited(place.read_text("utf-8"), ";", set(), chance).encode())
    if coarse:
        path = chance.choice([*changed.values(), place])
        path.write_bytes(_with_a_line_mutated(path.read_bytes(), chance))
    code, output = refreshed(warehouse, city)
    checked_apart(lambda: _sound(warehouse))
    if code == STOPPED:
        if (warehouse / "current").resolve().name != before:
            raise FoundError(INVALID, "a stopped refresh changed what is current")
        return "stopped"
    if code:
        raise FoundError(BY_HAND, f"ended with {code}: {output[-1500:]}")
    checked_apart(lambda: _compare_published(warehouse, changed))
    return "published as the files stand"


COARSE = 0.25
"""So many of the trials also have a line with any mutation in it: most of these are stopped."""
LARGE = 200
"""A figure from which on one more or less is no matter for any check."""


def _edited(text: str, delimiter: str, figures: set[str], chance: random.Random) -> str:
    """Rows in another order, figures one larger or smaller, with blanks or a note, other ends of
    lines: what the notation of a table allows, and no check has to stop."""
    header, *rows = csv.reader(
        io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=delimiter
    )
    columns = [at for at, name in enumerate(header) if " ".join(name.split()) in figures]
    for _ in range(chance.randint(1, 6)):
        row = chance.choice(rows)
        at = chance.choice(columns or range(len(row)))
        if at < len(row):
            row[at] = chance.choice(_EDITS if columns else _BLANKS)(row[at])
    one, other = chance.randrange(len(rows)), chance.randrange(len(rows))
    rows[one], rows[other] = rows[other], rows[one]
    if chance.random() < 0.2:
        chance.shuffle(rows)
    out = io.StringIO(newline="")
    writer = csv.writer(
        out, delimiter=delimiter, lineterminator=chance.choice(["\n", "\r\n"]),
        quoting=chance.choice([csv.QUOTE_MINIMAL, csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    )  # fmt: skip
    writer.writerows([header, *rows])
    return chance.choice(["", "\ufeff"]) + out.getvalue()


def _by_one(step: int) -> Callable[[str], str]:
    return lambda text: (
        str(int(text) + step) if text.isascii() and text.isdigit() and int(text) > LARGE else text
    )


def _noted(text: str) -> str:
    return f"{text} 1)" if text.isdigit() else text


_BLANKS: list[Callable[[str], str]] = [" {}".format, "{} ".format, "\u00a0{}".format]
_EDITS = [*_BLANKS, _by_one(1), _by_one(-1), _noted]


def _with_a_line_mutated(content: bytes, chance: random.Random) -> bytes:
    lines = content.splitlines(keepends=True)
    at = chance.randrange(1, len(lines))
    lines[at] = mutated(lines[at], chance)
    return b"".join(lines)


def _compare_published(warehouse: Path, changed: dict[str, Path]) -> None:
    with duckdb.connect(warehouse / "current" / "sozialraum.duckdb", read_only=True) as published:
        for source_id, path in changed.items():
            source = inputs.catalogue().source(source_id)
            text = path.read_bytes().decode(source.encoding).removeprefix("\ufeff")
            rows = oracle.csv_rows(text, source.delimiter) or []
            header = [" ".join(name.split()) for name in rows[0]]
            for row, column, said, value in published.execute(
                "SELECT row_number, column_name, value_text, value FROM lineage.source_cell "
                "JOIN (SELECT landing_id FROM raw.landing WHERE source_id = $id "
                "QUALIFY row_number() OVER (PARTITION BY dataset_id ORDER BY retrieved_at DESC) = 1"
                ") USING (landing_id) WHERE source_id = $id AND file = $file",
                {"id": source_id, "file": path.name},
            ).fetchall():
                written = rows[row - 1][header.index(" ".join(column.split()))]
                if inputs.plain_text(written) != inputs.plain_text(said):
                    raise FoundError(WRONG, f"{path.name} {row} {column}: {written!r} is {said!r}")
                if value is not None and not _means(written, source.thousands_signs, value):
                    raise FoundError(WRONG, f"{path.name} {row} {column}: {written!r} is {value}")


def _means(written: str, thousands: str, value: float) -> bool:
    """Whether the text, as the table's notation has it, is this number."""
    unsigned = re.sub(r"\s+\d\)$", "", written).strip()
    plain = unsigned.translate(str.maketrans("", "", thousands))
    try:
        return abs(float(plain.replace(",", ".")) - value) < 1e-9
    except ValueError:
        return unsigned in ("-", "") and value == 0
