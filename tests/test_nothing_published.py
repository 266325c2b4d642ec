"""Where nothing is published, it is said of which other cities something is."""

from pathlib import Path

from sozialraum.base.warehouse import Warehouse
from sozialraum_cli.terminal import nothing_published


def test_cities_beside_are_named(tmp_path: Path) -> None:
    warehouse = Warehouse(tmp_path)
    assert "Published are" not in nothing_published(warehouse)
    for city in ("second", "first", "unpublished"):
        (tmp_path / "cities" / city).mkdir(parents=True)
    for city in ("second", "first"):
        (tmp_path / "cities" / city / "publications").mkdir()
        (tmp_path / "cities" / city / "current").symlink_to("publications")
    assert "Published are: first, second (sozialraum --city …)" in nothing_published(warehouse)
