"""Whether a file that a catalogue makes of its rows has all of them."""

from sozialraum.base.errors import SourceError
from sozialraum.declarations.source import SPREADSHEETS, Source
from sozialraum.ingest.formats.reading import read_texts, table_bytes
from sozialraum.ingest.office.reading import read_grids


def lost_rows(source: Source, content: bytes, told: int, by: str) -> str | None:
    """What is wrong where a file has fewer rows than was ``told`` that it has, and ``by`` what."""
    there = _rows(source, content)
    if there is None or there >= told:
        return None
    return f"{there:,} rows came, but {by} says that the table has {told:,}: it was cut"


def _rows(source: Source, content: bytes) -> int | None:
    """Rows below the header; None where the file is not what it should be, which is told where it
    is read."""
    try:
        if source.format in SPREADSHEETS:
            grids = read_grids(table_bytes(source, content), f".{source.format}")
            return max((grid.height for grid in grids), default=0) - 1
        return int(read_texts(source, content).num_rows) - 1
    except SourceError:
        return None
