"""Pictures among the answers: what they draw, say and leave out."""

import os
import signal
from itertools import pairwise
from pathlib import Path

import pytest

from sozialraum.base.beside import BESIDE
from sozialraum.base.errors import MonitorError
from sozialraum.report import report_model
from sozialraum.report.chapters.chart_shapes import CrossChart
from sozialraum.report.chapters.shapes import Figure, Panels, ReportModel
from sozialraum.report.pictures.charts import _begun, svg
from sozialraum.report.pictures.lines import apart
from tests.report.conftest import blocks, build, section
from tests.report.test_report_answers import MARTS

PICTURES = """
    create table declared.picture (
        indicator_id varchar, position integer, shows varchar, since_period varchar
    );
    insert into declared.picture values
        ('jobless', 0, 'pandemic', null), ('work', 1, 'pandemic', null),
        ('same', 2, 'areas', '2018'), ('deaths', 3, 'areas', '1900');
    update marts.fct_indicator set ci_low = 0.1, ci_high = 0.15, value = 0.12
    where area_id = 'kiez:02' and indicator_id = 'same' and period = '2018';
    create table marts.mart_priority (
        area_id varchar, priority_group varchar, priority_group_from bigint,
        priority_group_to bigint, priority_rank_low bigint, priority_rank_high bigint,
        priority_rank_mean double
    );
    insert into marts.mart_priority values
        ('kiez:01', 'not_told_apart', 2, 4, 2, 3, 2.4),
        ('kiez:02', 'not_told_apart', 2, 4, 2, 4, 2.9),
        ('kiez:03', 'not_told_apart', 2, 4, 4, 4, 3.7),
        ('kiez:04', 'clearly_first', 1, 1, 1, 2, 1.0);
    alter table marts.mart_need_coverage add column coverage_class varchar;
    update marts.mart_need_coverage set coverage_class = 'none_known' where area_id = 'kiez:01';
    create table marts.mart_outlook (
        area_id varchar, area_level varchar, target_group varchar, service_type varchar,
        name_de varchar, target_definition varchar, year integer, year_now bigint,
        population_change double, capacity_unit varchar, coverage_now double,
        coverage_then double, method varchar
    );
    insert into marts.mart_outlook
    select 'city:1', 'city', ages, null, null, ages, year, 2023, change * (year - 2023), null,
        null, null, 'direct'
    from (values ('0-5', 0.01), ('0-17', 0.02), ('6-9', -0.02), ('65_plus', 0.011), ('all', 0))
        as groups(ages, change), (values (2030), (2040)) as years(year);
    insert into marts.mart_outlook
    select 'bezirk:' || n, 'bezirk', '0-5', 'day_care', 'Kita', 'Kinder', 2040, 2023, 0.1,
        'Plätze', 0.8, 0.7 + n * 0.05, 'modelled'
    from range(1, 4) as areas(n)
"""


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> ReportModel:
    return report_model(build(tmp_path_factory.mktemp("p") / "x.duckdb", MARTS, PICTURES))


def figures(model: ReportModel, shape: str) -> list[Figure]:
    found: list[Figure] = []
    for block in blocks(model):
        if isinstance(block, Panels):
            found += block.figures
        elif isinstance(block, Figure):
            found.append(block)
    return [one for one in found if one.chart.shape == shape]


def titled(model: ReportModel, shape: str, title: str) -> Figure:
    return next(one for one in figures(model, shape) if one.title == title)


def test_the_pandemic_is_drawn_with_what_was_expected_where_that_is_known(
    model: ReportModel,
) -> None:
    jobless = titled(model, "series", "Arbeitslosenanteil")
    drawn = svg(jobless.chart, "de")
    assert "erwartet 5,0\N{NO-BREAK SPACE}%" in drawn
    assert "beobachtet 6,0\N{NO-BREAK SPACE}%" in drawn
    assert "verschärfter Bedarf" in jobless.caption
    assert "statt erwarteter 5,0" in jobless.alt
    assert "Beschäftigtenanteil" not in {one.title for one in figures(model, "series")}


def test_areas_are_drawn_then_and_now_and_only_sure_changes_are_told(model: ReportModel) -> None:
    same = titled(model, "rank", "Überall gleich")
    assert "Gesichert gestiegen: 02 Blaukiez. Nirgends ist ein Rückgang gesichert." in same.caption
    drawn = svg(same.chart, "de")
    assert ">2018<" in drawn
    assert ">2022<" in drawn
    assert "Sterberate" not in {one.title for one in figures(model, "rank")}


def test_areas_then_and_now_are_told_with_the_break_between(tmp_path: Path) -> None:
    note = "insert into declared.note values ('online', 2, '2020-06-01', ['same'], 'Nun online.')"
    same = titled(
        report_model(build(tmp_path / "x.duckdb", MARTS, PICTURES, note)), "rank", "Überall gleich"
    )
    for told in (same.caption, same.alt):
        assert "Nun online. Betroffen: Überall gleich." in told


