"""Chapter 4 tells the order of the areas in groups by name, and where its sources disagree."""

from pathlib import Path

import pytest

from sozialraum.report.chapters.shapes import ReportModel
from tests.report.conftest import build, report_model, section, tables, words
from tests.report.test_report_answers import MARTS

ORDER = """
    create table marts.mart_priority (
        area_id varchar, priority_group varchar, priority_group_from bigint,
        priority_group_to bigint, priority_p_group double, priority_p_top3 double,
        priority_rank_low bigint, priority_rank_high bigint, priority_rank_mean double,
        direct_says varchar, direct_figures bigint, direct_high bigint, direct_low bigint,
        index_says varchar, estimates_says varchar, voices varchar
    );
    insert into marts.mart_priority values
        ('kiez:01', 'clearly_first', 1, 1, 0.97, 1.0, 1, 1, 1,
         'high', 15, 8, 0, 'high', 'high', 'agree'),
        ('kiez:02', 'not_told_apart', 2, 4, 1, 0.5, 2, 4, 2,
         'high', 15, 8, 0, 'high', 'high', 'agree'),
        ('kiez:03', 'not_told_apart', 2, 4, 1, 0.4, 2, 4, 3,
         'high', 15, 8, 0, 'high', 'high', 'agree'),
        ('kiez:04', 'not_told_apart', 2, 4, 1, 0.3, 2, 4, 4,
         'low', 15, 0, 3, 'average', null, 'differ');
    create table marts.mart_urgency_component (
        component varchar, weight double, weight_used double, weight_in_order double,
        most_frequent_share double, themes_told_apart bigint
    );
    insert into marts.mart_urgency_component values
        ('need', 3, 3, 3, 0.5, 9), ('finding', 2, 2, 2, 0.8, 0),
        ('persistence', 1, 0, 0, 0.995, 0), ('group', 0.5, 0.5, 0, 0.1, 0);
"""


@pytest.fixture(scope="module")
def ordered(tmp_path_factory: pytest.TempPathFactory) -> ReportModel:
    folder: Path = tmp_path_factory.mktemp("order")
    return report_model(build(folder / "x.duckdb", MARTS, ORDER))


def said(model: ReportModel) -> str:
    return words(section(model, "dringlichkeit-tabellen")).replace("\xa0", " ")


def test_groups_are_told_by_name_and_nobody_in_a_group_has_a_rank(ordered: ReportModel) -> None:
    text = said(ordered)
    assert "Über alle Themen klar am dringlichsten: 01" in text
    assert "(zu 97,0 % sicher)" in text
    assert "Nicht sicher zu unterscheiden, in der Folge ihres mittleren Platzes: 02" in text
    table = next(
        one for one in tables(section(ordered, "dringlichkeit-tabellen")) if "Gruppe" in one.caption
    )
    assert [cell.text.replace("\xa0", " ") for cell in table.rows[1].cells][1:4] == [
        "nicht zu unterscheiden", "2 bis 4", "50,0 %",
    ]  # fmt: skip


def test_where_the_sources_disagree_the_report_says_so(ordered: ReportModel) -> None:
    text = said(ordered)
    assert "In einem Gebiet sagen eigene Zahlen, Sozialindex und Schätzungen nicht" in text
    assert (
        "eigene Zahlen niedrig (von 15 sicher hoch: 0, sicher niedrig: 3), "
        "Sozialindex durchschnittlich, Schätzungen keine Angabe." in text
    )


def test_what_does_not_vary_is_left_out_and_said(ordered: ReportModel) -> None:
    text = said(ordered)
    assert "In diesem Stand der Daten zählt die Dauer des Anstiegs nicht zur Dringlichkeit" in text
    assert "zählt die Höhe des Bedarfs nicht" not in text


def test_what_has_no_influence_on_the_order_stands_beside_it(
    ordered: ReportModel, tmp_path: Path
) -> None:
    told = (
        "Ohne Einfluss auf die Reihenfolge: der Anstieg seit der Pandemie, die Größe der Gruppe "
        "und die Dauer des Anstiegs; die Befunde zur Pandemie (Kapitel 1) gehen also nicht ein."
    )
    for place in ("kuerze-entscheiden", "dringlichkeit", "dringlichkeit-tabellen"):
        assert told in words(section(ordered, place)).replace("\xa0", " ")
    counts = "update marts.mart_urgency_component set themes_told_apart = 2"
    other = report_model(build(tmp_path / "x.duckdb", MARTS, ORDER, counts))
    text = words(section(other, "dringlichkeit")).replace("\xa0", " ")
    assert "Reihenfolge: die Größe der Gruppe und die Dauer des Anstiegs." in text
    assert "Befunde zur Pandemie" not in text
