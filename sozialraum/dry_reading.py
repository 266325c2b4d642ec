"""Reads a city's declarations and bundled tables without a refresh: what each figure became.

It takes the same steps as a refresh does up to the cells (form, ``where``, labels, numbers), in a
database in memory; areas, sums and models are not looked at. ``orchestration`` is not needed.
"""

import difflib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sozialraum.base.errors import DeclarationError, MonitorError, SourceError
from sozialraum.base.sums import in_order, sums_among, sums_of_others
from sozialraum.declarations import Catalogue, load_catalogue
from sozialraum.declarations.city import CODE_FROM_NAME, Level, area_id
from sozialraum.declarations.files import FILES, REQUIRED_FILES
from sozialraum.declarations.loading import check_file
from sozialraum.declarations.matching_periods import nothing_matched
from sozialraum.declarations.nearest import nearest
from sozialraum.declarations.periods import NamedPeriod, would_fit
from sozialraum.declarations.places import place_of
from sozialraum.declarations.reform import LAST, by_day
from sozialraum.declarations.series import Measure, Series, class_limits
from sozialraum.declarations.source import PERIOD_OUTSIDE, Source
from sozialraum.declarations.unit import CLASS, COUNTED
from sozialraum.ingest.landing import LandingStore
from sozialraum.ingest.office.totals import check_totals
from sozialraum.ingest.raw import load, prepare_raw
from sozialraum.ingest.reading import read_table
from sozialraum.ingest.refresh_day import retrieval_day
from sozialraum.ingest.snapshot import SnapshotConnector
from sozialraum.ingest.wire import ROW, kinds_of_rows

if TYPE_CHECKING:
    import duckdb
    import pyarrow

FIRST_AREAS = 5
NO_COUNTS = "with_decimals > 0 and with_decimals >= 0.2 * figures"
"""When a column holds no counts, by the words of ``stg_cell``, which a test compares."""


_PLACE = re.compile(r"\S.*\.(yaml|csv):\d+: ")

_LABELLED = "list_contains(?::MAP(VARCHAR, VARCHAR)[], {})"
"""Cells whose labels are among some."""


_SAME_FIGURE = "dataset_id, measure_label, area_labels, period_labels, breakdown_labels"


@dataclass(frozen=True)
class SeriesRead:
    """What a column of figures became in the rows of one breakdown; least and greatest number."""

    series: Series
    figures: int
    least: float | None
    greatest: float | None


Given = tuple[str, str, frozenset[tuple[str, str]], str]
"""A figure that a table gives: measure, its breakdown, labels of the area by level, period."""


@dataclass
class Reading:
    """What became of a source's cells.

    ``figures``: those that a refresh would take; ``marks``: mark in place of a figure -> how often,
    as declared in ``missing``; ``classes``: column of classes -> how often it says each, those that
    it never says included; ``given``: which figures it has that other tables may have, too;
    ``areas``: labels of areas by level, and the first row that has them; ``sums``: labels of those
    whose figures are the sums of others'; ``whole_parts``: values of breakdowns of which the same
    is true, though they are added up; ``problems``: what a refresh would reject or warn of, each
    with file and row; ``rejected``: which cells a refresh
    would reject, as SQL and what stands in it for question marks; ``left``: file -> its rows that
    the entry does not take, as ``CheckedTable.not_taken`` has them.
    """

    source: Source
    files: int = 0
    rows: int = 0
    figures: int = 0
    marks: dict[str, int] = field(default_factory=dict)
    periods: list[NamedPeriod] = field(default_factory=list)
    classes: dict[str, dict[str, int]] = field(default_factory=dict)
    series: list[SeriesRead] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    rejected: list[tuple[Any, ...]] = field(default_factory=list)
    left: "dict[str, tuple[pyarrow.Table, ...]]" = field(default_factory=dict)
    given: set[Given] = field(default_factory=set)
    areas: list[tuple[Mapping[str, str], str]] = field(default_factory=list)
    sums: list[str] = field(default_factory=list)
    whole_parts: list[str] = field(default_factory=list)

    @property
    def left_kinds(self) -> Counter[str]:
        """What rows say that the entry does not take -> how many do."""
        return Counter(kinds_of_rows([one for tables in self.left.values() for one in tables]))

    @property
    def first(self) -> NamedPeriod | None:
        return min(self.periods, key=lambda one: one.start, default=None)

    @property
    def last(self) -> NamedPeriod | None:
        return max(self.periods, key=lambda one: one.end, default=None)


def declaration_problems(folder: Path) -> list[str]:
    """Everything that is wrong with the declarations, file by file; then what no single file can
    know."""
    problems = []
    for name in FILES:
        if name not in REQUIRED_FILES and not (folder / f"{name}.yaml").is_file():
            continue
        try:
            check_file(folder, name)
        except DeclarationError as error:
            problems += _lines(error)
    if not problems:
        try:
            load_catalogue(folder)
        except DeclarationError as error:
            problems = _lines(error)
    return problems


