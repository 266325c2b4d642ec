"""What the report says about the synthetic city, and that it never hides what a figure is."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from sozialraum.report import report_model
from sozialraum.report.chapters.shapes import Bullets, Facts, Figure, Panels, Table
from tests.report.conftest import Report, blocks, build, section, sections, tables, words

NBSP = "\N{NO-BREAK SPACE}"


def over_time(report: Report, anchor: str) -> Table:
    """The table of a field's indicators before, in and after the pandemic."""
    found = tables(section(report.model, anchor))
    return next(one for one in found if "nach den Pandemiejahren" in one.caption)


def test_front_names_city_resolution_and_dates(report: Report) -> None:
    assert report.model.city == "Große Kreisstadt Musterstadt"
    assert dict(report.model.facts) == {
        "Grundlage": "Beschluss 7/22 „Für alle“",
        "Ausgabe": "Juni 2024",
        "Stand": f"30.{NBSP}Juni 2024",
        "Neueste Daten": f"31.{NBSP}Dezember 2023",
        "Gebietsebene": "Kieze",
    }


def test_report_names_what_rose_where_the_figure_is_published(report: Report) -> None:
    said = words(section(report.model, "kuerze-gestiegen"))
    assert "Arbeitslosenanteil: in 1 von 3 Gebieten (Bezirke)" in said
    assert f"gegenüber dem Vorjahresquartal: 3{NBSP}Süd." in said
    assert "Sterberate: in 1 von 4 Gebieten (Kieze)" in said
    assert f"gegenüber dem Vorjahr: 04{NBSP}Dorfanger." in said
    assert "Gesunken ist der Bedarf bei: Arbeitslosenanteil (1 Gebiet)." in said


def test_report_compares_the_city_with_the_time_before_the_pandemic(report: Report) -> None:
    said = words(section(report.model, "kuerze-pandemie"))
    assert "bei 1 ein höherer Bedarf und bei 1 kein gesicherter Unterschied" in said
    assert "Höher: Arbeitslosenanteil." in said


def test_report_names_areas_below_the_city_and_unknown_capacity(report: Report) -> None:
    said = words(section(report.model, "deckung-plaetze"))
    assert f"Deutlich darunter liegt (Bezirke): 1{NBSP}Nord (50,0{NBSP}%)." in said
    assert "Zahl der Plätze unbekannt: Beratung." in said


def test_published_figures_come_before_estimates_which_are_marked(report: Report) -> None:
    published, estimated = tables(section(report.model, "indikator-jobless"))
    assert "Bezirke" in published.caption
    assert "Schätzwert" not in published.caption
    assert estimated.caption.endswith("Schätzwerte")
    first = estimated.rows[0].cells
    assert first[1].text == f"≈{NBSP}4,0{NBSP}%"
    assert first[1].spoken.startswith("geschätzt")
    assert first[3].text == f"≈{NBSP}1.235"
    assert any(note.startswith("≈ Schätzwert") for note in estimated.notes)
    assert not any("≈" in cell.text for row in published.rows for cell in row.cells)


def test_aggregated_city_row_is_marked_and_explained(report: Report) -> None:
    published, _ = tables(section(report.model, "indikator-jobless"))
    city = published.rows[-1]
    assert city.total
    assert city.cells[1].text.startswith("Σ")
    assert any(note.startswith("Σ summiert") for note in published.notes)


def test_carried_denominator_and_unplaced_cases_are_told(report: Report) -> None:
    published, _ = tables(section(report.model, "indikator-jobless"))
    assert "Bezugszahl: Stand 2022 (neuester vorliegender Stand)." in published.notes
    assert "Keinem Gebiet zuordenbare Fälle: 17." in published.notes


def test_area_without_a_figure_says_why(report: Report) -> None:
    (table,) = tables(section(report.model, "indikator-work"))
    by_area = {row.cells[0].text: row.cells[1].text for row in table.rows}
    assert by_area["03 Cäcilienhof"] == "geheim"
    assert by_area["04 Dorfanger"] == "nicht in der Quelle"


def test_indicator_without_any_figure_is_said_in_words(report: Report) -> None:
    assert "liegt kein Wert vor" in words(section(report.model, "indikator-empty"))


