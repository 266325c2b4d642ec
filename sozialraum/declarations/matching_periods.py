"""Whether the periods of what is set against each other can ever belong together.

Where nothing would match, an indicator or a service type would be empty without a word. Said of the
cadences alone, before any file is read, and of the periods of files once they were.
"""

from collections.abc import Collection
from datetime import date, timedelta
from itertools import chain, product

from sozialraum.declarations.indicator import Indicator
from sozialraum.declarations.periods import YEAR_BEGINS, NamedPeriod
from sozialraum.declarations.source import Cadence

# The months on whose last day periods end. Days and weeks may end on any day.
_ENDS: dict[Cadence, tuple[int, ...]] = {
    "once": (12,),
    "survey": (12,),
    "year": (12,),
    "half_year": (6, 12),
    "quarter": (3, 6, 9, 12),
    "month": tuple(range(1, 13)),
}
_LENGTH: dict[Cadence, int] = {"month": 1, "quarter": 3, "half_year": 6}


def lacks_cadence(role: str, cadence: Cadence, published: Collection[Cadence]) -> str | None:
    """What is wrong where none of the sources of a term appears as its owner says."""
    if cadence in published:
        return None
    return (
        f"cadence '{cadence}', but the {role} appears by {_listed(published)}: there would be no "
        "figure"
    )


def never_matches(
    indicator: Indicator, published: Collection[Cadence], begins: int = YEAR_BEGINS
) -> str | None:
    """What is wrong where no period of an indicator could have a denominator, or some never could
    although nobody left them out.

    Args:
        published: the cadences of the denominator's sources.
        begins: the month in which years such as 2024/25 begin, in all of its sources.
    """
    rule, within = indicator.denominator_rule, indicator.denominator_within
    if rule == "same_period":
        if any(_may_end_together(indicator, one, begins) for one in published):
            return _without(indicator, published, begins)
        return (
            f"the numerator's periods ({indicator.cadence}) never end on the day of the "
            f"denominator's ({_listed(published)}), which `denominator_rule: same_period` asks "
            "for; say `nearest` or `last_known`"
        )
    least = _least_months(indicator, published, begins)
    if within is None or least is None or least <= within:
        return None
    return (
        f"`denominator_within: {within}`, but the denominator ({_listed(published)}) is never "
        f"nearer than {least} months to the day that `denominator_rule: {rule}` asks for"
    )


def _without(indicator: Indicator, published: Collection[Cadence], begins: int) -> str | None:
    """What is wrong where the periods that end in some months never have a denominator of their
    own: the newest figures would lack, and nothing else would tell it."""
    if "day" in published or indicator.cadence in published:
        return None
    known = {month for one in published for month in _ends_of(one, begins)}
    lacking = sorted({*_ends(indicator, begins)} - known)
    if not lacking:
        return None
    only = " or `quarters`" if indicator.cadence == "quarter" else ""
    return (
        f"of the numerator's periods ({indicator.cadence}) those that end in month "
        f"{', '.join(map(str, lacking))} never have a denominator ({_listed(published)}), which "
        f"`denominator_rule: same_period` asks for; say `last_known`, `nearest`{only}"
    )


def nothing_matched(
    indicator: Indicator, numerators: Collection[NamedPeriod], denominators: Collection[NamedPeriod]
) -> str | None:
    """What is wrong where none of the periods that files name has a denominator among the others;
    ``indicator_published`` takes one by the same rule."""
    if not numerators or not denominators:
        return None
    days = {one.end for one in denominators}
    if any(_in_reach(indicator, one, day) for one, day in product(numerators, days)):
        return None
    first, last = (pick(numerators, key=lambda one: one.end).text for pick in (min, max))
    within = indicator.denominator_within
    return (
        f"none of the numerator's periods ({first} to {last}) has a denominator by "
        f"`denominator_rule: {indicator.denominator_rule}`"
        + ("" if within is None else f" and `denominator_within: {within}`")
        + f"; its days are {min(days)} to {max(days)}"
    )


def _in_reach(indicator: Indicator, period: NamedPeriod, day: date) -> bool:
    rule, within = indicator.denominator_rule, indicator.denominator_within
    wanted = {
        "year_end": date(period.end.year, 12, 31),
        "previous_year_end": date(period.end.year - 1, 12, 31),
    }.get(rule, period.end)
    if rule == "same_period":
        return day == wanted
    if rule == "nearest":
        apart = max(_months(day, period.start - timedelta(days=1)), _months(period.end, day))
        return within is None or apart <= within
    return day <= wanted and (within is None or _months(day, wanted) <= within)


def _months(earlier: date, later: date) -> int:
    return (later.year - earlier.year) * 12 + later.month - earlier.month


def _ends_of(cadence: Cadence, begins: int) -> tuple[int, ...]:
    return (begins - 1,) if cadence == "school_year" else _ENDS.get(cadence, ())


def _ends(indicator: Indicator, begins: int) -> list[int]:
    return [
        month
        for month in _ends_of(indicator.cadence, begins)
        if (month + 2) // 3 in indicator.quarters
    ]


def _may_end_together(indicator: Indicator, denominator: Cadence, begins: int) -> bool:
    if "day" in (indicator.cadence, denominator) or indicator.cadence == denominator:
        return True
    return bool({*_ends(indicator, begins)} & {*_ends_of(denominator, begins)})


def _least_months(indicator: Indicator, published: Collection[Cadence], begins: int) -> int | None:
    """None where days or weeks are among them, which may be at any distance."""
    rule = indicator.denominator_rule
    wanted = [12] if rule in ("year_end", "previous_year_end") else _ends(indicator, begins)
    ends = [_ends_of(one, begins) for one in published]
    if not wanted or not all(ends):
        return None
    length = _LENGTH.get(indicator.cadence, 12)
    months = []
    for asked, day in product(wanted, {*chain(*ends)}):
        before = (asked - day) % 12
        if rule != "nearest":
            months.append(before)
        else:
            months.append(0 if before < length else min(before - length, (day - asked) % 12))
    return min(months)


def _listed(cadences: Collection[Cadence]) -> str:
    return ", ".join(sorted(cadences)) or "nothing"
