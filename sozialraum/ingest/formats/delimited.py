"""CSV and TSV: rows of one width, texts as they stand there.

Python's strict ``csv`` says what such a text means; Arrow reads it, several times as fast and
without an object for each field. The two differ where a file is odd: a line that is empty, a quote
within a field, rows of other widths. Whatever looks odd is read by ``csv``, which tells what is
wrong, so that both say the same of every text (a test over random ones).
"""

import csv
import io
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sozialraum.ingest.formats.texts import FormError, text_table

if TYPE_CHECKING:
    import pyarrow

_BLOCK = 1 << 24


def read_delimited(text: str, delimiter: str) -> "pyarrow.Table":
    """All rows of a text, the header among them; empty ones at its end, as Excel leaves them where
    cells were cleared, are none.

    Raises:
        FormError: quotes that do not close, rows of another width than the first.
    """
    read = None if _is_odd(text, delimiter) else _read_quickly(text, delimiter)
    return read if read is not None else _read_strictly(text, delimiter)


def _is_odd(text: str, delimiter: str) -> bool:
    """Whether something follows a closing quote, or may, or none closes: Arrow would go on."""
    if '"' not in text:
        return False
    ends = rf"{re.escape(delimiter)}\r\n"
    odd = rf'(?:\A|(?<=[{ends}]))"(?:[^"]|"")*+(?:"(?=[^{ends}])|\Z)'
    return re.search(odd, text) is not None


def _read_quickly(text: str, delimiter: str) -> "pyarrow.Table | None":
    """None where a row is empty, or the text is no table of one width."""
    import pyarrow
    from pyarrow import compute
    from pyarrow import csv as arrow

    width = len(_first_row(text, delimiter))
    names = [str(at) for at in range(width)]
    content = text.encode()
    try:
        read = arrow.read_csv(
            pyarrow.py_buffer(content),
            arrow.ReadOptions(
                column_names=names, block_size=max(_BLOCK, min(len(content), 1 << 30))
            ),
            arrow.ParseOptions(
                delimiter=delimiter, newlines_in_values=True, ignore_empty_lines=False
            ),
            arrow.ConvertOptions(
                check_utf8=False,
                column_types={name: pyarrow.string() for name in names},
                strings_can_be_null=False,
            ),
        )
    except pyarrow.ArrowInvalid:
        return None
    # the fewest rows are looked at again, column by column
    empty = None
    for column in read.columns:
        here = compute.equal(column, "")
        empty = here if empty is None else compute.and_(empty, here)
        if not compute.any(empty).as_py():
            return read
    return None


def _read_strictly(text: str, delimiter: str) -> "pyarrow.Table":
    first = _first_row(text, delimiter)
    reader = _reader(text, delimiter)
    try:
        rows = list(reader)
    except csv.Error as error:
        raise _unclosed(reader.line_num, error, first) from None
    while len(rows) > 1 and not any(rows[-1]):
        rows.pop()
    ragged = [
        f"row {number} has {len(row)} fields: {delimiter.join(row)[:80]!r}"
        for number, row in enumerate(rows, start=1)
        if len(row) != len(first)
    ]
    if ragged:
        more = f" (and {len(ragged) - 5} more)" if len(ragged) > 5 else ""
        raise FormError("; ".join(ragged[:5]) + more, f"{len(first)} fields in each row", first)
    return text_table(list(column) for column in zip(*rows, strict=True))


def _first_row(text: str, delimiter: str) -> list[str]:
    reader = _reader(text, delimiter)
    try:
        first: list[str] = next(reader, [])
    except csv.Error as error:
        raise _unclosed(reader.line_num, error) from None
    if not first:
        raise FormError("row 1 is empty", "a header row and figures")
    return first


def _reader(text: str, delimiter: str) -> Any:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)


def _unclosed(row: int, error: csv.Error, first: Sequence[str] = ()) -> FormError:
    return FormError(f"row {row}: {error}", "rows with closed quotes", first)