def _lines(error: MonitorError) -> list[str]:
    """``file:`` and the indented lines below it, as lines that each name the file."""
    first, *below = str(error).splitlines()
    lines = [line.strip() for line in below]
    return [line if _PLACE.match(line) else f"{first} {line}" for line in lines] or [first]


def read_tables(catalogue: Catalogue, wanted: str | None = None) -> Iterator[Reading]:
    """Each table of the portal, or the ``wanted`` one, in the order in which they are declared."""
    import duckdb

    connector = SnapshotConnector(catalogue)
    with duckdb.connect() as connection, TemporaryDirectory() as folder:
        tables = [
            source
            for source in catalogue.sources
            if source.delivery == "portal" and wanted in (None, source.id)
        ]
        prepare_raw(connection, [source.id for source in tables])
        givers = Counter(one for source in tables for one in {s.measure for s in source.series})
        shared = {measure for measure, times in givers.items() if times > 1}
        added: dict[str, set[frozenset[tuple[str, str]]]] = defaultdict(set)
        for term in catalogue.terms():
            for source_id, parts in term.series.items():
                added[source_id].add(frozenset(parts))
        for source in tables:
            reading = _read(connection, catalogue, source, connector, LandingStore(Path(folder)))
            reading.given = _given(connection, source, shared)
            reading.whole_parts = _read_sums_of_parts(connection, source, added[source.id])
            yield reading


def unmatched(catalogue: Catalogue, readings: Iterable[Reading]) -> Iterator[str]:
    """Indicators of which no period has a denominator, in the tables that were read; those of
    which the same is true together."""
    periods = {one.source.id: one.periods for one in readings}
    terms = {term.term_id: term.series for term in catalogue.terms()}

    def read(term_id: str) -> list[NamedPeriod]:
        return [one for source in terms[term_id] for one in periods.get(source, [])]

    found: dict[str, list[str]] = defaultdict(list)
    for one in catalogue.indicators:
        if one.denominator is None or one.standardise is not None:
            continue
        said = nothing_matched(one, read(f"{one.id}/numerator"), read(f"{one.id}/denominator"))
        if said is not None:
            found[said].append(one.id)
    for said, ids in found.items():
        more = f" and {len(ids) - FIRST_AREAS} more" if len(ids) > FIRST_AREAS else ""
        named = ", ".join(ids[:FIRST_AREAS])
        yield f"{catalogue.folder / 'indicators.yaml'}: {named}{more}: {said}"


def taken_by_none(readings: Iterable[Reading]) -> Iterator[tuple[str, Counter[str]]]:
    """The ids of the entries that read one table, and what its rows say that none of them takes ->
    how many do."""
    import pyarrow
    from pyarrow import compute

    entries: dict[str, list[Reading]] = defaultdict(list)
    for reading in readings:
        for file in reading.left:
            entries[file].append(reading)
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for file, (first, *others) in entries.items():
        rows: list[pyarrow.Table] = list(first.left[file])
        for other in others:
            places = [number for one in other.left[file] for number in one[ROW].to_pylist()]
            left = pyarrow.array(places, pyarrow.int64())
            rows = [one.filter(compute.is_in(one[ROW], left)) for one in rows]
        ids = ", ".join(one.source.id for one in (first, *others))
        found[ids].update(kinds_of_rows(rows))
    return ((ids, kinds) for ids, kinds in found.items() if kinds)


def said_twice(readings: Iterable[Reading]) -> Iterator[str]:
    """Figures of the same areas and periods that two tables give."""
    for one, other in combinations(readings, 2):
        if both := one.given & other.given:
            measure, key, areas, period = min(both, key=str)
            where = ", ".join(_shown(label) for _, label in sorted(areas))
            yield (
                f"{one.source.places.entry}: {one.source.id} gives the same figure as "
                f"{other.source.id} ({other.source.places.entry}) {len(both):,} times, as "
                f"{measure}{f'[{key}]' if key else ''} of {where}, {period}; "
                "no indicator may be made of both: read it from one of them"
            )


def stated_twice(catalogue: Catalogue, readings: Iterable[Reading]) -> Iterator[str]:
    """Terms of one period that two tables tell of the whole city, as rows or by adding areas up."""
    read = {one.source.id: one for one in readings if one.source.role == "figures"}
    found: dict[str, list[str]] = defaultdict(list)
    for term in catalogue.terms():
        for one, other in combinations([read[id_] for id_ in term.series if id_ in read], 2):
            both = sorted(
                {period.text for period in one.periods} & {period.text for period in other.periods}
            )
            is_one_table = catalogue.table_url(one.source) == catalogue.table_url(other.source)
            if not both or is_one_table or one.given & other.given:
                continue
            said = f"{both[0]} to {both[-1]}" if len(both) > 1 else both[0]
            found[
                f"{one.source.places.entry}: {one.source.id} and {other.source.id} "
                f"({other.source.places.entry}) are two tables that both tell of {said}"
            ].append(term.term_id)
    for pair, (first, *others) in found.items():
        yield (
            f"{pair}, what {first}{f' and {len(others)} more' * bool(others)} is made of: of the "
            "whole city, which areas add up to, that is one figure too many. Give one of them "
            "another measure"
        )


