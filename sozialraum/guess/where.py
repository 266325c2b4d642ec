"""Where the figures of a table are from: areas, their codes, their levels."""

import re
from typing import TYPE_CHECKING

from sozialraum.base.sql import identifier, literal
from sozialraum.guess.columns import is_code_of, is_numbering
from sozialraum.guess.relations import are_one, follows
from sozialraum.guess.shape import Column, Guess
from sozialraum.guess.signs import value_sql

if TYPE_CHECKING:
    import duckdb

_CODED = r"(?P<code>\d+)[\s.:-]+(?P<name>\S.*)"


def area_pattern(labels: list[str]) -> str:
    """A regular expression that reads labels of areas: with a code where each begins with one."""
    coded = [re.fullmatch(_CODED, label, re.ASCII) for label in labels]
    if labels and all(coded):
        codes = {match["code"] for match in coded if match}
        if len(codes) == len(labels):
            return f"^{_CODED}$"
    return "^(?P<name>.+)$"


def read_names(connection: "duckdb.DuckDBPyConnection", found: Guess) -> None:
    """What a table that has nothing but areas calls them, by their codes."""
    codes = [one for one in found.of("code") if one.is_code]
    if not codes:
        return
    code = max(codes, key=lambda one: len(one.filled))
    for area in [one for one in found.areas if not one.is_code]:
        pairs = connection.execute(
            f"SELECT DISTINCT trim({identifier(code.name)}), trim({identifier(area.name)}) "
            f"FROM found WHERE {identifier(code.name)} <> '' ORDER BY ALL"
        ).fetchall()
        if len(pairs) == len(code.filled) == len(area.filled):
            found.names = {code.name: dict(pairs)}
            return


def find_parts_of_codes(connection: "duckdb.DuckDBPyConnection", found: Guess) -> None:
    """Digits that stand in each row's code are no figures: at its beginning they are the code of
    a larger area, within it they tell nothing by themselves."""
    within = []
    for code in [one for one in found.of("unknown") if one.is_code]:
        for column in found.of("unknown"):
            lengths = {len(text) for text in column.filled}
            digits = all(text.isascii() and text.isdigit() for text in column.filled)
            if column is code or not digits or len(lengths) != 1 or "" in column.texts:
                continue
            (length,) = lengths
            (place,) = connection.execute(
                "SELECT min(place) FROM (SELECT place, bool_and(substr(trim("
                f"{identifier(code.name)}), place, ?) = trim({identifier(column.name)})) AS fits "
                "FROM found CROSS JOIN generate_series(1, ?) AS places(place) GROUP BY place) "
                "WHERE fits",
                [length, len(code.filled[0]) - length + 1],
            ).fetchone() or (None,)
            if place is None or length == len(code.filled[0]):
                continue
            column.is_code = True
            if place > 1:
                column.role = "constant"
                within.append(column.name)
    if within:
        found.doubts.append(f"{', '.join(map(repr, within))} only repeat digits within a code")


def find_keys(connection: "duckdb.DuckDBPyConnection", found: Guess) -> None:
    """Whole numbers of which all stand in each period, and without which no text tells rows apart,
    are codes."""
    periods = [identifier(one.name) for one in found.of("period")]
    if not periods:
        return
    told = [*periods, *(identifier(one.name) for one in found.of("unknown"))]
    for column in [c for c in found.of("figure") if not c.decimals and len(c.filled) > 2]:
        name = identifier(column.name)
        ((rows, without, with_it, spread, full),) = connection.execute(
            f"SELECT count(*), count(DISTINCT ({', '.join(told)})), "
            f"count(DISTINCT ({', '.join([*told, name])})), "
            f"count(DISTINCT ({', '.join([*periods, name])})), "
            f"count(DISTINCT ({', '.join(periods)})) * count(DISTINCT {name}) FROM found"
        ).fetchall()
        if without < with_it == rows and spread == full > len(column.filled):
            column.role, column.is_code = "unknown", True
            found.doubts.append(
                f"{column.name!r} is taken for codes, as all of its numbers stand in each period; "
                "if it holds figures, say so in `measures`; if parts of them, in `breakdowns`"
            )
            return


def find_areas(connection: "duckdb.DuckDBPyConnection", found: Guess) -> None:
    """The text column with most labels is the finest area; text columns that follow from it are
    coarser areas, numbers that follow from it its codes; other text columns break figures down."""
    texts = [c for c in found.of("unknown") if len(c.filled) > 1]
    if not texts:
        return
    most = max(len(one.filled) for one in texts)
    longest = [one for one in texts if len(one.filled) == most]
    same = [one for one in longest if are_one(connection, one, longest[0])]
    # of columns that say the same, names tell more than codes
    finest = min(same, key=_digits)
    # codes with zeros in front are rather of areas than of parts, if these are not many more
    codes = [c for c in texts if c.is_code and 2 * len(c.filled) >= most]
    if codes:
        finest = max(codes, key=lambda one: len(one.filled))
        finest = _name_beside(connection, found, finest, texts)
    finest.role = "area"
    for column in texts:
        if column is finest or column.role == "code":
            continue
        is_larger = follows(connection, column, finest)
        is_same = is_larger and column in longest and follows(connection, finest, column)
        column.role = "code" if is_same else "area" if is_larger else "breakdown"
    periods = max((len(one.filled) for one in found.of("period")), default=1)
    for labels in (*found.of("area"), *found.of("breakdown")):
        for column in found.of("figure"):
            # rows of sums have none
            is_partial = labels is finest and "" in column.texts
            if column.decimals or (len(column.filled) != len(labels.filled) and not is_partial):
                continue
            alike = are_one(connection, column, labels, is_partial)
            named = is_code_of(column.name, labels.name)
            # what is told again in each period, and of as many digits, beside what does change
            is_told_again = (
                periods > 1
                and len({len(one) for one in column.filled}) == 1
                and len(found.of("figure")) > 1
            )
            if alike and (named or is_told_again or is_numbering(column.filled)):
                column.role = "code" if labels is finest else "constant"
    for column in found.of("figure"):
        if len(column.filled) == found.rows and is_numbering(column.filled):
            column.role = "constant"
    # what only numbers its rows is another in the next table
    codes = [
        c
        for c in found.of("code")
        if "" not in c.texts and (c.is_code or not is_numbering(c.filled))
    ]
    finest.code = max(codes, key=lambda one: (one.is_code, _digits(one))).name if codes else None


