"""The first principal component: the only number of an index that is not computed in SQL."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from sozialraum.base.sql import literal

if TYPE_CHECKING:
    import duckdb


def first_component(
    connection: "duckdb.DuckDBPyConnection", indicators: Sequence[str], values: str
) -> None:
    """Writes the temporary table ``index_loading``: indicator, period, loading.

    The loadings are the eigenvector of the correlation matrix with the largest eigenvalue
    (Jolliffe 2002, *Principal Component Analysis*, 2.3), divided by the indicators' standard
    deviations, so that they apply to the values as they are. Its sign, which mathematics leaves
    open, is the one in which the first of ``indicators`` has a positive loading.

    A period has none, and so no score, where an indicator is the same everywhere, or fewer than
    three areas have all of them.
    """
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE index_loading "
        "(indicator VARCHAR, period VARCHAR, loading DOUBLE)"
    )
    listed = ", ".join(map(literal, indicators))
    rows = connection.execute(
        f"""
        WITH chosen AS (
            SELECT *, count(*) OVER (PARTITION BY area, period) AS known
            FROM {values} WHERE indicator IN ({listed}) AND value IS NOT NULL
        ),
        complete AS (SELECT * FROM chosen WHERE known = {len(indicators)})
        SELECT a.period, a.indicator, b.indicator, corr(a.value, b.value), stddev_pop(a.value),
            count(*)
        FROM complete AS a
        JOIN complete AS b ON b.area = a.area AND b.period IS NOT DISTINCT FROM a.period
        GROUP BY ALL ORDER BY ALL
        """
    ).fetchall()
    for period in dict.fromkeys(row[0] for row in rows):
        found = {(a, b): (r, sd, n) for when, a, b, r, sd, n in rows if when == period}
        matrix = np.array([[found[a, b][0] for b in indicators] for a in indicators], dtype=float)
        deviations = np.array([found[a, a][1] for a in indicators], dtype=float)
        areas = found[indicators[0], indicators[0]][2]
        if areas < 3 or not np.isfinite(matrix).all() or (deviations <= 0).any():
            continue
        np.fill_diagonal(matrix, 1.0)
        _, vectors = np.linalg.eigh(matrix)
        vector = vectors[:, -1] * (1.0 if vectors[0, -1] >= 0 else -1.0)
        connection.executemany(
            "INSERT INTO index_loading VALUES (?, ?, ?)",
            [
                (one, period, float(loading))
                for one, loading in zip(indicators, vector / deviations, strict=True)
            ],
        )
