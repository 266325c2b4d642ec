"""Is an answer a whole GeoJSON feature collection? Checked before a feature is looked at."""

import json
import re
from dataclasses import dataclass
from typing import Any

from sozialraum.ingest.formats.more import (
    beside,
    goes_on,
    is_next,
    is_often_of_one_page,
    told_more,
    totals_told,
)
from sozialraum.ingest.strict_json import read_strictly


class LayerFormError(Exception):
    """The bytes are no feature collection; the text says what they are and what was expected."""


@dataclass(frozen=True)
class Document:
    """A feature collection. ``crs``: what its `crs` member names, None where it has none."""

    features: tuple[dict[str, Any], ...]
    crs: str | None

    @property
    def attributes(self) -> tuple[str, ...]:
        """The names of all attributes, in the order in which they appear."""
        names: dict[str, None] = {}
        for feature in self.features:
            names.update(dict.fromkeys(feature.get("properties") or {}))
        return tuple(names)


def problem_with_geojson(content: bytes) -> str | None:
    """Why ``content`` is not a feature collection; None where it is one. For connectors."""
    try:
        read_document(content)
    except LayerFormError as error:
        return str(error)
    return None


def read_document(content: bytes) -> Document:
    """Reads a GeoJSON feature collection (RFC 7946, also with the older `crs` member).

    Raises:
        LayerFormError: empty, not UTF-8, HTML, broken off, other JSON, only a part of the
            features, no features.
    """
    parsed = read_collection(content)
    features = parsed["features"]
    _check_complete(parsed, len(features))
    if not features:
        raise LayerFormError("the layer has no features")
    return Document(tuple(features), _crs(parsed.get("crs")))


def read_collection(content: bytes) -> dict[str, Any]:
    """A feature collection as JSON, also one that is a page of a longer one.

    Raises:
        LayerFormError: empty, not UTF-8, HTML, broken off, other JSON.
    """
    parsed = _parse(content)
    if not isinstance(parsed, dict) or parsed.get("type") != "FeatureCollection":
        raise LayerFormError(
            f"expected a GeoJSON FeatureCollection, found {json.dumps(parsed)[:120]}"
        )
    features = parsed.get("features")
    if not isinstance(features, list):
        raise LayerFormError("the FeatureCollection has no list `features`")
    for number, feature in enumerate(features, start=1):
        _check_feature(number, feature)
    return parsed


def next_page(collection: dict[str, Any]) -> str | None:
    """Where the features behind those of a page are (OGC API Features 1.0, 7.15.6)."""
    links = collection.get("links")
    for link in links if isinstance(links, list) else []:
        if is_next(link):
            return str(link.get("href") or "")
    return None


def _parse(content: bytes) -> Any:
    if not content.strip():
        raise LayerFormError("the answer is empty")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise LayerFormError(
            f"byte {error.start}: {content[error.start : error.end]!r} is not UTF-8, "
            "in which GeoJSON has to be written"
        ) from None
    if text.lstrip()[:1] == "<":
        raise LayerFormError(
            f"begins with {text.lstrip()[:40]!r}: a page, not GeoJSON (an error or login page?)"
        )
    try:
        return read_strictly(text)
    except ValueError as error:
        raise LayerFormError(f"not readable as JSON (broken off?): {error}") from None
    except RecursionError:
        raise LayerFormError("not readable as JSON: nested too deeply") from None


def _check_feature(number: int, feature: Any) -> None:
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        raise LayerFormError(f"feature {number} is not a Feature: {json.dumps(feature)[:80]}")
    if not isinstance(feature.get("properties") or {}, dict):
        raise LayerFormError(f"feature {number}: `properties` are not keys and values")


def _check_complete(parsed: dict[str, Any], found: int) -> None:
    for name, matched in totals_told(parsed).items():
        if matched > found:
            raise LayerFormError(f"only {found} of {matched} features were delivered")
        if matched < found and not is_often_of_one_page(name):
            raise LayerFormError(
                f"{found} features were delivered, of {matched} that there are: the pages overlap"
            )
    returned = _count(parsed.get("numberReturned"))
    if returned is not None and returned != found:
        raise LayerFormError(f"{returned} features were announced, {found} are there")
    rest = next_page(parsed)
    if rest is not None:
        raise LayerFormError(
            f"only the first {found} features were delivered; the rest is at {rest}"
        )
    for told in _beside(parsed):
        if more := told_more(told, found):
            raise LayerFormError(f"only {found} features were delivered; it says that {more}")


def refuse_more(last: dict[str, Any], found: int, pages: int) -> None:
    """
    Raises:
        LayerFormError: the last of so many pages says that there are more features, and not where.
    """
    for told in _beside(last):
        if more := goes_on(told, found, pages):
            raise LayerFormError(
                f"only {found} features were delivered; it names no next page, but says that {more}"
            )


def _beside(collection: dict[str, Any]) -> list[dict[str, Any]]:
    """What may speak of a collection as a whole, beside its features."""
    told = collection, collection.get("properties")
    return [beside(one, "features") for one in told if isinstance(one, dict)]


def _count(said: Any) -> int | None:
    """A number of features, also as servers write it that do not keep to the standard."""
    if isinstance(said, str) and re.fullmatch(r"[0-9]{1,15}", said):
        return int(said)
    if isinstance(said, float) and said.is_integer():
        return int(said)
    return said if isinstance(said, int) and not isinstance(said, bool) else None


def _crs(member: Any) -> str | None:
    if member is None:
        return None
    try:
        return str(member["properties"]["name"])
    except (KeyError, TypeError):
        raise LayerFormError(
            f"the `crs` member names no system: {json.dumps(member)[:80]}"
        ) from None
