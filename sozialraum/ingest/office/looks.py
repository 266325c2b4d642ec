"""How the text of a cell looks beside what it says: digits that are raised are marks, and what is
struck out, or has the colour of its paper, is no figure."""

import re
from collections.abc import Iterable

from sozialraum.base.errors import SourceError

STRUCK = (
    "is struck out, whole or in part. Expected: the figure that holds, and no other in its cell"
)
NO_INK = (
    "is written in the colour of its paper. Expected: a figure that is seen, or none: what nobody "
    "saw is not published"
)
THOUSANDS = (
    "is shown as a thousandth of what is stored, or less (a format such as `#,##0,`). Expected: "
    "one figure; give the column a format without that, or type what is seen"
)
MONTH = "is a date of which month and year are seen. Expected: a figure"
YEAR = "is a date of which the year is seen. Expected: a figure"
SEEN = {MONTH: len("2025-03"), YEAR: len("2025")}
"""How much of a day is seen where its format shows no more of it."""
_DIGITS = "0123456789"
_SIGNS = {
    "superscript": str.maketrans(_DIGITS, "⁰¹²³⁴⁵⁶⁷⁸⁹"),
    "subscript": str.maketrans(_DIGITS, "₀₁₂₃₄₅₆₇₈₉"),
}
_AS_DIGITS = {sign: digit for signs in _SIGNS.values() for digit, sign in signs.items()}
_DIGIT = re.compile("[0-9]")


def digits_as_signs(runs: Iterable[tuple[str, str]]) -> str:
    """The digits of a text, those that are raised or lowered as signs; nothing, if there are none.

    Args:
        runs: pieces of the text, each with its place: ``superscript``, ``subscript`` or another.
    """
    signs = "".join(
        "".join(_DIGIT.findall(text)).translate(_SIGNS.get(place, {})) for text, place in runs
    )
    return "" if signs.isascii() else signs


def with_signs(place: str, text: str, signs: str) -> str:
    """``521`` of which the last digit is raised -> ``52¹``, as if it had been typed so.

    Args:
        place: of the cell.

    Raises:
        SourceError: the text has other digits.
    """
    if "".join(_DIGIT.findall(text)) != signs.translate(_AS_DIGITS):
        raise SourceError(
            f"{place} shows '{signs[:40]}', and is read as '{text[:40]}'. Expected: one of both"
        )
    left = iter(signs)
    return _DIGIT.sub(lambda _: next(left), text)