def test_order_draws_the_places_that_are_as_likely_and_names_its_groups(
    model: ReportModel,
) -> None:
    order = titled(model, "rank", "Rangfolge der Gebiete")
    assert [one.text for one in order.chart.points] == ["1–2", "2–3", "2–4", "4"]
    assert [one.stands_out for one in order.chart.points] == [True, False, False, False]
    assert "Gesichert vor allen anderen: 04 Dorfanger." in order.caption
    assert [(one.rows, one.label) for one in order.chart.groups] == [
        (1, "vorn"),
        (3, "nicht trennbar"),
    ]
    assert ">nicht trennbar<" in svg(order.chart, "de")


def test_each_high_need_stands_once_where_what_is_known_of_services_puts_it(
    model: ReportModel,
) -> None:
    (cross,) = figures(model, "cross")
    assert cross.chart.columns == (
        "in Reichweite keins bestätigt",
        "keine Art von Angebot festgelegt",
    )
    (row,) = cross.chart.rows
    assert (row.label, row.cells) == ("Arbeit finden", (("01",), ("02", "03", "04")))
    assert "4 gesichert hohe Bedarfe in einem Thema" in cross.alt
    assert svg(cross.chart, "de").count("<rect") == 4


def test_outlook_shows_ages_that_do_not_overlap(model: ReportModel) -> None:
    (lines,) = figures(model, "lines")
    assert [one.text for one in lines.chart.lines] == [
        "0 bis 5 Jahre: +17 %",
        "6 bis 9 Jahre: −34 %",
        "ab 65 Jahre: +19 %",
    ]
    assert all(str(one.text) in svg(lines.chart, "de") for one in lines.chart.lines)
    places = titled(model, "rank", "Kita bis 2040")
    assert [one.text for one in places.chart.points] == ["75", "80", "85"]
    assert "Weniger würden es in: 1 Nord." in places.caption
    assert "Schätzwert" in places.source_de


def test_a_group_that_is_not_known_of_the_last_year_is_no_line_that_ends_at_zero(
    tmp_path: Path,
) -> None:
    unknown = """update marts.mart_outlook set population_change = null
        where target_group in ('6-9', '65_plus') and year = 2040"""
    model = report_model(build(tmp_path / "x.duckdb", MARTS, PICTURES, unknown))
    (lines,) = figures(model, "lines")
    assert [one.text for one in lines.chart.lines] == ["0 bis 5 Jahre: +17 %"]


def test_without_its_rows_no_picture_is_drawn(database: Path) -> None:
    model = report_model(database)
    assert not figures(model, "cross") + figures(model, "lines")
    pictured = {"figure", "panels"}
    assert not [one for one in section(model, "bedarfe").blocks if one.kind in pictured]


def test_labels_at_the_ends_of_lines_are_moved_apart_and_keep_their_order() -> None:
    found = apart([10.0, 12.0, 11.0, 90.0], 15)
    assert sorted(range(4), key=lambda one: found[one]) == [0, 2, 1, 3]
    assert all(b - a >= 15 for a, b in pairwise(sorted(found)))
    assert found[3] == 90.0


def test_pictures_have_addresses_of_their_own(model: ReportModel) -> None:
    anchors = [
        one.anchor
        for shape in ("rank", "series", "cross", "lines", "map")
        for one in figures(model, shape)
        if one.anchor
    ]
    assert len(anchors) == len(set(anchors))
    assert {"bild-rangfolge", "bild-jobless", "bild-same-gebiete", "karte-jobless"} <= set(anchors)


def test_a_need_told_by_a_figure_of_something_else_is_not_drawn_as_surely_high(
    tmp_path: Path,
) -> None:
    """The picture names what the text names: a substitute's class is no finding of the theme."""
    by_proxy = (
        "alter table marts.mart_need_coverage add column reasons varchar[]; "
        "update marts.mart_need_coverage set reasons = "
        "if(area_id = 'kiez:01', ['need_by_proxy'], [])"
    )
    told = report_model(build(tmp_path / "x.duckdb", MARTS, PICTURES, by_proxy))
    (cross,) = figures(told, "cross")
    assert isinstance(cross.chart, CrossChart)
    drawn = [code for row in cross.chart.rows for cells in row.cells for code in cells]
    assert sorted(drawn) == ["02", "03", "04"]


def test_a_chart_whose_drawing_was_killed_is_told_and_can_be_drawn_again(
    model: ReportModel,
) -> None:
    (chart, *_) = [one.chart for one in figures(model, "lines")]
    _begun.cache_clear()
    os.kill(BESIDE.call(os.getpid), signal.SIGKILL)
    with pytest.raises(MonitorError, match="ended from outside"):
        svg(chart, "de")
    assert svg(chart, "de").startswith("<svg")
