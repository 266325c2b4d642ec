"""What is not known of some areas is told beside what is known of others: no "nowhere"."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from sozialraum.report import report_model
from sozialraum.report.chapters import (
    answers,
    changes,
    city_answers,
    coverability,
    planning,
    profile_findings,
)
from sozialraum.report.chapters.development import moved
from sozialraum.report.chapters.main import decide
from sozialraum.report.chapters.shapes import Item, ReportModel
from sozialraum.report.rows.figures import PandemicEffect
from sozialraum.report.rows.read import read_tables
from sozialraum.words import Joined, Listing, Message, Name, Words
from tests.report.conftest import build, section, tables, words
from tests.report.test_report_answers import MARTS
from tests.report.test_report_pictures import PICTURES, figures, titled

EFFECT = "update marts.mart_pandemic_effect set finding = "


@pytest.fixture
def model(tmp_path: Path) -> Callable[..., ReportModel]:
    """The model of the synthetic city after some SQL statements."""
    return lambda *changed: report_model(build(tmp_path / "city.duckdb", *changed))


def said(model: ReportModel, *anchors: str) -> str:
    text = "\n".join(words(section(model, anchor)) for anchor in anchors)
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_an_area_whose_coverage_is_unknown_is_not_above_the_city(
    model: Callable[..., ReportModel],
) -> None:
    told = said(
        model("update marts.mart_coverage set coverage_class = 'about_city' where used = 40"),
        "deckung-plaetze",
    )
    assert "Keines der 2 vergleichbaren Gebiete dieser Ebene (Bezirke) liegt deutlich" in told
    assert "1 Gebiet lässt sich nicht vergleichen." in told


def test_without_the_ratio_of_the_city_no_area_is_above_it(
    model: Callable[..., ReportModel],
) -> None:
    told = said(
        model(
            "update marts.mart_coverage set city_coverage_ratio = null, coverage_class = 'unknown'"
        ),
        "deckung-plaetze",
    )
    assert "Welche Gebiete (Bezirke) unter der Deckung der Stadt liegen, lässt sich für" in told
    assert "deutlich darunter" not in told


@pytest.mark.parametrize(("of", "is_told"), [("period", False), ("'2022'", True)])
def test_people_of_another_day_than_the_places_are_told_with_their_day(
    model: Callable[..., ReportModel], of: str, is_told: bool
) -> None:
    told = said(
        model(
            "alter table marts.mart_coverage add column target_period varchar",
            f"update marts.mart_coverage set target_period = {of}",
        ),
        "angebot-day-care",
    )
    assert ("wo sie nicht vom selben Zeitraum ist: 2022." in told) == is_told


def effect(indicator: str, area: str, finding: str, level: str = "bezirk", **more: Any) -> Any:
    named = dict.fromkeys(PandemicEffect.__dataclass_fields__)
    one = {"indicator_id": indicator, "area_id": area, "area_level": level, "finding": finding}
    return PandemicEffect(**{**named, **one, **more})  # type: ignore[arg-type]


def facts_of(*effects: PandemicEffect) -> Any:
    """Facts with these findings, of indicators and areas that are called by their ids."""
    ids = dict.fromkeys(one.indicator_id for one in effects)
    level = SimpleNamespace(plural_de="Bezirke", name_de="Bezirk")
    return SimpleNamespace(
        tables=SimpleNamespace(
            effects=list(effects),
            city_answers=[],
            need_coverage=[],
            indicators=[SimpleNamespace(indicator_id=one) for one in ids],
            city=SimpleNamespace(city_area_id="city", city_name="Stadt"),
        ),
        level=lambda name: level,
        place=lambda area: area,
        indicator=lambda one: None,
    )


def test_no_difference_is_told_of_indicators_by_the_finding_of_the_whole_city() -> None:
    """``i`` is told by name; of ``k`` the city cannot be judged, though an area shows nothing."""
    facts = facts_of(
        effect("i", "city", "none", "city"), effect("i", "a", "new_need"),
        effect("j", "city", "none", "city"), effect("j", "a", "relieved"),
        effect("k", "city", "not_assessable", "city"), effect("k", "a", "none"),
        effect("m", "city", "relieved", "city"), effect("m", "a", "none"),
        effect("n", "a", "none"),
    )  # fmt: skip
    told = Words("de").say(answers._not_found(facts))
    assert told.startswith(
        "Bei 1 weiteren Indikator zeigt sich für die ganze Stadt kein gesicherter Unterschied. "
        "Bei 1 Indikator war der Bedarf für die ganze Stadt gesichert geringer als erwartet. "
        "Bei 2 Indikatoren fehlt für die ganze Stadt der Vergleich"
    )


def test_each_level_says_of_how_many_areas_and_a_class_that_is_not_known_was_not_high() -> None:
    own = (
        effect("i", "a", "aggravated", excess_pct=0.2),
        effect("i", "b", "aggravated", excess_pct=0.1, need_class_before=4),
        effect("i", "c", "not_assessable"),
        effect("i", "d", "new_need", "kiez", excess_pct=0.3, need_class_before=2),
    )
    facts = facts_of(*own)
    indicator: Any = SimpleNamespace(indicator_id="i", name_de="I", slug="i", unit="percent")
    item: Item = answers._found(facts, indicator, own)
    told = Words("de").say(Joined((item.text,)))
    assert "in 2 von 3 (Bezirke); nicht beurteilbar: 1." in told
    assert "überall (1 Bezirke)." in told
    assert "Verschärft (schon vorher hoch) in 1: b (" in told
    assert "Verschärft (wie hoch vorher, ist nicht bekannt) in 1: a (" in told


@pytest.mark.parametrize(
    ("findings", "text"),
    [
        (["not_assessable"], "lässt sich die Zeit vor der Pandemie nicht vergleichen"),
        (["none", "not_assessable"], "Beim einzigen vergleichbaren Indikator ist"),
        (["none", "relieved"], "Bei keinem der 2 vergleichbaren Indikatoren ist"),
    ],
)
def test_the_page_of_an_area_says_of_how_many_findings_it_speaks(
    findings: list[str], text: str
) -> None:
    facts = facts_of(*(effect(str(n), "a", one) for n, one in enumerate(findings)))
    area: Any = SimpleNamespace(area_id="a")
    (told,) = profile_findings.in_short(facts, area)
    assert text in Words("de").say(told)


def test_in_no_area_is_said_of_those_that_can_be_judged(
    model: Callable[..., ReportModel],
) -> None:
    made = model(f"{EFFECT}'none', conclusive = true where area_id = 'bezirk:1'")
    told = said(made, *(one.anchor for one in (*made.sections, *made.annex)))
    assert "In keinem der beurteilbaren Gebiete (2) ist ein Unterschied gesichert; nicht" in told


def test_pictures_say_how_many_areas_they_leave_out(model: Callable[..., ReportModel]) -> None:
    made = model(
        MARTS,
        PICTURES,
        "update marts.fct_indicator set ci_low = null where indicator_id = 'same' "
        "and area_id in ('kiez:03', 'kiez:04')",
        "delete from marts.mart_outlook where area_id = 'bezirk:1'",
    )
    assert "Blaukiez. Nirgends ist ein Rückgang gesichert. Nicht vergleichbar: 2 Gebiete." in (
        titled(made, "rank", "Überall gleich").caption
    )
    (ahead,) = [one for one in figures(made, "rank") if one.anchor == "bild-ausblick-day-care"]
    assert ahead.caption.endswith("Nicht bekannt: 1 Gebiet.")


def test_the_newest_index_that_has_scores_is_read_of_publications_of_the_first_version(
    tmp_path: Path,
) -> None:
    """They have no `is_latest`. Of 2024 a part of the index is not out yet."""
    database = build(
        tmp_path / "city.duckdb",
        "create table marts.mart_social_index (area_id varchar, area_level varchar, year integer, "
        "status_score double, status_rank bigint, areas_ranked bigint, status_class varchar, "
        "dynamic_score double, dynamic_class varchar, index_class varchar, method varchar)",
        "insert into marts.mart_social_index values "
        "('kiez:01', 'kiez', 2022, 0.5, 1, 4, '3', 0.1, '+', '3+', 'direct'), "
        "('kiez:01', 'kiez', 2023, 0.4, 1, 4, '3', 0.1, '+', '3+', 'direct'), "
        "('kiez:01', 'kiez', 2024, null, null, null, null, null, null, null, 'direct'), "
        "('bezirk:1', 'bezirk', 2022, 0.4, 1, 3, '3', 0.1, '+', '3+', 'direct')",
    )
    found = [(one.area_id, one.year) for one in read_tables(database).index]
    assert found == [("bezirk:1", 2022), ("kiez:01", 2023)]


def test_only_voices_that_are_sure_say_the_same() -> None:
    """Four areas of which two voices say the same, one of them that nothing is sure."""
    facts = facts_of(effect("i", "a", "none"))
    facts.tables.priorities = [
        SimpleNamespace(area_id=str(n), voices=voices, direct_says=direct, index_says=index)
        for n, (voices, direct, index) in enumerate((
            ("agree", "high", "high"), ("agree", "average", "average"), ("agree", None, "low"),
            ("differ", "high", "average"), ("contradict", "high", "low"), (None, "high", None),
        ))
    ]  # fmt: skip
    (paragraph,) = decide._sure(facts)
    told = Words("de").say(paragraph.text)  # type: ignore[union-attr]
    assert told.endswith(
        "in 2 von 6 Gebieten gesichert dasselbe; hoch: 0; niedrig: 2. In 1 lässt keine von ihnen "
        "das Gebiet von der Mitte unterscheiden. Nur ein Teil von ihnen ist gesichert bei: 3. Sie "
        "widersprechen sich bei: 4. In 1 liegt höchstens eine davon vor."
    )


def answered(*cells: tuple[str, str, str], city: dict[str, str] | None = None) -> Any:
    """Facts with answers (area, theme, coverability), and those for the city by theme."""
    facts = facts_of(effect("i", "a", "none"))
    facts.tables.need_coverage = [
        SimpleNamespace(area_id=area, theme=theme, coverability=result)
        for area, theme, result in cells
    ]
    facts.tables.city_answers = [
        SimpleNamespace(theme=theme, coverability=result) for theme, result in (city or {}).items()
    ]
    facts.tables.open_questions = []
    return facts


@pytest.mark.parametrize(("city", "counts"), [({}, (1, 1, 2)), ({"u": "covered"}, (0, 2, 2))])
def test_a_theme_that_is_answered_in_one_area_is_open_in_the_others(
    city: dict[str, str], counts: tuple[int, int, int]
) -> None:
    facts = answered(
        ("a", "t", "covered"), ("b", "t", "unknown"), ("a", "u", "unknown"), city=city
    )  # fmt: skip
    assert answers.undecided(facts) == counts
    only = [one.theme for one in city_answers.only_for_the_city(facts)]
    assert only == list(city)
    told = Message("answers-unknown", n=0, partly=3, themes=9, questions=0, chapter=Name("6"))
    assert Words("de").say(told) == "3 von 9 Themen in einem Teil der Gebiete."


def test_an_answer_rests_on_estimates_where_its_reasons_say_so() -> None:
    rows: Any = [SimpleNamespace(reasons=one) for one in (["need_by_proxy"], ["providers_differ"])]
    assert [coverability.is_limited(some) for some in (rows, rows[:1], rows[1:])] == [
        "some", "all", "none",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("judged", "said"),
    [
        (0, "Zu keinem Thema lässt sich sagen, ob"),
        (1, "Von 9 Themen lässt sich 1 nach einer eigenen Zahl beurteilen; gesichert hoch ist"),
        (3, "Von 9 Themen lassen sich 3 nach einer eigenen Zahl beurteilen; gesichert hoch ist"),
    ],
)
def test_no_high_need_is_said_of_the_themes_that_can_be_judged(judged: int, said: str) -> None:
    told = Message("area_page-high", n=0, themes=Listing(()), judged=judged, all=9)
    assert Words("de").say(told).startswith(said)


@pytest.mark.parametrize(
    ("findings", "said"),
    [
        (["not_assessable"], "Kein Befund lässt sich beurteilen"),
        (["unsure"], "Kein Befund lässt sich beurteilen"),
        (["none", "not_assessable"], "keinen neuen oder verschärften Bedarf"),
        (["none", "not_assessable"], "Bei 1 von 2 Vergleichen mit der Zeit davor ist offen"),
        (["none", "new_need"], "Auf jeden neuen oder verschärften Bedarf geht"),
        (["not_assessable", "counted"], "Auf jeden neuen oder verschärften Bedarf geht"),
    ],
)
def test_plans_are_not_praised_where_there_is_no_finding(findings: list[str], said: str) -> None:
    facts = facts_of(
        *(
            effect("i", "a", "none", conclusive=False) if one == "unsure" else effect("i", "a", one)
            for one in findings
            if one != "counted"
        )
    )
    if "counted" in findings:
        facts.tables.city_answers.append(SimpleNamespace(need_change="worse"))
    assert said in Words("de").say(planning.none_open(facts))


@pytest.mark.parametrize(
    ("finding", "said"),
    [
        ("none", "kein gesicherter Unterschied"),
        ("relieved", "gesichert weniger Bedarf als erwartet"),
        ("not_assessable", "nicht zu beurteilen"),
    ],
)
def test_a_city_that_cannot_be_judged_is_not_one_without_a_difference(
    finding: str, said: str
) -> None:
    own = (effect("i", "city", finding, "city"), effect("i", "a", "new_need", excess_pct=0.2))
    indicator: Any = SimpleNamespace(indicator_id="i", name_de="I", slug="i", unit="percent")
    item: Item = answers._found(facts_of(*own), indicator, own)
    assert f"Stadt insgesamt: {said}." in Words("de").say(Joined((item.text,)))


def test_easy_language_says_that_something_is_not_known(
    model: Callable[..., ReportModel],
) -> None:
    made = model(
        MARTS, f"{EFFECT}'not_assessable'", "update marts.mart_need_coverage set urgency = null"
    )
    assert made.plain is not None
    told = words(made.plain)
    assert "Dazu fehlen noch Zahlen." in told
    assert "keine sichere" not in told
    assert "Das ist noch unklar." in told
    assert "besonders eilig:" not in told.split("In diesen Teilen")[0]


def test_areas_without_an_earlier_figure_are_told_beside_a_picture_of_changes() -> None:
    known: Any = SimpleNamespace(ci_low=1.0, ci_high=2.0)
    unknown: Any = SimpleNamespace(ci_low=None, ci_high=None)
    assert [moved(known, one) for one in (known, unknown, None)] == [
        "same", "unknown", "unknown",
    ]  # fmt: skip


def test_a_class_that_is_not_known_any_more_is_a_change(tmp_path: Path) -> None:
    before = build(tmp_path / "may.duckdb", "update declared.city set as_of = date '2024-05-31'")
    now = build(
        tmp_path / "june.duckdb",
        "update marts.mart_need set need_class = null, z_score = null "
        "where area_id = 'bezirk:3' and indicator_id = 'jobless'",
    )
    one = section(report_model(now, before), "aenderungen")
    (classes,) = tables(one)
    assert [[cell.text for cell in row.cells] for row in classes.rows] == [
        ["3 Süd", "Arbeitslosenanteil", "5", "–"]
    ]


def test_the_class_of_an_area_that_is_gone_is_a_change_and_a_cut_list_says_so(
    tmp_path: Path,
) -> None:
    before = build(tmp_path / "may.duckdb", "update declared.city set as_of = date '2024-05-31'")
    now = build(
        tmp_path / "june.duckdb",
        "delete from marts.mart_need where area_id = 'bezirk:3' and indicator_id = 'jobless'",
        "delete from marts.fct_indicator where area_id = 'bezirk:3' and indicator_id = 'jobless'",
    )
    one = section(report_model(now, before), "aenderungen")
    (classes,) = tables(one)
    assert [row.cells[-1].text for row in classes.rows] == ["–"]


def test_figures_that_are_gone_or_older_than_in_the_last_edition_are_told(tmp_path: Path) -> None:
    before = build(tmp_path / "may.duckdb", "update declared.city set as_of = date '2024-05-31'")
    now = build(
        tmp_path / "june.duckdb",
        "update marts.fct_indicator set value = null where indicator_id = 'deaths'",
    )
    told = words(section(report_model(now, before), "aenderungen"))
    assert "Sterberate: keine Zahlen mehr, bisher bis 2023." in told
    assert "Weggefallene oder nur noch ältere Zahlen:" in told
    assert "Neue Zahlen:" not in told
    assert changes._class_cell(None).text == "–"
