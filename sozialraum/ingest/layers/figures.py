"""Reads a layer of figures as a table: a feature is a row, an attribute a column."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from zoneinfo import ZoneInfo

import shapely
from shapely import Geometry

from sozialraum.declarations.layer import AREA, PERIOD, Geodata, Layer, attributes_of
from sozialraum.declarations.source import Source
from sozialraum.declarations.unit import COUNTED
from sozialraum.ingest.formats.texts import text_table
from sozialraum.ingest.landing import Landing
from sozialraum.ingest.layers.attributes import Attributes, find_attributes
from sozialraum.ingest.layers.geojson import Document, LayerFormError, read_document
from sozialraum.ingest.layers.geometry import GeometryError, as_outline, as_place, read_geometry
from sozialraum.ingest.layers.known_areas import KnownAreas
from sozialraum.ingest.layers.systems import to_degrees
from sozialraum.ingest.wire import CheckedTable, WireError, normal_header

# More of the figures than this do not change in a correction: the layer has a new state.
MOST_CORRECTED = 0.5


@dataclass
class FigureReader:
    """Reads the landings of one layer (as ``check_wire_format`` does those of tables).

    ``zone``: whose day a landing came on.
    ``seen``: after a landing was read its attributes, and the declared columns that it lacks.
    """

    layer: Layer
    geodata: Geodata
    where: str
    areas: KnownAreas
    zone: ZoneInfo
    seen: tuple[Sequence[str], Sequence[str]] = field(default=((), ()), init=False)

    def __call__(
        self, source: Source, landing: Landing, content: bytes | None = None
    ) -> CheckedTable:
        """The table; of columns that hold figures it has those that the layer has.

        Raises:
            SourceError: the landing cannot be read, or was changed since.
            WireError: no whole GeoJSON, no figures, no areas or period, areas of no level.
        """
        try:
            document = read_document(landing.content() if content is None else content)
            self.seen = (document.attributes, ())
            # what stands in place of a figure is declared as of any table (`missing`)
            attributes = replace(
                find_attributes(self.layer, self.where, document.attributes, source.decimal),
                null_tokens=frozenset({""}),
            )
            self.seen = (document.attributes, attributes.unmapped)
            return self._read(source, landing, document, attributes)
        except LayerFormError as error:
            place = f"layer '{self.layer.id}', file {landing.name} ({landing.landing_id[:12]})"
            raise WireError(place, str(error)) from None

    def _read(
        self, source: Source, landing: Landing, document: Document, attributes: Attributes
    ) -> CheckedTable:
        figures = [one for one in source.figure_columns if one in attributes.templates]
        self._check_columns(source, document, attributes, figures)
        if len(document.features) < source.min_rows:
            raise LayerFormError(
                f"{len(document.features)} features. Expected: at least {source.min_rows} "
                "(`min_rows`)"
            )
        rows = [attributes.read(one.get("properties")) for one in document.features]
        level, labels = self._areas(document, [row.get(AREA) for row in rows], attributes)
        day = landing.retrieved_at.astimezone(self.zone).date()
        state = self.layer.state.on(day, self.layer.title) if self.layer.state else ""
        # what some features say is not said for the others by a title
        is_told = any(row.get(PERIOD) for row in rows)
        columns: dict[str, list[str]] = {
            AREA: labels,
            PERIOD: [row.get(PERIOD) or ("" if is_told else state) for row in rows],
            **{name: [row[name] or "" for row in rows] for name in (*_splitting(source), *figures)},
        }
        if not any(columns[PERIOD]):
            raise LayerFormError(
                f"no period: neither an attribute ({self._hint(PERIOD)}) nor `state` tells it for "
                f"what came on {day}. Declare it here: {self.where}"
            )
        taken = {
            name: ", ".join(attributes_of(attributes.templates[name]))
            for name in columns
            if name in attributes.templates
        }
        self._check_rejects(source, level, columns, figures)
        table = CheckedTable(
            landing=landing,
            columns=tuple(map(normal_header, columns)),
            cells=text_table(columns.values()),
            row_numbers=range(1, len(rows) + 1),
            # a layer has attributes of many kinds; all stand in mart_layer_status
            undeclared=(),
            letters={name: f"{attribute}, feature " for name, attribute in taken.items()},
            levels={AREA: level},
        )
        return table.read_rows(source)

    def _check_columns(
        self, source: Source, document: Document, attributes: Attributes, figures: Sequence[str]
    ) -> None:
        lacking = [one for one in _splitting(source) if one not in attributes.templates]
        if lacking or not figures:
            wanted = lacking or source.figure_columns
            sought = " or ".join(f"`{one}` ({self._hint(one)})" for one in wanted)
            raise LayerFormError(
                f"no attribute for {sought}; the layer has: "
                f"{', '.join(document.attributes) or 'none'}. Declare it here: {self.where} "
                "(`attributes`)"
            )

    def _check_rejects(
        self,
        source: Source,
        level: str,
        columns: Mapping[str, Sequence[str]],
        figures: Sequence[str],
    ) -> None:
        """Single figures that are none are set aside later on, as those of any table; many of them
        say that the mapping is wrong."""
        known = set(self.areas.labels[level].values())
        nowhere = [text for text in columns[AREA] if text not in known]
        undated = [text for text in columns[PERIOD] if not text]
        keys = Counter(
            zip(*(columns[name] for name in (AREA, PERIOD, *_splitting(source))), strict=True)
        )
        repeated = keys.total() - len(keys)
        found: list[tuple[Sequence[str], str]] = [
            (nowhere, f"features that are no area of {level}"),
            (["twice"] * repeated, f"features of a {level} that another one is already"),
            (undated, "features without a period"),
            *(
                (_no_figures(source, name, columns[name]), f"texts in `{name}` that are no figures")
                for name in figures
            ),
        ]
        whole = len(nowhere) + repeated + len(undated)
        cells = sum(len(texts) for texts, _ in found[3:]) + len(figures) * whole
        if cells <= self.layer.max_rejected:
            return
        said = "; ".join(f"{len(texts)} {what} ({texts[0]!r})" for texts, what in found if texts)
        raise LayerFormError(
            f"{said}: {cells} figures of {len(columns[AREA]) * len(figures)}. Expected: at most "
            f"{self.layer.max_rejected} (`max_rejected`). The mapping is declared here: "
            f"{self.where}"
        )

    def _hint(self, column: str) -> str:
        return "looked for " + (", ".join(self.layer.candidates.get(column, [])) or "none")

    def _areas(
        self, document: Document, texts: Sequence[str | None], attributes: Attributes
    ) -> tuple[str, list[str]]:
        """The level, and the label of each feature's area; one that is none stays as it is."""
        if AREA in attributes.templates:
            said = [text or "" for text in texts]
            read = {
                level: [self.areas.label(level, text) for text in said]
                for level in self.layer.area_levels
            }
            level = self._level(read, f"`{AREA}` says {', '.join(map(repr, said[:5]))}")
            return level, [label or text for label, text in zip(read[level], said, strict=True)]
        outlined = [one for one in self.layer.area_levels if self.areas.outlines.get(one)]
        if not outlined:
            raise LayerFormError(
                f"no attribute names the area ({self._hint(AREA)}), the layer has: "
                f"{', '.join(document.attributes) or 'none'}; and no outlines of "
                f"{' or '.join(self.layer.area_levels)} are loaded to tell it by location. "
                f"Declare it here: {self.where} (`attributes: {{{AREA}: …}}`)"
            )
        shapes = self._shapes(document)
        found = {
            level: [self.areas.label_at(level, shape) if shape else None for shape in shapes]
            for level in outlined
        }
        level = self._level(found, "their location was compared with the outlines")
        return level, [label or "(no area)" for label in found[level]]

    def _level(self, read: Mapping[str, Sequence[str | None]], how: str) -> str:
        """The level of which most features are areas; of several the one that they fill best.

        That no two features are one area is known: a period has each area once.
        """

        def fit(level: str) -> tuple[int, float]:
            labels = {one for one in read[level] if one is not None}
            known = self.areas.count(level)
            return len(labels), len(labels) / known if known else 0.0

        order = sorted(read, key=fit, reverse=True)
        if fit(order[0])[0] == 0:
            raise LayerFormError(
                f"no feature is an area of {' or '.join(read)}; {how}. "
                f"Declare the levels here: {self.where} (`area_levels`)"
            )
        if len(order) > 1 and fit(order[0]) == fit(order[1]):
            raise LayerFormError(
                f"the features may be areas of {order[0]} as well as of {order[1]}; {how}. "
                f"Declare one of them here: {self.where} (`area_levels`)"
            )
        return order[0]

    def _shapes(self, document: Document) -> list[Geometry | None]:
        degrees = to_degrees(document.crs, self.layer.crs)
        return [self._shape(one.get("geometry"), degrees) for one in document.features]

    def _shape(self, raw: Any, degrees: Any) -> Geometry | None:
        bounds = self.geodata.bounds
        try:
            geometry = read_geometry(
                raw, exchanged=self.layer.axis_order == "lat_lon", degrees=degrees
            )
            if geometry is not None and geometry.area > 0:
                return as_outline(geometry, bounds)
            place = as_place(geometry, bounds)
        except GeometryError:
            return None
        return None if place.longitude is None else shapely.Point(place.longitude, place.latitude)


