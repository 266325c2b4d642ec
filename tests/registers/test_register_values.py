"""What a cell says: one reading, or a German reason why there is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozialraum.registers.problem import UnfitError
from sozialraum.registers.values import (
    Notation,
    check_text,
    read_area,
    read_date,
    read_number,
    read_span,
)
from sozialraum.words import Words
from tests.registers.conftest import refused

BLOCKS = {"03": "03 Block drei", "16": "16 Block sechzehn"}


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("12", "12"),
        ("104,25", "104.25"),
        ("104.25", "104.25"),
        ("0,5", "0.5"),
        ("-5", "-5"),
        ("1.234.567", "1234567"),
        ("1.234,5", "1234.5"),
        ("1 586", "1586"),
        ("−15", "-15"),
        ("0.125", "0.125"),
    ],
)
def test_numbers_are_read_as_german_ones(text: str, read: str) -> None:
    assert read_number(text, None, None) == read


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1.586", "mehrdeutig: 1586 oder 1,586"),
        ("15. Mrz", "Excel hat aus einer Zahl mit Punkt ein Datum gemacht"),
        ("12 Plätze", "mehr als eine Zahl"),
        ("15 %", "mehr als eine Zahl"),
        ("viele", "keine Zahl"),
        ("12,5,1", "keine Zahl"),
        ("9" * 400, "keine Zahl"),
        ("-1", "mindestens 0"),
        ("999", "höchstens 100"),
    ],
)
def test_what_is_no_number_or_could_be_two_is_refused(text: str, reason: str) -> None:
    with refused(reason):
        read_number(text, 0, 100)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-1e9, max_value=1e9))
def test_every_number_written_with_a_comma_comes_back(number: object) -> None:
    assert float(read_number(str(number).replace(".", ","), None, None)) == float(str(number))


ENGLISH = Notation.of("en")


@pytest.mark.parametrize(
    ("text", "read"),
    [("104.25", "104.25"), ("104,25", "104.25"), ("1,234,567", "1234567"), ("1,234.5", "1234.5")],
)
def test_where_the_point_is_the_decimal_sign_commas_group(text: str, read: str) -> None:
    assert read_number(text, None, None, ENGLISH) == read


def test_in_english_a_comma_before_three_digits_is_refused() -> None:
    """It would be thousands for one reader, and decimals for another."""
    with pytest.raises(UnfitError) as caught:
        read_number("1,586", None, None, ENGLISH)
    assert Words("en").say(caught.value.reason).startswith("is ambiguous: 1586 or 1.586?")
    with pytest.raises(UnfitError) as caught:
        read_number("0.25", 0.5, None, ENGLISH)
    assert "at least 0.5" in Words("en").say(caught.value.reason)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("3/4/2021", "2021-04-03/2021-04-03"),
        ("31 December 2021", "2021-12-31/2021-12-31"),
        ("Mar 21", "2021-03/2021-03"),
        ("1/3/2020 to 30/6/2020", "2020-03-01/2020-06-30"),
        ("from May 2020 to June 2021", "2020-05/2021-06"),
        ("until 2022", "/2022"),
        ("since 2019", "2019/"),
    ],
)
def test_spans_are_read_as_english_planners_write_them(text: str, read: str) -> None:
    assert read_span(text, None, ENGLISH) == read


def test_a_day_with_strokes_is_refused_where_it_is_nobodys_way() -> None:
    assert not Notation.of("de").has_slashed_days
    with refused("kein Datum"):
        read_date("3/4/2021")


@given(st.text(max_size=20))
def test_any_text_is_read_or_refused_with_a_reason(text: str) -> None:
    for read in (lambda t: read_number(t, None, None), read_date, read_span):
        try:
            outcome = read(text)
        except UnfitError as error:
            outcome = Words("de").say(error.reason)
        assert outcome


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2021", "2021"),
        ("2021-03", "2021-03"),
        ("2021-3-1", "2021-03-01"),
        ("31.12.2021", "2021-12-31"),
        ("1.3.2021", "2021-03-01"),
        ("03/2021", "2021-03"),
        ("3.2021", "2021-03"),
        ("Mrz 21", "2021-03"),
        ("Dez 30", "2030-12"),
        ("Dez 99", "1999-12"),
        ("März 2021", "2021-03"),
        ("5. Juli 2021", "2021-07-05"),
    ],
)
def test_dates_keep_the_precision_that_was_stated(text: str, read: str) -> None:
    assert read_date(text) == read


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("31.02.2021", "kein Tag, den es gibt"),
        ("2021-13", "kein Tag, den es gibt"),
        ("31.12.21", "zweistelliges Jahr"),
        ("44561", "Excels innere Zahl"),
        ("12/31/2021", "kein Datum"),
        ("Foo 2021", "kein Monat"),
        ("demnächst", "kein Datum"),
    ],
)
def test_what_is_no_date_is_refused(text: str, reason: str) -> None:
    with refused(reason):
        read_date(text)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2020", "2020/2020"),
        ("2019/2021", "2019/2021"),
        ("2013-2016", "2013/2016"),
        ("2020-05/2020-06", "2020-05/2020-06"),
        ("2019/20", "2019-08/2020-07"),
        ("bis 2022", "/2022"),
        ("ab 2019", "2019/"),
        ("2020–2021", "2020/2021"),
        ("1.3.2020 bis 30.6.2020", "2020-03-01/2020-06-30"),
        ("03/2020", "2020-03/2020-03"),
        ("Mai 20", "2020-05/2020-05"),
        ("Aug 26 bis Jul 31", "2026-08/2031-07"),
    ],
)
def test_spans_are_read(text: str, read: str) -> None:
    assert read_span(text) == read


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("fünf Jahre", "kein (Zeitraum|Datum)"),
        ("2021/2019", "endet, bevor er beginnt"),
        ("2019/23", "kein Schuljahr"),
        ("2019/2020/2021", "kein Zeitraum"),
    ],
)
def test_what_is_no_span_is_refused(text: str, reason: str) -> None:
    with refused(reason):
        read_span(text)


@pytest.mark.parametrize("text", ["03", "3", "03 Block drei"])
def test_an_area_may_lack_the_zeros_that_excel_drops(text: str) -> None:
    assert read_area(text, BLOCKS, "Block") == "03"


@pytest.mark.parametrize("text", ["99", "03 Block vier", "016"])
def test_an_unknown_area_is_refused_with_the_known_ones(text: str) -> None:
    with refused(r"kein Block.*03 Block drei, 16 Block sechzehn"):
        read_area(text, BLOCKS, "Block")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("für", None),
        ("fÃ¼r", "Umlaute"),
        ("â€“", "Umlaute"),
        ("f\ufffdr", "Umlaute"),
        ("#NV", "Fehlermeldung von Excel"),
        ("########", "Fehlermeldung"),
        ("=A1", "Formel"),
    ],
)
def test_damage_by_programs_is_told(text: str, reason: str | None) -> None:
    if reason is None:
        check_text(text)
    else:
        with refused(reason):
            check_text(text)
