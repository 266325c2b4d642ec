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
    ("wrong", "now", "is_whole"),
    [
        # saved again, written otherwise, in another order, with more behind it
        ({**BEFORE, "c": "30"}, {**BEFORE, "c": "30"}, True),
        ({**BEFORE, "c": "30"}, {"c": "30,0", "a": "1", "b": "2"}, True),
        ({**BEFORE, "c": "30"}, {**BEFORE, "c": "30", "d": "4"}, True),
        # a mark in place of a figure
        ({**BEFORE, "c": "x"}, {**BEFORE, "c": "x"}, True),
        # mended: as before, to something else, in part, what was wrong before the file that came
        ({**BEFORE, "c": "30"}, BEFORE, False),
        ({**BEFORE, "c": "30"}, {**BEFORE, "c": "4"}, False),
        ({**BEFORE, "b": "20", "c": "30"}, {**BEFORE, "c": "30"}, False),
        ({**BEFORE, "d": "4"}, {**BEFORE, "a": "7", "d": "4"}, False),
        # a row was lost, and is still, or came back with others
        ({"a": "1", "b": "2"}, {"a": "1", "b": "2"}, True),
        ({"a": "1", "b": "2"}, {"a": "1", "b": "2", "d": "4"}, True),
        ({"a": "1", "b": "2"}, BEFORE, False),
        ({"a": "1", "b": "2"}, {**BEFORE, "d": "4"}, False),
        # nothing of what is read was wrong
        (BEFORE, BEFORE, False),
    ],
)
def test_a_file_that_says_all_again_that_the_wrong_one_said_repeats_it(
    connection: Connection, wrong: dict[str, str], now: dict[str, str], is_whole: bool
) -> None:
    landings = [_landed(name, number) for number, name in enumerate(("before", "wrong", "now"))]
    for landing, rows in zip(landings, (BEFORE, wrong, now), strict=True):
        key = {"source_id": SOURCE, "dataset_id": "t", "landing_id": landing.landing_id}
        numbered = [{**key, **row, "row_number": n} for n, row in enumerate(_cells(rows))]
        insert_rows(connection, "raw.cell", numbered)
    assert repeated(connection, landings[2], landings[1], landings[:1]).is_whole == is_whole
    # of the file itself it tells in how many rows it differs from what takes its place
    itself = repeated(connection, landings[1], landings[1], landings[:1])
    assert itself.differed == len(set(wrong.items()) ^ set(BEFORE.items())) - _changed(wrong)


def _changed(wrong: Mapping[str, str]) -> int:
    """Rows with another figure: they differ in one row, not in two."""
    return sum(area in BEFORE and BEFORE[area] != text for area, text in wrong.items())


@pytest.mark.parametrize("table", ["register_row", "feature"])
def test_registers_and_layers_are_compared_as_well(connection: Connection, table: str) -> None:
    place = "row_number" if table == "register_row" else "feature_number"
    landings = [_landed(one, number) for number, one in enumerate(("before", "wrong", "again"))]
    for landing, capacity in zip(landings, ("10", "100", "100"), strict=True):
        key = {"source_id": SOURCE, "landing_id": landing.landing_id}
        key |= {"dataset_id": "t"} if table == "feature" else {}
        number = 7 if landing.landing_id == "again" else 1
        row: dict[str, object] = {"texts": {"capacity": capacity}}
        if table == "feature":
            # when it was edited says nothing
            row = {"capacity": capacity, "attributes": {"edited": str(number)}}
            row |= {"feature_id": str(number)}
        insert_rows(connection, f"raw.{table}", [{**key, place: number, **row}])
    assert repeated(connection, landings[2], landings[1], landings[:1]).is_whole
    # what was never read is not known to be wrong
    assert not repeated(connection, landings[2], _landed("unread", 1), landings[:1]).is_whole
