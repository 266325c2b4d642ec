"""Reads a city's declarations and checks that they fit together."""

import dataclasses
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote

from pydantic import BaseModel, ValidationError

from sozialraum.base.errors import DeclarationError
from sozialraum.base.files import state_of
from sozialraum.base.project import CITY_VARIABLE
from sozialraum.base.yaml_file import read_yaml
from sozialraum.declarations.city import (
    Alerts,
    AreaFile,
    City,
    CityFile,
    Council,
    Level,
    Licence,
    Note,
    Retention,
    Snapshot,
)
from sozialraum.declarations.classes import class_problems
from sozialraum.declarations.coverability import CoverabilityFile
from sozialraum.declarations.declaration import Declaration
from sozialraum.declarations.figure_layer import figure_sources
from sozialraum.declarations.indicator import (
    Covariate,
    Indicator,
    IndicatorFile,
    Picture,
    ServiceFile,
    ServiceType,
)
from sozialraum.declarations.layer import Layer, LayerFile, Layers
from sozialraum.declarations.matching_periods import lacks_cadence, never_matches
from sozialraum.declarations.measure import MeasureFile, MeasureWords
from sozialraum.declarations.outlook import Outlook
from sozialraum.declarations.pandemic import PandemicFile
from sozialraum.declarations.places import find_places
from sozialraum.declarations.plausibility_rules import resolve_rules
from sozialraum.declarations.reach import Reach
from sozialraum.declarations.reform import Reforms
from sozialraum.declarations.reform_file import read_reforms
from sozialraum.declarations.register import Register, RegisterFile
from sozialraum.declarations.series import matching_series
from sozialraum.declarations.social_index import IndexSpec
from sozialraum.declarations.source import (
    Agreement,
    OfficeFileCatalogue,
    Portal,
    Source,
    SourceCatalogue,
)
from sozialraum.declarations.term import Term
from sozialraum.declarations.theme import PlacedServiceType, Theme, ThemeFile

CITIES = Path(__file__).resolve().parents[2] / "cities"
DROPBOX = "dropbox"

NO_LAYERS = Layers()
NO_REFORMS = Reforms()

FILES: dict[str, type[Declaration]] = {
    "city": CityFile,
    "areas": AreaFile,
    "sources": SourceCatalogue,
    "office_files": OfficeFileCatalogue,
    "layers": LayerFile,
    "themes": ThemeFile,
    "indicators": IndicatorFile,
    "services": ServiceFile,
    "registers": RegisterFile,
    "coverability": CoverabilityFile,
    "pandemic": PandemicFile,
    "social_index": IndexSpec,
    "outlook": Outlook,
    "measures": MeasureFile,
    "council": Council,
}
"""The declarations by the name of their file, in the order in which a city is declared."""

REQUIRED_FILES = ("city", "areas", "sources", "themes", "indicators")
"""What every city declares; what the others would tell is left out where they are."""

_Model = TypeVar("_Model", bound=BaseModel)


@dataclass(frozen=True)
class ResolvedTerm:
    """A term with the series that it adds up, source by source.

    ``series`` maps a source id to the keys (measure, breakdown) of that source; a term that two
    sources publish (an older and a newer table) has an entry for each.
    """

    term_id: str
    series: Mapping[str, tuple[tuple[str, str], ...]]


