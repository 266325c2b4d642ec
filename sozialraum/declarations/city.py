"""What ``city.yaml`` and ``areas.yaml`` may say."""

import re
from datetime import date, datetime
from typing import Literal
from unicodedata import category, normalize
from zoneinfo import ZoneInfo, available_timezones

from pydantic import Field, field_validator, model_validator

from sozialraum.declarations.declaration import (
    Declaration,
    Identifier,
    Label,
    LabelPattern,
    RelativePath,
)
from sozialraum.declarations.nearest import nearest
from sozialraum.declarations.reform import Validity
from sozialraum.declarations.term import Term
from sozialraum.words import Words
from sozialraum.words.files import languages

# Between code and name of an area whose label stands in two columns.
CODE_FROM_NAME = "\t"


class City(Declaration):
    """The city that the declarations are about."""

    id: Identifier
    """The monitor's name of the city; the warehouse belongs to it."""
    name: str
    """What the city is called in texts."""
    official_name: str
    """Its official name, as on the report's title page."""
    area_code: str
    """Its official key (in Germany the AGS); with it the whole city is the area `city:<code>`."""
    timezone: str
    """The time zone of days and schedules, as in `Europe/Berlin`."""
    attribution: str
    """The words by which the licence of the figures asks to name their source."""
    language: str = "de"
    """A folder of `sozialraum/words`, in whose language the report and all that is published speak.
    The command line and what it says of declarations and tables are English for every city."""
    kind: str | None = Field(default=None, pattern=r"^\w[\w '’-]*$")
    """What it is called in sentences, in place of the language's word, as in `the borough as a
    whole`; German sentences bend the word and always say `Stadt`."""

    @field_validator("language")
    @classmethod
    def _has_a_catalogue(cls, value: str) -> str:
        if value not in languages():
            raise ValueError(f"there is no catalogue of {value!r}; known: {languages()}")
        return value

    @field_validator("timezone")
    @classmethod
    def _is_a_zone(cls, value: str) -> str:
        # the list of all opens 600 files, which a declaration that is right need not wait for
        try:
            ZoneInfo(value)
            is_zone = not value.startswith(("posix", "right/"))
        except (KeyError, ValueError, OSError):
            is_zone = False
        if not is_zone:
            raise ValueError(
                f"there is no time zone {value!r}{nearest(value, available_timezones())}"
            )
        return value

    @property
    def words(self) -> Words:
        """What is said to its people, in its language."""
        return Words(self.language, self.kind)

    @property
    def area_id(self) -> str:
        return f"city:{self.area_code}"


class Licence(Declaration):
    """A licence under which figures are published."""

    title: str
    """Its name for readers."""
    url: str
    """Where its text stands."""


class Snapshot(Declaration):
    """The bundled copies of the tables and the day they were taken."""

    retrieved_at: datetime
    """When the copies were retrieved, with time zone, as in `2026-11-22T00:00:00Z`."""
    folder: RelativePath
    """The folder of the copies, below the city's."""

    @field_validator("retrieved_at")
    @classmethod
    def _aware(cls, value: datetime) -> datetime:
        if value.tzinfo is None:
            raise ValueError("needs a time zone, as in 2026-11-22T00:00:00Z")
        return value


class Note(Declaration):
    """A known break: something other than the need that moved figures from a day on."""

    id: Identifier
    """The note's name."""
    since: date
    """The first day on which figures are affected."""
    themes: list[Identifier] = []
    """Themes all of whose indicators are affected."""
    indicators: list[Identifier] = []
    """Indicators that are affected, beside those of `themes`."""
    text: str
    """One or more sentences for the report, in the city's language."""

    @model_validator(mode="after")
    def _affects_something(self) -> "Note":
        if not self.themes and not self.indicators:
            raise ValueError("needs `themes` or `indicators` that it affects")
        return self


class Retention(Declaration):
    """How many are kept beside what always stays (publication/retention.py)."""

    publications: int = Field(default=30, ge=2)
    """The newest publications, that many."""
    damaged: int = Field(default=10, ge=1)
    """The newest of what was set aside as damaged, that many."""
    runs: int = Field(default=200, ge=1)
    """The newest runs in the history, that many."""


class Alerts(Declaration):
    """How often people are told of the same (audit/alert.py)."""

    repeat_after_days: int = Field(default=28, ge=1)
    """What lasts is told again after so many days."""
    most_per_day: int = Field(default=6, ge=1)
    """Alerts within a day, so many; what is more waits."""


