"""Footnote marks that are stuck to a label."""

import re
from functools import lru_cache

LONGEST_LABEL = 1_000
"""What is longer names nothing; to search it for marks takes time by the square of its length."""


@lru_cache(maxsize=100_000)
def without_marks(text: str, pattern: str) -> str:
    """``Nord² 1)`` -> ``Nord``; ``Nord (Kreis 1)`` stays, its bracket is no mark; nor is a
    longer text a label."""
    text = text.strip()
    if len(text) > LONGEST_LABEL:
        return text
    while (left := re.sub(pattern, "", text).strip()) != text and _closes(left):
        text = left
    return text


def _closes(text: str) -> bool:
    return text.count("(") <= text.count(")")
