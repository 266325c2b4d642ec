"""Debian's Firefox, driven by WebDriver BiDi (W3C): playwright drives only a Firefox of its own.

Just what the tests need of it: open a page, run a script in it, press keys, see what it asked for.
"""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")

needs_firefox = pytest.mark.skipif(
    FIREFOX is None, reason="Firefox is not installed: apt-get install firefox-esr"
)


class Tab:
    """``asked``: the addresses that the page asked for. ``said``: what it wrote to the console."""

    def __init__(self, socket: Any) -> None:
        self._socket = socket
        self._number = 0
        self.asked: list[str] = []
        self.said: list[str] = []
        self._call("session.new", capabilities={})
        events = ["network.beforeRequestSent", "log.entryAdded"]
        self._call("session.subscribe", events=events)
        self._context = self._call("browsingContext.getTree")["contexts"][0]["context"]

    def open(self, page: Path) -> None:
        self._call(
            "browsingContext.navigate", context=self._context, url=page.as_uri(), wait="complete"
        )

    def evaluate(self, expression: str) -> Any:
        """What the expression, or its promise, comes to, as far as JSON can say it."""
        found = self._call(
            "script.evaluate",
            expression=f"Promise.resolve({expression}).then((one) => JSON.stringify(one ?? null))",
            target={"context": self._context},
            awaitPromise=True,
        )
        assert found["type"] == "success", found
        return json.loads(found["result"]["value"])

    def press(self, *keys: str) -> None:
        actions = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self._call(
            "input.performActions",
            context=self._context,
            actions=[{"type": "key", "id": "keys", "actions": actions}],
        )

    def _call(self, method: str, **params: Any) -> Any:
        self._number += 1
        self._socket.send(json.dumps({"id": self._number, "method": method, "params": params}))
        while True:
            heard = json.loads(self._socket.recv(timeout=60))
            if heard.get("id") == self._number:
                assert heard["type"] == "success", heard
                return heard["result"]
            if heard.get("method") == "network.beforeRequestSent":
                self.asked.append(heard["params"]["request"]["url"])
            elif heard.get("method") == "log.entryAdded":
                self.said.append(heard["params"]["text"])


@contextmanager
def in_firefox(page: Path, profile: Path) -> Iterator[Tab]:
    """The page in a headless Firefox with a fresh profile; fails where the page writes to the
    console or asks for anything but files."""
    from websockets.sync.client import connect  # there with uvicorn

    assert FIREFOX is not None
    command = [FIREFOX, "--headless", "--no-remote", "--profile", str(profile)]
    with subprocess.Popen(
        [*command, "--remote-debugging-port", "0"], stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stderr is not None
            addresses = (re.search(r"ws://127\S+", line) for line in process.stderr)
            address = next(found[0] for found in addresses if found)
            with connect(f"{address}/session", max_size=None) as socket:
                tab = Tab(socket)
                tab.open(page)
                yield tab
                assert tab.said == [], tab.said
                foreign = [
                    one for one in tab.asked if not one.startswith(("file:", "blob:", "data:"))
                ]
                assert foreign == [], foreign
        finally:
            process.terminate()
