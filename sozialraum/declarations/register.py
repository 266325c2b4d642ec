"""What ``registers.yaml`` may say: the tables that planners keep by hand, column by column."""

from collections.abc import Mapping
from typing import Annotated, Literal, NamedTuple, get_args

from pydantic import Field, model_validator

from sozialraum.declarations.declaration import Declaration, Identifier, Pattern, RelativePath
from sozialraum.declarations.theme import CapacityUnit

RegisterId = Literal["services", "plans", "study_findings", "provider_feedback"]
ColumnType = Literal[
    "id",
    "text",
    "number",
    "year",
    "date",
    "span",
    "choice",
    "choices",
    "url",
    "urls",
    "area",
    "areas",
]
Reference = Literal["planning_field", "theme", "service_type", "target_group"]


class Staged(NamedTuple):
    """What the models know of a column that they read; of what they only hand on, nothing."""

    types: tuple[ColumnType, ...] = ()
    """As which of these it can be read; as any where there is none."""
    codes: tuple[str, ...] = ()
    """With which they compare what it says."""
    reference: Reference | None = None
    """With which declarations they join it."""

    def problem(self, column: "Column") -> str | None:
        """What a declared column has that the models would take for something else."""
        if self.types and column.type not in self.types:
            known = " or ".join(f"`type: {one}`" for one in self.types)
            return f"{column.name}: the models read it as {known}, not as `type: {column.type}`"
        if self.reference and column.reference != self.reference:
            return f"{column.name}: the models join it by `reference: {self.reference}`"
        if self.codes and (unknown := [*column.values.keys() - set(self.codes)]):
            return (
                f"{column.name}: the models do not know {sorted(unknown)} and would take it for "
                f"another of `values`, or nothing; they know {', '.join(self.codes)}. Leave codes "
                "out or explain them in your words, but write no others"
            )
        return None


def _code(*codes: str) -> Staged:
    return Staged(("choice",), codes)


_ANY, _ID, _NUMBER, _YEAR = Staged(), Staged(("id",)), Staged(("number",)), Staged(("year",))
_DATE, _SPAN = Staged(("date", "year")), Staged(("span",))
_PLANNING_FIELD = Staged(("choice",), reference="planning_field")
_THEME = Staged(("choice",), reference="theme")
_TARGET_GROUPS = Staged(("choices", "choice"), reference="target_group")
_CHANGE = _code("up", "down", "unchanged")

