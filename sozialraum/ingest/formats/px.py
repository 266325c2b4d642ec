"""PC-Axis (``.px``), as statistical offices and PxWeb give their cubes.

Read by https://www.scb.se/px-file-format: ``STUB`` and ``HEADING`` name the dimensions,
``VALUES`` and ``CODES`` their categories, ``DATA`` has the cells, the last dimension changing
fastest. Of several languages the one without a name is read. Marks (``".."``) stand as they are.
"""

import re
from typing import TYPE_CHECKING

from sozialraum.ingest.formats.cube import Dimension, check_size, cube_table, places_of
from sozialraum.ingest.formats.database import memory_database
from sozialraum.ingest.formats.texts import FormError

if TYPE_CHECKING:
    import pyarrow

_A_FILE = "a PC-Axis file with STUB or HEADING, VALUES and DATA"
_QUOTED = r'"[^"]*+"'
_ENTRY = re.compile(
    rf'\s*+([A-Z][A-Z0-9-]*+)(\[[^\]\n]*+\])?(?:\((?P<of>(?:{_QUOTED}|[^")])*+)\))?'
    rf'\s*+=(?P<text>(?:{_QUOTED}|[^";])*+);'
)
_TEXT = re.compile(r'"([^"]*+)"\s*+(,?)')
_DATA = re.compile(r"^DATA\s*=", re.MULTILINE)


def read_px(text: str, decimal: str) -> "pyarrow.Table":
    """
    Raises:
        FormError: none of this form, more cells than a table of a city has.
    """
    import duckdb

    start = _DATA.search(text)
    if start is None:
        raise FormError("it has no DATA", _A_FILE)
    told = _keywords(text[: start.start()])
    if any(keyword == "KEYS" for keyword, _ in told):
        raise FormError("its DATA has rows with keys (KEYS)", "a cell for each place of the cube")
    names = [*told.get(("STUB", ""), []), *told.get(("HEADING", ""), [])]
    dimensions = [_dimension(told, name) for name in names]
    total = check_size(dimensions)
    with memory_database() as connection:
        try:
            figures = connection.execute(
                "SELECT if(regexp_matches(cell, '^-?[0-9]'), replace(cell, '.', $decimal), "
                "trim(cell, '\"')) AS value, '' AS status "
                "FROM (SELECT unnest(regexp_split_to_array($data, '[\\s,]+')) AS cell) "
                "WHERE cell <> ''",
                {"data": text[start.end() :].partition(";")[0].strip(), "decimal": decimal},
            ).to_arrow_table()
        except duckdb.Error as error:
            found = str(error).splitlines()[0]
            raise FormError(f"its DATA cannot be read ({found})", _A_FILE) from None
    if figures.num_rows != total:
        raise FormError(f"DATA has {figures.num_rows:,} cells", f"{total:,}, as VALUES say")
    return cube_table(dimensions, places_of(dimensions), figures)


def _keywords(head: str) -> dict[tuple[str, str], list[str]]:
    """(keyword, of what) -> its texts, of the file's own language."""
    found: dict[tuple[str, str], list[str]] = {}
    end = 0
    while match := _ENTRY.match(head, end):
        end = match.end()
        if match[2] is None:
            of = (match["of"] or "").strip().strip('"')
            found.setdefault((match[1], of), _texts(match["text"]))
    if rest := head[end:].strip("\ufeff \t\r\n"):
        raise FormError(f"{rest[:40]!r} is no keyword with a value", _A_FILE)
    return found


def _texts(value: str) -> list[str]:
    """Texts parted by commas; one may go on in the next line."""
    texts, current = [], ""
    for part, comma in _TEXT.findall(value):
        current += part
        if comma:
            texts.append(current)
            current = ""
    return [*texts, current] if _TEXT.search(value) else [value.strip()]


def _dimension(told: dict[tuple[str, str], list[str]], name: str) -> Dimension:
    labels = told.get(("VALUES", name))
    codes = told.get(("CODES", name), labels)
    if labels is None or codes is None or len(labels) != len(codes):
        raise FormError(
            f"dimension {name!r} has {len(labels or [])} VALUES and {len(codes or [])} CODES",
            "as many of both",
        )
    return Dimension(name, codes, labels)
