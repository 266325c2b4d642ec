"""Receivers of alerts on this machine: a mail server and a webhook."""

import json
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

USER, PASSWORD = "monitor", "TESTDATEN"


@dataclass
class Mailbox:
    """``mails``: as they came; ``encrypted``: whether each came by TLS; ``refused``: receivers that
    there are not."""

    place: str = ""
    mails: list[EmailMessage] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)

    async def handle_RCPT(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: Any
    ) -> str:
        if address in self.refused:
            return "550 no such box"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        content = cast("bytes", envelope.original_content)
        self.mails.append(cast("EmailMessage", message_from_bytes(content, policy=policy.default)))
        assert server.transport is not None
        self.encrypted.append(server.transport.get_extra_info("ssl_object") is not None)
        return "250 OK"


class _OnAFreePort(Controller):
    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


def _is_known(*given: Any) -> AuthResult:
    data = cast("LoginPassword", given[-1])
    is_right = (data.login, data.password) == (USER.encode(), PASSWORD.encode())
    # what is not handled the server refuses
    return AuthResult(success=is_right, handled=is_right)


@contextmanager
def mail_server(
    *, tls: ssl.SSLContext | None = None, starttls: ssl.SSLContext | None = None
) -> Iterator[Mailbox]:
    """On a free port; with TLS only USER may send, and only encrypted."""
    box = Mailbox()
    options: dict[str, Any] = {}
    if tls or starttls:
        # of a connection that is encrypted from its first byte the server does not know it
        options = {
            "authenticator": _is_known,
            "auth_required": True,
            "auth_require_tls": tls is None,
        }
    controller = _OnAFreePort(
        box,
        hostname="127.0.0.1",
        port=0,
        ssl_context=tls,
        tls_context=starttls,
        require_starttls=starttls is not None,
        **options,
    )
    controller.start()
    try:
        box.place = f"127.0.0.1:{controller.port}"
        yield box
    finally:
        controller.stop()


@contextmanager
def trickling(line: bytes) -> Iterator[str]:
    """A place that answers whoever comes with the same line, without end."""
    closed = threading.Event()

    def answer(connection: socket.socket) -> None:
        with connection, suppress(OSError):
            while not closed.wait(0.1):
                connection.sendall(line)

    def serve() -> None:
        with suppress(OSError):
            while True:
                connection, _ = listener.accept()
                threading.Thread(target=answer, args=(connection,), daemon=True).start()

    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=serve, daemon=True).start()
        try:
            yield f"127.0.0.1:{listener.getsockname()[1]}"
        finally:
            closed.set()


@dataclass
class Hook:
    """``bodies``: what was posted and taken; ``status``: what it answers."""

    url: str = ""
    bodies: list[Any] = field(default_factory=list)
    status: int = 200


@contextmanager
def webhook() -> Iterator[Hook]:
    """On a free port."""
    hook = Hook()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if hook.status == 200:
                hook.bodies.append(body)
            self.send_response(hook.status)
            if 300 <= hook.status < 400:
                self.send_header("Location", "/login")
            self.end_headers()

        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        hook.url = f"http://127.0.0.1:{server.server_address[1]}/secret"
        yield hook
    finally:
        server.shutdown()
        server.server_close()
