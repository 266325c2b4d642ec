"""A refresh on Spark publishes what one on DuckDB does. Takes minutes, and runs where it is asked
for (`make spark-compare`)."""

import os
import subprocess
from importlib.util import find_spec
from pathlib import Path

import duckdb
import pytest

from sozialraum.base.warehouse import Warehouse
from tests.conftest import CLI, Refreshed
from tests.spark.comparison import differences

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
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    with duckdb.connect() as connection:
        for name, of in (("duck", refreshed.warehouse), ("spark", warehouse)):
            database = of.current / "sozialraum.duckdb"
            connection.execute(f"ATTACH '{database}' AS {name} (READ_ONLY)")
        cells, found = differences(connection)
    print(f"{cells} cells compared")
    assert cells > 100_000
    assert found == []
