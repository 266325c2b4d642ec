"""Mutated inputs up to publication: what is published of a file is what a second reader says of it.

Each trial changes one input of each kind, as offices change them: tables, an office's workbook, a
layer, a register, a declaration. Some of them also have a line, or a part, with any mutation in it.
"""

import csv
import io
import json
import random
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb

from bench.stress import inputs, oracle
from bench.stress.mutators import mutated
from bench.stress.stages import checked_apart
from bench.stress.trial import BY_HAND, INVALID, WRONG, FoundError
from bench.stress.workspace import city_of, copy_of, refreshed, sound
from sozialraum.base.warehouse import Warehouse
from sozialraum.declarations import Catalogue, load_catalogue
from sozialraum.declarations.layer import Layer, attributes_of
from sozialraum.template.areas import area_labels
from sozialraum_cli.exits import Exit
from tests.conftest import Refreshed
from tests.layers.made_up_city import made_up_layers, put_layers
from tests.office.deliveries import release
from tests.office.files import OfficeFile

TABLES = 4
"""Tables of the portal in a trial."""
COARSE = 0.25
"""So many of the trials also have any mutation in one of the files: most of these are stopped."""
LARGE = 200
"""A figure from which on one more or less is no matter for any check."""
SIXTH_DECIMAL = 1e-6
OFFICE = "small_area_sgb2"


def published_inputs(workspace: Path, chance: random.Random) -> str:
    """One to four inputs of each kind, changed as offices change them, up to the publication."""
    warehouse = copy_of(workspace, "published")
    shutil.rmtree(workspace / "published" / "city", ignore_errors=True)
    city = city_of(workspace, "published", f"trial {chance.random()}")
    before = (warehouse / "current").resolve().name
    declaration = _declaration(city, chance)
    changed = [
        declaration,
        *_tables(city, chance),
        _workbook(workspace, city, warehouse, chance),
        *_layers(workspace, city, chance),
        _register(city, chance),
    ]
    coarse = chance.choice(changed) if chance.random() < COARSE else None
    if coarse is not None:
        content = coarse.read_bytes()
        is_text = coarse.suffix in (".csv", ".yaml")
        coarse.write_bytes((_with_a_line_mutated if is_text else mutated)(content, chance))
    code, output = refreshed(warehouse, city)
    checked_apart(lambda: sound(warehouse))
    refused = {Exit.AUDIT_FAILED, Exit.FAILED} if coarse == declaration else {Exit.AUDIT_FAILED}
    if code in refused:
        if (warehouse / "current").resolve().name != before:
            raise FoundError(INVALID, "a stopped refresh changed what is current")
        if code == Exit.FAILED and coarse is not None and coarse.name not in output:
            raise FoundError(BY_HAND, f"{coarse.name} is not named: {output[-1500:]}")
        return "stopped"
    if code:
        raise FoundError(BY_HAND, f"ended with {code}: {output[-1500:]}")
    checked_apart(lambda: compare_published(warehouse, load_catalogue(city), changed))
    return "published as the files stand"


# --- changes ----------------------------------------------------------------------------------


def _tables(city: Path, chance: random.Random) -> Iterator[Path]:
    sources = [one for one in inputs.catalogue().sources if one.delivery == "portal"]
    for source in chance.sample(sources, TABLES):
        path = city / "snapshot" / max(inputs.bundled(source)).name
        text = path.read_bytes().decode(source.encoding)
        figures = {measure.column for measure in source.measures}
        path.write_bytes(_edited(text, source.delimiter, figures, chance).encode(source.encoding))
        yield path


def _workbook(workspace: Path, city: Path, warehouse: Path, chance: random.Random) -> Path:
    """Made-up figures of an office, for all areas, in any order."""
    release(city, OFFICE)
    catalogue = inputs.catalogue()
    source = catalogue.source(OFFICE)
    rows = [
        ([*labels], [100 + chance.randrange(900), 20 + chance.randrange(60), 20 + n % 9])
        for n, labels in enumerate(area_labels(catalogue, Warehouse(workspace / "base"), source))
    ]
    chance.shuffle(rows)
    row, at = chance.choice(rows)[1], chance.randrange(3)
    row[at] = chance.choice(_EDITS)(str(row[at]))  # type: ignore[call-overload]
    box = warehouse / "dropbox" / OFFICE
    box.mkdir(parents=True, exist_ok=True)
    path = box / "TESTDATEN.xlsx"
    OfficeFile(source, [("Juni 2025", rows)]).write_xlsx(path)
    return path


