"""Where a table lies: what the catalogue of a portal says of a dataset and its files.

A catalogue is asked through :mod:`fetch`, under the same deadlines and limits as a table is; what
it names is gone to only on its own host, or on one that is declared.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from sozialraum.declarations.source import Portal, Source
from sozialraum.ingest.described import Ask, Dataset, Descriptions, File
from sozialraum.ingest.fetch import AbsentError, NotFetchedError, on_same_server


@dataclass(frozen=True)
class Place:
    """The address of a table, and the one that tells how many rows it has, if there is one."""

    url: str
    count_url: str | None = None


def place_of(
    portal: Portal, source: Source, dataset: str, url: str, ask: Ask, known: Descriptions
) -> Place:
    """Where a table lies.

    Args:
        url: where the table is, or what tells of it (``Portal.table_address``).
        known: what catalogues said in this run.

    Raises:
        AbsentError: the catalogue has no such dataset, or no such file of it.
        NotFetchedError: it cannot be had or read, does not say which of several files, or names a
            file on another host.
    """
    if portal.kind == "address":
        return Place(url)
    if portal.kind == "opendatasoft":
        kind = "csv" if source.format == "tsv" else source.format
        return exported(url, kind, source.separator)
    wanted, files = _files(portal, dataset, url, ask, known)
    file = _one(files, wanted, dataset, source)
    return Place(allowed(file.url, url, portal), file.count_url)


def told_rows(answer: bytes) -> int | None:
    """How many rows a catalogue says that a table has; None where it does not, or estimates."""
    try:
        said = json.loads(answer)
        result = said.get("result") or {}
        told = said.get("total_count", result.get("total"))
        is_exact = not result.get("total_was_estimated")
    except (ValueError, AttributeError, RecursionError):
        return None
    return told if isinstance(told, int) and is_exact else None


def exported(url: str, kind: str, separator: str = ";") -> Place:
    """An Opendatasoft portal makes the whole of a dataset in the format that is asked for; ``url``
    is that of its exports."""
    said = f"?delimiter={quote(separator, safe='')}&with_bom=false" if kind == "csv" else ""
    return Place(f"{url}/{kind}{said}", url.removesuffix("/exports") + "/records?limit=0")


def _files(
    portal: Portal, dataset: str, url: str, ask: Ask, known: Descriptions
) -> tuple[str, tuple[File, ...]]:
    """What the file is called, and the files of the dataset."""
    is_own = portal.kind == "ckan" or "{dataset}" in portal.table_url
    found: list[Dataset] = []
    fits: list[_Fit] = []
    try:
        for one in known.datasets(portal.kind, url, ask):
            found.append(one)
            fits += _fits(one, dataset)
    except NotFetchedError:
        # what cannot be read of a catalogue takes nothing from what was
        if not fits:
            raise
    if fits:
        fit = _only(url, dataset, fits)
        return dataset[fit.length + 1 :], fit.dataset.files
    if is_own and len(found) == 1:
        if portal.kind == "ckan" and found[0].names:
            raise NotFetchedError(
                f"{url} answers with another dataset: {', '.join(sorted(found[0].names))}. "
                f"Expected: '{dataset.partition('/')[0]}' (`dataset` in sources.yaml)"
            )
        return dataset.partition("/")[2], found[0].files
    raise AbsentError(f"{url} describes no dataset '{dataset}'")


@dataclass(frozen=True)
class _Fit:
    """That a dataset is called like the first ``length`` signs of what is declared."""

    is_id: bool
    length: int
    dataset: Dataset


def _fits(one: Dataset, dataset: str) -> list[_Fit]:
    return [
        _Fit(name not in one.titles, len(name), one)
        for name in one.names
        if dataset == name or dataset.startswith(f"{name}/")
    ]


def _only(url: str, dataset: str, fits: Sequence[_Fit]) -> _Fit:
    """An id goes before a title, which datasets of several years often share.

    Raises:
        NotFetchedError: several datasets fit as well.
    """
    best = max((one.is_id, one.length) for one in fits)
    # one that is told on two pages is one
    alike = {one.dataset.address: one for one in fits if (one.is_id, one.length) == best}
    first, *others = alike.values()
    if not others:
        return first
    datasets = [one.dataset for one in alike.values()]
    told = [_own_name(one, datasets) for one in datasets]
    raise NotFetchedError(
        f"{url} has {len(told)} datasets called '{dataset[: first.length]}': "
        f"{', '.join(told[:20])}. Expected: one, or its id (`dataset` in sources.yaml)"
    )


def _own_name(one: Dataset, alike: Iterable[Dataset]) -> str:
    """What can be declared, and none of the others is called."""
    taken = {name for other in alike if other is not one for name in other.names} | one.titles
    own = [name for name in (one.id, *sorted(one.names)) if name not in taken and ":" not in name]
    return own[0] if own else one.address


def _one(files: Iterable[File], wanted: str, dataset: str, source: Source) -> File:
    files = list(files)
    kind = source.format if source.member is None else source.content_kind
    fits = [
        one for one in files if (wanted in one.names if wanted else one.format == kind) and one.url
    ]
    if len({one.url for one in fits}) == 1:
        return fits[0]
    there = "; ".join(_called(one, files) for one in files[:20])
    if wanted and not fits:
        raise AbsentError(f"dataset '{dataset}': no file is called '{wanted}'; there are: {there}")
    which = f"called '{wanted}'" if wanted else f"of the format {kind}"
    raise NotFetchedError(
        f"dataset '{dataset}' has {len(fits)} files {which}; there are: {there}. "
        "Expected: one, or its name behind the id (`dataset: id/name` in sources.yaml)"
    )


def _called(one: File, files: Iterable[File]) -> str:
    """Its names, with its address where another one has one of them, too."""
    others = [other for other in files if other.url != one.url]
    address = f", {one.url}" if any(one.names & other.names for other in others) else ""
    return f"{', '.join(sorted(one.names))} ({one.format}{address})"


def allowed(named: str, url: str, portal: Portal) -> str:
    """The address that a catalogue at ``url`` names, if it may be gone to.

    Raises:
        NotFetchedError: it is none, on another host than is declared, or of another kind.
    """
    try:
        found = urljoin(url, named)
        found = on_same_server(url, found) or found
        own, other = urlsplit(url), urlsplit(found)
    except ValueError as error:
        raise NotFetchedError(f"the catalogue names no address: {named!r} ({error})") from None
    if other.scheme not in ("http", "https") or (own.scheme, other.scheme) == ("https", "http"):
        raise NotFetchedError(f"the catalogue names an address that is not gone to: {found}")
    if other.hostname not in (own.hostname, *portal.fetch.hosts):
        raise NotFetchedError(
            f"the catalogue names a file on another host: {found} (`fetch.hosts` of the portal in "
            "sources.yaml names those that may be gone to)"
        )
    return found
