"""What proved wrong comes back in other bytes."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from sozialraum.base.tables import insert_rows, make_table
from sozialraum.ingest.landing import Landing
from sozialraum.repeated import repeated

Connection = duckdb.DuckDBPyConnection
SOURCE = "s"
BEFORE = {"a": "1", "b": "2", "c": "3"}


@pytest.fixture
def connection() -> Iterator[Connection]:
    with duckdb.connect() as opened:
        for table in ("cell", "register_row", "feature", "boundary"):
            make_table(opened, f"raw.{table}")
        yield opened


def _landed(name: str, number: int) -> Landing:
    moment = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=number)
    path = Path(f"landing/{SOURCE}/t/{name}")
    return Landing(name, SOURCE, "t", "", path, moment, 1, "", None, None, None)


def _cells(rows: Mapping[str, str]) -> list[dict[str, object]]:
    return [
        {"area_labels": {"district": area}, "measure_label": "m", "value_text": text}
        | {"number": float(text.replace(",", ".")) if text[0].isdigit() else None}
        for area, text in rows.items()
    ]


@pytest.mark.parametrize(
    ("wrong", "now", "came", "went"),
    [
        # saved again, written otherwise, in another order, with more behind it
        ({**BEFORE, "c": "30"}, {**BEFORE, "c": "30"}, "1/1", "1/1"),
        ({**BEFORE, "c": "30"}, {"c": "30,0", "a": "1", "b": "2"}, "1/1", "1/1"),
        ({**BEFORE, "c": "30"}, {**BEFORE, "c": "30", "d": "4"}, "1/1", "1/1"),
        ({**BEFORE, "c": "30"}, {**BEFORE, "a": "7", "c": "30"}, "1/1", "1/1"),
        # mended: as before, to something else, in part
        ({**BEFORE, "c": "30"}, BEFORE, "0/1", "0/1"),
        ({**BEFORE, "c": "30"}, {**BEFORE, "c": "4"}, "0/1", "1/1"),
        ({**BEFORE, "b": "20", "c": "30"}, {**BEFORE, "c": "30"}, "1/2", "1/2"),
        # what the wrong one brought beside its fault is there again
        ({**BEFORE, "b": "20", "d": "4"}, {**BEFORE, "d": "4"}, "1/2", "0/1"),
        # a row was lost
        ({"a": "1", "b": "2"}, {"a": "1", "b": "2"}, "0/0", "1/1"),
        ({"a": "1", "b": "2"}, BEFORE, "0/0", "0/1"),
        # a mark in place of a figure
        ({**BEFORE, "c": "x"}, {**BEFORE, "c": "x"}, "1/1", "1/1"),
        ({**BEFORE, "c": "x"}, {**BEFORE, "c": "y"}, "0/1", "1/1"),
        # nothing of what is read was wrong
        (BEFORE, BEFORE, "0/0", "0/0"),
    ],
)
def test_a_file_is_compared_with_what_the_wrong_one_changed(
    connection: Connection,
    wrong: dict[str, str],
    now: dict[str, str],
    came: str,
    went: str,
) -> None:
    landings = [_landed(name, number) for number, name in enumerate(("before", "wrong", "now"))]
    for landing, rows in zip(landings, (BEFORE, wrong, now), strict=True):
        key = {"source_id": SOURCE, "dataset_id": "t", "landing_id": landing.landing_id}
        numbered = [{**key, **row, "row_number": n} for n, row in enumerate(_cells(rows))]
        insert_rows(connection, "raw.cell", numbered)
    found = repeated(connection, landings[2], landings[1], landings[:1])
    assert f"{found.came_again}/{found.came}" == came
    assert f"{found.went_again}/{found.went}" == went
    assert found.is_whole == ({came, went} <= {"1/1", "0/0"} and "1/1" in (came, went))


@pytest.mark.parametrize("table", ["register_row", "feature"])
def test_registers_and_layers_are_compared_as_well(connection: Connection, table: str) -> None:
    place, name = (
        ("row_number", "texts") if table == "register_row" else ("feature_number", "attributes")
    )
    landings = [_landed(one, number) for number, one in enumerate(("before", "wrong", "again"))]
    for landing, capacity in zip(landings, ("10", "100", "100"), strict=True):
        key = {"source_id": SOURCE, "landing_id": landing.landing_id}
        key |= {"dataset_id": "t"} if table == "feature" else {}
        number = 7 if landing.landing_id == "again" else 1
        insert_rows(connection, f"raw.{table}", [{**key, place: number, name: {"c": capacity}}])
    assert repeated(connection, landings[2], landings[1], landings[:1]).is_whole
    # what was never read is not known to be wrong
    assert not repeated(connection, landings[2], _landed("unread", 1), landings[:1]).is_whole
