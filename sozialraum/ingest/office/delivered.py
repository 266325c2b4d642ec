"""Brings what an office delivered into the raw shape: new files, and landed ones not yet loaded."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sozialraum.declarations.source import Source
from sozialraum.errors import SourceError
from sozialraum.ingest.landing import Landing, LandingStore
from sozialraum.ingest.office.dropbox import Delivery, collect
from sozialraum.ingest.office.table import read_office_file
from sozialraum.ingest.office.totals import check_totals
from sozialraum.ingest.raw import is_loaded, keep_findings, load

if TYPE_CHECKING:
    import duckdb


@dataclass
class Outcome:
    """``problems``: files in the dropbox that cannot be read."""

    new: int = 0
    loaded: int = 0
    problems: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def load_delivered(
    connection: "duckdb.DuckDBPyConnection",
    source: Source,
    store: LandingStore,
    deliveries: Sequence[Delivery],
) -> Outcome:
    """Lands and loads the files in the dropbox, and earlier landings that are not loaded.

    An unreadable file is a problem as long as it lies in the dropbox. An earlier landing that
    cannot be read was replaced or withdrawn: it stays landed and says nothing.
    """
    outcome = Outcome()
    current = set()
    try:
        for landing, is_new in collect(store, deliveries):
            outcome.new += is_new
            current.add((landing.dataset_id, landing.landing_id))
            try:
                _load(connection, source, landing, outcome)
            except SourceError as error:
                outcome.problems.append(str(error))
    except SourceError as error:
        outcome.problems.append(str(error))
    for landing in store.vintages(source.id):
        if (landing.dataset_id, landing.landing_id) not in current:
            try:
                _load(connection, source, landing, outcome)
            except SourceError as error:
                outcome.warnings.append(f"no longer in the dropbox and not read: {error}")
    return outcome


def _load(
    connection: "duckdb.DuckDBPyConnection", source: Source, landing: Landing, outcome: Outcome
) -> None:
    if is_loaded(connection, source, landing):
        return
    read = read_office_file(source, landing)
    if read.table.undeclared:
        outcome.warnings.append(
            f"source '{source.id}', {landing.name} has columns that office_files.yaml does not "
            f"speak of: {', '.join(read.table.undeclared)}; they are not read"
        )
    load(connection, source, read.table)
    findings = check_totals(connection, source, landing, read.totals)
    keep_findings(connection, source, landing, findings)
    outcome.loaded += 1
