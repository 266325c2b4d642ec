"""The order of the areas by urgency: a place for each, which places are as likely, and groups."""

from itertools import groupby

from sozialraum.report.chapters import origin
from sozialraum.report.chapters.chart_shapes import Group
from sozialraum.report.chapters.shapes import Figure, RankChart, RankPoint
from sozialraum.report.rows.facts import Facts
from sozialraum.report.rows.services import Priority
from sozialraum.words import Listing, Message, Name
from sozialraum.words.text import Argument

FIRST = "clearly_first"


def figures(facts: Facts) -> tuple[Figure, ...]:
    """Nothing where no order is published."""
    found = facts.tables.priorities
    if len(found) < 2:
        return ()
    first = [facts.labels[one] for one in clearly_first(facts)]
    told: dict[str, Argument] = {
        "n": len(found),
        "firm": len(first),
        "first": Listing(first),
        "last": Name(facts.labels[found[-1].area_id]),
    }
    groups = [
        (name, len(list(rows)))
        for name, rows in groupby(
            found, key=lambda one: (one.priority_group_from, one.priority_group)
        )
    ]
    figure = Figure(
        chart=RankChart(
            tuple(_point(facts, one) for one in found),
            None,
            "",
            "rank",
            groups=tuple(
                Group(rows, Message("picture-order-group", group=group))
                for (_, group), rows in groups
            ),
            ticks=tuple(float(one) for one in _ticks(len(found))),
        ),
        caption=Message("picture-order", **told),
        alt=Message("picture-order-alt", **told),
        source_de=origin.own(facts),
        title=Message("picture-order-title"),
        anchor="bild-rangfolge",
    )
    return (figure,)


def clearly_first(facts: Facts) -> list[str]:
    """The areas that figures and weights put before all others, whatever is drawn."""
    return [one.area_id for one in facts.tables.priorities if one.priority_group == FIRST]


def _point(facts: Facts, one: Priority) -> RankPoint:
    low, high = one.priority_rank_low, one.priority_rank_high
    return RankPoint(
        label=facts.labels[one.area_id],
        value=one.priority_rank_mean,
        low=float(low),
        high=float(high),
        text=str(low) if low == high else f"{low}–{high}",
        stands_out=one.priority_group == FIRST,
    )


def _ticks(places: int) -> list[int]:
    """The first place, the last one, and some between at equal distance."""
    step = next((one for one in (4, 5, 3, 6, 2) if (places - 1) % one == 0), places - 1)
    return list(range(1, places + 1, step))
