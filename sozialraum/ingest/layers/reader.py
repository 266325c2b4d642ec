"""Turns a landed layer into rows: services or areas, and what could not be used of it."""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import shapely

from sozialraum.declarations.city import Level
from sozialraum.declarations.layer import Geodata, Layer
from sozialraum.ingest.layers.attributes import Attributes, Feature, as_text, find_attributes
from sozialraum.ingest.layers.geojson import LayerFormError, read_document
from sozialraum.ingest.layers.geometry import (
    ExchangedAxesError,
    GeometryError,
    as_outline,
    as_place,
    read_geometry,
)
from sozialraum.ingest.layers.outlines import (
    OVERLAP_SHARE,
    Outline,
    describe_outlines,
    doubled,
    overlaps,
)
from sozialraum.ingest.layers.systems import to_degrees
from sozialraum.words.numbers import readings


@dataclass(frozen=True)
class Setting:
    """What reading a layer depends on beside its own entry.

    ``where``: place of the entry, as in ``layers.yaml:41``. ``level``: of ``layer.area_level``.
    ``city_code``: code of the city as an area. ``decimal``: the sign before decimals in texts of
    the city's language.
    """

    geodata: Geodata
    where: str
    level: Level | None
    city_code: str
    decimal: str


@dataclass
class LayerContent:
    """The rows of a layer; every feature that its entry takes is in ``services``, in ``boundaries``
    or, as one that cannot be used, in ``rejects``.

    ``features``: how many the file has; ``left_out``: those of them that the entry does not take.
    ``other_texts``: what these say in the attributes by which features are chosen, unless that is
    too much.
    ``unmapped``: declared columns that the layer does not have. ``unused``: attributes that no
    column takes.
    """

    features: int
    left_out: int
    other_texts: list[str] | None
    attributes: tuple[str, ...]
    unmapped: tuple[str, ...]
    unused: tuple[str, ...]
    services: list[dict[str, Any]] = field(default_factory=list)
    boundaries: list[dict[str, Any]] = field(default_factory=list)
    rejects: list[dict[str, Any]] = field(default_factory=list)

    def reject(
        self, number: int, column: str, found: str | None, reason: str, *, whole: bool = True
    ) -> None:
        """``whole``: the feature is not used at all; else only what stands in ``column``."""
        self.rejects.append(
            {
                "feature_number": number,
                "column_name": column,
                "value_text": found or "",
                "reason": reason,
                "removes_feature": whole,
            }
        )


def read_layer(layer: Layer, setting: Setting, content: bytes) -> LayerContent:
    """Reads the bytes of a layer.

    Raises:
        LayerFormError: the file as a whole is not what its entry declares.
    """
    document = read_document(content)
    attributes = find_attributes(layer, setting.where, document.attributes, setting.decimal)
    features = attributes.taken(document.features, setting.where)
    read = LayerContent(
        len(document.features),
        len(document.features) - len(features),
        attributes.other_texts(document.features, features),
        document.attributes,
        attributes.unmapped,
        attributes.unused(document.attributes),
    )
    geometries = _geometries(layer, setting, features, document.crs, read)
    if layer.role == "service":
        _read_services(layer, setting, features, attributes, geometries, read)
    else:
        _read_boundaries(layer, setting, features, attributes, geometries, read)
    return read


def _geometries(
    layer: Layer,
    setting: Setting,
    features: Mapping[int, Feature],
    crs: str | None,
    read: LayerContent,
) -> dict[int, Any]:
    """Feature number -> place or outline, of the features that have a usable one."""
    bounds = setting.geodata.bounds
    degrees = to_degrees(crs, layer.crs)
    shape: Callable[..., Any] = as_place if layer.role == "service" else as_outline
    found: dict[int, Any] = {}
    exchanged = 0
    for number, feature in features.items():
        try:
            geometry = read_geometry(
                feature.get("geometry"),
                exchanged=layer.axis_order == "lat_lon",
                degrees=degrees,
            )
            found[number] = shape(geometry, bounds)
        except GeometryError as error:
            exchanged += isinstance(error, ExchangedAxesError)
            read.reject(number, "geometry", error.found, str(error))
    if (
        exchanged > 1
        and exchanged == len(read.rejects)
        and not any(map(_is_located, found.values()))
    ):
        order = "lon_lat" if layer.axis_order == "lat_lon" else "lat_lon"
        raise LayerFormError(
            f"longitude and latitude are exchanged in all {exchanged} features; if the layer is "
            f"meant so, declare it here: {setting.where} (`axis_order: {order}`)"
        )
    return found


def _is_located(shaped: Any) -> bool:
    return getattr(shaped, "note", "") != "without_location"


