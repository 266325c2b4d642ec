"""The page in plain language keeps the rules that a machine sees, and says what the report says."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from sozialraum.declarations import load_catalogue
from sozialraum.report import ReportModel, report_model, write_plain_html
from sozialraum.report.chapters.shapes import Section
from sozialraum.words import Words
from tests.plain_language import NEGATION, faults
from tests.report.browser import axe_violations, needs_browser, opened
from tests.report.conftest import build, section, words
from tests.report.test_report_answers import MARTS
from tests.words.test_catalogue import entries, told

PLAIN = (
    "alter table declared.theme add column plain_de varchar",
    "update declared.theme set plain_de = 'Menschen ohne Arbeit' where theme = 'work'",
)
NEGATED = {"plain-unexamined", "plain-urgent-themes"}
"""What cannot be said without: that nobody examined the text, that nothing is urgent."""


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> ReportModel:
    return report_model(build(tmp_path_factory.mktemp("plain") / "x.duckdb", MARTS, *PLAIN))


@pytest.fixture(scope="module")
def page(model: ReportModel, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_plain_html(model, tmp_path_factory.mktemp("plain") / "leichte-sprache.html")


def lines(one: Section) -> Iterator[str]:
    yield from words(one).split("\n")


def test_every_sentence_of_the_catalogue_keeps_the_rules() -> None:
    say = Words("de").say
    found = [
        f"{message}: {text!r}: {', '.join(wrong)}"
        for message in entries("de")
        if message.startswith("plain-")
        for text in {say(one) for one in told("de", message)}
        if (wrong := faults(text))
    ]
    assert found == []


def test_only_subjects_that_a_table_of_the_city_has_are_named(tmp_path: Path) -> None:
    gone = "delete from marts.dim_indicator where theme = 'work'"
    with_it, without = (
        words(report_model(build(tmp_path / f"{n}.duckdb", *PLAIN, *changes)).plain.sections[0])
        for n, changes in enumerate(((), (gone,)))
    )
    assert "Menschen ohne Arbeit" in with_it
    assert "Arbeit" not in without


def test_only_few_sentences_deny_something() -> None:
    say = Words("de").say
    denying = {
        message
        for message in entries("de")
        if message.startswith("plain-")
        and any(re.search(NEGATION, say(one)) for one in told("de", message))
    }
    assert denying == NEGATED


def test_the_citys_themes_have_plain_names() -> None:
    themes = load_catalogue().theme_map
    assert {key: faults(one.plain) for key, one in themes.items() if one.plain} == {
        key: [] for key in themes
    }
    assert len({one.plain for one in themes.values()}) == len(themes)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Das wird gemacht.", "passive"),
        ("Das wäre gut.", "Konjunktiv"),
        ("Die Zahl der Plätze fehlt.", "genitive"),
        ("Das Haus des Rates ist alt.", "genitive"),
        ("Es gibt zwei Fragen.", "number as a word"),
        ("Das sind 5 %.", "special sign"),
        ("Das ist gut. Das auch.", "more than one sentence"),
        ("Hilfe, die fehlt.", "relative clause"),
        ("Die Kindertagesbetreuung reicht.", "long word Kindertagesbetreuung"),
        ("Eins zwei a b c d e f g h i j k.", "13 words"),
    ],
)
def test_a_fault_is_seen(text: str, fault: str) -> None:
    assert fault in faults(text)


def test_it_says_first_that_nobody_has_examined_it(model: ReportModel) -> None:
    assert model.plain is not None
    first = [block for block in model.plain.blocks if block.kind == "paragraph"]
    assert first[1].text == "Prüferinnen und Prüfer haben diesen Text noch nicht geprüft."
    assert first[1].style == "important"


def test_it_says_what_the_report_says(model: ReportModel) -> None:
    assert model.plain is not None
    said = list(lines(model.plain))
    assert "Die Stadt Musterstadt hat dazu Zahlen gesammelt." in said
    assert "Hier fehlt Hilfe:" in said
    # the same words as in the report, or plain ones where the city has some
    assert "Menschen ohne Arbeit" in said
    assert "Arbeit finden" not in said
    assert "Gesund leben: in 1 von 4 Teilen" in said
    assert "Der Bericht ist vom 30.\N{NO-BREAK SPACE}Juni 2024." in said
    plans = next(one for one in model.plain.sections if one.anchor == "leicht-plaene")
    assert "Verzeichnet sind 2 Planungen" in words(section(model, "planungen"))
    total, *parts = [int(one) for one in re.findall(r"\b\d+\b", words(plans))]
    assert total == sum(parts) == 2


def test_an_area_is_told_of_where_figures_of_their_own_show_several_high_needs(
    tmp_path: Path,
) -> None:
    high = (
        "update marts.mart_need_coverage set need = 'high' where area_id in ('kiez:01', 'kiez:02')"
    )
    proxy = (
        "alter table marts.mart_need_coverage add column reasons varchar[]",
        "update marts.mart_need_coverage set reasons = case when area_id = 'kiez:02' "
        "then ['need_by_proxy'] else [] end",
    )
    made = report_model(build(tmp_path / "x.duckdb", MARTS, high, *proxy))
    assert made.plain is not None
    (areas,) = [one for one in made.plain.sections if one.anchor == "leicht-teile"]
    assert [one.title for one in areas.sections] == ["Äußere Öde, Süd"]


def test_areas_that_surely_come_first_are_named_alone(tmp_path: Path, model: ReportModel) -> None:
    order = (
        "create table marts.mart_priority as select area_id, 'not_told_apart' as priority_group, "
        "2::bigint as priority_group_from, rank as priority_rank_low, rank as priority_rank_high, "
        "rank::double as priority_rank_mean from marts.mart_urgency_sensitivity",
        "update marts.mart_priority set priority_group = 'clearly_first' where area_id = 'kiez:03'",
    )
    surely = report_model(build(tmp_path / "x.duckdb", MARTS, *order))
    for made, named, unsure in ((surely, 1, False), (model, 3, True)):
        assert made.plain is not None
        urgent = next(one for one in made.plain.sections if one.anchor == "leicht-eilig")
        said = list(lines(urgent))
        assert ("Die Reihenfolge ist unsicher." in said) == unsure
        first = said.index("In diesen Teilen ist Hilfe besonders eilig:") + 1
        assert len([one for one in urgent.blocks if one.kind == "bullets"][1].items) == named
        assert (said[first] == "Cäcilienhof") == (named == 1)


def test_a_city_without_council_marts_or_plain_names_has_a_page_too(database: Path) -> None:
    made = report_model(database)
    assert made.plain is not None
    said = list(lines(made.plain))
    assert "Im Bericht fehlen noch die Pläne." in said
    assert "Die Stadt entscheidet." in said
    assert not any("Rat" in one.split() for one in said)


def test_each_sentence_stands_on_a_line_in_large_type_without_script(page: Path) -> None:
    text = page.read_text("utf-8")
    assert "<script" not in text
    assert "<table" not in text
    assert '<html lang="de">' in text
    size = re.search(r"font: ([\d.]+)rem/([\d.]+) Arial", text)
    assert size
    assert float(size[1]) >= 1.2
    assert float(size[2]) >= 1.5
    assert "hyphens: manual" in text
    assert "justify" not in text
    sentences = re.findall(r"<p[^>]*>([^<]*)</p>", text)
    assert len(sentences) > 30
    assert [one for one in sentences if "more than one sentence" in faults(one)] == []


def test_its_links_lead_to_files_of_the_report(page: Path) -> None:
    from sozialraum.report import FORMS

    links = re.findall(r'href="([^"]+)"', page.read_text("utf-8"))
    assert links
    assert set(links) <= set(FORMS)


def test_names_are_escaped(tmp_path: Path) -> None:
    evil = "<script>alert(1)</script>"
    changed = build(
        tmp_path / "x.duckdb",
        MARTS,
        f"update declared.theme set name_de = '{evil}'",
        f"update declared.city set city_name = '{evil}', official_name = '{evil}'",
    )
    text = write_plain_html(report_model(changed), tmp_path / "x.html").read_text("utf-8")
    assert "<script" not in text
    assert "&lt;script&gt;" in text


@pytest.mark.browser
@needs_browser
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing(page: Path, width: int) -> None:
    with opened(page, viewport={"width": width, "height": 900}) as tab:
        assert axe_violations(tab) == []
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
