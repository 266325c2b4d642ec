"""The connector that asks the city's portal for its tables."""

import os
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial

from sozialraum.base.errors import SourceError
from sozialraum.declarations.catalogue import Catalogue
from sozialraum.declarations.source import Source
from sozialraum.ingest.addresses import Place, place_of, told_rows
from sozialraum.ingest.body import Body, ends_with_line, problem_with
from sozialraum.ingest.completeness import lost_rows
from sozialraum.ingest.connector import Answer, Unavailable, Unchanged
from sozialraum.ingest.described import Ask, Descriptions
from sozialraum.ingest.fetch import AbsentError, Fetcher, NotFetchedError, Request, not_fetched
from sozialraum.ingest.landing import Known, Retrieved
from sozialraum.ingest.pages import refuse_page, whole_list

PORTAL_VARIABLE = "SOZIALRAUM_PORTAL_URL"
PROGRESS_SECONDS = 2.0
# what a server that can write a table in several formats is asked for
_TYPES = {
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "json": "application/json",
    "json-stat": "application/json",
    "sdmx-json": "application/vnd.sdmx.data+json, application/json;q=0.9",
    "parquet": "application/vnd.apache.parquet",
    "zip": "application/zip",
}

Outcome = Body | NotFetchedError | None


class PortalConnector:
    """Asks for the tables of sources, several at once and each only if it changed.

    ``today`` decides which years of a yearly series can exist. ``SOZIALRAUM_PORTAL_URL`` stands
    in for the portal's address (a mirror); landings keep the address that was really asked.
    """

    def __init__(self, catalogue: Catalogue, today: date) -> None:
        self._catalogue = catalogue
        self._today = today
        self._mirror = os.environ.get(PORTAL_VARIABLE, "").rstrip("/") or None
        # of each provider its own patience
        self._fetchers: dict[str | None, Fetcher] = {
            None: Fetcher(catalogue.portal.fetch),
            **{name: Fetcher(one.fetch) for name, one in catalogue.portals.items()},
        }
        # and threads of its own: one that answers slowly does not keep the others waiting
        self._pools = {
            name: ThreadPoolExecutor(fetcher.at_once, thread_name_prefix="portal")
            for name, fetcher in self._fetchers.items()
        }
        self._descriptions = Descriptions()
        self._found: dict[tuple[str, str], str] = {}
        self._asked: dict[tuple[str, str], tuple[Known | None, Future[Outcome]]] = {}
        self._states: dict[str, dict[str, str]] = {}

    def close(self) -> None:
        """Ends what is still going on; the connector is of no more use."""
        for fetcher in self._fetchers.values():
            fetcher.close()
        for pool in self._pools.values():
            pool.shutdown(wait=True, cancel_futures=True)

    def ask_ahead(self, source: Source, known: Mapping[str, Known]) -> None:
        """See ``Connector``."""
        for dataset in self._datasets(source):
            state = known.get(dataset)
            self._asked[source.id, dataset] = state, self._submit(source, dataset, known)

    def retrieve(
        self,
        source: Source,
        known: Mapping[str, Known],
        heard: Callable[[str], None],
    ) -> Iterator[Answer]:
        """See ``Connector``; of a yearly series every year up to this one is asked for."""
        datasets = self._datasets(source)
        if not source.is_yearly_series:
            (outcome,) = self._ask(source, datasets, known, heard)
            yield self._answer(source, source.dataset, known, outcome)
            return
        years = self._years(source)
        outcomes = dict(zip(years, self._ask(source, datasets, known, heard), strict=True))
        there = [
            year
            for year, dataset in zip(years, datasets, strict=True)
            if dataset in known or not isinstance(outcomes[year], NotFetchedError)
        ]
        newest = max(there, default=None)
        for year in years:
            answer = self._yearly_answer(source, year, newest, known, outcomes[year])
            if answer is not None:
                yield answer

    def _datasets(self, source: Source) -> list[str]:
        if not source.is_yearly_series:
            return [source.dataset]
        return [source.dataset_of(year) for year in self._years(source)]

    def _years(self, source: Source) -> list[int]:
        """The years whose tables may exist by now."""
        assert source.first_year is not None
        last = min(self._today.year, source.ends or self._today.year)
        return sorted({*range(source.first_year, last + 1), *source.dataset_overrides})

    def _yearly_answer(
        self,
        source: Source,
        year: int,
        newest: int | None,
        known: Mapping[str, Known],
        outcome: Outcome,
    ) -> Answer | None:
        """The answer for one year; None where its table is not there and not expected yet.

        ``newest``: the last year that is published or landed; None where there is none.
        """
        dataset = source.dataset_of(year)
        if not isinstance(outcome, AbsentError) or dataset in known:
            # nobody knows yet whether a year after the newest one exists
            is_needed = newest is None or year <= newest
            return self._answer(source, dataset, known, outcome, is_needed=is_needed)
        if newest is None:
            problem = f"{outcome}, and no later year is there"
            return self._unavailable(source, dataset, problem, is_stale=True, is_needed=True)
        if year < newest:
            problem = f"year {year} is missing, although {newest} is there ({outcome})"
            return self._unavailable(source, dataset, problem, is_stale=False, is_needed=False)
        due = source.year_is_due_on(year)
        if due is None or self._today < due:
            return None
        problem = (
            f"year {year} is overdue since {due} ({outcome}); if its table has another id, "
            "name it in `dataset_overrides` in sources.yaml"
        )
        return self._unavailable(source, dataset, problem, is_stale=False, is_needed=False)

    def _ask(
        self,
        source: Source,
        datasets: list[str],
        known: Mapping[str, Known],
        heard: Callable[[str], None],
    ) -> list[Outcome]:
        """For each table its body, None where it did not change, or why it could not be had."""
        futures = []
        for dataset in datasets:
            state = known.get(dataset)
            asked_with, future = self._asked.pop((source.id, dataset), (None, None))
            if future is None or asked_with != state:
                future = self._submit(source, dataset, known)
            futures.append(future)
        self._watch(source, futures, self._states[source.id], heard)
        return [future.result() for future in futures]

    def _submit(self, source: Source, dataset: str, known: Mapping[str, Known]) -> Future[Outcome]:
        states = self._states.setdefault(source.id, {})
        pool = self._pools[source.portal]
        return pool.submit(self._fetch, source, dataset, known, states)

    def _fetch(
        self, source: Source, dataset: str, known: Mapping[str, Known], states: dict[str, str]
    ) -> Outcome:
        own = known.get(dataset)
        fetcher = self._fetchers[source.portal]
        heard = partial(states.__setitem__, dataset)
        portal = self._catalogue.portal_of(source)

        def ask(address: str, accept: str) -> bytes:
            request = Request(address, portal.fetch.max_bytes, lambda _: None, accept=accept)
            body = fetcher.fetch(request, heard)
            assert body is not None
            return body.content

        try:
            place = self._find(source, dataset, ask)
            # of a file that has moved the marks of the former one say nothing
            marked = own if own and own.url == place.url else None
            request = Request(
                url=place.url,
                max_bytes=self._max_bytes(source),
                check=partial(_problem, source, own or next(iter(known.values()), None)),
                etag=marked.etag if marked else None,
                last_modified=marked.last_modified if marked else None,
                accept=_accepted(source),
            )
            body = fetcher.fetch(request, heard)
            return None if body is None else self._whole(source, place, body, ask)
        except Exception as error:
            return not_fetched(error)

    def _find(self, source: Source, dataset: str, ask: Ask) -> Place:
        """Where a table is, which the provider's catalogue may have to be asked for."""
        url = self._catalogue.table_url(source, dataset, base_url=self._mirror)
        if source.url is not None:
            return Place(url)
        portal = self._catalogue.portal_of(source)
        place = place_of(portal, source, dataset, url, ask, self._descriptions)
        self._found[source.id, dataset] = place.url
        return place

    def _max_bytes(self, source: Source) -> int:
        return source.max_bytes or self._catalogue.portal_of(source).fetch.max_bytes

    def _whole(self, source: Source, place: Place, body: Body, ask: Ask) -> Body:
        """The body with all its pages, and as many rows as its headers and its catalogue say.

        Raises:
            NotFetchedError: a page could not be had, or there are fewer rows.
        """
        deadline = self._catalogue.portal_of(source).fetch.table_deadline
        ends_at = time.monotonic() + deadline

        def page(address: str) -> bytes:
            # each page has the deadline of a table; pages without end would take that of all
            if time.monotonic() > ends_at:
                raise NotFetchedError(
                    f"too slow: not all pages until the deadline of {deadline:g} s"
                )
            return ask(address, _accepted(source))

        if source.format == "json" and source.member is None:
            content = whole_list(
                place.url, body.content, source.records, page, self._max_bytes(source)
            )
            if content is not None:
                # the marks of the first page say nothing of the others
                body = replace(body, content=content, etag=None, last_modified=None, next_page=None)
        refuse_page(body)
        told: dict[str, int | None] = {}
        # of a table in a ZIP file or of a cube's cells it may count something else
        counts_rows = source.format in ("json", "csv", "tsv") and source.member is None
        if counts_rows and body.records is not None:
            header, records = body.records
            told[f"the header `{header}`"] = records
        if place.count_url is not None:
            # not every catalogue counts
            with suppress(AbsentError):
                told["the catalogue"] = told_rows(ask(place.count_url, "application/json"))
        for by, count in told.items():
            if count is not None and (problem := lost_rows(source, body.content, count, by)):
                raise NotFetchedError(problem)
        return body

    @staticmethod
    def _watch(
        source: Source,
        futures: list[Future[Outcome]],
        states: dict[str, str],
        heard: Callable[[str], None],
    ) -> None:
        """Waits for all, and tells how they get on while that takes long."""
        started = time.monotonic()
        while True:
            done, waiting = wait(futures, timeout=PROGRESS_SECONDS)
            if not waiting:
                return
            going = [states.get(dataset, "") for dataset in sorted(states)]
            heard(
                f"{source.id}: {len(done)} of {len(futures)} tables "
                f"after {time.monotonic() - started:.0f} s; {going[-1] if going else 'waiting'}"
            )

    def _answer(
        self,
        source: Source,
        dataset: str,
        known: Mapping[str, Known],
        outcome: Outcome,
        *,
        is_needed: bool = True,
    ) -> Answer:
        if isinstance(outcome, NotFetchedError):
            return self._unavailable(
                source, dataset, str(outcome), is_stale=True, is_needed=is_needed
            )
        if outcome is None:
            return Unchanged(landing=known[dataset].landing, checked_at=datetime.now(UTC))
        return Retrieved(
            dataset_id=dataset,
            url=self._url(source, dataset),
            content=outcome.content,
            retrieved_at=datetime.now(UTC),
            licence=source.licence,
            etag=outcome.etag,
            last_modified=outcome.last_modified,
            http_status=outcome.http_status,
            file_name=None if source.file_name("") == ".csv" else source.file_name(dataset),
        )

    def _unavailable(
        self, source: Source, dataset: str, problem: str, *, is_stale: bool, is_needed: bool
    ) -> Unavailable:
        return Unavailable(
            dataset_id=dataset,
            url=self._url(source, dataset),
            checked_at=datetime.now(UTC),
            problem=problem,
            is_stale=is_stale,
            is_needed=is_needed,
        )

    def _url(self, source: Source, dataset: str) -> str:
        told = self._catalogue.table_url(source, dataset, base_url=self._mirror)
        return self._found.get((source.id, dataset), told)


def _accepted(source: Source) -> str:
    """The declared format, and whatever else where a server does not know its name."""
    kind = source.format if source.member is None else source.content_kind
    return f"{_TYPES[kind]}, */*;q=0.5" if kind in _TYPES else "*/*"


def _problem(source: Source, like: Known | None, body: Body) -> str | None:
    """What is wrong with a body, also in the light of what is landed already: of it, or of another
    table of its series."""
    problem = problem_with(body, source)
    is_text = source.format in ("csv", "tsv") and source.member is None
    if problem is None and is_text and like is not None and not ends_with_line(body.content):
        try:
            before = like.landing.content()
        except SourceError:
            return None
        if ends_with_line(before):
            return "the table breaks off in the middle of a row"
    return problem
