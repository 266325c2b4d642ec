"""What the catalogue of a portal says of its datasets and their files: CKAN and DCAT-AP.

Each description is asked for once in a run, however many tables are found in it.
"""

import json
import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from threading import Lock
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urljoin, urlsplit

from sozialraum.ingest.fetch import NotFetchedError, on_same_server

if TYPE_CHECKING:
    import rdflib

Ask = Callable[[str, str], bytes]
"""Asks for a description: (address, what kinds are accepted) -> its bytes."""

MAX_PAGES = 200
RDF = "text/turtle, application/rdf+xml;q=0.9"
_HYDRA = "http://www.w3.org/ns/hydra/core#"
_NEXT = ("next", "nextPage")
_DUMP = "/datastore/dump/"
_FORMATS = {
    "tab-separated-values": "tsv",
    "vnd.apache.parquet": "parquet",
    "vnd.oasis.opendocument.spreadsheet": "ods",
    "vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "x-zip-compressed": "zip",
}


@dataclass(frozen=True)
class File:
    """A file of a dataset, with all that it is called; ``count_url`` tells its number of rows,
    where the catalogue makes the file of rows that it has."""

    names: frozenset[str]
    format: str
    url: str
    count_url: str | None = None


@dataclass(frozen=True)
class Dataset:
    """A dataset, with all that it is called; ``id`` is what it is declared by, ``address`` what no
    other one is called, ``titles`` are those of its names that others may have as well. Its licence
    and the address of that as the catalogue tells them. ``problem``: why nothing is known of it but
    that it is there."""

    id: str
    names: frozenset[str]
    files: tuple[File, ...]
    title: str = ""
    publisher: str = ""
    licence: str = ""
    licence_url: str = ""
    problem: str = ""
    address: str = ""
    titles: frozenset[str] = frozenset()


class _Kept:
    """What an iterator yields, for all who ask: it is taken on by one of them at a time, as far as
    somebody wants to know, and what it ends with is told to all."""

    def __init__(self, rest: Iterator[Dataset]) -> None:
        self._rest = rest
        self._lock = Lock()
        self._known: list[Dataset] = []
        self._ended: NotFetchedError | StopIteration | None = None

    def __iter__(self) -> Iterator[Dataset]:
        at = 0
        while True:
            with self._lock:
                if at == len(self._known):
                    self._go_on()
                if at == len(self._known):
                    if isinstance(self._ended, NotFetchedError):
                        raise self._ended
                    return
            yield self._known[at]
            at += 1

    def _go_on(self) -> None:
        if self._ended is None:
            try:
                self._known.append(next(self._rest))
            except (NotFetchedError, StopIteration) as end:
                self._ended = end


