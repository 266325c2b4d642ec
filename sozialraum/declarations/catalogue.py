"""A city's declarations together, and what follows from several of them."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

from sozialraum.base.errors import DeclarationError
from sozialraum.declarations.city import (
    Alerts,
    City,
    Council,
    Level,
    Licence,
    Note,
    Retention,
    Snapshot,
)
from sozialraum.declarations.coverability import CoverabilityFile
from sozialraum.declarations.indicator import (
    Covariate,
    Indicator,
    Picture,
    ServiceType,
)
from sozialraum.declarations.layer import Layer, Layers
from sozialraum.declarations.measure import MeasureWords
from sozialraum.declarations.nearest import nearest
from sozialraum.declarations.outlook import Outlook
from sozialraum.declarations.pandemic import PandemicFile
from sozialraum.declarations.reform import Reforms
from sozialraum.declarations.register import Register, RegisterFile
from sozialraum.declarations.series import OverlapError, Series, matching_series
from sozialraum.declarations.social_index import IndexSpec
from sozialraum.declarations.source import (
    Agreement,
    Portal,
    Source,
)
from sozialraum.declarations.term import Term
from sozialraum.declarations.theme import PlacedServiceType, Theme, ThemeFile

DROPBOX = "dropbox"

NO_LAYERS = Layers()
NO_REFORMS = Reforms()


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
            resolved, problem = self._resolve(owner, role, term)
            if problem:
                raise DeclarationError(f"{self.folder}: {problem}")
            found.append(ResolvedTerm(f"{owner}/{role}", resolved))
        return found

    def unpublished(self) -> list[str]:
        """Of each term that no source has any figure of, where it is asked for, and what there
        is; and of each that would count somebody twice."""
        return [
            problem
            for owner, role, term in self._declared_terms()
            if (problem := self._resolve(owner, role, term)[1])
        ]

    @property
    def observed(self) -> set[str]:
        """Measures whose newest figures are taken for the present: all that anything is computed
        of, other than the forecasts of an outlook."""
        return {
            term.measure
            for owner, role, term in self._declared_terms()
            if owner != "outlook" or role.startswith("today:")
        }

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

    def _resolve(
        self, owner: str, role: str, term: Term
    ) -> tuple[dict[str, tuple[tuple[str, str], ...]], str]:
        """The series that it adds up, source by source; else what is wrong."""
        wanted = term.wanted()
        resolved = {}
        for source_id, series in self._series_of.get(term.measure, {}).items():
            try:
                chosen = matching_series(series, wanted)
            except OverlapError as error:
                return {}, (
                    f"{self._asks(owner, role, term)} of {source_id}, whose {error} overlap: "
                    "added up, they count twice. Name the classes to take (`breakdown`), or leave "
                    "out by `where` the rows that are sums"
                )
            # of these the parts are no whole
            parts = {name for one in chosen for name in one.breakdown} - set(wanted)
            if lacking := sorted(parts & self._incomplete[source_id]):
                return {}, (
                    f"{self._asks(owner, role, term)}, of which {source_id} has only parts by "
                    f"{', '.join(lacking)} that do not make up the whole (`incomplete`). Name the "
                    "parts to take (`breakdown`), or give its column a measure of its own"
                )
            if chosen:
                resolved[source_id] = tuple(dict.fromkeys((s.measure, s.key) for s in chosen))
        return resolved, "" if resolved else self._not_published(owner, role, term)

    @cached_property
    def _incomplete(self) -> dict[str, frozenset[str]]:
        """Source -> the dimensions whose published parts do not make up the whole."""
        return {one.id: frozenset(one.incomplete) for one in self.sources}

    @cached_property
    def _series_of(self) -> dict[str, dict[str, list[Series]]]:
        """Measure -> source -> its series of that measure."""
        found: dict[str, dict[str, list[Series]]] = {}
        for source in self.sources:
            for one in source.series:
                found.setdefault(one.measure, {}).setdefault(source.id, []).append(one)
        return found

    def _not_published(self, owner: str, role: str, term: Term) -> str:
        series = [s for source in self.sources for s in source.series]
        keys = sorted({s.key or "(the whole)" for s in series if s.measure == term.measure})
        hint = (
            f" of {term.wanted()}; it is published of {', '.join(keys)}"
            if keys
            else "; no source has this measure"
            + nearest(term.measure, {one.measure for one in series})
        )
        return f"{self._asks(owner, role, term)}{hint}"

    def _asks(self, owner: str, role: str, term: Term) -> str:
        asks = "it" if owner == "dim_area" else f"the {role}"
        return f"{self._asked_in(owner)}: {asks} asks for '{term.measure}'"

    def _asked_in(self, owner: str) -> str:
        """File and entry of a term's owner."""
        if owner == "dim_area":
            return "areas.yaml: population"
        if owner == "outlook":
            return "outlook.yaml: outlook"
        kind, _, name = owner.rpartition(".")
        if kind == "theme" or owner in self.placed_service_types:
            return f"themes.yaml: {name}"
        is_service = owner in {one.id for one in self.service_types}
        return f"{'services' if is_service else 'indicators'}.yaml: {name}"


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
