"""PC-Axis (``.px``), as statistical offices and PxWeb give their cubes.

Read by https://www.scb.se/px-file-format: ``STUB`` and ``HEADING`` name the dimensions,
``VALUES`` and ``CODES`` their categories, ``DATA`` has the cells, the last dimension changing
fastest. With ``KEYS`` each row of ``DATA`` begins with its categories of the ``STUB``, and rows
that only have zeros are left out: what their absence means is declared (``absent_rows``).
Of several languages the one without a name is read. Marks (``".."``) stand as they are.
"""

import math
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sozialraum.ingest.formats.cube import (
    Dimension,
    check_size,
    cube_table,
    places_of,
    refuse_multiple,
)
from sozialraum.ingest.formats.database import memory_database
from sozialraum.ingest.formats.texts import FormError

if TYPE_CHECKING:
    import pyarrow

_A_FILE = "a PC-Axis file with STUB or HEADING, VALUES and DATA"
_QUOTED = r'"[^"]*+"'
_ENTRY = re.compile(
    rf"\s*+([A-Z][A-Z0-9-]*+)(\[[^\]\n]*+\])?(?:\((?P<of>{_QUOTED}(?:\s*+,\s*+{_QUOTED})*+)\))?"
    rf'\s*+=(?P<text>(?:{_QUOTED}|[^";])*+);'
)
_TEXT = re.compile(r'"([^"]*+)"\s*+(,?)')
# one may go on in the next line
_TEXTS = re.compile(rf"\s*+{_QUOTED}(?:(?:\s*+,\s*+|[ \t]*+[\r\n]\s*+){_QUOTED})*+\s*+")
_READ = ("STUB", "HEADING", "VALUES", "CODES", "KEYS")
_CELL = rf'(?:{_QUOTED}|[^ \t\r\n,;"]++)'
# A comma that parts cells parts all in a line; where blanks do, it might be a decimal sign. Of a
# file that was cut off, the last figure may be half of one: it ends with a semicolon.
_CELLS = [
    re.compile(rf"[ \t\r\n]*+{_CELL}(?:{separator}{_CELL})*+[ \t\r\n]*+(?P<end>;)[ \t\r\n\x1a]*+\Z")
    for separator in (r"[ \t\r\n]++", r"[ \t]*+[,\r\n][ \t\r\n]*+")
]
_DATA = re.compile(r"^DATA\s*=", re.MULTILINE)


def read_px(text: str, decimal: str) -> "pyarrow.Table":
    """
    Raises:
        FormError: none of this form, more cells than a table of a city has; it tells figures in
            thousands or the like.
    """
    import duckdb

    start = _DATA.search(text)
    if start is None:
        raise FormError("it has no DATA", _A_FILE)
    told = _keywords(text[: start.start()])
    for (keyword, _), said in told.items():
        if keyword == "UNITS":
            refuse_multiple(said.strip(' \t\r\n"'))
    names = [name for one in ("STUB", "HEADING") for name in _texts(told, one) or []]
    dimensions = [_dimension(told, name) for name in names]
    total = check_size(dimensions)
    if any(keyword == "KEYS" for keyword, _ in told):
        cells, places = _keyed(told, dimensions, text, start.end())
        total = len(places[0])
    else:
        whole = next((m for one in _CELLS if (m := one.match(text, start.end()))), None)
        if whole is None:
            raise FormError(
                "its DATA breaks off, or cells are not parted in one way",
                "cells parted by blanks or by commas, and a semicolon behind the last",
            )
        cells, places = text[start.end() : whole.start("end")], places_of(dimensions)
    with memory_database() as connection:
        try:
            figures = connection.execute(
                "SELECT if(regexp_full_match(cell, '-?[0-9]+([.][0-9]+)?'), "
                "replace(cell, '.', $decimal), trim(cell, '\"')) AS value, '' AS status "
                "FROM (SELECT unnest(regexp_extract_all($data, $cell)) AS cell)",
                {"data": cells, "cell": r'"[^"]*"|[^ \t\r\n,"]+', "decimal": decimal},
            ).to_arrow_table()
        except duckdb.Error as error:
            found = str(error).splitlines()[0]
            raise FormError(f"its DATA cannot be read ({found})", _A_FILE) from None
    if figures.num_rows != total:
        raise FormError(f"DATA has {figures.num_rows:,} cells", f"{total:,}, as VALUES say")
    return cube_table(dimensions, places, figures)


