"""The series of a table: what its columns and labels say that a figure is about."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Annotated, Any

from pydantic import Field, StringConstraints, model_validator

from sozialraum.declarations.declaration import (
    ByLabel,
    Declaration,
    Identifier,
    Label,
    LabelPattern,
)
from sozialraum.declarations.notation import plain_pattern
from sozialraum.declarations.unit import CLASS, MeasureUnit

SIGNED: frozenset[str] = frozenset({"score", "z_value"})
"""Units in which a figure below the mean is negative."""

NO_LIMIT = 10**6
OLDEST = 85
"""Single years of age that end before this are those of children, say, and not of all people."""
ClassName = Annotated[Label, StringConstraints(min_length=1, strip_whitespace=True)]
_CLASS = re.compile(r"(\d+)(?:-(\d+)|(_plus|-|\+))?")


class Ages(Declaration):
    """Labels that name single years of age."""

    label: Label
    """How a label looks, `{age}` in place of the year, as in `{age} Jahre`."""
    until: int = Field(ge=0, le=150)
    """The last year of age that has a label; the first is 0."""

    @model_validator(mode="after")
    def _names_the_year(self) -> "Ages":
        if self.label.count("{age}") != 1:
            raise ValueError(f"`label` needs {{age}} once, found {self.label!r}")
        return self

    def values(self) -> dict[str, str]:
        return {
            self.label.replace("{age}", str(age)).strip(): str(age) for age in range(self.until + 1)
        }


class Breakdown(Declaration):
    """A column that splits a figure into parts, and what its labels mean."""

    column: str
    """The column's header."""
    dimension: Identifier
    """What it splits by, such as `sex` or `age`."""
    values: ByLabel = {}
    """Label -> value of the dimension. Classes of ages are written `0-2`, `17`, `75_plus`, so that
    others can be put together of them (`0-17`)."""
    ages: Ages | None = None
    """Labels of single years of age; `values` adds to them."""

    @model_validator(mode="after")
    def _some_values(self) -> "Breakdown":
        if not self.labels:
            raise ValueError("give `values` or `ages`: what the labels mean")
        return self

    @property
    def labels(self) -> dict[str, str]:
        """Label, without blanks around it -> value of the dimension."""
        return (self.ages.values() if self.ages else {}) | self.values


class Measure(Declaration):
    """A column that holds figures."""

    column: str = ""
    """The column's header; a table whose rows name measure and unit declares it once per
    measure."""
    columns: LabelPattern | None = None
    r"""In place of `column` a regular expression that whole headers fit, whose group `period` names
    the period of the figures below, as in `(?P<period>\d{4})` or `Persons \((?P<period>.+)\)`."""
    measure: Identifier
    """What is counted; the same measure may come from several sources."""
    unit: MeasureUnit
    """In what it is counted; whole numbers of persons, households, places … add up, all others do
    not. A `share` is a number from 0 to 1; rates are published as they are (`per_1000`). Money is
    told by its currency's code (ISO 4217): `eur`, `chf`, `gbp_per_m2`. A `class` is a text, one of
    `classes`: it is published, and nothing is computed of it."""
    classes: list[ClassName] = []
    """The texts of a `class` as the table writes them, in their order; others are rejected."""
    ordered: bool = True
    """Whether the order of `classes` means something (`sehr niedrig` to `sehr hoch`)."""
    breakdown: dict[Identifier, str] = {}
    """The part of the measure that the column is about, dimension -> value."""
    signed: bool = False
    """Whether figures may be negative (changes, corrections); scores and z-values always may."""
    where: dict[str, Label] = {}
    """What other columns of the row say if the column holds this measure; rows that no measure
    takes are listed and not read."""
    part: int | None = Field(default=None, ge=1, le=12)
    """The quarter, month or half-year of the row's year that the column is about."""

    @model_validator(mode="before")
    @classmethod
    def _one_of_both(cls, values: Any) -> Any:
        if isinstance(values, dict):
            if bool(values.get("column")) == bool(values.get("columns")):
                raise ValueError("give `column` or `columns`")
            if values.get("columns"):
                values = {**values, "column": plain_pattern(str(values["columns"]))}
            if values.get("unit") in SIGNED:
                values = {"signed": True, **values}
        return values

    @model_validator(mode="after")
    def _has_classes(self) -> "Measure":
        if self.unit != CLASS:
            if self.classes or "ordered" in self.model_fields_set:
                raise ValueError("`classes` and `ordered` are said of `unit: class`")
            return self
        if len(self.classes) < 2:
            raise ValueError(
                "`unit: class` needs `classes`: the texts of the column in their order"
            )
        if twice := sorted({one for one in self.classes if self.classes.count(one) > 1}):
            raise ValueError(f"`classes` named twice: {twice}")
        if self.signed:
            raise ValueError("a class is no number, and has no sign")
        return self

    @property
    def names_period(self) -> bool:
        return self.columns is not None and "period" in re.compile(self.columns).groupindex


