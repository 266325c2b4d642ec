"""Every kind of mistake: file, row, column, what was found and what is allowed, in German."""

import pytest
import yaml

from sozialraum.base.project import PROJECT
from sozialraum.declarations import Catalogue
from sozialraum.registers import KnownAreas
from tests.registers.conftest import Check, bundled_rows, register_of, sentence, written

COUNTS = yaml.safe_load((PROJECT / "tests/data/register_counts.yaml").read_text("utf-8"))


@pytest.mark.parametrize("register_id", COUNTS)
def test_the_bundled_registers_are_whole_and_valid(
    catalogue: Catalogue, check: Check, register_id: str
) -> None:
    path = catalogue.register_path(register_of(catalogue, register_id))
    checked = check(register_id, path.read_bytes())
    undated = [one for one in checked.warnings if not one.value]
    assert [sentence(one) for one in checked.problems if one not in undated] == []
    assert {one.column for one in undated} <= {"reported_on"}
    rows = bundled_rows(catalogue, register_of(catalogue, register_id))
    assert len(checked.rows) == len(rows) >= COUNTS[register_id]


def test_every_bundled_row_names_its_source(catalogue: Catalogue) -> None:
    for register in catalogue.registers:
        for row in bundled_rows(catalogue, register):
            assert row["source_title"], row
            assert row["source_url"].startswith("http"), row


