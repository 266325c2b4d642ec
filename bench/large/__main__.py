"""How the cost of each model grows with the city: ``python -m bench.large``.

    python -m bench.large                                   0.1 and 1 million figures
    python -m bench.large --figures 1e7 --memory-mb 8000    a larger one, checked before it starts

    python -m bench.large --beside sql pandas               with the same marts written by hand

Each size runs in a process of its own. Printed are, for each model, CPU time and the most memory at
both sizes and the exponent of growth, log(cost 2 / cost 1) / log(size 2 / size 1): 1 is linear. The
same is written as JSON.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from math import log
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.large.city import Size, make_city
from bench.large.models import LOADING, Cost
from sozialraum.base.memory import MEMORY_LIMIT_VARIABLE, free_megabytes

# What a run takes per figure on the machine that these were measured on, generously: bytes of disk
# (landings, tables, what is put aside for want of memory) and seconds.
DISK_PER_FIGURE = 6_000
SECONDS_PER_FIGURE = 400e-6
PYTHON_MB = 800
UNASKED = 1_500_000
BESIDE = ("sql", "pandas")
# Less is chance.
LEAST_SECONDS = 0.05


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--figures", type=float, nargs="+", default=[1e5, 1e6])
    parser.add_argument("--memory-mb", type=int, default=2000, help="what DuckDB may hold, in MB")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="where to work; by default the system's")
    parser.add_argument("--json", type=Path, default=Path("warehouse/bench_large.json"))
    parser.add_argument(
        "--beside", nargs="*", default=[], choices=BESIDE, help="what to compare with (beside.py)"
    )
    parser.add_argument("--yes", action="store_true", help="start however long it takes")
    given = parser.parse_args()
    sizes = sorted(
        (Size.of_figures(figures, given.seed) for figures in given.figures),
        key=lambda size: size.figures,
    )
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        free_disk = shutil.disk_usage(folder).free
        free_memory = free_megabytes() or sys.maxsize
        if refusal := refused(sizes, free_disk, free_memory, given.memory_mb, has_agreed=given.yes):
            raise SystemExit(refusal)
        environment = {**os.environ, MEMORY_LIMIT_VARIABLE: f"{given.memory_mb}MB"}
        runs = {size.figures: run(size, Path(folder), environment, given.beside) for size in sizes}
    found = {figures: costs for figures, (costs, _) in runs.items()}
    ratios = {figures: beside for figures, (_, beside) in runs.items() if beside}
    given.json.parent.mkdir(exist_ok=True)
    given.json.write_text(
        json.dumps(
            {figures: [vars(cost) for cost in costs] for figures, costs in found.items()}
            | {"beside": ratios},
            indent=1,
        ),
        "utf-8",
    )
    show(found)
    for figures, beside in ratios.items():
        for how, one in beside.items():
            print(
                f"{figures:,} figures, the same marts with {how}: {one['cpu_seconds']:.1f} s of "
                f"CPU, {one['memory_mb']:.0f} MB; models {one['models_cpu_seconds']:.1f} s, "
                f"{one['cpu_seconds'] / one['models_cpu_seconds']:.2f} of their speed"
            )


def refused(
    sizes: Sequence[Size], free_disk: int, free_mb: int, memory_mb: int, *, has_agreed: bool
) -> str | None:
    """Why it does not start: disk or memory would not do, or it takes long and nobody said yes."""
    largest = max(size.figures for size in sizes)
    disk = largest * DISK_PER_FIGURE
    if disk > free_disk:
        return (
            f"{largest:,} figures need about {disk / 1e9:.0f} GB of disk, {free_disk / 1e9:.0f} GB "
            "are free: name another --folder or less --figures"
        )
    if memory_mb + PYTHON_MB > free_mb:
        return (
            f"{memory_mb} MB for DuckDB and {PYTHON_MB} MB for Python are needed, {free_mb} MB of "
            "memory are free: take a smaller --memory-mb"
        )
    minutes = sum(size.figures for size in sizes) * SECONDS_PER_FIGURE / 60
    if largest > UNASKED and not has_agreed:
        return (
            f"{largest:,} figures take about {minutes:.0f} minutes and {disk / 1e9:.0f} GB of "
            "disk; --yes starts them"
        )
    return None


def run(
    size: Size, folder: Path, environment: Mapping[str, str], beside: Sequence[str] = ()
) -> tuple[list[Cost], dict[str, dict[str, float]]]:
    """Makes the city and every model of it, telling each as it ends.

    Returns:
        What each model cost; by the ways in ``beside``, what the same marts cost there.
    """
    city = make_city(folder / f"city_{size.figures}", size)
    costs = []
    with subprocess.Popen(
        [sys.executable, "-m", "bench.large.models", str(city), "--folder", str(folder)],
        stdout=subprocess.PIPE,
        text=True,
        env=dict(environment),
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            cost = Cost(**json.loads(line))
            costs.append(cost)
            print(
                f"{size.figures:>12,} {cost.name:<28} {cost.seconds:7.1f} s "
                f"{cost.memory_mb:7.0f} MB {cost.rows:>12,} rows {cost.failed or ''}",
                flush=True,
            )
    if process.returncode:
        raise SystemExit(f"{size.figures:,} figures: ended with {process.returncode}")
    of_models = sum(cost.cpu_seconds for cost in costs if cost.is_compared)
    found = {}
    for how in beside:
        told = subprocess.run(
            [sys.executable, "-m", "bench.large.beside", how, str(city)],
            stdout=subprocess.PIPE,
            check=True,
            env=dict(environment),
        ).stdout
        found[how] = {**json.loads(told), "models_cpu_seconds": of_models}
    shutil.rmtree(city)
    return costs, found


def exponent(costs: tuple[float, float], figures: tuple[int, int]) -> float | None:
    """1 where the cost grows as the number of figures does; None where it is too small to tell."""
    if min(costs) < LEAST_SECONDS:
        return None
    return log(costs[1] / costs[0]) / log(figures[1] / figures[0])


def show(found: Mapping[int, Sequence[Cost]]) -> None:
    """The models by what they cost at the largest size."""
    sizes = list(found)
    by_name = [{cost.name: cost for cost in costs} for costs in found.values()]
    table = Table(title="Cost of the models")
    table.add_column("model")
    for figures in sizes:
        table.add_column(f"CPU s, {figures:,}", justify="right")
        table.add_column("MB", justify="right")
        table.add_column("on disk", justify="right")
    table.add_column("growth", justify="right")
    names = sorted(by_name[-1], key=lambda name: -by_name[-1][name].cpu_seconds)
    for name in names:
        costs = [one.get(name) for one in by_name]
        cells = [
            text
            for cost in costs
            for text in (
                ("-", "-", "-")
                if cost is None
                else (
                    cost.failed or f"{cost.cpu_seconds:.2f}",
                    f"{cost.memory_mb:.0f}",
                    f"{cost.spilled_mb:.0f}",
                )
            )
        ]
        first, last = costs[0], costs[-1]
        growth = (
            exponent((first.cpu_seconds, last.cpu_seconds), (sizes[0], sizes[-1]))
            if first and last and len(sizes) > 1
            else None
        )
        table.add_row(name, *cells, "" if growth is None else f"{growth:.2f}")
    Console(width=140).print(table)
    for figures, costs in found.items():
        seconds = sum(cost.seconds for cost in costs)
        loading = next(cost for cost in costs if cost.name == LOADING)
        print(
            f"{figures:,} figures: {seconds:.1f} s, {loading.seconds:.1f} s of it for loading; "
            f"{sum(cost.cpu_seconds for cost in costs):.1f} s of CPU; "
            f"{figures / seconds:,.0f} figures a second; peak "
            f"{max(cost.memory_mb for cost in costs):.0f} MB of memory, "
            f"{max(cost.spilled_mb for cost in costs):.0f} MB put aside on disk"
        )
    if len(found) > 1:
        totals = tuple(sum(cost.cpu_seconds for cost in found[size]) for size in sizes)
        growth = exponent((totals[0], totals[-1]), (sizes[0], sizes[-1]))
        print(f"growth of all together: {growth:.2f}")


if __name__ == "__main__":
    main()
