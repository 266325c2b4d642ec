"""Which engine makes the models, and what is said where it cannot."""

import pytest

from sozialraum.base.errors import MonitorError
from sozialraum.spark.choice import chosen_engine, require_spark


def test_duckdb_makes_the_models_unless_spark_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOZIALRAUM_ENGINE", raising=False)
    assert chosen_engine() == "duckdb"
    monkeypatch.setenv("SOZIALRAUM_ENGINE", "spark")
    assert chosen_engine() == "spark"
    monkeypatch.setenv("SOZIALRAUM_ENGINE", "Spark3")
    with pytest.raises(MonitorError, match="SOZIALRAUM_ENGINE=Spark3: expected duckdb or spark"):
        chosen_engine()


def test_what_spark_lacks_is_named_with_the_way_to_get_it() -> None:
    with pytest.raises(MonitorError, match=r"-r requirements-spark\.lock"):
        require_spark(False, "/usr/bin/java", {})
    with pytest.raises(MonitorError, match="needs Java 17 or later"):
        require_spark(True, None, {})
    require_spark(True, None, {"JAVA_HOME": "/opt/java"})
    require_spark(True, "/usr/bin/java", {})
