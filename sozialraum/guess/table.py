"""Guesses what the columns of a table are.

DuckDB's sniffer finds delimiter and header, charset-normalizer the encoding.
"""

import csv
import re
from collections.abc import Collection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from charset_normalizer import from_bytes

from sozialraum.base.errors import MonitorError
from sozialraum.base.files import read_ordinary
from sozialraum.base.sql import identifier
from sozialraum.guess.around import framed
from sozialraum.guess.columns import is_padded
from sozialraum.guess.relations import are_one
from sozialraum.guess.shape import NO_AREAS, Column, Guess, NoFiguresError
from sozialraum.guess.signs import (
    find_signs,
    is_figure,
    judge_figure,
    number_of,
    numbers,
    value_sql,
)
from sozialraum.guess.sums import find_sums
from sozialraum.guess.when import find_period, find_periods_in_headers
from sozialraum.guess.where import (
    find_areas,
    find_keys,
    find_levels,
    find_parts_of_codes,
    find_remarks,
    read_names,
)
from sozialraum.ingest.formats.kind import NAMES, kind_of

if TYPE_CHECKING:
    import duckdb

ROWS = 200_000
"""So many rows are looked at."""
_ENCODINGS = (
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1257", "iso8859_2", "iso8859_5",
    "iso8859_7", "koi8_r",
)  # fmt: skip
"""Of those that are not UTF-8; of two that read a file alike the first."""
_DELIMITERS = (",", ";", "\t", "|")


def guess(path: Path, codes: Collection[str] = (), is_sheet: bool = False) -> Guess:
    """Looks at a table of text (CSV and its kin).

    Args:
        codes: headers, in small letters, of columns that are known to be codes, not figures.
        is_sheet: the text stands for a spreadsheet, whose headers are read without footnote marks.

    Raises:
        NoFiguresError: nothing in it is a figure.
        MonitorError: names the file and why it is no such table.
    """
    import duckdb

    try:
        content = read_ordinary(path)
    except OSError as error:
        raise MonitorError(f"{path}: cannot be read: {error.strerror or error}") from None
    kind = kind_of(content)
    if kind not in ("csv", "tsv"):
        raise MonitorError(f"{path}: no table of text but {NAMES[kind]}; save it as CSV")
    text, encoding = _decoded(path, content)
    with TemporaryDirectory() as folder, duckdb.connect() as connection:
        copy = Path(folder) / "table.csv"
        copy.write_text(text, encoding="utf-8", newline="")
        found = _read(connection, path, copy, text, is_sheet)
        found.encoding = encoding
        if not encoding.startswith("utf-8"):
            found.doubts.append(f"the encoding is taken for {encoding}: see how names are spelled")
        for column in found.columns:
            column.is_code = column.name.casefold() in codes or is_padded(column.filled)
        _judge(connection, found)
    return found


def _decoded(path: Path, content: bytes) -> tuple[str, str]:
    for encoding in ("utf-8-sig", "utf-8"):
        if encoding == "utf-8-sig" and not content.startswith(b"\xef\xbb\xbf"):
            continue
        try:
            return content.decode(encoding), encoding
        except UnicodeDecodeError:
            pass
    # delimiters and figures tell nothing, and make short tables look like noise
    letters = re.sub(rb"[\x00-\x40\[-`{-~]+", b" ", content[:1_000_000])
    best = from_bytes(letters, cp_isolation=list(_ENCODINGS), threshold=0.5).best()
    if best is None:
        raise MonitorError(f"{path}: bytes in no known encoding; save it in UTF-8")
    alike = best.could_be_from_charset
    encoding = next((one for one in _ENCODINGS if one in alike), best.encoding)
    return content.decode(encoding, errors="replace"), encoding


def _read(
    connection: "duckdb.DuckDBPyConnection", path: Path, copy: Path, text: str, is_sheet: bool
) -> Guess:
    import duckdb

    try:
        told, skipped = connection.execute(
            "SELECT Delimiter, SkipRows FROM sniff_csv(?, all_varchar = true, header = true)",
            [str(copy)],
        ).fetchall()[0]
        if told not in text:
            told = _delimiter(text)
        delimiter = told
        if (around := framed(text, told, ROWS, is_figure)) and (is_sheet or not around.is_bare):
            copy.write_text(around.text, encoding="utf-8", newline="")
            delimiter, skipped = ",", 0
        connection.execute(
            "CREATE TABLE found AS SELECT * FROM read_csv(?, all_varchar = true, header = true, "
            "delim = ?, skip = ?, nullstr = '') LIMIT ?",
            [str(copy), delimiter, skipped, ROWS],
        )
        described = connection.execute("SELECT name FROM pragma_table_info('found')").fetchall()
        names = [name for (name,) in described]
        # DuckDB gives columns without a header a name, which is none of the file's
        headers = connection.execute(
            "SELECT * FROM read_csv(?, all_varchar = true, header = false, delim = ?, skip = ?, "
            "nullstr = '', auto_detect = false, columns = ?) LIMIT 1",
            [str(copy), delimiter, skipped, dict.fromkeys(names, "VARCHAR")],
        ).fetchone()
    except duckdb.Error as error:
        first = str(error).splitlines()[0]
        raise MonitorError(f"{path}: no table with a header and rows: {first}") from None
    columns = [
        Column(
            name if header else "",
            dict(
                connection.execute(
                    f"SELECT trim(coalesce({identifier(name)}, '')), count(*) FROM found "
                    "GROUP BY 1 ORDER BY 1"
                ).fetchall()
            ),
        )
        for name, header in zip(names, headers or names, strict=True)
    ]
    rows = connection.execute("SELECT count(*) FROM found").fetchall()[0][0]
    if len(names) < 2 or not rows:
        raise MonitorError(f"{path}: no table with several columns and rows")
    figures = [name for name in names if is_figure(name)]
    if 2 * len(figures) >= len(names):
        raise MonitorError(
            f"{path}: the first line holds figures ({figures[0]}, …) and no headers; "
            "write above it what stands in each column"
        )
    guessed = Guess(path, "utf-8", told, columns, rows)
    if around and not around.is_bare:
        several = {"header_rows": around.header_rows} if around.header_rows > 1 else {}
        guessed.layout = several
        guessed.doubts.append(
            f"the header is taken to be row {around.titles + 1}"
            + (f" to {around.titles + around.header_rows}" if several else "")
            + (
                f"; {around.notes} rows below with one cell are taken for notes"
                * bool(around.notes)
            )
        )
    return guessed