# What the staging model of each register reads; a city may declare more columns, not fewer.
STAGED_COLUMNS: Mapping[RegisterId, Mapping[str, Staged]] = {
    "services": {
        "service_id": _ID,
        "service_name": _ANY,
        "provider": _ANY,
        "planning_field": _PLANNING_FIELD,
        "service_type": Staged(("choice",), reference="service_type"),
        "scope": _code("single_site", "several_sites", "whole_city"),
        "capacity": _NUMBER,
        "capacity_unit": _code(*get_args(CapacityUnit)),
        "capacity_status": _code("actual", "planned"),
        "used": _NUMBER,
        "used_unit": _code("persons", "cases"),
        "reference_year": _YEAR,
        "ended_on": _DATE,
        "source_title": _ANY,
        "source_url": _ANY,
        "remark": _ANY,
    },
    "plans": {
        "plan_id": _ID,
        "plan_title": _ANY,
        "document_kind": _code(
            "plan", "concept", "planning_report",
            "report", "resolution", "budget", "measure", "programme",
        ),
        "known_from": _ANY,
        "planning_field": _PLANNING_FIELD,
        "themes": Staged(("choices", "choice"), reference="theme"),
        "responsible_office": _ANY,
        "adopted_on": _DATE,
        "period_covered": _SPAN,
        "last_reviewed": _DATE,
        "pandemic_adjustment_mentioned": _code("yes", "no", "unknown", "before_pandemic"),
        "adjustment_summary": _ANY,
        "source_title": _ANY,
        "source_url": _ANY,
        "remark": _ANY,
    },
    "study_findings": {
        "finding_id": _ID,
        "study": _ANY,
        "institution": _ANY,
        "field_period": _SPAN,
        "population": _ANY,
        "region": _code("country", "state", "city"),
        "theme": _THEME,
        "affected_group": _ANY,
        "target_groups": _TARGET_GROUPS,
        "standing": _code(
            "official_statistics", "representative_survey", "survey", "records",
            "institutions", "estimate",
        ),
        "direction": _CHANGE,
        "baseline_value": _NUMBER,
        "baseline_is": _code("before_pandemic", "during_pandemic", "unclear"),
        "crisis_value": _NUMBER,
        "unit": _ANY,
        "more_is_more_need": _code("yes", "no", "unclear"),
        "strength": _code("1", "2", "3"),
        "summary_de": _ANY,
        "source_title": _ANY,
        "source_url": _ANY,
        "remark": _ANY,
    },
    "provider_feedback": {
        "feedback_id": _ID,
        "provider": _ANY,
        "provider_type": _ANY,
        "region": _code("city", "state"),
        "reported_on": _DATE,
        "planning_field": _PLANNING_FIELD,
        "theme": _THEME,
        "reach": _code("named", "city", "wider", "unknown"),
        "target_groups": _TARGET_GROUPS,
        "standing": _code(
            "official_count", "plan_study", "provider_report", "press_article", "speech", "unknown"
        ),
        "counted": _code("persons", "cases", "share", "money", "supply"),
        "compared_with": _code("before_pandemic", "during_pandemic", "unclear", "nothing"),
        "says": _ANY,
        "holds": _SPAN,
        "observed_change": _CHANGE,
        "can_be_met_by": _code(
            "existing", "task_change", "task_extension", "not_at_present", "unknown"
        ),
        "summary_de": _ANY,
        "source_title": _ANY,
        "source_url": _ANY,
        "remark": _ANY,
    },
}  # fmt: skip


class Column(Declaration):
    """One column: what may stand in it, in words that a planner understands."""

    name: Identifier
    """The column's header."""
    type: ColumnType
    """What it holds."""
    meaning: str
    """What to write there, for planners."""
    required: bool = False
    """Whether it has to be filled."""
    values: dict[str, str] = {}
    """Of a choice, what is allowed, with its explanation; codes with which models
    compare may be left out, not invented."""
    reference: Reference | None = None
    """Of a choice, the declarations from which what is allowed is taken."""
    level: Identifier | None = None
    """Of an area or several, their level."""
    pattern: Pattern | None = None
    """Of an id, the regular expression that it matches."""
    pattern_de: str | None = None
    """What the pattern means, for planners."""
    min: float | None = None
    """The smallest number."""
    max: float | None = None
    """The largest number."""
    future: bool = True
    """False where a date or span may not begin after the day for which the register is checked."""

    @model_validator(mode="after")
    def _fits_its_type(self) -> "Column":
        if (self.type in ("choice", "choices")) != bool(self.values or self.reference):
            raise ValueError(
                f"{self.name}: `values` or `reference` belong to the types choice and choices"
            )
        if self.values and self.reference:
            raise ValueError(f"{self.name}: either `values` or `reference`, not both")
        if (self.type in ("area", "areas")) != (self.level is not None):
            raise ValueError(f"{self.name}: `level` belongs to the types area and areas")
        if (self.type == "id") != (self.pattern is not None and self.pattern_de is not None):
            raise ValueError(f"{self.name}: an id needs `pattern` and `pattern_de`")
        return self


class Together(Declaration):
    """Columns that are filled all or not at all."""

    kind: Literal["together"]
    """This rule."""
    columns: list[Identifier] = Field(min_length=2)
    """The columns."""
    severity: Literal["error", "warning"] = "error"
    """Whether it stops the row (`error`) or is told (`warning`)."""

    @property
    def names(self) -> list[str]:
        return self.columns


