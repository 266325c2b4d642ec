"""Charts as SVG: which kind of picture is drawn by what."""

from functools import lru_cache
from threading import Lock

from sozialraum.report.chapters.shapes import Chart
from sozialraum.report.pictures.cross import cross_svg
from sozialraum.report.pictures.drawings import map_svg, panel_svg
from sozialraum.report.pictures.lines import lines
from sozialraum.report.pictures.rank import rank
from sozialraum.report.pictures.series import series
from sozialraum.report.pictures.vega import drawn

# One at a time: what draws them has one engine, and a chart that two forms show is drawn once.
_drawing = Lock()


def svg(chart: Chart, language: str) -> str:
    """The chart as an SVG document; the same chart gives the same text.

    Its font is embedded in typst; the HTML page puts its own in its place.
    """
    with _drawing:
        return _svg(chart, language)


@lru_cache(maxsize=1024)
def _svg(chart: Chart, language: str) -> str:
    match chart.shape:
        case "map":
            return map_svg(chart)
        case "panel":
            return panel_svg(chart, language)
        case "rank":
            return drawn(rank(chart, language))
        case "series":
            return drawn(series(chart, language))
        case "lines":
            return drawn(lines(chart, language))
        case "cross":
            return cross_svg(chart)
