"""Findings are told cautiously, in numbers, and in German that agrees."""

import re
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from sozialraum.report.chapters.finding import relative, sentence, short
from sozialraum.report.rows.figures import PandemicEffect
from sozialraum.words import Message, Words
from sozialraum.words.files import CATALOGUES
from tests.report.conftest import Report, section, words

DEATHS = PandemicEffect(
    area_id="city:1", area_level="city", indicator_id="deaths", planning_field="gesundheit",
    finding="aggravated", reason=None, expected=11351.0, observed=12625.0,
    excess_pct=0.1122, pi_low=10185.0, pi_high=12558.0, expected_value=10.108,
    observed_value=11.243, crisis_from="2020", crisis_until="2021", crisis_periods=2,
    persists=False, q_value=None, see_area_ids=None, after_from="2022", after_until="2024",
    after_periods=3, before_year="2019", since_before_pct=0.151,
)  # fmt: skip
REASONS = re.findall(
    r"\[(\w+)\]",
    (CATALOGUES / "de" / "labels.ftl")
    .read_text("utf-8")
    .split("labels-reason = ")[1]
    .split("\n}")[0],
)


def told(effect: PandemicEffect, unit: str = "per_1000", cadence: str = "year") -> str:
    indicator = SimpleNamespace(unit=unit, cadence=cadence)
    facts: Any = SimpleNamespace(indicator=lambda _: indicator)
    return Words("de").say(sentence(facts, effect)).replace("\xa0", " ")


def test_a_rise_is_told_with_forecast_interval_and_what_came_after() -> None:
    assert told(DEATHS) == (
        "2020 bis 2021: im Mittel 11,2 je 1.000 statt erwarteter 10,1 (9,1 bis 11,2), das sind "
        "+11 %, gegenüber 2019: +15 % (6.313 statt 5.676 Fälle je Jahr). Das weist auf einen "
        "verschärften Bedarf hin. Gesichert ist das nur knapp. Danach ist der Unterschied nicht "
        "mehr gesichert; vergleichbar: 2022 bis 2024 (3 Werte)."
    )


def test_how_little_is_comparable_afterwards_is_told() -> None:
    one_quarter = replace(DEATHS, after_from="2022-Q1", after_until="2022-Q1", after_periods=1)
    assert told(one_quarter).endswith("vergleichbar: 1. Quartal 2022 (nur 1 Wert).")
    above = replace(one_quarter, persists=None, after_status="known", after_excess_pct=0.154)
    assert told(above).endswith(
        "Danach ist der Unterschied nicht mehr gesichert; "
        "vergleichbar: 1. Quartal 2022 (nur 1 Wert): +15 %."
    )
    unknown = replace(DEATHS, after_from=None, after_until=None, after_periods=None)
    assert told(unknown).endswith("nicht mehr gesichert.")


def test_what_the_year_before_says_stands_beside_what_was_expected() -> None:
    say = Words("de").say
    assert say(relative(DEATHS)).replace("\xa0", " ") == "+11 %, gegenüber 2019: +15 %"
    assert say(short(DEATHS)).replace("\xa0", " ") == "+11 % (+15 %)"
    unknown = replace(DEATHS, since_before_pct=None)
    assert say(relative(unknown)).replace("\xa0", " ") == "+11 %"
    assert say(short(unknown)).replace("\xa0", " ") == "+11 %"


@pytest.mark.parametrize(
    ("observed", "narrow"), [(12625.0, True), (12800.0, False), (10100.0, True), (9900.0, False)]
)
def test_a_change_close_to_the_limit_of_chance_is_told_as_narrow(
    observed: float, narrow: bool
) -> None:
    said = told(replace(DEATHS, observed=observed))
    assert ("nur knapp" in said) == narrow


def test_a_share_is_told_in_percent() -> None:
    share = replace(
        DEATHS, finding="new_need", expected=0.05, observed=0.1, excess_pct=1.0, pi_low=0.03,
        pi_high=0.08, expected_value=0.05, observed_value=0.1, crisis_from="2020",
        crisis_until="2020", persists=None, since_before_pct=None,
    )  # fmt: skip
    assert told(share, unit="share") == (
        "2020: im Mittel 10,0 % statt erwarteter 5,0 % (3,0 % bis 8,0 %), das sind +100 %. Das "
        "weist auf einen neuen Bedarf hin. Ob das anhält, lässt sich nicht beurteilen."
    )


@pytest.mark.parametrize("reason", REASONS)
def test_what_cannot_be_judged_says_why(reason: str) -> None:
    said = told(replace(DEATHS, finding="not_assessable", reason=reason))
    why = Words("de").say(Message("labels-reason", reason=reason))
    assert said == f"Nicht beurteilbar: {why}."
    assert len(why) > 5


@pytest.mark.parametrize("finding", ["new_need", "aggravated", "relieved", "none"])
def test_no_sentence_claims_a_cause(finding: str) -> None:
    said = told(replace(DEATHS, finding=finding)).lower()
    assert not any(word in said for word in ("wegen", "durch die", "verursacht", "führte"))


def test_the_field_shows_its_findings_and_why_others_are_none(report: Report) -> None:
    said = words(section(report.model, "feld-arbeit")).replace("\xa0", " ")
    assert "Musterstadt insgesamt, 2. Quartal 2020 bis 4. Quartal 2020: im Mittel 6,0 %" in said
    assert "Neu in: 1 Nord (+30 %, gegenüber 2019: +9 %)." in said
    assert "keine Ursache" in said
    assert "zu wenige Fälle" in said
    assert "zu wenige Werte vor der Pandemie" in said
    assert "In 1 von 1 Gebiet ohne gesicherten Unterschied bleibt offen" in said


def test_which_areas_carry_the_change_of_the_city_is_told_with_limits(report: Report) -> None:
    said = words(section(report.model, "feld-arbeit")).replace("\xa0", " ")
    assert "um +300 vom Erwarteten ab. Jedes Gebiet" in said
    assert "über null bei: 1 Nord (70,0 %)." in said
    assert "40,0 % bis 100,0 %" in said


def test_no_finding_without_power_is_told_as_open() -> None:
    none = replace(DEATHS, finding="none", conclusive=False, detectable_pct=0.143)
    assert told(none).endswith(
        "Der Unterschied ist nicht gesichert. Ob sich etwas verändert hat, bleibt offen: "
        "Verlässlich aufgefallen wäre erst ein Unterschied ab etwa 14 %."
    )
    assert "nicht vereinbar" in told(replace(none, conclusive=True))


def test_what_a_finding_rests_on_is_told_where_it_is_not_final() -> None:
    assert "Zahlen" not in told(replace(DEATHS, status="revised", after_status="known"))
    assert told(replace(DEATHS, status="preliminary")).endswith(
        "nur knapp. Das beruht zum Teil auf vorläufigen Zahlen. Danach ist der Unterschied nicht "
        "mehr gesichert; vergleichbar: 2022 bis 2024 (3 Werte)."
    )
    assert told(replace(DEATHS, after_status="limited")).endswith(
        "nur knapp. Danach ist der Unterschied nicht mehr gesichert; vergleichbar: 2022 bis 2024 "
        "(3 Werte). Die Zahlen danach sind zum Teil eingeschränkt aussagekräftig."
    )
    none = replace(DEATHS, finding="none", conclusive=True, status="limited")
    assert told(none).endswith("Das beruht zum Teil auf eingeschränkt aussagekräftigen Zahlen.")
