"""Brings what an office delivered into the raw shape: new files, and landed ones not yet loaded."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sozialraum.audit import invalidate_build
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
    """``problems``: files in the dropbox that cannot be read; ``unreadable``: earlier ones."""

    new: int = 0
    loaded: int = 0
    problems: list[str] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def load_delivered(
    connection: "duckdb.DuckDBPyConnection",
    source: Source,
    store: LandingStore,
    deliveries: Sequence[Delivery],
) -> Outcome:
    """Lands and loads the files in the dropbox, and earlier landings that are not loaded.

    An unreadable file is a problem as long as it lies in the dropbox. An earlier landing that
    cannot be read stays landed; unless a file of its name came after it, its figures are missing.
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
    vintages = store.vintages(source.id)
    newest = {landing.dataset_id: landing.landing_id for landing in vintages}
    for landing in {(one.dataset_id, one.landing_id): one for one in vintages}.values():
        if (landing.dataset_id, landing.landing_id) in current:
            continue
        try:
            _load(connection, source, landing, outcome)
        except (SourceError, OSError) as error:
            if landing.landing_id == newest[landing.dataset_id]:
                outcome.unreadable.append(f"no longer in the dropbox and not read: {error}")
            else:
                outcome.warnings.append(f"replaced and not read: {error}")
    return outcome


def _load(
    connection: "duckdb.DuckDBPyConnection", source: Source, landing: Landing, outcome: Outcome
) -> None:
    if is_loaded(connection, source, landing):
        return
    read = read_office_file(source, landing)
    if read.table.undeclared:
        names = ", ".join(read.table.undeclared)
        outcome.warnings.append(
            f"source '{source.id}', {landing.name} has columns that {source.places.entry} does not "
            f"speak of: {names}; they are not read"
        )
    invalidate_build(connection)
    load(connection, source, read.table)
    findings = check_totals(connection, source, landing, read.totals)
    keep_findings(connection, source, landing, findings)
    outcome.loaded += 1
