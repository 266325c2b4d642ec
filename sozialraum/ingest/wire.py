"""Checks that a landed file has the form its declaration says, before anything is read from it.

Every finding is a text for a person: file, row and column, what was expected, what was found
and what to do. Rows are counted as a spreadsheet shows them: the header is row 1.
"""

import csv
import difflib
import io
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sozialraum.base.errors import SourceError
from sozialraum.declarations.source import Source
from sozialraum.ingest.body import kind_of_page
from sozialraum.ingest.landing import Landing

OTHER_DELIMITERS = (";", ",", "\t", "|")

Reader = Callable[..., "CheckedTable"]
"""How a landing of a source is checked and read: (source, landing, content=None) -> table."""


@dataclass(frozen=True)
class CheckedTable:
    """A landed file that was read and can be loaded: nobody reads the file a second time.

    ``columns`` are the headers in the order of the file, without surrounding blanks; each of
    ``rows`` has a field for each of them. ``undeclared`` are those that the declaration does not
    speak of; of them, several may have one name. ``row_numbers`` say where the rows stand in the
    file, in which the header is row 1. Of an office's table ``letters`` say in which column of
    the sheet a declared one stands, of a layer in which attribute. ``levels`` tell the level of
    the areas of a column where the file does, and not its declaration.
    """

    landing: Landing
    columns: tuple[str, ...]
    rows: Sequence[Sequence[str]]
    row_numbers: Sequence[int]
    undeclared: tuple[str, ...]
    sheet: str | None = None
    letters: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    levels: Mapping[str, str] = field(default_factory=dict)

    def column(self, name: str) -> list[str]:
        """The fields below a declared header, which stands once."""
        at = self.columns.index(normal_header(name))
        return [row[at] for row in self.rows]

    def read_rows(self, source: Source) -> "CheckedTable":
        """The table with only those rows that its declaration takes (``where``).

        Raises:
            WireError: no row is taken, or none for one of several values that are asked for.
        """
        if not source.where:
            return self
        texts = {name: [one.strip() for one in self.column(name)] for name in source.where}
        taken = [
            at
            for at in range(len(self.rows))
            if all(texts[name][at] in wanted for name, wanted in source.wanted_rows.items())
        ]
        for name, wanted in source.wanted_rows.items():
            found = {texts[name][at] for at in taken}
            if lost := [one for one in wanted if one not in found]:
                there = ", ".join(map(repr, sorted(set(texts[name]))[:20]))
                raise _problem(
                    source,
                    self.landing,
                    f"column {name!r}: no row says {' or '.join(map(repr, lost))}; rows say "
                    f"{there}",
                    f"rows for all that `where` asks for (the entry begins in "
                    f"{source.places.entry})",
                )
        return replace(
            self,
            rows=[self.rows[at] for at in taken],
            row_numbers=[self.row_numbers[at] for at in taken],
        )


class WireError(SourceError):
    """A file that is not what its declaration says; ``finding`` is the text without the file."""

    def __init__(self, where: str, finding: str) -> None:
        super().__init__(f"{where}: {finding}")
        self.finding = finding


def check_wire_format(
    source: Source, landing: Landing, content: bytes | None = None
) -> CheckedTable:
    """Decodes the file and checks its header and the width of its rows.

    Args:
        content: the bytes of a file that is not landed yet.

    Raises:
        SourceError: the landing cannot be read, or was changed since.
        WireError: empty file, HTML page, wrong encoding, other delimiter, missing or doubled
            columns, ragged rows, no rows.
    """
    text = _decode(source, landing, landing.content() if content is None else content)
    if not text.strip():
        raise _problem(source, landing, "the file is empty", "a header row and figures")
    page = kind_of_page(text)
    if page is not None:
        raise _problem(
            source,
            landing,
            f"row 1 begins with {text.lstrip()[:40]!r}: {page}, not a table",
            "a CSV table; the provider may have answered with an error or login page",
        )
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=source.delimiter, strict=True)
    try:
        header = [normal_header(name) for name in next(reader)]
        _check_header(source, landing, header, text)
        rows = list(reader)
    except csv.Error as error:
        raise _problem(
            source, landing, f"row {reader.line_num}: {error}", "rows with closed quotes"
        ) from None
    _check_width(source, landing, header, rows)
    if not rows:
        raise _problem(source, landing, "there is a header but no row below it", "figures")
    if len(rows) < source.min_rows:
        raise _problem(
            source,
            landing,
            f"{len(rows)} rows below the header: the file was probably cut short",
            f"at least {source.min_rows} (`min_rows` in sources.yaml)",
        )
    declared = {normal_header(column) for column in [*source.columns, *source.ignored]}
    return CheckedTable(
        landing=landing,
        columns=tuple(header),
        rows=rows,
        row_numbers=range(2, len(rows) + 2),
        undeclared=tuple(name for name in header if name not in declared),
    ).read_rows(source)


def _decode(source: Source, landing: Landing, content: bytes) -> str:
    try:
        return content.decode(source.encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        row = content[: error.start].count(b"\n") + 1
        raise _problem(
            source,
            landing,
            f"row {row}, byte {error.start}: {content[error.start : error.end]!r} is not "
            f"{source.encoding}",
            f"text in {source.encoding} (`encoding` in sources.yaml; the entry begins in "
            f"{source.places.entry})",
        ) from None


def _check_header(source: Source, landing: Landing, header: Sequence[str], text: str) -> None:
    declared = [normal_header(column) for column in source.columns]
    missing = [column for column in declared if column not in header]
    if not missing:
        doubled = sorted({name for name in header if header.count(name) > 1 and name in declared})
        if doubled:
            raise _problem(source, landing, f"row 1: columns twice: {doubled}", "each column once")
        return
    first_line = text.splitlines()[0]
    for other in OTHER_DELIMITERS:
        names = [normal_header(name) for name in next(csv.reader([first_line], delimiter=other))]
        if other != source.delimiter and len(set(names) & set(declared)) > len(declared) // 2:
            raise _problem(
                source,
                landing,
                f"row 1: the columns are separated by {other!r}",
                f"{source.delimiter!r} (`delimiter` in sources.yaml; the entry begins in "
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


def _check_width(
    source: Source, landing: Landing, header: Sequence[str], rows: Sequence[Sequence[str]]
) -> None:
    ragged = [
        f"row {number} has {len(row)} fields: {source.delimiter.join(row)[:80]!r}"
        for number, row in enumerate(rows, start=2)
        if len(row) != len(header)
    ]
    if ragged:
        more = f" (and {len(ragged) - 5} more)" if len(ragged) > 5 else ""
        raise _problem(
            source, landing, "; ".join(ragged[:5]) + more, f"{len(header)} fields in each row"
        )


def normal_header(name: str) -> str:
    """A header as it is compared: composed characters, no surrounding blanks."""
    return unicodedata.normalize("NFC", name).strip()


def _problem(source: Source, landing: Landing, found: str, expected: str) -> WireError:
    return WireError(
        f"source '{source.id}', file {landing.dataset_id}.csv (landing {landing.landing_id[:12]})",
        f"{found}. Expected: {expected}",
    )
