"""A table as Parquet, with what it and its columns say in the file's metadata.

The columns' descriptions stand in the Arrow schema, where pyarrow, pandas, polars and R's arrow
find them (``schema.field("value").metadata``); the file's own keys hold the same for readers
without Arrow, such as DuckDB's ``parquet_kv_metadata``.
"""

import json
from pathlib import Path
from typing import TYPE_CHECKING

from sozialraum.publication.published import Table

if TYPE_CHECKING:
    import duckdb

_ROWS_AT_ONCE = 122_880
"""A row group of DuckDB's."""


def write_parquet(
    connection: "duckdb.DuckDBPyConnection", name: str, table: Table, path: Path
) -> None:
    """Writes all rows of the mart ``name`` in their order."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    says = {column: one.description for column, one in table.columns.items()}
    reader = connection.sql(f'FROM marts."{name}"').to_arrow_reader(_ROWS_AT_ONCE)
    schema = pa.schema(
        [one.with_metadata({"description": says[one.name]}) for one in reader.schema],
        metadata={
            "description": table.description,
            "primary_key": ", ".join(table.key),
            "columns": json.dumps(says, ensure_ascii=False),
        },
    )
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for batch in reader:
            writer.write_batch(batch.cast(schema))
