"""Puts a report into words: the one place where its messages become text of a language."""

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from sozialraum.words import Words, Written

Part = TypeVar("Part")


def in_words(part: Part, words: Words) -> Part:
    """The same model, block or tuple of them, in which everything to be said is a ``str``."""
    found: Any = _said(part, words)
    return found  # type: ignore[no-any-return]


def _said(part: Any, words: Words) -> Any:
    # most of a report
    if part is None or isinstance(part, str | float | int):
        return part
    if isinstance(part, Written):
        return words.say(part)
    if isinstance(part, tuple):
        said = tuple(_said(one, words) for one in part)
        return part if all(a is b for a, b in zip(part, said, strict=True)) else said
    if isinstance(part, dict):
        return {key: _said(one, words) for key, one in part.items()}
    if is_dataclass(part) and not isinstance(part, type):
        values = {one.name: getattr(part, one.name) for one in fields(part) if one.init}
        changed = {
            name: said
            for name, value in values.items()
            if (said := _said(value, words)) is not value
        }
        return replace(part, **changed) if changed else part
    return part
