"""Checks that a landed file has the form its declaration says, before anything is read from it.

Every finding is a text for a person: file, row and column, what was expected, what was found
and what to do. Rows are counted as a spreadsheet shows them: the header is row 1.
"""

import difflib
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial, reduce
from typing import TYPE_CHECKING

from sozialraum.base.errors import SourceError
from sozialraum.base.lines import listed
from sozialraum.declarations.notation import plain_label
from sozialraum.declarations.periods import exchanged, exchanged_day, would_fit
from sozialraum.declarations.source import PERIOD_OUTSIDE, Source, takes
from sozialraum.ingest.formats.reading import read_texts
from sozialraum.ingest.formats.texts import FormError
from sozialraum.ingest.landing import Landing

if TYPE_CHECKING:
    import pyarrow

OTHER_DELIMITERS = (";", ",", "\t", "|")

Reader = Callable[..., "CheckedTable"]
"""How a landing of a source is checked and read: (source, landing, content=None) -> table."""


@dataclass(frozen=True)
class TotalCell:
    """A published sum: where it stands, and the rows of the sheet that it adds up."""

    cell: str
    column: str
    text: str
    first_row: int
    last_row: int
    period: str = ""
    """What its row says of the period: then it adds up the rows of that one."""


MOST_TEXTS = 300
"""Of one column, in rows that are not taken; more are names or numbers, and no choice."""
ROW = "(row)"
"""The column of the place of a row in its file, in ``CheckedTable.not_taken``."""


def not_said_before(now: Sequence[str] | None, before: Sequence[str] | None) -> str:
    """Names the texts of rows that are not taken which the copy in use has not, where rows are
    lost: those may be the same. ``now`` and ``before`` as of ``other_texts``."""
    new = sorted(set(now or ()) - set(before or ()))
    if not new or before is None:
        return ""
    texts = listed(len(new), new[:5])
    return f"; there is {texts} now, which is not taken (if it counts, say so in `where`)"


