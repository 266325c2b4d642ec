"""``sozialraum check city``: a city's declarations and tables are tried in seconds, all at once."""

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest

from sozialraum.base.project import PROJECT
from sozialraum.declarations import Catalogue, load_catalogue
from sozialraum.declarations.periods import read_period
from sozialraum.dry_reading import (
    NO_COUNTS,
    Reading,
    declaration_problems,
    read_tables,
    shares_among_percentages,
    taken_by_none,
    unknown_areas,
    unmatched,
)
from sozialraum.ingest.wire import ROW
from sozialraum_cli.shown.dry_reading import _problems as _problems_told
from tests.conftest import run_cli
from tests.spoilt import replaced, spoil


@pytest.fixture(scope="module")
def readings(catalogue: Catalogue) -> dict[str, Reading]:
    return {reading.source.id: reading for reading in read_tables(catalogue)}


def test_the_bundled_tables_are_sound(readings: dict[str, Reading]) -> None:
    assert {name: one.problems for name, one in readings.items() if one.problems} == {}
    doctors = readings["doctors"]
    assert doctors.first is not None
    assert doctors.last is not None
    assert (doctors.first.text, doctors.last.text) == ("1993", "2024")
    # 32 years with six columns, of which 15 cells say that nothing is known
    assert (doctors.rows, doctors.figures, doctors.marks) == (32, 177, {"-": 15})
    assert sum(one.figures for one in doctors.series) == 177


def test_an_indicator_without_a_denominator_in_the_files_is_told(
    catalogue: Catalogue, readings: dict[str, Reading]
) -> None:
    assert list(unmatched(catalogue, readings.values())) == []
    named = [read_period("year", {"label": "2199"})]
    too_late = replace(readings["population"], periods=[one for one in named if one])
    told = list(unmatched(catalogue, (readings | {"population": too_late}).values()))
    said = re.compile("unemployment_share.*: none of the numerator's periods")
    assert any(map(said.search, told))


def test_percentages_that_are_shares_are_asked_about(readings: dict[str, Reading]) -> None:
    assert list(shares_among_percentages(readings.values())) == []
    series = [
        replace(one, least=0.06, greatest=0.28) if one.series.unit == "percent" else one
        for one in readings["labour_market"].series
    ]
    told = list(shares_among_percentages([replace(readings["labour_market"], series=series)]))
    columns = {one.series.column for one in series if one.series.unit == "percent"}
    assert len(told) == len(columns)
    assert "in percent, are 0.06 to 0.28; shares? Then `unit: share`" in told[0]


def test_what_a_dry_reading_takes_for_figures_is_what_a_refresh_does(
    readings: dict[str, Reading], published_figures: dict[str, int]
) -> None:
    assert {name: one.figures for name, one in readings.items() if one.figures} == published_figures


@pytest.fixture
def published_figures(catalogue: Catalogue, refreshed: object) -> dict[str, int]:
    """Source -> its cells that are numbers, as staging read them."""
    rows = refreshed.build_rows(  # type: ignore[attr-defined]
        "select source_id, count(*) from staging.stg_cell where number_read is not null group by 1"
    )
    return dict(rows)


def _problems(city: Path, source: str) -> list[str]:
    (reading,) = read_tables(load_catalogue(city), source)
    return reading.problems


@pytest.mark.parametrize(
    ("source", "fault", "said"),
    [
        (
            "labour_market",
            replaced(";30194;", ";3O194;"),
            ["row 3", "'3O194' is not a number", ".csv"],
        ),
        ("labour_market", replaced(";30194;", ";30194,5;"), ["is no whole number, but is counted"]),
        ("labour_market", replaced(";30194;", ";-30194;"), ["is negative", "signed: true"]),
        ("labour_market", replaced("2011;02;", "2011;13;"), ["'2011 13' is no month", "yaml:"]),
        ("unemployed", replaced("Insgesamt", "Gesamt"), ["missing column 'Insgesamt'"]),
        ("doctors", lambda content: b"", ["the file is empty"]),
    ],
)
def test_what_a_refresh_would_reject_is_named_with_its_place(
    city_copy: Path, source: str, fault: Callable[[bytes], bytes], said: list[str]
) -> None:
    spoil(city_copy, {source: fault})
    problems = _problems(city_copy, source)
    assert len(problems) == 1, problems
    for text in said:
        assert text in problems[0]


