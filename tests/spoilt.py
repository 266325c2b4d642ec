"""Copies of the bundled figures, spoilt or changed as a provider might change them."""

import csv
import io
import re
from collections.abc import Callable, Mapping
from pathlib import Path

from sozialraum.declarations import load_catalogue
from tests.conftest import newest_file

Fault = Callable[[bytes], bytes]
Rows = list[list[str]]
NEW_NAME = "Neuer Name (TESTDATEN)"


def _reordered_with_a_new_column(rows: Rows) -> Rows:
    return [[*reversed(row), "Neu" if number == 0 else "7"] for number, row in enumerate(rows)]


def _in_thousands(rows: Rows) -> Rows:
    def thousandth(text: str) -> str:
        return str(int(text) / 1000).replace(".", ",") if text.isdigit() else text

    return [rows[0], *([row[0], thousandth(row[1]), *row[2:]] for row in rows[1:])]


def _renamed_area(rows: Rows) -> Rows:
    old = rows[1][1]
    new = f"{old.split()[0]} {NEW_NAME}"
    return [[new if text == old else text for text in row] for row in rows]


def _other_quarters(rows: Rows) -> Rows:
    return [[re.sub(r"^([1-4])\. Quartal$", r"Qu. \1", text) for text in row] for row in rows]


def _with_a_new_cause(rows: Rows) -> Rows:
    """A row that `where` does not take, and that no file before had."""
    return [*rows, [rows[-1][0], "F10-F20", *rows[-1][2:]]]


CHANGES: dict[str, Callable[[Rows], Rows]] = {
    "kita_children": _reordered_with_a_new_column,
    "doctors": _in_thousands,
    "survey_health": _renamed_area,
    "unemployed_2012_2017": _other_quarters,
    "deaths_by_cause": _with_a_new_cause,
    # most of the history is gone
    "labour_market": lambda rows: [rows[0], *rows[-24:]],
}


def replaced(old: str, new: str) -> Fault:
    """The first ``old`` becomes ``new``."""

    def fault(content: bytes) -> bytes:
        assert old.encode() in content
        return content.replace(old.encode(), new.encode(), 1)

    return fault


def of_rows(change: Callable[[Rows], Rows]) -> Fault:
    """A change of the rows, the header first, of a file separated by semicolons."""

    def fault(content: bytes) -> bytes:
        rows = list(csv.reader(io.StringIO(content.decode(), newline=""), delimiter=";"))
        out = io.StringIO(newline="")
        csv.writer(out, delimiter=";", lineterminator="\r\n").writerows(change(rows))
        return out.getvalue().encode()

    return fault


WRONG: dict[str, Fault] = {
    # a figure that is none
    "unemployed": replaced("2283;1382", "1.2.3;1382"),
    # a row twice
    "sgb2": lambda c: c + c.splitlines(keepends=True)[1],
    # a row that contradicts another
    "kita_facilities": lambda c: c + c.splitlines(keepends=True)[1].replace(b"2354", b"9999"),
    # a breakdown that nobody declared
    "population_age13": replaced("03 - 05 Jahre", "03 - 06 Jahre"),
    # a fraction where persons are counted
    "family_day_care_children": replaced(";780", ";780,5"),
    # an area that the crosswalk does not know: the last character of a code is spoilt
    "employees": replaced(";01 ", ";0X "),
    # a period that is none
    "survey_economic_situation": replaced("1995;", "199x;"),
}


def spoil(city: Path, faults: Mapping[str, Fault]) -> None:
    """Spoils the copied file of each source; of a yearly series the newest one."""
    catalogue = load_catalogue(city)
    for source_id, fault in faults.items():
        path = newest_file(catalogue, source_id)
        path.write_bytes(fault(path.read_bytes()))


def spoil_contents(city: Path) -> None:
    """All that can be read and whose content is wrong or another than before."""
    assert not WRONG.keys() & CHANGES.keys()
    spoil(city, WRONG | {source: of_rows(change) for source, change in CHANGES.items()})
