"""Brings what an office delivered into the raw shape: new files, and landed ones not yet loaded."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from sozialraum.audit.results import invalidate_build
from sozialraum.base.errors import SourceError
from sozialraum.declarations.catalogue import DROPBOX
from sozialraum.declarations.source import Source
from sozialraum.ingest.body import ends_with_line
from sozialraum.ingest.landing import Landing, LandingStore
from sozialraum.ingest.office.dropbox import (
    WITHDRAWN,
    Delivery,
    Withdrawal,
    delivered_for_another,
    is_landed,
    land,
    landed_as,
    landed_for_another_period,
    of_one_moment,
    older_than_known,
    period_named,
    restore,
)
from sozialraum.ingest.office.table import read_office_file
from sozialraum.ingest.office.totals import check_totals
from sozialraum.ingest.raw import (
    TakenBackError,
    is_loaded,
    keep_findings,
    load,
    read_anew,
    was_loaded,
)
from sozialraum.words import Message, Name, Words

if TYPE_CHECKING:
    import duckdb


_OTHERWISE = """
    SELECT 1
    FROM (FROM raw.cell WHERE landing_id = ?) AS earlier
    JOIN (FROM raw.cell WHERE landing_id = ?) AS later
        USING (source_id, area_labels, period_labels, breakdown_labels, measure_label)
    WHERE earlier.value_text <> later.value_text
    LIMIT 1
