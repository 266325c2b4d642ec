"""``sozialraum check city`` says what only shows when rows, tables and areas are laid beside each
other, with the place of each."""

import csv
import re
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml

from sozialraum.base.errors import DeclarationError
from sozialraum.base.sums import sums_of_others
from sozialraum.declarations import load_catalogue
from sozialraum.declarations.city import AreaFile
from sozialraum.declarations.doubts import alike_indicators
from sozialraum.declarations.loading import read_declaration
from sozialraum.dry_reading import (
    Reading,
    absent_areas,
    declaration_problems,
    parts_in_two_entries,
    read_tables,
    reforms_to_come,
    said_twice,
    stated_twice,
    sums_among_areas,
    sums_among_parts,
    unknown_areas,
    unused_words,
)
from sozialraum.new_city import write_city
from tests.new_city_page import CITY, PAGE, _run, page_tables


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    page_tables(folder)
    (line,) = re.findall(r"```bash\n(.*?)\n```", PAGE.split("## 3. Decide")[0])
    assert _run(line, folder).returncode == 0
    return folder / CITY


@pytest.fixture
def city(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path / CITY)
    return tmp_path / CITY


def _append(city: Path, source: str, row: str, encoding: str) -> None:
    dataset = load_catalogue(city).source(source).dataset
    path = city / "snapshot" / f"{dataset}.csv"
    path.write_text(path.read_text(encoding) + row + "\n", encoding)


def _readings(city: Path) -> list[Reading]:
    return list(read_tables(load_catalogue(city)))


def test_a_sound_city_is_said_nothing_of(city: Path) -> None:
    readings = _readings(city)
    catalogue = load_catalogue(city)
    assert [one.problems for one in readings if one.problems] == []
    assert [*unknown_areas(catalogue, readings), *said_twice(readings)] == []


def test_rows_that_contradict_each_other_are_named_before_a_refresh_finds_them(city: Path) -> None:
    _append(city, "bezrabotni", "2023,Ягодово,216", "cp1251")
    (problem,) = [line for one in _readings(city) for line in one.problems]
    assert "'215' is '216' in row 14, of the same area, period and breakdown" in problem
    assert ".csv, row 8" in problem


def test_a_misspelt_area_is_told_with_the_nearest_names(city: Path) -> None:
    _append(city, "bezrabotni", "2023,Ягодво,216", "cp1251")
    (told,) = unknown_areas(load_catalogue(city), _readings(city))
    assert ".csv, row 14, column 'Квартал': 'Ягодво' is no " in told
    assert "did you mean 'Ягодово'?" in told


@pytest.mark.parametrize(
    ("file", "change", "said"),
    [
        ("areas", ("{measure: naselenie}", "{measure: naselenia}"), "did you mean naselenie?"),
        ("areas", ("crosswalk: naselenie", "crosswalk: naselenia"), "did you mean naselenie?"),
        ("areas", ('parents: ["city"]', 'parents: ["kvartal"]'), "is not a coarser level"),
        ("indicators", ("theme: bezrabotni", "theme: bezrabotn"), "did you mean bezrabotni?"),
        ("indicators", ("measure: bezrabotni", "measure: bezrabotn"), "did you mean bezrabotni?"),
        ("indicators", ("id: detska_bednost", "id: bezrabotni"), "is declared twice"),
        ("indicators", ("planning_field: social", "planning_field: socal"), "did you mean social_"),
        ("city", ("Europe/Sofia", "Europe/Sofja"), "did you mean Europe/Sofia"),
        ("city", ("language: en", "language: xx"), "there is no catalogue of 'xx'"),
        ("sources", ("cadence: year", "cadence: yearly"), "found 'yearly'; did you mean year?"),
        ("themes", ("planning_fields:", "planing_field:"), "did you mean planning_fields?"),
        (
            "themes",
            ("target_group: everyone", "target_group: evryone"),
            "'evryone' is not declared",
        ),
        ("indicators", ("higher_is_need: true", "higher_is_need: maybe"), "expected true or false"),
        ("sources", ("    cadence: year", "\tcadence: year"), "not readable as YAML"),
    ],
)
def test_a_mistake_in_a_declaration_is_told_with_its_line(
    file: str, change: tuple[str, str], said: str, city: Path
) -> None:
    city_file = city / "city.yaml"
    city_file.write_text(
        city_file.read_text("utf-8").replace("Europe/Berlin", "Europe/Sofia"), "utf-8"
    )
    path = city / f"{file}.yaml"
    text = path.read_text("utf-8")
    # the last, as of two entries with one id
    before, old, after = text.rpartition(change[0])
    assert old
    path.write_text(before + change[1] + after, "utf-8")
    line = before.count("\n") + 1
    told = [one for one in declaration_problems(city) if said in one]
    assert told
    assert re.search(rf"{file}\.yaml(:{line}: |: .*line {line}\b)", told[0]), told


