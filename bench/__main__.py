"""The benchmarks: how long things take in relation to what they are made of.

Absolute times mean little on a shared machine, so that everything is a ratio of times that were
taken in this one run, alternating, the best of several each.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.plain_sql import run_plainly
from sozialraum.declarations import load_catalogue
from sozialraum.ingest.portal import PORTAL_VARIABLE
from tests.ingest.portal_server import PortalServer

PROJECT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
ROUNDS = 3


@dataclass(frozen=True)
class Measured:
    """Wall time and CPU time in seconds and peak resident memory in MB of one process."""

    seconds: float
    cpu_seconds: float
    megabytes: float


@dataclass(frozen=True)
class Ratio:
    """What is measured against what, and the limit that the ratio must keep."""

    name: str
    numerator: float
    denominator: float
    limit: float
    unit: str

    @property
    def value(self) -> float:
        return self.numerator / self.denominator


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        warehouse = Path(folder) / "warehouse"
        environment = {**os.environ, "SOZIALRAUM_WAREHOUSE": str(warehouse)}
        run([BIN / "sozialraum", "refresh"], environment)
        ratios = [
            *_refresh(warehouse, environment),
            _definitions(environment),
            _nothing_new(Path(folder), environment),
        ]
    show(ratios)
    if any(ratio.value > ratio.limit for ratio in ratios):
        raise SystemExit(1)


def _refresh(warehouse: Path, environment: Mapping[str, str]) -> list[Ratio]:
    """A refresh that publishes against ``dbt build`` alone on the same built project, and both
    against the same SQL run plainly; what a refresh costs that finds nothing new."""
    target = warehouse / "stock_target"
    dbt = [
        BIN / "dbt",
        "build",
        "--exclude-resource-type",
        "unit_test",
        "--project-dir",
        PROJECT / "dbt_project",
        "--profiles-dir",
        PROJECT / "dbt_project",
        "--target-path",
        target,
        "--log-path",
        target / "logs",
    ]
    with_database = {
        **environment,
        "SOZIALRAUM_BUILD_DATABASE": str(warehouse / "build.duckdb"),
    }
    refreshes, builds, plain, unchanged = [], [], [], []
    for _ in range(ROUNDS):
        builds.append(run(dbt, with_database))
        plain.append(Measured(*run_plainly(warehouse / "build.duckdb", target), 0.0))
        # taken away, so that marts and report are published anew and not found unchanged
        (warehouse / "current").unlink()
        shutil.rmtree(warehouse / "publications")
        refreshes.append(run([BIN / "sozialraum", "refresh"], environment))
        unchanged.append(run([BIN / "sozialraum", "refresh"], environment))
    return [
        Ratio("dbt build alone / its SQL", _best(builds), _best(plain), 5.0, "s"),
        Ratio("refresh / its SQL", _best(refreshes), _best(plain), 9.0, "s"),
        Ratio("refresh / its SQL, CPU time", _best_cpu(refreshes), _best_cpu(plain), 9.0, "s"),
        Ratio("refresh / dbt build alone", _best(refreshes), _best(builds), 4.0, "s"),
        Ratio("refresh, nothing new / refresh", _best(unchanged), _best(refreshes), 0.06, "s"),
        Ratio(
            "peak memory of a refresh / 1.5 GB",
            max(one.megabytes for one in refreshes),
            1_500.0,
            1.0,
            "MB",
        ),
    ]


def _definitions(environment: Mapping[str, str]) -> Ratio:
    """Importing the definitions against importing dagster_dbt, each in a fresh process."""
    definitions, library = [], []
    for _ in range(ROUNDS + 2):
        library.append(run([sys.executable, "-c", "import dagster_dbt"], environment))
        definitions.append(
            run([sys.executable, "-c", "import orchestration.definitions"], environment)
        )
    return Ratio(
        "import of the definitions / import dagster_dbt",
        _best(definitions),
        _best(library),
        1.3,
        "s",
    )


def _nothing_new(folder: Path, environment: Mapping[str, str]) -> Ratio:
    """A live refresh in which the portal has nothing new against one that brings everything.

    A server on this machine plays the portal; the layers, which come from another server, are left
    out.
    """
    original = load_catalogue()
    city = folder / original.city.id
    shutil.copytree(original.folder, city)
    (city / original.snapshot.folder).rename(folder / "tables")
    (city / "layers.yaml").unlink()
    whole, unchanged = [], []
    with PortalServer(folder / "tables") as portal:
        live = {
            **environment,
            "SOZIALRAUM_CITY": str(city),
            PORTAL_VARIABLE: portal.url,
            "NO_PROXY": "127.0.0.1",
        }
        for number in range(ROUNDS):
            live["SOZIALRAUM_WAREHOUSE"] = str(folder / f"live{number}")
            command = [BIN / "sozialraum", "refresh", "--source", "live"]
            whole.append(run(command, live))
            unchanged.append(run(command, live))
    return Ratio(
        "live refresh, nothing new / with everything new",
        _best(unchanged),
        _best(whole),
        0.06,
        "s",
    )


def _best(measured: Sequence[Measured]) -> float:
    return min(one.seconds for one in measured)


def _best_cpu(measured: Sequence[Measured]) -> float:
    return min(one.cpu_seconds for one in measured)


def run(command: Sequence[str | Path], environment: Mapping[str, str]) -> Measured:
    started = time.monotonic()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            [str(part) for part in command],
            cwd=PROJECT,
            env=dict(environment),
            stdout=said,
            stderr=said,
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - started
        if os.waitstatus_to_exitcode(status) != 0:
            said.seek(0)
            raise SystemExit(said.read().decode(errors="replace"))
    return Measured(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def show(ratios: Sequence[Ratio]) -> None:
    table = Table(title=f"Best of {ROUNDS} or more, this machine, this run")
    for column in ("what", "measured", "against", "ratio", "limit", ""):
        table.add_column(column, justify="left" if column in ("what", "") else "right")
    for ratio in ratios:
        table.add_row(
            ratio.name,
            f"{ratio.numerator:.1f} {ratio.unit}",
            f"{ratio.denominator:.1f} {ratio.unit}",
            f"{ratio.value:.2f}",
            f"{ratio.limit:.2f}",
            "ok" if ratio.value <= ratio.limit else "ABOVE THE LIMIT",
        )
    Console().print(table)


if __name__ == "__main__":
    main()
