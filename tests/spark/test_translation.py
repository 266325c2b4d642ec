"""The models as Spark is told them: all of them, and what the two engines tell differently."""

import json
from collections.abc import Mapping

import duckdb
import pytest
from sqlglot import parse_one

from sozialraum.base.errors import MonitorError
from sozialraum.spark.engine import columns_of
from sozialraum.spark.tables import in_spark
from sozialraum.spark.translation import tables_in, translate
from tests.conftest import Refreshed

FIGURES = {"core": {"figure": {
    "area_id": "VARCHAR", "value": "DOUBLE", "cases": "BIGINT", "day": "DATE",
    "labels": "MAP(VARCHAR, VARCHAR)", "message": "JSON", "days": "DATE[]",
}}}  # fmt: skip


def _told(sql: str) -> str:
    told = " ".join(part.query for part in translate(sql, FIGURES))
    told = " ".join(told.split())
    return told.replace("( ", "(").replace(" )", ")")


def test_every_model_can_be_told_to_spark(refreshed: Refreshed) -> None:
    target = refreshed.warehouse.dbt_target
    sql: Mapping[str, str] = json.loads((target / "compiled.json").read_text("utf-8"))["sql"]
    models = {name: text for name, text in sql.items() if name.startswith("model.")}
    assert len(models) > 100
    untold = {}
    with duckdb.connect(refreshed.warehouse.build_database, read_only=True) as connection:
        for name, text in models.items():
            try:
                for part in translate(text, columns_of(connection, tables_in(text))):
                    parse_one(part.query, dialect="databricks")
            except MonitorError as error:
                untold[name] = str(error)
    assert untold == {}


@pytest.mark.parametrize(
    ("said", "told"),
    [
        # a cast rounds, a division by zero is infinite, half a decimal is a double
        ("value::bigint", "CAST(RINT(`figure`.`value`) AS BIGINT)"),
        ("value / cases", "IF(DOUBLE(`figure`.`cases`) = 0, `figure`.`value` * DOUBLE('Infinity')"),
        ("value / nullif(cases, 0)", "(`figure`.`value` / DOUBLE(NULLIF(`figure`.`cases`, 0)))"),
        ("value * 0.5", "`figure`.`value` * 0.5D"),
        ("round(value, 2)", "(ROUND((`figure`.`value`) * 1e2D) / 1e2D)"),
        # a day less a day is a number
        ("day - day", "DATEDIFF(`figure`.`day`, `figure`.`day`)"),
        # what is not there is NULL
        (
            "days[cases + 1]",
            "TRY_ELEMENT_AT(`figure`.`days`, NULLIF(INT(`figure`.`cases` + 1), 0))",
        ),
        ("days[2]", "TRY_ELEMENT_AT(`figure`.`days`, 2)"),
        ("labels['Jahr']", "FILTER(`figure`.`labels`, entry -> entry.key = 'Jahr')"),
        ("len(days)", "SIZE(`figure`.`days`)"),
        ("len(area_id)", "LENGTH(`figure`.`area_id`)"),
        # an object within an object stays one
        ("json_object('n', value > 1, 'of', message)", "PARSE_JSON(TO_JSON(NAMED_STRUCT('n',"),
        (
            "quantile_cont(value, 0.9) over (partition by area_id)",
            "PERCENTILE(`figure`.`value`, 0.9D) OVER",
        ),
        # rows without a value do not count
        ("arg_max(area_id, day)", "FILTER(WHERE NOT `figure`.`area_id` IS NULL)"),
        (
            "max(any_value(value)) over (partition by area_id)",
            "MAX(ANY_VALUE(`figure`.`value`, TRUE)) OVER",
        ),
        ("any_value(area_id)", "ANY_VALUE(`figure`.`area_id`, TRUE)"),
        ("list(area_id order by value desc)", "WHEN one.k0 < other.k0 THEN 1"),
        ("sum(value order by area_id)", "SUM(`figure`.`value`)"),
        (
            "string_agg(area_id, '; ' order by day)",
            "ARRAY_JOIN(IF(SIZE(FILTER(TRANSFORM(ARRAY_SORT(",
        ),
        ("min(message)", "PARSE_JSON(MIN(TO_JSON(`figure`.`message`)))"),
        # a list that is not there is passed over, and so is a number
        ("list_concat(days, days)", "COALESCE(CONCAT(`figure`.`days`, `figure`.`days`), "),
        ("list_stddev_pop([value])", "mean -> sqrt("),
        ("list_sum([value])", "FILTER(ARRAY(`figure`.`value`), one -> NOT one IS NULL)"),
        ("mad(value) over (partition by day)", "COLLECT_LIST(`figure`.`value`) OVER"),
        (
            "count(distinct day) over (partition by area_id)",
            "SIZE(COLLECT_SET(`figure`.`day`) OVER",
        ),
        ("row_number() over (partition by day)", "PARTITION BY `figure`.`day` ORDER BY 1"),
    ],
)
def test_what_both_engines_tell_differently_is_told_in_duckdbs_way(said: str, told: str) -> None:
    assert told in _told(f"select {said} as told from core.figure")