def test_what_a_table_never_names_and_no_table_measures_is_mentioned(city: Path) -> None:
    catalogue = load_catalogue(city)
    readings = _readings(city)
    (absent,) = absent_areas(catalogue, readings)
    assert re.search(r"sources\.yaml:\d+: detska_bednost has no row of 1 of 2 .*: 'Юг'", absent)
    assert list(unused_words(catalogue)) == []
    path = city / "measures.yaml"
    path.write_text(path.read_text("utf-8").replace("  bezrabotni:", "  bezrabotn:"), "utf-8")
    (unused,) = unused_words(load_catalogue(city))
    assert re.search(r"measures\.yaml:\d+: .*'bezrabotn'; did you mean bezrabotni\?", unused)


def test_an_area_of_the_reforms_that_no_table_names_is_told(city: Path) -> None:
    changes = "old_area,new_area,weight,from\nkvartal:старо,kvartal:никъде,1,2023\n"
    (city / "area_changes.csv").write_text(changes, "utf-8")
    areas = city / "areas.yaml"
    areas.write_text("changes: area_changes.csv\n" + areas.read_text("utf-8"), "utf-8")
    (told,) = unknown_areas(load_catalogue(city), _readings(city))
    assert "area_changes.csv:2: 'kvartal:никъде' is there today, but not in" in told
    before = date(2022, 12, 31)
    (told,) = unknown_areas(load_catalogue(city), _readings(city), before)
    assert "area_changes.csv:2: 'kvartal:старо' is there today, but not in" in told
    (told,) = reforms_to_come(load_catalogue(city), before)
    assert "area_changes.csv:2: declared for 2023-01-01" in told
    assert list(reforms_to_come(load_catalogue(city), date(2023, 1, 1))) == []


@pytest.mark.parametrize(
    ("coded", "declared", "written"),
    [
        (True, "ward:01", None),
        (True, "ward:Abbey Hill", "ward:01"),
        (False, "ward:abbey-hill", None),
        (False, "ward:Abbey Hill", "ward:abbey-hill"),
        (False, "ward:ABBEY-HILL", "ward:abbey-hill"),
    ],
)
def test_an_area_of_the_reforms_is_written_by_the_id_that_sql_makes(
    tmp_path: Path, coded: bool, declared: str, written: str | None
) -> None:
    table = tmp_path / "people.csv"
    names = ("01 Abbey Hill", "02 Bridge", "03 Cliff")
    labels = names if coded else [name[3:] for name in names]
    rows = [f"{label};2022;{90 + at}" for at, label in enumerate(labels)]
    table.write_text("\n".join(["Ward;Year;Number", *rows, ""]), "utf-8")
    city = write_city("Town", [str(table)], tmp_path / "city", "en")
    changes = ("old_area,new_area", f"ward:gone,{declared}", f"{declared},{declared}")
    (city / "area_changes.csv").write_text(
        "weight,from,{}\n1,2020,{}\n1,2020,{}\n".format(*changes), "utf-8"
    )
    areas = city / "areas.yaml"
    areas.write_text("changes: area_changes.csv\n" + areas.read_text("utf-8"), "utf-8")
    told = list(unknown_areas(load_catalogue(city), _readings(city)))
    found = [re.search(r"csv:\d: '(.+)' is no id of an area: write `(.+)`$", one) for one in told]
    assert [one.groups() for one in found if one] == ([(declared, written)] if written else [])
    assert len(told) == len(found)


def test_a_label_of_an_area_that_a_reform_ended_is_known_by_its_id(city: Path) -> None:
    changes = "old_area,new_area,weight,from\n"
    rows = "kvartal:старо-село,kvartal:ягодово,1,2023\nkvartal:ягодово,kvartal:ягодово,1,2023\n"
    (city / "area_changes.csv").write_text(changes + rows, "utf-8")
    areas = city / "areas.yaml"
    areas.write_text("changes: area_changes.csv\n" + areas.read_text("utf-8"), "utf-8")
    _append(city, "bezrabotni", "2022,Старо село,216", "cp1251")
    assert list(unknown_areas(load_catalogue(city), _readings(city))) == []


