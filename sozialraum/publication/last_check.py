"""A refresh that finds nothing new keeps the current publication and leaves a note of its time, as
does one that ends with what was published before.

Publications are immutable: what they say of the day a source was last asked stays what it was
when they were made. The note tells of later checks that found the same.
"""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from sozialraum.base.files import read_json, write_atomically
from sozialraum.base.warehouse import Warehouse
from sozialraum.publication.edition import month_of
from sozialraum.publication.store import Publication, PublicationStore
from sozialraum.publication.version import fingerprint_inputs

if TYPE_CHECKING:
    import duckdb

    from sozialraum.declarations.reform import Reforms


@dataclass(frozen=True)
class LastCheck:
    """When all sources were last asked without anything new, and which publication stayed."""

    checked_at: datetime
    version: str
    as_of: date


def write_last_check(warehouse: Warehouse, check: LastCheck) -> None:
    content = {
        "checked_at": check.checked_at.isoformat(timespec="seconds"),
        "version": check.version,
        "as_of": check.as_of.isoformat(),
    }
    write_atomically(warehouse.last_check, (json.dumps(content, indent=2) + "\n").encode())


def read_last_check(warehouse: Warehouse) -> LastCheck | None:
    """The note, or None where every refresh so far published something, or it is damaged."""
    try:
        content = read_json(warehouse.last_check)
        return LastCheck(
            datetime.fromisoformat(content["checked_at"]),
            content["version"],
            date.fromisoformat(content["as_of"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def rolled_back_from(warehouse: Warehouse) -> Publication | None:
    """What was left by a rollback: what was published last, unless a refresh has found since that
    another one is right, as where a slip was mended on the same day."""
    store = PublicationStore(warehouse)
    left, current, check = store.left(), store.current(), read_last_check(warehouse)
    if left is None or current is None or check is None or check.version != current.version:
        return left
    assert left.manifest is not None
    published_at = datetime.fromisoformat(left.manifest["published_at"])
    return left if check.checked_at < published_at else None


def read_instead(store: PublicationStore) -> Publication | None:
    """What is read for the month of the current publication in place of that: left by a rollback,
    whose cause was mended since, and marked by nobody."""
    current = store.current()
    if current is None or not current.is_complete or store.has_erratum(current.version):
        return None
    # as nothing proved wrong of the current one, nothing did of what is read in its place
    edition = store.editions()[month_of(current.as_of)][-1]
    return None if edition.version == current.version else edition


def reason_to_publish(
    store: PublicationStore,
    connection: "duckdb.DuckDBPyConnection",
    code_version: str,
    reforms: "Reforms",
    as_of: date,
) -> str | None:
    """Why the current publication is not what a build would make now; None where it is.

    Args:
        connection: the build database, all sources retrieved and loaded.
    """
    current = store.current()
    if current is None:
        return "nothing is published yet"
    damages = store.damages(current)
    if damages or current.manifest is None:
        return f"the current publication is damaged: {'; '.join(damages)}"
    if current.manifest.get("inputs") != fingerprint_inputs(connection, code_version):
        return "figures, their availability, declarations or code changed"
    turned = turned_by(current.database.as_posix(), reforms, as_of)
    return "; ".join(turned) or None


def turned_by(database: str, reforms: "Reforms", day: date) -> list[str]:
    """What a publication would say otherwise on a later day, though nothing new has come."""
    import duckdb

    with duckdb.connect(database, read_only=True) as published:
        # without parameters, for which DuckDB loads pandas
        rows = published.execute(_TURNED.format(day=f"DATE '{day}'")).fetchall()
        ((as_of,),) = published.execute("SELECT as_of FROM declared.city").fetchall()
    found = [text for (text,) in rows]
    # of a warehouse whose clock was ahead an earlier day is no reason
    if as_of < day and reforms.on(as_of) != reforms.on(day):
        found.append("areas are cut otherwise")
    return found


_TURNED = """
    WITH cities AS (SELECT as_of FROM declared.city)
    SELECT 'no longer up to date: ' || string_agg(source_id, ', ' ORDER BY source_id)
    FROM marts.mart_source_status
    WHERE fresh AND expected_until < {day}
    HAVING count(*) > 0
    UNION ALL
    -- figures that registers state count for a number of years
    SELECT 'another year has begun' FROM cities WHERE year(as_of) < year({day})
    UNION ALL
    SELECT count(*) || ' services have ended'
    FROM marts.dim_service CROSS JOIN cities
    WHERE ended_on > as_of AND ended_on <= {day}
    HAVING count(*) > 0
    UNION ALL
    SELECT count(*) || ' statements count no longer'
    FROM marts.mart_evidence CROSS JOIN cities
    WHERE counts_until >= as_of AND counts_until < {day}
    HAVING count(*) > 0
    UNION ALL
    SELECT count(*) || ' plans have expired'
    FROM marts.mart_plan_review CROSS JOIN cities
    WHERE period_until >= as_of AND period_until < {day}
    HAVING count(*) > 0
    UNION ALL
    -- when it begins is not published: looked at each month
    SELECT 'plans had not begun'
    FROM marts.mart_plan_review CROSS JOIN cities
    WHERE validity = 'not_begun' AND date_trunc('month', as_of) < date_trunc('month', {day})
    HAVING count(*) > 0
"""
