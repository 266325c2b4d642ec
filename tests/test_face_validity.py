"""Who knows the city would believe the order: the published figures."""

from collections.abc import Callable

import duckdb

from orchestration.lib.dbt_in_process import run
from sozialraum.base.warehouse import Warehouse

ADJOINING = "stadtraum:12"
WESTERN, SOUTHERN = "stadtraum:16", "stadtraum:11"


def test_an_area_whose_own_figures_are_all_average_is_not_among_the_first(
    published: duckdb.DuckDBPyConnection,
) -> None:
    """Stadtraum 12 has 15 figures of its own, none certainly high: estimates of the district that
    it shares with Stadtraum 11 put it among the first before."""
    found = published.execute(
        "select area_id, priority_group, priority_group_from from marts.mart_priority "
        "where direct_high = 0"
    ).fetchall()
    groups = {area: group for area, group, _ in found}
    assert ADJOINING in groups
    assert "clearly_first" not in groups.values()
    assert all(place > 1 for _, _, place in found)


def test_two_areas_are_clearly_first_and_not_told_apart(
    published: duckdb.DuckDBPyConnection,
) -> None:
    found = published.execute(
        "select area_id, priority_group_from, priority_group_to, direct_says, index_says, voices "
        "from marts.mart_priority where priority_group = 'clearly_first' order by area_id"
    ).fetchall()
    assert found == [
        (SOUTHERN, 1, 2, "high", "high", "agree"),
        (WESTERN, 1, 2, "high", "high", "agree"),
    ]


def test_nobody_is_first_from_one_to_one_and_not_certain(
    published: duckdb.DuckDBPyConnection,
) -> None:
    by_figure = published.execute(
        "select area_id, indicator_id from marts.mart_need where class_is_sure = false "
        "and ((rank_low = 1 and rank_high = 1) or (rank_from = 1 and rank_to = 1)) and is_latest"
    ).fetchall()
    by_theme = published.execute(
        """
        select ranking.area_id, ranking.theme
        from marts.mart_urgency_sensitivity as ranking
        join marts.mart_need_coverage as answer using (area_id, theme)
        where (rank_from, rank_to) = (1, 1) or (rank_min, rank_max) = (1, 1)
        group by all
        having any_value(answer.need) in ('unsure', 'undetermined')
            or any_value(answer.need_method) in ('modelled', 'apportioned')
        """
    ).fetchall()
    over_all = published.execute(
        """
        select area_id from marts.mart_priority
        join marts.mart_urgency_sensitivity as ranking using (area_id)
        where ranking.theme = 'all' and priority_group_to > priority_group_from
            and ((rank_min, rank_max) = (1, 1) or (priority_rank_low, priority_rank_high) = (1, 1))
        """
    ).fetchall()
    assert (by_figure, by_theme, over_all) == ([], [], [])


def test_what_is_the_same_everywhere_weighs_nothing_and_nothing_else_lost_its_weight(
    published: duckdb.DuckDBPyConnection,
) -> None:
    """Nothing is known of how long a rise lasted: none was found in a single Sozialraum."""
    used = dict(
        published.execute(
            "select component, weight_used from marts.mart_urgency_component"
        ).fetchall()
    )
    assert used == {"need": 3, "finding": 2, "persistence": 0, "gap": 3, "group": 0.5}


def test_who_lives_here_is_context_until_a_planner_declares_it_a_need(
    build_copy: Callable[[], Warehouse],
) -> None:
    """Then it is ranked and classed, and no other figure stands elsewhere."""
    warehouse = build_copy()
    share = "indicator_id = 'foreigners_share'"
    with warehouse.connect() as connection:
        context = connection.execute(f"select 1 from assess.standing where {share}").fetchall()
        connection.execute("create or replace table assess.was_standing as from assess.standing")
        connection.execute(f"update declared.indicator set is_need = true where {share}")
    run(["run", "--select", "standing"], warehouse)
    with warehouse.connect() as connection:
        (new,) = connection.execute(
            f"select count(*) from assess.standing where {share} and need_class is not null"
        ).fetchall()[0]
        others = connection.execute(
            f"(from assess.standing where not {share} except from assess.was_standing) union all "
            "(from assess.was_standing except from assess.standing)"
        ).fetchall()
    assert (context, others) == ([], [])
    assert new > 0