def _layers(workspace: Path, city: Path, chance: random.Random) -> Iterator[Path]:
    """Outlines as they are, places and figures as another programme writes the same."""
    layers = made_up_layers(Refreshed(Warehouse(workspace / "base"), 0, ""))
    put_layers(city, layers)
    for layer in (layers.places, layers.figures):
        path = city / "snapshot" / f"{layer.layer}.geojson"
        document = json.loads(path.read_bytes())
        chance.shuffle(document["features"])
        for feature in document["features"]:
            said = feature["properties"]
            feature["properties"] = {
                name: chance.choice([value, str(value), f" {value}"])
                if isinstance(value, int)
                else value
                for name, value in chance.sample(sorted(said.items()), len(said))
            }
        indent = chance.choice([None, 1])
        path.write_text(json.dumps(document, indent=indent, ensure_ascii=indent is None), "utf-8")
        yield path


def _register(city: Path, chance: random.Random) -> Path:
    path = city / "registers" / chance.choice(inputs.catalogue().registers).file
    path.write_bytes(_edited(path.read_text("utf-8"), ";", set(), chance).encode())
    return path


def _declaration(city: Path, chance: random.Random) -> Path:
    """Remarks between entries, and other ends of lines: it declares what it did."""
    path = chance.choice(sorted(city.glob("*.yaml")))
    lines = [
        f"{chance.choice(['', '# remark: äöü', '  # - id: none'])}\n{line}"
        if re.match(r" *- id: ", line) and chance.random() < 0.3
        else line
        for line in path.read_text("utf-8").splitlines()
    ]
    end = chance.choice(["\n", "\r\n"])
    path.write_bytes(end.join("\n".join(lines).splitlines()).encode() + end.encode())
    return path


