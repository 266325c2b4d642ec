"""Two pages never contradict each other: what they say of an area and theme is compared."""

from collections import defaultdict
from collections.abc import Callable, Iterator

import pytest

from sozialraum.report import ReportModel, report_model
from sozialraum.report.chapters.shapes import Claim, Section
from tests.conftest import Refreshed
from tests.report.conftest import Report
from tests.report.test_report_answers import MARTS


def claims(model: ReportModel) -> Iterator[tuple[str, Claim]]:
    """Everything that is said of areas in report, annex and information paper, and by whom."""
    waiting = [*model.sections, *model.annex, *([model.paper] if model.paper else [])]
    while waiting:
        section = waiting.pop(0)
        yield from ((section.anchor, one) for one in _of(section))
        waiting += section.sections


def _of(section: Section) -> Iterator[Claim]:
    yield from section.claims
    for block in section.blocks:
        if block.kind == "paragraph":
            yield from block.claims
        elif block.kind == "bullets":
            for item in block.items:
                yield from item.claims
        elif block.kind == "table":
            for row in block.rows:
                yield from row.claims


def contradictions(model: ReportModel) -> list[str]:
    said: dict[tuple[str, str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for place, one in claims(model):
        said[one.area_id, one.subject, one.aspect][one.says].add(place)
    return [
        f"{key}: " + "; ".join(f"{says} in {sorted(places)}" for says, places in found.items())
        for key, found in said.items()
        if len(found) > 1
    ]


@pytest.fixture(scope="module")
def model(refreshed: Refreshed) -> ReportModel:
    return report_model(refreshed.warehouse.current / "sozialraum.duckdb")


def test_no_two_pages_contradict_each_other(model: ReportModel) -> None:
    assert contradictions(model) == []


def test_the_same_is_said_in_several_places(model: ReportModel) -> None:
    """Else there is nothing to compare."""
    places: dict[Claim, set[str]] = defaultdict(set)
    for place, one in claims(model):
        places[one].add(place)
    aspects = {one.aspect for one, found in places.items() if len(found) > 1}
    assert aspects == {"need", "coverability", "urgency", "finding", "class"}


def test_a_contradiction_is_found(changed: Callable[..., Report]) -> None:
    """Where the marts hold two answers for one area and theme, two texts tell different ones."""
    twice = changed(
        MARTS,
        "insert into marts.mart_need_coverage by name select * replace ('covered' as coverability) "
        "from marts.mart_need_coverage where theme = 'work' and area_id = 'kiez:01'",
    )
    assert any("'kiez:01', 'work', 'coverability'" in one for one in contradictions(twice.model))
