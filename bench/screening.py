"""The rules of plausibility and the checks of the gate on a build with planted errors."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from bench.faults import Fault
from expectations import declared_checks
from sozialraum.base.project import PROJECT

GATE = (
    "breakdown_sums_to_total",
    "incomplete_breakdown_within_total",
    "every_area_has_its_row",
    "every_series_in_every_period",
    "value_not_negative",
)
MODELS = ("fct_measure", "unit_shift", "mart_plausibility")
GATE_RULE = "gate"


@dataclass(frozen=True)
class Finding:
    """``evidence`` is how much of it there is, which an error adds to where there was some."""

    source_id: str
    period: str
    place: str | None
    rules: tuple[str, ...]
    evidence: int = 0

    @property
    def where(self) -> tuple[str, str, str | None]:
        return self.source_id, self.period, self.place


@dataclass(frozen=True)
class Seen:
    """What rules and gate say, and the rows (landing, number) of which something was set aside."""

    findings: frozenset[Finding]
    rejects: frozenset[tuple[str, int]]


class Screening:
    """The models from staging to the findings, as SQL that runs on one connection."""

    def __init__(self, build: Path, folder: Path) -> None:
        database = folder / "build.duckdb"
        database.write_bytes(build.read_bytes())
        self._models = _compiled(database, folder)
        self._gate = [
            str(check.kwargs["unexpected_rows_query"]).replace("{batch}", check.table)
            for check in declared_checks()
            if check.table == "marts.fct_measure" and check.name in GATE
        ]
        self.connection = duckdb.connect(str(database))

    def seen(self, faults: Sequence[Fault]) -> Seen:
        run = self.connection.execute
        run("BEGIN")
        try:
            for fault in faults:
                self._plant(fault)
            for name, sql in self._models:
                run(f"CREATE OR REPLACE TABLE {name} AS {sql}")
            found = run(
                "SELECT source_id, period, area_id, rules, evidence_count "
                "FROM marts.mart_plausibility"
            ).fetchall()
            findings = {
                Finding(*where, rules=tuple(rules.split(", ")), evidence=evidence)
                for *where, rules, evidence in found
            }
            units = "SELECT source_id, period FROM assess.unit_shift WHERE period IS NOT NULL"
            for query in (*self._gate, units):
                stopped = run(f"SELECT DISTINCT source_id, period FROM ({query})").fetchall()
                findings |= {Finding(*where, None, (GATE_RULE,)) for where in stopped}
            rejects = run(
                "SELECT landing_id, row_number FROM staging.stg_cell WHERE problem IS NOT NULL"
            ).fetchall()
        finally:
            run("ROLLBACK")
        return Seen(frozenset(findings), frozenset(rejects))

    def _plant(self, fault: Fault) -> None:
        run = self.connection.execute
        for edit in fault.edits:
            row = [edit.landing_id, edit.row_number]
            if edit.copied_to is not None:
                run(
                    "INSERT INTO raw.cell SELECT * REPLACE (?::BIGINT AS row_number) "
                    "FROM raw.cell WHERE landing_id = ? AND row_number = ?",
                    [edit.copied_to, *row],
                )
            elif edit.column_name is None:
                run("DELETE FROM raw.cell WHERE landing_id = ? AND row_number = ?", row)
            else:
                run(
                    "UPDATE raw.cell SET value_text = ?, number = try_cast(? AS DOUBLE) "
                    "WHERE landing_id = ? AND row_number = ? AND measure_label = ?",
                    [edit.text, edit.text.replace(",", "."), *row, edit.column_name],
                )


def _compiled(database: Path, folder: Path) -> list[tuple[str, str]]:
    """The models downstream of the raw cells up to MODELS, in order of their dependency."""
    project = PROJECT / "dbt_project"
    options = {
        "--project-dir": project,
        "--profiles-dir": project,
        "--target-path": folder / "target",
        "--log-path": folder / "logs",
    }
    subprocess.run(
        [
            Path(sys.executable).with_name("dbt"),
            "--quiet",
            "compile",
            *(one for option in options.items() for one in option),
        ],
        env={**os.environ, "SOZIALRAUM_BUILD_DATABASE": str(database)},
        check=True,
    )
    manifest = json.loads((folder / "target" / "manifest.json").read_text(encoding="utf-8"))
    models = {
        key: node for key, node in manifest["nodes"].items() if node["resource_type"] == "model"
    }
    ordered: list[tuple[str, str]] = []
    stale: dict[str, bool] = {}

    def visit(key: str) -> bool:
        """Adds what has to be built anew for ``key``; whether ``key`` has."""
        if key in stale:
            return stale[key]
        node = models[key]
        parents = [visit(parent) for parent in node["depends_on"]["nodes"] if parent in models]
        stale[key] = any(parents) or node["name"] == "stg_cell"
        # a view is read anew by itself
        if stale[key] and node["config"]["materialized"] != "view":
            ordered.append((f"{node['schema']}.{node['name']}", node["compiled_code"]))
        return stale[key]

    for name in MODELS:
        visit(next(key for key, node in models.items() if node["name"] == name))
    return ordered
