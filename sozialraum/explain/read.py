"""Reads the explanation of one row of ``mart_need_coverage`` from a published database."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sozialraum import names
from sozialraum.base.errors import MonitorError
from sozialraum.publication.edition import of_an_older_form

if TYPE_CHECKING:
    import duckdb

Row = Mapping[str, Any]

FACTS = ("need", "finding", "coverage", "use", "providers", "register")
COMPONENTS = ("need", "finding", "persistence", "gap", "group")


class UnknownResultError(MonitorError):
    """Area and theme exist, and there is no result of them."""


@dataclass(frozen=True)
class Explanation:
    """A result with everything that it rests on.

    ``facts`` maps each fact of the decision table to the row's value and to the values that the
    deciding rule accepts; ``possible`` counts the values that a fact may have at all. ``passed``
    are the rules before it, with the facts that they missed. ``names`` and ``units`` are those of
    the indicators, ``groups`` the names of target groups. ``interval`` holds the limits of the
    need's figure, ``questions`` what would change the result.
    """

    publication: str
    area_name: str
    result: Row
    theme: Row
    rule: Row
    facts: Mapping[str, tuple[str, tuple[str, ...]]]
    possible: Mapping[str, int]
    passed: tuple[tuple[Row, tuple[str, ...]], ...]
    findings: tuple[Row, ...]
    coverage: tuple[Row, ...]
    services: tuple[Row, ...]
    evidence: tuple[Row, ...]
    plans: tuple[Row, ...]
    weights: Mapping[str, float]
    thresholds: tuple[Row, ...]
    ranks: Row | None
    names: Mapping[str, str]
    units: Mapping[str, str]
    groups: Mapping[str, str]
    interval: Row | None
    questions: tuple[Row, ...]
    sources: tuple[Row, ...]

    @property
    def score(self) -> float | None:
        """The urgency's score, computed again from its parts."""
        if self.result["urgency_score"] is None:
            return None
        parts = [(self.weights[one], float(self.result[f"x_{one}"])) for one in COMPONENTS]
        return sum(weight * value for weight, value in parts) / sum(weight for weight, _ in parts)

    @property
    def disagreements(self) -> list[str]:
        """What comes out differently when it is decided again; empty if nothing."""
        found = [
            f"{fact}: {value} is not accepted by rule {self.rule['rule_id']}"
            for fact, (value, accepted) in self.facts.items()
            if value not in accepted
        ]
        found += [
            f"rule {rule['rule_id']} comes first and fits, too"
            for rule, missed in self.passed
            if not missed
        ]
        score = self.score
        if score is not None and abs(score - float(self.result["urgency_score"])) > 1e-9:
            found.append(f"urgency: {self.result['urgency_score']} published, {score} recomputed")
        return found


def read_explanation(database: Path, *, area: str, theme: str) -> Explanation:
    """The result of ``theme`` in the Sozialraum ``area``, or the city; both by id or name.

    Raises:
        UnknownNameError: nothing goes by the name, or several do; names them.
        UnknownResultError: there is no such result.
        MonitorError: the publication is older than the results.
    """
    import duckdb

    with duckdb.connect(database, read_only=True) as connection:
        _check_explainable(connection, database)
        area, theme = _choose(connection, area, theme)
        result = _result(connection, area, theme)
        rules = _rows(connection, "SELECT * FROM declared.cover_rule ORDER BY position")
        rule = next(one for one in rules if one["rule_id"] == result["rule_id"])
        facts = _facts(result)
        coverage = _rows(connection, _COVERAGE, area, theme)
        evidence = _rows(connection, _EVIDENCE, theme, area)
        ranks = _rows(
            connection,
            "SELECT * FROM marts.mart_urgency_sensitivity WHERE area_id = ? AND theme = ?",
            area, theme,
        )  # fmt: skip
        return Explanation(
            publication=database.resolve().parent.name,
            area_name=_one(
                connection, "SELECT area_name FROM marts.dim_area WHERE area_id = ?", area
            ),
            result=result,
            theme=_rows(connection, "SELECT * FROM declared.theme WHERE theme = ?", theme)[0],
            rule=rule,
            facts={fact: (value, tuple(rule[fact])) for fact, value in facts.items()},
            possible={fact: len({v for one in rules for v in one[fact]}) for fact in FACTS},
            passed=tuple(
                (one, tuple(fact for fact, value in facts.items() if value not in one[fact]))
                for one in rules
                if one["position"] < rule["position"]
            ),
            findings=_rows(connection, _FINDINGS, area, theme),
            coverage=coverage,
            services=_rows(connection, _SERVICES, theme, area, area),
            evidence=evidence,
            plans=_rows(connection, _PLANS, result["plan_ids"], theme),
            weights=_named(connection, _WEIGHTS),
            thresholds=_rows(
                connection, "SELECT * FROM declared.urgency_threshold ORDER BY score_from DESC"
            ),
            ranks=ranks[0] if ranks else None,
            names=_named(connection, "SELECT indicator_id, name_de FROM declared.indicator"),
            units=_named(connection, "SELECT indicator_id, unit FROM declared.indicator"),
            groups=_named(connection, "SELECT target_group, name_de FROM declared.target_group"),
            interval=next(iter(_rows(connection, _INTERVAL, area, theme)), None),
            questions=_rows(connection, _QUESTIONS, theme, area),
            sources=_rows(connection, _SOURCES, _source_ids(connection, result, coverage)),
        )