def test_indicator_of_the_city_only_is_not_brought_down(report: Report) -> None:
    said = words(section(report.model, "indikator-doctors"))
    assert "nur für die Stadt insgesamt" in said
    assert "Gezeigt sind die 12 neuesten von 60 Werten." in said
    assert "95-%-Bereich" not in said


def test_no_class_without_a_z_score(report: Report) -> None:
    (table,) = tables(section(report.model, "indikator-same"))
    assert {row.cells[3].spoken for row in table.rows[:4]} == {"keine Klasse"}


def test_matrix_writes_the_class_into_each_cell_and_marks_estimates(report: Report) -> None:
    matrices = tables(section(report.model, "feld-arbeit"))
    sozialraum, coarser = [one for one in matrices if "Bedarfsklassen" in one.caption]
    assert [column.title for column in sozialraum.columns] == [
        "Kiez",
        "Arbeitslosenanteil",
        "Beschäftigtenanteil",
    ]
    assert sozialraum.rows[2].cells[1].text == f"≈{NBSP}4"
    assert sozialraum.rows[2].cells[1].spoken == "Klasse 4, hoch, Schätzwert"
    assert [row.cells[1].need_class for row in coarser.rows] == [1, 3, 5]


def test_development_table_shows_before_in_and_after_the_pandemic(report: Report) -> None:
    development = over_time(report, "feld-arbeit")
    cells = development.rows[0].cells
    assert [(cell.text, cell.detail) for cell in cells[1:]] == [
        (f"5,0{NBSP}%", f"4.{NBSP}Quartal 2019"),
        (f"6,0{NBSP}%", f"4.{NBSP}Quartal 2020"),
        (f"7,0{NBSP}%", f"4.{NBSP}Quartal 2021"),
        (f"9,0{NBSP}%", f"4.{NBSP}Quartal 2023"),
        (f"+4,0{NBSP}Prozentpunkte", "höherer Bedarf"),
    ]


def test_survey_without_a_wave_in_the_pandemic_says_so(report: Report) -> None:
    development = over_time(report, "feld-gesundheit")
    survey = next(row for row in development.rows if row.cells[0].text == "Überall gleich")
    assert survey.cells[1].detail == "Befragung 2018"
    assert survey.cells[2].detail == "keine Erhebung"


def test_a_month_is_compared_with_the_same_month_before_the_pandemic(report: Report) -> None:
    development = over_time(report, "feld-gesundheit")
    months = next(row for row in development.rows if row.cells[0].text == "Ärztinnen und Ärzte")
    assert months.cells[1].detail == "Dezember 2019"
    assert months.cells[4].detail == "Dezember 2023"
    assert months.cells[5].text == f"±0,0 je{NBSP}10.000"


def test_a_quarter_without_its_like_before_the_pandemic_is_not_compared(
    changed: Callable[..., Report],
) -> None:
    other = changed(
        "update marts.fct_indicator set period = '2019-Q2', period_start = '2019-04-01', "
        "period_end = '2019-06-30' where area_level = 'city' and period = '2019-Q4'"
    )
    development = over_time(other, "feld-arbeit")
    assert development.rows[0].cells[5].detail == "kein Vergleich möglich"


def test_known_breaks_stand_with_the_indicators_that_they_affect(report: Report) -> None:
    said = f"Bekannter Bruch ab 1.{NBSP}März 2021: Ein Gesetz änderte sich."
    field = over_time(report, "feld-arbeit")
    assert field.notes[-1] == f"{said} Betroffen: Arbeitslosenanteil."
    assert said in words(section(report.model, "indikator-jobless"))
    assert "Bruch" not in words(section(report.model, "feld-gesundheit"))
    assert "Noch nicht geschehen" not in "".join(report.pages)


@pytest.mark.parametrize(("since", "is_told"), [("2020-06-01", True), ("2023-06-01", False)])
def test_a_change_across_a_known_break_is_told_with_the_break(
    tmp_path: Path, since: str, is_told: bool
) -> None:
    """The survey was in 2018 and 2022: a break between them is named, one after them is not."""
    database = build(
        tmp_path / "x.duckdb",
        "insert into declared.note values "
        f"('online', 2, '{since}', ['same'], 'Seither wird online befragt.')",
        "update marts.mart_need set trend = 'rising' "
        "where indicator_id = 'same' and area_id = 'kiez:02'",
    )
    model = report_model(database)
    said = "Seither wird online befragt. Betroffen: Überall gleich."
    page = words(section(model, "profil-02-zahlen"))
    assert ("→ nicht gesichert (Bruch)" in page) == is_told
    assert (said in page) == is_told
    assert "Davor: letzter Wert vor der Pandemie. Seither: „gestiegen“ und „gesunken“" in page
    assert "meinen die Zahl, nicht den Bedarf" in page
    assert (said in words(section(model, "kuerze-gestiegen"))) == is_told
    since_before = words(section(model, "kuerze-pandemie"))
    assert "Ein Gesetz änderte sich. Betroffen: Arbeitslosenanteil." in since_before


