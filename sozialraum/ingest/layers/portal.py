"""The connector that asks the geodata server for its layers, several at once."""

import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from sozialraum.base.errors import SourceError
from sozialraum.declarations.layer import Layer
from sozialraum.declarations.source import FetchPolicy
from sozialraum.ingest.body import Body
from sozialraum.ingest.fetch import Fetcher, NotFetchedError, Request, not_fetched
from sozialraum.ingest.landing import Known
from sozialraum.ingest.layers.geojson import (
    LayerFormError,
    problem_with_geojson,
    read_collection,
)
from sozialraum.ingest.layers.paging import timeless, whole_layer
from sozialraum.ingest.layers.retrieval import LayerAnswer, retrieved_layer
from sozialraum.ingest.pages import refuse_page

ACCEPT = "application/geo+json, application/json;q=0.9"


class LiveLayers:
    """Asks for layers over HTTP, each only if it changed since its newest landing."""

    def __init__(self, policy: FetchPolicy) -> None:
        self._policy = policy

    def retrieve(
        self, layers: Sequence[tuple[Layer, str]], known: Mapping[str, Known]
    ) -> Iterator[tuple[Layer, LayerAnswer]]:
        """See ``LayerConnector``."""
        fetcher = Fetcher(self._policy, accept=ACCEPT)
        pool = ThreadPoolExecutor(self._policy.at_once, thread_name_prefix="geodata")
        try:
            futures = [
                (layer, pool.submit(self._fetch, fetcher, layer, url, known.get(layer.id)))
                for layer, url in layers
            ]
            for layer, future in futures:
                yield layer, future.result()
        finally:
            fetcher.close()
            pool.shutdown(wait=True, cancel_futures=True)

    def _fetch(self, fetcher: Fetcher, layer: Layer, url: str, known: Known | None) -> LayerAnswer:
        # marks of another address say nothing of this one
        marked = known if known is not None and known.url == url else None
        request = Request(
            url=url,
            max_bytes=self._policy.max_bytes,
            check=_problem,
            etag=marked.etag if marked else None,
            last_modified=marked.last_modified if marked else None,
        )

        ends_at = time.monotonic() + self._policy.table_deadline

        def page(address: str) -> Body | None:
            # each page has the deadline of a table; pages without end would take that of all layers
            if time.monotonic() > ends_at:
                raise NotFetchedError(
                    f"too slow: not all pages until the deadline of "
                    f"{self._policy.table_deadline:g} s"
                )
            return fetcher.fetch(
                Request(url=address, max_bytes=self._policy.max_bytes, check=_problem),
                lambda _: None,
            )

        try:
            body = fetcher.fetch(request, lambda _: None)
            if body is None:
                return None
            content = whole_layer(url, body.content, page, self._policy.max_bytes)
            is_one_page = content == body.content
            if is_one_page:
                refuse_page(body)
            if problem := problem_with_geojson(content):
                raise NotFetchedError(problem)
            if body.records is not None:
                header, told = body.records
                if (there := len(read_collection(content)["features"])) < told:
                    raise NotFetchedError(
                        f"{there:,} features came, but the header `{header}` says that the layer "
                        f"has {told:,}: it was cut"
                    )
            content = timeless(content)
        except Exception as error:
            return SourceError(f"layer '{layer.id}', {url}: {not_fetched(error)}")
        return retrieved_layer(
            layer,
            url,
            content,
            retrieved_at=datetime.now(UTC),
            # the first page may stay as it is while others change
            etag=body.etag if is_one_page else None,
            last_modified=body.last_modified if is_one_page else None,
            http_status=body.http_status,
        )


def _problem(body: Body) -> str | None:
    """Of one page: whether it is complete, all pages together tell."""
    try:
        read_collection(body.content)
    except LayerFormError as error:
        return str(error)
    return None
