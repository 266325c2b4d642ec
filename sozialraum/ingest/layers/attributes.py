"""A layer's attributes, found under the names that its entry gives as candidates."""

import difflib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sozialraum.declarations.layer import Layer, attributes_of, fill
from sozialraum.ingest.layers.geojson import LayerFormError


@dataclass(frozen=True)
class Attributes:
    """Which template gives which of our columns in one file.

    ``unmapped``: declared columns none of whose candidates the file has (optional ones).
    ``decimal``: the sign with which numbers are written as text.
    """

    templates: Mapping[str, str]
    unmapped: tuple[str, ...]
    null_tokens: frozenset[str]
    decimal: str

    def read(self, properties: Mapping[str, Any] | None) -> dict[str, str | None]:
        """Our columns of one feature, as text; None where the layer says nothing."""
        values = {
            _key(name): self._without_token(self._as_written(value))
            for name, value in (properties or {}).items()
        }
        return {column: fill(template, values) for column, template in self.templates.items()}

    def unused(self, names: Sequence[str]) -> tuple[str, ...]:
        """Those of the file's attributes that no column takes."""
        used = {key for template in self.templates.values() for key in attributes_of(template)}
        return tuple(name for name in names if _key(name) not in used)

    def _as_written(self, value: Any) -> str | None:
        """A value as a text of the city would have it, so that 1.234 as a number stays below
        two."""
        text = as_text(value)
        if isinstance(value, float) and text is not None:
            return text.replace(".", self.decimal)
        return text

    def _without_token(self, text: str | None) -> str | None:
        return None if text is None or text.casefold() in self.null_tokens else text


def find_attributes(
    layer: Layer, where: str, names: Sequence[str], decimal: str = ","
) -> Attributes:
    """The first candidate of each declared column that the file has.

    Args:
        where: place of the entry, as in ``layers.yaml:41``. names: the file's attributes.

    Raises:
        LayerFormError: a required column has none, or one of two attributes that differ only in
            capitals or blanks; names the file's attributes and the place.
    """
    by_key: dict[str, list[str]] = {}
    for name in names:
        by_key.setdefault(_key(name), []).append(name)
    templates: dict[str, str] = {}
    unmapped = []
    for column, candidates in layer.candidates.items():
        normal = [_normal(candidate) for candidate in candidates]
        fitting = [one for one in normal if set(attributes_of(one)) <= by_key.keys()]
        if fitting:
            templates[column] = fitting[0]
            _check_one(column, [by_key[key] for key in attributes_of(fitting[0])], where)
        elif column in layer.required:
            raise LayerFormError(
                f"no attribute for `{column}`: looked for {', '.join(candidates)}; the layer has: "
                f"{', '.join(names) or 'none'}{_hint(candidates, names)}. "
                f"Declare it here: {where} (`attributes: {{{column}: …}}`)"
            )
        else:
            unmapped.append(column)
    tokens = frozenset(token.casefold().strip() for token in layer.null_tokens)
    return Attributes(templates, tuple(unmapped), tokens | {""}, decimal)


def as_text(value: Any) -> str | None:
    """A JSON value as text; whole numbers without decimals."""
    if value is None:
        return None
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return json.dumps(value, ensure_ascii=False)


def _check_one(column: str, meant: Sequence[Sequence[str]], where: str) -> None:
    """Of two attributes of one name, only the provider knows which is the column."""
    for names in meant:
        if len(names) > 1:
            raise LayerFormError(
                f"`{column}` may be read from {' or '.join(map(repr, names))}, of which "
                f"only capitals or blanks differ. Declare another attribute here: {where} "
                f"(`attributes: {{{column}: …}}`), or ask the provider"
            )


def _key(name: str) -> str:
    return name.strip().casefold()


def _normal(template: str) -> str:
    for name in attributes_of(template):
        template = template.replace("{" + name + "}", "{" + _key(name) + "}")
    return template


def _hint(candidates: Sequence[str], names: Sequence[str]) -> str:
    by_key = {_key(name): name for name in names}
    for candidate in candidates:
        for wanted in attributes_of(candidate):
            close = difflib.get_close_matches(_key(wanted), list(by_key), n=1, cutoff=0.6)
            if close:
                return f" (renamed to {by_key[close[0]]!r}?)"
    return ""
