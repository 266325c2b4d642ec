"""The benchmarks: how long things take in relation to what they are made of.

    python -m bench                                    measures, and holds the limits
    python -m bench --compare bench/baseline.json      and finds what got slower since
    python -m bench --json bench/baseline.json         and keeps it as what to compare with

Absolute times mean little on a shared machine, so that everything is a ratio of times that were
taken in this one run, alternating, the best of several each; what is compared with an earlier run
is told in units of a yardstick (``bench/baseline.py``). Ends with 1 where a limit is passed or
something got more than 15 % slower or larger.
"""

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.bar import Bar
from rich.console import Console
from rich.table import Table

from bench import baseline
from bench.baseline import YARDSTICK
from bench.measuring import Measured, best, run
from bench.plain_sql import run_plainly
from sozialraum.base.project import PROJECT
from sozialraum.declarations import load_catalogue
from sozialraum.ingest.portal import PORTAL_VARIABLE
from tests.ingest.portal_server import PortalServer

BIN = Path(sys.executable).parent
ROUNDS = 3
SHORT_ROUNDS = 5
"""Of what takes less than a few seconds."""
LARGEST_BAR = 2.0
"""The chart ends at this multiple of a limit."""


@dataclass(frozen=True)
class Ratio:
    """What is measured against what, and the limit that the ratio must keep.

    ``or_less``: what is no more than this is short enough, whatever the ratio.
    """

    name: str
    numerator: float
    denominator: float
    limit: float
    unit: str = "s"
    or_less: float = 0.0

    @property
    def value(self) -> float:
        return self.numerator / self.denominator

    @property
    def is_kept(self) -> bool:
        return self.value <= self.limit or self.numerator <= self.or_less


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="how often each is measured")
    parser.add_argument("--json", type=Path, help="where what was measured is written")
    parser.add_argument("--compare", type=Path, help="a file that --json wrote earlier")
    parser.add_argument("--measured", type=Path, help="such a file, instead of measuring")
    given = parser.parse_args()
    if given.compare and not given.compare.is_file():
        parser.error(
            f"{given.compare} does not exist: with the machine for itself, before anything is "
            f"changed, python -m bench --json {given.compare}"
        )
    measures = baseline.read(given.measured) if given.measured else _measured(given.rounds)
    ratios = ratios_of(measures)
    if given.json:
        kept = [asdict(one) | {"value": one.value} for one in ratios]
        baseline.write(given.json, measures, ratios=kept, **_about(given.rounds))
    show(ratios)
    is_good = all(one.is_kept for one in ratios)
    if given.compare:
        compared = list(baseline.compared(measures, baseline.read(given.compare)))
        baseline.show(compared)
        is_good = is_good and not any(one.is_regression for one in compared)
    if not is_good:
        raise SystemExit(1)


def _about(rounds: int) -> dict[str, object]:
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],
        cwd=PROJECT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return {
        "commit": commit.stdout.strip(),
        "rounds": rounds,
        "processors": os.cpu_count(),
        "load": os.getloadavg()[0],
        "python": platform.python_version(),
        "system": platform.platform(),
    }


