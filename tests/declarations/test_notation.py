"""The texts of figures are read by their declared notation, in SQL and in Python alike."""

from dataclasses import replace

import duckdb
import pytest

from sozialraum.declarations.notation import COMMON_MARKS, FOOTNOTES, Figure, Notation
from tests.ingest.made_up import made_up

_MISSING = {"-": "unknown", "/": "unknown", "...": "missing", ".": "secret", "": "missing"}
_GERMAN = Notation(
    r"^-?(\d{1,3}(\.\d{3}){1,4}|\d{1,15})(,\d+)?$", ",", ".", FOOTNOTES, _MISSING, COMMON_MARKS
)
_SWISS = Notation(
    r"^-?(\d{1,3}('\d{3}){1,4}|\d{1,15})(\.\d+)?$", ".", "'", FOOTNOTES, _MISSING, COMMON_MARKS
)
_FRENCH = Notation(
    r"^-?(\d{1,3}( \d{3}){1,4}|\d{1,15})(,\d+)?$", ",", " ", FOOTNOTES, _MISSING, COMMON_MARKS
)
_PLAIN = Notation(r"^-?\d{1,15}(,\d+)?$", ",", None, FOOTNOTES, {}, {})


def _read(notation: Notation, text: str, *, is_percent: bool = False) -> tuple[Figure, str | None]:
    """What SQL reads, which is what Python does; and why it is unreadable."""
    with duckdb.connect() as connection:
        (row,) = connection.execute(
            "select number, meaning, mark, unreadable from ("
            + notation.in_sql("select ?::varchar as value_text, ?::boolean as is_percent")
            + ")",
            [text, is_percent],
        ).fetchall()
    *read, unreadable = row
    assert Figure(*read) == notation.read(text, is_percent=is_percent)
    return Figure(*read), unreadable


@pytest.mark.parametrize(
    ("notation", "text", "number", "mark"),
    [
        (_GERMAN, "1.234", 1234, None),
        (_GERMAN, "1.234,5", 1234.5, None),
        (_GERMAN, "(123)", 123, "limited"),
        (_GERMAN, "(1.234)", 1234, "limited"),
        (_GERMAN, "(77) 1)", 77, "limited"),
        (_GERMAN, "12 1)", 12, None),
        (_GERMAN, "12\u00a01)", 12, None),
        (_GERMAN, "12²", 12, None),
        (_GERMAN, "12p", 12, "preliminary"),
        (_GERMAN, "12 r", 12, "revised"),
        (_GERMAN, "\u00a0\u200945\u202f", 45, None),
        (_GERMAN, "\u221223", -23, None),
        (_GERMAN, "- 23", -23, None),
        (_FRENCH, "1 234", 1234, None),
        (_FRENCH, "1\u00a0234", 1234, None),
        (_FRENCH, "1\u2009002", 1002, None),
        (_FRENCH, "1\u202f002,5", 1002.5, None),
        (_SWISS, "1'234.5", 1234.5, None),
        (_SWISS, "1\u2019234", 1234, None),
    ],
)
def test_a_number_is_read_with_its_mark(
    notation: Notation, text: str, number: float, mark: str | None
) -> None:
    assert _read(notation, text) == (Figure(number, mark=mark), None)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [("/", "unknown"), ("...", "missing"), ("…", "missing"), ("–", "unknown"), ("- 1)", "unknown")],
)
def test_a_mark_in_place_of_a_number_means_what_is_declared(text: str, meaning: str) -> None:
    assert _read(_GERMAN, text) == (Figure(None, meaning=meaning), None)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("9999", "unknown"),
        ("9999.0", "unknown"),
        ("9'999", "unknown"),
        ("9999 1)", "unknown"),
        ("(9999.00)", "unknown"),
        ("\u22129", "secret"),
        ("- 9.0", "secret"),
        ("-9p", "secret"),
        ("0", "missing"),
        ("0.0", "zero"),
    ],
)
def test_a_number_that_is_declared_as_a_mark_is_one_however_it_is_written(
    text: str, meaning: str
) -> None:
    missing = {"9999": "unknown", "-9": "secret", "0": "missing", "0.0": "zero", "x": "missing"}
    notation = replace(_SWISS, missing=missing)
    assert _read(notation, text) == (Figure(None, meaning=meaning), None)
    assert _read(notation, "9999.5p") == (Figure(9999.5, mark="preliminary"), None)
    # a zero may be meant as it is written
    assert _read(notation, "0.00") == (Figure(0.0), None)


