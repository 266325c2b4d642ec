"""A figure that proved wrong comes back, by whatever file."""

from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from sozialraum.base.warehouse import Warehouse
from sozialraum.publication.errata import WrongFile, add_erratum, now_noted
from sozialraum.publication.store import PublicationStore
from sozialraum.publication.wrong_again import wrong_again
from tests.publication.test_store import publish

WRONG = WrongFile("s", "t", "wrong")


def _database(folder: Path, landing: str, figures: dict[str, str], services: str = "") -> Path:
    """Figures by period, of one landing; services by name."""
    path = folder / "sozialraum.duckdb"
    path.unlink(missing_ok=True)
    with duckdb.connect(path) as connection:
        connection.execute(
            "create schema lineage; create schema marts;"
            "create table lineage.source_cell (source_id varchar, landing_id varchar, "
            "value_text varchar, part_id varchar, measure_id varchar, breakdown varchar, "
            "period varchar, value double);"
            "create table marts.dim_service (source_id varchar, service_name varchar, "
            "street varchar, capacity double, longitude double, latitude double)"
        )
        for period, text in figures.items():
            connection.execute(
                "insert into lineage.source_cell values ('s', ?, ?, 'city:c', 'm', '', ?, ?)",
                [landing, text, period, float(text.replace(",", "."))],
            )
        for name in services.split():
            connection.execute(
                "insert into marts.dim_service values ('s', ?, 'Weg 1', 10, 13, 51)", [name]
            )
    return path


@pytest.mark.parametrize(
    ("now", "told"),
    [
        # under another label, in the table of another year, rounded
        ({"2022": "601", "2023": "1402"}, ": 1, such as city:c 202"),
        ({"2022": "601", "2023": "1402", "2024": "7"}, ": 1, such as city:c 202"),
        ({"2022": "601", "2023": "1204", "2025": "11,3"}, ": 1, such as city:c 202"),
        # mended, and what stays as it was published
        ({"2022": "601", "2023": "1204"}, None),
        ({"2022": "610", "2023": "1204", "2025": "11,4"}, None),
    ],
)
def test_a_figure_of_a_wrong_file_that_is_published_again_is_told(
    tmp_path: Path, now: dict[str, str], told: str | None
) -> None:
    store = PublicationStore(Warehouse(tmp_path))
    wrong = publish(store, "2026-10-31-00000000")
    _database(wrong.folder, "wrong", {"2022": "601", "2023": "1402", "2025": "11,32"}, "A B")
    (tmp_path / "before").mkdir()
    (tmp_path / "now").mkdir()
    before = _database(tmp_path / "before", "right", {"2022": "601", "2023": "1204"}, "A")
    database = _database(tmp_path / "now", "again", now, "A")
    assert wrong_again(store, database, before) == []
    noted_at = datetime(2026, 11, 25, tzinfo=UTC)
    add_erratum(store, now_noted(wrong.version, "columns exchanged", noted_at, [WRONG]))
    found = [one.line for one in wrong_again(store, database, before)]
    assert [told is not None and told in line for line in found] == [True] * (told is not None)
    # once it is told
    assert wrong_again(store, database, database) == []


def test_a_service_of_a_wrong_register_that_is_listed_again_is_told(tmp_path: Path) -> None:
    store = PublicationStore(Warehouse(tmp_path))
    wrong = publish(store, "2026-10-31-00000000")
    _database(wrong.folder, "wrong", {}, "A B")
    paths = [tmp_path / name for name in ("before", "now")]
    for path in paths:
        path.mkdir()
    before, now = _database(paths[0], "right", {}, "A"), _database(paths[1], "x", {}, "A B C")
    noted_at = datetime(2026, 11, 25, tzinfo=UTC)
    add_erratum(store, now_noted(wrong.version, "B is closed", noted_at, [WRONG]))
    (told,) = wrong_again(store, now, before)
    assert "services are again as t (landing wrong) had them" in told.line
    assert ": 1, such as B." in told.line
