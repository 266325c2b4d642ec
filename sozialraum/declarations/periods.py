"""How the texts that name a period are read, and what the monitor calls the period.

    cadence       text       first and last day
    year          2024       1 January to 31 December
    half_year     2025-H1    1 January to 30 June, 1 July to 31 December
    quarter       2025-Q2    three months
    month         2025-06    one month
    week          2025-W05   Monday to Sunday, the week of ISO 8601 (Kalenderwoche)
    day           2025-06-30 one day, mostly a reference day (Stichtag)
    school_year   2024/25    twelve months from the declared one on, by default 1 August to 31 July,
                             the school year of all German Länder; financial years are such, too

``2024/25`` has a stroke because ``2011-12`` is already December 2011.

The forms below are data: they land in ``declared.period_form`` and ``declared.period_word``, and
staging (``stg_period_label``) reads labels in SQL by the very same patterns as this module.
"""

import calendar
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

MONTHS = (
    ("januar", "jänner", "jan", "january"),
    ("februar", "feb", "february"),
    ("märz", "maerz", "mrz", "mär", "march", "mar"),
    ("april", "apr"),
    ("mai", "may"),
    ("juni", "jun", "june"),
    ("juli", "jul", "july"),
    ("august", "aug"),
    ("september", "sept", "sep"),
    ("oktober", "okt", "october", "oct"),
    ("november", "nov"),
    ("dezember", "dez", "december", "dec"),
)
# In place of a number; Roman ones for quarters and half-years.
WORDS: dict[str, int] = {
    **{name: month for month, names in enumerate(MONTHS, start=1) for name in names},
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
}

# How labels with a column of their own are read; group 1 is the number, or the word for it. The
# letters of a word may be small or large; of those beyond ASCII both are named, as SQL's ``(?i)``
# knows them and Python's does not.
_MONTH_NAMES = "|".join(name for names in MONTHS for name in names).replace("ä", "[äÄ]")
PERIOD_PATTERNS = {
    "year": r"^(\d{4})$",
    "half_year": r"(?i)^(?:(?:Halbjahr|Hj\.?|H) ?)?([12]|I{1,2})(?:\.? ?(?:Halbjahr|Hj\.?|H))?$",
    "quarter": r"(?i)^(?:(?:Quartal|Q) ?)?(0?[1-4]|I{1,3}|IV)(?:\.? ?(?:Quartal|Q))?$",
    "month": rf"(?i)^(0?[1-9]|1[0-2]|{_MONTH_NAMES})\.?$",
    "week": r"^(?:(?:KW|W) ?)?(0?[1-9]|[1-4]\d|5[0-3])(?:\.? KW)?$",
}

# The month in which a year such as 2024/25 begins, unless another one is declared.
YEAR_BEGINS = 8


@dataclass(frozen=True)
class Form:
    """A way to write a period in one text, which says nothing else.

    Groups of ``written``: ``year``; ``part`` (the number or word of the month, quarter or
    half-year), unless ``fixed_part`` says it; ``next`` (the second of 2024/25); ``day``
    (where the last one of the month is not the same each year).
    """

    cadence: str
    written: str
    fixed_part: int | None = None

    @property
    def pattern(self) -> str:
        """Of the whole text, as SQL would find ``written`` within another one."""
        return f"{_BEFORE}{self.written}$"


@dataclass(frozen=True)
class NamedPeriod:
    text: str
    start: date
    end: date


# Only these words may stand before the period, and none behind it: ``Stand: 30.06.2025``,
# ``Schuljahr 2024/25``. With others a text says something else: ``Juni 2020`` is no year, and
# ``vor 1893`` not 1893.
_WORDS_BEFORE = (
    "stand", "stichtag", "zeitraum", "berichtszeitraum", "monat", "berichtsmonat", "jahr",
    "berichtsjahr", "schuljahr", "befragung", "zum", "am", "im", "vom", "per", "der", "des",
    "as of", "date", "period", "month", "year", "school year", "survey", "at", "on", "the",
)  # fmt: skip
_BEFORE = rf"(?i)^(?:(?:{'|'.join(_WORDS_BEFORE)})[:\s]\s*)*"
_YEAR = r"(?P<year>\d{4})"
_WEEK = r"(?P<part>0?[1-9]|[1-4]\d|5[0-3])"


def _last_days(cadence: str, ends: Mapping[int, str]) -> list[Form]:
    """A day stands for the period that ends on it; any other day is unreadable."""
    forms = []
    for part, day_and_month in ends.items():
        day, month = day_and_month.split(".")
        forms += [
            Form(cadence, rf"{day}\.\s?{month}\.\s?{_YEAR}", part),
            Form(cadence, rf"{_YEAR}-0?{month.removeprefix('0?')}-{day}", part),
        ]
    return forms