def test_a_share_above_1_and_a_column_of_no_counts_are_told_once(city: Path) -> None:
    path = city / "sources.yaml"
    text = path.read_text("utf-8")
    for unit, said in (("share", "'12,5' is no `share`"), ("persons", "have decimals")):
        path.write_text(text.replace("unit: percent", f"unit: {unit}"), "utf-8")
        if unit == "share":
            indicators = city / "indicators.yaml"
            told = indicators.read_text("utf-8").replace("unit: percent", "unit: share")
            indicators.write_text(told, "utf-8")
        (problem,) = [line for one in _readings(city) for line in one.problems]
        assert ".csv, row 2, column 'Деца в бедност (%)'" in problem
        assert said in problem


def test_two_tables_that_give_the_same_figure_are_named_both(city: Path) -> None:
    path = city / "sources.yaml"
    text = path.read_text("utf-8")
    entry = re.search(r"^  - id: bezrabotni\n(?:    .*\n|\n|  *#.*\n)*", text, re.M)
    assert entry is not None
    again = entry[0].replace("id: bezrabotni", "id: again", 1)
    path.write_text(text.replace(entry[0], entry[0] + again), "utf-8")
    (told,) = said_twice(_readings(city))
    assert re.match(r".*sources\.yaml:\d+: bezrabotni gives", told)
    assert re.search(r"the same figure as again \(.*sources\.yaml:\d+\)", told)


def test_a_missing_and_a_misspelt_key_are_told_with_their_lines(tmp_path: Path) -> None:
    path = tmp_path / "areas.yaml"
    path.write_text(
        "crosswalk: a\n"
        "levels:\n"
        "  - id: ward\n"
        "    name: ward\n"
        "    plurall: wards\n"
        "    parents: []\n"
        "sozialraum_level: ward\n"
        "need_levels: [ward]\n"
        "population: []\n",
        "utf-8",
    )
    with pytest.raises(DeclarationError) as error:
        read_declaration(path, AreaFile)
    said = str(error.value)
    assert "levels.ward.plural: the key is missing (line 3)" in said
    assert re.search(r"levels\.ward\.plurall: .*; did you mean plural\? \(line 5\)", said)


def test_two_tables_of_one_period_are_named_before_a_refresh_adds_both_up(city: Path) -> None:
    path = city / "sources.yaml"
    text = path.read_text("utf-8")
    entry = re.search(r"^  - id: bezrabotni\n(?:    .*\n|\n|  *#.*\n)*", text, re.M)
    assert entry is not None
    again = entry[0].replace("id: bezrabotni", "id: again", 1).replace("dataset: ", "dataset: the_")
    (dataset,) = re.findall(r"dataset: (\S+)", entry[0])
    table = city / "snapshot" / f"{dataset}.csv"
    shutil.copyfile(table, table.with_name(f"the_{dataset}.csv"))
    path.write_text(text.replace(entry[0], entry[0] + again), "utf-8")
    # as if each told of other areas
    readings = [replace(one, given=set()) for one in _readings(city)]
    (told,) = stated_twice(load_catalogue(city), readings)
    assert re.match(r".*sources\.yaml:\d+: bezrabotni and again \(.*sources\.yaml:\d+\)", told)
    assert "one figure too many" in told


def test_an_indicator_that_was_copied_and_still_counts_the_same_is_named(city: Path) -> None:
    assert list(alike_indicators(load_catalogue(city))) == []
    sources, indicators = city / "sources.yaml", city / "indicators.yaml"
    text = sources.read_text("utf-8")
    changed = re.sub(
        r"( *- \{)column: .*measure: bezrabotni\b.*\}\n",
        lambda found: found[0] + f"{found[1]}column: Y, measure: mladi, unit: persons}}\n",
        text,
    )
    assert changed != text
    sources.write_text(changed, "utf-8")
    declared = yaml.safe_load(indicators.read_text("utf-8"))
    (first,) = [one for one in declared["indicators"] if one["id"] == "bezrabotni"]
    copied = {**first, "id": "mladi", "name": "Young"}
    declared["indicators"].append(copied)
    indicators.write_text(yaml.safe_dump(declared, allow_unicode=True), "utf-8")
    themes = yaml.safe_load((city / "themes.yaml").read_text("utf-8"))
    themes["themes"][first["theme"]]["leading_indicator"] = first["id"]
    (city / "themes.yaml").write_text(yaml.safe_dump(themes, allow_unicode=True), "utf-8")
    (told,) = alike_indicators(load_catalogue(city))
    assert "mladi is made of the same as 'bezrabotni', of 'bezrabotni'" in told
    assert told.endswith("; nothing asks for mladi of its table")


