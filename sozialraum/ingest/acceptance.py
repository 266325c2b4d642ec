"""Whether a table that was fetched may take the place of the landing in use.

What arrives in order (``body.py``) can still be no newer state of the table: cut at the end of a
line, with another header, without half of its rows, with last year's date in the rows of a new
year. Where an earlier landing can stand in, such a
body is set aside as evidence and counts as not fetched: the source is stale and says why, the next
refresh asks without the body's marks, and takes the first one that passes.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from sozialraum.base.errors import SourceError
from sozialraum.declarations.notation import plain_label
from sozialraum.declarations.periods import NamedPeriod
from sozialraum.declarations.source import Source
from sozialraum.ingest.connector import Answer, Unavailable
from sozialraum.ingest.landing import Known, Landing, LandingStore, Retrieved
from sozialraum.ingest.raw import is_loaded
from sozialraum.ingest.reading import read_table
from sozialraum.ingest.wire import (
    CheckedTable,
    Reader,
    WireError,
    normal_header,
    not_said_before,
)

if TYPE_CHECKING:
    import duckdb


class Acceptance:
    """Judges what is fetched of one source.

    ``read`` reads its files; ``unlike`` tells what else of a new table (its second argument) cannot
    be, beside the copy in use.

    ``proved_wrong`` tells of a landing whether the one before it is in use.

    ``known`` holds the newest landing of each table for the connector. Without marks where it
    cannot be read: a provider's "not modified" would keep it for ever.
    """

    def __init__(
        self,
        connection: "duckdb.DuckDBPyConnection",
        source: Source,
        store: LandingStore,
        read: Reader = read_table,
        unlike: Callable[[CheckedTable, CheckedTable], str | None] = lambda before, now: None,
        proved_wrong: Callable[[Landing], bool] = lambda landing: False,
    ) -> None:
        self._source = source
        self._read = read
        self._unlike = unlike
        self._proved_wrong = proved_wrong
        self._store = store
        self.known: dict[str, Known] = {}
        self._usable: set[str] = set()
        for dataset, known in store.known(source.id).items():
            in_use = self._in_use(known)
            if in_use and (
                is_loaded(connection, source, in_use) or _is_readable(source, in_use, read)
            ):
                self._usable.add(dataset)
                self.known[dataset] = known
            else:
                self.known[dataset] = replace(known, etag=None, last_modified=None)

    def judge(self, answer: Answer) -> Answer:
        """The answer, or ``Unavailable`` in its place; then the body is set aside.

        A body that nothing can stand in for is let through: its landing stops the publication.
        """
        if not isinstance(answer, Retrieved):
            return answer
        known = self.known.get(answer.dataset_id)
        # of a yearly series the other years can do without a new one
        stands_in = answer.dataset_id in self._usable if known else bool(self._usable)
        draft = self._store.draft(self._source.id, answer)
        if not stands_in or (known and known.landing.landing_id == draft.landing_id):
            return answer
        try:
            table = self._read(self._source, draft, answer.content)
            in_use = self._table_in_use(known) if known else None
            problem = self._difference(table, in_use) if in_use else None
            problem = problem or self._lag(table, in_use)
        except WireError as error:
            problem = error.finding
        if problem is None:
            return answer
        place = self._store.set_aside(self._source.id, answer, problem)
        where = place.relative_to(self._store.root.parent)
        return Unavailable(
            dataset_id=answer.dataset_id,
            url=answer.url,
            checked_at=answer.retrieved_at,
            problem=f"came, but is not used: {problem}. It is kept in {where}",
            is_stale=True,
            is_needed=known is not None,
        )

    def _in_use(self, known: Known) -> Landing | None:
        """The newest landing of the table that did not prove wrong."""
        if not self._proved_wrong(known.landing):
            return known.landing
        table = known.landing.dataset_id
        return self._store.newest(self._source.id, table, unless=self._proved_wrong)

    def _table_in_use(self, known: Known) -> CheckedTable | None:
        """None where it was loaded once, and its file is damaged since."""
        landing = self._in_use(known)
        if landing is not None:
            with suppress(SourceError):
                return self._read(self._source, landing)
        return None

    def _difference(self, table: CheckedTable, in_use: CheckedTable) -> str | None:
        """What the new table has no more of, where that is more than the declaration allows; or
        what else it cannot be."""
        source = self._source
        if problem := self._unlike(in_use, table):
            return problem
        before = rows_per_period(source, in_use)
        now = rows_per_period(source, table)
        lost = before - now
        share = source.max_lost_share
        if lost.total() > share * before.total():
            # a period that another year's table tells stood in this one by a slip
            for _, other in self._other_years(table):
                told = rows_per_period(source, other)
                for period in [one for one in lost if one not in now]:
                    if 2 * told[period] >= lost[period]:
                        del lost[period]
        if lost.total() <= share * before.total():
            return None
        unreadable = sorted(period for period in now - before if period.startswith(UNREADABLE))
        hint = (
            f", periods like {unreadable[0].removeprefix(UNREADABLE)!r} cannot be read as a "
            f"{source.cadence} (`period` in {source.places.period})"
            if unreadable
            else ""
        )
        hint += not_said_before(table.other_texts(source), in_use.other_texts(source))
        periods = sorted(lost)
        return (
            f"{lost.total()} of {before.total()} rows are no longer there "
            f"({periods[0]} to {periods[-1]}){hint}. Expected: at most {share:.0%} fewer than in "
            f"the copy in use; if the loss is meant, raise `max_lost_share` in the entry that "
            f"begins in {source.places.entry}"
        )

    def _lag(self, table: CheckedTable, in_use: CheckedTable | None) -> str | None:
        """Of a yearly series that the new table's rows are all of a year before its own, as those
        of no other year are: they would replace the true ones of that year."""
        year, newest = self._year_of(table), _newest_period(self._source, table)
        # a fixed period lags more with each year
        if year is None or newest is None or self._source.period.fixed:
            return None
        # not so a school year, or the first day behind a year, which may be those of the one before
        if newest.start.year >= year and newest.end > date(year, 1, 1):
            return None
        before = _newest_period(self._source, in_use) if in_use else None
        if before is not None and before.end <= newest.end:
            return None
        told: tuple[int, NamedPeriod] | None = None
        is_late = newest.end.year < year
        for other_year, other in self._other_years(table):
            period = _newest_period(self._source, other)
            if period is None:
                continue
            if newest.end.year - year >= period.end.year - other_year:
                return None
            told = told or (other_year, period)
            is_late |= other_year < year and newest.end <= period.end
        if told is None or not is_late:
            return None
        return (
            f"no row is of a later time than {newest.text}, although it is the table of {year}. "
            f"Expected: rows of its own year, as that of {told[0]} tells {told[1].text}; ask the "
            "provider whether the rows name the wrong period. Until it has rows of its own year "
            "the tables of the other years count"
        )

    def _other_years(self, table: CheckedTable) -> Iterator[tuple[int, CheckedTable]]:
        """Of a yearly series the tables of other years that are in use, the nearest one first."""
        year = self._year_of(table)
        if year is None:
            return
        years = {
            other: known
            for known in self.known.values()
            if (other := self._year_of(known)) is not None and other != year
        }
        for other in sorted(years, key=lambda one: abs(one - year)):
            if (in_use := self._table_in_use(years[other])) is not None:
                yield other, in_use

    def _year_of(self, table: CheckedTable | Known) -> int | None:
        landing = table.landing
        return self._source.year_of(landing.dataset_id, landing.retrieved_at.year + 1)


# sorts behind every period
UNREADABLE = "~"


def rows_per_period(source: Source, table: CheckedTable) -> Counter[str]:
    """Period, or labels that name none -> how many rows are of it."""
    found: Counter[str] = Counter()
    for labels, count in _rows_per_label(source, table).items():
        period = _read_period(source, labels)
        found[period.text if period else UNREADABLE + " ".join(labels)] += count
    return found


def _newest_period(source: Source, table: CheckedTable) -> NamedPeriod | None:
    periods = (_read_period(source, labels) for labels in _rows_per_label(source, table))
    return max(filter(None, periods), key=lambda one: one.end, default=None)


def _read_period(source: Source, labels: tuple[str, ...]) -> NamedPeriod | None:
    return source.read_period(dict(zip(source.period_columns, labels, strict=True)))


def _rows_per_label(source: Source, table: CheckedTable) -> Counter[tuple[str, ...]]:
    """Labels of periods -> how many rows have them."""
    roles = source.period_columns
    labelled: Counter[tuple[str, ...]] = Counter()
    if source.has_periods_in_headers:
        for one in source.figure_columns_in(table.columns):
            labelled[(one.period or "",)] = table.height
    elif roles:
        places = [table.columns.index(normal_header(name)) for name in roles.values()]
        columns = table.cells.select(places)
        grouped = columns.group_by(columns.column_names).aggregate([([], "count_all")])
        *texts, counts = (column.to_pylist() for column in grouped.columns)
        for said, count in zip(zip(*texts, strict=True), counts, strict=True):
            labelled[tuple(map(plain_label, said))] += count
    else:
        labelled[()] = table.height
    return labelled


def _is_readable(source: Source, landing: Landing, read: Reader) -> bool:
    try:
        read(source, landing)
    except SourceError:
        return False
    return True
