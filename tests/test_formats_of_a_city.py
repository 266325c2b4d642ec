"""A city whose tables come in other formats has the same figures."""

import csv
import io
import json
import re
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from xlsxwriter import Workbook

from sozialraum.declarations import Catalogue, load_catalogue
from sozialraum.declarations.source import Source
from sozialraum.dry_reading import read_tables

TABLE = "doctors"
Rows = list[list[str]]


def _number(text: str) -> Any:
    return int(text) if text.isdecimal() else text


def _tsv(rows: Rows) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter="\t").writerows(rows)
    return out.getvalue().encode()


def _json(rows: Rows) -> bytes:
    header, *below = rows
    records = [dict(zip(header, map(_number, row), strict=True)) for row in below]
    return json.dumps({"data": records}).encode()


def _xlsx(rows: Rows) -> bytes:
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet("Daten")
        for at, row in enumerate(rows):
            sheet.write_row(at + 2, 1, [_number(text) for text in row])
        sheet.write(0, 0, "Title")
    return out.getvalue()


def _zip(rows: Rows) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("data/table.txt", _tsv(rows))
        package.writestr("README.txt", "Notes")
    return out.getvalue()


@pytest.mark.parametrize(
    ("declared", "made"),
    [
        ("format: tsv", _tsv),
        ("format: json, records: data", _json),
        ("format: xlsx", _xlsx),
        ("format: tsv, member: table", _zip),
    ],
)
def test_a_table_in_another_format_has_the_same_figures(
    declared: str, made: Callable[[Rows], bytes], catalogue: Catalogue, tmp_path: Path
) -> None:
    source = catalogue.source(TABLE)
    bundled = catalogue.snapshot_folder / source.file_name(source.dataset)
    rows = list(csv.reader(io.StringIO(bundled.read_text("utf-8")), delimiter=source.delimiter))
    city = _city(catalogue, tmp_path, source, declared)
    changed = load_catalogue(city)
    path = changed.snapshot_folder / changed.source(TABLE).file_name(source.dataset)
    path.write_bytes(made(rows))
    (before,), (now,) = read_tables(catalogue, TABLE), read_tables(changed, TABLE)
    assert now.problems == []
    assert now.figures > 100
    assert now.left_kinds == before.left_kinds
    # by the name of the file
    ignored = {"source": None, "series": None, "areas": None, "left": None}
    assert {**asdict(now), **ignored} == {**asdict(before), **ignored}
    assert [labels for labels, _ in now.areas] == [labels for labels, _ in before.areas]
    read = [[(s.figures, s.least, s.greatest) for s in one.series] for one in (before, now)]
    assert read[0] == read[1]


def _city(catalogue: Catalogue, folder: Path, source: Source, declared: str) -> Path:
    """A copy of the city without tables, with more in the entry of one."""
    city = folder / catalogue.city.id
    shutil.copytree(
        catalogue.folder, city, ignore=shutil.ignore_patterns(catalogue.snapshot.folder)
    )
    (city / catalogue.snapshot.folder).mkdir()
    path = city / "sources.yaml"
    lines = "".join(f"    {one}\n" for one in declared.split(", "))
    text, times = re.subn(rf"(  - id: {source.id}\n)", rf"\g<1>{lines}", path.read_text("utf-8"))
    assert times == 1
    path.write_text(text, "utf-8")
    return city
