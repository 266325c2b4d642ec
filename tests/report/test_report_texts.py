"""Sentences agree in number and case, for none, one and many."""

import pytest

from sozialraum.report import texts
from sozialraum.words import Listing, Message, Percent, Period, Words


@pytest.mark.parametrize(
    ("items", "text"),
    [
        ([], ""),
        (["Nord"], "Nord"),
        (["Nord", "Süd"], "Nord und Süd"),
        (["Nord", "Mitte", "Süd"], "Nord, Mitte und Süd"),
        (["1 Au, Bach", "2 Süd", "3 Ost"], "1 Au, Bach; 2 Süd und 3 Ost"),
    ],
)
def test_listing_parts_names_that_hold_commas_by_semicolons(items: list[str], text: str) -> None:
    assert texts.listing(items) == text


@pytest.mark.parametrize(
    ("count", "text"), [(0, "keine Quelle"), (1, "1 Quelle"), (1200, "1.200 Quellen")]
)
def test_counted(count: int, text: str) -> None:
    assert texts.counted(count, "Quelle", "Quellen", none="keine") == text


@pytest.mark.parametrize(
    ("high", "very_high", "total", "text"),
    [
        (4, 2, 5, "A (bei 4 von 5 Indikatoren, davon 2 sehr hoch)"),
        (2, 0, 5, "A (bei 2 von 5 Indikatoren)"),
        (3, 3, 3, "A (bei 3 von 3 Indikatoren, alle sehr hoch)"),
        (1, 1, 1, "A (bei 1 von 1 Indikator, sehr hoch)"),
    ],
)
def test_standing_out(high: int, very_high: int, total: int, text: str) -> None:
    assert texts.standing_out("A", high, very_high, total) == text


@pytest.mark.parametrize(
    ("stale", "total", "text"),
    [
        (0, 0, "Es ist keine Quelle verzeichnet."),
        (0, 1, "Die einzige Quelle ist auf dem erwarteten Stand."),
        (0, 3, "Alle 3 Quellen sind auf dem erwarteten Stand."),
        (1, 1, "Die einzige Quelle ist veraltet."),
        (3, 3, "Alle 3 Quellen sind veraltet."),
    ],
)
def test_stale_sources_none_one_and_all(stale: int, total: int, text: str) -> None:
    assert texts.stale_sources(stale, total) == text


def test_a_source_that_could_not_be_fetched_is_not_called_late() -> None:
    assert texts.stale_sources(0, 9, 1).startswith("Von 1 Quelle war die jüngste Datei nicht")
    late_too = texts.stale_sources(2, 9, 3)
    assert late_too.startswith("2 von 9 Quellen sind veraltet: Neuere Zahlen waren")
    assert "Von 3 weiteren Quellen war die jüngste Datei nicht abrufbar" in late_too


def test_stale_sources_some() -> None:
    assert texts.stale_sources(1, 3).startswith("1 von 3 Quellen ist veraltet:")
    assert texts.stale_sources(2, 3).startswith("2 von 3 Quellen sind veraltet:")


@pytest.mark.parametrize(
    ("failing", "text"),
    [
        (None, "keine einzelnen Zeilen"),
        (1, "1 Zeile betroffen"),
        (1200, "1.200 Zeilen betroffen"),
    ],
)
def test_affected_rows(failing: int | None, text: str) -> None:
    assert texts.affected_rows(failing) == text


@pytest.mark.parametrize(
    ("passed", "failed", "text"),
    [
        (1, 0, "1 Prüfung lief; sie ist bestanden."),
        (0, 1, "1 Prüfung lief; sie ist nicht bestanden."),
        (5, 0, "Alle 5 Prüfungen der Daten sind bestanden."),
        (4, 1, "Von 5 Prüfungen der Daten ist 1 nicht bestanden."),
        (3, 2, "Von 5 Prüfungen der Daten sind 2 nicht bestanden."),
    ],
)
def test_checks_run(passed: int, failed: int, text: str) -> None:
    assert texts.checks_run(passed, failed) == text


def test_no_check_at_all_is_called_unchecked() -> None:
    assert "ungeprüft" in texts.checks_run(0, 0)


@pytest.mark.parametrize(
    ("areas", "end"),
    [
        ([], "Kein Gebiet liegt deutlich darunter."),
        (["Nord"], "Deutlich darunter liegt: Nord."),
        (["Nord", "Süd"], "Deutlich darunter liegen: Nord und Süd."),
    ],
)
def test_below_city(areas: list[str], end: str) -> None:
    told = Message(
        "coverage-below-city",
        ratio=Percent(0.75),
        period=Period("2023"),
        n=len(areas),
        areas=Listing(areas),
    )
    assert Words("de").say(told).endswith(end)


@pytest.mark.parametrize(
    ("counts", "text"),
    [
        ((0, 0, 0), "Für keinen Indikator ist dieser Vergleich möglich."),
        ((0, 1, 0), "Für 1 Indikator ist der Vergleich möglich: Der Bedarf ist niedriger."),
        (
            (2, 0, 1),
            "Für 3 Indikatoren ist der Vergleich möglich: bei 2 ein höherer Bedarf und "
            "bei 1 kein gesicherter Unterschied.",
        ),
    ],
)
def test_since_pandemic(counts: tuple[int, int, int], text: str) -> None:
    assert texts.since_pandemic(*counts) == text


def test_risen_in_one_and_many() -> None:
    one = texts.risen_in(1, 10, "Bezirke", ["Nord"], "dem Vorjahr")
    assert one == "in 1 von 10 Gebieten (Bezirke) gegenüber dem Vorjahr: Nord."


def test_area_label_puts_a_numeric_code_first_and_leaves_others() -> None:
    assert texts.area_label("16", "Gartenstadt") == "16 Gartenstadt"
    assert texts.area_label("unbekannt", "unbekannt") == "unbekannt"
    assert texts.area_label("16", "16 Gartenstadt") == "16 Gartenstadt"
