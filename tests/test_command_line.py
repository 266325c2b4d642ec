"""The command answers at once: what takes seconds to load waits for the command that needs it."""

import subprocess
import sys

HEAVY = {"dagster", "dbt", "duckdb", "great_expectations", "numpy", "pandas", "shapely"}


def test_the_command_starts_without_what_single_commands_need() -> None:
    loaded = subprocess.run(
        [sys.executable, "-c", "import sys, sozialraum_cli.app; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert HEAVY & set(loaded.stdout.split()) == set()