def parts_in_two_entries(catalogue: Catalogue, readings: Iterable[Reading]) -> Iterator[str]:
    """Terms of which two entries of one table each give another part, of the same area and
    period."""
    read = {one.source.id: one for one in readings if one.source.role == "figures"}
    found: dict[str, list[str]] = defaultdict(list)
    for term in catalogue.terms():
        for one, other in combinations([id_ for id_ in term.series if id_ in read], 2):
            parts = [{key for _, key in term.series[id_]} for id_ in (one, other)]
            dimensions = {re.sub("=[^;]*", "", key) for keys in parts for key in keys}
            if len(dimensions) > 1 or parts[0] & parts[1]:
                continue
            first, second = read[one], read[other]
            if catalogue.table_url(first.source) == catalogue.table_url(second.source) and (
                _where_told(first, term.series[one]) & _where_told(second, term.series[other])
            ):
                found[
                    f"{second.source.places.entry}: {other} gives {_some_of(parts[1])} and {one} "
                    f"({first.source.places.entry}) {_some_of(parts[0])} of the same areas and "
                    "periods of one table"
                ].append(term.term_id)
    for pair, (first_term, *others) in found.items():
        yield (
            f"{pair}; of {first_term}{f' and {len(others)} more' * bool(others)}, which asks for "
            "both, only one could be taken. Declare the parts in one entry (`values` of its "
            "`breakdowns`), or ask for one of them"
        )


def _where_told(
    reading: Reading, keys: Iterable[tuple[str, str]]
) -> set[tuple[frozenset[tuple[str, str]], str]]:
    """The areas and periods of which a table gives some series."""
    asked = set(keys)
    return {
        (areas, period) for measure, key, areas, period in reading.given if (measure, key) in asked
    }


def _some_of(parts: set[str]) -> str:
    return ", ".join(sorted(parts)[:FIRST_AREAS]) + ", …" * (len(parts) > FIRST_AREAS)


def sums_among_areas(readings: Iterable[Reading]) -> Iterator[str]:
    """Areas that may be larger ones, which would be counted beside their parts."""
    for reading in readings:
        if reading.sums:
            first = ", ".join(map(repr, reading.sums[:FIRST_AREAS]))
            yield (
                f"{reading.source.places.entry}: {reading.source.id}: figures of "
                f"{len(reading.sums)} of its areas are the sums of those of rows beside them: "
                f"{first}"
                f"{', …' * (len(reading.sums) > FIRST_AREAS)}; larger areas, or the whole? Then "
                "`where` leaves them out, or `whole_city` of the level names it"
            )


def sums_among_parts(readings: Iterable[Reading]) -> Iterator[str]:
    """Labels that mean the whole, which would be counted beside its parts."""
    for reading in readings:
        if reading.whole_parts:
            yield (
                f"{reading.source.places.entry}: {reading.source.id}: the figures of "
                f"{', '.join(reading.whole_parts)} are the sums of those of other parts with which "
                "they are added up, and count twice; the whole? Then take the label out of "
                "`values`, and `where` leaves its rows out"
            )


def shares_among_percentages(readings: Iterable[Reading]) -> Iterator[str]:
    """Percentages that may be shares: a hundredth of what the table says would be published."""
    for reading in readings:
        told: dict[str, list[float]] = defaultdict(list)
        for one in reading.series:
            if one.series.unit == "percent" and one.least is not None and one.greatest is not None:
                told[one.series.column] += one.least, one.greatest
        for column, ends in told.items():
            if 0 <= min(ends) <= max(ends) <= 1 and any(end != round(end, 1) for end in ends):
                yield (
                    f"{reading.source.places.entry}: {reading.source.id}: the figures of column "
                    f"{column!r}, declared in percent, are {min(ends):g} to {max(ends):g}; shares? "
                    "Then `unit: share`"
                )


def reforms_to_come(catalogue: Catalogue, day: date) -> Iterator[str]:
    """Reforms that do not count on a day yet, each with its first row."""
    for since, rows in by_day(catalogue.reforms.changes).items():
        if since > day:
            yield (
                f"{rows[0].place}: declared for {since}: till then figures are those of the areas "
                f"before, which the table of areas '{catalogue.crosswalk}' has to name"
            )


