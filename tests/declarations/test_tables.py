"""The tables that Python fills are what dbt knows as its sources, and say so in the database."""

from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from scipy.stats import norm

from sozialraum.base.project import PROJECT
from sozialraum.base.tables import Column, Table, tables_of
from sozialraum.declarations import Catalogue
from sozialraum.declarations.loading import load_catalogue
from sozialraum.declarations.tables import write_declarations
from sozialraum.ingest.raw import prepare_raw


def test_python_reads_the_sources_as_dbt_does(manifest: dict[str, Any]) -> None:
    known = {
        (source["source_name"], source["name"]): Table(
            source["description"],
            {
                column["name"]: Column(column["data_type"], column["description"])
                for column in source["columns"].values()
            },
        )
        for source in manifest["sources"].values()
    }
    schemas = {schema for schema, _ in known}
    assert known == {
        (schema, name): table for schema in schemas for name, table in tables_of(schema).items()
    }


def test_every_table_and_column_carries_its_description(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    with duckdb.connect(tmp_path / "build.duckdb") as connection:
        write_declarations(connection, catalogue, date(2024, 1, 1))
        prepare_raw(connection, catalogue.source_ids)
        comments = connection.execute(
            "select schema_name, table_name, column_name, data_type, comment "
            "from duckdb_columns() where not internal"
        ).fetchall()
    made = {(schema, table) for schema, table, *_ in comments}
    assert {("declared", name) for name in tables_of("declared")} < made
    assert set(comments) == {
        (schema, name, column, kind, description)
        for schema, name in made
        for column, (kind, description) in tables_of(schema)[name].columns.items()
    }


def test_a_layer_of_places_is_declared_in_a_line_that_messages_name(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    layer = catalogue.layers[-1]
    with duckdb.connect(tmp_path / "build.duckdb") as connection:
        write_declarations(connection, catalogue, date(2024, 1, 1))
        found = connection.execute(
            "select kind, place from declared.place where source_id = ?", [layer.id]
        ).fetchall()
    assert [kind for kind, _ in found] == ["source"]
    path, _, line = found[0][1].rpartition(":")
    said = (PROJECT / path).read_text("utf-8").splitlines()[int(line) - 1]
    assert said.strip() == f"- id: {layer.id}"


def test_joint_quantiles_are_those_of_the_normal_distribution(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    with duckdb.connect(tmp_path / "build.duckdb") as connection:
        write_declarations(connection, catalogue, date(2024, 1, 1))
        found = connection.execute("from declared.joint_quantile order by areas").fetchnumpy()
    expected = norm.isf((1 - 0.95 ** (1 / found["areas"])) / 2)
    assert expected[0] == pytest.approx(1.959963984540054, rel=1e-15)
    assert found["quantile"] == pytest.approx(expected, rel=1e-9)
    assert found["areas"][:2000].tolist() == list(range(1, 2001))
    # of 11,000 municipalities that of at most a hundredth more is taken
    assert (found["areas"][1:] <= 1.01 * found["areas"][:-1] + 1).all()
    assert found["areas"][-1] > 900_000


def test_a_measure_that_nobody_named_is_called_as_its_first_source(city_copy: Path) -> None:
    (city_copy / "measures.yaml").write_text(
        "measures: {deaths: {name: Tote, counts: Tote im Jahr}}\n", "utf-8"
    )
    with duckdb.connect() as connection:
        write_declarations(connection, load_catalogue(city_copy), date(2024, 1, 1))
        found = connection.execute(
            "select measure_id, name_de, unit, counts_de, is_named from declared.measure "
            "where measure_id in ('deaths', 'living_alone', 'rent') order by all"
        ).fetchall()
    assert found == [
        ("deaths", "Tote", "persons", "Tote im Jahr", True),
        (
            "living_alone",
            "Einpersonenhaushalte nach 5 Altersklassen und Geschlecht",
            "persons",
            None,
            False,
        ),
        (
            "rent",
            "Kommunale Bürgerumfrage – Wohnkosten: Grundmiete",
            "eur_per_m2",
            None,
            False,
        ),
    ]


def test_every_measure_of_the_city_is_named(catalogue: Catalogue) -> None:
    assert catalogue.measures.keys() == catalogue.measure_words.keys()


def test_each_table_of_a_yearly_series_is_told_with_its_year(catalogue: Catalogue) -> None:
    day = date(2024, 1, 1)
    with duckdb.connect() as connection:
        write_declarations(connection, catalogue, day)
        rows = connection.execute("select source_id, table_years from declared.source").fetchall()
    found = dict(rows)
    series = [source for source in catalogue.sources if source.first_year is not None]
    assert series
    assert not any(years for one, years in found.items() if one not in {s.id for s in series})
    for source in series:
        assert source.first_year is not None
        for year in range(source.first_year, day.year + 1):
            assert found[source.id][source.dataset_of(year)] == year


def test_files_of_tables_that_are_named_no_more_stand_in_until_others_have_come(
    catalogue: Catalogue,
) -> None:
    single = catalogue.source("labour_market")
    assert single.without_followed({"former"}) == {"former"}
    assert single.without_followed({"former", single.dataset}) == {single.dataset}
    # of a series year by year, whatever years all its ids have in them
    named = {"dataset": "people_1999ff_{year}", "first_year": 2020}
    series = single.model_copy(update=named | {"dataset_overrides": {2021: "other_2021_b"}})
    come = {f"people_1999ff_{year}" for year in (2020, 2021, 2022)}
    assert series.without_followed(come) == come
    assert series.without_followed({*come, "other_2021_b"}) == {
        "people_1999ff_2020",
        "people_1999ff_2022",
        "other_2021_b",
    }
    former = {"persons_1999ff_2020", "persons_1999ff_2021"}
    assert series.without_followed({*former, "people_1999ff_2020"}) == {
        "people_1999ff_2020", "persons_1999ff_2021",
    }  # fmt: skip
    assert series.without_followed({"undated", "people_1999ff_2020"}) == {"people_1999ff_2020"}
    # years before the first one are asked for no more
    earlier = {"people_1999ff_2018", "persons_1999ff_2019"}
    assert series.without_followed({*come, *earlier}) == come
    assert not series.names("people_1999ff_2018")


def test_only_what_is_counted_on_one_day_is_whole_before_its_period_has_ended(
    city_copy: Path,
) -> None:
    """Of the deaths of a year, those so far are a part."""
    path = city_copy / "sources.yaml"
    before, entry = path.read_text("utf-8").split("id: doctors\n")
    entry = entry.replace("period: {", "period: {by_reference_day: true, ", 1)
    path.write_text(f"{before}id: doctors\n{entry}", "utf-8")
    with duckdb.connect() as connection:
        write_declarations(connection, load_catalogue(city_copy), date(2024, 1, 1))
        found = dict(
            connection.execute(
                "select source_id, may_be_ahead from declared.source "
                "where source_id in ('doctors', 'deaths', 'survey_health')"
            ).fetchall()
        )
    assert found == {"doctors": True, "deaths": False, "survey_health": True}
