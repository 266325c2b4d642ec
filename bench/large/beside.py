"""What the marts of figures, need and trend cost written by hand: ``python -m bench.large.beside``.

    python -m bench.large.beside sql CITY       plain.sql, in DuckDB
    python -m bench.large.beside pandas CITY    with_pandas.py

Both are made for the bench's made-up city alone, from the same files. What the models cost for the
same marts is that of loading and of every model that one of ``MARTS`` is made from.
"""

import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb

from bench.large import with_pandas
from sozialraum.base.memory import limit_memory
from sozialraum.declarations.tables import joint_quantiles

MARTS = ("fct_measure", "fct_indicator", "mart_need", "mart_trend")
SQL = Path(__file__).with_name("plain.sql")


def ancestors(nodes: Mapping[str, Mapping[str, Any]]) -> set[str]:
    """Names of the models, of dbt's manifest, that ``MARTS`` are made from, with themselves."""
    waiting = [key for key, node in nodes.items() if node["name"] in MARTS]
    found: set[str] = set()
    while waiting:
        key = waiting.pop()
        if key in nodes and key not in found:
            found.add(key)
            waiting += nodes[key]["depends_on"]["nodes"]
    return {nodes[key]["name"] for key in found}


def with_sql(city: Path, connection: duckdb.DuckDBPyConnection) -> None:
    """Makes measure, indicator, need and trend."""
    connection.execute("SET VARIABLE folder = ?", [str(city / "snapshot")])
    connection.execute("CREATE TABLE joint_quantile (areas INTEGER, quantile DOUBLE)")
    areas, quantiles = zip(*joint_quantiles(), strict=True)
    connection.execute(
        "INSERT INTO joint_quantile SELECT unnest(?), unnest(?)", [list(areas), list(quantiles)]
    )
    connection.execute(SQL.read_text("utf-8"))


def main() -> None:
    how, city = sys.argv[1], Path(sys.argv[2])
    began, began_cpu = time.monotonic(), _cpu()
    with tempfile.TemporaryDirectory(dir=city.parent) as folder:
        if how == "sql":
            with duckdb.connect(Path(folder) / "marts.duckdb") as connection:
                limit_memory(connection)
                with_sql(city, connection)
        else:
            for name, frame in with_pandas.marts(city / "snapshot").items():
                frame.to_parquet(Path(folder) / f"{name}.parquet")
    status = Path(f"/proc/{os.getpid()}/status").read_text("utf-8")
    (peak,) = (line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))
    print(
        json.dumps(
            {
                "seconds": time.monotonic() - began,
                "cpu_seconds": _cpu() - began_cpu,
                "memory_mb": int(peak) / 1024,
            }
        )
    )


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
