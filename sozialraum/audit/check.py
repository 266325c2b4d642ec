"""A check and what it found, as everybody says it: the UI, the audit, the report."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

Kind = Literal["wire", "dbt", "expectation"]
Severity = Literal["critical", "warning"]

_GENERAL_DE: dict[Kind, str] = {
    "wire": "Die Dateien von {table} haben die vereinbarte Form.",
    "dbt": "Die Tabelle {table} ist vollständig und in sich stimmig.",
    "expectation": "Die Tabelle {table} hält alle Regeln ein, die für sie festgelegt sind.",
}


@dataclass(frozen=True)
class Check:
    """A rule that a table has to fulfil, said once: the UI, the audit and the report show it.

    ``severity``: what a failure means at most. A critical one stops what is made from the table.
    ``description_de`` is the rule in German for readers of the report; where a check has none, a
    general sentence about its table stands in. ``details``: for engineers, what exactly is looked
    at and what follows from a failure.
    """

    table_name: str
    check_name: str
    kind: Kind
    severity: Severity
    description: str
    description_de: str = ""
    details: str = ""

    def __post_init__(self) -> None:
        if not self.description_de:
            general = _GENERAL_DE[self.kind].format(table=self.table_name)
            object.__setattr__(self, "description_de", general)

    def as_warning(self) -> "Check":
        """The same check where a failure stops nothing."""
        return replace(self, severity="warning")

    def judged(
        self, problems: Sequence[str], otherwise: str, *, failing_rows: int | None = None
    ) -> "Finding":
        """Failed if there are ``problems``; ``otherwise`` is what was observed without any."""
        observed = "; ".join(problems) or otherwise
        return Finding(self, not problems, observed, failing_rows, problems=problems)


@dataclass(frozen=True)
class Finding:
    """The outcome of one check; ``sample`` holds some of the failing rows, as JSON-able dicts, and
    ``problems`` what was found one by one, as texts for people."""

    check: Check
    passed: bool
    observed: str
    failing_rows: int | None = None
    sample: Sequence[dict[str, Any]] = ()
    problems: Sequence[str] = ()