def test_a_figure_of_a_quarter_before_the_pandemic_is_not_told_as_one_of_the_year(
    tmp_path: Path,
) -> None:
    database = build(
        tmp_path / "x.duckdb",
        "update marts.fct_indicator set period = '2018-Q4', value = 0.042 "
        "where indicator_id = 'same' and area_id = 'kiez:02' and period = '2018'",
    )
    page = words(section(report_model(database), "profil-02-zahlen"))
    assert f"4.{NBSP}Quartal 2018: 4,2{NBSP}%" in page


def test_without_declared_breaks_none_is_told(changed: Callable[..., Report]) -> None:
    page = changed("delete from declared.note").annex_page
    assert "Bekannter Bruch" not in page
    assert "Ukraine" not in page


def test_survey_tables_say_what_their_intervals_assume(report: Report) -> None:
    (table,) = tables(section(report.model, "indikator-same"))
    (said,) = [note for note in table.notes if note.startswith("Befragung:")]
    assert "3.000 Antworten je Befragung" in said
    assert "Design-Effekt von 1,2" in said
    other = tables(section(report.model, "indikator-jobless"))[0]
    assert not any("Antworten" in note for note in other.notes)


def test_coverage_speaks_of_people_who_use_it_not_of_places_used(report: Report) -> None:
    said = words(section(report.model, "anhang-deckung"))
    assert "Nutzende je 100 Personen der Zielgruppe" in said
    assert "genutzte Plätze" not in said


def test_coverage_shows_surplus_and_says_what_is_unknown(report: Report) -> None:
    table = tables(section(report.model, "angebot-day-care"))[0]
    titles = [column.title for column in table.columns]
    surplus = titles.index("Plätze gegenüber dem Stadtwert")
    assert [row.cells[surplus].text for row in table.rows[:2]] == ["\N{MINUS SIGN}25", "+25"]
    assert table.rows[2].cells[1].text == "unbekannt"
    assert "ist nicht bekannt" in words(section(report.model, "angebot-advice"))
    assert "angebot-nothing" not in {one.anchor for one in sections(report.model)}


def test_estimates_do_not_move_an_area_up_in_the_ranking(report: Report) -> None:
    table = tables(section(report.model, "schwerpunkte"))[0]
    assert [row.cells[0].text for row in table.rows][:2] == ["04 Dorfanger", "03 Cäcilienhof"]
    assert table.rows[0].cells[-1].text == f"≈{NBSP}1"
    assert [cell.text for cell in table.rows[0].cells[1:5]] == ["1", "1", "1", "1"]


def test_sources_say_in_words_whether_they_are_up_to_date(report: Report) -> None:
    (table,) = tables(section(report.model, "quellen-liste"))
    freshness = {row.cells[0].text: row.cells[-1] for row in table.rows}
    assert freshness["Arbeitslose"].text == "veraltet"
    assert freshness["Arbeitslose"].detail == "Neue Zahlen erwartet bis 31.03.2024"
    assert freshness["Bevölkerung"].text == "aktuell"
    assert freshness["Kindertagesstätten"].text == "abgeschlossen"
    assert freshness["Nie geladen"].text == "nicht geladen"


def test_failing_warning_is_told_in_german_and_the_machine_text_is_left_to_the_annex(
    report: Report,
) -> None:
    one = section(report.model, "pruefungen")
    assert "Von 2 Prüfungen der Daten ist 1 nicht bestanden." in words(one)
    cells = tables(one)[-1].rows[0].cells
    assert [cell.text for cell in cells] == [
        "Teile ergeben die Summe.",
        "Warnung",
        "88 Zeilen betroffen",
    ]
    assert "88 sums fall short" not in "".join(report.pages)
    checks = next(one for one in report.model.tables if one.name == "pruefungen")
    assert "88 sums fall short" in checks.rows[-1]
    assert "Parts add up." not in "".join(report.pages)