@dataclass(frozen=True)
class Catalogue:
    """A city's declarations, checked; ``folder`` is where they were read."""

    folder: Path
    city: City
    licences: Mapping[str, Licence]
    snapshot: Snapshot
    planning_fields: Mapping[str, str]
    notes: tuple[Note, ...]
    glossary: Mapping[str, str]
    retention: Retention
    alerts: Alerts
    council: Council
    levels: tuple[Level, ...]
    crosswalk: str
    sozialraum_level: str
    need_levels: tuple[str, ...]
    population: tuple[Term, ...]
    portal: Portal
    sources: tuple[Source, ...]
    agreements: tuple[Agreement, ...]
    theme_file: ThemeFile
    indicators: tuple[Indicator, ...]
    covariates: tuple[Covariate, ...]
    pictures: tuple[Picture, ...]
    service_types: tuple[ServiceType, ...]
    coverage_band: float
    measure_words: Mapping[str, MeasureWords]
    coverability: CoverabilityFile | None = None
    pandemic: PandemicFile | None = None
    social_index: IndexSpec | None = None
    register_file: RegisterFile | None = None
    outlook: Outlook | None = None
    places: Layers = NO_LAYERS
    portals: Mapping[str, Portal] = dataclasses.field(default_factory=dict)
    reforms: Reforms = NO_REFORMS

    @property
    def registers(self) -> tuple[Register, ...]:
        return tuple(self.register_file.registers) if self.register_file else ()

    def register_path(self, register: Register) -> Path:
        assert self.register_file is not None
        return self.folder / self.register_file.folder / register.file

    def register_url(self, register: Register) -> str:
        """Where the register lies in the project."""
        return "/".join(("cities", *self.register_path(register).parts[-3:]))

    @property
    def theme_map(self) -> Mapping[str, Theme]:
        return self.theme_file.themes

    @property
    def placed_service_types(self) -> Mapping[str, PlacedServiceType]:
        return self.theme_file.service_types

    @property
    def target_groups(self) -> dict[str, str]:
        """Group of people -> name in German."""
        return {key: group.name for key, group in self.theme_file.target_groups.items()}

    @property
    def themes(self) -> dict[str, str]:
        """Theme -> name in German."""
        return {key: theme.name for key, theme in self.theme_map.items()}

    def reaches_sozialraum(self, indicator: Indicator) -> bool:
        """Whether it has figures or estimates of Sozialräume, not of coarser areas only."""
        ranks = {level.id: rank for rank, level in enumerate(self.levels)}
        native = ranks.get(indicator.native_level, len(ranks))
        return indicator.apportion_by is not None or native <= ranks.get(self.sozialraum_level, -1)

    def leading_indicator(self, theme: str) -> str | None:
        """The indicator whose class is the theme's; None where it says that none measures it."""
        declared = self.theme_map[theme]
        own = [one.id for one in self.indicators if one.theme == theme and one.is_need]
        single = own[0] if own and declared.no_indicator is None else None
        return declared.leading_indicator or single

    @property
    def service_themes(self) -> dict[str, list[str]]:
        """Service type -> the themes it answers, the first one first."""
        counted = {service.id: [service.theme, *service.also] for service in self.service_types}
        placed = {key: [one.theme, *one.also] for key, one in self.placed_service_types.items()}
        return counted | placed

    @property
    def service_type_names(self) -> dict[str, str]:
        """All kinds of services: those that statistics count, then the others."""
        counted = {service.id: service.name for service in self.service_types}
        return counted | {key: one.name for key, one in self.placed_service_types.items()}

    @property
    def measures(self) -> Mapping[str, Source]:
        """All measures, each with the first source that holds it."""
        found: dict[str, Source] = {}
        for source in self.sources:
            for series in source.series:
                found.setdefault(series.measure, source)
        return found

    @property
    def source_ids(self) -> list[str]:
        """All that lands: tables, layers and registers."""
        return [
            *(source.id for source in self.sources),
            *(layer.id for layer in self.layers),
            *(register.source_id for register in self.registers),
        ]

    @property
    def layers(self) -> tuple[Layer, ...]:
        """The layers of places and boundaries; those of figures are sources (``figure_layers``)."""
        return tuple(layer for layer in self.places.layers if layer.role != "figures")

    @property
    def figure_layers(self) -> tuple[tuple[Layer, Source], ...]:
        """Each layer of figures with the source that it is."""
        layers = [layer for layer in self.places.layers if layer.role == "figures"]
        return tuple((layer, self.source(layer.id)) for layer in layers)

    @property
    def snapshot_folder(self) -> Path:
        return self.folder / self.snapshot.folder

    def source(self, source_id: str) -> Source:
        for source in self.sources:
            if source.id == source_id:
                return source
        raise DeclarationError(
            f"{self.folder / 'sources.yaml'}: no source '{source_id}'; "
            f"known: {', '.join(s.id for s in self.sources)}"
        )

    def table_url(
        self, source: Source, dataset: str | None = None, *, base_url: str | None = None
    ) -> str:
        """The address of a table; of a yearly series the pattern, with ``{year}`` in it; of what
        an office delivers the folder in the warehouse that it puts its files into.

        ``base_url`` stands in for the portal's (a mirror).
        """
        if source.delivery == "office":
            return f"{DROPBOX}/{source.id}/"
        if source.delivery == "layer":
            return self.places.url_of(dataset or source.dataset, base_url)
        if source.url is not None:
            return source.url.replace("{dataset}", quote(dataset or source.dataset, safe="/{}"))
        base_url = base_url if source.portal is None else None
        return self.portal_of(source).table_address(dataset or source.dataset, base_url)

    def portal_of(self, source: Source) -> Portal:
        """The provider of a table that is fetched."""
        return self.portal if source.portal is None else self.portals[source.portal]

    def page_url(self, source: Source, dataset: str | None = None) -> str | None:
        """The provider's page about a table; None where none is declared."""
        if source.delivery != "portal" or source.url:
            return None
        portal = self.portal_of(source)
        if portal.page_url is None:
            return None
        return portal.page_url.format(base_url=portal.base_url, dataset=dataset or source.dataset)

    def terms(self) -> list[ResolvedTerm]:
        """Every term of indicators and service types, resolved to series.

        Raises:
            DeclarationError: a measure or breakdown value that no source declares.
        """
        found = []
        for owner, role, term in self._declared_terms():
            found.append(ResolvedTerm(f"{owner}/{role}", self._resolve(owner, role, term)))
        return found

    def _declared_terms(self) -> list[tuple[str, str, Term]]:
        declared: list[tuple[str, str, Term]] = [
            ("dim_area", f"population_{position}", term)
            for position, term in enumerate(self.population)
        ]
        for indicator in self.indicators:
            declared.append((indicator.id, "numerator", indicator.numerator))
            declared += _class_terms(indicator)
            # of an indirectly standardised ratio it is computed: the cases expected
            if indicator.denominator is not None and indicator.unit != "ratio":
                declared.append((indicator.id, "denominator", indicator.denominator))
            if indicator.mean_by is not None:
                declared.append((indicator.id, "mean_weight", indicator.mean_by))
            if indicator.apportion_by is not None:
                declared.append((indicator.id, "weight", indicator.apportion_by))
        for covariate in self.covariates:
            owner = f"covariate.{covariate.id}"
            declared.append((owner, "numerator", covariate.numerator))
            declared.append((owner, "denominator", covariate.denominator))
        for service in self.service_types:
            if service.capacity is not None:
                declared.append((service.id, "capacity", service.capacity))
            declared.append((service.id, "used", service.used))
            declared.append((service.id, "target", service.target))
        if self.outlook is not None:
            declared += [("outlook", role, term) for role, term in self.outlook.terms()]
        declared += [(key, "target", one.target) for key, one in self.placed_service_types.items()]
        declared += [(f"theme.{key}", "group", one.group) for key, one in self.theme_map.items()]
        return declared

    def _resolve(self, owner: str, role: str, term: Term) -> dict[str, tuple[tuple[str, str], ...]]:
        wanted = term.wanted()
        resolved = {}
        for source in self.sources:
            series = [s for s in source.series if s.measure == term.measure]
            chosen = matching_series(series, wanted)
            if chosen:
                resolved[source.id] = tuple(dict.fromkeys((s.measure, s.key) for s in chosen))
        if not resolved:
            known = sorted(
                {
                    f"{s.measure}[{s.key}]"
                    for source in self.sources
                    for s in source.series
                    if s.measure == term.measure
                }
            )
            hint = f"published: {known}" if known else "no source has this measure"
            raise DeclarationError(
                f"{self.folder}: the {role} of '{owner}' asks for {term.measure} {wanted or ''}; "
                f"{hint}"
            )
        return resolved


