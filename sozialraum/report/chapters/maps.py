"""Maps of a level: real outlines where they are loaded, else a schematic map that is called so."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import cos, radians
from typing import Any, Literal
from unicodedata import combining, normalize

from sozialraum.report.chapters import focus, origin
from sozialraum.report.chapters.shapes import Figure, MapArea, MapChart, Panels
from sozialraum.report.chapters.signs import shown_amount
from sozialraum.report.rows.city import Area, Indicator, Level
from sozialraum.report.rows.facts import Facts
from sozialraum.words import (
    Day,
    Listing,
    Message,
    Name,
    Number,
    Period,
    Text,
    code,
)
from sozialraum.words.text import Argument

Ring = tuple[tuple[float, float], ...]
Kind = Literal["outlines", "tiles", "alphabet"]

_ACROSS = 4
"""Columns of the grid that stands in where neither outlines nor tiles are known."""
_ROOM = 10
"""Letters of a name that a tile has room for."""
NEED_LEGEND = tuple((one, Message("maps-class", **{"class": one})) for one in range(1, 6))


@dataclass(frozen=True)
class Fill:
    """What is shown of an area: its text, and its colour from 1 to 5 or none."""

    text: Text
    need_class: int | None = None


class Maps:
    """The places of a level's areas, found once and filled many times."""

    def __init__(self, facts: Facts, level: Level) -> None:
        self.areas = facts.areas(level)
        self.kind, self._places = _places(facts, level, self.areas)
        credits = _credits(facts, level) if self.kind == "outlines" else []
        self.told: dict[str, Argument] = {
            "kind": self.kind, "n": len(credits), "sources": Listing(credits),
        }  # fmt: skip
        """What `maps-name` and `maps-note` are told with."""
        self._codes = _tile_names(self.areas) if self.kind == "alphabet" else {
            area.area_id: area.area_code for area in self.areas
        }  # fmt: skip

    def chart(
        self,
        fills: Mapping[str, Fill],
        legend: tuple[tuple[int, Text], ...],
        marked: str | None = None,
    ) -> MapChart:
        made = []
        for area in self.areas:
            fill = fills.get(area.area_id, Fill("–"))
            made.append(
                MapArea(
                    code=self._codes[area.area_id],
                    text=fill.text,
                    need_class=fill.need_class,
                    is_marked=area.area_id == marked,
                    **self._places[area.area_id],
                )
            )
        return MapChart(tuple(made), legend)


def choice(facts: Facts, level: Level) -> Panels | None:
    """One map per indicator that has a class for an area of the level."""
    maps = Maps(facts, level)
    figures = []
    for indicator in facts.tables.indicators:
        figure = _indicator_map(facts, maps, level, indicator)
        if figure is not None:
            figures.append(figure)
    if not figures:
        return None
    return Panels(
        caption=Message(
            "maps-caption",
            **maps.told,
            level=Name(level.plural_de),
            estimates=code(facts.has_estimates),
        ),
        figures=tuple(figures),
        choice=Message("maps-choice", kind=maps.kind),
    )


def _indicator_map(facts: Facts, maps: Maps, level: Level, indicator: Indicator) -> Figure | None:
    latest = facts.latest(indicator, level)
    known = {key: fact for key, fact in latest.items() if fact.value is not None}
    if not any(fact.need_class is not None for fact in known.values()):
        return None
    fills = {
        key: Fill(shown_amount(fact, indicator.unit), fact.need_class)
        for key, fact in known.items()
    }
    newest = max(known.values(), key=lambda fact: fact.period_end)
    highest = [
        facts.labels[area.area_id]
        for area in maps.areas
        if (fact := known.get(area.area_id)) and fact.is_surely(5, 5)
    ]
    unsure = sum(
        (fact := known.get(area.area_id)) is not None and fact.is_unsure for area in maps.areas
    )
    missing = [facts.labels[area.area_id] for area in maps.areas if area.area_id not in known]
    seen: dict[str, Argument] = {
        "period": Period(newest.period, indicator.cadence),
        "high": len(highest),
        "highest": Listing(highest),
        "unsure": unsure,
        "absent": len(missing),
        "missing": Listing(missing),
    }
    return Figure(
        chart=maps.chart(fills, NEED_LEGEND),
        caption=Message("maps-indicator", **seen),
        alt=Message(
            "maps-indicator-alt",
            kind=maps.kind,
            n=len(maps.areas),
            indicator=Name(indicator.name_de),
            **seen,
        ),
        source_de=origin.of_indicator(facts, indicator, known.values()),
        title=indicator.name_de,
        anchor=f"karte-{indicator.slug}",
    )


def locator(facts: Facts, maps: Maps, area: Area) -> Figure | None:
    """Where an area lies among all; a grid by name does not say it."""
    if maps.kind == "alphabet":
        return None
    label = Name(facts.labels[area.area_id])
    fills = {one.area_id: Fill("") for one in maps.areas} | {area.area_id: Fill("", 5)}
    return Figure(
        chart=maps.chart(fills, (), area.area_id),
        caption=Message("maps-locator", kind=maps.kind, area=label),
        alt=Message("maps-locator-alt", kind=maps.kind, area=label, n=len(maps.areas)),
        # a grid by hand is no map of the division
        source_de=Message("maps-locator-source", day=Day(facts.tables.city.as_of))
        if maps.kind == "outlines"
        else "",
    )


