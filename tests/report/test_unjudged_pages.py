"""An area's page does not say that no need is high where no figure could say so."""

from types import SimpleNamespace
from typing import Any

import pytest

from sozialraum.report.chapters import focus, profile_findings, profiles
from sozialraum.report.chapters.main import area_page
from sozialraum.words import Words


def _facts(is_sure: bool | None) -> Any:
    """Facts of one indicator and one area; all that is not said is empty."""
    level = SimpleNamespace(area_level="ward", plural_de="wards")
    fact = SimpleNamespace(class_is_sure=is_sure, need_class=4, value=1.0)
    indicator = SimpleNamespace(is_need=True, native_level="ward", name_de="Score")
    return SimpleNamespace(
        tables=SimpleNamespace(priorities=[], need_coverage=[], indicators=[indicator]),
        sozialraum=level,
        crisis=None,
        latest=lambda one, at: {"ward:1": fact},
        published_at=lambda one, at: True,
        areas=lambda at: [SimpleNamespace(area_id="ward:1")],
        high_classes=lambda area, few, at: [4] if is_sure else [],
    )


@pytest.mark.parametrize(
    ("is_sure", "said"),
    [
        (None, "overview-nothing-stands-out"),
        (False, "area_page-high-figures"),
        (True, "area_page-high-figures"),
    ],
)
def test_a_page_without_margins_of_error_says_that_none_is_reliable(
    monkeypatch: pytest.MonkeyPatch, is_sure: bool | None, said: str
) -> None:
    monkeypatch.setattr(profile_findings, "in_short", lambda facts, area: [])
    monkeypatch.setattr(focus, "compares", lambda facts, level: True)
    told: Any = area_page._in_short(_facts(is_sure), SimpleNamespace(area_id="ward:1"))  # type: ignore[arg-type]
    assert told.id == said


@pytest.mark.parametrize(("is_sure", "judged"), [(None, 0), (False, 1), (True, 1)])
def test_no_high_needs_are_counted_where_no_class_can_be_sure(
    is_sure: bool | None, judged: int
) -> None:
    facts = _facts(is_sure)
    facts.areas = lambda level: [SimpleNamespace(area_id="ward:1")]
    (one,) = focus.counts(facts, facts.tables.indicators, facts.sozialraum)
    assert (one.total, one.judged) == (1, judged)


def test_an_area_without_a_class_that_can_be_sure_has_no_zero_among_its_high_needs() -> None:
    count: Any = focus.Count(SimpleNamespace(area_id="ward:1"), 0, 0, 4, 3)  # type: ignore[arg-type]
    cells = [profiles._high_cell(one) for one in (count, None)]
    assert [Words("en").say(one.text) for one in cells] == ["0 of 3", "cannot be judged"]
