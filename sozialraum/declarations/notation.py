"""How the text of a figure is read: as a number, as a mark in its place, or as neither.

The same steps in SQL, for all cells of a file as it is loaded, and in Python, for single texts;
tests hold both together. What is read as a number, in this order:

    blanks          no-break, thin and other blanks count as blanks, those around a text as none
    footnotes       ``12 1)``, ``12²`` are 12 (`layout.value_marks`)
    in its place    ``-``, ``...``, ``/``: what the source declares in `missing`
    marks           ``(77)`` 77 of limited reliability, ``12p`` preliminary, ``12r`` revised
    sign            ``−23``, ``- 23`` are -23
    percent sign    ``6,5 %`` is 6,5 in a column of percentages, and no number in any other
    thousands       by the declared sign only
    in its place    a number that `missing` declares, however it is written: ``9999.0`` for ``9999``

A class is no number: it is one of those that are declared, or a mark in its place.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from sozialraum.base.sql import literal

Mark = Literal["limited", "preliminary", "revised"]

# The signs that the statistical offices of Germany and Eurostat put at a figure.
COMMON_MARKS: dict[str, Mark] = {"()": "limited", "p": "preliminary", "r": "revised"}
FOOTNOTES = r"(?:\s+\d{1,2}\)|\s*[¹²³⁴⁵⁶⁷⁸⁹]+\)?)$"

# no-break, figure, thin, hair and narrow no-break blank, tab and ends of lines
_UNSEEN_BLANKS = "\u00a0\u2002\u2003\u2007\u2008\u2009\u200a\u202f"
_BLANKS = _UNSEEN_BLANKS + "\t\n\r"
_TRANSLATED = str.maketrans(_BLANKS, " " * len(_BLANKS))
_SEEN = str.maketrans(_UNSEEN_BLANKS, " " * len(_UNSEEN_BLANKS))
_APOSTROPHE = "\u2019"
_IN_BRACKETS = r"^\(([^()]*)\)$"
_SIGN = "^[-\u2212\u2013] ?([0-9])"
# written otherwise, the same mark in place of a number
_ALIKE = {"-": "\u2013\u2014\u2212", "...": "\u2026"}
_NEVER = r"[^\s\S]"
_LIKE_NUMBER = r"-?\d+([.,' ]\d{3})*[.,]\d+|-?\d{1,3}([ ']\d{3})+"
_PERCENT = r" ?%$"


@dataclass(frozen=True)
class Figure:
    """``meaning`` of a mark in place of a number, ``mark`` of a number that has one."""

    number: float | None
    meaning: str | None = None
    mark: str | None = None


@dataclass(frozen=True)
class Notation:
    """``pattern`` is what a number has to match whole, by the sign ``decimal`` and the signs
    ``thousands``."""

    pattern: str
    decimal: str
    thousands: str | None
    footnotes: str | None
    missing: Mapping[str, str]
    marks: Mapping[str, str]

    @cached_property
    def in_place(self) -> Mapping[str, str]:
        """Text in place of a number -> what it means: those declared, and other dashes and dots
        where one is."""
        declared = {plain_mark(mark): meaning for mark, meaning in self.missing.items()}
        alike = {sign: declared[one] for one in _ALIKE if one in declared for sign in _ALIKE[one]}
        signed = {_with_sign(mark): meaning for mark, meaning in declared.items()}
        return alike | signed | declared

    @cached_property
    def numbers_in_place(self) -> Mapping[float, str]:
        """Number that is declared as a mark -> what it means; zero is one only as it is written."""
        return {
            number: meaning
            for mark, meaning in reversed(list(self.missing.items()))
            if self._is_number(said := _with_sign(plain_mark(mark)))
            and (number := self._number(said)) != 0
        }

    @property
    def misread(self) -> list[str]:
        """The declared marks that look like a number with decimals or thousands, and are none by
        these signs: the number that is meant would count."""
        said = {mark: _with_sign(plain_mark(mark)) for mark in self.missing}
        return [
            mark
            for mark, one in said.items()
            if re.fullmatch(_LIKE_NUMBER, one, re.ASCII) and not self._is_number(one)
        ]

    def read(self, text: str, *, is_percent: bool) -> Figure:
        said = plain_mark(text)
        if not self._is_number(said) and not re.search(_IN_BRACKETS, said, re.ASCII):
            said = re.sub(self.footnotes, "", said, flags=re.ASCII) if self.footnotes else said
        if said in self.in_place:
            return Figure(None, meaning=self.in_place[said])
        mark = None
        if not self._is_number(said):
            if "()" in self.marks and (inner := re.search(_IN_BRACKETS, said, re.ASCII)):
                mark, said = self.marks["()"], inner[1].strip(" ")
            elif self._suffixes and (found := re.search(self._suffixed, said, re.ASCII)):
                mark, said = self.marks[found[2]], found[1]
            said = _with_sign(said)
            if is_percent:
                said = re.sub(_PERCENT, "", said)
            if not self._is_number(said):
                return Figure(None)
        number = self._number(said)
        if number in self.numbers_in_place:
            return Figure(None, meaning=self.numbers_in_place[number])
        return Figure(number, mark=mark)

    def _number(self, text: str) -> float:
        plain = text.translate(str.maketrans("", "", self.thousands or ""))
        return float(plain.replace(self.decimal, "."))

    def _is_number(self, text: str) -> bool:
        # digits are those that SQL means, too; there, the end of a text is its end
        return re.fullmatch(self.pattern, text, re.ASCII) is not None

    @property
    def _suffixes(self) -> list[str]:
        return [sign for sign in self.marks if sign != "()"]

    @property
    def _suffixed(self) -> str:
        return rf"^(.*\d) ?({'|'.join(map(re.escape, self._suffixes))})$"

    @property
    def _hint(self) -> str:
        """SQL: what would make a number of a text that is none."""
        other = "." if self.decimal == "," else ","
        hints = {
            r"^-?\d{1,3}( \d{3})+$": ": blanks between groups of three digits; if they part "
            'thousands, declare `thousands: " "`',
            r"^-?\d{1,3}('\d{3})+$": ": apostrophes between groups of three digits; if they part "
            """thousands, declare `thousands: "'"`""",
            r"^-?\d+[.,]\d+$": f': the decimal sign is declared as "{self.decimal}" (`decimal`)',
            r"\d ?%$": ": a percent sign, although its column holds no percentages (`unit`)",
            r"^-?0\S* \[.*\]$": ": a status beside a 0; what it means is declared in `missing` if "
            "the 0 is none, else in `marks`",
            r"^\(.*\d.*\)$": ": brackets around a figure; what they mean is declared in `marks`",
            r"\d ?[a-z*]$": ": a sign behind a figure; what it means is declared in `marks`",
            r"^[^\d]+$": ": a mark in place of a figure; what it means is declared in `missing`",
        }
        if not self.thousands:
            grouped = r"^-?\d{1,3}" + _GROUPS[self.decimal] + "$"
            hints = {
                grouped: ": groups of three digits as of thousands; if they are, declare "
                f'`thousands: "{other}"`',
                **hints,
            }
        cases = " ".join(
            f"WHEN regexp_matches(said, {literal(pattern)}) THEN {literal(hint)}"
            for pattern, hint in hints.items()
        )
        return f"CASE {cases} ELSE '' END"

    def in_sql(self, cells: str) -> str:
        """The query ``cells`` with ``number``, ``meaning`` and ``mark`` of each ``value_text``;
        its columns of percentages have a true ``is_percent``, which is left out."""
        number = literal(self.pattern)
        footnotes = (
            f"WHEN regexp_matches(said, {literal(_IN_BRACKETS)}) THEN said "
            f"ELSE regexp_replace(said, {literal(self.footnotes)}, '')"
            if self.footnotes
            else "ELSE said"
        )
        meanings = " ".join(
            f"WHEN {literal(m)} THEN {literal(n)}" for m, n in self.in_place.items()
        )
        numbers = " ".join(
            f"WHEN {n!r} THEN {literal(m)}" for n, m in self.numbers_in_place.items()
        )
        in_place = f"CASE number {numbers} END" if numbers else "NULL::VARCHAR"
        brackets = self.marks.get("()")
        suffixed = literal(self._suffixed if self._suffixes else _NEVER)
        marks = " ".join(f"WHEN {literal(s)} THEN {literal(self.marks[s])}" for s in self._suffixes)
        core = f"""regexp_replace(
            CASE WHEN is_bracketed THEN trim(regexp_extract(noted, {literal(_IN_BRACKETS)}, 1))
                WHEN regexp_matches(noted, {suffixed}) THEN regexp_extract(noted, {suffixed}, 1)
                ELSE noted
            END, {literal(_SIGN)}, '-\\1')"""
        return f"""
            SELECT * EXCLUDE (
                    is_percent, said, is_plain, noted, is_bracketed, bare, number, meaning, mark,
                    in_place
                ),
                CASE WHEN in_place IS NULL THEN number END AS number,
                coalesce(meaning, in_place) AS meaning,
                CASE WHEN number IS NOT NULL AND in_place IS NULL THEN mark END AS mark,
                CASE WHEN number IS NULL AND meaning IS NULL
                    THEN 'not a number' || {self._hint} || {_ODD_BLANKS} END AS unreadable
            FROM (SELECT *, {in_place} AS in_place
            FROM (SELECT *,
                CASE WHEN meaning IS NULL AND (is_plain OR regexp_matches(bare, {number}))
                    THEN replace(translate(bare, {literal(self.thousands or "")}, ''),
                        {literal(self.decimal)}, '.')::DOUBLE
                END AS number
            FROM (SELECT *,
                {f"CASE noted {meanings} END" if meanings else "NULL::VARCHAR"} AS meaning,
                CASE WHEN is_plain THEN NULL
                    WHEN is_bracketed THEN {literal(brackets) if brackets else "NULL"}
                    {f"ELSE CASE regexp_extract(noted, {suffixed}, 2) {marks} END" if marks else ""}
                END::VARCHAR AS mark,
                CASE WHEN is_plain THEN noted
                    WHEN is_percent THEN regexp_replace({core}, {literal(_PERCENT)}, '')
                    ELSE {core}
                END AS bare
            FROM (SELECT *,
                NOT is_plain AND {"true" if brackets else "false"}
                    AND regexp_matches(noted, {literal(_IN_BRACKETS)}) AS is_bracketed
            FROM (SELECT *,
                CASE WHEN is_plain THEN said {footnotes} END AS noted
            FROM (SELECT *, regexp_matches(said, {number}) AS is_plain
            FROM (SELECT *, {_PLAIN_SIGNS} AS said
            FROM ({cells}))))))))
        """


_GROUPS = {",": r"(\.\d{3})+(,\d+)?", ".": r"(,\d{3})+(\.\d+)?"}
# The blanks that nobody sees, by the names under which a person finds them.
_ODD_BLANKS = (
    "CASE WHEN NOT regexp_matches(value_text, '[\u00a0\u2007\u2009\u202f]') THEN '' "
    "ELSE ' (it has ' || array_to_string(list_filter(["
    + ", ".join(
        f"CASE WHEN contains(value_text, '{blank}') THEN 'U+{ord(blank):04X}' END"
        for blank in "\u00a0\u2007\u2009\u202f"
    )
    + "], lambda one: one IS NOT NULL), ', ') || ' in it)' END"
)


# From here on two texts are alike enough to ask whether one was meant.
_ALIKE_FROM = 0.8


def classes_in_sql(cells: str) -> str:
    """The query ``cells``, read by ``in_sql``, in which those that have ``classes`` are classes:
    their ``number`` is the place of theirs among them, and ``classes`` is left out."""
    said = tidied("value_text")
    likeness = f"jaro_winkler_similarity(lower(one), lower({said}))"
    return f"""
        SELECT * EXCLUDE (classes, place, near) REPLACE (
            CASE WHEN classes IS NULL THEN number ELSE place END AS number,
            CASE WHEN place IS NULL
                THEN CASE WHEN classes IS NOT NULL AND meaning = 'zero' THEN 'missing'
                    ELSE meaning END
            END AS meaning,
            CASE WHEN classes IS NULL THEN mark END AS mark,
            CASE WHEN classes IS NULL THEN unreadable
                WHEN place IS NULL AND meaning IS NULL
                THEN 'none of the declared classes (' || array_to_string(classes, ', ') || ')'
                    || coalesce(': did you mean ''' || near || '''?', '')
            END AS unreadable
        )
        FROM (SELECT *,
            CASE WHEN classes IS NOT NULL AND place IS NULL AND meaning IS NULL
                THEN list_sort(list_filter(list_transform(
                    classes, lambda one: {{'likeness': {likeness}, 'one': one}}
                ), lambda one: one.likeness >= {_ALIKE_FROM}), 'DESC')[1].one
            END AS near
        FROM (SELECT *, nullif(list_position(classes, {said}), 0) AS place
        FROM ({cells})))
    """


def tidied(text: str) -> str:
    """SQL: a text as ``plain_label`` makes it."""
    # DuckDB would end a text at a NUL
    composed = f"CASE WHEN contains({text}, chr(0)) THEN {text} ELSE nfc_normalize({text}) END"
    return f"trim(translate({composed}, {literal(_BLANKS)}, {literal(' ' * len(_BLANKS))}))"


def with_plain_blanks(text: str) -> str:
    """With composed characters; no-break, thin and other blanks become plain ones."""
    return _composed(text).translate(_TRANSLATED)


def plain_label(text: str) -> str:
    """A text as it is compared, of a file or declared: as above, and no blanks around it."""
    return with_plain_blanks(text).strip(" ")


# a class, an escape, or the end of a line or a tab as it is
_PIECES = re.compile(
    r"\[\^?\]?(?:\\.|[^\]\\])*\]|\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|.)|[\t\n\r]",
    re.DOTALL,
)
_RANGE = re.compile(r"(\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|.)|[^\\])-[^\]]", re.DOTALL)
_IS_VERBOSE = re.compile(r"(?<!\\)\(\?[a-zA-Z]*x")


def plain_pattern(text: str) -> str:
    r"""The same of a regular expression: ``\n``, ``\xa0`` and others are blanks, too; in a verbose
    one, where lines part it, they stay."""
    plain = _composed(text).translate(_SEEN)
    return plain if _IS_VERBOSE.search(plain) else _PIECES.sub(_plain_piece, plain)


def _plain_piece(found: re.Match[str]) -> str:
    piece = found[0]
    if not piece.startswith("["):
        return " " if _is_blank(piece) else piece
    # plain texts have none of them, so that [^\n] takes any character; [\xa0-\xff] are letters
    is_other = piece.startswith("[^") or any(map(_is_blank, _RANGE.findall(piece)))
    others = [] if is_other else _PIECES.findall(piece[1:])
    return f"(?:{piece}| )" if any(map(_is_blank, others)) else piece


def _is_blank(piece: str) -> bool:
    """Whether what stands in a pattern is a character of which ``with_plain_blanks`` makes one."""
    if piece.startswith("\\") and len(piece) > 2:
        return int(piece[2:], 16) in map(ord, _BLANKS)
    return piece in ("\\t", "\\n", "\\r", *_BLANKS)


def with_plain_signs(text: str) -> str:
    """As ``with_plain_blanks``; the typographic apostrophe becomes the typewriter's."""
    return with_plain_blanks(text).replace(_APOSTROPHE, "'")


def plain_mark(text: str) -> str:
    """The same without blanks around it: what is read as a figure, or a mark in place of one."""
    return with_plain_signs(text).strip(" ")


def _with_sign(text: str) -> str:
    return re.sub(_SIGN, r"-\1", text, flags=re.ASCII)


def _composed(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text)


_PLAIN_SIGNS = f"replace({tidied('value_text')}, '{_APOSTROPHE}', '''')"
