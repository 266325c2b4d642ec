"""An indicator of the Sozialräume, the newest figures beside those of an earlier period."""

from sozialraum.report.chapters import origin
from sozialraum.report.chapters.chart_shapes import Earlier
from sozialraum.report.chapters.development import moved, told_breaks
from sozialraum.report.chapters.shapes import Figure, RankChart, RankPoint
from sozialraum.report.chapters.signs import shown_amount
from sozialraum.report.rows.city import Indicator
from sozialraum.report.rows.facts import Facts
from sozialraum.report.rows.figures import EarlierFigure, Fact
from sozialraum.words import Joined, Listing, Message, Name, Period
from sozialraum.words.numbers import shown
from sozialraum.words.text import Argument


def figures(facts: Facts) -> tuple[Figure, ...]:
    """One picture per indicator that the city declares to be shown so."""
    found = []
    for one in facts.tables.pictured:
        indicator = facts.indicator(one.indicator_id)
        if one.shows == "areas" and indicator is not None:
            found += _figure(facts, indicator, one.since_period)
    return tuple(found)


def _figure(facts: Facts, indicator: Indicator, since: str | None) -> list[Figure]:
    latest = {
        key: one
        for key, one in facts.latest(indicator, facts.sozialraum).items()
        if one.value is not None
    }
    before = {
        one.area_id: one
        for one in facts.tables.earlier
        if (one.indicator_id, one.period) == (indicator.indicator_id, since)
    }
    shown_areas = [area for area in facts.areas(facts.sozialraum) if area.area_id in latest]
    if not shown_areas or not before:
        return []
    ordered = sorted(
        (latest[area.area_id] for area in shown_areas),
        key=lambda one: one.value or 0.0,
        reverse=indicator.higher_is_need,
    )
    newest = ordered[0].period
    city = facts.city_value(indicator, newest)
    changes = {one.area_id: moved(one, before.get(one.area_id)) for one in ordered}
    compared = sum(one != "unknown" for one in changes.values())
    past = next(iter(before.values())).period_end
    reached = facts.breaks_between(indicator, past, ordered[0].period_end)
    breaks = told_breaks(facts, {indicator: reached})
    told: dict[str, Argument] = {
        "indicator": Name(indicator.name_de),
        "n": len(ordered),
        "newest": Period(newest, indicator.cadence),
        "earlier": Period(since or "", indicator.cadence),
        "first": Name(facts.labels[ordered[0].area_id]),
        "first_value": shown_amount(ordered[0], indicator.unit),
        "last": Name(facts.labels[ordered[-1].area_id]),
        "last_value": shown_amount(ordered[-1], indicator.unit),
        "compared": compared,
        "unknown": len(facts.areas(facts.sozialraum)) - compared,
        "rising": sum(one == "up" for one in changes.values()),
        "risen": Listing(facts.labels[key] for key, one in changes.items() if one == "up"),
        "falling": sum(one == "down" for one in changes.values()),
        "fallen": Listing(facts.labels[key] for key, one in changes.items() if one == "down"),
    }
    return [
        Figure(
            chart=RankChart(
                tuple(_point(facts, indicator, one, before.get(one.area_id)) for one in ordered),
                shown(city.value, indicator.unit) if city and city.value is not None else None,
                _city_text(facts, indicator, city),
                indicator.unit,
                newest_text=newest,
                earlier_text=since or "",
            ),
            caption=Joined((Message("picture-areas", **told), *breaks)),
            alt=Joined((Message("picture-areas-alt", **told), *breaks)),
            source_de=origin.of_indicator(facts, indicator, ordered),
            title=indicator.name_de,
            anchor=f"bild-{indicator.slug}-gebiete",
        )
    ]


def _city_text(facts: Facts, indicator: Indicator, city: Fact | None) -> Message | str:
    if city is None:
        return ""
    name = Name(facts.tables.city.city_name)
    return Message("picture-city", city=name, value=shown_amount(city, indicator.unit))


def _point(
    facts: Facts, indicator: Indicator, fact: Fact, before: EarlierFigure | None
) -> RankPoint:
    def scaled(value: float | None) -> float | None:
        return None if value is None else shown(value, indicator.unit)

    earlier = None
    if before is not None:
        earlier = Earlier(
            shown(before.value, indicator.unit), scaled(before.ci_low), scaled(before.ci_high)
        )
    return RankPoint(
        label=facts.labels[fact.area_id],
        value=shown(fact.value or 0.0, indicator.unit),
        low=scaled(fact.ci_low),
        high=scaled(fact.ci_high),
        text=shown_amount(fact, indicator.unit),
        stands_out=True,
        earlier=earlier,
    )
