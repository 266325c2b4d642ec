"""What a command ends with: the table for cron and scripts (docs/engineers.md)."""

from enum import IntEnum


class Exit(IntEnum):
    OK = 0
    FAILED = 1
    USAGE = 2
    AUDIT_FAILED = 3
    DISAGREES = 4
    BUSY = 5
    DAMAGED = 6
    HUNG_UP = 129
    INTERRUPTED = 130
    QUIT = 131
    TERMINATED = 143


WHEN = {
    Exit.OK: "done; a check found nothing wrong",
    Exit.FAILED: "not done: an input is bad, a name unknown, a file damaged, nothing published "
    "yet; or a check found something wrong. The text names what, where and how to mend it",
    Exit.USAGE: "no such command or option, or a value of the wrong form",
    Exit.AUDIT_FAILED: "`refresh`, `report --month`: a critical check failed; the last publication "
    "stays",
    Exit.DISAGREES: "`trace`, `explain`: computed again, it is not what was published",
    Exit.BUSY: "another run is writing to the warehouse; later the same command will do",
    Exit.DAMAGED: "`verify`: something is damaged, or nothing is there; `--alert` has told it",
    Exit.HUNG_UP: "ended with its terminal (SIGHUP)",
    Exit.INTERRUPTED: "ended by Ctrl-C (SIGINT)",
    Exit.QUIT: "ended by Ctrl-\\ (SIGQUIT)",
    Exit.TERMINATED: "ended by SIGTERM",
}


def table() -> str:
    """The codes as a table in Markdown."""
    rows = [f"| {code.value} | {WHEN[code]} |" for code in Exit]
    return "\n".join(["| code | when |", "| ---: | --- |", *rows])