def unknown_areas(
    catalogue: Catalogue, readings: Sequence[Reading], day: date = LAST
) -> Iterator[str]:
    """Labels that the table of areas does not know, nor the reforms that count on a day, with the
    nearest that it has.

    Nothing is said of levels that it does not name.
    """
    reforms = catalogue.reforms.on(day)
    levels = {level.id: level for level in catalogue.levels}
    areas = _areas_of(catalogue, readings)
    known = {
        level: {text: _shown(label) for label in labels for text in levels[level].names(label)}
        for level, labels in areas.items()
    }
    coded = {
        level
        for level, labels in areas.items()
        if any(levels[level].code(label) for label in labels)
    }
    ids = _area_ids(levels, readings)
    today = {ids[level, label] for level, labels in areas.items() for label in labels}
    named = {
        (level, text): its_id
        # what the table of areas says comes last
        for (level, label), its_id in sorted(ids.items(), key=lambda one: (one[1] in today, one))
        if its_id
        for text in {*levels[level].names(label), its_id.partition(":")[2].casefold()}
    }
    for area, lives in reforms.lives.items():
        level, _, code = area.partition(":")
        is_today = lives[-1].last == LAST
        if level not in known or area in (today if is_today else ids.values()):
            continue
        written = named.get((level, code.casefold()), area)
        if written != area:
            yield f"{lives[-1].place}: '{area}' is no id of an area: write `{written}`"
        elif is_today:
            yield (
                f"{lives[-1].place}: '{area}' is there today, but not in the table of areas "
                f"'{catalogue.crosswalk}'{nearest(code, known[level])}"
            )
    for reading in readings:
        told: set[tuple[str, str]] = set()
        for labels, place in reading.areas:
            for level, label in labels.items():
                names = levels[level].names(label)
                # what is not read as one of the level is told with what is read
                if not levels[level].reads(label):
                    continue
                its_code = levels[level].code(label) if level in coded else None
                there = known.get(level, {}).keys()
                if not names or level not in known or ({its_code} if its_code else names) & there:
                    continue
                if ids[level, label] in reforms.lives:
                    continue
                if (level, label) not in told:
                    told.add((level, label))
                    near = sorted(names & there) or difflib.get_close_matches(
                        min(names, key=len), known[level], n=3
                    )
                    meant = " or ".join(repr(known[level][one]) for one in near)
                    column = _columns_said(_area_columns(reading.source), [level])
                    yield (
                        f"{place}{column}: {_shown(label)!r} is no {levels[level].name} of the "
                        f"table of areas '{catalogue.crosswalk}'"
                        + (f"; did you mean {meant}?" * bool(near))
                    )


def unused_words(catalogue: Catalogue) -> Iterator[str]:
    """Measures that are called something, and that no table has."""
    for measure in sorted(catalogue.measure_words.keys() - set(catalogue.measures)):
        place = place_of(catalogue.folder / "measures.yaml", measure)
        near = nearest(measure, catalogue.measures)
        yield f"{place}: no table has the measure '{measure}'{near}"


def absent_areas(catalogue: Catalogue, readings: Sequence[Reading]) -> Iterator[str]:
    """Areas of which a table has no row at all, where that does not mean zero."""
    levels = {level.id: level for level in catalogue.levels}
    known = _areas_of(catalogue, readings)
    for reading in readings:
        there: dict[str, set[str]] = defaultdict(set)
        for labels, _ in reading.areas:
            for level, label in labels.items():
                there[level] |= levels[level].names(label)
        for level, names in there.items():
            absent = [one for one in known.get(level, ()) if not levels[level].names(one) & names]
            if names and absent and reading.source.absent_rows == "missing":
                first = ", ".join(repr(_shown(one)) for one in absent[:FIRST_AREAS])
                yield (
                    f"{reading.source.places.entry}: {reading.source.id} has no row of "
                    f"{len(absent)} of {len(known[level])} {levels[level].plural}: {first}"
                    f"{', …' * (len(absent) > FIRST_AREAS)}"
                )


def _areas_of(catalogue: Catalogue, readings: Iterable[Reading]) -> dict[str, list[str]]:
    """Level -> the labels of its areas in the table of areas."""
    levels = {level.id: level for level in catalogue.levels}
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for reading in readings:
        for labels, _ in reading.areas if reading.source.id == catalogue.crosswalk else ():
            for level, label in labels.items():
                if levels[level].names(label):
                    found[level][label] = None
    return {level: list(labels) for level, labels in found.items()}


def _area_ids(
    levels: Mapping[str, Level], readings: Iterable[Reading]
) -> dict[tuple[str, str], str]:
    """Level and label -> id of the area, as ``stg_area_label`` makes it; ``''`` where it is that
    of no area."""
    labels = {
        placed for reading in readings for labels, _ in reading.areas for placed in labels.items()
    }
    coded = {one.id for one in levels.values() if one.has_codes}
    beside: dict[tuple[str, str], set[str]] = defaultdict(set)
    for level, label in labels:
        if CODE_FROM_NAME in label:
            coded.add(level)
            if code := levels[level].written_code(label):
                beside[level, label.split(CODE_FROM_NAME)[1]].add(code)
    for one in levels.values():
        for code, name in one.area_names.items():
            beside[one.id, name].add(code)
    found = {}
    for level, label in labels:
        codes = beside.get((level, label), set())
        code = min(codes) if len(codes) == 1 else levels[level].written_code(label)
        found[level, label] = area_id(level, code, level in coded) if code else ""
    return found


