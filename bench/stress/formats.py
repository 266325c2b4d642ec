"""Mutated files of other formats: what is accepted is compared with what a second library reads."""

import csv
import io
import json
import math
import random
import zipfile
from collections.abc import Sequence
from functools import cache, reduce
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import duckdb
import pyarrow
from pyarrow import parquet

from bench.stress import oracle
from bench.stress.inputs import (
    LINES,
    REFUSED,
    SAME,
    UNCHANGED,
    bundled,
    catalogue,
    plain_text,
    wrong,
)
from bench.stress.mutators import mutated
from sozialraum.base.errors import SourceError
from sozialraum.declarations.source import Source
from sozialraum.ingest.formats.reading import read_texts

Rows = list[list[Any]]


def format_input(_: Path, chance: random.Random) -> str:
    kind = chance.choice(["json", "parquet", "zip"])
    source, base = _source(kind), _made(kind)
    is_within = kind == "json" and chance.random() < 0.5
    if is_within:
        # a list below keys
        source = source.model_copy(update={"records": "result.records"})
        base = b'{"success": true, "result": {"records": %s}}' % base.replace(b"}, ", b"},\n")
    content = mutated(base, chance)
    try:
        texts = read_texts(source, content)
    except SourceError:
        return REFUSED
    if content == base:
        return UNCHANGED
    other = _json_rows(content, ["result", "records"]) if is_within else _SECOND[kind](content)
    if kind == "parquet" and texts.equals(read_texts(source, base)):
        # damaged in what only the other library looks at
        return SAME
    if other is None:
        raise wrong(f"{kind}: a file that can be read in several ways was accepted", content)
    read = list(zip(*(column.to_pylist() for column in texts.columns), strict=True))
    if len(read) != len(other):
        raise wrong(f"{kind}: {len(other)} rows were read as {len(read)}", content)
    for number, (row, written) in enumerate(zip(read, other, strict=True), start=1):
        for said, one in zip(row, written, strict=True):
            if not same_value(said, one):
                raise wrong(f"{kind}, row {number}: {one!r} was read as {said!r}", content)
    return SAME


def _source(kind: str) -> Source:
    change = {"member": "table"} if kind == "zip" else {"format": kind}
    return _first().model_copy(update=change)


@cache
def _first() -> Source:
    return next(one for one in catalogue().sources if one.delivery == "portal" and one.areas)


@cache
def _made(kind: str) -> bytes:
    """A few rows of a bundled table, numbers as numbers."""
    text = bundled(_first())[0].read_text(_first().encoding)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_first().delimiter))
    header, below = rows[0], [[_typed(one) for one in row] for row in rows[1:LINES]]
    out = io.BytesIO()
    if kind == "json":
        return json.dumps([dict(zip(header, row, strict=True)) for row in below]).encode()
    if kind == "parquet":
        columns = [[str(row[at]) for row in below] for at in range(len(header))]
        parquet.write_table(pyarrow.table(columns, names=header), out)
        return out.getvalue()
    lines = text.splitlines(keepends=True)[:LINES]
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("table.csv", "".join(lines))
    return out.getvalue()


def _typed(text: str) -> Any:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return text or None


def same_value(said: str, written: Any) -> bool:
    if isinstance(written, bool):
        return said == str(written).lower()
    if isinstance(written, int | float):
        if said == str(written):
            return True
        try:
            return math.isclose(float(said.replace(",", ".")), written, rel_tol=1e-12)
        except (ValueError, OverflowError):
            return False
    if isinstance(written, dict | list):
        # no figure and no label: it is shown as it stands
        return said.startswith(("{", "["))
    if isinstance(written, bytes):
        written = written.decode()
    return plain_text(said) == plain_text("" if written is None else written)


def _json_rows(content: bytes, keys: Sequence[str] = ()) -> Rows | None:
    try:
        records = reduce(dict.__getitem__, keys, oracle.json_value(content))
        names = list(dict.fromkeys(name for record in records for name in record))
        return [names, *([record.get(name) for name in names] for record in records)]
    except (AttributeError, LookupError, TypeError):
        return None


def _parquet_rows(content: bytes) -> Rows | None:
    with NamedTemporaryFile(suffix=".parquet") as file, duckdb.connect() as connection:
        file.write(content)
        file.flush()
        try:
            read = connection.sql(f"FROM read_parquet('{file.name}', binary_as_string = true)")
            return [read.columns, *map(list, read.fetchall())]
        except duckdb.Error:
            return None


def _zip_rows(content: bytes) -> Rows | None:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        text = package.read(package.namelist()[0]).decode(_first().encoding)
    return oracle.table_rows(text.removeprefix("\ufeff"), _first().delimiter)


_SECOND = {"json": _json_rows, "parquet": _parquet_rows, "zip": _zip_rows}
