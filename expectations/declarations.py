"""Reads the suites: YAML files that declare, per table, the checks it has to pass."""

from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import ErrorDetails

DEFAULT_SUITES = Path(__file__).parent / "suites"

SQL_EXPECTATION = "unexpected_rows_expectation"
"""The expectation whose SQL returns the rows that break a rule."""

_QUERY = "unexpected_rows_query"
_SET_BY_THE_CHECK = {"severity", "description", "description_de", "meta"}

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
TableName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$")]

# libyaml's loader is ten times as fast as the pure Python one, and just as safe.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class SuiteError(ValueError):
    """A suite file is malformed; the message names the file, the check and what is allowed."""


class DeclaredCheck(BaseModel):
    """One rule that a table has to fulfil.

    `table` is `schema.name`; `key` lists the columns that identify a row of it, so that a
    failing row can be named; `name` is unique within the table. `kwargs` go to the Great
    Expectations class registered as `expectation`. SQL reads the table as `{batch}` and may
    hold `{severity}`, the check's own, so that one query can serve two checks. `description_de`
    is the rule in plain German, for the readers of the report. `advice` is what to do where it
    fails, of a rule that figures from outside can break; what differs from row to row is a column
    `advice` of them.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    table: TableName
    key: tuple[str, ...] = Field(min_length=1)
    name: Name
    severity: Literal["critical", "warning"]
    description: str = Field(min_length=10)
    description_de: str | None = Field(default=None, min_length=10)
    advice: str | None = Field(default=None, min_length=10)
    expectation: Name
    kwargs: dict[str, Any] = Field(default_factory=dict)

    @property
    def is_sql(self) -> bool:
        """Whether the check is SQL that returns the failing rows."""
        return self.expectation == SQL_EXPECTATION

    @property
    def query(self) -> str | None:
        """SQL that finds the failing rows of the whole table; None where GX makes it."""
        return self.kwargs[_QUERY].format(batch=self.table) if self.is_sql else None

    @property
    def columns(self) -> tuple[str, ...]:
        """Those that the rule is about; none where it is about whole rows."""
        named = [self.kwargs.get(one) for one in ("column", "column_A", "column_B")]
        return tuple(filter(None, [*named, *self.kwargs.get("column_list", ())]))

    @model_validator(mode="after")
    def _kwargs_fit_the_check(self) -> "DeclaredCheck":
        if misplaced := sorted(_SET_BY_THE_CHECK & self.kwargs.keys()):
            raise ValueError(f"kwargs must not hold {misplaced}: they are taken from the check")
        if self.is_sql:
            query = str(self.kwargs.get(_QUERY, ""))
            if "{batch}" not in query:
                raise ValueError("unexpected_rows_query must read the table as {batch}")
            self.kwargs[_QUERY] = query.replace("{severity}", self.severity)
        return self


class _SuiteFile(BaseModel):
    """The frame of a suite file; its checks are validated one by one, to be named in errors."""

    model_config = ConfigDict(extra="forbid")

    table: TableName
    key: tuple[str, ...] = Field(min_length=1)
    checks: list[dict[str, Any]] = Field(min_length=1)


def declared_checks(suites: Path = DEFAULT_SUITES) -> list[DeclaredCheck]:
    """All checks declared in the folder, ordered by file name, then as written.

    Raises SuiteError for YAML that cannot be read, unknown or missing keys, a bad severity, a
    name used twice for a table, a table with two files, or a folder without suites. Whether an
    expectation exists is not known here: that takes Great Expectations, and shows when the
    checks run.
    """
    files = sorted(suites.glob("*.yaml"))
    if not files:
        raise SuiteError(f"{suites}: no suite (*.yaml) found")
    checks: list[DeclaredCheck] = []
    file_of: dict[str, Path] = {}
    for file in files:
        suite = _suite_in(file)
        if suite.table in file_of:
            raise SuiteError(
                f"{file}: table {suite.table} already has its suite in "
                f"{file_of[suite.table].name}; a table has one file"
            )
        file_of[suite.table] = file
        checks.extend(_checks_of(suite, file))
    return checks


def _suite_in(file: Path) -> _SuiteFile:
    try:
        content = yaml.load(file.read_text(encoding="utf-8"), Loader=_LOADER)
        return _SuiteFile.model_validate(content)
    except yaml.YAMLError as error:
        raise SuiteError(f"{file}: not readable as YAML: {error}") from error
    except ValidationError as error:
        raise SuiteError(f"{file}: {_explained(error, _SuiteFile, given=())}") from error


def _checks_of(suite: _SuiteFile, file: Path) -> list[DeclaredCheck]:
    frame = {"table": suite.table, "key": suite.key}
    checks: dict[str, DeclaredCheck] = {}
    for position, declaration in enumerate(suite.checks, start=1):
        label = f"check {declaration.get('name', f'number {position}')!r}"
        if repeated := sorted(frame.keys() & declaration.keys()):
            raise SuiteError(f"{file}: {label}: {repeated} belong to the suite, not to a check")
        try:
            check = DeclaredCheck.model_validate({**frame, **declaration})
        except ValidationError as error:
            explained = _explained(error, DeclaredCheck, given=tuple(frame))
            raise SuiteError(f"{file}: {label}: {explained}") from error
        if check.name in checks:
            raise SuiteError(f"{file}: {label}: declared twice; a name is unique in its table")
        checks[check.name] = check
    return list(checks.values())


def _explained(error: ValidationError, model: type[BaseModel], given: tuple[str, ...]) -> str:
    """The problems in words; `given` are fields of the model that are not written in the YAML."""
    allowed = ", ".join(name for name in model.model_fields if name not in given)

    def one(problem: ErrorDetails) -> str:
        where = ".".join(str(part) for part in problem["loc"])
        if problem["type"] == "extra_forbidden":
            return f"unknown key {where!r}; allowed are {allowed}"
        if problem["type"] == "missing":
            return f"key {where!r} is missing; expected are {allowed}"
        message = f"{where}: {problem['msg']}" if where else problem["msg"]
        return f"{message} (found {problem['input']!r})" if where else message

    return "; ".join(one(problem) for problem in error.errors())
