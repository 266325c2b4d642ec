"""Landing records that cannot be read any more are written anew: without its record a file is
no vintage, and a vintage cannot be fetched a second time."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sozialraum.base.files import entries, set_aside, sha256_of
from sozialraum.ingest.landing import (
    RECORDS,
    TIME,
    Landing,
    LandingStore,
    is_kept,
    landing_of,
    read_record,
    record_name,
    records_below,
    write_record,
)


def mend_records(store: LandingStore, published: Iterable[Mapping[str, Any]]) -> list[str]:
    """Writes records anew that cannot be read, or are gone while their bytes are there: as they
    were published, else of their name and the bytes beside them. Returns what was done; only while
    the warehouse is locked.

    Args:
        published: the records that publications name, in the form of ``raw.landing``.
    """
    # editions of earlier versions do not say where their files lie
    named = {place: one for one in published if (place := _place(one)) is not None}
    told = []
    for record in [one for source in entries(store.root) for one in records_below(source)]:
        if read_record(record) is not None:
            continue
        values = named.get(record.parts[-3:])
        landing = (values and _published_landing(record, values)) or _landing_beside(record)
        aside = set_aside(record)
        done = f"{record} could not be read and is kept as {aside.name}"
        if landing is None:
            told.append(f"{done}; its file is not there either: the vintage is unknown now")
        else:
            write_record(landing, {})
            told.append(f"{done}; it was written anew")
    for place, values in named.items():
        record = store.root.joinpath(*place)
        if ".." in place or is_kept(record):
            continue
        landing = _published_landing(record, values)
        if landing is not None and landing.is_intact:
            write_record(landing, {})
            told.append(f"{record}, which a publication was made with, was gone; written anew")
    return told


def _place(values: Mapping[str, Any]) -> tuple[str, ...] | None:
    """Where the record of a published landing lies: source, table, name; None where it does not
    say."""
    *_, folder, table, _ = ("", "", "", *Path(values.get("path", "")).parts)
    retrieved_at = datetime.fromisoformat(values["retrieved_at"])
    return (folder, table, record_name(retrieved_at, values["landing_id"])) if folder else None


def _published_landing(record: Path, values: Mapping[str, Any]) -> Landing | None:
    """None where a manifest does not say all that a record has to, as of an earlier version."""
    try:
        landing = landing_of({**values, "path": record.parent / Path(values["path"]).name})
    except ValueError:
        return None
    return replace(landing, retrieved_at=landing.retrieved_at.astimezone(UTC))


def _landing_beside(record: Path) -> Landing | None:
    """What the record's name and the bytes beside it say; address and licence are those of another
    vintage of the table, if there is one."""
    time, _, digits = record.stem.rpartition("-")
    named = [p for p in entries(record.parent, f"{digits}*") if p.is_file()]
    whole = [p for p in named if sha256_of(p) == p.stem]
    try:
        retrieved_at = datetime.strptime(time, TIME).replace(tzinfo=UTC)
    except ValueError:
        return None
    if not whole:
        return None
    others = [other for p in entries(record.parent, RECORDS) if (other := read_record(p))]
    like = others[-1] if others else None
    return Landing(
        landing_id=whole[0].stem,
        source_id=record.parent.parent.name,
        dataset_id=record.parent.name.replace("%2F", "/"),
        url=like.url if like else "",
        path=whole[0],
        retrieved_at=retrieved_at,
        size_bytes=whole[0].stat().st_size,
        licence=like.licence if like else "",
        etag=None,
        last_modified=None,
        http_status=like.http_status if like else None,
        file_name=like.file_name if like else _named_by(whole[0]),
    )


def _named_by(bytes_of: Path) -> str | None:
    """What a file is called whose ending alone says that it is no CSV of a portal."""
    if bytes_of.suffix == ".csv":
        return None
    return bytes_of.parent.name.replace("%2F", "/") + bytes_of.suffix
