"""What ``layers.yaml`` may say: places, boundaries and figures (OGC API Features, GeoJSON).

A column of ours is mapped to attributes of a layer in one of three ways:

    name: bezeichnung                    one attribute
    name: [bezeichnung, name, titel]     candidates: the first that the layer has
    street: "{strasse} {hausnr}"         a template of attributes; empty ones are left out

Attribute names are compared without regard to case and surrounding blanks.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, ValidationError, model_validator

from sozialraum.declarations.declaration import (
    Declaration,
    Identifier,
    Label,
    Pattern,
    RelativePath,
    in_braces,
)
from sozialraum.declarations.notation import plain_label
from sozialraum.declarations.source import Rows

GEODATA_VARIABLE = "SOZIALRAUM_GEODATA_URL"

Crs = Annotated[str, StringConstraints(pattern=r"^EPSG:\d{4,6}$")]
Candidates = str | Annotated[list[str], Field(min_length=1)]

# What a layer of figures calls the columns that say where and when.
AREA = "area"
PERIOD = "period"

_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")


class Bounds(Declaration):
    """The box in which every place of the city lies, in degrees (WGS84)."""

    west: float = Field(ge=-180, le=180)
    """Western limit, in degrees."""
    south: float = Field(ge=-90, le=90)
    """Southern limit, in degrees."""
    east: float = Field(ge=-180, le=180)
    """Eastern limit, in degrees."""
    north: float = Field(ge=-90, le=90)
    """Northern limit, in degrees."""

    @model_validator(mode="after")
    def _in_order(self) -> "Bounds":
        if self.west >= self.east or self.south >= self.north:
            raise ValueError("west has to be less than east, south less than north")
        return self

    def holds(self, longitude: float, latitude: float) -> bool:
        return self.west <= longitude <= self.east and self.south <= latitude <= self.north


class Geodata(Declaration):
    """Where the layers are, and what holds for all of them."""

    base_url: str
    """Address of the server."""
    items_url: Annotated[str, in_braces("base_url", "layer", "geodata_base")]
    """Address of a layer's features, with `{base_url}` and `{layer}`."""
    metric_crs: Crs
    """The coordinate system in which metres are measured, as in `EPSG:25833`."""
    bounds: Bounds
    """The box in which every place of the city lies."""
    border_tolerance_m: float = Field(ge=0)
    """How far outside every area a point may lie and still be given to the nearest one, in
    metres."""
    simplify_m: float = Field(ge=0)
    """Details of outlines up to this many metres across (the square root of their area) are left
    out on maps."""


class AttributeMapping(Declaration):
    """Our columns (the keys) and the attributes that they are read from."""

    def candidates(self) -> dict[str, list[str]]:
        """Column -> its candidates in order, each as a template; undeclared columns are absent."""
        given = {name: getattr(self, name) for name in type(self).model_fields}
        return {name: _templates(value) for name, value in given.items() if value is not None}


class ServiceMapping(AttributeMapping):
    """The columns of a service; only its name is required."""

    name: Candidates
    """Its name."""
    id: Candidates | None = None
    """Its id at the provider of the layer."""
    provider: Candidates | None = None
    """Who runs it."""
    street: Candidates | None = None
    """Its street, with or without number."""
    house_number: Candidates | None = None
    """Its house number."""
    postcode: Candidates | None = None
    """Its postcode."""
    city: Candidates | None = None
    """Its town."""
    capacity: Candidates | None = None
    """How much it offers, in `capacity_unit`: a whole number."""
    phone: Candidates | None = None
    """Its telephone number."""
    web: Candidates | None = None
    """Its page on the web."""
    area: Candidates | None = None
    """The area in which it lies, of the layer's `area_level`."""


class BoundaryMapping(AttributeMapping):
    """The columns of an area."""

    code: Candidates | None = None
    """Its code, or its label, from which the level's pattern reads the code."""
    name: Candidates | None = None
    """Its name."""


class State(Declaration):
    """The period of a layer's figures, where no attribute says it."""

    fixed: str | dict[date, str] | None = None
    """The text that names it, or texts by the day from which on they are true (a layer keeps its id
    when its figures are replaced)."""
    title: Pattern | None = None
    """A regular expression for the declared title, whose group `period` is the text."""

    @model_validator(mode="after")
    def _one(self) -> "State":
        if (self.fixed is None) == (self.title is None):
            raise ValueError("give one of `fixed` and `title`")
        if self.title is not None and "period" not in re.compile(self.title).groupindex:
            raise ValueError("`title` needs a group (?P<period>...)")
        return self

    def on(self, day: date, title: str) -> str:
        """The text for what is retrieved on ``day``; empty where none is declared for it."""
        if self.title is not None:
            match = re.search(self.title, title)
            return match["period"] if match else ""
        if isinstance(self.fixed, dict):
            begun = [since for since in self.fixed if since <= day]
            return self.fixed[max(begun)] if begun else ""
        return self.fixed or ""


