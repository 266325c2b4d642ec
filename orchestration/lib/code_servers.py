"""Starts code servers of the UI again that have died.

A web server of Dagster starts them once; of one that is gone it only says that it cannot be
reached, until somebody reloads it by hand. The daemon reloads its own.
"""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from dagster._core.errors import DagsterUserCodeUnreachableError
from dagster._core.remote_representation.code_location import GrpcServerCodeLocation
from dagster._core.workspace.context import WorkspaceProcessContext

LOOKED_AFTER_SECONDS = 10.0

_LOG = logging.getLogger("dagster")


@contextmanager
def kept_alive(context: WorkspaceProcessContext) -> Iterator[None]:
    """Looks after the code servers of ``context`` as long as the block lasts."""
    ended = threading.Event()

    def look() -> None:
        while not ended.wait(LOOKED_AFTER_SECONDS):
            for name in dead(context):
                _LOG.warning("The code server of %s has ended; it is started again", name)
                context.reload_code_location(name)

    watcher = threading.Thread(target=look, name="code servers", daemon=True)
    watcher.start()
    try:
        yield
    finally:
        ended.set()
        watcher.join()


def dead(context: WorkspaceProcessContext) -> list[str]:
    """The code locations whose server does not answer, and those that could not be loaded because
    of that."""
    return [name for name in context.code_location_names if _is_dead(context, name)]


def _is_dead(context: WorkspaceProcessContext, name: str) -> bool:
    entry = context.get_current_workspace().code_location_entries[name]
    if entry.load_error is not None:
        return entry.load_error.cls_name == DagsterUserCodeUnreachableError.__name__
    if not isinstance(entry.code_location, GrpcServerCodeLocation):
        return False
    try:
        entry.code_location.client.ping("")
    except DagsterUserCodeUnreachableError:
        return True
    return False