def _keyed(
    told: dict[tuple[str, str], str], dimensions: Sequence[Dimension], text: str, at: int
) -> "tuple[str, list[pyarrow.Array]]":
    """The cells of rows that begin with their keys, and for each dimension the category of each."""
    import numpy
    import pyarrow

    stub = _texts(told, "STUB")
    if stub is None:
        raise FormError("it has KEYS and no STUB", _A_FILE)
    by_key = [_keys(told, one) for one in dimensions[: len(stub)]]
    across = dimensions[len(stub) :]
    width = math.prod(len(one.codes) for one in across)
    row = re.compile(
        rf"[ \t\r\n]*+(?P<keys>{_QUOTED}(?:\s*+,\s*+{_QUOTED}){{{len(stub) - 1}}})\s*+,?+\s*+"
        rf"(?P<cells>{_CELL}(?:[ \t\r\n]++{_CELL}){{{width - 1}}})(?=[ \t\r\n;])"
    )
    found: dict[tuple[int, ...], str] = {}
    while match := row.match(text, at):
        at = match.end()
        keys = tuple(
            of.get(key[1:-1], -1)
            for of, key in zip(by_key, re.findall(_QUOTED, match["keys"]), strict=True)
        )
        if min(keys) < 0 or keys in found:
            what = "stands twice" if keys in found else "is none of those that KEYS name"
            raise FormError(f"the row {match['keys']} of its DATA {what}", "each row once, by keys")
        found[keys] = match["cells"]
    if not found or re.fullmatch(r"[ \t\r\n]*;[ \t\r\n\x1a]*", text[at:]) is None:
        raise FormError(
            f"its DATA breaks off or goes on otherwise behind {len(found):,} rows with keys",
            f"in each row {len(stub)} keys and {width:,} cells parted by blanks, and a semicolon "
            "behind the last",
        )
    down = [pyarrow.array(numpy.repeat(of, width)) for of in zip(*found, strict=True)]
    right = [numpy.tile(one, len(found)) for one in places_of(across)] if across else []
    return " ".join(found.values()), [*down, *map(pyarrow.array, right)]


def _keys(told: dict[tuple[str, str], str], one: Dimension) -> dict[str, int]:
    """Key -> the category of a dimension that it means."""
    said = told.get(("KEYS", one.name), "").strip(' \t\r\n"')
    if said not in ("CODES", "VALUES"):
        raise FormError(f"KEYS of {one.name!r} is {said!r}", "CODES or VALUES for all of STUB")
    return {key: at for at, key in enumerate(one.codes if said == "CODES" else one.labels)}


def _keywords(head: str) -> dict[tuple[str, str], str]:
    """(keyword, of what) -> its value, of the file's own language."""
    found: dict[tuple[str, str], str] = {}
    end = 0
    while match := _ENTRY.match(head, end):
        end = match.end()
        if match[2] is None:
            of = (match["of"] or "").strip('"')
            if match[1] in _READ and (match[1], of) in found:
                raise FormError(f"{match[1]} of {of!r} stands twice", "each once")
            found[match[1], of] = match["text"]
    if rest := head[end:].strip("\ufeff \t\r\n"):
        raise FormError(f"{rest[:40]!r} is no keyword with a value", _A_FILE)
    return found


def _texts(told: dict[tuple[str, str], str], keyword: str, of: str = "") -> list[str] | None:
    """The texts of a keyword, parted by commas; None where it is not there."""
    value = told.get((keyword, of))
    if value is None:
        return None
    if _TEXTS.fullmatch(value) is None:
        raise FormError(
            f"{keyword} of {of!r} is {value.strip()[:40]!r}"
            if of
            else f"{keyword} is {value.strip()[:40]!r}",
            "texts in quotes, parted by commas",
        )
    texts, current = [], ""
    for part, comma in _TEXT.findall(value):
        current += part
        if comma:
            texts.append(current)
            current = ""
    return [*texts, current]


def _dimension(told: dict[tuple[str, str], str], name: str) -> Dimension:
    labels = _texts(told, "VALUES", name)
    codes = _texts(told, "CODES", name) or labels
    if labels is None or codes is None or len(labels) != len(codes):
        raise FormError(
            f"dimension {name!r} has {len(labels or [])} VALUES and {len(codes or [])} CODES",
            "as many of both",
        )
    return Dimension(name, codes, labels)
