"""How the last run on a warehouse ended, for ``sozialraum status``.

A run that fails leaves no publication that could tell of it. Whoever starts it (the command, the
schedule, the UI), it leaves a note: when it began, and at its end what stopped it. A note without
an end is that of a run that goes on, or that was killed.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from sozialraum.base.files import read_json, write_atomically
from sozialraum.base.warehouse import Warehouse


@dataclass(frozen=True)
class LastAttempt:
    """``problems``: why nothing was published; empty where nothing stood in the way.
    ``interrupted``: by which signal, and during which step; None where nobody ended it.
    ``before``: the publication that was current before, until people were told what became of it.
    ``beside``: the publication of an earlier day that it ended with although none was asked for.
    """

    run_id: str
    began_at: datetime
    ended_at: datetime | None = None
    problems: Sequence[str] = ()
    interrupted: str | None = None
    before: str | None = None
    beside: str | None = None


_own: dict[Warehouse, LastAttempt] = {}


def own_attempt(warehouse: Warehouse) -> LastAttempt | None:
    """The note that this process wrote last; None where it began no run."""
    return _own.get(warehouse)


def write_last_attempt(warehouse: Warehouse, attempt: LastAttempt) -> None:
    _own[warehouse] = attempt
    content = json.dumps(asdict(attempt), ensure_ascii=False, indent=2, default=_time)
    write_atomically(warehouse.last_attempt, (content + "\n").encode())


def read_last_attempt(warehouse: Warehouse) -> LastAttempt | None:
    """The note, or None where nothing was run yet or the note is damaged: the next run leaves
    another one."""
    try:
        content = read_json(warehouse.last_attempt)
        ended_at = content["ended_at"]
        interrupted, before = content.get("interrupted"), content.get("before")
        beside = content.get("beside")
        return LastAttempt(
            _text(content["run_id"]),
            datetime.fromisoformat(content["began_at"]),
            datetime.fromisoformat(ended_at) if ended_at else None,
            tuple(map(_text, content["problems"])),
            None if interrupted is None else _text(interrupted),
            None if before is None else _text(before),
            None if beside is None else _text(beside),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def untold_since(warehouse: Warehouse) -> str | None:
    """The publication that was current before a run that was ended before it told people what
    became of it."""
    last = read_last_attempt(warehouse)
    return last.before if last is not None else None


def forget_untold(warehouse: Warehouse) -> None:
    """Where somebody has chosen another publication: what comes next is compared with that one."""
    last = read_last_attempt(warehouse)
    if last is not None and last.before is not None:
        write_last_attempt(warehouse, replace(last, before=None))


def _text(told: object) -> str:
    if not isinstance(told, str):
        raise TypeError(f"{told!r} is no text")
    return told


def _time(value: object) -> str:
    assert isinstance(value, datetime)
    return value.isoformat(timespec="seconds")