@dataclass(frozen=True)
class CheckedTable:
    """A landed file that was read and can be loaded: nobody reads the file a second time.

    ``columns`` are the headers in the order of the file, without surrounding blanks; ``cells`` has
    a column of texts for each of them (``text_table``). ``undeclared`` are those that the
    declaration does not speak of; of them, several may have one name. ``row_numbers`` say where
    the rows stand in the file, in which the header is row 1. Of an office's table ``letters`` say
    in which column of the sheet a declared one stands, of a layer in which attribute. ``levels``
    tell the level of the areas of a column where the file does, and not its declaration.
    ``not_taken`` are the rows that the declaration does not take: what the columns say by which
    rows are chosen, and the row in ``ROW``. ``totals`` are rows that add up others; they are
    checked, and are no figures.
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
    not_taken: "tuple[pyarrow.Table, ...]" = ()
    totals: tuple[TotalCell, ...] = ()

    @property
    def height(self) -> int:
        """How many rows there are."""
        return int(self.cells.num_rows)

    @property
    def left(self) -> Mapping[str, int]:
        """What the rows say that the declaration does not take, and how many say it."""
        return kinds_of_rows(self.not_taken)

    def other_texts(self, source: Source) -> list[str] | None:
        """What columns say, in rows that are not taken, beside the texts by which rows are chosen.
        None where these are too many to be told from those of another file."""
        from pyarrow import compute

        chosen = {
            name: set(one) for name, one in source.wanted_rows.items() if isinstance(one, list)
        }
        for measure in source.measures:
            for name, text in measure.where.items():
                chosen.setdefault(name, set()).add(text)
        found: set[str] = set()
        for table in self.not_taken:
            for name in chosen.keys() & set(table.column_names):
                said = compute.unique(table.column(name))
                if len(said) > MOST_TEXTS:
                    return None
                texts = {plain_label(one) for one in said.to_pylist()}
                found |= {f"{name} {text!r}" for text in texts - chosen[name]}
        return sorted(found)

    def texts(self, name: str) -> "pyarrow.ChunkedArray":
        """The fields below a declared header, which stands once."""
        return self.cells.column(self.columns.index(normal_header(name)))

    def column(self, name: str) -> list[str]:
        """The same as a list, for tables of a few thousand rows."""
        texts: list[str] = self.texts(name).to_pylist()
        return texts

    def read_rows(self, source: Source) -> "CheckedTable":
        """The table with only those rows that its declaration takes: by ``where``, and those that
        a measure takes where rows name measures.

        Raises:
            WireError: no row is taken, or none for one of several values that are asked for; month
                and day of its days are exchanged.
        """
        table = self._rows_where(source)
        table._check_days(source)
        asked = [
            dict(one) for one in dict.fromkeys(tuple(m.where.items()) for m in source.measures)
        ]
        return table._rows_of_measures(source, asked) if asked and all(asked) else table

    def _check_days(self, source: Source) -> None:
        """The days up to the 12th of a month would be read as others, without a word."""
        from pyarrow import compute

        column = normal_header(source.period_columns.get("date", ""))
        if column not in self.columns:
            return
        written = source.period.format
        days = map(plain_label, compute.unique(self.texts(column)).to_pylist())
        found = exchanged_day(days, written)
        if found is not None:
            raise _problem(
                source,
                self.landing,
                f"column {column!r}: {found!r} is a day only with month and day exchanged, and no "
                "row has one that can only be read as declared",
                f"days like {written}; if all are written so, `format: {exchanged(written)}` "
                f"(`period` in {source.places.period})",
            )

    def _rows_of_measures(
        self, source: Source, asked: Sequence[Mapping[str, str]]
    ) -> "CheckedTable":
        from pyarrow import compute

        fitting = [
            reduce(compute.and_, (self._says(n, {t}.__contains__) for n, t in one.items()))
            for one in asked
        ]
        for one, fits in zip(asked, fitting, strict=True):
            if not compute.any(fits).as_py():
                wanted = ", ".join(f"{name} {text!r}" for name, text in one.items())
                others = self._saying(list(one), compute.invert(fits))
                there = "; ".join(sorted(kinds_of_rows([others]))[:20])
                raise _problem(
                    source,
                    self.landing,
                    f"no row says {wanted}; rows say {there}",
                    f"rows for each measure (the entry begins in {source.places.entry})",
                )
        return self._taking(reduce(compute.or_, fitting), list(asked[0]))

    def _says(self, name: str, takes: Callable[[str], bool]) -> "pyarrow.Array":
        """In which rows a column says something that is taken; each text is asked for once, however
        many rows have it."""
        import pyarrow
        from pyarrow import compute

        texts = self.texts(name)
        fitting = [one for one in compute.unique(texts).to_pylist() if takes(plain_label(one))]
        return compute.is_in(texts, pyarrow.array(fitting, pyarrow.string())).combine_chunks()

    def _taking(self, rows: "pyarrow.Array", names: Sequence[str]) -> "CheckedTable":
        """The table with certain ``rows``; ``names`` are the columns that tell the others' kind."""
        import pyarrow
        from pyarrow import compute

        numbers = pyarrow.array(self.row_numbers, pyarrow.int64())
        return replace(
            self,
            cells=self.cells.filter(rows),
            row_numbers=compute.filter(numbers, rows).to_pylist(),
            not_taken=(*self.not_taken, self._saying(names, compute.invert(rows))),
        )

    def _rows_where(self, source: Source) -> "CheckedTable":
        if not source.where:
            return self
        from pyarrow import compute

        taken = reduce(
            compute.and_,
            (self._says(n, partial(takes, wanted)) for n, wanted in source.wanted_rows.items()),
        )
        for name, wanted in source.wanted_rows.items():
            found = {
                plain_label(one)
                for one in compute.unique(self.texts(name).filter(taken)).to_pylist()
            }
            asked = wanted if isinstance(wanted, list) else []
            lost = [repr(one) for one in asked if one not in found]
            if lost or not found:
                said = {plain_label(one) for one in compute.unique(self.texts(name)).to_pylist()}
                there = ", ".join(map(repr, sorted(said)[:20]))
                raise _problem(
                    source,
                    self.landing,
                    f"column {name!r}: no row says {' or '.join(lost) or 'what is asked for'}; "
                    f"rows say {there}",
                    f"rows for all that `where` asks for; what not each file has, a `pattern` "
                    f"asks for (the entry begins in {source.places.entry})",
                )
        return self._taking(taken, list(source.where))

    def _saying(self, names: Sequence[str], rows: "pyarrow.Array") -> "pyarrow.Table":
        """What the columns say in certain rows, and where these stand."""
        import pyarrow
        from pyarrow import compute

        places = [self.columns.index(normal_header(name)) for name in names]
        numbers = compute.filter(pyarrow.array(self.row_numbers, pyarrow.int64()), rows)
        there = self.cells.filter(rows).select(places).rename_columns(list(names))
        return there.append_column(ROW, numbers)

    def with_period(self, text: str) -> "CheckedTable":
        """The table with a column ``PERIOD_OUTSIDE`` that says the same in all rows."""
        import pyarrow

        column = pyarrow.repeat(pyarrow.scalar(text, pyarrow.string()), self.height)
        return replace(
            self,
            columns=(*self.columns, PERIOD_OUTSIDE),
            cells=self.cells.append_column(str(self.cells.num_columns), column),
        )


