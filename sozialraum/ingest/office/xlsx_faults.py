"""Cells of an XLSX file that show an error, or a formula that was never computed.

calamine gives both as empty cells; an empty cell would count as a missing figure, so they are
looked up in the file itself (ISO/IEC 29500-1, 18.3.1.4: a cell's type ``e`` is an error).
"""

import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

UNCOMPUTED = "#FORMEL"
MAX_UNPACKED_BYTES = 1_000_000_000

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"

_CELL = re.compile(rb"<c\b([^>]*)(?<!/)>(.*?)</c>", re.DOTALL)
_PLACE = re.compile(rb'\br="([A-Z]+)(\d+)"')
_VALUE = re.compile(rb"<v[^>/]*>([^<]+)</v>")


def faulty_cells(path: Path) -> dict[str, dict[tuple[int, int], str]]:
    """Sheet name -> (row, column) from 0 -> ``#DIV/0!`` or ``#FORMEL``.

    Raises:
        ValueError: the file unpacks to more than a table can be.
    """
    if not zipfile.is_zipfile(path):
        return {}
    with zipfile.ZipFile(path) as package:
        if sum(entry.file_size for entry in package.infolist()) > MAX_UNPACKED_BYTES:
            raise ValueError(f"unpacked it has more than {MAX_UNPACKED_BYTES:,} bytes")
        return {
            name: found
            for name, part in _sheet_parts(package).items()
            if (found := _faults(package.read(part)))
        }


def _sheet_parts(package: zipfile.ZipFile) -> dict[str, str]:
    """Sheet name -> the path of its XML in the package."""
    try:
        links = ElementTree.fromstring(package.read("xl/_rels/workbook.xml.rels"))
        workbook = ElementTree.fromstring(package.read("xl/workbook.xml"))
    except (KeyError, ElementTree.ParseError):
        return {}
    targets = {link.get("Id"): link.get("Target", "") for link in links.iter(_PACKAGE)}
    known = set(package.namelist())
    parts = {}
    for sheet in workbook.iter(f"{_MAIN}sheet"):
        target = targets.get(sheet.get(_LINK), "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if part in known:
            parts[sheet.get("name", "")] = part
    return parts


def _faults(xml: bytes) -> dict[tuple[int, int], str]:
    # most sheets have neither: two searches in C then do
    if b't="e"' not in xml and b"<f" not in xml:
        return {}
    found = {}
    for match in _CELL.finditer(xml):
        attributes, content = match.groups()
        is_error = b't="e"' in attributes
        is_formula = b"<f" in content and b't="str"' not in attributes
        if not (is_error or is_formula):
            continue
        value = _VALUE.search(content)
        if value is not None and not is_error:
            continue
        if (place := _PLACE.search(attributes)) is None:
            continue
        text = value.group(1).decode() if value is not None else UNCOMPUTED
        found[int(place.group(2)) - 1, _column(place.group(1))] = text
    return found


def _column(letters: bytes) -> int:
    number = 0
    for one in letters:
        number = number * 26 + one - ord("A") + 1
    return number - 1