MISTAKES = [
    ("services", {"service_id": "X1"}, "service_id", ["„X1“", "Kennung", "Ziffern"]),
    ("services", {"service_name": ""}, "service_name", ["ist leer, muss aber gefüllt sein"]),
    ("services", {"source_url": ""}, "source_url", ["muss aber gefüllt sein"]),
    ("services", {"source_url": "www.beispiel.de"}, "source_url", ["Internetadresse", "https://"]),
    ("services", {"source_url": "https://a b.de"}, "source_url", ["Internetadresse"]),
    (
        "services",
        {"planning_field": "jugendhilfeplanung"},
        "planning_field",
        ["nicht vorgesehen", "Gemeint vielleicht: jugendhilfe", "Erlaubt:", "jobcenter ("],
    ),
    ("services", {"service_type": "kiosk"}, "service_type", ["nicht vorgesehen", "debt_advice"]),
    ("services", {"sozialraum_code": "99"}, "sozialraum_code", ["„99“", "Erlaubt ist die Nummer"]),
    ("services", {"reference_year": "21"}, "reference_year", ["kein Jahr", "vier Ziffern"]),
    (
        "services",
        {
            "capacity": "12",
            "capacity_unit": "places",
            "capacity_status": "actual",
            "reference_year": "2027",
        },
        "reference_year",
        ["liegt nach dem 22.11.2026"],
    ),
    ("services", {"reference_year": "1021"}, "reference_year", ["mindestens 1990"]),
    (
        "services",
        {"capacity": "12 Plätze", "capacity_unit": "places", "capacity_status": "actual"},
        "capacity",
        ["mehr als eine Zahl"],
    ),
    (
        "services",
        {"capacity": "1,500", "capacity_unit": "places", "capacity_status": "actual"},
        "capacity",
        ["„1,500“", "ist gelesen 1,5", "keine ganze Zahl, obwohl capacity_unit „places“ sagt"],
    ),
    ("services", {"used": "2,340", "used_unit": "cases"}, "used", ["gelesen 2,34", "als 1500"]),
    (
        "services",
        {"capacity": "12900000", "capacity_unit": "places", "capacity_status": "actual"},
        "capacity",
        ["außerhalb des Möglichen", "höchstens 200000"],
    ),
    (
        "services",
        {"capacity": "12", "capacity_status": "actual"},
        "capacity_unit",
        ["ist leer, obwohl capacity", "zusammen"],
    ),
    ("services", {"ended_on": "31.02.2021"}, "ended_on", ["kein Tag, den es gibt"]),
    ("services", {"remark": "f\u00c3\u00bcr"}, "remark", ["Umlaute sind zerstört"]),
    (
        "plans",
        {"pandemic_adjustment_mentioned": "yes", "adjustment_summary": "", "last_reviewed": "2021"},
        "adjustment_summary",
        ["ist leer, obwohl pandemic_adjustment_mentioned „yes“ sagt"],
    ),
    ("plans", {"adopted_on": "2030"}, "adopted_on", ["liegt nach dem 22.11.2026"]),
    ("plans", {"period_covered": "fünf Jahre"}, "period_covered", ["Erlaubt"]),
    ("study_findings", {"theme": "wetter"}, "theme", ["nicht vorgesehen", "addiction (Sucht)"]),
    ("study_findings", {"strength": "4"}, "strength", ["nicht vorgesehen", "3 ("]),
    (
        "study_findings",
        {
            "baseline_value": "15,3",
            "baseline_is": "unclear",
            "crisis_value": "12,5",
            "direction": "up",
        },
        "direction",
        ["widerspricht den Werten (von 15,3 auf 12,5)", "down (gesunken)"],
    ),
    (
        "study_findings",
        {
            "baseline_value": "",
            "baseline_is": "",
            "crisis_value": "-8",
            "direction": "up",
            "unit": "Prozent Veränderung der Fälle",
        },
        "direction",
        ["als Veränderung", "down"],
    ),
    (
        "study_findings",
        {
            "baseline_value": "15",
            "baseline_is": "unclear",
            "crisis_value": "48",
            "direction": "unchanged",
            "unit": "Prozent mit Sorgen",
        },
        "direction",
        ["widerspricht den Werten (von 15 auf 48)", "up (gestiegen)"],
    ),
    (
        "study_findings",
        {
            "baseline_value": "",
            "baseline_is": "",
            "crisis_value": "402",
            "direction": "",
            "unit": "Prozent mit Sorgen",
        },
        "crisis_value",
        ["außerhalb des Möglichen", "mindestens 0 und höchstens 100"],
    ),
    ("provider_feedback", {"can_be_met_by": "nie"}, "can_be_met_by", ["existing (mit dem"]),
    ("provider_feedback", {"target_groups": ""}, "target_groups", ["ist leer, muss aber gefüllt"]),
    (
        "provider_feedback",
        {"target_groups": "minors | zwerge"},
        "target_groups",
        ["zwerge", "nicht vorgesehen", "adults (Erwachsene)"],
    ),
    (
        "provider_feedback",
        {"reach": "named", "sozialraum_code": "02 | 99"},
        "sozialraum_code",
        ["„02 | 99“: ist kein Stadtraum", "Erlaubt ist die Nummer"],
    ),
    ("provider_feedback", {"reported_on": "2030"}, "reported_on", ["liegt nach dem 22.11.2026"]),
    ("provider_feedback", {"holds": "2030/2031"}, "holds", ["liegt nach dem 22.11.2026"]),
    (
        "study_findings",
        {"field_period": "2031-05/2031-06"},
        "field_period",
        ["liegt nach dem 22.11.2026"],
    ),
    (
        "provider_feedback",
        {"says": "need | resources", "observed_change": "", "can_be_met_by": "task_change"},
        "says",
        ["widerspricht can_be_met_by, das „task_change“ sagt", "Dann steht hier: tasks"],
    ),
    (
        "provider_feedback",
        {"says": "need", "observed_change": "", "can_be_met_by": "not_at_present"},
        "says",
        ["widerspricht can_be_met_by", "Dann steht hier: capacity"],
    ),
    (
        "provider_feedback",
        {
            "says": "capacity | change",
            "observed_change": "unchanged",
            "can_be_met_by": "not_at_present",
        },
        "can_be_met_by",
        ["widerspricht observed_change, das „unchanged“ sagt", "Dann steht hier: existing"],
    ),
    (
        "provider_feedback",
        {"counted": ""},
        "counted",
        ["standing"],
    ),
    (
        "provider_feedback",
        {"standing": "speech", "counted": ""},
        "compared_with",
        ["standing"],
    ),
    (
        "provider_feedback",
        {"reach": "wider"},
        "region",
        ["widerspricht reach, das „wider“ sagt", "Dann steht hier: state"],
    ),
]


