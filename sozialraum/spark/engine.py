"""Makes models on Apache Spark: what they read comes from the build database, and what is made goes
back there, both as Parquet.

Which Spark is said by its own configuration (``SOZIALRAUM_SPARK``, as ``spark-defaults.conf`` has
it); without one it runs in this process's machine.
"""

import atexit
import os
import shutil
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sozialraum.base.errors import MonitorError
from sozialraum.base.files import owner_only
from sozialraum.base.warehouse import Warehouse
from sozialraum.spark.choice import JAVA, SPARK_VARIABLE, require_engine
from sozialraum.spark.functions import create_functions
from sozialraum.spark.parts import Part
from sozialraum.spark.tables import from_parquet, in_spark, to_parquet
from sozialraum.spark.translation import Columns, tables_in, translate, view

if TYPE_CHECKING:
    import duckdb
    from pyspark.sql import DataFrame, SparkSession

JAVA_OPTIONS = "spark.driver.extraJavaOptions"
LOCAL = {
    "spark.master": "local[2]",
    "spark.driver.memory": "3g",
    # of small tables each part costs more than what is in it
    "spark.sql.shuffle.partitions": "2",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    # compiling what runs once takes longer than running it on a city's tables
    JAVA_OPTIONS: "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:ReservedCodeCacheSize=256m",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "FALLBACK",
    "spark.sql.adaptive.enabled": "false",
    "spark.log.level": "ERROR",
}
REQUIRED = {
    "spark.sql.session.timeZone": "UTC",
    # a moment stays one; in Spark's other form it would be read as a time of day somewhere
    "spark.sql.parquet.outputTimestampType": "TIMESTAMP_MICROS",
    # what cannot be computed is an error, as with DuckDB
    "spark.sql.ansi.enabled": "true",
    "spark.sql.catalogImplementation": "in-memory",
    # of columns made from columns it infers conditions that double with each step
    "spark.sql.constraintPropagation.enabled": "false",
    # of two columns that are the same one it makes a plan that Spark itself refuses (4.3.0)
    "spark.sql.optimizer.excludedRules": (
        "org.apache.spark.sql.catalyst.optimizer.RemoveRedundantAliases"
    ),
}
Table = tuple[str, str]
"""Schema and name."""


class SparkEngine:
    """Models made on Spark during one call; where they lie is a folder of its own."""

    def __init__(self, spark: "SparkSession", folder: Path) -> None:
        self._spark = spark
        self._folder = folder
        self._there: set[Table] = set()
        # two models that are made side by side may read the same table
        self._bringing = threading.Lock()

    def query(
        self,
        connection: "duckdb.DuckDBPyConnection",
        model: Table,
        sql: str,
    ) -> str:
        """Makes a model, and returns the query by which DuckDB reads it.

        Args:
            sql: as dbt compiled it for DuckDB.

        Raises:
            MonitorError: it cannot be told to Spark, or Spark stopped at it.
        """
        from py4j.protocol import Py4JError  # of what fails in the JVM while it is written
        from pyspark.errors import PySparkException

        reads = tables_in(sql)
        columns = columns_of(connection, reads)
        told = translate(sql, columns, view(*model))
        try:
            with self._bringing:
                for table in reads:
                    self._bring(connection, table, columns)
            self._make(model, told)
        except (PySparkException, Py4JError, ConnectionError) as error:
            if self._has_ended():
                raise MonitorError(
                    "Spark has ended before its time: it was killed, or needs more memory "
                    f"(spark.driver.memory in the file that {SPARK_VARIABLE} names)"
                ) from error
            raise MonitorError(f"Spark: {error}") from error
        self._there.add(model)
        return from_parquet(self._place(model), types_of(connection, sql))

    def _has_ended(self) -> bool:
        """Whether it answers nothing any more; of what that raises only some is of a known kind."""
        try:
            self._spark.catalog.currentDatabase()
        except Exception:
            return True
        return False

    def _place(self, table: Table) -> Path:
        return self._folder / f"{table[0]}.{table[1]}"

    def _bring(
        self, connection: "duckdb.DuckDBPyConnection", table: Table, columns: Columns
    ) -> None:
        if table in self._there:
            return
        schema, name = table
        of_table = columns[schema][name]
        place = self._place(table)
        place.mkdir(parents=True)
        to_parquet(connection, table, of_table, place / "0.parquet")
        brought = self._spark.read.parquet(_address(place)).selectExpr(*in_spark(of_table))
        brought.createOrReplaceTempView(view(schema, name))
        self._there.add(table)

    def _make(self, model: Table, told: list[Part[str]]) -> None:
        for part in told:
            place = self._folder / part.name if part.name else self._place(model)
            if part.again:
                self._repeat(part.query, part.again, place, part.name or view(*model))
            else:
                self._written(part.query, place, part.name or view(*model))
        for part in told:
            if part.name:
                self._spark.catalog.dropTempView(part.name)
                shutil.rmtree(self._folder / part.name)

    def _repeat(self, first: str, again: str, folder: Path, name: str) -> None:
        """Rounds, of which each reads the one before it, until one has no rows."""
        rounds = [folder / "0"]
        made = self._written(first, rounds[0], name)
        while not made.isEmpty():
            rounds.append(folder / str(len(rounds)))
            made = self._written(again, rounds[-1], name)
        self._read(rounds, name)

    def _written(self, sql: str, place: Path, name: str) -> "DataFrame":
        self._spark.sql(sql).write.parquet(_address(place))
        return self._read([place], name)

    def _read(self, places: list[Path], name: str) -> "DataFrame":
        made = self._spark.read.parquet(*(_address(one) for one in places))
        made.createOrReplaceTempView(name)
        return made


