"""Where a table lies: what the catalogue of a portal says of a dataset and its files.

A catalogue is asked through :mod:`fetch`, under the same deadlines and limits as a table is; what
it names is gone to only on its own host, or on one that is declared.
"""

import json
import posixpath
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote, urljoin, urlsplit

from sozialraum.declarations.source import Portal, Source
from sozialraum.ingest.fetch import AbsentError, NotFetchedError

if TYPE_CHECKING:
    import rdflib

Ask = Callable[[str, str], bytes]
"""Asks for a description: (address, what kinds are accepted) -> its bytes."""

MAX_PAGES = 200
RDF = "text/turtle, application/rdf+xml;q=0.9"
_HYDRA = "http://www.w3.org/ns/hydra/core#"
_NEXT = ("next", "nextPage")
_FORMATS = {
    "tab-separated-values": "tsv",
    "vnd.apache.parquet": "parquet",
    "vnd.oasis.opendocument.spreadsheet": "ods",
    "vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "x-zip-compressed": "zip",
}


@dataclass(frozen=True)
class File:
    """A file of a dataset, with all that it is called."""

    names: frozenset[str]
    format: str
    url: str


def address_of(portal: Portal, source: Source, dataset: str, url: str, ask: Ask) -> str:
    """The address of a table.

    Args:
        url: where the table is, or what tells of it (``Portal.table_address``).

    Raises:
        AbsentError: the catalogue has no such dataset, or no such file of it.
        NotFetchedError: it cannot be had or read, does not say which of several files, or names a
            file on another host.
    """
    if portal.kind == "address":
        return url
    if portal.kind == "opendatasoft":
        return _export(source, url)
    if portal.kind == "ckan":
        _, _, wanted = dataset.partition("/")
        files = _ckan_files(url, ask)
    else:
        wanted, files = _dcat_files(portal, dataset, url, ask)
    found = urljoin(url, _one(files, wanted, dataset, source).url)
    return _allowed(found, url, portal)


def _export(source: Source, url: str) -> str:
    """An Opendatasoft portal makes the whole of a dataset in the format that is asked for."""
    kind = "csv" if source.format == "tsv" else source.format
    said = f"?delimiter={quote(source.separator, safe='')}&with_bom=false" if kind == "csv" else ""
    return f"{url}/{kind}{said}"


def _ckan_files(url: str, ask: Ask) -> list[File]:
    try:
        said = json.loads(ask(url, "application/json"))
        resources: list[dict[str, Any]] = said["result"]["resources"]
        return [_ckan_file(url, one) for one in resources]
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise NotFetchedError(
            f"{url} does not answer as CKAN does ({type(error).__name__}: {error})"
        ) from None


def _ckan_file(url: str, resource: dict[str, Any]) -> File:
    address = resource.get("url") or ""
    if not address and resource.get("datastore_active"):
        # what was never a file: the portal writes one, all rows at once
        address = urljoin(url, f"/datastore/dump/{resource['id']}")
    names = [resource.get("id"), resource.get("name"), _file_name(address)]
    return File(
        frozenset(str(name) for name in names if name),
        _format(str(resource.get("format") or ""), address),
        address,
    )


def _dcat_files(portal: Portal, dataset: str, url: str, ask: Ask) -> tuple[str, list[File]]:
    """What the file is called, and the files of the dataset."""
    from rdflib import RDF as TYPES
    from rdflib.namespace import DCAT

    is_own = "{dataset}" in portal.table_url
    for graph in _graphs(url, ask):
        found = sorted(graph.subjects(TYPES.type, DCAT.Dataset, unique=True), key=str)
        for one in found:
            names = {str(one), *_names(graph, one)}
            for name in names:
                if dataset == name or dataset.startswith(f"{name}/"):
                    return dataset[len(name) + 1 :], _distributions(graph, one)
        if is_own and len(found) == 1:
            return dataset.partition("/")[2], _distributions(graph, found[0])
    raise AbsentError(f"{url} describes no dataset '{dataset}'")


