"""The line below every picture: whose figures it shows, of when, and whether they are estimates."""

from collections.abc import Collection, Iterable

from sozialraum.report.explanations import ESTIMATE_SIGN
from sozialraum.report.numbers_de import day, number
from sozialraum.report.rows.facts import Facts
from sozialraum.report.rows.read import Fact, Indicator
from sozialraum.report.texts import period_of

_NAMED = 3
"""More sources than these are counted; each stands with its indicator in the annex."""


def sources(facts: Facts, named_ids: Iterable[str | None]) -> str:
    """The titles of the sources behind ids such as ``deaths, population``."""
    titles = _titles(facts, named_ids)
    if not titles:
        return ""
    return f"{'Quelle' if len(titles) == 1 else 'Quellen'}: {'; '.join(titles)}."


def ids(indicator: Indicator, shown: Iterable[Fact]) -> set[str]:
    """The sources of the figures shown; where they do not say, the indicator's."""
    found = {fact.source_ids for fact in shown if fact.value is not None}
    return {one for one in found if one} or {indicator.source_ids or ""}


def of_indicator(facts: Facts, indicator: Indicator, shown: Collection[Fact]) -> str:
    """Below a picture of one indicator's figures."""
    newest = max(shown, key=lambda fact: fact.period_end)
    return line(
        facts,
        ids(indicator, shown),
        period_of(newest.period, indicator.cadence),
        {fact.method for fact in shown if fact.value is not None},
    )


def line(
    facts: Facts, named_ids: Iterable[str | None], stand: str, methods: Collection[str | None] = ()
) -> str:
    """``Quelle: Arbeitslose; Stand: 4. Quartal 2025; ≈ Schätzwert.``"""
    titles = _titles(facts, named_ids)
    word = "Quelle" if len(titles) == 1 else "Quellen"
    named = "; ".join(titles)
    if len(titles) > _NAMED:
        named = f"{number(len(titles))}, genannt bei den Indikatoren im Anhang"
    elif not titles:
        named = "nicht angegeben"
    parts = [f"{word}: {named}", f"Stand: {stand}"]
    if "apportioned" in methods:
        parts.append(f"{ESTIMATE_SIGN} Schätzwert")
    return "; ".join(parts) + "."


def own(facts: Facts) -> str:
    """For what is reckoned from many figures and statements at once."""
    estimated = any(one.need_method == "apportioned" for one in facts.tables.need_coverage)
    return (
        "Quelle: eigene Auswertung der Zahlen und Register, die der Anhang nennt; Stand: "
        f"{day(facts.tables.city.as_of)}{'; zum Teil aus Schätzwerten' if estimated else ''}."
    )


def _titles(facts: Facts, named_ids: Iterable[str | None]) -> list[str]:
    found = dict.fromkeys(
        one.strip()
        for text in sorted({text for text in named_ids if text})
        for one in text.split(",")
        if one.strip()
    )
    return [facts.source_titles.get(one, one) for one in found]
