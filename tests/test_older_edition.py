"""A publication of an earlier version of this project stays, and says how one of today is made."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from sozialraum.base.errors import MonitorError
from sozialraum.explain import read_explanation
from sozialraum.trace import read_trace


@pytest.mark.parametrize(
    "read",
    [
        lambda database: read_trace(database, area="a", indicator="i"),
        lambda database: read_explanation(database, area="a", theme="t"),
    ],
    ids=["trace", "explain"],
)
def test_what_an_older_edition_lacks_is_had_by_making_its_month_again(
    read: Callable[[Path], object], tmp_path: Path
) -> None:
    for folder, way in (
        ("2026-10-31-aaaaaaaa", "sozialraum report --month 2026-10 makes its edition again"),
        ("copied", "sozialraum refresh makes one"),
    ):
        database = tmp_path / folder / "sozialraum.duckdb"
        database.parent.mkdir()
        duckdb.connect(database).close()
        with pytest.raises(MonitorError, match=rf"holds no marts\.\w+ .*as they are\. {way}"):
            read(database)
