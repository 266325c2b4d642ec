"""A provider changes its files: what breaks nothing is named, what breaks figures is stopped.

Seen in the refresh over files whose content is wrong (``wrong``).
"""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from sozialraum.declarations import Catalogue
from tests.conftest import Refreshed
from tests.spoilt import NEW_NAME


@dataclass(frozen=True)
class Drifted:
    outcome: Refreshed
    city: Path

    def finding(self, source_id: str, change: str) -> tuple[str, str, str, str]:
        """severity, found, expected, declared_at."""
        (row,) = self.outcome.build_rows(
            "select severity, found, expected, declared_at from marts.mart_drift "
            f"where source_id = '{source_id}' and change = '{change}'"
        )
        return row  # type: ignore[return-value]

    def line(self, declared_at: str) -> str:
        """The text of the line that a finding names."""
        path, number = declared_at.rsplit(":", 1)
        assert Path(path) == self.city / "sources.yaml"
        return Path(path).read_text("utf-8").splitlines()[int(number) - 1]


@pytest.fixture(scope="module")
def drifted(wrong: Refreshed, catalogue: Catalogue) -> Drifted:
    return Drifted(wrong, wrong.warehouse.root.parent / catalogue.city.id)


def test_new_and_reordered_columns_break_nothing_and_are_named(
    drifted: Drifted, refreshed: Refreshed
) -> None:
    query = (
        "select * exclude (vintage_at) from marts.fct_measure "
        "where source_id = 'kita_children' order by all"
    )
    assert drifted.outcome.build_rows(query) == refreshed.build_rows(query)
    severity, found, _, declared_at = drifted.finding("kita_children", "column_added")
    assert (severity, found) == ("warning", "Neu")
    assert "id: kita_children" in drifted.line(declared_at)


def test_a_row_that_is_not_read_for_a_new_text_is_named(drifted: Drifted) -> None:
    severity, found, _, declared_at = drifted.finding("deaths_by_cause", "rows_left_out")
    assert severity == "warning"
    assert found == "rows that say Pos.-Nr. der ICD-10 'F10-F20' are not read"
    assert "id: deaths_by_cause" in drifted.line(declared_at)


def test_a_changed_unit_stops_the_publication(drifted: Drifted) -> None:
    severity, found, expected, declared_at = drifted.finding("doctors", "unit_changed")
    assert severity == "critical"
    assert "Insgesamt: figures about 1/1000 of those in the file of" in found
    assert expected == "persons"
    assert "column: Insgesamt, measure: doctors" in drifted.line(declared_at)
    assert drifted.outcome.returncode == 3
    assert "marts.mart_drift: no_unit_changed" in drifted.outcome.output


def test_a_renamed_area_is_named_with_both_names(drifted: Drifted, catalogue: Catalogue) -> None:
    _, found, expected, declared_at = drifted.finding("survey_health", "area_renamed")
    assert found.endswith(f"is called '{NEW_NAME}'")
    assert f"(crosswalk {catalogue.crosswalk})" in expected
    assert "level:" in drifted.line(declared_at)


def test_another_way_to_write_periods_is_named_with_both_ways(drifted: Drifted) -> None:
    _, found, expected, declared_at = drifted.finding("unemployed_2012_2017", "period_format")
    assert "'2012 Qu. 4'" in found
    assert "'2012 4. Quartal'" in expected
    assert "period:" in drifted.line(declared_at)
    (reject, *_) = drifted.outcome.build_rows(
        "select reason, declared_at from raw.reject where source_id = 'unemployed_2012_2017'"
    )
    assert "unreadable period: 2012 Qu. 4 (expected a quarter)" in str(reject[0])
    assert reject[1] == declared_at


def test_lost_history_stops_the_publication_and_says_how_much(drifted: Drifted) -> None:
    severity, found, expected, _ = drifted.finding("labour_market", "cells_lost")
    assert severity == "critical"
    assert re.search(r"\d+ cells of 2011-01 to 2023-12 are no longer there", found)
    assert "cells as in the file of" in expected
    assert "marts.mart_drift: little_lost" in drifted.outcome.output


def test_the_bundled_figures_show_no_drift(refreshed: Refreshed) -> None:
    assert refreshed.build_rows("select * from marts.mart_drift") == []
