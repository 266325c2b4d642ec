"""Checks a register against its declaration: each cell, each row, rows against one another."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sozialraum.declarations import Catalogue
from sozialraum.declarations.register import (
    Begun,
    Column,
    Consistent,
    Dated,
    Direction,
    Distinct,
    FilledWhere,
    Fits,
    NotBefore,
    Register,
    Together,
    Whole,
    Within,
)
from sozialraum.registers import values
from sozialraum.registers.areas import KnownAreas
from sozialraum.registers.problem import Problem, UnfitError, named
from sozialraum.registers.reading import (
    UnreadableRegisterError,
    WrittenRegister,
    WrittenRow,
    read_register,
)
from sozialraum.words import Day, Joined, Message, Name, code

SIGNS = {"up": 1, "down": -1, "unchanged": 0}


@dataclass(frozen=True)
class CheckedRow:
    """A row as written and as read; ``read_as`` lacks empty and faulty cells.

    ``areas`` maps the levels that the row names to a code, or to several. A row that is not
    ``valid`` is not used.
    """

    number: int
    texts: Mapping[str, str]
    read_as: Mapping[str, str]
    areas: Mapping[str, str]
    valid: bool


@dataclass(frozen=True)
class CheckedRegister:
    """``readable`` is False where the file as a whole could not be read; then there are no rows."""

    register: Register
    rows: Sequence[CheckedRow]
    problems: Sequence[Problem]
    undeclared: Sequence[str]
    readable: bool

    @property
    def errors(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.severity == "error"]

    @property
    def warnings(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.severity == "warning"]

    @property
    def rejected(self) -> int:
        """Number of rows that are set aside."""
        return sum(not row.valid for row in self.rows)

    @property
    def usable(self) -> bool:
        """Whether the valid rows may be published."""
        whole = any(problem.row is None for problem in self.errors)
        return self.readable and not whole and self.rejected <= self.register.max_rejected


def check_register(
    catalogue: Catalogue, register: Register, content: bytes, areas: KnownAreas, today: date
) -> CheckedRegister:
    """Reads and checks; never raises for what a file holds: everything found is a problem."""
    try:
        written = read_register(register, content)
    except UnreadableRegisterError as error:
        return CheckedRegister(register, [], [error.problem], [], readable=False)
    readers = {column.name: _reader(catalogue, column, areas, today) for column in register.columns}
    notation = values.Notation.of(catalogue.city.language)
    declared = catalogue.coverability
    pandemic_from = declared.pandemic.from_ if declared else None
    rows, problems = [], _undeclared(register, written)
    for row in written.rows:
        read_as, found = _check_cells(register, readers, row)
        found += _check_row(register, row, read_as, today, pandemic_from, notation)
        codes = {
            column.level: read_as[column.name]
            for column in register.columns
            if column.level is not None and column.name in read_as
        }
        found += _check_areas(catalogue, register, row, codes, areas)
        problems += found
        faulty = any(problem.severity == "error" for problem in found)
        rows.append(CheckedRow(row.number, row.cells, read_as, codes, valid=not faulty))
    across = [
        *_check_key(register, rows),
        *_check_distinct(register, rows),
        *_check_consistent(register, rows),
    ]
    spoilt = {problem.row for problem in across if problem.severity == "error"}
    rows = [
        CheckedRow(r.number, r.texts, r.read_as, r.areas, r.valid and r.number not in spoilt)
        for r in rows
    ]
    return CheckedRegister(
        register,
        rows,
        sorted([*problems, *across], key=lambda problem: problem.row or 0),
        written.undeclared,
        readable=True,
    )


def allowed_values(catalogue: Catalogue, column: Column) -> Mapping[str, str]:
    """What a choice may be: value -> what it means, in the declarations' words."""
    if column.reference is None:
        return column.values
    return references(catalogue)[column.reference]


def references(catalogue: Catalogue) -> Mapping[str, Mapping[str, str]]:
    """The lists that columns of several registers refer to: value -> what it means."""
    return {
        "planning_field": catalogue.planning_fields,
        "theme": catalogue.themes,
        "service_type": catalogue.service_type_names,
        "target_group": catalogue.target_groups,
    }