@pytest.mark.parametrize(
    ("old", "new", "is_row"),
    [
        (";30194;", ";3O194;", False),
        (";30194;", ";30194,5;", False),
        (";30194;", ";-30194;", False),
        ("2011;02;", "2011;13;", True),
    ],
)
def test_what_a_refresh_would_reject_is_counted_as_no_figure(
    old: str, new: str, is_row: bool, city_copy: Path, readings: dict[str, Reading]
) -> None:
    spoil(city_copy, {"labour_market": replaced(old, new)})
    (reading,) = read_tables(load_catalogue(city_copy), "labour_market")
    lost = len(reading.source.measures) if is_row else 1
    assert reading.figures == readings["labour_market"].figures - lost
    assert sum(one.figures for one in reading.series) == reading.figures


def test_a_label_that_is_none_of_its_level_is_told_once(city_copy: Path) -> None:
    spoil(city_copy, {"unemployed": replaced("StB 0 ", "StB O ")})
    catalogue = load_catalogue(city_copy)
    told = list(read_tables(catalogue))
    assert [one for reading in told for one in reading.problems if "StB O " in one]
    assert [one for one in unknown_areas(catalogue, told) if "StB O " in one] == []


def test_rows_that_no_entry_takes_are_counted_by_kind(catalogue: Catalogue) -> None:
    def left(rows: dict[int, str], column: str = "Level") -> dict[str, tuple[pa.Table, ...]]:
        return {"a.csv": (pa.table({column: list(rows.values()), ROW: list(rows)}),)}

    one, other = catalogue.sources[:2]
    of_one = Reading(one, left=left({2: "ward", 3: "ward", 4: "sum", 5: "sum"}))
    # chosen by another column: the rows are the same all the same
    of_other = Reading(other, left=left({4: "x", 5: "y", 6: "z"}, "Note"))
    assert list(taken_by_none([of_one, of_other])) == [
        (f"{one.id}, {other.id}", {"Level 'sum'": 2})
    ]
    whole = replace(of_other, left={"a.csv": ()})
    assert list(taken_by_none([of_one, whole])) == []


def test_a_column_of_counts_that_holds_percentages_is_named_as_a_kind(city_copy: Path) -> None:
    text = (city_copy / "sources.yaml").read_text("utf-8")
    assert "unit: percent" in text
    (city_copy / "sources.yaml").write_text(text.replace("unit: percent", "unit: persons"), "utf-8")
    catalogue = load_catalogue(city_copy)
    spoilt = next(one for one in load_catalogue().sources if one.measures[0].unit == "percent")
    (reading,) = read_tables(catalogue, spoilt.id)
    assert [one for one in reading.problems if "no figure is taken for a count" in one]


def test_labels_that_nothing_declares_are_named(
    city_copy: Path, snapshot_file: Callable[[str], Path]
) -> None:
    spoil(city_copy, {"deaths": replaced("männlich", "maennlich")})
    (problem, *_) = _problems(city_copy, "deaths")
    assert "nothing declares" in problem
    assert "maennlich" in problem
    (label,) = set(re.findall(r"StB 0 [^;,\"\n]+", snapshot_file("unemployed").read_text("utf-8")))
    spoil(city_copy, {"unemployed": replaced("StB 0 ", "StB O ")})
    (problem, *_) = _problems(city_copy, "unemployed")
    assert f"'{label.replace('0', 'O')}' is no " in problem
    assert "areas.yaml" in problem
    assert "leading zero" not in problem
    area = snapshot_file("employees").read_text("utf-8").splitlines()[1].split(";")[3]
    assert area.startswith("0")
    spoil(city_copy, {"employees": replaced(f";{area};", f";{area[1:]};")})
    (problem, *_) = _problems(city_copy, "employees")
    assert f"{area[1:]!r} is no " in problem
    assert "(a leading zero is missing?)" in problem


