"""The figures of the report as tables: what the annex and the machine-readable form hold."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Literal

from sozialraum.report.chapters import glossary
from sozialraum.report.chapters.shapes import DataColumn, DataTable, DataValue
from sozialraum.report.rows.facts import Facts
from sozialraum.words import Message, Text, code
from sozialraum.words.numbers import shown

Kind = Literal["text", "integer", "number", "share", "amount", "date", "flag"]
Spec = tuple[DataColumn, Callable[[Any], DataValue]]


def data_tables(facts: Facts) -> tuple[DataTable, ...]:
    """All tables that have a row, in the order of the report's chapters."""
    made = (
        _areas(facts),
        _indicators(facts),
        _figures(facts),
        _city_series(facts),
        _effects(facts),
        _trends(facts),
        _index(facts),
        _need_coverage(facts),
        _plans(facts),
        _evidence(facts),
        _coverage(facts),
        _offers(facts),
        _sources(facts),
        _checks(facts),
        _oddities(facts),
        _revisions(facts),
        _glossary(facts),
    )
    return tuple(table for table in made if table.rows)


def _table(
    name: str, specs: Sequence[Spec], records: Iterable[Any], notes: Sequence[Text] = ()
) -> DataTable:
    return DataTable(
        name,
        Message("data-title", table=name),
        Message("data-about", table=name),
        tuple(column for column, _ in specs),
        tuple(tuple(read(record) for _, read in specs) for record in records),
        tuple(notes),
    )


def _text(name: str, column: str = "", read: Callable[[Any], DataValue] | None = None) -> Spec:
    """``column`` is what the catalogue knows the heading by where tables differ in it."""
    return _typed("text", name, column, read=read)


def _typed(
    kind: Kind,
    name: str,
    column: str = "",
    unit: str = "",
    read: Callable[[Any], DataValue] | None = None,
) -> Spec:
    heading = DataColumn(
        name,
        Message("data-column", column=column or name),
        kind,
        Message("data-unit", unit=unit) if unit else "",
    )
    return heading, read or (lambda record: getattr(record, name))


def _coded(name: str, message: str, argument: str = "", column: str = "") -> Spec:
    """A column of codes, each said by a message that takes it."""

    def read(record: Any) -> DataValue:
        value = getattr(record, name)
        return None if value is None else Message(message, **{argument or name: value})

    return _text(name, column, read)


def _area(facts: Facts) -> Spec:
    return _text("area", read=lambda one: facts.labels.get(one.area_id, one.area_id))


def _source(facts: Facts) -> Spec:
    titles = facts.source_titles
    return _text("source_id", "source", lambda one: titles.get(one.source_id, one.source_id))


def _areas(facts: Facts) -> DataTable:
    return _table(
        "gebiete",
        [
            _text("area_id"),
            _text("area_level", read=lambda one: facts.level(one.area_level).name_de),
            _text("area_code"),
            _text("area_name"),
            _typed("integer", "population", unit="persons"),
            _typed("date", "population_on"),
        ],
        facts.tables.areas,
    )


