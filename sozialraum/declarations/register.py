"""What ``registers.yaml`` may say: the tables that planners keep by hand, column by column."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from sozialraum.declarations.declaration import Declaration, Identifier, Pattern, RelativePath

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

# What the staging model of each register reads; a city may declare more columns, not fewer.
STAGED_COLUMNS: dict[str, frozenset[str]] = {
    "services": frozenset(
        [
            "service_id",
            "service_name",
            "provider",
            "planning_field",
            "service_type",
            "scope",
            "capacity",
            "capacity_unit",
            "capacity_status",
            "used",
            "used_unit",
            "reference_year",
            "ended_on",
            "source_title",
            "source_url",
            "remark",
        ]
    ),
    "plans": frozenset(
        [
            "plan_id",
            "plan_title",
            "document_kind",
            "known_from",
            "planning_field",
            "themes",
            "responsible_office",
            "adopted_on",
            "period_covered",
            "last_reviewed",
            "pandemic_adjustment_mentioned",
            "adjustment_summary",
            "source_title",
            "source_url",
            "remark",
        ]
    ),
    "study_findings": frozenset(
        [
            "finding_id",
            "study",
            "institution",
            "field_period",
            "population",
            "region",
            "theme",
            "affected_group",
            "target_groups",
            "standing",
            "direction",
            "baseline_value",
            "baseline_is",
            "crisis_value",
            "unit",
            "more_is_more_need",
            "strength",
            "summary_de",
            "source_title",
            "source_url",
            "remark",
        ]
    ),
    "provider_feedback": frozenset(
        [
            "feedback_id",
            "provider",
            "provider_type",
            "region",
            "reported_on",
            "planning_field",
            "theme",
            "reach",
            "target_groups",
            "standing",
            "says",
            "holds",
            "observed_change",
            "can_be_met_by",
            "summary_de",
            "source_title",
            "source_url",
            "remark",
        ]
    ),
}


class Column(Declaration):
    """One column: what may stand in it, in words that a planner understands.

    ``min``, ``max`` bound numbers; ``pattern`` (with ``pattern_de``, its meaning) an id;
    ``values`` maps what is allowed to its explanation; ``reference`` takes what is allowed from
    other declarations; ``level`` is the level of an area or of several; a date or span with
    ``future: false`` may not begin after the day for which the register is checked.
    """

    name: Identifier
    type: ColumnType
    meaning: str
    required: bool = False
    values: dict[str, str] = {}
    reference: Reference | None = None
    level: Identifier | None = None
    pattern: Pattern | None = None
    pattern_de: str | None = None
    min: float | None = None
    max: float | None = None
    future: bool = True

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
    columns: list[Identifier] = Field(min_length=2)
    severity: Literal["error", "warning"] = "error"

    @property
    def names(self) -> list[str]:
        return self.columns


class Direction(Declaration):
    """``column`` says up, down or unchanged; two values, or one that is itself a change (its unit
    matches ``change``), must not say otherwise."""

    kind: Literal["direction"]
    column: Identifier
    before: Identifier
    after: Identifier
    unit: Identifier
    change: str
    severity: Literal["error", "warning"] = "error"

    @property
    def names(self) -> list[str]:
        return [self.column, self.before, self.after, self.unit]


class Distinct(Declaration):
    """No two rows may be the same in all of ``columns``."""

    kind: Literal["distinct"]
    columns: list[Identifier] = Field(min_length=1)
    severity: Literal["error", "warning"] = "warning"

    @property
    def names(self) -> list[str]:
        return self.columns


class Consistent(Declaration):
    """Rows that are the same in ``columns`` (and not empty there) say the same in ``says``."""

    kind: Literal["consistent"]
    columns: list[Identifier] = Field(min_length=1)
    says: Identifier
    severity: Literal["error", "warning"] = "error"

    @property
    def names(self) -> list[str]:
        return [*self.columns, self.says]


class FilledWhere(Declaration):
    """``column`` is filled where, and only where, ``where`` says one of ``is``."""

    kind: Literal["filled_where"]
    column: Identifier
    where: Identifier
    is_: list[str] = Field(alias="is", min_length=1)
    severity: Literal["error", "warning"] = "error"

    @property
    def names(self) -> list[str]:
        return [self.column, self.where]


class Fits(Declaration):
    """Where ``where`` says one of ``is``, ``column`` says one of ``allowed``, at least once."""

    kind: Literal["fits"]
    column: Identifier
    allowed: list[str] = Field(min_length=1)
    where: Identifier
    is_: list[str] = Field(alias="is", min_length=1)
    severity: Literal["error", "warning"] = "error"

    @property
    def names(self) -> list[str]:
        return [self.column, self.where]


Rule = Annotated[
    Together | Direction | Distinct | Consistent | FilledWhere | Fits, Field(discriminator="kind")
]


class Register(Declaration):
    """One register; its first column is its key.

    ``max_rejected``: number of faulty rows up to which the others are used and published.
    ``max_lost_share``: how much of its published rows may be gone, as a share of them.
    ``kinds``: columns of which no value that some published rows have may be gone altogether,
    where there were three of them or more.
    """

    id: RegisterId
    title: str
    file: RelativePath
    office: str
    planning_field: Identifier
    max_rejected: int = Field(ge=0)
    max_lost_share: float = Field(default=0.1, ge=0, le=1)
    kinds: list[Identifier] = []
    columns: list[Column] = Field(min_length=1)
    rules: list[Rule] = []

    @property
    def source_id(self) -> str:
        """The id under which the register is landed and listed among the sources."""
        return f"register_{self.id}"

    @property
    def key(self) -> str:
        return self.columns[0].name

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
        missing = sorted(STAGED_COLUMNS[self.id] - set(names))
        if missing:
            raise ValueError(f"columns that the staging model reads are missing: {missing}")
        spoken = {name for rule in self.rules for name in rule.names} | set(self.kinds)
        if unknown := sorted(spoken - set(names)):
            raise ValueError(f"rules speak of columns that are not declared: {unknown}")
        return self


class RegisterFile(Declaration):
    """The whole of ``registers.yaml``."""

    folder: RelativePath
    licence: str
    registers: list[Register]

    @model_validator(mode="after")
    def _each_once(self) -> "RegisterFile":
        ids = [register.id for register in self.registers]
        if len(set(ids)) != len(ids):
            raise ValueError(f"a register is declared twice: {ids}")
        return self