@pytest.mark.parametrize(
    ("notation", "mark", "texts"),
    [
        (_FRENCH, "9\u00a0999", ["9\u00a0999", "9 999", "9\u202f999", "9999", "9999,0"]),
        (_SWISS, "9\u2019999", ["9\u2019999", "9'999", "9999"]),
        (_SWISS, "\u22129", ["-9", "\u22129", "- 9", "-9.0"]),
        (_PLAIN, "\u22129 x", ["\u22129 x", "-9 x"]),
        (_PLAIN, "k.\u00a0A.", ["k. A.", " k.\u00a0A."]),
        (_PLAIN, "fa\u0308llt weg", ["fällt weg", "fa\u0308llt weg"]),
        (_PLAIN, "fällt weg", ["fa\u0308llt weg"]),
        (_PLAIN, "\u00a0-", ["-", "–"]),
    ],
)
def test_a_declared_mark_is_made_plain_like_a_cell(
    notation: Notation, mark: str, texts: list[str]
) -> None:
    notation = replace(notation, missing={mark: "missing"})
    for text in texts:
        assert _read(notation, text) == (Figure(None, meaning="missing"), None)


@pytest.mark.parametrize(
    ("mark", "signs"),
    [
        ("9999.0", {}),
        ("-9.99", {}),
        ("9 999", {}),
        ("9\u2019999", {}),
        ("9,999", {"decimal": "."}),
        ("9999.0", {"thousands": "."}),
    ],
)
def test_a_mark_that_is_a_number_by_other_signs_is_refused(
    mark: str, signs: dict[str, str]
) -> None:
    with pytest.raises(ValueError, match="write it as the file writes numbers"):
        made_up(missing={mark: "missing"}, **signs)


def test_marks_that_are_no_numbers_may_look_as_they_like() -> None:
    marks = [".", "...", "-", "x", "1)", "9999", "-9", "9999,0", "1-2", "3 oder 4", "*", "", "(9)"]
    assert list(made_up(missing=dict.fromkeys(marks, "missing")).missing) == marks
    with pytest.raises(ValueError, match="twice, as 'missing' and 'unknown'"):
        made_up(missing={"k. A.": "missing", "k.\u00a0A.": "unknown"})


def test_a_percent_sign_is_read_among_percentages_only() -> None:
    assert _read(_GERMAN, "6,5 %", is_percent=True)[0].number == 6.5
    assert _read(_GERMAN, "- 1,2\u00a0%", is_percent=True)[0].number == -1.2
    figure, why = _read(_GERMAN, "6,5 %")
    assert figure == Figure(None)
    assert "percent sign" in str(why)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("1.234", 'declare `thousands: "."`'),
        ("1\u00a0234", 'declare `thousands: " "` (it has U+00A0 in it)'),
        ("1'234", 'declare `thousands: "\'"`'),
        ("12.5", 'the decimal sign is declared as "," (`decimal`)'),
        ("(12)", "declared in `marks`"),
        ("12p", "declared in `marks`"),
        ("/", "declared in `missing`"),
        ("0 [C]", "declared in `missing` if the 0 is none, else in `marks`"),
        ("1e3", "not a number"),
        ("NaN", "not a number"),
        ("1.2.3", "not a number"),
    ],
)
def test_what_would_make_a_text_readable_is_said(text: str, why: str) -> None:
    figure, unreadable = _read(_PLAIN, text)
    assert figure == Figure(None)
    assert why in str(unreadable)
