"""What would become of an answer if a figure, a statement or a rule were another one.

``capacity=120``, ``used.day_care=80``   a figure of the theme's services in the area
``PF048.can_be_met_by=existing``         a column of a statement, as the register writes it
``C06.result=unknown``                   the result of a rule
"""

import calendar
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from sozialraum.base.errors import MonitorError
from sozialraum.declarations import Catalogue
from sozialraum.declarations.coverability import Result
from sozialraum.declarations.register import Column
from sozialraum.explain.models import Answer, Copied, Key
from sozialraum.names import Directory, Named, UnknownNameError

FIGURES = ("capacity", "used")
COLUMNS = (
    "can_be_met_by", "target_groups", "standing", "counted", "compared_with", "reach",
    "sozialraum_code", "reported_on", "observed_change", "provider", "source_url",
)  # fmt: skip
"""Columns of a statement on which answers depend."""
SEVERAL = " | "
_NUMBER = re.compile(r"[0-9]{1,15}([.,][0-9]+)?")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")


class ImpossibleChangeError(MonitorError):
    """A change cannot be tried; the text names what it may be."""


@dataclass(frozen=True)
class Supposed:
    """``before`` and ``after`` are all answers, by area and theme."""

    changes: tuple[str, ...]
    key: Key
    before: Mapping[Key, Answer]
    after: Mapping[Key, Answer]

    @property
    def changed(self) -> list[Key]:
        return sorted(key for key in self.before if self.before[key] != self.after[key])


def suppose(
    copied: Copied, catalogue: Catalogue, *, area: str, theme: str, changes: Sequence[str]
) -> Supposed:
    """The answers of a publication with ``changes``, of which nothing stays, not even in memory.

    Raises:
        ImpossibleChangeError: a change cannot be tried; names what it may be.
    """
    copied.connection.begin()
    try:
        _change(copied, catalogue, area, theme, changes)
        return Supposed(tuple(changes), (area, theme), copied.before, copied.answers())
    finally:
        copied.connection.rollback()


def _change(
    copied: Copied, catalogue: Catalogue, area: str, theme: str, changes: Sequence[str]
) -> None:
    if (area, theme) not in copied.before:
        raise ImpossibleChangeError(f"there is no result for '{theme}' in '{area}'")
    for change in changes:
        what, equals, value = (part.strip() for part in change.partition("="))
        subject, _, column = what.partition(".")
        if not equals:
            raise ImpossibleChangeError(
                f"'{change}': write what=value, for instance capacity=120, "
                "PF048.can_be_met_by=existing or C06.result=unknown"
            )
        if subject in FIGURES:
            _change_figure(copied, area, theme, figure=subject, kind=column, value=value)
        elif subject in _ids(copied, "cover_rule", "rule_id"):
            _change_rule(copied, rule=subject, column=column, value=value)
        else:
            _change_statement(copied, catalogue, subject, column, value)


def _change_figure(
    copied: Copied, area: str, theme: str, *, figure: str, kind: str, value: str
) -> None:
    rows = copied.connection.execute(
        "SELECT DISTINCT answers.service_type, kind.name_de "
        "FROM published.declared.service_theme AS answers "
        "JOIN published.declared.service_type_name AS kind USING (service_type) "
        "JOIN coverage USING (service_type) WHERE coverage.area_id = ? AND coverage.is_latest "
        "AND answers.theme = ? AND answers.is_first ORDER BY ALL",
        [area, theme],
    ).fetchall()
    kinds = Directory("kind of service", [Named(one, name) for one, name in rows])
    if not rows:
        raise ImpossibleChangeError(f"{figure}: no service answers '{theme}' first in '{area}'")
    try:
        kind = kinds.resolve(kind) if kind or len(rows) > 1 else rows[0][0]
    except UnknownNameError:
        raise ImpossibleChangeError(
            f"{figure}: of which kind of service? One of "
            f"{', '.join(f'{figure}.{one.id}' for one in kinds.entries)}"
        ) from None
    # 1.200 may be meant as twelve hundred
    if not _NUMBER.fullmatch(value) or _GROUPED.fullmatch(value):
        raise ImpossibleChangeError(
            f"{figure}: '{value[:40]}' is no number from 0 on; write 1200 or 104,25"
        )
    number = float(value.replace(",", "."))
    for table in ("coverage_statistics", "coverage_listed"):
        copied.connection.execute(
            f"UPDATE {table} SET {figure} = ? WHERE area_id = ? AND service_type = ? "
            f"AND period_end = (SELECT max(period_end) FROM {table} WHERE service_type = ?)",
            [number, area, kind, kind],
        )


