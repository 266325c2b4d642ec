"""Reads a city's declarations from its folder."""

import os
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from sozialraum.base.errors import DeclarationError
from sozialraum.base.files import entries, state_of
from sozialraum.base.project import CITY_VARIABLE
from sozialraum.base.yaml_file import read_yaml
from sozialraum.declarations.catalogue import NO_LAYERS, Catalogue
from sozialraum.declarations.city import (
    AreaFile,
    CityFile,
    Council,
)
from sozialraum.declarations.consistency import check_consistency
from sozialraum.declarations.coverability import CoverabilityFile
from sozialraum.declarations.figure_layer import figure_sources
from sozialraum.declarations.files import FILES
from sozialraum.declarations.indicator import (
    IndicatorFile,
    ServiceFile,
)
from sozialraum.declarations.layer import LayerFile, Layers
from sozialraum.declarations.measure import MeasureFile, MeasureWords
from sozialraum.declarations.nearest import nearest
from sozialraum.declarations.outlook import Outlook
from sozialraum.declarations.pandemic import PandemicFile
from sozialraum.declarations.places import find_places, line_of, place_of
from sozialraum.declarations.reform_file import read_reforms
from sozialraum.declarations.register import RegisterFile
from sozialraum.declarations.social_index import IndexSpec
from sozialraum.declarations.source import (
    OfficeFileCatalogue,
    Source,
    SourceCatalogue,
)
from sozialraum.declarations.theme import ThemeFile

CITIES = Path(__file__).resolve().parents[2] / "cities"

_Model = TypeVar("_Model", bound=BaseModel)


def find_city(cities: Path = CITIES, city: str | None = None) -> Path:
    """The folder of a city: the name of one below ``cities/``, or the path of one elsewhere; by
    default of the one to work for, which ``SOZIALRAUM_CITY`` says, or the only one there is.

    Raises:
        DeclarationError: there is none, or it is not said which.
        WarehouseError: a folder may not be listed.
    """
    wanted = city or os.environ.get(CITY_VARIABLE)
    for folder in (Path(wanted), cities / wanted) if wanted else ():
        if entries(folder, "city.yaml"):
            return folder
    known = [folder.name for folder in entries(cities) if entries(folder, "city.yaml")]
    if wanted:
        # what it lacks is said by who reads it
        if city and Path(city).is_dir():
            return Path(city)
        said = wanted if city else f"{CITY_VARIABLE}={wanted}"
        raise DeclarationError(f"{said}: no such city; known: {known}, or the path of a folder")
    if len(known) != 1:
        raise DeclarationError(f"set {CITY_VARIABLE} to one of {known} (found in {cities})")
    return cities / known[0]


def load_catalogue(folder: Path | None = None) -> Catalogue:
    """Reads and checks ``REQUIRED_FILES`` in ``folder``, and those other ``FILES`` that it has.

    Raises:
        DeclarationError: names file, place and what is wrong.
        WarehouseError: the folder may not be listed.
    """
    folder = folder or find_city()
    return _loaded(folder, _states(folder))


def _states(folder: Path) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """By which is told that no file was changed: a refresh asks four times for the catalogue, and
    to read it takes half a second."""
    read = [*entries(folder, "*.yaml"), *entries(folder, "*.csv")]
    return tuple((path.name, state_of(path)) for path in read)


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
    check_consistency(catalogue)
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
    if content is None:
        raise DeclarationError(f"{path}: line 1: the file is empty. Expected: keys and values")
    if not isinstance(content, dict):
        raise DeclarationError(
            f"{path}: line 1: expected keys and values, found {type(content).__name__}"
        )
    return content


def _validate(path: Path, content: dict[str, Any], model: type[_Model]) -> _Model:
    try:
        return model.model_validate(content)
    except ValidationError as error:
        lines = [
            f"  {_place(content, item['loc'])}: {_said(item, model)} (line {_line(path, item)})"
            for item in error.errors()
        ]
        raise DeclarationError("\n".join([f"{path}:", *lines])) from None


_EXPECTED = {
    "missing": "the key is missing",
    "list_type": "expected a list",
    "dict_type": "expected keys and values",
    "model_type": "expected keys and values",
    "bool_parsing": "expected true or false",
    "bool_type": "expected true or false",
    "int_parsing": "expected a whole number",
    "int_from_float": "expected a whole number",
    "float_parsing": "expected a number",
}
"""The words for what is wrong, by the kind that the library has of it."""


def _said(item: Any, model: type[BaseModel]) -> str:
    """What is wrong at a place, and what stands there."""
    said = _EXPECTED.get(item["type"], str(item["msg"]).removeprefix("Value error, "))
    if item["type"] == "too_short":
        return "expected at least {min_length}, found {actual_length}".format(**item["ctx"])
    if item["type"] == "extra_forbidden":
        return f"there is no such key here{_meant(item, model)}"
    if item["type"] in ("missing", "value_error") or isinstance(item["input"], dict | list):
        return said
    known = re.findall(r"'([^']*)'", said) if item["type"] == "literal_error" else []
    return f"{said}, found {item['input']!r}{nearest(item['input'], known)}"


def _line(path: Path, item: Any) -> int:
    """The line of a place; of what is wrong with the whole file, that of the entry that is quoted
    first, and of what is quoted then in it."""
    quoted = re.findall(r"'(\w+)'", item["msg"])
    if not item["loc"] and quoted:
        line = place_of(path, *quoted[:2]).rpartition(":")[2]
        return int(line) if line.isdigit() else 1
    return line_of(path, item["loc"])


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


def _meant(item: Any, model: type[BaseModel]) -> str:
    """The keys nearest to one that nobody knows, of those that may stand there."""
    *parents, key = item["loc"]
    forms = _forms_at(model.model_json_schema(), parents)
    return nearest(key, {known for form in forms for known in form})


def _forms_at(schema: dict[str, Any], location: Sequence[int | str]) -> list[dict[str, Any]]:
    """The keys that may stand at a place, of each form that the place may have."""
    definitions = schema.get("$defs", {})

    def forms(one: Any) -> list[dict[str, Any]]:
        if "$ref" in one:
            return forms(definitions[one["$ref"].rpartition("/")[2]])
        parts = [*one.get("anyOf", ()), *one.get("oneOf", ()), *one.get("allOf", ())]
        return [one, *(form for part in parts for form in forms(part))]

    here = forms(schema)
    for step in location:
        inner = [
            form["items"] if isinstance(step, int) else form["properties"][step]
            for form in here
            if ("items" in form if isinstance(step, int) else step in form.get("properties", ()))
        ] or [
            value
            for form in here
            for value in (
                form.get("additionalProperties"),
                *form.get("patternProperties", {}).values(),
            )
            if isinstance(value, dict)
        ]
        # what is no step is the choice among several kinds of entry
        here = [form for one in inner for form in forms(one)] or here
    return [form["properties"] for form in here if "properties" in form]
