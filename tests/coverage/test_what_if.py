"""What would become of an answer: tried on copies, and refused with what is allowed."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from jinja2 import Environment

from sozialraum.base.errors import MonitorError
from sozialraum.declarations import Catalogue
from sozialraum.declarations.coverability import FACTS, combinations
from sozialraum.explain import Copied, read_explanation, suppose
from sozialraum.explain.models import DBT
from sozialraum.explain.supposing import Supposed
from tests.conftest import Refreshed, run_cli

CITY = "city:14612"
Try = Callable[..., Supposed]


@pytest.fixture(scope="module")
def copied(refreshed: Refreshed) -> Copied:
    return Copied(refreshed.warehouse.current / "sozialraum.duckdb")


@pytest.fixture
def supposed(copied: Copied, catalogue: Catalogue) -> Try:
    def attempt(area: str, theme: str, *changes: str) -> Supposed:
        return suppose(copied, catalogue, area=area, theme=theme, changes=changes)

    return attempt


def test_a_changed_figure_changes_the_answer_and_nothing_that_is_published(
    supposed: Try, refreshed: Refreshed
) -> None:
    before = (refreshed.warehouse.current / "sozialraum.duckdb").read_bytes()
    found = supposed("stadtraum:16", "day_care", "capacity.day_care=1000")
    assert found.changed == [("stadtraum:16", "day_care")]
    after = found.after["stadtraum:16", "day_care"]
    assert (after["coverability"], after["rule_id"]) == ("unknown", "C09")
    assert (after["coverage_fact"], after["use_fact"]) == ("short", "full")
    assert (refreshed.warehouse.current / "sozialraum.duckdb").read_bytes() == before


def test_a_statement_about_students_changes_nothing_until_it_speaks_of_adults(
    supposed: Try,
) -> None:
    key = (CITY, "adult_mental_health")
    assert supposed(*key, "PF048.can_be_met_by=existing").changed == []
    grown = supposed(*key, "PF048.target_groups=adults", "PF048.reported_on=2025")
    assert grown.changed == [key]
    assert (grown.after[key]["indication"], grown.after[key]["disputed"]) == (
        "not_at_present",
        False,
    )
    official = supposed(
        *key, "PF048.target_groups=adults", "PF048.reported_on=2025-06",
        "PF048.standing=official_count",
    )  # fmt: skip
    assert (official.after[key]["coverability"], official.after[key]["rule_id"]) == (
        "not_coverable",
        "C01",
    )


def test_a_statement_that_names_another_area_moves_its_indication_there(supposed: Try) -> None:
    moved = supposed("stadtraum:16", "family_strain", "PF031.sozialraum_code=01 | 16")
    assert {area for area, _ in moved.changed} == {"stadtraum:01", "stadtraum:02", "stadtraum:11"}


REFUSED = [
    ("capacity=5", "of which kind of service\\? One of capacity.day_care, capacity.day_care_pre"),
    ("capacity.day_care=viele", "'viele' is no number from 0 on"),
    ("capacity.day_care=1.200", "'1.200' is no number from 0 on; write 1200"),
    ("capacity.day_care=1e400", "is no number from 0 on"),
    ("capacity.day_care", "write what=value"),
    ("PF048.says=need", "on that no answer depends; it does on can_be_met_by, target_groups"),
    ("PF048.can_be_met_by=nie", "'nie' is not allowed; one of existing, task_change"),
    ("PF048.target_groups=adults | martians", "'martians' is not allowed; one of everyone"),
    ("PF048.sozialraum_code=99", "'99' is not allowed; one of 01, 02"),
    ("PF048.reported_on=bald", "is no 2024, 2024-06 or 2024-06-30"),
    ("PF048.reported_on=2025-02-30", "there is no 2025-02-30"),
    ("PF999.reach=city", "'PF999' is no figure \\(capacity, used\\), no statement \\(PF001 to"),
    ("C06.says=immer", "write C06.result=one of covered, by_task_change"),
]


@pytest.mark.parametrize(("change", "said"), REFUSED)
def test_what_cannot_be_tried_is_refused_with_what_can(
    supposed: Try, change: str, said: str
) -> None:
    with pytest.raises(MonitorError, match=said):
        supposed("stadtraum:16", "day_care", change)


def test_a_publication_made_by_other_rules_is_not_tried(
    refreshed: Refreshed, tmp_path: Path
) -> None:
    database = tmp_path / "sozialraum.duckdb"
    database.write_bytes((refreshed.warehouse.current / "sozialraum.duckdb").read_bytes())
    with duckdb.connect(database) as connection:
        connection.execute(
            "update marts.mart_need_coverage set rule_id = 'C12' "
            "where area_id = 'stadtraum:16' and theme = 'day_care'"
        )
    with pytest.raises(MonitorError, match="1 of 612 answers were published by other rules"):
        Copied(database)


def test_a_publication_without_the_three_parts_is_told_to_be_older(tmp_path: Path) -> None:
    database = tmp_path / "sozialraum.duckdb"
    with duckdb.connect(database) as connection:
        connection.execute("create schema marts")
        connection.execute("create table marts.mart_need_coverage (area_id varchar)")
    with pytest.raises(MonitorError, match="an earlier version of this program published it"):
        read_explanation(database, area="a", theme="t")


def test_each_rule_decides_in_the_models_what_its_declaration_says(
    copied: Copied, catalogue: Catalogue
) -> None:
    """Every combination of facts: each rule is seen to decide, those that rest today, too."""
    macros = (DBT / "macros/coverability.sql").read_text("utf-8")
    meets = Environment(autoescape=True).from_string(
        macros + "{{ meets_rule('cover_rule', 'facts') }}"
    )
    names = [f"{fact}_fact" for fact in FACTS]
    rows = [[*facts.values()] for facts in combinations()]
    facts = pd.DataFrame(rows, columns=names)
    decided = copied.connection.execute(
        f"select {', '.join(names)}, arg_min(rule_id, position) from facts "
        f"join cover_rule on {meets.render()} group by all"
    ).fetchall()
    assert len(decided) == len(facts)
    for *values, rule_id in decided:
        rule = catalogue.coverability.decide(dict(zip(FACTS, values, strict=True)))
        assert rule is not None
        assert rule.id == rule_id
    assert {rule_id for *_, rule_id in decided} == {one.id for one in catalogue.coverability.rules}


def test_the_command_tells_before_and_after_and_what_else_changes(
    refreshed: Refreshed, area_names: dict[str, str]
) -> None:
    done = run_cli(
        "explain", "--area", area_names["stadtraum:16"], "--theme", "Kindertagesbetreuung",
        "--what-if", "capacity.Kindertagesbetreuung=1000", "--what-if", "C06.result=unknown",
        warehouse=refreshed.warehouse.root,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    said = " ".join(done.stdout.split())
    for text in (
        "Angenommen: capacity.Kindertagesbetreuung=1000; C06.result=unknown.",
        "Jetzt: gedeckt (C06)",
        "Dann: nicht beurteilbar (C09)",
        "Auslastung: Plätze frei → ausgelastet",
        "Außerdem änderten sich 17 Antworten: city:14612 day_care,",
        "und 12 weitere.",
    ):
        assert text in said


def test_the_command_refuses_with_what_is_allowed(refreshed: Refreshed) -> None:
    done = run_cli(
        "explain", "--area", "stadtraum:16", "--theme", "day_care", "--what-if", "C06.result=ja",
        warehouse=refreshed.warehouse.root,
    )  # fmt: skip
    assert done.returncode == 1
    assert "one of covered, by_task_change" in done.stderr
