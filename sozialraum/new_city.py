"""Writes the folder of a city that nobody declared yet, from its tables: what is sure is filled in,
what a person has to decide stands there as a guess with a comment."""

import json
import os
import re
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml
from slugify import slugify

from sozialraum.base.errors import MonitorError
from sozialraum.base.files import entries
from sozialraum.declarations.loading import CITIES
from sozialraum.declarations.periods import BEGINS
from sozialraum.declarations.undecided import DECIDE
from sozialraum.guess import (
    NO_AREAS,
    NO_PERIOD,
    Column,
    Guess,
    NoFiguresError,
    area_pattern,
    codes_of_several,
    guess,
    numbers,
)
from sozialraum.guess.columns import same_levels, unit_of
from sozialraum.ingest.given import MOST, Choice, Gathered, Given, gather
from sozialraum.words import Message, Name, Words

FIELD = "social_planning"
EVERYONE = "everyone"


@dataclass(frozen=True)
class Figure:
    """A column of figures, or several whose headers name the period, as a measure; ``greatest`` is
    its largest number in an area."""

    table: "Table"
    columns: list[Column]
    measure: str
    name: str
    unit: str
    greatest: float
    is_signed: bool

    @property
    def is_count(self) -> bool:
        return self.unit == "persons"

    @property
    def is_plausible(self) -> bool:
        """Whether it may be what its unit says; of percentages that is only a guess."""
        return self.unit != "percent" or self.greatest <= 100

    @property
    def periods(self) -> int:
        """How many it is told for."""
        columns = self.table.found.of("period")
        return max([len(self.columns), *(len(one.filled) for one in columns)])


@dataclass
class Table:
    """A file with its guess and the ids made for it. Two may read one ``dataset``; ``where`` says
    which of its rows are read."""

    id: str
    title: str
    found: Guess
    dataset: str
    given: Given
    where: dict[str, str] = field(default_factory=dict)
    figures: list[Figure] = field(default_factory=list)

    @property
    def ending(self) -> str:
        """That of its file."""
        form = str(self.given.text.declared.get("format", "csv"))
        return "json" if form in ("json-stat", "sdmx-json") else form

    @property
    def is_dated(self) -> bool:
        """Whether a column or the headers of figures say when."""
        figures = self.found.of("figure")
        return bool(self.found.of("period")) or any(one.in_header for one in figures)

    @property
    def cadence(self) -> str:
        """Of a table without periods that of the one year that it is taken for."""
        return self.found.cadence if self.is_dated else "year"


def write_city(
    name: str,
    files: Sequence[str],
    folder: Path | None,
    language: str,
    choice: Choice = Choice(),  # noqa: B008 - it does not change
) -> Path:
    """Writes a folder of declarations, and copies the tables into its snapshot.

    Args:
        files: paths, addresses of tables, or the address of a catalogue.
        folder: where; by default below ``cities/``, called by the city's id.
        choice: which tables of the catalogue.

    Raises:
        MonitorError: the folder is there already, or a file is no table.
        UndecidedError: it is not said which tables of a catalogue.
    """
    city_id = _identifier(name)
    folder = folder or CITIES / city_id
    if folder.exists() and (not folder.is_dir() or any(entries(folder))):
        raise MonitorError(f"{folder}: there is something already; nothing is overwritten")
    with TemporaryDirectory() as fetched:
        gathered = gather(files, Path(fetched), choice)
        tables, names = _tables(gathered)
        city = _City(name, city_id, Words(language), language, tables, gathered, names)
        folder.parent.mkdir(parents=True, exist_ok=True)
        part = folder.with_name(f".{folder.name}.{os.getpid()}.part")
        try:
            (part / "snapshot").mkdir(parents=True)
            for one in city.tables:
                copy = part / "snapshot" / f"{one.dataset}.{one.ending}"
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(one.given.path, copy)
            for file, text in city.declarations().items():
                (part / f"{file}.yaml").write_text(text, encoding="utf-8")
            if folder.exists():
                folder.rmdir()
            part.rename(folder)
        finally:
            shutil.rmtree(part, ignore_errors=True)
    return folder


