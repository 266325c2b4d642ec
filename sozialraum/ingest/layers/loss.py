"""Whether a layer lost features that are in use, or that could be used: one that was cut, or whose
places cannot be read any more, is no new state of it."""

from collections import Counter
from typing import TYPE_CHECKING

from sozialraum.base.errors import SourceError
from sozialraum.declarations.layer import Layer
from sozialraum.ingest.landing import Landing
from sozialraum.ingest.layers.attributes import find_attributes
from sozialraum.ingest.layers.geojson import Document, LayerFormError, read_document
from sozialraum.ingest.wire import not_said_before

if TYPE_CHECKING:
    # shapely is loaded when a layer is read, not when the definitions are
    from sozialraum.ingest.layers.reader import LayerContent, Setting


def lost_features(layer: Layer, setting: "Setting", in_use: Landing, content: bytes) -> str | None:
    """Why ``content`` does not take the place of the landing in use; None where it may.

    Whether it can be read at all is judged elsewhere.
    """
    try:
        used = in_use.content()
        copies = read_document(used), read_document(content)
    except (SourceError, LayerFormError):
        return None
    if used == content:
        return None
    problem = _no_longer_there(layer, setting, copies)
    if problem is None:
        problem = _no_longer_usable(layer, setting, (used, content))
    if problem is None:
        return None
    return (
        f"{problem}. Expected: at most "
        f"{layer.max_lost_share:.0%} fewer than in the copy of {in_use.retrieved_at:%Y-%m-%d}; if "
        f"the loss is meant, raise `max_lost_share` in {setting.where}"
    )


def _no_longer_there(
    layer: Layer, setting: "Setting", copies: tuple[Document, Document]
) -> str | None:
    hint = ""
    try:
        (before, texts_before), (now, texts) = (_taken(layer, setting, copy) for copy in copies)
        hint = not_said_before(texts, texts_before)
    except LayerFormError:
        # the copy in use is of before the attribute that `where` asks for
        before, now = (len(copy.features) for copy in copies)
    if not _is_too_much(layer, before, now):
        return None
    return f"{before - now} of {before} features are no longer there{hint}"


def _no_longer_usable(
    layer: Layer, setting: "Setting", contents: tuple[bytes, bytes]
) -> str | None:
    from sozialraum.ingest.layers.reader import read_layer

    try:
        copies = [read_layer(layer, setting, content) for content in contents]
    except LayerFormError:
        return None
    before, now = map(_usable, copies)
    if not _is_too_much(layer, before, now):
        return None
    kind = "places" if layer.role == "service" else "outlines"
    return f"{before - now} of {before} {kind} can no longer be used{_commonest_reason(copies[-1])}"


def _is_too_much(layer: Layer, before: int, now: int) -> bool:
    return before - now > layer.max_lost_share * before


def _taken(layer: Layer, setting: "Setting", copy: Document) -> tuple[int, list[str] | None]:
    """How many features of a copy the entry takes, as it is declared today, and what others say."""
    attributes = find_attributes(layer, setting.where, copy.attributes, setting.decimal)
    taken = attributes.taken(copy.features, setting.where)
    return len(taken), attributes.other_texts(copy.features, taken)


def _usable(read: "LayerContent") -> int:
    """How many outlines there are, or services of which the layer says where they are."""
    return len(read.boundaries) + len(read.services) - _without_place(read)


def _without_place(read: "LayerContent") -> int:
    return sum(
        one["location_note"] == "without_location" and one["stated_area_code"] is None
        for one in read.services
    )


def _commonest_reason(read: "LayerContent") -> str:
    reasons = Counter(
        # of duplicates each names another feature
        one["reason"].partition(" of feature ")[0]
        for one in read.rejects
        if one["removes_feature"]
    )
    reasons["it says neither where they are nor in which area"] = _without_place(read)
    ((reason, times),) = reasons.most_common(1)
    return f"; commonest reason ({times}): {reason}" if times else ""
