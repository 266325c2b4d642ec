"""A layer's attributes, found under the names that its entry gives as candidates."""

import difflib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sozialraum.declarations.layer import Layer, attributes_of, fill, key_of
from sozialraum.declarations.notation import plain_label
from sozialraum.declarations.source import Condition, takes, wanted_rows
from sozialraum.ingest.layers.geojson import LayerFormError
from sozialraum.ingest.wire import MOST_TEXTS

Feature = Mapping[str, Any]


@dataclass(frozen=True)
class Attributes:
    """Which template gives which of our columns in one file.

    ``unmapped``: declared columns none of whose candidates the file has (optional ones).
    ``wanted``: attribute -> what it says in features that are read. ``ignored``: those that are
    known. ``decimal``: the sign with which numbers are written as text.
    """

    templates: Mapping[str, str]
    unmapped: tuple[str, ...]
    wanted: Mapping[str, list[str] | Condition]
    ignored: frozenset[str]
    null_tokens: frozenset[str]
    decimal: str

    def read(self, properties: Mapping[str, Any] | None) -> dict[str, str | None]:
        """Our columns of one feature, as text; None where the layer says nothing."""
        values = {
            key_of(name): self._without_token(self._as_written(value))
            for name, value in (properties or {}).items()
        }
        return {column: fill(template, values) for column, template in self.templates.items()}

    def unused(self, names: Sequence[str]) -> tuple[str, ...]:
        """Those of the file's attributes that no column takes."""
        used = {key for template in self.templates.values() for key in attributes_of(template)}
        known = {*used, *self.wanted, *self.ignored}
        return tuple(name for name in names if key_of(name) not in known)

    def taken(self, features: Sequence[Feature], where: str) -> dict[int, Feature]:
        """Number -> feature, counted from 1, of those that the entry takes.

        Raises:
            LayerFormError: none is taken, or none for one of several texts that are asked for.
        """
        said = {
            number: self._said(feature.get("properties"))
            for number, feature in enumerate(features, start=1)
        }
        kept = {
            number: features[number - 1]
            for number, texts in said.items()
            if all(takes(wanted, texts[name]) for name, wanted in self.wanted.items())
        }
        for name, wanted in self.wanted.items():
            found = {said[number][name] for number in kept}
            asked = wanted if isinstance(wanted, list) else []
            lost = [repr(one) for one in asked if one not in found]
            if lost or not found:
                there = ", ".join(map(repr, sorted({texts[name] for texts in said.values()})[:20]))
                raise LayerFormError(
                    f"`{name}`: no feature says {' or '.join(lost) or 'what is asked for'}; they "
                    f"say {there}. Expected: features for all that `where` asks for; what not "
                    f"each file has, a `pattern` asks for ({where})"
                )
        return kept

    def other_texts(
        self, features: Sequence[Feature], kept: Mapping[int, Feature]
    ) -> list[str] | None:
        """What attributes say, of features that are not kept, beside the texts by which features
        are chosen. None where these are too many to be told from those of another file."""
        chosen = {name: wanted for name, wanted in self.wanted.items() if isinstance(wanted, list)}
        found = {
            f"{name} {said[name]!r}"
            for number, feature in enumerate(features, start=1)
            if chosen and number not in kept
            for said in [self._said(feature.get("properties"))]
            for name, wanted in chosen.items()
            if said[name] not in wanted
        }
        return None if len(found) > MOST_TEXTS else sorted(found)

    def _said(self, properties: Mapping[str, Any] | None) -> dict[str, str]:
        values = {key_of(name): value for name, value in (properties or {}).items()}
        return {name: plain_label(self._as_written(values.get(name)) or "") for name in self.wanted}

    def _as_written(self, value: Any) -> str | None:
        """A value as a text beside it would have it, so that 1.234 as a number stays below
        two."""
        text = as_text(value)
        if isinstance(value, float) and text is not None:
            return text.replace(".", self.decimal)
        return text

    def _without_token(self, text: str | None) -> str | None:
        is_token = text is not None and plain_label(text).casefold() in self.null_tokens
        return None if is_token else text


def find_attributes(layer: Layer, where: str, names: Sequence[str], decimal: str) -> Attributes:
    """The first candidate of each declared column that the file has.

    Args:
        where: place of the entry, as in ``layers.yaml:41``. names: the file's attributes.
        decimal: the sign with which numbers of it are written, as they will be read.

    Raises:
        LayerFormError: a required column has none, or one of two attributes that differ only in
            capitals or blanks; names the file's attributes and the place.
    """
    by_key: dict[str, list[str]] = {}
    for name in names:
        by_key.setdefault(key_of(name), []).append(name)
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
    wanted = wanted_rows(layer.where)
    for name in wanted:
        if key_of(name) not in by_key:
            raise LayerFormError(
                f"no attribute `{name}`, by which features are chosen; the layer has: "
                f"{', '.join(names) or 'none'}{_hint(['{' + name + '}'], names)}. "
                f"Declare it here: {where} (`where: {{{name}: …}}`)"
            )
        _check_one(name, [by_key[key_of(name)]], where, "where")
    tokens = frozenset(token.casefold() for token in layer.null_tokens)
    return Attributes(
        templates,
        tuple(unmapped),
        {key_of(name): one for name, one in wanted.items()},
        frozenset(map(key_of, layer.ignored)),
        tokens | {""},
        decimal,
    )


def as_text(value: Any) -> str | None:
    """A JSON value as text; whole numbers without decimals."""
    if value is None:
        return None
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return json.dumps(value, ensure_ascii=False)


def _check_one(
    column: str, meant: Sequence[Sequence[str]], where: str, declared: str = "attributes"
) -> None:
    """Of two attributes of one name, only the provider knows which is the column."""
    for names in meant:
        if len(names) > 1:
            raise LayerFormError(
                f"`{column}` may be read from {' or '.join(map(repr, names))}, of which "
                f"only capitals or blanks differ. Declare another attribute here: {where} "
                f"(`{declared}: {{{column}: …}}`), or ask the provider"
            )


def _normal(template: str) -> str:
    for name in attributes_of(template):
        template = template.replace("{" + name + "}", "{" + key_of(name) + "}")
    return template


def _hint(candidates: Sequence[str], names: Sequence[str]) -> str:
    by_key = {key_of(name): name for name in names}
    for candidate in candidates:
        for wanted in attributes_of(candidate):
            close = difflib.get_close_matches(key_of(wanted), list(by_key), n=1, cutoff=0.6)
            if close:
                return f" (renamed to {by_key[close[0]]!r}?)"
    return ""
