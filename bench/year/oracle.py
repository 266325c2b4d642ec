"""What an edition of the year has to hold, from what the portal had and nothing of the monitor but
its declarations, and whether it does."""

import csv
import hashlib
import io
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import duckdb

from bench.year.months import EVERYTHING, REVISIONS, TROUBLES, YEAR, contents
from sozialraum.declarations import Catalogue
from sozialraum.declarations.source import MAX_AGE_DAYS, Source
from sozialraum.publication.store import PublicationStore

Key = tuple[str, str]
"""A source and its dataset."""


@dataclass
class Expected:
    """What the portal gave so far. ``in_use``: the last sound table, by source and dataset;
    ``since``: the month that it came in; ``changed``: what the last day brought; ``bad``: sources
    that the last day brought nothing usable of, or not what is due, with what it was."""

    catalogue: Catalogue
    in_use: dict[Key, bytes] = field(default_factory=dict)
    changed: set[Key] = field(default_factory=set)
    bad: dict[str, str] = field(default_factory=dict)

    def serve(self, month: int, day: int) -> None:
        """Takes what a refresh of that day can know."""
        trouble = TROUBLES[month]
        is_on = day in trouble.days and not trouble.passes
        faulty = {name.partition(" ")[0]: name.partition(" ")[2] for name in trouble.faults}
        self.changed, self.bad = set(), {}
        for key, content in contents(self.catalogue, month, day).items():
            source_id, dataset = key
            year = faulty.get(source_id)
            is_faulty = year is not None and (not year or year in dataset.split("_"))
            if is_on and (EVERYTHING in faulty or is_faulty or source_id in trouble.spoilt):
                # the audit reads what blocks, and stops for it
                if not trouble.blocks:
                    self.bad[source_id] = trouble.told
            elif self.in_use.get(key) != content:
                self.in_use[key] = content
                self.changed.add(key)
        for source_id in self._without_due_year(date(YEAR, month, day)):
            # a portal that is down says nothing of what is due
            if EVERYTHING not in faulty or not is_on:
                self.bad[source_id] = f"{self.bad.get(source_id, '')} a year is due"

    def _without_due_year(self, day: date) -> set[str]:
        """Sources with a table a year that lack one whose day has come."""
        found = set()
        for source in self.catalogue.sources:
            ids = {dataset for source_id, dataset in self.in_use if source_id == source.id}
            if not source.is_yearly_series or source.ends is not None or not ids:
                continue
            newest = max(
                year for year in range(YEAR - 20, YEAR + 1) if source.dataset_of(year) in ids
            )
            if day > date(newest, 12, 31) + timedelta(days=_age(source)):
                found.add(source.id)
        return found

    def stale(self, day: date) -> set[str]:
        """Sources that are not up to date: nothing usable came, or what is due."""
        found = set(self.bad)
        for source in self.catalogue.sources:
            until = self._until(source)
            if until is None or source.ends is not None:
                continue
            if day > until + timedelta(days=_age(source)):
                found.add(source.id)
        return found

    def _until(self, source: Source) -> date | None:
        """The end of the last period in the source's tables; None where it never is too old."""
        tables = [
            content for (source_id, _), content in self.in_use.items() if source_id == source.id
        ]
        if not tables or source.cadence not in ("month", "quarter", "year", "survey"):
            return None
        ends = [_end(row) for content in tables for row in _rows(content)[1:]]
        return max(ends)


def _age(source: Source) -> int:
    return source.max_age_days or MAX_AGE_DAYS[source.cadence]


def _rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def _end(row: list[str]) -> date:
    """Of a row that begins with a year, and perhaps a month or quarter."""
    year, part = int(row[0]), row[1]
    month = 12
    if found := re.fullmatch(r"([1-4])\. Quartal", part):
        month = 3 * int(found[1])
    elif re.fullmatch(r"\d\d", part):
        month = int(part)
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


@dataclass(frozen=True)
class Edition:
    """What was compared of an edition; ``wrong``: what is not as it has to be."""

    version: str
    as_of: date
    stale: set[str]
    revisions: int
    cells: int
    findings: set[tuple[str, str, str]]
    wrong: list[str]


