"""A table in another format than text, written down as one, for whoever guesses what it is."""

import csv
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any

from sozialraum.base.errors import SourceError
from sozialraum.declarations.source import SPREADSHEETS
from sozialraum.ingest.formats.json_stat import read_json_stat
from sozialraum.ingest.formats.kind import kind_of
from sozialraum.ingest.formats.px import read_px
from sozialraum.ingest.formats.sdmx_json import read_sdmx_json
from sozialraum.ingest.formats.texts import FormError
from sozialraum.ingest.formats.typed import read_json, read_parquet
from sozialraum.ingest.office.grid import Cell, Grid, cell_text, normal_text
from sozialraum.ingest.office.reading import read_grids

if TYPE_CHECKING:
    import pyarrow

_DECIMAL = "."
_SEARCHED_ROWS = 60
Rows = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Plain:
    """A table as CSV at ``path``; ``declared`` is what an entry says of the file that it is made
    of, nothing where that is a text itself."""

    path: Path
    declared: Mapping[str, Any]


def as_text(path: Path, folder: Path) -> Plain:
    """A file as text; what is made lies below ``folder``.

    Raises:
        SourceError: it is of a format that is read, and cannot be read as that.
    """
    content = path.read_bytes()
    kind = kind_of(content)
    if kind == "parquet":
        declared, rows = {"format": kind}, _rows(read_parquet(content, _DECIMAL))
    elif kind == "px":
        encoding = _encoding(content)
        declared = {"format": kind, "encoding": encoding}
        rows = _rows(read_px(content.decode(encoding, errors="replace"), _DECIMAL))
    elif kind == "json":
        declared, rows = _json(content.decode("utf-8-sig", errors="replace"))
    elif kind in SPREADSHEETS:
        declared, rows = _spreadsheet(content, kind)
    else:
        return Plain(path, {})
    copy = Path(mkdtemp(dir=folder)) / f"{path.stem}.csv"
    with copy.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)
    return Plain(copy, declared)


def _rows(table: "pyarrow.Table") -> Rows:
    return list(zip(*(column.to_pylist() for column in table.columns), strict=True))


def _encoding(content: bytes) -> str:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _json(text: str) -> tuple[dict[str, Any], Rows]:
    """A cube, or the longest list of records of the document."""
    cubes: dict[str, Callable[..., pyarrow.Table]] = {
        "json-stat": read_json_stat,
        "sdmx-json": read_sdmx_json,
    }
    for form, read in cubes.items():
        try:
            return {"format": form}, _rows(read(text, _DECIMAL, ()))
        except FormError:
            continue
    try:
        lists = sorted(_lists(json.loads(text), 0), key=lambda one: -one[1])
    except (ValueError, RecursionError):
        lists = []
    records = lists[0][0] if lists else ""
    declared = {"format": "json"} | ({"records": records} if records else {})
    return declared, _rows(read_json(text, records or None, _DECIMAL))


def _lists(document: Any, depth: int) -> Iterator[tuple[str, int]]:
    """Where lists of records stand, two levels deep, and how long they are."""
    if isinstance(document, list):
        yield "", len(document)
    elif isinstance(document, dict) and depth < 3:
        for key, value in document.items():
            for path, length in _lists(value, depth + 1):
                yield f"{key}.{path}".rstrip("."), length


def _spreadsheet(content: bytes, kind: str) -> tuple[dict[str, Any], Rows]:
    """The table of the sheet with most cells: from the first row of names that is about as wide as
    it to the next empty one."""
    grids = list(read_grids(content, f".{kind}"))
    if not grids:
        raise SourceError("it has no visible sheet with cells. Expected: a table")
    grid = max(grids, key=lambda one: sum(map(_filled, one.rows)))
    declared: dict[str, Any] = {"format": kind}
    if len(grids) > 1:
        declared["layout"] = {"sheet": f"^{re.escape(grid.sheet or '')}$"}
    top = _header(grid)
    if top is None:
        # several rows name the columns
        return declared, [[cell_text(cell, _DECIMAL) for cell in row] for row in grid.rows]
    places = [at for at, cell in enumerate(grid.rows[top]) if normal_text(cell)]
    rows = [[normal_text(grid.rows[top][at]) for at in places]]
    for row in grid.rows[top + 1 :]:
        if not _filled(row):
            break
        rows.append([cell_text(row[at], _DECIMAL) for at in places])
    return declared, rows


def _header(grid: Grid) -> int | None:
    widest = max(map(_filled, grid.rows), default=0)
    for at, row in enumerate(grid.rows[:_SEARCHED_ROWS]):
        texts = sum(isinstance(cell, str) and cell.strip() != "" for cell in row)
        if _filled(row) >= 0.8 * widest and 2 * texts > _filled(row):
            return at
    return None


def _filled(row: Sequence[Cell]) -> int:
    return sum(cell != "" for cell in row)
