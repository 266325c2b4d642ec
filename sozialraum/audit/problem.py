"""Problems that are texts for people, as rows of a table.

Every text names file, row and column where it can, what was found, and what was expected; here they
are taken apart. What a text does not say stays empty; what was found stands whole in ``value``.
"""

import re
from typing import Any

_SUBJECT = re.compile(r"^(?:source|layer|register) '[^']*'[^:]*: ")
_FILE = re.compile(r"(?:file |, |^)([^\s,:;]+\.(?:csv|xlsx|geojson|json))\b")
_ROW = re.compile(r"\b(?:row|feature) (\d+)")
_CELL = re.compile(r"\bcell ([A-Z]{1,3})(\d+)\b")
_COLUMN = re.compile(r"\bcolumns? '([^']+)'")
_EXPECTED = re.compile(r"[.;] Expected: ")


def as_row(problem: str) -> dict[str, Any]:
    """``problem`` as file, row, column, value and expectation; None for what it does not say."""
    found, *expected = _EXPECTED.split(problem, maxsplit=1)
    file, row = _FILE.search(found), _ROW.search(found)
    cell, column = _CELL.search(found), _COLUMN.search(found)
    return {
        "file": file[1] if file else None,
        "row": int(row[1]) if row else int(cell[2]) if cell else None,
        "column": column[1] if column else cell[1] if cell else None,
        "value": _SUBJECT.sub("", found),
        "expectation": expected[0] if expected else None,
    }