def _indicators(facts: Facts) -> DataTable:
    fields = {field.planning_field: field.name_de for field in facts.fields}
    return _table(
        "indikatoren",
        [
            _text("indicator_id"),
            _text("name_de"),
            _text("planning_field", read=lambda one: fields.get(one.planning_field)),
            _text("theme", read=lambda one: facts.theme_name(one.theme)),
            _coded("unit", "data-indicator-unit"),
            _text("definition"),
            _typed("flag", "higher_is_need"),
            _text(
                "native_level",
                read=lambda one: facts.level(one.native_level).plural_de,
            ),
            _text("source_ids"),
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
        _text("area_id"),
        _area(facts),
        _text("indicator_id"),
        _text("indicator", read=lambda one: i.name_de if (i := indicator(one)) else None),
        _text("period"),
        _typed("amount", "value", unit="see_unit", read=scaled("value")),
        _text("unit", read=lambda one: _unit(i) if (i := indicator(one)) else None),
        _typed("amount", "ci_low", unit="see_unit", read=scaled("ci_low")),
        _typed("amount", "ci_high", unit="see_unit", read=scaled("ci_high")),
        _typed("number", "numerator"),
        _typed("number", "denominator"),
        _coded("method", "labels-method"),
        _coded("status", "data-status"),
    ]


def _figures(facts: Facts) -> DataTable:
    return _table(
        "werte",
        [
            *_figure_specs(facts),
            _typed("integer", "need_class", unit="need_class"),
            _typed("integer", "rank", unit="rank_by_need"),
            _typed("integer", "rank_low"),
            _typed("integer", "rank_high"),
            _typed("integer", "areas_ranked"),
            _text("trend", read=_trend),
            _text("previous_period"),
            _text("source_ids"),
        ],
        facts.tables.latest,
        [Message("labels-estimate-note"), Message("labels-aggregated-note")],
    )


def _city_series(facts: Facts) -> DataTable:
    return _table(
        "zeitreihen",
        [*_figure_specs(facts), _text("source_ids")],
        facts.tables.city_series,
    )


def _trend(one: Any) -> Text:
    return Message("labels-trend", trend=one.trend or "unknown")


def _effects(facts: Facts) -> DataTable:
    names = {one.indicator_id: one.name_de for one in facts.tables.indicators}
    return _table(
        "pandemie",
        [
            _text("area_id"),
            _area(facts),
            _text("indicator_id"),
            _text("indicator", read=lambda one: names.get(one.indicator_id)),
            _text("crisis_from"),
            _text("crisis_until"),
            _coded("finding", "labels-finding"),
            _coded("reason", "labels-reason"),
            _typed("number", "expected", unit="cases_or_value"),
            _typed("number", "pi_low", unit="as_expected"),
            _typed("number", "pi_high", unit="as_expected"),
            _typed("number", "observed", unit="as_expected"),
            _typed("share", "excess_pct", unit="share_of_expected"),
            _typed("number", "q_value", unit="benjamini_hochberg"),
            _typed("flag", "persists"),
        ],
        facts.tables.effects,
        [Message("pandemic-association"), Message("pandemic-reading")],
    )


def _trends(facts: Facts) -> DataTable:
    names = {one.indicator_id: one.name_de for one in facts.tables.indicators}
    return _table(
        "trends",
        [
            _text("area_id"),
            _area(facts),
            _text("indicator", read=lambda one: names.get(one.indicator_id)),
            _text("trend", "trends_trend", _trend),
            _typed("number", "change_per_year", unit="unit_of_indicator"),
            _text("trend_from"),
            _text("last_period"),
            _typed("integer", "trend_periods"),
            _typed("number", "p_value"),
        ],
        facts.tables.trends,
    )


def _index(facts: Facts) -> DataTable:
    return _table(
        "sozialindex",
        [
            _text("area_id"),
            _area(facts),
            _typed("integer", "year"),
            _text("status_class"),
            _typed("number", "status_score"),
            _typed("integer", "status_rank", unit="rank_by_burden"),
            _typed("integer", "areas_ranked"),
            _text("dynamic_class"),
            _typed("number", "dynamic_score"),
            _text("index_class"),
            _coded("method", "labels-method"),
        ],
        facts.tables.index,
    )


def _need_coverage(facts: Facts) -> DataTable:
    return _table(
        "deckbarkeit",
        [
            _text("area_id"),
            _area(facts),
            _text("theme", read=lambda one: one.theme_de),
            _coded("need", "labels-need"),
            _typed("integer", "need_class", unit="need_class"),
            _coded("need_method", "labels-method", "method"),
            _coded("finding", "labels-finding", column="deckbarkeit_finding"),
            _coded("coverability", "labels-coverability", "result"),
            _typed("number", "uncovered", unit="see_next"),
            _text("uncovered_unit"),
            _typed("integer", "urgency", unit="urgency"),
            _text("sentence_de"),
            _coded("confidence", "data-confidence"),
            _text("earlier", read=lambda one: one.earlier_coverability and Message(
                "labels-coverability", result=one.earlier_coverability)),
            _typed("date", "earlier_stated_on"),
            _text("missing_de"),
            _text("agreement_de"),
            _typed("integer", "evidence_count"),
            _typed("integer", "evidence_local"),
            _text("rule_id"),
        ],
        facts.tables.need_coverage,
    )  # fmt: skip


def _plans(facts: Facts) -> DataTable:
    fields = {field.planning_field: field.name_de for field in facts.fields}
    return _table(
        "planungen",
        [
            _coded("row_kind", "data-row-kind", "kind"),
            _text("planning_field",
                  read=lambda one: fields.get(one.planning_field, one.planning_field)),
            _text("plan_title"),
            _text("responsible_office"),
            _text("theme", read=lambda one: facts.theme_name(one.theme)),
            _text("area", read=lambda one: one.area_id and facts.area_name(one.area_id)),
            _typed("date", "adopted_on"),
            _typed("date", "last_reviewed_on"),
            _coded("adjusted", "labels-adjusted"),
            _text("adjustment_summary"),
            _text("review_de"),
            _text("source_title"),
            _text("source_url"),
        ],
        facts.tables.plan_reviews,
    )  # fmt: skip


def _evidence(facts: Facts) -> DataTable:
    return _table(
        "belege",
        [
            _text("evidence_id"),
            _coded("kind", "data-evidence-kind"),
            _text("theme", read=lambda one: facts.theme_name(one.theme)),
            _text("area", read=lambda one: one.area_id and facts.area_name(one.area_id)),
            _coded("scope", "data-scope"),
            _coded("need_direction", "data-direction", "direction"),
            _typed("integer", "strength", unit="strength"),
            _text("said_by"),
            _typed("date", "said_from"),
            _typed("date", "said_until"),
            _text("summary_de"),
            _text("source_title"),
            _text("source_url"),
        ],
        facts.tables.evidence,
    )  # fmt: skip


def _coverage(facts: Facts) -> DataTable:
    services = {one.service_type: one for one in facts.tables.services}
    return _table(
        "deckung",
        [
            _text("area_id"),
            _area(facts),
            _text(
                "service_type",
                read=lambda one: s.name_de if (s := services.get(one.service_type)) else None,
            ),
            _text("period"),
            _typed("number", "capacity"),
            _typed("number", "used", unit="persons"),
            _typed("number", "target_population", unit="persons"),
            _typed("share", "coverage_ratio", unit="places_per_person"),
            _typed("share", "utilisation", unit="users_per_place"),
            _typed("share", "use_rate", unit="users_per_person"),
            _typed("number", "gap"),
            _coded("method", "labels-method"),
            _text(
                "coverage_class",
                read=lambda one: Message(
                    "labels-coverage-class", coverage=one.coverage_class or "unknown"
                ),
            ),
            _text("source_ids"),
        ],
        facts.tables.coverage,
    )


def _offers(facts: Facts) -> DataTable:
    return _table(
        "angebote",
        [
            _text("service_id"),
            _text("service_name"),
            _text("provider"),
            _text(
                "service_type",
                "angebote_service_type",
                lambda one: one.service_type_de or one.service_type,
            ),
            _text(
                "area",
                read=lambda one: (
                    facts.labels.get(one.area_id, one.area_id) if one.area_id else None
                ),
            ),
            _typed("number", "capacity", unit="see_capacity_unit"),
            _text("capacity_unit"),
            _coded("status", "data-offer-status", column="angebote_status"),
            _text("source_id"),
        ],
        facts.tables.offers,
    )


def _sources(facts: Facts) -> DataTable:
    def fresh(one: Any) -> Text:
        return Message("data-fresh", loaded=code(bool(one.rows)), fresh=code(one.fresh))

    def where(one: Any) -> Text:
        is_address = one.url and one.url.startswith(("http://", "https://"))
        return one.url if is_address else Message("data-not-on-the-net")

    return _table(
        "quellen",
        [
            _text("source_id", "quellen_source_id"),
            _text("title_de"),
            _text("office"),
            _text("licence"),
            _text("url", read=where),
            _typed(
                "date",
                "landed_at",
                read=lambda one: one.landed_at.date() if one.landed_at else None,
            ),
            _typed("date", "data_until"),
            _typed("date", "expected_until"),
            _typed("integer", "rows"),
            _typed("integer", "rejected"),
            _text("fresh", read=fresh),
        ],
        facts.tables.sources,
    )


def _checks(facts: Facts) -> DataTable:
    return _table(
        "pruefungen",
        [
            _text("description_de"),
            _coded("severity", "labels-severity"),
            _typed("flag", "passed"),
            _typed("integer", "failing_rows"),
            _text("table_name"),
            _text("check_name"),
            _text("observed", "pruefungen_observed"),
        ],
        facts.tables.checks,
    )


def _oddities(facts: Facts) -> DataTable:
    return _table(
        "auffaelligkeiten",
        [
            _source(facts),
            _text("explanation_de"),
            _text("known_reason"),
        ],
        facts.tables.oddities,
    )


def _revisions(facts: Facts) -> DataTable:
    return _table(
        "revisionen",
        [
            _source(facts),
            _area(facts),
            _text("measure_id"),
            _text("breakdown"),
            _text("period"),
            _coded("change", "changes-kind"),
            _text("old_text"),
            _text("new_text"),
            _typed("date", "old_vintage", read=lambda one: _on(one.old_vintage)),
            _typed("date", "new_vintage", read=lambda one: _on(one.new_vintage)),
        ],
        facts.tables.revisions,
    )


def _on(when: Any) -> DataValue:
    return when.date() if when is not None else None


def _glossary(facts: Facts) -> DataTable:
    return _table(
        "glossar",
        [_text("term", read=lambda one: one[0]), _text("text", read=lambda one: one[1])],
        glossary.terms(facts),
    )


def _unit(indicator: Any) -> Text:
    return Message("data-indicator-unit", unit=indicator.unit)
