"""An index of a file of one's own: ``sozialraum index``."""

from pathlib import Path

from sozialraum.declarations.catalogue import read_declaration
from sozialraum.declarations.social_index import IndexSpec
from sozialraum.errors import MonitorError

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
                f"CREATE TABLE given AS FROM {READERS[source.suffix]}({_text(source)}{options})"
            )
        except duckdb.Error as error:
            raise MonitorError(f"{source}: not readable: {error}") from None
        try:
            compute(connection, spec, "given", "result")
        except MonitorError as error:
            raise MonitorError(f"{source}: {error}") from None
        connection.execute(f"COPY result TO {_text(target)} ({FORMATS[target.suffix]})")
        row = connection.execute("SELECT count(*) FROM result").fetchone()
    return row[0] if row else 0


def _text(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
