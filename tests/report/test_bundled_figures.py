"""The title page says how many tables are of the day on which the project got its copies."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from sozialraum.report.chapters.build import _bundled

DAY = datetime(2026, 11, 22, 8, tzinfo=UTC)


def _of(*later: timedelta) -> Any:
    landed = [SimpleNamespace(delivery="portal", landed_at=DAY + one) for one in later]
    return _bundled(SimpleNamespace(tables=SimpleNamespace(sources=landed)))  # type: ignore[arg-type]


def test_a_copy_that_took_another_ones_place_the_same_day_counts_as_supplied() -> None:
    replaced = timedelta(microseconds=1)
    said = _of(replaced, replaced, timedelta())
    assert (said.arguments["n"], said.arguments["total"]) == (3, 3)


def test_tables_that_were_asked_of_a_portal_are_not_supplied() -> None:
    assert _of(*(timedelta(seconds=n) for n in range(3))) is None