def find_remarks(connection: "duckdb.DuckDBPyConnection", found: Guess) -> None:
    """Columns that tell no rows apart (the last day beside the first, the status of a figure) are
    no parts of figures."""
    keys = [one for one in found.columns if one.role in ("period", "area", "code", "breakdown")]
    left: list[str] = []
    for column in reversed(found.of("breakdown")):
        others = ", ".join(identifier(one.name) for one in keys if one is not column)
        ((apart,),) = connection.execute(
            f"SELECT count(DISTINCT ({others})) FROM found" if others else "SELECT 0"
        ).fetchall()
        if apart == found.rows:
            column.role = "constant"
            keys.remove(column)
            left.insert(0, repr(column.name))
    if left:
        found.doubts.append(
            f"left out, as rows are told apart without: {', '.join(left)}; what holds parts of "
            "figures belongs into `breakdowns`, what says which rows are meant into `where`"
        )


def find_levels(connection: "duckdb.DuckDBPyConnection", found: Guess) -> None:
    """A column says of which level each area is: the areas of each of its labels have the same
    figures in all, and of one label there are far more areas."""
    figures = [c for c in found.of("figure") if not c.decimals]
    if not figures or not found.areas:
        return
    area = found.areas[0]
    told = identifier(area.code or area.name)
    by = [identifier(one.name) for one in found.of("period")]
    for column in [*found.areas[1:], *found.of("breakdown")]:
        if len(column.texts) > 8 or not follows(connection, column, area, area.code):
            continue
        name = identifier(column.name)
        rows = connection.execute(
            f"""
            WITH sums AS (
                SELECT {", ".join([*by, ""])} trim({name}) AS label,
                    sum({value_sql(found, figures[0])}) AS n, count(DISTINCT {told}) AS areas
                FROM found GROUP BY ALL
            ),
            compared AS (
                SELECT *, max(n) OVER same AS most, min(n) OVER same AS least
                FROM sums WINDOW same AS ({f"PARTITION BY {', '.join(by)}" if by else ""})
            )
            SELECT label, max(areas) FROM compared
            GROUP BY label HAVING bool_and(least > 0 AND most <= 1.01 * least)
            ORDER BY 2 DESC
            """
        ).fetchall()
        if len(rows) == len(column.texts) and rows[0][1] >= 2 * rows[1][1]:
            column.role, column.finest = "level", rows[0][0]
            _keep_areas(connection, found, f"trim({name}) = {literal(column.finest)}")
            others = ", ".join(repr(label) for label, _ in rows[1:])
            found.doubts.append(
                f"{column.name!r} tells levels of areas, whose figures add up to the same: only "
                f"{column.finest!r} is read; for {others}, make a source of its own with this "
                "`dataset`, its `where` and its level (sums need none)"
            )
            return


def _keep_areas(connection: "duckdb.DuckDBPyConnection", found: Guess, rows: str) -> None:
    """The areas of some rows only; of two columns that say the same there, one has the codes."""
    for one in found.areas:
        name = identifier(one.name)
        one.texts = dict(
            connection.execute(
                f"SELECT trim({name}), count(*) FROM found WHERE {rows} GROUP BY 1 ORDER BY 1"
            ).fetchall()
        )
    first, *others = found.areas
    for other in others:
        ((pairs,),) = connection.execute(
            f"SELECT count(DISTINCT ({identifier(first.name)}, {identifier(other.name)})) "
            f"FROM found WHERE {rows}"
        ).fetchall()
        if pairs == len(first.texts) == len(other.texts):
            called, code = sorted((first, other), key=_digits)
            code.role, called.code = "code", code.name
            return


def _digits(column: Column) -> float:
    """Which part of what it says are digits: of codes more than of names."""
    said = "".join(column.filled)
    return sum(map(str.isdigit, said)) / max(len(said), 1)


def _name_beside(
    connection: "duckdb.DuckDBPyConnection", found: Guess, code: Column, texts: list[Column]
) -> Column:
    """The column of names that a column of codes tells, which then is no column of areas; without
    one the codes are the areas."""
    names = [c for c in texts if not c.is_code and follows(connection, c, code)]
    if not names:
        return code
    name = max(names, key=lambda one: len(one.filled))
    code.role = "code"
    if not follows(connection, code, name):
        found.doubts.append(
            f"several {code.name} are called alike in {name.name} (two levels in one table?): read "
            f"areas by `column: {code.name}`, `name_column: {name.name}`, and each level as a "
            "source of its own with `where`"
        )
    return name