def _shown(label: str) -> str:
    return label.replace(CODE_FROM_NAME, " ")


def _read(
    connection: "duckdb.DuckDBPyConnection",
    catalogue: Catalogue,
    source: Source,
    connector: SnapshotConnector,
    store: LandingStore,
) -> Reading:
    found = Reading(source)
    try:
        for answer in connector.retrieve(source, {}, lambda _: None):
            draft = store.draft(source.id, answer)
            found.files += 1
            try:
                table = read_table(source, draft, answer.content)
                load(connection, source, table)
                found.rows += table.height
                found.left[draft.name] = table.not_taken
                found.problems += check_totals(connection, source, draft, table.totals)
            except SourceError as error:
                found.problems.append(str(error))
    except SourceError as error:
        found.problems.append(str(error))
    _read_areas(connection, catalogue, source, found)
    if source.role == "figures":
        _read_cells(connection, source, found)
        _read_periods(connection, catalogue, source, found)
        _read_breakdowns(connection, source, found)
        _read_labels_of_one_value(connection, source, found)
        _read_contradictions(connection, source, found)
        _read_repetitions(connection, source, found)
        for cells, *values in found.rejected:
            connection.execute(
                f"DELETE FROM raw.cell WHERE source_id = ? AND {cells}", [source.id, *values]
            )
        found.sums = _read_sums(connection, catalogue, source)
        found.series = _read_series(connection, source)
        found.classes = _read_classes(connection, source)
        ((found.figures,),) = connection.execute(
            "SELECT count(number) FROM raw.cell WHERE source_id = ?", [source.id]
        ).fetchall()
    return found


def _read_cells(connection: "duckdb.DuckDBPyConnection", source: Source, found: Reading) -> None:
    where = {"source": source.id}
    for text, meaning, problem, column, dataset, row, times in connection.execute(
        "SELECT value_text, meaning, unreadable, measure_label, dataset_id, min(row_number), "
        "count(*) FROM raw.cell WHERE source_id = $source AND number IS NULL "
        "GROUP BY ALL ORDER BY dataset_id, min(row_number), measure_label",
        where,
    ).fetchall():
        if meaning is not None:
            found.marks[text] = found.marks.get(text, 0) + times
        else:
            place = _place(source, dataset, row, column)
            found.problems.append(f"{place}: {text!r} is {problem}{_more(times)}")
    counted = _columns(source, lambda measure: measure.unit in COUNTED)
    told = _read_no_counts(connection, source, counted, found)
    unsigned = _columns(source, lambda measure: not measure.signed)
    shares = _columns(source, lambda measure: measure.unit == "share")
    for columns, is_odd, said, is_rejected in (
        (counted, "number <> floor(number)", "is no whole number, but is counted", True),
        (unsigned, "number < 0", "is negative (`signed: true` of its measure, if it may be)", True),
        (shares, "number > 1", "is no `share`, which is 0 to 1 (`unit: percent` of 12.3)", False),
    ):
        fits = "list_contains(?::VARCHAR[], coalesce(declared_label, measure_label))"
        for text, column, dataset, row, times in connection.execute(
            "SELECT arg_min(value_text, row_number), measure_label, dataset_id, min(row_number), "
            f"count(*) FROM raw.cell WHERE source_id = ? AND {is_odd} AND {fits} "
            "GROUP BY measure_label, dataset_id ORDER BY ALL",
            [source.id, columns],
        ).fetchall():
            # what is wrong with a column is told once
            if not (columns is counted and column in told):
                place = _place(source, dataset, row, column)
                found.problems.append(f"{place}: {text!r} {said}{_more(times)}")
        if is_rejected:
            found.rejected.append((f"{is_odd} AND {fits}", columns))


def _read_no_counts(
    connection: "duckdb.DuckDBPyConnection", source: Source, counted: list[str], found: Reading
) -> set[str]:
    """Columns of counts of which staging takes no figure: too many of them have decimals."""
    columns = connection.execute(
        "SELECT dataset_id, measure_label, min(row_number) FILTER (number <> floor(number)), "
        "count(*) FILTER (number <> 0) AS figures, "
        "count(*) FILTER (number <> floor(number)) AS with_decimals FROM raw.cell "
        "WHERE source_id = ? AND list_contains(?, coalesce(declared_label, measure_label)) "
        "GROUP BY dataset_id, measure_label "
        f"HAVING {NO_COUNTS} ORDER BY ALL",
        [source.id, counted],
    ).fetchall()
    for dataset, column, row, figures, decimals in columns:
        found.problems.append(
            f"{_place(source, dataset, row, column)}: {decimals} of {figures} figures of the "
            "column have decimals; as shares or means they need their own `unit`, and no figure is "
            "taken for a count"
        )
        found.rejected.append(("dataset_id = ? AND measure_label = ?", dataset, column))
    return {column for _, column, *_ in columns}


