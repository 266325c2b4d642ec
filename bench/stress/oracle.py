"""Reads mutated files a second time, by readers of its own: nothing of the monitor is used here.

Where a reader says None, the bytes can be understood in more than one way: whoever accepts such a
file guesses.
"""

import io
import json
import re
import zipfile
from collections.abc import Hashable, Mapping
from typing import Any
from xml.etree import ElementTree

import yaml


def csv_rows(text: str, delimiter: str) -> list[list[str]] | None:
    """The records of a CSV text (RFC 4180), one character after the other."""
    rows: list[list[str]] = []
    row: list[str] = []
    field: list[str] = []
    at, state = 0, "start"
    while at < len(text):
        sign = text[at]
        if state == "quoted":
            if sign != '"':
                field.append(sign)
            elif text[at + 1 : at + 2] == '"':
                field.append('"')
                at += 1
            else:
                state = "closed"
        elif sign == delimiter:
            row.append("".join(field))
            field, state = [], "start"
        elif sign in "\r\n":
            row.append("".join(field))
            rows.append([] if row == [""] and state == "start" else row)
            row, field, state = [], [], "start"
            at += text[at : at + 2] == "\r\n"
        elif state == "closed":
            return None
        elif sign == '"' and state == "start":
            state = "quoted"
        else:
            field.append(sign)
            state = "plain"
        at += 1
    if state == "quoted":
        return None
    if row or field or state != "start":
        rows.append([*row, "".join(field)])
    return rows


def table_rows(text: str, delimiter: str) -> list[list[str]] | None:
    """The same of a table: lines at its end that have no text at all are no rows."""
    rows = csv_rows(text, delimiter)
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


class _AmbiguousError(Exception):
    pass


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _AmbiguousError
    return found


def json_value(content: bytes) -> Any:
    """What the bytes say as JSON (RFC 8259), in which a name stands once."""
    try:
        text = content.decode("utf-8-sig")
        # NaN is no number, but a text in place of one
        return json.loads(text, object_pairs_hook=_once, parse_constant=str)
    except (ValueError, RecursionError, _AmbiguousError):
        return None


class _TextsOnce:
    """Every scalar as its text, and every key once."""

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Hashable, Any]:
        keys = [self.construct_object(key) for key, _ in node.value]  # type: ignore[attr-defined]
        if any(keys.count(key) > 1 for key in keys):
            raise _AmbiguousError
        return super().construct_mapping(node, deep)  # type: ignore[misc, no-any-return]


class _Texts(_TextsOnce, yaml.BaseLoader):
    pass


class _TextsByLibyaml(_TextsOnce, yaml.CBaseLoader):
    """For a question mark inside a word or a tab between words, of which YAML in Python and YAML
    in C think differently; what the scalars mean is not its business either."""


def yaml_texts(content: bytes) -> Any:
    """What the bytes say as YAML, every scalar as text."""
    for loader in (_Texts, _TextsByLibyaml):
        try:
            return yaml.load(content.decode("utf-8"), Loader=loader)
        except yaml.YAMLError:
            continue
        except (ValueError, TypeError, RecursionError, _AmbiguousError):
            return None
    return None


def sheet_cells(content: bytes) -> dict[str, dict[str, str]] | None:
    """Sheet -> address -> text of each cell of a workbook, from its XML alone."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = package.namelist()
            if len(set(names)) < len(names):
                return None
            shared = _shared(package) if "xl/sharedStrings.xml" in names else []
            relations = {
                one.get("Id"): one.get("Target", "")
                for one in ElementTree.fromstring(package.read("xl/_rels/workbook.xml.rels"))
            }
            book = ElementTree.fromstring(package.read("xl/workbook.xml"))
            found: dict[str, dict[str, str]] = {}
            for sheet in _all(book, "sheet"):
                relation = next(v for k, v in sheet.attrib.items() if k.endswith("}id"))
                target = relations[relation].lstrip("/")
                path = target if target.startswith("xl/") else f"xl/{target}"
                found[sheet.get("name", "")] = _cells(package.read(path), shared)
            return found
    except Exception:
        return None


def _all(root: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    """The elements of this name, in whichever namespace: a person reads them alike."""
    return [one for one in root.iter() if one.tag.rpartition("}")[2] == name]


def _shared(package: zipfile.ZipFile) -> list[str]:
    root = ElementTree.fromstring(package.read("xl/sharedStrings.xml"))
    return ["".join(t.text or "" for t in _all(si, "t")) for si in _all(root, "si")]


def _cells(xml: bytes, shared: list[str]) -> dict[str, str]:
    cells: dict[str, str] = {}
    line = 0
    for row in _all(ElementTree.fromstring(xml), "row"):
        line = int(row.get("r", line + 1))
        column = 0
        for cell in _all(row, "c"):
            # a cell without an address follows the one before
            address = cell.get("r") or f"{_letters(column + 1)}{line}"
            letters = address.rstrip("0123456789").upper()
            column, line = _number(letters), int(address[len(letters) :])
            address = f"{letters}{line}"
            if address in cells:
                raise _AmbiguousError
            cells[address] = _cell_text(cell, shared)
    return cells


def _cell_text(cell: ElementTree.Element, shared: list[str]) -> str:
    kind, value = cell.get("t", "n"), cell.find("{*}v")
    text = value.text or "" if value is not None else ""
    if kind == "s" and text:
        return shared[int(text)]
    if kind == "inlineStr":
        return "".join(t.text or "" for t in _all(cell, "t"))
    return text


def _number(letters: str) -> int:
    number = 0
    for one in letters:
        number = 26 * number + ord(one) - 64
    return number


def _letters(number: int) -> str:
    return (_letters((number - 1) // 26) if number > 26 else "") + chr(65 + (number - 1) % 26)


def ods_cells(content: bytes) -> dict[str, dict[str, str]] | None:
    """Sheet -> address -> text of each cell of an OpenDocument spreadsheet, from its XML alone."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            root = ElementTree.fromstring(package.read("content.xml"))
        found: dict[str, dict[str, str]] = {}
        for sheet in _all(root, "table"):
            name = _said(sheet, "name")
            if name in found:
                return None
            cells = found[name] = {}
            spans = []
            line = 0
            for row in _all(sheet, "table-row"):
                texts = [
                    (_ods_text(cell), *(int(_said(cell, one) or 1) for one in _COUNTS))
                    for cell in row
                    if cell.tag.rpartition("}")[2] in ("table-cell", "covered-table-cell")
                ]
                for _ in range(int(_said(row, "number-rows-repeated") or 1)):
                    line, column = line + 1, 0
                    for text, times, height, width in texts:
                        for _ in range(times if text else 0):
                            column += 1
                            cells[f"{_letters(column)}{line}"] = text
                            if width == 1:
                                spans.append((line, column, height, text))
                        column += 0 if text else times
            # one cell below another shows what that one says
            for line, column, height, text in spans:
                for below in range(line + 1, line + height):
                    cells[f"{_letters(column)}{below}"] = text
        return found
    except Exception:
        return None


