"""Mutated tables whose figures have signs, and whose areas have classes, parted by semicolons or
tabs: what each cell is loaded as is compared with a second reading of the same bytes."""

import math
import random
import re
from functools import cache
from pathlib import Path

from bench.stress import oracle
from bench.stress.inputs import REFUSED, SAME, UNCHANGED, landing_of, plain_text, raw, wrong
from bench.stress.mutators import mutated
from sozialraum.base.errors import SourceError
from sozialraum.declarations.source import Source
from sozialraum.ingest.raw import load
from sozialraum.ingest.wire import check_wire_format
from tests.ingest.made_up import made_up

CLASSES = ["sehr niedrig", "niedrig", "mittel", "hoch", "dynamic +"]
IN_PLACE = {"": "missing", "-": "zero", "...": "unknown", "/": "secret", "x": "not_applicable"}
HEADER = ["Gebiet", "Jahr", "Anzahl", "Anteil", "Klasse"]
_PIECES = [
    "(", ")", "()", "p", "r", "pr", " ", "  ", "\u00a0", "\u202f", "-", "\u2212", "\u2013", "+",
    "%", " %", "12", "7", "077", "1.234", "1.23", "6,5", ",5", "\u0663", "\u00b2", " 1)", "1)",
    "...", "\u2026", ".", "/", "x", "e", "*", "mittel", "hoch", "Hoch", "niedrig", "sehr ", "+",
]  # fmt: skip

Read = tuple[float | None, str | None, str | None]
"""Number, meaning of what stands in its place, mark of the number."""


def signed_input(_: Path, chance: random.Random) -> str:
    form = chance.choice(["csv", "tsv"])
    base = _made(chance, ";" if form == "csv" else "\t").encode()
    # mostly in a figure: what a table is otherwise is tried elsewhere
    content = _with_other_figures(base, chance) if chance.random() < 0.8 else mutated(base, chance)
    source = _source(form)
    landing = landing_of(source.id, "mutated")
    try:
        load(raw(), source, check_wire_format(source, landing, content))
    except SourceError:
        return REFUSED
    if content == base:
        return UNCHANGED
    rows = oracle.table_rows(content.decode().removeprefix("\ufeff"), source.separator)
    if rows is None:
        raise wrong(f"{form}: a file that can be read in several ways was accepted", content)
    header = [plain_text(name) for name in rows[0]]
    found = raw().execute(
        "SELECT row_number, measure_label, number, meaning, mark, unreadable FROM raw.cell "
        "WHERE landing_id = ? AND source_id = ?",
        [landing.landing_id, source.id],
    )
    cells = found.fetchall()
    if len(cells) != 3 * (len(rows) - 1):
        raise wrong(f"{form}: of {len(rows) - 1} rows {len(cells)} cells were loaded", content)
    for number, label, *read, unreadable in cells:
        text = rows[number - 1][header.index(label)]
        said = as_class(text) if label == "Klasse" else as_figure(text, label == "Anteil")
        if unreadable is not None and read == [None, None, None]:
            # what cannot be read is told and counted: that is never wrong
            continue
        if said is None or said[1:] != tuple(read[1:]) or not _same(said[0], read[0]):
            raise wrong(f"{form}, {label}: {text!r} was read as {read}, and is {said}", content)
    return SAME


def _same(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return math.isclose(one, other, rel_tol=1e-12)


@cache
def _source(form: str) -> Source:
    return made_up(
        id=f"made_up_{form}",
        format=form,
        measures=[
            {"column": "Anzahl", "measure": "people", "unit": "persons"},
            {"column": "Anteil", "measure": "share", "unit": "percent"},
            {"column": "Klasse", "measure": "state", "unit": "class", "classes": CLASSES},
        ],
        thousands=".",
        missing=IN_PLACE,
    )


def _made(chance: random.Random, delimiter: str) -> str:
    def signed(figure: str) -> str:
        sign = chance.choice(["{}", "{}", "{}", "({})", "{}p", "{} r", "{}\u00b2", "{} 1)"])
        return sign.format(figure) if chance.random() < 0.9 else chance.choice(list(IN_PLACE))

    lines = [HEADER]
    for at in range(12):
        count = f"{chance.randint(1, 99_999):,}".replace(",", ".")
        share = f"{chance.randint(0, 999) / 10}".replace(".", ",") + chance.choice(["", " %"])
        share = share if share.endswith("%") else signed(share)
        stated = chance.choice([*CLASSES, *IN_PLACE])
        lines.append([f"{at:02} Gebiet", str(2014 + at), signed(count), share, stated])
    return "".join(delimiter.join(one) + "\r\n" for one in lines)


def _with_other_figures(content: bytes, chance: random.Random) -> bytes:
    delimiter = "\t" if b"\t" in content else ";"
    rows = [line.split(delimiter) for line in content.decode().split("\r\n")]
    for _ in range(6):
        row, column = chance.randrange(1, len(rows) - 1), chance.randrange(2, len(HEADER))
        pieces = chance.choices(_PIECES, k=chance.randint(1, 4))
        before = rows[row][column]
        at = chance.randrange(len(before) + 1)
        rows[row][column] = chance.choice(
            ["".join(pieces), before[:at] + pieces[0] + before[at:], before + pieces[0]]
        )
    return "\r\n".join(delimiter.join(one) for one in rows).encode()


_BLANKS = "[ \u00a0\u2002\u2003\u2007\u2008\u2009\u200a\u202f\t\r\n]"
_NUMBER = (
    r"(?P<minus>[-\u2212\u2013] ?)?(?P<whole>\d{1,3}(?:\.\d{3}){1,4}|\d{1,15})(?:,(?P<part>\d+))?"
)
_NOTE = r"(?: +\d{1,2}\)| *[\u00b9\u00b2\u00b3\u2074-\u2079]+\)?)"
_IN_BRACKETS = re.compile(rf"\( *{_NUMBER}(?P<percent> ?%)? *\)(?P<mark>){_NOTE}?", re.ASCII)
_BARE = re.compile(rf"{_NUMBER}(?:(?P<percent> ?%)| ?(?P<mark>[pr]))?{_NOTE}?", re.ASCII)
_MARKS = {"p": "preliminary", "r": "revised", "": "limited", None: None}
_ALIKE = {"\u2013": "-", "\u2014": "-", "\u2212": "-", "\u2026": "..."}


def _plain(text: str) -> str:
    return re.sub(_BLANKS, " ", text).strip(" ")


def as_figure(text: str, is_percent: bool) -> Read | None:
    """How a person reads it who knows the signs; None where that is no figure."""
    said = _plain(text)
    # a note behind a mark in place of a figure is one, too
    for one in (said, re.sub(f"{_NOTE}$", "", said, flags=re.ASCII)):
        if _ALIKE.get(one, one) in IN_PLACE:
            return None, IN_PLACE[_ALIKE.get(one, one)], None
    found = _IN_BRACKETS.fullmatch(said) or _BARE.fullmatch(said)
    if found is None or (found["percent"] and not is_percent):
        return None
    number = float(f"{found['whole'].replace('.', '')}.{found['part'] or '0'}")
    return number * (-1 if found["minus"] else 1), None, _MARKS[found["mark"]]


def as_class(text: str) -> Read | None:
    said = _plain(text)
    if said in CLASSES:
        return CLASSES.index(said) + 1, None, None
    # a note may stand behind a mark, though not behind a class
    found = as_figure(text, is_percent=False)
    if found is None or found[1] is None:
        return None
    return None, "missing" if found[1] == "zero" else found[1], None
