"""``sozialraum`` and ``python -m sozialraum_cli``: ended by Ctrl-C from its first moment on."""

import os
import signal
import sys
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path

from sozialraum.base.garbage import look_seldom


def main() -> None:
    """Ends at once and without a traceback, also while modules are loaded.

    What is half-written has no name yet, as when a process is killed; a refresh, which leaves word
    of it, and the web server, which has programs to end, listen themselves.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    _open_streams()
    _forget_no_width()
    look_seldom()
    # a terminal or cron of another encoding: what it cannot write is escaped, not the end
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        from sozialraum_cli.app import main as run

        run()
    except (EOFError, ValueError) as error:
        if "marshal data" not in str(error):
            raise
        told = (
            f"A compiled file of the program is damaged ({error}). They are made again: find "
            f"{sys.prefix} {Path(__file__).parents[1]} -name __pycache__ -prune -exec rm -r {{}} +"
        )
        sys.exit(told)


def _open_streams() -> None:
    """Opens what whoever started the program has closed (``>&-``): the next file to be opened, a
    database, would get its number, and with it all that anything writes to the stream."""
    for number, name, mode in ((0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")):
        try:
            os.fstat(number)
        except OSError:
            # the lowest number that is free
            with suppress(OSError):
                os.open(os.devnull, os.O_RDWR)
                setattr(sys, name, os.fdopen(number, mode, encoding="utf-8"))


def _forget_no_width() -> None:
    """Of lines without a column (``COLUMNS=0``) nothing would be seen; ``²`` is no number."""
    said = os.environ.get("COLUMNS", "80")
    if not said.strip("0") or not said.isascii():
        del os.environ["COLUMNS"]


if __name__ == "__main__":
    main()
