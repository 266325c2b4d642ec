"""``python -m bench.year.clock 2026-01-05T05:00+00:00 refresh …``: the command line at that time.

The clock goes on from there; this process sees it, and the one that works beside it, which loads
this module as well.
"""

import os
import sys
from datetime import UTC, datetime, timedelta

import time_machine

AHEAD = "BENCH_YEAR_SECONDS_AHEAD"


def _set_clock() -> None:
    ahead = os.environ.get(AHEAD)
    if ahead is not None:
        moment = datetime.now(UTC) + timedelta(seconds=float(ahead))
        time_machine.travel(moment, tick=True).start()


def main() -> None:
    moment = datetime.fromisoformat(sys.argv.pop(1))
    os.environ[AHEAD] = str((moment - datetime.now(UTC)).total_seconds())
    _set_clock()
    from sozialraum_cli.__main__ import main as run

    run()


if __name__ == "__main__":
    main()
elif __name__ == "__mp_main__":
    _set_clock()
