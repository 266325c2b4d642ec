"""Charts as SVG, from Vega-Lite specifications that vl-convert draws.

The layout is fixed (no automatic sizing), so that a chart is the same on every machine whatever
fonts are installed there: text is only placed, never measured.
"""

import json
import re
from functools import lru_cache
from math import ceil, floor
from typing import Any

from sozialraum.report.chapters.shapes import Chart, RankChart, SeriesChart, SeriesPoint
from sozialraum.report.pictures.drawings import FONT, map_svg, panel_svg, shortened, strips_svg
from sozialraum.report.pictures.palette import DARK, INK, LINES, PALE, QUIET, SHADE
from sozialraum.report.pictures.ticks import nice_ticks, tick
from sozialraum.words import Text

_DRAWN_IN = "sans-serif"
"""What the drawing is told: a font that is surely found, for a missing one is sought slowly."""

_RANK_WIDTH, _RANK_STEP = 330, 18
_SERIES_WIDTH, _SERIES_HEIGHT = 372, 120
_ONCE: dict[str, Any] = {"data": {"values": [{}]}}
"""A layer of its own single row; else its mark would be drawn once per row of the chart."""

_VEGA_LITE = "https://vega.github.io/schema/vega-lite/v6.json"


@lru_cache(maxsize=1024)
def svg(chart: Chart, language: str) -> str:
    """The chart as an SVG document; the same chart gives the same text.

    Its font is embedded in typst; the HTML page puts its own in its place.
    """
    match chart.shape:
        case "map":
            return map_svg(chart)
        case "strips":
            return strips_svg(chart)
        case "panel":
            return panel_svg(chart, language)
        case "rank":
            return _drawn(_rank(chart, language))
        case "series":
            return _drawn(_series(chart, language))


def _drawn(spec: dict[str, Any]) -> str:
    import vl_convert

    drawn: str = vl_convert.vegalite_to_svg(spec, vl_version="6.4")
    bare = without_attributes(drawn, "aria-[a-z]+|role|pointer-events")
    return bare.replace(f'font-family="{_DRAWN_IN}"', f'font-family="{FONT}"')


def without_attributes(drawing: str, names: str) -> str:
    """Drops attributes whose name matches ``names`` from all tags; texts stay as they are."""
    attribute = re.compile(rf' (?:{names})="[^"]*"')
    return re.sub(r"<[^>]*>", lambda tag: attribute.sub("", tag[0]), drawing)


def _rank(chart: RankChart, language: str) -> dict[str, Any]:
    ends = [one for p in chart.points for one in (p.value, p.low, p.high) if one is not None]
    if chart.city_value is not None:
        ends.append(chart.city_value)
    ticks, places = nice_ticks(min(ends), max(ends))
    height = _RANK_STEP * len(chart.points)
    rows = [
        {
            "row": index,
            "label": shortened(str(point.label)),
            "value": point.value,
            "low": point.low,
            "high": point.high,
            "text": point.text,
            "fill": DARK if point.stands_out else PALE,
        }
        for index, point in enumerate(chart.points)
    ]
    y = {
        "field": "row",
        "type": "ordinal",
        "sort": None,
        "scale": {"domain": list(range(len(rows))), "paddingInner": 0, "paddingOuter": 0},
        # Names are a layer of their own: an axis would measure each several times over.
        "axis": None,
    }
    x = _x_axis(ticks, [tick(one, chart.unit, places, language) for one in ticks])
    layers: list[dict[str, Any]] = []
    if chart.city_value is not None:
        layers += _city_line(chart.city_value, chart.city_text)
    layers += [
        {
            "mark": {"type": "rule", "color": QUIET, "strokeWidth": 1.5},
            "transform": [{"filter": "isValid(datum.low) && isValid(datum.high)"}],
            "encoding": {"y": y, "x": {**x, "field": "low"}, "x2": {"field": "high"}},
        },
        {
            "mark": {"type": "point", "shape": "circle", "size": 62, "filled": True,
                     "stroke": INK, "strokeWidth": 1, "opacity": 1},
            "encoding": {
                "y": y,
                "x": {**x, "field": "value"},
                "fill": {"field": "fill", "type": "nominal", "scale": None},
            },
        },
        {
            "mark": {"type": "text", "align": "right", "fontSize": 11, "color": INK},
            "encoding": {"y": y, "x": {"value": -10}, "text": {"field": "label"}},
        },
        {
            "mark": {"type": "text", "align": "right", "fontSize": 11, "color": INK},
            "encoding": {"y": y, "x": {"value": _RANK_WIDTH + 66}, "text": {"field": "text"}},
        },
    ]  # fmt: skip
    return _spec(
        layers, rows, _RANK_WIDTH, height, {"left": 250, "right": 72, "top": 22, "bottom": 28}
    )


