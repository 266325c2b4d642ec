"""The one form in which the table of a file is handed on, whatever format it came in."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from sozialraum.base.errors import SourceError

if TYPE_CHECKING:
    import pyarrow

# A table of a city has a few million cells; what claims more is no table of one.
MAX_CELLS = 100_000_000
MAX_UNPACKED_BYTES = 500_000_000


class FormError(SourceError):
    """Bytes that are not the table that was declared: what was found, and what was expected.

    ``first_row``: the fields of the first row, where that could be read.
    """

    def __init__(self, found: str, expected: str, first_row: Sequence[str] = ()) -> None:
        super().__init__(f"{found}. Expected: {expected}")
        self.first_row = first_row


def refuse_bytes(size: int, said: str) -> None:
    """
    Raises:
        FormError: more bytes than a table of a city has.
    """
    if size > MAX_UNPACKED_BYTES:
        raise FormError(f"{said} {size:,} bytes", f"at most {MAX_UNPACKED_BYTES:,}")


def text_table(columns: Iterable[Sequence[str]]) -> "pyarrow.Table":
    """Columns of texts, called ``0``, ``1``, … ."""
    import pyarrow

    arrays = [pyarrow.array(column, pyarrow.string()) for column in columns]
    return pyarrow.table(arrays, names=[str(at) for at in range(len(arrays))])


def below_header(header: Sequence[str], rows: "pyarrow.Table") -> "pyarrow.Table":
    """The table with its header as the first row; nothing is copied."""
    import pyarrow

    first = text_table([name] for name in header)
    return pyarrow.concat_tables([first, rows.rename_columns(first.column_names)])
