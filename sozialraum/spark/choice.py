"""Which engine makes the models, and whether what it needs is there."""

import os
import shutil
from collections.abc import Mapping
from importlib.util import find_spec

from sozialraum.base.errors import MonitorError

ENGINE_VARIABLE = "SOZIALRAUM_ENGINE"
SPARK_VARIABLE = "SOZIALRAUM_SPARK"
DUCKDB = "duckdb"
SPARK = "spark"
JAVA = "Java 17 or later"


def chosen_engine() -> str:
    """`duckdb`, or what ``SOZIALRAUM_ENGINE`` says.

    Raises:
        MonitorError: it says neither.
    """
    engine = os.environ.get(ENGINE_VARIABLE) or DUCKDB
    if engine not in (DUCKDB, SPARK):
        raise MonitorError(f"{ENGINE_VARIABLE}={engine}: expected {DUCKDB} or {SPARK}")
    return engine


def require_engine() -> None:
    """To be called before anything is done: the models come late in a refresh.

    Raises:
        MonitorError: the chosen engine is none, or cannot run here, and what it needs.
    """
    if chosen_engine() == SPARK:
        require_spark(find_spec("pyspark") is not None, os.environ)


def require_spark(has_pyspark: bool, environment: Mapping[str, str]) -> None:
    """
    Raises:
        MonitorError: something that Spark needs is not installed, and how to get it.
    """
    if not has_pyspark:
        raise MonitorError(
            f"{ENGINE_VARIABLE}=spark needs the extra `spark`: make refresh ENGINE=spark installs "
            "it, or python -m pip install --no-deps --require-hashes -r requirements-spark.lock"
        )
    # as Spark itself looks for it
    home = environment.get("JAVA_HOME")
    java = f"{home}/bin/java" if home else "java"
    if shutil.which(java, path=environment.get("PATH", "")) is None:
        raise MonitorError(
            f"{ENGINE_VARIABLE}=spark needs {JAVA}, and there is no {java}: apt-get install "
            "openjdk-17-jre-headless, or JAVA_HOME where it is"
        )
