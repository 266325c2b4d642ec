"""The figures that errors are planted into, each with what is usual of it."""

from typing import TypeAlias

import pandas as pd

Figures: TypeAlias = pd.DataFrame
"""Cells of one source, as FIGURES gives them."""

FIGURES = """
    WITH summed AS (
        -- totals whose parts are complete, and what a declared relation adds up
        SELECT series.source_id, series.measure_id, series.breakdown
        FROM declared.series
        JOIN declared.series AS parts USING (source_id, measure_id)
        WHERE series.breakdown = '' AND parts.breakdown <> '' AND NOT EXISTS (
            FROM declared.incomplete_breakdown AS incomplete
            WHERE incomplete.source_id = series.source_id
                AND incomplete.measure_id = series.measure_id
                AND starts_with(parts.breakdown, incomplete.dimension || '='))
        UNION
        SELECT figures.source_id, figures.measure_id, figures.breakdown
        FROM declared.plausibility_figure AS figures
        JOIN declared.plausibility_rule AS rules USING (source_id, rule_id)
        WHERE figures.side = 'left' AND rules.kind = 'relation' AND rules.lowest IS NULL
            AND NOT EXISTS (
                FROM declared.plausibility_figure AS elsewhere
                WHERE elsewhere.source_id = rules.source_id
                    AND elsewhere.rule_id = rules.rule_id
                    AND elsewhere.figure_source_id <> rules.source_id)
    ),
    scaled AS (
        SELECT
            *,
            CASE WHEN unit = 'percent'
                THEN 2 * asin(sqrt(least(greatest(value / 100, 0.0005), 0.9995)))
                WHEN is_count THEN ln(greatest(value, 0) + 0.5)
                ELSE ln(greatest(value, 0.001)) END AS level
        FROM assess.plausibility_cell
    ),
    moved AS (
        SELECT *, lag(value) OVER history AS value_before,
            level - lag(level) OVER history AS change
        FROM scaled
        WINDOW history AS (
            PARTITION BY source_id, measure_id, breakdown, place ORDER BY period_start)
    )
    -- noise: the usual change of a figure, at least chance in a count or a sample
    SELECT
        moved.* EXCLUDE (level, change), decimal_sign,
        (source_id, measure_id, breakdown) IN (FROM summed) AS is_total,
        max(row_number) OVER (PARTITION BY moved.landing_id) AS last_row,
        absent_rows = 'zero' AS absent_is_zero,
        greatest(
            1.4826 * coalesce(median(abs(change)) OVER (
                PARTITION BY source_id, measure_id, breakdown, place), 0),
            if(is_count, 1 / sqrt(greatest(value, 0) + 0.5), 0),
            coalesce(sqrt(survey_design_effect / survey_answers * count(*) OVER (
                PARTITION BY source_id, measure_id, breakdown, period)), 0),
            0.001
        ) AS noise
    FROM moved
    JOIN declared.source USING (source_id)
    ORDER BY source_id, period_start, landing_id, row_number, column_name
"""
