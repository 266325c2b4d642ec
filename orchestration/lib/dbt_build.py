"""Builds models and judges data tests, as ``dbt build`` does, from the SQL that dbt compiled.

dbt's own runner makes for each node a context of all macros, calls a materialization written in
Jinja, and sends a dozen events and several statements; that takes as long as the SQL itself. Here
a node is one call of DuckDB. What dbt does for the models of this project is done alike
(docs/decisions/030-dbt-compiles-duckdb-executes.md); a project that asks for more is refused.
"""

import os
import sys
import time
from collections import Counter
from collections.abc import (
    Callable,
    Collection,
    Generator,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import closing, contextmanager
from graphlib import TopologicalSorter
from typing import TYPE_CHECKING, Any

from orchestration.lib.dbt_in_process import NodeResult, compiled_sql
from orchestration.lib.parts import in_parts
from sozialraum.base.errors import MonitorError
from sozialraum.base.memory import does_not_fit, needed_megabytes
from sozialraum.base.sql import identifier, literal
from sozialraum.base.tables import one_transaction
from sozialraum.base.warehouse import Warehouse
from sozialraum.spark.choice import SPARK, chosen_engine

if TYPE_CHECKING:
    import duckdb

Node = Mapping[str, Any]
QueryOf = Callable[["duckdb.DuckDBPyConnection", Node, str], str]
"""Node and its SQL -> the query that DuckDB makes it of."""
MANY_CELLS = 500_000
"""From so many cells of files on, a model is worth all threads."""
MOST_AT_ONCE = 4
SWITCH_SECONDS = 0.0005
KINDS = {"table": "TABLE", "view": "VIEW"}
# What a node may ask of dbt beside that, and what it has to say for nothing to be asked.
NOT_ASKED: dict[str, dict[str, Any]] = {
    "model": {"pre-hook": [], "post-hook": [], "grants": {}, "batch_size": None},
    "test": {
        "where": None, "limit": None, "store_failures": None, "fail_calc": "count(*)",
        "warn_if": "!= 0", "error_if": "!= 0",
    },
}  # fmt: skip


def as_compiled(connection: "duckdb.DuckDBPyConnection", node: Node, sql: str) -> str:
    """DuckDB makes a model of its own query."""
    return sql


def build(
    warehouse: Warehouse,
    nodes: Mapping[str, Node],
    chosen: Iterable[str],
) -> Iterator[NodeResult]:
    """Makes the models and judges the data tests among ``chosen``, each after what it reads, a
    model also after the tests of what it reads. What follows from one that failed is skipped.

    Each result comes as soon as it is there, while others are made.

    Args:
        nodes: of dbt's manifest, by unique id.
        chosen: unique ids of models and data tests.

    Raises:
        MonitorError: the project asks for what is not done here, or does not compile.
    """
    wanted = set(chosen)
    for unique_id in sorted(wanted):
        refuse_unknown(nodes[unique_id])
    # at once: dbt opens the database itself
    return _built(warehouse, nodes, wanted, compiled_sql(warehouse))


def _built(
    warehouse: Warehouse, nodes: Mapping[str, Node], wanted: Collection[str], sql: Mapping[str, str]
) -> Iterator[NodeResult]:
    with warehouse.connect() as connection:
        models = [nodes[one] for one in sorted(wanted) if nodes[one]["resource_type"] == "model"]
        _prepare(connection, models)
        with _at_once(connection) as at_once, _soon_heard(), _engine(warehouse, models) as query_of:
            yield from _results(connection, nodes, wanted, sql, at_once, query_of)


@contextmanager
def _soon_heard() -> Iterator[None]:
    """While somebody looks at a result, the threads that make models wait for Python's lock no
    longer than a small model takes; by default that is 5 ms, several times for each."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_SECONDS)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


@contextmanager
def _at_once(connection: "duckdb.DuckDBPyConnection") -> Iterator[int]:
    """How many nodes are executed at once: one per core with a thread each, or, where there are
    many figures, one with all threads. Threads that share a small query wait for each other: with
    two it took a third more CPU time, and no less time."""
    (cells,) = connection.execute(
        "SELECT coalesce(sum(estimated_size), 0) FROM duckdb_tables() "
        "WHERE schema_name = 'raw' AND table_name = 'cell'"
    ).fetchone() or (0,)
    if cells > MANY_CELLS:
        yield 1
        return
    connection.execute("SET threads = 1")
    try:
        yield min(os.cpu_count() or 1, MOST_AT_ONCE)
    finally:
        connection.execute("RESET threads")


def _results(
    connection: "duckdb.DuckDBPyConnection",
    nodes: Mapping[str, Node],
    wanted: Collection[str],
    sql: Mapping[str, str],
    at_once: int,
    query_of: QueryOf = as_compiled,
) -> Generator[NodeResult, None, None]:
    """In the order in which they ended."""

    def alone(node: Node, statement: str) -> NodeResult:
        with closing(connection.cursor()) as own:
            return execute(own, node, statement, query_of)

    waits_for = waited_for(nodes)
    followers = Counter(one for found in waits_for.values() for one in found)
    order = TopologicalSorter(waits_for)
    order.prepare()
    ready: list[str] = []
    stopped: set[str] = set()
    running: dict[Future[NodeResult], str] = {}
    told: list[NodeResult] = []
    with _pool(at_once) as pool:
        while order.is_active():
            ready += order.get_ready()
            # what most wait for comes first; names make the order the same each time
            ready.sort(key=lambda key: (followers[key], key))
            has_let_through = False
            # one more than are made at once, to be begun while somebody looks at a result
            while ready and len(running) <= at_once:
                key = ready.pop()
                is_stopped = not stopped.isdisjoint(waits_for[key])
                if is_stopped:
                    stopped.add(key)
                if key in wanted and not is_stopped:
                    running[pool.submit(alone, nodes[key], sql[key])] = key
                    continue
                # what is not made now lets through what came before it
                if key in wanted:
                    told.append(_result(nodes[key], "skipped", sql[key]))
                order.done(key)
                has_let_through = True
            if has_let_through:
                continue
            yield from told
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            told = []
            for future in done:
                key, result = running.pop(future), future.result()
                if result.status in ("error", "fail"):
                    stopped.add(key)
                order.done(key)
                told.append(result)
    yield from told


@contextmanager
def _pool(at_once: int) -> Iterator[ThreadPoolExecutor]:
    """Where somebody breaks off, what was not begun is not begun any more."""
    pool = ThreadPoolExecutor(at_once)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def waited_for(nodes: Mapping[str, Node]) -> dict[str, set[str]]:
    """What each model and test waits for: what it reads, and a model also every test that judges
    nothing but what it is made from."""
    reads = {
        key: {one for one in node["depends_on"]["nodes"] if one in nodes}
        for key, node in nodes.items()
    }
    tests = {key for key in reads if nodes[key]["resource_type"] == "test"}
    before: dict[str, set[str]] = {}
    for key in TopologicalSorter(reads).static_order():
        before[key] = reads[key].union(*(before[one] for one in reads[key]))
    return {
        key: read if key in tests else read | {one for one in tests if reads[one] <= before[key]}
        for key, read in reads.items()
    }


def refuse_unknown(node: Node) -> None:
    """
    Raises:
        MonitorError: a model or test asks for what dbt would do and is not done here.
    """
    kind, config = node["resource_type"], node["config"]
    known = kind in NOT_ASKED and node.get("language", "sql") == "sql"
    if kind == "model":
        known = known and config["materialized"] in KINDS
        known = known and not (config.get("contract") or {}).get("enforced")
    asked = [
        f"{name}: {config[name]}"
        for name, nothing in NOT_ASKED.get(kind, {}).items()
        if config.get(name, nothing) != nothing
    ]
    if not known or asked:
        what = ", ".join(asked) or f"a {kind} as {config.get('materialized')}"
        raise MonitorError(
            f"{node['original_file_path']}: {node['name']} asks for {what}, which a refresh does "
            "not do (orchestration/lib/dbt_build.py)"
        )


def _prepare(connection: "duckdb.DuckDBPyConnection", models: Sequence[Node]) -> None:
    """Makes the schemas, and removes views where there will be tables, and the other way round."""
    for schema in sorted({node["schema"] for node in models}):
        connection.execute(f'CREATE SCHEMA IF NOT EXISTS "{schema}"')
    existing = {
        (schema, name): kind
        for schema, name, kind in connection.execute(
            "SELECT schema_name, table_name, 'TABLE' FROM duckdb_tables() UNION ALL "
            "SELECT schema_name, view_name, 'VIEW' FROM duckdb_views() WHERE NOT internal"
        ).fetchall()
    }
    for node in models:
        kind = existing.get((node["schema"], node["name"]))
        if kind not in (None, kind_of(node)):
            connection.execute(f"DROP {kind} {node['relation_name']}")


@contextmanager
def _engine(warehouse: Warehouse, models: Sequence[Node]) -> Iterator[QueryOf]:
    """What computes the models: DuckDB itself, or Spark, whose tables DuckDB then reads
    (docs/decisions/033-spark-runs-translated-models.md)."""
    if not models or chosen_engine() != SPARK:
        yield as_compiled
        return
    from sozialraum.spark.engine import spark_engine

    with spark_engine(warehouse) as spark:

        def query_of(connection: "duckdb.DuckDBPyConnection", node: Node, sql: str) -> str:
            return spark.query(connection, (node["schema"], node["name"]), sql)

        yield query_of


def kind_of(node: Node) -> str:
    """A view would have to be computed by DuckDB whenever it is read."""
    return "TABLE" if chosen_engine() == SPARK else KINDS[node["config"]["materialized"]]


def execute(
    connection: "duckdb.DuckDBPyConnection",
    node: Node,
    sql: str,
    query_of: QueryOf = as_compiled,
) -> NodeResult:
    """Makes a model, or counts the rows that fail a test; what went wrong is in the result."""
    import duckdb

    began = time.monotonic()
    failures = None
    try:
        if node["resource_type"] == "test":
            failures = _count(connection, sql)
            status, message = _judged(node, failures)
        else:
            make(connection, node, query_of(connection, node, sql))
            status, message = "success", "OK"
    except (duckdb.Error, MonitorError) as error:
        status = "error"
        what = f"{node['resource_type']} {node['name']} ({node['original_file_path']})"
        is_too_large = isinstance(error, duckdb.OutOfMemoryException)
        message = (
            does_not_fit(what, error, needed_megabytes(connection, _read_tables(node)))
            if is_too_large
            else f"{what}: {error}"
        )
    return _result(node, status, sql, message, failures, time.monotonic() - began)


def _read_tables(node: Node) -> set[str]:
    return {one.split(".")[-1] for one in node.get("depends_on", {}).get("nodes", [])}


def make(connection: "duckdb.DuckDBPyConnection", node: Node, sql: str) -> None:
    """A model with its comments, whole or not at all: who reads sees the old one until then. What
    would not fit into memory at once is made in parts."""
    with one_transaction(connection):
        kind = kind_of(node)
        first, *others = in_parts(connection, sql, _read_tables(node))
        connection.execute(
            f"CREATE OR REPLACE {kind} {node['relation_name']} AS (\n{first}\n);\n"
            + "".join(_comments(node, kind))
        )
        for part in others:
            connection.execute(f"INSERT INTO {node['relation_name']} (\n{part}\n)")


def _comments(node: Node, kind: str) -> Iterator[str]:
    asked = node["config"].get("persist_docs") or {}
    if asked.get("relation") and node["description"]:
        yield f"COMMENT ON {kind} {node['relation_name']} IS {literal(node['description'])};\n"
    if asked.get("columns"):
        for name, column in node["columns"].items():
            described = literal(column["description"])
            yield f"COMMENT ON COLUMN {node['relation_name']}.{identifier(name)} IS {described};\n"


def _count(connection: "duckdb.DuckDBPyConnection", sql: str) -> int:
    (failures,) = connection.execute(f"SELECT count(*) FROM (\n{sql}\n)").fetchone() or (0,)
    return int(failures)


def _judged(test: Node, failures: int) -> tuple[str, str | None]:
    """Status and message, as dbt says them."""
    if not failures:
        return "pass", None
    status = "fail" if test["config"]["severity"].lower() == "error" else "warn"
    results = "1 result" if failures == 1 else f"{failures} results"
    return status, f"Got {results}, configured to {status} if != 0"


def _result(
    node: Node,
    status: str,
    sql: str,
    message: str | None = None,
    failures: int | None = None,
    seconds: float = 0.0,
) -> NodeResult:
    return NodeResult(
        unique_id=node["unique_id"],
        resource_type=node["resource_type"],
        name=node["name"],
        status=status,
        message=message,
        failures=failures,
        seconds=seconds,
        severity=node["config"].get("severity"),
        description=node["description"],
        description_de=str((node["config"].get("meta") or {}).get("description_de", "")),
        compiled_code=sql,
    )
