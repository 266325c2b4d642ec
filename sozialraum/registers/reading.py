"""From the bytes of a register to rows of text, by rules and never by guess.

Encoding. A file that begins with the UTF-8 mark, or is valid UTF-8, is UTF-8. Any other file is
Windows-1252, unless it holds what German text in Windows-1252 never holds: bytes without a
meaning there, letters that only a wrong reading gives (a file of MS-DOS or old Apple programs),
quotation marks inside a word. Such a file is refused.

Delimiter. The line ``sep=;`` that Excel knows decides. Without it, the delimiter is the one of
semicolon, comma and tab with which the header holds all required columns. None: refused.

Rows are counted as a spreadsheet shows them: a quoted line break does not begin a new row, and the
line ``sep=;`` is not shown. Cells that are missing at the end of a row are empty (Excel leaves them
out); rows without any text are no rows; more cells than the header has are an error of the row.
"""

import csv
import difflib
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sozialraum.declarations.register import Register
from sozialraum.registers.problem import Problem, named
from sozialraum.words import Joined, Message, Name, code

DELIMITERS = (";", ",", "\t")

# „Ÿ“ and its like appear when a file of another system is read as Windows-1252 (an old Apple's
# „ü“, for example); an opening or closing quotation mark between two letters is MS-DOS's „ä“, „ö“.
_NEVER_IN_1252 = re.compile(r"[ŸŽƒˆ˜†‡‰‹›]|(?<=\w)[„”“](?=\w)")

LONGEST_FIELD = 131_072
"""Characters, the limit of `csv` itself."""