def _reader(
    catalogue: Catalogue, column: Column, areas: KnownAreas, today: date
) -> Callable[[str], str]:
    if column.type == "choice":
        allowed = allowed_values(catalogue, column)
        return lambda text: values.read_choice(text, allowed)
    if column.type == "choices":
        allowed = allowed_values(catalogue, column)
        return lambda text: values.read_choices(text, allowed)
    if column.type in ("area", "areas"):
        level = next(level for level in catalogue.levels if level.id == column.level)
        labels, names = areas.labels.get(level.id, {}), areas.names.get(level.id, {})
        read = values.read_area if column.type == "area" else values.read_areas
        return lambda text: read(text, labels, level.name, names)
    latest = None if column.future else today
    notation = values.Notation.of(catalogue.city.language)
    return {
        "id": lambda text: values.read_id(text, column.pattern or "", column.pattern_de or ""),
        "text": lambda text: text,
        "number": lambda text: values.read_number(text, column.min, column.max, notation),
        "year": lambda text: values.read_year(text, column.min, column.max),
        "date": lambda text: values.read_date(text, latest, notation),
        "span": lambda text: values.read_span(text, latest, notation),
        "url": lambda text: values.read_urls(text, several=False),
        "urls": lambda text: values.read_urls(text, several=True),
    }[column.type]


def _check_cells(
    register: Register, readers: Mapping[str, Callable[[str], str]], row: WrittenRow
) -> tuple[dict[str, str], list[Problem]]:
    """What the cells say, and all faults of the row at once."""
    read_as: dict[str, str] = {}
    problems = []
    for column in register.columns:
        text = row.cells.get(column.name, "")
        try:
            if text:
                values.check_text(text)
                read_as[column.name] = readers[column.name](text)
            elif column.required:
                raise UnfitError(Message("registers-required", meaning=Name(column.meaning)))
        except UnfitError as error:
            problems.append(Problem(register.file, row.number, column.name, text, error.reason))
    return read_as, problems


def _check_row(
    register: Register,
    row: WrittenRow,
    read_as: Mapping[str, str],
    today: date,
    pandemic_from: date | None,
    notation: values.Notation,
) -> list[Problem]:
    problems = []
    if row.surplus:
        problems.append(
            Problem(
                register.file,
                row.number,
                None,
                "; ".join(row.surplus),
                Message("registers-surplus"),
            )
        )
    for rule in register.rules:
        if isinstance(rule, Together):
            problems += _check_together(register, rule, row)
        elif isinstance(rule, Direction):
            problems += _check_direction(register, rule, row, read_as)
        elif isinstance(rule, NotBefore):
            problems += _check_not_before(register, rule, row, read_as)
        elif isinstance(rule, FilledWhere):
            problems += _check_filled_where(register, rule, row, read_as)
        elif isinstance(rule, Fits):
            problems += _check_fits(register, rule, row, read_as)
        elif isinstance(rule, Whole):
            problems += _check_whole(register, rule, row, read_as, notation)
        elif isinstance(rule, Begun):
            problems += _check_begun(register, rule, row, read_as, today)
        elif isinstance(rule, Dated) and pandemic_from is not None:
            problems += _check_dated(register, rule, row, read_as, pandemic_from)
        elif isinstance(rule, Within):
            problems += _check_within(register, rule, row, read_as, notation)
    return problems


def _check_within(
    register: Register,
    rule: Within,
    row: WrittenRow,
    read_as: Mapping[str, str],
    notation: values.Notation,
) -> list[Problem]:
    told = read_as.get(rule.column)
    if told is None or not read_as.get(rule.where, "").startswith(tuple(rule.is_)):
        return []
    try:
        values.check_range(float(told), rule.min, rule.max, notation)
    except UnfitError as error:
        text = row.cells[rule.column]
        found = Problem(register.file, row.number, rule.column, text, error.reason, rule.severity)
        return [found]
    return []


def _check_whole(
    register: Register,
    rule: Whole,
    row: WrittenRow,
    read_as: Mapping[str, str],
    notation: values.Notation,
) -> list[Problem]:
    told = read_as.get(rule.column)
    if told is None or float(told).is_integer() or read_as.get(rule.where) not in rule.is_:
        return []
    why = Message(
        "registers-whole",
        where=Name(rule.where),
        says=Name(row.cells[rule.where]),
        read_as=Name(values.as_written(float(told), notation)),
    )
    text = row.cells[rule.column]
    return [Problem(register.file, row.number, rule.column, text, why, rule.severity)]


def _check_begun(
    register: Register, rule: Begun, row: WrittenRow, read_as: Mapping[str, str], today: date
) -> list[Problem]:
    told = read_as.get(rule.column)
    said = read_as.get(rule.where, row.cells.get(rule.where, ""))
    if told is None or said not in rule.is_ or values.first_day(told) <= today:
        return []
    reason = "registers-too-late" if rule.severity == "error" else "registers-ahead"
    why = Message(reason, latest=Day(today, short=True))
    text = row.cells[rule.column]
    return [Problem(register.file, row.number, rule.column, text, why, rule.severity)]


