"""The pictures of the page to browse as Vega-Lite specifications; its script adds the rows.

They are drawn when somebody looks, in the browser: each choice would be a picture of its own. No
class has a colour unless it is sure, and everything that a colour says stands there as text, too.
"""

from typing import Any

from sozialraum.report.pictures.palette import (
    CLASS_COLOURS,
    DARK,
    INK,
    LINES,
    NO_CLASS,
    PALE,
    QUIET,
)

_VEGA_LITE = "https://vega.github.io/schema/vega-lite/v6.json"
_FONT = "system-ui, -apple-system, 'Segoe UI', 'Liberation Sans', Arial, sans-serif"
_TILE, _INSET = 88, 5
_MAP = 560
"""Width and height of a map of outlines."""

_TOLD = {"field": "told", "type": "nominal"}


def pictures() -> dict[str, dict[str, Any]]:
    """By the kind of picture; tiles without a place are drawn as tiles, too."""
    return {"tiles": _tiles(), "alphabet": _tiles(), "outlines": _outlines(), "course": _course()}


def _spec(**parts: Any) -> dict[str, Any]:
    return {
        "$schema": _VEGA_LITE,
        "data": {"name": "rows"},
        "background": None,
        "config": {
            "aria": False,
            "font": _FONT,
            "view": {"stroke": None},
            "axis": {"labelColor": INK, "labelFontSize": 12},
            "header": {"labelColor": INK, "labelFontSize": 13, "title": None},
        },
        **parts,
    }


def _by_class(part: int) -> dict[str, Any]:
    """Ground (0) or ink (1) of a class; ``shade`` is empty where the class is not sure."""
    return {
        "condition": {
            "test": "isValid(datum.shade)",
            "field": "shade",
            "type": "ordinal",
            "scale": {
                "domain": list(CLASS_COLOURS),
                "range": [one[part] for one in CLASS_COLOURS.values()],
            },
            "legend": None,
        },
        "value": (NO_CLASS[0], INK)[part],
    }


_DASHED = {"expr": "datum.unsure ? [5, 3] : [1, 0]"}
_EDGE: dict[str, Any] = {
    "stroke": {"condition": {"test": "datum.chosen", "value": INK}, "value": QUIET},
    "strokeWidth": {"condition": {"test": "datum.chosen", "value": 3.5}, "value": 1},
    "tooltip": _TOLD,
}


def _texts(
    at: dict[str, Any], *lines: tuple[str, int, int, str], room: int = 0
) -> list[dict[str, Any]]:
    """A layer per line of text: its field, its distance from the middle, its size and weight; what
    is wider than ``room`` (0: any) is cut."""
    return [
        {
            "mark": {
                "type": "text", "dy": down, "fontSize": size, "fontWeight": weight,
                "cursor": "pointer",
                "limit": room,
            },
            "encoding": {
                **at,
                "text": {"field": field, "type": "nominal"},
                "color": _by_class(1),
                "tooltip": _TOLD,
            },
        }
        for field, down, size, weight in lines
    ]  # fmt: skip


def _tiles() -> dict[str, Any]:
    def band(field: str) -> dict[str, Any]:
        # no sorting: the script names all columns and rows, also those that are empty
        scale = {"paddingInner": 0.05, "paddingOuter": 0.03}
        return {"field": field, "type": "ordinal", "axis": None, "scale": scale}

    at = {"x": band("column"), "y": band("row")}
    return _spec(
        width={"step": _TILE},
        height={"step": _TILE},
        layer=[
            {
                "mark": {"type": "rect", "cursor": "pointer", "strokeDash": _DASHED},
                "encoding": {**at, "fill": _by_class(0), **_EDGE},
            },
            *_texts(
                at,
                ("code", -24, 12, "bold"),
                ("text", 0, 15, "normal"),
                ("need", 23, 13, "normal"),
                room=_TILE - 2 * _INSET,
            ),
        ],
    )


def _outlines() -> dict[str, Any]:
    at = {
        "longitude": {"field": "x", "type": "quantitative"},
        "latitude": {"field": "y", "type": "quantitative"},
    }
    return _spec(
        width=_MAP,
        height=_MAP,
        # the points are on a plane already, only upside down for a screen
        projection={"type": "identity", "reflectY": True},
        layer=[
            {
                "mark": {
                    "type": "geoshape",
                    "cursor": "pointer",
                    "strokeJoin": "round",
                    "strokeDash": _DASHED,
                },
                "encoding": {"fill": _by_class(0), **_EDGE},
            },
            *_texts(
                at,
                ("code", -13, 12, "bold"),
                ("text", 0, 12, "normal"),
                ("need", 13, 11, "normal"),
            ),
        ],
    )


def _course() -> dict[str, Any]:
    """A panel per area, all on the same scale; the script says how wide and how many in a row,
    from which to which value, and what stands ``before`` and
    ``after`` a figure of its unit."""

    def height(field: str) -> dict[str, Any]:
        return {
            "field": field,
            "type": "quantitative",
            "scale": {"zero": False},
            "axis": {
                "title": None, "labelExpr": "before + format(datum.value, ',.2~f') + after",
                "tickCount": 4, "gridColor": LINES, "domain": False, "ticks": False,
            },
        }  # fmt: skip

    years = {
        "field": "day",
        "type": "temporal",
        "scale": {"type": "utc"},
        "axis": {
            "title": None, "format": "%Y", "tickCount": 5, "grid": False, "labelOverlap": True,
        },
    }  # fmt: skip
    hollow = {"condition": {"test": "datum.estimate", "value": NO_CLASS[0]}, "value": DARK}
    return _spec(
        params=[{"name": one, "value": ""} for one in ("before", "after")],
        facet={
            "field": "label",
            "type": "nominal",
            "sort": {"field": "order", "op": "min"},
            "header": {"labelAnchor": "start", "labelLimit": 400},
        },
        spacing=18,
        spec={
            "layer": [
                {
                    "mark": {"type": "area", "color": PALE, "opacity": 0.6},
                    "encoding": {"x": years, "y": height("low"), "y2": {"field": "high"}},
                },
                {
                    "mark": {"type": "line", "color": QUIET, "strokeDash": [5, 4]},
                    "encoding": {"x": years, "y": height("city")},
                },
                {
                    "mark": {"type": "line", "color": DARK, "strokeWidth": 2},
                    "encoding": {"x": years, "y": height("value")},
                },
                {
                    "mark": {"type": "point", "filled": False, "size": 22, "stroke": DARK},
                    "encoding": {
                        "x": years,
                        "y": height("value"),
                        "fill": hollow,
                        "tooltip": _TOLD,
                    },
                },
            ]
        },
    )
