"""A provider changes its files: what breaks nothing is named, what breaks figures is stopped.

One refresh over copies of the bundled figures in which several providers changed something at once.
"""

import csv
import io
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from sozialraum.declarations import Catalogue, load_catalogue
from tests.conftest import Refreshed, refresh

Rows = list[list[str]]
NEW_NAME = "Neuer Name (TESTDATEN)"


def _reordered_with_a_new_column(rows: Rows) -> Rows:
    return [[*reversed(row), "Neu" if number == 0 else "7"] for number, row in enumerate(rows)]


def _in_thousands(rows: Rows) -> Rows:
    def thousandth(text: str) -> str:
        return str(int(text) / 1000).replace(".", ",") if text.isdigit() else text

    return [rows[0], *([row[0], thousandth(row[1]), *row[2:]] for row in rows[1:])]


def _renamed_area(rows: Rows) -> Rows:
    old = rows[1][1]
    new = f"{old.split()[0]} {NEW_NAME}"
    return [[new if text == old else text for text in row] for row in rows]


def _other_quarters(rows: Rows) -> Rows:
    return [[re.sub(r"^([1-4])\. Quartal$", r"Q\1", text) for text in row] for row in rows]


CHANGES: dict[str, Callable[[Rows], Rows]] = {
    "kita_children": _reordered_with_a_new_column,
    "doctors": _in_thousands,
    "survey_health": _renamed_area,
    "unemployed_2012_2017": _other_quarters,
    # most of the history is gone
    "labour_market": lambda rows: [rows[0], *rows[-24:]],
}


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
def drifted(
    refreshed: Refreshed, catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory
) -> Drifted:
    tmp = tmp_path_factory.mktemp("drift")
    shutil.copytree(refreshed.warehouse.root, tmp / "warehouse", symlinks=True)
    city = tmp / catalogue.city.id
    shutil.copytree(catalogue.folder, city)
    files = load_catalogue(city).snapshot_folder
    for source_id, change in CHANGES.items():
        path = files / f"{catalogue.source(source_id).dataset}.csv"
        rows = list(csv.reader(io.StringIO(path.read_bytes().decode(), newline=""), delimiter=";"))
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter=";", lineterminator="\r\n").writerows(change(rows))
    return Drifted(refresh(tmp / "warehouse", city), city)


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
    assert "'2012 Q4'" in found
    assert "'2012 4. Quartal'" in expected
    assert "period:" in drifted.line(declared_at)
    (reject, *_) = drifted.outcome.build_rows(
        "select reason, declared_at from raw.reject where source_id = 'unemployed_2012_2017'"
    )
    assert "unreadable period: 2012 Q4 (expected a quarter)" in str(reject[0])
    assert reject[1] == declared_at


def test_lost_history_stops_the_publication_and_says_how_much(drifted: Drifted) -> None:
    severity, found, expected, _ = drifted.finding("labour_market", "cells_lost")
    assert severity == "critical"
    assert re.search(r"\d+ cells of 2011-01 to 2023-12 are no longer there", found)
    assert "cells as in the file of" in expected
    assert "marts.mart_drift: little_lost" in drifted.outcome.output


def test_the_bundled_figures_show_no_drift(refreshed: Refreshed) -> None:
    assert refreshed.build_rows("select * from marts.mart_drift") == []
