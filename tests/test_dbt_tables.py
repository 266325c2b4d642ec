"""How dbt makes a table here (``materializations/table.sql``), in a project of one model."""

import shutil
from pathlib import Path

import pytest

from orchestration.lib import dbt_in_process
from sozialraum.base.warehouse import Warehouse

PROJECT = """
name: small
config-version: 2
profile: sozialraum
models:
  small: {+materialized: table, +schema: marts, +persist_docs: {relation: true, columns: true}}
"""
MODEL = """
models:
  - name: figures
    description: "What »we« don't say; $1 -- each"
    columns:
      - {name: Größe, description: "In m²; it's 'large'"}
"""


def test_a_table_takes_the_place_of_the_old_one_whole_with_its_comments_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = tmp_path / "project"
    (project / "models").mkdir(parents=True)
    (project / "macros").mkdir()
    for name in ("materializations/table.sql", "macros/schemas.sql"):
        shutil.copy(dbt_in_process.DBT_PROJECT / name, project / "macros")
    shutil.copy(dbt_in_process.DBT_PROJECT / "profiles.yml", project)
    (project / "dbt_project.yml").write_text(PROJECT, "utf-8")
    (project / "models" / "figures.yml").write_text(MODEL, "utf-8")
    model = project / "models" / "figures.sql"
    model.write_text("select 2 as größe -- the last line", "utf-8")
    monkeypatch.setattr(dbt_in_process, "DBT_PROJECT", project)
    warehouse = Warehouse(tmp_path / "warehouse")
    with warehouse.connect() as connection:
        connection.execute("create schema marts; create view marts.figures as select 1 as other")
    (made,) = dbt_in_process.build(warehouse)
    assert made.succeeded, made.message

    def found() -> tuple[object, ...]:
        with warehouse.connect() as connection:
            (values,) = connection.execute("from marts.figures").fetchall()
            tables = connection.execute("select table_name, comment from duckdb_tables()")
            columns = (
                tables.fetchall(),
                connection.execute(
                    "select column_name, comment from duckdb_columns() where schema_name = 'marts'"
                ),
            )
            return *values, *columns[0], *columns[1].fetchall()

    whole = (
        2,
        ("figures", "What »we« don't say; $1 -- each"),
        ("größe", "In m²; it's 'large'"),
    )
    assert found() == whole
    model.write_text("select error('no figure') as größe", "utf-8")
    (failed,) = dbt_in_process.build(warehouse)
    assert failed.status == "error"
    assert "no figure" in (failed.message or "")
    assert found() == whole
