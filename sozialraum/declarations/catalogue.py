"""Reads a city's declarations and checks that they fit together."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from sozialraum.declarations.city import AreaFile, City, CityFile, Level, Licence, Note, Snapshot
from sozialraum.declarations.indicator import (
    Indicator,
    IndicatorFile,
    ServiceFile,
    ServiceType,
    Term,
)
from sozialraum.declarations.plausibility_rules import resolve_rules
from sozialraum.declarations.source import (
    Agreement,
    OfficeFileCatalogue,
    Portal,
    Source,
    SourceCatalogue,
    matching_series,
)
from sozialraum.errors import DeclarationError

CITIES = Path(__file__).resolve().parents[2] / "cities"
CITY_VARIABLE = "SOZIALRAUM_CITY"
DROPBOX = "dropbox"

# libyaml's loader is ten times as fast as the pure Python one, and just as safe.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

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
    levels: tuple[Level, ...]
    crosswalk: str
    sozialraum_level: str
    need_levels: tuple[str, ...]
    population: tuple[Term, ...]
    portal: Portal
    sources: tuple[Source, ...]
    agreements: tuple[Agreement, ...]
    themes: Mapping[str, str]
    indicators: tuple[Indicator, ...]
    service_types: tuple[ServiceType, ...]
    coverage_band: float

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
        return self.portal.table_url.format(
            base_url=base_url or self.portal.base_url, dataset=dataset or source.dataset
        )

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
            if indicator.denominator is not None:
                declared.append((indicator.id, "denominator", indicator.denominator))
            if indicator.apportion_by is not None:
                declared.append((indicator.id, "weight", indicator.apportion_by))
        for service in self.service_types:
            if service.capacity is not None:
                declared.append((service.id, "capacity", service.capacity))
            declared.append((service.id, "used", service.used))
            declared.append((service.id, "target", service.target))
        return declared

    def _resolve(
        self, owner: str, role: str, term: Term
    ) -> dict[str, tuple[tuple[str, str], ...]]:
        wanted = term.wanted()
        resolved = {}
        for source in self.sources:
            series = [s for s in source.series if s.measure == term.measure]
            chosen = matching_series(series, wanted)
            if chosen:
                resolved[source.id] = tuple((s.measure, s.key) for s in chosen)
        if not resolved:
            known = sorted(
                {f"{s.measure}[{s.key}]" for source in self.sources for s in source.series
                 if s.measure == term.measure}
            )
            hint = f"published: {known}" if known else "no source has this measure"
            raise DeclarationError(
                f"{self.folder}: the {role} of '{owner}' asks for {term.measure} {wanted or ''}; "
                f"{hint}"
            )
        return resolved


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
    """Reads and checks ``city.yaml``, ``areas.yaml``, ``sources.yaml``, ``office_files.yaml`` (if
    there is one), ``indicators.yaml`` and ``services.yaml`` in ``folder``.

    Raises:
        DeclarationError: names file, place and what is wrong.
    """
    folder = folder or find_city()
    city_file = _read(folder / "city.yaml", CityFile)
    area_file = _read(folder / "areas.yaml", AreaFile)
    source_file = _read_sources(folder / "sources.yaml")
    indicator_file = _read(folder / "indicators.yaml", IndicatorFile)
    service_file = _read(folder / "services.yaml", ServiceFile)
    catalogue = Catalogue(
        folder=folder,
        city=city_file.city,
        licences=city_file.licences,
        snapshot=city_file.snapshot,
        planning_fields=city_file.planning_fields,
        notes=tuple(city_file.notes),
        levels=tuple(area_file.levels),
        crosswalk=area_file.crosswalk,
        sozialraum_level=area_file.sozialraum_level,
        need_levels=tuple(area_file.need_levels),
        population=tuple(area_file.population),
        portal=source_file.portal,
        sources=(*source_file.sources, *_read_office_files(folder / "office_files.yaml")),
        agreements=tuple(source_file.agreements),
        themes=indicator_file.themes,
        indicators=tuple(indicator_file.indicators),
        service_types=tuple(service_file.service_types),
        coverage_band=service_file.coverage_band,
    )
    _check(catalogue)
    return catalogue


def _read_sources(path: Path) -> SourceCatalogue:
    content = _parse(path)
    defaults = content.pop("defaults", {})
    content.pop("shared", None)
    sources = content.get("sources", [])
    if not isinstance(sources, list) or not all(isinstance(entry, dict) for entry in sources):
        raise DeclarationError(f"{path}: `sources` must be a list of entries")
    content["sources"] = [{**defaults, **entry} for entry in sources]
    return _validate(path, content, SourceCatalogue)


def _read_office_files(path: Path) -> tuple[Source, ...]:
    """Tables that offices deliver; a city may have none."""
    if not path.is_file():
        return ()
    content = _parse(path)
    defaults = content.pop("defaults", {})
    content.pop("shared", None)
    tables = content.get("tables", [])
    if not isinstance(tables, list) or not all(isinstance(entry, dict) for entry in tables):
        raise DeclarationError(f"{path}: `tables` must be a list of entries")
    content["tables"] = [
        {"delivery": "office", "dataset": entry.get("id"), **defaults, **entry} for entry in tables
    ]
    return tuple(_validate(path, content, OfficeFileCatalogue).tables)


def _read(path: Path, model: type[_Model]) -> _Model:
    return _validate(path, _parse(path), model)


def _parse(path: Path) -> dict[str, Any]:
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
    except FileNotFoundError:
        raise DeclarationError(f"{path}: the file is missing") from None
    except yaml.YAMLError as error:
        raise DeclarationError(f"{path}: not readable as YAML: {error}") from None
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
        ("source", [source.id for source in catalogue.sources]),
        ("indicator", [indicator.id for indicator in catalogue.indicators]),
        ("service type", [service.id for service in catalogue.service_types]),
        ("level", [level.id for level in catalogue.levels]),
        ("note", [note.id for note in catalogue.notes]),
    ):
        problems += [f"{kind} '{one}' is declared twice" for one in _doubled(ids)]
    for source in catalogue.sources:
        problems += [
            f"sources.yaml: {source.id}: level '{level}' is not in areas.yaml"
            for level in source.levels
            if level not in levels
        ]
        problems += _unknown_field(f"sources.yaml: {source.id}", source.planning_field, catalogue)
        if source.licence not in catalogue.licences:
            problems.append(f"sources.yaml: {source.id}: licence '{source.licence}' is unknown")
    if catalogue.crosswalk not in {s.id for s in catalogue.sources if s.role == "crosswalk"}:
        problems.append(f"areas.yaml: no crosswalk source '{catalogue.crosswalk}' in sources.yaml")
    measures = {series.measure for source in catalogue.sources for series in source.series}
    for agreement in catalogue.agreements:
        problems += [
            f"sources.yaml: agreement {agreement.id}: no source has the measure '{measure}'"
            for measure in (agreement.left, agreement.right)
            if measure not in measures
        ]
    for source in catalogue.sources:
        _, unresolved = resolve_rules(source, catalogue.sources, levels)
        problems += [f"sources.yaml: {source.id}: {problem}" for problem in unresolved]
    entries: list[Indicator | ServiceType] = [*catalogue.indicators, *catalogue.service_types]
    for entry in entries:
        where = entry.id
        level = entry.native_level if isinstance(entry, Indicator) else entry.level
        if level not in levels:
            problems.append(f"{where}: level '{level}' is not in areas.yaml")
        if entry.theme not in catalogue.themes:
            problems.append(f"{where}: theme '{entry.theme}' is not declared")
        problems += _unknown_field(where, entry.planning_field, catalogue)
    indicators = {indicator.id for indicator in catalogue.indicators}
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
    if problems:
        raise DeclarationError("\n".join([f"{catalogue.folder}:", *(f"  {p}" for p in problems)]))
    catalogue.terms()


def _unknown_field(where: str, planning_field: str, catalogue: Catalogue) -> list[str]:
    if planning_field in catalogue.planning_fields:
        return []
    return [f"{where}: planning field '{planning_field}' is not in city.yaml"]


def _doubled(ids: list[str]) -> list[str]:
    return sorted({one for one in ids if ids.count(one) > 1})
