"""Mutated cubes of statistical offices: what is accepted is compared, cell by cell, with a second
reading of the same bytes. The cubes are made up."""

import json
import random
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from bench.stress import cube_oracle
from bench.stress.formats import same_value
from bench.stress.inputs import REFUSED, SAME, UNCHANGED, wrong
from bench.stress.mutators import mutated
from sozialraum.base.errors import SourceError
from sozialraum.declarations.source import Source
from sozialraum.ingest.formats.reading import read_texts
from tests.ingest.made_up import made_up, sdmx_message

MARKS = {"p": "preliminary", "r": "revised", "()": "limited"}
AREAS = {"01": "Øst", "02": "Åby; Süd", "11": "Ober\u00adstadt", "12": 'Am "Tor"', "13": "13"}
YEARS = ["2022", "2023", "2024", "2025"]
STATUSES = ["A", "p", "r", "x"]


def cube_input(_: Path, chance: random.Random) -> str:
    form = chance.choice(list(_MADE))
    base = _MADE[form](chance)
    content = mutated(base, chance)
    try:
        texts = read_texts(_source(form), content)
    except SourceError:
        return REFUSED
    if content == base:
        return UNCHANGED
    cube = cube_oracle.read_as(form, content)
    if cube is None:
        raise wrong(f"{form}: a damaged file, or one of several meanings, was accepted", content)
    header, *rows = zip(*(column.to_pylist() for column in texts.columns), strict=True)
    if list(header) != [*cube.columns, "value", "status"]:
        raise wrong(f"{form}: columns {cube.columns} were read as {header}", content)
    if len(rows) != len(cube.cells):
        raise wrong(f"{form}: {len(cube.cells)} cells were read as {len(rows)}", content)
    in_order = sorted(cube.cells, key=lambda one: one[0])
    for (*labels, value, status), written in zip(sorted(rows), in_order, strict=True):
        if not (labels == written[0] and status == written[2] and _same(value, *written[1:])):
            raise wrong(f"{form}: {written} was read as {(labels, value, status)}", content)
    return SAME


def _same(said: str, written: Any, status: str) -> bool:
    """A status stands behind its figure where it is declared, and in the place of none; one that is
    not, behind a 0."""
    if written is None or written == "":
        # a code of digits is none of the figures
        return said == ("" if re.search("[0-9]", status) else status)
    if status in MARKS:
        return said.endswith(status) and same_value(said.removesuffix(status), written)
    if written == 0 and status not in ("", "A"):
        said = said.removesuffix(f" [{status}]") if said.endswith(f" [{status}]") else ""
    return same_value(said, written)


@cache
def _source(form: str) -> Source:
    return made_up(
        format=form,
        measures=[{"column": "value", "measure": "made_up", "unit": "persons"}],
        ignored=["status"],
        marks=MARKS,
    )


def _figures(chance: random.Random) -> list[Any]:
    """One of each cell, no two alike; some are not there."""
    return [
        None if chance.random() < 0.1
        else at + 100 * chance.randint(1, 9000) if chance.random() < 0.6
        else at + chance.randint(1, 99) / 100
        for at in range(len(AREAS) * len(YEARS))
    ]  # fmt: skip


def _statuses(chance: random.Random) -> list[str]:
    return [chance.choice(["A", "A", *STATUSES]) for _ in range(len(AREAS) * len(YEARS))]


def _dumped(made: Any, chance: random.Random) -> bytes:
    is_ascii, indent = chance.random() < 0.3, chance.choice([None, None, 0, 1])
    return json.dumps(made, ensure_ascii=is_ascii, indent=indent).encode()


