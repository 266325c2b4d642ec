"""Footnote marks that are stuck to a label."""

import re
from functools import lru_cache


@lru_cache(maxsize=100_000)
def without_marks(text: str, pattern: str) -> str:
    """``Nord² 1)`` -> ``Nord``; ``Nord (Kreis 1)`` stays, its bracket is no mark."""
    text = text.strip()
    left = re.sub(pattern, "", text).strip()
    if left == text or left.count("(") > left.count(")"):
        return text
    return without_marks(left, pattern)
