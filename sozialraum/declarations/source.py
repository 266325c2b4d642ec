"""What an entry of ``sources.yaml`` may say."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import product
from typing import Annotated, Any, Literal
from urllib.parse import quote

from pydantic import Field, PrivateAttr, StringConstraints, field_validator, model_validator

from sozialraum.declarations.declaration import (
    Declaration,
    Identifier,
    Label,
    LabelPattern,
    Pattern,
    RelativePath,
    in_braces,
)
from sozialraum.declarations.layout import HEADER_SEPARATOR, Layout
from sozialraum.declarations.notation import (
    COMMON_MARKS,
    FOOTNOTES,
    Mark,
    Notation,
    plain_label,
    plain_mark,
    with_plain_signs,
)
from sozialraum.declarations.periods import (
    DATE_FORMAT,
    DATED_CADENCES,
    LABELLED_CADENCES,
    YEAR_BEGINS,
    DateIs,
    NamedPeriod,
    date_patterns,
    read_period,
)
from sozialraum.declarations.places import Places
from sozialraum.declarations.plausibility import Plausibility
from sozialraum.declarations.series import Breakdown, Measure, Series
from sozialraum.declarations.unit import CLASS

Cadence = Literal[
    "once", "day", "week", "month", "quarter", "half_year", "year", "school_year", "survey"
]
Meaning = Literal["zero", "unknown", "secret", "not_applicable", "missing"]
Thousands = Literal[",", ".", " ", "'"]
Format = Literal[
    "csv", "tsv", "xlsx", "ods", "json", "parquet", "json-stat", "sdmx-json", "px"
]  # fmt: skip
# Spreadsheets are read as the files of offices are.
SPREADSHEETS = ("xlsx", "ods")
# What has rows of its own, and no others around them.
_WITHOUT_LAYOUT = ("json", "parquet", "json-stat", "sdmx-json", "px")

# How long after the end of the newest period a table may still count as fresh, in days.
# The official statistics behind the tables appear one to two quarters (quarterly figures)
# and half a year (yearly figures) after the period they describe.
MAX_AGE_DAYS: dict[str, int | None] = {
    "once": None,
    "day": 60,
    "week": 30,
    "month": 75,
    "quarter": 200,
    "half_year": 300,
    "year": 550,
    "school_year": 550,
    "survey": 1100,
}

# Into how many parts a cadence divides a year.
_PARTS: dict[str, int] = {"month": 12, "quarter": 4, "half_year": 2}

# The column in which a period stands that the file names once, outside of its table.
PERIOD_OUTSIDE = "(period)"


class Period(Declaration):
    """What says when: columns, exactly those that the cadence needs; or one text, in a column or
    once in an office's file."""

    year: str | None = None
    """The column of the year."""
    half_year: str | None = None
    """The column of the half-year."""
    quarter: str | None = None
    """The column of the quarter."""
    month: str | None = None
    """The column of the month."""
    week: str | None = None
    """The column of the calendar week (ISO 8601); `year` is then the year that the week belongs
    to: 1 January 2021 lies in week 53 of 2020."""
    date: str | None = None
    """The column of the day; with another cadence than `day`, that on which the period ends."""
    date_is: DateIs = "last_day"
    """`first_day` where the day is that on which the period begins: `2025-06-01` for June 2025."""
    format: str = DATE_FORMAT
    """How the day is written, with YYYY, MM (M without zero, MON as a word) and DD (D), as in
    `DD.MM.YYYY`, `YYYYMMDD` or `MON D YYYY` (`Oct 1 2023`)."""
    begins: int = Field(default=YEAR_BEGINS, ge=2, le=12)
    """The month in which a year such as `2024/25` (cadence `school_year`) begins: 8 is that of the
    school year of all German Länder; financial years, too, begin in a month of their own."""
    label: str | None = None
    """The column of a text such as `2024/25`, `Juni 2025` or `KW 5/2025`."""
    caption: list[str] = []
    """Words behind which the text stands above or below the table: behind the first of them that
    is there. Where it is a period, too, behind another one, both have to be the same."""
    sheet_name: Pattern | None = None
    """A regular expression for the sheet's name, whose group `period` is the text."""
    file_name: Pattern | None = None
    """A regular expression for the file's name, whose group `period` is the text."""
    dataset: Pattern | None = None
    """A regular expression for the table's id, whose group `period` is the text."""
    fixed: str | None = None
    """The one period that all figures are of, as in `2020` or `Juni 2020`. Nothing new is expected
    of such a table, so it is never out of date, unless it has `max_age_days`."""
    by_reference_day: bool = False
    """Whether figures tell what there is on a day of the period (places on 1 March): one that has
    not ended may then be whole. Any other that is told before its end is a part, and named."""

    @model_validator(mode="after")
    def _one_text(self) -> "Period":
        texts = {
            "label": self.label,
            "caption": self.caption or None,
            "sheet_name": self.sheet_name,
            "file_name": self.file_name,
            "dataset": self.dataset,
            "fixed": self.fixed,
        }
        if sum(text is not None for text in texts.values()) > 1:
            raise ValueError(f"give one of {', '.join(map('`{}`'.format, texts))}")
        for pattern in (self.sheet_name, self.file_name, self.dataset):
            if pattern is not None and "period" not in re.compile(pattern).groupindex:
                raise ValueError("needs a group (?P<period>...)")
        return self

    @field_validator("format")
    @classmethod
    def _is_readable(cls, value: str) -> str:
        date_patterns(value)
        return value

    @property
    def is_outside_table(self) -> bool:
        return bool(self.caption or self.sheet_name or self.file_name or self.dataset or self.fixed)

    @property
    def columns(self) -> dict[str, str]:
        """Role (``year``, ``half_year``, ``quarter``, ``month``, ``week``, ``date``, ``label``) ->
        column header; a period outside of the table has the column ``PERIOD_OUTSIDE``."""
        roles = {
            "year": self.year,
            "half_year": self.half_year,
            "quarter": self.quarter,
            "month": self.month,
            "week": self.week,
            "date": self.date,
            "label": PERIOD_OUTSIDE if self.is_outside_table else self.label,
        }
        return {role: column for role, column in roles.items() if column is not None}