def _graphs(url: str, ask: Ask) -> "Iterator[rdflib.Graph]":
    """A description, page by page."""
    import rdflib

    asked: list[str] = []
    following: str | None = url
    while following is not None:
        if len(asked) == MAX_PAGES:
            raise NotFetchedError(f"{url} has more than {MAX_PAGES} pages")
        asked.append(following)
        content = ask(following, RDF)
        if b"<!ENTITY" in content:
            raise NotFetchedError(f"{following} has entities of its own, which are not read")
        is_xml = content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<?xml", b"<rdf:RDF"))
        graph = rdflib.Graph()
        try:
            graph.parse(data=content, format="xml" if is_xml else "turtle", publicID=following)
        except Exception as error:
            # whatever its parsers find wrong
            first = (str(error).splitlines() or [""])[0][:200]
            raise NotFetchedError(
                f"{following} is no RDF that can be read ({type(error).__name__}: {first})"
            ) from None
        yield graph
        pages = {
            urljoin(url, str(one))
            for name in _NEXT
            for one in graph.objects(None, rdflib.URIRef(_HYDRA + name))
        }
        following = min(pages.difference(asked), default=None)
        if following is not None and urlsplit(following).netloc != urlsplit(url).netloc:
            raise NotFetchedError(f"{url} goes on at another host: {following}")


def _distributions(graph: "rdflib.Graph", dataset: "rdflib.term.Node") -> list[File]:
    from rdflib.namespace import DCAT, DCTERMS

    found = []
    for one in graph.objects(dataset, DCAT.distribution):
        address = graph.value(one, DCAT.downloadURL) or graph.value(one, DCAT.accessURL)
        if address is None:
            continue
        kind = graph.value(one, DCTERMS["format"]) or graph.value(one, DCAT.mediaType) or ""
        names = {*_names(graph, one), _file_name(str(address))}
        found.append(File(frozenset(names), _format(str(kind), str(address)), str(address)))
    return sorted(found, key=lambda one: one.url)


def _names(graph: "rdflib.Graph", thing: "rdflib.term.Node") -> set[str]:
    from rdflib.namespace import DCTERMS

    told = [*graph.objects(thing, DCTERMS.identifier), *graph.objects(thing, DCTERMS.title)]
    return {str(one) for one in told} | {_file_name(str(thing))} - {""}


def _one(files: Iterable[File], wanted: str, dataset: str, source: Source) -> File:
    files = list(files)
    kind = "zip" if source.member is not None else source.format
    fits = [
        one for one in files if (wanted in one.names if wanted else one.format == kind) and one.url
    ]
    if len({one.url for one in fits}) == 1:
        return fits[0]
    there = "; ".join(f"{', '.join(sorted(one.names))} ({one.format})" for one in files[:20])
    if wanted and not fits:
        raise AbsentError(f"dataset '{dataset}': no file is called '{wanted}'; there are: {there}")
    raise NotFetchedError(
        f"dataset '{dataset}' has {len(fits)} files of the format {kind}; there are: {there}. "
        "Expected: one, or its name behind the id (`dataset: id/name` in sources.yaml)"
    )


def _allowed(found: str, url: str, portal: Portal) -> str:
    own, other = urlsplit(url), urlsplit(found)
    if other.scheme not in ("http", "https") or (own.scheme, other.scheme) == ("https", "http"):
        raise NotFetchedError(f"the catalogue names an address that is not gone to: {found}")
    if other.hostname not in (own.hostname, *portal.fetch.hosts):
        raise NotFetchedError(
            f"the catalogue names a file on another host: {found} (`fetch.hosts` of the portal in "
            "sources.yaml names those that may be gone to)"
        )
    return found


def _file_name(url: str) -> str:
    return unquote(posixpath.basename(urlsplit(url).path.rstrip("/")))


def _format(told: str, url: str) -> str:
    """``CSV``, ``text/csv``, ``.csv`` or an address that ends so; else what its file is called."""
    kind = told.strip().rpartition("/")[2].lstrip(".").lower()
    kind = _FORMATS.get(kind, kind)
    return kind or posixpath.splitext(_file_name(url))[1].lstrip(".").lower()