class CityFile(Declaration):
    """The whole of ``city.yaml``."""

    city: City
    """The city itself."""
    licences: dict[str, Licence]
    """Licences by the name that sources, layers and registers give them."""
    snapshot: Snapshot
    """The bundled copies of the tables."""
    planning_fields: dict[Identifier, str]
    """The plannings (social, youth welfare, …) by id, with their names for readers."""
    notes: list[Note] = []
    """Known breaks in figures, each told where it matters."""
    glossary: dict[str, str] = {}
    """What words and abbreviations mean that the city's own texts use: in names of areas, in
    indicators."""
    retention: Retention = Retention()
    """How much is kept of what could be made again."""
    alerts: Alerts = Alerts()
    """How often people are told of what needs somebody."""


class Question(Declaration):
    """A question of the council, with the title of the chapter that answers it."""

    topic: Literal["needs", "planning", "coverage", "conclusions"]
    """The chapter that answers it."""
    title: str
    """The chapter's title."""
    question: str
    """The question in the words of the resolution, or shortened."""


class Council(Declaration):
    """The whole of ``council.yaml``: what the council asked, and by which resolution."""

    name: str | None = None
    """What the council is called."""
    committees: list[str] = []
    """What those committees are called before which the report is put."""
    resolution: str | None = None
    """The resolution that asked, with its date."""
    questions: list[Question] = []
    """What was asked; each chapter answers one question."""

    @field_validator("questions")
    @classmethod
    def _one_a_topic(cls, questions: list[Question]) -> list[Question]:
        topics = [question.topic for question in questions]
        if doubled := sorted({topic for topic in topics if topics.count(topic) > 1}):
            raise ValueError(f"a chapter answers one question; several have the topic {doubled}")
        return questions


_FLAGS = re.compile(r"(?<!\\)\(\?([a-zA-Z]+)(?:-[a-zA-Z]+)?[:)]")


def _refuse_flags(pattern: str) -> None:
    """Those that SQL does not know, and capitals as small letters where Python knows only a to z:
    it reads patterns by ``re.ASCII``."""
    flags = set("".join(_FLAGS.findall(pattern)))
    if unknown := sorted(flags - {*"ims"}):
        raise ValueError(
            f"(?{unknown[0]}) in {pattern!r} is not known to SQL: leave it out; (?i), (?m) and "
            "(?s) are known"
        )
    cased = {one for one in pattern if not one.isascii() and one.swapcase() != one}
    # ß has no capital of one letter
    if "i" in flags and (letters := sorted(one for one in cased if len(one.swapcase()) == 1)):
        raise ValueError(
            f"(?i) in {pattern!r} knows no letters beyond a to z: write "
            f"[{letters[0]}{letters[0].swapcase()}] for {letters[0]}, and so for all letters, "
            "without (?i)"
        )