def _class_terms(indicator: Indicator) -> list[tuple[str, str, Term]]:
    """Cases and population of each class that an indicator is standardised by."""
    how, population = indicator.standardise, indicator.denominator
    if how is None or population is None:
        return []
    cases = how.cases or indicator.numerator
    return [
        (indicator.id, f"{role}:{one}", term.narrowed(how.by, one))
        for role, term in (("cases", cases), ("population", population))
        for one in how.classes
    ]


def find_city(cities: Path = CITIES) -> Path:
    """The folder of the city to work for: ``SOZIALRAUM_CITY`` (the name of a folder below
    ``cities/``, or the path of one elsewhere), or the only one there is."""
    known = sorted(folder.name for folder in cities.iterdir() if (folder / "city.yaml").is_file())
    wanted = os.environ.get(CITY_VARIABLE)
    if wanted:
        if (Path(wanted) / "city.yaml").is_file():
            return Path(wanted)
        if wanted not in known:
            raise DeclarationError(f"{CITY_VARIABLE}={wanted}: no such city; known: {known}")
        return cities / wanted
    if len(known) != 1:
        raise DeclarationError(f"set {CITY_VARIABLE} to one of {known} (found in {cities})")
    return cities / known[0]


def load_catalogue(folder: Path | None = None) -> Catalogue:
    """Reads and checks ``REQUIRED_FILES`` in ``folder``, and those other ``FILES`` that it has.

    Raises:
        DeclarationError: names file, place and what is wrong.
    """
    folder = folder or find_city()
    return _loaded(folder, _states(folder))


