"""The two streams that commands write to, and how they write numbers and paths."""

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text

from sozialraum.base.errors import MonitorError
from sozialraum.base.lines import VOICE, printable, wrapped
from sozialraum.base.warehouse import Warehouse


class Terminal(Console):
    """Shows what a terminal would obey (``printable``), wherever a text comes from."""

    def render_str(self, text: str, **options: Any) -> Text:
        return super().render_str(printable(text), **options)

    def on_broken_pipe(self) -> None:
        """Who listened has gone (``| head -1``): the rest is told to nobody, and what is done is
        done."""
        with suppress(SystemExit):
            super().on_broken_pipe()

    def print(self, *objects: Any, **options: Any) -> None:
        """
        Raises:
            MonitorError: what is shown goes into a file, and its disk is full.
        """
        try:
            super().print(*objects, **options)
        except OSError as error:
            has_hung_up = self._has_hung_up(error)
            # nor is it tried again when the program ends
            self.on_broken_pipe()
            if has_hung_up:
                return
            raise MonitorError(
                f"what was found could not be written to the end: {error.strerror}"
            ) from None

    def _has_hung_up(self, error: OSError) -> bool:
        """A terminal was closed, and who works (`nohup`) goes on; a disk fails with the same
        number."""
        return error.errno == errno.EIO and stat.S_ISCHR(os.fstat(self.file.fileno()).st_mode)


console = Terminal(highlight=False, soft_wrap=True)
errors = Terminal(stderr=True, highlight=False, soft_wrap=True)


def nothing_published(warehouse: Warehouse) -> str:
    """That nothing is, and of which other cities of this installation something is."""
    beside = sorted(path.parent.name for path in (warehouse.root / "cities").glob("*/current"))
    others = f" Published are: {', '.join(beside)} (sozialraum --city …)." if beside else ""
    return (
        "Nothing has been published yet. Run [bold]make refresh[/bold], or for another city "
        f"[bold]sozialraum --city … refresh[/bold].{others}"
    )


def tell(text: str, indent: str = "") -> None:
    """A text of any length in lines that fit; ``indent`` as in :func:`wrapped`."""
    console.print(wrapped(text, indent), markup=False)


def tell_error(error: Exception) -> None:
    """Why a command ended: in a log one object, else line by line as the error has it."""
    first, *others = str(error).splitlines() if VOICE.form == "text" else [str(error)]
    VOICE.say(first, level="error", indent="✗ ")
    for line in others:
        VOICE.say(line, level="error", indent="  ")


def number(value: int) -> str:
    """``1,234``: the lines around it are English."""
    return f"{value:,}"


def short(path: Path) -> str:
    """Relative to the working directory where that is shorter."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)
