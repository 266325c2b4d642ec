"""The order of the areas by urgency: a place for each, and which places are as likely."""

from sozialraum.report.chapters import origin
from sozialraum.report.chapters.shapes import Figure, RankChart, RankPoint
from sozialraum.report.rows.facts import Facts
from sozialraum.report.rows.services import UrgencyRank
from sozialraum.words import Listing, Message, Name
from sozialraum.words.text import Argument

_FIRST = 3


def figures(facts: Facts) -> tuple[Figure, ...]:
    """Nothing where no places were drawn at random."""
    found = [one for one in facts.tables.urgency_ranks if one.rank_from and one.rank_to]
    if len(found) < _FIRST:
        return ()
    first = [one for one in found if (one.rank_to or 0) <= _FIRST]
    told: dict[str, Argument] = {
        "n": len(found),
        "firm": len(first),
        "first": Listing(facts.labels.get(one.area_id, one.area_id) for one in first),
        "top": _FIRST,
        "last": Name(facts.labels.get(found[-1].area_id, found[-1].area_id)),
    }
    figure = Figure(
        chart=RankChart(
            tuple(_point(facts, one) for one in found),
            None,
            "",
            "rank",
            ticks=tuple(float(one) for one in _ticks(len(found))),
        ),
        caption=Message("picture-order", **told),
        alt=Message("picture-order-alt", **told),
        source_de=origin.own(facts),
        title=Message("picture-order-title"),
    )
    return (figure,)


def _point(facts: Facts, one: UrgencyRank) -> RankPoint:
    low, high = one.rank_from or one.rank, one.rank_to or one.rank
    return RankPoint(
        label=facts.labels.get(one.area_id, one.area_id),
        value=float(one.rank),
        low=float(low),
        high=float(high),
        text=str(low) if low == high else f"{low}–{high}",
        stands_out=high <= _FIRST,
    )


def _ticks(places: int) -> list[int]:
    """The first place, the last one, and some between at equal distance."""
    step = next((one for one in (4, 5, 3, 6, 2) if (places - 1) % one == 0), places - 1)
    return list(range(1, places + 1, step))
