"""A table that was read, row by row."""

from sozialraum.ingest.wire import CheckedTable


def texts_of(table: CheckedTable) -> list[tuple[str, ...]]:
    columns = (column.to_pylist() for column in table.cells.columns)
    return list(zip(*columns, strict=True))
