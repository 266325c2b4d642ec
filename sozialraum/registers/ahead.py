"""Rows of registers that were refused for telling what lay ahead, and may count by now."""

from contextlib import suppress
from datetime import date
from pathlib import Path

from sozialraum.base.sql import literal
from sozialraum.declarations import Catalogue


def rows_begun(database: Path, catalogue: Catalogue, day: date) -> str | None:
    """That days have come since a publication was made that rows were refused for: it would be
    made with them now.

    Args:
        database: the published one.
    """
    import duckdb

    ids = ", ".join(literal(register.source_id) for register in catalogue.registers)
    with duckdb.connect(database, read_only=True) as connection:
        # without parameters, for which DuckDB loads pandas
        rows = connection.execute(
            "SELECT value_text, as_of FROM raw.reject CROSS JOIN declared.city "
            f"WHERE list_contains([{ids}]::VARCHAR[], source_id) AND value_text IS NOT NULL"
        ).fetchall()
    begins = [(_begins_on(text, catalogue.city.language), as_of) for text, as_of in rows]
    begun = sum(one is not None and as_of < one <= day for one, as_of in begins)
    return f"{begun} values of rows that were set aside lay ahead" if begun else None


def _begins_on(text: str, language: str) -> date | None:
    # loads what tells of rows, which is needed where some were refused only
    from sozialraum.registers.problem import UnfitError
    from sozialraum.registers.values import Notation, first_day, read_span

    with suppress(UnfitError, ValueError):
        start = read_span(text.strip(), notation=Notation.of(language)).partition("/")[0]
        return first_day(start) if start else None
    return None
