"""What a number's format shows beside its digits (ISO/IEC 29500-1, 18.8.31).

A format may write words behind a number that make another one of it (``0" thousand"``), put a mark
in its place (``[<10]"*";0``), show nothing at all (``;;;``) or only thousands (``#,##0,``), or
write in the colour of its paper (``[<10][White]0;0``). Its fourth part does so with texts. What is
seen is what was meant.
"""

import operator
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

COMMON_CODES = {"9": "0%", "10": "0.00%", "17": "mmm-yy"}
"""Of the formats that need no code (18.8.30), those that do more than round and group."""

_SIGN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|(?P<bracket>\[[^\]]*\])|(?P<unseen>[_*].)|(?P<plain>.)',
    re.DOTALL,
)
_SAYS_NOTHING = ".,:'’%‰‱°"
"""Beside a number: what parts digits, and signs of units."""
_MINUS = "-\N{MINUS SIGN}\N{EN DASH}"
_DASHES = {*_MINUS, "\N{EM DASH}"}
_PRICE = re.compile(rf"[.,][{_MINUS}\N{{EM DASH}}]{{1,2}}")
_IN_THOUSANDS = re.compile(r"[0#?],+(\.|[^0#?]*$)")
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)\]")
_INK = re.compile(
    r"\[(black|blue|cyan|green|magenta|red|white|yellow|color\s*\d+|#[0-9a-f]{6})\]", re.IGNORECASE
)
_HOLDS: Mapping[str, Callable[[float, float], bool]] = {
    "<": operator.lt, ">": operator.gt, "<=": operator.le, ">=": operator.ge,
    "=": operator.eq, "<>": operator.ne,
}  # fmt: skip


@dataclass(frozen=True)
class Shown:
    """What stands ``before`` and ``after`` a number; in place of one that is not seen
    (``is_number``), ``before`` does."""

    before: str = ""
    after: str = ""
    is_percent: bool = False
    is_number: bool = True


PLAIN = Shown()


@dataclass(frozen=True)
class _Section:
    """What a part of a format shows beside a number, ``instead`` of one where it has no place for
    digits; ``holds`` for the numbers that meet its condition, if it has one.

    ``code``: its own; ``brackets``: what of it stands in them; ``ink``: what they call a colour, in
    lower case and without blanks, else empty; ``is_in_thousands``: commas behind its digits divide.
    """

    holds: Callable[[float], bool] | None
    before: str
    after: str
    is_percent: bool
    instead: str | None
    shows_texts: bool
    code: str
    brackets: str
    ink: str
    is_in_thousands: bool


def shown(code: str, number: float) -> Shown:
    """
    Args:
        code: of a format, such as ``#,##0;[Red]-#,##0``.
    """
    if not code:
        return PLAIN
    return _as_told(_chosen(_sections(code), number), number)


def shown_text(code: str) -> Shown:
    """How a format shows a text."""
    section = _of_texts(_sections(code))
    # a text has no sign that could be its own
    return PLAIN if section is None else _as_told(section, 1)


def _as_told(section: _Section, number: float) -> Shown:
    if section.instead is not None:
        return in_place_of(number, section.instead)
    return beside(number, section.before, section.after, is_percent=section.is_percent)


def is_in_thousands(code: str, number: float) -> bool:
    """Whether a format shows a thousandth of the number, or less (``#,##0,``)."""
    return "," in code and number != 0 and _chosen(_sections(code), number).is_in_thousands


@lru_cache
def date_parts(code: str) -> str:
    """What a format shows of a date, of year, month, day, hour and second: ``ym``."""
    signs = {one[0].lower() for one in _SIGN.finditer(code) if one.lastgroup == "plain"}
    return "".join(part for part in "ymdhs" if part in signs)


def ink(code: str, number: float | None) -> str:
    """The colour in which a format shows a number, or a text (None), if it says one."""
    if "[" not in code:
        return ""
    sections = _sections(code)
    section = _of_texts(sections) if number is None else _chosen(sections, number)
    return section.ink if section else ""


def without_unseen(code: str, is_unseen: Callable[[str], bool]) -> str:
    """The format with nothing in place of the parts whose ink is not seen."""
    return ";".join(
        _INK.sub("", one.brackets) + '""' if one.ink and is_unseen(one.ink) else one.code
        for one in _sections(code)
    )


