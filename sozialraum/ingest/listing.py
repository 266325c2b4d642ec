"""What a catalogue has, for whoever does not know yet which of its tables to declare.

Its kind is told by how it answers. All of it is read, page by page, as much as it says that there
is.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import urlsplit, urlunsplit

from sozialraum.declarations.source import FetchPolicy, Portal
from sozialraum.ingest.addresses import Place, allowed, exported
from sozialraum.ingest.described import (
    MAX_PAGES,
    RDF,
    Ask,
    Dataset,
    Descriptions,
    File,
    ckan_dataset,
    plain,
)
from sozialraum.ingest.fetch import AbsentError, NotFetchedError
from sozialraum.ingest.formats.kind import kind_of

PAGE = 100
FORMATS = (("csv", "tsv"), ("xlsx",), ("ods",), ("json",), ("px",), ("parquet",))
"""Those that can be guessed from; of a table in several of them the first is taken."""
# what portals have behind their own address
_INSIDE = re.compile(r"/(?:api|dataset|datasets|explore|group|organization)(?:/.*)?$")
_RDF = (b"<?xml", b"<rdf:RDF", b"@prefix", b"@base", b"PREFIX", b"BASE")

_Page = tuple[int, list[Dataset]]
_ReadPage = Callable[[str, Any], _Page]


@dataclass(frozen=True)
class Listed:
    """A table of a catalogue; ``dataset`` is what declares it."""

    dataset: str
    title: str
    about: Dataset
    file: File


@dataclass(frozen=True)
class Listing:
    """A catalogue, its tables, how many datasets have none that can be guessed from, and those
    that it tells in a form that cannot be read: which, and why."""

    portal: Portal
    url: str
    tables: tuple[Listed, ...]
    others: int
    left: tuple[str, ...] = ()

    def place(self, table: Listed) -> Place:
        """
        Raises:
            NotFetchedError: it is on a host that is not declared.
        """
        found = allowed(table.file.url, self.url, self.portal)
        return Place(found, table.file.count_url)


def listing_of(address: str, ask: Ask, hosts: list[str]) -> Listing | None:
    """What the catalogue at an address has; None where there is a file and no catalogue.

    Args:
        hosts: others on which its files may lie.

    Raises:
        NotFetchedError: it cannot be had or read, or told fewer datasets than it says it has.
    """
    absent = None
    try:
        content = ask(address, f"{RDF}, */*;q=0.5")
    except AbsentError as error:
        # not every portal has a page where its interface begins
        content, absent = b"", error
    fetch = FetchPolicy(hosts=hosts)
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(_RDF):
        parts = urlsplit(address)
        base = urlunsplit((parts.scheme, parts.netloc, "", "", ""))
        rest = address.removeprefix(base).replace("{", "%7B").replace("}", "%7D")
        portal = Portal(kind="dcat", base_url=base, table_url=f"{{base_url}}{rest}", fetch=fetch)
        return _listing(portal, address, list(Descriptions().datasets("dcat", address, ask)))
    if kind_of(content) not in ("html", "json", "xml", "empty", "other"):
        return None
    for base in _bases(address):
        for kind, question, read in _INTERFACES:
            datasets = _datasets(asked := base + question, ask, read)
            if datasets is not None:
                return _listing(Portal(kind=kind, base_url=base, fetch=fetch), asked, datasets)
    raise absent or NotFetchedError(
        "there is neither a table nor a catalogue of CKAN, Opendatasoft or DCAT-AP (RDF)"
    )


def _bases(address: str) -> list[str]:
    """Where the portal may be: at the address, above what it has inside, at its host."""
    parts = urlsplit(address)
    path = parts.path.rstrip("/")
    paths = dict.fromkeys([_INSIDE.sub("", path), path, ""])
    return [urlunsplit((parts.scheme, parts.netloc, one, "", "")) for one in paths]


def _datasets(asked: str, ask: Ask, read: _ReadPage) -> list[Dataset] | None:
    """All datasets; None where nothing answers in that form."""
    try:
        told, page = read(asked, json.loads(ask(f"{asked}0", "application/json")))
    except (NotFetchedError, *_NOT_AS_TOLD):
        return None
    # pages overlap where the catalogue changes meanwhile, or where it minds no `start`
    found: dict[str, Dataset] = {}
    came = 0
    for _ in range(MAX_PAGES):
        before, came = len(found), came + len(page)
        found |= {one.id: one for one in page}
        if len(found) >= told:
            return [*found.values()]
        if len(found) == before:
            break
        url = f"{asked}{came}"
        try:
            now, page = read(asked, json.loads(ask(url, "application/json")))
        except _NOT_AS_TOLD as error:
            raise NotFetchedError(f"{url} has no datasets ({error})") from None
        told = max(told, now)
    raise NotFetchedError(f"{asked}: {len(found):,} of the {told:,} datasets were told")


_NOT_AS_TOLD = (
    ValueError, LookupError, TypeError, AttributeError, RecursionError, OverflowError
)  # fmt: skip


def _ckan_page(url: str, said: Any) -> _Page:
    result = said["result"]
    return int(result["count"]), _each(url, result["results"], ckan_dataset)


def _opendatasoft_page(url: str, said: Any) -> _Page:
    return int(said["total_count"]), _each(url, said["results"], _opendatasoft)


def _each(url: str, told: list[Any], read: Callable[[str, Any], Dataset]) -> list[Dataset]:
    """The datasets of a page: one that is told in another form does not take the others with it.

    Raises:
        ValueError: none is told in this form.
    """
    found = []
    for number, one in enumerate(told, start=1):
        try:
            dataset = read(url, one)
            if not dataset.id:
                raise ValueError("it has no name")
        except _NOT_AS_TOLD as error:
            names = [one.get(key) for key in _NAMES] if isinstance(one, dict) else []
            id_ = next((plain(name) for name in names if name), f"number {number} of {url}")
            why = f"the catalogue tells it in another form ({type(error).__name__}: {error})"
            dataset = Dataset(id_, frozenset(), (), problem=why)
        found.append(dataset)
    if found and all(one.problem for one in found):
        raise ValueError(found[0].problem)
    return found


_NAMES = ("name", "dataset_id", "id")


_INTERFACES: tuple[tuple[Literal["ckan", "opendatasoft"], str, _ReadPage], ...] = (
    ("ckan", f"/api/3/action/package_search?rows={PAGE}&sort=name+asc&start=", _ckan_page),
    (
        "opendatasoft",
        f"/api/explore/v2.1/catalog/datasets?limit={PAGE}&offset=",
        _opendatasoft_page,
    ),
)


def _opendatasoft(url: str, told: Any) -> Dataset:
    id_ = plain(told["dataset_id"])
    about = told["metas"]["default"]
    place = exported(f"{url.partition('?')[0]}/{id_}/exports", "csv")
    file = File(frozenset({id_}), "csv", place.url, place.count_url)
    return Dataset(
        id=id_,
        names=frozenset({id_}),
        files=(file,),
        title=plain(about.get("title")),
        publisher=plain(about.get("publisher")),
        licence=plain(about.get("license")),
        licence_url=plain(about.get("license_url")),
    )


def _listing(portal: Portal, url: str, datasets: list[Dataset]) -> Listing:
    tables: list[Listed] = []
    others = 0
    for one in datasets:
        files: dict[str, File] = {}
        for formats in FORMATS:
            files = files or {
                file.url: file for file in one.files if file.format in formats and file.url
            }
        others += not files and not one.problem
        title = one.title or one.id
        if [file.format for file in files.values()] == ["csv"]:
            tables += [Listed(one.id, title, one, file) for file in files.values()]
            continue
        for file in files.values():
            name = _name(file, one)
            if name is not None:
                whole = title if len(files) == 1 else f"{title}: {name}"
                tables.append(Listed(f"{one.id}/{name}", whole, one, file))
    left = tuple(f"{one.id}: {one.problem}" for one in datasets if one.problem)
    return Listing(portal, url, tuple(tables), others, left)


def _name(file: File, dataset: Dataset) -> str | None:
    """What no other file of the dataset is called: the shortest of such names."""
    taken = {name for other in dataset.files if other.url != file.url for name in other.names}
    own = [name for name in file.names - taken if name.isprintable() and not {*name} & {*"/\\"}]
    return min(own, key=lambda name: (len(name), name), default=None)
