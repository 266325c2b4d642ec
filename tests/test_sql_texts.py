"""Texts and names come out of SQL as they were put in."""

import duckdb
import pytest

from sozialraum.base.sql import identifier, literal

ODD = ["O'Hara", "''", '"quoted"', "a; drop table b --", "Ä\n%s{}", ""]


@pytest.mark.parametrize("text", ODD)
def test_a_text_is_what_it_was(text: str) -> None:
    assert duckdb.sql(f"select {literal(text)}").fetchall() == [(text,)]


@pytest.mark.parametrize("name", [one for one in ODD if one])
def test_a_name_is_what_it_was(name: str) -> None:
    assert duckdb.sql(f"select 1 as {identifier(name)}").columns == [name]
