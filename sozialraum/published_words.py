"""Puts what the marts say into words: models write messages, readers find sentences.

A column of a mart that publishes a sentence is declared so (``told: true`` in its ``meta``). dbt
leaves there what is to be said (:mod:`sozialraum.words.reading`); here it becomes text. What is
text already stays: it does not matter how often this is done, nor which marts were made anew.
"""

from collections.abc import Mapping, Sequence
from functools import cache

import duckdb

from sozialraum.base.errors import MonitorError
from sozialraum.words import Words
from sozialraum.words.numbers import NBSP
from sozialraum.words.reading import is_form, read


def tell(
    connection: duckdb.DuckDBPyConnection, columns: Mapping[str, Sequence[str]], words: Words
) -> int:
    """Replaces the messages in these columns, by table, with their texts.

    Returns:
        How many different messages were told.

    Raises:
        MonitorError: a message cannot be read or told; names the table.
    """

    @cache
    def told(message: str) -> str:
        # who searches in the data types an ordinary blank
        return words.say(read(message)).replace(NBSP, " ")

    def in_words(text: str) -> str:
        return told(text) if is_form(text) else text

    connection.create_function("in_words", in_words, ["VARCHAR"], "VARCHAR")
    try:
        for table, names in columns.items():
            changes = ", ".join(f"{name} = in_words({name})" for name in names)
            try:
                connection.execute(f"UPDATE {table} SET {changes}")
            except duckdb.Error as error:
                raise MonitorError(f"{table}: {error}") from error
    finally:
        connection.remove_function("in_words")
    return told.cache_info().currsize
