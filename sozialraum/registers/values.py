"""What a cell of a register says: from its text to one canonical text.

Numbers become ``104.25``; dates ``2021``, ``2021-03`` or ``2021-03-31``, as exactly as they were
stated; spans ``<date>/<date>`` with one side empty where it is open. Each reader raises
``UnfitError``, which says what is allowed and what to do.
"""

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pydantic import AnyHttpUrl, TypeAdapter, ValidationError

from sozialraum.registers.problem import UnfitError, named
from sozialraum.words import Day, Joined, Message, Name, code
from sozialraum.words.files import locale
from sozialraum.words.numbers import decimal_sign, readings

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("jan", "januar", "jän", "jänner", "january"),
            ("feb", "februar", "february"),
            ("mrz", "mär", "märz", "mar", "march"),
            ("apr", "april"),
            ("mai", "may"),
            ("jun", "juni", "june"),
            ("jul", "juli", "july"),
            ("aug", "august"),
            ("sep", "sept", "september"),
            ("okt", "oktober", "oct", "october"),
            ("nov", "november"),
            ("dez", "dezember", "dec", "december"),
        ),
        start=1,
    )
    for name in names
}

_DATE_FORMS = (
    r"(?P<y>[0-9]{4})",
    r"(?P<y>[0-9]{4})-(?P<m>[0-9]{1,2})",
    r"(?P<y>[0-9]{4})-(?P<m>[0-9]{1,2})-(?P<d>[0-9]{1,2})",
    r"(?P<d>[0-9]{1,2})\.\s?(?P<m>[0-9]{1,2})\.\s?(?P<y>[0-9]{4})",
    r"(?P<m>[0-9]{1,2})[./](?P<y>[0-9]{4})",
    r"(?P<d>[0-9]{1,2})(?:\.\s?|\s)(?P<w>[A-Za-zä]+)\.?\s(?P<y>[0-9]{4})",
    r"(?P<w>[A-Za-zä]+)\.?[ -](?P<y>[0-9]{4}|[0-9]{2})",
)

_FIRST_OF_THE_1900S = 50
"""Beside the word for a month: registers speak of the years from 1950 to 2049. Excel reads 30
as 1930, but shows each year by its last two digits."""

_SLASHED_DAY = r"(?P<d>[0-9]{1,2})/(?P<m>[0-9]{1,2})/(?P<y>[0-9]{4})"

# UTF-8 that was once read as Windows-1252 and saved so, and characters that were lost.
_BROKEN = re.compile(
    r"[ÃÂ][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178-\u017e\u2010-\u2122]|â€|\ufffd"
)
_EXCEL_ERROR = re.compile(r"^#(NV|WERT!|BEZUG!|NAME\?|DIV/0!|ZAHL!|NULL!|N/A|VALUE!|REF!|#+)$")
_EXCEL_DAY = re.compile(rf"^[0-9]{{1,2}}\.\s?({'|'.join(MONTHS)})\.?$", re.IGNORECASE)
_URL = TypeAdapter(AnyHttpUrl)
_UNTIL = "bis|to|until"
SEVERAL = " | "
"""Between several values of one cell."""


@dataclass(frozen=True)
class Notation:
    """How planners of a language write numbers and days: the other sign groups thousands, and
    ``3/4/2021`` is a day only where it is the third of April for everybody."""

    decimal: str = ","
    has_slashed_days: bool = False

    @classmethod
    def of(cls, language: str) -> "Notation":
        short = str(locale(language).date_formats["short"].pattern)
        return cls(decimal_sign(language), short.startswith("d") and "/" in short)


GERMAN = Notation()


def check_text(text: str) -> None:
    """What no cell may hold, whatever its column.

    Raises:
        UnfitError: destroyed umlauts, an error or formula of the spreadsheet.
    """
    if _BROKEN.search(text):
        raise UnfitError(Message("registers-broken-letters"))
    if _EXCEL_ERROR.match(text):
        raise UnfitError(Message("registers-spreadsheet-error"))
    if text.startswith(("=", "@")):
        raise UnfitError(Message("registers-formula"))


