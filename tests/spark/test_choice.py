"""Which engine makes the models, and what is said where it cannot."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from sozialraum.base.errors import MonitorError
from sozialraum.base.warehouse import Warehouse
from sozialraum.mending import mend
from sozialraum.spark.choice import chosen_engine, require_spark
from sozialraum_cli.app import app


def test_duckdb_makes_the_models_unless_spark_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOZIALRAUM_ENGINE", raising=False)
    assert chosen_engine() == "duckdb"
    monkeypatch.setenv("SOZIALRAUM_ENGINE", "spark")
    assert chosen_engine() == "spark"
    monkeypatch.setenv("SOZIALRAUM_ENGINE", "Spark3")
    with pytest.raises(MonitorError, match="SOZIALRAUM_ENGINE=Spark3: expected duckdb or spark"):
        chosen_engine()


def test_what_spark_lacks_is_named_with_the_way_to_get_it(tmp_path: Path) -> None:
    java = tmp_path / "bin" / "java"
    there = {"PATH": str(java.parent)}
    with pytest.raises(MonitorError, match=r"make refresh ENGINE=spark .*-spark\.lock"):
        require_spark(False, there)
    with pytest.raises(MonitorError, match=r"needs Java 17 or later, .* no java: apt-get install"):
        require_spark(True, there)
    java.parent.mkdir()
    java.touch(0o755)
    require_spark(True, there)
    require_spark(True, {"JAVA_HOME": str(tmp_path)})
    # as Spark does, which would not look further either
    with pytest.raises(MonitorError, match=r"there is no /nowhere/bin/java"):
        require_spark(True, there | {"JAVA_HOME": "/nowhere"})


def test_a_refresh_says_it_before_it_does_anything(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SOZIALRAUM_ENGINE", "spark")
    monkeypatch.setenv("SOZIALRAUM_WAREHOUSE", str(tmp_path))
    monkeypatch.setenv("JAVA_HOME", "/nowhere")
    done = CliRunner().invoke(app, ["refresh"])
    assert isinstance(done.exception, MonitorError)
    assert "SOZIALRAUM_ENGINE=spark needs" in str(done.exception)
    # as an alert may have been tried
    assert not (tmp_path / "landing").exists()
    assert not (tmp_path / "build.duckdb").exists()


def test_what_a_killed_spark_left_is_removed_by_the_next_refresh(tmp_path: Path) -> None:
    warehouse = Warehouse(tmp_path)
    (warehouse.spark / "tables" / "core.area").mkdir(parents=True)
    mend(warehouse)
    assert not warehouse.spark.exists()
