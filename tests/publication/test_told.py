"""What became of a publication is told once, also where its run is killed before it tells."""

from datetime import UTC, datetime
from pathlib import Path

from sozialraum.audit.last_attempt import LastAttempt, read_last_attempt, write_last_attempt
from sozialraum.base.warehouse import Warehouse
from sozialraum.publication.store import PublicationStore
from sozialraum.publication.told import last_told
from tests.conftest import Refreshed
from tests.publication.test_store import publish

FIRST, SECOND = "2026-10-31-00000000", "2026-11-22-00000000"
BEGAN = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)


def test_a_run_that_was_killed_after_the_swap_left_its_forerunner_to_be_told_of(
    tmp_path: Path,
) -> None:
    warehouse = Warehouse(tmp_path)
    store = PublicationStore(warehouse)
    assert last_told(warehouse) is None
    publish(store, FIRST)
    publish(store, SECOND)
    store.make_current(SECOND)
    for before, known in ((None, SECOND), (FIRST, FIRST), ("2026-09-30-00000000", SECOND)):
        write_last_attempt(warehouse, LastAttempt("abc", BEGAN, before=before))
        told = last_told(warehouse)
        assert (told and told.version) == known


def test_a_refresh_that_told_leaves_nothing_to_tell(refreshed: Refreshed) -> None:
    attempt = read_last_attempt(refreshed.warehouse)
    assert attempt is not None
    assert attempt.ended_at is not None
    assert attempt.before is None
