"""JSON of servers: what Python reads although it is none, or not the whole, is refused."""

import json
import re
from collections import Counter
from typing import Any

# JSON may write a character outside the basic plane as two escapes; one without the other is none.
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


def read_strictly(text: str) -> Any:
    """
    Raises:
        ValueError: no JSON; a number that is none, a name twice in an object, half a character.
        RecursionError: nested too deeply.
    """
    parsed = json.loads(text, parse_constant=_refuse, object_pairs_hook=_named_once)
    if _SURROGATE.search(text):
        try:
            json.dumps(parsed, ensure_ascii=False).encode()
        except UnicodeEncodeError as error:
            half = json.dumps(error.object[error.start])
            raise ValueError(
                f"{half} stands alone: half a character, which no text may hold"
            ) from None
    return parsed


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not a number in JSON")


def _named_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object; of two values of one name, Python would silently take the second."""
    found = dict(pairs)
    if len(found) < len(pairs):
        counts = Counter(name for name, _ in pairs)
        twice = next(name for name, count in counts.items() if count > 1)
        raise ValueError(f"the name {twice!r} stands twice in one object")
    return found
