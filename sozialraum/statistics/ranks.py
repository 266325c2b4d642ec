"""How sure the places of areas are: all figures drawn together, many times, and ranked each time.

Goldstein & Spiegelhalter (1996, *JRSS A* 159:385-443) compare institutions by the distribution of
their ranks, not by ranks. Here a draw of one figure is

    value = centre + e * (above if e > 0 else below) / 1.96,    e ~ N(0, 1)

so that 95 % of the draws lie within its interval. The errors of figures that share a source are
not independent. With c the common part of a source and s the part of a coarser area (below),

    e = sqrt(s) * (sqrt(c) C[source, coarser] + sqrt(1 - c) D[indicator, coarser])
      + sqrt(1 - s) * (sqrt(c) E[source, area] + sqrt(1 - c) F[indicator, area])

times the direction in which more is more need. s is the variance of the coarser area's figure over
that of the estimate, 0 for published figures. All letters are independent and standard normal, and
each has a stream of random numbers of its own: a new indicator leaves the draws of the others.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

from sozialraum.base.tables import make_table
from sozialraum.statistics.regression import Array

if TYPE_CHECKING:
    import duckdb

DRAWS = 1_000
SEED = 20_200_301
CONFIDENCE = 0.95
Z95 = 1.959963984540054
# How much the errors of two figures of one area have in common if they come from one source: our
# own setting. Counts of the same persons have much in common, a survey's questions less.
COMMON_OF_A_SOURCE = 0.5
CLASS_CUTS = (-1.5, -0.5, 0.5, 1.5)

RANKS = "statistics.need_rank"
CLASSES = "statistics.need_draw"
INDEX_VALUES = "statistics.index_draw"


@dataclass(frozen=True)
class Figures:
    """F figures of one indicator, level and period; (F,) each.

    ``below`` and ``above`` are the distances to the limits of the 95 % interval, NaN without one;
    ``coarser`` is empty where an estimate shares no error with others.
    """

    indicator_id: str
    area_level: str
    period: str
    period_end: date
    area_ids: Sequence[str]
    sources: Sequence[str]
    coarser: Sequence[str]
    direction: int
    is_latest: bool
    is_newest_year_end: bool
    coarser_share: Array
    value: Array
    centre: Array
    below: Array
    above: Array


def drawn(figures: Figures, draws: int = DRAWS) -> Array:
    """(F, draws) values that the figures may have, drawn together."""
    common = np.sqrt(COMMON_OF_A_SOURCE), np.sqrt(1 - COMMON_OF_A_SOURCE)
    errors = np.empty((len(figures.area_ids), draws))
    for place, area in enumerate(figures.area_ids):
        source, coarser = figures.sources[place], figures.coarser[place]
        share = figures.coarser_share[place] if coarser else 0.0
        own = common[0] * _normal(draws, source, area) + common[1] * _normal(
            draws, figures.indicator_id, area
        )
        errors[place] = np.sqrt(1 - share) * own
        if coarser:
            errors[place] += np.sqrt(share) * (
                common[0] * _normal(draws, source, figures.area_level, coarser)
                + common[1] * _normal(draws, figures.indicator_id, figures.area_level, coarser)
            )
    errors *= figures.direction
    reach = np.where(errors > 0, figures.above[:, None], figures.below[:, None])
    return np.asarray(figures.centre[:, None] + errors * reach / Z95)


def ranks(need: Array) -> Array:
    """(F, draws) places, 1 for the highest need."""
    return np.asarray(np.argsort(np.argsort(-need, axis=0, kind="stable"), axis=0) + 1)


def rank_range(places: Array) -> tuple[Array, Array]:
    """(F,) each: the limits of the central 95 % of the drawn places; places themselves."""
    tail = (1 - CONFIDENCE) / 2
    return (
        np.quantile(places, tail, axis=1, method="lower"),
        np.quantile(places, 1 - tail, axis=1, method="higher"),
    )


def classes(figures: Figures, values: Array) -> Array | None:
    """(F, draws) need classes of drawn values by the published mean and deviation of the areas."""
    spread = figures.value.std()
    if len(figures.value) < 3 or not spread > 1e-12:
        return None
    scores = figures.direction * (values - figures.value.mean()) / spread
    low, medium_low, medium_high, high = CLASS_CUTS
    # A score on a cut falls into the outer class.
    return np.asarray(
        1
        + (scores > low).astype(int)
        + (scores > medium_low)
        + (scores >= medium_high)
        + (scores >= high)
    )


def write_ranks(connection: "duckdb.DuckDBPyConnection") -> dict[str, int]:
    """Draws the figures of ``assess.need_figure`` and replaces the three tables of draws.

    Indicators of which an area has no interval are left out: their ranks would look sure.

    Returns:
        Number of rows by table.
    """
    import pyarrow as pa

    top_ranks = connection.execute("SELECT top_ranks FROM declared.coverability").fetchall()[0][0]
    written: dict[str, list[pa.Table]] = {RANKS: [], CLASSES: [], INDEX_VALUES: []}
    for figures in _read(connection):
        if not np.isfinite(figures.below + figures.above).all():
            continue
        values = drawn(figures)
        names = {
            "area_id": figures.area_ids,
            "area_level": [figures.area_level] * len(values),
            "indicator_id": [figures.indicator_id] * len(values),
        }
        if figures.is_latest:
            places = ranks(figures.direction * values)
            low, high = rank_range(places)
            top = (places <= top_ranks).mean(axis=1)
            period = [figures.period] * len(values)
            found = {"period": period, "p_top": top, "rank_from": low, "rank_to": high}
            written[RANKS].append(pa.table(names | found))
            need = classes(figures, values)
            if need is not None:
                # a byte each: of 11,000 areas all are 800 MB
                of_areas = list(need.astype(np.uint8))
                written[CLASSES].append(pa.table(names | {"need_classes": of_areas}))
        if figures.is_newest_year_end:
            written[INDEX_VALUES].append(
                pa.table(
                    names
                    | {"period_end": [figures.period_end] * len(values), "drawn": list(values)}
                )
            )
    for name, tables in written.items():
        make_table(connection, name, anew=True)
        if tables:
            connection.register("drawn_rows", pa.concat_tables(tables))
            connection.execute(f"INSERT INTO {name} BY NAME SELECT * FROM drawn_rows")
            connection.unregister("drawn_rows")
    return {name: sum(len(one) for one in tables) for name, tables in written.items()}


def _normal(draws: int, *names: str) -> Array:
    """Standard normal numbers of the stream that is called so."""
    return stream(*names).standard_normal(draws)


def stream(*names: str) -> np.random.Generator:
    """The stream of random numbers that is called so; the same every time."""
    return np.random.default_rng([SEED, crc32("|".join(names).encode())])


def _read(connection: "duckdb.DuckDBPyConnection") -> list[Figures]:
    rows = connection.execute(
        """
        SELECT indicator_id, area_level, period, period_end, list(area_id ORDER BY area_id),
            list(coalesce(source_ids, '') ORDER BY area_id),
            list(coalesce(coarser_area_id, '') ORDER BY area_id), any_value(direction),
            bool_or(is_latest), bool_or(is_newest_year_end),
            list(coalesce(coarser_share, 0) ORDER BY area_id),
            list(value ORDER BY area_id), list(centre ORDER BY area_id),
            list(coalesce(below, 'nan'::DOUBLE) ORDER BY area_id),
            list(coalesce(above, 'nan'::DOUBLE) ORDER BY area_id)
        FROM assess.need_figure
        GROUP BY ALL ORDER BY indicator_id, area_level, period
        """
    ).fetchall()
    return [Figures(*row[:10], *(np.array(one, dtype=float) for one in row[10:])) for row in rows]
