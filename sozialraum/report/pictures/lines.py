"""Lines that begin together: how groups of people are expected to grow or shrink."""

from typing import Any

from sozialraum.report.chapters.chart_shapes import LinesChart
from sozialraum.report.pictures.palette import DARK, INK
from sozialraum.report.pictures.ticks import nice_ticks, tick
from sozialraum.report.pictures.vega import ONCE, axis, spec, x_axis

_WIDTH, _HEIGHT = 220, 160
_LABEL = 15
"""Pixels that a label takes; those of lines that end near one another are moved apart."""
_DASHES = ([1, 0], [6, 3], [2, 2], [8, 3, 2, 3], [1, 3])


def lines(chart: LinesChart, language: str) -> dict[str, Any]:
    known = [one for line in chart.lines for one in line.values if one is not None]
    ticks, places = nice_ticks(min(known), max(known), 5)
    texts = [tick(one, "percent", places, language) for one in ticks]
    years = [float(year) for year in chart.years]
    x = x_axis(years, [str(year) for year in chart.years])
    x["axis"]["grid"] = False
    y = axis(ticks, texts)
    layers: list[dict[str, Any]] = [
        {
            **ONCE,
            "mark": {"type": "rule", "color": INK, "strokeWidth": 1},
            "encoding": {"y": {**y, "datum": 0}},
        }
    ]
    ends = []
    for index, line in enumerate(chart.lines):
        rows = [
            {"at": year, "value": value}
            for year, value in zip(years, line.values, strict=True)
            if value is not None
        ]
        encoding = {"x": {**x, "field": "at"}, "y": {**y, "field": "value"}}
        dash = _DASHES[index % len(_DASHES)]
        layers += [
            {
                "data": {"values": rows},
                "mark": {"type": "line", "color": DARK, "strokeWidth": 1.8, "strokeDash": dash},
                "encoding": encoding,
            },
            {
                "data": {"values": rows},
                "mark": {"type": "point", "filled": True, "size": 24, "fill": DARK, "opacity": 1},
                "encoding": encoding,
            },
        ]
        share = (rows[-1]["value"] - ticks[0]) / (ticks[-1] - ticks[0])
        ends.append(_HEIGHT * (1 - share))
    layers += [
        {
            **ONCE,
            "mark": {"type": "text", "align": "left", "fontSize": 11, "color": INK,
                     "text": str(line.text)},
            "encoding": {"x": {"value": _WIDTH + 8}, "y": {"value": at}},
        }
        for line, at in zip(chart.lines, apart(ends, _LABEL), strict=True)
    ]  # fmt: skip
    return spec(layers, [], _WIDTH, _HEIGHT, {"left": 46, "right": 140, "top": 14, "bottom": 28})


def apart(wanted: list[float], least: float) -> list[float]:
    """Places as near as can be to those wanted, in their order, none nearer than ``least``."""
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    blocks: list[tuple[float, list[int]]] = []
    for index in order:
        # Neighbours that would overlap become a block around the mean of what they want.
        middle, members = wanted[index], [index]
        while blocks and middle - blocks[-1][0] < least * (len(members) + len(blocks[-1][1])) / 2:
            members = blocks.pop()[1] + members
            middle = sum(wanted[one] for one in members) / len(members)
        blocks.append((middle, members))
    found = [0.0] * len(wanted)
    for middle, members in blocks:
        for place, index in enumerate(members):
            found[index] = round(middle + (place - (len(members) - 1) / 2) * least, 1)
    return found
