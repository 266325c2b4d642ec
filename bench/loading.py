"""How loading grows: a city with 200 more tables of 25,000 figures each, five million in all.

python -m bench.loading    the tables' files are read, checked and loaded as any source's; against
                           DuckDB reading the same files into one long table, in the same run. Then
                           a whole refresh of that city, with its peak memory against 4 GB.

The tables have the shape of a bundled one (quarter, two levels of areas, fifteen columns of
figures); their figures are made up and nothing is kept.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path

import duckdb
import yaml

from bench.__main__ import BIN, Measured, Ratio, run, show
from sozialraum.base.warehouse import Warehouse
from sozialraum.declarations import load_catalogue
from sozialraum.ingest.landing import LandingStore
from sozialraum.ingest.raw import load, prepare_raw
from sozialraum.ingest.snapshot import SnapshotConnector
from sozialraum.ingest.wire import check_wire_format

TABLES = 200
QUARTERS = 100
MEASURES = 15
MODEL = "employees"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        city = _city(Path(folder))
        environment = {**os.environ, "SOZIALRAUM_CITY": str(city)}
        measured = {
            kind: run([sys.executable, "-m", "bench.loading", kind, city], environment)
            for kind in ("plainly", "as_sources")
        }
        warehouse = Path(folder) / "warehouse"
        whole = run(
            [BIN / "sozialraum", "refresh"], {**environment, "SOZIALRAUM_WAREHOUSE": str(warehouse)}
        )
        figures = _count(Warehouse(warehouse).build_database)
    print(f"{figures:,} figures in {TABLES} made-up tables and the bundled ones")
    show(
        [
            Ratio(
                "loading as sources / reading with DuckDB",
                measured["as_sources"].seconds,
                measured["plainly"].seconds,
                10.0,
                "s",
            ),
            Ratio(
                "peak memory of loading / 4 GB", measured["as_sources"].megabytes, 4_000, 1.0, "MB"
            ),
            Ratio("peak memory of the refresh / 4 GB", whole.megabytes, 4_000, 1.0, "MB"),
        ]
    )
    print(f"The refresh took {_seconds(whole)}.")


def _seconds(one: Measured) -> str:
    return f"{one.seconds:.0f} s"


def _city(folder: Path) -> Path:
    """A copy of the bundled city with more tables."""
    original = load_catalogue()
    city = folder / original.city.id
    shutil.copytree(original.folder, city)
    model = original.source(MODEL)
    path = city / "sources.yaml"
    declared = yaml.safe_load(path.read_text("utf-8"))
    columns = [f"Spalte {number}" for number in range(MEASURES)]
    for number in range(TABLES):
        declared["sources"].append(
            {
                "id": f"made_up_{number}",
                "title": f"Ausgedachte Tabelle {number}",
                "office": model.office,
                "planning_field": model.planning_field,
                "dataset": f"made-up-{number}",
                "cadence": "quarter",
                "period": {"year": "Jahr", "quarter": "Quartal"},
                "areas": [area.model_dump(exclude_defaults=True) for area in model.areas],
                "measures": [
                    {"column": column, "measure": f"made_up_{number}_{place}", "unit": "persons"}
                    for place, column in enumerate(columns)
                ],
            }
        )
    path.write_text(yaml.safe_dump(declared, allow_unicode=True, sort_keys=False), "utf-8")
    snapshot = city / original.snapshot.folder
    with duckdb.connect() as connection:
        areas = ", ".join(f'"{area.column}"' for area in model.areas)
        connection.execute(
            f"""
            CREATE TABLE places AS
            SELECT DISTINCT {areas} FROM read_csv(?, delim = ';', all_varchar = true)
            WHERE "{model.areas[-1].column}" NOT LIKE '%unbekannt%'
            """,
            [str(next(snapshot.glob(f"{model.dataset}.csv")))],
        )
        figures = ", ".join(
            f'(hash(quarters.i, places, {place}, $number) % 5000)::BIGINT AS "{column}"'
            for place, column in enumerate(columns)
        )
        for number in range(TABLES):
            connection.execute(
                f"""
                COPY (
                    SELECT 2000 + i // 4 AS "Jahr", (i % 4 + 1) || '. Quartal' AS "Quartal",
                        {areas}, {figures.replace("$number", str(number))}
                    FROM range({QUARTERS}) AS quarters(i), places
                    ORDER BY ALL
                ) TO '{snapshot / f"made-up-{number}.csv"}' (DELIMITER ';', HEADER)
                """
            )
    return city


def as_sources(city: Path) -> None:
    catalogue = load_catalogue(city)
    with tempfile.TemporaryDirectory() as folder:
        store = LandingStore(Path(folder) / "landing")
        connector = SnapshotConnector(catalogue)
        with duckdb.connect(Path(folder) / "build.duckdb") as connection:
            prepare_raw(connection, catalogue.source_ids)
            for source in [one for one in catalogue.sources if one.delivery == "portal"]:
                for answer in connector.retrieve(source, {}, lambda text: None):
                    landing, _ = store.land(source.id, answer)
                    load(connection, source, check_wire_format(source, landing))


def plainly(city: Path) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        duckdb.connect(Path(folder) / "plain.duckdb") as connection,
    ):
        connection.execute("CREATE TABLE cell (file VARCHAR, label VARCHAR, value VARCHAR)")
        for path in sorted((city / "snapshot").glob("*.csv")):
            connection.execute(
                f"""
                INSERT INTO cell
                SELECT '{path.stem}', label, value FROM (
                    UNPIVOT (FROM read_csv('{path}', delim = ';', all_varchar = true))
                    ON COLUMNS(*) INTO NAME label VALUE value
                )
                """
            )


def _count(database: Path) -> int:
    with duckdb.connect(database, read_only=True) as connection:
        (found,) = connection.execute("SELECT count(*) FROM raw.cell").fetchall()
    return int(found[0])


if __name__ == "__main__":
    if len(sys.argv) == 3:
        {"as_sources": as_sources, "plainly": plainly}[sys.argv[1]](Path(sys.argv[2]))
    else:
        main()