def test_the_faults_of_all_files_are_told_at_once(city_copy: Path) -> None:
    for name, change in (
        ("sources", ("cadence: month", "cadence: fortnight")),
        ("indicators", ("higher_is_need: true", "higher_is_needed: true")),
        ("city", ("timezone:", "time_zone:")),
    ):
        file = city_copy / f"{name}.yaml"
        text = file.read_text("utf-8")
        assert change[0] in text
        file.write_text(text.replace(*change, 1), "utf-8")
    problems = declaration_problems(city_copy)
    for name in ("sources.yaml", "indicators.yaml", "city.yaml"):
        assert [one for one in problems if name in one], name
    assert all(".yaml: " in problem for problem in problems)


def test_no_kind_of_problem_hides_another(catalogue: Catalogue) -> None:
    many = [f"a.csv, row {row}: '{row}' is no month" for row in range(2, 40)]
    found = Reading(catalogue.source("doctors"), problems=[*many, "a.csv, row 9: '-1' is negative"])
    *first, last, others = _problems_told(found)
    assert first == [f"doctors: {one}" for one in many[:3]]
    assert last == "doctors: a.csv, row 9: '-1' is negative"
    assert others.startswith("doctors: 38 in all, 35 more like those above")


def test_it_tells_how_often_each_class_was_read(city_copy: Path, tmp_path: Path) -> None:
    entry = """
  - id: made_up_classes
    title: classes that are made up
    office: nobody
    planning_field: FIELD
    dataset: made_up_classes
    cadence: year
    period: {year: Year}
    licence: LICENCE
    decimal: ","
    max_rejected: 0
    absent_rows: missing
    measures:
      - {column: Class, measure: made_up, unit: class, classes: [very low, high +, none yet]}
    missing: {"[c]": secret}
"""
    sources = city_copy / "sources.yaml"
    declared = load_catalogue(city_copy)
    text = sources.read_text("utf-8")
    begin = text.index("\nsources:\n") + len("\nsources:")
    entry = entry.rstrip("\n").replace("LICENCE", next(iter(declared.licences)))
    entry = entry.replace("FIELD", next(iter(declared.planning_fields)))
    sources.write_text(text[:begin] + entry + text[begin:], "utf-8")
    folder = declared.snapshot_folder
    rows = ["Year;Class", "2020;very low", "2021;high +", "2022;high +", "2023;[c]", "2024;hihg +"]
    (folder / "made_up_classes.csv").write_text("\n".join(rows) + "\n", "utf-8")
    (reading,) = read_tables(load_catalogue(city_copy), "made_up_classes")
    assert reading.classes == {"Class": {"very low": 1, "high +": 2, "none yet": 0}}
    assert reading.marks == {"[c]": 1}
    (problem,) = reading.problems
    assert problem.startswith("made_up_classes.csv, row 6, column 'Class': 'hihg +' is none of")
    assert problem.endswith("did you mean 'high +'?")
    done = run_cli(
        "check", "city", "--source", "made_up_classes", warehouse=tmp_path, city=city_copy
    )
    assert "[c] 1" in done.stdout
    assert "classes of 'Class': 'very low' 1, 'high +' 2, 'none yet' 0" in done.stdout
    # the place of a class among the others is shown as no number
    assert re.search(r"class +3 *$", done.stdout, re.M)


def test_the_command_ends_with_1_and_names_what_is_wrong(city_copy: Path, tmp_path: Path) -> None:
    done = run_cli("check", "city", "--source", "doctors", warehouse=tmp_path, city=city_copy)
    assert done.returncode == 0, done.stderr
    assert "doctors" in done.stdout
    assert "Kinder- und Jugendmedizin" in done.stdout
    (city_copy / "themes.yaml").unlink()
    done = run_cli("check", "city", warehouse=tmp_path, city=city_copy)
    assert done.returncode == 1
    assert "themes.yaml" in done.stdout
    shutil.rmtree(city_copy)
    done = run_cli("check", "city", str(city_copy), warehouse=tmp_path)
    assert done.returncode == 1
    assert "no such city" in done.stderr


def test_a_refresh_and_a_dry_reading_draw_the_same_line_between_counts_and_shares() -> None:
    model = PROJECT / "dbt_project" / "models" / "staging" / "stg_cell.sql"
    assert f"having {NO_COUNTS}\n" in model.read_text("utf-8")
