"""What ``city.yaml`` and ``areas.yaml`` may say."""

import re
from datetime import date, datetime
from typing import Literal

from pydantic import Field, field_validator, model_validator

from sozialraum.declarations.declaration import Declaration, Identifier, Pattern, RelativePath
from sozialraum.declarations.term import Term
from sozialraum.words.files import languages


class City(Declaration):
    """``language``: a folder of ``sozialraum/words`` in which everything is said to people."""

    id: Identifier
    name: str
    official_name: str
    area_code: str
    timezone: str
    attribution: str
    language: str = "de"

    @field_validator("language")
    @classmethod
    def _has_a_catalogue(cls, value: str) -> str:
        if value not in languages():
            raise ValueError(f"there is no catalogue of {value!r}; known: {languages()}")
        return value

    @property
    def area_id(self) -> str:
        return f"city:{self.area_code}"


class Licence(Declaration):
    title: str
    url: str


class Snapshot(Declaration):
    """The bundled copies of the tables and the day they were taken."""

    retrieved_at: datetime
    folder: RelativePath

    @field_validator("retrieved_at")
    @classmethod
    def _aware(cls, value: datetime) -> datetime:
        if value.tzinfo is None:
            raise ValueError("needs a time zone, as in 2026-11-22T00:00:00Z")
        return value


class Note(Declaration):
    """A known break: something other than the need that moved figures from a day on.

    It affects ``indicators`` and all indicators of ``themes``; ``text`` is one or more German
    sentences for the report.
    """

    id: Identifier
    since: date
    themes: list[Identifier] = []
    indicators: list[Identifier] = []
    text: str

    @model_validator(mode="after")
    def _affects_something(self) -> "Note":
        if not self.themes and not self.indicators:
            raise ValueError("needs `themes` or `indicators` that it affects")
        return self


class Retention(Declaration):
    """How many are kept beside what always stays (publication/retention.py).

    ``publications``: the newest ones. ``damaged``: the newest of what was set aside as damaged.
    ``runs``: the newest runs in the history.
    """

    publications: int = Field(default=30, ge=2)
    damaged: int = Field(default=10, ge=1)
    runs: int = Field(default=200, ge=1)


class CityFile(Declaration):
    """The whole of ``city.yaml``.

    ``glossary``: what the city's own words and abbreviations mean, as they stand in area names.
    """

    city: City
    licences: dict[str, Licence]
    snapshot: Snapshot
    planning_fields: dict[Identifier, str]
    notes: list[Note] = []
    glossary: dict[str, str] = {}
    retention: Retention = Retention()


class Question(Declaration):
    """A question of the council, with the title of the chapter that answers it."""

    topic: Literal["needs", "planning", "coverage", "conclusions"]
    title: str
    question: str


class Council(Declaration):
    """The whole of ``council.yaml``: what the council asked, and by which resolution.

    ``name`` and ``committees``: what the council and those of its committees are called before
    which the report is put.
    """

    name: str | None = None
    committees: list[str] = []
    resolution: str | None = None
    questions: list[Question] = []

    @field_validator("questions")
    @classmethod
    def _one_a_topic(cls, questions: list[Question]) -> list[Question]:
        topics = [question.topic for question in questions]
        if doubled := sorted({topic for topic in topics if topics.count(topic) > 1}):
            raise ValueError(f"a chapter answers one question; several have the topic {doubled}")
        return questions


class Level(Declaration):
    """One level of the area tree and how its labels are read.

    ``tiles``: for a schematic map, column and row of each area by its code, counted from the
    upper left. It stands in where no outlines are loaded. ``short_names``: what areas with long
    names are called in pictures, tables and sentences, by their codes.
    """

    id: Identifier
    name: str
    plural: str
    pattern: Pattern | None = None
    unknown: list[str] = []
    whole_city: list[str] = []
    parents: list[Identifier]
    tiles: dict[str, tuple[int, int]] = {}
    short_names: dict[str, str] = {}

    @field_validator("short_names")
    @classmethod
    def _told_apart(cls, value: dict[str, str]) -> dict[str, str]:
        names = list(value.values())
        if doubled := sorted({name for name in names if names.count(name) > 1}):
            raise ValueError(f"several areas have the short name {doubled}")
        return value

    @field_validator("pattern")
    @classmethod
    def _has_name(cls, value: str | None) -> str | None:
        if value is not None and "name" not in re.compile(value).groupindex:
            raise ValueError("needs a group (?P<name>...)")
        return value

    @field_validator("tiles")
    @classmethod
    def _one_area_per_tile(cls, value: dict[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
        taken: dict[tuple[int, int], str] = {}
        for code, place in value.items():
            if min(place) < 0:
                raise ValueError(f"tile of '{code}': column and row are counted from 0")
            if place in taken:
                raise ValueError(f"'{taken[place]}' and '{code}' stand on the same tile {place}")
            taken[place] = code
        return value


class AreaFile(Declaration):
    """The whole of ``areas.yaml``: levels from fine to coarse, the city last.

    ``population``: the figures shown with the areas; the first one tells the day, the others
    fill the levels that it does not reach.
    """

    crosswalk: Identifier
    levels: list[Level]
    sozialraum_level: Identifier
    need_levels: list[Identifier]
    population: list[Term]

    @model_validator(mode="after")
    def _known_levels(self) -> "AreaFile":
        known = [level.id for level in self.levels]
        if not known or known[-1] != "city":
            raise ValueError("the last level must be `city`")
        for level in self.levels:
            for parent in level.parents:
                if parent not in known[known.index(level.id) + 1 :]:
                    raise ValueError(
                        f"level '{level.id}': parent '{parent}' is not a coarser level"
                    )
        for level_id in [self.sozialraum_level, *self.need_levels]:
            if level_id not in known:
                raise ValueError(f"level '{level_id}' is not declared; known: {known}")
        return self
