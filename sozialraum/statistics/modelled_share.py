"""Which share of a coarser area's count lies in each Sozialraum, of all indicators and periods."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

import numpy as np

from sozialraum.base.tables import make_table
from sozialraum.statistics.area_profile import AreaProfiles, read_profiles
from sozialraum.statistics.regression import Array
from sozialraum.statistics.small_area import MIN_COARSE, MIN_COVARIATES, Split, estimate

if TYPE_CHECKING:
    import duckdb

TABLE = "statistics.modelled_share"


def write_shares(connection: "duckdb.DuckDBPyConnection") -> dict[str, int]:
    """Models all of ``core.coarser_part`` and replaces ``statistics.modelled_share``.

    Not modelled are shares of figures that are themselves not known in the small areas (unemployed
    of a kind among the unemployed), and periods without what :func:`estimate` needs.

    Returns:
        Number of periods that were modelled, by indicator.
    """
    import pyarrow as pa

    make_table(connection, TABLE, anew=True)
    profiles = read_profiles(connection)
    counted: dict[str, int] = {}
    rows: list[dict[str, Any]] = []
    for indicator_id, period, day, parts in _periods(connection):
        covariates = profiles.at(day) if profiles.series else np.empty((0, 0))
        modelled = _modelled(parts, covariates, profiles)
        counted[indicator_id] = counted.get(indicator_id, 0) + bool(modelled)
        rows += [{"indicator_id": indicator_id, "period": period, **one} for one in modelled]
    if rows:
        connection.register("shares", pa.Table.from_pylist(rows))
        connection.execute(f"INSERT INTO {TABLE} BY NAME SELECT * FROM shares")
        connection.unregister("shares")
    return counted


def _periods(
    connection: "duckdb.DuckDBPyConnection",
) -> Iterator[tuple[str, str, date, list[dict[str, Any]]]]:
    """Indicator, period, its last day and parts, where all that is needed is known."""
    found = connection.execute(
        """
        SELECT parts.indicator_id, parts.period, parts.period_end, parts.native_area_id,
            parts.area_id, published.value, parts.weight, parts.share
        FROM core.coarser_part AS parts
        JOIN core.indicator_published AS published
            ON published.indicator_id = parts.indicator_id
            AND published.period = parts.period
            AND published.area_id = parts.native_area_id
        JOIN declared.indicator ON indicator.indicator_id = parts.indicator_id
        WHERE indicator.denominator_rule <> 'same_period'
        QUALIFY bool_and(
            published.value IS NOT NULL AND parts.share IS NOT NULL
        ) OVER (
            PARTITION BY parts.indicator_id, parts.period
        )
        ORDER BY parts.indicator_id, parts.period, parts.native_area_id, parts.area_id
        """
    )
    names = [column[0] for column in found.description]
    rows = (dict(zip(names, row, strict=True)) for row in found.fetchall())
    for key, parts in groupby(
        rows, lambda row: (row["indicator_id"], row["period"], row["period_end"])
    ):
        yield *key, list(parts)


def _modelled(
    parts: list[dict[str, Any]], covariates: Array, profiles: AreaProfiles
) -> list[dict[str, Any]]:
    """The shares of one period; empty where it cannot be modelled."""
    coarse_ids = sorted({one["native_area_id"] for one in parts})
    if {one["area_id"] for one in parts} != set(profiles.area_ids):
        return []
    if len(coarse_ids) < MIN_COARSE or covariates.shape[1] < MIN_COVARIATES:
        return []
    rate_of = {one["native_area_id"]: one["value"] for one in parts}
    split = Split(
        coarse=np.array([coarse_ids.index(one["native_area_id"]) for one in parts]),
        fine=np.array([profiles.area_ids.index(one["area_id"]) for one in parts]),
        weight=np.array([one["weight"] for one in parts], dtype=float),
    )
    rates = np.array([rate_of[one] for one in coarse_ids], dtype=float)
    found = estimate(rates, split, covariates)
    plain = np.array([one["share"] for one in parts])
    published = rates[split.coarse]
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = np.where(published > 0, plain * found.parts / published, plain)
    return [
        {
            "native_area_id": one["native_area_id"],
            "area_id": one["area_id"],
            "share": float(share),
            "margin": float(found.margins[fine]),
        }
        for one, share, fine in zip(parts, shares, split.fine, strict=True)
    ]
