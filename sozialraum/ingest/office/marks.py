"""Footnote marks that are stuck to a label."""

import re
from functools import lru_cache


@lru_cache(maxsize=100_000)
def without_marks(text: str, pattern: str) -> str:
    """``Nord 1)`` -> ``Nord``; ``Nord (Kreis 1)`` stays, its bracket is no mark."""
    left = re.sub(pattern, "", text).strip()
    return text.strip() if left.count("(") > left.count(")") else left
