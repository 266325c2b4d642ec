"""Numbers, dates and periods are written as readers of the language expect them."""

from datetime import date

import pytest

from sozialraum.words import (
    Amount,
    Change,
    Day,
    Interval,
    Listing,
    Message,
    Number,
    Percent,
    Period,
    Text,
    Words,
    known_day,
)

SAY = Words("de").say
NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (1234.5, 1, "1.234,5"),
        (1234567, 0, "1.234.567"),
        (0, 0, "0"),
        (-939.4, 0, "\N{MINUS SIGN}939"),
        (-0.04, 1, "0,0"),
        (0.125, 2, "0,13"),
        (None, 0, "\N{EN DASH}"),
    ],
)
def test_number_uses_points_commas_and_a_true_minus(
    value: float | None, places: int, text: str
) -> None:
    assert SAY(Number(value, places)) == text


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (0.0811, "share", f"8,1{NBSP}%"),
        (7.94, "percent", f"7,9{NBSP}%"),
        (12.345, "per_1000", "12,3"),
        (23.93, "per_10000", "23,9"),
        (193.2, "per_100000", "193,2"),
        (2333.3, "eur", f"2.333{NBSP}€"),
        (7.94, "eur_per_m2", f"7,9{NBSP}€/m²"),
        (2333.3, "chf", f"2.333{NBSP}CHF"),
        (7.94, "gbp_per_m2", f"7,9{NBSP}£/m²"),
        (2.31, "mark", "2,3"),
        (1.5537, "ratio", "1,55"),
        (None, "share", "\N{EN DASH}"),
    ],
)
def test_amount_is_written_in_its_unit(value: float | None, unit: str, text: str) -> None:
    assert SAY(Amount(value, unit)) == text


def test_interval_names_both_ends_and_a_missing_end_is_no_interval() -> None:
    assert SAY(Interval(0.079, 0.083, "share")) == f"7,9{NBSP}bis 8,3{NBSP}%"
    assert SAY(Interval(None, 0.083, "share")) == "\N{EN DASH}"


@pytest.mark.parametrize(
    ("difference", "unit", "text"),
    [
        (0.013, "share", f"+1,3{NBSP}Prozentpunkte"),
        (0.01, "share", f"+1,0{NBSP}Prozentpunkt"),
        (-0.4, "per_10000", f"\N{MINUS SIGN}0,4 je{NBSP}10.000"),
        (0.0001, "share", f"±0,0{NBSP}Prozentpunkte"),
        (-4.0, "per_100000", f"\N{MINUS SIGN}4,0 je{NBSP}100.000"),
        (200.4, "eur", f"+200{NBSP}€"),
        (0.25, "eur_per_m2", f"+0,3{NBSP}€/m²"),
        (0.014, "ratio", "+0,01"),
    ],
)
def test_change_of_a_share_is_told_in_points(difference: float, unit: str, text: str) -> None:
    assert SAY(Change(difference, unit)) == text


@pytest.mark.parametrize(
    ("period", "text"),
    [
        ("2020-Q2", f"2.{NBSP}Quartal 2020"),
        ("2025-12", "Dezember 2025"),
        ("2021-03", "März 2021"),
        ("2024", "2024"),
        ("2025-H1", f"1.{NBSP}Halbjahr 2025"),
        ("2024/25", "2024/25"),
        ("2021-W05", f"5.{NBSP}Kalenderwoche 2021"),
        ("2022-06-30", "30.06.2022"),
        ("2020-Q9", "2020-Q9"),
    ],
)
def test_period_is_spelled_out_and_an_unknown_one_stays(period: str, text: str) -> None:
    assert SAY(Period(period)) == text


def test_days_long_and_short() -> None:
    assert SAY(Day(date(2025, 12, 31))) == f"31.{NBSP}Dezember 2025"
    assert SAY(Day(date(2025, 1, 5), short=True)) == "05.01.2025"
    assert SAY(Day(None, short=True)) == "\N{EN DASH}"


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2021, 12, 31), "2021"),
        (date(2024, 2, 29), "Februar 2024"),
        (date(2023, 2, 27), "27.02.2023"),
    ],
)
def test_a_day_that_may_stand_for_its_month_or_year_is_told_as_that(day: date, text: str) -> None:
    assert SAY(known_day(day)) == text


@pytest.mark.parametrize(
    ("said", "text"),
    [
        (Number(1234.5, 1), "1,234.5"),
        (Number(-939.4), "\N{MINUS SIGN}939"),
        (Percent(0.0811), "8.1%"),
        (Amount(2333.3, "eur"), "€2,333"),
        (Amount(7.94, "eur_per_m2"), "€7.9/m²"),
        (Amount(2333.3, "gbp"), "£2,333"),
        (Amount(2333.3, "usd"), "US$2,333"),
        (Interval(2000, 2333.3, "chf"), f"CHF{NBSP}2,000{NBSP}to CHF{NBSP}2,333"),
        (Change(200.4, "chf"), f"+200{NBSP}CHF"),
        (Message("data-indicator-unit", unit="chf"), "Swiss francs"),
        (Message("data-indicator-unit", unit="per_1000"), f"per{NBSP}1,000"),
        (Amount(23.93, "per_10000"), "23.9"),
        (Interval(0.079, 0.083, "share"), f"7.9%{NBSP}to 8.3%"),
        (Interval(2000, 2333.3, "eur"), f"€2,000{NBSP}to €2,333"),
        (Interval(1.21, 1.33, "ratio"), f"1.21{NBSP}to 1.33"),
        (Change(0.013, "share"), f"+1.3{NBSP}percentage points"),
        (Change(0.01, "share"), f"+1.0{NBSP}percentage point"),
        (Change(-0.4, "per_10000"), f"\N{MINUS SIGN}0.4 per{NBSP}10,000"),
        (Day(date(2025, 12, 31)), f"31{NBSP}December 2025"),
        (Day(date(2025, 12, 31), short=True), "31 Dec 2025"),
        (Period("2025-12"), "December 2025"),
        (Period("2020-Q2"), "Q2 2020"),
        (Period("2021-W05"), f"week{NBSP}5, 2021"),
        (Period("2022-06-30"), "30 Jun 2022"),
        (Period("2024", "survey"), "2024 survey"),
        (Listing(("A", "B", "C")), "A, B and C"),
        (Listing(("A, north", "B", "C")), "A, north; B and C"),
    ],
)
def test_english_is_written_as_in_the_united_kingdom(said: Text, text: str) -> None:
    assert Words("en").say(said) == text
