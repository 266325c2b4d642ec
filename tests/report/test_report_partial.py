"""Empty and partial data are told in words; the report is always made."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from sozialraum.base.errors import MonitorError
from sozialraum.report import report_model
from sozialraum.report.chapters.shapes import Section
from tests.report.conftest import Report, build, section, sections, tables, words
from tests.report.test_report_answers import MARTS

Changed = Callable[..., Report]


def test_report_of_an_empty_database_is_made_and_says_that_nothing_is_there(
    changed: Changed,
) -> None:
    empty = changed(
        *(
            f"delete from marts.{table}"
            for table in (
                "fct_indicator", "mart_need", "mart_coverage", "mart_source_status",
                "mart_data_quality", "dim_area",
            )
        )
    )  # fmt: skip
    outstanding = words(section(empty.model, "anhang-schlussfolgerungen"))
    assert "Die Gebiete sind nicht in Klassen eingeteilt" in outstanding
    said = words(section(empty.model, "kuerze"))
    assert "Zur Deckung liegen keine Zahlen vor." in said
    assert "Es ist keine Quelle verzeichnet." in said
    assert "ungeprüft" in said
    anchors = {one.anchor for one in sections(empty.model)}
    assert not anchors & {"profile", "schwerpunkte"}
    assert empty.pdf.read_bytes().startswith(b"%PDF")


UNDECLARED = (
    "declared.pandemic", "declared.service_type", "declared.cover_rule",
    "marts.mart_pandemic_effect", "marts.mart_coverage", "marts.mart_need_coverage",
    "marts.mart_plan_review", "marts.mart_evidence",
)  # fmt: skip


def test_what_a_city_does_not_declare_has_no_word_in_its_report(changed: Changed) -> None:
    bare = changed(MARTS, *(f"delete from {table}" for table in UNDECLARED)).model
    assert [one.anchor for one in bare.sections] == ["kuerze", "bedarfe", "profile"]
    assert section(bare, "bedarfe").number == "1"
    parts = (*bare.sections, *bare.annex, bare.paper, bare.plain, bare.reading)
    said = "\n".join((bare.title, *(words(one) for one in parts)))
    unsaid = ("Pandemie", "soziale Angebote", "sozialen Angebote", "Planungen", "Auslastung",
              "Deckbarkeit", "Sozialindex", "dringlichsten")  # fmt: skip
    assert {word for word in unsaid if word in said} == set()
    assert "Gesichert hoch ist der Bedarf hier: " in said


def test_report_without_indicators_or_services(changed: Changed) -> None:
    bare = changed("delete from marts.dim_indicator", "delete from declared.service_type")
    assert "Es sind keine Indikatoren festgelegt." in words(section(bare.model, "bedarfe"))


def test_area_level_with_one_area_and_no_class(changed: Changed) -> None:
    single = changed(
        "delete from marts.dim_area where area_level = 'kiez' and area_code <> '01'",
        "delete from marts.fct_indicator where area_level = 'kiez' and area_id <> 'kiez:01'",
        "update marts.mart_need set need_class = null",
    )
    assert "schwerpunkte" not in {one.anchor for one in sections(single.model)}


def test_newest_value_alone_makes_no_line_chart_and_no_comparison(changed: Changed) -> None:
    lone = changed(
        "delete from marts.fct_indicator where area_level = 'city' and period <> '2023-Q4'"
    )
    kinds = [block.kind for block in section(lone.model, "indikator-jobless").blocks]
    assert kinds.count("figure") == 1
    assert "kein Vergleich möglich" in words(section(lone.model, "feld-arbeit"))


def test_city_without_resolution_or_official_name(changed: Changed) -> None:
    plain = changed(
        "update declared.city set resolution = null, official_name = null, attribution = null"
    )
    assert plain.model.city == "Musterstadt"
    assert "Grundlage" not in dict(plain.model.facts)


def test_database_of_two_cities_is_refused(tmp_path: Path) -> None:
    two = build(tmp_path / "two.duckdb", "insert into declared.city select * from declared.city")
    with pytest.raises(MonitorError, match=r"declared\.city has 2 rows"):
        report_model(two)


def test_profile_says_which_figures_are_missing_and_why(report: Report) -> None:
    said = words(section(report.model, "profil-03"))
    assert "geheim" in said
    assert "Für dieses Gebiet ist kein Angebot verzeichnet." in said
    assert "Das Register ist nicht vollständig" in said
    last = words(section(report.model, "profil-04"))
    assert "nicht in der Quelle" in last
    assert "nicht bekannt" in last  # its population


def test_area_without_any_figure_says_so(changed: Changed) -> None:
    bare = changed(
        "delete from marts.fct_indicator where area_level = 'kiez'",
        "delete from marts.mart_pandemic_effect where area_level = 'kiez'",
    )
    said = words(section(bare.model, "profil-01"))
    assert "Für dieses Gebiet liegt kein Wert vor." in said
    assert "kein Vergleich mit der Zeit vor der Pandemie" in said


def test_area_without_survey_figures_keeps_its_other_indicators(changed: Changed) -> None:
    without = changed("delete from marts.fct_indicator where area_id = 'kiez:02' and "
                      "indicator_id = 'same'")  # fmt: skip
    rows = {
        row.cells[0].text: row.cells[1].text
        for table in tables(section(without.model, "profil-02-zahlen"))
        for row in table.rows
    }
    assert rows["Überall gleich"] == "nicht in der Quelle"
    assert rows["Sterberate"] == "7,0"


def test_theme_without_services_is_named(changed: Changed) -> None:
    said = words(section(changed().model, "anhang-deckung"))
    assert "aber keine Zahlen über Angebote: Gesund leben." in said


def test_what_is_not_evaluated_yet_is_said_in_each_chapter(report: Report) -> None:
    assert "keine Auswertung" in words(section(report.model, "planungen"))
    assert "nicht beurteilt" in words(section(report.model, "deckung"))
    conclusions = words(section(report.model, "anhang-schlussfolgerungen"))
    assert "Eine Rangfolge nach Dringlichkeit liegt" in conclusions


def test_stale_source_becomes_a_point_to_decide(report: Report) -> None:
    said = words(section(report.model, "schlussfolgerungen"))
    assert "Aktuelle Zahlen anfordern\n" in said


def test_only_late_figures_are_asked_for_and_not_those_that_could_not_be_fetched(
    changed: Changed,
) -> None:
    down = changed(
        "update marts.mart_source_status set fresh = false, fetch_problem = 'people: answered 500',"
        " expected_until = (select as_of from declared.city) where source_id = 'people'",
        "update marts.mart_source_status set fetch_problem = 'jobs_2024: year 2024 is overdue', "
        "expected_until = (select as_of - 1 from declared.city) where source_id = 'jobs'",
    )
    assert down.model.paper is not None
    asked = words(down.model.paper)
    assert "liegen aber nicht vor: Arbeitslose" in asked
    assert "Bevölkerung." not in asked.split("liegen aber nicht vor: ")[1].split("\n")[0]
    assert "Von 1 weiteren Quelle war die jüngste Datei nicht abrufbar" in words(
        section(down.model, "quellen-liste")
    )
    (states,) = [
        {row.cells[0].text: (row.cells[-1].text, row.cells[-1].detail) for row in table.rows}
        for table in tables(section(down.model, "quellen-liste"))
    ]
    assert states["Bevölkerung"][1].startswith("Die jüngste Datei war nicht abrufbar")
    assert states["Arbeitslose"][1].startswith("Neue Zahlen erwartet bis")


def test_what_was_not_delivered_or_fetched_is_named(changed: Changed) -> None:
    lacking = changed(
        "create table marts.mart_layer_status (source_id varchar, title_de varchar, "
        "outcome varchar, status_de varchar)",
        "insert into marts.mart_layer_status values ('a', 'Spielplätze', 'absent', "
        "'noch nicht abgerufen'), ('b', 'Schulen', 'read', 'geladen')",
        "update marts.mart_source_status set fresh = null, url = 'dropbox/void/' "
        "where source_id = 'void'",
        "update marts.mart_source_status set fresh = null, state = 'unreleased' "
        "where source_id = 'jobs'",
    )
    said = words(section(lacking.model, "quellen-liste"))
    assert "Noch nicht geliefert: Nie geladen (Niemand)." in said
    assert "nicht zur Veröffentlichung freigegeben: Arbeitslose (" in said
    assert "1 Karte mit Standorten, Grenzen oder Zahlen, noch nicht abgerufen: Spielplätze." in said
    assert "Schulen" not in said
    assert "dropbox" not in lacking.page
    assert "nicht im Netz veröffentlicht; Niemand" in words(section(lacking.model, "lizenz"))


def test_an_edition_of_a_time_with_other_columns_is_compared_as_far_as_it_can_be(
    database: Path, tmp_path: Path
) -> None:
    older = build(tmp_path / "older.duckdb")
    with duckdb.connect(older) as connection:
        connection.execute("create or replace table declared.pandemic as select 1 as other")
        connection.execute("create or replace table marts.mart_open_question as select 1 as other")
    assert section(report_model(database, older), "aenderungen")


DIRECT = (
    "update marts.fct_indicator set method = 'direct'",
    "update marts.mart_coverage set method = 'direct'",
    "delete from marts.dim_area where is_unknown",
    "update marts.dim_area set area_code = lower(area_name) where area_level = 'kiez'",
    "update marts.dim_indicator set interval_method = 'wilson', cadence = 'year'",
)
"""A city with no estimates, sums, surveys, cases that could not be placed, nor numbers of areas."""


@pytest.fixture
def said(tmp_path: Path) -> Callable[..., str]:
    """All words of the report of the synthetic city with changes, without its forms."""

    def say(*changes: str) -> str:
        database = tmp_path / "changed.duckdb"
        database.unlink(missing_ok=True)
        model = report_model(build(database, *changes))
        parts = (Section("einleitung", "", model.intro), *model.sections, *model.annex)
        return "\n".join(map(words, parts))

    return say


def test_signs_and_methods_are_explained_where_the_report_has_them(
    said: Callable[..., str],
) -> None:
    used, unused = said(), said(*DIRECT)
    for word in (
        "≈",
        "Σ",
        "ohne Schätzwerte",
        "Ein Modell verteilt",
        "Befragungen",
        "Nicht zuordenbar",
        "Ihre Nummern",
    ):
        assert word in used, word
        assert word not in unused, word


def test_one_high_indicator_names_an_area_where_none_has_more(said: Callable[..., str]) -> None:
    one = said(
        "delete from marts.dim_indicator where indicator_id <> 'deaths'",
        "delete from marts.mart_need where indicator_id <> 'deaths'",
        "update marts.mart_need set class_is_sure = true",
    )
    assert "(bei 1 von 1 Indikator, sehr hoch)" in one


def test_what_has_risen_says_how_much_could_not_be_judged(said: Callable[..., str]) -> None:
    assert "lässt sich das nicht beurteilen" not in said(
        "update marts.mart_need set trend = 'stable'",
        "delete from marts.dim_indicator where indicator_id not in ('deaths', 'jobless')",
    )
    some = "update marts.mart_need set trend = 'unknown' where indicator_id <> 'deaths'"
    assert "Indikatoren lässt sich das nicht beurteilen" in said(some)


def test_an_address_that_nobody_declared_is_none(said: Callable[..., str]) -> None:
    stated = "update marts.mart_source_status set url = 'https://{}/x.csv'"
    assert "https://city.test/x.csv" in said(stated.format("city.test"))
    assert "example.org" not in said(stated.format("example.org"))


def test_that_nothing_is_sure_is_explained_where_nothing_can_be(said: Callable[..., str]) -> None:
    unsure = said("update marts.mart_need set class_is_sure = false")
    unknown = said("update marts.mart_need set class_is_sure = null")
    assert "liegt hier gesichert in Klasse 4 oder 5." in unsure
    assert "ist ein Zufallsbereich bekannt; deshalb" not in unsure
    assert "Zu keiner Zahl eines Bedarfs (Kieze) ist ein Zufallsbereich bekannt; deshalb" in unknown


def test_a_figure_that_shows_no_need_is_told_without_need_or_class(
    said: Callable[..., str],
) -> None:
    plain = said(
        "alter table marts.dim_indicator add column is_need boolean default true",
        "update marts.dim_indicator set is_need = false where indicator_id = 'jobless'",
        "update marts.mart_need set need_class = null, class_is_sure = null, rank = null, "
        "trend = null where indicator_id = 'jobless'",
        "update marts.fct_indicator set ci_low = null, ci_high = null "
        "where indicator_id = 'jobless'",
    )
    ranked = next(line for line in plain.splitlines() if "nach Höhe der Werte" in line)
    assert ranked.startswith("Arbeitslosenanteil")
    assert "Punkt: Wert." in ranked
    assert "nach Höhe des Bedarfs" in plain, "the others are of needs"


@pytest.mark.parametrize(("until", "is_old"), [("2014-12-31", True), ("2024-12-31", False)])
def test_figures_that_are_all_old_are_called_so(changed: Changed, until: str, is_old: bool) -> None:
    report = changed(f"update marts.mart_source_status set data_until = date '{until}'")
    said = words(section(report.model, "kuerze-daten"))
    told = "Die neuesten Zahlen sind vom 31.\xa0Dezember 2014; was seither geschah" in said
    assert told is is_old
