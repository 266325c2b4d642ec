"""Finding one's way in the rows: areas, levels, an indicator's newest figures."""

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from functools import cached_property

from sozialraum.report.rows.city import Area, Crisis, Field, Indicator, Level, Note, Question
from sozialraum.report.rows.figures import ESTIMATES, AffectedFigure, EarlierFigure, Fact
from sozialraum.report.rows.tables import Tables
from sozialraum.words import Message, Name, Text
from sozialraum.words.numbers import NBSP

HIGH = 4
"""From this need class on, a need is called high."""


def area_label(code: str, name: str) -> str:
    """``16 Gartenstadt``: areas are told apart by code and name, as in the sources."""
    return f"{code} {name}" if code.isdigit() and not name.startswith(code) else name


def without_brackets(label: str) -> str:
    """A label where there is little room: without what stands in brackets at its end."""
    return re.sub(r" \([^()]*\)$", "", label)


TOPICS = ("needs", "planning", "coverage", "conclusions")
"""What chapters of the report are about, in their order."""
_PLANS = "register_plans"


class Facts:
    """The rows of a database, ordered for the questions that the report asks."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables

    @cached_property
    def sozialraum(self) -> Level:
        """The level that the report is about."""
        return self.level(self.tables.city.sozialraum_level)

    @cached_property
    def compared_levels(self) -> list[Level]:
        """The Sozialraum level, then the others whose areas are compared, from fine to coarse."""
        others = [
            level
            for level in self.tables.levels
            if level.compares_need and level.area_level != self.sozialraum.area_level
        ]
        return [self.sozialraum, *others]

    def level(self, area_level: str) -> Level:
        """A declared level; one that is not declared goes by its id."""
        for level in self.tables.levels:
            if level.area_level == area_level:
                return level
        return Level(area_level, area_level, area_level, False)

    @cached_property
    def fields(self) -> list[Field]:
        """The declared planning fields, and any that indicators name besides."""
        declared = list(self.tables.fields)
        known = {field.planning_field for field in declared}
        named = dict.fromkeys(one.planning_field for one in self.tables.indicators)
        return declared + [Field(name, name) for name in named if name not in known]

    def indicators_of(self, field: Field) -> list[Indicator]:
        return [one for one in self.tables.indicators if one.planning_field == field.planning_field]

    @cached_property
    def _areas(self) -> dict[str, list[Area]]:
        found: dict[str, list[Area]] = defaultdict(list)
        for area in self.tables.areas:
            found[area.area_level].append(area)
        return found

    def areas(self, level: Level) -> list[Area]:
        """The areas of a level, without the one for cases that could not be placed."""
        return [area for area in self._areas[level.area_level] if not area.is_unknown]

    def unknown_areas(self, level: Level) -> list[Area]:
        return [area for area in self._areas[level.area_level] if area.is_unknown]

    @cached_property
    def labels(self) -> dict[str, str]:
        return {
            area.area_id: area_label(area.area_code, area.short_name or area.area_name)
            for area in self.tables.areas
        }

    @cached_property
    def _places(self) -> dict[str, str]:
        return {area.area_id: area.short_name or area.area_name for area in self.tables.areas}

    def place(self, area_id: str) -> Name:
        """An area's name alone, for a sentence that says of which level it speaks."""
        return Name(self._places.get(area_id, area_id))

    @cached_property
    def _indicators(self) -> dict[str, Indicator]:
        return {one.indicator_id: one for one in self.tables.indicators}

    def indicator(self, indicator_id: str) -> Indicator | None:
        return self._indicators.get(indicator_id)

    def in_text(self, area_id: str) -> str:
        """An area's label in running text: its code is not parted from its name."""
        return self.labels.get(area_id, area_id).replace(" ", NBSP, 1)

    @cached_property
    def indicator_names(self) -> dict[str, str]:
        return {one.indicator_id: one.name_de for one in self.tables.indicators}

    def area_name(self, area_id: str) -> Text:
        """A label to stand alone; the whole city is called by its name."""
        if area_id == self.tables.city.city_area_id:
            return Message("labels-whole-city", city=Name(self.tables.city.city_name))
        return self.labels.get(area_id, area_id)

    @cached_property
    def _affected(self) -> dict[tuple[str, str], list[AffectedFigure]]:
        found: dict[tuple[str, str], list[AffectedFigure]] = defaultdict(list)
        for one in self.tables.affected:
            found[one.area_id, one.indicator_id].append(one)
        return found

    def affected_series(self, area_id: str, indicator_id: str) -> list[AffectedFigure]:
        """The known figures of an area whose finding is a change, oldest first."""
        return self._affected.get((area_id, indicator_id), [])

    @cached_property
    def _before(self) -> dict[tuple[str, str], EarlierFigure]:
        return {(one.area_id, one.indicator_id): one for one in self.tables.before}

    def before(self, area: Area, indicator: Indicator) -> EarlierFigure | None:
        """The last figure before the crisis of the same season as the newest."""
        return self._before.get((area.area_id, indicator.indicator_id))

    @cached_property
    def source_titles(self) -> dict[str, str]:
        return {source.source_id: source.title_de for source in self.tables.sources}

    @cached_property
    def methods(self) -> set[str]:
        """How the figures come about that are shown: ``direct``, ``aggregated``, ``modelled`` …"""
        tables = self.tables
        figures = {one.method for one in (*tables.latest, *tables.city_series)}
        return figures | {one.method for one in tables.coverage if one.method}

    @property
    def has_estimates(self) -> bool:
        return bool(self.methods & ESTIMATES)

    @property
    def has_surveys(self) -> bool:
        return any("survey" in (one.cadence, one.interval_method) for one in self.tables.indicators)

    @property
    def crisis(self) -> Crisis | None:
        """The time that the report sets apart; None where the city declares none."""
        return next(iter(self.tables.crises), None)

    @cached_property
    def topics(self) -> tuple[str, ...]:
        """What the report answers: what the council asked, and what the city declares; of a
        publication that has no table for it, all that is missing."""
        tables = self.tables
        has_rules = bool(tables.cover_rules) or "declared.cover_rule" not in tables.present
        declared = {
            "needs": True,
            "planning": "marts.mart_plan_review" not in tables.present
            or any(one.source_id == _PLANS for one in tables.sources)
            or any(one.row_kind == "plan" for one in tables.plan_reviews),
            "coverage": bool(tables.services or tables.offers) or has_rules,
            "conclusions": has_rules,
        }
        return tuple(one for one in TOPICS if declared[one] or one in self.questions)

    @cached_property
    def questions(self) -> dict[str, Question]:
        """What the council asked, by the chapter that answers it."""
        return {one.topic: one for one in self.tables.questions}

    @cached_property
    def _themes(self) -> dict[str, str]:
        return {one.theme: one.name_de for one in self.tables.themes}

    def theme_name(self, theme: str | None) -> str:
        """A declared theme's name; one that is not declared goes by its id."""
        return self._themes.get(theme or "", theme or "")

    @cached_property
    def _latest(self) -> dict[tuple[str, str], dict[str, Fact]]:
        found: dict[tuple[str, str], dict[str, Fact]] = defaultdict(dict)
        for fact in self.tables.latest:
            found[fact.indicator_id, fact.area_level][fact.area_id] = fact
        return found

    def latest(self, indicator: Indicator, level: Level) -> dict[str, Fact]:
        """The figures of the newest period, by area; empty where there are none."""
        return self._latest.get((indicator.indicator_id, level.area_level), {})

    @cached_property
    def _series(self) -> dict[str, list[Fact]]:
        found: dict[str, list[Fact]] = defaultdict(list)
        for fact in self.tables.city_series:
            found[fact.indicator_id].append(fact)
        return found

    def city_series(self, indicator: Indicator) -> list[Fact]:
        """The known figures of the whole city, oldest first."""
        return self._series.get(indicator.indicator_id, [])

    def breaks(self, indicator: Indicator) -> list[Note]:
        """The known breaks that the indicator's figures reach."""
        series = self.city_series(indicator)
        if not series:
            return []
        return self.breaks_between(indicator, series[0].period_end, series[-1].period_end)

    def breaks_between(self, indicator: Indicator, before: date | None, latest: date) -> list[Note]:
        """The known breaks between two of the indicator's figures, each told by its last day."""
        return [
            note
            for note in self.tables.notes
            if indicator.indicator_id in note.indicator_ids
            and before is not None
            and before < note.since <= latest
        ]

    def city_value(self, indicator: Indicator, period: str) -> Fact | None:
        return next((one for one in self.city_series(indicator) if one.period == period), None)

    def published_at(self, indicator: Indicator, level: Level) -> bool:
        """Whether the level's newest figures are real ones, not estimates."""
        latest = self.latest(indicator, level).values()
        return bool(latest) and not any(fact.is_estimate for fact in latest)

    def shown_levels(self, indicator: Indicator) -> list[Level]:
        """The levels with a table: the Sozialraum level, and the indicator's own if coarser."""
        return [
            level
            for level in self.compared_levels
            if self.latest(indicator, level)
            and level.area_level in (self.sozialraum.area_level, indicator.native_level)
        ]

    def high_classes(self, area: Area, indicators: Sequence[Indicator], level: Level) -> list[int]:
        """The need classes 4 and 5 of an area among ``indicators``, without unsure ones."""
        found = []
        for indicator in indicators:
            fact = self.latest(indicator, level).get(area.area_id)
            if fact and fact.need_class is not None and fact.is_surely(HIGH, 5):
                found.append(fact.need_class)
        return found