def counted_map(facts: Facts, maps: Maps, counts: Mapping[str, focus.Count]) -> Figure:
    """In how many indicators the need of each area is surely high, of those that can be judged."""
    top = max((one.high for one in counts.values()), default=0)
    fills = {key: Fill(Number(one.high), _shade(one.high, top)) for key, one in counts.items()}
    first = [facts.labels[key] for key, one in counts.items() if one.high == top and top]
    judged = [one.judged for one in counts.values()]
    told: dict[str, Argument] = {
        "kind": maps.kind, "n": len(counts), "unknown": len(maps.areas) - len(counts),
        "top": top, "first": Listing(first), "estimates": code(facts.has_estimates),
        "least": min(judged, default=0), "most": max(judged, default=0),
        "same": code(len(set(judged)) <= 1),
    }  # fmt: skip
    return Figure(
        chart=maps.chart(fills, ()),
        caption=Message("maps-counted", **told),
        alt=Message("maps-counted-alt", **told),
        source_de=origin.line(
            facts,
            [one.source_ids for one in focus.counted_indicators(facts, facts.sozialraum)],
            Message("maps-locator-sources"),
        ),
    )


def _shade(count: int | None, top: int) -> int | None:
    if count is None or top == 0:
        return None
    return 1 + round(3 * count / top)


def _places(
    facts: Facts, level: Level, areas: list[Area]
) -> tuple[Kind, dict[str, dict[str, Any]]]:
    outlines = {
        one.area_id: one for one in facts.tables.outlines if one.area_level == level.area_level
    }
    if areas and all(area.area_id in outlines for area in areas):
        rings = {key: tuple(_rings(one.geometry_simple)) for key, one in outlines.items()}
        middle = sum(y for ring in next(iter(rings.values())) for _, y in ring)
        middle /= sum(len(ring) for ring in next(iter(rings.values())))
        narrow = cos(radians(middle))
        return "outlines", {
            area.area_id: {
                "rings": tuple(tuple((x * narrow, y) for x, y in r) for r in rings[area.area_id]),
                "label_at": _label(outlines[area.area_id], narrow),
            }
            for area in areas
        }
    tiles = {
        one.area_code: (one.tile_column, one.tile_row)
        for one in facts.tables.tiles
        if one.area_level == level.area_level
    }
    if areas and all(area.area_code in tiles for area in areas):
        return "tiles", {area.area_id: {"tile": tiles[area.area_code]} for area in areas}
    ordered = sorted(areas, key=lambda one: _in_order(one.area_name))
    return "alphabet", {
        area.area_id: {"tile": (index % _ACROSS, index // _ACROSS)}
        for index, area in enumerate(ordered)
    }


def _tile_names(areas: list[Area]) -> dict[str, str]:
    """What stands in a tile where the place of it says nothing: the name as far as there is room,
    its beginning and end where several begin alike, or the code where they end alike, too."""
    found: dict[str, str] = {}
    for cut in (_beginning, _both_ends):
        names = {one.area_id: cut(one.short_name or one.area_name) for one in areas}
        times = Counter(names.values())
        found = {key: name for key, name in names.items() if times[name] == 1} | found
    return {one.area_id: found.get(one.area_id, one.area_code) for one in areas}


def _beginning(name: str) -> str:
    return name if len(name) <= _ROOM else f"{name[: _ROOM - 1].rstrip()}…"


def _both_ends(name: str) -> str:
    half = _ROOM // 2
    return name if len(name) <= _ROOM else f"{name[:half].rstrip()}…{name[1 - half :].lstrip()}"


def _in_order(name: str) -> str:
    """A name as it is sorted in German: umlauts stand with their vowels."""
    plain = normalize("NFD", name.casefold())
    return "".join(sign for sign in plain if not combining(sign))


def _rings(geojson: str) -> Iterator[Ring]:
    shape = json.loads(geojson)
    parts = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
    for polygon in parts:
        for ring in polygon:
            yield tuple((float(point[0]), float(point[1])) for point in ring)


def _label(outline: Any, narrow: float) -> tuple[float, float]:
    if outline.longitude is None or outline.latitude is None:
        first = next(_rings(outline.geometry_simple))
        x = sum(one for one, _ in first) / len(first)
        return x * narrow, sum(one for _, one in first) / len(first)
    return outline.longitude * narrow, outline.latitude


def _credits(facts: Facts, level: Level) -> list[str]:
    found = {
        f"{one.source_title_de} ({one.licence})" if one.licence else one.source_title_de
        for one in facts.tables.outlines
        if one.area_level == level.area_level and one.source_title_de
    }
    return sorted(filter(None, found))
