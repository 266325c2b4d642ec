"""Connections that end at a deadline, whatever the provider sends or does not send.

The timeouts of HTTP libraries count from byte to byte: a header line that trickles in, an endless
``100 Continue`` or an endless trailer keeps them waiting for ever. Here a request is given an end;
when it comes, or when everything is to stop, the socket is shut, and whoever waits for it wakes up.
"""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool


class Deadline:
    """The end of what one thread does; shuts the connection that the thread waits for."""

    def __init__(self, seconds: float) -> None:
        self.has_passed = False
        self._socket: socket.socket | None = None
        self._lock = threading.Lock()
        self._timer = threading.Timer(seconds, self.end)
        self._timer.daemon = True

    def start(self) -> None:
        self._timer.start()

    def cancel(self) -> None:
        self._timer.cancel()

    def guard(self, waited_for: socket.socket) -> None:
        """Says which connection is waited for from now on."""
        with self._lock:
            self._socket = waited_for
            if self.has_passed:
                _shut(waited_for)

    def end(self) -> None:
        """Wakes up whoever waits, now."""
        with self._lock:
            self.has_passed = True
            if self._socket is not None:
                _shut(self._socket)


def _shut(waited_for: socket.socket) -> None:
    # also under TLS: nobody is to wait for the other side to take leave
    with suppress(OSError):
        socket.socket.shutdown(waited_for, socket.SHUT_RDWR)


_CURRENT = threading.local()


def _tell(waited_for: socket.socket | None) -> None:
    deadline: Deadline | None = getattr(_CURRENT, "deadline", None)
    if deadline is not None and isinstance(waited_for, socket.socket):
        deadline.guard(waited_for)


class _Guarded:
    """A connection that tells its socket to the deadline of the thread that uses it.

    The socket, because a connection forgets it when the answer says that it is the last one; from
    its first moment on, because a proxy answers, too, before the connection stands.
    """

    sock: socket.socket | None

    def _new_conn(self) -> socket.socket:
        made: socket.socket = super()._new_conn()  # type: ignore[misc]
        _tell(made)
        return made

    def connect(self) -> None:
        super().connect()  # type: ignore[misc]
        _tell(self.sock)

    def putrequest(self, *args: Any, **kwargs: Any) -> None:
        _tell(self.sock)
        super().putrequest(*args, **kwargs)  # type: ignore[misc]


class _PlainConnection(_Guarded, HTTPConnection):
    pass


class _SecureConnection(_Guarded, HTTPSConnection):
    pass


class _PlainPool(HTTPConnectionPool):
    ConnectionCls = _PlainConnection


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _SecureConnection


class DeadlineAdapter(HTTPAdapter):
    """requests' connections, under the deadlines of :class:`Deadlines`."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": _PlainPool, "https": _SecurePool}

    def proxy_manager_for(self, *args: Any, **kwargs: Any) -> Any:
        manager = super().proxy_manager_for(*args, **kwargs)
        manager.pool_classes_by_scheme = {"http": _PlainPool, "https": _SecurePool}
        return manager


class Deadlines:
    """The deadlines of all threads that fetch; :meth:`end_all` ends what is going on."""

    def __init__(self) -> None:
        self._running: set[Deadline] = set()
        self._closed = False

    @contextmanager
    def within(self, seconds: float) -> Iterator[Deadline]:
        """Whatever the thread does over HTTP in here ends after ``seconds`` at the latest."""
        deadline = Deadline(seconds)
        self._running.add(deadline)
        _CURRENT.deadline = deadline
        deadline.start()
        if self._closed:
            deadline.end()
        try:
            yield deadline
        finally:
            deadline.cancel()
            _CURRENT.deadline = None
            self._running.discard(deadline)

    def end_all(self) -> None:
        self._closed = True
        for deadline in list(self._running):
            deadline.end()
