"""What a number's format shows beside its digits (ISO/IEC 29500-1, 18.8.31).

A format may write words behind a number that make another one of it (``0" thousand"``), put a mark
in its place (``[<10]"*";0``) or show nothing at all (``;;;``). What is seen is what was meant.
"""

import operator
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

PERCENT_CODES = {"9": "0%", "10": "0.00%"}
"""Of the formats that need no code (18.8.30), those that do more than round and group."""

_SIGN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|(?P<bracket>\[[^\]]*\])|(?P<unseen>[_*].)|(?P<plain>.)',
    re.DOTALL,
)
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)\]")
_HOLDS: Mapping[str, Callable[[float, float], bool]] = {
    "<": operator.lt, ">": operator.gt, "<=": operator.le, ">=": operator.ge,
    "=": operator.eq, "<>": operator.ne,
}  # fmt: skip

Section = Sequence[tuple[str, str]]
"""Its signs: of what kind each is, and what it says."""


@dataclass(frozen=True)
class Shown:
    """What stands ``before`` and ``after`` a number; in place of one that is not seen
    (``is_number``), ``before`` does."""

    before: str = ""
    after: str = ""
    is_percent: bool = False
    is_number: bool = True


PLAIN = Shown()


def shown(code: str, number: float) -> Shown:
    """
    Args:
        code: of a format, such as ``#,##0;[Red]-#,##0``.
    """
    if not code:
        return PLAIN
    section = _section(_sections(code), number)
    places = [at for at, (kind, sign) in enumerate(section) if kind == "plain" and _is_place(sign)]
    if not places:
        return in_place_of(number, _said(section, "quoted", "escaped", "plain"))
    before, after = section[: places[0]], section[places[-1] + 1 :]
    is_percent = ("plain", "%") in section
    return beside(number, _said(before), _said(after), is_percent=is_percent)


def beside(number: float, before: str, after: str, *, is_percent: bool = False) -> Shown:
    """Words and marks count; signs, currencies and the brackets of a negative number do not."""
    marks = "" if number < 0 else "()[]*"
    if any(sign.isalnum() or sign in marks for sign in before + after):
        return Shown(before, after, is_percent)
    return Shown(is_percent=is_percent)


def in_place_of(number: float, text: str) -> Shown:
    """A zero that is shown as a dash, or not at all, is a zero."""
    return Shown(before=text, is_number=False) if number else PLAIN


def _sections(code: str) -> list[Section]:
    found: list[list[tuple[str, str]]] = [[]]
    for sign in _SIGN.finditer(code):
        kind = str(sign.lastgroup)
        if (kind, sign[0]) == ("plain", ";"):
            found.append([])
        else:
            found[-1].append((kind, sign[kind]))
    return [*found]


def _section(sections: Sequence[Section], number: float) -> Section:
    """The one for the number: by their conditions, else for positive, negative and zero."""
    conditions = [
        next((found for kind, sign in one if (found := _CONDITION.fullmatch(sign))), None)
        for one in sections
    ]
    if any(conditions):
        for one, condition in zip(sections, conditions, strict=True):
            if condition is None or _HOLDS[condition[1]](number, float(condition[2])):
                return one
        return sections[-1]
    at = 1 if number < 0 else 2 if number == 0 else 0
    return sections[at] if at < len(sections) else sections[0]


def _is_place(sign: str) -> bool:
    """Of a digit, or of a part of a date; ``General`` is one, too."""
    return sign in "0#?@" or sign.isalpha()


def _said(section: Section, *kinds: str) -> str:
    return "".join(sign for kind, sign in section if kind in (kinds or ("quoted", "escaped")))