def _check_dated(
    register: Register, rule: Dated, row: WrittenRow, read_as: Mapping[str, str], begins: date
) -> list[Problem]:
    if read_as.get(rule.where) not in rule.is_:
        return []
    column = next((name for name in rule.told_in if row.cells.get(name)), rule.told_in[-1])
    text, told = row.cells.get(column, ""), read_as.get(column, "")
    if (text and not told) or _fits_pandemic(rule, told, begins):
        return []  # what is faulty is told of the cell itself
    why = Message(
        "registers-dated",
        time=rule.kind if told else "undated",
        columns=named(rule.told_in),
        where=Name(rule.where),
        says=Name(row.cells[rule.where]),
        begins=Day(begins, short=True),
    )
    return [Problem(register.file, row.number, column, text, why, rule.severity)]


def _fits_pandemic(rule: Dated, told: str, begins: date) -> bool:
    """``told`` is a date or span as read; what has no end goes on."""
    start, slash, end = told.partition("/")
    if rule.kind == "before_pandemic":
        return not start or values.first_day(start) < begins
    last = end if slash else start
    return bool(told) and (not last or last >= begins.isoformat()[: len(last)])


def _check_fits(
    register: Register, rule: Fits, row: WrittenRow, read_as: Mapping[str, str]
) -> list[Problem]:
    says = set(read_as.get(rule.where, "").split(values.SEVERAL))
    told = read_as.get(rule.column, "").split(values.SEVERAL)
    if says.isdisjoint(rule.is_) or not set(told).isdisjoint(rule.allowed):
        return []
    if rule.column not in read_as:
        return []  # what is missing or faulty is told of the cell itself
    why = Message(
        "registers-fits",
        where=Name(rule.where),
        says=Name(row.cells[rule.where]),
        values=named(rule.allowed),
    )
    text = row.cells.get(rule.column, "")
    return [Problem(register.file, row.number, rule.column, text, why, rule.severity)]


def _check_not_before(
    register: Register, rule: NotBefore, row: WrittenRow, read_as: Mapping[str, str]
) -> list[Problem]:
    told, other = read_as.get(rule.column), read_as.get(rule.other)
    if told is None or other is None or told[: len(other)] >= other[: len(told)]:
        return []
    why = Message(
        "registers-not-before",
        severity=rule.severity,
        other=Name(rule.other),
        says=Name(row.cells[rule.other]),
        read_as=Name(told),
    )
    text = row.cells[rule.column]
    return [Problem(register.file, row.number, rule.column, text, why, rule.severity)]


def _check_filled_where(
    register: Register, rule: FilledWhere, row: WrittenRow, read_as: Mapping[str, str]
) -> list[Problem]:
    if rule.where not in read_as:
        return []
    wanted = not set(rule.is_).isdisjoint(read_as[rule.where].split(values.SEVERAL))
    text = row.cells.get(rule.column, "")
    if wanted == bool(text):
        return []
    why = Message(
        "registers-filled-where",
        wanted=code(wanted),
        where=Name(rule.where),
        says=Name(row.cells[rule.where]),
        values=named(rule.is_),
    )
    return [Problem(register.file, row.number, rule.column, text, why, rule.severity)]


def _check_together(register: Register, rule: Together, row: WrittenRow) -> list[Problem]:
    empty = [name for name in rule.columns if not row.cells.get(name)]
    if not empty or len(empty) == len(rule.columns):
        return []
    filled = [name for name in rule.columns if name not in empty]
    return [
        Problem(
            register.file,
            row.number,
            name,
            "",
            Message("registers-together", filled=named(filled), columns=named(rule.columns)),
            rule.severity,
        )
        for name in empty
    ]


def _check_direction(
    register: Register, rule: Direction, row: WrittenRow, read_as: Mapping[str, str]
) -> list[Problem]:
    said = read_as.get(rule.column)
    after = read_as.get(rule.after)
    if said is None or after is None:
        return []
    is_change = re.match(rule.change, read_as.get(rule.unit, "")) is not None
    before = "0" if is_change else read_as.get(rule.before)
    if before is None:
        return []
    difference = float(after) - float(before)
    sign = (difference > 0) - (difference < 0)
    is_none = is_change or _is_steady(rule, float(before), float(after))
    if sign == SIGNS.get(said, sign) or (said == "unchanged" and is_none):
        return []
    word = next(word for word, value in SIGNS.items() if value == sign)
    allowed = register.column(rule.column).values
    return [
        Problem(
            register.file,
            row.number,
            rule.column,
            row.cells[rule.column],
            Message(
                "registers-direction",
                is_change=code(is_change),
                column=Name(rule.after),
                before=Name(row.cells.get(rule.before, "")),
                after=Name(row.cells[rule.after]),
                direction=Name(word),
                meaning=Name(allowed.get(word, word)),
            ),
            rule.severity,
        )
    ]