class Layer(Declaration):
    """One layer: the outlines of a level's areas, the places of one kind of service, or figures."""

    id: Identifier
    """The monitor's name of the layer."""
    layer: RelativePath
    """The server's id of it."""
    title: str
    """Its title for readers."""
    office: str
    """The office that answers for it."""
    licence: str
    """Its licence, one of those in city.yaml."""
    role: Literal["boundary", "service", "figures"]
    """What it holds: outlines of areas (`boundary`), places of one kind of service (`service`),
    `figures` of areas."""
    area_level: Identifier | None = None
    """Of outlines, the level whose areas they are; of services, the level of the area that the
    attributes name."""
    code_digits: int | None = Field(default=None, gt=0)
    """Codes that the layer gives as numbers are filled with zeros to this length."""
    service_type: Identifier | None = None
    """Of services, which kind they are."""
    planning_field: Identifier | None = None
    """Of services, the planning that answers for them."""
    theme: Identifier | None = None
    """Of services, the theme that they answer."""
    capacity_unit: str | None = None
    """Of services with a capacity, what one is called there, as places or beds. It is published as
    places: a layer that counts anything else, as groups or posts, maps no `capacity`."""
    attributes: dict[str, Candidates] = Field(default_factory=dict)
    """Our columns and the attributes they are read from: one name, candidates of which the first is
    taken that the layer has, or a template as in `{strasse} {hausnr}`."""
    where: Rows = {}
    """Which features are places or areas of this layer: attribute -> what it says, one of several
    texts, or a condition; the others are counted and left out (planned or closed ones, another
    kind). Several layers may read the same features."""
    ignored: list[str] = []
    """Attributes that are known and not read; any other that no key names is told."""
    verified: bool = False
    """Whether the mapping was compared with the layer's real attributes. What does not fit is set
    aside with a warning until then, and stops the publication from then on."""
    null_tokens: list[Label] = Field(default_factory=list)
    """Texts that mean that nothing is known."""
    crs: Crs | None = None
    """Its coordinate system, where the layer neither has degrees nor states it."""
    axis_order: Literal["lon_lat", "lat_lon"] = "lon_lat"
    """Longitude first, as GeoJSON asks for, or the order of a server that has them exchanged."""
    max_rejected: int = Field(ge=0)
    """How many features or values may be set aside before the publication stops."""
    max_lost_share: float = Field(default=0.1, ge=0, le=1)
    """Share of the places or outlines in use that a new copy may lack; one that lacks more is set
    aside."""
    quirks: list[str] = Field(default_factory=list)
    """What was found in it, for its documentation."""
    area_levels: list[Identifier] = Field(default_factory=list)
    """Of figures, the levels whose areas the features may be; the one that fits is taken."""
    state: State | None = None
    """Of figures, their period where no attribute says it."""
    table: dict[str, Any] | None = None
    """Of figures, all else as of a table in sources.yaml."""

    @model_validator(mode="after")
    def _consistent(self) -> "Layer":
        asked, ignored = map(key_of, self.where), set(map(key_of, self.ignored))
        if foreign := sorted(ignored.intersection(asked)):
            raise ValueError(f"attributes of `where` that are ignored: {foreign}")
        of_figures = {"area_levels": self.area_levels, "state": self.state, "table": self.table}
        if self.role == "figures":
            return self._figures()
        if given := [name for name, value in of_figures.items() if value]:
            raise ValueError(f"only a layer of figures has {', '.join(given)}")
        service = {
            "service_type": self.service_type,
            "planning_field": self.planning_field,
            "theme": self.theme,
        }
        if self.role == "service":
            missing = [name for name, value in service.items() if value is None]
            if missing:
                raise ValueError(f"a service layer needs {', '.join(missing)}")
        else:
            given = [name for name, value in service.items() if value is not None]
            if given or self.capacity_unit:
                raise ValueError(f"a boundary has no {', '.join(given or ['capacity_unit'])}")
            if self.area_level is None:
                raise ValueError("a boundary layer needs area_level")
        mapping = self.mapping
        if isinstance(mapping, ServiceMapping):
            if (mapping.area is None) != (self.area_level is None):
                raise ValueError("`area` in the attributes and `area_level` go together")
            if (mapping.capacity is None) != (self.capacity_unit is None):
                raise ValueError("`capacity` in the attributes and `capacity_unit` go together")
        elif mapping.code is None and self.area_level != "city":
            raise ValueError("a boundary layer needs `code` in its attributes")
        return self

    def _figures(self) -> "Layer":
        if not self.area_levels or self.table is None or self.planning_field is None:
            raise ValueError("a layer of figures needs area_levels, table and planning_field")
        if "max_lost_share" in self.model_fields_set:
            raise ValueError("of a layer of figures, max_lost_share stands in `table`")
        if self.where or self.ignored:
            raise ValueError(
                "of a layer of figures, `where` stands in `table`, and no attribute is told that "
                "needs `ignored`"
            )
        if self.area_level or self.service_type or self.capacity_unit or self.theme:
            raise ValueError("a layer of figures has no area_level, service_type, theme, capacity")
        if self.state is None and PERIOD not in self.attributes:
            raise ValueError(f"say when: `{PERIOD}` in the attributes, or `state`")
        return self

    @property
    def candidates(self) -> dict[str, list[str]]:
        """Column -> its candidates in order, each as a template."""
        if self.role == "figures":
            return {name: _templates(value) for name, value in self.attributes.items()}
        return self.mapping.candidates()

    @property
    def mapping(self) -> ServiceMapping | BoundaryMapping:
        model = ServiceMapping if self.role == "service" else BoundaryMapping
        try:
            return model.model_validate(self.attributes)
        except ValidationError as error:
            problems = [
                f"attributes.{'.'.join(map(str, one['loc']))}: {one['msg']}"
                for one in error.errors()
            ]
            raise ValueError("; ".join(problems)) from None

    @property
    def required(self) -> list[str]:
        """The columns without which a row of the layer means nothing."""
        if self.role == "service":
            return ["name"]
        if self.role == "figures":
            return []
        return [] if self.area_level == "city" else ["code"]