def read_number(
    text: str, low: float | None, high: float | None, notation: Notation = GERMAN
) -> str:
    """As ``readings`` reads it; what nobody can tell is refused."""
    found = readings(text, notation.decimal)
    if len(found) > 1:
        whole, decimal = Name(found[0]), Name(found[1].replace(".", notation.decimal))
        raise UnfitError(Message("registers-ambiguous-number", whole=whole, decimal=decimal))
    if not found:
        if _EXCEL_DAY.match(text):
            raise UnfitError(Message("registers-number-made-date"))
        if re.search(r"[0-9]", text) and re.search(r"[A-Za-zÄÖÜäöüß%€]", text):
            raise UnfitError(Message("registers-more-than-number"))
        raise UnfitError(Message("registers-no-number"))
    check_range(float(found[0]), low, high, notation)
    return found[0]


def read_year(text: str, low: float | None, high: float | None) -> str:
    if not re.fullmatch(r"[0-9]{4}", text):
        raise UnfitError(Message("registers-no-year"))
    check_range(float(text), low, high)
    return text


def check_range(
    value: float, low: float | None, high: float | None, notation: Notation = GERMAN
) -> None:
    """
    Raises:
        UnfitError: the value is less or more.
    """
    if (low is not None and value < low) or (high is not None and value > high):
        limits = "high" if low is None else "low" if high is None else "both"
        bounds = {
            "low": Name(as_written(low, notation)),
            "high": Name(as_written(high, notation)),
        }
        raise UnfitError(Message("registers-out-of-range", limits=limits, **bounds))


def as_written(number: float | None, notation: Notation = GERMAN) -> str:
    """As a planner writes it in a register: nothing groups."""
    if number is None:
        return ""
    return f"{number:g}".replace(".", notation.decimal) if number < 1e6 else f"{number:.0f}"


def read_date(text: str, latest: date | None = None, notation: Notation = GERMAN) -> str:
    """A day, month or year; ``latest`` is the last day that it may begin on."""
    found = _date(text, notation)
    if latest is not None and first_day(found) > latest:
        raise UnfitError(Message("registers-too-late", latest=Day(latest, short=True)))
    return found


def _date(text: str, notation: Notation) -> str:
    for form in (*_DATE_FORMS, *([_SLASHED_DAY] if notation.has_slashed_days else [])):
        match = re.fullmatch(form, text)
        if match:
            return _checked_date(match.groupdict())
    if re.fullmatch(r"[0-9]{5}", text):
        raise UnfitError(Message("registers-day-number"))
    if re.fullmatch(r"[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{2}", text):
        raise UnfitError(Message("registers-short-year"))
    raise UnfitError(Message("registers-no-date"))


def _checked_date(parts: Mapping[str, str | None]) -> str:
    year = int(parts["y"] or 0)
    if year < 100:  # Excel shows 2030-12 and 1999-12 so
        year += 2000 if year < _FIRST_OF_THE_1900S else 1900
    word = parts.get("w")
    if word is not None and word.lower() not in MONTHS:
        raise UnfitError(Message("registers-no-month", month=Name(word)))
    month = MONTHS[word.lower()] if word is not None else parts.get("m")
    day = parts.get("d")
    try:
        checked = date(year, int(month or 1), int(day or 1))
    except ValueError:
        raise UnfitError(Message("registers-no-such-day")) from None
    if not 1900 <= year <= 2100:
        raise UnfitError(Message("registers-far-year"))
    return checked.isoformat()[: 10 if day else 7 if month else 4]


def read_span(text: str, latest: date | None = None, notation: Notation = GERMAN) -> str:
    """``<from>/<until>``, each a date of any precision, one of them may be empty; ``latest`` is the
    last day that it may begin on."""
    found = _span(text, notation)
    start = found.split("/")[0]
    if latest is not None and start and first_day(start) > latest:
        raise UnfitError(Message("registers-too-late", latest=Day(latest, short=True)))
    return found