def _identifier(text: str, fallback: str = "city", most: int = 40) -> str:
    """Of any alphabet: lower-case Latin letters, digits and underscores, a letter first."""
    found = slugify(text, separator="_", max_length=most, word_boundary=True)
    return found if re.match("[a-z]", found) else f"{fallback}_{found}".rstrip("_")


def _guesses(gathered: Gathered) -> Iterator[tuple[Given, Guess]]:
    """What each table is taken for, also those that only say what codes mean."""
    looked = []
    for given in gathered.tables:
        try:
            found = guess(given.text.path, is_sheet=_is_sheet(given))
        except NoFiguresError as error:
            found = error.found
        except MonitorError as error:
            if given.dataset is None:
                raise
            _leave(gathered, given, error)
            continue
        looked.append((given, found))
    codes = codes_of_several([found for _, found in looked])
    for given, first in looked:
        is_clear = all(one.is_code or one.name.casefold() not in codes for one in first.columns)
        if is_clear and first.of("figure"):
            yield given, first
            continue
        try:
            yield given, guess(given.text.path, codes, _is_sheet(given))
        except NoFiguresError as error:
            if error.found.names:
                yield given, error.found
            elif given.dataset is None:
                raise
            else:
                _leave(gathered, given, error)


def _is_sheet(given: Given) -> bool:
    return given.text.declared.get("format") in ("xlsx", "ods")


def _leave(gathered: Gathered, given: Given, error: MonitorError) -> None:
    """Of a catalogue not every file is a table of figures."""
    why = str(error).removeprefix(f"{given.text.path}: ")
    gathered.left.append(f"{given.dataset}: {why}")


def _tables(gathered: Gathered) -> tuple[list[Table], dict[str, dict[str, str]]]:
    """The tables of figures; and by the header of a column of codes, in small letters, what other
    tables say that each code means."""
    made: list[Table] = []
    names: dict[str, dict[str, str]] = {}
    taken: set[str] = set()
    for given, found in _guesses(gathered):
        if found.names:
            names |= {header.casefold(): of_code for header, of_code in found.names.items()}
            continue
        id_ = _free(_identifier(given.dataset or given.path.stem, "table"), taken)
        table = Table(id_, given.title, found, given.dataset or id_, given)
        for one in _by_units(table, taken):
            made += _by_periods(one, taken)
    if gathered.left and not made:
        raise MonitorError("no table could be taken: " + "; ".join(gathered.left[:MOST]))
    _same_areas(made)
    headers = Counter(header for one in made for header in _series(one))
    measures: set[str] = set()
    for one in made:
        series = _series(one)
        for header, columns in series.items():
            values = [value for column in columns for value in numbers(one.found, column)]
            alone = len(series) == 1
            name = header if header and headers[header] == 1 else f"{one.title} {header}".strip()
            called = one.id if alone else _identifier(name, one.id)
            texts = [text for column in columns for text in column.filled]
            one.figures.append(
                Figure(
                    one,
                    columns,
                    _free(called, measures),
                    name,
                    unit_of(columns[0].name, texts, values),
                    max(values, default=0.0),
                    min(values, default=0.0) < 0,
                )
            )
    return made, names


def _series(table: Table) -> dict[str, list[Column]]:
    """The columns of figures by what their headers say beside the period."""
    found: dict[str, list[Column]] = {}
    for column in table.found.of("figure"):
        rest = column.in_header.rest if column.in_header else column.name
        found.setdefault(rest, []).append(column)
    return found


def _by_units(table: Table, taken: set[str]) -> list[Table]:
    """The table, or one for each unit that a column of it names."""
    parts: list[Table] = []
    for label, figure in table.found.units.items():
        columns = [figure if one.role == "figure" else one for one in table.found.columns]
        (unit,) = (one.name for one in table.found.of("unit"))
        parts.append(
            replace(
                table,
                id=_free(table.id, taken) if parts else table.id,
                title=f"{table.title} {label}",
                found=replace(table.found, columns=columns),
                where={unit: label},
                figures=[],
            )
        )
    return parts or [table]


