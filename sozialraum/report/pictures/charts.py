"""Charts as SVG: which kind of picture is drawn by what."""

from collections.abc import Callable
from functools import lru_cache, partial
from threading import Lock

from sozialraum.base.errors import MonitorError
from sozialraum.report.chapters.shapes import Chart
from sozialraum.report.pictures.cross import cross_svg
from sozialraum.report.pictures.drawings import map_svg, panel_svg
from sozialraum.report.pictures.lines import lines
from sozialraum.report.pictures.rank import rank
from sozialraum.report.pictures.series import series
from sozialraum.report.pictures.vega import begin_drawing

_beginning = Lock()


def svg(chart: Chart, language: str) -> str:
    """The chart as an SVG document; the same chart gives the same text, and is drawn once.

    Its font is embedded in typst; the HTML page puts its own in its place.
    """
    with _beginning:
        begun = _begun(chart, language)
    try:
        return begun()
    except MonitorError:
        _begun.cache_clear()
        raise


@lru_cache(maxsize=1024)
def _begun(chart: Chart, language: str) -> Callable[[], str]:
    match chart.shape:
        case "map":
            return partial(str, map_svg(chart))
        case "panel":
            return partial(str, panel_svg(chart, language))
        case "cross":
            return partial(str, cross_svg(chart))
        case "rank":
            return begin_drawing(rank(chart, language))
        case "series":
            return begin_drawing(series(chart, language))
        case "lines":
            return begin_drawing(lines(chart, language))
