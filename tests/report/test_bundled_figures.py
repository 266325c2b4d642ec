"""The title page says how many tables were taken from the copies beside the declarations."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from sozialraum.report.chapters.build import _bundled

DAY = datetime(2026, 11, 22, 8, tzinfo=UTC)


def _of(*are_bundled: bool) -> Any:
    landed = [
        SimpleNamespace(delivery="portal", landed_at=DAY + timedelta(days=n), is_bundled=one)
        for n, one in enumerate(are_bundled)
    ]
    return _bundled(SimpleNamespace(tables=SimpleNamespace(sources=landed)))  # type: ignore[arg-type]


def test_a_copy_that_took_another_ones_place_on_another_day_is_one_of_them() -> None:
    said = _of(True, True, True)
    assert (said.arguments["n"], said.arguments["total"]) == (3, 3)
    assert said.arguments["day"].value == (DAY + timedelta(days=2)).date()


def test_tables_that_were_asked_of_a_portal_are_none_of_them() -> None:
    assert _of(False, False, False) is None
    assert _of(True, False).arguments["n"] == 1
