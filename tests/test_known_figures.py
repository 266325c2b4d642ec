"""The published marts show figures that were read by hand from the city's tables."""

from pathlib import Path

import duckdb
import pytest
import yaml
from scipy.stats import norm

KNOWN = yaml.safe_load((Path(__file__).parent / "data" / "known_figures.yaml").read_text("utf-8"))


@pytest.mark.parametrize("known", KNOWN, ids=[known["what"] for known in KNOWN])
def test_a_known_figure_comes_out(
    published: duckdb.DuckDBPyConnection, known: dict[str, object]
) -> None:
    row = published.execute(str(known["query"])).fetchone()
    assert row is not None
    assert row[0] == known["value"]


def test_every_indicator_has_values_at_its_native_level_and_for_the_city(
    published: duckdb.DuckDBPyConnection,
) -> None:
    lacking = published.execute(
        """
        select indicator_id, level
        from marts.dim_indicator, unnest([native_level, 'city']) as levels(level)
        where not exists (
            -- an office that has delivered nothing yet
            select 1 from marts.mart_source_status as source
            where list_contains(string_split(dim_indicator.source_ids, ', '), source.source_id)
              and source.landed_at is null
        )
        and not exists (
            select 1 from marts.fct_indicator as fact
            where fact.indicator_id = dim_indicator.indicator_id
              and fact.area_level = levels.level and fact.status = 'known'
        )
        """
    ).fetchall()
    assert lacking == []


def test_estimates_are_marked_and_their_intervals_are_wider_than_the_figures_they_come_from(
    published: duckdb.DuckDBPyConnection,
) -> None:
    """Except where a coarser area is the Sozialraum itself: there the figure is no estimate."""
    (narrower, estimates, exact, same_areas) = published.execute(
        """
        with siblings as (
            select other_area_id, area_level, count(*) as areas
            from marts.dim_area_crosswalk
            group by all
        ),

        compared as (
            select
                estimate.value as estimated,
                direct.value,
                estimate.ci_high - estimate.ci_low as estimated_width,
                direct.ci_high - direct.ci_low as width,
                siblings.areas = 1 and crosswalk.is_whole as is_exact,
                estimate.method = direct.method as is_as_published
            from marts.fct_indicator as estimate
            join marts.dim_indicator as indicator using (indicator_id)
            join marts.dim_area_crosswalk as crosswalk
              on crosswalk.area_id = estimate.area_id
             and crosswalk.other_area_level = indicator.native_level
            join siblings
              on siblings.other_area_id = crosswalk.other_area_id
             and siblings.area_level = estimate.area_level
            join marts.fct_indicator as direct
              on direct.area_id = crosswalk.other_area_id
             and direct.indicator_id = estimate.indicator_id
             and direct.period = estimate.period
            where estimate.status = 'known' and (
                estimate.method = 'apportioned'
                or (is_exact and indicator.is_apportioned and estimate.area_level = 'stadtraum')
            )
        )

        select
            count(*) filter (where not is_exact and estimated_width <= width),
            count(*) filter (where not is_exact),
            count(*) filter (where is_exact and abs(estimated - value) < 1e-12 and is_as_published),
            count(*) filter (where is_exact)
        from compared
        """
    ).fetchone()
    assert narrower == 0
    assert estimates > 1000
    assert exact == same_areas > 800


def test_rank_limits_are_those_of_the_exact_quantile(published: duckdb.DuckDBPyConnection) -> None:
    facts = published.execute(
        "select area_id, value, ci_low, ci_high, rank_low, rank_high from marts.mart_need "
        "where indicator_id = 'children_share' and area_level = 'stadtbezirk' and period = '2024'"
    ).fetchall()
    widening = norm.isf((1 - 0.95 ** (1 / len(facts))) / 2) / norm.isf(0.025)
    limits = {
        area: (value - widening * (value - low), value + widening * (high - value))
        for area, value, low, high, *_ in facts
    }
    expected = {
        area: (
            1 + sum(other > high for other, _ in limits.values()),
            len(facts) - sum(other < low for _, other in limits.values()),
        )
        for area, (low, high) in limits.items()
    }
    assert {area: (low, high) for area, *_, low, high in facts} == expected
    assert expected["stadtbezirk:9"][0] == 3
    assert expected["stadtbezirk:4"][1] == 5
