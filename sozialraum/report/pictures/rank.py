"""Dots with intervals, one row per area: who stands where, and how sure that is."""

from typing import Any

from sozialraum.report.chapters.chart_shapes import Earlier, Group
from sozialraum.report.chapters.shapes import RankChart, RankPoint
from sozialraum.report.pictures.drawings import shortened
from sozialraum.report.pictures.palette import DARK, INK, PALE, QUIET, SHADE
from sozialraum.report.pictures.ticks import nice_ticks, tick
from sozialraum.report.pictures.vega import ONCE, spec, x_axis
from sozialraum.words import Text

_WIDTH, _STEP = 330, 18
_STEP_TWO, _PART = 26, 6
"""Of rows with an earlier figure: their height, and how far the two lie from the middle."""
_GROUP_LABEL = 100
"""What names of groups take of the width."""


def rank(chart: RankChart, language: str) -> dict[str, Any]:
    both = any(point.earlier for point in chart.points)
    apart = both and any(point.high is not None for point in chart.points)
    step, part = (_STEP_TWO, _PART) if apart else (_STEP, 0)
    width = _WIDTH - (_GROUP_LABEL if chart.groups else 0)
    ticks, places = _ticks(chart)
    height = step * len(chart.points)
    rows = [_row(index, point) for index, point in enumerate(chart.points)]
    y = {
        "field": "row",
        "type": "ordinal",
        "sort": None,
        "scale": {"domain": list(range(len(rows))), "paddingInner": 0, "paddingOuter": 0},
        # Names are a layer of their own: an axis would measure each several times over.
        "axis": None,
    }
    x = x_axis(ticks, [tick(one, chart.unit, places, language) for one in ticks])
    layers = _groups(chart.groups, step, width)
    if chart.city_value is not None:
        layers += _city_line(chart.city_value, chart.city_text, x)
    if both:
        if not apart:
            layers.append(_way(x, y))
        layers += _dots(x, y, "earlier_", part, hollow=True)
        layers += _name_both(chart, x, y, part)
    layers += [
        *_dots(x, y, "", -part),
        {
            "mark": {"type": "text", "align": "right", "fontSize": 11, "color": INK},
            "encoding": {"y": y, "x": {"value": -10}, "text": {"field": "label"}},
        },
        {
            "mark": {"type": "text", "align": "right", "fontSize": 11, "color": INK},
            "encoding": {"y": y, "x": {"value": width + 66}, "text": {"field": "text"}},
        },
    ]
    right = 72 + (_GROUP_LABEL if chart.groups else 0)
    padding = {"left": 250, "right": right, "top": 22, "bottom": 28}
    return spec(layers, rows, width, height, padding)


def _ticks(chart: RankChart) -> tuple[list[float], int]:
    if chart.ticks:
        return list(chart.ticks), 0
    ends = [
        one
        for point in chart.points
        for figure in (point, point.earlier)
        if figure
        for one in (figure.value, figure.low, figure.high)
        if one is not None
    ]
    if chart.city_value is not None:
        ends.append(chart.city_value)
    return nice_ticks(min(ends), max(ends))


def _row(index: int, point: RankPoint) -> dict[str, Any]:
    row = {
        "row": index,
        "label": shortened(str(point.label)),
        "value": point.value,
        "low": point.low,
        "high": point.high,
        "text": point.text,
        "fill": DARK if point.stands_out else PALE,
    }
    if point.earlier:
        row |= {
            "earlier_value": point.earlier.value,
            "earlier_low": point.earlier.low,
            "earlier_high": point.earlier.high,
        }
    return row


