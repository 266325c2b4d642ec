"""``python -m bench.stress``: what is tried, how often, and the table of what was found."""

import argparse
import itertools
import json
import multiprocessing
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.stress import cubes, formats, inputs, ods, signs
from bench.stress.http import http_fault
from bench.stress.published import published_inputs
from bench.stress.refreshes import damaged_warehouse, killed_refresh
from bench.stress.stages import STAGES, full_disk, publish_under_readers
from bench.stress.trial import KINDS, Result, Section, tried_apart
from bench.stress.workspace import make_bases, share_bases
from sozialraum.base.project import PROJECT
from sozialraum.base.warehouse import Warehouse

FOUND = Path(__file__).with_name("found.jsonl")
"""Seeds that once found something: tried again in each short form."""

STAGE_KILLS = 900
TURN = 15.0
"""Seconds after which the next section has its turn."""

DATA = {"folders": ("cities",)}
REFRESH = {
    "modules": ("sozialraum_cli.app", "orchestration.definitions"),
    "folders": ("cities", "dbt_project", "expectations"),
}

SECTIONS = [
    *(
        Section(f"inputs: {name}", 10_000, attempt, 20, batch=100, **DATA)
        for name, attempt in (
            ("CSV", inputs.csv_input),
            ("JSON, Parquet, ZIP", formats.format_input),
            ("JSON-stat, SDMX-JSON, PC-Axis", cubes.cube_input),
            ("signs, classes, TSV", signs.signed_input),
            ("registers", inputs.register_input),
            ("GeoJSON", inputs.geojson_input),
            ("XLSX", inputs.xlsx_input),
            ("ODS", ods.ods_input),
            ("YAML", inputs.yaml_input),
        )
    ),
    Section("HTTP faults", 100, http_fault, 30, batch=20),
    *(
        Section(f"kills: {name}", STAGE_KILLS // len(STAGES) + 1, stage.attempt(name), 120, **DATA)
        for name, stage in STAGES.items()
    ),
    Section("20 publications, 4 rollbacks, 4 readers", 5, publish_under_readers, 600, **DATA),
    Section("full disk", 20, full_disk, 300, **DATA),
    Section("kills: whole refresh", 100, killed_refresh, 900, **REFRESH),
    Section("damaged files", 60, damaged_warehouse, 900, **REFRESH),
    Section("inputs up to publication", 50, published_inputs, 600, **REFRESH),
]
OF_BOTH_CITIES = ("kills: whole", "damaged", "20 pub")
NEEDS_BASE = (
    *OF_BOTH_CITIES, "kills: stat", "kills: publ", "kills: swap", "full", "inputs up",
)  # fmt: skip


def main() -> None:
    asked = _arguments()
    workspace: Path = asked.folder.resolve()
    workspace.mkdir(parents=True, exist_ok=True)
    commit = _commit()
    sections = [
        replace(one, size=max(1, round(one.size * asked.scale)))
        for one in SECTIONS
        if not asked.section or any(one.name.startswith(name) for name in asked.section)
    ]
    if any(one.name.startswith(NEEDS_BASE) for one in sections) and not asked.short:
        make_bases(workspace, both=any(one.name.startswith(OF_BOTH_CITIES) for one in sections))
    # read once, for all the processes that are forked
    inputs.catalogue()
    inputs.areas()
    log = workspace / "trials.jsonl"
    done = {(one.section, one.seed) for one in _read(log, sections)}
    left = {
        one: [seed for seed in _seeds(one, asked.short) if (one.name, seed) not in done]
        for one in sections
    }
    until = time.monotonic() + 60 * asked.minutes
    forks = multiprocessing.get_context("fork")
    jobs = [
        forks.Process(
            target=_work,
            args=(
                {one: seeds[number :: asked.jobs] for one, seeds in left.items()},
                workspace / f"job-{number}",
                log,
                until,
                commit,
            ),
        )
        for number in range(asked.jobs)
    ]
    for job in jobs:
        job.start()
    for job in jobs:
        job.join()
    if any(job.exitcode for job in jobs):
        raise SystemExit(2)
    results = _read(log, sections)
    tried = {one.section for one in results}
    show([s for s in sections if s.name in tried or not asked.short], results, commit)
    if any(one.kind for one in results):
        raise SystemExit(1)


def _work(
    left: dict[Section, list[int]], place: Path, log: Path, until: float, commit: str
) -> None:
    """A job's trials, in a folder beside those of the other jobs."""
    share_bases(place.parent, place)
    # lines of several jobs: each is written at once
    with log.open("ab", buffering=0) as kept:
        for section, result in _tried(left, place, until):
            tried_at = {"commit": commit, "exercised": section.exercised}
            line = json.dumps({**tried_at, **json.loads(result.as_line())})
            kept.write(f"{line}\n".encode())
            if result.kind:
                print(
                    f"{result.section}, seed {result.seed}: {result.kind}: {result.text}\n",
                    flush=True,
                )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.stress", description=__doc__)
    parser.add_argument("--minutes", type=float, default=120, help="ends after so long")
    parser.add_argument(
        "--section", action="append", help="only sections whose name begins so; may be repeated"
    )
    parser.add_argument("--jobs", type=int, default=1, help="trials at the same time")
    parser.add_argument("--scale", type=float, default=1, help="share of each section's trials")
    parser.add_argument(
        "--short",
        action="store_true",
        help="seeds that once found something, then some of each kind that needs no refresh",
    )
    parser.add_argument(
        "--folder",
        type=Path,
        default=Warehouse.default().root / "stress",
        help="where warehouses are attacked and trials are noted (trials.jsonl)",
    )
    return parser.parse_args()


def _tried(
    left: dict[Section, list[int]], workspace: Path, until: float
) -> Iterator[tuple[Section, Result]]:
    """All sections in turns of some seconds, so that a bench that ends early has tried each."""
    while any(left.values()):
        for section in left:
            turn_ends = time.monotonic() + TURN
            while left[section] and time.monotonic() < turn_ends:
                if time.monotonic() > until:
                    return
                seeds, left[section] = (
                    left[section][: section.batch],
                    left[section][section.batch :],
                )
                for result in tried_apart(section, workspace, seeds):
                    yield section, result


def _seeds(section: Section, short: bool) -> list[int]:
    if not short:
        return list(range(section.size))
    lines = FOUND.read_text("utf-8").splitlines()
    once = [one["seed"] for one in map(json.loads, lines) if one["section"] == section.name]
    some = range(section.size // 20) if section.name.startswith(("inputs: ", "HTTP")) else range(0)
    return list(dict.fromkeys(itertools.chain(once, some)))


def _read(log: Path, sections: Sequence[Section]) -> list[Result]:
    """The trials of these sections that count: those of the code that there is now."""
    exercised = {one.name: one.exercised for one in sections}
    if not log.exists():
        return []
    kept = [json.loads(line) for line in log.read_text("utf-8").splitlines() if line]
    counting = [one for one in kept if exercised.get(one["section"]) == one.get("exercised", "")]
    names = {one.name for one in fields(Result)}
    return [Result(**{k: v for k, v in one.items() if k in names}) for one in counting]


def _commit() -> str:
    said = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=PROJECT, capture_output=True, text=True
    )
    return said.stdout.strip() or "unknown"


def show(sections: Sequence[Section], results: Sequence[Result], commit: str) -> None:
    """A table in Markdown on the output, for docs/reliability.md; what was taken how beside it."""
    print(f"Commit {commit}\n")
    print("| tried | trials | of | " + " | ".join(KINDS) + " |")
    print("| --- | --: | --: |" + " --: |" * len(KINDS))
    for section in sections:
        mine = [one for one in results if one.section == section.name]
        found = Counter(one.kind for one in mine)
        counts = " | ".join(str(found[kind]) for kind in KINDS)
        print(f"| {section.name} | {len(mine)} | {section.size} | {counts} |")
    taken = Table("tried", "seconds each", "how it was taken", box=None)
    for section in sections:
        mine = [one for one in results if one.section == section.name]
        outcomes = Counter(one.outcome for one in mine)
        each = sum(one.seconds for one in mine) / max(1, len(mine))
        taken.add_row(
            section.name,
            f"{each:.3f}",
            ", ".join(f"{n} {what}" for what, n in outcomes.most_common()),
        )
    Console(file=sys.stderr).print(taken)


if __name__ == "__main__":
    main()
