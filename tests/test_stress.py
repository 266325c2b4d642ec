"""The stress bench finds what it looks for: a bench that finds nothing proves nothing otherwise."""

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bench.stress import cube_oracle, cubes, formats, inputs, oracle, signs
from bench.stress.published import compare_published
from bench.stress.trial import (
    HANG,
    TRACEBACK,
    WRONG,
    Attempt,
    FoundError,
    Result,
    Section,
    tried_apart,
)
from sozialraum.base.project import PROJECT
from sozialraum.declarations import load_catalogue
from sozialraum.ingest import strict_json
from tests.conftest import Refreshed
from tests.layers.made_up_city import made_up_layers

SEEDS = 30


def _kinds(section: Section, workspace: Path, seeds: int = SEEDS) -> set[str | None]:
    return {one.kind for one in tried_apart(section, workspace, range(seeds))}


def test_a_loader_that_moves_columns_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    section = Section("inputs: CSV", SEEDS, inputs.csv_input, 20)
    assert _kinds(section, tmp_path) == {None}
    genuine = inputs.load

    def shifted(connection, source, table):  # type: ignore[no-untyped-def]
        genuine(connection, source, table)
        connection.execute(
            "UPDATE raw.cell SET value_text = value_text || '0', number = number * 10 "
            "WHERE row_number = 2"
        )

    monkeypatch.setattr(inputs, "load", shifted)
    assert WRONG in _kinds(section, tmp_path)


def test_a_reader_of_layers_that_takes_the_second_of_two_values_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    section = Section("inputs: GeoJSON", 400, inputs.geojson_input, 20)
    monkeypatch.setattr(strict_json, "_named_once", dict)
    assert WRONG in _kinds(section, tmp_path, 400)


def test_a_mark_that_is_lost_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    genuine = signs.load

    def without_marks(connection, source, table):  # type: ignore[no-untyped-def]
        genuine(connection, source, table)
        connection.execute("UPDATE raw.cell SET mark = NULL WHERE mark = 'limited'")

    monkeypatch.setattr(signs, "load", without_marks)
    section = Section("inputs: signs, classes, TSV", SEEDS, signs.signed_input, 20)
    assert WRONG in _kinds(section, tmp_path, 10)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("(77)", (77, None, "limited")),
        ("1.234,5p 1)", (1234.5, None, "preliminary")),
        ("\u2212 3 r", (-3, None, "revised")),
        ("\u2013", (None, "zero", None)),
        ("12 %", None),
        ("(77)p", None),
        ("1.23", None),
    ],
)
def test_the_second_reader_of_figures_knows_the_signs(text: str, read: signs.Read | None) -> None:
    assert signs.as_figure(text, is_percent=False) == read


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("json-stat", '{"a": {"dimension": {}}, "b": {"dimension": {}}}'),
        ("sdmx-json", '{"structure": {"dimensions": {}}, "dataSets": []}'),
        ("px", 'STUB="A";VALUES("A")="1","2";DATA=1 2'),
        ("px", 'STUB="A";VALUES("A")="1","2";DATA=1,5 2;'),
    ],
)
def test_the_second_reader_of_cubes_says_what_is_none(form: str, text: str) -> None:
    assert cube_oracle.read_as(form, text.encode()) is None
    whole = b'STUB="A";VALUES("A")="1","2";DATA=1.5 "x";'
    cube = cube_oracle.Cube(["A"], [(["1"], 1.5, ""), (["2"], "x", "")])
    assert cube_oracle.read_as("px", whole) == cube


@pytest.mark.parametrize(
    ("attempt", "seeds"),
    [
        (formats.format_input, 40),
        (cubes.cube_input, 60),
        (signs.signed_input, 40),
        (inputs.register_input, 40),
        (inputs.xlsx_input, 40),
        (inputs.geojson_input, 40),
        (inputs.yaml_input, 12),
    ],
)
def test_some_mutants_are_read_and_some_refused(
    attempt: Attempt, seeds: int, tmp_path: Path
) -> None:
    section = Section("some", seeds, attempt, 20)
    outcomes = {one.outcome for one in tried_apart(section, tmp_path, range(seeds))}
    assert (
        {inputs.SAME, inputs.REFUSED} <= outcomes <= {inputs.SAME, inputs.REFUSED, inputs.UNCHANGED}
    )


