"""Answers in pages: each says where the next one is, and together they are the whole.

A list of records in a JSON document, as catalogues' interfaces answer, and what layers' pages
(``layers/paging.py``) have in common with it. Nothing is cut without a word: a document whose list
is shorter than it says itself is refused where it is read (``formats/typed.py``).
"""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urldefrag, urljoin

from sozialraum.ingest.body import Body
from sozialraum.ingest.fetch import NotFetchedError, on_same_server
from sozialraum.ingest.formats.more import beside, drop_signs, goes_on, most_told, next_link
from sozialraum.ingest.strict_json import read_strictly

MAX_PAGES = 10_000
# the latter of `nächsteSeite`, however its second letter is written
_NEXT = (b"next", b"chste")


def whole_list(
    url: str, first: bytes, records: str | None, fetch: Callable[[str], bytes], max_bytes: int
) -> bytes | None:
    """A document with the records of its page and of all that follow; None where it is whole.

    Args:
        url: of the first page. records: the keys that lead to the list, joined by dots.
        fetch: the page at an address of the same server.
        max_bytes: how large all pages together may be.

    Raises:
        NotFetchedError: a page could not be had or has no such list, leads to another server or in
            a circle, or has a record of one before; the pages together are too large.
    """
    # most documents have no pages, and need not be read for that; UTF-16 has zeros between letters
    small = b"" if records is None else first.lower().replace(b"\0", b"")
    if records is None or not any(one in small for one in _NEXT):
        return None
    keys = records.split(".")
    document = _document(url, first)
    found = _list(document, keys)
    address = _next(document, keys)
    if found is None or not found or address is None:
        return None
    here, size, seen = url, len(first), {url}
    known = {json.dumps(one) for one in found}
    most = _total(document, keys)
    while address is not None:
        here = next_address(here, address, seen)
        content = fetch(here)
        size += len(content)
        if size > max_bytes:
            raise NotFetchedError(
                f"{len(seen)} pages are larger than {max_bytes:,} bytes "
                "(`max_bytes` in sources.yaml)"
            )
        page = _document(here, content)
        more = _list(page, keys)
        if more is None:
            raise NotFetchedError(f"page {here} has no list under `{records}`")
        # of a server that minds no offset, or of a list that grew meanwhile
        new = {json.dumps(one) for one in more}
        if overlap := known & new:
            raise NotFetchedError(
                f"page {here} has a record of a page before ({min(overlap)[:200]}): the pages "
                "overlap, and others may be missing"
            )
        known |= new
        found += more
        most = max(most, _total(page, keys))
        # some name a next page behind the last one for ever
        address = _next(page, keys) if more else None
        if more and address is None:
            _refuse_more(here, page, keys, len(found), len(seen))
    if most > len(found):
        raise NotFetchedError(
            f"its {len(seen)} pages have {len(found)} records, and one says that there are {most}: "
            "the list changed meanwhile, or a page is missing"
        )
    # of the first page that was true
    for one, key in zip(_parents(document, keys), keys, strict=True):
        drop_signs(one, key)
        for name in {"links", "_links"} - {key}:
            one.pop(name, None)
    # escaped: whatever encoding is declared that has the letters of ASCII reads it alike
    return json.dumps(document).encode(json.detect_encoding(first))


def refuse_page(body: Body) -> None:
    """
    Raises:
        NotFetchedError: a header says that this is one page of several (RFC 8288): of what has no
            place for it, such as CSV or a bare list, nothing else does.
    """
    if body.next_page is not None:
        raise NotFetchedError(
            f"it is one page of several: the header `Link` names the next one, {body.next_page}. "
            "Expected: an address that gives the whole (an export, a higher limit)"
        )


def next_address(here: str, link: str, seen: set[str]) -> str:
    """The address of the next page, which is added to those ``seen``.

    Raises:
        NotFetchedError: it is none, on another server, or one of a page that was there already.
    """
    try:
        # what stands behind `#` is not asked for: it would make one page look like many
        address, _ = urldefrag(urljoin(here, link))
        own = on_same_server(here, address)
    except ValueError as error:
        raise NotFetchedError(f"the next page has no address: {link[:80]!r} ({error})") from None
    if own is None:
        raise NotFetchedError(f"the next page is on another server: {address}")
    if own in seen:
        raise NotFetchedError(f"the pages lead in a circle, back to {own}")
    seen.add(own)
    if len(seen) > MAX_PAGES:
        raise NotFetchedError(f"more than {MAX_PAGES:,} pages")
    return own


def _document(url: str, content: bytes) -> Any:
    try:
        return read_strictly(content.decode(json.detect_encoding(content)))
    except (ValueError, RecursionError) as error:
        raise NotFetchedError(f"page {url} is no JSON that can be read ({error})") from None


def _parents(document: Any, keys: list[str]) -> list[dict[str, Any]]:
    """The objects that lead to the list, from the outermost on."""
    found = []
    for key in keys:
        if not isinstance(document, dict):
            break
        found.append(document)
        document = document.get(key)
    return found


def _list(document: Any, keys: list[str]) -> list[Any] | None:
    parents = _parents(document, keys)
    found = parents[-1].get(keys[-1]) if len(parents) == len(keys) else None
    return found if isinstance(found, list) else None


def _total(document: Any, keys: list[str]) -> int:
    """How many records a page says that there are on all pages; 0 where it does not."""
    return max(most_told(one) for one in _beside(document, keys))


def _next(document: Any, keys: list[str]) -> str | None:
    """The address of the next page, as one of the usual forms tells it."""
    links = map(next_link, _beside(document, keys))
    return next((address for address in links if address is not None), None)


def _beside(document: Any, keys: list[str]) -> list[dict[str, Any]]:
    """What stands beside the list, and beside the way to it."""
    return [beside(one, key) for one, key in zip(_parents(document, keys), keys, strict=False)]


def _refuse_more(url: str, page: Any, keys: list[str], there: int, pages: int) -> None:
    """
    Raises:
        NotFetchedError: the last page says that there are more, and not where.
    """
    for one in _beside(page, keys):
        if more := goes_on(one, there, pages):
            raise NotFetchedError(
                f"page {url} names no next one, but says that {more}: {there} records came"
            )
