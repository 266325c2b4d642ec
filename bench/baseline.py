"""Compares what a bench measured with what an earlier one did, each in units of its own yardstick.

Times mean little by themselves: another machine, or the same one under load, is slower in
everything. So each time is divided by that of the same work (``bench/yardstick.py``) in the same
run, wall time by wall time and CPU time by CPU time. Memory is compared as it is.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from bench.measuring import Measured

REGRESSION = 1.15
"""What is so much more than before is a regression."""
YARDSTICK = "yardstick"
UNITS = {"seconds": "wall time", "cpu_seconds": "CPU time", "megabytes": "memory"}


@dataclass(frozen=True)
class Compared:
    """A measure now and before, in yardsticks (memory: in MB); None where it was not measured."""

    what: str
    before: float | None
    now: float | None

    @property
    def growth(self) -> float | None:
        return self.now / self.before if self.now is not None and self.before else None

    @property
    def is_regression(self) -> bool:
        """Also where it is measured no more: nobody would see that it got worse."""
        if self.growth is None:
            return self.now is None
        return self.growth > REGRESSION


def write(path: Path, measures: Mapping[str, Measured], **about: Any) -> None:
    """``measures``: by name, one of them the yardstick; ``about``: what else there is to say."""
    content = about | {"measures": {name: asdict(one) for name, one in measures.items()}}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", "utf-8")


def read(path: Path) -> dict[str, Measured]:
    measures = json.loads(path.read_text("utf-8"))["measures"]
    return {name: Measured(**one) for name, one in measures.items()}


def compared(now: Mapping[str, Measured], before: Mapping[str, Measured]) -> Iterator[Compared]:
    for name in dict.fromkeys((*before, *now)):
        if name == YARDSTICK:
            continue
        for unit, words in UNITS.items():
            yield Compared(f"{name}, {words}", _of(before, name, unit), _of(now, name, unit))


def _of(measures: Mapping[str, Measured], name: str, unit: str) -> float | None:
    if name not in measures:
        return None
    value: float = getattr(measures[name], unit)
    if unit == "megabytes":
        return value
    yardstick: float = getattr(measures[YARDSTICK], unit)
    return value / yardstick


def show(found: Sequence[Compared]) -> None:
    table = Table(title="In units of the yardstick (memory: MB), against the baseline")
    for column in ("what", "before", "now", "growth", ""):
        table.add_column(column, justify="left" if column in ("what", "") else "right")
    for one in found:
        table.add_row(
            one.what,
            *("-" if value is None else f"{value:.2f}" for value in (one.before, one.now)),
            "-" if one.growth is None else f"{one.growth - 1:+.0%}",
            "REGRESSION" if one.is_regression else "new" if one.before is None else "ok",
        )
    Console(width=110).print(table)
