"""Mutated inputs at the reading level: what is accepted is compared, cell by cell, with a second
reading of the same bytes."""

import io
import json
import math
import random
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from bench.stress import oracle
from bench.stress.mutators import mutated
from bench.stress.trial import WRONG, FoundError
from sozialraum.base.errors import DeclarationError, SourceError
from sozialraum.declarations import Catalogue, load_catalogue
from sozialraum.declarations.source import Source
from sozialraum.ingest.landing import Landing
from sozialraum.ingest.layers.geojson import LayerFormError
from sozialraum.ingest.layers.reader import read_layer
from sozialraum.ingest.office import reading_process, table
from sozialraum.ingest.office.grid import Grid
from sozialraum.ingest.office.reading import DELIMITERS, grid_of
from sozialraum.ingest.raw import load, prepare_raw
from sozialraum.ingest.wire import CheckedTable, check_wire_format
from sozialraum.registers.areas import known_areas
from sozialraum.registers.validation import check_register
from tests.layers import made_up
from tests.office.files import OfficeFile

SAME, REFUSED, UNCHANGED = "read as it stands", "refused", "unchanged"
LINES = 40
"""Rows of a real file that are mutated: more takes longer and shows nothing more."""


@cache
def catalogue() -> Catalogue:
    return load_catalogue()


@cache
def raw() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.execute("SET threads TO 1")
    prepare_raw(connection, catalogue().source_ids)
    return connection


def bundled(source: Source) -> list[Path]:
    """The bundled files of a table."""
    return sorted(catalogue().snapshot_folder.glob(f"{source.dataset.replace('{year}', '*')}.csv"))


def landing_of(source_id: str, dataset: str, file_name: str | None = None) -> Landing:
    return Landing(
        "0" * 64, source_id, dataset, "", Path("mutated"), datetime(2026, 11, 22, tzinfo=UTC), 0,
        "", None, None, None, file_name,
    )  # fmt: skip


def plain_text(value: object) -> str:
    return " ".join(unicodedata.normalize("NFC", str(value)).split())


def wrong(text: str, content: bytes) -> FoundError:
    return FoundError(WRONG, f"{text}; the file begins {content[:80]!r}")


# --- tables -----------------------------------------------------------------------------------


def csv_input(_: Path, chance: random.Random) -> str:
    portal = [one for one in catalogue().sources if one.delivery == "portal"]
    source = chance.choice(portal).model_copy(update={"min_rows": 1})
    files = sorted(catalogue().snapshot_folder.glob(f"{source.dataset.replace('{year}', '*')}.csv"))
    whole = chance.choice(files).read_bytes().splitlines(keepends=True)
    base = b"".join(whole[: chance.randint(3, LINES)])
    content = mutated(base, chance)
    landing = landing_of(source.id, "mutated")
    try:
        checked = check_wire_format(source, landing, content)
        load(raw(), source, checked)
    except SourceError:
        return REFUSED
    rows = oracle.table_rows(
        content.decode(source.encoding).removeprefix("\ufeff"), source.delimiter
    )
    if rows is None:
        raise wrong(f"{source.id}: a file that can be read in several ways was accepted", content)
    _compare_cells(source, landing, rows, content)
    return UNCHANGED if content == base else SAME