class Direction(Declaration):
    """A column says up, down or unchanged; two values, or one that is itself a change, must not say
    otherwise."""

    kind: Literal["direction"]
    """This rule."""
    column: Identifier
    """The column that says the direction."""
    before: Identifier
    """The column of the earlier value."""
    after: Identifier
    """The column of the later value."""
    unit: Identifier
    """The column of their unit."""
    change: str
    """A regular expression for units of values that are themselves a change."""
    steady: float | None = Field(default=None, gt=1)
    """By what factor two values that are called unchanged may differ."""
    severity: Literal["error", "warning"] = "error"
    """Whether it stops the row (`error`) or is told (`warning`)."""

    @property
    def names(self) -> list[str]:
        return [self.column, self.before, self.after, self.unit]


class Distinct(Declaration):
    """No two rows may be the same in all of the columns, but for capitals and blanks."""

    kind: Literal["distinct"]
    """This rule."""
    columns: list[Identifier] = Field(min_length=1)
    """The columns."""
    severity: Literal["error", "warning"] = "warning"
    """Whether it stops the row (`error`) or is told (`warning`)."""

    @property
    def names(self) -> list[str]:
        return self.columns


class NotBefore(Declaration):
    """The date or year in one column is not before that in another, as exactly as both are told."""

    kind: Literal["not_before"]
    """This rule."""
    column: Identifier
    """The column of the later one."""
    other: Identifier
    """The column of the earlier one."""
    severity: Literal["error", "warning"] = "error"
    """Whether it stops the row (`error`) or is told (`warning`)."""

    @property
    def names(self) -> list[str]:
        return [self.column, self.other]


class Consistent(Declaration):
    """Rows that are the same in some columns (and not empty there) say the same in another."""

    kind: Literal["consistent"]
    """This rule."""
    columns: list[Identifier] = Field(min_length=1)
    """The columns in which rows are the same."""
    says: Identifier
    """The column in which they say the same."""
    severity: Literal["error", "warning"] = "error"
    """Whether it stops the row (`error`) or is told (`warning`)."""

    @property
    def names(self) -> list[str]:
        return [*self.columns, self.says]


class Where(Declaration):
    """What holds of a column where another says one of some values; each kind of rule says what."""

    kind: str
    """This rule."""
    column: Identifier
    """The column that it is about."""
    where: Identifier
    """The column that tells where."""
    is_: list[str] = Field(alias="is", min_length=1)
    """What it says there."""
    severity: Literal["error", "warning"] = "error"
    """Whether it stops the row (`error`) or is told (`warning`)."""

    @property
    def names(self) -> list[str]:
        return [self.column, self.where]


class FilledWhere(Where):
    """A column is filled where, and only where, another says one of some values."""

    kind: Literal["filled_where"]
    """This rule."""
    column: Identifier
    """The column that is filled."""


class Fits(Where):
    """Where one column says one of some values, another says one of others, at least once."""

    kind: Literal["fits"]
    """This rule."""
    column: Identifier
    """The column that has to fit."""
    allowed: list[str] = Field(min_length=1)
    """What it may say."""


class Whole(Where):
    """Where one column says one of some values, as units in which things are counted, the number in
    another has no decimals."""

    kind: Literal["whole"]
    """This rule."""
    column: Identifier
    """The column of the number."""


class Begun(Where):
    """Where one column says one of some values, the year or date in another has begun on the day
    for which the register is checked."""

    kind: Literal["begun"]
    """This rule."""
    column: Identifier
    """The column of the year or date."""
    is_: list[str] = Field(alias="is", min_length=1)
    """What it says there; an empty text where it is empty."""


class Dated(Where):
    """Where one column says one of some values, the time in another reaches into the pandemic
    (``since_pandemic``), or begins before it (``before_pandemic``), as ``pandemic`` of
    ``coverability.yaml`` dates it."""

    kind: Literal["since_pandemic", "before_pandemic"]
    """This rule, and which of the two."""
    column: Identifier
    """The column of the time."""
    otherwise: list[Identifier] = []
    """The columns that tell it where that one is empty, in this order."""

    @property
    def told_in(self) -> list[str]:
        return [self.column, *self.otherwise]

    @property
    def names(self) -> list[str]:
        return [*self.told_in, self.where]


