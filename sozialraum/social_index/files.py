"""An index of a file of one's own: ``sozialraum index``."""

from pathlib import Path
from typing import TYPE_CHECKING

from sozialraum.base.errors import MonitorError
from sozialraum.base.sql import literal
from sozialraum.declarations.loading import read_declaration
from sozialraum.declarations.social_index import IndexSpec

if TYPE_CHECKING:
    import duckdb

READERS = {".parquet": "read_parquet", ".csv": "read_csv"}
FORMATS = {".parquet": "FORMAT parquet, COMPRESSION zstd", ".csv": "FORMAT csv, HEADER"}


def index_file(spec_path: Path, source: Path, target: Path) -> int:
    """Computes the index of ``source`` and writes it to ``target``; both CSV or Parquet.

    Returns:
        Number of rows written.

    Raises:
        MonitorError: see :func:`sozialraum.social_index.engine.compute`; or a file of another kind.
    """
    import duckdb

    from sozialraum.social_index.engine import compute

    spec = read_declaration(spec_path, IndexSpec)
    for path, known in ((source, READERS), (target, FORMATS)):
        if path.suffix not in known:
            raise MonitorError(f"{path}: expected a file that ends in {' or '.join(known)}")
    if not source.is_file():
        raise MonitorError(f"{source}: the file is missing")
    with duckdb.connect() as connection:
        try:
            # Codes with leading zeros stay as they are: only the value is a number.
            options = ", all_varchar = true" if source.suffix == ".csv" else ""
            connection.execute(
                f"CREATE TABLE given AS FROM {READERS[source.suffix]}({literal(source)}{options})"
            )
        except duckdb.Error as error:
            raise MonitorError(f"{source}: not readable: {_first_line(error)}") from None
        try:
            compute(connection, spec, "given", "result")
            _check_differences(connection, spec)
        except (MonitorError, duckdb.Error) as error:
            raise MonitorError(f"{source}: {_first_line(error)}") from None
        try:
            connection.execute(f"COPY result TO {literal(target)} ({FORMATS[target.suffix]})")
        except duckdb.Error as error:
            raise MonitorError(f"{target}: not writable: {_first_line(error)}") from None
        row = connection.execute("SELECT count(*) FROM result").fetchone()
    return row[0] if row else 0


def _check_differences(connection: "duckdb.DuckDBPyConnection", spec: IndexSpec) -> None:
    """An indicator without differences between areas would leave all of them without a score.

    Raises:
        MonitorError: naming it; or that no area has all indicators.
    """
    if spec.standardise.method in ("z", "min_max"):
        flat = connection.execute(
            "SELECT indicator, period, count(*) FROM index_value GROUP BY ALL "
            "HAVING count(DISTINCT value) < 2 ORDER BY ALL LIMIT 1"
        ).fetchone()
        if flat:
            when = f" in {flat[1]}" if flat[1] is not None else ""
            areas = "all areas" if flat[2] > 1 else "the only area"
            raise MonitorError(
                f"indicator {flat[0]} has the same value in {areas}{when} ({flat[2]}): "
                f"`{spec.standardise.method}` compares areas and needs two different ones"
            )
    row = connection.execute("SELECT count(score), count(*) FROM result").fetchone()
    if row and not row[0]:
        raise MonitorError(
            f"none of {row[1]} areas has a score: each lacks an indicator, or there are too few "
            "different values to compare (see `missing` and `standardise`; `combine: "
            "first_component` needs three areas that have all indicators)"
        )


def _first_line(error: Exception) -> str:
    return str(error).split("\n", 1)[0]