def test_areas_that_are_sums_of_others_are_named(city: Path) -> None:
    (plain,) = [one for one in _readings(city) if one.source.id == "bezrabotni"]
    assert plain.sums == []
    path = city / "snapshot" / f"{plain.source.dataset}.csv"
    header, *rows = path.read_text("cp1251").splitlines()
    added: dict[str, int] = {}
    for year, area, figure in csv.reader(rows):
        if area == "Общо":
            continue
        added[year] = added.get(year, 0) + int(re.sub(r"\D", "", figure))
    sums = [f"{year},Цяло,{figure}" for year, figure in added.items()]
    path.write_text("\n".join([header, *rows, *sums, ""]), "cp1251")
    (told,) = sums_among_areas(_readings(city))
    assert "figures of 1 of its areas are the sums of those of rows beside them: 'Цяло'" in told


@pytest.mark.parametrize("since", [2021, 2023])
@pytest.mark.parametrize("absent_rows", ["zero", "missing"])
def test_a_part_that_is_the_sum_of_others_is_named(
    absent_rows: str, since: int, tmp_path: Path
) -> None:
    path = tmp_path / "people.csv"
    rows = [
        f"0{at} Ward {at};{year};{label};{figure}"
        for year in (2021, 2022, 2023)
        for at in range(1, 5)
        for label, figure in (("m", 90 * at), ("f", 91 * at + 3), ("both", 181 * at + 3))
        if label != "both" or year >= since
    ]
    path.write_text("\n".join(["Ward;Year;Sex;Number", *rows, ""]), "utf-8")
    city = write_city("Town", [str(path)], tmp_path / "city", "en")
    declared = yaml.safe_load((city / "sources.yaml").read_text("utf-8"))
    (people,) = declared["sources"]

    def told(values: dict[str, str], where: dict[str, object]) -> list[str]:
        people.update(absent_rows=absent_rows, min_rows=4, where=where)
        people["breakdowns"] = [{"column": "Sex", "dimension": "sex", "values": values}]
        (city / "sources.yaml").write_text(yaml.safe_dump(declared), "utf-8")
        return list(sums_among_parts(_readings(city)))

    sexes = {"m": "male", "f": "female"}
    (one,) = told(sexes | {"both": "both"}, {})
    assert "people: the figures of people[sex=both] are the sums of those of other parts" in one
    assert told(sexes, {"Sex": {"other_than": ["both"]}}) == []


@pytest.mark.parametrize("renamed_since", [2023, None])
def test_two_labels_of_one_value_are_named_where_they_stand_in_one_period(
    renamed_since: int | None, tmp_path: Path
) -> None:
    path = tmp_path / "people.csv"
    rows = [
        f"0{at} Ward {at};{year};{label};{figure}"
        for year in (2021, 2022, 2023)
        for at in range(1, 5)
        for label, figure in (("m", 90 * at), ("f", 91 * at + 3), ("w", 91 * at + 3))
        if renamed_since is None or label != ("w" if year < renamed_since else "f")
    ]
    path.write_text("\n".join(["Ward;Year;Sex;Number", *rows, ""]), "utf-8")
    city = write_city("Town", [str(path)], tmp_path / "city", "en")
    declared = yaml.safe_load((city / "sources.yaml").read_text("utf-8"))
    (people,) = declared["sources"]
    values = {"m": "male", "f": "female", "w": "female"}
    people["breakdowns"] = [{"column": "Sex", "dimension": "sex", "values": values}]
    people.pop("where", None)
    (city / "sources.yaml").write_text(yaml.safe_dump(declared), "utf-8")
    (reading,) = _readings(city)
    if renamed_since is not None:
        assert (reading.problems, reading.figures) == ([], 24)
        return
    (problem,) = reading.problems
    assert "row 3: 'f' means sex=female, as 'w' of row 4 does" in problem
    assert problem.endswith(" (and 11 more)")
    assert reading.figures == 12


