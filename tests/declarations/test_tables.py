"""The declared and raw tables are described, to analysts and to dbt in the same words."""

from datetime import date
from pathlib import Path

import duckdb
import pytest
import yaml

from sozialraum.base.project import PROJECT
from sozialraum.declarations import Catalogue
from sozialraum.declarations.schema import TABLES
from sozialraum.declarations.tables import write_declarations
from sozialraum.ingest.raw import LANDING, RETRIEVAL, prepare_raw

DESCRIBED = {
    **{f"declared.{name}": table for name, table in TABLES.items()},
    "raw.landing": LANDING,
    "raw.retrieval": RETRIEVAL,
}


@pytest.fixture(scope="module")
def known_to_dbt() -> dict[str, dict]:  # type: ignore[type-arg]
    path: Path = PROJECT / "dbt_project" / "models" / "sources.yml"
    return {
        f"{source['name']}.{table['name']}": table
        for source in yaml.safe_load(path.read_text("utf-8"))["sources"]
        for table in source["tables"]
    }


@pytest.mark.parametrize("name", DESCRIBED)
def test_dbt_knows_the_table_with_the_same_descriptions(
    known_to_dbt: dict[str, dict],
    name: str,  # type: ignore[type-arg]
) -> None:
    table, source = DESCRIBED[name], known_to_dbt[name]
    assert source["description"] == table.description
    assert {column["name"]: column["description"] for column in source["columns"]} == {
        column: description for column, (_, description) in table.columns.items()
    }


def test_every_table_and_column_carries_its_description(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    with duckdb.connect(tmp_path / "build.duckdb") as connection:
        write_declarations(connection, catalogue, date(2024, 1, 1))
        prepare_raw(connection, catalogue.source_ids)
        comments = connection.execute(
            "select schema_name || '.' || table_name, column_name, comment from duckdb_columns() "
            "where not internal and table_name not in ('cell', 'loaded')"
        ).fetchall()
    assert {(name, column, text) for name, column, text in comments} == {
        (name, column, description)
        for name, table in DESCRIBED.items()
        for column, (_, description) in table.columns.items()
    }
