"""Registers as sources: landed like every file, loaded into ``raw`` row by row.

``raw.register_row``      one row per row of a file: as written, as read, whether it is used
``raw.register_problem``  one row per finding, with file, row, column, value and reason
``raw.register_<name>``   a view per register with its columns as written, for looking at

All vintages are in them; staging takes the newest one known at the as-of date.
"""

import hashlib
import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sozialraum.base.files import read_own
from sozialraum.base.program import reader_version
from sozialraum.base.tables import insert_rows, make_table, one_transaction
from sozialraum.declarations import Catalogue
from sozialraum.declarations.register import Register
from sozialraum.ingest.landing import Landing, LandingStore, Retrieved
from sozialraum.registers.areas import KnownAreas
from sozialraum.registers.problem import Problem
from sozialraum.registers.validation import CheckedRegister, allowed_values
from sozialraum.words import Joined, Words

if TYPE_CHECKING:
    import duckdb


def prepare_registers(
    connection: "duckdb.DuckDBPyConnection", registers: Sequence[Register]
) -> None:
    """Creates the raw tables and forgets registers that are no longer declared."""
    known = [register.source_id for register in registers]
    for table in ("register_row", "register_problem"):
        make_table(connection, f"raw.{table}")
        connection.execute(
            f"DELETE FROM raw.{table} WHERE NOT list_contains(?::VARCHAR[], source_id)", [known]
        )
    for register in registers:
        columns_as_written = ", ".join(
            f"texts['{column.name}'] AS \"{column.name}\"" for column in register.columns
        )
        connection.execute(
            f"CREATE OR REPLACE VIEW raw.{register.source_id} AS "
            f"SELECT landing_id, row_number, is_valid, {columns_as_written} "
            f"FROM raw.register_row WHERE source_id = '{register.source_id}'"
        )


def land_register(
    store: LandingStore, catalogue: Catalogue, register: Register, moment: datetime
) -> tuple[Landing, bool]:
    """Lands the register's file as it is now; the second value says whether it is a new vintage.

    ``moment`` is when the run retrieves its sources: now, or the day of the bundled figures.

    Raises:
        FileNotFoundError: there is no such file.
    """
    path = catalogue.register_path(register)
    assert catalogue.register_file is not None
    return store.land(
        register.source_id,
        Retrieved(
            dataset_id=register.id,
            url=catalogue.register_url(register),
            content=read_own(path),
            retrieved_at=moment,
            licence=catalogue.register_file.licence,
        ),
    )


def fingerprint(catalogue: Catalogue, register: Register, areas: KnownAreas, today: date) -> str:
    """Changes when the same bytes might be judged or told differently."""
    allowed = [dict(allowed_values(catalogue, c)) for c in register.columns if c.type == "choice"]
    inputs = [
        register.model_dump(mode="json"), allowed, areas.labels, areas.names, areas.units,
        str(today), catalogue.city.language, reader_version(),
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(inputs, sort_keys=True).encode()).hexdigest()[:16]


def load_register(
    connection: "duckdb.DuckDBPyConnection",
    landing: Landing,
    checked: CheckedRegister,
    declaration: str,
    words: Words,
) -> None:
    """Replaces the landing's rows and problems, these in ``words``, in one transaction.

    A file that could not be read leaves its problem and no rows, and does not count as loaded.
    """
    source_id = checked.register.source_id
    same = {"source_id": source_id, "landing_id": landing.landing_id}
    rows = [
        same
        | {
            "row_number": row.number,
            "texts": dict(row.texts),
            "read_as": dict(row.read_as),
            "areas": dict(row.areas),
            "is_valid": row.valid,
        }
        for row in checked.rows
    ]
    with one_transaction(connection):
        for table in ("register_row", "register_problem", "loaded"):
            connection.execute(
                f"DELETE FROM raw.{table} WHERE source_id = ? AND landing_id = ?",
                [source_id, landing.landing_id],
            )
        insert_rows(connection, "raw.register_row", rows)
        insert_rows(connection, "raw.register_problem", _problem_rows(checked, same, words))
        if checked.readable:
            connection.execute(
                "INSERT INTO raw.loaded BY NAME SELECT ? AS landing_id, ? AS source_id, "
                "? AS dataset_id, ? AS declaration, ? AS file_rows, ?::VARCHAR[] AS "
                "undeclared_columns",
                [
                    landing.landing_id,
                    source_id,
                    landing.dataset_id,
                    declaration,
                    len(rows),
                    list(checked.undeclared),
                ],
            )


def is_register_loaded(
    connection: "duckdb.DuckDBPyConnection", landing: Landing, declaration: str
) -> bool:
    found = connection.execute(
        "SELECT 1 FROM raw.loaded WHERE source_id = ? AND landing_id = ? AND declaration = ?",
        [landing.source_id, landing.landing_id, declaration],
    ).fetchone()
    return found is not None


def record_register_retrieval(
    connection: "duckdb.DuckDBPyConnection",
    landing: Landing | None,
    source_id: str,
    moment: datetime,
) -> None:
    """Makes ``raw.retrieval`` say when the register was last looked at; a missing file leaves no
    row, its check tells."""
    connection.execute("DELETE FROM raw.retrieval WHERE source_id = ?", [source_id])
    if landing is None:
        return
    row = {
        "source_id": source_id,
        "dataset_id": landing.dataset_id,
        "url": landing.url,
        "checked_at": moment,
        "outcome": "retrieved",
    }
    insert_rows(connection, "raw.retrieval", [row])


def _problem_rows(
    checked: CheckedRegister, same: dict[str, str], words: Words
) -> list[dict[str, Any]]:
    """One row per place: several findings in one cell become one text."""
    places: dict[tuple[int | None, str | None, str], list[Problem]] = {}
    for problem in checked.problems:
        places.setdefault((problem.row, problem.column, problem.severity), []).append(problem)
    return [
        same
        | {
            "file": found[0].file,
            "row_number": row,
            "column_name": column,
            "value_text": found[0].value,
            "reason": words.say(Joined(problem.reason for problem in found)),
            "severity": severity,
        }
        for (row, column, severity), found in places.items()
    ]