@pytest.mark.parametrize(("register_id", "changes", "column", "said"), MISTAKES)
def test_a_mistake_is_told_with_place_finding_and_what_is_allowed(
    check_rows: Check, register_id: str, changes: dict[str, str], column: str, said: list[str]
) -> None:
    checked = check_rows(register_id, **changes)
    (problem,) = checked.errors
    assert (problem.file, problem.row, problem.column) == (f"{register_id}.csv", 3, column)
    text = sentence(problem)
    for words in (f"{register_id}.csv, Zeile 3, Spalte {column}", *said):
        assert words in text
    assert [row.valid for row in checked.rows] == [True, False, True]
    assert checked.usable


def test_all_mistakes_of_a_row_are_told_at_once_and_sound_cells_are_read(
    check_rows: Check,
) -> None:
    checked = check_rows("services", planning_field="x", source_url="y", reference_year="2020")
    assert {problem.column for problem in checked.errors} == {"planning_field", "source_url"}
    assert checked.rejected == 1
    assert checked.rows[1].read_as["reference_year"] == "2020"


def test_a_key_that_stands_twice_spoils_both_rows(check_rows: Check, catalogue: Catalogue) -> None:
    first = bundled_rows(catalogue, register_of(catalogue, "services"))[0]["service_id"]
    checked = check_rows("services", service_id=first)
    assert [(p.row, p.column) for p in checked.errors] == [(2, "service_id"), (3, "service_id")]
    assert "steht auch in Zeile 3" in sentence(checked.errors[0])
    assert [row.valid for row in checked.rows] == [False, False, True]


def test_a_name_with_other_blanks_is_no_other_name(check_rows: Check, catalogue: Catalogue) -> None:
    first = bundled_rows(catalogue, register_of(catalogue, "services"))[0]
    again = {name: first[name] for name in ("provider", "scope", "reference_year")}
    name = first["service_name"].replace(" ", "\u00a0  ", 1)
    assert name != first["service_name"]
    checked = check_rows("services", service_name=name, **again)
    assert [one.reason.id for one in checked.warnings] == ["registers-alike"]


def test_areas_that_do_not_lie_in_one_another_are_told(
    check_rows: Check, catalogue: Catalogue, areas: KnownAreas
) -> None:
    fine, coarse = (
        column for column in register_of(catalogue, "services").columns if column.type == "area"
    )
    assert fine.level is not None
    assert coarse.level is not None
    code = min(areas.labels[fine.level])
    containing = areas.within(coarse.level, {fine.level: code})
    other = next(c for c in areas.labels[coarse.level] if c not in containing)
    (problem,) = check_rows("services", **{fine.name: code, coarse.name: other}).errors
    assert (problem.row, problem.column) == (3, coarse.name)
    assert areas.labels[coarse.level][containing[0]] in sentence(problem)


def test_an_unquoted_delimiter_is_told_with_the_row(catalogue: Catalogue, check: Check) -> None:
    text = written(bundled_rows(catalogue, register_of(catalogue, "plans"))[:2])
    checked = check("plans", (text.rstrip("\r\n") + ";noch ein Feld\r\n").encode())
    (problem,) = checked.errors
    assert (problem.row, problem.column) == (3, None)
    assert "mehr Felder als die Kopfzeile" in sentence(problem)
    assert "noch ein Feld" in sentence(problem)


def test_a_likely_duplicate_and_an_unknown_column_are_hints_that_change_nothing(
    catalogue: Catalogue, check: Check
) -> None:
    rows = bundled_rows(catalogue, register_of(catalogue, "plans"))[:2]
    rows[1] = rows[0] | {"plan_id": "DDP999"}
    rows = [row | {"notiz": "x"} for row in rows]
    checked = check("plans", written(rows).encode())
    assert not checked.errors
    assert checked.rejected == 0
    hints = " ".join(sentence(hint) for hint in checked.warnings)
    assert "mit Zeile 2 überein: doppelt?" in hints
    assert "Spalte notiz: ist nicht vorgesehen und wird nicht gelesen" in hints