def _json_stat(chance: random.Random) -> bytes:
    index = {year: at for at, year in reversed([*enumerate(YEARS)])}
    area: dict[str, Any] = {"category": {"index": list(AREAS), "label": AREAS}, "label": "Gebiet"}
    year = {"category": {"index": index}, "label": "Jahr"}
    values: Any = _figures(chance)
    statuses: Any = ["" if one == "A" else one for one in _statuses(chance)]
    if chance.random() < 0.4:
        values = {str(at): one for at, one in enumerate(values) if one is not None}
        statuses = {str(at): one for at, one in enumerate(statuses) if one}
    if chance.random() < 0.2:
        statuses = "p"
    shape = {"id": ["area", "year"], "size": [len(AREAS), len(YEARS)]}
    dimension = {"area": area, "year": year}
    cells = {"value": values, "status": statuses}
    if chance.random() < 0.3:
        return _dumped({"people": {"dimension": {**dimension, **shape}, **cells}}, chance)
    head = {"version": "2.0", "class": "dataset"}
    return _dumped({**head, **shape, "dimension": dimension, **cells}, chance)


def _sdmx_json(chance: random.Random) -> bytes:
    form = chance.choice(["flat", "series", "draft", "2"])
    area = {"id": "AREA", "name": "Gebiet", "keyPosition": 0}
    area["values"] = [{"id": code, "name": name} for code, name in AREAS.items()]
    year = {"id": "TIME_PERIOD", "names": {"de": "Jahr"}, "keyPosition": 1}
    year["values"] = [{"id": one} for one in YEARS]
    marks = {"id": "OBS_STATUS", "values": [{"id": one, "name": one} for one in STATUSES]}
    told = [
        [one, None, STATUSES.index(mark)] if mark != "A" else [one]
        for one, mark in zip(_figures(chance), _statuses(chance), strict=True)
    ]
    width = len(YEARS)
    if form == "series":
        dimensions = {"series": [area], "observation": [year]}
        dataset: dict[str, Any] = {
            "series": {
                str(at): {"observations": {str(n): told[at * width + n] for n in range(width)}}
                for at in range(len(AREAS))
            }
        }
    else:
        dimensions = {"observation": [area, year]}
        dataset = {
            "observations": {f"{at // width}:{at % width}": one for at, one in enumerate(told)}
        }
    attributes = {"observation": [{"id": "NOTE", "values": []}, marks]}
    structure = {"dimensions": dimensions, "attributes": attributes}
    return _dumped(sdmx_message(form, structure, dataset), chance)


_PX = """CHARSET="ANSI";
AXIS-VERSION="2013";
LANGUAGES="de","en";
TITLE="Menschen; nach
Gebiet";
STUB="Gebiet";
STUB[en]="Area";
HEADING="Jahr";
VALUES("Gebiet")={labels};
VALUES[en]("Area")="East","South";
VALUES("Jahr")={years};
CODES("Gebiet")={codes};
TIMEVAL("Jahr")=TLIST(A1,"2022"-"2025");
DECIMALS=0;
NOTE("Gebiet")="x = (kept) secret";
DATA=
{cells};
"""


def _px(chance: random.Random) -> bytes:
    def quoted(texts: list[str]) -> str:
        return ",".join(f'"{one}"' for one in texts)

    separator = chance.choice([" ", " ", ",", ", ", "\t"])
    cells = [
        chance.choice(['".."', '"x"', '"-"']) if one is None else str(one)
        for one in _figures(chance)
    ]
    width = len(YEARS)
    lines = [separator.join(cells[at : at + width]) for at in range(0, len(cells), width)]
    labels = quoted([one.replace('"', "'") for one in AREAS.values()])
    text = _PX.format(
        labels=labels.replace("; ", '; "\n"') if chance.random() < 0.5 else labels,
        years=quoted(YEARS),
        codes=quoted(list(AREAS)),
        cells=chance.choice(["\n", separator]).join(lines),
    )
    return (text.replace("\n", "\r\n") if chance.random() < 0.3 else text).encode()


_MADE: dict[str, Callable[[random.Random], bytes]] = {
    "json-stat": _json_stat,
    "sdmx-json": _sdmx_json,
    "px": _px,
}
