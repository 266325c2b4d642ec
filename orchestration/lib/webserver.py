"""Dagster's web server for its own host names only: to other pages of the reader's browser it is
closed.

The UI has no login and can start runs. A page elsewhere could reach it on the loopback through the
reader's browser: under a name of its own that it lets point to 127.0.0.1 (DNS rebinding), or by
requests across sites. Neither is answered.
"""

import asyncio
import signal
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from urllib.parse import urlsplit

import uvicorn
from dagster import DagsterInstance
from dagster._core.workspace.context import WorkspaceProcessContext, WorkspaceRequestContext
from dagster._core.workspace.load_target import WorkspaceFileTarget
from dagster_webserver.version import __version__
from dagster_webserver.webserver import DagsterWebserver
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from orchestration.lib.code_servers import kept_alive
from sozialraum.base.project import PROJECT

LOOPBACK = ("localhost", "127.0.0.1", "::1", "[::1]")


class SameSiteMiddleware:
    """Answers no request that a page of another site makes; following a link to here is none."""

    def __init__(self, app: ASGIApp, names: Sequence[str]) -> None:
        self.app = app
        self.names = names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in ("http", "websocket") and self._is_foreign(Headers(scope=scope)):
            refusal = PlainTextResponse("Requests of other sites are not answered", 403)
            await refusal(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    def _is_foreign(self, headers: Headers) -> bool:
        origin = headers.get("origin")
        if origin is not None:
            return urlsplit(origin).hostname not in self.names
        is_followed = headers.get("sec-fetch-mode") == "navigate"
        return headers.get("sec-fetch-site") == "cross-site" and not is_followed


def guards(names: Sequence[str]) -> list[Middleware]:
    """What a request passes first. ``names``: host names to answer to, beside the loopback's."""
    known = [*LOOPBACK, *(name.lower() for name in names)]
    return [
        Middleware(TrustedHostMiddleware, allowed_hosts=known, www_redirect=False),
        Middleware(SameSiteMiddleware, names=known),
    ]


def guarded(context: WorkspaceProcessContext, names: Sequence[str]) -> Starlette:
    """The web server of Dagster behind :func:`guards`."""

    class Guarded(DagsterWebserver[WorkspaceProcessContext, WorkspaceRequestContext]):
        def build_middleware(self) -> list[Middleware]:
            return [*guards(names), *super().build_middleware()]

    return Guarded(context, live_data_poll_rate=2000).create_asgi_app(lifespan=_lifespan)


def run_webserver(host: str, port: int, names: Sequence[str]) -> None:
    """Serves the UI until it is told to end (SIGINT, SIGTERM)."""
    # raised again when the server has ended: what it started is ended, too
    signal.signal(signal.SIGINT, signal.default_int_handler)
    workspace = WorkspaceFileTarget([str(PROJECT / "workspace.yaml")])
    with (
        DagsterInstance.get() as instance,
        WorkspaceProcessContext(
            instance, version=__version__, workspace_load_target=workspace
        ) as context,
        kept_alive(context),
    ):
        uvicorn.run(guarded(context, names), host=host, port=port, log_level="warning")


@asynccontextmanager
async def _lifespan(_: object) -> AsyncIterator[None]:
    # ended while requests are open, the server cancels this
    with suppress(asyncio.CancelledError):
        yield