MENTIONED = {"adopted_on": "2013", "period_covered": "", "last_reviewed": ""} | {
    "pandemic_adjustment_mentioned": "yes",
    "adjustment_summary": "Beratung per Telefon",
}
BEFORE = MENTIONED | {
    "pandemic_adjustment_mentioned": "before_pandemic",
    "adjustment_summary": "",
}
SAYS_MORE = {"says": "need | change", "observed_change": "up"}
UNCOUNTED = {"capacity": "", "capacity_unit": "", "capacity_status": ""}
HINTS = [
    (
        "services",
        UNCOUNTED | {"reference_year": "2036"},
        "reference_year",
        ["„2036“", "liegt nach dem 22.11.2026 und gilt deshalb als erst geplant"],
    ),
    (
        "services",
        {"reference_year": "2026", "ended_on": "12/1930"},
        "ended_on",
        ["(gelesen als 1930-12) liegt vor reference_year, das „2026“ sagt"],
    ),
    (
        "study_findings",
        {"field_period": "2012-05/2012-06"},
        "field_period",
        ["„2012-05/2012-06“", "endet vor dem 01.03.2020", "nicht, was sich seither geändert hat"],
    ),
    (
        "provider_feedback",
        {**SAYS_MORE, "holds": "", "reported_on": "2002-03"},
        "reported_on",
        ["endet vor dem 01.03.2020, obwohl observed_change „up“ sagt"],
    ),
    (
        "provider_feedback",
        {**SAYS_MORE, "holds": "2015-03", "reported_on": "2021-02"},
        "holds",
        ["endet vor dem 01.03.2020"],
    ),
    (
        "provider_feedback",
        {**SAYS_MORE, "holds": "", "reported_on": ""},
        "reported_on",
        ["ist leer", "Ohne Zeit", "in einer von: holds, reported_on"],
    ),
    ("plans", MENTIONED, "adopted_on", ["endet vor dem 01.03.2020", "mentioned „yes“ sagt"]),
    ("plans", MENTIONED | {"adopted_on": ""}, "period_covered", ["ist leer", "Ohne Zeit"]),
    ("plans", BEFORE | {"last_reviewed": "2021"}, "last_reviewed", ["beginnt nicht vor dem 01.03"]),
    ("plans", BEFORE | {"adopted_on": "2022-05"}, "adopted_on", ["„before_pandemic“ sagt"]),
]


@pytest.mark.parametrize(("register_id", "changes", "column", "said"), HINTS)
def test_what_may_be_right_but_counts_otherwise_than_written_is_a_hint(
    check_rows: Check, register_id: str, changes: dict[str, str], column: str, said: list[str]
) -> None:
    checked = check_rows(register_id, **changes)
    (hint,) = checked.problems
    assert (hint.severity, hint.row, hint.column) == ("warning", 3, column)
    for words in said:
        assert words in sentence(hint)


@pytest.mark.parametrize(
    ("register_id", "changes"),
    [
        ("services", UNCOUNTED | {"reference_year": "2026"}),
        ("services", {"reference_year": "2025", "ended_on": "31.03.2025"}),
        ("services", {"reference_year": "2025", "ended_on": "2025"}),
        ("services", {"capacity": "1,5", "capacity_unit": "fte", "capacity_status": "actual"}),
        ("services", {"capacity": "1,0", "capacity_unit": "sites", "capacity_status": "actual"}),
        ("services", {"reference_year": "2025", "ended_on": "Dez 30"}),
        (
            "services",
            {"capacity": "12", "capacity_unit": "places", "capacity_status": "planned"}
            | {"reference_year": "2036"},
        ),
        ("study_findings", {"field_period": "2020"}),
        ("study_findings", {"field_period": "ab 2018"}),
        ("study_findings", {"field_period": "2018/2020-03", "direction": ""}),
        ("provider_feedback", {**SAYS_MORE, "holds": "2019/2021", "reported_on": ""}),
        ("plans", MENTIONED | {"last_reviewed": "2021-04"}),
        ("plans", MENTIONED | {"adopted_on": "", "period_covered": "2021"}),
        ("plans", BEFORE),
    ],
)
def test_what_is_of_the_time_that_it_is_said_to_be_is_no_hint(
    check_rows: Check, register_id: str, changes: dict[str, str]
) -> None:
    assert check_rows(register_id, **changes).problems == []


def test_more_faulty_rows_than_allowed_make_the_register_unusable(
    catalogue: Catalogue, check: Check
) -> None:
    register = register_of(catalogue, "plans")
    rows = bundled_rows(catalogue, register)
    for row in rows[: register.max_rejected]:
        row["document_kind"] = "?"
    assert check("plans", written(rows).encode()).usable
    rows[-1]["document_kind"] = "?"
    assert not check("plans", written(rows).encode()).usable
