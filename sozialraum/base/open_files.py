"""How many files a process may have open at once (``ulimit -n``)."""

import resource

from sozialraum.base.errors import MonitorError

NEEDED = 64
"""With 40, libraries that draw and that keep the history break off, and none names the limit."""


def require_open_files() -> None:
    """Raises the limit, if it is too low for a refresh and may be raised.

    Raises:
        MonitorError: it may not.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY or soft >= NEEDED:
        return
    if hard != resource.RLIM_INFINITY and hard < NEEDED:
        raise MonitorError(
            f"only {hard} files may be open at once, and a refresh needs {NEEDED}: raise the limit "
            "(ulimit -n 1024, LimitNOFILE= of a service) and do the same again"
        )
    resource.setrlimit(resource.RLIMIT_NOFILE, (NEEDED, hard))
