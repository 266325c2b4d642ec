"""The tables that somebody names who has no declaration yet: files, addresses, catalogues."""

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from tempfile import mkdtemp
from urllib.parse import unquote, urlsplit

from sozialraum.base.errors import MonitorError, SourceError
from sozialraum.declarations.source import FetchPolicy, Portal
from sozialraum.ingest.addresses import told_rows
from sozialraum.ingest.described import Ask
from sozialraum.ingest.fetch import AbsentError, Fetcher, NotFetchedError, Request
from sozialraum.ingest.listing import Listed, Listing, listing_of
from sozialraum.ingest.pages import refuse_page
from sozialraum.ingest.plain import Plain, as_text

MOST = 12
"""So many tables of a catalogue are taken unasked."""
_TABLE = "text/csv, */*;q=0.5"
"""What is accepted where a table is asked for."""


@dataclass(frozen=True)
class Given:
    """A table on this machine, and what is known of it; ``dataset`` is its id in a catalogue."""

    path: Path
    title: str
    text: Plain
    """The table as it is guessed from."""
    url: str | None = None
    dataset: str | None = None
    office: str = ""
    licence: str = ""
    licence_url: str = ""


@dataclass(frozen=True)
class Choice:
    """Which tables of a catalogue: their ids, or words in id, title or publisher; ``hosts`` are
    those beside the catalogue's own on which they may lie."""

    tables: Sequence[str] = ()
    search: str = ""
    hosts: Sequence[str] = ()


@dataclass
class Gathered:
    """``left``: tables of the catalogue that could not be had, and why."""

    tables: list[Given] = field(default_factory=list)
    portal: Portal | None = None
    left: list[str] = field(default_factory=list)


class UndecidedError(MonitorError):
    """A catalogue has more tables than are taken unasked; ``found`` are those to choose from."""

    def __init__(self, text: str, found: Sequence[Listed]) -> None:
        super().__init__(text)
        self.found = found


def gather(files: Sequence[str], folder: Path, choice: Choice) -> Gathered:
    """Has all tables below ``folder``, or where they are.

    Args:
        files: paths, addresses of tables, or the address of a catalogue.

    Raises:
        MonitorError: a file is not there, an address cannot be had, two catalogues.
        UndecidedError: it is not said which tables of a catalogue.
    """
    found = Gathered()
    for file in files:
        if re.match("https?://", file):
            _from_address(file, folder, choice, found)
        elif Path(file).is_file():
            path = Path(file)
            found.tables.append(Given(path, _title(path.stem), _text(file, path, folder)))
        else:
            raise MonitorError(
                f"{file} is no ordinary file: name the files themselves"
                if Path(file).exists()
                else f"{file}: there is no such file"
            )
    return found


def _from_address(address: str, folder: Path, choice: Choice, found: Gathered) -> None:
    policy = FetchPolicy(attempts=2, hosts=list(choice.hosts))
    fetcher = Fetcher(policy)

    def ask(url: str, accept: str) -> bytes:
        body = fetcher.fetch(
            Request(url, policy.max_bytes, lambda _: None, accept=accept), lambda _: None
        )
        assert body is not None
        if accept == _TABLE:
            refuse_page(body)
        return body.content

    try:
        path_of_it = urlsplit(address).path
    except ValueError as error:
        raise MonitorError(f"{address} is no address ({error})") from None
    try:
        listing = listing_of(address, ask, list(choice.hosts))
        if listing is None:
            name = PurePosixPath(unquote(path_of_it)).name or "table"
            path = _kept(folder, name, ask(address, _TABLE))
            text = _text(address, path, folder)
            found.tables.append(Given(path, _title(path.stem), text, url=address))
            return
        if found.portal is not None:
            raise MonitorError(f"{address}: a second catalogue; begin with the tables of one")
        found.portal = listing.portal
        found.left += listing.left
        for table in _chosen(address, listing, choice):
            try:
                found.tables.append(_from_catalogue(listing, table, folder, ask))
            except (NotFetchedError, SourceError) as error:
                found.left.append(f"{table.dataset}: {error}")
    except NotFetchedError as error:
        raise MonitorError(f"{address}: {error}") from None
    finally:
        fetcher.close()


def _chosen(address: str, listing: Listing, choice: Choice) -> list[Listed]:
    there = {name for one in listing.tables for name in (one.dataset, one.about.id)}
    for name in choice.tables:
        if name not in there:
            near = ", ".join(difflib.get_close_matches(name, there, n=3))
            raise MonitorError(
                f"{address} has no table '{name}'" + (f"; near to it: {near}" if near else "")
            )
    words = choice.search.casefold().split()
    fitting = [
        one
        for one in listing.tables
        if (not choice.tables or {one.dataset, one.about.id} & {*choice.tables})
        and all(
            word in f"{one.dataset} {one.title} {one.about.publisher}".casefold() for word in words
        )
    ]
    # the page of a dataset is the address of that
    page = {*unquote(urlsplit(address).path).split("/")}
    fitting = [one for one in fitting if one.about.names & page] or fitting
    asked = f" with '{choice.search}'" if words else ""
    if not fitting:
        raise MonitorError(
            f"{address} is a catalogue ({listing.portal.kind}) of {len(listing.tables)} tables"
            f", none{asked}; {listing.others} datasets have no such table"
        )
    if len(fitting) > MOST and not choice.tables:
        raise UndecidedError(
            f"{address} is a catalogue ({listing.portal.kind}) with {len(fitting)} tables of "
            f"text{asked}. Expected: at most {MOST}; choose by --table ID, several times, or by "
            "--search WORDS",
            fitting,
        )
    return fitting


def _from_catalogue(listing: Listing, table: Listed, folder: Path, ask: Ask) -> Given:
    place = listing.place(table)
    content = ask(place.url, _TABLE)
    if place.count_url is not None:
        try:
            told = told_rows(ask(place.count_url, "application/json"))
        except AbsentError:
            told = None  # not every catalogue counts
        # what a catalogue makes of its rows is asked for as text; a row has a line at least
        lines = len(content.splitlines()) - 1
        if told is not None and lines < told:
            raise NotFetchedError(f"{lines:,} rows came of {told:,}: it was cut")
    about = table.about
    path = _kept(folder, f"{table.title}.{table.file.format}", content)
    return Given(
        path,
        table.title,
        as_text(path, folder),
        dataset=table.dataset,
        office=about.publisher,
        licence=about.licence,
        licence_url=about.licence_url,
    )


def _kept(folder: Path, name: str, content: bytes) -> Path:
    """A file in a folder of its own, called so, as far as files may be."""
    plain = re.sub(r"[/\\\0\ud800-\udfff]", " ", name)[-60:]
    path = Path(mkdtemp(dir=folder)) / (plain if plain.strip(".") else "table")
    path.write_bytes(content)
    return path


def _text(given: str, path: Path, folder: Path) -> Plain:
    try:
        return as_text(path, folder)
    except SourceError as error:
        raise MonitorError(f"{given}: {error}") from None


def _title(stem: str) -> str:
    return re.sub(r"[_\s]+", " ", stem).strip()
