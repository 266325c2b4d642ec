"""The sensor asks for a refresh when a file has come, once, and is off by default."""

from pathlib import Path

import pytest
from dagster import DefaultSensorStatus, RunRequest, SkipReason, build_sensor_context

from sozialraum.declarations import Catalogue
from sozialraum.ingest.landing import LandingStore
from sozialraum.ingest.office.dropbox import collect, look, office_sources
from sozialraum.warehouse import WAREHOUSE_VARIABLE


def test_a_new_file_asks_for_one_refresh(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, catalogue: Catalogue
) -> None:
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
    first = dropbox_sensor(build_sensor_context())
    second = dropbox_sensor(build_sensor_context())
    assert isinstance(first, RunRequest)
    assert isinstance(second, RunRequest)
    assert first.run_key == second.run_key
    assert first.tags["dropbox"] == f"{source.id}/TESTDATEN.csv"

    landings = LandingStore(tmp_path / "landing")
    list(collect(landings, look(tmp_path / "dropbox", source).deliveries))
    assert isinstance(dropbox_sensor(build_sensor_context()), SkipReason)