def _states(folder: Path) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """By which is told that no file was changed: a refresh asks four times for the catalogue, and
    to read it takes half a second."""
    read = [*folder.glob("*.yaml"), *folder.glob("*.csv")]
    return tuple((path.name, state_of(path)) for path in sorted(read))


@lru_cache(maxsize=2)
def _loaded(folder: Path, _: tuple[tuple[str, tuple[int, ...]], ...]) -> Catalogue:
    city_file = read_declaration(folder / "city.yaml", CityFile)
    area_file = read_declaration(folder / "areas.yaml", AreaFile)
    source_file = _read_sources(folder / "sources.yaml")
    theme_file = read_declaration(folder / "themes.yaml", ThemeFile)
    indicator_file = read_declaration(folder / "indicators.yaml", IndicatorFile)
    service_file = _read_optional(folder / "services.yaml", ServiceFile) or ServiceFile()
    places = _read_layers(folder / "layers.yaml")
    catalogue = Catalogue(
        folder=folder,
        city=city_file.city,
        licences=city_file.licences,
        snapshot=city_file.snapshot,
        planning_fields=city_file.planning_fields,
        notes=tuple(city_file.notes),
        glossary=city_file.glossary,
        retention=city_file.retention,
        alerts=city_file.alerts,
        council=_read_optional(folder / "council.yaml", Council) or Council(),
        levels=tuple(area_file.levels),
        crosswalk=area_file.crosswalk,
        sozialraum_level=area_file.sozialraum_level,
        need_levels=tuple(area_file.need_levels),
        population=tuple(area_file.population),
        portal=source_file.portal,
        portals=source_file.portals,
        sources=(
            *source_file.sources,
            *_read_office_files(folder / "office_files.yaml"),
            *_read_figure_layers(folder / "layers.yaml", places),
        ),
        agreements=tuple(source_file.agreements),
        theme_file=theme_file,
        indicators=tuple(indicator_file.indicators),
        covariates=tuple(indicator_file.covariates),
        pictures=tuple(indicator_file.pictures),
        service_types=tuple(service_file.service_types),
        coverage_band=service_file.coverage_band,
        coverability=_read_optional(folder / "coverability.yaml", CoverabilityFile),
        pandemic=_read_optional(folder / "pandemic.yaml", PandemicFile),
        social_index=_read_optional(folder / "social_index.yaml", IndexSpec),
        measure_words=_read_measures(folder / "measures.yaml"),
        outlook=_read_optional(folder / "outlook.yaml", Outlook),
        register_file=_read_optional(folder / "registers.yaml", RegisterFile),
        places=places,
        reforms=read_reforms(
            folder / area_file.changes if area_file.changes else None,
            area_file.valid,
            [level.id for level in area_file.levels],
        ),
    )
    _check(catalogue)
    return catalogue


def check_file(folder: Path, name: str) -> None:
    """Reads one of ``FILES``, by itself.

    Raises:
        DeclarationError: names file, place and what is wrong.
    """
    path = folder / f"{name}.yaml"
    if name == "sources":
        _read_sources(path)
    elif name == "office_files":
        _read_office_files(path)
    elif name == "layers":
        _read_figure_layers(path, _read_layers(path))
    else:
        read_declaration(path, FILES[name])


def _read_sources(path: Path) -> SourceCatalogue:
    catalogue = _validate(path, _with_defaults(path, "sources"), SourceCatalogue)
    places = find_places(path)
    for source in catalogue.sources:
        source.located(places[source.id])
    return catalogue


def _read_measures(path: Path) -> Mapping[str, MeasureWords]:
    file = _read_optional(path, MeasureFile)
    return file.measures if file else {}


def _read_layers(path: Path) -> Layers:
    if not path.is_file():
        return NO_LAYERS
    file = _validate(path, _with_defaults(path, "layers"), LayerFile)
    return Layers(
        geodata=file.geodata,
        layers=tuple(file.layers),
        lines={layer: one.line for layer, one in find_places(path, "layers").items()},
    )


