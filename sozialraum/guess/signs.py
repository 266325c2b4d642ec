"""Numbers as a table writes them, the signs in them, and which columns hold them."""

import re
from collections.abc import Iterator

from sozialraum.base.sql import identifier
from sozialraum.guess.shape import Column, Guess

YEAR = re.compile(r"(?:19|20)\d\d")
_DAY = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}")
_SIGNED = r"[-−]?\s?"
WHOLE = re.compile(rf"{_SIGNED}\d+")
_NUMBER = re.compile(rf"{_SIGNED}\d[\d.,'’ \u00a0\u202f\u2009]*")
_NO_NAME = re.compile(r"[\W\d_]{1,12}|[xX]")
_DECIMALS = re.compile(r"([.,])(\d+)")
_FRACTION = re.compile(rf"{_SIGNED}0[.,]\d+")
_GROUPED = re.compile(rf"{_SIGNED}[1-9]\d{{0,2}}([.,'’ \u00a0\u202f\u2009])\d{{3}}(?!\d)")
# a column of figures has no more marks than these in place of a number
_MARKS = 6


def find_signs(found: Guess) -> None:
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


def is_figure(text: str) -> bool:
    """Whether a text is a number and no year."""
    return bool(_NUMBER.fullmatch(text)) and not YEAR.fullmatch(text)


def judge_figure(found: Guess, column: Column) -> None:
    """A column holds figures where it has numbers, and beside them few words, as marks, or none."""
    if column.is_code:
        return
    numbers = [t for t in column.filled if number_of(found, t) is not None]
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
    column.decimals = sum((number_of(found, text) or 0) % 1 != 0 for text in numbers)


def numbers(found: Guess, column: Column) -> Iterator[float]:
    """The figures of a column, as read by the guessed signs."""
    for text in column.filled:
        if (number := number_of(found, text)) is not None:
            yield number


def value_sql(found: Guess, column: Column) -> str:
    """The numbers of a column in SQL, by the guessed signs; NULL for what is none."""
    name = identifier(column.name)
    if found.thousands:
        name = f"replace({name}, '{found.thousands.replace(chr(39), chr(39) * 2)}', '')"
    return f"try_cast(replace({name}, '{found.decimal}', '.') AS DOUBLE)"


def number_of(found: Guess, text: str) -> float | None:
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
