"""``sozialraum new-city`` with tables in other formats than text: the same city comes out.

The figures are made up.
"""

import io
import json
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from xlsxwriter import Workbook

from sozialraum.base.errors import MonitorError
from sozialraum.declarations import load_catalogue
from sozialraum.dry_reading import read_tables
from sozialraum.new_city import write_city

AREAS, YEARS = ["Nord", "Ost", "Süd"], ["2022", "2023"]
HEADER = ["Jahr", "Ort", "Menschen"]
ROWS = [(y, a, 1000 * (n + 1) + int(y)) for y in YEARS for n, a in enumerate(AREAS)]
RECORDS = [dict(zip(HEADER, row, strict=True)) for row in ROWS]


def _xlsx(_: Path) -> bytes:
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as workbook:
        workbook.add_worksheet("About").write(0, 0, "Menschen nach Orten")
        sheet = workbook.add_worksheet("Daten")
        for at, row in enumerate([["Titel"], [], HEADER, *ROWS, [], ["Quelle: Amt"]]):
            sheet.write_row(at, 0, row)
    return out.getvalue()


def _parquet(folder: Path) -> bytes:
    path = folder / "made"
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE made (Jahr VARCHAR, Ort VARCHAR, Menschen BIGINT)")
        connection.executemany("INSERT INTO made VALUES (?, ?, ?)", ROWS)
        connection.execute(f"COPY made TO '{path}' (FORMAT parquet)")
    return path.read_bytes()


def _json_stat(_: Path) -> bytes:
    dimension = {
        name: {"label": name, "category": {"index": list(values)}}
        for name, values in (("Jahr", YEARS), ("Ort", AREAS))
    }
    cube = {"class": "dataset", "id": ["Jahr", "Ort"], "size": [2, 3], "dimension": dimension}
    return json.dumps(cube | {"value": [row[2] for row in ROWS]}).encode()


def _px(_: Path) -> bytes:
    quoted = [",".join(f'"{one}"' for one in values) for values in (YEARS, AREAS)]
    return (
        'CHARSET="ANSI";\nSTUB="Jahr","Ort";\n'
        f'VALUES("Jahr")={quoted[0]};\nVALUES("Ort")={quoted[1]};\n'
        f"DATA={' '.join(str(row[2]) for row in ROWS)};\n"
    ).encode("cp1252")


@pytest.mark.parametrize(
    ("name", "made", "declared"),
    [
        ("people.xlsx", _xlsx, "xlsx"),
        ("people.json", lambda _: json.dumps({"a": {"rows": RECORDS}}).encode(), "json"),
        ("people", lambda _: json.dumps(RECORDS).encode(), "json"),
        ("people.json", _json_stat, "json-stat"),
        ("people.px", _px, "px"),
        ("people.parquet", _parquet, "parquet"),
    ],
)
def test_a_city_is_begun_from_tables_in_other_formats(
    name: str, made: Callable[[Path], bytes], declared: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(made(tmp_path))
    catalogue = load_catalogue(write_city("Ort", [str(tmp_path / name)], tmp_path / "ort", "de"))
    (source,) = catalogue.sources
    assert source.format == declared
    assert [area.column for area in source.areas] == ["Ort"]
    (reading,) = read_tables(catalogue)
    assert reading.problems == []
    (series,) = reading.series
    assert (series.figures, series.least, series.greatest) == (6, 3022, 5023)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'{"a": 1}', "is object"),
        (b"[1, 2]", "the list holds"),
        (b'CHARSET="ANSI";', "it has no DATA"),
        (b"PAR1 cut", "cannot be read as Parquet"),
    ],
)
def test_what_cannot_be_read_is_named(content: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / "people"
    path.write_bytes(content)
    with pytest.raises(MonitorError) as caught:
        write_city("Ort", [str(path)], tmp_path / "ort", "de")
    assert str(caught.value).startswith(f"{path}: ")
    assert said in str(caught.value)
