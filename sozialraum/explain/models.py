"""The models that decide the answers, evaluated on what a publication holds, apart from dbt.

What is asked is what would be published if a statement, a figure or a rule were another one. So
the models themselves answer: their SQL (``dbt_project/models/assess``) runs in a database in
memory, on copies of the published rows. The publication is only read.
"""

import re
from ast import literal_eval
from collections.abc import Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any

from sozialraum.base.errors import MonitorError
from sozialraum.base.project import PROJECT
from sozialraum.base.sql import literal

DBT = PROJECT / "dbt_project"
MODELS = (
    "evidence", "office_count", "theme_asked", "voice", "coverage", "supply_change",
    "theme_statement", "theme_finding", "theme_supply", "theme_answer",
)  # fmt: skip
"""What is evaluated, in this order; what else they read is copied from the publication."""

Key = tuple[str, str]
Answer = Mapping[str, Any]
TOLD = (
    "coverability", "rule_id", "indication", "disputed", "pandemic_coverability",
    "need_fact", "finding_fact", "coverage_fact", "use_fact", "providers_fact", "register_fact",
)  # fmt: skip
PUBLISHED_AS = {
    "need_fact": "need", "finding_fact": "need_change", "coverage_fact": "coverage_class",
    "use_fact": "use_class", "providers_fact": "providers_suggest",
    "register_fact": "register_says",
}  # fmt: skip


class Copied:
    """Copies of the published rows, in memory, and the answers that the models give to them.

    Raises:
        MonitorError: the models do not give the published answers, so that it was made by others.
    """

    def __init__(self, database: Path) -> None:
        import duckdb

        self.connection: duckdb.DuckDBPyConnection = duckdb.connect()
        self.connection.execute(f"ATTACH {literal(database.resolve())} AS published (READ_ONLY)")
        for name, query in _COPIES.items():
            self.connection.execute(f"CREATE TABLE {name} AS {query}")
        self.before = self.answers()
        published = ", ".join(f"{PUBLISHED_AS.get(one, one)} AS {one}" for one in TOLD)
        found = self._read(f"SELECT area_id, theme, {published} FROM published.{_ANSWERS}")
        if found != self.before:
            other = sorted(key for key in found if found[key] != self.before.get(key))
            raise MonitorError(
                f"{len(other)} of {len(found)} answers were published by other rules, first: "
                f"{other[:1]}; refresh first"
            )

    def answers(self) -> Mapping[Key, Answer]:
        """What the models say of the copies as they are now, by area and theme."""
        for name in MODELS:
            self.connection.execute(f"CREATE OR REPLACE TABLE {name} AS {_rendered(name)}")
        return self._read(f"SELECT area_id, theme, {', '.join(TOLD)} FROM theme_answer")

    def _read(self, query: str) -> Mapping[Key, Answer]:
        rows = self.connection.execute(query).fetchall()
        return {(area, theme): dict(zip(TOLD, told, strict=True)) for area, theme, *told in rows}


@cache
def _rendered(name: str) -> str:
    """A model's SQL with the project's macros, reading copies and published declarations."""
    from jinja2 import Environment

    macros = "\n".join(path.read_text("utf-8") for path in sorted((DBT / "macros").glob("*.sql")))
    (path,) = (DBT / "models/assess").rglob(f"{name}.sql")
    environment = Environment(autoescape=False)
    # a macro that returns a value is dbt's own; there it is a function
    for macro, value in _RETURNING.findall(macros):
        environment.globals[macro] = partial(literal_eval, value)
    template = environment.from_string(
        _RETURNING.sub("", macros) + _SURE + _QUERY + path.read_text("utf-8")
    )
    rendered = template.render(ref=lambda model: model, source=_source)
    return rendered.partition(_QUERY)[2]


def _source(schema: str, table: str) -> str:
    return table if table in _COPIES else f"published.{schema}.{table}"


_RETURNING = re.compile(r"{% macro (\w+)\(\) %}{{ return\((.*)\) }}{% endmacro %}")
# what a class is sure by is not published, whether it is sure is
_SURE = (
    "{% macro class_is_sure(standing, rank_interval) %}"
    "{{ rank_interval }}.class_is_sure{% endmacro %}"
)
_QUERY = "/* query */"
_ANSWERS = "marts.mart_need_coverage"
_COPIES = {
    "cover_rule": "SELECT * FROM published.declared.cover_rule",
    "stg_register_study_findings": """
        SELECT evidence_id AS finding_id, scope AS region, quantity AS unit,
            said_from AS field_from, said_until AS field_until, * EXCLUDE (says)
        FROM published.marts.mart_evidence WHERE kind = 'study'""",
    "stg_register_provider_feedback": """
        SELECT evidence_id AS feedback_id, theme, provider_type, standing, counted,
            compared_with, says, target_groups,
            can_be_met_by, direction AS observed_change, said_by AS provider, summary_de,
            CASE scope WHEN 'sozialraum' THEN 'named' WHEN 'city' THEN 'city'
                WHEN 'unknown' THEN 'unknown' ELSE 'wider' END AS reach,
            IF(scope IN ('state', 'country'), scope, 'city') AS region,
            IF(scope = 'sozialraum', area_ids, []) AS area_ids,
            said_from AS reported_from, said_until AS reported_until, holds_from, holds_until,
            source_title, source_url, remark
        FROM published.marts.mart_evidence WHERE kind = 'provider'""",
    "area": "SELECT * FROM published.marts.dim_area",
    "term_value": f"""
        SELECT area_id, 'theme.' || theme AS owner_id, 'group' AS role, group_size AS value,
            group_period AS period, DATE '2000-01-01' AS period_end, 'known' AS status
        FROM published.{_ANSWERS} WHERE group_size IS NOT NULL""",
    "indicator_published": "SELECT * FROM published.marts.fct_indicator",
    "standing": "SELECT * EXCLUDE (class_is_sure) FROM published.marts.mart_need",
    "rank_interval": """
        SELECT area_id, indicator_id, period, class_is_sure FROM published.marts.mart_need""",
    "pandemic_finding": "SELECT * FROM published.marts.mart_pandemic_effect",
    "coverage_statistics": """
        SELECT area_id, area_level, service_type, period, period_start, period_end, capacity, used,
            target_population, target_period, method, status, source_ids, vintage_at
        FROM published.marts.mart_coverage WHERE method <> 'listed'""",
    "coverage_listed": """
        SELECT area_id, area_level, service_type, period, period_start, period_end, capacity,
            capacity_year, used, target_population, target_period, sites, sites_unconfirmed,
            services_in_reach, capacity_basis, method, status, source_ids, vintage_at
        FROM published.marts.mart_coverage WHERE method = 'listed'""",
    "service": "SELECT * FROM published.marts.dim_service WHERE origin <> 'statistics'",
    "fct_service_capacity": "SELECT * FROM published.marts.fct_service_capacity",
}
"""What the models read besides, in their words, from what is published."""
