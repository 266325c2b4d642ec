"""What each model costs on a city: from landed files to the marts, in a process of its own.

The models are made by the statements that dbt compiles, in its order, with the tables that Python
computes in between; dbt's own time is none of theirs. Run as ``python -m bench.large.models CITY``.
"""

import argparse
import json
import resource
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from functools import partial
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

import duckdb

from bench.large.beside import ancestors
from orchestration.defs.transform.assets import transform_steps
from orchestration.lib.dbt_build import make, waited_for
from orchestration.lib.dbt_in_process import compiled_sql, manifest_path
from sozialraum.audit.results import prepare_audit
from sozialraum.base.warehouse import Warehouse
from sozialraum.declarations import Catalogue, load_catalogue
from sozialraum.declarations.tables import write_declarations
from sozialraum.ingest.landing import LandingStore
from sozialraum.ingest.layers.load import prepare_layers
from sozialraum.ingest.raw import load, prepare_raw, record_answers
from sozialraum.ingest.snapshot import SnapshotConnector
from sozialraum.ingest.succession import record_vintages
from sozialraum.ingest.wire import check_wire_format
from sozialraum.registers.loading import prepare_registers
from sozialraum.social_index.city import write_index
from sozialraum.statistics.modelled_share import write_shares
from sozialraum.statistics.pandemic import write_fits
from sozialraum.statistics.priority import write_priorities
from sozialraum.statistics.ranks import write_ranks

LOADING = "(loading)"


@dataclass(frozen=True)
class Cost:
    """What one model took: wall and CPU time in seconds; the most memory that the process held
    meanwhile and the most disk that was used beside it, in MB; how many rows it has."""

    name: str
    seconds: float
    cpu_seconds: float
    memory_mb: float
    spilled_mb: float
    rows: int
    failed: str | None = None
    is_compared: bool = False
    """Whether it is a part of what is also written by hand (``beside``)."""


def costs(city: Path, folder: Path, heard: Callable[[Cost], None]) -> None:
    """Loads the city's bundled figures and makes every model in ``folder``; tells each cost."""
    catalogue = load_catalogue(city)
    warehouse = Warehouse(folder)
    compiled = compiled_sql(warehouse)
    manifest = json.loads(manifest_path(warehouse).read_text("utf-8"))
    with warehouse.connect() as connection:
        compared = {LOADING, *ancestors(manifest["nodes"])}

        def measured(name: str, make: Callable[[], object]) -> None:
            cost = _measured(name, make, connection, folder)
            heard(replace(cost, is_compared=name in compared))

        def made(node: Mapping[str, Any], code: str) -> int:
            make(connection, node, code)
            # of a view nothing was computed
            is_table = node["config"]["materialized"] == "table"
            return _rows(connection, node["relation_name"]) if is_table else 0

        measured(LOADING, lambda: _load(catalogue, warehouse, connection))
        between: Sequence[Mapping[str, Callable[[duckdb.DuckDBPyConnection], object]]] = (
            {"(shares)": write_shares, "(fits)": write_fits},
            {
                "(ranks)": write_ranks,
                "(priorities)": write_priorities,
                "(index)": partial(write_index, spec=catalogue.social_index),
            },
            {},
            {},
        )
        order = [
            key
            for key in TopologicalSorter(waited_for(manifest["nodes"])).static_order()
            if manifest["nodes"][key]["resource_type"] == "model"
        ]
        for schema in sorted({manifest["nodes"][key]["schema"] for key in order}):
            connection.execute(f"CREATE SCHEMA IF NOT EXISTS {schema}")
        for step, functions in zip(transform_steps(manifest), between, strict=True):
            for key in [one for one in order if one in set(step.models)]:
                node = manifest["nodes"][key]
                measured(node["name"], partial(made, node, compiled[key]))
            for name, function in functions.items():
                measured(name, partial(function, connection))


def _load(catalogue: Catalogue, warehouse: Warehouse, connection: duckdb.DuckDBPyConnection) -> int:
    write_declarations(connection, catalogue, catalogue.snapshot.retrieved_at.date())
    prepare_raw(connection, catalogue.source_ids)
    prepare_registers(connection, catalogue.registers)
    prepare_layers(connection, catalogue.places.layers)
    prepare_audit(connection)
    store = LandingStore(warehouse.landing)
    connector = SnapshotConnector(catalogue)
    for source in [one for one in catalogue.sources if one.delivery == "portal"]:
        answers = list(connector.retrieve(source, {}, lambda text: None))
        for answer in answers:
            landing, _ = store.land(source.id, answer)
            load(connection, source, check_wire_format(source, landing))
        record_vintages(connection, source.id, store.vintages(source.id), lambda landing: True)
        record_answers(connection, source, answers)
    return _rows(connection, "raw.cell")


def _rows(connection: duckdb.DuckDBPyConnection, relation: str) -> int:
    found = connection.execute(f"SELECT count(*) FROM {relation}").fetchone()
    return int(found[0]) if found else 0


def _measured(
    name: str, make: Callable[[], object], connection: duckdb.DuckDBPyConnection, folder: Path
) -> Cost:
    began, began_cpu = time.monotonic(), _cpu()
    with _peaks(folder) as peaks:
        failed, rows = None, 0
        try:
            made = make()
            rows = made if isinstance(made, int) else 0
        except duckdb.Error as error:
            failed = str(error).splitlines()[0]
    return Cost(
        name, time.monotonic() - began, _cpu() - began_cpu, peaks[0], peaks[1], rows, failed
    )


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


@contextmanager
def _peaks(folder: Path) -> Iterator[list[float]]:
    """The most memory and temporary files in MB, once it has ended."""
    # the kernel forgets the most that was held until now
    Path("/proc/self/clear_refs").write_text("5")
    found = [0.0, 0.0]
    has_ended = threading.Event()

    def watch() -> None:
        while not has_ended.wait(0.1):
            sizes = [
                path.stat().st_size for path in folder.glob("build.duckdb.tmp/*") if path.exists()
            ]
            found[1] = max(found[1], sum(sizes) / 1e6)

    watching = threading.Thread(target=watch, daemon=True)
    watching.start()
    try:
        yield found
    finally:
        has_ended.set()
        watching.join()
        status = Path("/proc/self/status").read_text("utf-8")
        (peak,) = (one.split()[1] for one in status.splitlines() if one.startswith("VmHWM"))
        found[0] = int(peak) / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("city", type=Path)
    parser.add_argument("--folder", type=Path, help="where to work; by default the system's")
    parser.add_argument("--keep", type=Path, help="a folder that keeps the build database")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        costs(
            given.city,
            given.keep or Path(folder),
            lambda cost: print(json.dumps(asdict(cost)), flush=True),
        )


if __name__ == "__main__":
    main()
