"""What the annex holds of services, plans, evidence, and whether needs can be met."""

from sozialraum.report.chapters.data_columns import area_column, coded, table, text, typed
from sozialraum.report.chapters.shapes import DataTable
from sozialraum.report.rows.facts import Facts
from sozialraum.words import Message


def need_coverage(facts: Facts) -> DataTable:
    return table(
        "deckbarkeit",
        [
            text("area_id"),
            area_column(facts),
            text("theme", read=lambda one: one.theme_de),
            coded("need", "labels-need"),
            typed("integer", "need_class", unit="need_class"),
            coded("need_method", "labels-method", "method"),
            coded("finding", "labels-finding", column="deckbarkeit_finding"),
            coded("coverability", "labels-coverability", "result"),
            typed("number", "uncovered", unit="see_next"),
            text("uncovered_unit"),
            typed("integer", "urgency", unit="urgency"),
            text("sentence_de"),
            coded("confidence", "data-confidence"),
            text("indication", read=lambda one: one.indication and Message(
                "labels-suggestion", says=one.indication)),
            typed("flag", "disputed"),
            text("in_pandemic", read=lambda one: one.pandemic_coverability and Message(
                "labels-coverability", result=one.pandemic_coverability)),
            text("earlier", read=lambda one: one.earlier_coverability and Message(
                "labels-coverability", result=one.earlier_coverability)),
            typed("date", "earlier_stated_on"),
            text("missing_de"),
            text("agreement_de"),
            typed("integer", "evidence_count"),
            typed("integer", "evidence_local"),
            text("rule_id"),
        ],
        [*facts.tables.city_answers, *facts.tables.need_coverage],
    )  # fmt: skip


def open_questions(facts: Facts) -> DataTable:
    fields = {field.planning_field: field.name_de for field in facts.fields}
    return table(
        "fragen",
        [
            text("planning_field", read=lambda one: fields.get(one.planning_field)),
            text("office", "fragen_office"),
            text("theme", read=lambda one: one.theme_de),
            text("question", read=lambda one: one.question_de),
            typed("integer", "answers"),
            typed("integer", "would_decide"),
        ],
        facts.tables.open_questions,
    )


def plans(facts: Facts) -> DataTable:
    fields = {field.planning_field: field.name_de for field in facts.fields}
    return table(
        "planungen",
        [
            coded("row_kind", "data-row-kind", "kind"),
            text("planning_field",
                  read=lambda one: fields.get(one.planning_field, one.planning_field)),
            text("plan_title"),
            text("responsible_office"),
            text("theme", read=lambda one: facts.theme_name(one.theme)),
            text("area", read=lambda one: one.area_id and facts.area_name(one.area_id)),
            typed("date", "adopted_on"),
            typed("date", "last_reviewed_on"),
            coded("adjusted", "labels-adjusted"),
            text("adjustment_summary"),
            text("review_de"),
            text("source_title"),
            text("source_url"),
        ],
        facts.tables.plan_reviews,
    )  # fmt: skip


def evidence(facts: Facts) -> DataTable:
    return table(
        "belege",
        [
            text("evidence_id"),
            coded("kind", "labels-evidence-kind"),
            text("theme", read=lambda one: facts.theme_name(one.theme)),
            text("area", read=lambda one: one.area_id and facts.area_name(one.area_id)),
            coded("scope", "labels-scope"),
            typed("flag", "covers_theme"),
            coded("standing", "labels-standing"),
            coded("need_direction", "data-direction", "direction"),
            typed("integer", "strength", unit="strength"),
            text("said_by"),
            typed("date", "said_from"),
            typed("date", "said_until"),
            text("summary_de"),
            text("source_title"),
            text("source_url"),
        ],
        facts.tables.evidence,
    )  # fmt: skip


def coverage(facts: Facts) -> DataTable:
    return table(
        "deckung",
        [
            text("area_id"),
            area_column(facts),
            text("service_type", read=lambda one: one.name_de or one.service_type),
            text("period"),
            typed("number", "capacity", unit="see_capacity_unit"),
            text("capacity_unit"),
            typed("year", "capacity_year", unit="else_period"),
            typed("number", "used", unit="persons"),
            typed("number", "target_population", unit="persons"),
            typed("share", "coverage_ratio", unit="capacity_per_person"),
            typed("share", "utilisation", unit="users_per_place"),
            typed("share", "use_rate", unit="users_per_person"),
            typed("number", "gap", unit="see_capacity_unit"),
            coded("method", "labels-method"),
            coded("status", "labels-status"),
            text(
                "coverage_class",
                read=lambda one: Message(
                    "labels-coverage-class", coverage=one.coverage_class or "unknown"
                ),
            ),
            text("source_ids"),
        ],
        facts.tables.coverage,
    )


def offers(facts: Facts) -> DataTable:
    return table(
        "angebote",
        [
            text("service_id"),
            text("service_name"),
            text("provider"),
            text(
                "service_type",
                "angebote_service_type",
                lambda one: one.service_type_de or one.service_type,
            ),
            text(
                "area",
                read=lambda one: (
                    facts.labels.get(one.area_id, one.area_id) if one.area_id else None
                ),
            ),
            typed("number", "capacity", unit="see_capacity_unit"),
            text("capacity_unit"),
            coded("status", "labels-offer-status", column="angebote_status"),
            text("source_id"),
        ],
        facts.tables.offers,
    )