class AreaColumn(Declaration):
    """A column that says where; several make a part (Stadtteil x Stadtraum)."""

    column: str
    """The column's header; where names stand in another, that of the code. Of a code that holds
    that of the coarser area (`101` in `1`) the same column is declared once per level, and each
    level reads its own by its `pattern`."""
    level: Identifier
    """The level of its areas."""
    name_column: str | None = None
    """The header of the column of names, where `column` only has codes."""

    @property
    def columns(self) -> list[str]:
        return [self.column] if self.name_column is None else [self.column, self.name_column]


class Condition(Declaration):
    """What a column has to say in rows that are read, where that is no text or list of texts."""

    pattern: LabelPattern | None = None
    """A regular expression that is found in the text."""
    unlike: LabelPattern | None = None
    """A regular expression that is not found in the text."""
    other_than: list[Label] = []
    """Texts that do not stand there."""

    @model_validator(mode="after")
    def _says_something(self) -> "Condition":
        if self.pattern is None and self.unlike is None and not self.other_than:
            raise ValueError("give `pattern`, `unlike` or `other_than`")
        return self

    def takes(self, text: str) -> bool:
        return (
            (self.pattern is None or re.search(self.pattern, text) is not None)
            and (self.unlike is None or re.search(self.unlike, text) is None)
            and text not in self.other_than
        )


Rows = dict[str, Label | list[Label] | Condition]
"""Column -> what stands there in rows that are read: one text, one of several, or a condition."""


def wanted_rows(where: Rows) -> dict[str, list[str] | Condition]:
    """The same, one text as a list of one."""
    return {name: [one] if isinstance(one, str) else one for name, one in where.items()}


def takes(wanted: list[str] | Condition, text: str) -> bool:
    return text in wanted if isinstance(wanted, list) else wanted.takes(text)


class Headers(Declaration):
    """Columns that are told by their headers."""

    pattern: LabelPattern
    r"""A regular expression that whole headers fit, as in `\d{4}` or `Note.*`."""


@dataclass(frozen=True)
class FigureColumn:
    """A column of a file that holds figures: its ``header``, how it was ``declared``, and the
    period that the header names, if it does."""

    header: str
    declared: str
    period: str | None


class Survey(Declaration):
    """The sample behind published shares (see ``docs/methods.md``)."""

    answers: int = Field(gt=0)
    """How many answered."""
    design_effect: float = Field(ge=1)
    """By how much the sample's design widens the variance of a share."""


def _years_in(dataset: str) -> set[int]:
    """Whatever may be a year in the id of a table."""
    return {int(digits) for digits in re.findall(r"(?=(\d{4}))", dataset)}