def kinds_of_rows(tables: "Sequence[pyarrow.Table]") -> Mapping[str, int]:
    """What rows say -> how many do, of tables with a column ``ROW``."""
    kinds: Counter[str] = Counter()
    for table in tables:
        names = [name for name in table.column_names if name != ROW]
        counted = table.group_by(names).aggregate([([], "count_all")])
        *texts, counts = (column.to_pylist() for column in counted.columns)
        for said, count in zip(zip(*texts, strict=True), counts, strict=True):
            pairs = zip(names, said, strict=True)
            kinds[", ".join(f"{name} {plain_label(text)!r}" for name, text in pairs)] += count
    return kinds


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
    declared = {normal_header(column) for column in [*source.columns, *source.ignored_columns]}
    declared |= {one.header for one in source.figure_columns_in(header)}
    table = CheckedTable(
        landing=landing,
        columns=tuple(header),
        cells=cells,
        row_numbers=range(2, cells.num_rows + 2),
        undeclared=tuple(
            name for name in header if name not in declared and not source.ignores(name)
        ),
    ).read_rows(source)
    if not source.period.is_outside_table:
        return table
    return table.with_period(period_of_file(source, landing))


def period_of_file(source: Source, landing: Landing) -> str:
    """The text that names the period of a whole file: in its name, in the id of the table, or
    declared.

    Raises:
        WireError: neither names one, or names what is none.
    """
    period = source.period
    named = period.file_name or period.dataset
    if period.fixed is not None:
        text, where = period.fixed, "`fixed`"
    else:
        assert named is not None
        name = landing.name if period.file_name else landing.dataset_id
        where = f"the name {name!r}"
        texts = periods_in(source, named, name)
        if len(texts) != 1:
            found = f"says {sorted(texts)}" if texts else "names no period"
            raise _problem(source, landing, f"{where} {found}", f"a name like {named}")
        (text,) = texts
    (role,) = source.period_columns
    if source.cadence != "once" and source.read_period({role: text}) is None:
        raise _problem(
            source,
            landing,
            f"{where} says {text!r}, which is no {source.cadence}" + would_fit(text),
            f"a {source.cadence} (`period` in {source.places.period})",
        )
    return text


def periods_in(source: Source, named: str, name: str) -> set[str]:
    """What a name says by its pattern ``named``: the periods in it, or what else fits."""
    (role,) = source.period_columns
    texts = {match.group("period") for match in re.finditer(named, name)}
    return {text for text in texts if source.read_period({role: text}) is not None} or texts


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
    fitting_patterns = {one.declared for one in source.figure_columns_in(header)}
    if not missing and (without := set(source.figure_patterns) - fitting_patterns):
        raise _problem(
            source,
            landing,
            f"row 1: no column fits {' or '.join(map(repr, sorted(without)))}; the file has: "
            + ", ".join(repr(name) for name in header[:40]),
            "a column for each of `columns` that sources.yaml declares (the entry begins in "
            f"{source.places.entry})",
        )
    if not missing:
        taken = {*declared, *(one.header for one in source.figure_columns_in(header))}
        counts = Counter(header)
        doubled = sorted(name for name in taken if counts[name] > 1)
        if doubled:
            raise _problem(source, landing, f"row 1: columns twice: {doubled}", "each column once")
        return
    is_delimited = source.format in ("csv", "tsv")
    first_line = source.separator.join(header)
    for other in OTHER_DELIMITERS if is_delimited else ():
        # only for the hint: what a reader of CSV refuses in a line is told below
        names = [normal_header(name.strip('"')) for name in first_line.split(other)]
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
        "take it out if the provider dropped it"
        + (
            "; where titles stand above the table, declare `layout: {}`"
            if len(missing) == len(declared)
            else ""
        ),
    )


def normal_header(name: str) -> str:
    """A header as it is compared: as a label, without any blanks around it."""
    return plain_label(name).strip()


def _problem(source: Source, landing: Landing, found: str, expected: str) -> WireError:
    return WireError(_where(source, landing), f"{found}. Expected: {expected}")


def _where(source: Source, landing: Landing) -> str:
    return f"source '{source.id}', file {landing.name} (landing {landing.landing_id[:12]})"