def test_every_table_row_fits_its_columns(report: Report) -> None:
    for block in blocks(report.model):
        if block.kind == "table":
            assert {len(row.cells) for row in block.rows} <= {len(block.columns)}, block.caption


def test_anchors_are_unique_and_every_link_has_its_section(report: Report) -> None:
    anchors = [one.anchor for one in sections(report.model)]
    assert len(anchors) == len(set(anchors))
    linked = set()
    for block in blocks(report.model):
        if block.kind == "bullets":
            linked |= {item.anchor for item in block.items}
        elif block.kind == "table":
            linked |= {column.anchor for column in block.columns}
    assert linked - {""} <= set(anchors)


def test_every_picture_names_its_sources_its_date_and_its_estimates(report: Report) -> None:
    figures: list[Figure] = []
    for block in blocks(report.model):
        if isinstance(block, Figure):
            figures.append(block)
        elif isinstance(block, Panels):
            figures.extend(block.figures)
        elif isinstance(block, Facts) and block.figure:
            figures.append(block.figure)
    assert len(figures) > 10
    said = " ".join(re.sub("<[^>]+>", "", page) for page in report.pages)
    # a grid that only says where an area lies is no map of a source
    grids = [one for one in figures if not one.source_de]
    assert not any(one.title for one in grids)
    for figure in [one for one in figures if one not in grids]:
        assert re.fullmatch(r"Quellen?: .+; Stand: .+\.", figure.source_de), figure.title
        assert figure.source_de in said
    maps = {one.title: one.source_de for one in panels_of(report, "karten")}
    assert maps["Arbeitslosenanteil"] == (
        f"Quellen: Arbeitslose; Bevölkerung; Stand: 4.{NBSP}Quartal 2023; ≈ Schätzwert."
    )
    assert "Schätzwert" not in maps["Sterberate"]


def panels_of(report: Report, anchor: str) -> tuple[Figure, ...]:
    return next(
        one.figures for one in section(report.model, anchor).blocks if isinstance(one, Panels)
    )


@pytest.mark.parametrize(
    ("sure", "sign", "count"), [("true", "5", "1 von 1"), ("false", "(5)", "0 von 1")]
)
def test_a_class_that_is_not_sure_stands_in_brackets_and_does_not_count(
    changed: Callable[..., Report], sure: str, sign: str, count: str
) -> None:
    report = changed(
        f"update marts.mart_need set class_is_sure = {sure} "
        "where indicator_id = 'deaths' and rank = 1"
    )
    (row,) = [
        row
        for table in tables(section(report.model, "indikator-deaths"))
        for row in table.rows
        if row.cells[0].text == "04 Dorfanger"
    ]
    shown = next(cell for cell in row.cells if cell.need_class)
    assert (shown.text, "nicht gesichert" in shown.spoken) == (sign, sign == "(5)")
    page = tables(section(report.model, "profil-04-zahlen"))[0]
    assert {row.cells[0].text: row.cells[4].text for row in page.rows}["Sterberate"] == sign
    (overview,) = tables(section(report.model, "profile"))
    assert {row.cells[0].text: row.cells[-1].text for row in overview.rows}["04 Dorfanger"] == count


def test_the_glossary_begins_with_the_citys_own_words(changed: Callable[..., Report]) -> None:
    report = changed(
        "create table declared.glossary (term varchar, position integer, meaning_de varchar)",
        "insert into declared.glossary values ('Kz', 0, 'Kiez.')",
    )
    (listed,) = section(report.model, "glossar").blocks
    assert isinstance(listed, Bullets)
    assert (listed.items[0].lead, listed.items[0].text) == ("Kz:", "Kiez.")
    sheet = next(one for one in report.model.tables if one.name == "glossar")
    assert sheet.rows[0] == ("Kz", "Kiez.")


def test_the_time_of_the_crisis_is_the_citys(changed: Callable[..., Report]) -> None:
    page = "".join(
        changed(
            "update declared.pandemic set shown_from = '2021-06-01', shown_until = '2023-12-31'"
        ).pages
    )
    assert "Vergleichswert vor Juni 2021" in page
    assert "Niedrigster 2021/23" in page
    assert "2020/21" not in page


