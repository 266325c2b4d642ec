"""The figures behind a picture, as rows under headings, for those who want to reckon on."""

from collections.abc import Iterable

from sozialraum.report.chapters.chart_shapes import CrossChart, LinesChart
from sozialraum.report.chapters.labels import FigureColumn
from sozialraum.report.chapters.shapes import (
    Chart,
    MapChart,
    PanelChart,
    RankChart,
    SeriesChart,
)
from sozialraum.words import Text

Row = tuple[Text | float | None, ...]


def figures_of(chart: Chart) -> tuple[tuple[FigureColumn, ...], list[Row]]:
    """Headings, by the name under which their words stand, and rows; numbers as they are drawn."""
    match chart:
        case RankChart():
            return _rank(chart)
        case SeriesChart() | PanelChart():
            return ("month", "value"), [(_month(p.at), _short(p.value)) for p in chart.points]
        case MapChart():
            rows: Iterable[Row] = ((a.code, a.text, a.need_class) for a in chart.areas)
            return ("area", "value", "class"), list(rows)
        case LinesChart():
            return ("group", "year", "change"), [
                (line.text, year, _short(value))
                for line in chart.lines
                for year, value in zip(chart.years, line.values, strict=True)
            ]
        case CrossChart():
            return ("theme", "supply", "area"), [
                (row.label, supply, code)
                for row in chart.rows
                for supply, codes in zip(chart.columns, row.cells, strict=True)
                for code in codes
            ]


def _rank(chart: RankChart) -> tuple[tuple[FigureColumn, ...], list[Row]]:
    if not any(point.earlier for point in chart.points):
        return ("area", "value", "low", "high"), [
            (p.label, _short(p.value), _short(p.low), _short(p.high)) for p in chart.points
        ]
    return ("area", "value", "low", "high", "earlier", "earlier_low", "earlier_high"), [
        (
            p.label,
            *map(_short, (p.value, p.low, p.high)),
            *(map(_short, (e.value, e.low, e.high)) if (e := p.earlier) else (None, None, None)),
        )
        for p in chart.points
    ]


def _short(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _month(at: float) -> str:
    """The month in the middle of the period: ``2020.125`` is ``2020-02``."""
    return f"{int(at)}-{int(at % 1 * 12) + 1:02}"