def _read_services(
    layer: Layer,
    setting: Setting,
    features: Mapping[int, Feature],
    attributes: Attributes,
    places: Mapping[int, Any],
    read: LayerContent,
) -> None:
    ids = _feature_ids(features, attributes)
    taken: dict[str, int] = {}
    for number, feature in features.items():
        if number not in places:
            continue
        key = ids[number]
        if key in taken:
            read.reject(number, "id", key, f"duplicate of feature {taken[key]}")
            continue
        values = attributes.read(feature.get("properties"))
        if values["name"] is None:
            read.reject(number, "name", None, "a service without a name")
            continue
        taken[key] = number
        label = values.pop("area", None)
        code = read_code(label, layer, setting.level)
        if label is not None and code is None:
            read.reject(number, "area", label, f"not an area of {layer.area_level}", whole=False)
        values.pop("id", None)
        read.services.append(
            {
                **values,
                "service_name": values["name"],
                "feature_number": number,
                "feature_id": key,
                "capacity": _capacity(number, values.get("capacity"), read, setting.decimal),
                "longitude": places[number].longitude,
                "latitude": places[number].latitude,
                "location_note": places[number].note,
                "stated_area_level": layer.area_level if code is not None else None,
                "stated_area_code": code,
                "attributes": {
                    name: as_text(value)
                    for name, value in (feature.get("properties") or {}).items()
                },
            }
        )


def _feature_ids(features: Mapping[int, Feature], attributes: Attributes) -> dict[int, str]:
    """Feature number -> what names it across vintages.

    That is the id which the layer gives, if no other feature has it; else a hash of all that the
    feature says, so that only a feature that is there twice is a duplicate.
    """
    given = {
        number: attributes.read(feature.get("properties")).get("id") or as_text(feature.get("id"))
        for number, feature in features.items()
    }
    uses = Counter(given.values())
    ids = {}
    for number, feature in features.items():
        name = given[number]
        said = json.dumps([feature.get("properties"), feature.get("geometry")], sort_keys=True)
        digest = hashlib.sha256(said.encode()).hexdigest()[:12]
        ids[number] = name if name and uses[name] == 1 else digest
    return ids


def _capacity(number: int, text: str | None, read: LayerContent, decimal: str) -> float | None:
    """A count; what is none, as half a place, is set aside and the capacity stays unknown."""
    if text is None:
        return None
    found = readings(text, decimal)
    ways = " or ".join(f"{float(one):g}" for one in found)
    if len(found) > 1:
        reason = f"can be read in two ways: {ways}"
    elif not found or found[0].startswith("-"):
        reason = "not a number of places"
    elif not float(found[0]).is_integer():
        reason = f"read as {ways}, which is no whole number of places"
    else:
        return float(found[0])
    read.reject(number, "capacity", text, reason, whole=False)
    return None


def _read_boundaries(
    layer: Layer,
    setting: Setting,
    features: Mapping[int, Feature],
    attributes: Attributes,
    outlines: Mapping[int, Any],
    read: LayerContent,
) -> None:
    collected: dict[str, list[int]] = {}
    names: dict[str, str | None] = {}
    for number, feature in features.items():
        if number not in outlines:
            continue
        values = attributes.read(feature.get("properties"))
        label = values.get("code")
        code = (
            setting.city_code
            if layer.area_level == "city"
            else read_code(label, layer, setting.level)
        )
        if code is None:
            found = "a code" if label is None else f"a code of {layer.area_level}"
            read.reject(number, "code", label, f"an area without {found}")
            continue
        # an area may come in several features: they are its parts
        collected.setdefault(code, []).append(number)
        names.setdefault(code, values.get("name"))
    merged = [
        Outline(code, shapely.union_all([outlines[number] for number in numbers]))
        for code, numbers in sorted(collected.items())
    ]
    _refuse_two_states(layer, setting, collected, outlines, merged)
    read.boundaries = [
        {
            "feature_number": collected[described.code][0],
            "area_level": layer.area_level,
            "area_code": described.code,
            "area_name": names[described.code],
            **described.columns(),
        }
        for described in describe_outlines(merged, setting.geodata)
    ]


def _refuse_two_states(
    layer: Layer,
    setting: Setting,
    features: Mapping[str, Sequence[int]],
    outlines: Mapping[int, Any],
    areas: Sequence[Outline],
) -> None:
    """
    Args:
        features: by the code of an area, of which features it is made.
    """
    ways = (
        f"if the layer has earlier states of areas too, say which count: {setting.where} (`where`)"
    )
    for code, numbers in features.items() if layer.area_level != "city" else ():
        if (share := doubled([outlines[number] for number in numbers])) > OVERLAP_SHARE:
            raise LayerFormError(
                f"area {code} has the outlines of features {', '.join(map(str, numbers))}, which "
                f"cover {share:.0%} of it more than once. Expected: parts beside each other; {ways}"
            )
    for one, other, share in overlaps(areas):
        raise LayerFormError(
            f"the outlines of areas {one} (feature {features[one][0]}) and {other} (feature "
            f"{features[other][0]}) have {share:.0%} of the smaller one in common. Expected: areas "
            f"beside each other; {ways}"
        )


def read_code(label: str | None, layer: Layer, level: Level | None) -> str | None:
    """The code of an area: the label's by the level's pattern, else the label itself when it is
    a whole number, filled with zeros to ``layer.code_digits``."""
    if label is None or level is None:
        return None
    match = level.find(label)
    if match and (code := match.groupdict().get("code")):
        return str(code)
    if not re.fullmatch(r"\d+", label):
        return None
    return label.zfill(layer.code_digits) if layer.code_digits else label
