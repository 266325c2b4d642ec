"""A figure that proved wrong comes back, by whatever file."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from sozialraum.base.warehouse import Warehouse
from sozialraum.publication.errata import WrongFile, add_erratum, now_noted
from sozialraum.publication.store import Publication, PublicationStore
from sozialraum.publication.wrong_again import wrong_again

NOTED_AT = datetime(2026, 11, 25, tzinfo=UTC)
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
            "street varchar, capacity double, longitude double, latitude double);"
            "create table marts.mart_evidence as select * from (values "
            "('', '', 'families', 'city:c', 'up', 50, 59, 'extension', 'Es sind mehr.')) as row("
            "source_id, evidence_id, theme, area_id, direction, baseline_value, crisis_value, "
            "can_be_met_by, summary_de);"
            "create table marts.mart_plan_review as select * from (values "
            "('plan', '', 'families', 'city:c', 'social', 'Plan', date '2021-01-31', "
            "date '2027-12-31', 'no', null)) as row(row_kind, plan_id, theme, area_id, "
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
                "insert into marts.dim_service values (?, ?, 'Weg 1', 10, 13, 51)", [source, name]
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
    store: PublicationStore, wrong: Publication, landing: str = "wrong", source: str = "s"
) -> None:
    file = WrongFile(source, "t", landing)
    add_erratum(store, now_noted(wrong.version, "columns exchanged", NOTED_AT, [file]))


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
