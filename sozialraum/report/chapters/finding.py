"""One finding of ``mart_pandemic_effect`` as a sentence: cautious, made from the numbers.

A finding is an association in time; no sentence names a cause.
"""

from collections.abc import Sequence

from sozialraum.report.chapters.signs import weakest
from sozialraum.report.rows.city import Indicator, Note
from sozialraum.report.rows.facts import Facts
from sozialraum.report.rows.figures import PandemicEffect
from sozialraum.words import (
    Amount,
    Day,
    Joined,
    Listing,
    Message,
    Name,
    Number,
    Period,
    Signed,
    Text,
    code,
)
from sozialraum.words.text import Argument

WORSE = ("new_need", "aggravated")
CHANGED = (*WORSE, "relieved")
NARROW = 0.1
"""A change that lies beyond the limit of what was expected by less than this share of the half
interval is told as a narrow one: rounded, it looks like the limit itself."""


def relative(one: PandemicEffect) -> Text:
    """``+12 %, gegenüber 2019: +5 %``: against what was expected, and against the year before."""
    return Joined((deviation(one), since_before(one)), by=", ")


def deviation(one: PandemicEffect) -> Text:
    """``+12 %``, ``−3 %`` against what was expected; for where the year before stands beside it."""
    return Message("pandemic-excess", excess=Signed((one.excess_pct or 0.0) * 100))


def short(one: PandemicEffect) -> Text:
    """``+12 % (+5 %)``, where a caption says what stands in brackets."""
    if one.since_before_pct is None:
        return deviation(one)
    since = Signed(one.since_before_pct * 100)
    return Message("pandemic-short", excess=Joined((deviation(one),)), since=since)


def since_before(one: PandemicEffect) -> Text:
    """``gegenüber 2019: +5 %``; nothing where that year is not known."""
    if one.since_before_pct is None or one.before_year is None:
        return ""
    since = Signed(one.since_before_pct * 100)
    return Message("pandemic-since-before", year=Period(one.before_year), since=since)


def lasts(one: PandemicEffect) -> str:
    """``yes``, ``no`` where it is not sure afterwards, ``unknown`` where nothing is comparable."""
    return code(bool(one.persists) if one.after_status else one.persists)


def afterwards(one: PandemicEffect) -> Text:
    """``1. Quartal 2022 (nur 1 Wert): +15 %``: what was compared after the crisis, and how it
    differed from what was expected; nothing where none was."""
    if one.after_excess_pct is None or not (compared := compared_afterwards(one)):
        return compared_afterwards(one)
    excess = Message("pandemic-excess", excess=Signed(one.after_excess_pct * 100))
    return Joined((compared, excess), by=": ")


def compared_afterwards(one: PandemicEffect) -> Text:
    """Which periods after the crisis were compared, and how many; nothing where none was."""
    if not one.after_periods or lasts(one) == "unknown":
        return ""
    when = Joined((span(one.after_from, one.after_until),))
    return Message("pandemic-after", when=when, n=one.after_periods)


def level(facts: Facts, one: PandemicEffect) -> Text:
    """The year before the crisis and the newest one, whatever was expected; nothing where either
    is not known."""
    indicator = facts.indicator(one.indicator_id)
    if indicator is None or one.before_value is None or one.newest_value is None:
        return ""
    return Message(
        "pandemic-level",
        area=Joined((facts.area_name(one.area_id),)),
        before=Amount(one.before_value, indicator.unit),
        before_year=Period(one.before_year or "", indicator.cadence),
        newest=Amount(one.newest_value, indicator.unit),
        newest_year=Period(one.newest_year or "", indicator.cadence),
        unit=indicator.unit,
        counted=code(None not in (one.before_cases, one.newest_cases)),
        before_cases=Number(one.before_cases),
        newest_cases=Number(one.newest_cases),
    )


