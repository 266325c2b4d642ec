"""The sensor asks for a refresh when a file has come, once, and is off by default."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from dagster import DefaultSensorStatus, RunRequest, SkipReason, build_sensor_context

from sozialraum.base.warehouse import WAREHOUSE_VARIABLE
from sozialraum.declarations import Catalogue
from sozialraum.ingest.landing import LandingStore
from sozialraum.ingest.office.dropbox import land, look, office_sources
from sozialraum.publication.edition import month_of


def test_a_new_file_asks_for_one_refresh(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, catalogue: Catalogue
) -> None:
    from orchestration.definitions import defs
    from orchestration.defs.ingest.sensors import dropbox_sensor

    monkeypatch.setenv(WAREHOUSE_VARIABLE, str(tmp_path))
    assert dropbox_sensor.default_status == DefaultSensorStatus.STOPPED
    assert isinstance(dropbox_sensor(build_sensor_context()), SkipReason)

    source = office_sources(catalogue)[0]
    folder = tmp_path / "dropbox" / source.id
    folder.mkdir(parents=True)
    (folder / "~$TESTDATEN.csv").write_text("")
    (folder / "TESTDATEN.csv").write_text("a;b\n1;2\n")
    assert isinstance(dropbox_sensor(build_sensor_context()), SkipReason)

    (folder / "~$TESTDATEN.csv").unlink()
    zone = ZoneInfo(catalogue.city.timezone)
    today = max(datetime.now(zone), catalogue.snapshot.retrieved_at.astimezone(zone)).date()
    first = dropbox_sensor(build_sensor_context())
    second = dropbox_sensor(build_sensor_context())
    assert isinstance(first, RunRequest)
    assert isinstance(second, RunRequest)
    assert first.run_key == second.run_key
    # the month of the edition that the job's reports need
    assert first.partition_key == month_of(today)
    months = defs.resolve_job_def("refresh").partitions_def
    assert months is not None
    assert months.has_partition_key(first.partition_key)
    assert first.tags["dropbox"] == f"{source.id}/TESTDATEN.csv"

    landings = LandingStore(tmp_path / "landing")
    (delivery,) = look(tmp_path / "dropbox", source).deliveries
    land(landings, delivery, datetime.now(zone))
    assert isinstance(dropbox_sensor(build_sensor_context()), SkipReason)

    # what was corrected by a slip is delivered as it was before
    (folder / "TESTDATEN.csv").write_text("a;b\n1;3\n")
    (delivery,) = look(tmp_path / "dropbox", source).deliveries
    land(landings, delivery, datetime.now(zone))
    (folder / "TESTDATEN.csv").write_text("a;b\n1;2\n")
    again = dropbox_sensor(build_sensor_context())
    assert isinstance(again, RunRequest)
    assert again.run_key != first.run_key