class Series(Declaration):
    """One measure in one breakdown: what a figure in a table is about."""

    measure: str
    breakdown: dict[str, str]
    unit: str
    signed: bool
    column: str
    labels: dict[str, str]

    @property
    def key(self) -> str:
        """The breakdown as text: ``''`` for a total, else ``dim=value`` pairs joined by ``;``."""
        return ";".join(f"{dim}={value}" for dim, value in sorted(self.breakdown.items()))


class OverlapError(LookupError):
    """Classes that would be added up, and overlap."""


def matching_series(series: Sequence[Series], wanted: Mapping[str, list[str]]) -> list[Series]:
    """The series whose sum is the wanted figure, or none.

    A table may publish a measure in several breakdowns (in total, by sex, by age). The wanted
    figure is taken from the breakdown with the fewest dimensions that has all wanted ones; over
    the other dimensions of that breakdown it is summed. A class of ages that the breakdown does
    not have is put together of those that tile it without a gap (``0-17`` of single years).

    Raises:
        OverlapError: classes in each breakdown that has the wanted ones overlap: their sum would
            count somebody twice.
    """
    overlap: tuple[str, ...] = ()
    candidates: dict[frozenset[str], list[Series]] = {}
    for one in series:
        dimensions = frozenset(one.breakdown)
        if dimensions >= set(wanted):
            candidates.setdefault(dimensions, []).append(one)
    for dimensions in sorted(candidates, key=lambda dims: (len(dims), sorted(dims))):
        members = candidates[dimensions]
        taken: dict[str, set[str]] = {}
        for dim, values in wanted.items():
            known = {member.breakdown[dim] for member in members}
            parts = [_parts(value, known) for value in values]
            if not all(parts):
                break
            taken[dim] = set().union(*parts)
        else:
            chosen = [
                member
                for member in members
                if all(member.breakdown[dim] in values for dim, values in taken.items())
            ]
            own = next((two for dim in sorted(dimensions) if (two := _overlap(chosen, dim))), ())
            if not own:
                return chosen
            overlap = overlap or own
    if overlap:
        raise OverlapError(" and ".join(overlap))
    return []


def _overlap(members: Sequence[Series], dimension: str) -> tuple[str, ...]:
    """Two classes of a dimension that overlap, of figures that are alike in all others."""
    classes: dict[tuple[tuple[str, str], ...], set[tuple[int, int, str]]] = {}
    for one in members:
        if (limits := class_limits(one.breakdown[dimension])) is not None:
            others = tuple(sorted((d, v) for d, v in one.breakdown.items() if d != dimension))
            told = (*limits, f"{dimension}={one.breakdown[dimension]}")
            classes.setdefault(others, set()).add(told)
    for known in classes.values():
        for (_, end, value), (begin, _, following) in pairwise(sorted(known)):
            if begin <= end:
                return value, following
    return ()


def _parts(wanted: str, known: set[str]) -> set[str]:
    """The known values that make the wanted one up: itself, or classes that tile it; else none."""
    if wanted in known:
        return {wanted}
    limits = class_limits(wanted)
    classes = [(*found, value) for value in known if (found := class_limits(value))]
    if limits is None or len(classes) < len(known):
        return set()
    first, last = limits
    oldest = max(classes)
    if last == NO_LIMIT and oldest[0] == oldest[1] >= OLDEST:
        # of single years, the last is that beyond which nobody is counted
        last = oldest[1]
    within = sorted(one for one in classes if first <= one[0] and one[1] <= last)
    begins = [low for low, _, _ in within]
    ends = [high for _, high, _ in within]
    tiles = bool(within) and begins == [first, *(end + 1 for end in ends[:-1])] and ends[-1] == last
    return {value for _, _, value in within} if tiles else set()


def ages_of(values: Iterable[str]) -> list[tuple[int, int]] | None:
    """The ages of some classes together, from first to last: of ``0-2``, ``3`` and ``6-9`` these
    are 0 to 3 and 6 to 9. None where one is no class."""
    limits = [class_limits(value) for value in values]
    together: list[tuple[int, int]] = []
    for one in sorted(one for one in limits if one is not None):
        if together and one[0] <= together[-1][1] + 1:
            together[-1] = (together[-1][0], max(together[-1][1], one[1]))
        else:
            together.append(one)
    return None if None in limits else together


def class_limits(value: str) -> tuple[int, int] | None:
    """First and last number of a class: ``0-2``, ``85_plus``, ``85+``, ``85-`` (endless), ``17``.

    None of other texts.
    """
    found = _CLASS.fullmatch(value)
    if found is None:
        return None
    low = int(found[1])
    return low, NO_LIMIT if found[3] else int(found[2] or low)
