"""Tells people outside this machine what needs them, each matter once.

What was told, and what could not be delivered, stands in ``alerts.json`` of the warehouse, by
channel: a matter is told when it is new, and again after ``repeat_after_days`` while it lasts; what
could not be delivered is told with the next alert, also if it has passed by then.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from itertools import chain
from typing import Any, Protocol, get_args

from sozialraum.audit.channels import Alert, PartlySentError, configured
from sozialraum.audit.matters import BLOCKING, Kind, Matter, by_line
from sozialraum.base.files import read_json, write_atomically
from sozialraum.base.warehouse import Warehouse

ONCE: tuple[Kind, ...] = ("finding", "broken_off", "news")
"""What happened, and does not last."""
EVERYTHING: tuple[Kind, ...] = get_args(Kind)
"""What a refresh looks at that came to its end."""
OF_A_FAILED_RUN: tuple[Kind, ...] = ("blocked", "failure", "broken_off")
"""And one that did not."""
KEPT = 100
"""So many undelivered matters are kept, the newest and of these the gravest."""
_DAY = timedelta(days=1)


class Limits(Protocol):
    """How often: the same matter again after ``repeat_after_days``; ``most_per_day`` alerts, what
    is more waits."""

    @property
    def repeat_after_days(self) -> int: ...

    @property
    def most_per_day(self) -> int: ...


@dataclass
class Told:
    """What one channel knows: ``told`` when, by the key of a matter that lasts; ``waiting``:
    matters not delivered, with the time of each; ``sent``: the times of the last alerts."""

    told: dict[str, str] = field(default_factory=dict)
    waiting: list[dict[str, str]] = field(default_factory=list)
    sent: list[str] = field(default_factory=list)


def compose(
    city: str, matters: Sequence[Matter], lines: Sequence[str] | None = None
) -> Alert | None:
    """What there is to tell; None where there is nothing. ``lines``: where they are not those of
    the matters alone, as something waits."""
    lines = [line for line, _ in by_line(matters)] if lines is None else lines
    if not lines:
        return None
    kinds = {one.kind for one in matters}
    outcome = next(
        (
            text
            for about, text in (
                ({*BLOCKING}, "nothing was published"),
                ({"broken_off"}, "a run broke off"),
                ({"damaged"}, "the warehouse is damaged"),
                ({"finding"}, "figures to look at"),
                ({"unread"}, "not everything could be used"),
                ({"stale"}, "figures are overdue"),
                ({"news"}, "new findings"),
            )
            if kinds & about
        ),
        "alerts of earlier days",
    )
    return Alert(f"Sozialraum monitor, {city}: {outcome}", lines)


def deliver(
    warehouse: Warehouse,
    city: str,
    matters: Iterable[Matter],
    now: datetime,
    limits: Limits,
    *,
    looked_at: tuple[Kind, ...],
) -> list[str]:
    """Sends what is new to whatever is configured; returns why something could not be sent.

    Args:
        matters: all that there are now; looked at where something is configured.
        looked_at: the kinds of which these are all: what was told of them otherwise has passed.
    """
    channels = configured()
    if not channels:
        return []
    matters = list(matters)
    states = _read(warehouse)
    problems = []
    unwritten: set[str] = set()

    def keep() -> None:
        try:
            content = {name: asdict(state) for name, state in states.items()}
            text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
            write_atomically(warehouse.alerts, (text + "\n").encode())
        except OSError as error:
            unwritten.add(f"{warehouse.alerts} cannot be written, alerts may be repeated: {error}")

    for name, send in channels.items():
        state = states.setdefault(name, Told())
        _forget(state, matters, looked_at)
        problem = _deliver(state, city, matters, now, limits, send, keep)
        if problem is not None:
            problems.append(f"the alert by {name} {problem}")
    keep()
    return problems + sorted(unwritten)


def undelivered(warehouse: Warehouse) -> dict[str, int]:
    """How many matters wait to be delivered, by channel."""
    return {name: len(state.waiting) for name, state in _read(warehouse).items() if state.waiting}


def _deliver(
    state: Told,
    city: str,
    matters: Sequence[Matter],
    now: datetime,
    limits: Limits,
    send: Any,
    keep: Callable[[], None],
) -> str | None:
    """What became of it, None where it was sent or there was nothing to send. ``keep`` writes
    down what is known: who is interrupted while it is sent tells it the next time."""
    due = [one for one in matters if _is_due(state, one, now, limits)]
    lines = _lines(due, state.waiting, now)
    alert = compose(city, due, [line for line, _ in lines])
    if alert is None:
        return None
    # of a clock that was ahead nothing is known
    state.sent = [one for one in state.sent if timedelta() <= _since(one, now) < _DAY]
    state.waiting = [*chain(*(them for _, them in lines))][:KEPT]
    if len(state.sent) >= limits.most_per_day:
        return _not_delivered(
            f"{limits.most_per_day} were sent within a day (`alerts` in city.yaml)"
        )
    keep()
    problem = None
    # whatever hinders a channel, the refresh goes on
    try:
        send(alert)
    except PartlySentError as error:
        problem = f"was delivered to others, but {error}"
    except Exception as error:
        return _not_delivered(str(error) or type(error).__name__)
    # what did not fit waits for the next one
    at = now.isoformat(timespec="seconds")
    told, left = lines[: len(alert.told)], lines[len(alert.told) :]
    state.told |= {one["key"]: at for _, them in told for one in them}
    state.sent.append(at)
    state.waiting = [*chain(*(them for _, them in left))][:KEPT]
    return problem


def _lines(
    due: Sequence[Matter], waiting: Sequence[dict[str, str]], now: datetime
) -> list[tuple[str, list[dict[str, str]]]]:
    """What there is to tell, the gravest first and of a kind the newest, each line with the matters
    that it tells, as they wait."""
    at = now.isoformat(timespec="seconds")
    first, keys = {one["key"]: one["at"] for one in waiting}, {one.key for one in due}
    lines = [
        (line, [{"key": one.key, "line": one.line, "at": first.get(one.key, at)} for one in alike])
        for line, alike in by_line(due)
    ]
    lines += [
        (f"{one['at'][:10]}, not delivered then: {one['line']}", [one])
        for one in waiting
        if one["key"] not in keys
    ]
    return sorted(lines, key=lambda one: _gravity(one[1][0]["key"]))


def _gravity(key: str) -> int:
    kind = key.partition(":")[0]
    return EVERYTHING.index(kind) if kind in EVERYTHING else len(EVERYTHING)


def _not_delivered(why: str) -> str:
    return f"could not be delivered: {why}; it is tried again with the next refresh"


def _is_due(state: Told, matter: Matter, now: datetime, limits: Limits) -> bool:
    told = state.told.get(matter.key)
    if told is None:
        return True
    lasted = _since(told, now)
    is_again = lasted >= timedelta(days=limits.repeat_after_days) or lasted < timedelta()
    return matter.kind not in ONCE and is_again


def _since(at: str, now: datetime) -> timedelta:
    return now - datetime.fromisoformat(at)


def _forget(state: Told, matters: Sequence[Matter], looked_at: tuple[Kind, ...]) -> None:
    """Forgets what has passed: if it comes again, it is new."""
    lasting = {one.key for one in matters}
    state.told = {
        key: at
        for key, at in state.told.items()
        if key in lasting or key.partition(":")[0] not in looked_at
    }


def _read(warehouse: Warehouse) -> dict[str, Told]:
    """Empty where there is none, or it is damaged: then something may be told twice."""
    with suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
        states = {}
        for name, state in read_json(warehouse.alerts).items():
            told = Told(**state)
            for at in (*told.told.values(), *told.sent, *(one["at"] for one in told.waiting)):
                if datetime.fromisoformat(at).tzinfo is None:
                    raise ValueError(at)
            states[name] = told
        return states
    return {}
