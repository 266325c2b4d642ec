"""What a city is and declares: areas, indicators, themes, its own words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class City:
    city_name: str
    official_name: str | None
    resolution: str | None
    attribution: str | None
    city_area_id: str
    sozialraum_level: str
    as_of: date
    timezone: str | None
    coverage_band: float | None
    language: str = "de"
    council_name: str | None = None
    committees: Sequence[str] = ()
    city_kind: str | None = None


@dataclass(frozen=True)
class Level:
    area_level: str
    name_de: str
    plural_de: str
    compares_need: bool


@dataclass(frozen=True)
class Area:
    area_id: str
    area_level: str
    area_code: str
    area_name: str
    is_unknown: bool
    population: int | None
    population_on: date | None
    short_name: str | None = None


@dataclass(frozen=True)
class Part:
    """An area of another level that lies in a Sozialraum, or reaches into it."""

    other_area_id: str
    area_level: str
    area_name: str


@dataclass(frozen=True)
class Outline:
    """An area's simplified outline (GeoJSON, degrees) and where its label can stand."""

    area_id: str
    area_level: str
    geometry_simple: str
    longitude: float | None
    latitude: float | None
    source_title_de: str | None
    licence: str | None


@dataclass(frozen=True)
class Tile:
    area_level: str
    area_code: str
    tile_column: int
    tile_row: int


@dataclass(frozen=True)
class Field:
    planning_field: str
    name_de: str


@dataclass(frozen=True)
class Indicator:
    indicator_id: str
    name_de: str
    planning_field: str
    unit: str
    theme: str
    definition: str
    higher_is_need: bool
    native_level: str
    cadence: str
    interval_method: str | None
    source_ids: str | None
    is_need: bool = True
    caveat_de: str | None = None

    @property
    def slug(self) -> str:
        """Its id as a part of addresses within a page."""
        return "".join(
            sign if sign.isascii() and sign.isalnum() else "-" for sign in self.indicator_id
        )


@dataclass(frozen=True)
class Theme:
    """A theme and what its need is told by: its own indicator, one of another theme, or nothing."""

    theme: str
    name_de: str
    need_basis: str | None = None
    indicator_id: str | None = None
    no_indicator_de: str | None = None
    proxy_de: str | None = None
    note_de: str | None = None
    plain_de: str | None = None


@dataclass(frozen=True)
class AreaChange:
    """Since when a share of a former area is one of another, and what the share is made of."""

    since: date
    made_of: str | None


@dataclass(frozen=True)
class Note:
    """A known break that affects figures from ``since`` on."""

    since: date
    indicator_ids: tuple[str, ...]
    text_de: str


@dataclass(frozen=True)
class Crisis:
    """The time that the report sets apart; publications before it was declared name none."""

    shown_from: date = date.max
    shown_until: date = date.max


@dataclass(frozen=True)
class Word:
    """A word or abbreviation of the city's own."""

    term: str
    meaning_de: str


@dataclass(frozen=True)
class Question:
    """A question of the council, and the chapter that answers it."""

    topic: str
    title_de: str
    question_de: str
