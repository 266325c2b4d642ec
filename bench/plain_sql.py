"""The compiled models and data tests of a refresh run plainly in DuckDB: what nothing can be faster
than that runs the same SQL.

On a copy of the build database, whose sources are as the refresh landed and computed them, each
model is made by one statement in the order in which dbt made it, each test counts its rows. No
contexts, events, comments, nor checks in Python.
"""

import json
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

import duckdb


def run_plainly(database: Path, target: Path) -> tuple[float, float]:
    """Seconds and CPU seconds of all statements together.

    Args:
        target: where a ``dbt build`` of the same commit left its manifest and results.
    """
    nodes = json.loads((target / "manifest.json").read_text("utf-8"))["nodes"]
    results = json.loads((target / "run_results.json").read_text("utf-8"))["results"]
    statements = [_statement(nodes[one["unique_id"]]) for one in results]
    with tempfile.TemporaryDirectory() as folder:
        # compiled SQL names the database, and a database is named after its file
        copy = Path(shutil.copy2(database, folder))
        with duckdb.connect(copy, config={"memory_limit": "2000MB"}) as connection:
            began, began_cpu = time.monotonic(), time.process_time()
            for statement in statements:
                connection.execute(statement)
            return time.monotonic() - began, time.process_time() - began_cpu


def _statement(node: dict[str, Any]) -> str:
    if node["resource_type"] == "test":
        return f"SELECT count(*) FROM ({node['compiled_code']}\n)"
    kind = node["config"]["materialized"]
    return f"CREATE OR REPLACE {kind} {node['relation_name']} AS (\n{node['compiled_code']}\n)"
