"""What texts say of areas, as codes beside the words: two pages must not contradict each other."""

from collections.abc import Iterable

from sozialraum.report.chapters.shapes import Claim
from sozialraum.report.rows.figures import Fact, PandemicEffect
from sozialraum.report.rows.services import NeedCoverage


def of_needs(rows: Iterable[NeedCoverage]) -> tuple[Claim, ...]:
    """That the need is as high as it is told to be."""
    return tuple(Claim(one.area_id, one.theme, "need", one.need) for one in rows)


def of_ways(rows: Iterable[NeedCoverage]) -> tuple[Claim, ...]:
    """Whether the need can be met."""
    return tuple(Claim(one.area_id, one.theme, "coverability", one.coverability) for one in rows)


def of_urgency(rows: Iterable[NeedCoverage]) -> tuple[Claim, ...]:
    return tuple(Claim(one.area_id, one.theme, "urgency", str(one.urgency)) for one in rows)


def of_findings(rows: Iterable[PandemicEffect]) -> tuple[Claim, ...]:
    """What the pandemic brought."""
    return tuple(Claim(one.area_id, one.indicator_id, "finding", one.finding) for one in rows)


def of_classes(rows: Iterable[Fact]) -> tuple[Claim, ...]:
    """The need class of an indicator; one that is not sure says so."""
    return tuple(
        Claim(one.area_id, one.indicator_id, "class", f"({said})" if one.is_unsure else said)
        for one in rows
        if one.need_class is not None and (said := str(one.need_class))
    )
