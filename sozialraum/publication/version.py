"""A version's name: the day that it speaks for, and a hash of all that it is made from."""

import hashlib
import json
from datetime import date
from typing import TYPE_CHECKING

from sozialraum.base.errors import PublicationError

if TYPE_CHECKING:
    import duckdb


def begin_version(connection: "duckdb.DuckDBPyConnection", code_version: str) -> str:
    """Names the version that is about to be published, once for all steps of a refresh."""
    version = _name_version(connection, code_version)
    connection.execute(
        "CREATE OR REPLACE TABLE audit.publication AS SELECT ? AS version, ? AS code_version",
        [version, code_version],
    )
    return version


def begun_version(connection: "duckdb.DuckDBPyConnection") -> tuple[str, str]:
    """The version that :func:`begin_version` named, and its code version.

    Raises:
        PublicationError: no publication was begun on this build.
    """
    import duckdb

    try:
        row = connection.execute("SELECT version, code_version FROM audit.publication").fetchone()
    except duckdb.CatalogException:
        row = None
    if row is None:
        raise PublicationError("no publication was begun: materialize published_marts first")
    return row[0], row[1]


def _name_version(connection: "duckdb.DuckDBPyConnection", code_version: str) -> str:
    """``<as-of date>-<8 hex digits>`` for what is in the build database."""
    row = connection.execute("SELECT as_of FROM declared.city").fetchone()
    assert row is not None
    as_of: date = row[0]
    inputs = f"{as_of.isoformat()} {fingerprint_inputs(connection, code_version)}"
    return f"{as_of.isoformat()}-{hashlib.sha256(inputs.encode()).hexdigest()[:8]}"


def fingerprint_inputs(connection: "duckdb.DuckDBPyConnection", code_version: str) -> str:
    """A SHA-256 over all that a publication is made from, the as-of date left out: the landings
    known on that date from old to new, what was offered, what could not be retrieved, the
    errata, and the code.

    It is known as soon as the sources are loaded, before anything is built from them.
    """
    landings = connection.execute(
        """
        SELECT source_id, dataset_id, landing_id
        FROM raw.landing, declared.city
        WHERE (retrieved_at AT TIME ZONE timezone)::DATE <= as_of
        GROUP BY ALL
        ORDER BY source_id, dataset_id, max(retrieved_at)
        """
    ).fetchall()
    problems = connection.execute(
        "SELECT source_id, dataset_id, outcome, problem FROM raw.retrieval "
        "WHERE problem IS NOT NULL ORDER BY ALL"
    ).fetchall()
    # a table that the provider took away changes no landing, but it has to be told
    offered = connection.execute(
        "SELECT source_id, dataset_id FROM raw.retrieval WHERE outcome <> 'absent' ORDER BY ALL"
    ).fetchall()
    errata = connection.execute(
        "SELECT version, marked_on, erratum FROM declared.erratum ORDER BY ALL"
    ).fetchall()
    inputs = json.dumps([landings, problems, offered, errata, code_version], default=str)
    return hashlib.sha256(inputs.encode()).hexdigest()