def _compare_cells(source: Source, landing: Landing, rows: list[list[str]], content: bytes) -> None:
    header = [plain_text(name) for name in rows[0]]
    places = {plain_text(name): header.index(plain_text(name)) for name in source.columns}
    labels = [area.column for area in source.areas] + [b.column for b in source.breakdowns]
    # a period that is fixed or stands elsewhere is in no cell
    whens = [
        plain_text(name) for name in source.period.columns.values() if plain_text(name) in places
    ]
    expected = {}
    for number, row in enumerate(rows[1:], start=2):
        said = sorted(plain_text(row[places[plain_text(name)]]) for name in labels)
        periods = sorted(plain_text(row[places[name]]) for name in whens)
        for measure in source.measures:
            value = plain_text(row[places[plain_text(measure.column)]])
            expected[(number, measure.column)] = (value, said, periods)
    found = {}
    for number, label, value, areas, breakdowns, when in (
        raw()
        .execute(
            "SELECT row_number, measure_label, value_text, map_values(area_labels), "
            "map_values(breakdown_labels), map_values(period_labels) FROM raw.cell "
            "WHERE landing_id = ? AND source_id = ?",
            [landing.landing_id, source.id],
        )
        .fetchall()
    ):
        said = sorted(map(plain_text, [*areas, *breakdowns]))
        when = sorted(map(plain_text, when)) if whens else []
        found[(number, label)] = (plain_text(value), said, when)
    if found != expected:
        differ = [k for k in {*found, *expected} if found.get(k) != expected.get(k)][:2]
        told = [(key, expected.get(key), found.get(key)) for key in differ]
        raise wrong(f"{source.id}: cells differ (place, in the file, loaded): {told}", content)


# --- registers --------------------------------------------------------------------------------


def register_input(_: Path, chance: random.Random) -> str:
    city = catalogue()
    register = chance.choice(city.registers)
    lines = city.register_path(register).read_bytes().splitlines(keepends=True)
    base = b"".join(lines[: chance.randint(3, LINES)])
    content = mutated(base, chance)
    checked = check_register(city, register, content, areas(), date(2026, 11, 22))
    words = city.city.words
    for problem in checked.problems:
        words.say(problem.said)
    if not checked.readable:
        return REFUSED
    rows = _register_rows(content, [c.name for c in register.columns if c.required])
    if rows is None:
        raise wrong(f"{register.id}: a file that can be read in several ways is used", content)
    header = [_heading(name) for name in rows[0]]
    used = 0
    for row in checked.rows:
        cells = rows[row.number - 1]
        for name, said in row.texts.items():
            place = header.index(name) if name in header else len(cells)
            written = plain_text(cells[place]) if place < len(cells) else ""
            if plain_text(said) != written:
                raise wrong(
                    f"{register.id}, row {row.number}, {name}: {written!r} was read as {said!r}",
                    content,
                )
        used += row.valid
    if used == 0:
        return REFUSED
    return UNCHANGED if content == base else SAME


def _heading(name: str) -> str:
    """The name of a column: whatever its case."""
    return plain_text(name).casefold()


@cache
def areas() -> Any:
    return known_areas(catalogue())


