"""Which engine makes the models, and whether what it needs is there."""

import os
from collections.abc import Mapping

from sozialraum.base.errors import MonitorError

ENGINE_VARIABLE = "SOZIALRAUM_ENGINE"
SPARK_VARIABLE = "SOZIALRAUM_SPARK"
DUCKDB = "duckdb"
SPARK = "spark"


def chosen_engine() -> str:
    """`duckdb`, or what ``SOZIALRAUM_ENGINE`` says.

    Raises:
        MonitorError: it says neither.
    """
    engine = os.environ.get(ENGINE_VARIABLE) or DUCKDB
    if engine not in (DUCKDB, SPARK):
        raise MonitorError(f"{ENGINE_VARIABLE}={engine}: expected {DUCKDB} or {SPARK}")
    return engine


def require_spark(has_pyspark: bool, java: str | None, environment: Mapping[str, str]) -> None:
    """
    Raises:
        MonitorError: something that Spark needs is not installed, and how to get it.
    """
    if not has_pyspark:
        raise MonitorError(
            f"{ENGINE_VARIABLE}=spark needs the extra `spark`: "
            "pip install --require-hashes -r requirements-spark.lock"
        )
    if java is None and not environment.get("JAVA_HOME"):
        raise MonitorError(
            f"{ENGINE_VARIABLE}=spark needs Java 17 or later (apt-get install "
            "openjdk-17-jre-headless), or JAVA_HOME where it is"
        )