class Level(Declaration):
    """One level of the area tree and how its labels are read."""

    id: Identifier
    """The level's name, the first part of the ids of its areas; the last level is `city`."""
    name: str
    """What one area of the level is called."""
    plural: str
    """What several are called."""
    pattern: LabelPattern | None = None
    """A regular expression that reads a label; groups `code` (where labels have one) and `name`.
    Without it a label is a name, or a code where a table has names beside codes
    (`areas: {column, name_column}`) or `area_names` tell names."""
    area_names: dict[Label, Label] = {}
    """What areas are called whose labels are mere codes in all tables, by these codes."""
    unknown: list[Label] = []
    """Labels of persons or cases that could not be placed; an area of its own, never spread.
    Those of several labels that one file has for one period are other people, and are added up."""
    whole_city: list[Label] = []
    """Labels by which a table of this level means the whole city."""
    parents: list[Identifier]
    """The levels in which an area's parent is looked for, in this order."""
    tiles: dict[Label, tuple[int, int]] = {}
    """Column and row of each area on the schematic map, by its code, counted from 0 at the upper
    left; it stands in where no outlines are loaded."""
    short_names: dict[Label, str] = {}
    """What areas with long names are called in pictures, tables and sentences, by their codes."""

    @field_validator("area_names", "short_names")
    @classmethod
    def _told_apart(cls, value: dict[str, str]) -> dict[str, str]:
        names = list(value.values())
        if doubled := sorted({name for name in names if names.count(name) > 1}):
            raise ValueError(f"several areas are called {doubled}")
        return value

    @field_validator("pattern")
    @classmethod
    def _has_name(cls, value: str | None) -> str | None:
        if value is None:
            return None
        _refuse_flags(value)
        found = re.compile(value, re.ASCII)
        if not {"name", "code"} & set(found.groupindex):
            raise ValueError("needs a group (?P<code>...) or (?P<name>...)")
        if found.groups > len(found.groupindex):
            raise ValueError(f"a group without a name in {value!r}: write (?:…) for (…)")
        # SQL's are those of ASCII, and cut a name at its first umlaut
        if words := sorted({*re.findall(r"\\(.)", value)} & {*"wWbB"}):
            raise ValueError(
                f"\\{words[0]} in {value!r} knows no letters beyond a to z: write `.`, or what "
                "does not belong to it, as in `[^,]+`"
            )
        return value

    @model_validator(mode="after")
    def _means_one(self) -> "Level":
        if twice := sorted({*self.unknown} & {*self.whole_city}):
            raise ValueError(f"labels that are both `unknown` and `whole_city`: {twice}")
        return self

    def reads(self, label: str) -> bool:
        """Whether a label is one of an area, or of none known, or of the whole city."""
        texts = {label, *label.split(CODE_FROM_NAME)}
        if texts & {*self.unknown, *self.whole_city} or self.pattern is None:
            return True
        return any(self.find(text) for text in (label, label.split(CODE_FROM_NAME)[0]))

    def find(self, text: str) -> re.Match[str] | None:
        """What its pattern finds in a text; digits and blanks are those of ASCII, as in SQL."""
        return re.search(self.pattern, text, re.ASCII) if self.pattern else None

    @property
    def has_codes(self) -> bool:
        """Whether its areas have codes, wherever those stand but in a column of their own."""
        return self.has_codes_in_labels or bool(self.area_names)

    @property
    def has_codes_in_labels(self) -> bool:
        return self.pattern is not None and "code" in re.compile(self.pattern).groupindex

    def written_code(self, label: str) -> str | None:
        """The code as it is written, or what else tells an area in ``stg_area_label``: all of the
        first column, or of the label; None where it is that of no area."""
        first = label.split(CODE_FROM_NAME)[0]
        if not first or not self.names(label) or not self.reads(label):
            return None
        if not self.has_codes_in_labels:
            return first
        found = (self.find(text) for text in (first, label))
        return next((code for match in found if match and (code := match["code"])), None)

    def code(self, label: str) -> str | None:
        """Its code, in small letters, where it has one; that tells an area before its name does."""
        first, *others = label.split(CODE_FROM_NAME)
        match = self.find(label)
        told = first if others else match and match.groupdict().get("code")
        return " ".join(told.casefold().split()) if told else None

    def names(self, label: str) -> set[str]:
        """Its code and its name, in small letters, by any of which an area is known; none where a
        label is of the whole city or of none known."""
        texts = {label, *label.split(CODE_FROM_NAME)}
        if texts & {*self.unknown, *self.whole_city}:
            return set()
        found = [match.groupdict() for one in texts if (match := self.find(one))]
        texts |= {
            one for groups in found for group in ("code", "name") if (one := groups.get(group))
        }
        return {" ".join(one.casefold().split()) for one in texts}

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


def area_id(level: str, code: str, is_code: bool) -> str:
    """As ``stg_area_label`` makes it, of a name where there are no codes."""
    if is_code:
        return f"{level}:{code}"
    name = normalize("NFC", code).lower()
    return f"{level}:" + "-".join(
        "".join(one if category(one)[0] in "LMN" else " " for one in name).split()
    )


class AreaFile(Declaration):
    """The whole of ``areas.yaml``: levels from fine to coarse, the city last."""

    crosswalk: Identifier
    """The table of sources.yaml whose rows say which areas there are and which lies in which: one
    with `role: crosswalk`, or, where there is one level, any that names all its areas."""
    levels: list[Level]
    """The levels of areas from fine to coarse, the city last."""
    sozialraum_level: Identifier
    """The level of the areas that are planned for."""
    need_levels: list[Identifier] = Field(min_length=1)
    """The levels at which needs are classed and ranked."""
    population: list[Term]
    """The figures shown with the areas; the first tells the day, the others fill the levels that it
    does not reach."""
    changes: str | None = Field(default=None, pattern=r"^[^/\\]+\.csv$")
    """A CSV file in the city's folder that says which former area became which, since when:
    columns `old_area`, `new_area` (as `<level>:<code>`), `weight` (share of the figures of the old
    one, in all 1), `from` (the first year, month or day) and, if wanted, `made_of` (what the
    weights were made of)."""
    valid: list[Validity] = []
    """From which day and until which there are areas, as far as `changes` does not say it."""

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
                raise ValueError(
                    f"`sozialraum_level` and `need_levels`: level '{level_id}' is not declared; "
                    f"known: {', '.join(known)}"
                )
        if self.sozialraum_level not in self.need_levels:
            raise ValueError(
                f"`need_levels` lacks '{self.sozialraum_level}', the `sozialraum_level`: the areas "
                "that are planned for would have no classes of needs. Name it there, too"
            )
        return self