class Within(Where):
    """Where one column begins with one of some texts, the number in another lies within limits."""

    kind: Literal["within"]
    """This rule."""
    column: Identifier
    """The column of the number."""
    is_: list[str] = Field(alias="is", min_length=1)
    """How it begins there."""
    min: float = 0
    """The least."""
    max: float
    """The most."""


Rule = Annotated[
    Together
    | Direction
    | Distinct
    | NotBefore
    | Consistent
    | FilledWhere
    | Fits
    | Whole
    | Begun
    | Dated
    | Within,
    Field(discriminator="kind"),
]


class Register(Declaration):
    """One register; its first column is its key."""

    id: RegisterId
    """Which of the registers it is."""
    title: str
    """Its title for readers."""
    file: RelativePath
    """Its file, below the folder of the registers."""
    office: str
    """The office that keeps it."""
    planning_field: Identifier
    """The planning that answers for it."""
    max_rejected: int = Field(ge=0)
    """How many rows may be faulty while the others are used and published; more stop the
    publication."""
    max_lost_share: float = Field(default=0.1, ge=0, le=1)
    """Share of its published rows that may be gone; more stop the publication."""
    kinds: list[Identifier] = []
    """Columns of which no value may be gone altogether that three published rows or more had."""
    columns: list[Column] = Field(min_length=1)
    """What its columns hold, the key first."""
    rules: list[Rule] = []
    """What holds between columns and rows."""

    @property
    def source_id(self) -> str:
        """The id under which the register is landed and listed among the sources."""
        return f"register_{self.id}"

    @property
    def key(self) -> str:
        return self.columns[0].name

    @property
    def named(self) -> str:
        """The column that says what a row is called: the first text."""
        return next((one.name for one in self.columns if one.type == "text"), self.key)

    @property
    def told_apart(self) -> list[str]:
        """The columns of its kinds and areas."""
        areas = [one.name for one in self.columns if one.type in ("area", "areas")]
        return [*self.kinds, *areas]

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)

    @model_validator(mode="after")
    def _consistent(self) -> "Register":
        names = [column.name for column in self.columns]
        doubled = sorted({name for name in names if names.count(name) > 1})
        if doubled:
            raise ValueError(f"columns declared twice: {doubled}")
        if self.columns[0].type != "id" or not self.columns[0].required:
            raise ValueError("the first column is the key: it has the type id and is required")
        staged = STAGED_COLUMNS[self.id]
        missing = sorted(staged.keys() - set(names))
        if missing:
            raise ValueError(f"columns that the staging model reads are missing: {missing}")
        read = (staged[one.name].problem(one) for one in self.columns if one.name in staged)
        if problems := [*filter(None, read)]:
            raise ValueError("; ".join(problems))
        spoken = {name for rule in self.rules for name in rule.names} | set(self.kinds)
        if unknown := sorted(spoken - set(names)):
            raise ValueError(f"rules speak of columns that are not declared: {unknown}")
        numbers = {column.name for column in self.columns if column.type == "number"}
        counted = {rule.column for rule in self.rules if isinstance(rule, Whole)}
        if texts := sorted(counted - numbers):
            raise ValueError(f"rules of the kind whole speak of columns without numbers: {texts}")
        return self


class RegisterFile(Declaration):
    """The whole of ``registers.yaml``."""

    folder: RelativePath
    """The folder of the registers, below the city's."""
    licence: str
    """Their licence, as told to readers."""
    registers: list[Register]
    """The registers."""

    @model_validator(mode="after")
    def _each_once(self) -> "RegisterFile":
        ids = [register.id for register in self.registers]
        if len(set(ids)) != len(ids):
            raise ValueError(f"a register is declared twice: {ids}")
        return self
