"""Mutated OpenDocument spreadsheets: what each cell is read as is compared with a second reading of
the same bytes."""

import io
import random
import zipfile
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from bench.stress import oracle
from bench.stress.inputs import (
    REFUSED,
    SAME,
    UNCHANGED,
    compare_cells,
    in_this_process,
    landing_of,
    wrong,
)
from bench.stress.mutators import mutated
from sozialraum.base.errors import SourceError
from sozialraum.declarations.source import Source
from sozialraum.ingest.reading import read_table
from tests.ingest.made_up import made_up

SHEET = "Daten"
_NAMES = ("office", "table", "text")
_PIECES = [
    ' table:number-columns-repeated="2"', ' table:number-rows-repeated="2"', ' office:value="7"',
    ' office:value-type="string"', ' office:value-type="percentage"', ' office:value-type="float"',
    ' office:value-type="date" office:date-value="2025-01-01"', ' office:string-value="9"',
    ' table:visibility="collapse"', ' table:formula="of:=1+1"', "<table:table-cell/>",
    "<table:covered-table-cell/>", "<text:p>5</text:p>", "<text:s/>", "<text:line-break/>",
    '<office:annotation><text:p>77</text:p></office:annotation>', "<text:span>3</text:span>",
    "</table:table-row><table:table-row>", "<table:table-header-rows>", "<text:p/>", "<a/>", "1e3",
    "&#50;", "&amp;", "<!-- 1 -->", "\u00a0", ' office:boolean-value="true"',
    '<text:s text:c="2"/>', ' table:number-rows-spanned="2"', ' table:number-columns-spanned="2"',
]  # fmt: skip


def ods_input(_: Path, chance: random.Random) -> str:
    source, base = _source(), _made()
    content = mutated(base, chance) if chance.random() < 0.1 else _changed(base, chance)
    try:
        with in_this_process():
            checked = read_table(source, landing_of(source.id, "mutated", "mutated.ods"), content)
    except SourceError:
        return REFUSED
    if content == base:
        return UNCHANGED
    sheets = oracle.ods_cells(content)
    cells = sheets and sheets.get(checked.sheet or "")
    if cells is None:
        raise wrong("ods: a workbook that can be read in several ways was accepted", content)
    compare_cells("ods", checked, checked.letters, cells, content)
    return SAME


@cache
def _source() -> Source:
    return made_up(format="ods")


@cache
def _made() -> bytes:
    """A title, a header and some rows; blanks and figures that stand several times as LibreOffice
    writes them."""
    rows = [
        '<table:table-row><table:table-cell office:value-type="string"><text:p>Titel</text:p>'
        '</table:table-cell><table:table-cell table:number-columns-repeated="3"/></table:table-row>'
    ]
    rows.append(_row(["Gebiet", "Jahr", "Anzahl", "Anteil"]))
    for at in range(8):
        rows.append(_row([f"{at:02} Gebiet & Söhne", 2025, 100 + 7 * at, at + 0.5]))
        rows.append(_row([f"{at:02} Gebiet & Söhne", 2024, 11 * at, None]))
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in _NAMES
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content {spaces}><office:body>'
        f'<office:spreadsheet><table:table table:name="{SHEET}">'
        + "\n".join(rows)
        + "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    return _packed(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": b"<manifest/>",
            "content.xml": content.encode(),
        }
    )


def _row(cells: list[object]) -> str:
    said = []
    for one in cells:
        if one is None:
            said.append("<table:table-cell/>")
        elif isinstance(one, str):
            said.append(
                f'<table:table-cell office:value-type="string"><text:p>{escape(one)}</text:p>'
                "</table:table-cell>"
            )
        else:
            said.append(
                f'<table:table-cell office:value-type="float" office:value="{one}"><text:p>'
                f"{one}</text:p></table:table-cell>"
            )
    return f"<table:table-row>{''.join(said)}</table:table-row>"


def _packed(parts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return made.getvalue()


def _changed(content: bytes, chance: random.Random) -> bytes:
    """The workbook with its table mutated, in a package that is whole; mostly by what may stand in
    such a table."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = "content.xml" if chance.random() < 0.95 else chance.choice(sorted(parts))
    part = parts[name]
    if chance.random() < 0.4:
        part = mutated(part, chance)
    else:
        for _ in range(chance.choice([1, 1, 2, 3])):
            piece = chance.choice(_PIECES).encode()
            # an attribute stands in an element, an element in the text
            ends = [at for at, sign in enumerate(part) if sign == ord(">")]
            at = chance.choice(ends or [len(part)])
            if piece.startswith(b" "):
                at -= part[at - 1 : at] == b"/"
            else:
                at += 1
            part = part[:at] + piece + part[at:]
    return _packed({**parts, name: part})