_YEAR_FORMS = [
    _YEAR,
    rf"31\.\s?12\.\s?{_YEAR}",
    rf"{_YEAR}-12-31",
]

FORMS: tuple[Form, ...] = (
    *(Form("year", pattern) for pattern in _YEAR_FORMS),
    *(Form("survey", pattern) for pattern in _YEAR_FORMS[:1]),
    Form("half_year", rf"(?P<part>[12]|I{{1,2}})\.?\s*(?:Halbjahr|Hj\.?)\s*/?\s*{_YEAR}"),
    Form("half_year", rf"(?:Halbjahr|Hj\.?|H)\s*(?P<part>[12]|I{{1,2}})\s*/?\s*{_YEAR}"),
    Form("half_year", rf"{_YEAR}[-/\s]*(?:Halbjahr|Hj\.?|H)\s*(?P<part>[12])"),
    Form("half_year", rf"(?P<part>[12])\s*/\s*{_YEAR}"),
    *_last_days("half_year", {1: "30.0?6", 2: "31.12"}),
    # K: kvartal, T: trimestre
    Form("quarter", rf"(?P<part>[1-4]|I{{1,3}}|IV)\.?\s*(?:Quartal|[QKT])\s*/?\s*{_YEAR}"),
    Form("quarter", rf"(?:Quartal|[QKT])\s*(?P<part>[1-4]|I{{1,3}}|IV)\s*/?\s*{_YEAR}"),
    Form("quarter", rf"{_YEAR}[-/\s]*(?:Quartal|[QKT])\s*(?P<part>[1-4])"),
    *_last_days("quarter", {1: "31.0?3", 2: "30.0?6", 3: "30.0?9", 4: "31.12"}),
    Form("month", rf"(?P<part>{_MONTH_NAMES})\.?\s+{_YEAR}"),
    # as Excel shows and saves Juni 2025; of 50 to 99 nobody knows the century
    Form("month", rf"(?P<part>{_MONTH_NAMES})\.?[\s-](?P<year>[0-4]\d)"),
    Form("month", rf"(?P<part>0?[1-9]|1[0-2])\s?[./]\s?{_YEAR}"),
    Form("month", rf"{_YEAR}-(?P<part>0[1-9]|1[0-2])"),
    Form("month", rf"{_YEAR}(?P<part>0[1-9]|1[0-2])"),
    Form("month", rf"{_YEAR}-?M(?P<part>0?[1-9]|1[0-2])"),
    *_last_days(
        "month",
        {
            1: "31.0?1",
            2: "(?P<day>2[89]).0?2",
            3: "31.0?3",
            4: "30.0?4",
            5: "31.0?5",
            6: "30.0?6",
            7: "31.0?7",
            8: "31.0?8",
            9: "30.0?9",
            10: "31.10",
            11: "30.11",
            12: "31.12",
        },
    ),
    Form("week", rf"{_YEAR}[-/\s]*(?:Kalenderwoche|KW|CW|Week|W)\s*{_WEEK}"),
    Form(
        "week",
        rf"(?:Kalenderwoche|Woche|KW|CW|Week|W)\s*{_WEEK}\s*[/,\s]\s*{_YEAR}",
    ),
    Form("week", rf"{_WEEK}\.?\s*(?:Kalenderwoche|Woche|KW|CW)\s*/?\s*{_YEAR}"),
    Form("school_year", rf"{_YEAR}\s*[/–-]\s*(?P<next>\d{{4}}|\d{{2}})"),
)
LABELLED_CADENCES = frozenset(form.cadence for form in FORMS)

DATE_FORMAT = "YYYY-MM-DD"
# D and M: one or two digits
# MON: the month's name, or what it is shortened to
_DATE_PARTS = {
    "YYYY": r"\d{4}", "MM": r"\d{2}", "DD": r"\d{2}", "M": r"\d{1,2}", "D": r"\d{1,2}",
    "MON": f"(?i:{_MONTH_NAMES})",
}  # fmt: skip
_DATE_ROLES = {
    "YYYY": "year", "MM": "month", "M": "month", "MON": "month", "DD": "day", "D": "day",
}  # fmt: skip
_COMMON_FORMATS = (
    DATE_FORMAT, "DD.MM.YYYY", "D.M.YYYY", "YYYYMMDD", "DD/MM/YYYY", "MM/DD/YYYY",
    "MON D YYYY", "MON D, YYYY", "D MON YYYY", "D. MON YYYY", "D-MON-YYYY", "DDMONYYYY",
    *(f"{DATE_FORMAT}{time}" for time in (
        "T00:00:00", "T00:00:00Z", "T00:00:00+00:00", "T00:00:00.000", " 00:00:00",
    )),
)  # fmt: skip
_MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
# A day stands for the period that ends on it, or, where that is declared, begins on it.
DateIs = Literal["last_day", "first_day"]
DATED_CADENCES = frozenset({"day", "week", "school_year", *_MONTHS})