"""


@dataclass
class Outcome:
    """``problems``: files in the dropbox that cannot be read; ``unreadable``: earlier ones.

    ``vintages``: the landings that count, oldest first.
    """

    vintages: list[Landing] = field(default_factory=list)
    new: int = 0
    loaded: int = 0
    withdrawn: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def load_delivered(
    connection: "duckdb.DuckDBPyConnection",
    source: Source,
    store: LandingStore,
    deliveries: Sequence[Delivery],
    withdrawn: Withdrawal,
    counts: Callable[[Landing], bool],
    words: Words,
    others: Sequence[Source] = (),
) -> Outcome:
    """Lands and loads the files in the dropbox, and earlier landings that are not loaded.

    An unreadable file is a problem as long as it lies in the dropbox; the delivery before it is
    used, or what was read of it before (``raw.read_anew``). The same holds for an earlier landing,
    which stays landed; it is told unless a file of its name came after it.

    Args:
        counts: whether a landing counts on the as-of day.
        others: tables of offices; a file is that of one of them.
    """
    outcome = Outcome()
    current = set()
    for landing in withdrawn.landings:
        store.withdraw(landing, store.now(source.id))
        outcome.withdrawn.append(landing.name)
    new, renamed = [], []
    came = datetime.min.replace(tzinfo=UTC)
    for delivery in deliveries:
        # oldest first: of two files that hold the same figure the younger counts
        came = max(store.now(source.id), came + timedelta(microseconds=1))
        is_known = is_landed(store, delivery)
        landed = former = None if is_known else landed_as(store, delivery)
        try:
            if former is not None:
                renamed.append((delivery, former))
                restore(store, delivery, former)
            elif not is_known:
                _refuse_what_is_of_another(store, delivery, others)
                _refuse_what_was_of_another_period(store, delivery)
                _refuse_what_breaks_off(store, delivery)
            landed, is_new = (former, False) if former else land(store, delivery, came)
            new += [delivery] if is_new else []
            current.add((landed.dataset_id, landed.landing_id))
            _load(connection, source, landed, outcome)
        except SourceError as error:
            lies_as = f"{delivery.name}, which came as {former.name}: " if former else ""
            stays = landed is not None and was_loaded(connection, source, landed)
            said = words.say(_unusable(source, stays=stays))
            outcome.problems.append(f"{lies_as}{error} {said}")
    outcome.new = len(new)
    if told := of_one_moment(new):
        outcome.warnings.append(told)
    outcome.warnings += [*older_than_known(store, new), *withdrawn.told]
    vintages = outcome.vintages = [one for one in store.vintages(source.id) if counts(one)]
    newest = {landing.dataset_id: landing.landing_id for landing in vintages}
    named = {landing_id for _, landing_id in current}
    unreadable = {}
    for landing in {(one.dataset_id, one.landing_id): one for one in vintages}.values():
        if (landing.dataset_id, landing.landing_id) in current:
            continue
        try:
            _load(connection, source, landing, outcome)
            named.add(landing.landing_id)
        except (SourceError, OSError) as error:
            is_newest = landing.landing_id == newest[landing.dataset_id]
            if is_newest or isinstance(error, TakenBackError):
                is_used = was_loaded(connection, source, landing)
                missing = (
                    "are missing" if is_newest else "are missing where no other file tells them"
                )
                unreadable[landing.landing_id] = (
                    f"came earlier, and cannot be read now: {error} Its figures "
                    f"{'stay as they were read before' if is_used else missing}. Its bytes are "
                    f"kept in {landing.path}; a copy in {DROPBOX}/{source.id}/{WITHDRAWN}/ "
                    "withdraws it"
                )
    # bytes that were read, or are told of, under another name
    outcome.unreadable += [text for one, text in unreadable.items() if one not in named]
    for delivery, landing in renamed:
        if corrected_by := _corrected_by(connection, landing, vintages):
            outcome.warnings.append(
                f"{DROPBOX}/{source.id}/{delivery.name}: these bytes came as {landing.name} on "
                f"{landing.retrieved_at:%Y-%m-%d}, and are taken for that file under another name. "
                f"Figures of {corrected_by.name}, which came later, count. If these are wrong, "
                f"move {corrected_by.name} (or {corrected_by.path}, a copy) to "
                f"{DROPBOX}/{source.id}/{WITHDRAWN}/"
            )
    return outcome


def _corrected_by(
    connection: "duckdb.DuckDBPyConnection", landing: Landing, vintages: Sequence[Landing]
) -> Landing | None:
    """The last file that came later and tells a figure of the landing otherwise."""
    for one in reversed(vintages):
        if one.retrieved_at <= landing.retrieved_at:
            return None
        if connection.execute(_OTHERWISE, [landing.landing_id, one.landing_id]).fetchone():
            return one
    return None


def _refuse_what_is_of_another(
    store: LandingStore, delivery: Delivery, others: Sequence[Source]
) -> None:
    landing = delivered_for_another(store, delivery, others)
    if landing is not None:
        raise SourceError(
            f"source '{delivery.source.id}', file {delivery.name}: the same bytes were delivered "
            f"for '{landing.source_id}' as {landing.name} on {landing.retrieved_at:%Y-%m-%d}, "
            "whose table has the same columns. Expected: a file for one of them. If it is of "
            f"'{delivery.source.id}', move the other to {DROPBOX}/{landing.source_id}/{WITHDRAWN}/."
        )


def _refuse_what_was_of_another_period(store: LandingStore, delivery: Delivery) -> None:
    landing = landed_for_another_period(store, delivery)
    if landing is not None:
        folder = f"{DROPBOX}/{delivery.source.id}/"
        period = ", ".join(period_named(delivery.source, landing.name))
        raise SourceError(
            f"source '{delivery.source.id}', file {delivery.name}: the same bytes came as "
            f"{landing.name} on {landing.retrieved_at:%Y-%m-%d}, and count for {period}. Expected: "
            f"a file of one period. If that name was wrong, put a copy called {landing.name} into "
            f"{folder}{WITHDRAWN}/; if both are right, into {folder}."
        )


def _refuse_what_breaks_off(store: LandingStore, delivery: Delivery) -> None:
    """A copy that ends early leaves a shorter figure in the last line, and nothing else tells it
    than that the files before ended with a line."""
    if not delivery.breaks_off:
        return
    vintages = store.vintages(delivery.source.id)
    texts = [one for one in vintages if one.path.suffix == ".csv" and one.withdrawn_at is None]
    try:
        is_whole = bool(texts) and ends_with_line(texts[-1].content())
    except SourceError:
        # nothing to compare with
        return
    if is_whole:
        before = texts[-1]
        raise SourceError(
            f"source '{delivery.source.id}', file {delivery.name}: ends within its last line, "
            f"other than {before.name} of {before.retrieved_at:%Y-%m-%d}. Expected: a whole file. "
            "If the copy broke off, copy it again; if this is all, end its last line, as by "
            "saving it in an editor."
        )


def _unusable(source: Source, *, stays: bool) -> Message:
    """What becomes of a file that cannot be read, and what its office is asked to do.

    ``stays``: what was read of it before is used.
    """
    said = "sources-unreadable-now" if stays else "sources-unusable-file"
    return Message(said, folder=Name(f"{DROPBOX}/{source.id}/{WITHDRAWN}/"))


def _load(
    connection: "duckdb.DuckDBPyConnection", source: Source, landing: Landing, outcome: Outcome
) -> None:
    if is_loaded(connection, source, landing):
        return
    with read_anew(connection, source, landing):
        read = read_office_file(source, landing)
    if read.undeclared:
        names = ", ".join(read.undeclared)
        outcome.warnings.append(
            f"source '{source.id}', {landing.name} has columns that {source.places.entry} does not "
            f"speak of: {names}; they are not read"
        )
    invalidate_build(connection)
    load(connection, source, read)
    findings = check_totals(connection, source, landing, read.totals)
    keep_findings(connection, source, landing, findings)
    outcome.loaded += 1