def test_a_union_by_name_is_one_by_place() -> None:
    told = _told(
        "with named as (select day, value from core.figure) "
        "select 1 as value, area_id from core.figure union all by name select * from named"
    )
    assert "BY NAME" not in told
    assert "NULL AS `day`" in told
    assert told.index("`side`.`value` AS `value`") < told.index("`side`.`area_id` AS `area_id`")


def test_what_two_places_read_is_made_once() -> None:
    """Spark would make it for each of them; a table that is only read is read again instead."""
    parts = translate(
        "with figures as (select * from core.figure), "
        "latest as (select area_id, max(day) as day from figures group by all), "
        "newest as (select figures.* from figures join latest using (area_id, day)) "
        "select * from newest where value > (select avg(value) from newest)",
        FIGURES,
        prefix="core__mean",
    )
    assert [part.name for part in parts] == ["core__mean__newest", None]
    made, told = (part.query for part in parts)
    assert "WITH `figures` AS" in made
    assert "`latest` AS" in made
    assert told.count("FROM core__mean__newest AS `newest`") == 2
    assert "`latest`" not in told


def test_a_recursion_is_made_round_by_round() -> None:
    first, told = translate(
        "with recursive halves as (select value, 0 as round from core.figure union all "
        "select value / 2, round + 1 from halves where round < (select max(round) + 2 from halves)"
        ") "
        "select * from halves",
        FIGURES,
        prefix="core__halved",
    )
    assert (first.name, told.name) == ("core__halved__halves", None)
    assert "core__figure" in first.query
    assert first.again is not None
    assert first.again.count("core__halved__halves") == 2
    assert "RECURSIVE" not in told.query
    with pytest.raises(MonitorError, match="a recursion that is no union all"):
        _told("with recursive r as (select 1 as n union select n + 1 from r) select * from r")


def test_groups_are_written_out() -> None:
    """Spark would group by a window, too."""
    told = _told(
        "select area_id, 1 as one, count(*) as rows, row_number() over () as number "
        "from core.figure group by all"
    )
    assert told.endswith("GROUP BY `figure`.`area_id`")
    # an aggregate that only DuckDB has
    told = _told("select area_id, arg_max_null(value, day) as v from core.figure group by all")
    assert told.endswith("GROUP BY `figure`.`area_id`")


def test_lists_are_unnested_side_by_side() -> None:
    told = _told("select unnest(days) as day, unnest([1, 2]) as number from core.figure")
    assert "INLINE(ARRAYS_ZIP(`figure`.`days`, ARRAY(1, 2))) AS (`day`, `number`)" in told


def test_a_named_window_takes_its_order_along() -> None:
    told = _told(
        "select lag(value) over (of_area order by day) as before from core.figure "
        "window of_area as (partition by area_id)"
    )
    assert "OVER (PARTITION BY `figure`.`area_id` ORDER BY `figure`.`day`" in told
    told = _told(
        "select row_number() over in_time as number from core.figure "
        "window in_time as (partition by area_id order by day)"
    )
    assert "OVER (PARTITION BY `figure`.`area_id` ORDER BY `figure`.`day`" in told


def test_the_nearest_row_before_is_looked_for_row_by_row() -> None:
    told = _told(
        "select figures.value from core.figure as figures asof left join core.figure as earlier "
        "on earlier.area_id = figures.area_id and earlier.day <= figures.day"
    )
    assert "LEFT JOIN LATERAL" in told
    assert "ORDER BY `earlier`.`day` DESC" in told


def test_json_comes_back_as_such_from_parquet_also_within_lists() -> None:
    assert in_spark({"message": "JSON", "lacks": "STRUCT(unit JSON, amount DOUBLE)[]"}) == [
        "parse_json(`message`) AS `message`",
        "transform(`lacks`, item0 -> if(item0 IS NULL, NULL, named_struct("
        "'unit', parse_json(item0.`unit`), 'amount', item0.`amount`))) AS `lacks`",
    ]


def test_what_cannot_be_told_is_said() -> None:
    with pytest.raises(MonitorError, match="cannot be told in Spark's SQL"):
        translate("select from where", FIGURES)
    with pytest.raises(MonitorError, match="in another order than its own"):
        _told("select list(distinct area_id order by day) as ids from core.figure")
    with pytest.raises(MonitorError, match="no rule tells the function list_zip"):
        _told("select list_zip(days, days) as pairs from core.figure")