def test_parts_that_stand_in_two_entries_of_one_table_are_named(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    rows = [
        f"0{at} Ward {at};{year};{label};{figure}"
        for year in (2021, 2022, 2023)
        for at in range(1, 5)
        for label, figure in (("m", 90 * at), ("f", 91 * at + 3))
    ]
    path.write_text("\n".join(["Ward;Year;Sex;Number", *rows, ""]), "utf-8")
    city = write_city("Town", [str(path)], tmp_path / "city", "en")
    declared = yaml.safe_load((city / "sources.yaml").read_text("utf-8"))
    (people,) = declared["sources"]

    def of(name: str, label: str) -> dict[str, object]:
        breakdown = {"column": "Sex", "dimension": "sex", "values": {label: name}}
        return {**people, "id": name, "where": {"Sex": label}, "breakdowns": [breakdown]}

    def told(*entries: dict[str, object]) -> list[str]:
        declared["sources"] = entries
        (city / "sources.yaml").write_text(yaml.safe_dump(declared), "utf-8")
        areas = (city / "areas.yaml").read_text("utf-8")
        (city / "areas.yaml").write_text(
            re.sub("crosswalk: .*", f"crosswalk: {entries[0]['id']}", areas), "utf-8"
        )
        return declaration_problems(city) or list(
            parts_in_two_entries(load_catalogue(city), _readings(city))
        )

    male, female = of("male", "m"), of("female", "f")
    (one,) = told(male, female)
    assert re.search(
        r"sources\.yaml:\d+: female gives sex=female and male \(.*\) sex=male of the same", one
    )
    # of other years nothing is lost
    assert (
        told(
            {**male, "where": {"Sex": "m", "Year": ["2021"]}},
            {**female, "where": {"Sex": "f", "Year": ["2022", "2023"]}},
        )
        == []
    )
    # copied, and only the name was changed
    (one,) = told(male, {**of("female", "m"), "id": "copy"})
    assert "copy: column 'Number' is 'people' of sex=female here and of sex=male in 'male'" in one


def test_a_part_that_is_the_sum_of_others_here_and_there_is_none() -> None:
    rows = [(2022, {"a": 1.0, "b": 2.0, "c": 3.0})] * 9
    assert sums_of_others(rows) == ["c"]
    assert sums_of_others([*rows, (2022, {"a": 1.0, "b": 2.0, "c": 4.0})]) == []
    assert sums_of_others(rows[:3]) == []
    # two of which one is told twice
    assert sums_of_others([(2022, {"a": 0.0, "b": 3.0, "c": 3.0})] * 9) == []


def test_a_code_that_lost_its_zero_is_another_area_whatever_its_name(tmp_path: Path) -> None:
    first, second = tmp_path / "people.csv", tmp_path / "cases.csv"
    names = ("Abbey", "Bridge", "Cliff")
    for path, form in ((first, "0{}"), (second, "{}")):
        rows = [f"{form.format(at)};{name};2022;{90 + at}" for at, name in enumerate(names, 1)]
        path.write_text("\n".join(["No;Ward;Year;Number", *rows, ""]), "utf-8")
    city = write_city("Town", [str(first), str(second)], tmp_path / "city", "en")
    areas = [{"column": "No", "name_column": "Ward", "level": "ward"}]
    declared = yaml.safe_load((city / "sources.yaml").read_text("utf-8"))
    for one in declared["sources"]:
        one["areas"] = areas
        one.pop("ignored", None)
    (city / "sources.yaml").write_text(yaml.safe_dump(declared), "utf-8")
    told = list(unknown_areas(load_catalogue(city), _readings(city)))
    assert len(told) == 3
    assert (
        "'1 Abbey' is no Ward of the table of areas 'people'; did you mean '01 Abbey'?" in told[0]
    )


def test_a_row_that_stands_twice_is_named_as_a_refresh_does(city: Path) -> None:
    (before,) = [one for one in _readings(city) if one.source.id == "bezrabotni"]
    path = city / "snapshot" / f"{before.source.dataset}.csv"
    header, first, *rows = path.read_text("cp1251").splitlines()
    path.write_text("\n".join([header, first, *rows, first, ""]), "cp1251")
    (reading,) = [one for one in _readings(city) if one.source.id == "bezrabotni"]
    (problem,) = reading.problems
    assert f"row {len(rows) + 3}: it is row 2 again" in problem
    assert reading.figures == before.figures