class Source(Declaration):
    """A table of a provider, or a yearly series of tables."""

    id: Identifier
    """The monitor's name of the source."""
    title: str
    """Its title for readers."""
    office: str
    """The office that publishes or delivers it."""
    planning_field: Identifier
    """The planning that it belongs to."""
    dataset: RelativePath
    """The provider's id of the table; `{year}` in it makes it a yearly series. With a `url`, or
    from an office, it is the source's `id`, unless something else is said."""
    cadence: Cadence
    """How often there are new figures."""
    period: Period = Period()
    """What says when; where the headers of figures do (`columns` of measures), at most how days
    are written in them (`format`, `date_is`)."""
    measures: list[Measure] = []
    """The columns that hold figures; a `crosswalk` has none."""
    areas: list[AreaColumn] = []
    """The columns that say where; without any, figures are the whole city's."""
    boundaries_on: date | None = None
    """The day whose areas all its figures are about, if not those of each period: of a table whose
    earlier figures were computed anew after a reform, or that still uses former areas."""
    where: Rows = {}
    """Which rows are read: column -> what stands there, one of several texts, or a condition; the
    others are no figures of this source (another level, other causes of death, sums). Several
    sources may read the same `dataset`."""
    breakdowns: list[Breakdown] = []
    """Columns that split a figure into parts."""
    ignored: list[str | Headers] = []
    """Columns that are known and not read: headers, or a `pattern` of them where they change from
    file to file. What is declared elsewhere is read all the same."""
    role: Literal["figures", "crosswalk"] = "figures"
    """`figures`, or the `crosswalk` that says which area lies in which."""
    delivery: Literal["portal", "office", "layer"] = "portal"
    """How it comes: from the `portal`, from an `office` as files, from a `layer` of features."""
    layout: Layout | None = None
    """How a table is laid out beyond its columns: an office's, a spreadsheet, or a text with title
    lines, sums or footnotes around the rows (`layout: {}`)."""
    released: bool = False
    """True once the office agrees that the figures of its table may be published."""
    licence: str
    """Its licence, one of those in city.yaml."""
    url: str | None = None
    """The table's address, where it is none of the portal's; `{dataset}` in it is the id."""
    portal: Identifier | None = None
    """The provider among `portals`, where it is not the one under `portal`."""
    format: Format = "csv"
    """What the file is. Of `json` the records are rows; spreadsheets may have a `layout`. Cubes of
    statistical offices (`json-stat`, `sdmx-json`, `px`) are a row for each cell: a column for each
    dimension, called like it, one for its codes (`Area (code)`) where they are no names, `value`,
    and `status`; a status that `marks` declare stands behind the figure, too, one that `missing`
    declares in its place. A `px` with KEYS has no rows of zeros only: what their absence means is
    said by `absent_rows`."""
    member: Pattern | None = None
    """Of a ZIP file a regular expression that is in the name of the one file to be read."""
    records: str | None = None
    """Of `json` the keys that lead to the list of records, joined by dots; without it the document
    is the list."""
    encoding: str = "utf-8"
    """The text's encoding."""
    delimiter: Annotated[str, StringConstraints(min_length=1, max_length=1)] = ";"
    """The character between the fields of a row; of `tsv` it is the tab."""
    decimal: Literal[",", "."]
    """The sign before the decimals."""
    thousands: Thousands | list[Thousands] | None = None
    """The sign between groups of three digits, where there is one, or several: a comma, a point, an
    apostrophe or a blank (which stands for no-break and thin ones, too)."""
    missing: dict[str, Meaning]
    """What marks in place of a figure mean (`{}` where there are none). One that is a number is it
    however a file writes it (`9999`, `9999.0`); but `0` is one as it is written alone (`0.0` is
    a figure)."""
    marks: dict[str, Mark] = COMMON_MARKS
    """What signs at a figure mean: those behind it, and `()` around it. A figure of limited
    reliability is used, and shown as one. In a table with `signed` figures `()` may be a minus: it
    means nothing there unless it is declared."""
    absent_rows: Literal["zero", "missing"]
    """What it means that a row is not there: `missing`, or `zero`, where that is believable of the
    cell, and of the whole of an area, or of a kind, of which a period tells nothing. An area that
    no period has counts as zero, too, and a warning names it."""
    min_rows: int = Field(default=1, ge=1)
    """A file with fewer rows was cut short; needed where absent rows mean zero."""
    incomplete: list[Identifier] = []
    """Dimensions whose published parts do not make up the whole."""
    first_year: int | None = None
    """The first year of a yearly series. Tables of years before that came formerly do not count."""
    dataset_overrides: dict[int, RelativePath] = {}
    """Year -> the id of its table where it is not made like the others."""
    ends: int | None = None
    """The last year for which figures are expected; then nothing is overdue."""
    max_age_days: int | None = None
    """Days after the newest period's end within which the table counts as fresh, if other than the
    cadence's. Of reference days (cadence `day`) the usual time between two of them is added."""
    max_bytes: int | None = Field(default=None, gt=0)
    """How large the table may be, if other than `portal.fetch.max_bytes`."""
    max_rejected: int = Field(ge=0)
    """How many rows and figures may be rejected before the publication stops."""
    max_lost_share: float = Field(default=0.01, ge=0, le=1)
    """Share of the figures in use that a new copy may lack."""
    survey: Survey | None = None
    """The sample behind published shares."""
    plausibility: Plausibility = Plausibility()
    """What holds between its figures."""
    quirks: list[str] = []
    """What was found in its figures, for its documentation."""

    # Not part of what is declared: a line that moves does not change the declaration.
    _places: Places = PrivateAttr(default_factory=Places)

    @property
    def places(self) -> Places:
        """Where the entry is written down, for messages."""
        return self._places

    def located(self, places: Places) -> "Source":
        self._places = places
        return self

    @field_validator("thousands", mode="before")
    @classmethod
    def _any_blank(cls, value: object) -> object:
        if isinstance(value, list):
            return [with_plain_signs(one) if isinstance(one, str) else one for one in value]
        return with_plain_signs(value) if isinstance(value, str) else value

    @model_validator(mode="before")
    @classmethod
    def _with_what_follows(cls, values: Any) -> Any:
        """A table with an address of its own needs no other id; a spreadsheet has a layout."""
        if not isinstance(values, dict):
            return values
        values = dict(values)
        if values.get("url") and "id" in values:
            values.setdefault("dataset", values["id"])
        if values.get("format") in SPREADSHEETS:
            values.setdefault("layout", {})
        return values

    @model_validator(mode="after")
    def _consistent(self) -> "Source":
        self._check_role()
        parts = [measure.part for measure in self.measures]
        by_part = _PARTS.get(self.cadence, 0)
        if any(parts) and (not all(parts) or max(filter(None, parts)) > by_part):
            raise ValueError(
                f"`part` says which part of the year a column is about: of all measures or none, "
                f"from 1 to {by_part} with cadence '{self.cadence}', found {parts}"
                if by_part
                else f"a table with cadence '{self.cadence}' has no columns for parts of a year"
            )
        needed = {
            "once": set(),
            "day": {"date"},
            "week": {"year", "week"},
            "month": {"year", "month"},
            "quarter": {"year", "quarter"},
            "half_year": {"year", "half_year"},
            "year": {"year"},
            "school_year": {"label"},
            "survey": {"year"},
        }[self.cadence] - ({self.cadence} if any(parts) else set())
        given = set(self.period.columns) - {"label" if self.cadence == "once" else None}
        if self.has_periods_in_headers:
            needed = set()
        as_text = given == {"label"} and self.cadence in LABELLED_CADENCES
        as_day = given == {"date"} and self.cadence in DATED_CADENCES
        if given != needed and not as_text and not as_day:
            raise ValueError(
                f"cadence '{self.cadence}' needs the period columns {sorted(needed) or 'none'}, "
                f"found {sorted(given) or 'none'}"
            )
        if self.period.begins != YEAR_BEGINS and self.cadence != "school_year":
            raise ValueError("`begins` is said of years such as 2024/25, of cadence 'school_year'")
        if self.delivery == "office" and self.layout is None:
            raise ValueError("`delivery: office` and `layout` go together")
        if self.layout and (self.delivery == "layer" or self.format in _WITHOUT_LAYOUT):
            raise ValueError("`layout` is said of a table of rows: csv, tsv, xlsx, ods")
        self._check_origin()
        if self.released and self.delivery != "office":
            raise ValueError("`released` is said of an office's table; a portal's is public")
        if self.layout is not None:
            rows = self.layout.header_rows
            too_deep = [c for c in self.columns if c.count(HEADER_SEPARATOR) >= rows]
            if too_deep:
                raise ValueError(f"more parts than `header_rows: {rows}`: {too_deep}")
        if self.layout is None and (self.period.caption or self.period.sheet_name):
            raise ValueError("a period in a caption or the name of a sheet needs a `layout`")
        if self.is_yearly_series != (self.first_year is not None):
            raise ValueError("a dataset id with {year} and `first_year` go together")
        if self.dataset_overrides and not self.is_yearly_series:
            raise ValueError("`dataset_overrides` belong to a dataset id with {year}")
        columns = self.columns
        doubled = sorted({column for column in columns if columns.count(column) > 1})
        if doubled:
            raise ValueError(f"columns declared twice: {doubled}")
        if foreign := sorted(column for column in self.where if column in self.ignored_columns):
            raise ValueError(f"columns of `where` that are ignored: {foreign}")
        named = [measure.names_period for measure in self.measures]
        if any(named) and not (all(named) and not self.period.columns):
            raise ValueError(
                "`columns` with a group (?P<period>...) say when: of all measures, and no `period` "
                "beside them"
            )
        self._check_series()
        self._check_classes()
        if self.absent_rows == "zero" and self.min_rows == 1:
            raise ValueError(
                "`absent_rows: zero` needs `min_rows`, or a file cut short would read as zeros"
            )
        if self.decimal in self.thousands_signs:
            raise ValueError("`decimal` and `thousands` cannot be the same sign")
        self._check_missing()
        return self

    def _check_role(self) -> None:
        figures = [measure.measure for measure in self.measures if measure.unit != "code"]
        if self.role == "crosswalk" and figures:
            raise ValueError(
                f"of a table with `role: crosswalk` no figures are read, found {figures}; make it "
                "two entries of the same `dataset`, one for areas and one for figures"
            )
        if self.role == "figures" and not self.measures:
            raise ValueError(
                "`measures` names the columns of figures; a table that only says which area lies "
                "in which has none, and `role: crosswalk`"
            )
        if "city" in self.levels and self.delivery != "layer":
            raise ValueError(
                "`areas` of the level 'city': leave them out of figures of the whole city, and say "
                "which rows are meant by `where`"
            )

    def _check_origin(self) -> None:
        fetched = {"url": self.url, "portal": self.portal, "member": self.member}
        given = [name for name, value in fetched.items() if value is not None]
        if self.delivery != "portal" and given:
            raise ValueError(f"{given} are said of a table that is fetched (`delivery: portal`)")
        if self.url is not None:
            if self.portal is not None:
                raise ValueError("a table has a `url` or a `portal`, not both")
            if not re.fullmatch(r"https?://[^\s/]+/\S*", self.url):
                raise ValueError(f"`url` is no address (https://…): {self.url!r}")
            if unknown := set(re.findall(r"{(.*?)}", self.url)) - {"dataset"}:
                raise ValueError(
                    f"`url` has {sorted(unknown)} in braces; `{{dataset}}` stands for the id, in "
                    "which `{year}` may be"
                )
        if self.is_yearly_series and self.url is not None and "{dataset}" not in self.url:
            raise ValueError("the `url` of a yearly series has `{dataset}` in it")
        if self.records is not None and self.format != "json":
            raise ValueError("`records` is said of `format: json`")

    def _check_series(self) -> None:
        asked = [sorted(measure.where) for measure in self.measures] or [[]]
        if any(one != asked[0] for one in asked):
            raise ValueError(
                "`where` of measures tells the rows of one from those of another: all of them "
                f"name the same columns, or none; found {asked}"
            )
        twice = [b.column for b in self.breakdowns if b.column in asked[0]]
        if twice:
            raise ValueError(f"columns that are a breakdown and in `where` of measures: {twice}")
        # two labels of one column may mean the same: one of them was renamed in between
        columns = {
            (one.measure, one.key, self._part_of(one), one.column, *map(one.labels.get, asked[0]))
            for one in self.series
        }
        keys = [(measure, key, part) for measure, key, part, *_ in columns]
        doubled = sorted({f"{m}[{b}]" for m, b, p in keys if keys.count((m, b, p)) > 1})
        if doubled:
            raise ValueError(f"two columns give the same measure and breakdown: {doubled}")
        places = [(one.column, tuple(sorted(one.labels.items()))) for one in self.series]
        if twice := sorted({one[0] for one in places if places.count(one) > 1}):
            raise ValueError(
                f"columns that hold two measures in the same rows: {twice}; part them by `where`"
            )

    def _check_missing(self) -> None:
        if misread := self.notation.misread:
            raise ValueError(
                f"`missing` has {', '.join(map(repr, misread))}, no number by the declared signs "
                f"(`decimal: {self.decimal!r}`, `thousands: {self.thousands_signs!r}`): write it "
                "as the file writes numbers, without signs that it has not"
            )
        meanings: dict[str, str] = {}
        for mark, meaning in self.missing.items():
            if (known := meanings.setdefault(plain_mark(mark), meaning)) != meaning:
                raise ValueError(
                    f"`missing` has {mark!r} twice, as {known!r} and {meaning!r}: only blanks or "
                    "signs differ that count as the same. Write it once"
                )

    def _check_classes(self) -> None:
        stated = [measure for measure in self.measures if measure.unit == CLASS]
        if not stated:
            return
        if self.role != "figures":
            raise ValueError(f"`unit: class` is no measure of a table with `role: {self.role}`")
        if self.absent_rows == "zero":
            raise ValueError(
                "a class that is not there is not zero: of a table with `unit: class` say "
                "`absent_rows: missing`, or make it two entries of the same `dataset`"
            )
        if self.breakdowns or any(one.breakdown for one in stated):
            raise ValueError(
                "a class is about an area as a whole: in place of a breakdown give each part a "
                "`measure` of its own, parted by `where`"
            )
        if len(self.areas) > 1:
            raise ValueError(
                "a class is that of one area: of a table with `unit: class` name one column of "
                f"`areas`, found {[area.column for area in self.areas]}"
            )
        for one in stated:
            others = [m for m in self.measures if m.column == one.column and m.where != one.where]
            if any((m.unit, m.classes) != (CLASS, one.classes) for m in others):
                raise ValueError(
                    f"the column {one.column!r} holds classes and something else; make it two "
                    "entries of the same `dataset`, each with its rows (`where`)"
                )
            if marks := sorted(set(one.classes) & set(self.notation.in_place)):
                raise ValueError(
                    f"`classes` that are marks in place of one (`missing`), too: {marks}"
                )

    @property
    def separator(self) -> str:
        """The character between the fields of a row."""
        return "\t" if self.format == "tsv" else self.delimiter

    @property
    def table_kind(self) -> str:
        """What the bytes of a table are: of some formats JSON is the form."""
        return "json" if self.format in ("json-stat", "sdmx-json") else self.format

    @property
    def content_kind(self) -> str:
        """What the bytes of a file are, in which the table may be packed."""
        return self.table_kind if self.member is None else "zip"

    def file_name(self, dataset: str) -> str:
        """What the file of one of its tables is called."""
        return f"{dataset}.{self.content_kind}"

    @property
    def may_be_published(self) -> bool:
        """What an office delivers is confidential until its entry says ``released: true``."""
        return self.released or self.delivery != "office"

    def read_period(self, labels: Mapping[str, str]) -> NamedPeriod | None:
        """The period that labels of a row name, by their role; None if unreadable. They are made
        plain, as they are before SQL reads them."""
        plain = {role: plain_label(text) for role, text in labels.items()}
        how = (self.period.format, self.period.date_is, self.period.begins)
        return read_period(self.cadence, plain, *how)

    @property
    def period_columns(self) -> dict[str, str]:
        """Role of a period's text -> the column that says it in a table that was read; what stands
        outside of the table has the column ``PERIOD_OUTSIDE``."""
        columns = dict(self.period.columns)
        if "label" in columns or self.has_periods_in_headers:
            column = columns.pop("label", PERIOD_OUTSIDE)
            is_day = self.cadence == "day" or {"format", "date_is"} & self.period.model_fields_set
            columns["year" if self.cadence == "once" else "date" if is_day else "label"] = column
        return columns

    @property
    def has_periods_in_headers(self) -> bool:
        return any(measure.names_period for measure in self.measures)

    def figure_columns_in(self, headers: Sequence[str]) -> list[FigureColumn]:
        """The columns of a file with these headers that hold figures, those first that are
        declared by their header."""
        found = [FigureColumn(name, name, None) for name in self.figure_columns]
        for declared in self.figure_patterns:
            for header in headers:
                if match := re.fullmatch(declared, header):
                    named = match.groupdict().get("period")
                    found.append(FigureColumn(header, declared, named))
        return found

    @property
    def is_yearly_series(self) -> bool:
        return "{year}" in self.dataset

    def names(self, dataset: str) -> bool:
        """Whether a file with this id is of a table that the entry asks for now; an office calls
        its files as it likes."""
        if not self.is_yearly_series:
            return self.delivery == "office" or dataset == self.dataset
        return bool(self._years_of(dataset))

    def without_followed(self, datasets: Collection[str]) -> set[str]:
        """Of tables that have files those whose files count: of a table that the entry no longer
        names they stand in only until one of the table (of a series: of the same year) has come
        that it names. Those of years before the first one do not count beside others."""
        named = {one for one in datasets if self.names(one)}
        if not named or not self.is_yearly_series:
            return named or set(datasets)
        years = {year for one in named for year in self._years_of(one)}
        same_in_all = _years_in(self.dataset)
        others = {one: _years_in(one) - same_in_all for one in {*datasets} - named}
        first = self.first_year or 0
        return named | {
            one for one, its in others.items() if its and max(its) >= first and not its & years
        }

    def _years_of(self, dataset: str) -> set[int]:
        """The years of a series whose table has this id."""
        asked = {one for one in _years_in(dataset) if one >= (self.first_year or one)}
        years = asked | {*self.dataset_overrides}
        return {year for year in years if self.dataset_of(year) == dataset}

    def dataset_of(self, year: int) -> str:
        """The id of one year's table of a yearly series."""
        return self.dataset_overrides.get(year) or self.dataset.replace("{year}", str(year))

    def year_of(self, dataset: str, last: int) -> int | None:
        """Of a yearly series until the year ``last`` the year of a table."""
        years = range(self.first_year or last, last + 1) if self.is_yearly_series else ()
        return next((year for year in reversed(years) if self.dataset_of(year) == dataset), None)

    def year_is_due_on(self, year: int) -> date | None:
        """The day from which a year's table of a yearly series is overdue: the day after the
        year before stops being fresh. None where nothing more is expected."""
        if self.freshness_days is None:
            return None
        return date(year - 1, 12, 31) + timedelta(days=self.freshness_days + 1)

    @property
    def columns(self) -> list[str]:
        """Every column header that the declaration speaks of, ignored ones left out."""
        inside = [
            *({} if self.period.is_outside_table else self.period.columns).values(),
            *self.area_columns,
            *self.splitting_columns,
            *self.figure_columns,
        ]
        return [*inside, *(column for column in self.where if column not in inside)]

    @property
    def figure_columns(self) -> list[str]:
        """The columns that hold figures, each once; without those told by a pattern."""
        return list(dict.fromkeys(m.column for m in self.measures if m.columns is None))

    @property
    def figure_patterns(self) -> list[str]:
        """The regular expressions for headers of columns that hold figures."""
        return list(dict.fromkeys(m.column for m in self.measures if m.columns is not None))

    @property
    def ignored_columns(self) -> list[str]:
        """The headers of columns that are known and not read."""
        return [one for one in self.ignored if isinstance(one, str)]

    def ignores(self, header: str) -> bool:
        """Whether a column is one of those that are told by a pattern and not read."""
        patterns = [one.pattern for one in self.ignored if isinstance(one, Headers)]
        return any(re.fullmatch(pattern, header) for pattern in patterns)

    @property
    def splitting_columns(self) -> list[str]:
        """The columns that say what a figure of the row is about, beside where and when."""
        named = [b.column for b in self.breakdowns]
        asked = dict.fromkeys(column for measure in self.measures for column in measure.where)
        return [*named, *(column for column in asked if column not in named)]

    @property
    def label_columns(self) -> list[str]:
        """The columns of the table that say where, when and of what a row speaks."""
        inside = {} if self.period.is_outside_table else self.period.columns
        found = [
            *inside.values(),
            *self.area_columns,
            *self.splitting_columns,
        ]
        return [*found, *(column for column in self.where if column not in found)]

    @property
    def area_columns(self) -> list[str]:
        """The columns that say where, each once, those of names included."""
        return list(dict.fromkeys(column for area in self.areas for column in area.columns))

    @property
    def wanted_rows(self) -> dict[str, list[str] | Condition]:
        """Column -> what it says in the rows that are read."""
        return wanted_rows(self.where)

    @property
    def levels(self) -> list[str]:
        return [area.level for area in self.areas]

    @cached_property
    def series(self) -> list[Series]:
        """All series the table can hold: its measures times the values of its breakdowns."""
        found = []
        for measure in self.measures:
            for labels in product(*(b.labels.items() for b in self.breakdowns)):
                breakdown = dict(measure.breakdown)
                texts = dict.fromkeys(self.splitting_columns, "") | measure.where
                for declared, (label, value) in zip(self.breakdowns, labels, strict=True):
                    breakdown[declared.dimension] = value
                    texts[declared.column] = label
                found.append(
                    Series(
                        measure=measure.measure,
                        breakdown=breakdown,
                        unit=measure.unit,
                        signed=measure.signed,
                        column=measure.column,
                        labels=texts,
                    )
                )
        return found

    def _part_of(self, series: Series) -> int | None:
        """Which part of a year the column of the series is about, if columns say so."""
        parts = {m.column: m.part for m in self.measures if m.measure == series.measure}
        return parts[series.column]

    @property
    def number_pattern(self) -> str:
        """A regular expression that a published figure has to match whole.

        What has more than 15 digits before the decimal sign counts nothing in a city; and a
        number of hundreds of digits would be infinite.
        """
        fraction = rf"({re.escape(self.decimal)}\d+)?"
        plain = r"\d{1,15}"
        grouped = [rf"\d{{1,3}}({re.escape(sign)}\d{{3}}){{1,4}}" for sign in self.thousands_signs]
        return rf"^-?({'|'.join([*grouped, plain])}){fraction}$"

    @property
    def thousands_signs(self) -> str:
        """The signs between groups of three digits, one after the other; mostly one or none."""
        return "".join(self.thousands or ())

    @property
    def notation(self) -> Notation:
        """How the texts of its figures are read."""
        return Notation(
            pattern=self.number_pattern,
            decimal=self.decimal,
            thousands=self.thousands_signs,
            footnotes=self.layout.value_marks if self.layout else FOOTNOTES,
            missing=self.missing,
            marks=self._known_marks,
        )

    @property
    def _known_marks(self) -> Mapping[str, Mark]:
        """Where figures may be negative, `(12)` is one in some countries: it has to be declared."""
        if "marks" in self.model_fields_set or not any(one.signed for one in self.series):
            return self.marks
        return {sign: mark for sign, mark in self.marks.items() if sign != "()"}

    @property
    def may_be_ahead(self) -> bool:
        """Whether a period may be told whole before it has ended."""
        period = self.period
        return period.by_reference_day or period.fixed is not None or self.cadence == "survey"

    @property
    def freshness_days(self) -> int | None:
        """Days after the newest period's end within which the table counts as fresh. None where
        nothing new is expected: it has ended, or all of it is of one declared period."""
        if self.ends is not None or (self.period.fixed and self.max_age_days is None):
            return None
        return self.max_age_days if self.max_age_days is not None else MAX_AGE_DAYS[self.cadence]


