"""What operators are told line by line: in a terminal, or as JSON for who collects logs."""

import logging
import re
import shutil
import sys
import unicodedata
import warnings
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from textwrap import TextWrapper
from typing import Any, Literal

Level = Literal["info", "warning", "error"]
Form = Literal["text", "json"]

WIDEST = 160
SHOWN = 3
"""Of messages of one kind so many are told; the others are counted."""

_SPECIFIC = re.compile(r"https?://\S+|'[^']*'|\S*\d\S*|\S*[_/]\S*")
_RANK: dict[Level, int] = {"info": 0, "warning": 1, "error": 2}


_UNSEEN = ("Cc", "Cs", "Zl", "Zp")
_TURNS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
"""Marks that turn the direction of a line, or are not seen at all."""
_KEPT = "\n\t"


def printable(text: str) -> str:
    """The text with every character that a terminal would obey, not show, as its escape.

    Names of files, cells and answers of servers come from elsewhere: a terminal that obeys them
    can be made to hide or change what was said before.
    """
    if text.isprintable():
        return text
    return "".join(
        _escape(one)
        if one not in _KEPT and (unicodedata.category(one) in _UNSEEN or one in _TURNS)
        else one
        for one in text
    )


def _escape(character: str) -> str:
    number = ord(character)
    # a byte of a file's name that is no text
    if 0xDC80 <= number <= 0xDCFF:
        return f"\\x{number - 0xDC00:02x}"
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}"


class Voice:
    """How this process speaks to operators: all on standard error.

    ``form``: lines for people, or one JSON object a line with ``time`` (UTC), ``level``, ``step``
    and ``message``. ``least``: what is below this level is not said.
    """

    def __init__(self) -> None:
        self.form: Form = "text"
        self.least: Level = "info"

    @property
    def is_plain(self) -> bool:
        return self.form == "text" and self.least == "info"

    def say(
        self, message: str, *, level: Level = "info", step: str | None = None, indent: str = ""
    ) -> None:
        """``step``: what of a run speaks. ``indent``: before the first line of a text, with its
        sign; the lines after it hang below."""
        if _RANK[level] < _RANK[self.least]:
            return
        message = printable(" ".join(message.split()))
        # who listened has gone (`| head -1`), or the disk of the log is full: the work goes on
        with suppress(OSError):
            if self.form == "json":
                getattr(_json_log(), level)(message, step=step)
                return
            step = printable(step) if step else None
            text = f"{step}: {message}" if step and message else step or message
            print(wrapped(text, indent), file=sys.stderr, flush=True)

    def take_over(self) -> None:
        """From now on libraries warn through this voice, too, whatever they warn with: their lines
        are neither objects of a log nor short."""
        warnings.showwarning = lambda message, category, *_: self.say(
            f"{category.__name__}: {message}", level="warning", indent="  ! "
        )
        logging.lastResort = _Heard(self, logging.WARNING)

    def pause(self) -> None:
        """An empty line, which also ends one that is still open."""
        if self.is_plain:
            with suppress(OSError):
                print(file=sys.stderr)


class _Heard(logging.Handler):
    """What no handler of a library says."""

    def __init__(self, voice: Voice, level: int) -> None:
        super().__init__(level)
        self._voice = voice

    def emit(self, record: logging.LogRecord) -> None:
        is_error = record.levelno >= logging.ERROR
        self._voice.say(
            f"{record.name}: {record.getMessage()}",
            # what fails a refresh is said by the refresh
            level="warning",
            indent="  ✗ " if is_error else "  ! ",
        )


VOICE = Voice()


def _json_log() -> Any:
    # takes a moment to load, and most commands write no log
    import structlog

    return structlog.wrap_logger(
        structlog.PrintLogger(sys.stderr),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="time"),
            structlog.processors.EventRenamer("message"),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    )


def width() -> int:
    """Columns of a line: the terminal's, at most ``WIDEST``, which it is in a file, too."""
    return min(shutil.get_terminal_size((WIDEST, 24)).columns, WIDEST)


def wrapped(text: str, indent: str = "") -> str:
    """The text in lines of the terminal's width, the second and later ones hanging."""
    hanging = " " * (len(indent) + 2) if indent else ""
    wrapper = TextWrapper(
        width=width(),
        initial_indent=indent,
        subsequent_indent=hanging,
        break_on_hyphens=False,
    )
    return "\n".join(wrapper.wrap(text)) or indent.rstrip()


def kind_of(message: str) -> str:
    """What equal messages have in common: the text without names, numbers, addresses."""
    return _SPECIFIC.sub("…", message)


class Kinds:
    """Of messages of one kind the first are told as they come, the others are counted."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, str]] = Counter()

    def is_told(self, name: str, message: str) -> bool:
        """Counts the message; whether it is among the first of its kind. ``name``: what says so,
        a check for instance."""
        kind = name, kind_of(message)
        self._counts[kind] += 1
        return self._counts[kind] <= SHOWN

    def others(self) -> list[str]:
        """How many were not told, by kind."""
        return [
            f"{name}: {count} in all, {count - SHOWN} more like those above: {kind}"
            for (name, kind), count in self._counts.items()
            if count > SHOWN
        ]


def grouped(named: Iterable[tuple[str, str]]) -> list[tuple[int, tuple[str, ...], str]]:
    """Equal messages as one: how many, the first names, the first message.

    Args:
        named: (name, message) pairs; the order of the first of each kind is kept.
    """
    kinds: dict[str, list[tuple[str, str]]] = {}
    for name, message in named:
        kinds.setdefault(kind_of(message), []).append((name, message))
    return [
        (len(group), tuple(name for name, _ in group[:SHOWN]), group[0][1])
        for group in kinds.values()
    ]


def listed(count: int, names: Sequence[str]) -> str:
    """``a, b, c and 29 more``; ``count``: how many there are in all."""
    more = count - len(names)
    return ", ".join(names) + (f" and {more} more" if more else "")
