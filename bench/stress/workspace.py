"""A bench's workspace: the bundled city and a small one, their warehouses as a refresh leaves them,
and copies of both, in which trials run commands."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from functools import cache
from pathlib import Path

import duckdb

from bench.stress import inputs
from bench.stress.trial import HANG, INVALID, READ_ERROR, TRACEBACK, FoundError
from sozialraum.base.project import PROJECT
from sozialraum.base.warehouse import Warehouse
from sozialraum.publication.code_version import code_version
from sozialraum.publication.store import PublicationStore
from sozialraum.verification import publication_damages
from tests.new_city_page import CITY, follow_page

LONGEST = 300.0


def command(*arguments: str, warehouse: Path, city: Path) -> subprocess.Popen[str]:
    environment = {
        **os.environ, "SOZIALRAUM_WAREHOUSE": str(warehouse), "SOZIALRAUM_CITY": str(city),
        "COLUMNS": "300", "NO_COLOR": "1",
    }  # fmt: skip
    return subprocess.Popen(
        [sys.executable, "-m", "sozialraum_cli", *arguments], cwd=PROJECT, env=environment,
        text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
    )  # fmt: skip


def ended(process: "subprocess.Popen[str]", seconds: float = LONGEST) -> tuple[int, str]:
    """Exit code and output; whoever says a traceback, or nothing at all, is found."""
    try:
        output, _ = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        raise FoundError(HANG, f"{process.args} ran {seconds:.0f} s") from None
    if "Traceback (most recent call last)" in output:
        raise FoundError(TRACEBACK, output[-1800:])
    return process.returncode, output


def refreshed(warehouse: Path, city: Path) -> tuple[int, str]:
    return ended(command("refresh", warehouse=warehouse, city=city))


def sound(warehouse: Path) -> None:
    """What is current is complete and can be read."""
    problem = PublicationStore(Warehouse(warehouse)).link_problem()
    if problem is not None:
        raise FoundError(INVALID, f"current {problem}")
    for path, damage, _ in publication_damages((warehouse / "current").resolve(), []):
        raise FoundError(INVALID, f"{path} {damage}")
    try:
        with duckdb.connect(warehouse / "current" / "sozialraum.duckdb", read_only=True) as one:
            one.execute("SELECT count(*) FROM marts.mart_need").fetchone()
    except duckdb.Error as error:
        raise FoundError(READ_ERROR, str(error)) from None


# --- two cities -------------------------------------------------------------------------------

SMALL = "small"
"""The folder of the small city in a workspace; it has what the workspace has of the bundled one."""
MOSTLY = 0.8
"""So many of the trials are with the small city, whose refresh takes half as long."""
SHARED = ("declared", "base", f"{SMALL}/declared", f"{SMALL}/base")
"""Cities, and their warehouses as a refresh leaves them, made once: trials copy them."""


def make_bases(workspace: Path, *, both: bool) -> None:
    """The bundled city's, and if wanted the small one's."""
    shutil.rmtree(workspace / "declared", ignore_errors=True)
    shutil.copytree(inputs.catalogue().folder, workspace / "declared")
    _make_base(workspace)
    small = workspace / SMALL
    if both and not took(small).exists():
        shutil.rmtree(small, ignore_errors=True)
        made = follow_page(small)
        made.warehouse.root.rename(small / "base")
        (small / CITY).rename(small / "declared")
    if both:
        _make_base(small)


def _make_base(place: Path) -> None:
    if not took(place).exists():
        shutil.rmtree(place / "base", ignore_errors=True)
        city = city_of(place, "first", "refreshed for the bench")
        began = time.monotonic()
        code, output = refreshed(place / "base", city)
        if code:
            raise SystemExit(f"the refresh that the bench begins with failed:\n{output}")
        took(place).write_text(str(time.monotonic() - began))


def took(place: Path) -> Path:
    """The seconds that the refresh took that made the base; not there where other code made it, of
    which figures may differ for that."""
    return place / "base" / f"took-{program()}"


@cache
def program() -> str:
    """The version of the program and of the city's declarations: what another one made is no
    beginning for a trial."""
    return code_version(inputs.catalogue())


def share_bases(workspace: Path, place: Path) -> None:
    """Lets a folder beside use them as if they were its own."""
    for name in SHARED:
        link = place / name
        link.parent.mkdir(parents=True, exist_ok=True)
        if (workspace / name).exists() and not link.is_symlink():
            link.symlink_to(workspace / name)


def one_of_both(workspace: Path, chance: random.Random) -> Path:
    """The folder that has ``declared`` and ``base`` of the city of this trial."""
    return workspace / SMALL if chance.random() < MOSTLY else workspace


def city_of(place: Path, name: str, remark: str) -> Path:
    """A copy of the city that leads to another version: its declarations say ``remark``."""
    copy = place / name / "city"
    if not copy.exists():
        shutil.copytree(place / "declared", copy)
    original = (place / "declared" / "city.yaml").read_text("utf-8")
    (copy / "city.yaml").write_text(f"{original}\n# {remark}\n", "utf-8")
    return copy


def copy_of(place: Path, name: str) -> Path:
    copy = place / name / "warehouse"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(place / "base", copy, symlinks=True)
    return copy