def _edited(text: str, delimiter: str, figures: set[str], chance: random.Random) -> str:
    """Rows in another order, figures one larger or smaller, with blanks or a note, other ends of
    lines: what the notation of a table allows, and no check has to stop."""
    header, *rows = csv.reader(
        io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=delimiter
    )
    columns = [at for at, name in enumerate(header) if " ".join(name.split()) in figures]
    for _ in range(chance.randint(1, 6)):
        row = chance.choice(rows)
        at = chance.choice(columns or range(len(row)))
        if at < len(row):
            row[at] = chance.choice(_EDITS if columns else _BLANKS)(row[at])
    one, other = chance.randrange(len(rows)), chance.randrange(len(rows))
    rows[one], rows[other] = rows[other], rows[one]
    if chance.random() < 0.2:
        chance.shuffle(rows)
    out = io.StringIO(newline="")
    writer = csv.writer(
        out, delimiter=delimiter, lineterminator=chance.choice(["\n", "\r\n"]),
        quoting=chance.choice([csv.QUOTE_MINIMAL, csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    )  # fmt: skip
    writer.writerows([header, *rows])
    return chance.choice(["", "\ufeff"]) + out.getvalue()


def _by_one(step: int) -> Callable[[str], str]:
    return lambda text: (
        str(int(text) + step) if text.isascii() and text.isdigit() and int(text) > LARGE else text
    )


def _noted(text: str) -> str:
    return f"{text} 1)" if text.isdigit() else text


_BLANKS: list[Callable[[str], str]] = [" {}".format, "{} ".format, "\u00a0{}".format]
_EDITS = [*_BLANKS, _by_one(1), _by_one(-1), _noted]


def _with_a_line_mutated(content: bytes, chance: random.Random) -> bytes:
    lines = content.splitlines(keepends=True)
    at = chance.randrange(1, len(lines))
    lines[at] = mutated(lines[at], chance)
    return b"".join(lines)


# --- what was published -----------------------------------------------------------------------

CELLS = """
    SELECT source_id, row_number, column_name, sheet, cell_address, value_text, value
    FROM lineage.source_cell
    JOIN (
        SELECT landing_id FROM raw.landing
        QUALIFY row_number() OVER (
            PARTITION BY source_id, dataset_id ORDER BY retrieved_at DESC
        ) = 1
    ) USING (landing_id)
    WHERE file = ?
"""


def compare_published(warehouse: Path, catalogue: Catalogue, changed: list[Path]) -> None:
    with duckdb.connect(warehouse / "current" / "sozialraum.duckdb", read_only=True) as published:
        for path in changed:
            rows = published.execute(CELLS, [path.name]).fetchall()
            if not rows:
                continue
            written = _SECOND_READERS[path.suffix](path, catalogue, rows[0][0])
            thousands = catalogue.source(rows[0][0]).thousands_signs
            for _, row, column, sheet, address, said, value in rows:
                there = written(row, column, sheet, address)
                where = f"{path.name} {address or (row, column)}"
                if inputs.plain_text(there) != inputs.plain_text(said):
                    raise FoundError(WRONG, f"{where}: {there!r} is {said!r}")
                if value is not None and not _means(there, thousands, value):
                    raise FoundError(WRONG, f"{where}: {there!r} is {value}")
        for path in changed:
            if path.suffix == ".geojson":
                _compare_places(published, catalogue, path)


def _compare_places(published: duckdb.DuckDBPyConnection, catalogue: Catalogue, path: Path) -> None:
    """Each place of a layer is a feature of its file, with its name, location and capacity."""
    layer = _layer_of(path, catalogue)
    rows = published.execute(
        "SELECT service_name, longitude, latitude, capacity FROM marts.dim_service "
        "WHERE origin = 'layer' AND source_id = ?", [layer.id],
    ).fetchall()  # fmt: skip
    if not rows:
        return
    said = {}
    for feature in _features(path):
        texts = feature["properties"]
        for name in _attributes(layer, "name"):
            said[inputs.plain_text(texts.get(name, ""))] = (feature["geometry"], texts)
    for name, longitude, latitude, capacity in rows:
        geometry, texts = said[inputs.plain_text(name)]
        if geometry and geometry["type"] == "Point":
            there = geometry["coordinates"]
            if max(abs(there[0] - longitude), abs(there[1] - latitude)) > SIXTH_DECIMAL:
                raise FoundError(WRONG, f"{path.name} {name}: {there} is {longitude}, {latitude}")
        if capacity is not None and not any(
            _means(str(texts.get(one)), "", capacity) for one in _attributes(layer, "capacity")
        ):
            raise FoundError(WRONG, f"{path.name} {name}: {texts} has {capacity} places")


def _of_csv(path: Path, catalogue: Catalogue, source_id: str) -> Callable[..., str]:
    source = catalogue.source(source_id)
    text = path.read_bytes().decode(source.encoding).removeprefix("\ufeff")
    rows = oracle.table_rows(text, source.delimiter) or []
    header = [" ".join(name.split()) for name in rows[0]]
    return lambda row, column, *_: rows[row - 1][header.index(" ".join(column.split()))]


def _of_workbook(path: Path, *_: object) -> Callable[..., str]:
    sheets = oracle.sheet_cells(path.read_bytes()) or {}
    return lambda _, __, sheet, address: sheets[sheet].get(address, "")


def _of_layer(path: Path, catalogue: Catalogue, _: str) -> Callable[..., str]:
    layer = _layer_of(path, catalogue)
    features = _features(path)

    def written(row: int, column: str, *_: object) -> str:
        said = features[row - 1]["properties"]
        (value,) = (said[name] for name in _attributes(layer, column) if name in said)
        return str(value)

    return written


_SECOND_READERS: dict[str, Callable[[Path, Catalogue, str], Callable[..., str]]] = {
    ".csv": _of_csv,
    ".xlsx": _of_workbook,
    ".geojson": _of_layer,
}


def _layer_of(path: Path, catalogue: Catalogue) -> Layer:
    layers = [*catalogue.layers, *(layer for layer, _ in catalogue.figure_layers)]
    return next(one for one in layers if one.layer == path.stem)


def _attributes(layer: Layer, column: str) -> list[str]:
    return [name for one in layer.candidates[column] for name in attributes_of(one)]


def _features(path: Path) -> list[Any]:
    return [*(oracle.json_value(path.read_bytes()) or {"features": []})["features"]]


def _means(written: str, thousands: str, value: float) -> bool:
    """Whether the text, as the table's notation has it, is this number."""
    unsigned = re.sub(r"\s+\d\)$", "", written).strip()
    plain = unsigned.translate(str.maketrans("", "", thousands))
    try:
        return abs(float(plain.replace(",", ".")) - value) < 1e-9
    except ValueError:
        return unsigned in ("-", "") and value == 0