class Agreement(Declaration):
    """Two measures that count the same thing: their city totals must agree."""

    id: Identifier
    """The rule's name."""
    left: Identifier
    """A measure."""
    right: Identifier
    """The other measure."""
    severity: Literal["critical", "warning"]
    """Whether a difference stops the publication (`critical`) or is told (`warning`)."""
    tolerance: float = Field(ge=0, lt=1)
    """How far they may differ, as a share."""
    description: str
    """What is compared, in words."""


class FetchPolicy(Declaration):
    """How patiently the portal is asked; times are in seconds."""

    connect_timeout: float = Field(default=10, gt=0)
    """Until a connection stands."""
    read_timeout: float = Field(default=30, gt=0)
    """Until the next bytes come."""
    table_deadline: float = Field(default=180, gt=0)
    """For one table, all attempts together."""
    run_deadline: float = Field(default=1800, gt=0)
    """For all tables of a refresh."""
    attempts: int = Field(default=4, ge=1)
    """How often a table is asked for, the first time included."""
    backoff: float = Field(default=1, ge=0)
    """The pause after the first attempt; it doubles with each."""
    max_wait: float = Field(default=60, ge=0)
    """The longest pause; a provider that asks for a longer one (`Retry-After`) is left alone until
    the next refresh."""
    max_bytes: int = Field(default=100_000_000, gt=0)
    """How large a table may be, after decompression."""
    at_once: int = Field(default=4, ge=1, le=8)
    """How many tables are asked for at once."""
    hosts: list[str] = []
    """Other hosts that the provider may lead to, by a redirect or as the place of a file that its
    catalogue names; to no other one is gone."""


