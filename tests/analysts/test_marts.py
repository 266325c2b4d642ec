"""`sozialraum.marts`: the published tables as data frames, the same as SQL gives them."""

import ast
import inspect
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

from sozialraum import marts
from sozialraum.base.errors import MonitorError, PublicationError
from sozialraum.base.project import PROJECT
from sozialraum.base.warehouse import WAREHOUSE_VARIABLE, Warehouse
from sozialraum.declarations import Catalogue
from sozialraum.marts import tables
from sozialraum.names import UnknownNameError
from tests.conftest import EARLIER, Refreshed

TABLES = {
    name: one
    for name, one in inspect.getmembers(tables, inspect.isfunction)
    if one.__module__ == tables.__name__
}
TYPES = {
    "VARCHAR": "str", "BOOLEAN": "boolean", "INTEGER": "Int64", "BIGINT": "Int64",
    "HUGEINT": "Int64", "DOUBLE": "float64", "DATE": "datetime64[us]",
    "TIMESTAMP": "datetime64[us]", "TIMESTAMP WITH TIME ZONE": "datetime64[us]",
    "VARCHAR[]": "object",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _the_publication_of_the_tests(refreshed: Refreshed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(WAREHOUSE_VARIABLE, str(refreshed.warehouse.root))


@pytest.mark.parametrize("name", sorted(TABLES))
def test_each_table_is_a_frame_whose_types_follow_from_the_database(
    published: duckdb.DuckDBPyConnection, name: str
) -> None:
    documented = inspect.getdoc(TABLES[name]) or ""
    (table,) = [
        word for word in documented.split("``") if word.startswith(("mart_", "fct_", "dim_"))
    ]
    columns = dict(
        published.execute(
            "select column_name, data_type from duckdb_columns() "
            "where schema_name = 'marts' and table_name = ?",
            [table],
        ).fetchall()
    )
    if not columns:
        with pytest.raises(MonitorError, match=f"no marts.{table}"):
            TABLES[name]()
        return
    frame = TABLES[name]()
    types = {column: str(kind) for column, kind in frame.dtypes.items() if column in columns}
    assert types == {column: TYPES[kind] for column, kind in columns.items()}
    assert set(frame.columns) - set(columns) <= {
        "area_name",
        "indicator_de",
        "measure_de",
        "theme_de",
    }


def test_a_frame_is_what_sql_gives(
    published: duckdb.DuckDBPyConnection, area_names: dict[str, str]
) -> None:
    name = area_names["stadtraum:16"]
    frame = marts.need(name, "Kinderarmut", period="all")
    rows = published.execute(
        "select period, value, rank, class_is_sure from marts.mart_need "
        "where area_id = 'stadtraum:16' and indicator_id = 'child_poverty' order by period_end"
    ).fetchall()
    found = frame[["period", "value", "rank", "class_is_sure"]].astype("object")
    assert [tuple(row) for row in found.where(found.notna(), None).to_numpy()] == rows
    assert set(frame["area_name"]) == {name}
    assert set(frame["theme_de"]) == {"Kinderarmut"}
    assert len(marts.need("stadtraum:16", "child_poverty")) == 1


def test_without_a_level_nothing_is_counted_twice() -> None:
    assert set(marts.need()["area_level"]) == {"stadtraum"}
    assert set(marts.need(level="all")["area_level"]) == {"stadtraum", "stadtbezirk"}
    assert set(marts.need(level="Stadtbezirk mit Ortschaften")["area_level"]) == {"stadtbezirk"}
    assert set(marts.outlook()["area_level"]) == {"stadtbezirk"}
    assert set(marts.figures("doctors_per_10000")["area_level"]) == {"city"}
    assert "city:14612" not in set(marts.need_coverage()["area_id"])


@pytest.mark.parametrize(
    ("read", "column"),
    [
        (lambda: marts.need(indicator="Kinderarmut"), "area_id"),
        (lambda: marts.figures("Kinderarmut", period="latest"), "area_id"),
        (lambda: marts.social_index(), "area_id"),
        (lambda: marts.coverage(service_type="Kindertagesbetreuung"), "area_id"),
    ],
)
def test_the_latest_period_is_one_row_per_area(
    read: Callable[[], pd.DataFrame], column: str
) -> None:
    frame = read()
    assert len(frame) >= 17
    assert frame[column].is_unique


def test_a_name_of_several_areas_is_that_which_the_table_has(area_names: dict[str, str]) -> None:
    name = area_names["stadtbezirk:6"]
    assert set(marts.outlook(name)["area_id"]) == {"stadtbezirk:6"}
    assert set(marts.need(name, level="stadtraum")["area_id"]) == {"stadtraum:10"}
    with pytest.raises(UnknownNameError, match="stadtraum:10"):
        marts.need(name)


def test_what_is_said_of_several_areas_is_found_by_one_of_them(area_names: dict[str, str]) -> None:
    asked = marts.open_question(area=area_names["stadtraum:16"])
    assert 0 < len(asked) < len(marts.open_question())
    assert all("stadtraum:16" in areas for areas in asked["area_ids"])
    assert isinstance(asked["area_ids"].iloc[0], list)


@pytest.mark.parametrize(
    ("read", "said"),
    [
        (lambda: marts.need("stadtraum:1"), "Did you mean stadtraum:01"),
        (lambda: marts.need(indicator="Kinderarmuth"), "Did you mean child_poverty"),
        (lambda: marts.need(theme="Kinderarmuth"), "Did you mean child_poverty"),
        (lambda: marts.need(level="stadtraeume1"), "Did you mean stadtraum"),
        (lambda: marts.need("stadtraum:16", period="2019-Q9"), "Did you mean 2019-Q"),
        (lambda: marts.need("stadtraum:16", "Kinderarmut", period=2020), "Did you mean 2020"),
        (lambda: marts.need(16), "no area '16'"),
        (lambda: marts.pandemic_effect(finding="new_needs"), "Did you mean new_need"),
        (lambda: marts.read("mart_need", rnk=1), "no column 'rnk'"),
        (lambda: marts.need(edition="1999-01"), "no publication or edition '1999-01'"),
        (lambda: marts.read("mart_nothing"), "no marts.mart_nothing"),
    ],
)
def test_what_there_is_not_is_said_with_what_comes_near(read: Callable[[], Any], said: str) -> None:
    with pytest.raises(MonitorError) as told:
        read()
    assert said in str(told.value)


def test_a_code_that_no_row_has_today_is_no_mistake() -> None:
    assert marts.need_coverage(coverability="not_coverable").empty


def test_a_year_may_be_a_number(catalogue: Catalogue) -> None:
    city = catalogue.city.name
    years = marts.coverage(city, "Kindertagesbetreuung", period="all")["period_end"].dt.year
    assert len(marts.coverage(city, "Kindertagesbetreuung", period=years.max())) == 1
    assert set(marts.read("mart_need", rank=1, is_latest=True)["rank"]) == {1}


def test_an_edition_is_read_by_month_version_or_path(warehouse: Warehouse) -> None:
    for edition in (EARLIER, EARLIER[:7], warehouse.publications / EARLIER / "sozialraum.duckdb"):
        assert marts.areas(edition=edition).attrs["publication"] == EARLIER
    assert marts.areas().attrs["publication"] == warehouse.current.resolve().name
    database = warehouse.publications / EARLIER / "sozialraum.duckdb"
    database.write_bytes(database.read_bytes()[:-1])
    with pytest.raises(PublicationError, match="is damaged"):
        marts.areas(edition=EARLIER)


def test_where_nothing_is_published_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(WAREHOUSE_VARIABLE, str(tmp_path))
    with pytest.raises(PublicationError, match="make refresh"):
        marts.need()


def test_no_lock_stays_behind(refreshed: Refreshed) -> None:
    marts.need("stadtraum:16")
    held = [path.resolve() for path in Path("/proc/self/fd").iterdir() if path.exists()]
    assert marts.database_of(None) not in held


def test_a_series_has_a_column_per_area_and_a_row_per_period(
    catalogue: Catalogue, area_names: dict[str, str]
) -> None:
    wanted = [area_names["stadtraum:16"], catalogue.city.name]
    found = marts.series("Arbeitslosenanteil", wanted)
    assert list(found.columns) == sorted(wanted)
    assert isinstance(found.index, pd.DatetimeIndex)
    assert found.index.is_monotonic_increasing
    with pytest.raises(MonitorError, match="choose one indicator"):
        marts.wide(marts.need("stadtraum:16"))


def test_words_stand_where_codes_stood() -> None:
    frame = marts.need(indicator="Kinderarmut")
    told = marts.in_words(frame)
    assert {"Gebiet", "Indikator", "Zeitraum", "Wert", "Bedarfsklasse"} <= set(told.columns)
    classes = dict(zip(frame["need_class"], told["Bedarfsklasse"], strict=True))
    assert classes[5] == "sehr hoch"
    assert classes[3] == "mittel"
    answers = marts.in_words(marts.need_coverage("stadtraum:16"))
    assert "nicht beurteilbar" in set(answers["Deckbarkeit"])
    assert "unter Stadtwert" in set(marts.in_words(marts.coverage())["Einordnung"])


def test_words_are_of_the_language_that_the_edition_speaks() -> None:
    frame = pd.DataFrame({"need_class": [5]})
    assert list(marts.in_words(frame)["Bedarfsklasse"]) == ["sehr hoch"]
    frame.attrs["language"] = "en"
    assert list(marts.in_words(frame)["Need class"]) == ["very high"]
    assert list(marts.in_words(frame, "de")) == ["Bedarfsklasse"]
    assert marts.areas().attrs["language"] == "de"


NOTEBOOK = json.loads((PROJECT / "docs" / "five_questions.ipynb").read_text("utf-8"))


def test_the_notebook_answers_five_questions() -> None:
    """Its cells are run in one namespace, as a kernel does; a kernel takes seconds to start."""
    known: dict[str, Any] = {}
    answers = []
    for cell in NOTEBOOK["cells"]:
        if cell["cell_type"] != "code":
            continue
        assert cell["outputs"] == []
        *before, last = ast.parse("".join(cell["source"])).body
        exec(compile(ast.Module(before, []), "notebook", "exec"), known)
        if isinstance(last, ast.Expr):
            answers.append(eval(compile(ast.Expression(last.value), "notebook", "eval"), known))
        else:
            exec(compile(ast.Module([last], []), "notebook", "exec"), known)
    assert len(answers) == 5
    assert all(isinstance(answer, pd.DataFrame) and len(answer) for answer in answers)