class Descriptions:
    """The catalogues that were asked in a run, shared by threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: dict[str, _Kept] = {}

    def datasets(self, kind: str, url: str, ask: Ask) -> Iterator[Dataset]:
        """What a description says: of ``ckan`` one dataset, of ``dcat`` one or the whole catalogue.

        Raises:
            AbsentError: there is no such description.
            NotFetchedError: it cannot be had or read.
        """
        read = _ckan if kind == "ckan" else _dcat
        with self._lock:
            kept = self._kept.setdefault(url, _Kept(read(url, ask)))
        return iter(kept)


def _ckan(url: str, ask: Ask) -> Iterator[Dataset]:
    try:
        said = json.loads(ask(url, "application/json"))
        found = ckan_dataset(url, said["result"])
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise NotFetchedError(
            f"{url} does not answer as CKAN does ({type(error).__name__}: {error})"
        ) from None
    yield found


def ckan_dataset(url: str, package: dict[str, Any]) -> Dataset:
    """A dataset as CKAN tells it at ``url``.

    Raises:
        LookupError, TypeError, AttributeError: it does not.
    """
    names = [plain(package[key]) for key in ("name", "id") if package.get(key)]
    return Dataset(
        id=names[0] if names else "",
        names=frozenset(names),
        files=tuple(_ckan_file(url, one) for one in package["resources"]),
        title=plain(package.get("title")),
        publisher=plain((package.get("organization") or {}).get("title")),
        licence=plain(package.get("license_title") or package.get("license_id")),
        licence_url=plain(package.get("license_url")),
    )


def plain(told: Any) -> str:
    """What JSON tells as a text that can be written down: of half a character a `?`."""
    return str(told or "").encode(errors="replace").decode()


def _ckan_file(url: str, resource: dict[str, Any]) -> File:
    address, count = resource.get("url") or "", None
    if resource.get("datastore_active") and (not address or _DUMP in address):
        # what was never a file: the portal writes one, all rows at once
        address = address or urljoin(url, f"{_DUMP}{resource['id']}")
        count = urljoin(url, f"/api/3/action/datastore_search?resource_id={resource['id']}&limit=0")
    names = [resource.get("id"), resource.get("name"), _file_name(address)]
    return File(
        frozenset(plain(name) for name in names if name),
        _format(str(resource.get("format") or ""), address),
        address,
        count,
    )


def _dcat(url: str, ask: Ask) -> Iterator[Dataset]:
    from rdflib import RDF as TYPES
    from rdflib.namespace import DCAT

    for graph in _graphs(url, ask):
        for one in sorted(graph.subjects(TYPES.type, DCAT.Dataset, unique=True), key=str):
            yield _dcat_dataset(graph, one)


def _dcat_dataset(graph: "rdflib.Graph", one: "rdflib.term.Node") -> Dataset:
    from rdflib.namespace import DCAT, DCTERMS, FOAF

    publishers = [
        str(named)
        for publisher in graph.objects(one, DCTERMS.publisher)
        for named in graph.objects(publisher, FOAF.name)
    ]
    # said of the dataset or, in DCAT-AP, of its files
    licences = [
        str(told)
        for thing in (one, *sorted(graph.objects(one, DCAT.distribution), key=str))
        for told in sorted(graph.objects(thing, DCTERMS.license), key=str)
    ]
    licence = licences[0] if licences else ""
    identifiers = sorted(str(told) for told in graph.objects(one, DCTERMS.identifier))
    titles = frozenset(str(told) for told in graph.objects(one, DCTERMS.title))
    # an address is no name of a file
    plain = [told for told in (*identifiers, _file_name(str(one))) if told and ":" not in told]
    return Dataset(
        id=plain[0] if plain else str(one),
        names=frozenset({str(one), *_names(graph, one)}),
        files=tuple(_distributions(graph, one)),
        title=min(titles, default=""),
        publisher=min(publishers, default=""),
        licence=_licence(licence),
        licence_url=licence if licence.startswith("http") else "",
        address=str(one),
        titles=titles.difference(identifiers),
    )


def _licence(told: str) -> str:
    """What a licence is called whose address is told: its end with a word (``by/4.0``)."""
    parts = unquote(_path(told)).strip("/").split("/")
    worded = [at for at, part in enumerate(parts) if re.search(r"[^\W\d_]", part)]
    return "/".join(parts[max(worded, default=0) :]) or told


def _graphs(url: str, ask: Ask) -> "Iterator[rdflib.Graph]":
    """A description, page by page."""
    import rdflib

    asked: list[str] = []
    following: str | None = url
    while following is not None:
        if len(asked) == MAX_PAGES:
            raise NotFetchedError(f"{url} has more than {MAX_PAGES} pages")
        asked.append(following)
        graph = read_rdf(following, ask(following, RDF))
        yield graph
        named = [
            str(one) for name in _NEXT for one in graph.objects(None, rdflib.URIRef(_HYDRA + name))
        ]
        try:
            pages = {urljoin(url, one) for one in named}
            pages = {on_same_server(url, one) or one for one in pages}
            following = min(pages.difference(asked), default=None)
            is_elsewhere = following is not None and on_same_server(url, following) is None
        except ValueError as error:
            raise NotFetchedError(f"{url}: its next page has no address ({error})") from None
        if is_elsewhere:
            raise NotFetchedError(f"{url} goes on at another host: {following}")


def read_rdf(url: str, content: bytes) -> "rdflib.Graph":
    """
    Raises:
        NotFetchedError: it is no Turtle or RDF/XML, or has entities of its own.
    """
    import rdflib

    if b"<!ENTITY" in content:
        raise NotFetchedError(f"{url} has entities of its own, which are not read")
    is_xml = content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<?xml", b"<rdf:RDF"))
    graph = rdflib.Graph()
    try:
        graph.parse(data=content, format="xml" if is_xml else "turtle", publicID=url)
    except Exception as error:
        # whatever its parsers find wrong
        first = (str(error).splitlines() or [""])[0][:200]
        raise NotFetchedError(
            f"{url} is no RDF that can be read ({type(error).__name__}: {first})"
        ) from None
    return graph


def _distributions(graph: "rdflib.Graph", dataset: "rdflib.term.Node") -> list[File]:
    """A file for each address and format that a distribution tells: of several none is the right
    one before it is declared."""
    from rdflib.namespace import DCAT, DCTERMS

    found = set()
    for one in graph.objects(dataset, DCAT.distribution):
        addresses = _told(graph, one, DCAT.downloadURL) or _told(graph, one, DCAT.accessURL)
        kinds = _told(graph, one, DCTERMS["format"]) or _told(graph, one, DCAT.mediaType) or {""}
        for address, kind in product(addresses, kinds):
            names = frozenset({*_names(graph, one), _file_name(address)})
            found.add(File(names, _format(kind, address), address))
    return sorted(found, key=lambda one: (one.url, one.format))


def _told(
    graph: "rdflib.Graph", thing: "rdflib.term.Node", predicate: "rdflib.term.Node"
) -> set[str]:
    return {str(told) for told in graph.objects(thing, predicate)} - {""}


def _names(graph: "rdflib.Graph", thing: "rdflib.term.Node") -> set[str]:
    from rdflib.namespace import DCTERMS

    told = [*graph.objects(thing, DCTERMS.identifier), *graph.objects(thing, DCTERMS.title)]
    return {str(one) for one in told} | {_file_name(str(thing))} - {""}


def _file_name(url: str) -> str:
    return unquote(posixpath.basename(_path(url).rstrip("/")))


def _path(url: str) -> str:
    """Of an address; nothing where it is none: that spoils no other file of a catalogue."""
    try:
        return urlsplit(url).path
    except ValueError:
        return ""


def _format(told: str, url: str) -> str:
    """``CSV``, ``text/csv``, ``.csv`` or an address that ends so; else what its file is called."""
    kind = told.strip().rpartition("/")[2].lstrip(".").lower()
    kind = _FORMATS.get(kind, kind)
    return kind or posixpath.splitext(_file_name(url))[1].lstrip(".").lower()
