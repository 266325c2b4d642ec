"""The connector that asks the geodata server for its layers, several at once."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from sozialraum.base.errors import SourceError
from sozialraum.declarations.layer import Layer
from sozialraum.declarations.source import FetchPolicy
from sozialraum.ingest.body import Body
from sozialraum.ingest.fetch import Fetcher, NotFetchedError, Request
from sozialraum.ingest.landing import Known
from sozialraum.ingest.layers.geojson import problem_with_geojson
from sozialraum.ingest.layers.retrieval import LayerAnswer, retrieved_layer

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
        request = Request(
            url=url,
            max_bytes=self._policy.max_bytes,
            check=_problem,
            etag=known.etag if known else None,
            last_modified=known.last_modified if known else None,
        )
        try:
            body = fetcher.fetch(request, lambda _: None)
        except NotFetchedError as error:
            return SourceError(f"layer '{layer.id}', {url}: {error}")
        if body is None:
            return None
        return retrieved_layer(
            layer,
            url,
            body.content,
            retrieved_at=datetime.now(UTC),
            etag=body.etag,
            last_modified=body.last_modified,
            http_status=body.http_status,
        )


def _problem(body: Body) -> str | None:
    return problem_with_geojson(body.content)
