"""A code server of the UI that has died is started again, and none outlives the UI."""

import os
import signal
import socket
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import pytest
from dagster import DagsterInstance
from dagster._core.remote_representation.code_location import GrpcServerCodeLocation
from dagster._core.workspace.context import WorkspaceProcessContext
from dagster._core.workspace.load_target import PythonFileTarget

from orchestration.lib import code_servers
from sozialraum.base.project import PROJECT
from tests.conftest import CLI


def _server(context: WorkspaceProcessContext) -> int:
    location = context.get_current_workspace().code_location_entries["small"].code_location
    assert isinstance(location, GrpcServerCodeLocation)
    (found,) = (
        int(process.parent.name)
        for process in Path("/proc").glob("[0-9]*/cmdline")
        if process.read_bytes().endswith(b"\0")
        and str(location.socket).encode() in process.read_bytes()
    )
    return found


def test_a_code_server_that_was_killed_is_started_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(code_servers, "LOOKED_AFTER_SECONDS", 0.2)
    file = tmp_path / "small.py"
    file.write_text("import dagster\ndefs = dagster.Definitions()\n", "utf-8")
    target = PythonFileTarget(
        python_file=str(file), attribute=None, working_directory=None, location_name="small"
    )
    with (
        DagsterInstance.local_temp(str(tmp_path)) as instance,
        WorkspaceProcessContext(instance, workspace_load_target=target) as context,
    ):
        assert code_servers.dead(context) == []
        killed = _server(context)
        os.kill(killed, signal.SIGKILL)
        assert code_servers.dead(context) == ["small"]
        with code_servers.kept_alive(context):
            end = time.monotonic() + 60
            while code_servers.dead(context) and time.monotonic() < end:
                time.sleep(0.1)
        assert code_servers.dead(context) == []
        assert _server(context) != killed


def _answers(port: int) -> bool:
    with socket.socket() as asking:
        return asking.connect_ex(("127.0.0.1", port)) == 0


def _has_members(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def test_what_the_ui_started_ends_with_it_when_its_terminal_is_closed(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    # the suite may run under nohup; what is handled here, is not ignored there
    before = signal.signal(signal.SIGHUP, lambda *_: None)
    served = subprocess.Popen(
        [*CLI, "ui", "--port", str(port)],
        cwd=PROJECT,
        env={**os.environ, "SOZIALRAUM_WAREHOUSE": str(tmp_path / "warehouse")},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    signal.signal(signal.SIGHUP, before)
    try:
        end = time.monotonic() + 120
        while not _answers(port):
            assert served.poll() is None
            assert time.monotonic() < end
            time.sleep(0.2)
        served.send_signal(signal.SIGHUP)
        served.wait(timeout=30)
        end = time.monotonic() + 30
        while _has_members(served.pid) and time.monotonic() < end:
            time.sleep(0.2)
        assert not _has_members(served.pid)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(served.pid, signal.SIGKILL)
