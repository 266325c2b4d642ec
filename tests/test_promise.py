"""No published column disappears, changes type or meaning without a word in the changelog."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import pytest

from sozialraum_cli.dictionary import published_tables
from sozialraum_cli.promise import CHANGELOG, PROMISED, columns_of, newest_version

Columns = Mapping[str, Mapping[str, list[str]]]
"""Table -> column -> type and description."""

UNRELEASED = re.compile(r"^## Unreleased\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
WAS: Columns = {"mart_need": {"rank": ["BIGINT", "Place."], "vintage_at": ["DATE", "When."]}}


class Change(NamedTuple):
    table: str
    column: str
    what: str

    def __str__(self) -> str:
        return f"`{self.table}.{self.column}` {self.what}"


def changes(promised: Columns, now: Columns) -> Iterator[Change]:
    """What is not as it was promised; what is new breaks no promise."""
    for table, columns in promised.items():
        for column, (kind, says) in columns.items():
            found = now.get(table, {}).get(column)
            if found is None:
                yield Change(table, column, "is gone")
            elif found[0] != kind:
                yield Change(table, column, f"was {kind} and is {found[0]}")
            elif found[1] != says:
                yield Change(table, column, f"said '{says}' and says '{found[1]}'")


def untold(found: Iterator[Change], changelog: str) -> list[str]:
    """Changes that *Unreleased* does not name, as ``table.column`` or, of all tables, ``*.column``,
    each in backticks."""
    section = UNRELEASED.search(changelog)
    told = set(re.findall(r"`([\w*]+\.\w+)`", section[1] if section else ""))
    return [
        str(one) for one in found if not told & {f"{one.table}.{one.column}", f"*.{one.column}"}
    ]


def promised() -> tuple[int, Columns]:
    """The version that promises, and its columns."""
    content = json.loads(PROMISED.read_text("utf-8"))
    return content["version"], content["marts"]


def test_what_changed_of_what_was_promised_is_told(manifest: dict[str, Any]) -> None:
    _, columns = promised()
    now = columns_of(published_tables(manifest))
    assert untold(changes(columns, now), CHANGELOG.read_text("utf-8")) == [], (
        "tell it under '## Unreleased' of docs/CHANGELOG.md"
    )


def test_the_newest_version_is_the_one_that_promises() -> None:
    version, columns = promised()
    assert version == newest_version(CHANGELOG.read_text("utf-8"))
    assert {"dim_area", "fct_indicator", "mart_need", "dim_measure"} <= columns.keys()


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ({}, "`mart_need.rank` is gone"),
        ({"rank": ["VARCHAR", "Place."]}, "`mart_need.rank` was BIGINT and is VARCHAR"),
        ({"rank": ["BIGINT", "Row."]}, "`mart_need.rank` said 'Place.' and says 'Row.'"),
    ],
)
def test_a_change_is_found_until_it_is_told(now: dict[str, list[str]], said: str) -> None:
    columns = {"mart_need": {"vintage_at": ["DATE", "When."], **now}}
    text = "# Changes\n\n## Unreleased\n\n{}\n\n## 3\n\n`mart_need.rank` was told before.\n"
    assert untold(changes(WAS, columns), text.format("- nothing")) == [said]
    assert untold(changes(WAS, columns), text.format("- `mart_need.rank`: why")) == []
    assert untold(changes(WAS, columns), text.format("- `*.rank`: why")) == []


def test_what_is_new_breaks_no_promise() -> None:
    now = {"mart_need": {**WAS["mart_need"], "more": ["DATE", "New."]}, "mart_new": {}}
    assert list(changes(WAS, now)) == []
