"""How many planted errors are found, and how many findings do the clean figures have?

    python -m bench.plausibility [--rounds 24] [--seed 11] [--missed] [--build FILE]

Each round plants errors into all tables at once, of one table in periods so far apart that they do
not disturb each other; of each kind the same number, each in a table drawn from those that it fits.
An error is found when a finding names its source, period and place (or the period or an area that
it lies in, or the same day in a table that is compared with it), when a check of the gate fails for
its source and period, or when its row is set aside. Thresholds were chosen with the seeds 1 and 2.
"""

import argparse
import itertools
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from bench.faults import KINDS, Draw, Fault
from bench.figures import FIGURES, Figures
from bench.screening import GATE_RULE, Finding, Screening
from sozialraum.base.warehouse import Warehouse

APART = 3
"""How many periods of a table lie between two errors of a round."""


@dataclass
class Tables:
    """The clean figures by source, and which sources are compared with each other."""

    figures: dict[str, Figures]
    ends: dict[str, object]
    linked: frozenset[frozenset[str]]
    city: str

    @classmethod
    def of(cls, screening: Screening) -> "Tables":
        run = screening.connection.execute
        frame = run(FIGURES).df()
        pairs = run("SELECT source_id, figure_source_id FROM declared.plausibility_figure")
        return cls(
            {str(source): figures for source, figures in frame.groupby("source_id")},
            dict(zip(frame.period, frame.period_end, strict=True)),
            frozenset(frozenset(pair) for pair in pairs.fetchall()),
            *run("SELECT city_area_id FROM declared.city").fetchone(),
        )

    def drawn(self, chance: np.random.Generator) -> list[Fault]:
        """Errors for one round: kind after kind, until one fits nowhere any more."""
        free = {source: self._periods(source, chance) for source in self.figures}
        faults: list[Fault] = []
        draws = itertools.cycle(KINDS)
        while fault := self._planted(next(draws), free, faults, chance):
            faults.append(fault)
        return faults

    def _periods(self, source: str, chance: np.random.Generator) -> list[str]:
        periods = list(self.figures[source].period.drop_duplicates())
        first = int(chance.integers(min(APART + 1, len(periods))))
        return periods[first :: max(APART + 1, len(periods) // 5)]

    def _planted(
        self,
        draw: Draw,
        free: dict[str, list[str]],
        faults: Iterable[Fault],
        chance: np.random.Generator,
    ) -> Fault | None:
        for source in chance.permutation([source for source, periods in free.items() if periods]):
            period = str(chance.choice(free[source]))
            if any(self._same_day_compared(source, period, fault) for fault in faults):
                continue
            figures = self.figures[source]
            fault = draw(figures[figures.period == period], chance)
            if fault is not None:
                free[source].remove(period)
                return fault
        return None

    def _same_day_compared(self, source: str, period: str, fault: Fault) -> bool:
        compared = frozenset((source, fault.source_id)) in self.linked and source != fault.source_id
        return compared and self.ends.get(period) == self.ends[fault.period]

    def tells(self, finding: Finding, fault: Fault) -> bool:
        """Whether the finding points at the error."""
        if finding.source_id != fault.source_id:
            return "relation" in finding.rules and self._same_day_compared(
                finding.source_id, finding.period, fault
            )
        if finding.period != fault.period:
            return self._is_gap(finding, fault)
        return finding.place in (None, self.city) or any(
            set(finding.place.split("+")) & set(place.split("+")) for place in fault.places
        )

    def _is_gap(self, finding: Finding, fault: Fault) -> bool:
        """A gap is told of the period after it."""
        if finding.rules != ("rows",) or fault.kind != "missing row":
            return False
        periods = list(self.figures[fault.source_id].period.drop_duplicates())
        return (fault.period, finding.period) in itertools.pairwise(periods)


@dataclass
class Counts:
    """What came of the errors of one kind; those in the noise are counted apart."""

    tried: int = 0
    found: int = 0
    in_noise: int = 0
    in_noise_found: int = 0
    by_rule: Counter[str] = field(default_factory=Counter)

    def add(self, rules: set[str], *, is_noise: bool) -> None:
        if is_noise:
            self.in_noise += 1
            self.in_noise_found += bool(rules)
            return
        self.tried += 1
        self.found += bool(rules)
        self.by_rule.update(rules)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=24)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--missed", action="store_true", help="list the errors that are not found")
    parser.add_argument("--build", type=Path, default=Warehouse.default().build_database)
    options = parser.parse_args()
    if not options.build.is_file():
        raise SystemExit(f"{options.build}: no such database; run `make refresh` first")
    with tempfile.TemporaryDirectory() as folder:
        screening = Screening(options.build, Path(folder))
        _measure(screening, options.rounds, options.seed, lists_missed=options.missed)


def _measure(screening: Screening, rounds: int, seed: int, *, lists_missed: bool) -> None:
    chance = np.random.default_rng(seed)
    tables = Tables.of(screening)
    usual = screening.seen([])
    counts: defaultdict[str, Counts] = defaultdict(Counts)
    elsewhere = 0
    for _ in range(rounds):
        faults = tables.drawn(chance)
        seen = screening.seen(faults)
        new = seen.findings - usual.findings
        told = {finding for finding in usual.findings if GATE_RULE not in finding.rules}
        for fault in faults:
            theirs = {finding for finding in new if tables.tells(finding, fault)}
            told |= theirs
            rules = {rule for finding in theirs for rule in finding.rules}
            if fault.rows & (seen.rejects - usual.rejects):
                rules.add("set aside")
            counts[fault.kind].add(rules, is_noise=fault.is_noise)
            if lists_missed and not rules:
                Console().print("missed:", fault.kind, fault.source_id, fault.period, fault.edits)
        findings = {finding.where for finding in new if GATE_RULE not in finding.rules}
        elsewhere += len(findings - {finding.where for finding in told})
    _show(counts)
    clean = [finding for finding in usual.findings if GATE_RULE not in finding.rules]
    Console().print(
        f"{len(clean)} findings on the clean figures; {elsewhere} in {rounds} rounds name "
        "another place or period than that of an error."
    )


def _show(counts: dict[str, Counts]) -> None:
    table = Table("Error", "Tried", "Found", "In the noise", "of these found", "By")
    for kind, of_kind in sorted(counts.items()):
        table.add_row(
            kind,
            str(of_kind.tried),
            f"{of_kind.found / max(of_kind.tried, 1):.0%}",
            str(of_kind.in_noise or ""),
            str(of_kind.in_noise_found) if of_kind.in_noise else "",
            ", ".join(f"{rule} {count}" for rule, count in of_kind.by_rule.most_common()),
        )
    tried = sum(one.tried for one in counts.values())
    found = sum(one.found for one in counts.values())
    table.add_row("all", str(tried), f"{found / tried:.0%}")
    Console(width=140).print(table)


if __name__ == "__main__":
    main()
