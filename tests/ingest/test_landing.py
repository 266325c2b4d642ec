"""Landings are kept for ever, once each, and never half-written."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path

import pytest

from sozialraum.base.errors import SourceError
from sozialraum.ingest.landing import LandingStore, Retrieved

MONDAY = datetime(2026, 10, 5, 6, tzinfo=UTC)


def _retrieved(content: bytes, day: int = 0) -> Retrieved:
    return Retrieved(
        dataset_id="table",
        url="https://example.org/table",
        content=content,
        retrieved_at=MONDAY + timedelta(days=day),
        licence="cc-zero",
    )


def test_unchanged_bytes_make_no_new_landing(tmp_path: Path) -> None:
    store = LandingStore(tmp_path)
    first, is_new = store.land("source", _retrieved(b"a"))
    again, is_new_again = store.land("source", _retrieved(b"a", day=30))
    assert (is_new, is_new_again) == (True, False)
    assert again == first
    assert again.retrieved_at == MONDAY


def test_every_vintage_is_kept_also_one_that_comes_back(tmp_path: Path) -> None:
    store = LandingStore(tmp_path)
    for day, content in enumerate((b"a", b"b", b"a")):
        store.land("source", _retrieved(content, day))
    vintages = store.vintages("source")
    assert [landing.path.read_bytes() for landing in vintages] == [b"a", b"b", b"a"]
    assert len(list(tmp_path.rglob("*.csv"))) == 2


def test_a_landing_that_lost_its_bytes_is_landed_again(tmp_path: Path) -> None:
    store = LandingStore(tmp_path)
    landing, _ = store.land("source", _retrieved(b"a"))
    landing.path.unlink()
    again, _ = store.land("source", _retrieved(b"a", day=1))
    assert again.path.read_bytes() == b"a"


def test_a_landing_that_was_changed_is_never_read_and_is_landed_again(tmp_path: Path) -> None:
    store = LandingStore(tmp_path)
    landing, _ = store.land("source", _retrieved(b"3099"))
    landing.path.write_bytes(b"3009")
    with pytest.raises(SourceError, match=r"source 'source'.* was changed after it was landed"):
        landing.content()
    known = store.known("source")["table"]
    assert (known.etag, known.last_modified) == (None, None)
    again, is_new = store.land("source", _retrieved(b"3099", day=1))
    assert (again, is_new) == (landing, False)
    assert again.content() == b"3099"
    assert again.path.with_name(f"{again.path.name}.damaged").read_bytes() == b"3009"


def test_a_landing_of_a_day_to_come_is_asked_for_without_marks_and_landed_again(
    tmp_path: Path,
) -> None:
    """A clock was wrong once: "not modified" would leave its table unknown until that day."""
    store = LandingStore(tmp_path)
    now = datetime.now(UTC)
    ahead = replace(_retrieved(b"a"), retrieved_at=now + timedelta(days=3000), etag="1")
    store.land("source", ahead)
    known = store.known("source")["table"]
    assert (known.etag, known.last_modified) == (None, None)
    again, is_new = store.land("source", replace(ahead, retrieved_at=now))
    assert (again.retrieved_at, is_new) == (now, True)
    # nor does it outrank, on that day, what came later
    store.land("source", replace(ahead, content=b"b", retrieved_at=now + timedelta(seconds=1)))
    assert [one.content() for one in store.vintages("source")] == [b"a", b"b"]


def test_a_clock_of_now_that_is_wrong_outranks_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:
            return datetime(1970, 1, 2, tzinfo=tz)

    store = LandingStore(tmp_path)
    store.land("source", _retrieved(b"a"))
    monkeypatch.setattr("sozialraum.ingest.landing.datetime", Clock)
    store.land("source", replace(_retrieved(b"b"), retrieved_at=datetime(1970, 1, 2, tzinfo=UTC)))
    assert [one.content() for one in store.vintages("source")] == [b"b", b"a"]


def test_a_landing_that_became_a_link_is_not_followed(tmp_path: Path) -> None:
    landing, _ = LandingStore(tmp_path / "landing").land("source", _retrieved(b"a"))
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(b"a")
    landing.path.unlink()
    landing.path.symlink_to(elsewhere)
    with pytest.raises(SourceError, match="cannot be read"):
        landing.content()


def test_an_id_with_a_slash_has_a_folder_of_its_own(tmp_path: Path) -> None:
    store = LandingStore(tmp_path)
    for dataset, content in (("a/b", b"1"), ("a", b"2"), ("b", b"3")):
        store.land("source", replace(_retrieved(content), dataset_id=dataset))
    found = {one.dataset_id: one.content() for one in store.vintages("source")}
    assert found == {"a/b": b"1", "a": b"2", "b": b"3"}
    assert {path.parent.parent for path in tmp_path.rglob("*.csv")} == {tmp_path / "source"}


def test_a_full_disk_is_named_and_leaves_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(SourceError, match=r"source 'source'.*No space left on device"):
        LandingStore(tmp_path).land("source", _retrieved(b"a"))
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_an_older_state_that_lands_later_stays_older(tmp_path: Path) -> None:
    """The bundled copies bear the day of bundling, also after the portal was asked."""
    store = LandingStore(tmp_path)
    store.land("source", _retrieved(b"portal", day=30))
    store.land("source", _retrieved(b"bundled"))
    _, is_new = store.land("source", _retrieved(b"bundled"))
    assert not is_new
    assert [v.path.read_bytes() for v in store.vintages("source")] == [b"bundled", b"portal"]


def test_another_file_of_the_same_day_is_newer(tmp_path: Path) -> None:
    store = LandingStore(tmp_path)
    for content in (b"b", b"a", b"b"):
        store.land("source", _retrieved(content))
    assert [v.path.read_bytes() for v in store.vintages("source")] == [b"b", b"a", b"b"]