def beside(number: float, before: str, after: str, *, is_percent: bool = False) -> Shown:
    """Words and marks of any kind count, and so does a minus before a number above zero; units'
    signs, a price's dash (``5,-``), a plus, and minus and brackets of a negative number do not; nor
    does a sign of both beside 0."""
    if number < 0:
        # it is the number's own
        before = before.translate(dict.fromkeys(map(ord, _MINUS)))
    passed = "" if number > 0 else _MINUS + ("()[]" if number else "±")
    beside_it = before.replace("+", "") + _PRICE.sub("", after)
    if any(_counts(sign) for sign in beside_it if sign not in passed):
        return Shown(before, after, is_percent)
    return Shown(is_percent=is_percent)


def _counts(sign: str) -> bool:
    """Currencies and what is not seen do not."""
    is_nothing = sign.isspace() or sign in _SAYS_NOTHING
    return not is_nothing and unicodedata.category(sign) not in ("Sc", "Cf")


def in_place_of(number: float, text: str) -> Shown:
    """A zero that is shown as a dash (``-``, ``- €``), or not at all, is a zero; any other mark
    withholds it."""
    signs = set(filter(_counts, text))
    is_zero = not text.strip() or (signs and signs <= _DASHES)
    return PLAIN if number == 0 and is_zero else Shown(before=text, is_number=False)


@lru_cache
def _sections(code: str) -> Sequence[_Section]:
    """Once for each format: a sheet has hundreds of thousands of cells."""
    found: list[list[re.Match[str]]] = [[]]
    for sign in _SIGN.finditer(code):
        if (sign.lastgroup, sign[0]) == ("plain", ";"):
            found.append([])
        else:
            found[-1].append(sign)
    return [_section(one) for one in found]


def _section(found: Sequence[re.Match[str]]) -> _Section:
    # of what kind each sign is, and what it says
    signs = [(kind, sign[kind]) for sign in found for kind in [str(sign.lastgroup)]]
    brackets = "".join(sign[0] for sign in found if sign.lastgroup == "bracket")
    color = _INK.search(brackets)
    condition = next((met for _, said in signs if (met := _CONDITION.fullmatch(said))), None)
    places = [at for at, (kind, said) in enumerate(signs) if kind == "plain" and _is_place(said)]
    first, last = (places[0], places[-1]) if places else (len(signs), len(signs))
    return _Section(
        _meeting(_HOLDS[condition[1]], float(condition[2])) if condition else None,
        _words(signs[:first]),
        _words(signs[last + 1 :]),
        ("plain", "%") in signs,
        None if places else _words(signs),
        ("plain", "@") in signs,
        "".join(sign[0] for sign in found),
        brackets,
        "".join(color[1].split()).lower() if color else "",
        bool(_IN_THOUSANDS.search("".join(s if kind == "plain" else " " for kind, s in signs))),
    )


def _meeting(holds: Callable[[float, float], bool], limit: float) -> Callable[[float], bool]:
    return lambda number: holds(number, limit)


def _chosen(sections: Sequence[_Section], number: float) -> _Section:
    """The one for the number: by their conditions, else for positive, negative and zero."""
    if any(one.holds for one in sections):
        fitting = (one for one in sections if one.holds is None or one.holds(number))
        return next(fitting, sections[-1])
    at = 1 if number < 0 else 2 if number == 0 else 0
    return sections[at] if at < len(sections) else sections[0]


def _of_texts(sections: Sequence[_Section]) -> _Section | None:
    """The fourth one, or the last if it has a place for a text."""
    if len(sections) > 3:
        return sections[3]
    return sections[-1] if sections[-1].shows_texts else None


def _is_place(sign: str) -> bool:
    """Of a digit, or of a part of a date; ``General`` is one, too."""
    return sign in "0#?@" or sign.isalpha()


def _words(signs: Sequence[tuple[str, str]]) -> str:
    """What is seen of signs that are no places; a percent sign is told apart."""
    return "".join(
        said
        for kind, said in signs
        if kind in ("quoted", "escaped", "plain") and (kind, said) != ("plain", "%")
    )