def _change_rule(copied: Copied, *, rule: str, column: str, value: str) -> None:
    results = get_args(Result)
    if column != "result" or value not in results:
        raise ImpossibleChangeError(f"{rule}: write {rule}.result=one of {', '.join(results)}")
    copied.connection.execute("UPDATE cover_rule SET result = ? WHERE rule_id = ?", [value, rule])


def _change_statement(
    copied: Copied, catalogue: Catalogue, statement: str, column: str, value: str
) -> None:
    known = _ids(copied, "stg_register_provider_feedback", "feedback_id")
    if statement not in known:
        rules = _ids(copied, "cover_rule", "rule_id")
        raise ImpossibleChangeError(
            f"'{statement}' is no figure ({', '.join(FIGURES)}), no statement "
            f"({known[0]} to {known[-1]}) and no rule ({', '.join(rules)})"
        )
    if column not in COLUMNS:
        raise ImpossibleChangeError(
            f"{statement}.{column}: on that no answer depends; it does on {', '.join(COLUMNS)}"
        )
    register = next(one for one in catalogue.registers if one.id == "provider_feedback")
    for name, written in _written(copied, catalogue, register.column(column), value).items():
        copied.connection.execute(
            f"UPDATE stg_register_provider_feedback SET {name} = ? WHERE feedback_id = ?",
            [written, statement],
        )


def _written(
    copied: Copied, catalogue: Catalogue, column: Column, value: str
) -> Mapping[str, str | list[str] | None]:
    """The columns of the staged statement, as they are when the register says ``value``."""
    if column.type == "date":
        return dict(zip(("reported_from", "reported_until"), _days(value), strict=True))
    if column.type == "areas":
        prefix = f"{column.level}:"
        allowed = [
            one.removeprefix(prefix)
            for one in _ids(copied, "area", "area_id")
            if one.startswith(prefix)
        ]
        codes = _among(column.name, value.split(SEVERAL), allowed)
        return {"reach": "named", "area_ids": [prefix + code for code in codes]}
    if column.type == "choices":
        groups = catalogue.target_groups if column.reference else column.values
        return {column.name: _among(column.name, value.split(SEVERAL), list(groups))}
    if column.type == "choice":
        optional = {} if column.required else {"": ""}
        (one,) = _among(column.name, [value], [*column.values, *optional])
        return {column.name: one or None}
    return {column.name: value}


def _among(what: str, values: Sequence[str], allowed: Sequence[str]) -> list[str]:
    wrong = [value for value in values if value not in allowed]
    if wrong:
        raise ImpossibleChangeError(
            f"{what}: '{wrong[0]}' is not allowed; one of {', '.join(filter(None, allowed))}"
        )
    return list(values)


def _days(value: str) -> tuple[str, str]:
    """First and last day of a year, a month or a day."""
    if not re.fullmatch(r"\d{4}(-\d\d){0,2}", value):
        raise ImpossibleChangeError(f"reported_on: '{value}' is no 2024, 2024-06 or 2024-06-30")
    year, month, day = ([int(part) for part in value.split("-")] + [0, 0])[:3]
    if not 0 <= month <= 12 or day > calendar.monthrange(year, month or 1)[1]:
        raise ImpossibleChangeError(f"reported_on: there is no {value}")
    last = calendar.monthrange(year, month or 12)[1]
    return (
        f"{year}-{month or 1:02}-{day or 1:02}",
        f"{year}-{month or 12:02}-{day or last:02}",
    )


def _ids(copied: Copied, table: str, column: str) -> list[str]:
    rows = copied.connection.execute(f"SELECT {column} FROM {table} ORDER BY 1").fetchall()
    return [one for (one,) in rows]