def compare(store: PublicationStore, expected: Expected, day: date, month: int) -> Edition:
    """The current edition against what it has to hold."""
    wrong: list[str] = []
    current = store.current()
    assert current is not None
    if current.as_of != day:
        wrong.append(f"speaks for {current.as_of}")
    wrong += store.damages(current)
    manifest = json.loads((current.folder / "manifest.json").read_text("utf-8"))
    wrong += _wrong_landings(manifest["landings"], expected)
    with duckdb.connect(current.database, read_only=True) as published:
        stale = {one for (one,) in published.execute(
            "SELECT source_id FROM marts.mart_source_status WHERE state = 'stale'"
        ).fetchall()}  # fmt: skip
        wrong += _other("stale", stale, expected.stale(day))
        told = {one for (one,) in published.execute(
            "SELECT source_id FROM marts.mart_source_status WHERE fetch_problem IS NOT NULL"
        ).fetchall()}  # fmt: skip
        wrong += _other("with a problem", told, expected.bad.keys())
        revisions = published.execute(
            "SELECT source_id, old_text, new_text FROM marts.mart_revision WHERE change = 'changed'"
        ).fetchall()
        planned = [
            (one.source_id, one.before, one.after)
            for since, one in REVISIONS.items()
            if since <= month
        ]
        wrong += _other("revised", revisions, planned)
        lost = published.execute(
            "SELECT count(*) FROM marts.mart_revision WHERE change = 'removed'"
        ).fetchone()
        wrong += [f"{lost[0]} figures told as removed"] if lost and lost[0] else []
        cells = 0
        for key in sorted(expected.changed):
            count, other = compare_cells(published, key, expected)
            cells += count
            wrong += other
        findings = set(published.execute(
            "SELECT area_id, indicator_id, finding FROM marts.mart_pandemic_effect "
            "WHERE finding IN ('new_need', 'aggravated') UNION ALL "
            "SELECT area_id, theme, coverability FROM marts.mart_need_coverage "
            "WHERE coverability = 'not_coverable' AND NOT disputed"
        ).fetchall())  # fmt: skip
    return Edition(current.version, current.as_of, stale, len(revisions), cells, findings, wrong)


def _wrong_landings(landings: Iterable[Mapping[str, Any]], expected: Expected) -> list[str]:
    """Which files figures are made of: of each table the one that was the last sound one."""
    newest: dict[Key, Mapping[str, Any]] = {}
    for landing in sorted(landings, key=lambda one: str(one["retrieved_at"])):
        newest[landing["source_id"], landing["dataset_id"]] = landing
    used = {
        key: one["landing_id"] for key, one in newest.items() if key[0] in
        {source_id for source_id, _ in expected.in_use}
    }  # fmt: skip
    hashes = {key: hashlib.sha256(content).hexdigest() for key, content in expected.in_use.items()}
    return _other("made of", used.items(), hashes.items())


def compare_cells(
    published: duckdb.DuckDBPyConnection, key: Key, expected: Expected
) -> tuple[int, list[str]]:
    """Every cell of a table that came this month, as its text stands in the file."""
    source_id, _ = key
    content = expected.in_use[key]
    rows = _rows(content)
    header = [" ".join(name.split()) for name in rows[0]]
    cells = published.execute(
        "SELECT row_number, column_name, value_text, value FROM lineage.source_cell "
        "WHERE landing_id = ?",
        [hashlib.sha256(content).hexdigest()],
    ).fetchall()
    # the table of areas holds no figures
    is_told = cells or source_id == expected.catalogue.crosswalk
    wrong = [] if is_told else [f"{source_id}: no cell of the newest table is published"]
    for row, column, said, value in cells:
        written = rows[row - 1][header.index(" ".join(column.split()))].strip()
        number = written.replace(",", ".")
        # a number may be declared to be none, as a nought that stands for a gap
        is_number = value is not None and re.fullmatch(r"-?\d+(\.\d+)?", number) is not None
        if written != said.strip() or (is_number and abs(value - float(number)) > 1e-9):
            wrong.append(f"{source_id}, row {row}, {column}: {written!r} is {said!r}, {value}")
    return len(cells), wrong[:3]


def _other(what: str, found: Iterable[Any], wanted: Iterable[Any]) -> list[str]:
    """What there is and should not be, and the other way round."""
    there, due = Counter(found), Counter(wanted)
    return [
        *(f"{what}, though it should not be: {one}" for one in (there - due).elements()),
        *(f"not {what}, though it should be: {one}" for one in (due - there).elements()),
    ]