def _span(text: str, notation: Notation) -> str:
    if until := re.fullmatch(rf"(?:{_UNTIL})\s+(.+)", text, re.IGNORECASE):
        return f"/{_date(until[1], notation)}"
    if since := re.fullmatch(r"(?:ab|seit|from|since)\s+(.+)", text, re.IGNORECASE):
        if len(ends := re.split(rf"\s+(?:{_UNTIL})\s+", since[1])) == 1:
            return f"{_date(since[1], notation)}/"
        text = " bis ".join(ends)
    school_year = re.fullmatch(r"([0-9]{2})([0-9]{2})/([0-9]{2})", text)
    if school_year:
        century, first, second = (int(part) for part in school_year.groups())
        if (first + 1) % 100 != second:
            raise UnfitError(Message("registers-no-school-year"))
        year = century * 100 + first
        return f"{year}-08/{year + 1}-07"
    try:
        single = _date(text, notation)
        return f"{single}/{single}"
    except UnfitError:
        parts = re.split(rf"\s+(?:{_UNTIL})\s+", text)
    if len(parts) == 1:
        parts = re.split(r"\s*[–/]\s*|(?<=^[0-9]{4})-(?=[0-9]{4}$)", text)
    if len(parts) != 2:
        raise UnfitError(Message("registers-no-span"))
    start, end = (_date(part, notation) for part in parts)
    if first_day(start) > first_day(end):
        raise UnfitError(Message("registers-ends-early"))
    return f"{start}/{end}"


def first_day(canonical: str) -> date:
    """The first day of a canonical date."""
    return date.fromisoformat((canonical + "-01-01")[:10])


def read_choice(text: str, allowed: Mapping[str, str]) -> str:
    """One of ``allowed``, whatever its case."""
    for value in allowed:
        if value.casefold() == text.casefold():
            return value
    close = difflib.get_close_matches(text.lower(), list(allowed), n=1, cutoff=0.6)
    raise UnfitError(
        Message(
            "registers-no-choice",
            is_close=code(bool(close)),
            close=Joined(map(Name, close)),
            allowed=named(f"{value} ({meaning})" for value, meaning in allowed.items()),
        )
    )


def read_choices(text: str, allowed: Mapping[str, str]) -> str:
    """Some of ``allowed``, joined by `` | ``, each once, in a fixed order."""
    parts = [part.strip() for part in text.split("|") if part.strip()]
    return SEVERAL.join(sorted({read_choice(part, allowed) for part in parts}))


def read_area(
    text: str, labels: Mapping[str, str], level_name: str, names: Mapping[str, str] | None = None
) -> str:
    """The code of an area: the code itself, without its leading zeros (Excel drops them), the
    label as the city's tables write it, or its name. ``labels`` maps code -> label, ``names`` what
    else it may be called, in small letters, -> code."""
    for area, label in labels.items():
        if text in (area, label):
            return area
    if found := (names or {}).get(" ".join(text.casefold().split())):
        return found
    if text.isdigit():
        padded = [
            area
            for area in labels
            if area.isdigit() and len(area) > len(text) and area.lstrip("0") == text.lstrip("0")
        ]
        if len(padded) == 1:
            return padded[0]
    if not labels:
        raise UnfitError(Message("registers-no-areas", level=Name(level_name)))
    raise UnfitError(
        Message("registers-no-area", level=Name(level_name), areas=named(sorted(labels.values())))
    )


def read_areas(
    text: str, labels: Mapping[str, str], level_name: str, names: Mapping[str, str] | None = None
) -> str:
    """The codes of one or several areas, joined by `` | ``, each once, in order."""
    parts = [part.strip() for part in text.split("|") if part.strip()]
    return SEVERAL.join(sorted({read_area(part, labels, level_name, names) for part in parts}))


def read_urls(text: str, *, several: bool) -> str:
    """Web addresses, joined by `` | `` where there may be several."""
    parts = [part.strip() for part in text.split(SEVERAL)] if several else [text]
    for part in parts:
        try:
            host = _URL.validate_python(part).host or ""
        except ValidationError:
            host = ""
        if "." not in host or re.search(r"\s", part):
            raise UnfitError(Message("registers-no-address", several=code(several)))
    return SEVERAL.join(parts)


def read_id(text: str, pattern: str, pattern_de: str) -> str:
    if not re.fullmatch(pattern, text):
        raise UnfitError(Message("registers-no-id", pattern=Name(pattern_de)))
    return text
