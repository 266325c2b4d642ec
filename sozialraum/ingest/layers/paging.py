"""Layers that a server delivers in pages: each says where the next one is (`rel: next`)."""

import json
from collections.abc import Callable
from typing import Any

from sozialraum.ingest.body import Body
from sozialraum.ingest.fetch import NotFetchedError
from sozialraum.ingest.formats.more import drop_signs, is_next
from sozialraum.ingest.layers.geojson import LayerFormError, next_page, read_collection, refuse_more
from sozialraum.ingest.pages import next_address

# What a server says of the moment of its answer, not of the layer: it must not make a new landing.
_MOMENT = "timeStamp"
_OF_THE_ANSWER = (_MOMENT, "numberReturned")


def whole_layer(
    url: str, first: bytes, fetch: Callable[[str], Body | None], max_bytes: int
) -> bytes:
    """The layer as one document: the first page, with the features of all that follow.

    A layer that comes in one page stays as it came, byte for byte.

    Args:
        url: of the first page. fetch: the page at an address of the same server.
        max_bytes: how large all pages together may be.

    Raises:
        NotFetchedError: a page could not be had or is none, leads to another server or in a
            circle; the pages together are too large.
    """
    document = _page(url, first)
    address = next_page(document)
    if address is None:
        return first
    features: list[Any] = list(document["features"])
    here, size, seen = url, len(first), {url}
    known, counted = _said(features), _told_apart(features)
    while address is not None:
        here = next_address(here, address, seen)
        body = fetch(here)
        if body is None:
            raise NotFetchedError(f"{here}: answered 304 to a request without conditions")
        size += len(body.content)
        if size > max_bytes:
            raise NotFetchedError(
                f"{len(seen)} pages are larger than {max_bytes:,} bytes "
                "(`max_bytes` in sources.yaml)"
            )
        page = _page(here, body.content)
        _check_total(here, document, page)
        new, new_counted = _said(page["features"]), _told_apart(page["features"])
        # of a server that minds no offset, or has no order: another one is on no page. Where it
        # tells how many there are, a layer may have equal ones that have ids of their own, or
        # neither id nor geometry
        if counted & new_counted or (document.get("numberMatched") is None and known & new):
            raise NotFetchedError(f"page {here} has a feature of a page before: the pages overlap")
        known |= new
        counted |= new_counted
        features += page["features"]
        address = next_page(page)
        if address is None and page["features"]:
            _refuse_more(here, page, len(features), len(seen))
    drop_signs(document, "features")
    if isinstance(document.get("properties"), dict):
        drop_signs(document["properties"], "")
    document = {key: value for key, value in document.items() if key not in _OF_THE_ANSWER}
    document["links"] = [one for one in document["links"] if not is_next(one)]
    document["features"] = features
    return json.dumps(document, ensure_ascii=False).encode()


def timeless(layer: bytes) -> bytes:
    """A whole layer without the moment of the answer; one that has none as it is, byte for byte."""
    if f'"{_MOMENT}"'.encode() not in layer:
        return layer
    document = read_collection(layer)
    if document.pop(_MOMENT, None) is None:
        return layer
    return json.dumps(document, ensure_ascii=False).encode()


def _said(features: list[Any], *more: str) -> set[str]:
    """What features say, without their ids: those of a view are others in each answer."""
    return {json.dumps([one.get(m) for m in ("properties", "geometry", *more)]) for one in features}


def _told_apart(features: list[Any]) -> set[str]:
    """What features say with their ids, of those that an id or a geometry tells apart."""
    told = [one for one in features if one.get("id") is not None or one.get("geometry")]
    return _said(told, "id")


def _check_total(url: str, first: dict[str, Any], page: dict[str, Any]) -> None:
    """A layer that changes while it is read would be put together of two states."""
    before, now = first.get("numberMatched"), page.get("numberMatched")
    if now is None:
        return
    if before is None:
        # what only a later page says is true of all together
        first["numberMatched"] = now
    elif before != now:
        raise NotFetchedError(
            f"page {url}: the layer has {now} features by now, the first page said {before}: it "
            "changed meanwhile"
        )


def _refuse_more(url: str, page: dict[str, Any], found: int, pages: int) -> None:
    try:
        refuse_more(page, found, pages)
    except LayerFormError as error:
        raise NotFetchedError(f"page {url}: {error}") from None


def _page(url: str, content: bytes) -> dict[str, Any]:
    try:
        return read_collection(content)
    except LayerFormError as error:
        raise NotFetchedError(f"page {url}: {error}") from None
