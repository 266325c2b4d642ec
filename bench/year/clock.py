"""``python -m bench.year.clock 2026-01-05T05:00+00:00 refresh …``: the command line at that time.

The clock goes on from there; only this process sees it.
"""

import sys
from datetime import datetime

import time_machine


def main() -> None:
    moment = datetime.fromisoformat(sys.argv.pop(1))
    with time_machine.travel(moment, tick=True):
        from sozialraum_cli.__main__ import main as run

        run()


if __name__ == "__main__":
    main()