def _by_periods(table: Table, taken: set[str]) -> list[Table]:
    """The table, or two that read it: headers of some figures name the period, others do not."""
    figures = table.found.of("figure")
    if len({one.in_header is None for one in figures}) < 2:
        return [table]
    parts = []
    for in_header in (True, False):
        columns = [
            replace(one, role="constant")
            if one.role == "figure" and bool(one.in_header) is not in_header
            else one
            for one in table.found.columns
        ]
        doubts = [one for one in table.found.doubts if not (in_header and one == NO_PERIOD)]
        found = replace(table.found, columns=columns, doubts=doubts)
        id_ = table.id if in_header else _free(table.id, taken)
        parts.append(replace(table, id=id_, found=found, figures=[]))
    return parts


def _free(wanted: str, taken: set[str]) -> str:
    """``wanted``, with a number behind it where that is taken."""
    found, number = wanted, 2
    while found in taken:
        found, number = f"{wanted}_{number}", number + 1
    taken.add(found)
    return found


def _same_areas(tables: Sequence[Table]) -> None:
    """A column that is one of areas in one table is so in all, and called as in the first."""
    areas = {column.name for one in tables for column in one.found.areas}
    for one in tables:
        for column in one.found.columns:
            if column.name in areas and column.role in ("breakdown", "constant"):
                column.role = "area"
        if one.found.areas and NO_AREAS in one.found.doubts:
            one.found.doubts.remove(NO_AREAS)
    _same_codes(tables)
    columns = [(area, number) for number, one in enumerate(tables) for area in one.found.areas]
    columns.sort(key=lambda found: -len(found[0].filled))
    called = same_levels([(area.name, number, set(area.filled)) for area, number in columns])
    for area, number in columns:
        area.level = called[area.name, number]


def _same_codes(tables: Sequence[Table]) -> None:
    """Of two tables with other codes of the same names, one tells the codes: by the names of the
    other, the same areas are meant."""
    told: list[tuple[set[str], set[str]]] = []
    for one in sorted(tables, key=lambda one: -sum(len(c.filled) for c in one.found.areas)):
        for area in one.found.areas:
            codes = {t for c in one.found.columns if c.name == area.code for t in c.filled}
            names = set(area.filled)
            if any(
                names & known and (not codes & others or (names == known and codes != others))
                for known, others in told
            ):
                area.code = None
            elif codes:
                told.append((names, codes))


def _yaml(value: Any) -> str:
    """A value on one line."""
    return json.dumps(value, ensure_ascii=False)


class _Dumper(yaml.SafeDumper):
    """Writes long and empty keys as all others, which YAML allows and people expect."""

    def check_simple_key(self) -> bool:
        return isinstance(self.event, yaml.ScalarEvent) or super().check_simple_key()


def _dumped(value: Any, indent: int = 0) -> str:
    text = yaml.dump(
        value,
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=4000,
        default_flow_style=None,
    )
    return "".join(f"{' ' * indent}{line}\n" for line in text.splitlines())


