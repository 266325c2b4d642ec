"""How sure the order of the areas by urgency is: figures and weights drawn together.

The urgency of a theme in an area is Σ w_k x_k / Σ w_k over its parts x_k (need, finding,
persistence, gap, group), of which the need is drawn (:mod:`sozialraum.statistics.ranks`). Over all
themes an area's score is Σ v_t/n_t u_t / Σ v_t/n_t: the urgency u_t of each theme by the theme's
weight v_t, shared among the n_t themes that rest on the same indicator.

Nobody can say that one theme counts exactly as much as another. For the order over all themes
each weight is therefore drawn, too: times a factor between the smallest and the largest of
``urgency.sensitivity.factors``, uniform on the logarithmic scale, so that half as much is as
probable as twice as much. A theme's factor is its own times the mean of its planning fields'.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from sozialraum.base.tables import insert_rows, make_table
from sozialraum.declarations.coverability import COMPONENTS
from sozialraum.statistics.ranks import DRAWS, rank_range, stream
from sozialraum.statistics.regression import Array

if TYPE_CHECKING:
    import duckdb

RANKS = "statistics.urgency_rank"
PLACES = "statistics.priority_place"
ALL = "all"


@dataclass(frozen=True)
class Cells:
    """T themes in A areas. ``parts`` (5, T, A) of the urgency in the order of ``COMPONENTS``, what
    is not known filled in; ``need`` (T, A, D) the first of them in each draw; ``told`` (T, A) how
    many themes rest on the same indicator; ``rated`` (T, A) whether it can be urgent there."""

    parts: Array
    need: Array
    told: Array
    rated: Array

    def urgency(self, weights: Array) -> Array:
        """(T, A, D) for weights (5, D), or (5, 1), of the parts."""
        others = np.einsum("kta,kd->tad", self.parts[1:], weights[1:])
        return np.asarray((weights[0] * self.need + others) / weights.sum(axis=0))

    def over_all(self, urgency: Array, weights: Array) -> Array:
        """(A, D) mean urgency of all themes for their weights (T, D), or (T, 1)."""
        shares = weights[:, None, :] / self.told[:, :, None]
        return np.asarray((shares * urgency).sum(axis=0) / shares.sum(axis=0))


def factors(limits: tuple[float, float], *names: str) -> Array:
    """(DRAWS,) factors of the weight that is called so; the same every time."""
    low, high = np.log(limits)
    return np.asarray(np.exp(stream("weight", *names).uniform(low, high, DRAWS)))


class Theme(NamedTuple):
    """A theme with its declared weight and planning fields."""

    theme: str
    weight: float
    planning_fields: list[str]

    def factors(self, limits: tuple[float, float]) -> Array:
        """(DRAWS,) factors of its weight."""
        by_field = [factors(limits, "planning_field", field) for field in self.planning_fields]
        return np.asarray(factors(limits, "theme", self.theme) * np.mean(by_field, axis=0))


def places(scores: Array) -> tuple[Array, Array]:
    """(A, D) each: first and last place, 1 for the highest score; equal scores share all theirs."""
    turned = -np.round(scores, 9)
    draws = [*zip(np.sort(turned, axis=0).T, turned.T, strict=True)]
    # scipy.stats.rankdata says the same, and takes half a second to load
    first = [1 + np.searchsorted(ordered, one, "left") for ordered, one in draws]
    last = [np.searchsorted(ordered, one, "right") for ordered, one in draws]
    return np.array(first).T, np.array(last).T


def selected(scores: Array, order: Sequence[int]) -> Array:
    """(A,) how probably exactly the areas down to each of ``order`` have the highest scores.

    Selecting the t best is correct with this probability (Bechhofer 1954, *Annals of Mathematical
    Statistics* 25:16-39): the share of joint draws (A, D) in which the lowest of those selected
    lies above the highest of all others. 1 for the last.
    """
    ordered = np.round(scores[list(order)], 9)
    lowest = np.minimum.accumulate(ordered, axis=0)[:-1]
    highest = np.maximum.accumulate(ordered[::-1], axis=0)[::-1][1:]
    return np.append((lowest > highest).mean(axis=1), 1.0)


def groups(sure: Array, apart_from: float) -> list[tuple[int, int]]:
    """First and last place of the group of each place: a group ends where the areas down to there
    are selected with at least the probability ``apart_from``."""
    ends = [place for place, one in enumerate(sure, 1) if one >= apart_from]
    return [
        (
            1 + max((end for end in ends if end < place), default=0),
            min(end for end in ends if end >= place),
        )
        for place in range(1, len(sure) + 1)
    ]


def write_priorities(connection: "duckdb.DuckDBPyConnection") -> dict[str, int]:
    """Replaces both tables of places by urgency, from ``assess.compared_cell`` and drawn classes.

    Returns:
        Number of rows by table.
    """
    ranks: list[dict[str, Any]] = []
    found: list[dict[str, Any]] = []
    top, apart_from, without, lowest, highest, *weights = connection.execute(
        "SELECT top_ranks, apart_from, order_without, list_min(factors), list_max(factors), "
        f"{', '.join(f'weight_{part}' for part in COMPONENTS)} FROM declared.coverability"
    ).fetchall()[0]
    themes, area_ids, left_out, cells = _read(connection)
    of_parts = _without([*left_out, *without], np.array(weights)) if themes else np.empty(0)
    if of_parts.any():
        of_themes = np.array([[theme.weight] for theme in themes])
        urgency = cells.urgency(of_parts)
        for theme, rated, scores in zip(themes, cells.rated, urgency, strict=True):
            ranks += _ranges(theme.theme, area_ids[rated], scores[rated], top)
        ranks += _ranges(ALL, area_ids, cells.over_all(urgency, of_themes), top)

        limits = lowest, highest
        of_parts = of_parts * [factors(limits, "part", part) for part in COMPONENTS]
        of_themes = of_themes * [theme.factors(limits) for theme in themes]
        scores = cells.over_all(cells.urgency(of_parts), of_themes)
        found = _places(area_ids, scores, top, apart_from)
    for name, rows in ((RANKS, ranks), (PLACES, found)):
        make_table(connection, name, anew=True)
        insert_rows(connection, name, rows)
    return {RANKS: len(ranks), PLACES: len(found)}


def _without(parts: Sequence[str], weights: Array) -> Array:
    """(5, 1) weights of the parts of the urgency, 0 for ``parts``."""
    kept = np.array([[part not in parts] for part in COMPONENTS])
    return np.asarray(weights.reshape(-1, 1) * kept)


def _ranges(theme: str, area_ids: Array, scores: Array, top: int) -> list[dict[str, Any]]:
    first, last = places(scores)
    # of those who share places that are partly among the first, each is there as often
    among = np.clip((top - first + 1) / (last - first + 1), 0, 1).mean(axis=1)
    return [
        {"area_id": area, "theme": theme, "rank_from": low, "rank_to": high, "p_top3": p}
        for area, low, high, p in zip(
            area_ids,
            rank_range(first)[0].tolist(),
            rank_range(last)[1].tolist(),
            among.tolist(),
            strict=True,
        )
    ]


def _places(area_ids: Array, scores: Array, top: int, apart_from: float) -> list[dict[str, Any]]:
    mean = np.mean(places(scores), axis=(0, 2))
    order = np.lexsort((area_ids, mean)).tolist()
    sure = selected(scores, order)
    ranges = _ranges(ALL, area_ids, scores, top)
    return [
        {
            "area_id": area_ids[at],
            "priority_score": scores[at].mean(),
            "priority_rank_mean": mean[at],
            "priority_rank_low": ranges[at]["rank_from"],
            "priority_rank_high": ranges[at]["rank_to"],
            "priority_p_top3": ranges[at]["p_top3"],
            "priority_group_from": first,
            "priority_group_to": last,
            "priority_p_group": sure[last - 1],
        }
        for at, (first, last) in zip(order, groups(sure, apart_from), strict=True)
    ]


def _read(
    connection: "duckdb.DuckDBPyConnection",
) -> tuple[list[Theme], Array, list[str], Cells]:
    """Themes, areas, parts of the urgency that are left out, and the cells."""
    rows = connection.execute(
        f"""
        SELECT theme, any_value(priority_weight), any_value(planning_fields),
            list(area_id ORDER BY area_id), any_value(left_out),
            list([{", ".join(f"compared_{part}" for part in COMPONENTS)}] ORDER BY area_id),
            list({_DRAWN_NEED} ORDER BY area_id), list(told_themes ORDER BY area_id),
            list(is_ratable ORDER BY area_id)
        FROM assess.compared_cell LEFT JOIN statistics.need_draw USING (area_id, indicator_id)
            CROSS JOIN declared.coverability
        GROUP BY theme ORDER BY theme
        """
    ).fetchall()
    if not rows:
        return [], np.array([]), [], Cells(*np.empty((4, 0)))
    parts = np.array([row[5] for row in rows]).transpose(2, 0, 1)
    need = np.repeat(parts[0][:, :, None], DRAWS, axis=2)
    for theme, row in enumerate(rows):
        for area, drawn in enumerate(row[6]):
            if drawn is not None:
                need[theme, area] = np.resize(drawn, DRAWS)
    told, rated = (np.array([row[column] for row in rows]) for column in (7, 8))
    themes = [Theme(row[0], row[1], row[2]) for row in rows]
    return themes, np.array(rows[0][3]), rows[0][4], Cells(parts, need, told, rated)


# Only a class that is high for sure raises anything, as the macro need_part has it. A draw that
# lifts a middle class is no finding either: it would put the area before one whose class is high,
# but not surely so. Of a figure without an interval nothing can be drawn: it is low in every second
# draw, in the others not known, so that nobody stands before or behind it for certain.
_DRAWN_NEED = """
    CASE
        WHEN NOT need_is_known THEN NULL
        WHEN need_classes IS NOT NULL THEN list_transform(
            need_classes,
            lambda class: least(
                (class - 1) / 4, if(need_counts AND need_class > 3, 1, value_unknown)
            )
        )
        WHEN NOT need_counts THEN [0, value_unknown]
    END
"""