def _dots(
    x: dict[str, Any], y: dict[str, Any], of: str, up: float, *, hollow: bool = False
) -> list[dict[str, Any]]:
    """The intervals and dots of a figure, so many pixels above the middle of the row."""
    fill: dict[str, Any] = {"field": "fill", "type": "nominal", "scale": None}
    return [
        {
            "mark": {"type": "rule", "color": QUIET, "strokeWidth": 1 if hollow else 1.5,
                     "yOffset": -up, "y2Offset": -up},
            "transform": [{"filter": f"isValid(datum.{of}low) && isValid(datum.{of}high)"}],
            "encoding": {"y": y, "x": {**x, "field": f"{of}low"}, "x2": {"field": f"{of}high"}},
        },
        {
            "mark": {"type": "point", "shape": "circle", "size": 40 if hollow else 62,
                     "filled": True, "stroke": INK, "strokeWidth": 1, "opacity": 1,
                     "yOffset": -up},
            "transform": [{"filter": f"isValid(datum.{of}value)"}],
            "encoding": {
                "y": y,
                "x": {**x, "field": f"{of}value"},
                "fill": {"value": "#ffffff"} if hollow else fill,
            },
        },
    ]  # fmt: skip


def _way(x: dict[str, Any], y: dict[str, Any]) -> dict[str, Any]:
    """From the earlier figure to the newest, where neither has an interval."""
    return {
        "mark": {"type": "rule", "color": QUIET, "strokeWidth": 1.5},
        "transform": [{"filter": "isValid(datum.earlier_value)"}],
        "encoding": {"y": y, "x": {**x, "field": "earlier_value"}, "x2": {"field": "value"}},
    }


def _name_both(
    chart: RankChart, x: dict[str, Any], y: dict[str, Any], part: float
) -> list[dict[str, Any]]:
    """The uppermost area's two dots with what they are, in place of a legend."""
    first = chart.points[0]
    named: list[tuple[RankPoint | Earlier, Text, float]] = [(first, chart.newest_text, -part)]
    if first.earlier:
        named.append((first.earlier, chart.earlier_text, part))
    lowest = min(figure.value for figure, _, _ in named)
    layers = []
    for figure, text, up in named:
        left = figure.value == lowest and not part
        at = figure.value if figure.high is None else figure.high
        for edge in ({"stroke": "white", "strokeWidth": 3}, {}):
            layers.append(
                {
                    **ONCE,
                    "mark": {"type": "text", "align": "right" if left else "left",
                             "dx": -7 if left else 7, "fontSize": 11, "color": INK,
                             "text": str(text), "yOffset": -up, **edge},
                    "encoding": {"x": {**x, "datum": at}, "y": {**y, "field": None, "datum": 0}},
                }
            )  # fmt: skip
    return layers


def _groups(groups: tuple[Group, ...], step: int, width: int) -> list[dict[str, Any]]:
    """Every other group on a pale ground, each called by its name right of the figures."""
    layers: list[dict[str, Any]] = []
    top = 0
    for index, group in enumerate(groups):
        bottom = top + group.rows * step
        if index % 2 == 0:
            layers.append(
                {
                    **ONCE,
                    "mark": {"type": "rect", "color": SHADE},
                    "encoding": {
                        "y": {"value": top},
                        "y2": {"value": bottom},
                        "x": {"value": -250},
                        "x2": {"value": width + 72 + _GROUP_LABEL},
                    },
                }
            )
        layers.append(
            {
                **ONCE,
                "mark": {"type": "text", "align": "left", "fontSize": 11, "color": INK,
                         "text": str(group.label)},
                "encoding": {"x": {"value": width + 78}, "y": {"value": (top + bottom) / 2}},
            }
        )  # fmt: skip
        top = bottom
    return layers


def _city_line(value: float, text: Text, x: dict[str, Any]) -> list[dict[str, Any]]:
    at = {"x": {**x, "datum": value}}
    return [
        {
            **ONCE,
            "mark": {"type": "rule", "color": INK, "strokeDash": [4, 3], "strokeWidth": 1},
            "encoding": at,
        },
        {
            **ONCE,
            "mark": {"type": "text", "y": -10, "fontSize": 11, "fontStyle": "italic",
                     "color": INK, "text": str(text)},
            "encoding": at,
        },
    ]  # fmt: skip
