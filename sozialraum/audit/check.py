"""A check and what it found, as everybody says it: the UI, the audit, the report."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from sozialraum.words import Message, Name, Text

Kind = Literal["wire", "dbt", "expectation"]
Severity = Literal["critical", "warning"]


@dataclass(frozen=True)
class Check:
    """A rule that a table has to fulfil, said once: the UI, the audit and the report show it.

    ``severity``: what a failure means at most. A critical one stops what is made from the table.
    ``description_de`` is the rule for readers of a German report where it stands beside the rule
    (in a suite, in dbt's ``meta``); the catalogue tells the others. ``details``: for engineers,
    what exactly is looked at and what follows from a failure.
    """

    table_name: str
    check_name: str
    kind: Kind
    severity: Severity
    description: str
    description_de: str = ""
    details: str = ""

    def rule(self, language: str) -> Text:
        """The rule as readers of the report are told it."""
        told = Message(
            "audit-rule", check=self.check_name, kind=self.kind, table=Name(self.table_name)
        )
        beside = {"de": self.description_de, "en": self.description}
        return (self.description_de and beside.get(language)) or told

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
    ``problems`` what was found one by one, as texts for people. ``rows`` says all of it with file,
    row, column, value and expectation, where it is known other than as text. ``published``: what
    publications say in place of ``observed``, where that may quote what is not released."""

    check: Check
    passed: bool
    observed: str
    failing_rows: int | None = None
    sample: Sequence[dict[str, Any]] = ()
    problems: Sequence[str] = ()
    published: str | None = None
    rows: Sequence[Mapping[str, Any]] = ()
