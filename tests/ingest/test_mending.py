"""A landing record that cannot be read is written anew of what there is."""

import json
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sozialraum.base.errors import WarehouseError
from sozialraum.ingest.landing import RECORDS, VALIDATORS, WITHDRAWN, LandingStore, Retrieved
from sozialraum.ingest.mending import mend_records

MONDAY = datetime(2026, 11, 23, 6, tzinfo=UTC)
TABLE = Retrieved("a/table", "https://example.org/table", b"a", MONDAY, "cc-zero")


@pytest.fixture
def store(tmp_path: Path) -> LandingStore:
    return LandingStore(tmp_path)


@pytest.mark.parametrize("file_name", [None, "a/table.json"])
def test_what_the_bytes_alone_do_not_say_is_said_by_the_next_retrieval(
    store: LandingStore, file_name: str | None
) -> None:
    table = replace(TABLE, file_name=file_name)
    landing, _ = store.land("source", table)
    (record,) = landing.path.parent.glob(RECORDS)
    record.write_bytes(b"")
    mend_records(store, [])
    assert store.vintages("source") == [replace(landing, url="", licence="")]
    assert store.land("source", table) == (landing, False)
    assert store.vintages("source") == [landing]


def test_what_the_bytes_alone_do_not_say_is_that_of_another_vintage(store: LandingStore) -> None:
    landing, _ = store.land("source", TABLE)
    store.land("source", replace(TABLE, content=b"b", retrieved_at=MONDAY.replace(day=30)))
    next(landing.path.parent.glob(f"*-{landing.landing_id[:12]}.json")).unlink()
    record = landing.path.parent / f"20261123T060000000000Z-{landing.landing_id[:12]}.json"
    record.write_text("{")
    mend_records(store, [])
    assert store.vintages("source")[0] == landing


@pytest.mark.parametrize("changed", [{"source_id": "sourcf"}, {"dataset_id": "a/tablf"}])
def test_a_record_that_speaks_of_another_place_than_its_own_is_written_anew(
    changed: dict[str, str], store: LandingStore
) -> None:
    landing, _ = store.land("source", TABLE)
    (record,) = landing.path.parent.glob(RECORDS)
    record.write_text(json.dumps(json.loads(record.read_bytes()) | changed))
    assert store.vintages("source") == []
    published = json.loads(json.dumps(asdict(landing), default=str))
    (told,) = mend_records(store, [published])
    assert told.endswith("it was written anew")
    assert store.vintages("source") == [landing]


@pytest.mark.parametrize("name", ["20261123T060000000000Z-abcdefabcdef.json", "AZ-b.json"])
def test_a_vintage_without_record_and_bytes_is_named(store: LandingStore, name: str) -> None:
    landing, _ = store.land("source", TABLE)
    (landing.path.parent / name).write_bytes(b"")
    (told,) = mend_records(store, [])
    assert "the vintage is unknown now" in told
    assert store.vintages("source") == [landing]
    assert mend_records(store, []) == []


def test_a_record_that_is_gone_is_written_anew_as_it_was_published(store: LandingStore) -> None:
    landing, _ = store.land("source", TABLE)
    later, _ = store.land("source", replace(TABLE, content=b"b"))
    published = [json.loads(json.dumps(asdict(one), default=str)) for one in (landing, later)]
    (record,) = later.path.parent.glob(f"*-{later.landing_id[:12]}.json")
    record.unlink()
    assert store.vintages("source") == [landing]
    (told,) = mend_records(store, published)
    assert str(record) in told
    assert store.vintages("source") == [landing, later]
    assert mend_records(store, published) == []
    # nothing is made up where the bytes are gone, too
    record.unlink()
    later.path.unlink()
    assert mend_records(store, published) == []


@pytest.mark.parametrize(
    "without", [{"path"}, {"url", "size_bytes", "licence"}, {"path", "etag"}, {"http_status"}]
)
def test_editions_of_earlier_versions_that_say_less_of_a_landing_stop_nothing(
    store: LandingStore, without: set[str]
) -> None:
    landing, _ = store.land("source", TABLE)
    said = json.loads(json.dumps(asdict(landing), default=str))
    published = [{key: value for key, value in said.items() if key not in without}]
    assert mend_records(store, published) == []
    (record,) = landing.path.parent.glob(f"*-{landing.landing_id[:12]}.json")
    record.write_text("{")
    (told,) = mend_records(store, published)
    assert told.endswith("it was written anew")
    assert [one.landing_id for one in store.vintages("source")] == [landing.landing_id]


def test_a_folder_that_may_not_be_listed_is_not_an_empty_one(
    store: LandingStore, closed: Callable[[Path], None]
) -> None:
    landing, _ = store.land("source", TABLE)
    store.land("source", replace(TABLE, dataset_id="other"))
    closed(landing.path.parent)
    for look in (
        lambda: mend_records(store, []),
        lambda: store.vintages("source"),
        lambda: store.newest("source", TABLE.dataset_id),
        lambda: store.span(["source"]),
    ):
        with pytest.raises(WarehouseError, match="cannot be listed: Permission denied"):
            look()


@pytest.mark.parametrize("junk", [b"", b"[]", b"\xff", b'{"landing_id": 1}'])
def test_damaged_remarks_beside_a_landing_are_none(store: LandingStore, junk: bytes) -> None:
    landing, _ = store.land("source", replace(TABLE, etag="old"))
    store.land("source", replace(TABLE, etag="new"))
    remarks = landing.path.parent / VALIDATORS
    assert store.known("source")["a/table"].etag == "new"
    own = json.dumps({"landing_id": landing.landing_id, "etag": 5, "last_modified": None})
    for content in (junk, own.encode()):
        remarks.write_bytes(content)
        assert store.known("source")["a/table"].etag == "old"


@pytest.mark.parametrize("junk", [b"", b"2026-13-45", b"\xff"])
def test_a_withdrawal_holds_also_where_its_day_cannot_be_read(
    store: LandingStore, junk: bytes
) -> None:
    landing, _ = store.land("source", TABLE)
    store.withdraw(landing, MONDAY)
    (mark,) = landing.path.parent.glob(f"*{WITHDRAWN}")
    assert store.vintages("source")[0].withdrawn_at == MONDAY
    mark.write_bytes(junk)
    assert store.vintages("source")[0].withdrawn_at is not None