def _facts(result: Row) -> dict[str, str]:
    return {
        "need": result["need"],
        "finding": result["need_change"],
        "coverage": result["coverage_class"],
        "use": result["use_class"],
        "providers": result["providers_suggest"],
        "register": result["register_says"],
    }


def _result(connection: "duckdb.DuckDBPyConnection", area: str, theme: str) -> Row:
    found = _rows(
        connection,
        "SELECT * FROM marts.mart_need_coverage WHERE area_id = ? AND theme = ?",
        area, theme,
    )  # fmt: skip
    if found:
        return found[0]
    raise UnknownResultError(f"there is no result for '{theme}' in '{area}'")


def _choose(connection: "duckdb.DuckDBPyConnection", area: str, theme: str) -> tuple[str, str]:
    answered = connection.execute(
        "SELECT DISTINCT area_id FROM marts.mart_need_coverage"
    ).fetchall()
    every = names.areas(connection)
    areas = every.among({one for (one,) in answered})
    try:
        return areas.resolve(area), names.themes(connection).resolve(theme)
    except names.UnknownNameError:
        if _goes_by(every, area) and not _goes_by(areas, area):
            elsewhere = (
                "only for the areas that are planned for and the whole city"
                if answered
                else "nor for any other area: nothing is known of a need, or of services for it"
            )
            raise UnknownResultError(f"there is no result for '{area}', {elsewhere}") from None
        raise


def _goes_by(areas: names.Directory, wanted: str) -> bool:
    """Whether one area, or several, have the name."""
    try:
        areas.resolve(wanted)
    except names.AmbiguousNameError:
        return True
    except names.UnknownNameError:
        return False
    return True


def _source_ids(
    connection: "duckdb.DuckDBPyConnection", result: Row, coverage: tuple[Row, ...]
) -> list[str]:
    ids = {one for row in coverage for one in row["source_ids"].split(", ")}
    for indicator in {result["indicator_id"], result["finding_indicator_id"]} - {None}:
        listed = _one(
            connection,
            "SELECT max_by(source_ids, period_end) FROM marts.fct_indicator WHERE indicator_id = ?",
            indicator,
        )
        ids |= set((listed or "").split(", "))
    if result["evidence_count"]:
        ids |= {"register_study_findings", "register_provider_feedback"}
    if result["plan_ids"]:
        ids.add("register_plans")
    return sorted(ids - {""})