def unlike_its_state(
    layer: Layer, zone: ZoneInfo, before: CheckedTable, now: CheckedTable
) -> str | None:
    """Why a layer that says its period in no attribute cannot be the state that is declared: most
    of its figures are others than in the copy in use. None where it may be."""
    label = [name for name in now.columns if name not in (AREA, PERIOD)]
    if PERIOD in now.letters or before.column(PERIOD)[:1] != now.column(PERIOD)[:1]:
        return None
    old, new = _figures(before, label), _figures(now, label)
    shared = old.keys() & new.keys()
    changed = sum(old[one] != new[one] for one in shared)
    if changed <= MOST_CORRECTED * len(shared):
        return None
    then, today = (
        one.landing.retrieved_at.astimezone(zone).date().isoformat() for one in (before, now)
    )
    return (
        f"{changed} of {len(shared)} figures are others than in the copy of {then}, and none of "
        f"its attributes says when: it has probably a newer state than {now.column(PERIOD)[0]}. "
        f"Declare it by the day: `state: {{fixed: {{{then}: {before.column(PERIOD)[0]}, "
        f"{today}: …}}}}`"
    )


def _splitting(source: Source) -> list[str]:
    """The columns that say of what a figure is, or whether the row is read."""
    return [one for one in source.label_columns if one not in (AREA, PERIOD)]


def _no_figures(source: Source, name: str, texts: Sequence[str]) -> list[str]:
    is_count = any(one.column == name and one.unit in COUNTED for one in source.measures)
    read = [(text, source.notation.read(text, is_percent=not is_count)) for text in texts]
    return [
        text
        for text, figure in read
        if figure.meaning is None
        and (figure.number is None or (is_count and not figure.number.is_integer()))
    ]


def _figures(table: CheckedTable, names: Sequence[str]) -> dict[tuple[str, str], str]:
    areas = table.column(AREA)
    return {
        (area, name): text
        for name in names
        if name in table.columns
        for area, text in zip(areas, table.column(name), strict=True)
    }