def _columns(source: Source, fits: Callable[[Measure], bool]) -> list[str]:
    """The columns all of whose measures fit."""
    return [
        column
        for column in (*source.figure_columns, *source.figure_patterns)
        if all(fits(one) for one in source.measures if one.column == column)
    ]


def _read_periods(
    connection: "duckdb.DuckDBPyConnection", catalogue: Catalogue, source: Source, found: Reading
) -> None:
    day = retrieval_day(catalogue, is_live=False).astimezone(ZoneInfo(catalogue.city.timezone))
    is_observed = not catalogue.observed.isdisjoint(one.measure for one in source.measures)
    ahead: list[tuple[str, str, int]] = []
    unreadable = []
    for labels, place, times in _labels(connection, source, "period_labels"):
        columns = _columns_said(source.period.columns, labels)
        period = source.read_period(labels)
        if period is None:
            unreadable.append(labels)
            said = " ".join(labels.values())
            found.problems.append(
                f"{place}{columns}: {said!r} is no {source.cadence} (`period`, "
                f"{source.places.period}){would_fit(said)}{_more(times)}"
            )
            continue
        found.periods.append(period)
        if is_observed and period.start > day.date():
            ahead.append((place + columns, period.text, times))
    found.rejected.append((_LABELLED.format("period_labels"), unreadable))
    if ahead:
        place, text, _ = ahead[0]
        found.problems.append(
            f"{place}: {text!r} lies ahead of {day:%Y-%m-%d} (`retrieved_at` of city.yaml): a "
            "forecast is no figure of the present; choose the rows of what is observed by "
            "`where`, or give forecasts a measure of their own"
            f"{_more(sum(times for *_, times in ahead))}"
        )


def _read_areas(
    connection: "duckdb.DuckDBPyConnection", catalogue: Catalogue, source: Source, found: Reading
) -> None:
    levels = {level.id: level for level in catalogue.levels}
    unreadable = []
    for labels, place, times in _labels(connection, source, "area_labels"):
        found.areas.append((labels, place))
        strange = [
            f"{label.replace(CODE_FROM_NAME, ' ')!r} is no {levels[level].name}"
            + (" (a leading zero is missing?)" if levels[level].reads(f"0{label}") else "")
            for level, label in labels.items()
            if not levels[level].reads(label)
        ]
        if strange:
            unreadable.append(labels)
            columns = _columns_said(_area_columns(source), labels)
            found.problems.append(
                f"{place}{columns}: {' and '.join(strange)} (`pattern`, `unknown` and "
                f"`whole_city` in areas.yaml say which labels are read){_more(times)}"
            )
    found.rejected.append((_LABELLED.format("area_labels"), unreadable))


def _read_breakdowns(
    connection: "duckdb.DuckDBPyConnection", source: Source, found: Reading
) -> None:
    declared = [one.labels for one in source.series]
    undeclared = []
    for labels, place, times in _labels(connection, source, "breakdown_labels"):
        if labels not in declared:
            undeclared.append(labels)
            said = ", ".join(f"{column}={text}" for column, text in labels.items())
            found.problems.append(
                f"{place}: nothing declares {said} (`breakdowns` of the entry that begins in "
                f"{source.places.entry}; of what is the sum of others, `where`){_more(times)}"
            )
    found.rejected.append((_LABELLED.format("breakdown_labels"), undeclared))


def _read_labels_of_one_value(
    connection: "duckdb.DuckDBPyConnection", source: Source, found: Reading
) -> None:
    """Labels that mean one value, as those of a category that was renamed, in one period."""
    alike: dict[tuple[str, str, str], list[Series]] = defaultdict(list)
    for one in source.series:
        alike[one.column, one.measure, one.key].append(one)
    for same in alike.values():
        if len(same) < 2:
            continue
        cells = (
            "source_id = ? AND coalesce(declared_label, measure_label) = ? AND "
            f"{_LABELLED.format('breakdown_labels')}"
        )
        asked = [source.id, same[0].column, [one.labels for one in same]]
        beside = (
            f"FROM raw.cell WHERE {cells} GROUP BY dataset_id, measure_label, area_labels, "
            "period_labels HAVING count(DISTINCT breakdown_labels) > 1"
        )
        places = connection.execute(
            "SELECT dataset_id, min(row_number), max(row_number), "
            "arg_min(breakdown_labels, row_number), arg_max(breakdown_labels, row_number) "
            f"{beside} ORDER BY ALL",
            asked,
        ).fetchall()
        if not places:
            continue
        dataset, row, other_row, labels, other = places[0]
        said = [
            " and ".join(repr(text) for column, text in one.items() if text != two.get(column))
            for one, two in ((labels, other), (other, labels))
        ]
        found.problems.append(
            f"{_place(source, dataset, row)}: {said[0]} means {same[0].key}, as {said[1]} of row "
            f"{other_row} does, of the same area and period; labels of one value are those of "
            f"other periods. Which is another one (`values`)?{_more(len(places))}"
        )
        found.rejected.append(
            (
                f"{cells} AND (dataset_id, measure_label, area_labels, period_labels) IN "
                f"(SELECT (dataset_id, measure_label, area_labels, period_labels) {beside})",
                *asked,
                *asked,
            )
        )


