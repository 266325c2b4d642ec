"""The page to browse: one HTML file with all figures, opened from a folder without any network.

Its script draws with Vega; that one's expressions are interpreted, so that a content security
policy can forbid to run any text as code.
"""

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

from babel.numbers import get_decimal_symbol, get_group_symbol
from markupsafe import Markup

from sozialraum.report.chapters.browse_shapes import Browse, BrowsedArea, BrowsedIndicator
from sozialraum.report.chapters.shapes import ReportModel
from sozialraum.report.forms.html import TEMPLATES, environment_of, hash_of, script_of
from sozialraum.report.forms.library.vega import vega_embed
from sozialraum.report.pictures.browse import pictures
from sozialraum.words.files import locale

_SCRIPT = (
    "base", "tables", "give", "browse_figures", "browse_choice", "browse_rows", "browse_draw",
    "browse_show",
)  # fmt: skip
_STYLES = ("bericht.css", "zahlen.css")


def write_browse(model: ReportModel, path: Path) -> Path:
    """Writes the page and returns its path; the same model gives the same bytes.

    Raises:
        ValueError: the model has no such page.
    """
    if model.browse is None:
        raise ValueError("the report has no page to browse")
    library, script = vega_embed(), script_of(_SCRIPT)
    page = (
        environment_of(model)
        .get_template("zahlen.html.j2")
        .render(
            report=model,
            browse=model.browse,
            said={**model.labels, **model.browse.words},
            style=Markup("\n".join((TEMPLATES / one).read_text("utf-8") for one in _STYLES)),
            data=Markup(_inside_a_page(_data(model.browse, model.language))),
            scripts=[Markup(library), Markup(script)],
            hashes=[hash_of(library), hash_of(script)],
        )
    )
    path.write_text(page, encoding="utf-8", newline="\n")
    return path


def _inside_a_page(data: dict[str, Any]) -> str:
    """JSON in which no text can end the element that it stands in."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c")


def _data(browse: Browse, language: str) -> dict[str, Any]:
    """Areas, periods, methods and statuses stand in the rows by their place in their lists."""
    figures = browse.figures
    place = {
        area.area_id: number
        for number, area in enumerate(area for level in browse.levels for area in level.areas)
    }
    methods = sorted({row[7] for row in figures.rows})
    statuses = sorted({row[8] for row in figures.rows})
    period_place = {
        one.indicator_id: {period: number for number, period in enumerate(one.periods)}
        for one in browse.indicators
    }
    rows: dict[str, list[list[Any]]] = defaultdict(list)
    for area, _, indicator, period, value, low, high, method, status, *need in figures.rows:
        rows[indicator].append(
            [
                place[area], period_place[indicator][period], value, low, high,
                methods.index(method), statuses.index(status), *need,
            ]
        )  # fmt: skip
    return {
        "columns": figures.columns,
        "query": figures.query,
        "city": browse.city_area_id,
        "locale": {
            "decimal": get_decimal_symbol(locale(language)),
            "thousands": get_group_symbol(locale(language)),
            "grouping": [3],
            "currency": ["", ""],
        },
        "methods": methods,
        "statuses": statuses,
        "pictures": pictures(),
        "levels": [
            {
                "id": level.area_level,
                "name": level.plural,
                "kind": level.kind,
                "map": level.map_name,
                "about": level.about,
                "areas": [_area(area) for area in level.areas],
            }
            for level in browse.levels
        ],
        "indicators": [
            _indicator(browse, one, rows[one.indicator_id]) for one in browse.indicators
        ],
    }


def _area(area: BrowsedArea) -> dict[str, Any]:
    """Of a map of outlines, points as exact as a metre or so."""
    found: dict[str, Any] = {
        "id": area.area_id, "name": area.name, "code": area.code, "label": area.label,
    }  # fmt: skip
    if area.tile is not None:
        return found | {"tile": area.tile}
    rings = [[[round(x, 5), round(y, 5)] for x, y in ring] for ring in area.rings]
    return found | {"rings": rings, "at": area.label_at}


def _indicator(browse: Browse, one: BrowsedIndicator, rows: list[list[Any]]) -> dict[str, Any]:
    return {
        "id": one.indicator_id,
        "name": one.name_and_unit,
        "field": one.field,
        "factor": one.factor,
        "places": one.places,
        "amount": one.amount,
        "interval": one.interval,
        "meaning": one.meaning,
        "notes": one.notes,
        "sources": one.sources,
        "periods": [
            [period, name, browse.figures.starts[one.indicator_id, period]]
            for period, name in one.periods.items()
        ],
        "rows": rows,
    }
