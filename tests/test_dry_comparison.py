"""``sozialraum check city`` says what only shows when rows, tables and areas are laid beside each
other, with the place of each."""

import re
import shutil
from pathlib import Path

import pytest

from sozialraum.base.errors import DeclarationError
from sozialraum.declarations import load_catalogue
from sozialraum.declarations.city import AreaFile
from sozialraum.declarations.loading import read_declaration
from sozialraum.dry_reading import Reading, read_tables, said_twice, unknown_areas
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
    assert ".csv, row 14: 'Ягодво' is no " in told
    assert "did you mean 'Ягодово'?" in told


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
    assert "levels.ward.plural: Field required (line 3)" in said
    assert re.search(r"levels\.ward\.plurall: .*; did you mean plural\? \(line 5\)", said)
