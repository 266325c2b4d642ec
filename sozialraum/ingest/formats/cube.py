"""Cubes of statistical offices as tables: a row for each cell, a column for each dimension.

The names of a dimension's categories stand below the name of the dimension, their codes, where
they are others, below that name with ``(code)``; the figure below ``value``, what the file notes
about it below ``status``. A status that the source's ``marks`` declare also stands behind the
figure, and in its place where there is none, as in a table that people read; one that the source
declares in place of a figure stands there whatever the file says beside it. One that it declares
nowhere may tell that a 0 beside it is what some servers write where they withhold: the two are no
figure until it does.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sozialraum.base.sql import literal
from sozialraum.ingest.formats.database import refuse_cells
from sozialraum.ingest.formats.texts import FormError, below_header, refuse_bytes

if TYPE_CHECKING:
    import pyarrow

VALUE = "value"
STATUS = "status"


@dataclass(frozen=True)
class Dimension:
    """``codes`` and ``labels`` of its categories, in the order of the file."""

    name: str
    codes: Sequence[str]
    labels: Sequence[str]


def name_of(told: Any) -> str:
    """The text that a name or code is; some write codes as numbers.

    Raises:
        TypeError: it is no name: null, a list.
    """
    if isinstance(told, bool) or not isinstance(told, str | int):
        raise TypeError(f"{told!r} is no name")
    return str(told)


def check_size(dimensions: Sequence[Dimension]) -> int:
    """How many cells there are.

    Raises:
        FormError: no dimension, or more cells than a table of a city has.
    """
    if not dimensions:
        raise FormError("it has no dimensions", "a cube with dimensions and figures")
    cells = 1
    for one in dimensions:
        cells *= len(one.codes)
        refuse_cells(cells, 2 * len(dimensions) + 2)
    return cells


def places_of(dimensions: Sequence[Dimension]) -> "list[pyarrow.Array]":
    """For each dimension the category of each cell, where the last dimension changes fastest."""
    import numpy
    import pyarrow

    numbers = numpy.arange(check_size(dimensions))
    places = []
    for one in reversed(dimensions):
        places.append(pyarrow.array(numbers % len(one.codes)))
        numbers = numbers // len(one.codes)
    return places[::-1]


def refuse_multiple(unit: str) -> None:
    """
    Raises:
        FormError: the words of a unit say that figures are told in thousands or the like.
    """
    for one in _MULTIPLE.finditer(unit):
        at = one.start()
        if _RATE.search(unit, max(0, at - _LONGEST_RATE), at) is not None:
            continue
        raise FormError(
            f"its unit is {unit[:40]!r}: its figures are told in multiples",
            "figures in their unit, as other forms of the table have them",
        )


# as the statistical offices write it that have such cubes; of index numbers, ``1000=2015``
_MULTIPLE = re.compile(
    r"(?<![\d.,=])(?<!= )10{0,2}[.,' \u00a0\u202f]?000(?:[.,' \u00a0\u202f]?000)*(?!\d)(?!\s*=)"
    r"|\b(?:thousands?|tusind|tusen|tusental|tuhatta|tys|tis|tsd|tausend|milliers"
    r"|millions?|mio|mln|mill|milj|miljoner|miljoonaa|miljoen|mrd|billions?|tkr|mkr|teur|keur)\b"
    r"|\b[tk]€",
    re.IGNORECASE,
)
# behind any other word or a slash it is what figures are related to (``per 1,000``), but for those
# of what is counted
_RATE = re.compile(
    r"(?:/|\b(?!(?i:in|i|x|anzahl|personen|persons|people|number|euro|antal|personer)\b|(?!PER|PRO|AUF)[A-Z]{3}\b)[^\W\d_]+\.?"
    r"|\b(?i:per|pro|je|auf|pr\.?|par|por)[ -]\d*)\s*$"
)
_LONGEST_RATE = 100
"""So many characters before a multiple are looked at: not all of a unit for each of them."""


def cube_table(
    dimensions: Sequence[Dimension],
    places: "Sequence[pyarrow.Array]",
    figures: "pyarrow.Table",
) -> "pyarrow.Table":
    """A table of texts.

    Args:
        places: for each dimension the category of each row.
        figures: the columns ``value`` and ``status``.

    Raises:
        FormError: two columns or two categories of one name, or a category that is not there.
    """
    import pyarrow
    from pyarrow import compute

    columns: dict[str, pyarrow.ChunkedArray] = {}
    for one, place in zip(dimensions, places, strict=True):
        if len(set(one.codes)) < len(one.codes):
            raise FormError(f"dimension {one.name!r} lists a category twice", "each once")
        named = [(one.name, one.labels)]
        if list(one.codes) != list(one.labels):
            named.append((f"{one.name} (code)", one.codes))
        for name, texts in named:
            if name in columns or name in (VALUE, STATUS):
                raise FormError(f"two columns would be called {name!r}", "dimensions of own names")
            listed = pyarrow.array(texts, pyarrow.string())
            try:
                # a name stands in each of its cells
                lengths = compute.take(compute.binary_length(listed), place)
                refuse_bytes(compute.sum(lengths).as_py() or 0, f"unpacked {name!r} has")
                columns[name] = compute.take(listed, place)
            except pyarrow.ArrowIndexError:
                raise FormError(
                    f"cells of dimension {name!r} have a category that it does not list",
                    f"one of {len(texts)}",
                ) from None
    columns |= {name: figures.column(name) for name in (VALUE, STATUS)}
    rows = pyarrow.table(list(columns.values()), names=[str(at) for at in range(len(columns))])
    return below_header(list(columns), rows)


def marked(marks: Collection[str], instead: Collection[str], beside_zero: Collection[str]) -> str:
    """SQL: the text of a figure ``value`` with its ``status``, where that is declared.

    Args:
        marks: what may stand behind a figure.
        instead: what stands in place of one that is not told, a 0 beside it notwithstanding.
        beside_zero: what else may stand beside a 0 that is one.
    """
    behind, in_place, with_zero = (
        ", ".join(map(literal, some)) or "NULL" for some in (marks, instead, ["", *beside_zero])
    )
    return (
        f"CASE WHEN status IN ({in_place}) AND status <> '' THEN status "
        # a code of digits would be taken for the figure that is not there, or for its end
        f"WHEN value = '' THEN if({_HAS_DIGIT} AND status NOT IN ({with_zero}), '', status) "
        f"WHEN status IN ({behind}) THEN value || if({_HAS_DIGIT}, ' ', '') || status "
        f"WHEN {IS_ZERO} AND status NOT IN ({with_zero}) "
        "THEN value || ' [' || status || ']' ELSE value END"
    )


_HAS_DIGIT = "regexp_matches(status, '[0-9]')"
IS_ZERO = "regexp_full_match(value, '-?0+([.,]0+)?([eE].*)?')"
