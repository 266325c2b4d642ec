"""What the page to browse is made of: what can be chosen, and all figures."""

from collections.abc import Mapping
from dataclasses import dataclass

from sozialraum.report.rows.browse import Figures
from sozialraum.words import Text


@dataclass(frozen=True)
class BrowsedArea:
    """``name`` as in the database, ``label`` as it is shown; its place as in a :class:`MapArea`,
    none where no map is drawn of its level."""

    area_id: str
    name: str
    code: str
    label: Text
    tile: tuple[int, int] | None = None
    rings: tuple[tuple[tuple[float, float], ...], ...] = ()
    label_at: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True)
class BrowsedLevel:
    """``kind``: of its map. ``about``: what kind of map that is."""

    area_level: str
    plural: Text
    kind: str
    map_name: Text
    about: Text
    areas: tuple[BrowsedArea, ...]


@dataclass(frozen=True)
class BrowsedIndicator:
    """``factor``, ``places``: how a value is written; ``amount``, ``interval``: with its unit, the
    figures in place of ``%n``, ``%low`` and ``%high``. ``notes``: what is to be known of its
    figures. ``sources``: titles, and where each is published (may be empty). ``periods``: the name
    of each, from the oldest on."""

    indicator_id: str
    name: str
    field: str
    factor: int
    places: int
    amount: Text
    interval: Text
    name_and_unit: Text
    meaning: Text
    notes: tuple[Text, ...]
    sources: tuple[tuple[str, str], ...]
    periods: Mapping[str, Text]


@dataclass(frozen=True)
class Browse:
    """``without``: what is said of indicators that have no figure. ``explained``: words and what
    they mean. ``words``: what the page's script says; signs like ``%n`` give way to what it finds.
    """

    title: Text
    about: Text
    levels: tuple[BrowsedLevel, ...]
    indicators: tuple[BrowsedIndicator, ...]
    without: Text
    explained: tuple[tuple[Text, Text], ...]
    words: Mapping[str, Text]
    city_area_id: str
    figures: Figures