def _is_steady(rule: Direction, before: float, after: float) -> bool:
    """Whether so small a change may be called none."""
    least = min(abs(before), abs(after))
    return rule.steady is None or abs(after - before) <= (rule.steady - 1) * least


def _check_areas(
    catalogue: Catalogue,
    register: Register,
    row: WrittenRow,
    codes: Mapping[str, str],
    areas: KnownAreas,
) -> list[Problem]:
    codes = {level: code for level, code in codes.items() if values.SEVERAL not in code}
    if len(codes) < 2 or areas.overlap(codes):
        return []
    # the first area column is the one that others have to fit
    first, *others = [c for c in register.columns if c.level in codes]
    names = {level.id: level.name for level in catalogue.levels}
    problems = []
    for column in others:
        assert first.level is not None
        assert column.level is not None
        fitting = areas.within(column.level, {first.level: codes[first.level]})
        problems.append(
            Problem(
                register.file,
                row.number,
                column.name,
                row.cells[column.name],
                Message(
                    "registers-other-area",
                    level=Name(names[first.level]),
                    area=Name(row.cells[first.name]),
                    areas=named(areas.labels[column.level][area] for area in fitting),
                ),
            )
        )
    return problems


def _check_key(register: Register, rows: Sequence[CheckedRow]) -> list[Problem]:
    seen: dict[str, list[CheckedRow]] = defaultdict(list)
    for row in rows:
        if register.key in row.read_as:
            seen[row.read_as[register.key]].append(row)
    return [
        Problem(
            register.file,
            row.number,
            register.key,
            key,
            Message("registers-same-id", **_others(same, row)),
        )
        for key, same in seen.items()
        if len(same) > 1
        for row in same
    ]


def _check_distinct(register: Register, rows: Sequence[CheckedRow]) -> list[Problem]:
    problems = []
    for rule in register.rules:
        if not isinstance(rule, Distinct):
            continue
        seen: dict[tuple[str, ...], list[CheckedRow]] = defaultdict(list)
        for row in rows:
            seen[tuple(_compared(row, name) for name in rule.columns)].append(row)
        problems += [
            Problem(
                register.file,
                row.number,
                rule.columns[0],
                row.texts.get(rule.columns[0], ""),
                Message("registers-alike", columns=named(rule.columns), **_others(same, row)),
                rule.severity,
            )
            for key, same in seen.items()
            if len(same) > 1 and any(key)
            for row in same[1:]
        ]
    return problems


def _compared(row: CheckedRow, column: str) -> str:
    """What is compared: capitals, and which and how many blanks there are, make no difference."""
    return " ".join(row.read_as.get(column, "").split()).casefold()


def _check_consistent(register: Register, rows: Sequence[CheckedRow]) -> list[Problem]:
    problems = []
    for rule in register.rules:
        if not isinstance(rule, Consistent):
            continue
        seen: dict[tuple[str, ...], list[CheckedRow]] = defaultdict(list)
        for row in rows:
            key = tuple(_compared(row, name) for name in rule.columns)
            if all(key) and rule.says in row.read_as:
                seen[key].append(row)
        problems += [
            Problem(
                register.file,
                row.number,
                rule.says,
                row.texts.get(rule.says, ""),
                Message(
                    "registers-inconsistent",
                    columns=named(rule.columns),
                    other=Name(other[0].read_as[rule.says]),
                    **_others(other, row),
                ),
                rule.severity,
            )
            for same in seen.values()
            for row in same
            if (other := [o for o in same if o.read_as[rule.says] != row.read_as[rule.says]])
        ]
    return problems


def _others(same: Sequence[CheckedRow], row: CheckedRow) -> dict[str, int | Joined]:
    numbers = [str(other.number) for other in same if other.number != row.number]
    return {"n": len(numbers), "rows": named(numbers)}


def _undeclared(register: Register, written: WrittenRegister) -> list[Problem]:
    return [
        Problem(
            register.file,
            1,
            name,
            "",
            Message("registers-undeclared"),
            "warning",
        )
        for name in written.undeclared
    ]