def _read_contradictions(
    connection: "duckdb.DuckDBPyConnection", source: Source, found: Reading
) -> None:
    for text, other, column, dataset, row, row_of_other in connection.execute(
        "SELECT arg_min(value_text, row_number), arg_max(value_text, row_number), measure_label, "
        "dataset_id, min(row_number), max(row_number) FROM raw.cell "
        "WHERE source_id = ? AND number IS NOT NULL "
        f"GROUP BY {_SAME_FIGURE} "
        "HAVING count(DISTINCT number) > 1 ORDER BY dataset_id, min(row_number), measure_label",
        [source.id],
    ).fetchall():
        found.problems.append(
            f"{_place(source, dataset, row, column)}: {text!r} is {other!r} in row {row_of_other}, "
            "of the same area, period and breakdown; none of them is taken"
        )
    contradicting = (
        f"({_SAME_FIGURE}) IN (SELECT ({_SAME_FIGURE}) FROM raw.cell WHERE source_id = ? AND "
        f"number IS NOT NULL GROUP BY {_SAME_FIGURE} HAVING count(DISTINCT number) > 1)"
    )
    found.rejected.insert(0, (contradicting, source.id))


def _read_sums(
    connection: "duckdb.DuckDBPyConnection", catalogue: Catalogue, source: Source
) -> list[str]:
    """Of a table whose rows are of one level, labels of areas whose counts others add up to."""
    if len(source.areas) != 1:
        return []
    level = next(one for one in catalogue.levels if one.id == source.areas[0].level)
    rows = connection.execute(
        "SELECT area_labels[?], (measure_label, period_labels, breakdown_labels)::VARCHAR, number "
        "FROM raw.cell WHERE source_id = ? AND number IS NOT NULL AND "
        "list_contains(?, coalesce(declared_label, measure_label)) ORDER BY row_number",
        [level.id, source.id, _columns(source, lambda measure: measure.unit in COUNTED)],
    ).fetchall()
    areas = in_order(one for one in rows if one[0] not in level.whole_city)
    sums = sums_among(areas)
    return [_shown(one) for one in (*sums.labels, sums.whole) if one is not None]


def _read_sums_of_parts(
    connection: "duckdb.DuckDBPyConnection",
    source: Source,
    added: Iterable[frozenset[tuple[str, str]]],
) -> list[str]:
    """Of parts that are added up, ``measure[dimension=value]`` of those that are sums of others."""
    counted = [one for one in source.series if one.unit in COUNTED]
    found: dict[str, None] = {}
    for parts in sorted((one for one in added if len(one) > 2), key=sorted):
        series = [one for one in counted if (one.measure, one.key) in parts]
        for dimension in sorted({dim for one in series for dim in one.breakdown}):
            rows = _rows_of_parts(connection, source, series, dimension)
            found |= dict.fromkeys(
                f"{series[0].measure}[{dimension}={value}]" for value in sums_of_others(rows)
            )
    return list(found)


def _rows_of_parts(
    connection: "duckdb.DuckDBPyConnection",
    source: Source,
    series: Sequence[Series],
    dimension: str,
) -> Iterator[tuple[str, dict[str, float]]]:
    """Of each period and area in which all parts are known, the figures by their value of a
    dimension."""
    values = dict.fromkeys(one.breakdown[dimension] for one in series)
    # classes among them do not overlap, or were refused
    if len(values) < 3 or all(map(class_limits, values)):
        return
    is_zero = source.absent_rows == "zero"
    asked = {(one.column, tuple(sorted(one.labels.items()))): one for one in series}
    parts = [
        [column, text, asked[column, tuple(sorted(labels.items()))].breakdown[dimension]]
        for column, labels, text in connection.execute(
            "SELECT DISTINCT coalesce(declared_label, measure_label), breakdown_labels, "
            "breakdown_labels::VARCHAR FROM raw.cell WHERE source_id = ?",
            [source.id],
        ).fetchall()
        if (column, tuple(sorted(labels.items()))) in asked
    ]
    for period, told, numbers, count in connection.execute(
        "SELECT period_labels::VARCHAR, list(part[3]), list(number), count(number) FROM raw.cell "
        "JOIN (SELECT unnest(?::VARCHAR[][]) AS part) "
        "ON coalesce(declared_label, measure_label) = part[1] "
        "AND breakdown_labels::VARCHAR = part[2] "
        "WHERE source_id = ? GROUP BY period_labels, area_labels",
        [parts, source.id],
    ).fetchall():
        if None in numbers or not (is_zero or count == len({one.key for one in series})):
            continue
        row = dict.fromkeys(values, 0.0)
        for value, number in zip(told, numbers, strict=True):
            row[value] += number
        yield period, row


