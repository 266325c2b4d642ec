"""What somebody may have meant who wrote a word that nobody knows."""

import difflib
from collections.abc import Iterable

# below it a word is another one: `is_need` for `higher_is_needed`
NEAR = 0.75


def nearest(said: object, known: Iterable[str]) -> str:
    """``; did you mean …?`` with the nearest of what is ``known``; nothing where none is near."""
    near = difflib.get_close_matches(str(said), list(known), n=2, cutoff=NEAR)
    return f"; did you mean {' or '.join(near)}?" if near else ""
