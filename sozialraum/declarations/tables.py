"""The declarations as tables (schema ``declared``), for dbt to read."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date
from statistics import NormalDist
from typing import TYPE_CHECKING, Any

from sozialraum.base.tables import insert_rows, make_table, tables_of
from sozialraum.declarations.catalogue import Catalogue
from sozialraum.declarations.classes import class_measures
from sozialraum.declarations.coverability import CONFIRMED_YEARS, FACTS, TOP_RANKS
from sozialraum.declarations.indicator import Benchmark, Indicator
from sozialraum.declarations.outlook import group_name
from sozialraum.declarations.pandemic import CADENCES
from sozialraum.declarations.periods import FORMS, PERIOD_PATTERNS, WORDS, date_patterns
from sozialraum.declarations.places import path_in_project
from sozialraum.declarations.plausibility_rules import resolve_rules
from sozialraum.declarations.reform import Reforms
from sozialraum.declarations.source import Source
from sozialraum.declarations.unit import COUNTED, RATES

if TYPE_CHECKING:
    import duckdb

# Up to here there is a quantile for every number of areas, then one for each hundredth more.
EVERY_NUMBER = 2000
# More than any level has whose areas are compared.
MOST_AREAS = 1_000_000
# From here on Byar's approximation agrees with the exact limits to four digits.
MOST_CASES = 2000


def write_declarations(
    connection: "duckdb.DuckDBPyConnection", catalogue: Catalogue, as_of: date
) -> dict[str, int]:
    """Replaces the schema ``declared``; returns the number of rows of each table."""
    rows = _rows(catalogue, as_of)
    for table, its_rows in rows.items():
        make_table(connection, f"declared.{table}", anew=True)
        insert_rows(connection, f"declared.{table}", its_rows)
    return {table: len(its_rows) for table, its_rows in rows.items()}


def _rows(catalogue: Catalogue, as_of: date) -> dict[str, list[Mapping[str, Any]]]:
    rows: dict[str, list[Mapping[str, Any]]] = {table: [] for table in tables_of("declared")}
    rows["city"].append(
        {
            "city_id": catalogue.city.id,
            "city_name": catalogue.city.name,
            "official_name": catalogue.city.official_name,
            "council_name": catalogue.council.name,
            "committees": catalogue.council.committees,
            "resolution": catalogue.council.resolution,
            "attribution": catalogue.city.attribution,
            "city_area_id": catalogue.city.area_id,
            "city_area_code": catalogue.city.area_code,
            "timezone": catalogue.city.timezone,
            "language": catalogue.city.language,
            "city_kind": catalogue.city.kind,
            "sozialraum_level": catalogue.sozialraum_level,
            "as_of": as_of,
            "crosswalk_source_id": catalogue.crosswalk,
            "coverage_band": catalogue.coverage_band,
        }
    )
    _add_areas(rows, catalogue)
    _add_reforms(rows, catalogue.reforms.on(as_of))
    _add_periods(rows)
    _add_quantiles(rows)
    _add_sources(rows, catalogue, as_of)
    _add_measures(rows, catalogue)
    _add_classes(rows, catalogue)
    for source in catalogue.sources:
        _add_plausibility(rows, source, catalogue)
    _add_registers(rows, catalogue)
    _add_indicators(rows, catalogue)
    _add_pandemic(rows, catalogue)
    _add_index(rows, catalogue)
    _add_layers(rows, catalogue)
    _add_services(rows, catalogue)
    _add_coverability(rows, catalogue)
    _add_outlook(rows, catalogue)
    return rows


def _add_areas(rows: dict[str, list[Mapping[str, Any]]], catalogue: Catalogue) -> None:
    for rank, level in enumerate(catalogue.levels):
        rows["area_level"].append(
            {
                "area_level": level.id,
                "level_rank": rank,
                "name_de": level.name,
                "plural_de": level.plural,
                "code_pattern": _only_group(level.pattern, "code"),
                "name_pattern": _only_group(level.pattern, "name"),
                "compares_need": level.id in catalogue.need_levels,
            }
        )
        for preference, parent in enumerate(level.parents):
            rows["area_parent_level"].append(
                {"area_level": level.id, "parent_level": parent, "preference": preference}
            )
        rows["area_tile"] += [
            {"area_level": level.id, "area_code": code, "tile_column": column, "tile_row": row}
            for code, (column, row) in level.tiles.items()
        ]
        rows["area_name"] += [
            {"area_level": level.id, "area_code": code, "area_name": name}
            for code, name in level.area_names.items()
        ]
        rows["area_short_name"] += [
            {"area_level": level.id, "area_code": code, "short_name": name}
            for code, name in level.short_names.items()
        ]
        for kind, labels in (("unknown", level.unknown), ("whole_city", level.whole_city)):
            rows["area_label"] += [
                {"area_level": level.id, "label": label, "kind": kind} for label in labels
            ]


def _add_reforms(rows: dict[str, list[Mapping[str, Any]]], reforms: Reforms) -> None:
    rows["boundary_set"] += [
        {"boundary_set": number, "valid_from": first, "valid_until": last}
        for number, (first, last) in enumerate(reforms.sets())
    ]
    rows["former_area"] += [asdict(one) for one in reforms.former_areas()]
    rows["absent_area"] += [asdict(one) for one in reforms.absent_areas()]
    rows["area_change"] += [asdict(one) for one in reforms.changes]


def _add_periods(rows: dict[str, list[Mapping[str, Any]]]) -> None:
    rows["period_form"] += [
        {
            "cadence": form.cadence,
            "position": position,
            **{
                f"{group}_pattern": _only_group(form.pattern, group)
                for group in ("year", "part", "next", "day")
            },
            "fixed_part": form.fixed_part,
        }
        for position, form in enumerate(FORMS)
    ]
    rows["period_word"] += [{"word": word, "number": number} for word, number in WORDS.items()]


def _add_quantiles(rows: dict[str, list[Mapping[str, Any]]]) -> None:
    """DuckDB knows no quantile of the normal distribution, nor of chi-square."""
    from scipy.special import gammaincinv

    rows["joint_quantile"] += [
        {"areas": areas, "quantile": quantile} for areas, quantile in joint_quantiles()
    ]
    # Garwood 1936, Biometrika 28:437-442: half the quantiles of chi-square with 2k and 2k + 2
    # degrees of freedom, which are those of the gamma distribution with k and k + 1
    rows["poisson_limit"] += [
        {
            "cases": cases,
            "low": float(gammaincinv(cases, 0.025)) if cases else 0.0,
            "high": float(gammaincinv(cases + 1, 0.975)),
        }
        for cases in range(MOST_CASES + 1)
    ]


def joint_quantiles() -> Iterator[tuple[int, float]]:
    """Numbers of areas, and how far each of so many intervals reaches that hold at once."""
    normal = NormalDist()
    areas = 1
    while areas <= MOST_AREAS:
        yield areas, -normal.inv_cdf((1 - 0.95 ** (1 / areas)) / 2)
        areas += max(1, areas // 100 if areas >= EVERY_NUMBER else 1)


def _table_years(source: Source, as_of: date) -> dict[str, int]:
    """Of a yearly series the id of each table -> its year."""
    if source.first_year is None:
        return {}
    years = {*range(source.first_year, as_of.year + 2), *source.dataset_overrides}
    return {source.dataset_of(year): year for year in sorted(years)}


def _add_sources(
    rows: dict[str, list[Mapping[str, Any]]], catalogue: Catalogue, as_of: date
) -> None:
    observed = catalogue.observed
    candidates = {layer.id: layer.area_levels for layer in catalogue.places.layers}
    for source in catalogue.sources:
        rows["source"].append(
            {
                "source_id": source.id,
                "role": source.role,
                "title_de": source.title,
                "office": source.office,
                "planning_field": source.planning_field,
                "cadence": source.cadence,
                "licence": source.licence,
                "url": catalogue.table_url(source),
                "levels": sorted(source.levels) or ["city"],
                "boundaries_on": source.boundaries_on,
                "candidate_levels": candidates.get(source.id, []),
                "absent_rows": source.absent_rows,
                "number_pattern": source.number_pattern,
                "delivery": source.delivery,
                "table_years": _table_years(source, as_of),
                "released": source.may_be_published,
                "value_marks": source.notation.footnotes,
                "figure_marks": source.marks,
                **{f"{role}_pattern": pattern for role, pattern in PERIOD_PATTERNS.items()},
                **{
                    f"date_{role}_pattern": pattern
                    for role, pattern in date_patterns(source.period.format).items()
                },
                "has_fixed_period": source.period.fixed is not None,
                "may_be_ahead": source.may_be_ahead,
                "date_is_first_day": source.period.date_is == "first_day",
                "year_begins": source.period.begins,
                "decimal_sign": source.decimal,
                "thousands_sign": source.thousands_signs or None,
                "max_age_days": source.freshness_days,
                "max_rejected": source.max_rejected,
                "max_lost_share": source.max_lost_share,
                "survey_answers": source.survey.answers if source.survey else None,
                "survey_design_effect": source.survey.design_effect if source.survey else None,
            }
        )
        rows["place"] += _place_rows(source)
        rows["missing_marker"] += [
            {"source_id": source.id, "marker": marker, "meaning": meaning}
            for marker, meaning in source.missing.items()
        ]
        rows["series"] += [
            {
                "source_id": source.id,
                "measure_id": series.measure,
                "breakdown": series.key,
                "unit": series.unit,
                "is_count": series.unit in COUNTED,
                "is_signed": series.signed,
                "begun_until": as_of if series.measure in observed else None,
                "measure_label": series.column,
                "breakdown_labels": series.labels,
            }
            for series in source.series
        ]
        measures = {series.measure for series in source.series}
        rows["incomplete_breakdown"] += [
            {"source_id": source.id, "measure_id": measure, "dimension": dimension}
            for dimension in source.incomplete
            for measure in sorted(measures)
        ]
    rows["agreement"] += [
        {
            "agreement_id": agreement.id,
            "left_measure_id": agreement.left,
            "right_measure_id": agreement.right,
            "severity": agreement.severity,
            "tolerance": agreement.tolerance,
            "description": agreement.description,
        }
        for agreement in catalogue.agreements
    ]


def _add_measures(rows: dict[str, list[Mapping[str, Any]]], catalogue: Catalogue) -> None:
    for measure, source in sorted(catalogue.measures.items()):
        words = catalogue.measure_words.get(measure)
        rows["measure"].append(
            {
                "measure_id": measure,
                "name_de": words.name if words else _name_in(source, measure),
                "unit": next(one.unit for one in source.series if one.measure == measure),
                "counts_de": words.counts if words else None,
                "is_named": words is not None,
            }
        )


def _add_classes(rows: dict[str, list[Mapping[str, Any]]], catalogue: Catalogue) -> None:
    rows["measure_class"] += [
        {
            "measure_id": measure,
            "position": position,
            "class_name": one,
            "is_ordered": declared.ordered,
        }
        for measure, (_, declared) in sorted(class_measures(catalogue.sources).items())
        for position, one in enumerate(declared.classes, start=1)
    ]


def _name_in(source: Source, measure: str) -> str:
    """What a measure is called that nobody named: as its table, and its column where the table
    holds others too."""
    first = next(one for one in source.series if one.measure == measure)
    alone = all(one.measure == measure for one in source.series)
    return source.title if alone else f"{source.title}: {first.column}"


def _add_plausibility(
    rows: dict[str, list[Mapping[str, Any]]], source: Source, catalogue: Catalogue
) -> None:
    if source.role != "figures":
        return
    declared = source.plausibility
    rows["plausibility_screening"].append(
        {
            "source_id": source.id,
            "max_break": declared.max_break,
            "max_repeat": declared.max_repeat,
            "max_growth": declared.max_growth,
            "watches_drift": declared.drift,
            "watches_rows": declared.rows,
            "watches_shares": declared.shares,
        }
    )
    words = catalogue.city.words
    rules, _ = resolve_rules(source, catalogue.sources, {level.id for level in catalogue.levels})
    for rule in rules:
        rows["plausibility_rule"].append(
            {
                "source_id": source.id,
                "rule_id": rule.key,
                "kind": rule.kind,
                "says_de": words.say(rule.says),
                "area_level": rule.level,
                "number": rule.number,
                "lowest": rule.lowest,
                "highest": rule.highest,
                "tolerance": rule.tolerance,
            }
        )
        rows["plausibility_figure"] += [
            {
                "source_id": source.id,
                "rule_id": rule.key,
                "side": place.side,
                "figure_source_id": place.source_id,
                "measure_id": place.measure,
                "breakdown": place.breakdown,
            }
            for place in rule.places
        ]
    rows["plausibility_acknowledged"] += [
        {
            "source_id": source.id,
            "rule": known.rule,
            "rule_id": rule_id,
            "areas": known.areas or None,
            "period": period,
            "reason": known.reason,
        }
        for known in declared.acknowledged
        for period in known.periods
        for rule_id in (known.ids or (None,))
    ]


def _place_rows(source: Source) -> list[dict[str, Any]]:
    found: list[tuple[str, str | None, str | None, str]] = [
        ("source", None, None, source.places.entry),
        ("period", None, None, source.places.period),
        *(("area", a.column, a.level, source.places.column(a.column)) for a in source.areas),
        *(("breakdown", b.column, None, source.places.column(b.column)) for b in source.breakdowns),
        *(("measure", m.column, None, source.places.column(m.column)) for m in source.measures),
    ]
    return [
        {
            "source_id": source.id,
            "kind": kind,
            "column_name": column,
            "area_level": level,
            "place": place,
            "line": int(place.rpartition(":")[2]) if ":" in place else None,
        }
        for kind, column, level, place in found
    ]


def _add_registers(rows: dict[str, list[Mapping[str, Any]]], catalogue: Catalogue) -> None:
    declared = catalogue.register_file
    rows["register"] += [
        {
            "source_id": register.source_id,
            "title_de": register.title,
            "office": register.office,
            "planning_field": register.planning_field,
            "licence": declared.licence if declared else None,
            "url": catalogue.register_url(register),
            "max_rejected": register.max_rejected,
        }
        for register in catalogue.registers
    ]


def _add_indicators(rows: dict[str, list[Mapping[str, Any]]], catalogue: Catalogue) -> None:
    pandemic = catalogue.pandemic
    asked_of = catalogue.coverability.ask if catalogue.coverability else {}
    rows["indicator"] += [
        {
            **_indicator_row(position, indicator),
            "is_composition": pandemic is not None and indicator.id in pandemic.compositions,
            "is_primary": pandemic is not None and indicator.id in pandemic.primary,
        }
        for position, indicator in enumerate(catalogue.indicators)
    ]
    rows["picture"] += [
        {
            "indicator_id": picture.indicator,
            "position": position,
            "shows": picture.shows,
            "since_period": picture.since,
        }
        for position, picture in enumerate(catalogue.pictures)
    ]
    rows["standard_class"] += [
        {
            "indicator_id": indicator.id,
            "age_class": one,
            "method": indicator.standardise.method,
            "classes": len(indicator.standardise.classes),
            "weight": weight,
        }
        for indicator in catalogue.indicators
        if indicator.standardise is not None
        for one, weight in indicator.standardise.weights().items()
    ]
    rows["service_type"] += [
        {
            "service_type": service.id,
            "name_de": service.name,
            "planning_field": service.planning_field,
            "theme": service.theme,
            "native_level": service.level,
            "cadence": service.cadence,
            "capacity_unit": service.capacity_unit,
            "target_definition": service.target_definition,
            "note_de": service.note,
        }
        for service in catalogue.service_types
    ]
    for term in catalogue.terms():
        owner, role = term.term_id.split("/")
        rows["term"] += [
            {
                "term_id": term.term_id,
                "owner_id": owner,
                "role": role,
                "source_id": source_id,
                "measure_id": measure,
                "breakdown": breakdown,
            }
            for source_id, keys in term.series.items()
            for measure, breakdown in keys
        ]
    rows["planning_field"] += [
        {
            "planning_field": field,
            "name_de": name,
            "position": position,
            "ask_de": asked_of.get(field),
        }
        for position, (field, name) in enumerate(catalogue.planning_fields.items())
    ]
    rows["note"] += [
        {
            "note_id": note.id,
            "position": position,
            "since": note.since,
            "indicator_ids": [
                indicator.id
                for indicator in catalogue.indicators
                if indicator.id in note.indicators or indicator.theme in note.themes
            ],
            "text_de": note.text.strip(),
        }
        for position, note in enumerate(catalogue.notes)
    ]
    rows["council_question"] += [
        {
            "topic": one.topic,
            "position": position,
            "title_de": one.title,
            "question_de": one.question.strip(),
        }
        for position, one in enumerate(catalogue.council.questions)
    ]
    rows["glossary"] += [
        {"term": term, "position": position, "meaning_de": meaning}
        for position, (term, meaning) in enumerate(catalogue.glossary.items())
    ]
    rows["theme"] += [
        _theme_row(position, key, catalogue) for position, key in enumerate(catalogue.theme_map)
    ]
    rows["target_group"] += [
        {"target_group": key, "name_de": name, "position": position}
        for position, (key, name) in enumerate(catalogue.target_groups.items())
    ]
    rows["target_group_cover"] += [
        {"theme": key, "target_group": group}
        for key, theme in catalogue.theme_map.items()
        for group in catalogue.theme_file.covering(theme.target_group)
    ]


def _theme_row(position: int, key: str, catalogue: Catalogue) -> dict[str, Any]:
    theme = catalogue.theme_map[key]
    coverability = catalogue.coverability
    leading = catalogue.leading_indicator(key)
    return {
        "theme": key,
        "position": position,
        "name_de": theme.name,
        "plain_de": theme.plain,
        "planning_fields": theme.planning_fields,
        "need_basis": "indicator" if leading else "proxy" if theme.proxy else "none",
        "indicator_id": leading or (theme.proxy.indicator if theme.proxy else None),
        "no_indicator_de": theme.no_indicator,
        "proxy_de": theme.proxy.reason if theme.proxy else None,
        "target_group": theme.target_group,
        "group_definition": theme.group.definition,
        "no_service_de": theme.no_service,
        "priority_weight": (
            coverability.priority.weight(key, theme.planning_fields) if coverability else 1.0
        ),
        "note_de": theme.note,
    }


def _add_layers(rows: dict[str, list[Mapping[str, Any]]], catalogue: Catalogue) -> None:
    places = catalogue.places
    rows["layer"] += [
        {
            "source_id": layer.id,
            "layer": layer.layer,
            "role": layer.role,
            "title_de": layer.title,
            "office": layer.office,
            "planning_field": layer.planning_field,
            "theme": layer.theme,
            "service_type": layer.service_type,
            "capacity_unit": layer.capacity_unit,
            "area_level": layer.area_level,
            "licence": layer.licence,
            "url": places.url(layer),
            "is_verified": layer.verified,
            "max_rejected": layer.max_rejected,
        }
        for layer in places.layers
    ]
    rows["place"] += [
        {
            "source_id": layer.id,
            "kind": "source",
            "place": path_in_project(catalogue.folder / places.where(layer)),
            "line": places.lines[layer.id],
        }
        for layer in catalogue.layers
    ]
    if places.geodata is not None:
        rows["city_bounds"].append(places.geodata.bounds.model_dump())


def _add_services(rows: dict[str, list[Mapping[str, Any]]], catalogue: Catalogue) -> None:
    rows["service_type_name"] += [
        {
            "service_type": service.id,
            "name_de": service.name,
            "planning_field": service.planning_field,
            "theme": service.theme,
            "has_statistics": True,
            "capacity_unit": "places",
            "reach": service.reach,
            "target_definition": service.target_definition,
            **_benchmark(service.benchmark),
            "apportion_like": service.apportion_like,
            "note_de": service.note,
        }
        for service in catalogue.service_types
    ] + [
        {
            "service_type": key,
            "name_de": placed.name,
            "planning_field": placed.planning_field,
            "theme": placed.theme,
            "has_statistics": False,
            "capacity_unit": placed.capacity_unit,
            "reach": placed.reach,
            "target_definition": placed.target.definition,
            **_benchmark(placed.benchmark),
            "certain_de": placed.certain,
            "note_de": placed.note,
        }
        for key, placed in catalogue.placed_service_types.items()
    ]
    rows["service_theme"] += [
        {"service_type": service_type, "theme": theme, "is_first": position == 0}
        for service_type, themes in catalogue.service_themes.items()
        for position, theme in enumerate(themes)
    ]


def _benchmark(declared: Benchmark | None) -> dict[str, Any]:
    if declared is None:
        return {}
    return {
        "benchmark": declared.value,
        "benchmark_per": declared.per,
        "benchmark_de": declared.says,
        "benchmark_source": declared.source_title,
        "benchmark_url": declared.source_url,
    }


def _add_coverability(rows: dict[str, list[Mapping[str, Any]]], catalogue: Catalogue) -> None:
    declared = catalogue.coverability
    if declared is None:
        # no rule decides anything then; what services and ranks rest on is said all the same
        rows["coverability"].append({"confirmed_years": CONFIRMED_YEARS, "top_ranks": TOP_RANKS})
        return
    urgency = declared.urgency
    rows["coverability"].append(
        {
            "full_from": declared.full_from,
            "confirmed_years": declared.confirmed_years,
            "pandemic_from": declared.pandemic.from_,
            "pandemic_until": declared.pandemic.until,
            "divided_from": declared.evidence.divided_from,
            **{f"weight_{name}": weight for name, weight in urgency.weights.model_dump().items()},
            "value_unknown": urgency.values.unknown,
            "value_reported": urgency.values.reported,
            "factors": urgency.sensitivity.factors,
            "simplex_steps": urgency.sensitivity.simplex_steps,
            "top_ranks": urgency.sensitivity.top,
            "constant_from": urgency.constant_from,
            "apart_from": declared.priority.apart_from,
            "order_without": declared.priority.without,
        }
    )
    rows["cover_rule"] += [
        {
            "rule_id": rule.id,
            "position": position,
            "result": rule.result,
            "says_de": rule.says,
            "idle_de": rule.idle,
            **{fact: list(rule.allowed(fact)) for fact in FACTS},
        }
        for position, rule in enumerate(declared.rules)
    ]
    rows["statement_year"] += [
        {"says": says, "years": years}
        for says, years in declared.statement_years.model_dump().items()
    ]
    rows["provider_strength"] += [
        {"provider_type": provider_type, "strength": strength}
        for provider_type, strength in declared.evidence.provider_strength.items()
    ]
    rows["urgency_threshold"] += [
        {
            "rule_id": one.id,
            "urgency": one.urgency,
            "score_from": one.from_,
            "name_de": one.name,
        }
        for one in urgency.thresholds
    ]
    rows["urgency_gap"] += [
        {"coverability": result, "value": value} for result, value in urgency.values.gap.items()
    ]
    nearer = 0.0
    for band in declared.accessibility.bands:
        rows["accessibility_band"].append(
            {"from_m": nearer, "until_m": band.until_m, "weight": band.weight}
        )
        nearer = band.until_m


def _indicator_row(position: int, indicator: Indicator) -> dict[str, Any]:
    return {
        "indicator_id": indicator.id,
        "position": position,
        "name_de": indicator.name,
        "definition": indicator.definition,
        "planning_field": indicator.planning_field,
        "theme": indicator.theme,
        "unit": indicator.unit,
        "is_need": indicator.is_need,
        "caveat_de": indicator.caveat,
        "standardised": indicator.standardise.method if indicator.standardise else None,
        "factor": RATES.get(indicator.unit, 1.0),
        "scale": indicator.scale,
        "higher_is_need": indicator.higher_is_need,
        "native_level": indicator.native_level,
        "cadence": indicator.cadence,
        "has_denominator": indicator.denominator is not None,
        "denominator_rule": indicator.denominator_rule,
        "denominator_within": indicator.denominator_within,
        "interval_method": indicator.interval,
        "quarters": list(indicator.quarters),
        "is_apportioned": indicator.apportion_by is not None,
    }


def _add_outlook(rows: dict[str, list[Mapping[str, Any]]], catalogue: Catalogue) -> None:
    declared = catalogue.outlook
    if declared is None:
        return
    rows["outlook_year"] += [
        {"year": year, "base_year": declared.base_year, "area_level": declared.level}
        for year in declared.years
    ]
    targets = [(one.id, one.target, one.target_definition) for one in catalogue.service_types]
    targets += [
        (key, one.target, one.target.definition)
        for key, one in catalogue.placed_service_types.items()
    ]
    rows["outlook_target"] += [
        {
            "service_type": service_type,
            "target_group": group_name(declared.classes_of(target)),
            "target_definition": definition,
            "age_class": one,
        }
        for service_type, target, definition in targets
        for one in declared.classes_of(target)
    ]


def _add_pandemic(rows: dict[str, list[Mapping[str, Any]]], catalogue: Catalogue) -> None:
    declared = catalogue.pandemic
    if declared is None:
        return
    rows["pandemic"].append(
        {
            "alpha": declared.alpha,
            "min_effect": declared.min_effect,
            "relevant_effect": declared.relevant_effect,
            "min_cases": declared.min_cases,
            "high_class": declared.high_class,
            "family": declared.family,
            "crisis_on": declared.windows.default.crisis.from_,
            "shown_from": declared.shown.from_,
            "shown_until": declared.shown.until,
        }
    )
    rows["pandemic_window"] += [
        {
            "cadence": cadence,
            "time_window": name,
            "starts_on": window.from_,
            "ends_on": window.until,
            "min_periods": declared.min_baseline.of(cadence) if name == "baseline" else 1,
        }
        for cadence in CADENCES
        for name, window in declared.windows.of(cadence).named().items()
    ]


def _add_index(rows: dict[str, list[Mapping[str, Any]]], catalogue: Catalogue) -> None:
    index = catalogue.social_index
    if index is None:
        return
    rows["social_index_part"] += [
        {
            "indicator_id": part.id,
            "weight": part.weight,
            "index_name": index.name,
            "reference": index.reference,
        }
        for part in index.indicators
    ]


def _only_group(pattern: str | None, group: str) -> str | None:
    """The pattern with ``group`` as its first and only capturing group, as DuckDB wants it."""
    if pattern is None or group not in re.compile(pattern).groupindex:
        return None
    return re.sub(r"\(\?P<(\w+)>", lambda match: "(" if match.group(1) == group else "(?:", pattern)
