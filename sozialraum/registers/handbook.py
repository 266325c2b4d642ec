"""Writes the part of ``docs/registers.de.md`` that says what each column means.

python -m sozialraum.registers.handbook
"""

from collections.abc import Mapping
from pathlib import Path

from sozialraum.base.project import PROJECT
from sozialraum.declarations import Catalogue, load_catalogue
from sozialraum.declarations.register import (
    Begun,
    Column,
    Consistent,
    Dated,
    Direction,
    Distinct,
    Fits,
    NotBefore,
    Register,
    Rule,
    Together,
    Where,
    Whole,
    Within,
)
from sozialraum.registers.areas import known_areas
from sozialraum.registers.validation import allowed_values, references
from sozialraum.registers.values import Notation, as_written
from sozialraum.words import Joined, Message, Name, Text, code

PAGE = PROJECT / "docs" / "registers.de.md"
BEGIN = "<!-- begin: made from registers.yaml, not by hand -->"
END = "<!-- end: made from registers.yaml -->"


def describe_registers(catalogue: Catalogue) -> str:
    """Markdown: a section per register, then the lists that several registers share."""
    words = catalogue.city.words
    parts = [describe_register(catalogue, register) for register in catalogue.registers]
    parts += [
        _list(words.say(Message("registers-list-title", list=name)), entries)
        for name, entries in references(catalogue).items()
    ]
    known = known_areas(catalogue)
    used = {column.level for register in catalogue.registers for column in register.columns}
    parts += [
        _list(level.plural, {code: _name(label, code) for code, label in labels.items()})
        for level in catalogue.levels
        if level.id in used and (labels := known.labels.get(level.id))
    ]
    return "\n\n".join(parts)


def renew(text: str, catalogue: Catalogue) -> str:
    """``text`` with what stands between the two marks made anew.

    Raises:
        ValueError: a mark is missing.
    """
    before, rest = text.split(BEGIN)
    _, after = rest.split(END)
    return f"{before}{BEGIN}\n\n{describe_registers(catalogue)}\n\n{END}{after}"


def write_handbook(page: Path = PAGE) -> None:
    page.write_text(renew(page.read_text("utf-8"), load_catalogue()), "utf-8")


def describe_register(catalogue: Catalogue, register: Register) -> str:
    """Markdown, in the city's language: what each column means, and the register's rules."""
    words = catalogue.city.words
    lines = [
        f"### {register.title} (`{register.file}`)",
        "",
        words.say(Message("registers-head")),
        "| --- | --- | --- | --- |",
    ]
    for column in register.columns:
        cells = (
            f"`{column.name}`",
            words.say(Message("registers-is-required")) if column.required else "",
            column.meaning,
            words.say(_kind(catalogue, column)),
        )
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    told = [*map(_rule, register.rules), Message("registers-limit", n=register.max_rejected)]
    return "\n".join([*lines, "", *(f"- {words.say(one)}" for one in told)])


def _kind(catalogue: Catalogue, column: Column) -> Text:
    if column.type in ("choice", "choices"):
        if column.reference:
            return Message("registers-see-list", several=code(column.type == "choices"))
        allowed = allowed_values(catalogue, column)
        return "<br>".join(f"`{value}`: {meaning}" for value, meaning in allowed.items())
    if column.type == "id":
        return column.pattern_de or ""
    if column.type in ("area", "areas"):
        level = next(level for level in catalogue.levels if level.id == column.level)
        several = code(column.type == "areas")
        return Message("registers-area-code", level=Name(level.name), several=several)
    notation = Notation.of(catalogue.city.language)
    low, high = (Name(as_written(one, notation)) for one in (column.min, column.max))
    told = (
        Message("registers-kind", type=column.type),
        None if column.min is None else Message("registers-at-least", value=low),
        None if column.max is None else Message("registers-at-most", value=high),
        None if column.future else Message("registers-not-in-future"),
    )
    return Joined(told, "; ")


def _rule(rule: Rule) -> Message:
    if isinstance(rule, Together):
        return Message("registers-rule-together", columns=_columns(*rule.columns))
    if isinstance(rule, Distinct):
        return Message(
            "registers-rule-alike", columns=_columns(*rule.columns), severity=rule.severity
        )
    if isinstance(rule, NotBefore):
        told, other = _columns(rule.column), _columns(rule.other)
        return Message(
            "registers-rule-not-before", column=told, other=other, severity=rule.severity
        )
    if isinstance(rule, Consistent):
        says = _columns(rule.says)
        return Message("registers-rule-consistent", columns=_columns(*rule.columns), says=says)
    if isinstance(rule, Where):
        said = {
            "column": _columns(rule.column),
            "where": _columns(rule.where),
            "values": _columns(*rule.is_),
        }
        if isinstance(rule, Fits):
            return Message("registers-rule-fits", allowed=_columns(*rule.allowed), **said)
        if isinstance(rule, Whole):
            return Message("registers-rule-whole", **said)
        if isinstance(rule, Begun):
            return Message("registers-rule-begun", severity=rule.severity, **said)
        if isinstance(rule, Dated):
            said["column"] = _columns(*rule.told_in)
            return Message("registers-rule-dated", kind=rule.kind, severity=rule.severity, **said)
        if isinstance(rule, Within):
            low, high = (Name(as_written(limit)) for limit in (rule.min, rule.max))
            return Message("registers-rule-within", low=low, high=high, **said)
        return Message("registers-rule-filled-where", **said)
    assert isinstance(rule, Direction)
    return Message(
        "registers-rule-direction",
        column=_columns(rule.column),
        before=_columns(rule.before),
        after=_columns(rule.after),
    )


def _columns(*names: str) -> Joined:
    told = (Name(f"`{name}`") if name else Message("registers-says-nothing") for name in names)
    return Joined(told, ", ")


def _list(title: str, entries: Mapping[str, str]) -> str:
    lines = [
        f"- `{value}`" + (f": {meaning}" if meaning != value else "")
        for value, meaning in sorted(entries.items())
    ]
    return "\n".join([f"### {title}", "", *lines])


def _name(label: str, code: str) -> str:
    """The label without the number that stands before it already."""
    return label.removeprefix(f"{code} ")


if __name__ == "__main__":
    write_handbook()