class Portal(Declaration):
    """The provider's addresses and how it is asked."""

    kind: Literal["address", "ckan", "opendatasoft", "dcat"] = "address"
    """How a table is found: by its `address`, in the catalogue of a `ckan` or `opendatasoft`
    portal, or in a description by `dcat` (DCAT-AP). In a catalogue `dataset` is the id of a dataset
    with one file of the table's `format`, or `id/name` with the name or id of a file."""
    base_url: str = ""
    """The portal's address; `SOZIALRAUM_PORTAL_URL` stands in for that under `portal`."""
    table_url: Annotated[str, in_braces("base_url", "dataset")] = ""
    """Of kind `address` that of a table, with `{base_url}` and `{dataset}`; of kind `dcat` that of
    the description of a dataset (Turtle or RDF/XML), or without `{dataset}` of the whole catalogue,
    which may have pages."""
    page_url: Annotated[str, in_braces("base_url", "dataset")] | None = None
    """Where a person reads about a table."""
    fetch: FetchPolicy = FetchPolicy()
    """How patiently it is asked."""

    @model_validator(mode="after")
    def _is_complete(self) -> "Portal":
        if self.kind != "address" and not re.match("https?://[^/]", self.base_url):
            raise ValueError(f"a portal of kind `{self.kind}` needs `base_url` (https://…)")
        if self.kind == "dcat" and not self.table_url:
            raise ValueError("a portal of kind `dcat` needs `table_url`")
        return self

    def table_address(self, dataset: str, base_url: str | None = None) -> str:
        """Where a table is, or where its catalogue tells that."""
        base = (base_url or self.base_url).rstrip("/")
        if self.kind == "ckan":
            package = quote(dataset.partition("/")[0], safe="{}")
            return f"{base}/api/3/action/package_show?id={package}"
        if self.kind == "opendatasoft":
            return f"{base}/api/explore/v2.1/catalog/datasets/{quote(dataset, safe='{}')}/exports"
        return self.table_url.format(base_url=base, dataset=dataset)


class SourceCatalogue(Declaration):
    """The whole of ``sources.yaml``; ``defaults`` are already part of each source here."""

    portal: Portal = Portal()
    """The provider of the tables."""
    portals: dict[Identifier, Portal] = {}
    """Other providers, by a name that `portal` of a table refers to."""
    sources: list[Source]
    """The tables."""
    agreements: list[Agreement] = []
    """Measures of two sources that count the same."""

    @model_validator(mode="after")
    def _every_table_is_somewhere(self) -> "SourceCatalogue":
        for source in self.sources:
            if source.portal is not None and source.portal not in self.portals:
                known = ", ".join(self.portals) or "none"
                raise ValueError(f"source '{source.id}': no portal '{source.portal}'; {known}")
            by_main = source.url is None and source.portal is None
            if by_main and self.portal.kind == "address" and not self.portal.table_url:
                raise ValueError(
                    f"source '{source.id}' has no `url`, and `portal` has no `table_url`"
                )
        return self


class OfficeFileCatalogue(Declaration):
    """The whole of ``office_files.yaml``; ``defaults`` are already part of each table here."""

    tables: list[Source]
    """The tables; each is a source with a layout."""
