"""Whether the declarations of a city fit together: everything that no single file can know."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations, islice, permutations
from math import isclose
from pathlib import Path

from sozialraum.base.errors import DeclarationError
from sozialraum.declarations.catalogue import Catalogue
from sozialraum.declarations.classes import class_problems
from sozialraum.declarations.files import FILES
from sozialraum.declarations.indicator import (
    Indicator,
    ServiceType,
)
from sozialraum.declarations.matching_periods import lacks_cadence, never_matches
from sozialraum.declarations.nearest import nearest
from sozialraum.declarations.periods import YEAR_BEGINS
from sozialraum.declarations.places import find_places, place_of
from sozialraum.declarations.plausibility_rules import resolve_rules
from sozialraum.declarations.reach import Reach
from sozialraum.declarations.series import Series, ages_of
from sozialraum.declarations.source import Condition, Source, takes
from sozialraum.declarations.unit import COUNTED, PROPORTIONS


def check_consistency(catalogue: Catalogue) -> None:
    """
    Raises:
        DeclarationError: they do not; names each problem.
    """
    problems = []
    levels = {level.id for level in catalogue.levels}
    for file, kind, ids in (
        (
            "sources.yaml",
            "source",
            [
                *(source.id for source in catalogue.sources),
                *(layer.id for layer in catalogue.layers),
            ],
        ),
        ("indicators.yaml", "indicator", [indicator.id for indicator in catalogue.indicators]),
        ("indicators.yaml", "covariate", [covariate.id for covariate in catalogue.covariates]),
        (
            "services.yaml",
            "service type",
            [*(s.id for s in catalogue.service_types), *catalogue.placed_service_types],
        ),
        ("areas.yaml", "level", [level.id for level in catalogue.levels]),
        ("city.yaml", "note", [note.id for note in catalogue.notes]),
    ):
        problems += [f"{file}: {one}: {kind} '{one}' is declared twice" for one in _doubled(ids)]
    for source in catalogue.sources:
        where = f"{_file_of(source)}: {source.id}"
        problems += [
            f"{where}: level '{level}' is not in areas.yaml{nearest(level, levels)}"
            for level in source.levels
            if level not in levels
        ]
        problems += _unknown_field(where, source.planning_field, catalogue)
        if source.licence not in catalogue.licences:
            problems.append(
                f"{where}: licence '{source.licence}' is not in city.yaml"
                + nearest(source.licence, catalogue.licences)
            )
    problems += _check_layers(catalogue, levels)
    problems += _crosswalk_problems(catalogue)
    problems += _measure_problems(catalogue)
    problems += _columns_of_two_measures(catalogue)
    problems += _two_parts_of_one_cell(catalogue)
    problems += class_problems(catalogue.folder, catalogue.sources, list(FILES))
    measures = set(catalogue.measures)
    for agreement in catalogue.agreements:
        problems += [
            f"sources.yaml: agreement {agreement.id}: no source has the measure '{measure}'"
            for measure in (agreement.left, agreement.right)
            if measure not in measures
        ]
        if agreement.left == agreement.right:
            problems.append(
                f"sources.yaml: agreement {agreement.id}: compares '{agreement.left}' with itself"
            )
    for source in catalogue.sources:
        _, unresolved = resolve_rules(source, catalogue.sources, levels)
        problems += [f"{_file_of(source)}: {source.id}: {problem}" for problem in unresolved]
    entries: list[Indicator | ServiceType] = [*catalogue.indicators, *catalogue.service_types]
    for entry in entries:
        file = "indicators" if isinstance(entry, Indicator) else "services"
        where = f"{file}.yaml: {entry.id}"
        level = entry.native_level if isinstance(entry, Indicator) else entry.level
        if level not in levels:
            problems.append(
                f"{where}: level '{level}' is not in areas.yaml{nearest(level, levels)}"
            )
        if entry.theme not in catalogue.themes:
            problems.append(
                f"{where}: theme '{entry.theme}' is not declared in themes.yaml"
                + nearest(entry.theme, catalogue.themes)
            )
        problems += _unknown_field(where, entry.planning_field, catalogue)
    problems += catalogue.unpublished()
    problems += _unit_problems(catalogue)
    problems += lost_on_the_way(catalogue)
    indicators = {indicator.id: indicator for indicator in catalogue.indicators}
    index, pandemic = catalogue.social_index, catalogue.pandemic
    problems += [
        f"social_index.yaml: indicator '{part.id}' is not in indicators.yaml"
        for part in (index.indicators if index else ())
        if part.id not in indicators
    ]
    problems += [
        f"social_index.yaml: indicator '{part.id}': `higher_is_need` is "
        f"{str(not part.higher_is_need).lower()} in indicators.yaml, and "
        f"{str(part.higher_is_need).lower()} here"
        + ("" if "higher_is_need" in part.model_fields_set else ", where nothing says otherwise")
        for part in (index.indicators if index else ())
        if part.id in indicators and indicators[part.id].higher_is_need != part.higher_is_need
    ]
    problems += [
        f"pandemic.yaml: {key}: indicator '{one}' is not in indicators.yaml"
        for key, listed in (
            ("compositions", pandemic.compositions if pandemic else ()),
            ("primary", pandemic.primary if pandemic else ()),
        )
        for one in listed
        if one not in indicators
    ]
    problems += [
        f"indicators.yaml: pictures: indicator '{one.indicator}' is not declared"
        for one in catalogue.pictures
        if one.indicator not in indicators
    ]
    for note in catalogue.notes:
        for kind, named, known in (
            ("indicator", note.indicators, indicators),
            ("theme", note.themes, set(catalogue.themes)),
        ):
            problems += [
                f"city.yaml: note {note.id}: {kind} '{one}' is not declared"
                for one in named
                if one not in known
            ]
    if catalogue.outlook is not None and catalogue.outlook.level not in levels:
        problems.append(f"outlook.yaml: level '{catalogue.outlook.level}' is not in areas.yaml")
    problems += check_theme_map(catalogue)
    problems += _register_problems(catalogue, levels)
    problems += _coverability_problems(catalogue)
    _refuse(catalogue, problems)
    _refuse(catalogue, _period_problems(catalogue) + _denominators_of_two_cadences(catalogue))


def _refuse(catalogue: Catalogue, problems: list[str]) -> None:
    if problems:
        told = [f"  {_with_line(catalogue.folder, one)}" for one in problems]
        raise DeclarationError("\n".join([f"{catalogue.folder}:", *told]))


_PLACE = re.compile(r"(\w+\.yaml): ((?:\w+\.)*\w+)")
_QUOTED = re.compile(r"'([^']+)'")


def _with_line(folder: Path, problem: str) -> str:
    """A problem that begins with file and entry, with the line of what it quotes, or of the
    entry."""
    place = _PLACE.match(problem)
    if place is None or not (folder / place[1]).is_file():
        return problem
    quoted = _QUOTED.search(problem)
    line = place_of(folder / place[1], place[2], quoted[1] if quoted else None)
    return line + problem[len(place[1]) :]


def _period_problems(catalogue: Catalogue) -> list[str]:
    """Indicators and service types that could have no figure, by the cadences of their sources."""
    cadence_of = {source.id: source.cadence for source in catalogue.sources}
    published = {
        term.term_id: {cadence_of[source] for source in term.series} for term in catalogue.terms()
    }
    begun = _first_months(catalogue)
    problems = [
        f"{file}: {one.id}: years such as 2024/25 begin in "
        + " and ".join(f"month {month} of '{source}'" for month, source in months.items())
        + ": figures of one name would be of two different times. Is `begins` in `period` of each "
        "as it has to be? Then take tables whose years begin in one month"
        for file, entries in (
            ("indicators.yaml", catalogue.indicators), ("services.yaml", catalogue.service_types),
        )
        for one in entries
        if len(months := begun[one.id]) > 1
    ]  # fmt: skip
    for one in catalogue.indicators:
        found = [lacks_cadence("numerator", one.cadence, published[f"{one.id}/numerator"])]
        if one.denominator is not None and one.standardise is None:
            begins = next(iter(begun[one.id]), YEAR_BEGINS)
            found.append(never_matches(one, published[f"{one.id}/denominator"], begins))
        problems += [f"indicators.yaml: {one.id}: {said}" for said in found if said]
    for kind in catalogue.service_types:
        problems += [
            f"services.yaml: {kind.id}: {said}"
            for role in ("used", "capacity")
            if (of_sources := published.get(f"{kind.id}/{role}")) is not None
            and (said := lacks_cadence(role, kind.cadence, of_sources))
        ]
    return problems + _capacities_of_other_things(catalogue) + _unlike_parts(catalogue)


def _first_months(catalogue: Catalogue) -> dict[str, dict[int, str]]:
    """Owner -> the months in which years such as 2024/25 begin in its sources, each with one."""
    sources = {source.id: source for source in catalogue.sources}
    found: dict[str, dict[int, str]] = defaultdict(dict)
    for term in catalogue.terms():
        for source in (sources[one] for one in term.series):
            if source.cadence == "school_year":
                found[term.term_id.partition("/")[0]].setdefault(source.period.begins, source.id)
    return found


def _unlike_parts(catalogue: Catalogue) -> list[str]:
    """Services of which a part is used, and another one offered, though both are published of the
    same parts: neither would be full."""
    known: dict[str, set[tuple[str, ...]]] = {}
    for source in catalogue.sources:
        for series in source.series:
            known.setdefault(series.measure, set()).update(series.breakdown.items())
    asked = {
        term.term_id: {
            tuple(part.split("=", 1))
            for keys in term.series.values()
            for _, key in keys
            for part in key.split(";")
            if key
        }
        for term in catalogue.terms()
    }
    problems = []
    for kind in catalogue.service_types:
        if kind.capacity is None:
            continue
        terms = {"capacity": kind.capacity, "used": kind.used}
        for one, other in permutations(terms):
            counted = asked[f"{kind.id}/{other}"]
            left_out = (asked[f"{kind.id}/{one}"] - counted) & known[terms[other].measure]
            split_by = {
                dimension
                for dimension, _ in counted
                if not _are_same_ages(dimension, asked[f"{kind.id}/{one}"], counted)
            }
            if parts := sorted(part for part in left_out if part[0] in split_by):
                said = ", ".join(f"{dimension} {value}" for dimension, value in parts)
                problems.append(
                    f"services.yaml: {kind.id}: `{one}` counts {said}, and `{other}` leaves it "
                    f"out, though '{terms[other].measure}' is published of it: what is offered "
                    "and what is used would be of different people. Give both the same `breakdown`"
                )
    return problems


def _are_same_ages(dimension: str, *asked: Iterable[tuple[str, ...]]) -> bool:
    """Whether two sides ask for the same ages, in whatever classes."""
    one, other = (ages_of(value for name, value in some if name == dimension) for some in asked)
    return one is not None and one == other


_COMPARED = ("denominator", "mean_weight", "target", "population_")


def _denominators_of_two_cadences(catalogue: Catalogue) -> list[str]:
    """Periods of two cadences end on one day: of two tables chance would choose what figures are
    divided by. An older table says with `ends` that the other one follows it."""
    sources = {source.id: source for source in catalogue.sources}
    found: dict[tuple[str, str], str] = {}
    for term in catalogue.terms():
        if not term.term_id.rpartition("/")[2].startswith(_COMPARED):
            continue
        read = sorted({sources[one].id for one in term.series})
        for one, other in combinations((sources[name] for name in read), 2):
            ended = one.ends is not None or other.ends is not None
            if not ended and one.cadence != other.cadence and set(one.levels) & set(other.levels):
                found.setdefault((one.id, other.id), term.term_id)
    return [
        f"{_file_of(sources[one])}: {one}: is of each {sources[one].cadence}, '{other}' of each "
        f"{sources[other].cadence}, and both have what {asked} is made of, for the same areas; "
        "read it from one, say `ends` of the older one, or give the other a measure of its own"
        for (one, other), asked in found.items()
    ]


def _crosswalk_problems(catalogue: Catalogue) -> list[str]:
    """A table that names areas is there, of every level that is planned for or compared."""
    where = "areas.yaml: crosswalk"
    found = next((one for one in catalogue.sources if one.id == catalogue.crosswalk), None)
    if found is None or found.delivery != "portal":
        known = [one.id for one in catalogue.sources if one.delivery == "portal"]
        return [
            f"{where}: no table of sources.yaml is called '{catalogue.crosswalk}'"
            + nearest(catalogue.crosswalk, known)
        ]
    wanted = {catalogue.sozialraum_level, *catalogue.need_levels} - {"city"}
    return [
        f"{where}: the table '{catalogue.crosswalk}' has no areas of the level '{level}'"
        for level in sorted(wanted - set(found.levels))
    ]


def _units(catalogue: Catalogue) -> dict[str, set[str]]:
    """Measure -> the units in which it is published."""
    units: dict[str, set[str]] = {}
    for source in catalogue.sources:
        for series in source.series:
            units.setdefault(series.measure, set()).add(series.unit)
    return units


def _measure_problems(catalogue: Catalogue) -> list[str]:
    return [
        f"sources.yaml: {measure}: measure '{measure}' has several units: "
        f"{', '.join(sorted(found))}; give each its own id"
        for measure, found in _units(catalogue).items()
        if len(found) > 1
    ]


def _columns_of_two_measures(catalogue: Catalogue) -> list[str]:
    """An entry that was copied and not changed everywhere counts the same figures once more."""
    read: dict[str, tuple[Source, str]] = {}
    problems = []
    for source in catalogue.sources:
        table = source.model_dump_json(
            include={"where", "period", "areas", "breakdowns", "member", "records"}
        )
        for one in source.measures if source.delivery != "office" else ():
            cell = f"{catalogue.table_url(source)} {table} {one.column} {sorted(one.where.items())}"
            first, measure = read.setdefault(cell, (source, one.measure))
            if measure != one.measure:
                problems.append(
                    f"{_file_of(source)}: {source.id}: column '{one.column}' is the measure "
                    f"'{one.measure}' here and '{measure}' in '{first.id}', of the same rows of "
                    "the same table. Which `dataset`, `column` or `where` is another one?"
                )
    return problems


def _two_parts_of_one_cell(catalogue: Catalogue) -> list[str]:
    """An entry that was copied for another part and still reads the rows of the first one."""
    tables: dict[str, list[Source]] = {}
    for source in catalogue.sources:
        if source.delivery != "office":
            # several datasets, or sheets of one, may have one address
            named = {"dataset", "layout", "period", "areas", "member", "records"}
            table = source.model_dump_json(include=named)
            tables.setdefault(f"{catalogue.table_url(source)} {table}", []).append(source)
    return [
        f"{_file_of(other)}: {other.id}: column '{two.column}' is '{two.measure}' of "
        f"{two.key or 'the whole'} here and of {one.key or 'the whole'} in '{first.id}', of the "
        "same rows of the same table. Which `where`, `column` or `breakdown` is another one?"
        for entries in tables.values()
        for first, other in combinations(entries, 2)
        for one, two in islice(_read_as_two(first, other), 1)
    ]


def _read_as_two(first: Source, other: Source) -> Iterator[tuple[Series, Series]]:
    """Series of two entries of one table that read a cell as two parts of one measure."""
    if not all(
        _meet(first.wanted_rows[column], other.wanted_rows[column])
        for column in first.wanted_rows.keys() & other.wanted_rows
    ):
        return
    asked = [(one, _wanted_by(first, one)) for one in first.series]
    for two in other.series:
        wanted = _wanted_by(other, two)
        for one, rows in asked:
            if (one.column, one.measure) != (two.column, two.measure) or one.key == two.key:
                continue
            if all(_meet(rows[column], wanted[column]) for column in rows.keys() & wanted):
                yield one, two


def _wanted_by(source: Source, series: Series) -> dict[str, list[str] | Condition]:
    """Column -> what it says in the rows of a series."""
    rows = source.wanted_rows
    labels = {column: text for column, text in series.labels.items() if text}
    return rows | {
        column: [text] if takes(rows.get(column, [text]), text) else []
        for column, text in labels.items()
    }


def _meet(one: list[str] | Condition, other: list[str] | Condition) -> bool:
    """Whether a text fits both; of two conditions that are not the same, nobody knows."""
    if isinstance(one, list):
        return any(takes(other, text) for text in one)
    return one == other if not isinstance(other, list) else any(map(one.takes, other))


def _unit_problems(catalogue: Catalogue) -> list[str]:
    """Published figures that would be told in another unit than they have, and counts that would
    be told as rates."""
    units = _units(catalogue)
    counts = [
        f"indicators.yaml: {one.id}: `unit: {one.unit}`, but '{one.numerator.measure}' counts "
        f"{', '.join(sorted(found))}, and nothing says what they are divided by (`denominator`)"
        for one in catalogue.indicators
        # of shares and percentages the figures tell which of both is wrong, in words of their own
        if one.denominator is None
        and one.unit not in ("share", "percent")
        and (found := units.get(one.numerator.measure, set()) & COUNTED)
    ]
    told = [
        (one, found)
        for one in catalogue.indicators
        if one.denominator is None
        if (found := units.get(one.numerator.measure, set()) - COUNTED)
    ]
    return [
        *counts,
        *(
            f"indicators.yaml: {one.id}: `unit: {one.unit}`, but '{one.numerator.measure}' is "
            f"published in {', '.join(sorted(found))}; say the same, or by which `scale` figures "
            "are multiplied (0.01 for a percentage told as a share)"
            for one, found in told
            if one.scale == 1 and one.unit not in found
        ),
        *(
            f"indicators.yaml: {one.id}: `scale: {one.scale:.15g}`, but from {unit}, in which "
            f"'{one.numerator.measure}' is published, to `unit: {one.unit}` it is "
            f"`scale: {scale:.15g}`"
            for one, found in told
            for unit in sorted(found & PROPORTIONS.keys())
            if one.unit in PROPORTIONS and one.scale != 1
            if not isclose(one.scale, scale := PROPORTIONS[one.unit] / PROPORTIONS[unit])
        ),
    ]


def _capacities_of_other_things(catalogue: Catalogue) -> list[str]:
    """Whatever a capacity counts is published as places, and set against those who use them."""
    units: dict[str, set[str]] = defaultdict(set)
    for source in catalogue.sources:
        for series in source.series:
            units[series.measure].add(series.unit)
    return [
        f"services.yaml: {kind.id}: `capacity` is '{kind.capacity.measure}', which is published "
        f"in {', '.join(sorted(found))}, and would be told as places. Which measure counts them? "
        "If this one does, say `unit: places` where it is read; if none does, leave `capacity` out"
        for kind in catalogue.service_types
        if kind.capacity is not None
        if (found := units[kind.capacity.measure] - {"places"})
    ]


def _file_of(source: Source) -> str:
    return {"office": "office_files.yaml", "layer": "layers.yaml"}.get(
        source.delivery, "sources.yaml"
    )


def check_theme_map(catalogue: Catalogue) -> list[str]:
    """Orphans: a theme that nothing measures and nobody says why, a service without theme."""
    problems = []
    measured: dict[str, list[str]] = {theme: [] for theme in catalogue.theme_map}
    nearby: dict[str, list[str]] = {theme: [] for theme in catalogue.theme_map}
    fields: dict[str, set[str]] = {theme: set() for theme in catalogue.theme_map}
    for indicator in catalogue.indicators:
        if indicator.is_need:
            measured.setdefault(indicator.theme, []).append(indicator.id)
            if catalogue.reaches_sozialraum(indicator):
                nearby.setdefault(indicator.theme, []).append(indicator.id)
        fields.setdefault(indicator.theme, set()).add(indicator.planning_field)
    declared = {one.id for one in catalogue.service_types}
    for service_type, themes in catalogue.service_themes.items():
        where = f"{'services' if service_type in declared else 'themes'}.yaml: {service_type}"
        problems += [
            f"{where}: theme '{theme}' is not declared{nearest(theme, catalogue.theme_map)}"
            for theme in themes
            if theme not in catalogue.theme_map
        ]
        problems += [f"{where}: theme '{one}' is named twice" for one in _doubled(themes)]
    for key, one in catalogue.placed_service_types.items():
        problems += _unknown_field(f"themes.yaml: {key}", one.planning_field, catalogue)
        fields.setdefault(one.theme, set()).add(one.planning_field)
    weighted = {
        one.id: one.native_level for one in catalogue.indicators if one.apportion_by is not None
    }
    for service in catalogue.service_types:
        if service.apportion_like and weighted.get(service.apportion_like) != service.level:
            problems.append(
                f"services.yaml: {service.id}: `apportion_like` has to be an indicator that is "
                f"published at the level {service.level} and has `apportion_by`"
            )
        fields.setdefault(service.theme, set()).add(service.planning_field)
    for key, theme in catalogue.theme_map.items():
        where = f"themes.yaml: {key}"
        indicators = measured[key]
        for field in theme.planning_fields:
            problems += _unknown_field(where, field, catalogue)
        missing = sorted(fields[key] - set(theme.planning_fields))
        if missing:
            problems.append(
                f"{where}: its indicators or services belong to {missing}; "
                "add them to `planning_fields`"
            )
        answered = any(key in themes for themes in catalogue.service_themes.values())
        if not answered and theme.no_service is None and catalogue.service_themes:
            problems.append(
                f"{where}: no kind of service has `theme: {key}`; say why in `no_service`"
            )
        if answered and theme.no_service is not None:
            problems.append(f"{where}: `no_service`, but kinds of services name it")
        if not indicators and theme.no_indicator is None:
            problems.append(
                f"{where}: no indicator of indicators.yaml has `theme: {key}`; say why in "
                "`no_indicator`, or take the theme away"
            )
        if nearby[key] and theme.no_indicator is not None:
            problems.append(f"{where}: `no_indicator`, but these name it: {nearby[key]}")
        if theme.leading_indicator is not None and theme.leading_indicator not in indicators:
            problems.append(
                f"{where}: `leading_indicator` {theme.leading_indicator} is none of {indicators}"
            )
        if len(indicators) > 1 and theme.leading_indicator is None and not theme.no_indicator:
            problems.append(f"{where}: name one of {indicators} as `leading_indicator`")
        if theme.proxy is not None and theme.proxy.indicator not in {
            indicator.id for indicator in catalogue.indicators
        }:
            problems.append(f"{where}: the proxy '{theme.proxy.indicator}' is no indicator")
    return problems


def _register_problems(catalogue: Catalogue, levels: set[str]) -> list[str]:
    declared = catalogue.register_file
    if declared is None:
        return []
    problems = []
    if declared.licence not in catalogue.licences:
        problems.append(f"registers.yaml: licence '{declared.licence}' is unknown")
    for register in declared.registers:
        where = f"registers.yaml: {register.id}"
        problems += _unknown_field(where, register.planning_field, catalogue)
        problems += [
            f"{where}.{column.name}: level '{column.level}' is not in areas.yaml"
            for column in register.columns
            if column.level is not None and column.level not in levels
        ]
    return problems


def _coverability_problems(catalogue: Catalogue) -> list[str]:
    """Who can be asked, and how strong each kind of provider is: for all of them, and no others."""
    declared = catalogue.coverability
    if declared is None:
        return []
    columns = [
        column
        for register in catalogue.registers
        for column in register.columns
        if register.id == "provider_feedback" and column.name == "provider_type"
    ]
    kinds = {kind for column in columns for kind in column.values}
    problems = []
    for name, said, known in (
        ("ask", set(declared.ask), set(catalogue.planning_fields)),
        ("evidence.provider_strength", set(declared.evidence.provider_strength), kinds),
    ):
        problems += [
            f"coverability.yaml: {name}: '{one}' is missing" for one in sorted(known - said)
        ]
        problems += [
            f"coverability.yaml: {name}: '{one}' is not declared elsewhere"
            for one in sorted(said - known)
        ]
    priority = declared.priority
    for name, weighed, known in (
        ("themes", priority.themes, set(catalogue.theme_map)),
        ("planning_fields", priority.planning_fields, set(catalogue.planning_fields)),
    ):
        problems += [
            f"coverability.yaml: priority.{name}: '{one}' is not declared; "
            f"allowed: {', '.join(sorted(known))}"
            for one in sorted(set(weighed) - known)
        ]
    if not any(
        priority.weight(key, theme.planning_fields) for key, theme in catalogue.theme_map.items()
    ):
        problems.append("coverability.yaml: priority: at least one theme has to weigh something")
    return problems


_DECLARED_IN = {
    "level": "areas.yaml",
    "licence": "city.yaml: licences",
    "service type": "themes.yaml: service_types, or services.yaml",
    "theme": "themes.yaml",
    "planning field": "city.yaml",
}


def lost_on_the_way(catalogue: Catalogue) -> list[str]:
    """Indicators whose figures do not reach the areas that are planned for, each with its line."""
    levels = [level.id for level in catalogue.levels]
    found = Reach(
        levels, catalogue.sozialraum_level, catalogue.need_levels, catalogue.sources
    ).problems(catalogue.indicators)
    places = find_places(catalogue.folder / "indicators.yaml", "indicators") if found else {}
    return [
        f"{places[name].entry}: {name}: {problem}"
        for name, problems in found.items()
        for problem in problems
    ]


def _check_layers(catalogue: Catalogue, levels: set[str]) -> list[str]:
    problems = []
    for layer in catalogue.places.layers:
        where = f"{catalogue.places.where(layer)}: {layer.id}"
        problems += [
            f"{where}: level '{level}' is not declared (areas.yaml)"
            for level in layer.area_levels
            if level not in levels
        ]
        for name, value, known in (
            ("level", layer.area_level, levels),
            ("licence", layer.licence, set(catalogue.licences)),
            ("service type", layer.service_type, set(catalogue.service_type_names)),
            ("theme", layer.theme, set(catalogue.themes)),
            ("planning field", layer.planning_field, set(catalogue.planning_fields)),
        ):
            if value is not None and value not in known:
                problems.append(f"{where}: {name} '{value}' is not declared ({_DECLARED_IN[name]})")
        if layer.service_type is not None and layer.theme is not None:
            themes = catalogue.service_themes.get(layer.service_type, [layer.theme])
            if layer.theme not in themes:
                problems.append(
                    f"{where}: {layer.service_type} answers {', '.join(themes)}, not {layer.theme}"
                )
    problems += _capacities_of_layers(catalogue)
    outlined = [layer.area_level for layer in catalogue.layers if layer.role == "boundary"]
    problems += [
        f"layers.yaml: two layers outline the level '{level}'"
        for level in _doubled([level for level in outlined if level is not None])
    ]
    return problems


def _capacities_of_layers(catalogue: Catalogue) -> list[str]:
    """Capacities of one kind of services are added up: they have to be places of one name."""
    problems = []
    names: dict[str, dict[str, str]] = defaultdict(dict)
    for layer in catalogue.places.layers:
        if layer.service_type is None or layer.capacity_unit is None:
            continue
        where = f"{catalogue.places.where(layer)}: {layer.id}"
        placed = catalogue.placed_service_types.get(layer.service_type)
        if placed is not None and placed.capacity_unit in ("fte", "staff"):
            problems.append(
                f"{where}: its capacity would be published as places, and {layer.service_type} is "
                f"counted in `{placed.capacity_unit}` (themes.yaml); map no `capacity`"
            )
        names[layer.service_type].setdefault(layer.capacity_unit, where)
    return problems + [
        f"{' and '.join(f'{where} counts `{unit}`' for unit, where in units.items())}: capacities "
        f"of {service_type} are added up; leave out `capacity` where other things are counted"
        for service_type, units in names.items()
        if len(units) > 1
    ]


def _unknown_field(where: str, planning_field: str, catalogue: Catalogue) -> list[str]:
    if planning_field in catalogue.planning_fields:
        return []
    near = nearest(planning_field, catalogue.planning_fields)
    return [f"{where}: planning field '{planning_field}' is not in city.yaml{near}"]


def _doubled(ids: list[str]) -> list[str]:
    return sorted({one for one in ids if ids.count(one) > 1})
