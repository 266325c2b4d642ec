"""Guesses what the columns of a table are.

DuckDB's sniffer finds delimiter and header, charset-normalizer the encoding.
"""

import csv
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Literal

from charset_normalizer import from_bytes

from sozialraum.base.errors import MonitorError
from sozialraum.base.sql import identifier, literal
from sozialraum.declarations.periods import (
    DATE_FORMAT,
    PERIOD_PATTERNS,
    DateIs,
    fitting,
    read_period,
)
from sozialraum.guess.around import framed
from sozialraum.guess.columns import (
    COARSE_FIRST,
    InHeader,
    is_code_of,
    is_numbering,
    is_padded,
    periods_in_headers,
)
from sozialraum.ingest.formats.kind import NAMES, kind_of

if TYPE_CHECKING:
    import duckdb

Role = Literal[
    "period", "area", "level", "figure", "breakdown", "unit", "constant", "code", "unknown"
]  # fmt: skip

NO_PERIOD = "no column says when: is it the year that `period` says?"
NO_AREAS = "no column says where: figures are taken for those of the whole city"
ROWS = 200_000
"""So many rows are looked at."""
_ENCODINGS = (
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1257", "iso8859_2", "iso8859_5",
    "iso8859_7", "koi8_r",
)  # fmt: skip
"""Of those that are not UTF-8; of two that read a file alike the first."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_DELIMITERS = (",", ";", "\t", "|")
_DAY = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}")
_SIGNED = r"[-−]?\s?"
_WHOLE = re.compile(rf"{_SIGNED}\d+")
_NUMBER = re.compile(rf"{_SIGNED}\d[\d.,'’ \u00a0\u202f\u2009]*")
_NO_NAME = re.compile(r"[\W\d_]{1,12}|[xX]")
_DECIMALS = re.compile(r"([.,])(\d+)")
_FRACTION = re.compile(rf"{_SIGNED}0[.,]\d+")
_GROUPED = re.compile(rf"{_SIGNED}[1-9]\d{{0,2}}([.,'’ \u00a0\u202f\u2009])\d{{3}}(?!\d)")
# a column of figures has no more marks than these in place of a number
_MARKS = 6
_CENTURIES = {18, 19, 20, 21}
_MOST = 0.7
_DAYS = {"school_year": 365, "year": 365, "half_year": 183, "quarter": 91, "month": 30, "week": 7}
_CODED = r"(?P<code>\d+)[\s.:-]+(?P<name>\S.*)"


@dataclass
class Column:
    """A column and what its values seem to be.

    ``texts`` counts each value; ``period`` is the role of a column of periods, ``in_header`` the
    period that a header of figures names; ``level`` is the header by which the level of its areas
    is called, whichever table it is in, ``code`` the column of their codes; ``marks`` stand in
    place of figures; ``total`` is the label of the whole, ``finest`` that of the areas that are
    read where the column tells levels; ``is_code``: its digits are no numbers.
    """

    name: str
    texts: dict[str, int]
    role: Role = "unknown"
    period: str | None = None
    in_header: InHeader | None = None
    level: str = ""
    code: str | None = None
    decimals: int = 0
    marks: dict[str, int] = field(default_factory=dict)
    total: str | None = None
    finest: str | None = None
    is_code: bool = False

    @property
    def filled(self) -> list[str]:
        return [text for text in self.texts if text]


@dataclass
class Guess:
    """A table; ``doubts`` are what a person has to decide, in words. Where a column says the unit,
    ``units`` has for each of its labels the column of figures with those of this unit alone. A
    ``layout`` is declared where something stands around the rows. ``names`` has for a column of
    codes what each means, of a table that tells nothing else."""

    path: Path
    encoding: str
    delimiter: str
    columns: list[Column]
    rows: int
    decimal: str = ","
    thousands: str | None = None
    cadence: str = "once"
    date_format: str | None = None
    date_is: DateIs | None = None
    layout: dict[str, int] | None = None
    names: dict[str, dict[str, str]] = field(default_factory=dict)
    doubts: list[str] = field(default_factory=list)
    units: dict[str, Column] = field(default_factory=dict)

    def of(self, role: Role) -> list[Column]:
        return [column for column in self.columns if column.role == role]

    @property
    def areas(self) -> list[Column]:
        """From fine to coarse."""
        return sorted(self.of("area"), key=lambda one: -len(one.filled))

    def ahead(self, day: date) -> dict[str, list[str]]:
        """Column of periods -> its texts for periods that begin after the day."""
        found = {}
        for column in self.of("period"):
            cadence = "year" if column.period == "year" else self.cadence
            how = (self.date_format or DATE_FORMAT, self.date_is or "last_day")
            read = {
                text: read_period(cadence, {str(column.period): text}, *how)
                for text in column.filled
            }
            if later := [text for text, one in read.items() if one and one.start > day]:
                found[column.name] = later
        return found

    @property
    def marks(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for column in self.of("figure"):
            for mark, n in column.marks.items():
                found[mark] = found.get(mark, 0) + n
        return found


class NoFiguresError(MonitorError):
    """A table without a column of figures; ``found`` is what its columns are taken for."""

    def __init__(self, found: Guess) -> None:
        super().__init__(f"{found.path}: no column of figures was found")
        self.found = found


def area_pattern(labels: list[str]) -> str:
    """A regular expression that reads labels of areas: with a code where each begins with one."""
    coded = [re.fullmatch(_CODED, label) for label in labels]
    if labels and all(coded):
        codes = {match["code"] for match in coded if match}
        if len(codes) == len(labels):
            return f"^{_CODED}$"
    return "^(?P<name>.+)$"


def guess(path: Path, codes: Collection[str] = ()) -> Guess:
    """Looks at a table of text (CSV and its kin).

    Args:
        codes: headers, in small letters, of columns that are known to be codes, not figures.

    Raises:
        NoFiguresError: nothing in it is a figure.
        MonitorError: names the file and why it is no such table.
    """
    import duckdb

    content = path.read_bytes()
    kind = kind_of(content)
    if kind not in ("csv", "tsv"):
        raise MonitorError(f"{path}: no table of text but {NAMES[kind]}; save it as CSV")
    text, encoding = _decoded(path, content)
    with TemporaryDirectory() as folder, duckdb.connect() as connection:
        copy = Path(folder) / "table.csv"
        copy.write_text(text, encoding="utf-8", newline="")
        found = _read(connection, path, copy, text)
        found.encoding = encoding
        if not encoding.startswith("utf-8"):
            found.doubts.append(f"the encoding is taken for {encoding}: see how names are spelled")
        for column in found.columns:
            column.is_code = column.name.casefold() in codes or is_padded(column.filled)
        _judge(connection, found)
    return found


def _decoded(path: Path, content: bytes) -> tuple[str, str]:
    for encoding in ("utf-8-sig", "utf-8"):
        if encoding == "utf-8-sig" and not content.startswith(b"\xef\xbb\xbf"):
            continue
        try:
            return content.decode(encoding), encoding
        except UnicodeDecodeError:
            pass
    # delimiters and figures tell nothing, and make short tables look like noise
    letters = re.sub(rb"[\x00-\x40\[-`{-~]+", b" ", content[:1_000_000])
    best = from_bytes(letters, cp_isolation=list(_ENCODINGS), threshold=0.5).best()
    if best is None:
        raise MonitorError(f"{path}: bytes in no known encoding; save it in UTF-8")
    alike = best.could_be_from_charset
    encoding = next((one for one in _ENCODINGS if one in alike), best.encoding)
    return content.decode(encoding, errors="replace"), encoding


def _read(connection: "duckdb.DuckDBPyConnection", path: Path, copy: Path, text: str) -> Guess:
    import duckdb

    try:
        told, skipped = connection.execute(
            "SELECT Delimiter, SkipRows FROM sniff_csv(?, all_varchar = true, header = true)",
            [str(copy)],
        ).fetchall()[0]
        if told not in text:
            told = _delimiter(text)
        delimiter = told
        if (around := framed(text, told, ROWS, _is_figure)) is not None:
            copy.write_text(around.text, encoding="utf-8", newline="")
            delimiter, skipped = ",", 0
        connection.execute(
            "CREATE TABLE found AS SELECT * FROM read_csv(?, all_varchar = true, header = true, "
            "delim = ?, skip = ?, nullstr = '') LIMIT ?",
            [str(copy), delimiter, skipped, ROWS],
        )
        described = connection.execute("SELECT name FROM pragma_table_info('found')").fetchall()
        names = [name for (name,) in described]
        # DuckDB gives columns without a header a name, which is none of the file's
        headers = connection.execute(
            "SELECT * FROM read_csv(?, all_varchar = true, header = false, delim = ?, skip = ?, "
            "nullstr = '', auto_detect = false, columns = ?) LIMIT 1",
            [str(copy), delimiter, skipped, dict.fromkeys(names, "VARCHAR")],
        ).fetchone()
    except duckdb.Error as error:
        first = str(error).splitlines()[0]
        raise MonitorError(f"{path}: no table with a header and rows: {first}") from None
    columns = [
        Column(
            name if header else "",
            dict(
                connection.execute(
                    f"SELECT trim(coalesce({identifier(name)}, '')), count(*) FROM found "
                    "GROUP BY 1 ORDER BY 1"
                ).fetchall()
            ),
        )
        for name, header in zip(names, headers or names, strict=True)
    ]
    rows = connection.execute("SELECT count(*) FROM found").fetchall()[0][0]
    if len(names) < 2 or not rows:
        raise MonitorError(f"{path}: no table with several columns and rows")
    figures = [name for name in names if _is_figure(name)]
    if 2 * len(figures) >= len(names):
        raise MonitorError(
            f"{path}: the first line holds figures ({figures[0]}, …) and no headers; "
            "write above it what stands in each column"
        )
    guessed = Guess(path, "utf-8", told, columns, rows)
    if around is not None:
        several = {"header_rows": around.header_rows} if around.header_rows > 1 else {}
        guessed.layout = several
        guessed.doubts.append(
            f"the header is taken to be row {around.titles + 1}"
            + (f" to {around.titles + around.header_rows}" if several else "")
            + (
                f"; {around.notes} rows below with one cell are taken for notes"
                * bool(around.notes)
            )
        )
    return guessed


def _delimiter(text: str) -> str:
    """The one by which most rows have several cells."""
    lines = text.splitlines()[:ROWS]
    return max(
        _DELIMITERS, key=lambda sign: sum(len(row) > 1 for row in csv.reader(lines, delimiter=sign))
    )


def _is_figure(text: str) -> bool:
    return bool(_NUMBER.fullmatch(text)) and not _YEAR.fullmatch(text)


def _judge(connection: "duckdb.DuckDBPyConnection", found: Guess) -> None:
    _find_signs(found)
    for column in found.columns:
        unreadable = any(len(text) > 300 for text in column.texts)
        if not column.name or not column.filled or unreadable:
            column.role = "constant"
    _find_period(connection, found)
    for column in found.of("unknown"):
        if (len(column.texts) == 1 and found.rows > 1) or _names_rows(found, column):
            column.role = "constant"
    _find_parts_of_codes(connection, found)
    for column in found.of("unknown"):
        _judge_figure(found, column)
    _find_keys(connection, found)
    _find_areas(connection, found)
    _find_levels(connection, found)
    _find_units(connection, found)
    _find_totals(connection, found)
    _find_periods_in_headers(found)
    if not found.of("figure"):
        _read_names(connection, found)
        raise NoFiguresError(found)
    if not found.of("area"):
        found.doubts.append(NO_AREAS)
    elif parts := found.of("breakdown"):
        areas, others = (", ".join(one.name for one in few) for few in (found.areas, parts))
        found.doubts.append(f"areas are taken from {areas}, parts of figures from {others}")


def _read_names(connection: "duckdb.DuckDBPyConnection", found: Guess) -> None:
    """What a table that has nothing but areas calls them, by their codes."""
    for area in found.areas:
        codes = [one for one in found.of("code") if one.is_code]
        if area.is_code or not codes:
            continue
        code = max(codes, key=lambda one: len(one.filled))
        pairs = connection.execute(
            f"SELECT DISTINCT trim({identifier(code.name)}), trim({identifier(area.name)}) "
            f"FROM found WHERE {identifier(code.name)} <> '' ORDER BY ALL"
        ).fetchall()
        if len(pairs) == len(code.filled) == len(area.filled):
            found.names = {code.name: dict(pairs)}
            return


def _names_rows(found: Guess, column: Column) -> bool:
    """Where figures come again in each period, a text that no two rows share is a key of rows."""
    again = any(len(one.texts) > 1 for one in found.of("period"))
    is_text = all(_number(found, text) is None for text in column.texts)
    return again and is_text and len(column.texts) == found.rows


def _find_signs(found: Guess) -> None:
    """The decimal sign is the one behind which other than three digits stand, or any behind a zero,
    or the one that stands once where the other groups thousands."""
    decimals: dict[str, int] = {}
    grouped: dict[str, int] = {}
    # where commas part columns, 1.234 alone tells nothing
    is_surely_grouped = False
    for column in found.columns:
        for text in column.filled:
            if not _NUMBER.fullmatch(text.rstrip("% ")) or _DAY.fullmatch(text):
                continue
            match = _GROUPED.match(text)
            last = list(_DECIMALS.finditer(text.rstrip("% ")))
            is_decimal = last and (len(last[-1][2]) != 3 or _FRACTION.match(text))
            if last and is_decimal and last[-1].end() == len(text.rstrip("% ")):
                decimals[last[-1][1]] = decimals.get(last[-1][1], 0) + 1
            if match:
                grouped[match[1]] = grouped.get(match[1], 0) + 1
                is_surely_grouped |= text.count(match[1]) > 1 or match[1] == ","
    if decimals:
        found.decimal = max(decimals, key=lambda sign: decimals[sign])
    elif set(grouped) & {",", "."} and (found.delimiter != "," or is_surely_grouped):
        found.decimal = "," if "." in grouped else "."
    else:
        found.decimal = "." if found.delimiter == "," else ","
    grouped.pop(found.decimal, None)
    blanks = {"\u00a0": " ", "\u202f": " ", "\u2009": " ", "’": "'"}
    signs = {blanks.get(sign, sign) for sign in grouped}
    if signs:
        found.thousands = max(sorted(signs))
        found.doubts.append(
            f"{found.thousands!r} is taken for the sign between thousands: see that "
            f"1{found.thousands}234 is one thousand and not one here"
        )


def _find_period(connection: "duckdb.DuckDBPyConnection", found: Guess) -> None:
    years = [
        c
        for c in found.of("unknown")
        if all(_YEAR.fullmatch(text) for text in c.texts) and not _YEAR.search(c.name)
    ]
    if years and (dated := _dated(found, years[0])) is not None:
        years[0].role = "constant"
        found.doubts.append(
            f"{dated.name!r} tells the day of each figure; if only the year in {years[0].name!r} "
            f"counts: `cadence: year`, `period: {{year: {years[0].name}}}`"
        )
    elif years:
        years[0].role, years[0].period, found.cadence = "period", "year", "year"
        for part, numbers in (("quarter", (4,)), ("month", (12,)), ("week", (52, 53))):
            pattern = re.compile(PERIOD_PATTERNS[part])
            for column in found.of("unknown"):
                is_part = len(column.filled) in numbers and all(map(pattern.match, column.filled))
                if is_part and not _numbers_others(connection, found, column):
                    column.role, column.period, found.cadence = "period", part, part
                    return
        return
    for column in found.of("unknown"):
        if not column.filled or any(not re.search(r"\d{4}|\d\d/\d\d", t) for t in column.filled):
            continue
        fits = _fits(column)
        cadences = [one for one in COARSE_FIRST if f"cadence {one}" in fits]
        found.date_format = _date_format(column, fits)
        if not cadences and found.date_format is None:
            continue
        column.role = "period"
        column.period = "date" if found.date_format else "label"
        if found.date_format is None:
            found.cadence = cadences[0]
            return
        # a day stands for the longest period that all of them end, if there is one for most
        days = _days(column, found.date_format)
        found.cadence = next((one for one in cadences if _is_dense(days, one)), "day")
        if not cadences:
            _find_beginnings(found, days, fits)
        return


def _dated(found: Guess, years: Column) -> Column | None:
    """A column of days, each in one of these years."""
    told = {int(one) for one in years.filled}
    for column in found.of("unknown"):
        date_format = _date_format(column, _fits(column))
        if date_format and {one.year for one in _days(column, date_format)} == told:
            return column
    return None


def _fits(column: Column) -> set[str]:
    """How all of its texts may be read as periods."""
    fits = [set(fitting(text)) for text in column.filled[:500]]
    return set.intersection(*fits) if fits else set()


def _date_format(column: Column, fits: set[str]) -> str | None:
    """Of several formats the longest; none where days of other centuries would come of it."""
    formats = [one.removeprefix("format ") for one in fits if one.startswith("format ")]
    likely = [
        one for one in formats if {day.year // 100 for day in _days(column, one)} <= _CENTURIES
    ]
    return max(likely, key=lambda one: (len(one), one), default=None)


def _numbers_others(connection: "duckdb.DuckDBPyConnection", found: Guess, column: Column) -> bool:
    """Whether a column only numbers the classes that another one names."""
    return any(
        _are_one(connection, other, column)
        for other in found.of("unknown")
        if other is not column
        and len(other.filled) == len(column.filled)
        and not any(fitting(text) for text in other.filled)
        and not all(_WHOLE.fullmatch(text) for text in other.filled)
    )


def _days(column: Column, date_format: str) -> list[date]:
    """In their order."""
    read = [read_period("day", {"date": one}, date_format) for one in column.filled]
    return sorted(one.start for one in read if one is not None)


def _is_dense(days: Sequence[date], cadence: str) -> bool:
    """Whether from the first day to the last there is one for most periods."""
    return len(days) > _MOST * (1 + (days[-1] - days[0]).days / _DAYS[cadence])


def _find_beginnings(found: Guess, days: Sequence[date], fits: set[str]) -> None:
    """Days on which the longest period begins that all of them can begin; others are reference
    days."""
    if "date_is first_day: year" in fits:
        found.doubts.append(
            "each day is taken for a reference day; if it is that on which its year begins: "
            "`cadence: year` and, in `period`, `date_is: first_day`"
        )
        return
    for cadence in COARSE_FIRST:
        if f"date_is first_day: {cadence}" not in fits or len(days) < 2:
            continue
        if _is_dense(days, cadence):
            found.cadence, found.date_is = cadence, "first_day"
            found.doubts.append(
                f"each day is taken for the {cadence} that begins on it; if it is a reference day: "
                "`cadence: day`, and no `date_is`"
            )
            return


def _find_periods_in_headers(found: Guess) -> None:
    if found.of("period"):
        return
    figures = found.of("figure")
    named, cadence = periods_in_headers([one.name for one in figures])
    patterns = {one.pattern for one in named.values()}
    for column in found.of("constant"):
        # a period of which no figure is known
        if any(re.fullmatch(pattern, column.name) for pattern in patterns):
            column.role = "figure"
            column.marks = {text: n for text, n in column.texts.items() if text}
            figures.append(column)
    named, _ = periods_in_headers([one.name for one in figures])
    for column in figures:
        column.in_header = named.get(column.name)
    found.cadence = cadence or found.cadence
    if any(column.in_header is None for column in figures):
        found.doubts.append(NO_PERIOD)


def _judge_figure(found: Guess, column: Column) -> None:
    if column.is_code:
        return
    numbers = [t for t in column.filled if _number(found, t) is not None]
    marks = {t: n for t, n in column.texts.items() if t not in numbers}
    # what has no letter is no name of anything
    names = [mark for mark in marks if mark and not _NO_NAME.fullmatch(mark)]
    is_few = len(marks) <= min(_MARKS, len(numbers)) and all(len(mark) <= 5 for mark in marks)
    if not numbers or (names and not is_few):
        return
    column.role = "figure"
    # what has digits is a figure that cannot be read (4e3), and is told, not declared away
    column.marks = {mark: n for mark, n in marks.items() if not re.search(r"\d", mark)}
    # programs that know one kind of number write persons as 1023101.0
    column.decimals = sum((_number(found, text) or 0) % 1 != 0 for text in numbers)


def _find_parts_of_codes(connection: "duckdb.DuckDBPyConnection", found: Guess) -> None:
    """Digits that stand in each row's code are no figures: at its beginning they are the code of
    a larger area, within it they tell nothing by themselves."""
    within = []
    for code in [one for one in found.of("unknown") if one.is_code]:
        for column in found.of("unknown"):
            lengths = {len(text) for text in column.filled}
            digits = all(text.isascii() and text.isdigit() for text in column.filled)
            if column is code or not digits or len(lengths) != 1 or "" in column.texts:
                continue
            (length,) = lengths
            (place,) = connection.execute(
                "SELECT min(place) FROM (SELECT place, bool_and(substr(trim("
                f"{identifier(code.name)}), place, ?) = trim({identifier(column.name)})) AS fits "
                "FROM found CROSS JOIN generate_series(1, ?) AS places(place) GROUP BY place) "
                "WHERE fits",
                [length, len(code.filled[0]) - length + 1],
            ).fetchone() or (None,)
            if place is None or length == len(code.filled[0]):
                continue
            column.is_code = True
            if place > 1:
                column.role = "constant"
                within.append(column.name)
    if within:
        found.doubts.append(f"{', '.join(map(repr, within))} only repeat digits within a code")


def _find_keys(connection: "duckdb.DuckDBPyConnection", found: Guess) -> None:
    """Whole numbers of which all stand in each period, and without which no text tells rows apart,
    are codes."""
    periods = [identifier(one.name) for one in found.of("period")]
    if not periods:
        return
    told = [*periods, *(identifier(one.name) for one in found.of("unknown"))]
    for column in [c for c in found.of("figure") if not c.decimals and len(c.filled) > 2]:
        name = identifier(column.name)
        ((rows, without, with_it, spread, full),) = connection.execute(
            f"SELECT count(*), count(DISTINCT ({', '.join(told)})), "
            f"count(DISTINCT ({', '.join([*told, name])})), "
            f"count(DISTINCT ({', '.join([*periods, name])})), "
            f"count(DISTINCT ({', '.join(periods)})) * count(DISTINCT {name}) FROM found"
        ).fetchall()
        if without < with_it == rows and spread == full > len(column.filled):
            column.role, column.is_code = "unknown", True
            found.doubts.append(
                f"{column.name!r} is taken for codes, as all of its numbers stand in each period; "
                "if it holds figures, say so in `measures`; if parts of them, in `breakdowns`"
            )
            return


def _find_areas(connection: "duckdb.DuckDBPyConnection", found: Guess) -> None:
    """The text column with most labels is the finest area; text columns that follow from it are
    coarser areas, numbers that follow from it its codes; other text columns break figures down."""
    texts = [c for c in found.of("unknown") if len(c.filled) > 1]
    if not texts:
        return
    most = max(len(one.filled) for one in texts)
    longest = [one for one in texts if len(one.filled) == most]
    same = [one for one in longest if _are_one(connection, one, longest[0])]
    # of columns that say the same, names tell more than codes
    finest = min(same, key=_digits)
    # codes with zeros in front are rather of areas than of parts, if these are not many more
    codes = [c for c in texts if c.is_code and 2 * len(c.filled) >= most]
    if codes:
        finest = max(codes, key=lambda one: len(one.filled))
        finest = _name_beside(connection, found, finest, texts)
    finest.role = "area"
    for column in texts:
        if column is finest or column.role == "code":
            continue
        follows = _follows(connection, column, finest)
        is_same = follows and column in longest and _follows(connection, finest, column)
        column.role = "code" if is_same else "area" if follows else "breakdown"
    periods = max((len(one.filled) for one in found.of("period")), default=1)
    for labels in (*found.of("area"), *found.of("breakdown")):
        for column in found.of("figure"):
            if column.decimals or len(column.filled) != len(labels.filled):
                continue
            alike = _are_one(connection, column, labels)
            named = is_code_of(column.name, labels.name)
            if alike and (named or periods > 1 or is_numbering(column.filled)):
                column.role = "code" if labels is finest else "constant"
    for column in found.of("figure"):
        if len(column.filled) == found.rows and is_numbering(column.filled):
            column.role = "constant"
    # what only numbers its rows is another in the next table
    codes = [c for c in found.of("code") if c.is_code or not is_numbering(c.filled)]
    finest.code = max(codes, key=lambda one: (one.is_code, _digits(one))).name if codes else None


def _find_levels(connection: "duckdb.DuckDBPyConnection", found: Guess) -> None:
    """A column says of which level each area is: the areas of each of its labels have the same
    figures in all, and of one label there are far more areas."""
    figures = [c for c in found.of("figure") if not c.decimals]
    if not figures or not found.areas:
        return
    area = found.areas[0]
    told = identifier(area.code or area.name)
    by = [identifier(one.name) for one in found.of("period")]
    for column in [*found.areas[1:], *found.of("breakdown")]:
        if len(column.texts) > 8 or not _follows(connection, column, area, area.code):
            continue
        name = identifier(column.name)
        rows = connection.execute(
            f"""
            WITH sums AS (
                SELECT {", ".join([*by, ""])} trim({name}) AS label,
                    sum({_value(found, figures[0])}) AS n, count(DISTINCT {told}) AS areas
                FROM found GROUP BY ALL
            ),
            compared AS (
                SELECT *, max(n) OVER same AS most, min(n) OVER same AS least
                FROM sums WINDOW same AS ({f"PARTITION BY {', '.join(by)}" if by else ""})
            )
            SELECT label, max(areas) FROM compared
            GROUP BY label HAVING bool_and(least > 0 AND most <= 1.01 * least)
            ORDER BY 2 DESC
            """
        ).fetchall()
        if len(rows) == len(column.texts) and rows[0][1] >= 2 * rows[1][1]:
            column.role, column.finest = "level", rows[0][0]
            _keep_areas(connection, found, f"trim({name}) = {literal(column.finest)}")
            others = ", ".join(repr(label) for label, _ in rows[1:])
            found.doubts.append(
                f"{column.name!r} tells levels of areas, whose figures add up to the same: only "
                f"{column.finest!r} is read; for {others}, make a source of its own with this "
                "`dataset`, its `where` and its level (sums need none)"
            )
            return


def _keep_areas(connection: "duckdb.DuckDBPyConnection", found: Guess, rows: str) -> None:
    """The areas of some rows only; of two columns that say the same there, one has the codes."""
    for one in found.areas:
        name = identifier(one.name)
        one.texts = dict(
            connection.execute(
                f"SELECT trim({name}), count(*) FROM found WHERE {rows} GROUP BY 1 ORDER BY 1"
            ).fetchall()
        )
    first, *others = found.areas
    for other in others:
        ((pairs,),) = connection.execute(
            f"SELECT count(DISTINCT ({identifier(first.name)}, {identifier(other.name)})) "
            f"FROM found WHERE {rows}"
        ).fetchall()
        if pairs == len(first.texts) == len(other.texts):
            called, code = sorted((first, other), key=_digits)
            code.role, called.code = "code", code.name
            return


def _digits(column: Column) -> float:
    """Which part of what it says are digits: of codes more than of names."""
    said = "".join(column.filled)
    return sum(map(str.isdigit, said)) / max(len(said), 1)


def _name_beside(
    connection: "duckdb.DuckDBPyConnection", found: Guess, code: Column, texts: list[Column]
) -> Column:
    """The column of names that a column of codes tells, which then is no column of areas; without
    one the codes are the areas."""
    names = [c for c in texts if not c.is_code and _follows(connection, c, code)]
    if not names:
        return code
    name = max(names, key=lambda one: len(one.filled))
    code.role = "code"
    if not _follows(connection, code, name):
        found.doubts.append(
            f"several {code.name} are called alike in {name.name} (two levels in one table?): read "
            f"areas by `column: {code.name}`, `name_column: {name.name}`, and each level as a "
            "source of its own with `where`"
        )
    return name


def _follows(
    connection: "duckdb.DuckDBPyConnection", column: Column, of: Column, code: str | None = None
) -> bool:
    one, other = identifier(column.name), identifier(code or of.name)
    return not connection.execute(
        f"SELECT 1 FROM found GROUP BY {other} HAVING count(DISTINCT {one}) > 1 LIMIT 1"
    ).fetchall()


def _are_one(connection: "duckdb.DuckDBPyConnection", one: Column, other: Column) -> bool:
    return _follows(connection, one, other) and _follows(connection, other, one)


def _find_units(connection: "duckdb.DuckDBPyConnection", found: Guess) -> None:
    """A column says the unit whose labels part whole numbers, some above 100, from others."""
    figures = found.of("figure")
    if len(figures) != 1 or not figures[0].decimals:
        return
    for column in found.of("breakdown"):
        parts = {label: Column(figures[0].name, {}) for label in column.texts}
        for label, text, n in connection.execute(
            f"SELECT trim(coalesce({identifier(column.name)}, '')), "
            f"trim(coalesce({identifier(figures[0].name)}, '')), count(*) FROM found "
            "GROUP BY ALL ORDER BY ALL"
        ).fetchall():
            parts[label].texts[text] = n
        for part in parts.values():
            _judge_figure(found, part)
        whole = [one for one in parts.values() if not one.decimals]
        if not 0 < len(whole) < len(parts) or not all(_has_hundreds(found, one) for one in whole):
            continue
        column.role, found.units = "unit", parts
        for other in found.of("breakdown"):
            if _are_one(connection, other, column):
                other.role = "constant"
        return


def _has_hundreds(found: Guess, column: Column) -> bool:
    return max(numbers(found, column), default=0) > 100


def _find_totals(connection: "duckdb.DuckDBPyConnection", found: Guess) -> None:
    """A label whose figures are the sums of those of all other labels is the whole."""
    figures = [c for c in found.of("figure") if not c.decimals]
    if not figures:
        return
    number = _value(found, figures[0])
    for column in [*found.areas[:1], *found.of("breakdown")]:
        others = [
            identifier(one.name)
            for one in found.columns
            if one.role in ("period", "area", "breakdown")
            and one is not column
            and not (column.role == "area" and one.role == "area")
        ]
        name = identifier(column.name)
        keys = ", ".join([*others, name])
        by = f"PARTITION BY {', '.join(others)}" if others else ""
        rows = connection.execute(
            f"""
            WITH told AS (SELECT {keys}, sum({number}) AS n FROM found GROUP BY {keys}),
            compared AS (
                SELECT trim({name}) AS label, n > 0 AND 2 * n = sum(n) OVER ({by}) AS is_whole
                FROM told
            )
            SELECT label FROM compared GROUP BY label HAVING bool_and(is_whole)
            """
        ).fetchall()
        if len(rows) == 1 and len(column.filled) > 2:
            column.total = rows[0][0]


def _value(found: Guess, column: Column) -> str:
    name = identifier(column.name)
    if found.thousands:
        name = f"replace({name}, '{found.thousands.replace(chr(39), chr(39) * 2)}', '')"
    return f"try_cast(replace({name}, '{found.decimal}', '.') AS DOUBLE)"


def numbers(found: Guess, column: Column) -> Iterator[float]:
    """The figures of a column, as read by the guessed signs."""
    for text in column.filled:
        if (number := _number(found, text)) is not None:
            yield number


def _number(found: Guess, text: str) -> float | None:
    """``None`` where the signs make no number of it, as of the code ``010.005.2006``."""
    if not _NUMBER.fullmatch(text.rstrip("% ")):
        return None
    plain = re.sub(r"[%\s'’]", "", text).replace("−", "-")
    if found.thousands in (",", "."):
        plain = plain.replace(found.thousands, "")
    try:
        return float(plain.replace(found.decimal, "."))
    except ValueError:
        return None