def _read_repetitions(
    connection: "duckdb.DuckDBPyConnection", source: Source, found: Reading
) -> None:
    """Rows that say again what another says, of which a refresh takes one."""
    same = (
        f"FROM raw.cell WHERE source_id = ? GROUP BY {_SAME_FIGURE} "
        "HAVING count(*) > 1 AND count(DISTINCT coalesce(number::VARCHAR, meaning)) = 1"
    )
    for dataset, row, first, times in connection.execute(
        "SELECT dataset_id, min(row), arg_min(first, row), count(DISTINCT row) FROM ("
        "SELECT dataset_id, min(row_number) AS first, "
        f"unnest(list_sort(list(row_number))[2:]) AS row {same}) GROUP BY dataset_id ORDER BY 1",
        [source.id],
    ).fetchall():
        found.problems.append(
            f"{_place(source, dataset, row)}: it is row {first} again, of the same area, period "
            f"and breakdown{_more(times)}"
        )
    repeated = f"SELECT {_SAME_FIGURE}, unnest(list_sort(list(row_number))[2:]) {same}"
    found.rejected.append((f"({_SAME_FIGURE}, row_number) IN ({repeated})", source.id))


def _given(
    connection: "duckdb.DuckDBPyConnection", source: Source, measures: set[str]
) -> set[Given]:
    """The figures of some measures that a table gives."""
    series = {
        (one.column, tuple(sorted(one.labels.items()))): one
        for one in source.series
        if one.measure in measures
    }
    if not series:
        return set()
    given: set[Given] = set()
    for column, breakdown, areas, labels in connection.execute(
        "SELECT DISTINCT coalesce(declared_label, measure_label), breakdown_labels, area_labels, "
        "period_labels FROM raw.cell WHERE source_id = ? AND number IS NOT NULL",
        [source.id],
    ).fetchall():
        one = series.get((column, tuple(sorted(breakdown.items()))))
        period = source.read_period(labels)
        if one is not None and period is not None:
            given.add((one.measure, one.key, frozenset(areas.items()), period.text))
    return given


def _read_series(connection: "duckdb.DuckDBPyConnection", source: Source) -> list[SeriesRead]:
    read = {
        (column, tuple(sorted(labels.items()))): figures
        for column, labels, *figures in connection.execute(
            "SELECT coalesce(declared_label, measure_label), breakdown_labels, count(*), "
            "min(number), max(number) FROM raw.cell "
            "WHERE source_id = ? AND number IS NOT NULL GROUP BY ALL",
            [source.id],
        ).fetchall()
    }
    return [
        SeriesRead(one, *read.get((one.column, tuple(sorted(one.labels.items()))), (0, None, None)))
        for one in source.series
    ]


def _read_classes(
    connection: "duckdb.DuckDBPyConnection", source: Source
) -> dict[str, dict[str, int]]:
    columns = {one.column: one.classes for one in source.measures if one.unit == CLASS}
    if not columns:
        return {}
    read = {
        (column, place): times
        for column, place, times in connection.execute(
            "SELECT coalesce(declared_label, measure_label) AS declared, number::INTEGER, count(*) "
            "FROM raw.cell WHERE source_id = ? AND number IS NOT NULL "
            "AND list_contains(?, declared) GROUP BY ALL",
            [source.id, list(columns)],
        ).fetchall()
    }
    return {
        column: {one: read.get((column, place), 0) for place, one in enumerate(classes, start=1)}
        for column, classes in columns.items()
    }


def _labels(
    connection: "duckdb.DuckDBPyConnection", source: Source, column: str
) -> list[tuple[Mapping[str, str], str, int]]:
    """Each combination of labels, the place of the first row that has it, and how many rows do."""
    found = connection.execute(
        f"SELECT {column}, arg_min(dataset_id, (row_number, dataset_id)), min(row_number), "
        "count(DISTINCT (dataset_id, row_number)) FROM raw.cell "
        f"WHERE source_id = ? GROUP BY {column} ORDER BY 3, 2",
        [source.id],
    ).fetchall()
    return [(labels, _place(source, dataset, row), times) for labels, dataset, row, times in found]


def _place(source: Source, dataset: str, row: int, column: str | None = None) -> str:
    return f"{source.file_name(dataset)}, row {row}" + (f", column {column!r}" if column else "")


def _area_columns(source: Source) -> dict[str, str]:
    """Level -> the header of its column."""
    return {one.level: one.column for one in source.areas}


def _columns_said(columns: Mapping[str, str], keys: Iterable[str]) -> str:
    """The headers of what stands in columns of the table."""
    there = [columns[key] for key in keys if columns.get(key, PERIOD_OUTSIDE) != PERIOD_OUTSIDE]
    return f", column {' and '.join(map(repr, there))}" if there else ""


def _more(times: int) -> str:
    return f" (and {times - 1} more)" if times > 1 else ""