def _delimiter(text: str) -> str:
    """The one by which most rows have several cells."""
    lines = text.splitlines()[:ROWS]
    return max(
        _DELIMITERS, key=lambda sign: sum(len(row) > 1 for row in csv.reader(lines, delimiter=sign))
    )


def _judge(connection: "duckdb.DuckDBPyConnection", found: Guess) -> None:
    find_signs(found)
    for column in found.columns:
        unreadable = any(len(text) > 300 for text in column.texts)
        if not column.name or not column.filled or unreadable:
            column.role = "constant"
    find_period(connection, found)
    for column in found.of("unknown"):
        if (len(column.texts) == 1 and found.rows > 1) or _names_rows(found, column):
            column.role = "constant"
    find_parts_of_codes(connection, found)
    for column in found.of("unknown"):
        judge_figure(found, column)
    find_keys(connection, found)
    find_areas(connection, found)
    find_levels(connection, found)
    _find_units(connection, found)
    find_remarks(connection, found)
    find_sums(connection, found)
    _find_totals(connection, found)
    find_periods_in_headers(found)
    if not found.of("figure"):
        read_names(connection, found)
        raise NoFiguresError(found)
    _ask_for_codes(found)
    if not found.of("area"):
        found.doubts.append(NO_AREAS)
    elif parts := found.of("breakdown"):
        areas, others = (", ".join(one.name for one in few) for few in (found.areas, parts))
        found.doubts.append(f"areas are taken from {areas}, parts of figures from {others}")


def _names_rows(found: Guess, column: Column) -> bool:
    """Where figures come again in each period, a text that no two rows share is a key of rows."""
    again = any(len(one.texts) > 1 for one in found.of("period"))
    is_text = all(number_of(found, text) is None for text in column.texts)
    return again and is_text and len(column.texts) == found.rows


def _ask_for_codes(found: Guess) -> None:
    """Whole numbers that no two rows share, all with as many digits, of no period, look as a table
    of nothing but codes and names does."""
    figures = found.of("figure")
    if len(figures) != 1 or found.of("period") or figures[0].in_header:
        return
    texts = figures[0].texts
    alike = len({len(text) for text in texts}) == 1 and all(map(str.isdecimal, texts))
    if alike and len(texts) == found.rows > 1:
        found.doubts.append(
            f"{figures[0].name!r} is taken for figures; if it holds codes, this is a table of "
            "names: give it together with a table of figures by these codes, and it fills "
            "`area_names`"
        )


def _find_units(connection: "duckdb.DuckDBPyConnection", found: Guess) -> None:
    """A column says the unit whose labels part whole numbers, some above 100, from others."""
    figures = found.of("figure")
    if len(figures) != 1 or not figures[0].decimals:
        return
    for column in found.of("breakdown"):
        parts = {label: Column(figures[0].name, {}) for label in column.texts}
        for label, text, n in connection.execute(
            f"SELECT trim(coalesce({identifier(column.name)}, '')), "
            f"trim(coalesce({identifier(figures[0].name)}, '')), count(*) FROM found "
            "GROUP BY ALL ORDER BY ALL"
        ).fetchall():
            parts[label].texts[text] = n
        for part in parts.values():
            judge_figure(found, part)
        whole = [one for one in parts.values() if not one.decimals]
        if not 0 < len(whole) < len(parts) or not all(_has_hundreds(found, one) for one in whole):
            continue
        column.role, found.units = "unit", parts
        for other in found.of("breakdown"):
            if are_one(connection, other, column):
                other.role = "constant"
        return


def _has_hundreds(found: Guess, column: Column) -> bool:
    return max(numbers(found, column), default=0) > 100


def _find_totals(connection: "duckdb.DuckDBPyConnection", found: Guess) -> None:
    """A label whose figures are the sums of those of all other labels is the whole."""
    figures = [c for c in found.of("figure") if not c.decimals]
    if not figures:
        return
    number = value_sql(found, figures[0])
    for column in [*found.areas[:1], *found.of("breakdown")]:
        others = [
            identifier(one.name)
            for one in found.columns
            if one.role in ("period", "area", "breakdown")
            and one is not column
            and not (column.role == "area" and one.role == "area")
        ]
        name = identifier(column.name)
        keys = ", ".join([*others, name])
        by = f"PARTITION BY {', '.join(others)}" if others else ""
        rows = connection.execute(
            f"""
            WITH told AS (SELECT {keys}, sum({number}) AS n FROM found GROUP BY {keys}),
            compared AS (
                SELECT trim({name}) AS label, n > 0 AND 2 * n = sum(n) OVER ({by}) AS is_whole
                FROM told
            )
            SELECT label FROM compared GROUP BY label HAVING bool_and(is_whole)
            """
        ).fetchall()
        if len(rows) == 1 and len(column.filled) > 2:
            column.total = rows[0][0]