def _address(path: Path) -> str:
    """As Spark reads it: a blank or an umlaut stands for itself, unlike in a URI."""
    return f"file://{path}"


def columns_of(connection: "duckdb.DuckDBPyConnection", tables: Iterable[Table]) -> Columns:
    """The columns of some tables or views, in their order."""
    found: dict[str, dict[str, dict[str, str]]] = {}
    for schema, name in tables:
        found.setdefault(schema, {})[name] = types_of(connection, f'FROM "{schema}"."{name}"')
    return found


def types_of(connection: "duckdb.DuckDBPyConnection", sql: str) -> dict[str, str]:
    """The columns of a query, in their order, with DuckDB's types."""
    described = connection.execute(f"DESCRIBE {sql}").fetchall()
    return {column[0]: column[1] for column in described}


@contextmanager
def spark_engine(warehouse: Warehouse) -> Iterator[SparkEngine]:
    """Spark for one call of dbt's models. The tables that it leaves are removed with the call, the
    rest when this process ends; if that is killed, by the next refresh.

    Raises:
        MonitorError: the extra `spark` or Java is not installed, or Spark does not start.
    """
    tables = warehouse.spark / "tables"
    shutil.rmtree(tables, ignore_errors=True)
    with owner_only():
        spark = _session(warehouse.spark)
    try:
        with owner_only():
            yield SparkEngine(spark, tables)
    finally:
        shutil.rmtree(tables, ignore_errors=True)
        with suppress(Exception):  # it may have ended by itself
            for left in spark.catalog.listTables():
                spark.catalog.dropTempView(left.name)


def _session(folder: Path) -> "SparkSession":
    """That of this process; started where there is none yet.

    Args:
        folder: for what it writes beside tables.
    """
    require_engine()
    from pyspark.sql import SparkSession

    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    # the project's own functions are Python, and only this one knows them wherever it is started
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    own = folder / "own"
    own.mkdir(parents=True, exist_ok=True)
    said = LOCAL | _configured() | REQUIRED | {"spark.sql.warehouse.dir": _address(own)}
    # killed, it could not remove what it has left in the machine's folder for such files
    said[JAVA_OPTIONS] += f' "-Djava.io.tmpdir={own}"'
    builder = SparkSession.builder.appName("sozialraum")
    for name, value in said.items():
        builder = builder.config(name, value)
    try:
        spark = builder.getOrCreate()
    except Exception as error:
        raise MonitorError(f"Spark does not start (it needs {JAVA}): {error}") from error
    atexit.register(_end, spark, folder)
    create_functions(spark)
    return spark


def _end(spark: "SparkSession", folder: Path) -> None:
    with suppress(Exception):  # it may have ended by itself
        spark.stop()
    shutil.rmtree(folder, ignore_errors=True)


def _configured() -> dict[str, str]:
    """Of ``SOZIALRAUM_SPARK``: the file's lines are a name and a value."""
    file = os.environ.get(SPARK_VARIABLE)
    if not file:
        return {}
    try:
        lines = Path(file).read_text("utf-8").splitlines()
    except OSError as error:
        raise MonitorError(f"{SPARK_VARIABLE}={file}: {error}") from error
    said = [line.split(None, 1) for line in lines if line.strip() and not line.startswith("#")]
    return {one[0]: one[1].strip() for one in said if len(one) == 2}