_COUNTS = ("number-columns-repeated", "number-rows-spanned", "number-columns-spanned")


def _said(one: ElementTree.Element, name: str) -> str:
    """An attribute, in whichever namespace."""
    return next((v for k, v in one.attrib.items() if k.rpartition("}")[2] == name), "")


def _ods_text(cell: ElementTree.Element) -> str:
    kind = _said(cell, "value-type")
    shown = [_paragraph(p) for p in cell if p.tag.rpartition("}")[2] == "p"]
    if kind == "float" and shown:
        return _shown(_said(cell, "value"), "".join(shown))
    if kind in ("float", "percentage", "currency"):
        return _said(cell, "value")
    if kind in ("date", "time", "boolean"):
        return _said(cell, f"{kind}-value")
    if kind == "string" and _said(cell, "string-value"):
        return _said(cell, "string-value")
    return "\n".join(shown)


def _shown(value: str, text: str) -> str:
    """What a person reads of a number: with a word or a mark beside it, it is none."""
    number = float(value)
    places = [at for at, sign in enumerate(text) if sign.isdecimal()]
    if not places:
        signs = re.sub(r"[\s.,:'’%‰‱°€$£¥\xad]", "", text)
        is_zero = number == 0 and (not text.strip() or re.fullmatch("[-−–—]+", signs))
        return value if is_zero else text
    before, after = text[: places[0]], text[places[-1] + 1 :]
    known = r"\s.,:'’%‰‱°€$£¥\xad" + r"\-−–" * (number <= 0) + r"()\[\]" * (number < 0)
    if number < 0:
        before = re.sub("[-−–]", "", before)
    if re.search(f"[^{known}]", before.replace("+", "") + re.sub("[.,][-−–—]{1,2}", "", after)):
        return before + f"{number:.15g}".replace(".", ",") + after
    return value


def _paragraph(one: ElementTree.Element) -> str:
    text = one.text or ""
    for below in one:
        name = below.tag.rpartition("}")[2]
        if name == "s":
            text += " " * int(_said(below, "c") or 1)
        elif name in ("line-break", "tab"):
            text += "\n"
        elif name != "annotation":
            text += _paragraph(below)
        text += below.tail or ""
    return text


_NUMBER = re.compile(r"[+-]?(\d{1,3}(_\d{3})+|\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")
_TRUE, _FALSE = {"true", "yes", "on"}, {"false", "no", "off"}


def says(text: str, value: object) -> bool:
    """Whether a scalar of YAML, as a person reads it, is this value."""
    if isinstance(value, bool):
        return text.lower() in (_TRUE if value else _FALSE)
    if isinstance(value, int | float):
        return bool(_NUMBER.fullmatch(text)) and float(text) == value
    if value is None:
        return text.lower() in ("", "null", "~")
    return " ".join(str(value).split()) == " ".join(text.split())


def differences(texts: Any, value: Any, path: str = "") -> list[str]:
    """Where a declaration says other than its file; keys that were not taken over are left out."""
    if isinstance(texts, Mapping):
        found = []
        for key, below in texts.items():
            inner = value.get(key) if isinstance(value, Mapping) else getattr(value, key, None)
            if inner is not None:
                found += differences(below, inner, f"{path}.{key}")
        return found
    if isinstance(texts, list):
        if not isinstance(value, list | tuple):
            return []
        if len(value) != len(texts):
            return [f"{path}: {len(texts)} entries, read as {len(value)}"]
        return [
            one
            for number, (below, inner) in enumerate(zip(texts, value, strict=True))
            for one in differences(below, inner, f"{path}.{number}")
        ]
    if isinstance(value, str | int | float | bool) and not says(str(texts), value):
        return [f"{path}: {str(texts)[:60]!r} was read as {value!r}"]
    return []