def test_a_forecast_is_no_newest_figure(changed: Callable[..., Report]) -> None:
    model = changed(
        "update marts.mart_source_status set data_until = date '2040-12-31' "
        "where source_id = (select min(source_id) from marts.mart_source_status)"
    ).model
    assert "2040" not in " ".join(str(value) for _, value in model.facts)


def test_figures_of_a_year_that_has_not_ended_reach_no_day_to_come(
    changed: Callable[..., Report],
) -> None:
    begun = changed(
        "update marts.mart_source_status set data_until = date '2024-12-31' "
        "where data_until is not null",
        "update marts.dim_area set population_on = date '2024-12-31'",
    )
    assert dict(begun.model.facts)["Neueste Daten"] == "2024"
    said = "".join(begun.pages)
    assert "(Stand 2024)" in said
    assert not re.search(r"31\.12\.2024|31\.\s?Dezember 2024", said)


def test_the_signs_of_the_whole_city_stand_over_time_and_at_what_the_pandemic_brought(
    changed: Callable[..., Report],
) -> None:
    report = changed(
        "update marts.fct_indicator set status = 'preliminary' where area_level = 'city'",
        "alter table marts.mart_pandemic_effect add column status varchar default 'preliminary'",
    )
    found = tables(section(report.model, "feld-arbeit"))
    observed = next(one for one in found if any(c.title == "beobachtet" for c in one.columns))
    for table, column in ((over_time(report, "feld-arbeit"), 4), (observed, 2)):
        shown = [str(row.cells[column].text) for row in table.rows]
        assert shown
        assert all(one.endswith(f"{NBSP}p") for one in shown if one != "–")
        assert any("vorläufig" in note for note in table.notes)


def test_what_a_source_says_of_a_figure_stands_at_it_and_is_explained(
    changed: Callable[..., Report],
) -> None:
    said = {"kiez:01": "preliminary", "kiez:02": "limited", "kiez:03": "revised"}
    page = "".join(
        changed(
            *(
                f"update marts.fct_indicator set status = '{status}' "
                f"where indicator_id = 'deaths' and area_id = '{area}'"
                for area, status in said.items()
            )
        ).pages
    )
    for sign, word in (
        ("6,0\u00a0p", "…\u00a0p: nach Angabe der Quelle vorläufig: "),
        ("(7,0)", "(…): nach Angabe der Quelle eingeschränkt aussagekräftig: "),
        ("8,0\u00a0r", "…\u00a0r: nach Angabe der Quelle berichtigt: "),
    ):
        assert sign in page
        assert word in page
    assert "9,0\u00a0p" not in page


def test_what_trends_and_coverage_rest_on_is_told_where_it_is_not_final(
    report: Report, changed: Callable[..., Report]
) -> None:
    add = "alter table marts.mart_coverage add column status varchar default 'known'"
    before = "".join(report.pages)
    assert "75,0\u00a0%\u00a0p" not in before
    assert "zum Teil auf vorläufigen Zahlen" not in before
    after = changed(
        add,
        "update marts.mart_coverage set status = 'preliminary' where area_id = 'bezirk:1'",
        "update marts.mart_coverage set status = 'limited' where area_id = 'bezirk:2'",
        "update marts.fct_indicator set status = 'preliminary' where area_id like 'bezirk:%'",
        "update marts.mart_need set trend = 'rising' where area_id like 'bezirk:%'",
    )
    page = "".join(after.pages)
    assert "50,0\u00a0%\u00a0p" in page
    assert "(83,3\u00a0%)" in page
    assert "nach Angabe der Quelle vorläufig: " in page
    assert "Das beruht zum Teil auf vorläufigen Zahlen." in page


@pytest.mark.parametrize(
    ("attribution", "said"),
    [
        ("Stadtamt", "Datenquelle: Stadtamt"),
        ("Quelle: Stadtamt", "Quelle: Stadtamt"),
    ],
)
def test_a_source_that_names_itself_one_is_not_called_so_twice(
    changed: Callable[..., Report], attribution: str, said: str
) -> None:
    page = "".join(changed(f"update declared.city set attribution = '{attribution}'").pages)
    assert f"<p>{said}</p>" in page
    assert f"{said}." in page
    assert "Datenquelle: Quelle" not in page
