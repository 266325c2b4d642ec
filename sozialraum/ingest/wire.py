"""Checks that a landed file has the form its declaration says, before anything is read from it.

Every finding is a text for a person: file, row and column, what was expected, what was found
and what to do. Rows are counted as a spreadsheet shows them: the header is row 1.
"""

import csv
import difflib
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sozialraum.base.errors import SourceError
from sozialraum.declarations.source import Source
from sozialraum.ingest.formats.reading import read_texts
from sozialraum.ingest.formats.texts import FormError
from sozialraum.ingest.landing import Landing

if TYPE_CHECKING:
    import pyarrow

OTHER_DELIMITERS = (";", ",", "\t", "|")

Reader = Callable[..., "CheckedTable"]
"""How a landing of a source is checked and read: (source, landing, content=None) -> table."""


@dataclass(frozen=True)
class CheckedTable:
    """A landed file that was read and can be loaded: nobody reads the file a second time.

    ``columns`` are the headers in the order of the file, without surrounding blanks; ``cells`` has
    a column of texts for each of them (``text_table``). ``undeclared`` are those that the
    declaration does not speak of; of them, several may have one name. ``row_numbers`` say where
    the rows stand in the file, in which the header is row 1. Of an office's table ``letters`` say
    in which column of the sheet a declared one stands, of a layer in which attribute. ``levels``
    tell the level of the areas of a column where the file does, and not its declaration.
    """

    landing: Landing
    columns: tuple[str, ...]
    cells: "pyarrow.Table"
    row_numbers: Sequence[int]
    undeclared: tuple[str, ...]
    sheet: str | None = None
    letters: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    levels: Mapping[str, str] = field(default_factory=dict)

    @property
    def height(self) -> int:
        """How many rows there are."""
        return int(self.cells.num_rows)

    def texts(self, name: str) -> "pyarrow.ChunkedArray":
        """The fields below a declared header, which stands once."""
        return self.cells.column(self.columns.index(normal_header(name)))

    def column(self, name: str) -> list[str]:
        """The same as a list, for tables of a few thousand rows."""
        texts: list[str] = self.texts(name).to_pylist()
        return texts

    def read_rows(self, source: Source) -> "CheckedTable":
        """The table with only those rows that its declaration takes (``where``).

        Raises:
            WireError: no row is taken, or none for one of several values that are asked for.
        """
        if not source.where:
            return self
        import pyarrow
        from pyarrow import compute

        texts = {name: compute.utf8_trim_whitespace(self.texts(name)) for name in source.where}
        taken = pyarrow.repeat(True, self.height)
        for name, wanted in source.wanted_rows.items():
            fits = compute.is_in(texts[name], pyarrow.array(wanted, pyarrow.string()))
            taken = compute.and_(taken, fits.combine_chunks())
        for name, wanted in source.wanted_rows.items():
            found = set(compute.unique(texts[name].filter(taken)).to_pylist())
            if lost := [one for one in wanted if one not in found]:
                said = sorted(compute.unique(texts[name]).to_pylist())
                there = ", ".join(map(repr, said[:20]))
                raise _problem(
                    source,
                    self.landing,
                    f"column {name!r}: no row says {' or '.join(map(repr, lost))}; rows say "
                    f"{there}",
                    f"rows for all that `where` asks for (the entry begins in "
                    f"{source.places.entry})",
                )
        numbers = pyarrow.array(self.row_numbers, pyarrow.int64())
        return replace(
            self,
            cells=self.cells.filter(taken),
            row_numbers=compute.filter(numbers, taken).to_pylist(),
        )


class WireError(SourceError):
    """A file that is not what its declaration says; ``finding`` is the text without the file."""

    def __init__(self, where: str, finding: str) -> None:
        super().__init__(f"{where}: {finding}")
        self.finding = finding


def check_wire_format(
    source: Source, landing: Landing, content: bytes | None = None
) -> CheckedTable:
    """Reads the table of a file and checks its header.

    Args:
        content: the bytes of a file that is not landed yet.

    Raises:
        SourceError: the landing cannot be read, or was changed since.
        WireError: another format than declared, an HTML page, wrong encoding, other delimiter,
            missing or doubled columns, ragged rows, no rows.
    """
    try:
        texts = read_texts(source, landing.content() if content is None else content)
    except FormError as error:
        if error.first_row:
            # what is wrong with the header may be why the rows do not fit
            _check_header(source, landing, [normal_header(name) for name in error.first_row])
        raise WireError(_where(source, landing), str(error)) from None
    header = [normal_header(column[0].as_py()) for column in texts.columns]
    _check_header(source, landing, header)
    cells = texts.slice(1)
    check_height(source, landing, cells.num_rows)
    declared = {normal_header(column) for column in [*source.columns, *source.ignored]}
    return CheckedTable(
        landing=landing,
        columns=tuple(header),
        cells=cells,
        row_numbers=range(2, cells.num_rows + 2),
        undeclared=tuple(name for name in header if name not in declared),
    ).read_rows(source)


def check_height(source: Source, landing: Landing, rows: int) -> None:
    """
    Raises:
        WireError: no row below the header, or fewer than declared.
    """
    if not rows:
        raise _problem(source, landing, "there is a header but no row below it", "figures")
    if rows < source.min_rows:
        raise _problem(
            source,
            landing,
            f"{rows} rows below the header: the file was probably cut short",
            f"at least {source.min_rows} (`min_rows` in sources.yaml)",
        )


def _check_header(source: Source, landing: Landing, header: Sequence[str]) -> None:
    declared = [normal_header(column) for column in source.columns]
    missing = [column for column in declared if column not in header]
    if not missing:
        doubled = sorted({name for name in header if header.count(name) > 1 and name in declared})
        if doubled:
            raise _problem(source, landing, f"row 1: columns twice: {doubled}", "each column once")
        return
    is_delimited = source.format in ("csv", "tsv")
    first_line = source.separator.join(header)
    for other in OTHER_DELIMITERS if is_delimited else ():
        names = [normal_header(name) for name in next(csv.reader([first_line], delimiter=other))]
        if other != source.separator and len(set(names) & set(declared)) > len(declared) // 2:
            raise _problem(
                source,
                landing,
                f"row 1: the columns are separated by {other!r}",
                f"{source.separator!r} (`delimiter` in sources.yaml; the entry begins in "
                f"{source.places.entry})",
            )
    unused = [name for name in header if name not in declared]
    hints = []
    for column in missing:
        close = difflib.get_close_matches(column, unused, n=1, cutoff=0.5)
        renamed = f" (renamed to {close[0]!r}?)" if close else ""
        hints.append(f"{column!r}{renamed}, declared in {source.places.column(column)}")
    raise _problem(
        source,
        landing,
        f"row 1: missing column {'; '.join(hints)}; the file has: "
        + ", ".join(repr(name) for name in header[:40]),
        "the columns that sources.yaml declares; change the line if the provider renamed one, "
        "take it out if the provider dropped it",
    )


def normal_header(name: str) -> str:
    """A header as it is compared: composed characters, no surrounding blanks."""
    return unicodedata.normalize("NFC", name).strip()


def _problem(source: Source, landing: Landing, found: str, expected: str) -> WireError:
    return WireError(_where(source, landing), f"{found}. Expected: {expected}")


def _where(source: Source, landing: Landing) -> str:
    return f"source '{source.id}', file {landing.name} (landing {landing.landing_id[:12]})"
