"""Brings the plausibility rules of a source down to the series that they compare."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import product

from sozialraum.declarations.plausibility import Cumulative, Figure, Rate, Relation
from sozialraum.declarations.series import matching_series
from sozialraum.declarations.source import Source
from sozialraum.words import Message, Text


@dataclass(frozen=True)
class Place:
    """One series on one side of a rule: what to look up, and where."""

    side: str
    source_id: str
    measure: str
    breakdown: str


@dataclass(frozen=True)
class ResolvedRule:
    """A rule with its series; one for each combination of the dimensions in ``by``.

    ``level`` is None where all series stand in the rows of one source.
    """

    key: str
    kind: str
    says: Text
    places: tuple[Place, ...]
    level: str | None = None
    number: float | None = None
    lowest: float | None = None
    highest: float | None = None
    tolerance: float = 0.0


def resolve_rules(
    source: Source, sources: Sequence[Source], levels: Collection[str]
) -> tuple[list[ResolvedRule], list[str]]:
    """The rules of ``source``, and in words what could not be resolved."""
    declared = source.plausibility
    rules: list[ResolvedRule] = []
    problems: list[str] = []
    for relation in declared.relations:
        if relation.level not in levels:
            problems.append(f"relation {relation.id}: no level '{relation.level}' in areas.yaml")
    for one in declared.rules:
        try:
            rules += _resolved(one, source, sources)
        except LookupError as error:
            problems.append(f"plausibility rule {one.id}: {error.args[0]}")
    return rules, problems


def _resolved(
    rule: Relation | Rate | Cumulative, source: Source, sources: Sequence[Source]
) -> list[ResolvedRule]:
    if isinstance(rule, Rate):
        sides = [("rate", rule.rate), ("count", rule.count)]
        if rule.minus is not None:
            sides.append(("minus", rule.minus))
        places = _places(sides, {}, source, [source])
        says = Message("plausibility-rule", kind="rate")
        return [ResolvedRule(rule.id, "rate", says, places, tolerance=rule.slack)]
    if isinstance(rule, Cumulative):
        places = _places([("total", rule.total), ("new", rule.new)], {}, source, [source])
        says = Message("plausibility-rule", kind="cumulative")
        return [ResolvedRule(rule.id, "cumulative", says, places)]
    return [_instance(rule, extra, source, sources) for extra in _combinations(rule, source)]


def _instance(
    rule: Relation, extra: dict[str, str], source: Source, sources: Sequence[Source]
) -> ResolvedRule:
    left = _places([("left", figure) for figure in rule.left], extra, source, [source])
    other = [(side, figure) for side, figure in rule.figures if side != "left"]
    right = _places(other, extra, source, sources)
    elsewhere = {place.source_id for place in right} - {source.id}
    suffix = ",".join(f"{dim}={value}" for dim, value in sorted(extra.items()))
    lowest, highest = rule.within or (None, None)
    return ResolvedRule(
        key=f"{rule.id}[{suffix}]" if suffix else rule.id,
        kind="relation",
        says=rule.says,
        places=left + right,
        level=rule.level if elsewhere else None,
        number=rule.number,
        lowest=lowest,
        highest=highest,
        tolerance=rule.tolerance,
    )


def _combinations(rule: Relation, source: Source) -> list[dict[str, str]]:
    measure = rule.left[0].measure
    values = []
    for dimension in rule.by:
        found = dict.fromkeys(
            series.breakdown[dimension]
            for series in source.series
            if series.measure == measure and dimension in series.breakdown
        )
        if not found:
            raise LookupError(f"{measure} has no dimension '{dimension}'")
        values.append(list(found))
    return [dict(zip(rule.by, chosen, strict=True)) for chosen in product(*values)]


def _places(
    figures: Sequence[tuple[str, Figure]],
    extra: dict[str, str],
    source: Source,
    sources: Sequence[Source],
) -> tuple[Place, ...]:
    """In the source itself, or else in every other one that has the figure.

    Raises:
        LookupError: no source has the measure in that breakdown, or in classes that overlap.
    """
    places: list[Place] = []
    for side, figure in figures:
        wanted = {dim: [value] for dim, value in {**figure.breakdown, **extra}.items()}
        found: list[Place] = []
        # layers repeat what tables say
        others = [one for one in sources if one.id != source.id and one.delivery != "layer"]
        for candidate in (source, *others):
            series = [one for one in candidate.series if one.measure == figure.measure]
            found += [
                Place(side, candidate.id, one.measure, one.key)
                for one in matching_series(series, wanted)
            ]
            if found and candidate is source:
                break
        if not found:
            raise LookupError(f"no source has {figure.measure} {wanted or ''}".rstrip())
        places += found
    return tuple(places)