class UnreadableRegisterError(Exception):
    """The file as a whole cannot be read; ``problem`` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.file}: {problem.reason.id}")
        self.problem = problem


@dataclass(frozen=True)
class WrittenRow:
    """A row as it is written: column -> text without surrounding blanks.

    ``surplus`` holds cells beyond the header's.
    """

    number: int
    cells: Mapping[str, str]
    surplus: tuple[str, ...] = ()


@dataclass(frozen=True)
class WrittenRegister:
    """``undeclared`` are columns that the declaration does not speak of."""

    rows: tuple[WrittenRow, ...]
    undeclared: tuple[str, ...]
    encoding: str
    delimiter: str


def read_register(register: Register, content: bytes) -> WrittenRegister:
    """Rows of text.

    Raises:
        UnreadableRegisterError: not text, unknown encoding, missing or doubled columns, an open
            quotation mark, a field without end, no rows.
    """
    text, encoding = _decode(register, content)
    stated, text = _stated_delimiter(text)
    if not text.strip():
        raise _unreadable(register, None, "", Message("registers-empty-file"))
    delimiter = stated or _delimiter_of_header(register, text)
    records = list(_records(register, text, delimiter))
    header = [_normal(name) for name in records[0]]
    while header and not header[-1]:
        header.pop()
    _check_header(register, header)
    declared = {column.name for column in register.columns}
    rows = []
    for number, record in enumerate(records[1:], start=2):
        cells = [cell.strip() for cell in record]
        if not any(cells):
            continue
        padded = cells + [""] * (len(header) - len(cells))
        rows.append(
            WrittenRow(
                number=number,
                cells={
                    name: unicodedata.normalize("NFC", cell)
                    for name, cell in zip(header, padded, strict=False)
                    if name in declared
                },
                surplus=tuple(cell for cell in cells[len(header) :] if cell),
            )
        )
    if not rows:
        raise _unreadable(register, 1, "", Message("registers-no-row"))
    return WrittenRegister(
        rows=tuple(rows),
        undeclared=tuple(name for name in header if name not in declared),
        encoding=encoding,
        delimiter=delimiter,
    )


def _decode(register: Register, content: bytes) -> tuple[str, str]:
    if not content.strip():
        raise _unreadable(register, None, "", Message("registers-empty-file"))
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise _unreadable(register, None, "", Message("registers-is-workbook"))
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in content:
        raise _unreadable(register, None, "", Message("registers-is-utf16"))
    try:
        return content.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError as error:
        if content.startswith(b"\xef\xbb\xbf"):
            raise _unreadable(
                register,
                content[: error.start].count(b"\n") + 1,
                "",
                Message("registers-not-all-utf8"),
            ) from None
    return _decode_windows(register, content), "windows-1252"


def _decode_windows(register: Register, content: bytes) -> str:
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError as error:
        raise _unreadable(
            register,
            content[: error.start].count(b"\n") + 1,
            "",
            Message("registers-unknown-byte"),
        ) from None
    strange = _NEVER_IN_1252.search(text)
    if strange:
        around = text[max(0, strange.start() - 10) : strange.end() + 10]
        raise _unreadable(
            register,
            text[: strange.start()].count("\n") + 1,
            around,
            Message("registers-strange-letters"),
        )
    return text


def _stated_delimiter(text: str) -> tuple[str | None, str]:
    stated = re.match(r'"?sep=([;,\t])"?[;,\t]*\r?\n', text, re.IGNORECASE)
    return (stated.group(1), text[stated.end() :]) if stated else (None, text)


def _delimiter_of_header(register: Register, text: str) -> str:
    first = text.splitlines()[0]
    if first.lstrip()[:20].lower().startswith(("<!doctype", "<html", "<?xml")):
        raise _unreadable(register, 1, first, Message("registers-is-page"))
    required = {column.name for column in register.columns if column.required}
    found = {sign: {_normal(name) for name in _split(register, first, sign)} for sign in DELIMITERS}
    for sign, names in found.items():
        if required <= names:
            return sign
    best = max(DELIMITERS, key=lambda sign: len(found[sign] & required))
    _check_header(register, [_normal(name) for name in _split(register, first, best)])
    raise AssertionError("unreachable: a required column is missing")


def _split(register: Register, line: str, delimiter: str) -> list[str]:
    try:
        fields = next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error as error:
        raise _unreadable(register, 1, "", _fault(error)) from None
    _refuse_long(register, 1, fields)
    return fields


def _records(register: Register, text: str, delimiter: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    row = 0
    try:
        for record in reader:
            row += 1
            _refuse_long(register, row, record)
            yield record
    except csv.Error as error:
        raise _unreadable(register, row + 1, "", _fault(error)) from None


def _refuse_long(register: Register, row: int, fields: Sequence[str]) -> None:
    """Whatever `csv` allows: a library that dbt loads takes its limit away."""
    if any(len(one) > LONGEST_FIELD for one in fields):
        raise _unreadable(register, row, "", Message("registers-long-field", n=LONGEST_FIELD))


def _fault(error: csv.Error) -> Message:
    if "field larger" in str(error):
        return Message("registers-long-field", n=LONGEST_FIELD)
    return Message("registers-open-quotation")


def _check_header(register: Register, header: Sequence[str]) -> None:
    declared = [column.name for column in register.columns]
    unused = [name for name in header if name and name not in declared]
    # a column that may be empty may be left out; beside an unknown one it was renamed, and what
    # stands in it would be lost
    missing = [
        column.name
        for column in register.columns
        if column.name not in header and (column.required or unused)
    ]
    counts = Counter(header)
    doubled = sorted(name for name in {*declared} if counts[name] > 1)
    if doubled:
        raise _unreadable(
            register, 1, "", Message("registers-column-twice", columns=named(doubled))
        )
    if not missing:
        return
    hints: list[Name | Message] = []
    for name in missing:
        close = difflib.get_close_matches(name, unused, n=1, cutoff=0.6)
        renamed = [
            Message("registers-renamed", column=Name(name), close=Name(one)) for one in close
        ]
        hints += renamed or [Name(name)]
    raise _unreadable(
        register,
        1,
        "",
        Message(
            "registers-no-column",
            missing=Joined(hints, ", "),
            has_unused=code(bool(unused)),
            unused=named(unused),
            expected=named(declared),
        ),
    )


def _normal(name: str) -> str:
    return unicodedata.normalize("NFC", name).strip().lower()


def _unreadable(
    register: Register, row: int | None, value: str, reason: Message
) -> UnreadableRegisterError:
    return UnreadableRegisterError(Problem(register.file, row, None, value, reason))
