"""The decision table is refused where it leaves a hole, a dead rule or a flattering default."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from sozialraum.base.errors import DeclarationError
from sozialraum.base.tables import table_named
from sozialraum.declarations import Catalogue, load_catalogue
from sozialraum.declarations.coverability import FACTS, CoverabilityFile, combinations

Change = Callable[[dict[str, Any]], object]


@pytest.fixture
def edited(city_copy: Path) -> Callable[[str, Change], None]:
    """Changes a declaration of the copied city and loads it anew."""

    def edit(name: str, change: Change) -> None:
        path = city_copy / name
        content = yaml.safe_load(path.read_text("utf-8"))
        change(content)
        path.write_text(yaml.safe_dump(content, allow_unicode=True), "utf-8")
        load_catalogue(city_copy)

    return edit


def rule(content: dict[str, Any], rule_id: str) -> dict[str, Any]:
    return next(one for one in content["rules"] if one["id"] == rule_id)


TABLE_MISTAKES: list[tuple[Change, str]] = [
    (lambda c: c["rules"].pop(), "no rule decides: need high, finding worse, coverage unknown"),
    (lambda c: c["rules"].insert(0, {**c["rules"][-1], "id": "C00"}), "rules that never decide"),
    (
        lambda c: c["rules"].insert(1, {**c["rules"][0], "id": "C01b", "result": "covered"}),
        r"rules that never decide, because earlier ones do: \['C01b'\]",
    ),
    (lambda c: rule(c, "C10").update(result="covered"), "C10: `covered` needs coverage"),
    (lambda c: rule(c, "C06")["when"].pop("need"), "C06: `covered` needs coverage"),
    (lambda c: rule(c, "C06")["when"].update(use=["free", "unknown"]), "`covered` needs"),
    (lambda c: rule(c, "C01")["when"].update(providers=["maybe"]), r"cannot be \['maybe'\]"),
    (lambda c: rule(c, "C01")["when"].update(weather=["fine"]), "no fact 'weather'"),
    (lambda c: rule(c, "C03").update(id="C01"), r"declared twice: \['C01'\]"),
    (lambda c: c["urgency"]["thresholds"].reverse(), "in the order 3, 2, 1"),
    (lambda c: c["urgency"]["thresholds"][2].update({"from": 0.1}), "begins at 0"),
    (lambda c: c["urgency"]["values"]["gap"].pop("unknown"), r"missing: \['unknown'\]"),
    (lambda c: c["accessibility"]["bands"].reverse(), "from near to far"),
]


@pytest.mark.parametrize(("change", "said"), TABLE_MISTAKES)
def test_a_mistake_in_the_decision_table_is_named(
    edited: Callable[[str, Change], None], change: Change, said: str
) -> None:
    with pytest.raises(DeclarationError, match=said):
        edited("coverability.yaml", change)


def test_every_combination_of_facts_has_its_rule(catalogue: Catalogue) -> None:
    decided = {}
    for facts in combinations():
        found = catalogue.coverability.decide(facts)
        assert found is not None
        decided[tuple(facts.values())] = found
    assert len(decided) == 6 * 3 * 6 * 3 * 5 * 3


def test_nothing_is_covered_unless_need_capacity_and_use_are_known(catalogue: Catalogue) -> None:
    for facts in combinations():
        found = catalogue.coverability.decide(facts)
        if found is not None and found.result == "covered":
            assert facts["need"] != "unknown"
            assert facts["coverage"] == "enough"
            assert facts["use"] == "free"


def test_a_changed_rule_changes_the_combinations_it_speaks_of_and_no_others(
    catalogue: Catalogue,
) -> None:
    before = catalogue.coverability
    content = before.model_dump(by_alias=True)
    rule(content, "C05")["result"] = "unknown"
    after = CoverabilityFile.model_validate(content)
    for facts in combinations():
        first, second = before.decide(facts), after.decide(facts)
        assert first is not None
        assert second is not None
        assert first.id == second.id
        assert (first.result != second.result) == (first.id == "C05")


def test_the_facts_of_the_declaration_are_columns_of_the_rules() -> None:
    assert set(FACTS) <= set(table_named("declared.cover_rule").columns)


THEME_MISTAKES: list[tuple[str, Change, str]] = [
    (
        "themes.yaml",
        lambda c: c["themes"]["disability"].pop("no_indicator"),
        "disability: no indicator of indicators.yaml has `theme: disability`; say why",
    ),
    (
        "themes.yaml",
        lambda c: c["themes"]["ageing"].update(no_indicator="weil"),
        r"ageing: `no_indicator`, but these name it: \['older_people_share'\]",
    ),
    (
        "themes.yaml",
        lambda c: c["themes"]["unemployment"].pop("leading_indicator"),
        "unemployment: name one of",
    ),
    (
        "themes.yaml",
        lambda c: c["themes"]["debt"]["proxy"].update(indicator="sorrow"),
        "debt: the proxy 'sorrow' is no indicator",
    ),
    (
        "themes.yaml",
        lambda c: c["service_types"]["debt_advice"].update(theme="money"),
        "debt_advice: theme 'money' is not declared",
    ),
    (
        "themes.yaml",
        lambda c: c["service_types"]["debt_advice"].pop("theme"),
        "debt_advice.theme: the key is missing",
    ),
    (
        "themes.yaml",
        lambda c: c["themes"]["migration"].update(planning_fields=["gesundheit"]),
        r"migration: its indicators or services belong to \['sozialplanung'\]",
    ),
    (
        "indicators.yaml",
        lambda c: c["indicators"][0].update(theme="weather"),
        "theme 'weather' is not declared",
    ),
    (
        "services.yaml",
        lambda c: c["service_types"][0].update(apportion_like="ageing"),
        "day_care: `apportion_like` has to be an indicator",
    ),
]


@pytest.mark.parametrize(("name", "change", "said"), THEME_MISTAKES)
def test_an_orphan_in_the_theme_map_is_named(
    edited: Callable[[str, Change], None], name: str, change: Change, said: str
) -> None:
    with pytest.raises(DeclarationError, match=said):
        edited(name, change)
