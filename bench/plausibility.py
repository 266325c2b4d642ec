"""How many faults do the plausibility rules find, and how many false alarms do they give?

    python -m bench.plausibility [--faults 30] [--seed 1] [--build warehouse/build.duckdb]

Each round puts one fault of each kind into the figures of as many sources, runs staging, the
rules and the sums of the gate on them, and rolls back. A fault is found when a finding names its
source and period (or, for tables that count the same, that period in the sister table). A finding
about the period beside a fault points at the right place from the wrong side; any other is a false
alarm.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from pathlib import Path

import duckdb
import numpy as np
from rich.console import Console
from rich.table import Table

from bench.faults import KINDS, Fault, Figures
from expectations import declared_checks
from sozialraum.base.project import PROJECT
from sozialraum.base.warehouse import Warehouse

SUMS = ("breakdown_sums_to_total", "incomplete_breakdown_within_total")
Finding = tuple[str, str, str]


class Rules:
    """The models from staging to the findings, as SQL that runs on one connection."""

    def __init__(self, build: Path, folder: Path) -> None:
        database = folder / "build.duckdb"
        database.write_bytes(build.read_bytes())
        self._models = _compiled(database, folder)
        self._sums = [
            str(check.kwargs["unexpected_rows_query"])
            for check in declared_checks()
            if check.table == "marts.fct_measure" and check.name in SUMS
        ]
        self.connection = duckdb.connect(str(database))

    def findings(self, faults: list[Fault]) -> tuple[set[Finding], set[tuple[str, str]]]:
        """Findings (source, period end, id) and sums that do not add up (source, period)."""
        run = self.connection.execute
        run("BEGIN")
        try:
            for fault in faults:
                self._edit(fault)
            for name, sql in self._models:
                run(f"CREATE OR REPLACE TABLE {name} AS {sql}")
            found = run(
                "SELECT source_id, period, finding_id || ' ' || rules || ' ' || evidence_count "
                "FROM marts.mart_plausibility"
            ).fetchall()
            sums = set()
            for query in self._sums:
                table = query.replace("{batch}", "marts.fct_measure")
                sums |= set(run(f"SELECT source_id, period FROM ({table})").fetchall())
        finally:
            run("ROLLBACK")
        return set(found), sums

    def _edit(self, fault: Fault) -> None:
        for edit in fault.edits:
            place = [edit.landing_id, edit.row_number]
            if edit.text is None:
                self.connection.execute(
                    "DELETE FROM raw.cell WHERE landing_id = ? AND row_number = ?", place
                )
            else:
                self.connection.execute(
                    "UPDATE raw.cell SET value_text = ? "
                    "WHERE landing_id = ? AND row_number = ? AND measure_label = ?",
                    [edit.text, *place, edit.column_name],
                )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--faults", type=int, default=30, help="of each kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--build", type=Path, default=Warehouse.default().build_database)
    options = parser.parse_args()
    if not options.build.is_file():
        raise SystemExit(f"{options.build}: no such database; run `make refresh` first")
    with tempfile.TemporaryDirectory() as folder:
        _measure(Rules(options.build, Path(folder)), options.faults, options.seed)


def _measure(rules: Rules, rounds: int, seed: int) -> None:
    chance = np.random.default_rng(seed)
    figures = rules.connection.execute("FROM assess.plausibility_cell").df()
    by_source = {str(source): frame for source, frame in figures.groupby("source_id")}
    ends = dict(
        rules.connection.execute(
            "SELECT DISTINCT period, period_end FROM assess.plausibility_cell"
        ).fetchall()
    )
    linked = set(
        rules.connection.execute(
            "SELECT DISTINCT source_id, figure_source_id FROM declared.plausibility_figure"
        ).fetchall()
    )
    usual, usual_sums = rules.findings([])
    tried: Counter[str] = Counter()
    found: Counter[str] = Counter()
    found_by_either: Counter[str] = Counter()
    by_rule: defaultdict[str, Counter[str]] = defaultdict(Counter)
    neighbours = _neighbours(figures)
    echoes: list[Finding] = []
    false_alarms: list[Finding] = []
    for _ in range(rounds):
        faults = _draw(by_source, chance)
        findings, sums = rules.findings(faults)
        new = findings - usual
        explained: set[Finding] = set()
        spoilt = {(fault.source_id, period) for fault in faults for period in fault.periods}
        for fault in faults:
            theirs = {
                one
                for one in new
                if _is_about(one, fault)
                or (one[:2] not in spoilt and _is_sister(one, fault, ends, linked))
            }
            explained |= theirs
            tried[fault.kind] += 1
            found[fault.kind] += bool(theirs)
            wrong_sums = {(fault.source_id, period) for period in fault.periods}
            found_by_either[fault.kind] += bool(theirs or wrong_sums & (sums - usual_sums))
            for rule in {rule for one in theirs for rule in _rules_of(one)}:
                by_rule[fault.kind][rule] += 1
        for one in sorted(new - explained):
            beside = any((one[0], period) in spoilt for period in neighbours[one[:2]])
            (echoes if beside else false_alarms).append(one)
    _show(tried, found, found_by_either, by_rule)
    Console().print(
        f"{len(usual)} findings without a fault. In {rounds} rounds with {sum(tried.values())} "
        f"faults {len(echoes)} findings about the period beside the fault, "
        f"{len(false_alarms)} others."
    )
    for alarm in false_alarms:
        Console(stderr=True).print("  false alarm:", *alarm)


def _neighbours(figures: Figures) -> dict[tuple[str, str], list[str]]:
    """The periods before and after each period of a source."""
    found = {}
    for source, frame in figures.groupby("source_id"):
        periods = sorted(frame.period.unique())
        for position, period in enumerate(periods):
            found[str(source), period] = periods[max(position - 1, 0) : position + 2]
    return found


def _draw(by_source: dict[str, Figures], chance: np.random.Generator) -> list[Fault]:
    """One fault of each kind, every one in another source."""
    free = list(by_source)
    faults = []
    # kinds that fit few sources choose first
    for kind in reversed(KINDS):
        for source in chance.permutation(free):
            fault = kind(by_source[source], chance)
            if fault is not None:
                faults.append(fault)
                free.remove(source)
                break
    return faults


def _is_about(finding: Finding, fault: Fault) -> bool:
    return finding[0] == fault.source_id and finding[1] in fault.periods


def _is_sister(
    finding: Finding, fault: Fault, ends: dict[str, object], linked: set[tuple[str, str]]
) -> bool:
    """Whether it is about the same day in a table that is compared with the faulty one."""
    same_day = ends.get(finding[1]) in {ends.get(one) for one in fault.periods}
    compared = (finding[0], fault.source_id) in linked
    return same_day and compared and "relation" in _rules_of(finding)


def _rules_of(finding: Finding) -> list[str]:
    return [word.strip(",") for word in finding[2].split(" ")[1:-1]]


def _show(
    tried: Counter[str],
    found: Counter[str],
    either: Counter[str],
    by_rule: dict[str, Counter[str]],
) -> None:
    table = Table("Fault", "Tried", "Found", "Found here or by the sums of the gate", "By rule")
    for kind in sorted(tried):
        table.add_row(
            kind,
            str(tried[kind]),
            f"{found[kind] / tried[kind]:.0%}",
            f"{either[kind] / tried[kind]:.0%}",
            ", ".join(f"{rule} {count}" for rule, count in by_rule[kind].most_common()),
        )
    Console(width=140).print(table)


def _compiled(database: Path, folder: Path) -> list[tuple[str, str]]:
    """The models downstream of the raw cells up to the findings, in order of their dependency."""
    project = PROJECT / "dbt_project"
    subprocess.run(
        [
            Path(sys.executable).with_name("dbt"),
            "--quiet",
            "compile",
            "--project-dir",
            project,
            "--profiles-dir",
            project,
            "--target-path",
            folder / "target",
            "--log-path",
            folder / "logs",
        ],
        env={**os.environ, "SOZIALRAUM_BUILD_DATABASE": str(database)},
        check=True,
    )
    manifest = json.loads((folder / "target" / "manifest.json").read_text(encoding="utf-8"))
    models = {
        key: node for key, node in manifest["nodes"].items() if node["resource_type"] == "model"
    }
    ordered: list[tuple[str, str]] = []
    seen: set[str] = set()

    def visit(key: str) -> bool:
        """Adds what has to be built anew for ``key``; whether that is ``key`` itself."""
        node = models[key]
        if key in seen:
            return any(name == f"{node['schema']}.{node['name']}" for name, _ in ordered)
        seen.add(key)
        parents = [parent for parent in node["depends_on"]["nodes"] if parent in models]
        stale = [visit(parent) for parent in parents]
        if any(stale) or node["name"] == "stg_cell":
            ordered.append((f"{node['schema']}.{node['name']}", node["compiled_code"]))
            return True
        return False

    for name in ("fct_measure", "mart_plausibility"):
        visit(next(key for key, node in models.items() if node["name"] == name))
    return ordered


if __name__ == "__main__":
    main()