def _city_line(value: float, text: Text) -> list[dict[str, Any]]:
    at = {"x": {"datum": value, "type": "quantitative"}}
    return [
        {
            **_ONCE,
            "mark": {"type": "rule", "color": INK, "strokeDash": [4, 3], "strokeWidth": 1},
            "encoding": at,
        },
        {
            **_ONCE,
            "mark": {"type": "text", "y": -10, "fontSize": 11, "fontStyle": "italic",
                     "color": INK, "text": str(text)},
            "encoding": at,
        },
    ]  # fmt: skip


def _series(chart: SeriesChart, language: str) -> dict[str, Any]:
    values = [point.value for point in chart.points]
    room = (max(values) - min(values)) * 0.12
    ticks, places = nice_ticks(max(min(values) - room, 0.0), max(values) + room, 4)
    texts = [tick(one, chart.unit, places, language) for one in ticks]
    first, last = floor(chart.points[0].at), ceil(chart.points[-1].at + 0.001)
    every = next(one for one in (1, 2, 5, 10) if (last - first) / one <= 9)
    years = [year for year in range(first, last + 1) if year % every == 0]
    x = _x_axis([float(year) for year in years], [str(year) for year in years])
    x["scale"] = {"domain": [first, last], "nice": False}
    x["axis"]["grid"] = False
    y = {
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
    rows = [{"at": point.at, "value": point.value} for point in chart.points]
    layers: list[dict[str, Any]] = []
    begin, end = max(chart.shaded[0], first), min(chart.shaded[1], last)
    if begin < end:
        layers += [
            {
                **_ONCE,
                "mark": {"type": "rect", "color": SHADE},
                "encoding": {"x": {**x, "datum": begin}, "x2": {"datum": end}},
            },
            {
                **_ONCE,
                "mark": {"type": "text", "y": -8, "fontSize": 10, "color": QUIET,
                         "text": chart.shaded_text},
                "encoding": {"x": {**x, "datum": (begin + end) / 2}},
            },
        ]  # fmt: skip
    encoding = {"x": {**x, "field": "at"}, "y": {**y, "field": "value"}}
    layers.append({"mark": {"type": "line", "color": DARK, "strokeWidth": 1.6},
                   "encoding": encoding})  # fmt: skip
    if len(chart.points) <= 45:
        layers.append(
            {"mark": {"type": "point", "filled": True, "size": 12, "color": DARK, "opacity": 1},
             "encoding": encoding}
        )  # fmt: skip
    if chart.before and chart.before != chart.points[-1]:
        layers += _marked(chart.before, x, y, _free_side(chart.before, chart.points))
    layers += _marked(chart.points[-1], x, y, {"align": "left", "dx": 7})
    padding = {"left": 46, "right": 62, "top": 22, "bottom": 28}
    return _spec(layers, rows, _SERIES_WIDTH - 60, _SERIES_HEIGHT, padding)


def _free_side(point: SeriesPoint, points: tuple[SeriesPoint, ...]) -> dict[str, Any]:
    """Above a point that lies above its neighbours, else below: where the line is not."""
    index = points.index(point)
    around = [one.value for one in points[max(index - 2, 0) : index + 3]]
    above = point.value >= sum(around) / len(around)
    return {"align": "center", "dy": -11 if above else 12}


def _marked(
    point: SeriesPoint, x: dict[str, Any], y: dict[str, Any], beside: dict[str, Any]
) -> list[dict[str, Any]]:
    """A point with its figure written beside it, on a white edge that keeps it legible."""
    encoding = {"x": {**x, "datum": point.at}, "y": {**y, "datum": point.value}}
    text = {"type": "text", "fontSize": 11, "text": point.text, **beside}
    return [
        {
            **_ONCE,
            "mark": {"type": "point", "filled": True, "size": 40, "fill": DARK, "opacity": 1},
            "encoding": encoding,
        },
        {
            **_ONCE,
            "mark": {**text, "stroke": "white", "strokeWidth": 3},
            "encoding": encoding,
        },
        {
            **_ONCE,
            "mark": {**text, "color": INK, "fontWeight": "bold"},
            "encoding": encoding,
        },
    ]


def _x_axis(ticks: list[float], texts: list[str]) -> dict[str, Any]:
    return {
        "type": "quantitative",
        "scale": {"domain": [ticks[0], ticks[-1]], "nice": False, "zero": False},
        "axis": {
            "title": None,
            "values": ticks,
            "labelExpr": _tick_texts(ticks, texts),
            "labelOverlap": False,
            "labelFlush": False,
            "labelPadding": 7,
            "ticks": False,
            "domain": False,
            "gridColor": LINES,
        },
    }


def _tick_texts(ticks: list[float], texts: list[str]) -> str:
    return f"{_expression(texts)}[indexof({_expression(ticks)}, datum.value)]"


def _expression(values: list[Any]) -> str:
    """A literal in Vega's expression language; texts from data cannot leave their quotes."""
    return json.dumps(values)


def _spec(
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
