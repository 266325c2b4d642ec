"""Reads a city's boundary reforms from their CSV file, and checks that no figure gets lost."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from math import isfinite
from pathlib import Path

from sozialraum.base.errors import DeclarationError
from sozialraum.base.files import read_ordinary
from sozialraum.declarations.places import path_in_project
from sozialraum.declarations.reform import (
    AREA,
    DAY,
    FIRST,
    LAST,
    Change,
    Life,
    Reforms,
    Validity,
    by_day,
)

COLUMNS = ("old_area", "new_area", "weight", "from")
MADE_OF = "made_of"
# What rounding to three digits may leave of the sum of several weights.
TOLERANCE = 0.002
_SINCE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


def read_reforms(path: Path | None, valid: Sequence[Validity], levels: Sequence[str]) -> Reforms:
    """The reforms in a CSV file, with what ``areas.yaml`` says of when there are areas.

    Raises:
        DeclarationError: names file and line of everything that is wrong.
    """
    problems: list[str] = []
    changes = _read(path, levels, problems) if path else []
    lives = _lives(changes, problems)
    for one in valid:
        problems += _merge(lives, one)
        problems += [f"areas.yaml: valid: {told}" for told in _unknown_level(one.area, levels)]
    if problems:
        raise DeclarationError("\n".join(problems))
    return Reforms(tuple(changes), lives)


def _read(path: Path, levels: Sequence[str], problems: list[str]) -> list[Change]:
    try:
        text = read_ordinary(path).decode("utf-8-sig")
    except FileNotFoundError:
        raise DeclarationError(
            f"{path}: the file is missing, which `changes` of areas.yaml names"
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise DeclarationError(f"{path}: cannot be read as UTF-8 text: {error}") from None
    name = path_in_project(path)
    lines = text.splitlines()
    reader = csv.DictReader(lines, delimiter=";" if ";" in (lines or [""])[0] else ",")
    header = reader.fieldnames or ()
    if set(header) - {MADE_OF} != set(COLUMNS):
        wanted = ", ".join(COLUMNS)
        problems.append(
            f"{name}:1: expected the columns {wanted} and, if wanted, {MADE_OF}; found "
            f"{', '.join(header) or 'nothing'}"
        )
        return []
    changes = []
    for row in reader:
        place = f"{name}:{reader.line_num}"
        texts = {key: (value or "").strip() for key, value in row.items() if isinstance(key, str)}
        told = [*_problems_of(texts, levels), *(["has too many fields"] if None in row else [])]
        problems += [f"{place}: {one}" for one in told]
        if not told:
            weight, since = _weight(texts["weight"]), _since(texts["from"])
            assert weight is not None
            assert since is not None
            areas = (texts["old_area"], texts["new_area"])
            changes.append(Change(*areas, weight, since, texts.get(MADE_OF) or None, place))
    return _summing_to_one(changes, problems)


def _problems_of(row: Mapping[str, str], levels: Sequence[str]) -> Iterator[str]:
    for column in ("old_area", "new_area"):
        if not re.match(AREA, row[column]):
            yield f"{column} {row[column]!r} is no area as <level>:<code>"
            return
        yield from _unknown_level(row[column], levels)
    old, new = (row[column].partition(":")[0] for column in ("old_area", "new_area"))
    if old != new:
        yield f"an area of the level '{old}' cannot become one of '{new}'"
    if _weight(row["weight"]) is None:
        yield f"weight {row['weight']!r} is no number above 0 and up to 1"
    if _since(row["from"]) is None:
        yield f"from {row['from']!r} is no year, month or day, as in 2020, 2020-07 or 2020-07-01"


def _unknown_level(area: str, levels: Sequence[str]) -> list[str]:
    level = area.partition(":")[0]
    known = [one for one in levels if one != "city"]
    return [] if level in known else [f"'{area}': no level '{level}'; known: {', '.join(known)}"]


def _weight(text: str) -> float | None:
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        return None
    return number if isfinite(number) and 0 < number <= 1 else None


def _since(text: str) -> date | None:
    found = _SINCE.fullmatch(text)
    try:
        return date(*(int(part or 1) for part in found.groups())) if found else None
    except ValueError:
        return None


def _summing_to_one(changes: Sequence[Change], problems: list[str]) -> list[Change]:
    """With weights divided by their sum, which is 1 but for rounding."""
    rows: dict[tuple[date, str], list[Change]] = defaultdict(list)
    for change in changes:
        rows[change.since, change.old_area].append(change)
    summed = []
    for (since, old), ones in sorted(rows.items()):
        total = sum(one.weight for one in ones)
        if abs(total - 1) > TOLERANCE:
            problems.append(
                f"{ones[0].place}: the weights of '{old}' from {since} on sum to {total:.6g}, not 1"
            )
        if len({one.new_area for one in ones}) < len(ones):
            problems.append(f"{ones[-1].place}: '{old}' names an area twice from {since} on")
        summed += [replace(one, weight=one.weight / total) for one in ones]
    return summed


def _lives(changes: Sequence[Change], problems: list[str]) -> dict[str, list[Life]]:
    lives: dict[str, list[Life]] = {}
    for since, rows in by_day(changes).items():
        old, new = ({row.old_area: row for row in rows}, {row.new_area: row for row in rows})
        for area in sorted({*old, *new}):
            row = old.get(area) or new[area]
            known = lives.setdefault(area, [] if area in new and area not in old else [
                Life(FIRST, LAST, row.place)
            ])  # fmt: skip
            is_there = bool(known) and known[-1].last == LAST
            if area in old and not is_there:
                problems.append(f"{row.place}: '{area}' ended on {known[-1].last} already")
            elif area not in old and is_there:
                problems.append(
                    f"{row.place}: '{area}' was there before {since}: say what became of it, as in "
                    f"{area},{area},1,{since}"
                )
            elif area not in old:
                known.append(Life(since, LAST, row.place))
            elif area not in new:
                known[-1] = replace(known[-1], last=since - DAY)
    return lives


def _merge(lives: dict[str, list[Life]], valid: Validity) -> Iterator[str]:
    """Takes over when there is an area, unless a reform says something else."""
    first, last = valid.from_ or FIRST, valid.until or LAST
    known = lives.setdefault(valid.area, [Life(first, last, "areas.yaml")])
    for what, said, found in (
        ("begins", valid.from_, known[0].first),
        ("ends", valid.until, known[-1].last),
    ):
        if said is not None and found not in (said, FIRST, LAST):
            yield (
                f"areas.yaml: valid: '{valid.area}' {what} on {said}, but on {found} by "
                f"{known[0].place}"
            )
    if valid.from_:
        known[0] = replace(known[0], first=valid.from_)
    if valid.until:
        known[-1] = replace(known[-1], last=valid.until)
