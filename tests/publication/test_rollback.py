"""What a rollback leads to and says, also beside editions of earlier months that were made late."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sozialraum.base.warehouse import Warehouse
from sozialraum.beginning import lasting
from sozialraum.publication.errata import add_erratum, may_become_current, now_noted
from sozialraum.publication.last_check import LastCheck, rolled_back_from, write_last_check
from sozialraum.publication.retention import superseded
from sozialraum.publication.store import PublicationStore
from sozialraum.publication.to_come import of_current
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


def test_a_disk_that_is_nearly_full_stands_in_nobody_s_way_back(
    store: PublicationStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    _published(store, OCTOBER, NOVEMBER)
    monkeypatch.setattr("sozialraum.base.warehouse.NEEDED_BYTES", 10**18)
    assert f"current is now {OCTOBER}" in _said("rollback")
    assert f"Noted of {NOVEMBER}" in _said("erratum", NOVEMBER, "--text", "columns exchanged")


def test_it_names_what_the_next_refresh_makes_current_again(store: PublicationStore) -> None:
    _published(store, OCTOBER, NOVEMBER, AGAIN)
    for edition, why in ((OCTOBER, "was published later"), (AGAIN, "speaks for a later day")):
        said = _said("rollback", edition)
        assert f"current is now {edition} Rolled back {NOVEMBER} {why}." in said
    # what was current before is led back to also from an edition that was made after it
    assert f"current is now {NOVEMBER}" in _said("rollback")
    assert rolled_back_from(Warehouse(store.root.parent)) is None


def test_a_slip_that_a_refresh_found_mended_on_the_same_day_is_no_rollback(
    store: PublicationStore,
) -> None:
    right, slip = "2026-11-22-00000001", "2026-11-22-00000002"
    _published(store, right, slip)
    warehouse = Warehouse(store.root.parent)
    published_at = datetime(2026, 11, 22, 6, tzinfo=UTC)
    # what was found before the slip says nothing of it
    for minutes, told in ((-1, True), (1, False)):
        store.make_current(right)
        checked_at = published_at + timedelta(minutes=minutes)
        write_last_check(warehouse, LastCheck(checked_at, right, date(2026, 11, 22)))
        left = rolled_back_from(warehouse)
        assert (left is not None and left.version == slip) == told
        assert ("Rolled back" in _said("publications")) == told


def test_a_day_to_come_is_led_to_only_where_there_is_nothing_else(store: PublicationStore) -> None:
    """As after a clock that was wrong, and the choice of the newest right one."""
    _published(store, EARLIER, "2999-11-05-00000000", NOVEMBER)
    store.make_current(NOVEMBER)
    assert rolled_back_from(Warehouse(store.root.parent)) is None
    _published(store, LAST)
    assert [one.version for one in store.before(store.current())][-1] == NOVEMBER
    store.link.unlink()
    store.mend_link()
    assert _current(store) == LAST


@pytest.mark.parametrize("text", ["{", None])
def test_an_earlier_months_edition_stays_beside_a_damaged_current_one_which_is_told(
    store: PublicationStore, text: str | None
) -> None:
    """Its day stands in its name, too."""
    _published(store, EARLIER, NOVEMBER)
    manifest = store.root / NOVEMBER / "manifest.json"
    manifest.write_text(text) if text else manifest.unlink()
    _published(store, OCTOBER)
    assert _current(store) == NOVEMBER
    assert not may_become_current(store, store.get(OCTOBER))
    (told,) = lasting(Warehouse(store.root.parent), [])
    assert (told.kind, NOVEMBER in told.text) == ("damaged", True)
    assert "sozialraum rollback" in told.text
    _published(store, LAST)
    assert _current(store) == LAST
    assert [*lasting(Warehouse(store.root.parent), [])] == []


def test_no_rollback_is_promised_where_there_is_nothing_to_lead_to(store: PublicationStore) -> None:
    _published(store, NOVEMBER)
    (store.root / NOVEMBER / "manifest.json").unlink()
    (told,) = of_current(store, datetime.now(UTC))
    assert "is damaged" in told.text
    assert "rollback" not in told.text


def test_a_lost_link_is_not_mended_to_an_earlier_months_edition(store: PublicationStore) -> None:
    _published(store, NOVEMBER, OCTOBER)
    store.link.unlink()
    assert NOVEMBER in str(store.mend_link())
    assert _current(store) == NOVEMBER


def test_a_lost_link_is_mended_to_what_did_not_prove_wrong(store: PublicationStore) -> None:
    _published(store, EARLIER, NOVEMBER)
    add_erratum(store, now_noted(NOVEMBER, "columns exchanged", NOTED_AT))
    store.link.unlink()
    assert f"leads to {EARLIER} again, for the newer {NOVEMBER} has" in str(store.mend_link())
    assert _current(store) == EARLIER
    # where nothing else is left, and that is said
    add_erratum(store, now_noted(EARLIER, "rows exchanged", NOTED_AT))
    store.link.unlink()
    assert f"leads to {NOVEMBER} again, which has an erratum" in str(store.mend_link())
    assert _current(store) == NOVEMBER


def test_what_a_month_is_read_from_is_kept_beside_what_proved_wrong(
    store: PublicationStore,
) -> None:
    _published(store, OCTOBER, AGAIN, EARLIER, NOVEMBER, LAST)
    add_erratum(store, now_noted(AGAIN, "columns exchanged", NOTED_AT))
    assert [one.version for one in superseded(store, keep=1)] == [EARLIER]
