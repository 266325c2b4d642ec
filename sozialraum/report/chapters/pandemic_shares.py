"""Which areas carry an indicator's change of the whole city, as far as the limits tell."""

from collections.abc import Sequence

from sozialraum.report.chapters.shapes import Block, Cell, Column, Paragraph, Row, Table
from sozialraum.report.rows.city import Indicator
from sozialraum.report.rows.facts import Facts
from sozialraum.report.rows.figures import PandemicEffect
from sozialraum.words import Joined, Listing, Message, Name, Number, Percent, Signed


def blocks(facts: Facts, found: Sequence[PandemicEffect], indicator: Indicator) -> list[Block]:
    """Which areas carry the change of the whole city."""
    shared = [
        one
        for one in found
        if one.indicator_id == indicator.indicator_id and one.share_of_city_excess is not None
    ]
    made: list[Block] = []
    for level in dict.fromkeys(one.area_level for one in shared):
        here = sorted(
            (one for one in shared if one.area_level == level),
            key=lambda one: (-(one.share_of_city_excess or 0.0), one.area_id),
        )
        total = sum((one.observed or 0.0) - (one.expected or 0.0) for one in here)
        sure = [
            Message(
                "pandemic-share-of",
                area=Joined((facts.area_name(one.area_id),)),
                share=Percent(one.share_of_city_excess),
            )
            for one in here
            if (one.share_low or 0.0) > 0
        ]
        plural = facts.level(level).plural_de
        made.append(
            Paragraph(
                Message(
                    "pandemic-shared-out",
                    indicator=Name(indicator.name_de),
                    level=Name(plural),
                    excess=Signed(total),
                    n=len(sure),
                    areas=Listing(sure),
                )
            )
        )
        made.append(_table(facts, indicator, plural, here))
    return made


def _table(
    facts: Facts, indicator: Indicator, plural: str, here: Sequence[PandemicEffect]
) -> Table:
    return Table(
        caption=Message("pandemic-shares", indicator=Name(indicator.name_de), level=Name(plural)),
        columns=(
            Column(Message("labels-area"), "left", 2.6),
            Column(Message("pandemic-expected"), weight=1.7),
            Column(Message("pandemic-observed"), weight=1.2),
            Column(Message("pandemic-deviation"), weight=1.2),
            Column(Message("pandemic-share-of-deviation"), weight=1.9),
            Column(Message("pandemic-share-of-expected"), weight=1.2),
        ),
        rows=tuple(
            Row(
                (
                    Cell(facts.area_name(one.area_id)),
                    Cell(
                        Number(one.expected),
                        detail=Message(
                            "pandemic-range", low=Number(one.pi_low), high=Number(one.pi_high)
                        ),
                    ),
                    Cell(Number(one.observed)),
                    Cell(Signed((one.observed or 0.0) - (one.expected or 0.0))),
                    Cell(
                        Percent(one.share_of_city_excess),
                        detail=Message("pandemic-no-range")
                        if one.share_low is None
                        else Message(
                            "pandemic-range",
                            low=Percent(one.share_low),
                            high=Percent(one.share_high),
                        ),
                    ),
                    Cell(Percent(one.share_of_expected)),
                )
            )
            for one in here
        ),
        notes=(Message("pandemic-shares-note"),),
    )