class LayerFile(Declaration):
    """The whole of ``layers.yaml``; ``defaults`` are already part of each layer here."""

    geodata: Geodata
    """Where the layers are, and what holds for all of them."""
    layers: list[Layer]
    """The layers."""


class Layers(Declaration):
    """The declared layers of a city; empty for a city without ``layers.yaml``.

    ``lines``: layer id -> line of its entry in ``layers.yaml``, for messages.
    """

    geodata: Geodata | None = None
    layers: tuple[Layer, ...] = ()
    lines: Mapping[str, int] = Field(default_factory=dict)

    def url(self, layer: Layer, base_url: str | None = None) -> str:
        """The address of a layer's features; ``base_url`` stands in for the declared server."""
        return self.url_of(layer.layer, base_url)

    def url_of(self, layer: str, base_url: str | None = None) -> str:
        """The same of a layer by the portal's id."""
        assert self.geodata is not None
        base = (base_url or self.geodata.base_url).rstrip("/")
        # the server's address had another name once
        return self.geodata.items_url.format(base_url=base, geodata_base=base, layer=layer)

    def where(self, layer: Layer) -> str:
        """Where the layer is declared, as in ``layers.yaml:41``."""
        return f"layers.yaml:{self.lines[layer.id]}"


def _templates(value: Candidates) -> list[str]:
    return [as_template(one) for one in ([value] if isinstance(value, str) else value)]


def as_template(candidate: str) -> str:
    return candidate if _PLACEHOLDER.search(candidate) else "{" + candidate + "}"


def key_of(attribute: str) -> str:
    """An attribute's name as it is compared."""
    return plain_label(attribute).strip().casefold()


def attributes_of(template: str) -> list[str]:
    """The attributes that a template speaks of, in its order."""
    return _PLACEHOLDER.findall(template)


def fill(template: str, values: Mapping[str, str | None]) -> str | None:
    """The template with ``values`` (attribute as written in it -> text); None if all are empty.

    Blanks that empty attributes leave behind are taken away.
    """
    if not any(values.get(name) for name in attributes_of(template)):
        return None
    text = _PLACEHOLDER.sub(lambda match: values.get(match.group(1)) or "", template)
    return " ".join(text.split()).strip(" ,;")
