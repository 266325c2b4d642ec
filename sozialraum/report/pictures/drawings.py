"""Pictures drawn directly as SVG: maps, and figures over time beside what was expected.

There are many of them and all are simple; a charting library would take longer to start each one
than the whole is allowed to take. Text is only placed, never measured; all texts are escaped.
"""

from collections.abc import Iterable
from html import escape
from math import ceil, floor

from sozialraum.report.chapters.shapes import MapArea, MapChart, PanelChart
from sozialraum.report.pictures.palette import (
    CLASS_COLOURS,
    DARK,
    INK,
    LINES,
    NO_CLASS,
    PALE,
    QUIET,
    SHADE,
)
from sozialraum.report.pictures.ticks import labelled_years, nice_ticks, tick
from sozialraum.report.rows.facts import without_brackets
from sozialraum.words import Text

FONT = "Libertinus Serif"

_TILE, _GAP = 62, 3
_EDGE = 5
_NAME_SIZE = 12
_SIGN_WIDTH = 0.74
"""Of a bold letter, as a share of its size: a page sets names in the widest font that it has."""
_LABEL_SIGNS = 44
_MAP_WIDTH = 5 * (_TILE + _GAP)
_LEGEND = 42


def map_svg(chart: MapChart) -> str:
    if all(area.tile is not None for area in chart.areas):
        drawn, width, height = _tiles(chart.areas)
    else:
        drawn, width, height = _outlines(chart.areas)
    legend = []
    for position, (number, meaning) in enumerate(chart.legend):
        x, y = (position % 3) * 108, height + 12 + 16 * (position // 3)
        ground, _ = CLASS_COLOURS[number]
        legend.append(
            f'<rect x="{x + 0.5}" y="{y}" width="12" height="12" fill="{ground}" '
            f'stroke="{QUIET}" stroke-width="0.6"/>' + text(x + 17, y + 10, meaning, size=11)
        )
    below = _LEGEND if legend else 0
    return svg_document(max(width, 3 * 108 if legend else 0), height + below, [*drawn, *legend])


def _tiles(areas: tuple[MapArea, ...]) -> tuple[list[str], int, int]:
    drawn = []
    longest = max(len(area.code) for area in areas)
    wide = max(_TILE, ceil(2 * _EDGE + _NAME_SIZE * _SIGN_WIDTH * longest))
    for area in areas:
        assert area.tile is not None
        column, row = area.tile
        x, y = column * (wide + _GAP) + 1, row * (_TILE + _GAP) + 1
        ground, ink = CLASS_COLOURS.get(area.need_class or 0, NO_CLASS)
        edge = f'stroke="{INK}" stroke-width="2.5"' if area.is_marked else f'stroke="{LINES}"'
        drawn.append(
            f'<rect x="{x}" y="{y}" width="{wide}" height="{_TILE}" fill="{ground}" {edge}/>'
            + _tile_text(area, x, y, wide, ink)
        )
    columns = 1 + max(area.tile[0] for area in areas if area.tile)
    rows = 1 + max(area.tile[1] for area in areas if area.tile)
    return drawn, columns * (wide + _GAP) + 2, rows * (_TILE + _GAP) + 2


def _tile_text(area: MapArea, x: float, y: float, wide: float, ink: str) -> str:
    """A code alone is set large: its map is small."""
    middle = x + wide / 2
    if not area.text:
        size = min(24, int((wide - 2 * _EDGE) / (_SIGN_WIDTH * max(len(area.code), 1))))
        return text(middle, y + 40, area.code, size=size, fill=ink, anchor="middle")
    name = text(x + _EDGE, y + 16, area.code, size=_NAME_SIZE, fill=ink, weight="bold")
    return name + text(middle, y + 41, area.text, size=13, fill=ink, anchor="middle")


def _outlines(areas: tuple[MapArea, ...]) -> tuple[list[str], int, int]:
    """North is up; the widest side of all outlines together takes the width of the map."""
    points = [point for area in areas for ring in area.rings for point in ring]
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    bottom, top = min(y for _, y in points), max(y for _, y in points)
    scale = _MAP_WIDTH / max(right - left, top - bottom)

    def place(point: tuple[float, float]) -> tuple[float, float]:
        return round((point[0] - left) * scale + 2, 1), round((top - point[1]) * scale + 2, 1)

    drawn, labels = [], []
    for area in sorted(areas, key=lambda one: one.is_marked):
        ground, ink = CLASS_COLOURS.get(area.need_class or 0, NO_CLASS)
        path = " ".join(
            "M" + "L".join(f"{x} {y}" for x, y in map(place, ring)) + "Z" for ring in area.rings
        )
        edge = (INK, "2.2") if area.is_marked else (QUIET, "0.7")
        drawn.append(
            f'<path d="{path}" fill="{ground}" fill-rule="evenodd" stroke="{edge[0]}" '
            f'stroke-width="{edge[1]}" stroke-linejoin="round"/>'
        )
        x, y = place(area.label_at)
        labels.append(
            text(x, y, area.code, size=11, fill=ink, weight="bold", anchor="middle")
            + text(x, y + 11, area.text, size=10, fill=ink, anchor="middle")
        )
    height = int((top - bottom) * scale) + 5
    return [*drawn, *labels], int((right - left) * scale) + 5, height


def shortened(label: str) -> str:
    """A label that fits beside the chart; the full name stands in the table."""
    if len(label) <= _LABEL_SIGNS:
        return label
    label = without_brackets(label)
    if len(label) <= _LABEL_SIGNS:
        return label
    cut = label[: _LABEL_SIGNS - 1]
    words = cut.rsplit(" ", 1)[0]
    return (words if len(words) > _LABEL_SIGNS * 0.6 else cut).rstrip(" ,;(") + " …"


_PANEL_WIDTH, _PANEL_HEIGHT = 250, 128
_PANEL = (38, 10, 178, 104)
"""Left, top, right and bottom of the field that is drawn in; the labels stand right of it."""


def panel_svg(chart: PanelChart, language: str) -> str:
    left, top, right, bottom = _PANEL
    heights = [point.value for point in chart.points] + [
        one
        for one in (chart.expected, chart.expected_low, chart.expected_high, chart.observed)
        if one is not None
    ]
    ticks, places = nice_ticks(min(heights), max(heights), 3)
    first = floor(min(chart.points[0].at, chart.window[0]))
    last = ceil(max(chart.points[-1].at, chart.window[1]))

    def x(at: float) -> float:
        return round(left + (at - first) / (last - first) * (right - left), 1)

    def y(value: float) -> float:
        share = (value - ticks[0]) / (ticks[-1] - ticks[0])
        return round(bottom - share * (bottom - top), 1)

    begin, end = chart.window
    drawn = [
        f'<rect x="{x(begin)}" y="{top}" width="{round(x(end) - x(begin), 1)}" '
        f'height="{bottom - top}" fill="{SHADE}"/>'
    ]
    for one in ticks:
        drawn.append(line(left, y(one), right, y(one), LINES, 0.8))
        drawn.append(text(left - 5, y(one) + 3.5, tick(one, chart.unit, places, language), size=10,
                           anchor="end"))  # fmt: skip
    drawn += [
        text(x(year), bottom + 14, str(year), size=10, anchor="middle")
        for year in labelled_years(first, last, 4)
    ]
    if chart.expected_low is not None and chart.expected_high is not None:
        high, low = y(chart.expected_high), y(chart.expected_low)
        drawn.append(
            f'<rect x="{x(begin)}" y="{high}" width="{round(x(end) - x(begin), 1)}" '
            f'height="{round(max(low - high, 0.5), 1)}" fill="{PALE}" fill-opacity="0.75"/>'
        )
    path = "L".join(f"{x(point.at)} {y(point.value)}" for point in chart.points)
    drawn.append(f'<path d="M{path}" fill="none" stroke="{QUIET}" stroke-width="1.1"/>')
    expected, observed = y(chart.expected), y(chart.observed)
    drawn.append(line(x(begin), expected, x(end), expected, INK, 1.6, dash="3 2"))
    drawn.append(line(x(begin), observed, x(end), observed, DARK, 3))
    upper = min(expected, observed)
    lower = max(expected, observed, upper + 26)
    if lower > bottom - 6:
        upper, lower = min(upper, bottom - 32), bottom - 6
    of_expected, of_observed = (upper, lower) if expected <= observed else (lower, upper)
    drawn += [
        text(right + 6, of_expected, chart.expected_label, size=10, fill=QUIET),
        text(right + 6, of_expected + 12, chart.expected_text, size=11),
        text(right + 6, of_observed, chart.observed_label, size=10, fill=QUIET),
        text(right + 6, of_observed + 12, chart.observed_text, size=11, fill=DARK, weight="bold"),
    ]
    return svg_document(_PANEL_WIDTH, _PANEL_HEIGHT, drawn)


def svg_document(width: float, height: float, drawn: Iterable[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" font-family="{FONT}">' + "".join(drawn) + "</svg>"
    )


def text(
    x: float,
    y: float,
    text: Text,
    *,
    size: int,
    fill: str = INK,
    anchor: str = "start",
    weight: str = "",
) -> str:
    place = f' text-anchor="{anchor}"' if anchor != "start" else ""
    bold = f' font-weight="{weight}"' if weight else ""
    return (
        f'<text x="{round(x, 1)}" y="{round(y, 1)}" font-size="{size}" fill="{fill}"{place}{bold}>'
        f"{escape(str(text))}</text>"
    )


def line(
    x1: float, y1: float, x2: float, y2: float, colour: str, width: float, dash: str = ""
) -> str:
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="{colour}" '
        f'stroke-width="{width}"{dashed}/>'
    )
