"""The computing models hold on small cases: dbt's own unit tests, run as one test."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from sozialraum.warehouse import PROJECT
from tests.conftest import Refreshed


def test_dbt_unit_tests_pass(refreshed: Refreshed, tmp_path: Path) -> None:
    database = tmp_path / "build.duckdb"
    shutil.copy(refreshed.warehouse.build_database, database)
    done = subprocess.run(
        [
            Path(sys.executable).with_name("dbt"),
            "test",
            "--select",
            "test_type:unit",
            "--project-dir",
            PROJECT / "dbt_project",
            "--profiles-dir",
            PROJECT / "dbt_project",
            "--target-path",
            tmp_path / "target",
            "--log-path",
            tmp_path / "logs",
        ],
        env={**os.environ, "SOZIALRAUM_BUILD_DATABASE": str(database)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert "ERROR=0" in done.stdout
    assert "PASS=0" not in done.stdout
