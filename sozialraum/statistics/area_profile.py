"""What is known of small areas themselves: the published indicators of their level, by day."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from sozialraum.statistics.regression import Array

if TYPE_CHECKING:
    import duckdb

WAVES = 3
"""A survey's share of one wave is noisy: the mean of so many is taken."""


@dataclass(frozen=True)
class Series:
    """One indicator: (T,) ``days`` on which periods end, in order, and (T, F) ``values`` without
    gaps."""

    indicator_id: str
    is_survey: bool
    days: Sequence[date]
    values: Array

    def at(self, day: date) -> Array:
        """(F,) as it was known for ``day``; where nothing is as old, the oldest there is."""
        known = sum(one <= day for one in self.days)
        wanted = WAVES if self.is_survey else 1
        return np.asarray(self.values[max(known - wanted, 0) : max(known, 1)].mean(axis=0))


@dataclass(frozen=True)
class AreaProfiles:
    area_ids: Sequence[str]
    series: Sequence[Series]

    def at(self, day: date, without: Collection[str] = ()) -> Array:
        """(F, K): areas by indicators, ``without`` some."""
        wanted = [one for one in self.series if one.indicator_id not in without]
        return np.stack([one.at(day) for one in wanted], axis=1)


def read_profiles(connection: "duckdb.DuckDBPyConnection") -> AreaProfiles:
    """All published indicators of the Sozialraum level and the declared covariates (named
    ``covariate.`` and their id), of the periods in which every area's value is known."""
    rows = connection.execute(
        """
        WITH areas AS (
            SELECT area_id FROM core.area CROSS JOIN declared.city
            WHERE area_level = sozialraum_level AND NOT is_unknown
        ),
        series AS (
            SELECT indicator_id, cadence = 'survey' AS is_survey, period_end, area_id, value
            FROM core.indicator_published JOIN declared.indicator USING (indicator_id)
            WHERE value IS NOT NULL
            UNION ALL
            SELECT numerators.owner_id, false, period_end, area_id,
                numerators.value / denominators.value
            FROM core.term_value AS numerators
            JOIN core.term_value AS denominators USING (owner_id, area_id, period_end)
            WHERE numerators.role = 'numerator' AND denominators.role = 'denominator'
                AND starts_with(owner_id, 'covariate.') AND denominators.value > 0
        )
        SELECT
            indicator_id, is_survey, period_end,
            list(area_id ORDER BY area_id) AS area_ids,
            list(value ORDER BY area_id) AS area_values
        FROM series JOIN areas USING (area_id)
        WHERE value IS NOT NULL
        GROUP BY ALL
        HAVING count(*) = (SELECT count(*) FROM areas)
        ORDER BY ALL
        """
    ).fetchall()
    series = []
    for indicator_id, is_survey in sorted({(row[0], row[1]) for row in rows}):
        own = [row for row in rows if row[0] == indicator_id]
        values = np.array([row[4] for row in own], dtype=float)
        series.append(Series(indicator_id, is_survey, [row[2] for row in own], values))
    return AreaProfiles(area_ids=rows[0][3] if rows else [], series=series)
