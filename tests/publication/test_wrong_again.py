"""A figure that proved wrong comes back, by whatever file."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from sozialraum.base.warehouse import Warehouse
from sozialraum.publication.errata import WrongFile, add_erratum, now_noted
from sozialraum.publication.store import Publication, PublicationStore
from sozialraum.publication.wrong_again import changes_to_tell, wrong_again

RIGHT = {"2022": "601", "2023": "1204"}
WRONG = {"2022": "601", "2023": "1402", "2025": "11,32"}


@pytest.fixture
def store(tmp_path: Path) -> PublicationStore:
    return PublicationStore(Warehouse(tmp_path))


def _publish(
    store: PublicationStore,
    landing: str,
    figures: Mapping[str, str],
    listed: str = "",
    source: str = "s",
    place: float = 13,
    street: str = "Weg 1",
) -> Publication:
    """The next month's, of one file: figures by period, and by name what is listed: each a service,
    a statement and a plan."""
    month = len(store.versions()) + 1
    part = store.open_version(f"2026-{month:02}-28-00000000")
    with duckdb.connect(part.database) as connection:
        connection.execute(
            "create schema lineage; create schema marts;"
            "create table lineage.source_cell (source_id varchar, landing_id varchar, "
            "value_text varchar, part_id varchar, measure_id varchar, breakdown varchar, "
            "period varchar, value double);"
            "create table marts.dim_service (source_id varchar, service_name varchar, "
            "street varchar, capacity double, longitude double, latitude double, "
            "service_type varchar, stated_area_id varchar, ended_on date);"
            "create table marts.mart_evidence as select * from (values "
            "('', '', 'families', 'city:c', 'up', 50, 59, 'extension', 'Es sind mehr.')) as row("
            "source_id, evidence_id, theme, area_id, direction, baseline_value, crisis_value, "
            "can_be_met_by, summary_de);"
            "create table marts.mart_plan_review as select * from (values "
            "('plan', '', 'families', 'city:c', 'social', 'Plan', date '2021-01-31', "
            "date '2027-12-31', 'no', null::varchar)) as row(row_kind, plan_id, theme, area_id, "
            "planning_field, plan_title, last_reviewed_on, period_until, adjusted, "
            "adjustment_summary)"
        )
        for period, text in figures.items():
            connection.execute(
                "insert into lineage.source_cell values ('s', ?, ?, 'city:c', 'm', '', ?, ?)",
                [landing, text, period, float(text.replace(",", "."))],
            )
        for name in listed.split():
            connection.execute(
                "insert into marts.dim_service "
                "values (?, ?, ?, 10, ?, 51, 'counselling', null, null)",
                [source, name, street, place],
            )
            connection.execute(
                "insert into marts.mart_evidence select * replace (? as source_id, "
                "? as evidence_id) from marts.mart_evidence limit 1",
                [source, name],
            )
            connection.execute(
                "insert into marts.mart_plan_review select * replace (? as plan_id) "
                "from marts.mart_plan_review limit 1",
                [name],
            )
    moment = f"2026-{month:02}-28T06:00:00+00:00"
    file = {"source_id": source, "dataset_id": "t", "landing_id": landing, "retrieved_at": moment}
    manifest = {"as_of": moment[:10], "published_at": moment, "landings": [file], "checks": []}
    return store.complete(store.opened(part.version), manifest)


def _mark(
    store: PublicationStore,
    wrong: Publication,
    landing: str = "wrong",
    source: str = "s",
    day: Publication | None = None,
) -> None:
    """Notes it on the day after its publication, or after that of another one."""
    file = WrongFile(source, "t", landing)
    published = (day or wrong).manifest
    assert published is not None
    on_the_next_day = datetime.fromisoformat(published["published_at"]) + timedelta(days=1)
    add_erratum(store, now_noted(wrong.version, "columns exchanged", on_the_next_day, [file]))


def _lines(store: PublicationStore, now: Publication, before: Publication) -> list[str]:
    return [one.line for one in wrong_again(store, now, before)]


@pytest.mark.parametrize(
    ("figures", "is_again"),
    [
        # under another label, in the table of another year, rounded
        ({"2022": "601", "2023": "1402"}, True),
        ({"2022": "601", "2023": "1402", "2024": "7"}, True),
        ({"2022": "601", "2023": "1204", "2025": "11,3"}, True),
        # mended, and what was right in the wrong file, too
        (RIGHT, False),
        ({"2022": "610", "2023": "1204", "2025": "11,4"}, False),
    ],
)
@pytest.mark.parametrize("between", [True, False])
def test_a_figure_of_a_wrong_file_that_is_published_again_is_told(
    store: PublicationStore, figures: dict[str, str], is_again: bool, between: bool
) -> None:
    _publish(store, "right", RIGHT)
    before = wrong = _publish(store, "wrong", WRONG)
    # a refresh between the erratum and the next file, or none
    if between:
        before = _publish(store, "right", RIGHT)
    now = _publish(store, "again", figures)
    assert _lines(store, now, before) == []
    _mark(store, wrong)
    told = _lines(store, now, before)
    assert [": 1, such as city:c 202" in line for line in told] == [True] * is_again
    # once it is told
    assert _lines(store, _publish(store, "again", figures), now) == []


def test_without_another_publication_all_of_the_wrong_file_is_told(
    store: PublicationStore,
) -> None:
    wrong = _publish(store, "wrong", {"2023": "1402"})
    now = _publish(store, "again", {"2023": "1402"})
    _mark(store, wrong)
    assert len(_lines(store, now, wrong)) == 1


@pytest.mark.parametrize(
    ("source", "kinds"),
    [
        ("register_services", ["services", "statements"]),
        ("register_plans", ["services", "statements", "plans"]),
    ],
)
def test_a_row_of_a_wrong_register_that_is_listed_again_is_told(
    store: PublicationStore, source: str, kinds: list[str]
) -> None:
    _publish(store, "right", {}, "A", source)
    wrong = _publish(store, "wrong", {}, "A B", source)
    now = _publish(store, "again", {}, "A B C", source)
    _mark(store, wrong, source=source)
    told = _lines(store, now, wrong)
    assert [": 1, such as B." in line for line in told] == [True] * len(kinds)
    for line, kind in zip(told, kinds, strict=True):
        assert f"{kind} are again as t (landing wrong) had them" in line
    mended = _publish(store, "mended", {}, "A C", source)
    assert _lines(store, mended, now) == []


def test_a_service_at_another_metre_is_the_same_and_one_that_is_missing_again_is_told(
    store: PublicationStore,
) -> None:
    _publish(store, "right", {}, "A B", place=13.1)
    wrong = _publish(store, "wrong", {}, "A C", place=13.1)
    _mark(store, wrong)
    now = _publish(store, "again", {}, "A C D", place=13.1000001)
    told = [line for line in _lines(store, now, wrong) if "services" in line]
    assert [": 1, such as C." in told[0], ": 1, such as B." in told[1]] == [True, True]
    assert "missing again" in told[1]


def test_a_figure_that_proves_wrong_a_third_time_is_told(store: PublicationStore) -> None:
    _publish(store, "right", RIGHT)
    first = _publish(store, "wrong", {**RIGHT, "2023": "1402"})
    _mark(store, first)
    second = _publish(store, "again", {**RIGHT, "2023": "1402", "2024": "7"})
    assert len(_lines(store, second, first)) == 1
    # no refresh lies between the erratum and the next file
    _mark(store, second, "again")
    third = _publish(store, "third", {**RIGHT, "2023": "1402", "2024": "8"})
    assert [": 1, such as city:c 2023" in line for line in _lines(store, third, second)] == [True]


def test_an_erratum_of_an_older_edition_tells_what_a_newer_file_has_of_it(
    store: PublicationStore,
) -> None:
    _publish(store, "right", RIGHT)
    wrong = _publish(store, "wrong", WRONG)
    newer = _publish(store, "newer", {**WRONG, "2022": "610"})
    _mark(store, wrong, day=newer)
    now = _publish(store, "newer", {**WRONG, "2022": "610"})
    assert [": 2, such as city:c 2023" in line for line in _lines(store, now, newer)] == [True]
    # once it is told
    assert _lines(store, _publish(store, "newer", {**WRONG, "2022": "610"}), now) == []


def test_what_a_damaged_publication_cannot_tell_its_forerunner_does(
    store: PublicationStore,
) -> None:
    right = _publish(store, "right", RIGHT)
    wrong = _publish(store, "wrong", WRONG)
    _mark(store, wrong)
    before = _publish(store, "right", RIGHT)
    now = _publish(store, "again", WRONG)
    before.database.write_bytes(b"no database")
    told = [one.line for one in changes_to_tell(store, now, before)]
    assert told[0].startswith(f"{before.version}: which was current, is damaged")
    assert wrong.version in told[0]
    wrong.database.unlink()
    told = [one.line for one in changes_to_tell(store, now, before)]
    assert right.version in told[0]
    assert told[1].startswith(f"{wrong.version}: has an erratum")
    assert "unless a backup has it" in told[1]


def test_of_a_service_that_is_told_otherwise_what_was_wrong_is_told(
    store: PublicationStore,
) -> None:
    _publish(store, "right", {}, "A", street="Weg 1")
    wrong = _publish(store, "wrong", {}, "A", street="Weg 2")
    _mark(store, wrong)
    now = _publish(store, "again", {}, "A", street=" Weg  2", place=14)
    told = [line for line in _lines(store, now, wrong) if "services" in line]
    assert [": 1, such as A." in line for line in told] == [True]


def test_what_a_killed_run_published_and_did_not_tell_is_told_by_the_next(
    store: PublicationStore,
) -> None:
    _publish(store, "right", RIGHT)
    wrong = _publish(store, "wrong", WRONG)
    _mark(store, wrong)
    # the day after: a month later
    _publish(store, "again", WRONG)
    now = _publish(store, "other", WRONG)
    assert [": 2, such as city:c 2023" in line for line in _lines(store, now, wrong)] == [True]


def test_what_stands_in_for_a_rounded_figure_is_not_told(store: PublicationStore) -> None:
    _publish(store, "right", {"2025": "11,3"})
    wrong = _publish(store, "wrong", {"2025": "11,34"})
    _mark(store, wrong)
    assert _lines(store, _publish(store, "right", {"2025": "11,3"}), wrong) == []


def test_each_publication_with_a_wrong_figure_is_a_matter_of_its_own(
    store: PublicationStore,
) -> None:
    _publish(store, "right", RIGHT)
    first = _publish(store, "wrong", WRONG)
    _mark(store, first)
    second = _publish(store, "again", WRONG)
    _mark(store, second, "again")
    third = _publish(store, "third", WRONG)
    keys = [
        {one.key for one in changes_to_tell(store, now, before) if one.about == "s"}
        for now, before in ((second, first), (third, second))
    ]
    assert len(keys[0]) == len(keys[1]) == 1
    assert keys[0] != keys[1]


def test_what_cannot_be_compared_is_told_and_hides_nothing_else(store: PublicationStore) -> None:
    _publish(store, "right", RIGHT)
    damaged, wrong = _publish(store, "first", RIGHT), _publish(store, "wrong", WRONG)
    now = _publish(store, "again", {**RIGHT, "2023": "1402"})
    _mark(store, damaged, "first")
    _mark(store, wrong)
    for damage in (lambda path: path.write_bytes(b"no database"), Path.unlink):
        damage(damaged.database)
        told = _lines(store, now, wrong)
        assert [line.partition(":")[0] for line in told] == [damaged.version, "s"]
        assert "cannot be told" in told[0]
