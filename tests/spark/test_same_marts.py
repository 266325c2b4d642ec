"""A refresh on Spark publishes what one on DuckDB does. Takes minutes, and runs where it is asked
for (`make spark-compare`)."""

import os
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest

from bench.compare import differences
from sozialraum.base.warehouse import Warehouse
from tests.conftest import CLI, Refreshed

pytestmark = [
    pytest.mark.skipif(
        os.environ.get("SOZIALRAUM_SPARK_COMPARE") != "1", reason="make spark-compare runs it"
    ),
    pytest.mark.skipif(find_spec("pyspark") is None, reason="the extra spark is not installed"),
]


def test_spark_publishes_what_duckdb_does(refreshed: Refreshed, tmp_path: Path) -> None:
    warehouse = Warehouse(tmp_path / "warehouse")
    done = subprocess.run(
        [*CLI, "refresh"],
        env={
            **os.environ,
            "SOZIALRAUM_WAREHOUSE": str(warehouse.root),
            "SOZIALRAUM_ENGINE": "spark",
        },
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    duck, spark = (one.current / "sozialraum.duckdb" for one in (refreshed.warehouse, warehouse))
    assert list(differences(duck, spark, is_close=True)) == []
    # nothing is left of Spark, here or where it was started
    assert not warehouse.spark.exists()
    assert [one.name for one in tmp_path.iterdir()] == [warehouse.root.name]