def _fails(_: Path, chance: random.Random) -> str:
    at = chance.random()
    if at < 0.25:
        os._exit(7)
    if at < 0.5:
        raise ZeroDivisionError
    if at < 0.75:
        while True:
            pass
    raise FoundError(WRONG, "a figure")


def test_a_trial_that_dies_hangs_or_breaks_is_found_and_the_others_go_on(tmp_path: Path) -> None:
    section = Section("failing", 12, _fails, 0.05)
    results = list(tried_apart(section, tmp_path, range(12)))
    assert [one.seed for one in results] == list(range(12))
    assert {one.kind for one in results} == {TRACEBACK, HANG, WRONG}
    assert any("ended with 7" in str(one.text) for one in results)
    assert results[0] == Result(**json.loads(results[0].as_line()))


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ('a;"b;""c"\r\n1;2\n', [["a", 'b;"c'], ["1", "2"]]),
        ('a;"b\nc"', [["a", "b\nc"]]),
        ("a;\r\r\nb", [["a", ""], [], ["b"]]),
        ('a"b;c', [['a"b', "c"]]),
        ('"a"b;c', None),
        ('a;"b', None),
    ],
)
def test_the_second_reader_of_csv_reads_as_the_standard_says(
    text: str, rows: list[list[str]] | None
) -> None:
    assert oracle.csv_rows(text, ";") == rows


def test_the_bench_goes_on_where_it_broke_off_and_prints_the_table(tmp_path: Path) -> None:
    def bench(jobs: int = 1) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "bench.stress", "--section", "inputs: GeoJSON", "--scale",
             "0.01", "--folder", tmp_path, "--jobs", str(jobs)],
            cwd=PROJECT, capture_output=True, text=True, check=True,
        )  # fmt: skip
        return done.stdout

    first, log = bench(), tmp_path / "trials.jsonl"
    assert "| inputs: GeoJSON | 100 | 100 | 0 | 0 | 0 | 0 | 0 | 0 |" in first
    assert len(log.read_text().splitlines()) == 100
    log.write_text("".join(log.read_text().splitlines(keepends=True)[:40]))
    assert bench(jobs=2) == first
    assert len(log.read_text().splitlines()) == 100


def _another_figure(content: bytes, place: bytes) -> bytes:
    assert place in content
    return content.replace(place, place.replace(b"1", b"7").replace(b"4", b"7"))


@pytest.mark.parametrize("kind", ["csv", "figures", "places", "office"])
def test_a_figure_that_was_published_otherwise_than_its_file_says_is_found(
    kind: str, refreshed: Refreshed, lived_in: Refreshed, tmp_path: Path
) -> None:
    root = lived_in.warehouse.root
    city = load_catalogue(root.parent / inputs.catalogue().city.id)
    layers = made_up_layers(refreshed)
    name, place = {
        "csv": (max(inputs.bundled(city.source("unemployed"))).name, b";1"),
        "figures": (f"{layers.figures.layer}.geojson", b": 101"),
        "places": (f"{layers.places.layer}.geojson", b": 40"),
        "office": ("TESTDATEN Schuleingang.xlsx", b""),
    }[kind]
    (path,) = [*(root / "dropbox").rglob(name), *city.snapshot_folder.glob(name)]
    compare_published(root, city, [path])
    changed = tmp_path / name
    if kind == "office":
        book = load_workbook(path)
        (cell, *_) = (
            one for row in book.worksheets[0].iter_rows() for one in row if one.value == 201
        )
        cell.value = 207
        book.save(changed)
    else:
        changed.write_bytes(_another_figure(path.read_bytes(), place))
    with pytest.raises(FoundError) as found:
        compare_published(root, city, [changed])
    assert found.value.kind == WRONG
