"""What the annex holds of areas, indicators and needs."""

from collections.abc import Callable
from typing import Any

from sozialraum.report.chapters.data_columns import Spec, area_column, coded, table, text, typed
from sozialraum.report.chapters.shapes import DataTable, DataValue
from sozialraum.report.rows.facts import Facts
from sozialraum.words import Message, Text
from sozialraum.words.numbers import shown


def areas(facts: Facts) -> DataTable:
    unknown = Message("data-unknown-area")
    return table(
        "gebiete",
        [
            text("area_id"),
            text("area_level", read=lambda one: facts.level(one.area_level).name_de),
            text("area_code", read=lambda one: None if one.is_unknown else one.area_code),
            text("area_name", read=lambda one: unknown if one.is_unknown else one.area_name),
            typed("integer", "population", unit="persons"),
            typed("date", "population_on"),
        ],
        facts.tables.areas,
    )


def indicators(facts: Facts) -> DataTable:
    fields = {field.planning_field: field.name_de for field in facts.fields}
    return table(
        "indikatoren",
        [
            text("indicator_id"),
            text("name_de"),
            text("planning_field", read=lambda one: fields.get(one.planning_field)),
            text("theme", read=lambda one: facts.theme_name(one.theme)),
            coded("unit", "data-indicator-unit"),
            text("definition"),
            typed("flag", "higher_is_need"),
            typed("flag", "is_need"),
            text(
                "native_level",
                read=lambda one: facts.level(one.native_level).plural_de,
            ),
            text("source_ids"),
        ],
        facts.tables.indicators,
    )


def _figure_specs(facts: Facts) -> list[Spec]:
    names = {one.indicator_id: one for one in facts.tables.indicators}

    def indicator(one: Any) -> Any:
        return names.get(one.indicator_id)

    def scaled(name: str) -> Callable[[Any], DataValue]:
        def read(one: Any) -> DataValue:
            value, found = getattr(one, name), indicator(one)
            return value if value is None or found is None else round(shown(value, found.unit), 6)

        return read

    return [
        text("area_id"),
        area_column(facts),
        text("indicator_id"),
        text("indicator", read=lambda one: i.name_de if (i := indicator(one)) else None),
        text("period"),
        typed("amount", "value", unit="see_unit", read=scaled("value")),
        text("unit", read=lambda one: _unit(i) if (i := indicator(one)) else None),
        typed("amount", "ci_low", unit="see_unit", read=scaled("ci_low")),
        typed("amount", "ci_high", unit="see_unit", read=scaled("ci_high")),
        typed("number", "numerator"),
        typed("number", "denominator"),
        coded("method", "labels-method"),
        coded("status", "labels-status"),
    ]


def _unit(indicator: Any) -> Text:
    return Message("data-indicator-unit", unit=indicator.unit)


def figures(facts: Facts) -> DataTable:
    return table(
        "werte",
        [
            *_figure_specs(facts),
            typed("integer", "need_class", unit="need_class"),
            typed("integer", "rank", unit="rank_by_need"),
            typed("integer", "rank_low"),
            typed("integer", "rank_high"),
            typed("integer", "areas_ranked"),
            text("trend", read=_trend),
            text("previous_period"),
            text("source_ids"),
        ],
        facts.tables.latest,
        [Message("labels-estimate-note"), Message("labels-aggregated-note")],
    )


def city_series(facts: Facts) -> DataTable:
    return table(
        "zeitreihen",
        [*_figure_specs(facts), text("source_ids")],
        facts.tables.city_series,
    )


def _trend(one: Any) -> Text:
    return Message("labels-trend", trend=one.trend or "unknown")


def effects(facts: Facts) -> DataTable:
    names = {one.indicator_id: one.name_de for one in facts.tables.indicators}
    return table(
        "pandemie",
        [
            text("area_id"),
            area_column(facts),
            text("indicator_id"),
            text("indicator", read=lambda one: names.get(one.indicator_id)),
            text("crisis_from"),
            text("crisis_until"),
            coded("finding", "labels-finding"),
            coded("reason", "labels-reason"),
            typed("number", "expected", unit="cases_or_value"),
            typed("number", "pi_low", unit="as_expected"),
            typed("number", "pi_high", unit="as_expected"),
            typed("number", "observed", unit="as_expected"),
            typed("share", "excess_pct", unit="share_of_expected"),
            typed("number", "q_value", unit="benjamini_hochberg"),
            typed("flag", "persists", unit="back_as_expected"),
            typed("share", "after_excess_pct", unit="share_of_expected"),
            coded("status", "labels-status"),
        ],
        facts.tables.effects,
        [Message("pandemic-association"), Message("pandemic-reading")],
    )


def trends(facts: Facts) -> DataTable:
    names = {one.indicator_id: one.name_de for one in facts.tables.indicators}
    return table(
        "trends",
        [
            text("area_id"),
            area_column(facts),
            text("indicator", read=lambda one: names.get(one.indicator_id)),
            text("trend", "trends_trend", _trend),
            typed("number", "change_per_year", unit="unit_of_indicator"),
            text("trend_from"),
            text("last_period"),
            typed("integer", "trend_periods"),
            typed("number", "p_value"),
            coded("status", "labels-status"),
        ],
        facts.tables.trends,
    )


def index(facts: Facts) -> DataTable:
    return table(
        "sozialindex",
        [
            text("area_id"),
            area_column(facts),
            typed("year", "year"),
            text("status_class"),
            typed("number", "status_score"),
            typed("integer", "status_rank", unit="rank_by_burden"),
            typed("integer", "status_rank_from", unit="rank_by_burden"),
            typed("integer", "status_rank_to", unit="rank_by_burden"),
            typed("integer", "areas_ranked"),
            text("dynamic_class"),
            typed("number", "dynamic_score"),
            text("index_class"),
            coded("method", "labels-method"),
        ],
        facts.tables.index,
    )