def date_patterns(format: str) -> dict[str, str]:
    """How a day that is written in ``format`` is read: regular expressions whose group 1 is the
    ``year``, the ``month`` and the ``day``.

    Args:
        format: YYYY, MM (M without zero, MON as a word) and DD (or D), each once, and what stands
            between: ``DD.MM.YYYY``, ``YYYYMMDD``, ``MON D YYYY``.

    Raises:
        ValueError: a part is missing, stands twice, or cannot be told from the next one.
    """
    pieces = [piece for piece in re.split("(YYYY|MON|MM|DD|M|D)", format) if piece]
    roles = [_DATE_ROLES[piece] for piece in pieces if piece in _DATE_PARTS]
    if sorted(roles) != ["day", "month", "year"] or re.search(
        "[YMD]", "".join(piece for piece in pieces if piece not in _DATE_PARTS)
    ):
        raise ValueError(
            f"a day is written with YYYY, MM, M or MON, DD or D, each once, not {format!r}"
        )
    for short, beside in pairwise([*pieces, ""]):
        if {short, beside} & {"M", "D"} and {short, beside} <= set(_DATE_PARTS):
            raise ValueError(f"{format!r}: put a sign between {short} and {beside}")
    return {role: "^" + "".join(_piece(piece, role) for piece in pieces) + "$" for role in roles}


_EXCHANGED = {"MM": "DD", "DD": "MM", "M": "D", "D": "M"}


def exchanged(format: str) -> str | None:
    """The same with month and day exchanged; None where the month is a word."""
    if "MON" in format:
        return None
    return re.sub("MM|DD|M|D", lambda found: _EXCHANGED[found[0]], format)


def exchanged_day(texts: Iterable[str], format: str) -> str | None:
    """One of the days that are none as they are declared, and one with month and day exchanged;
    None where there is no such one, or one that can only be read as declared: then a row is wrong,
    and not how all are written."""
    other = exchanged(format)
    if other is None:
        return None
    found = None
    for text in texts:
        ways = [one for one in (format, other) if read_period("day", {"date": text}, one)]
        if ways == [format]:
            return None
        if ways == [other]:
            found = found or text
    return found


def _piece(piece: str, role: str) -> str:
    if piece not in _DATE_PARTS:
        return re.escape(piece)
    pattern = _DATE_PARTS[piece]
    return f"({pattern})" if _DATE_ROLES[piece] == role else pattern


def read_period(
    cadence: str,
    labels: Mapping[str, str],
    date_format: str = DATE_FORMAT,
    date_is: DateIs = "last_day",
    begins: int = YEAR_BEGINS,
) -> NamedPeriod | None:
    """The period that labels name (role -> text, as in ``raw.cell``); None if unreadable.

    Staging reads the same labels in SQL (``stg_period_label``) and rejects unreadable ones.

    Args:
        date_format: how a day is written, where there is a column of days.
        date_is: which day of its period that is.
        begins: the month in which a year such as 2024/25 begins.
    """
    try:
        if "date" in labels:
            return _dated(cadence, _read_day(labels["date"], date_format), date_is, begins)
        if "label" in labels:
            year, part = _read_label(cadence, labels["label"])
        else:
            year = _part(_own_text(labels, "year")) or 0
            own = cadence in ("half_year", "quarter", "month", "week")
            part = _part(_own_text(labels, cadence)) if own else None
        return name_period(cadence, year, part, begins)
    except (KeyError, ValueError):
        return None


_SEVERAL_YEARS = re.compile(r"\d{4} ?(?:[-–—/]|bis|to) ?(?:\d{4}|\d{2})", re.ASCII)
_NO_SINGLE_PERIOD = (
    "several years together are no period here: take the table of single years, or choose the rows "
    "of single years with `where`"
)


def fitting(text: str) -> list[str]:
    """What ``text`` could be declared as: cadences, and ways to write a day."""
    cadences = [one for one in sorted(LABELLED_CADENCES) if read_period(one, {"label": text})]
    formats = [one for one in _COMMON_FORMATS if read_period("day", {"date": text}, one)]
    begun = [
        f"date_is first_day: {cadence}"
        for cadence in ("month", "week", "quarter", "half_year", "year", "school_year")
        if any(read_period(cadence, {"date": text}, one, "first_day") for one in formats)
    ]
    return [*(f"cadence {one}" for one in cadences), *(f"format {one}" for one in formats), *begun]


