"""Reads a table that was fetched, whatever its format; what is checked here is what is loaded."""

from sozialraum.declarations.source import Source
from sozialraum.ingest.landing import Landing
from sozialraum.ingest.office.table import read_office_file
from sozialraum.ingest.wire import CheckedTable, check_height, check_wire_format


def read_table(source: Source, landing: Landing, content: bytes | None = None) -> CheckedTable:
    """
    Args:
        content: the bytes of a file that is not landed yet.

    Raises:
        SourceError: the landing cannot be read, or was changed since.
        WireError: it is not what its declaration says.
    """
    if source.layout is None:
        return check_wire_format(source, landing, content)
    whole = landing.content() if content is None else content
    table = read_office_file(source, landing, whole)
    check_height(source, landing, table.height)
    return table
