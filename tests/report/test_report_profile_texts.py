"""The sentences of the profiles agree in number and never hide an estimate."""

import pytest

from sozialraum.report.chapters import profile_needs, profile_services, profiles
from sozialraum.report.rows.figures import IndexClass
from sozialraum.words import Words
from sozialraum.words.numbers import NBSP

WORDS = Words("de")


def short(**changes: object) -> str:
    given = {
        "high": [], "low": [], "unsure": [], "total": 5, "estimated_high": [], "estimated": 0,
    }  # fmt: skip
    return WORDS.say(profile_needs.compared(**{**given, **changes}))  # type: ignore[arg-type]


def test_high_needs_are_named_and_estimates_come_apart() -> None:
    said = short(high=["Armut"], low=["Alter", "Zuzug"], estimated_high=["Arbeit"], estimated=2)
    assert said == (
        "Im Vergleich hoch oder sehr hoch ist der Bedarf bei 1 von 5 Indikatoren mit "
        "veröffentlichten Zahlen: Armut. Niedrig oder sehr niedrig: Alter und Zuzug. "
        "Nach Schätzwerten kommen hinzu: Arbeit."
    )


def test_an_area_without_high_needs() -> None:
    assert short(estimated=3) == (
        "Bei keinem Indikator mit veröffentlichten Zahlen ist der Bedarf im Vergleich hoch. "
        "Nach Schätzwerten kommt kein gesichert hoher Bedarf hinzu."
    )


def test_an_area_with_estimates_only() -> None:
    said = short(total=0, estimated=1, estimated_high=["Arbeit"])
    assert said == (
        "Kein Indikator mit veröffentlichten Zahlen lässt einen Vergleich zu. "
        "Nach Schätzwerten kommen in Betracht: Arbeit."
    )


@pytest.mark.parametrize(
    ("rank", "said"),
    [((3, 2, 5), f"3{NBSP}(2–5)"), ((1, 1, 1), "1"), ((4, None, None), "4"), ((None, 1, 2), "–")],
)
def test_rank_shows_its_range(rank: tuple[int | None, int | None, int | None], said: str) -> None:
    assert profile_needs.rank(*rank) == said


@pytest.mark.parametrize(
    ("names", "room", "said"),
    [
        (["A"], 3, "A."),
        (["A", "B", "C"], 2, "A; B und 1 weiteres."),
        (["A", "B", "C"], 1, "A und 2 weitere."),
    ],
)
def test_services_are_listed_as_far_as_there_is_room(
    names: list[str], room: int, said: str
) -> None:
    told = profile_services.listed(names[:room], len(names[room:]))
    assert WORDS.say(told) == said


def test_index_of_estimates_says_so() -> None:
    one = IndexClass("a", 2024, 1.0, 2, 17, "3", 0.1, "-", "3-", "apportioned")
    assert WORDS.say(profiles.social_index(one)) == (
        "2024: Statusklasse 3; Entwicklung ungünstiger als in der Stadt insgesamt; "
        "Rang 2 von 17, Rang 1: höchste Belastung; ≈ aus Schätzwerten"
    )
    none = IndexClass("a", 2024, None, None, 17, None, None, None, None, "direct")
    assert WORDS.say(profiles.social_index(none)) == "nicht berechnet"


def test_an_area_that_cannot_be_told_from_the_middle_is_not_called_high() -> None:
    assert short(unsure=["Armut"]) == (
        "Bei keinem Indikator mit veröffentlichten Zahlen ist der Bedarf im Vergleich gesichert "
        "hoch. Nicht sicher von der Mitte zu unterscheiden: Armut."
    )
