"""How layers are asked for: the interface of connectors, and the one that reads the snapshot."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol

from sozialraum.base.errors import SourceError
from sozialraum.base.files import read_own
from sozialraum.declarations.catalogue import Catalogue
from sozialraum.declarations.layer import Layer
from sozialraum.ingest.landing import Known, Retrieved

# None: nothing to land, as the layer is not bundled, or not changed since its newest landing.
# SourceError: it could not be had; the text says why.
LayerAnswer = Retrieved | SourceError | None


class LayerConnector(Protocol):
    """Brings the bytes of layers from somewhere."""

    def retrieve(
        self, layers: Sequence[tuple[Layer, str]], known: Mapping[str, Known]
    ) -> Iterator[tuple[Layer, LayerAnswer]]:
        """One answer for each layer, in the order in which they were asked for.

        Args:
            layers: each with its address. known: layer id -> its newest landing.
        """
        ...


class SnapshotLayers:
    """Reads ``<snapshot>/<layer>.geojson``; a layer that is not bundled is absent."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def retrieve(
        self, layers: Sequence[tuple[Layer, str]], known: Mapping[str, Known]
    ) -> Iterator[tuple[Layer, LayerAnswer]]:
        """See ``LayerConnector``."""
        for layer, url in layers:
            yield layer, self._read(layer, url)

    def _read(self, layer: Layer, url: str) -> LayerAnswer:
        path = self._catalogue.snapshot_folder / f"{layer.layer}.geojson"
        try:
            content = read_own(path)
        except FileNotFoundError:
            return None
        except OSError as error:
            return SourceError(
                f"layer '{layer.id}': {path} cannot be read: {error.strerror or error}"
            )
        return retrieved_layer(
            layer, url, content, retrieved_at=self._catalogue.snapshot.retrieved_at
        )


def retrieved_layer(layer: Layer, url: str, content: bytes, **details: Any) -> Retrieved:
    """What a connector brought, as the landing store takes it.

    Args:
        details: ``retrieved_at`` and, from a server, ``etag``, ``last_modified``, ``http_status``.
    """
    return Retrieved(
        dataset_id=layer.layer,
        url=url,
        content=content,
        licence=layer.licence,
        file_name=f"{layer.layer}.geojson",
        **details,
    )
