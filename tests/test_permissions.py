"""Who may read what a warehouse holds, and whose requests the UI answers."""

import asyncio
import os
import stat
from collections.abc import Iterator, MutableMapping
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from typer.testing import CliRunner

from sozialraum.base.files import open_like, owner_only, restrict_umask, write_atomically
from sozialraum.base.warehouse import Warehouse
from tests.conftest import Refreshed

PRIVATE = ("landing", "dropbox", "dagster", "build.duckdb")


@pytest.fixture
def umask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.usefixtures("umask")
@pytest.mark.parametrize(("of_caller", "then"), [(0o022, 0o640), (0o007, 0o640), (0o077, 0o600)])
def test_files_are_for_the_group_unless_the_caller_says_less(
    tmp_path: Path, of_caller: int, then: int
) -> None:
    os.umask(of_caller)
    restrict_umask()
    write_atomically(tmp_path / "file", b"")
    assert _mode(tmp_path / "file") == then


@pytest.mark.usefixtures("umask")
def test_threads_that_close_their_files_at_once_leave_the_umask_as_it_was(tmp_path: Path) -> None:
    os.umask(0o027)
    first, second = owner_only(), owner_only()
    # as two threads may follow one another
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    write_atomically(tmp_path / "closed", b"")
    second.__exit__(None, None, None)
    write_atomically(tmp_path / "open", b"")
    assert [_mode(tmp_path / name) for name in ("closed", "open")] == [0o600, 0o640]
    open_like(tmp_path, [tmp_path / "closed"])
    assert _mode(tmp_path / "closed") == _mode(tmp_path) & 0o666


def test_a_refresh_leaves_nothing_to_others_and_landings_to_its_owner_alone(
    refreshed: Refreshed,
) -> None:
    root = refreshed.warehouse.root
    paths = [root, *(path for path in root.rglob("*") if not path.is_symlink())]
    assert [path for path in paths if _mode(path) & 0o007 and path.parent != root.parent] == []
    assert {name: _mode(root / name) & 0o077 for name in PRIVATE} == dict.fromkeys(PRIVATE, 0)
    closed = [path for path in (root / "publications").rglob("*") if not _mode(path) & 0o040]
    assert closed == []


@pytest.mark.usefixtures("umask")
def test_the_log_of_changes_beside_the_build_database_is_the_owners_too(tmp_path: Path) -> None:
    warehouse = Warehouse(tmp_path)
    with warehouse.connect() as connection:
        connection.execute("create table cell as select 1 as figure")
        made = {path.name: _mode(path) for path in tmp_path.iterdir()}
    assert made == {"build.duckdb": 0o600, "build.duckdb.wal": 0o600}


@pytest.mark.usefixtures("umask")
def test_an_older_warehouse_is_closed_by_the_next_refresh(tmp_path: Path) -> None:
    for name in ("landing", "dagster"):
        (tmp_path / name).mkdir(mode=0o755)
    (tmp_path / "build.duckdb").touch(mode=0o644)
    with Warehouse(tmp_path).locked():
        pass
    assert [_mode(tmp_path / name) for name in ("landing", "dagster", "build.duckdb")] == [
        0o700,
        0o700,
        0o600,
    ]


def _answered(app: Starlette, headers: dict[str, str], kind: str = "http") -> int:
    """The status of the answer to a request to ``/server_info``."""
    sent: list[MutableMapping[str, Any]] = []
    scope: MutableMapping[str, Any] = {
        "type": kind,
        "method": "GET",
        "path": "/server_info",
        "raw_path": b"/server_info",
        "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        "extensions": {"websocket.http.response": {}},
        "subprotocols": ["graphql-ws"],
    }

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    asyncio.run(app(scope, receive, send))
    return int(sent[0]["status"])


@pytest.fixture(scope="module")
def ui() -> Starlette:
    from orchestration.lib.webserver import guarded

    return guarded(None, ["Monitor.Stadt.example"])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"host": "127.0.0.1:3000"}, 200),
        ({"host": "localhost:3000", "origin": "http://localhost:3000"}, 200),
        ({"host": "[::1]:3000"}, 200),
        ({"host": "monitor.stadt.example"}, 200),
        ({"host": "localhost", "sec-fetch-site": "same-origin"}, 200),
        # a link in a mail or a wiki
        ({"host": "localhost", "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}, 200),
        # a name that somebody lets point to 127.0.0.1
        ({"host": "rebound.example:3000"}, 400),
        ({}, 400),
        # a page of another site that asks on its own
        ({"host": "localhost:3000", "origin": "http://elsewhere.example"}, 403),
        ({"host": "localhost:3000", "origin": "null"}, 403),
        ({"host": "localhost", "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"}, 403),
    ],
)
def test_the_ui_answers_to_its_own_names_and_to_no_page_of_another_site(
    ui: Starlette, headers: dict[str, str], status: int
) -> None:
    assert _answered(ui, headers) == status


def test_a_page_of_another_site_opens_no_websocket(ui: Starlette) -> None:
    headers = {"host": "localhost:3000", "origin": "http://elsewhere.example"}
    assert _answered(ui, headers, "websocket") == 403


def test_the_ui_listens_on_the_loopback_and_takes_names_from_the_variable(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from orchestration.lib import instance
    from sozialraum_cli.app import app

    asked: list[tuple[str, list[str]]] = []
    monkeypatch.setattr(instance, "serve", lambda _, host, port, names: asked.append((host, names)))
    for environment in ({}, {"SOZIALRAUM_UI_NAMES": "one.example two.example"}):
        assert CliRunner().invoke(app, ["ui"], env=environment).exit_code == 0
    assert asked == [("127.0.0.1", []), ("127.0.0.1", ["one.example", "two.example"])]
