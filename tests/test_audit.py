"""Every finding can be told to readers of the report in German."""

from typing import get_args

import duckdb
import pytest

from sozialraum.audit.check import Check, Finding, Kind
from sozialraum.audit.results import prepare_audit, record
from sozialraum.words import Words


def _finding(kind: Kind, description_de: str = "") -> Finding:
    check = Check(
        table_name="marts.x",
        check_name="made_up",
        kind=kind,
        severity="warning",
        description="A made-up check.",
        description_de=description_de,
    )
    return Finding(check, passed=False, observed="1 failing row", failing_rows=1)


@pytest.mark.parametrize("kind", get_args(Kind))
def test_a_check_without_german_words_gets_a_sentence_about_its_table(kind: Kind) -> None:
    said = Words("de").say(_finding(kind).check.rule("de"))
    assert "marts.x" in said
    assert said.endswith(".")


@pytest.mark.parametrize(
    ("language", "told"), [("de", "Jede Zeile ist da."), ("en", "A made-up check.")]
)
def test_the_words_beside_a_check_are_recorded_in_the_citys_language(
    language: str, told: str
) -> None:
    with duckdb.connect() as connection:
        prepare_audit(connection)
        record(connection, [_finding("dbt", "Jede Zeile ist da.")], Words(language))
        found = connection.execute("select description_de from audit.check_result").fetchall()
    assert found == [(told,)]
