"""``sozialraum`` and ``python -m sozialraum_cli``: ended by Ctrl-C from its first moment on."""

import signal


def main() -> None:
    """Ends at once and without a traceback, also while modules are loaded.

    What is half-written has no name yet, as when a process is killed; a refresh, which leaves word
    of it, and the web server, which has programs to end, listen themselves.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    from sozialraum_cli.app import main as run

    run()


if __name__ == "__main__":
    main()
