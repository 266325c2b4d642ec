"""The sentences of the profiles agree in number and never hide an estimate."""

import pytest

from sozialraum.report.chapters import profile_services, profiles
from sozialraum.report.rows.figures import IndexClass
from sozialraum.report.rows.services import Offer
from sozialraum.words import Words

WORDS = Words("de")


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


@pytest.mark.parametrize(
    ("statuses", "said"),
    [
        (["confirmed"], "Treff"),
        (["unconfirmed"], "Treff (nicht bestätigt)"),
        (["confirmed", "confirmed", "planned"], "Treff (2)"),
        (["unconfirmed", "unconfirmed"], "Treff (2, nicht bestätigt)"),
        (["confirmed", "unconfirmed", "planned"], "Treff (2, davon 1 nicht bestätigt)"),
    ],
)
def test_kinds_of_service_say_how_many_are_not_confirmed(statuses: list[str], said: str) -> None:
    """One of a kind is not counted, and a number never stands before a singular."""
    found = [
        Offer(f"D{n}", None, "club", "Treff", None, None, None, None, None, None, status)
        for n, status in enumerate(statuses)
    ]
    ((kind, count),) = profile_services.kinds(found)
    assert WORDS.say(kind) == said
    assert count == sum(status != "planned" for status in statuses)


def test_index_of_estimates_says_so() -> None:
    one = IndexClass("a", 2024, 1.0, 2, 17, "3", 0.1, "-", "3-", "apportioned")
    assert WORDS.say(profiles.social_index(one)) == (
        "2024: Statusklasse 3; Entwicklung ungünstiger als in der Stadt insgesamt; "
        "Rang 2 von 17, Rang 1: höchste Belastung; ≈ aus Schätzwerten"
    )
    wide = IndexClass("a", 2024, 1.0, 3, 17, "3", 0.1, "-", "3-", "direct", 3, 7)
    assert "; Rang 3 (3–7) von 17, Rang 1:" in WORDS.say(profiles.social_index(wide))
    firm = IndexClass("a", 2024, 1.0, 3, 17, "3", 0.1, "-", "3-", "direct", 3, 3)
    assert "; Rang 3 von 17, Rang 1:" in WORDS.say(profiles.social_index(firm))
    none = IndexClass("a", 2024, None, None, 17, None, None, None, None, "direct")
    assert WORDS.say(profiles.social_index(none)) == "nicht berechnet"