def _measured(rounds: int) -> dict[str, Measured]:
    """By name, the best of all rounds."""
    found: defaultdict[str, list[Measured]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        warehouse = Path(folder) / "warehouse"
        environment = {**os.environ, "SOZIALRAUM_WAREHOUSE": str(warehouse)}
        run([BIN / "sozialraum", "refresh"], environment)
        for _ in range(rounds):
            _measure_refresh(found, warehouse, environment)
        for _ in range(max(rounds, SHORT_ROUNDS)):
            _measure_starts(found, environment)
        _measure_live(found, Path(folder), environment, rounds)
    return {name: best(all_rounds) for name, all_rounds in found.items()}


def _measure_refresh(
    found: Mapping[str, list[Measured]], warehouse: Path, environment: Mapping[str, str]
) -> None:
    """A refresh that publishes, the stock ``dbt build`` on the same built project, the same SQL run
    plainly, and a refresh that finds nothing new."""
    target = warehouse / "stock_target"
    project = PROJECT / "dbt_project"
    dbt = [
        BIN / "dbt", "build", "--exclude-resource-type", "unit_test", "--project-dir", project,
        "--profiles-dir", project, "--target-path", target, "--log-path", target / "logs",
    ]  # fmt: skip
    database = warehouse / "build.duckdb"
    found[YARDSTICK].append(run([sys.executable, "-m", "bench.yardstick"], environment))
    with_database = {**environment, "SOZIALRAUM_BUILD_DATABASE": str(database)}
    found["dbt build"].append(run(dbt, with_database))
    found["SQL"].append(Measured(*run_plainly(database, target), 0.0))
    # taken away, so that marts and report are published anew and not found unchanged
    (warehouse / "current").unlink()
    shutil.rmtree(warehouse / "publications")
    found["refresh"].append(run([BIN / "sozialraum", "refresh"], environment))
    found["nothing new"].append(run([BIN / "sozialraum", "refresh"], environment))


def _measure_starts(found: Mapping[str, list[Measured]], environment: Mapping[str, str]) -> None:
    """What a person or a server waits for before anything is done, each in a fresh process."""
    for name, command in {
        "import dagster_dbt": [sys.executable, "-c", "import dagster_dbt"],
        "definitions": [sys.executable, "-c", "import orchestration.definitions"],
        "--help": [BIN / "sozialraum", "--help"],
        "status": [BIN / "sozialraum", "status"],
    }.items():
        found[name].append(run(command, environment))


def _measure_live(
    found: Mapping[str, list[Measured]],
    folder: Path,
    environment: Mapping[str, str],
    rounds: int,
) -> None:
    """A live refresh that brings everything, and one in which the portal has nothing new.

    A server on this machine plays the portal; the layers, which come from another server, are left
    out.
    """
    original = load_catalogue()
    city = folder / original.city.id
    shutil.copytree(original.folder, city)
    (city / original.snapshot.folder).rename(folder / "tables")
    (city / "layers.yaml").unlink()
    with PortalServer(folder / "tables") as portal:
        live = {
            **environment,
            "SOZIALRAUM_CITY": str(city),
            PORTAL_VARIABLE: portal.url,
            "NO_PROXY": "127.0.0.1",
        }
        for number in range(rounds):
            live["SOZIALRAUM_WAREHOUSE"] = str(folder / f"live{number}")
            command = [BIN / "sozialraum", "refresh", "--source", "live"]
            found["live refresh"].append(run(command, live))
            found["live, nothing new"].append(run(command, live))


def ratios_of(measures: Mapping[str, Measured]) -> list[Ratio]:
    """What is to be short, against what it is made of."""
    wall = {name: one.seconds for name, one in measures.items()}
    cpu = {name: one.cpu_seconds for name, one in measures.items()}
    return [
        Ratio("refresh / its SQL", wall["refresh"], wall["SQL"], 4.0),
        Ratio("refresh / its SQL, CPU time", cpu["refresh"], cpu["SQL"], 9.0),
        Ratio("refresh / stock dbt build alone", wall["refresh"], wall["dbt build"], 1.0),
        Ratio("nothing new / refresh", wall["nothing new"], wall["refresh"], 0.06, or_less=2.0),
        Ratio(
            "live, nothing new / with everything new",
            wall["live, nothing new"],
            wall["live refresh"],
            0.06,
            or_less=2.0,
        ),
        Ratio(
            "definitions / import dagster_dbt",
            wall["definitions"],
            wall["import dagster_dbt"],
            1.2,
        ),
        Ratio("sozialraum --help / 0.3 s", wall["--help"], 0.3, 1.0),
        Ratio("sozialraum status / 0.5 s", wall["status"], 0.5, 1.0),
        Ratio("peak memory / 1.5 GB", measures["refresh"].megabytes, 1_500.0, 1.0, "MB"),
    ]


def show(ratios: Sequence[Ratio]) -> None:
    table = Table(title="The best of all rounds, this machine, this run")
    for column in ("what", "measured", "against", "ratio", "limit", "of the limit", ""):
        is_text = column in ("what", "of the limit", "")
        table.add_column(column, justify="left" if is_text else "right")
    for ratio in ratios:
        table.add_row(
            ratio.name,
            f"{ratio.numerator:.1f} {ratio.unit}",
            f"{ratio.denominator:.1f} {ratio.unit}",
            f"{ratio.value:.2f}",
            f"{ratio.limit:.2f}" + (f" or {ratio.or_less:g} s" if ratio.or_less else ""),
            Bar(LARGEST_BAR, 0, min(ratio.value / ratio.limit, LARGEST_BAR), width=20),
            "ok" if ratio.is_kept else "ABOVE THE LIMIT",
        )
    Console(width=130).print(table)


if __name__ == "__main__":
    main()
