"""Plausibility rules are brought down to series, and mistakes in them are named."""

from typing import Any

import pytest
from pydantic import ValidationError

from sozialraum.declarations.plausibility import Figure, Plausibility
from sozialraum.declarations.plausibility_rules import resolve_rules
from sozialraum.declarations.source import Source

LEVELS = {"area", "city"}


def _source(source_id: str, measures: list[dict[str, Any]], **more: Any) -> Source:
    """A made-up source."""
    return Source.model_validate(
        {
            "id": source_id,
            "title": "Testdaten",
            "office": "Testamt",
            "planning_field": "test",
            "dataset": source_id,
            "cadence": "year",
            "period": {"year": "Jahr"},
            "measures": measures,
            "licence": "test",
            "encoding": "utf-8",
            "delimiter": ";",
            "decimal": ",",
            "missing": {},
            "absent_rows": "missing",
            "max_rejected": 0,
            **more,
        }
    )


COUNTS = [
    {"column": "Alle", "measure": "all", "unit": "persons"},
    {"column": "Teil", "measure": "some", "unit": "persons"},
]
BY_SEX = [{"column": "Geschlecht", "dimension": "sex", "values": {"m": "male", "w": "female"}}]


def test_a_figure_is_written_short() -> None:
    figure = Figure.model_validate("unemployed[sex=male;age=15-24]")
    assert figure.measure == "unemployed"
    assert figure.breakdown == {"sex": "male", "age": "15-24"}


@pytest.mark.parametrize("text", ["", "Unemployed", "unemployed[male]", "unemployed[sex=male"])
def test_a_figure_that_cannot_be_read_is_named(text: str) -> None:
    with pytest.raises(ValidationError, match="found"):
        Figure.model_validate(text)


def test_a_relation_is_repeated_for_each_value_of_its_dimensions() -> None:
    relation = {"id": "part", "says": "s", "left": "some", "right": "all", "within": [0, 1]}
    source = _source(
        "s", COUNTS, breakdowns=BY_SEX, plausibility={"relations": [{**relation, "by": ["sex"]}]}
    )
    rules, problems = resolve_rules(source, [source], LEVELS)
    assert problems == []
    assert [rule.key for rule in rules] == ["part[sex=male]", "part[sex=female]"]
    assert {place.breakdown for place in rules[0].places} == {"sex=male"}
    assert rules[0].level is None


def test_a_figure_of_another_table_makes_it_a_comparison_of_areas() -> None:
    relation = {"id": "same", "says": "s", "left": "all", "right": "other", "level": "area"}
    source = _source("s", COUNTS, plausibility={"relations": [relation]})
    sister = _source("t", [{"column": "X", "measure": "other", "unit": "persons"}])
    (rule,), _ = resolve_rules(source, [source, sister], LEVELS)
    assert rule.level == "area"
    places = {(place.side, place.source_id) for place in rule.places}
    assert places == {("left", "s"), ("right", "t")}


@pytest.mark.parametrize(
    ("relation", "said"),
    [
        ({"left": "all", "right": "nobody"}, "plausibility rule r: no source has nobody"),
        ({"left": "all", "right": "some[sex=male]"}, "no source has some {'sex': ['male']}"),
        ({"left": "all", "right": "some", "by": ["age"]}, "all has no dimension 'age'"),
        ({"left": "all", "right": "some", "level": "ward"}, "no level 'ward' in areas.yaml"),
    ],
)
def test_a_rule_that_speaks_of_nothing_is_named(relation: dict[str, Any], said: str) -> None:
    declared = {"relations": [{"id": "r", "says": "s", **relation}]}
    source = _source("s", COUNTS, plausibility=declared)
    _, problems = resolve_rules(source, [source], LEVELS)
    assert any(said in problem for problem in problems), problems


@pytest.mark.parametrize(
    ("relation", "said"),
    [
        ({"left": "all"}, "either `right` or `number`"),
        ({"left": "all", "right": "some", "number": 1}, "either `right` or `number`"),
        ({"left": "all", "right": "some", "within": [2, 1]}, "lowest, highest"),
    ],
)
def test_a_rule_that_makes_no_sense_is_named(relation: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        Plausibility.model_validate({"relations": [{"id": "r", "says": "s", **relation}]})


def test_two_rules_of_one_name_are_named() -> None:
    rule = {"id": "r", "says": "s", "left": "all", "right": "some"}
    with pytest.raises(ValidationError, match="declared twice"):
        Plausibility.model_validate({"relations": [rule, rule]})
