"""What SQL wants to have said is read as messages, and becomes text once."""

import json
from typing import Any

import duckdb
import pytest

from sozialraum.base.errors import MonitorError
from sozialraum.published_words import tell
from sozialraum.words import Words
from sozialraum.words.reading import read


def said(form: Any) -> str:
    return Words("de").say(read(json.dumps(form)))


def about(value: float) -> dict[str, Any]:
    return {"id": "plausibility-about", "args": {"value": {"figure": value}}}


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ({"name": "Dorfanger, Süd"}, "Dorfanger, Süd"),
        ({"figure": 1234.0}, "1.234"),
        ({"figure": 8.25}, "8,25"),
        ({"figure": 8.5}, "8,5"),
        ({"figure": 0.125}, "0,13"),
        ({"figure": 1000.0, "places": 0}, "1.000"),
        ({"figure": 15.849, "places": 1}, "15,8"),
        ({"figure": -0.001}, "0"),
        ({"day": "2025-12-31"}, "31.12.2025"),
        ({"period": "2025-08"}, "August 2025"),
        ({"period": "2025-Q4"}, "4.\N{NO-BREAK SPACE}Quartal 2025"),
        ({"join": [{"name": "a"}, None, {"name": None}, about(2)], "by": "; "}, "a; etwa 2"),
        ({"id": "plausibility-decimals", "args": {"n": 1}}, "1 Nachkommastelle"),
        ({"id": "plausibility-decimals", "args": {"n": 0}}, "0 Nachkommastellen"),
    ],
)
def test_each_form_is_said(form: dict[str, Any], text: str) -> None:
    assert said(form) == text


def test_truths_choose_words_and_what_is_null_is_left_out() -> None:
    falls = {"column": {"name": "Summe"}, "value": {"figure": 3}, "before": {"figure": 4}}
    told = {"id": "plausibility-total", "args": {**falls, "falls": True, "new": {"figure": None}}}
    assert said(told) == "»Summe« 3 nach 4: eine aufgelaufene Summe fällt"
    with pytest.raises(LookupError, match="plausibility-total"):
        said({"id": "plausibility-total", "args": {**falls, "falls": False, "new": None}})


@pytest.mark.parametrize(
    "form",
    [
        3,
        "deutlich gestiegen",
        {"text": "deutlich gestiegen"},
        {"id": "plausibility-about", "args": {"value": about(2)}},
        {"id": "plausibility-about", "args": {"value": 2.5}},
        None,
    ],
)
def test_words_and_messages_are_no_arguments(form: Any) -> None:
    with pytest.raises(ValueError, match=r"cannot be said|says nothing"):
        read(json.dumps(form))


@pytest.fixture
def mart() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.execute("create schema marts")
    connection.execute(
        "create table marts.m as select * from (values (1, null), (2, 'da')) m(i, s)"
    )
    connection.execute("comment on column marts.m.s is 'What is said.'")
    return connection


def test_messages_become_text_and_all_else_stays(mart: duckdb.DuckDBPyConnection) -> None:
    mart.execute(
        "insert into marts.m values (3, ?), (4, ?)",
        [json.dumps(form) for form in (about(7), {"period": "2025-Q4"})],
    )
    columns = {"marts.m": ["s"]}
    assert tell(mart, columns, Words("de")) == 2
    after = mart.execute("select s from marts.m order by i").fetchall()
    assert after == [(None,), ("da",), ("etwa 7",), ("4. Quartal 2025",)]
    assert tell(mart, columns, Words("de")) == 0
    assert mart.execute("select s from marts.m order by i").fetchall() == after
    comments = mart.execute("select comment from duckdb_columns() where column_name = 's'")
    assert comments.fetchall() == [("What is said.",)]


def test_a_message_that_cannot_be_told_names_its_table(mart: duckdb.DuckDBPyConnection) -> None:
    mart.execute("""insert into marts.m values (3, '{"id":"plausibility-nothing","args":{}}')""")
    with pytest.raises(MonitorError, match=r"marts\.m: .*no message plausibility-nothing"):
        tell(mart, {"marts.m": ["s"]}, Words("de"))
