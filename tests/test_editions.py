"""The months that are offered are those that can be made."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from dagster import materialize

from orchestration.defs.publication.assets import FORMS, publication_assets
from orchestration.defs.resources import RefreshResource
from orchestration.lib.editions import editions
from sozialraum.base.errors import MonitorError
from sozialraum.base.warehouse import WAREHOUSE_VARIABLE, Warehouse
from sozialraum.declarations import Catalogue
from sozialraum.ingest.landing import LandingStore, Retrieved
from sozialraum.ingest.refresh_day import today
from sozialraum.ingest.vintages import check_anything_known
from sozialraum.publication.edition import last_day


@pytest.fixture
def lived_since(tmp_path: Path, catalogue: Catalogue) -> Warehouse:
    """A warehouse whose first file was landed in August 2026."""
    warehouse = Warehouse(tmp_path / "warehouse")
    for name, moment in (
        ("B.csv", datetime(2026, 9, 3, tzinfo=UTC)),
        ("A.csv", datetime(2026, 8, 14, tzinfo=UTC)),
    ):
        LandingStore(warehouse.landing).land(
            catalogue.sources[0].id,
            Retrieved(name, name, b"a;b", retrieved_at=moment, licence="test"),
        )
    return warehouse


def test_the_first_month_offered_is_that_of_the_first_landing(
    lived_since: Warehouse, catalogue: Catalogue
) -> None:
    offered = editions(catalogue, lived_since)
    assert str(offered.first_day) == "2026-08-14"
    months = offered.months.get_partition_keys()
    assert months[:3] == ["2026-08", "2026-09", "2026-10"]
    store, bundled = LandingStore(lived_since.landing), catalogue.snapshot.retrieved_at
    check_anything_known(store, catalogue, last_day(months[0]), bundled)
    with pytest.raises(MonitorError, match="nothing was known yet"):
        check_anything_known(store, catalogue, last_day("2026-07"), bundled)


def test_the_last_month_offered_is_the_running_one(
    lived_since: Warehouse, catalogue: Catalogue
) -> None:
    newest = max(today(catalogue), catalogue.snapshot.retrieved_at.date())
    assert editions(catalogue, lived_since).months.get_last_partition_key() == f"{newest:%Y-%m}"


def test_an_empty_warehouse_offers_the_month_of_the_bundled_figures_or_of_today(
    tmp_path: Path, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = Warehouse(tmp_path)
    monkeypatch.setenv("SOZIALRAUM_SOURCE", "snapshot")
    bundled = catalogue.snapshot.retrieved_at
    assert editions(catalogue, empty).months.get_first_partition_key() == f"{bundled:%Y-%m}"
    monkeypatch.setenv("SOZIALRAUM_SOURCE", "live")
    assert editions(catalogue, empty).months.get_partition_keys() == [f"{today(catalogue):%Y-%m}"]


def test_a_record_that_cannot_be_read_offers_no_month(
    lived_since: Warehouse, catalogue: Catalogue
) -> None:
    (record,) = lived_since.landing.glob("*/A.csv/*Z-*.json")
    record.write_text("{")
    assert str(editions(catalogue, lived_since).first_day) == "2026-09-03"


def test_a_report_alone_is_not_made_of_the_marts_of_another_month(
    lived_since: Warehouse, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(WAREHOUSE_VARIABLE, str(lived_since.root))
    with lived_since.connect() as connection:
        connection.execute("CREATE SCHEMA declared")
        connection.execute("CREATE TABLE declared.city AS SELECT DATE '2026-09-03' AS as_of")
    result = materialize(
        publication_assets([], editions(catalogue, lived_since)),
        selection=[FORMS[0].key],
        partition_key="2026-08",
        resources={"refresh": RefreshResource(source="snapshot")},
        raise_on_error=False,
    )
    (failed,) = [one for one in result.all_events if one.is_step_failure]
    said = failed.step_failure_data.user_failure_data
    assert said is not None
    assert "made for 2026-09-03, not for 2026-08-31" in str(said.description)
