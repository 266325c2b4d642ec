"""The bench of sizes: its cities are what it says, and it does not start what cannot end."""

from pathlib import Path

import duckdb
import pandas as pd
import pytest

from bench.large import __main__ as large
from bench.large import beside, city, with_pandas
from sozialraum.declarations import load_catalogue


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(city, "TABLES", 3)
    monkeypatch.setattr(city, "COUNTS", 1)
    monkeypatch.setattr(city, "YEARS", 1)


def test_a_made_up_city_is_declared_like_any_other(tmp_path: Path) -> None:
    catalogue = load_catalogue(city.make_city(tmp_path / "city", city.Size(4)))
    assert [one.id for one in catalogue.indicators] == ["rate_0_0", "rate_1_0", "rate_2_0"]
    rows = (tmp_path / "city" / "snapshot" / "counts-2-2015.csv").read_text("utf-8").splitlines()
    assert rows[0] == "Year;Month;Block;Count 0"
    assert len(rows) == 1 + 12 * 4
    assert rows[4].startswith("2015;1;00004 Block 4;")


def test_figures_follow_from_the_seed_alone(tmp_path: Path) -> None:
    def figures(name: str, size: city.Size) -> list[str]:
        city.make_city(tmp_path / name, size)
        files = sorted((tmp_path / name / "snapshot").iterdir())
        return [path.read_text("utf-8") for path in files]

    once = figures("once", city.Size(4))
    assert figures("again", city.Size(4)) == once
    assert figures("other", city.Size(4, seed=2)) != once


def test_what_does_not_fit_does_not_start() -> None:
    def refusal(figures: float, disk: float, memory: int, *, has_agreed: bool = False) -> str:
        size = city.Size.of_figures(figures)
        return large.refused([size], int(disk), memory, 2000, has_agreed=has_agreed) or ""

    assert "GB of disk" in refusal(1e8, 1e9, 8000, has_agreed=True)
    assert "MB of memory are free" in refusal(1e8, 1e13, 2500, has_agreed=True)
    assert "--yes" in refusal(1e8, 1e13, 8000)
    assert refusal(1e8, 1e13, 8000, has_agreed=True) == ""
    assert refusal(1e6, 1e11, 8000) == ""


def test_growth_is_one_where_cost_grows_with_the_figures() -> None:
    assert large.exponent((1.0, 10.0), (10**5, 10**6)) == pytest.approx(1.0)
    assert large.exponent((1.0, 100.0), (10**5, 10**6)) == pytest.approx(2.0)
    assert large.exponent((0.001, 0.001), (10**5, 10**6)) is None


def test_what_the_models_are_compared_with_says_the_same_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(city, "YEARS", 6)
    folder = city.make_city(tmp_path / "city", city.Size(5))
    with duckdb.connect() as connection:
        beside.with_sql(folder, connection)
        written = {
            name: connection.execute(f"FROM {name}").df() for name in ("indicator", "need", "trend")
        }
    for name, frame in with_pandas.marts(folder / "snapshot").items():
        keys = ["area_id", "series", *(["month"] if name != "trend" else [])]
        both = written[name].merge(frame, on=keys, suffixes=("", "_of_pandas"), validate="1:1")
        assert len(both) == len(frame) == len(written[name]) > 0
        columns = [one for one in frame if f"{one}_of_pandas" in both]
        assert len(columns) >= 5
        for column in columns:
            # of the tail of the normal distribution DuckDB has an approximation
            found, expected = both[column], both[f"{column}_of_pandas"]
            if pd.api.types.is_numeric_dtype(expected):
                assert found.to_numpy(float) == pytest.approx(
                    expected.to_numpy(float), abs=2e-5, nan_ok=True
                ), (name, column)
            else:
                assert found.tolist() == expected.tolist(), (name, column)


def test_a_mart_costs_what_all_costs_that_it_is_made_from() -> None:
    nodes = {
        "a": {"name": "stg_cell", "depends_on": {"nodes": ["source.raw.cell"]}},
        "b": {"name": "fct_measure", "depends_on": {"nodes": ["a"]}},
        "c": {"name": "plausibility_cell", "depends_on": {"nodes": ["a"]}},
    }
    assert beside.ancestors(nodes) == {"stg_cell", "fct_measure"}
