"""A local HTTP server that plays the portal from a folder of tables, with its faults.

with PortalServer(folder) as portal:
    portal.faults["dataset"] = Status(503, times=2)
    ...
    portal.asked("dataset")    # the status codes that were answered so far
"""

import hashlib
import socket
import struct
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType

LAST_MODIFIED = "Mon, 02 Nov 2026 08:00:00 GMT"
LOGIN_PAGE = b"<!DOCTYPE html>\n<html><body><form>Anmeldung</form></body></html>"


@dataclass
class Fault:
    """What goes wrong with a table; ``times`` times, or always (None)."""

    times: int | None = field(default=None, kw_only=True)

    def apply(self, answer: "Answering", content: bytes) -> None:
        """Answers the request in its own way; may raise to break the connection."""
        raise NotImplementedError


@dataclass
class Status(Fault):
    """A status code instead of the table."""

    code: int
    headers: Mapping[str, str] = field(default_factory=dict)

    def apply(self, answer: "Answering", content: bytes) -> None:
        answer.reply(self.code, b"", self.headers)


@dataclass
class Instead(Fault):
    """Another body, with status 200 and perhaps another Content-Type or Content-Encoding."""

    body: bytes
    content_type: str = "text/csv; charset=utf-8"
    content_encoding: str = "identity"

    def apply(self, answer: "Answering", content: bytes) -> None:
        headers = {"Content-Type": self.content_type, "Content-Encoding": self.content_encoding}
        answer.reply(200, self.body, headers)


@dataclass
class Length(Fault):
    """A Content-Length that is off by ``by`` bytes; the connection closes after the body."""

    by: int

    def apply(self, answer: "Answering", content: bytes) -> None:
        answer.reply(200, content, {"Content-Length": str(len(content) + self.by)}, close=True)


@dataclass
class Untold(Fault):
    """No length; the connection closes ``lost`` bytes before the end, by the next number each
    time."""

    lost: list[int]

    def apply(self, answer: "Answering", content: bytes) -> None:
        lost = self.lost.pop(0) if len(self.lost) > 1 else self.lost[0]
        answer.close_connection = True
        answer.send_response(200)
        answer.send_header("Content-Type", "text/csv")
        answer.send_header("Connection", "close")
        answer.end_headers()
        answer.wfile.write(content[: len(content) - lost])


@dataclass
class Reset(Fault):
    """The connection is reset in the middle of the body."""

    def apply(self, answer: "Answering", content: bytes) -> None:
        answer.reply(200, content[: len(content) // 2], {"Content-Length": str(len(content))})
        answer.wfile.flush()
        # the client reads the half before the reset makes it unreadable
        time.sleep(0.05)
        linger = struct.pack("ii", 1, 0)
        answer.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        answer.connection.close()
        raise ConnectionResetError


@dataclass
class Trickle(Fault):
    """One byte at a time, ``pause`` seconds between them."""

    pause: float

    def apply(self, answer: "Answering", content: bytes) -> None:
        answer.reply(200, b"", {"Content-Length": str(len(content))})
        for position in range(len(content)):
            answer.wfile.write(content[position : position + 1])
            answer.wfile.flush()
            time.sleep(self.pause)


@dataclass
class Silent(Fault):
    """No answer for ``seconds``, then the table."""

    seconds: float

    def apply(self, answer: "Answering", content: bytes) -> None:
        time.sleep(self.seconds)
        answer.reply(200, content, {})


@dataclass
class BrokenChunks(Fault):
    """A body in chunks of which the last ones never come."""

    def apply(self, answer: "Answering", content: bytes) -> None:
        answer.send_response(200)
        answer.send_header("Content-Type", "text/csv")
        answer.send_header("Transfer-Encoding", "chunked")
        answer.end_headers()
        half = content[: len(content) // 2]
        answer.wfile.write(f"{len(half):x}\r\n".encode() + half + b"\r\n")
        answer.close_connection = True


class PortalServer:
    """Serves ``<folder>/<dataset>.csv`` at ``/dcat-ap/dataset/<dataset>/content.csv``.

    ``url`` is everything before ``/dcat-ap``. Tables carry ETag and Last-Modified and answer
    conditional requests, unless ``validators`` is false. Files may change while it runs.
    """

    def __init__(self, folder: Path, *, validators: bool = True) -> None:
        self.folder = folder
        self.validators = validators
        self.faults: dict[str, Fault] = {}
        self.connections = 0
        self.busiest = 0
        self.bytes_sent = 0
        self._busy = 0
        self._answered: list[tuple[str, int]] = []
        self._lock = threading.Lock()
        portal = self

        class Handler(Answering):
            pass

        Handler.portal = portal
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._server.block_on_close = False
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.02,), daemon=True
        )

    def __enter__(self) -> "PortalServer":
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def asked(self, dataset: str | None = None) -> list[int]:
        """The status codes answered so far, for one table or for all."""
        with self._lock:
            return [code for name, code in self._answered if dataset in (None, name)]

    def forget(self) -> None:
        """Starts counting anew."""
        with self._lock:
            self._answered.clear()
            self.bytes_sent = 0

    def fault(self, dataset: str) -> Fault | None:
        """The fault of the next answer, if any; counts it."""
        with self._lock:
            fault = self.faults.get(dataset)
            if fault is not None and fault.times is not None:
                if fault.times == 0:
                    return None
                fault.times -= 1
            return fault

    def note(self, dataset: str, code: int, sent: int) -> None:
        with self._lock:
            self._answered.append((dataset, code))
            self.bytes_sent += sent

    def enter(self, by: int) -> None:
        with self._lock:
            self._busy += by
            self.busiest = max(self.busiest, self._busy)


class Answering(BaseHTTPRequestHandler):
    """One connection to the portal."""

    protocol_version = "HTTP/1.1"
    portal: PortalServer

    def setup(self) -> None:
        super().setup()
        self.portal.connections += 1

    def handle(self) -> None:
        # clients that give up are part of the play
        try:
            super().handle()
        except (BrokenPipeError, ConnectionResetError, ValueError):
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        self.portal.enter(1)
        try:
            self._answer()
        finally:
            self.portal.enter(-1)

    def _answer(self) -> None:
        parts = self.path.split("/")
        self.dataset = parts[3] if self.path.startswith("/dcat-ap/dataset/") else self.path
        path = self.portal.folder / f"{self.dataset}.csv"
        if not path.is_file():
            self.reply(404, b"", {})
            return
        content = path.read_bytes()
        fault = self.portal.fault(self.dataset)
        if fault is not None:
            fault.apply(self, content)
            return
        etag = f'"{hashlib.sha256(content).hexdigest()[:16]}"'
        if self.portal.validators and self.headers.get("If-None-Match") == etag:
            self.reply(304, b"", {"ETag": etag})
            return
        marks = {"ETag": etag, "Last-Modified": LAST_MODIFIED} if self.portal.validators else {}
        self.reply(200, content, {"Content-Type": "text/csv; charset=utf-8", **marks})

    def reply(
        self, code: int, body: bytes, headers: Mapping[str, str], *, close: bool = False
    ) -> None:
        """Sends an answer; a given Content-Length is sent as it is, right or wrong."""
        self.portal.note(self.dataset, code, len(body))
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name, value)
        if "Content-Length" not in headers and code != 304:
            self.send_header("Content-Length", str(len(body)))
        if close:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)
