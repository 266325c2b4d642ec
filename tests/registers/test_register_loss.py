"""A register that lost many of its published rows stops the publication, until that is meant; of an
id that is used again a warning tells."""

from pathlib import Path

import duckdb
import pytest

from sozialraum.base.tables import make_table
from sozialraum.declarations import Catalogue
from sozialraum.publication.store import Publication
from sozialraum.registers import CheckedRegister, check_register, known_areas
from sozialraum.registers.loss import check_loss, told_otherwise
from sozialraum.registers.problem import Problem
from sozialraum.words import Words
from tests.registers.conftest import bundled_rows, register_of, written

REGISTER = "study_findings"
REGISTERS = (REGISTER, "services")


@pytest.fixture
def published() -> Publication:
    landings = [
        {
            "source_id": f"register_{register}",
            "landing_id": "published",
            "retrieved_at": "2026-11-22",
        }
        for register in REGISTERS
    ]
    return Publication("2026-11-22-00000000", Path("nowhere"), {"landings": landings})


@pytest.fixture
def connection(catalogue: Catalogue) -> duckdb.DuckDBPyConnection:
    found = duckdb.connect()
    found.execute("create schema raw")
    make_table(found, "raw.register_row")
    for register in (register_of(catalogue, one) for one in REGISTERS):
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


@pytest.mark.parametrize(
    ("changes", "is_told"),
    [
        ({}, False),
        ({"service_name": "Kinderladen", "service_type": "day_care"}, True),
        ({"service_name": "Kinderladen", "sozialraum_code": "02"}, True),
        # a new name, a correction, a name that is spelt otherwise, an area that was not known
        ({"service_name": "Kinderladen"}, False),
        ({"sozialraum_code": "02"}, False),
        ({"service_name": "as before", "sozialraum_code": "02"}, False),
        ({"service_name": "Kinderladen", "sozialraum_code": ""}, False),
        # another id
        ({"service_id": "DDS999", "service_name": "Neu", "service_type": "day_care"}, False),
        # what is set aside replaces nothing
        ({"service_name": "Neu", "service_type": "day_care", "source_title": ""}, False),
    ],
)
def test_an_id_that_is_used_again_for_something_else_is_told(
    catalogue: Catalogue,
    connection: duckdb.DuckDBPyConnection,
    published: Publication,
    changes: dict[str, str],
    is_told: bool,
) -> None:
    register = register_of(catalogue, "services")
    rows = bundled_rows(catalogue, register)
    name = rows[1]["service_name"]
    if "sozialraum_code" in changes:
        rows[1]["stadtbezirk_code"] = ""
    rows[1] |= changes
    if changes.get("service_name") == "as before":
        rows[1]["service_name"] = name.upper().replace(" ", "  ")
    day = catalogue.snapshot.retrieved_at.date()
    checked = check_register(
        catalogue, register, written(rows).encode(), known_areas(catalogue), day
    )
    assert checked.usable
    told = [Words("de").say(one.said) for one in told_otherwise(connection, checked, published)]
    assert (
        told
        == [
            "services.csv, Zeile 3, Spalte service_id: „DDS002“: nannte in der Veröffentlichung "
            f"„{name}“ und nennt jetzt „Kinderladen“, mit anderer Art oder "
            "anderem Gebiet. Ist es etwas anderes, bekommt es eine neue Kennung, und die alte "
            "Zeile bleibt stehen; ist es berichtigt, ist nichts zu tun."
        ]
        * is_told
    )
    assert told_otherwise(connection, checked, None) == []


@pytest.mark.parametrize("how", ["sorted", "moved by a row"])
def test_a_column_that_was_moved_by_itself_is_told(
    catalogue: Catalogue, connection: duckdb.DuckDBPyConnection, published: Publication, how: str
) -> None:
    rows = bundled_rows(catalogue, register_of(catalogue, REGISTER))
    themes = [row["theme"] for row in rows]
    moved = sorted(themes) if how == "sorted" else themes[-1:] + themes[:-1]
    told = _moved(catalogue, connection, published, moved)
    changed = sum(one != other for one, other in zip(themes, moved, strict=True))
    assert [one.column for one in told] == ["theme"]
    assert f"{changed} von {len(rows)} veröffentlichten" in Words("de").say(told[0].said)


@pytest.mark.parametrize("length", [5, 4])
def test_a_cell_that_was_dragged_down_is_told(
    catalogue: Catalogue, connection: duckdb.DuckDBPyConnection, published: Publication, length: int
) -> None:
    rows = bundled_rows(catalogue, register_of(catalogue, "services"))
    years = [row["reference_year"] for row in rows]
    dragged = [*years[:3], *(str(2019 + number) for number in range(length)), *years[3 + length :]]
    told = _moved(catalogue, connection, published, dragged, "services", "reference_year")
    assert [one.column for one in told] == ["reference_year"] * (length == 5)
    if told:
        assert "In 5 Zeilen untereinander zählt" in Words("de").say(told[0].said)
    # more digits than Python makes a number of
    endless = ["1" * 4_500, "2" * 4_500, *years[2:]]
    assert _moved(catalogue, connection, published, endless, "services", "reference_year") == []
    # a new state of all is no series
    newest = ["2025"] * len(rows)
    assert _moved(catalogue, connection, published, newest, "services", "reference_year") == []


def test_a_new_state_of_a_column_is_no_move(
    catalogue: Catalogue, connection: duckdb.DuckDBPyConnection, published: Publication
) -> None:
    """Every theme of one kind has another one, a few rows exchange theirs."""
    rows = bundled_rows(catalogue, register_of(catalogue, REGISTER))
    themes = [row["theme"] for row in rows]
    first, other = themes[0], next(one for one in themes if one != themes[0])
    renamed = [other if one == first else one for one in themes]
    assert _moved(catalogue, connection, published, renamed) == []
    few = [*themes[1:3], themes[0], *themes[3:]]
    assert _moved(catalogue, connection, published, few) == []


def _moved(
    catalogue: Catalogue,
    connection: duckdb.DuckDBPyConnection,
    published: Publication,
    texts: list[str],
    register_id: str = REGISTER,
    column: str = "theme",
) -> list[Problem]:
    register = register_of(catalogue, register_id)
    rows = bundled_rows(catalogue, register)
    told = [row | {column: text} for row, text in zip(rows, texts, strict=True)]
    day = catalogue.snapshot.retrieved_at.date()
    areas = known_areas(catalogue)
    checked = check_register(catalogue, register, written(told).encode(), areas, day)
    return told_otherwise(connection, checked, published)
