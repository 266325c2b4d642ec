"""Footnote marks that are stuck to a label."""

import re
from functools import lru_cache


@lru_cache(maxsize=100_000)
def without_marks(text: str, pattern: str) -> str:
    """``Nord² 1)`` -> ``Nord``; ``Nord (Kreis 1)`` stays, its bracket is no mark."""
    text = text.strip()
    while (left := re.sub(pattern, "", text).strip()) != text and _closes(left):
        text = left
    return text


def _closes(text: str) -> bool:
    return text.count("(") <= text.count(")")
