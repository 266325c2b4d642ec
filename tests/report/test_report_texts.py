"""Sentences agree in number and case, for none, one and many."""

from typing import Any

import pytest

from sozialraum.report.rows.facts import area_label
from sozialraum.words import Listing, Message, Name, Percent, Period, Words
from sozialraum.words.files import knows, languages

SAY = Words("de").say


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
    assert SAY(Listing(items)) == text


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
    told = Message(
        "overview-standing-out",
        area=Name("A"),
        high=high,
        very_high=very_high,
        all="yes" if high == very_high else "no",
        n=total,
    )
    assert SAY(told) == text


def stale_sources(stale: int, total: int, unfetched: int = 0) -> str:
    extent = "none" if not total else {0: "fresh", total: "stale"}.get(stale, "some")
    return SAY(Message("quality-stale", stale=stale, n=total, unfetched=unfetched, all=extent))


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
    assert stale_sources(stale, total) == text


def test_a_source_that_could_not_be_fetched_is_not_called_late() -> None:
    assert stale_sources(0, 9, 1).startswith("Von 1 Quelle war die jüngste Datei nicht")
    late_too = stale_sources(2, 9, 3)
    assert late_too.startswith("2 von 9 Quellen sind veraltet: Neuere Zahlen waren")
    assert "Von 3 weiteren Quellen war die jüngste Datei nicht abrufbar" in late_too


def test_stale_sources_some() -> None:
    assert stale_sources(1, 3).startswith("1 von 3 Quellen ist veraltet:")
    assert stale_sources(2, 3).startswith("2 von 3 Quellen sind veraltet:")


@pytest.mark.parametrize(
    ("failing", "text"),
    [
        (0, "keine einzelnen Zeilen"),
        (1, "1 Zeile betroffen"),
        (1200, "1.200 Zeilen betroffen"),
    ],
)
def test_affected_rows(failing: int, text: str) -> None:
    assert SAY(Message("quality-failing-rows", n=failing)) == text


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
    assert SAY(Message("quality-checks", n=passed + failed, failed=failed)) == text


def test_no_check_at_all_is_called_unchecked() -> None:
    assert "ungeprüft" in SAY(Message("quality-checks", n=0, failed=0))


@pytest.mark.parametrize(
    ("areas", "unknown", "end"),
    [
        ([], 0, "Kein Gebiet dieser Ebene (Bezirke) liegt deutlich darunter."),
        (["Nord"], 0, "Deutlich darunter liegt (Bezirke): Nord."),
        (["Nord", "Süd"], 0, "Deutlich darunter liegen (Bezirke): Nord und Süd."),
        (
            [],
            1,
            "Keines der 3 vergleichbaren Gebiete dieser Ebene (Bezirke) liegt deutlich darunter. "
            "1 Gebiet lässt sich nicht vergleichen.",
        ),
        (["Nord"], 2, "(Bezirke): Nord. 2 Gebiete lassen sich nicht vergleichen."),
        ([], 4, "Welche Gebiete (Bezirke) unter der Deckung der Stadt liegen, lässt sich für 2023 "
                "nicht sagen."),
    ],
)  # fmt: skip
def test_below_city(areas: list[str], unknown: int, end: str) -> None:
    told = Message(
        "coverage-below-city",
        compared=4 - unknown,
        unknown=unknown,
        ratio=Percent(0.75),
        period=Period("2023"),
        n=len(areas),
        level=Name("Bezirke"),
        areas=Listing(areas),
    )
    assert SAY(told).endswith(end)


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
    needs = dict(zip(("higher", "lower", "similar"), counts, strict=True))
    found = {need: n for need, n in needs.items() if n}
    told = Message(
        "overview-since-before",
        began=Period("2020-03", "month"),
        n=sum(counts),
        only=next(iter(found), "similar"),
        found=Listing(Message("overview-compared", need=need, n=n) for need, n in found.items()),
    )
    assert text in SAY(told)


def test_risen_in_one_and_many() -> None:
    told = Message(
        "overview-risen-in",
        risen=1,
        n=10,
        unknown=2,
        level=Name("Bezirke"),
        cadence="year",
        areas=Listing(["Nord"]),
        status="known",
    )
    assert SAY(told) == (
        "in 1 von 10 Gebieten (Bezirke) gegenüber dem Vorjahr: Nord. Nicht beurteilbar: 2."
    )


def test_area_label_puts_a_numeric_code_first_and_leaves_others() -> None:
    assert area_label("16", "Gartenstadt") == "16 Gartenstadt"
    assert area_label("unbekannt", "unbekannt") == "unbekannt"
    assert area_label("16", "16 Gartenstadt") == "16 Gartenstadt"


@pytest.mark.parametrize(
    ("table", "column", "message", "argument"),
    [
        ("dim_service", "status", "labels-offer-status", "status"),
        ("fct_indicator", "method", "labels-method", "method"),
        ("fct_indicator", "status", "labels-status", "status"),
        ("mart_coverage", "method", "labels-method", "method"),
        ("mart_coverage", "status", "labels-status", "status"),
        ("mart_data_quality", "severity", "labels-severity", "severity"),
        ("mart_evidence", "need_direction", "data-direction", "direction"),
        ("mart_need_coverage", "coverability", "labels-coverability", "result"),
        ("mart_pandemic_effect", "finding", "labels-finding", "finding"),
        ("mart_pandemic_effect", "reason", "labels-reason", "reason"),
        ("mart_pandemic_effect", "status", "labels-status", "status"),
        ("mart_revision", "change", "changes-kind", "change"),
        ("mart_social_index", "method", "labels-method", "method"),
        ("mart_trend", "status", "labels-status", "status"),
    ],
)
def test_every_code_that_a_mart_may_hold_has_its_word(
    manifest: dict[str, Any], table: str, column: str, message: str, argument: str
) -> None:
    """Else no report can be written from the day on at which the code first appears."""
    tests = [
        test["test_metadata"]["kwargs"]
        for test in manifest["nodes"].values()
        if (test.get("test_metadata") or {}).get("name") == "accepted_values"
        and test["attached_node"].endswith(f".{table}")
    ]
    (values,) = [one["values"] for one in tests if one["column_name"] == column]
    unsaid = [
        (language, value)
        for language in languages()
        for value in values
        if not knows(language, message, argument, value)
    ]
    assert unsaid == []