BEGINS = "from August to July; if it begins in another month, say which: `period: {begins: 4}`"


def would_fit(text: str) -> str:
    """What ends the message that ``text`` is no period of its cadence; empty where nothing fits."""
    would = " or ".join(map(_declared, fitting(text)))
    if not would and _SEVERAL_YEARS.fullmatch(text.strip()):
        return f"; {_NO_SINGLE_PERIOD}"
    return f"; it would fit {would}" if would else ""


def _declared(fits: str) -> str:
    """As it is written in sources.yaml."""
    key, _, value = fits.partition(" ")
    if key == "date_is":
        first, _, cadence = value.partition(": ")
        return f"`cadence: {cadence}` with `period: {{date: …, date_is: {first}}}`"
    if key == "format":
        return f"`period: {{date: …, format: {value}}}`"
    return f"`{key}: {value}`" + (f" ({BEGINS})" if value == "school_year" else "")


def _read_day(text: str, date_format: str) -> date:
    found = {
        role: re.fullmatch(pattern, text, re.ASCII)
        for role, pattern in date_patterns(date_format).items()
    }
    numbers = {role: _part(match[1]) or 0 for role, match in found.items() if match is not None}
    return date(numbers["year"], numbers["month"], numbers["day"])


def _dated(cadence: str, day: date, date_is: DateIs, begins: int) -> NamedPeriod:
    if cadence == "day":
        return NamedPeriod(day.isoformat(), day, day)
    if cadence == "week":
        period = name_period(cadence, *day.isocalendar()[:2])
    elif cadence == "school_year":
        period = name_period(cadence, day.year - (day.month < begins), begins=begins)
    else:
        period = name_period(cadence, day.year, (day.month - 1) // _MONTHS[cadence] + 1)
    if day != (period.start if date_is == "first_day" else period.end):
        raise ValueError(f"{day} is not the {date_is} of a {cadence}")
    return period


def name_period(
    cadence: str, year: int, part: int | None = None, begins: int = YEAR_BEGINS
) -> NamedPeriod:
    """The period of a year, and of its ``part`` where the cadence has parts; of weeks the year is
    that of ISO 8601, to which the Thursday of a week belongs.

    Raises:
        ValueError: there is no such period.
    """
    if not 1800 <= year <= 2200:
        raise ValueError(f"no year: {year}")
    if cadence == "school_year":
        text = f"{year}/{(year + 1) % 100:02d}"
        return NamedPeriod(text, date(year, begins, 1), _last_day(year + 1, begins - 1))
    if cadence == "week":
        monday = date.fromisocalendar(year, part or 0, 1)
        return NamedPeriod(f"{year}-W{part:02d}", monday, monday + timedelta(days=6))
    months = _MONTHS.get(cadence, 12)
    if months == 12:
        return NamedPeriod(str(year), date(year, 1, 1), date(year, 12, 31))
    if part is None or not 1 <= part <= 12 // months:
        raise ValueError(f"no {cadence}: {part}")
    first = (part - 1) * months + 1
    text = {6: f"{year}-H{part}", 3: f"{year}-Q{part}", 1: f"{year}-{part:02d}"}[months]
    return NamedPeriod(text, date(year, first, 1), _last_day(year, first + months - 1))


def _read_label(cadence: str, label: str) -> tuple[int, int | None]:
    # digits, blanks and the end of a text are those that SQL means by the same patterns
    text = label.strip(" ")
    for form in FORMS:
        if form.cadence != cadence:
            continue
        match = re.fullmatch(form.pattern, text, re.ASCII)
        if match is None:
            continue
        groups = match.groupdict()
        year = int(f"20{groups['year']}"[-4:])
        if (following := groups.get("next")) and int(following) % 100 != (year + 1) % 100:
            raise ValueError(f"{text}: the second year does not follow the first")
        part = form.fixed_part or _part(groups.get("part"))
        if (day := groups.get("day")) and int(day) != _last_day(year, part or 0).day:
            raise ValueError(f"{text}: not the last day of the month")
        return year, part
    raise ValueError(f"{text}: no {cadence}")


def _part(text: str | None) -> int | None:
    if text is None:
        return None
    return int(text) if text.isdigit() else WORDS[text.lower()]


def _own_text(labels: Mapping[str, str], role: str) -> str:
    match = re.fullmatch(PERIOD_PATTERNS[role], labels[role], re.ASCII)
    if match is None:
        raise ValueError(f"{labels[role]}: no {role}")
    return match.group(1)


def _last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
