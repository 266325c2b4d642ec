"""Reads mutated cubes a second time, as their formats are described: by nothing of the monitor.

Where a reader says None, the bytes can be understood in more than one way, or are damaged.
"""

import itertools
import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bench.stress import oracle


@dataclass(frozen=True)
class Cube:
    """``columns`` of labels; each of ``cells`` has its labels, what stands there (None: nothing)
    and its status."""

    columns: list[str]
    cells: list[tuple[list[str], Any, str]]


class _AmbiguousError(Exception):
    pass


def read_as(form: str, content: bytes) -> Cube | None:
    """What bytes say as ``json-stat``, ``sdmx-json`` or ``px``."""
    try:
        return _READERS[form](content)
    except (_AmbiguousError, AttributeError, LookupError, TypeError, ValueError):
        return None


@dataclass(frozen=True)
class _Dimension:
    name: str
    codes: list[str]
    labels: list[str]

    def __post_init__(self) -> None:
        _need(len(set(self.codes)) == len(self.codes) > 0)

    @property
    def columns(self) -> list[str]:
        return [self.name] if self.codes == self.labels else [self.name, f"{self.name} (code)"]

    def said(self, at: int) -> list[str]:
        return [self.labels[at], self.codes[at]][: len(self.columns)]


def _need(holds: bool) -> None:
    if not holds:
        raise _AmbiguousError


def _text(value: object) -> str:
    _need(isinstance(value, str | int) and not isinstance(value, bool))
    return str(value)


def _number(key: str, below: int) -> int:
    """A number as keys of cells have it: ``0``, ``12``; neither ``012`` nor ``1.0``."""
    _need(re.fullmatch("0|[1-9][0-9]*", key) is not None and int(key) < below)
    return int(key)


def _cube(
    dimensions: list[_Dimension], cells: Iterator[tuple[tuple[int, ...], Any, str]]
) -> Cube | None:
    found = []
    for places, value, status in cells:
        _need(len(places) == len(dimensions))
        said = [one.said(at) for one, at in zip(dimensions, places, strict=True)]
        found.append(([*itertools.chain(*said)], value, status))
    return Cube([name for one in dimensions for name in one.columns], found)


def _json_stat(content: bytes) -> Cube | None:
    document = oracle.json_value(content)
    (dataset,) = [
        one
        for one in ([document] if "dimension" in document else document.values())
        if isinstance(one, dict) and isinstance(one.get("dimension"), dict)
    ]
    told = dataset["dimension"]
    ids, sizes = (dataset[name] if name in dataset else told[name] for name in ("id", "size"))
    dimensions = [_json_stat_dimension(one, told[one]) for one in ids]
    _need([len(one.codes) for one in dimensions] == sizes)
    total = math.prod(sizes)
    values, statuses = (_cells(dataset.get(name), total) for name in ("value", "status"))
    _need(isinstance(dataset["value"], list | dict) and bool(values))
    places = itertools.product(*(range(size) for size in sizes))
    return _cube(
        dimensions,
        ((at, values.get(n), _status(statuses.get(n))) for n, at in enumerate(places)),
    )


def _json_stat_dimension(id_: str, told: Any) -> _Dimension:
    category = told["category"]
    labels = category.get("label", {})
    index = category.get("index")
    if isinstance(index, dict):
        _need(sorted(index.values()) == [*range(len(index))])
        index = sorted(index, key=index.__getitem__)
    elif index is None:
        # which may be left out of a dimension with one category
        (index,) = [list(labels)]
        _need(len(index) == 1)
    codes = [_text(one) for one in index]
    return _Dimension(
        _text(told.get("label", id_)), codes, [_text(labels.get(one, one)) for one in codes]
    )


def _cells(told: Any, total: int) -> Mapping[int, Any]:
    """Number of a cell -> what is told of it: by a list of all, by keys, or one thing of all."""
    if isinstance(told, list):
        _need(len(told) == total)
        return dict(enumerate(told))
    if isinstance(told, dict):
        return {_number(key, total): one for key, one in told.items()}
    if isinstance(told, str):
        return dict.fromkeys(range(total), told)
    _need(told is None)
    return {}


def _status(told: Any) -> str:
    _need(told is None or isinstance(told, str))
    return told or ""


def _sdmx_json(content: bytes) -> Cube | None:
    document = oracle.json_value(content)
    message = document.get("data", document)
    if "structure" in message:
        structure = message["structure"]
    else:
        (structure,) = message["structures"]
    kinds = [structure["dimensions"].get(kind) or [] for kind in ("series", "observation")]
    for kind in kinds:
        order = [one["keyPosition"] for one in kind if one.get("keyPosition") is not None]
        _need(order == sorted(set(order)))
    dimensions = [_sdmx_dimension(one) for one in itertools.chain(*kinds)]
    attributes = (structure.get("attributes") or {}).get("observation") or []
    known = [
        (at, [_text(value["id"]) for value in one["values"]])
        for at, one in enumerate(attributes, start=1)
        if one["id"] == "OBS_STATUS"
    ]
    _need(len(known) <= 1)
    cells = []
    for key, told in _observations(message["dataSets"]):
        parts = key.split(":")
        places = tuple(
            _number(part, len(one.codes)) for part, one in zip(parts, dimensions, strict=True)
        )
        _need(isinstance(told, list) and len(told) > 0)
        said = [told[at] for at, _ in known if at < len(told) and told[at] is not None]
        status = known[0][1][_number(str(said[0]), len(known[0][1]))] if said else ""
        cells.append((places, told[0], "" if status == "A" else status))
    _need(0 < len({places for places, *_ in cells}) == len(cells))
    return _cube(dimensions, iter(cells))


