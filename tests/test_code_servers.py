"""A code server of the UI that has died is started again."""

import os
import signal
import time
from pathlib import Path

import pytest
from dagster import DagsterInstance
from dagster._core.remote_representation.code_location import GrpcServerCodeLocation
from dagster._core.workspace.context import WorkspaceProcessContext
from dagster._core.workspace.load_target import PythonFileTarget

from orchestration.lib import code_servers


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
