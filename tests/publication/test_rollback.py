"""What a rollback leads to and says, also beside editions of earlier months that were made late."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from sozialraum.base.warehouse import Warehouse
from sozialraum.publication.errata import add_erratum, now_noted
from sozialraum.publication.retention import superseded
from sozialraum.publication.store import PublicationStore
from sozialraum_cli.app import app
from tests.publication.test_errata import NOTED_AT
from tests.publication.test_store import publish

OCTOBER, AGAIN = "2026-10-31-00000001", "2026-10-31-00000002"
EARLIER, NOVEMBER, LAST = (f"2026-11-{day}-00000000" for day in (20, 21, 22))


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PublicationStore:
    monkeypatch.setenv("SOZIALRAUM_WAREHOUSE", str(tmp_path))
    return PublicationStore(Warehouse(tmp_path))


def _published(store: PublicationStore, *versions: str) -> None:
    """In this order, as refreshes do: what speaks for an earlier day stays beside."""
    for version in versions:
        if store.speaks_for_no_earlier_day(publish(store, version)):
            store.make_current(version)


def _current(store: PublicationStore) -> str:
    current = store.current()
    assert current is not None
    return current.version


def _said(*arguments: str) -> str:
    done = CliRunner().invoke(app, arguments, env={"COLUMNS": "120", "TERM": "dumb"})
    assert done.exit_code == 0, done.output
    return " ".join(done.output.split())


def test_it_leads_past_an_earlier_months_edition_that_was_made_meanwhile(
    store: PublicationStore,
) -> None:
    _published(store, EARLIER, OCTOBER, NOVEMBER)
    said = _said("rollback")
    assert f"current is now {EARLIER}" in said
    assert f"Rolled back {NOVEMBER} was published later." in said
    assert [one.version for one in superseded(store, keep=1)] == []


def test_it_names_what_the_next_refresh_makes_current_again(store: PublicationStore) -> None:
    _published(store, OCTOBER, NOVEMBER, AGAIN)
    for edition, why in ((OCTOBER, "was published later"), (AGAIN, "speaks for a later day")):
        said = _said("rollback", edition)
        assert f"current is now {edition} Rolled back {NOVEMBER} {why}." in said
    # what was current before is led back to also from an edition that was made after it
    assert f"current is now {NOVEMBER}" in _said("rollback")
    assert store.rolled_back_from() is None


def test_a_day_to_come_is_led_to_only_where_there_is_nothing_else(store: PublicationStore) -> None:
    """As after a clock that was wrong, and the choice of the newest right one."""
    _published(store, EARLIER, "2999-11-05-00000000", NOVEMBER)
    store.make_current(NOVEMBER)
    assert store.rolled_back_from() is None
    _published(store, LAST)
    assert [one.version for one in store.before(store.current())][-1] == NOVEMBER
    store.link.unlink()
    store.mend_link()
    assert _current(store) == LAST


def test_a_lost_link_is_not_mended_to_an_earlier_months_edition(store: PublicationStore) -> None:
    _published(store, NOVEMBER, OCTOBER)
    store.link.unlink()
    assert NOVEMBER in str(store.mend_link())
    assert _current(store) == NOVEMBER


def test_what_a_month_is_read_from_is_kept_beside_what_proved_wrong(
    store: PublicationStore,
) -> None:
    _published(store, OCTOBER, AGAIN, EARLIER, NOVEMBER, LAST)
    add_erratum(store, now_noted(AGAIN, "columns exchanged", NOTED_AT))
    assert [one.version for one in superseded(store, keep=1)] == [EARLIER]