def _read_figure_layers(path: Path, places: Layers) -> tuple[Source, ...]:
    return figure_sources(places, find_places(path, "layers")) if places.layers else ()


def _read_office_files(path: Path) -> tuple[Source, ...]:
    """Tables that offices deliver; a city may have none."""
    if not path.is_file():
        return ()
    content = _with_defaults(path, "tables")
    if "released" in (_parse(path).get("defaults") or {}):
        raise DeclarationError(
            f"{path}: `released` is no default: each table is released in its own entry"
        )
    content["tables"] = [
        {"delivery": "office", "dataset": entry.get("id"), **entry} for entry in content["tables"]
    ]
    declared = _validate(path, content, OfficeFileCatalogue).tables
    places = find_places(path, "tables")
    return tuple(source.located(places[source.id]) for source in declared)


def _with_defaults(path: Path, key: str) -> dict[str, Any]:
    """A file whose list ``key`` has entries that share ``defaults``; here each entry has them."""
    content = _parse(path)
    defaults = content.pop("defaults", {})
    content.pop("shared", None)
    entries = content.get(key, [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise DeclarationError(f"{path}: `{key}` must be a list of entries")
    content[key] = [{**defaults, **entry} for entry in entries]
    return content


def read_declaration(path: Path, model: type[_Model]) -> _Model:
    """One YAML file as a checked model; errors name file and place."""
    return _validate(path, _parse(path), model)


def _read_optional(path: Path, model: type[_Model]) -> _Model | None:
    """A file that a city may leave out."""
    return read_declaration(path, model) if path.is_file() else None


def _parse(path: Path) -> dict[str, Any]:
    content = read_yaml(path)
    if not isinstance(content, dict):
        raise DeclarationError(f"{path}: expected keys and values, found {type(content).__name__}")
    return content


def _validate(path: Path, content: dict[str, Any], model: type[_Model]) -> _Model:
    try:
        return model.model_validate(content)
    except ValidationError as error:
        lines = [
            f"  {_place(content, item['loc'])}: {item['msg'].removeprefix('Value error, ')}"
            for item in error.errors()
        ]
        raise DeclarationError("\n".join([f"{path}:", *lines])) from None


def _place(content: Any, location: tuple[int | str, ...]) -> str:
    """``sources.unemployed.measures.3`` instead of ``sources.1.measures.3``."""
    words = []
    here = content
    for step in location:
        try:
            here = here[step]
        except (KeyError, IndexError, TypeError):
            here = None
        named = isinstance(here, dict) and isinstance(step, int) and "id" in here
        words.append(str(here["id"]) if named and isinstance(here, dict) else str(step))
    return ".".join(words) or "the file"


def _check(catalogue: Catalogue) -> None:
    """Everything that no single file can know."""
    problems = []
    levels = {level.id for level in catalogue.levels}
    for kind, ids in (
        (
            "source",
            [
                *(source.id for source in catalogue.sources),
                *(layer.id for layer in catalogue.layers),
            ],
        ),
        ("indicator", [indicator.id for indicator in catalogue.indicators]),
        ("covariate", [covariate.id for covariate in catalogue.covariates]),
        (
            "service type",
            [*(s.id for s in catalogue.service_types), *catalogue.placed_service_types],
        ),
        ("level", [level.id for level in catalogue.levels]),
        ("note", [note.id for note in catalogue.notes]),
    ):
        problems += [f"{kind} '{one}' is declared twice" for one in _doubled(ids)]
    for source in catalogue.sources:
        where = f"{_file_of(source)}: {source.id}"
        problems += [
            f"{where}: level '{level}' is not in areas.yaml"
            for level in source.levels
            if level not in levels
        ]
        problems += _unknown_field(where, source.planning_field, catalogue)
        if source.licence not in catalogue.licences:
            problems.append(f"{where}: licence '{source.licence}' is unknown")
    problems += _check_layers(catalogue, levels)
    problems += _crosswalk_problems(catalogue)
    problems += _measure_problems(catalogue)
    problems += class_problems(catalogue.folder, catalogue.sources, list(FILES))
    measures = set(catalogue.measures)
    for agreement in catalogue.agreements:
        problems += [
            f"sources.yaml: agreement {agreement.id}: no source has the measure '{measure}'"
            for measure in (agreement.left, agreement.right)
            if measure not in measures
        ]
    for source in catalogue.sources:
        _, unresolved = resolve_rules(source, catalogue.sources, levels)
        problems += [f"{_file_of(source)}: {source.id}: {problem}" for problem in unresolved]
    entries: list[Indicator | ServiceType] = [*catalogue.indicators, *catalogue.service_types]
    for entry in entries:
        where = entry.id
        level = entry.native_level if isinstance(entry, Indicator) else entry.level
        if level not in levels:
            problems.append(f"{where}: level '{level}' is not in areas.yaml")
        if entry.theme not in catalogue.themes:
            problems.append(f"{where}: theme '{entry.theme}' is not declared in themes.yaml")
        problems += _unknown_field(where, entry.planning_field, catalogue)
    problems += lost_on_the_way(catalogue)
    indicators = {indicator.id for indicator in catalogue.indicators}
    index, pandemic = catalogue.social_index, catalogue.pandemic
    problems += [
        f"social_index.yaml: indicator '{part.id}' is not in indicators.yaml"
        for part in (index.indicators if index else ())
        if part.id not in indicators
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
    _refuse(catalogue, _period_problems(catalogue))


def _refuse(catalogue: Catalogue, problems: list[str]) -> None:
    if problems:
        raise DeclarationError("\n".join([f"{catalogue.folder}:", *(f"  {p}" for p in problems)]))


def _period_problems(catalogue: Catalogue) -> list[str]:
    """Indicators and service types that could have no figure, by the cadences of their sources."""
    cadence_of = {source.id: source.cadence for source in catalogue.sources}
    published = {
        term.term_id: {cadence_of[source] for source in term.series} for term in catalogue.terms()
    }
    problems = []
    for one in catalogue.indicators:
        found = [lacks_cadence("numerator", one.cadence, published[f"{one.id}/numerator"])]
        if one.denominator is not None and one.standardise is None:
            found.append(never_matches(one, published[f"{one.id}/denominator"]))
        problems += [f"indicators.yaml: {one.id}: {said}" for said in found if said]
    for kind in catalogue.service_types:
        if said := lacks_cadence("used", kind.cadence, published[f"{kind.id}/used"]):
            problems.append(f"services.yaml: {kind.id}: {said}")
    return problems


def _crosswalk_problems(catalogue: Catalogue) -> list[str]:
    """A table that names areas is there, of every level that is planned for or compared."""
    where = f"areas.yaml: crosswalk '{catalogue.crosswalk}'"
    found = next((one for one in catalogue.sources if one.id == catalogue.crosswalk), None)
    if found is None or found.delivery != "portal":
        return [f"{where}: no such table in sources.yaml"]
    wanted = {catalogue.sozialraum_level, *catalogue.need_levels} - {"city"}
    return [
        f"{where}: the table has no areas of the level '{level}'"
        for level in sorted(wanted - set(found.levels))
    ]


def _measure_problems(catalogue: Catalogue) -> list[str]:
    units: dict[str, set[str]] = {measure: set() for measure in catalogue.measures}
    for source in catalogue.sources:
        for series in source.series:
            units[series.measure].add(series.unit)
    return [
        f"measure '{measure}' has several units: {', '.join(sorted(found))}; give each its own id"
        for measure, found in units.items()
        if len(found) > 1
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
    for service_type, themes in catalogue.service_themes.items():
        problems += [
            f"{service_type}: theme '{theme}' is not declared"
            for theme in themes
            if theme not in catalogue.theme_map
        ]
        problems += [f"{service_type}: theme '{one}' is named twice" for one in _doubled(themes)]
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
                f"{where}: no kind of service names this theme; say why in `no_service`"
            )
        if answered and theme.no_service is not None:
            problems.append(f"{where}: `no_service`, but kinds of services name it")
        if not indicators and theme.no_indicator is None:
            problems.append(f"{where}: no indicator names this theme; say why in `no_indicator`")
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
    outlined = [layer.area_level for layer in catalogue.layers if layer.role == "boundary"]
    problems += [
        f"layers.yaml: two layers outline the level '{level}'"
        for level in _doubled([level for level in outlined if level is not None])
    ]
    return problems


def _unknown_field(where: str, planning_field: str, catalogue: Catalogue) -> list[str]:
    if planning_field in catalogue.planning_fields:
        return []
    return [f"{where}: planning field '{planning_field}' is not in city.yaml"]


def _doubled(ids: list[str]) -> list[str]:
    return sorted({one for one in ids if ids.count(one) > 1})
