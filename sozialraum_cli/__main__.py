"""``sozialraum`` and ``python -m sozialraum_cli``: ended by Ctrl-C from its first moment on."""

import gc
import signal
import sys
from io import TextIOWrapper

OBJECTS = 100_000
"""How many new objects Python's collector waits for: what a start loads stays, and looking through
it at each 700, as it does else, takes a fifth of the start."""


def main() -> None:
    """Ends at once and without a traceback, also while modules are loaded.

    What is half-written has no name yet, as when a process is killed; a refresh, which leaves word
    of it, and the web server, which has programs to end, listen themselves.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    gc.set_threshold(OBJECTS)
    # a terminal or cron of another encoding: what it cannot write is escaped, not the end
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    from sozialraum_cli.app import main as run

    run()


if __name__ == "__main__":
    main()
