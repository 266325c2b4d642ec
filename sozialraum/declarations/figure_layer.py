"""A layer of figures as a table: from here on it is a source like any other."""

from typing import Any

from pydantic import ValidationError

from sozialraum.base.errors import DeclarationError
from sozialraum.declarations.layer import AREA, PERIOD, Layer, Layers
from sozialraum.declarations.places import Places
from sozialraum.declarations.source import Source

_OF_THE_LAYER = ("id", "title", "office", "planning_field", "licence", "max_rejected", "quirks")


def figure_source(layer: Layer, where: Places) -> Source:
    """The source that a layer of figures is; of several ``area_levels`` it bears the first one,
    until what the file says tells the true one (``ingest/layers/figures.py``).

    Raises:
        DeclarationError: `table` and `attributes` do not make a source.
    """
    assert layer.table is not None
    entry: dict[str, Any] = {
        **{name: getattr(layer, name) for name in _OF_THE_LAYER},
        "delivery": "layer",
        "dataset": layer.layer,
        "period": {"label": PERIOD},
        "areas": [{"column": AREA, "level": layer.area_levels[0]}],
        "decimal": ",",
        "absent_rows": "missing",
        **layer.table,
    }
    try:
        source = Source.model_validate(entry).located(where)
    except ValidationError as error:
        problems = [f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()]
        raise DeclarationError(f"{where.entry}: {layer.id}: table: {'; '.join(problems)}") from None
    unread = [one for one in source.columns if one not in {*layer.attributes, AREA, PERIOD}]
    unused = [one for one in layer.attributes if one not in source.columns]
    if unread or unused:
        raise DeclarationError(
            f"{where.entry}: {layer.id}: columns of `table` without `attributes`: {unread}; "
            f"`attributes` that `table` does not speak of: {unused}"
        )
    return source


def figure_sources(places: Layers, found: dict[str, Places]) -> tuple[Source, ...]:
    """``found``: where each layer is written down."""
    return tuple(
        figure_source(layer, found[layer.id]) for layer in places.layers if layer.role == "figures"
    )
