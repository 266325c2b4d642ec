"""Whether a layer lost features that are in use: one that was cut is no new state of it."""

from typing import TYPE_CHECKING

from sozialraum.base.errors import SourceError
from sozialraum.declarations.layer import Layer
from sozialraum.ingest.landing import Landing
from sozialraum.ingest.layers.attributes import find_attributes
from sozialraum.ingest.layers.geojson import Document, LayerFormError, read_document
from sozialraum.ingest.wire import not_said_before

if TYPE_CHECKING:
    from sozialraum.ingest.layers.reader import Setting


def lost_features(layer: Layer, setting: "Setting", in_use: Landing, content: bytes) -> str | None:
    """Why ``content`` does not take the place of the landing in use; None where it may.

    Whether it can be read at all is judged elsewhere.
    """
    try:
        copies = read_document(in_use.content()), read_document(content)
    except (SourceError, LayerFormError):
        return None
    hint = ""
    try:
        (before, texts_before), (now, texts) = (_taken(layer, setting, copy) for copy in copies)
        hint = not_said_before(texts, texts_before)
    except LayerFormError:
        # the copy in use is of before the attribute that `where` asks for
        before, now = (len(copy.features) for copy in copies)
    if before - now <= layer.max_lost_share * before:
        return None
    return (
        f"{before - now} of {before} features are no longer there{hint}. Expected: at most "
        f"{layer.max_lost_share:.0%} fewer than in the copy of {in_use.retrieved_at:%Y-%m-%d}; if "
        f"the loss is meant, raise `max_lost_share` in {setting.where}"
    )


def _taken(layer: Layer, setting: "Setting", copy: Document) -> tuple[int, list[str] | None]:
    """How many features of a copy the entry takes, as it is declared today, and what others say."""
    attributes = find_attributes(layer, setting.where, copy.attributes, setting.decimal)
    taken = attributes.taken(copy.features, setting.where)
    return len(taken), attributes.other_texts(copy.features, taken)
