"""``sozialraum`` and ``python -m sozialraum_cli``: ended by Ctrl-C from its first moment on."""

import signal
import sys
from io import TextIOWrapper

from sozialraum.base.garbage import look_seldom


def main() -> None:
    """Ends at once and without a traceback, also while modules are loaded.

    What is half-written has no name yet, as when a process is killed; a refresh, which leaves word
    of it, and the web server, which has programs to end, listen themselves.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    look_seldom()
    # a terminal or cron of another encoding: what it cannot write is escaped, not the end
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    from sozialraum_cli.app import main as run

    run()


if __name__ == "__main__":
    main()