def _observations(datasets: list[Any]) -> Iterator[tuple[str, Any]]:
    for dataset in datasets:
        yield from dataset.get("observations", {}).items()
        for key, series in dataset.get("series", {}).items():
            for inner, told in series.get("observations", {}).items():
                yield f"{key}:{inner}", told


def _sdmx_dimension(told: Any) -> _Dimension:
    codes = [_text(one["id"]) for one in told["values"]]
    labels = [_sdmx_name(one, code) for one, code in zip(told["values"], codes, strict=True)]
    return _Dimension(_sdmx_name(told, _text(told["id"])), codes, labels)


def _sdmx_name(told: Any, otherwise: str) -> str:
    name = told.get("name") or told.get("names") or otherwise
    return _text(next(iter(name.values())) if isinstance(name, dict) else name)


_PX_KEYWORD = re.compile(
    r"([A-Z][A-Z0-9-]*)(\[[^\]\n]*\])?(?:\((\"[^\"]*\"(?:\s*,\s*\"[^\"]*\")*)\))?\s*="
)


def _px(content: bytes) -> Cube | None:
    text = content.decode().removeprefix("\ufeff")
    told: dict[tuple[str, str], str] = {}
    at = 0
    while True:
        while text[at : at + 1].isspace():
            at += 1
        match = _PX_KEYWORD.match(text, at)
        _need(match is not None)
        assert match is not None
        end = _closed(text, match.end())
        value, at = text[match.end() : end], end + 1
        if match[1] == "DATA":
            _need(not text[at:].strip(" \t\r\n\x1a"))
            break
        if not match[2]:
            key = (match[1], (match[3] or "").strip().strip('"'))
            _need(key not in told or key[0] not in ("STUB", "HEADING", "VALUES", "CODES"))
            told[key] = value
    _need(not any(keyword == "KEYS" for keyword, _ in told))
    names = [
        name for one in ("STUB", "HEADING") if (one, "") in told for name in _strings(told[one, ""])
    ]
    dimensions = []
    for name in names:
        labels = _strings(told["VALUES", name])
        codes = _strings(told["CODES", name]) if ("CODES", name) in told else labels
        _need(len(codes) == len(labels))
        dimensions.append(_Dimension(name, codes, labels))
    figures = _figures(value)
    places = list(itertools.product(*(range(len(one.codes)) for one in dimensions)))
    _need(len(places) == len(figures) and bool(dimensions))
    return _cube(dimensions, ((at, one, "") for at, one in zip(places, figures, strict=True)))


def _closed(text: str, at: int) -> int:
    """Where the semicolon stands that ends a value: not within quotes."""
    quoted = False
    while text[at] != ";" or quoted:
        quoted ^= text[at] == '"'
        at += 1
    return at


def _strings(value: str) -> list[str]:
    """Texts in quotes, parted by commas; one that goes on does so in the next line."""
    found, pieces = [], re.split('"', value)
    _need(len(pieces) % 2 == 1 and not pieces[0].strip() and not pieces[-1].strip())
    for text, before in zip(pieces[1::2], ["", *pieces[2:-1:2]], strict=True):
        if before.strip() == "," or not found:
            found.append(text)
        else:
            _need(not before.strip() and ("\n" in before or "\r" in before))
            found[-1] += text
    return found


_PX_CELL = re.compile(r'("[^"]*"|[^ \t\r\n,"]+)')


def _figures(value: str) -> list[Any]:
    """The cells: parted by blanks, or each by a comma (which then is no decimal sign)."""
    found: list[Any] = []
    at, parted = 0, set()
    value = value.strip(" \t\r\n")
    while at < len(value):
        match = _PX_CELL.match(value, at)
        _need(match is not None)
        assert match is not None
        cell = match[1]
        is_number = re.fullmatch(r"-?\d+(\.\d+)?", cell, re.ASCII)
        found.append(float(cell) if is_number else cell.strip('"'))
        separator = re.match(r"[ \t\r\n]*,?[ \t\r\n]*", value[match.end() :])
        assert separator is not None
        at = match.end() + separator.end()
        _need(bool(separator[0]) or at == len(value))
        if at < len(value) and ("," in separator[0] or not re.search("[\r\n]", separator[0])):
            parted.add("," in separator[0])
    _need(len(parted) < 2)
    return found


_READERS: Mapping[str, Callable[[bytes], Cube | None]] = {
    "json-stat": _json_stat,
    "sdmx-json": _sdmx_json,
    "px": _px,
}
