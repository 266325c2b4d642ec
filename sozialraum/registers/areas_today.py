"""What a table of areas says of today, where its rows are of several periods.

As ``stg_crosswalk`` has it: of each smallest area its newest period counts, and what a declared
reform ended is gone.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sozialraum.declarations import Catalogue
from sozialraum.declarations.city import area_id
from sozialraum.declarations.reform import Reforms
from sozialraum.declarations.source import Source
from sozialraum.ingest.wire import CheckedTable

Unit = Mapping[str, str]
"""Level -> id of an area, of one row."""


@dataclass(frozen=True)
class AreasToday:
    """``rows``: those that say what is so today, each with the codes of its areas by level."""

    rows: Mapping[int, Mapping[str, str]]
    _codes: Mapping[str, str]
    _followed: Mapping[str, str]
    _coded: frozenset[str]

    @staticmethod
    def of(
        catalogue: Catalogue,
        reforms: Reforms,
        table: CheckedTable,
        placed: Sequence[Mapping[str, str]],
    ) -> "AreasToday":
        """
        Args:
            placed: per row, level -> code, or label where labels have none.
        """
        source = catalogue.source(catalogue.crosswalk)
        order = [level.id for level in catalogue.levels]
        with_names = {area.level for area in source.areas if area.name_column is not None}
        coded = with_names | {level.id for level in catalogue.levels if level.has_codes}
        units = [
            {level: area_id(level, code, level in coded) for level, code in row.items()}
            for row in placed
        ]
        ends = _period_ends(source, table)
        lasting = _lasting(units, ends, order, _gone(reforms))
        codes = {
            unit[level]: code
            for row, unit in sorted(lasting.items(), key=lambda one: ends[one[0]])
            for level, code in placed[row].items()
        }
        return AreasToday(
            {
                row: {level: codes[area] for level, area in unit.items()}
                for row, unit in lasting.items()
            },
            codes,
            dict(_renamed(units, ends, lasting, order)),
            frozenset(coded),
        )

    def called(self, level: str, code: str) -> str | None:
        """The code of today of an area, or of the one that has just its smallest areas today; None
        where it is none of today."""
        area = area_id(level, code, level in self._coded)
        return self._codes.get(self._followed.get(area, area))


def _smallest(unit: Unit, order: Sequence[str]) -> str | None:
    return next((unit[level] for level in order if level in unit), None)


def _lasting(
    units: Sequence[Unit], ends: Sequence[date], order: Sequence[str], gone: set[str]
) -> dict[int, Unit]:
    """The rows that say of their smallest area what is so in its newest period."""
    until: dict[tuple[tuple[str, str], ...], date] = {}
    newest: dict[str | None, date] = {}
    for unit, end in zip(units, ends, strict=True):
        key, area = tuple(unit.items()), _smallest(unit, order)
        until[key] = max(until.get(key, end), end)
        newest[area] = max(newest.get(area, end), end)
    return {
        row: unit
        for row, unit in enumerate(units)
        if until[tuple(unit.items())] >= newest[_smallest(unit, order)]
        and gone.isdisjoint(unit.values())
    }


def _renamed(
    units: Sequence[Unit], ends: Sequence[date], lasting: Mapping[int, Unit], order: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """Area that is gone -> the one of its level that is made up of the same smallest areas."""
    today: dict[tuple[str, str], set[str | None]] = defaultdict(set)
    for unit in lasting.values():
        for placed in unit.items():
            today[placed].add(_smallest(unit, order))
    before: dict[tuple[str, str], dict[date, set[str | None]]] = {}
    for unit, end in zip(units, ends, strict=True):
        for placed in unit.items():
            if placed not in today:
                parts = before.setdefault(placed, defaultdict(set))[end]
                parts.add(_smallest(unit, order))
    for (level, area), periods in before.items():
        parts = periods[max(periods)]
        same = [
            one for (its, one), its_parts in today.items() if (its, its_parts) == (level, parts)
        ]
        if len(same) == 1:
            yield area, same[0]


def _gone(reforms: Reforms) -> set[str]:
    """Ids of the areas that a declared reform ended."""
    return {one.area for one in reforms.absent_areas() if one.boundary_set == 0}


def _period_ends(source: Source, table: CheckedTable) -> list[date]:
    """Per row; the first of all days where it has no period that can be read."""
    if source.has_periods_in_headers or not source.period_columns:
        return [date.min] * table.height
    columns = {role: table.column(name) for role, name in source.period_columns.items()}
    read: dict[tuple[str, ...], date] = {}
    ends = []
    for texts in zip(*columns.values(), strict=True):
        if texts not in read:
            labels = dict(zip(columns, (text.strip() for text in texts), strict=True))
            period = source.read_period(labels)
            read[texts] = period.end if period else date.min
        ends.append(read[texts])
    return ends
