"""A handful of models made on Spark, and what is said where it fails."""

import json
import os
import shutil
import signal
from collections.abc import Iterator
from importlib.util import find_spec

import duckdb
import pytest

from bench.closeness import unlike
from sozialraum.base.errors import MonitorError
from sozialraum.base.warehouse import Warehouse
from sozialraum.spark.engine import SparkEngine, spark_engine, types_of
from tests.conftest import Refreshed

pytestmark = [
    pytest.mark.skipif(find_spec("pyspark") is None, reason="the extra spark is not installed"),
    pytest.mark.skipif(
        shutil.which("java") is None and "JAVA_HOME" not in os.environ, reason="there is no Java"
    ),
]
# what is read twice, lists, named windows, moments; all of them: make spark-compare
MODELS = ("reach", "change_point", "stg_vintage")


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkEngine]:
    with spark_engine(Warehouse(tmp_path_factory.mktemp("spark"))) as engine:
        yield engine


@pytest.fixture
def build(refreshed: Refreshed) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(refreshed.warehouse.build_database, read_only=True) as connection:
        yield connection


@pytest.mark.parametrize("model", MODELS)
def test_a_model_is_the_same_on_spark(
    model: str, refreshed: Refreshed, spark: SparkEngine, build: duckdb.DuckDBPyConnection
) -> None:
    kept = json.loads((refreshed.warehouse.dbt_target / "compiled.json").read_text("utf-8"))
    (sql,) = (text for name, text in kept["sql"].items() if name.endswith(f".{model}"))
    read = spark.query(build, ("assess", model), sql)
    columns = types_of(build, sql)
    assert list(unlike(build, f"({sql})", f"({read})", columns)) == []


def test_what_spark_refuses_is_said(spark: SparkEngine, build: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(MonitorError, match="no rule tells the function list_zip"):
        spark.query(build, ("core", "zipped"), "select list_zip([1], [2]) as pairs")
    with pytest.raises(MonitorError, match="CAST_INVALID_INPUT"):
        spark.query(build, ("core", "refused"), "select ('a' || area_id)::int as n from core.area")


def test_a_killed_spark_is_said(spark: SparkEngine, build: duckdb.DuckDBPyConnection) -> None:
    """The last test here, as none can follow on this Spark."""
    os.kill(spark._spark.sparkContext._gateway.proc.pid, signal.SIGKILL)
    with pytest.raises(MonitorError, match="Spark has ended"):
        spark.query(build, ("core", "ended"), "select area_id from core.area")