def _register_rows(content: bytes, required: list[str]) -> list[list[str]] | None:
    """By the rules that docs/registers.de.md tells: encoding and delimiter."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252")
    first = text.splitlines()[0]
    if first.lower().startswith("sep=") and len(first) == 5:
        text = text[len(first) :].lstrip("\r").removeprefix("\n")
        return oracle.csv_rows(text, first[4])
    fitting = [
        rows
        for delimiter in ";,\t"
        if (rows := oracle.csv_rows(text, delimiter)) and {*required} <= {*map(_heading, rows[0])}
    ]
    return fitting[0] if len(fitting) == 1 else None


# --- declarations -----------------------------------------------------------------------------

_ROOTS = {
    "city.yaml": ["city", "licences", "planning_fields", "notes", "glossary"],
    "areas.yaml": ["levels", "crosswalk", "sozialraum_level", "need_levels", "population"],
    "sources.yaml": ["sources", "agreements", "portal"],
    "office_files.yaml": ["tables"],
    "indicators.yaml": ["indicators"],
    "services.yaml": ["service_types", "coverage_band"],
    "themes.yaml": ["themes"],
}
_CALLED = {"themes": "theme_map"}


def yaml_input(workspace: Path, chance: random.Random) -> str:
    city = _city(workspace)
    name = chance.choice(sorted(path.name for path in city.glob("*.yaml")))
    path = city / name
    base = path.read_bytes()
    content = mutated(base, chance)
    path.write_bytes(content)
    try:
        read = load_catalogue(city)
    except DeclarationError:
        return REFUSED
    finally:
        path.write_bytes(base)
    texts = oracle.yaml_texts(content)
    if not isinstance(texts, dict):
        raise wrong(f"{name}: a file that can be read in several ways was accepted", content)
    found = []
    for key in _ROOTS.get(name, []):
        if key in texts:
            found += oracle.differences(texts[key], _declared(read, name, key), f"{name}: {key}")
    if found:
        raise wrong("; ".join(found[:3]), content)
    return UNCHANGED if content == base else SAME


def _declared(read: Catalogue, name: str, key: str) -> Any:
    if name == "office_files.yaml":
        return [source for source in read.sources if source.delivery == "office"]
    if name == "sources.yaml" and key == "sources":
        return [source for source in read.sources if source.delivery == "portal"]
    return getattr(read, _CALLED.get(key, key))


@cache
def _city(workspace: Path) -> Path:
    """A copy of the declarations to be mutated, with links to what they name."""
    copy = workspace / "city" / catalogue().city.id
    copy.mkdir(parents=True, exist_ok=True)
    for path in catalogue().folder.iterdir():
        if path.suffix == ".yaml":
            (copy / path.name).write_bytes(path.read_bytes())
        elif not (copy / path.name).exists():
            (copy / path.name).symlink_to(path)
    return copy


# --- layers -----------------------------------------------------------------------------------


def geojson_input(_: Path, chance: random.Random) -> str:
    is_service = chance.random() < 0.7
    layer = made_up.service_layer() if is_service else made_up.boundary_layer()
    base = json.dumps(_collection(is_service), ensure_ascii=False, indent=1).encode()
    content = mutated(base, chance)
    try:
        read = read_layer(layer, made_up.SETTING, content)
    except LayerFormError:
        return REFUSED
    document = oracle.json_value(content)
    if document is None:
        raise wrong("a layer that can be read in several ways was accepted", content)
    for service in read.services:
        feature = document["features"][service["feature_number"] - 1]
        _compare_service(service, feature, content)
    for boundary in read.boundaries:
        said = document["features"][boundary["feature_number"] - 1]["properties"]
        code = str(said.get("code") if said.get("code") is not None else said.get("label"))
        if boundary["area_code"].lstrip("0") != code.strip().split(" ")[0].lstrip("0"):
            raise wrong(f"area {code!r} was read as {boundary['area_code']!r}", content)
    return UNCHANGED if content == base else SAME


def _compare_service(service: Mapping[str, Any], feature: Any, content: bytes) -> None:
    said = feature.get("properties") or {}
    names = [plain_text(said[key]) for key in ("title", "label") if said.get(key) is not None]
    if plain_text(service["service_name"]) not in names:
        raise wrong(f"service {names} was read as {service['service_name']!r}", content)
    geometry = feature.get("geometry") or {}
    if service["longitude"] is not None and geometry.get("type") == "Point":
        there = [float(one) for one in geometry["coordinates"][:2]]
        read = [service["longitude"], service["latitude"]]
        if any(abs(a - b) > 1e-6 for a, b in zip(there, read, strict=True)):
            raise wrong(f"the place {there} was read as {read}", content)
    capacity = service["capacity"]
    # attributes are found whatever their case
    written = [plain_text(value) for name, value in said.items() if name.casefold() == "places"]
    if capacity is not None and not any(_counts(one) == capacity for one in written):
        raise wrong(f"capacity {written} was read as {capacity}", content)


def _counts(text: str) -> float:
    """A count as German or JSON writes it."""
    plain = text.replace(".", "") if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d+)?", text) else text
    try:
        number = float(plain.replace(",", "."))
    except ValueError:
        return math.nan
    return number if math.isfinite(number) else math.nan


def _collection(is_service: bool) -> dict[str, Any]:
    features = []
    for n in range(8):
        west, south = 10.5 + n * 0.1, 49.5 + n * 0.1
        if is_service:
            where: dict[str, Any] = made_up.point(west, south)
            said: dict[str, Any] = {
                "title": f"Haus {n} für Kinder", "carrier": "Träger ä", "road": "Weg",
                "number": n + 1, "suffix": None, "places": [12, "40", "1.200", "-"][n % 4],
            }  # fmt: skip
        else:
            where = made_up.square(west, south, 0.05)
            said = {"code": n + 1, "name": f"Viertel {n + 1}"}
        features.append({"type": "Feature", "properties": said, "geometry": where})
    return {"type": "FeatureCollection", "features": features}


# --- office files -----------------------------------------------------------------------------


def xlsx_input(workspace: Path, chance: random.Random) -> str:
    source = chance.choice([one for one in catalogue().sources if one.delivery == "office"])
    base = workbook(workspace, source.id)
    content = mutated(base, chance) if chance.random() < 0.2 else _member_mutated(base, chance)
    is_whole = chance.random() < 0.01
    try:
        checked = _read_office(source, content, in_process=not is_whole)
    except SourceError:
        return REFUSED
    if content == base:
        return UNCHANGED
    sheets = oracle.sheet_cells(content)
    if sheets is None:
        raise wrong(f"{source.id}: a workbook with errors was accepted", content)
    cells = sheets.get(checked.sheet or "")
    if cells is None:
        raise wrong(f"{source.id}: there is no sheet {checked.sheet!r}", content)
    measured = {measure.column for measure in source.measures}
    columns = [name for name in checked.letters if name in measured]
    compare_cells(source.id, checked, columns, cells, content)
    return SAME


def compare_cells(
    told: str,
    checked: CheckedTable,
    columns: Iterable[str],
    cells: Mapping[str, str],
    content: bytes,
) -> None:
    """Whether some columns of a spreadsheet were read as a second reader's cells say.

    Raises:
        FoundError: a cell was not.
    """
    for name in columns:
        letter = checked.letters[name]
        for number, read in zip(checked.row_numbers, checked.column(name), strict=True):
            written = cells.get(f"{letter}{number}", "")
            if not _same_cell(written, read):
                raise wrong(f"{told}: {letter}{number} says {written!r}, read as {read!r}", content)


def _same_cell(written: str, read: str) -> bool:
    if plain_text(written) == plain_text(read):
        return True
    try:
        return float(written) == float(read.replace(",", "."))
    except ValueError:
        return False


def _read_office(source: Source, content: bytes, *, in_process: bool) -> CheckedTable:
    landing = landing_of(source.id, "mutated.xlsx", "mutated.xlsx")
    object.__setattr__(landing, "content", lambda: content)
    with in_this_process() if in_process else nullcontext():
        return table.read_office_file(source, landing)


@contextmanager
def in_this_process() -> Iterator[None]:
    """Spreadsheets are read as the reading process does, without it."""
    before = table.read_grids
    table.read_grids = _grids
    try:
        yield
    finally:
        table.read_grids = before


def _grids(content: bytes, kind: str, delimiters: str = DELIMITERS) -> list[Grid]:
    return list(map(grid_of, reading_process._lines(kind, content, delimiters)))


@cache
def workbook(workspace: Path, source_id: str) -> bytes:
    source = catalogue().source(source_id)
    labels = len(source.label_columns)
    rows = [
        ([f"{n:02d} Gebiet {n}"] * labels, [100 + 7 * n + m for m in range(len(source.measures))])
        for n in range(1, 9)
    ]
    period = {"small_area_sgb2": "Juni 2025", "school_entry_examination": "2023/24"}
    caption = ["Berichtszeitraum:", "1. Halbjahr 2025"] if source.period.is_outside_table else []
    file = OfficeFile(source, [(period.get(source.id, ""), rows)], caption)
    path = workspace / f"{source.id}.xlsx"
    file.write_xlsx(path)
    return path.read_bytes()


def _member_mutated(content: bytes, chance: random.Random) -> bytes:
    """The workbook with one of its parts mutated, in a package that is whole."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as package, zipfile.ZipFile(made, "w") as other:
        names = package.namelist()
        telling = [n for n in names if "sheet1" in n or "sharedStrings" in n] or names
        chosen = chance.choice(telling if chance.random() < 0.8 else names)
        for name in names:
            part = package.read(name)
            other.writestr(name, mutated(part, chance) if name == chosen else part)
    return made.getvalue()
