"""A line over time, with the crisis shaded, and what was expected of it where that is known."""

from math import ceil, floor
from typing import Any

from sozialraum.report.chapters.chart_shapes import Expected
from sozialraum.report.chapters.shapes import SeriesChart, SeriesPoint
from sozialraum.report.pictures.palette import DARK, INK, PALE, QUIET, SHADE
from sozialraum.report.pictures.ticks import labelled_years, nice_ticks, tick
from sozialraum.report.pictures.vega import ONCE, axis, spec, x_axis

_WIDTH, _HEIGHT = 372, 120


def series(chart: SeriesChart, language: str) -> dict[str, Any]:
    values = [point.value for point in chart.points]
    if chart.expected:
        bounds = (chart.expected.value, chart.expected.low, chart.expected.high)
        values += [one for one in bounds if one is not None]
    room = (max(values) - min(values)) * 0.12
    ticks, places = nice_ticks(max(min(values) - room, 0.0), max(values) + room, 4)
    texts = [tick(one, chart.unit, places, language) for one in ticks]
    first, last = floor(chart.points[0].at), ceil(chart.points[-1].at + 0.001)
    years = labelled_years(first, last, 9)
    x = x_axis([float(year) for year in years], [str(year) for year in years])
    x["scale"] = {"domain": [first, last], "nice": False}
    x["axis"]["grid"] = False
    y = axis(ticks, texts)
    rows = [{"at": point.at, "value": point.value} for point in chart.points]
    layers: list[dict[str, Any]] = []
    shaded = chart.shaded or (last, first)
    begin, end = max(shaded[0], first), min(shaded[1], last)
    if begin < end:
        layers += [
            {
                **ONCE,
                "mark": {"type": "rect", "color": SHADE},
                "encoding": {"x": {**x, "datum": begin}, "x2": {"datum": end}},
            },
            {
                **ONCE,
                "mark": {"type": "text", "y": -8, "fontSize": 11, "color": QUIET,
                         "text": chart.shaded_text},
                "encoding": {"x": {**x, "datum": (begin + end) / 2}},
            },
        ]  # fmt: skip
    if chart.expected:
        layers += _band(chart.expected, x, y)
    encoding = {"x": {**x, "field": "at"}, "y": {**y, "field": "value"}}
    layers.append({"mark": {"type": "line", "color": DARK, "strokeWidth": 1.6},
                   "encoding": encoding})  # fmt: skip
    if len(chart.points) <= 45:
        layers.append(
            {"mark": {"type": "point", "filled": True, "size": 12, "color": DARK, "opacity": 1},
             "encoding": encoding}
        )  # fmt: skip
    if chart.expected:
        layers += _means(chart.expected, x, y)
    if chart.before and chart.before != chart.points[-1]:
        layers += _marked(chart.before, x, y, _free_side(chart.before, chart.points))
    layers += _marked(chart.points[-1], x, y, {"align": "left", "dx": 7})
    padding = {"left": 46, "right": 62, "top": 22, "bottom": 28}
    return spec(layers, rows, _WIDTH - 60, _HEIGHT, padding)


def _free_side(point: SeriesPoint, points: tuple[SeriesPoint, ...]) -> dict[str, Any]:
    """Above a point that lies above its neighbours, else below: where the line is not."""
    index = points.index(point)
    around = [one.value for one in points[max(index - 2, 0) : index + 3]]
    above = point.value >= sum(around) / len(around)
    return {"align": "center", "dy": -11 if above else 12}


def _band(expected: Expected, x: dict[str, Any], y: dict[str, Any]) -> list[dict[str, Any]]:
    if expected.low is None or expected.high is None:
        return []
    begin, end = expected.window
    return [
        {
            **ONCE,
            "mark": {"type": "rect", "color": PALE, "opacity": 0.75},
            "encoding": {
                "x": {**x, "datum": begin},
                "x2": {"datum": end},
                "y": {**y, "datum": expected.low},
                "y2": {"datum": expected.high},
            },
        }
    ]


def _means(expected: Expected, x: dict[str, Any], y: dict[str, Any]) -> list[dict[str, Any]]:
    """Both means as lines over the window, each with its figure on its free side."""
    begin, end = expected.window
    above = expected.observed >= expected.value
    layers: list[dict[str, Any]] = []
    for value, text, mark, side in (
        (expected.value, expected.value_text, {"strokeDash": [4, 3], "strokeWidth": 1.6}, above),
        (expected.observed, expected.observed_text, {"strokeWidth": 3}, not above),
    ):
        layers.append(
            {
                **ONCE,
                "mark": {"type": "rule", "color": DARK, **mark},
                "encoding": {
                    "x": {**x, "datum": begin},
                    "x2": {"datum": end},
                    "y": {**y, "datum": value},
                },
            }
        )
        edge = expected.low if side else expected.high
        at = edge if mark.get("strokeDash") and edge is not None else value
        layers += _written(
            {"x": {**x, "datum": (begin + end) / 2}, "y": {**y, "datum": at}},
            {"text": str(text), "align": "center", "dy": 9 if side else -10},
        )
    return layers


def _marked(
    point: SeriesPoint, x: dict[str, Any], y: dict[str, Any], beside: dict[str, Any]
) -> list[dict[str, Any]]:
    encoding = {"x": {**x, "datum": point.at}, "y": {**y, "datum": point.value}}
    return [
        {
            **ONCE,
            "mark": {"type": "point", "filled": True, "size": 40, "fill": DARK, "opacity": 1},
            "encoding": encoding,
        },
        *_written(encoding, {"text": point.text, "fontWeight": "bold", **beside}),
    ]


def _written(encoding: dict[str, Any], mark: dict[str, Any]) -> list[dict[str, Any]]:
    """A text on a white edge that keeps it legible over lines."""
    text = {"type": "text", "fontSize": 11, **mark}
    return [
        {**ONCE, "mark": {**text, "stroke": "white", "strokeWidth": 3}, "encoding": encoding},
        {**ONCE, "mark": {**text, "color": INK}, "encoding": encoding},
    ]
