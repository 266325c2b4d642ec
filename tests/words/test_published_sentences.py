"""Sentences that marts publish: told of what the models' unit tests make, and found in no model."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from sozialraum.base.project import PROJECT
from sozialraum.words import Words
from sozialraum.words.reading import read

MODELS = PROJECT / "dbt_project" / "models"


def say(form: str) -> str:
    return Words("de").say(read(form))


def made(model: str, column: str, **key: str) -> str:
    """What the unit tests of a model say that it makes, in the row of this key."""
    (path,) = MODELS.rglob(f"{model}.yml")
    rows = [
        row
        for test in yaml.safe_load(path.read_text("utf-8"))["unit_tests"]
        for row in test["expect"]["rows"]
        if key.items() <= row.items()
    ]
    return str(rows[0][column])


@pytest.mark.parametrize(
    ("made_by", "text"),
    [
        (
            ("theme_missing", "missing_message", {"area_id": "d"}),
            "Zum Beurteilen fehlt: eine Zahl zum Bedarf selbst: Nicht gezählt (Auskunft: Amt P); "
            "Standorte, Kapazität und Auslastung der Angebote: Beratung (Auskunft: Amt Q); eine "
            "geltende Angabe von Trägern, womit der Bedarf gedeckt werden kann (Auskunft: Träger).",
        ),
        (
            ("theme_missing", "missing_message", {"area_id": "e"}),
            "Zum Beurteilen fehlt: ein Wert für „I“ in diesem Gebiet; wie stark die Angebote "
            "genutzt werden.",
        ),
        (("theme_sentence", "lacks_message", {"area_id": "a"}), "Plätze: 14, Stellen: 3"),
        (("theme_sentence", "lacks_message", {"area_id": "b"}), "Plätze: 2"),
        (
            ("theme_sentence", "way_message", {"area_id": "a"}),
            "Weg: Womit der Bedarf hier gedeckt werden kann, sagt bisher niemand.",
        ),
        (
            ("theme_sentence", "way_message", {"area_id": "b"}),
            "Weg: Nach Plätzen und Nutzung ist der Bedarf mit dem Vorhandenen gedeckt.",
        ),
        (
            ("theme_sentence", "way_message", {"area_id": "f"}),
            "Weg: Womit der Bedarf der ganzen Stadt gedeckt werden kann, sagt bisher niemand. Nur "
            "für einen Teil der Menschen oder ein anderes Gebiet, ohne solche Angabe oder ohne "
            "eigene Erfahrung damit sagten S, 2022: „mit dem Vorhandenen deckbar“ (g); für die "
            "ganze Stadt entscheidet das nichts.",
        ),
        (("voice", "study_more_of", {"area_id": "city:c", "theme": "t"}), "Meldungen (2020)"),
        (("plausibility_relation", "observed", {"rule_id": "share"}), "30,2"),
        (("plausibility_relation", "expected", {"rule_id": "limit"}), "0 bis 10"),
        (("plausibility_drift", "observed", {"rule_id": "decimals"}), "0 Nachkommastellen"),
        (("plausibility_drift", "expected", {"rule_id": "decimals"}), "1 Nachkommastelle"),
        (("plausibility_drift", "observed", {"rule_id": "count"}), "das 0fache"),
        (("plausibility_repeat", "observed", {"period": "2012"}), "6 von 6 Zahlen"),
        (("plausibility_rows", "observed", {"rule_id": "rows"}), "1 Zeile fehlt"),
        (("plausibility_rows", "observed", {"rule_id": "periods"}), "nach 2017 folgt 2019"),
        (("plausibility_untold", "observed", {"rule_id": "untold"}), "1 Gebiet ohne eine Zeile"),
        (("plausibility_untold", "observed", {"rule_id": "begun"}), "2 Merkmale zum ersten Mal"),
        (
            ("coverage", "capacity_unit", {"area_id": "coarse:a"}),
            "genehmigte Plätze",
        ),
    ],
)
def test_what_models_make_is_told(made_by: tuple[str, str, dict[str, str]], text: str) -> None:
    model, column, key = made_by
    assert say(made(model, column, **key)) == text


def lack(amount: float) -> str:
    made_of = {"below_one": amount < 0.5, "n": {"figure": amount, "places": 0}}
    return say(json.dumps({"id": "need_coverage-amount", "args": made_of}))


def test_less_than_half_a_place_is_not_rounded_to_none() -> None:
    assert [lack(0.2), lack(0.5), lack(1234.5)] == ["weniger als 1", "1", "1.235"]


def part(of: str, **given: Any) -> str:
    usual = {
        "need": {
            "told": "level", "need": "medium", "is_dated": False, "class": 3,
            "indicator": {"name": "I"}, "is_proxy": False, "is_estimated": False,
            "status": "known", "is_provisional": False,
            "since": "figures", "finding": "none", "persists": False, "has_earlier": False,
            "is_elsewhere": False, "finding_status": "known",
        },
        "supply": {
            "coverage": "present", "use_is_known": False, "is_estimated": False,
            "has_lacks": False, "has_uncounted": False, "has_kinds": False,
            "is_provisional": False, "status": "known",
        },
    }  # fmt: skip
    return say(json.dumps({"id": f"need_coverage-{of}", "args": usual[of] | given}))


def test_the_need_behind_an_answer_says_only_what_is_known() -> None:
    assert part("need") == (
        "Bedarf: mittel (Klasse 3 von 5 nach „I“); seit der Pandemie: kein gesicherter Unterschied."
    )
    reported: dict[str, Any] = {"need": "reported", "is_dated": True, "until": {"name": "2022"}}
    assert part("need", **reported, **{"class": 0}, since="office_counts") == (
        "Bedarf: nicht gemessen, aber von Studien oder Trägern berichtet (zuletzt 2022); seit der "
        "Pandemie: mehr, nach Zählungen von Ämtern."
    )
    value = {"told": "figure", "measured": {"name": "Quote"}, "value": {"name": "8 %"}}
    assert part("need", **value, period={"period": "2025-08"}, persists=True) == (
        "Bedarf: Quote 8 % (August 2025); seit der Pandemie: kein gesicherter Unterschied, "
        "anhaltend."
    )
    assert part("need", told="unmeasured").startswith("Bedarf: nicht gemessen; seit")
    assert "(Klasse 3 von 5 nach „I“, vorläufig)" in part(
        "need", status="preliminary", is_provisional=True
    )
    of_district = {"is_elsewhere": True, "found_in": {"name": "Stadtbezirk B"}}
    assert part("need", finding="aggravated", **of_district).endswith(
        "seit der Pandemie: verschärfter Bedarf (Befund für: Stadtbezirk B)."
    )
    assert part("need", finding="new_need", persists=True, finding_status="preliminary").endswith(
        "neuer Bedarf, anhaltend, nach zum Teil vorläufigen Zahlen."
    )


def test_the_supply_behind_an_answer_says_only_what_is_known() -> None:
    assert part("supply") == "Angebot: vorhanden; Plätze und Auslastung sind nicht bekannt."
    assert part("supply", has_kinds=True, kinds={"name": "Treff: 2 Angebote bekannt"}) == (
        "Angebot: Treff: 2 Angebote bekannt; ob das reicht, ist nicht bekannt."
    )
    assert part("supply", coverage="unknown", why={"name": "Kein Ort"}) == "Angebot: Kein Ort."
    assert part(
        "supply",
        coverage="short",
        use_is_known=True,
        use={"figure": 92.5, "places": 0},
        is_estimated=True,
        has_lacks=True,
        lacks={"name": "Plätze: 14"},
    ) == (
        "Angebot: unter dem Mittel der Stadt, Auslastung 93 % (geschätzt); im Vergleich damit "
        "fehlen rechnerisch (Plätze: 14)."
    )
    beside: dict[str, Any] = {"has_uncounted": True, "uncounted": {"name": "Hort"}}
    assert "(Plätze: 14); nicht beurteilt: Hort." in part(
        "supply", coverage="short", has_lacks=True, lacks={"name": "Plätze: 14"}, **beside
    )
    assert part("supply", coverage="enough", is_provisional=True, status="preliminary").endswith(
        " (vorläufig)."
    )


_GERMAN = re.compile(
    r"[äöüßÄÖÜ„“»«]|\b(?:der|die|das|und|oder|nicht|kein|keine|mit|von|bis|für|Zahlen|Zeile|Bedarf)\b"
)


def _told_in_sql(path: Path) -> list[str]:
    """Texts of a model or macro that are German; comments and patterns are for no reader."""
    code = re.sub(r"\{#.*?#\}|--[^\n]*", "", path.read_text("utf-8"), flags=re.DOTALL)
    texts = re.findall(r"'((?:[^'\n]|'')*)'", code)
    return [one for one in texts if _GERMAN.search(one) and "[:alnum:]" not in one]


def test_no_model_holds_words() -> None:
    found = {
        path.name: told
        for path in (PROJECT / "dbt_project").rglob("*.sql")
        if (told := _told_in_sql(path))
    }
    assert found == {}
