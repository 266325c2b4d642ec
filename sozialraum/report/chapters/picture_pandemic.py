"""Indicators through the pandemic, as pictures: what was observed, and what was expected."""

from sozialraum.report.chapters import origin
from sozialraum.report.chapters.chart_shapes import Expected
from sozialraum.report.chapters.development import at, point, years
from sozialraum.report.chapters.finding import bounds
from sozialraum.report.chapters.shapes import Figure, SeriesChart
from sozialraum.report.rows.city import Crisis, Indicator
from sozialraum.report.rows.facts import Facts
from sozialraum.report.rows.figures import Fact, PandemicEffect
from sozialraum.words import Amount, Joined, Message, Name, Period, Text
from sozialraum.words.numbers import shown
from sozialraum.words.text import Argument


def figures(facts: Facts) -> tuple[Figure, ...]:
    """One picture per indicator that the city declares to be shown so."""
    found: list[Figure] = []
    if facts.crisis is None:
        return ()
    for one in facts.tables.pictured:
        indicator = facts.indicator(one.indicator_id)
        if one.shows == "pandemic" and indicator is not None:
            found += _figure(facts, facts.crisis, indicator)
    return tuple(found)


def _figure(facts: Facts, crisis: Crisis, indicator: Indicator) -> list[Figure]:
    series = facts.city_series(indicator)
    during = [one for one in series if crisis.shown_from <= one.period_end <= crisis.shown_until]
    if len(series) < 2 or not during:
        return []
    peak = max(during, key=lambda one: one.value or 0.0)
    effect = next(
        (
            one
            for one in facts.tables.effects
            if (one.area_id, one.indicator_id)
            == (facts.tables.city.city_area_id, indicator.indicator_id)
        ),
        None,
    )
    expected = _expected(effect, indicator, series) if effect else None
    told: dict[str, Argument] = {
        "indicator": Name(indicator.name_de),
        "city": Name(facts.tables.city.city_name),
        "peak": Amount(peak.value, indicator.unit),
        "peak_in": Period(peak.period, indicator.cadence),
        "unit": indicator.unit,
        "first": Period(series[0].period, indicator.cadence),
        "last": Period(series[-1].period, indicator.cadence),
        "last_value": Amount(series[-1].value, indicator.unit),
        "judged": "yes" if expected else "no",
        "years": years(crisis),
        "against": _against(effect, indicator) if effect and expected else Joined(()),
    }
    return [
        Figure(
            chart=SeriesChart(
                tuple(point(fact, indicator) for fact in series),
                None if expected else point(peak, indicator),
                (at(crisis.shown_from), at(crisis.shown_until)),
                years(crisis).text,
                indicator.unit,
                expected,
            ),
            caption=Message("picture-pandemic", **told),
            alt=Message("picture-pandemic-alt", **told),
            source_de=origin.of_indicator(facts, indicator, series),
            title=indicator.name_de,
            anchor=f"bild-{indicator.slug}",
        )
    ]


def _expected(effect: PandemicEffect, indicator: Indicator, series: list[Fact]) -> Expected | None:
    """None where the figures before the pandemic set no expectation."""
    first, last = effect.crisis_from or "", effect.crisis_until or ""
    inside = [one for one in series if first <= one.period <= last]
    if effect.expected_value is None or effect.observed_value is None or not inside:
        return None
    unit = indicator.unit
    low, high = bounds(effect)
    return Expected(
        window=(at(inside[0].period_start), at(inside[-1].period_end)),
        value=shown(effect.expected_value, unit),
        low=None if low is None else shown(low, unit),
        high=None if high is None else shown(high, unit),
        observed=shown(effect.observed_value, unit),
        value_text=_mean("expected", effect.expected_value, unit),
        observed_text=_mean("observed", effect.observed_value, unit),
    )


def _mean(what: str, value: float, unit: str) -> Text:
    return Message("picture-mean", what=what, value=Amount(value, unit))


def _against(effect: PandemicEffect, indicator: Indicator) -> Joined:
    return Joined(
        (
            Message(
                "picture-against",
                expected=Amount(effect.expected_value, indicator.unit),
                observed=Amount(effect.observed_value, indicator.unit),
                finding=effect.finding,
            ),
        )
    )
