"""The oddities of the bundled figures are found, told to people, and not buried in false alarms."""

from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml

KNOWN: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "data" / "known_oddities.yaml").read_text("utf-8")
)


@pytest.mark.parametrize("known", KNOWN, ids=[known["what"] for known in KNOWN])
def test_an_oddity_of_the_bundled_figures_is_found_with_its_cells(
    published: duckdb.DuckDBPyConnection, known: dict[str, Any]
) -> None:
    found = published.execute(
        "select rules, row_number, status, explanation_de from marts.mart_plausibility "
        "where source_id = ? and period = ? and coalesce(area_name = ?, true)",
        [known["source_id"], known["period"], known.get("area")],
    ).fetchall()
    assert len(found) == 1
    rules, row_number, status, explanation = found[0]
    assert rules.split(", ") == known["rules"]
    assert row_number == known["row_number"]
    assert status == ("known" if known.get("known") else "open")
    assert [word for word in known["words"] if word not in explanation] == []


def test_nothing_else_is_called_odd(published: duckdb.DuckDBPyConnection) -> None:
    """Whoever adds a rule or a table says with it what is odd about the figures."""
    expected = {(known["source_id"], known["period"]) for known in KNOWN}
    found = published.execute("select source_id, period from marts.mart_plausibility").fetchall()
    assert set(found) - expected == set()


def test_a_reader_of_the_data_quality_table_sees_every_open_finding(
    published: duckdb.DuckDBPyConnection,
) -> None:
    (told,) = published.execute(
        "select string_agg(observed, ' ') from marts.mart_data_quality "
        "where table_name = 'marts.mart_plausibility' and not passed and severity = 'warning'"
    ).fetchone() or ("",)
    open_ones = published.execute(
        "select explanation_de from marts.mart_plausibility where status = 'open'"
    ).fetchall()
    assert open_ones
    assert [text for (text,) in open_ones if text not in told] == []


def test_known_findings_stay_listed_with_their_reason(
    published: duckdb.DuckDBPyConnection,
) -> None:
    without = published.execute(
        "select finding_id from marts.mart_plausibility "
        "where (status = 'known') <> (known_reason is not null)"
    ).fetchall()
    assert without == []
