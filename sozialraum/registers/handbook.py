"""Writes the part of ``docs/registers.de.md`` that says what each column means.

python -m sozialraum.registers.handbook
"""

from collections.abc import Mapping
from pathlib import Path

from sozialraum.base.project import PROJECT
from sozialraum.declarations import Catalogue, load_catalogue
from sozialraum.declarations.register import (
    Column,
    Consistent,
    Direction,
    Distinct,
    Register,
    Rule,
    Together,
)
from sozialraum.registers.areas import known_areas
from sozialraum.registers.validation import allowed_values
from sozialraum.registers.values import DATE_FORMS, SPAN_FORMS

PAGE = PROJECT / "docs" / "registers.de.md"
BEGIN = "<!-- Anfang: aus registers.yaml erzeugt, nicht von Hand ändern -->"
END = "<!-- Ende: aus registers.yaml erzeugt -->"

_KINDS = {
    "text": "Text",
    "number": "Zahl, z. B. `12` oder `104,25`",
    "year": "Jahr, vier Ziffern",
    "date": f"Datum: {DATE_FORMS}",
    "span": f"Zeitraum: {SPAN_FORMS}",
    "url": "Internetadresse",
    "urls": "Internetadresse(n)",
}


def describe_registers(catalogue: Catalogue) -> str:
    """Markdown: a section per register, then the lists that several registers share."""
    parts = [_register(catalogue, register) for register in catalogue.registers]
    parts += [
        _list("Planungen (`planning_field`)", catalogue.planning_fields),
        _list("Themen (`theme`)", catalogue.themes),
        _list("Arten von Angeboten (`service_type`)", catalogue.service_type_names),
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


def _register(catalogue: Catalogue, register: Register) -> str:
    lines = [
        f"### {register.title} (`{register.file}`)",
        "",
        "| Spalte | Pflicht | Bedeutung | was darin stehen darf |",
        "| --- | --- | --- | --- |",
    ]
    for column in register.columns:
        cells = (
            f"`{column.name}`",
            "ja" if column.required else "",
            column.meaning,
            _kind(catalogue, column),
        )
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    rules = [f"- {_rule(rule)}" for rule in register.rules]
    limit = (
        f"- Bis zu {register.max_rejected} fehlerhafte Zeilen werden beiseitegelegt und gemeldet, "
        "die übrigen verwendet. Sind es mehr, wird nichts veröffentlicht."
    )
    return "\n".join([*lines, "", *rules, limit])


def _kind(catalogue: Catalogue, column: Column) -> str:
    if column.type in ("choice", "choices"):
        several = "; mehrere mit „ | “ getrennt" if column.type == "choices" else ""
        if column.reference:
            return f"siehe Liste unten{several}"
        allowed = allowed_values(catalogue, column)
        return "<br>".join(f"`{value}`: {meaning}" for value, meaning in allowed.items())
    if column.type == "id":
        return column.pattern_de or ""
    if column.type == "area":
        level = next(level for level in catalogue.levels if level.id == column.level)
        return f"Nummer aus der Liste der Ebene „{level.name}“; führende Nullen dürfen fehlen"
    limits = [
        f"{word} {bound:.0f}"
        for word, bound in (("mindestens", column.min), ("höchstens", column.max))
        if bound is not None
    ]
    future = [] if column.future else ["nicht in der Zukunft"]
    return "; ".join([_KINDS[column.type], *limits, *future])


def _rule(rule: Rule) -> str:
    names = ", ".join(f"`{name}`" for name in rule.names)
    if isinstance(rule, Together):
        return f"Zusammen gefüllt oder zusammen leer: {names}."
    if isinstance(rule, Distinct):
        return f"Hinweis, wenn zwei Zeilen übereinstimmen in: {names}."
    if isinstance(rule, Consistent):
        same = ", ".join(f"`{name}`" for name in rule.columns)
        return f"Zeilen mit demselben Text in {same} haben dieselbe Angabe in `{rule.says}`."
    assert isinstance(rule, Direction)
    return (
        f"`{rule.column}` darf den Werten in `{rule.before}` und `{rule.after}` nicht "
        "widersprechen."
    )


def _list(title: str, entries: Mapping[str, str]) -> str:
    lines = [f"- `{value}`: {meaning}" for value, meaning in sorted(entries.items())]
    return "\n".join([f"### {title}", "", *lines])


def _name(label: str, code: str) -> str:
    """The label without the number that stands before it already."""
    return label.removeprefix(f"{code} ")


if __name__ == "__main__":
    write_handbook()
