"""The line below every picture: whose figures it shows, of when, and whether they are estimates."""

import re
from collections.abc import Collection, Iterable
from datetime import date

from sozialraum.report.rows.city import Indicator
from sozialraum.report.rows.facts import Facts
from sozialraum.report.rows.figures import ESTIMATES, Fact
from sozialraum.report.rows.sources import Source
from sozialraum.words import Day, Joined, Message, Period, Text

_NAMED = 3
"""More sources than these are counted; each stands with its indicator in the annex."""


def sources(facts: Facts, named_ids: Iterable[str | None]) -> Text:
    """The titles of the sources behind ids such as ``deaths, population``."""
    titles = _titles(facts, named_ids)
    if not titles:
        return ""
    return Message("origin-sources", n=len(titles), titles=Joined(titles, by="; "))


def reach(
    facts: Facts, day: date, cadence: str | None = None, *, short: bool = False
) -> Day | Period:
    """Until when figures reach: the last day of their newest period, or the period itself while it
    has not ended; of a cadence that is not known, its year."""
    if day <= facts.tables.city.as_of:
        return Day(day, short)
    part = {"month": f"{day:%Y-%m}", "quarter": f"{day.year}-Q{(day.month + 2) // 3}"}
    return Period(part.get(cadence or "", str(day.year)))


def newest(facts: Facts) -> tuple[date, str] | None:
    """The last day of the newest figures, and their cadence. A forecast reaches ahead of the
    report's year and is none."""
    until = (
        (one.data_until, one.cadence or "")
        for one in facts.tables.sources
        if one.data_until and one.data_until.year <= facts.tables.city.as_of.year
    )
    return max(until, default=None)


_RESERVED = re.compile(r"https?://([^/]*\.)?example\.(com|net|org)(/|$)")
"""Names that are nobody's (RFC 2606): a new city's portal stands so until somebody says it."""


def is_placeholder(url: str) -> bool:
    """Whether an address only holds the place of one that nobody declared yet."""
    return _RESERVED.match(url) is not None


def address(source: Source) -> str:
    """Where a source is published, if a browser can open that: of a family of files, whose address
    has a gap for the year, it cannot."""
    url = source.url or ""
    known = url.startswith("https://") and "{" not in url and not is_placeholder(url)
    return url if known else ""


def ids(indicator: Indicator, shown: Iterable[Fact]) -> set[str]:
    """The sources of the figures shown; where they do not say, the indicator's."""
    found = {fact.source_ids for fact in shown if fact.value is not None}
    return {one for one in found if one} or {indicator.source_ids or ""}


def of_indicator(facts: Facts, indicator: Indicator, shown: Collection[Fact]) -> Text:
    """Below a picture of one indicator's figures."""
    newest = max(shown, key=lambda fact: fact.period_end)
    return line(
        facts,
        ids(indicator, shown),
        Period(newest.period, indicator.cadence),
        {fact.method for fact in shown if fact.value is not None},
    )


def line(
    facts: Facts, named_ids: Iterable[str | None], stand: Text, methods: Collection[str | None] = ()
) -> Text:
    """``Quelle: Arbeitslose; Stand: 4. Quartal 2025; ≈ Schätzwert.``"""
    titles = _titles(facts, named_ids)
    return Message(
        "origin-line",
        n=len(titles),
        many="yes" if len(titles) > _NAMED else "no",
        titles=Joined(titles, by="; "),
        stand=Joined((stand,)),
        estimated="yes" if ESTIMATES.intersection(methods) else "no",
    )


def own(facts: Facts) -> Text:
    """For what is reckoned from many figures and statements at once."""
    estimated = any(one.need_method in ESTIMATES for one in facts.tables.need_coverage)
    return Message(
        "origin-own",
        stand=Day(facts.tables.city.as_of),
        estimated="yes" if estimated else "no",
    )


def _titles(facts: Facts, named_ids: Iterable[str | None]) -> list[str]:
    found = dict.fromkeys(
        one.strip()
        for text in sorted({text for text in named_ids if text})
        for one in text.split(",")
        if one.strip()
    )
    return [facts.source_titles.get(one, one) for one in found]