def not_comparable(facts: Facts, indicators: Sequence[Indicator]) -> list[Text]:
    """Why figures after the crisis cannot be compared strictly with those before: the known breaks
    behind it, each once, with the indicators that it affects."""
    crisis = facts.crisis
    if crisis is None:
        return []
    found: dict[str, list[str]] = {}
    told: dict[str, Note] = {}
    for one in indicators:
        for note in facts.breaks(one):
            if note.since > crisis.shown_until:
                found.setdefault(note.text_de, []).append(one.name_de)
                told[note.text_de] = note
    return [
        Message(
            "pandemic-not-comparable",
            indicators=Listing(names),
            since=Day(told[text].since),
            why=Name(text),
        )
        for text, names in found.items()
    ]


def span(first: str | None, last: str | None) -> Text:
    """``2020 bis 2021``; one period alone stands alone."""
    if first is None or last is None:
        return ""
    return Message(
        "pandemic-span", single=code(first == last), first=Period(first), last=Period(last)
    )


def is_narrow(one: PandemicEffect) -> bool:
    """Whether a change is hardly more than chance explains."""
    if None in (one.observed, one.expected, one.pi_low, one.pi_high):
        return False
    observed, expected, low, high = (
        value or 0.0 for value in (one.observed, one.expected, one.pi_low, one.pi_high)
    )
    if observed > expected:
        return observed - high < NARROW * (high - expected)
    return low - observed < NARROW * (expected - low)


def sentence(facts: Facts, one: PandemicEffect) -> Text:
    """The whole finding, as one to four sentences."""
    if one.finding == "not_assessable":
        return Message("pandemic-not-assessable", reason=one.reason or "unknown")
    told = _compared(facts, one) | {"when": Joined((span(one.crisis_from, one.crisis_until),))}
    if one.finding == "none":
        beyond_doubling = one.detectable_pct is None or one.detectable_pct > 1
        return Message(
            "pandemic-none",
            **told,
            status=weakest([one.status]),
            conclusive=code(one.conclusive),
            detectable="unknown" if beyond_doubling else Number((one.detectable_pct or 0.0) * 100),
        )
    return Message(
        "pandemic-changed",
        **told,
        compared=code(bool(afterwards(one))),
        after=Joined((afterwards(one),)),
        finding=one.finding,
        narrow=code(is_narrow(one)),
        persists=lasts(one),
        status=weakest([one.status]),
        after_status=weakest([one.after_status]),
    )


def _compared(facts: Facts, one: PandemicEffect) -> dict[str, Argument]:
    """The rate first, and the cases that it rests on behind it, as ``pandemic-compared`` asks."""
    indicator = facts.indicator(one.indicator_id)
    unit, cadence = (indicator.unit, indicator.cadence) if indicator else ("", "")
    is_known = None not in (one.expected, one.observed, one.excess_pct)
    is_counted = is_known and one.expected_value not in (None, one.expected)
    scale = 1.0
    if is_counted:
        scale = (one.expected_value or 0.0) / one.expected if one.expected else 0.0
    periods = one.crisis_periods or 1

    def scaled(value: float | None) -> Amount:
        return Amount(None if value is None else value * scale, unit)

    return {
        "known": code(is_known),
        "observed": Amount(one.observed_value, unit) if is_counted else scaled(one.observed),
        "expected": scaled(one.expected),
        "low": scaled(one.pi_low),
        "high": scaled(one.pi_high),
        "unit": unit,
        "excess": Joined((relative(one),)),
        "counted": code(is_counted),
        "observed_cases": Number((one.observed or 0.0) / periods),
        "expected_cases": Number((one.expected or 0.0) / periods),
        "cadence": cadence,
    }


def bounds(one: PandemicEffect) -> tuple[float | None, float | None]:
    """The expected interval on the scale of the indicator's values."""
    if None in (one.pi_low, one.pi_high, one.expected, one.expected_value) or not one.expected:
        return None, None
    scale = (one.expected_value or 0.0) / one.expected
    return (one.pi_low or 0.0) * scale, (one.pi_high or 0.0) * scale
