"""Both delimiters, both encodings, Excel's habits: the same rows, or a refusal in German."""

import csv
import sys
from collections.abc import Callable

import pytest

from sozialraum.declarations import Catalogue
from sozialraum.registers import reading
from tests.registers.conftest import Check, bundled_rows, register_of, sentence, written

ALL = ["services", "plans", "study_findings", "provider_feedback"]
BEYOND_LATIN_1 = "Umlaute äöüß – „Text“ €"


def _rows(check: Check, register_id: str, content: bytes) -> list[tuple[int, dict[str, str]]]:
    checked = check(register_id, content)
    assert checked.readable, checked.problems
    assert not checked.errors, checked.errors
    return [(row.number, dict(row.read_as)) for row in checked.rows]


@pytest.mark.parametrize("register_id", ALL)
def test_semicolon_windows_1252_equals_comma_utf_8(
    catalogue: Catalogue, check: Check, register_id: str
) -> None:
    rows = bundled_rows(catalogue, register_of(catalogue, register_id))
    rows[0]["remark"] = BEYOND_LATIN_1
    windows = written(rows, ";").encode("cp1252")
    utf8 = written(rows, ",").encode("utf-8")
    assert windows != utf8
    assert _rows(check, register_id, windows) == _rows(check, register_id, utf8)


FORMS: dict[str, Callable[[str], bytes]] = {
    "mark of UTF-8": lambda text: text.encode("utf-8-sig"),
    "line feeds only": lambda text: text.replace("\r\n", "\n").encode(),
    "sep=": lambda text: b"sep=;\r\n" + text.encode(),
    "trailing empty columns and rows": lambda text: (
        "\r\n".join(line + ";;" for line in text.rstrip("\r\n").split("\r\n")) + "\r\n;;;;\r\n"
    ).encode(),
    "header in capitals": lambda text: (
        text.split("\r\n", 1)[0].upper() + "\r\n" + text.split("\r\n", 1)[1]
    ).encode(),
    "cells left out at the end": lambda text: "\r\n".join(
        line.rstrip(";") for line in text.split("\r\n")
    ).encode(),
}


@pytest.mark.parametrize("form", FORMS)
def test_what_excel_does_to_a_file_changes_nothing(
    catalogue: Catalogue, check: Check, form: str
) -> None:
    text = written(bundled_rows(catalogue, register_of(catalogue, "plans")))
    assert _rows(check, "plans", FORMS[form](text)) == _rows(check, "plans", text.encode())


def test_tabs_are_read(catalogue: Catalogue, check: Check) -> None:
    rows = bundled_rows(catalogue, register_of(catalogue, "plans"))
    tabs = written(rows, "\t").encode()
    assert _rows(check, "plans", tabs) == _rows(check, "plans", written(rows).encode())


def test_rows_are_counted_as_a_spreadsheet_shows_them(catalogue: Catalogue, check: Check) -> None:
    rows = bundled_rows(catalogue, register_of(catalogue, "plans"))[:3]
    rows[0]["remark"] = 'eine Zeile\nnoch eine; mit "Zeichen"'
    rows[2]["planning_field"] = "falsch"
    text = written(rows).replace("\r\nDDP002", "\r\n;;;\r\nDDP002")
    checked = check("plans", b"sep=;\r\n" + text.encode())
    # header 1, first row 2 (with a line break in it), an empty row 3, then 4 and 5
    assert [row.number for row in checked.rows] == [2, 4, 5]
    assert [(p.row, p.column) for p in checked.errors] == [(5, "planning_field")]
    assert checked.rows[0].read_as["remark"] == rows[0]["remark"]


UNREADABLE: dict[str, tuple[Callable[[str], bytes], list[str]]] = {
    "empty": (lambda text: b"  \n", ["Die Datei ist leer"]),
    "nothing but marks": (lambda text: b"\xef\xbb\xbf", ["Die Datei ist leer"]),
    "only sep=": (lambda text: b"sep=;\r\n", ["Die Datei ist leer"]),
    "workbook": (lambda text: b"PK\x03\x04...", ["Excel-Mappe", "CSV UTF-8"]),
    "UTF-16": (lambda text: text.encode("utf-16"), ["UTF-16", "CSV UTF-8"]),
    "page": (lambda text: b"<!DOCTYPE html><html>", ["Internetseite"]),
    "MS-DOS": (lambda text: text.encode("cp850", "replace"), ["MS-DOS"]),
    "Macintosh": (lambda text: text.encode("mac-roman", "replace"), ["Macintosh"]),
    "marked as UTF-8 and is not": (
        lambda text: b"\xef\xbb\xbf" + text.encode("cp1252"),
        ["Zeile ", "als UTF-8 gekennzeichnet"],
    ),
    "column renamed": (
        lambda text: text.replace("plan_title", "plantitle", 1).encode(),
        ["Zeile 1", "fehlt: plan_title (umbenannt in „plantitle“?)"],
    ),
    "column that may be empty renamed": (
        lambda text: text.replace("period_covered", "Zeitraum", 1).encode(),
        ["Zeile 1", "fehlt: period_covered", "Nicht vorgesehen: zeitraum"],
    ),
    "column twice": (
        lambda text: text.replace("remark", "plan_id", 1).encode(),
        ["Zeile 1", "Spalte doppelt: plan_id"],
    ),
    "no delimiter known": (lambda text: text.replace(";", "|").encode(), ["fehlt: plan_id"]),
    "open quotation mark": (
        lambda text: text.replace("\r\nDDP002;", '\r\nDDP002;"', 1).encode(),
        ["Zeile 3", "Anführungszeichen"],
    ),
    "header without end": (
        lambda text: f"{text.partition(';')[0]};{140_000 * 'x'};{text}".encode(),
        ["Zeile 1", "131.072 Zeichen"],
    ),
    "field without end": (
        lambda text: text.replace("\r\nDDP002;", f"\r\nDDP002;{140_000 * 'x'}", 1).encode(),
        ["Zeile 3", "131.072 Zeichen"],
    ),
    "header only": (lambda text: text.split("\r\n")[0].encode(), ["keine Zeile"]),
}


@pytest.mark.parametrize("fault", UNREADABLE)
def test_what_cannot_be_decided_is_refused_in_words(
    catalogue: Catalogue, check: Check, fault: str
) -> None:
    text = written(bundled_rows(catalogue, register_of(catalogue, "plans")))
    spoil, said = UNREADABLE[fault]
    checked = check("plans", spoil(text))
    assert not checked.readable
    assert not checked.usable
    (problem,) = checked.problems
    for words in ("plans.csv", *said):
        assert words in sentence(problem)


@pytest.mark.parametrize("allowed", [reading.LONGEST_FIELD, sys.maxsize])
def test_the_longest_field_is_the_same_whatever_csv_allows(
    catalogue: Catalogue, allowed: int
) -> None:
    """A library that dbt loads takes the limit of `csv` away, for the whole process."""
    register = catalogue.registers[0]
    before = csv.field_size_limit(allowed)
    try:
        with pytest.raises(reading.UnreadableRegisterError, match="registers-long-field"):
            reading._split(register, "x" * (reading.LONGEST_FIELD + 1), ";")
    finally:
        csv.field_size_limit(before)
