"""What columns of figures are by their headers and among the others: of periods, codes, per cent.

Like all guesses they know no language, and a person confirms them.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sozialraum.declarations.periods import fitting
from sozialraum.words.numbers import currency_of

COARSE_FIRST = ("school_year", "year", "half_year", "quarter", "month", "week")
# how a header may name a period, from the longest notation to the shortest
_NOTATIONS = tuple(
    re.compile(rf"(?<![\d.])(?:{pattern})(?![\d.]*\d)")
    for pattern in (
        r"\d{1,2}\.\s?\d{1,2}\.\s?(?:19|20)\d\d",
        r"(?:19|20)\d\d-\d\d-\d\d",
        r"(?:19|20)\d\d/(?:\d{4}|\d\d)",
        r"(?:19|20)\d\d-?[QKTMH]\d{1,2}",
        r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])",
        r"[^\W\d_]{3,}\.?\s(?:19|20)\d\d",
        r"(?:19|20)\d\d",
    )
)

# behind a word in small letters ("per 1,000"): in thousands ("in 1000") is no rate
_RATE = re.compile(r"(?:/|\b(?!in\b|x\b)[^\W\d_A-Z]+)\s*(10{0,2})[.,' \u00a0\u202f]?000(?!\d)")
# a code is one in brackets or behind "in": other words of three capitals are none
_MONEY = re.compile(r"[€£]|[(\[]([A-Z]{3})[)\]]|\bin ([A-Z]{3})\b")
_SIGNS = {"€": "eur", "£": "gbp"}


@dataclass(frozen=True)
class InHeader:
    """A period that the header of a figure names: what is left of the header, without the sign
    that joined them, and the regular expression for all headers alike."""

    period: str
    rest: str
    pattern: str


def periods_in_headers(headers: Sequence[str]) -> tuple[dict[str, InHeader], str | None]:
    """Header -> the period in it, by the one notation that most headers have, and the cadence.

    Headers with two periods (``2006-2010``) name none.
    """
    for notation in _NOTATIONS:
        found = {
            header: matches[0]
            for header in headers
            if len(matches := list(notation.finditer(header))) == 1
        }
        fits = [set(fitting(match[0])) for match in found.values()]
        common = set.intersection(*fits) if fits else set()
        cadence = next((one for one in COARSE_FIRST if f"cadence {one}" in common), None)
        if cadence:
            return {header: _in_header(header, match) for header, match in found.items()}, cadence
    return {}, None


def _in_header(header: str, match: re.Match[str]) -> InHeader:
    before, after = header[: match.start()], header[match.end() :]
    shape = re.sub(r"\d+", lambda digits: rf"\d{{{len(digits[0])}}}", escaped(match[0]))
    # names of months
    shape = re.sub(r"[^\W\d_]{3,}", lambda _: r"[^\W\d_]+", shape)
    rest = " ".join(part for part in (before.strip(" _-–,(:|"), after.strip(" _-–,):|")) if part)
    return InHeader(match[0], rest, f"{escaped(before)}(?P<period>{shape}){escaped(after)}")


def escaped(text: str) -> str:
    """As a regular expression, with no more backslashes than a person has to read."""
    return re.sub(r"([.^$*+?{}\[\]\\|()])", r"\\\1", text)


def is_numbering(texts: Iterable[str]) -> bool:
    """Whether a column only numbers its rows or areas: whole numbers without a gap, or all with
    as many digits and a zero in front."""
    found = sorted(texts)
    if len(found) < 3 or not all(text.isascii() and text.isdigit() for text in found):
        return False
    values = sorted(map(int, found))
    in_a_row = values == list(range(values[0], values[0] + len(values)))
    return (in_a_row and values[0] in (0, 1)) or is_padded(found)


def is_code_of(header: str, labels: str) -> bool:
    """Whether a header names the codes of another column: Wohnviertel_ID, district no, area code
    beside area name."""
    labels = re.sub(r"[\W_]*name$", "", labels, flags=re.IGNORECASE) or labels
    start, rest = header[: len(labels)], header[len(labels) :]
    return start.casefold() == labels.casefold() and bool(
        re.fullmatch(r"[\W_]*(?:id|nr|no|nummer|number|code|key)\.?", rest, re.IGNORECASE)
    )


def is_padded(texts: Sequence[str]) -> bool:
    """Whether all are of as many digits, some with a zero in front: codes, and never figures."""
    digits = all(text.isascii() and text.isdigit() for text in texts)
    alike = len({len(text) for text in texts}) == 1
    zeros = sum(bool(re.match(r"0\d", text)) for text in texts)
    return digits and alike and zeros >= (1 if len(texts) > 2 else 2)


def is_share(header: str, texts: Iterable[str]) -> bool:
    """Whether figures are per cent, by header or cells."""
    return "%" in header or any(text.endswith("%") for text in texts)


def unit_of(header: str, texts: Iterable[str], values: Sequence[float]) -> str:
    """In what figures are, by header, cells and size: ``percent``, ``per_1000``, money by its sign
    or code, ``share`` where decimals lie from 0 to 1, and ``persons`` where all are whole."""
    if is_share(header, texts):
        return "percent"
    if rate := _RATE.search(header):
        return f"per_{rate[1]}000"
    for said in _MONEY.finditer(header):
        unit = _SIGNS.get(said[0], said[1] or said[2] or "").lower()
        if currency_of(unit) is not None:
            return unit
    if any(value % 1 for value in values):
        return "share" if all(0 <= value <= 1 for value in values) else "percent"
    return "persons"


def same_levels(labels: Sequence[tuple[str, int, set[str]]]) -> dict[tuple[str, int], str]:
    """Which columns of areas are of one level, whatever their headers are.

    Args:
        labels: header, number of the table, and labels of each column.

    Returns:
        (Header, table) -> the header by which the level is called: columns of two tables are
        alike that have half of the labels in common, or the same header and any label.
    """
    known: list[tuple[str, set[int], set[str]]] = []
    found: dict[tuple[str, int], str] = {}
    for header, table, texts in labels:
        for called, tables, seen in known:
            if table in tables:
                continue
            shared = len(texts & seen)
            alike = called.casefold() == header.casefold()
            if shared and (alike or 2 * shared >= min(len(texts), len(seen))):
                tables.add(table)
                seen |= texts
                found[header, table] = called
                break
        else:
            known.append((header, {table}, set(texts)))
            found[header, table] = header
    return found
