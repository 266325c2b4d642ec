"""What all charts share that vl-convert draws from Vega-Lite specifications.

The layout is fixed (no automatic sizing), so that a chart is the same on every machine whatever
fonts are installed there: text is only placed, never measured.
"""

import json
import re
from collections.abc import Callable
from typing import Any

from sozialraum.base.beside import BESIDE
from sozialraum.report.pictures.drawings import FONT
from sozialraum.report.pictures.palette import INK, LINES

_DRAWN_IN = "sans-serif"
"""What the drawing is told: a font that is surely found, for a missing one is sought slowly."""

ONCE: dict[str, Any] = {"data": {"values": [{}]}}
"""A layer of its own single row; else its mark would be drawn once per row of the chart."""

_VEGA_LITE = "https://vega.github.io/schema/vega-lite/v6.json"


def load() -> None:
    """Lets what draws charts begin, which takes as long as some thirty of them: the first one that
    is drawn would wait for it."""
    BESIDE.prepare(_draw_nothing)


def begin_drawing(specification: dict[str, Any]) -> Callable[[], str]:
    """Returns at once; what it returns waits for the SVG. Of charts that are begun together the
    first is drawn first.

    vl-convert keeps Python's lock for as long as it draws: here all other threads would wait.
    """
    return BESIDE.begin(drawn, specification)


def _draw_nothing() -> None:
    drawn({"data": {"values": []}, "mark": "bar"})


def drawn(specification: dict[str, Any]) -> str:
    import vl_convert

    found: str = vl_convert.vegalite_to_svg(specification, vl_version="6.4")
    bare = without_attributes(found, "aria-[a-z]+|role|pointer-events")
    return bare.replace(f'font-family="{_DRAWN_IN}"', f'font-family="{FONT}"')


def without_attributes(drawing: str, names: str) -> str:
    """Drops attributes whose name matches ``names`` from all tags; texts stay as they are."""
    attribute = re.compile(rf' (?:{names})="[^"]*"')
    return re.sub(r"<[^>]*>", lambda tag: attribute.sub("", tag[0]), drawing)


def axis(ticks: list[float], texts: list[str]) -> dict[str, Any]:
    """A scale from the first to the last mark, with a text at each."""
    return {
        "type": "quantitative",
        "scale": {"domain": [ticks[0], ticks[-1]], "nice": False, "zero": False},
        "axis": {
            "title": None,
            "values": ticks,
            "labelExpr": _tick_texts(ticks, texts),
            "labelOverlap": False,
            "ticks": False,
            "domain": False,
            "gridColor": LINES,
        },
    }


def x_axis(ticks: list[float], texts: list[str]) -> dict[str, Any]:
    """The scale below a chart."""
    found = axis(ticks, texts)
    found["axis"] |= {"labelFlush": False, "labelPadding": 7}
    return found


def _tick_texts(ticks: list[float], texts: list[str]) -> str:
    return f"{_expression(texts)}[indexof({_expression(ticks)}, datum.value)]"


def _expression(values: list[Any]) -> str:
    """A literal in Vega's expression language; texts from data cannot leave their quotes."""
    return json.dumps(values)


def spec(
    layers: list[dict[str, Any]],
    rows: list[dict[str, Any]],
    width: int,
    height: int,
    padding: dict[str, int],
) -> dict[str, Any]:
    return {
        "$schema": _VEGA_LITE,
        "data": {"values": rows},
        "width": width,
        "height": height,
        "autosize": "none",
        "padding": padding,
        "layer": layers,
        "config": {
            "aria": False,
            "background": None,
            "font": _DRAWN_IN,
            "axis": {"labelColor": INK, "labelFontSize": 11},
            "view": {"stroke": None},
        },
    }