_FINDINGS = """
    SELECT effect.*, indicator.name_de, indicator.unit, indicator.cadence, area.area_name
    FROM marts.mart_pandemic_effect AS effect
    JOIN declared.indicator AS indicator USING (indicator_id)
    LEFT JOIN marts.dim_area AS area ON area.area_id = effect.area_id
    JOIN marts.mart_need_coverage AS result
        ON list_contains(string_split(coalesce(result.finding_area_ids, result.area_id), ', '),
            effect.area_id)
        -- an estimate says nothing of its own: what it comes from is shown, too
        OR EXISTS (
            SELECT 1 FROM marts.mart_pandemic_effect AS own
            WHERE own.area_id = result.area_id AND own.indicator_id = effect.indicator_id
                AND list_contains(
                    string_split(replace(own.see_area_ids, ' ', ''), ','), effect.area_id)
        )
    WHERE result.area_id = ? AND result.theme = ? AND indicator.theme = result.theme
    ORDER BY effect.area_id, indicator.position
"""
_COVERAGE = """
    SELECT coverage.*, service_theme.is_first
    FROM marts.mart_coverage AS coverage
    JOIN declared.service_theme AS service_theme USING (service_type)
    WHERE coverage.area_id = ? AND service_theme.theme = ? AND coverage.is_latest
    ORDER BY service_theme.is_first DESC, coverage.service_type
"""
_SERVICES = """
    SELECT service.*, area.area_name, service.stated_area_id = city.city_area_id AS is_whole_city
    FROM marts.dim_service AS service
    JOIN declared.service_theme AS service_theme USING (service_type)
    JOIN declared.service_type_name AS kind USING (service_type)
    CROSS JOIN declared.city AS city
    LEFT JOIN marts.dim_area AS area
        ON area.area_id = coalesce(service.area_id, service.stated_area_id)
    WHERE service_theme.theme = ?
        AND service.origin <> 'statistics'
        AND (
            service.area_id = ?
            OR service.stated_area_id = city.city_area_id
            OR kind.reach = 'city'
            OR (kind.reach = 'neighbours' AND service.area_id IN (
                SELECT there.area_id
                FROM marts.dim_area_crosswalk AS here
                JOIN marts.dim_area_crosswalk AS there USING (other_area_id)
                WHERE here.area_id = ? AND other_area_id <> city.city_area_id
            ))
        )
    ORDER BY service.status, service.service_id
"""
_EVIDENCE = """
    SELECT evidence.*
    FROM marts.mart_evidence AS evidence
    CROSS JOIN declared.city AS city
    WHERE evidence.theme = ?
        AND (
            len(evidence.area_ids) = 0 OR list_has_any(evidence.area_ids, [?, city.city_area_id])
        )
    ORDER BY
        list_position(['sozialraum', 'city', 'state', 'country'], evidence.scope),
        evidence.strength DESC,
        evidence.evidence_id
"""
_PLANS = """
    SELECT * FROM marts.mart_plan_review
    WHERE list_contains(?::VARCHAR[], plan_id) AND theme = ?
    ORDER BY plan_id
"""
# a component that does not vary weighs nothing
_WEIGHTS = "SELECT component, weight_used FROM marts.mart_urgency_component"
_INTERVAL = """
    SELECT figure.ci_low, figure.ci_high
    FROM marts.fct_indicator AS figure
    JOIN marts.mart_need_coverage AS result
        ON result.area_id = figure.area_id AND result.indicator_id = figure.indicator_id
            AND result.need_period = figure.period
    WHERE result.area_id = ? AND result.theme = ? AND figure.ci_low IS NOT NULL
"""
_QUESTIONS = """
    SELECT * FROM marts.mart_open_question
    WHERE theme = ? AND list_contains(area_ids, ?)
"""
_SOURCES = """
    SELECT source_id, source.title_de, source.office,
        -- of a table that appears each year, the newest
        replace(source.url, '{year}', coalesce(year(status.data_until)::VARCHAR, '{year}')) AS url
    FROM declared.source AS source
    LEFT JOIN marts.mart_source_status AS status USING (source_id)
    WHERE list_contains(?::VARCHAR[], source_id)
    UNION ALL
    SELECT source_id, title_de, office, url FROM declared.register
    WHERE list_contains($1::VARCHAR[], source_id)
    UNION ALL
    SELECT source_id, title_de, office, url FROM declared.layer
    WHERE list_contains($1::VARCHAR[], source_id)
    ORDER BY source_id
""".replace("?", "$1")


def _check_explainable(connection: "duckdb.DuckDBPyConnection", database: Path) -> None:
    found = connection.execute(
        "SELECT 1 FROM duckdb_columns() "
        "WHERE table_name = 'mart_need_coverage' AND column_name = 'need_change'"
    ).fetchone()
    if found is None:
        raise of_an_older_form(database, "marts.mart_need_coverage with need_change")


def _named(connection: "duckdb.DuckDBPyConnection", query: str) -> dict[str, Any]:
    return dict(connection.execute(query).fetchall())


def _one(connection: "duckdb.DuckDBPyConnection", query: str, *values: Any) -> Any:
    row = connection.execute(query, list(values)).fetchone()
    return row[0] if row else None


def _rows(connection: "duckdb.DuckDBPyConnection", query: str, *values: Any) -> tuple[Row, ...]:
    found = connection.execute(query, list(values))
    names = [column[0] for column in found.description or []]
    return tuple(dict(zip(names, row, strict=True)) for row in found.fetchall())
