"""Areas that were re-cut: which former area became which, by which share, and since when.

A reform is a day with rows (former area, area, weight). An area that keeps its code but not its
territory is a former one, too, and its rows say what became of it; one that is not named stays.
Between two reforms lies one set of areas; set 0 is the newest. What an area of an earlier set
became is the product of all later reforms: shares of shares.

Weights are shares of a count, as in areal interpolation (Goodchild & Lam 1980, Geo-Processing
1:297-312): those of a former area sum to 1, or figures would be lost or counted twice.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from pydantic import Field, model_validator

from sozialraum.declarations.declaration import Declaration

FIRST, LAST = date.min, date.max
DAY = timedelta(days=1)
AREA = r"^[a-z][a-z0-9_]*:\S.*$"


class Validity(Declaration):
    """From which day and until which there is an area; open where a day is not given."""

    area: str = Field(pattern=AREA)
    """The area as `<level>:<code>`."""
    from_: date | None = Field(default=None, alias="from")
    """The first day on which there is the area."""
    until: date | None = None
    """The last day."""

    @model_validator(mode="after")
    def _says_when(self) -> "Validity":
        if self.from_ is None and self.until is None:
            raise ValueError(f"'{self.area}' needs `from` or `until`")
        if self.from_ and self.until and self.until < self.from_:
            raise ValueError(f"'{self.area}' ends on {self.until}, before it begins")
        return self


@dataclass(frozen=True)
class Change:
    """One row: the share of a former area's figures that falls to an area since a day.

    ``weight`` is divided by the sum of the former area's weights; ``made_of`` is what the city says
    that it was made of; ``place`` is file and line.
    """

    old_area: str
    new_area: str
    weight: float
    since: date
    made_of: str | None
    place: str


@dataclass(frozen=True)
class Life:
    """From the first to the last day on which there is an area, and where that is said."""

    first: date
    last: date
    place: str

    def __str__(self) -> str:
        since = f"since {self.first}" if self.first > FIRST else ""
        until = f"until {self.last}" if self.last < LAST else ""
        return " ".join(filter(None, (since, until)))


@dataclass(frozen=True)
class FormerArea:
    """A share of what an area of an earlier set was lies in ``area_id`` today.

    ``former_id`` tells its territory, which was there until the day in it, from the one that has
    the code today; it is the same in all sets that had the territory.
    """

    boundary_set: int
    old_area: str
    former_id: str
    area_id: str
    weight: float
    place: str


@dataclass(frozen=True)
class AbsentArea:
    """An area that is named somewhere and was not there in a set, or that nothing followed."""

    boundary_set: int
    area: str
    problem: str
    place: str


@dataclass(frozen=True)
class Reforms:
    """All reforms of a city, and when there was each area that they or ``valid`` name."""

    changes: tuple[Change, ...] = ()
    lives: Mapping[str, Sequence[Life]] = field(default_factory=dict)

    def on(self, day: date) -> "Reforms":
        """What counts on a day: what is to come changes no area yet, and ends none."""
        lives = {
            area: [
                replace(one, last=LAST) if one.last >= day else one
                for one in ones
                if one.first <= day
            ]
            for area, ones in self.lives.items()
        }
        return Reforms(
            tuple(one for one in self.changes if one.since <= day),
            {area: ones for area, ones in lives.items() if ones},
        )

    def sets(self) -> list[tuple[date, date]]:
        """First and last day of each set of areas, the newest first."""
        lives = [life for ones in self.lives.values() for life in ones]
        starts = {FIRST, *(change.since for change in self.changes), *(one.first for one in lives)}
        days = sorted(starts | {one.last + DAY for one in lives if one.last < LAST})
        ends = [*(day - DAY for day in days[1:]), LAST]
        return list(reversed(list(zip(days, ends, strict=True))))

    def former_areas(self) -> list[FormerArea]:
        """What became of each area of each earlier set whose territory did not last."""
        return [
            one
            for boundary_set, last, area, life in self._areas_of_sets()
            if life is not None
            for one in self._became(boundary_set, area, last)
        ]

    def absent_areas(self) -> list[AbsentArea]:
        followed = {(one.boundary_set, one.old_area) for one in self.former_areas()}
        found = []
        for boundary_set, _, area, life in self._areas_of_sets():
            lives = self.lives[area]
            if life is None:
                when = " and ".join(map(str, lives))
                problem = f"is an area {when} only ({lives[0].place})"
            elif life.last < LAST and (boundary_set, area) not in followed:
                problem = f"ended on {life.last}, and nothing says what became of it ({life.place})"
            else:
                continue
            found.append(AbsentArea(boundary_set, area, problem, lives[0].place))
        return found

    def _areas_of_sets(self) -> Iterator[tuple[int, date, str, Life | None]]:
        """Each area in each set, with the set's last day and the life that it is in then."""
        for boundary_set, (first, last) in enumerate(self.sets()):
            for area, lives in sorted(self.lives.items()):
                there = (one for one in lives if one.first <= first and last <= one.last)
                yield boundary_set, last, area, next(there, None)

    def _became(self, boundary_set: int, area: str, last: date) -> Iterator[FormerArea]:
        shares, ended = {area: 1.0}, None
        for since, rows in by_day(self.changes).items():
            if since <= last:
                continue
            if ended is None and _is_recut(area, rows):
                ended = next(row for row in rows if row.old_area == area)
            after: dict[str, float] = defaultdict(float)
            for one, share in shares.items():
                own = [(row.new_area, row.weight) for row in rows if row.old_area == one]
                for new, weight in own or [(one, 1.0)]:
                    after[new] += share * weight
            shares = after
        if ended is None:
            return
        until = ended.since - DAY
        for new, share in sorted(shares.items()):
            weight = 1.0 if abs(share - 1) < 1e-9 else share
            former = f"{area}@{until.isoformat()}"
            yield FormerArea(boundary_set, area, former, new, weight, ended.place)


def by_day(changes: Sequence[Change]) -> dict[date, list[Change]]:
    found: dict[date, list[Change]] = defaultdict(list)
    for change in sorted(changes, key=lambda one: one.since):
        found[change.since].append(change)
    return found


def _is_recut(area: str, rows: Sequence[Change]) -> bool:
    """Whether a reform does more to an area than to say that it stays."""
    touching = [row for row in rows if area in (row.old_area, row.new_area)]
    return any(row.old_area == area for row in rows) and [
        (row.old_area, row.new_area) for row in touching
    ] != [(area, area)]