@dataclass
class _City:
    name: str
    id: str
    words: Words
    language: str
    tables: list[Table]
    gathered: Gathered
    names: Mapping[str, Mapping[str, str]]

    def declarations(self) -> dict[str, str]:
        return {
            "city": self._city(),
            "areas": self._areas(),
            "sources": self._sources(),
            "measures": self._measures(),
            "themes": self._themes(),
            "indicators": self._indicators(),
        }

    def _name(self, of: str) -> str:
        return self.words.say(Message("new_city-name", of=of))

    # --- what is in the tables

    @property
    def crosswalk(self) -> Table | None:
        """The table that names most levels of areas, and of those the one with most areas."""
        named = [one for one in self.tables if one.found.areas]
        return max(
            named,
            key=lambda one: (len(one.found.areas), len(one.found.areas[0].filled)),
            default=None,
        )

    @property
    def levels(self) -> dict[str, list[str]]:
        """Header of the column -> all labels of any table, from the finest level to the coarsest;
        first those of the crosswalk."""
        found: dict[str, Counter[str]] = {}
        ordered = [self.crosswalk, *self.tables] if self.crosswalk else self.tables
        for one in ordered:
            for column in one.found.areas if one else ():
                found.setdefault(column.level, Counter()).update(set(column.filled))
        return {
            header: sorted(labels)
            for header, labels in sorted(found.items(), key=lambda item: -len(item[1]))
        }

    @property
    def level_ids(self) -> dict[str, str]:
        taken = {"city"}
        return {header: _free(_identifier(header, "level"), taken) for header in self.levels}

    @property
    def base(self) -> Figure | None:
        """The count that is taken for the population: of a table with areas the largest, or one
        about as large that is told for more periods."""
        counts = [
            one
            for table in self.tables
            for one in table.figures
            if one.is_count and not one.is_signed and table.found.areas
        ]
        largest = max((one.greatest for one in counts), default=0.0)
        return max(
            (one for one in counts if one.greatest >= 0.9 * largest),
            key=lambda one: (one.periods, one.greatest),
            default=None,
        )

    # --- the files

    @property
    def _fetched_at(self) -> datetime:
        newest = max((one.given.path.stat().st_mtime for one in self.tables), default=None)
        return datetime.fromtimestamp(newest, UTC) if newest else datetime.now(UTC)

    def _city(self) -> str:
        return f"""\
city:
  id: {self.id}
  name: {_yaml(self.name)}
  official_name: {_yaml(self.name)}  {DECIDE} its official name, as on the report's title page
  area_code: "1"  {DECIDE} its official key
  timezone: Europe/Berlin  {DECIDE} the zone of its days
  language: {self.language}
  attribution: {_yaml(self.name)}  {DECIDE} the source, by the words that the licence asks for

licences:
{self._licences()}

# the tables were put into snapshot/ on this day
snapshot: {{retrieved_at: {self._fetched_at:%Y-%m-%dT%H:%M:%SZ}, folder: snapshot}}

planning_fields:
  {FIELD}: {_yaml(self._name("field"))}  {DECIDE} the plannings that the report is for
"""

    def _licence_id(self, one: Table) -> str:
        """Its title, which reports show."""
        return one.given.licence if one.given.licence_url else self._name("licence")

    def _office_of(self, one: Table) -> str:
        return one.given.office or self.name

    @property
    def _licence(self) -> str:
        """That of most tables."""
        return Counter(map(self._licence_id, self.tables)).most_common(1)[0][0]

    @property
    def _office(self) -> str:
        return Counter(map(self._office_of, self.tables)).most_common(1)[0][0]

    def _licences(self) -> str:
        """Those that the catalogue names, with the address of their text."""
        said = {
            self._licence_id(one): {"title": one.given.licence, "url": one.given.licence_url}
            for one in self.tables
            if one.given.licence_url
        }
        lines = [
            # some catalogues tell the address only
            f"  {_yaml(id_)}: {_yaml(one)}"
            + (f"  {DECIDE} what it is called" if one["title"] in one["url"] else "")
            for id_, one in said.items()
        ]
        if any(not one.given.licence_url for one in self.tables):
            named = self._name("licence")
            lines += [
                f"  {DECIDE} under which licence tables are published, here and in sources.yaml",
                f"  {_yaml(named)}: {_yaml({'title': named, 'url': 'https://example.org/'})}",
            ]
        return "\n".join(lines)

    def _areas(self) -> str:
        crosswalk = self.crosswalk
        if crosswalk is None:
            raise MonitorError(
                "none of the files has a column of areas: give one whose rows name the areas, or, "
                "where they are told by numbers, beside it one that says what each number means"
            )
        own = [column.level for column in crosswalk.found.areas]
        ids = self.level_ids
        coded = {c.level for one in self.tables for c in one.found.areas if c.code}
        names = self._names_of_codes
        parts = []
        for position, (header, labels) in enumerate(self.levels.items()):
            totals, strange, empty = self._special(header)
            unknown = strange if len(strange) == 1 else empty if len(empty) == 1 else []
            pattern = area_pattern([one for one in labels if one not in totals + unknown])
            coarser = [ids[one] for one in list(self.levels)[position + 1 :] if one in own]
            parents = [*(coarser if header in own else []), "city"]
            lines = [
                f"  - id: {ids[header]}",
                f"    name: {_yaml(header)}  {DECIDE} what one area of this level is called",
                f"    plural: {_yaml(header)}  {DECIDE} and several",
                # of codes beside names the code is the area, by whatever name a table calls it
                *([] if header in coded | {*names} else [f"    pattern: {_yaml(pattern)}"]),
            ]
            if header in names:
                lines.append(f"    area_names:  {DECIDE} are these all areas, as they are called?")
                lines += [
                    f"      {_yaml(code)}: {_yaml(name)}" for code, name in names[header].items()
                ]
            if totals:
                lines.append(
                    f"    whole_city: {_yaml(totals)}  {DECIDE} the sum of all others, by chance?"
                )
            if unknown:
                lines.append(
                    f"    unknown: {_yaml(unknown)}  {DECIDE} is this where the place is not known?"
                )
            if len(strange) > 1:
                few = ", ".join(map(repr, strange[:5])) + (", …" if len(strange) > 5 else "")
                lines.insert(
                    0,
                    f"  {DECIDE} {len(strange)} labels are not in {crosswalk.id} ({few}): spelled "
                    "otherwise there, or missing? Their figures are rejected",
                )
            if header not in own:
                lines.insert(0, f"  {DECIDE} which areas there are is not in {crosswalk.id}")
            lines.append(f"    parents: {_yaml(parents)}")
            parts.append("\n".join(lines))
        planned = ids[self._planned]
        whole = _yaml(self._name("city"))
        finest = {one.found.areas[0].level for one in self.tables if one.found.areas}
        compared = [planned, *(ids[one] for one in own if one in finest and ids[one] != planned)]
        base = self.base
        population = f"[{{measure: {base.measure}}}]" if base else "[]"
        return f"""\
# the table whose rows name the areas
crosswalk: {crosswalk.id}
levels:
{chr(10).join(parts)}
  - {{id: city, name: {whole}, plural: {whole}, parents: []}}

sozialraum_level: {planned}  {DECIDE} the level that is planned for
need_levels: {_yaml(compared)}  {DECIDE} the levels whose areas are compared
population: {population}  {DECIDE} the figure of the people who live there
"""

    @property
    def _names_of_codes(self) -> dict[str, Mapping[str, str]]:
        """Header of a level whose tables have codes only -> what a table of names calls them."""
        return {
            column.level: self.names[column.name.casefold()]
            for one in self.tables
            for column in one.found.areas
            if column.is_code and column.code is None and column.name.casefold() in self.names
        }

    @property
    def _planned(self) -> str:
        """Of the crosswalk's levels the one that most tables have, the finest of those."""
        assert self.crosswalk is not None
        told = Counter(column.level for one in self.tables for column in one.found.areas)
        own = self.crosswalk.found.areas
        return max(own, key=lambda one: (told[one.level], len(one.filled))).level

    def _special(self, header: str) -> tuple[list[str], list[str], list[str]]:
        """Labels of the whole city, those that only other tables than the crosswalk have, and
        those of the crosswalk that have no code, or where nobody lives."""
        totals: dict[str, None] = {}
        uncoded: list[str] = []
        lived_in: set[str] = set()
        others: set[str] = set()
        listed: set[str] = set()
        for one in self.tables:
            for column in one.found.areas:
                if column.level != header:
                    continue
                if column.total:
                    totals[column.total] = None
                if self.base is not None and one is self.base.table:
                    lived_in = {*column.filled, *column.sums}
                if one is self.crosswalk:
                    listed |= set(column.filled)
                    uncoded = column.uncoded
                else:
                    others |= set(column.filled)
        strange = sorted(others - listed - set(totals)) if listed else []
        empty = sorted(listed - lived_in - set(totals)) if lived_in else []
        return list(totals), strange, uncoded or empty

    def _sources(self) -> str:
        parts = [self._source(one) for one in self.tables]
        left = "".join(
            f"{DECIDE} not taken from the catalogue: {' '.join(one.split())}\n"
            for one in self.gathered.left
        )
        common = {
            "office": self._office,
            "planning_field": FIELD,
            "licence": self._licence,
            "absent_rows": "missing",
            "max_rejected": 0,
        }
        return f"""\
{left}# the tables lie in snapshot/; where they can be fetched is said here
portal:
{self._portal()}

# what each table has that does not say otherwise
{_dumped({"defaults": common})}
sources:
{chr(10).join(parts)}"""

    def _portal(self) -> str:
        portal = self.gathered.portal
        if portal is None:
            return f"""\
  base_url: "https://example.org"  {DECIDE} the portal's address
  table_url: "{{base_url}}/{{dataset}}.csv"  {DECIDE} the address of a table
"""
        return _dumped(portal.model_dump(exclude_unset=True, exclude_defaults=True), 2)

    def _source(self, one: Table) -> str:
        found = one.found
        ids = self.level_ids
        entry: dict[str, Any] = {
            "id": one.id,
            "title": one.title,
            "dataset": one.dataset,
            **(
                one.given.text.declared
                or {"encoding": found.encoding, "delimiter": found.delimiter}
            ),
            "decimal": found.decimal,
        }
        if found.layout is not None:
            entry["layout"] = entry.get("layout", {}) | found.layout
        if (office := self._office_of(one)) != self._office:
            entry["office"] = office
        if (licence := self._licence_id(one)) != self._licence:
            entry["licence"] = licence
        if one.given.url:
            entry["url"] = one.given.url
        if found.thousands:
            entry["thousands"] = found.thousands
        entry["cadence"] = one.cadence
        period: dict[str, Any] = {
            str(column.period): column.name for column in found.of("period") if column.period
        }
        if found.date_format:
            period["format"] = found.date_format
        if found.date_is:
            period["date_is"] = found.date_is
        if not one.is_dated:
            # of the years in its name the last, as in "2011 to 2021"
            named = re.findall(r"(?:19|20)\d\d", one.found.path.stem)
            period = {"fixed": named[-1] if named else str(datetime.now(UTC).year)}
        if period:
            entry["period"] = period
        if found.areas:
            entry["areas"] = [
                {"column": c.code, "name_column": c.name, "level": ids[c.level]}
                if c.code
                else {"column": c.name, "level": ids[c.level]}
                for c in found.areas
            ]
        where: dict[str, Any] = {c.name: c.total for c in found.of("breakdown") if c.total}
        where |= {c.name: c.finest for c in found.of("level")}
        where |= {c.name: {"other_than": c.sums} for c in found.areas if c.sums}
        ahead = found.ahead(self._fetched_at.date())
        where |= one.where | {column: {"other_than": texts} for column, texts in ahead.items()}
        if where:
            entry["where"] = where
        breakdowns = [c for c in found.of("breakdown") if not c.total]
        if breakdowns:
            entry["breakdowns"] = [self._breakdown(column) for column in breakdowns]
        entry["measures"] = [self._measure(figure) for figure in one.figures]
        codes = {c.code for c in found.areas}
        ignored = [
            c.name
            for c in found.columns
            if c.role in ("constant", "code", "unknown") and c.name not in codes
        ]
        if ignored:
            entry["ignored"] = ignored
        entry["missing"] = {"": "missing"} | {
            mark: "unknown" for mark in sorted(found.marks) if mark
        }
        comments = [f"  {DECIDE} {one.id}: {doubt}" for doubt in found.doubts]
        if one.cadence == "school_year" and not found.date_format:
            comments.append(
                f"  {DECIDE} {one.id}: each year such as 2024/25 is taken for that {BEGINS} "
                "(school years in August or September, financial years in April, say)"
            )
        comments += [
            f"  # {column.name} goes with areas one by one: see `column` and `name_column`"
            for column in found.of("code")
            if column.name not in codes
        ]
        comments += [
            f"  {DECIDE} {one.id}: areas are told apart by {c.code!r}, and called by {c.name!r}: "
            f"are these codes the same in all tables? If not, say `column: {c.name}` alone"
            for c in found.areas
            if c.code
        ]
        comments.append(f"  {DECIDE} {one.id}: title, office, and the unit of each measure")
        comments += [
            f"  {DECIDE} {one.id}: {figure.name!r} lies from 0 to 1 and is taken for a `share`, of "
            "which 0.123 is told as 12.3%; if it is per cent, say `unit: percent` here and in "
            "indicators.yaml"
            for figure in one.figures
            if figure.unit == "share"
        ]
        comments += [
            f"  {DECIDE} {one.id}: {column!r} goes on to {texts[-1]}: what lies ahead is a "
            "forecast, not read until its text is taken from `where`; is anything before one, "
            "too?"
            for column, texts in ahead.items()
        ]
        if marks := [mark for mark in found.marks if mark]:
            comments.append(
                f"  {DECIDE} {one.id}: what {', '.join(map(repr, sorted(marks)))} mean (zero, "
                "unknown, secret, not_applicable)"
            )
        return "\n".join([*comments, _dumped([entry], 2)])

    def _breakdown(self, column: Column) -> dict[str, Any]:
        taken: set[str] = set()
        values = {label: _free(_identifier(label, "value", 80), taken) for label in column.filled}
        return {
            "column": column.name,
            "dimension": _identifier(column.name, "part"),
            "values": values,
        }

    def _measure(self, one: Figure) -> dict[str, Any]:
        in_header = one.columns[0].in_header
        told = {"columns": in_header.pattern} if in_header else {"column": one.columns[0].name}
        entry: dict[str, Any] = {
            **told,
            "measure": one.measure,
            "unit": one.unit,
        }
        if one.is_signed:
            entry["signed"] = True
        return entry

    def _measures(self) -> str:
        entries = {
            one.measure: {"name": one.name, "counts": f"{one.name} ({table.title})"}
            for table in self.tables
            for one in table.figures
        }
        head = f"{DECIDE} what each measure is called, and whom or what it counts\n"
        return head + (_dumped({"measures": entries}) if entries else "measures: {}\n")

    def _shown(self) -> list[Figure]:
        """Figures that become an indicator: counts of areas against the population, percentages."""
        base = self.base
        return [
            one
            for table in self.tables
            for one in table.figures
            if base is not None
            and one is not base
            and not one.is_signed
            and table.found.areas
            and not [c for c in table.found.of("breakdown") if not c.total]
            and (one.greatest <= base.greatest if one.is_count else one.is_plausible)
        ]

    def _themes(self) -> str:
        base = self.base
        themes = {
            one.measure: {
                "name": one.name,
                "planning_fields": [FIELD],
                "target_group": EVERYONE,
                "group": {"definition": base.name, "measure": base.measure},
            }
            for one in self._shown()
            if base is not None
        }
        groups = {
            EVERYONE: {"name": self._name("everyone")},
            "unknown": {"name": self._name("unknown")},
        }
        return f"""\
{_dumped({"target_groups": groups})}
{DECIDE} what the city plans about; for now each indicator has a theme of its own
{_dumped({"themes": themes})}"""

    def _indicators(self) -> str:
        base = self.base
        entries = [self._indicator(one, base) for one in self._shown() if base is not None]
        if not entries:
            asked = "what is computed of the measures; without an indicator there is no report"
            return f"{DECIDE} {asked}\nindicators: []\n"
        taken = f"{base.measure} is taken for the population: " if base else ""
        return f"""\
{DECIDE} {taken}what each is divided by, and whether a high value is a need
{_dumped({"indicators": entries})}"""

    def _indicator(self, one: Figure, base: Figure) -> dict[str, Any]:
        found = one.table.found
        entry: dict[str, Any] = {
            "id": one.measure,
            "name": one.name,
            "definition": (
                self.words.say(
                    Message("new_city-share", part=Name(one.name), whole=Name(base.name))
                )
                if one.is_count
                else one.name
            ),
            "planning_field": FIELD,
            "theme": one.measure,
            "unit": "share" if one.is_count else one.unit,
            "higher_is_need": True,
            "native_level": self.level_ids[found.areas[0].level],
            "cadence": one.table.cadence,
            "numerator": {"measure": one.measure},
        }
        if one.is_count:
            same = one.table.cadence == base.table.cadence
            entry["denominator"] = {"measure": base.measure}
            entry["denominator_rule"] = "same_period" if same else "last_known"
        entry["interval"] = "wilson" if one.is_count else "none"
        return entry
