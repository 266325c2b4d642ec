"""What changed since the last edition is told, and an edition is the same when made again."""

from datetime import date
from pathlib import Path

import pytest

from sozialraum.base.errors import MonitorError
from sozialraum.publication.edition import edition_day, last_day, month_of
from sozialraum.report import report_model, write_report
from tests.report.conftest import build, section, sections, tables, words

TODAY = date(2024, 6, 12)
MAY = "update declared.city set as_of = date '2024-05-31'"
REVISION = """
    create table marts.mart_revision (
        source_id varchar, area_id varchar, measure_id varchar, breakdown varchar, period varchar,
        change varchar, old_text varchar, new_text varchar, old_vintage timestamp,
        new_vintage timestamp
    );
    insert into marts.mart_revision values
        ('jobs', 'bezirk:1', 'unemployed', 'sex=f', '2023-Q3', 'changed', '1.200', '1.250',
         '2024-04-01 10:00:00+00', '2024-06-05 10:00:00+00'),
        ('jobs', 'bezirk:2', 'unemployed', null, '2022-Q3', 'changed', '7', '8',
         '2024-01-01 10:00:00+00', '2024-02-05 10:00:00+00')
"""


def test_first_edition_says_that_it_is_the_first(tmp_path: Path) -> None:
    said = words(section(report_model(build(tmp_path / "x.duckdb")), "aenderungen"))
    assert "Dies ist die erste Ausgabe" in said


def test_changes_since_the_last_edition_are_listed(tmp_path: Path) -> None:
    before = build(
        tmp_path / "may.duckdb",
        MAY,
        "delete from marts.fct_indicator where indicator_id = 'deaths'",
        "update marts.fct_indicator set period = '2023-Q3', period_end = date '2023-09-30' "
        "where indicator_id = 'jobless' and period = '2023-Q4'",
        "update marts.mart_need set period = '2023-Q3' where indicator_id = 'jobless'",
        "update marts.mart_need set need_class = 4 where area_id = 'bezirk:3' "
        "and indicator_id = 'jobless'",
        "update marts.mart_pandemic_effect set finding = 'none' where area_id = 'bezirk:1'",
    )
    now = build(tmp_path / "june.duckdb", REVISION)
    model = report_model(now, before)
    assert model.previous == "2024-05-31"
    one = section(model, "aenderungen")
    said = words(one).replace("\N{NO-BREAK SPACE}", " ")
    assert "Verglichen mit der Ausgabe zum Stand 31. Mai 2024." in said
    new = "neue Zahlen bis 4. Quartal 2023, bisher bis 3. Quartal 2023."
    assert f"Arbeitslosenanteil: {new}" in said
    assert "Sterberate: erstmals Zahlen, bis 2023." in said
    assert "Arbeitslosenanteil, 1 Nord: neuer Bedarf, bisher: kein gesicherter" in said
    classes, revisions = tables(one)
    assert [[cell.text for cell in row.cells] for row in classes.rows] == [
        ["3 Süd", "Arbeitslosenanteil", "4", "5"]
    ]
    assert [[cell.text for cell in row.cells] for row in revisions.rows] == [
        ["1 Nord", "unemployed sex=f", "3.\N{NO-BREAK SPACE}Quartal 2023", "geändert", "1.200",
         "1.250", "05.06.2024"]
    ]  # fmt: skip


def test_an_earlier_edition_that_does_not_say_which_classes_are_sure_is_compared(
    tmp_path: Path,
) -> None:
    without = "alter table marts.mart_need drop column class_is_sure"
    june = build(tmp_path / "june.duckdb")
    silent, saying = (
        build(tmp_path / "silent.duckdb", MAY, without),
        build(tmp_path / "m.duckdb", MAY),
    )
    told = [section(report_model(june, before), "aenderungen") for before in (silent, saying)]
    assert told[0] == told[1]


def test_nothing_changed_is_said(tmp_path: Path) -> None:
    before = build(tmp_path / "may.duckdb", MAY)
    said = words(section(report_model(build(tmp_path / "x.duckdb"), before), "aenderungen"))
    assert "Keine Quelle hat eine schon veröffentlichte Zahl geändert." in said
    assert "neue Zahlen" not in said


def test_edition_with_an_earlier_one_is_the_same_bytes_again(tmp_path: Path) -> None:
    before = build(tmp_path / "may.duckdb", MAY)
    now = build(tmp_path / "june.duckdb", REVISION)
    first, second = (
        [path.read_bytes() for path in write_report(now, tmp_path / turn, before)]
        for turn in ("a", "b")
    )
    assert first == second


def test_a_finished_month_is_made_as_of_its_last_day() -> None:
    assert edition_day("2024-02", TODAY, TODAY) == date(2024, 2, 29)
    assert edition_day("2024-06", TODAY, TODAY) == date(2024, 6, 12)
    assert month_of(last_day("2023-12")) == "2023-12"


def test_a_month_after_that_of_the_bundled_figures_is_made_like_any_other() -> None:
    bundled = date(2024, 2, 22)
    assert edition_day("2024-02", bundled, TODAY) == bundled
    assert edition_day("2024-04", bundled, TODAY) == date(2024, 4, 30)
    assert edition_day("2024-06", bundled, TODAY) == TODAY


@pytest.mark.parametrize(
    ("month", "said"), [("2024-07", "has not begun"), ("2024-13", "not a month"), ("June", "not a")]
)
def test_a_month_that_cannot_be_made_is_refused(month: str, said: str) -> None:
    with pytest.raises(MonitorError, match=said):
        edition_day(month, TODAY, TODAY)


def test_what_proved_wrong_of_an_earlier_edition_is_told(tmp_path: Path) -> None:
    before = report_model(build(tmp_path / "before.duckdb"))
    assert "berichtigungen" not in {one.anchor for one in sections(before)}
    later = build(
        tmp_path / "later.duckdb",
        "create table declared.erratum as select '2026-10-31-0123abcd' as version, "
        "date '2026-10-31' as edition_as_of, date '2026-11-26' as marked_on, "
        "'Zwei Spalten <waren> vertauscht.' as erratum",
    )
    told = words(section(report_model(later), "berichtigungen"))
    assert "2026-10-31-0123abcd" in told
    assert "Zwei Spalten <waren> vertauscht." in told
