"""A register that lost many of its published rows stops the publication, until that is meant."""

from pathlib import Path

import duckdb
import pytest

from sozialraum.base.tables import make_table
from sozialraum.declarations import Catalogue
from sozialraum.publication.store import Publication
from sozialraum.registers import CheckedRegister, check_register, known_areas
from sozialraum.registers.loss import check_loss
from sozialraum.words import Words
from tests.registers.conftest import bundled_rows, register_of, written

REGISTER = "study_findings"


@pytest.fixture
def published() -> Publication:
    landing = {
        "source_id": f"register_{REGISTER}",
        "landing_id": "published",
        "retrieved_at": "2026-11-22",
    }
    return Publication("2026-11-22-00000000", Path("nowhere"), {"landings": [landing]})


@pytest.fixture
def connection(catalogue: Catalogue) -> duckdb.DuckDBPyConnection:
    register = register_of(catalogue, REGISTER)
    found = duckdb.connect()
    found.execute("create schema raw")
    make_table(found, "raw.register_row")
    for number, row in enumerate(bundled_rows(catalogue, register), start=2):
        found.execute(
            "insert into raw.register_row by name select ? as source_id, "
            "'published' as landing_id, ? as row_number, ?::map(varchar, varchar) as texts",
            [register.source_id, number, dict(row)],
        )
    return found


def _checked(catalogue: Catalogue, kept: int) -> CheckedRegister:
    register = register_of(catalogue, REGISTER)
    content = written(bundled_rows(catalogue, register)[:kept]).encode()
    day = catalogue.snapshot.retrieved_at.date()
    return check_register(catalogue, register, content, known_areas(catalogue), day)


def test_a_register_that_was_cut_stops_the_publication(
    catalogue: Catalogue, connection: duckdb.DuckDBPyConnection, published: Publication
) -> None:
    total = len(bundled_rows(catalogue, register_of(catalogue, REGISTER)))
    found = check_loss(connection, _checked(catalogue, 19), published)
    assert not found.usable
    said = Words("de").say(found.errors[0].said)
    assert f"{total - 19} von {total} veröffentlichten Zeilen fehlen" in said
    assert "max_lost_share" in said


def test_few_lost_rows_and_a_first_publication_are_no_loss(
    catalogue: Catalogue, connection: duckdb.DuckDBPyConnection, published: Publication
) -> None:
    total = len(bundled_rows(catalogue, register_of(catalogue, REGISTER)))
    assert check_loss(connection, _checked(catalogue, total - 2), published).usable
    assert check_loss(connection, _checked(catalogue, 19), None).usable
    everything = Publication(published.version, published.folder, {"landings": []})
    assert check_loss(connection, _checked(catalogue, 19), everything).usable


def test_a_register_that_lost_all_of_a_kind_stops_the_publication(
    catalogue: Catalogue, connection: duckdb.DuckDBPyConnection, published: Publication
) -> None:
    """Fewer rows than it may lose, but every one about debt."""
    register = register_of(catalogue, REGISTER)
    rows = [row for row in bundled_rows(catalogue, register) if row["theme"] != "debt"]
    day = catalogue.snapshot.retrieved_at.date()
    checked = check_register(
        catalogue, register, written(rows).encode(), known_areas(catalogue), day
    )
    found = check_loss(connection, checked, published)
    assert not found.usable
    assert [Words("de").say(one.said) for one in found.errors] == [
        "study_findings.csv: alle 4 veröffentlichten Zeilen mit theme „debt“ fehlen. Ist die Datei "
        "beschädigt, die vorige wiederherstellen; ist der Verlust gewollt, theme aus kinds des "
        "Registers in registers.yaml nehmen, bis er veröffentlicht ist."
    ]
