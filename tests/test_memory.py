"""DuckDB takes a share of what is free, and says so where that does not do."""

from pathlib import Path

import duckdb
import pytest

from orchestration.lib.dbt_build import execute
from sozialraum.base import memory
from sozialraum.base.errors import MonitorError, WarehouseError
from sozialraum.base.memory import free_megabytes, memory_limit
from sozialraum.base.warehouse import Warehouse


def _system(root: Path, files: dict[str, str]) -> Path:
    for name, content in {"proc/meminfo": "MemAvailable: 8192000 kB\n", **files}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content, "utf-8")
    return root


def test_what_is_free_is_the_machines_or_the_containers_whichever_is_less(tmp_path: Path) -> None:
    mb = 2**20
    assert free_megabytes(tmp_path / "other_system") is None
    assert free_megabytes(_system(tmp_path / "machine", {})) == 8000
    unified = {
        "proc/self/cgroup": "0::/a/b\n",
        "sys/fs/cgroup/a/b/memory.max": "max",
        "sys/fs/cgroup/a/b/memory.current": "7",
        "sys/fs/cgroup/a/memory.max": str(3000 * mb),
        "sys/fs/cgroup/a/memory.current": str(1000 * mb),
        # read files are given back where memory is short
        "sys/fs/cgroup/a/memory.stat": f"anon 5\ninactive_file {400 * mb}\n",
    }
    assert free_megabytes(_system(tmp_path / "unified", unified)) == 2400
    older = {
        "proc/self/cgroup": "9:cpu:/x\n4:memory:/not/seen/inside\n0::/\n",
        "sys/fs/cgroup/memory/memory.limit_in_bytes": str(1000 * mb),
        "sys/fs/cgroup/memory/memory.usage_in_bytes": str(200 * mb),
    }
    assert free_megabytes(_system(tmp_path / "older", older)) == 800


def test_the_limit_is_a_share_of_what_is_free_unless_somebody_says_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv(memory.MEMORY_LIMIT_VARIABLE, raising=False)
    monkeypatch.setattr(memory, "free_megabytes", lambda: 10_000)
    memory._share_of_free.cache_clear()
    assert memory_limit() == "6000MB"
    monkeypatch.setattr(memory, "free_megabytes", lambda: 100)
    # what the process holds meanwhile changes nothing
    assert memory_limit() == "6000MB"
    memory._share_of_free.cache_clear()
    assert memory_limit() == "500MB"
    monkeypatch.setenv(memory.MEMORY_LIMIT_VARIABLE, "3GB")
    assert memory_limit() == "3GB"
    memory._share_of_free.cache_clear()


@pytest.mark.parametrize("said", ["4", "20MB", "much", "4 G", "-1GB"])
def test_what_is_no_size_is_told_with_the_variable(
    monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    monkeypatch.setenv(memory.MEMORY_LIMIT_VARIABLE, said)
    with pytest.raises(MonitorError, match=f"SOZIALRAUM_MEMORY_LIMIT={said} is no memory"):
        memory_limit()


def test_a_model_that_does_not_fit_is_named_and_leaves_the_table_before(tmp_path: Path) -> None:
    node = {
        "unique_id": "model.large", "resource_type": "model", "name": "large",
        "original_file_path": "models/large.sql", "relation_name": "large", "description": "",
        "columns": {}, "config": {"materialized": "table"},
        "depends_on": {"nodes": ["source.sozialraum.raw.read"]},
    }  # fmt: skip
    with duckdb.connect(tmp_path / "build.duckdb") as connection:
        connection.execute("CREATE TABLE large AS SELECT 1 AS as_it_was")
        connection.execute(
            "CREATE SCHEMA raw; "
            "CREATE TABLE raw.read AS SELECT i, repeat('x', 84) AS t FROM range(10000) AS all_(i)"
        )
        connection.execute("SET memory_limit = '20MB'; SET max_temp_directory_size = '0KB'")
        result = execute(connection, node, "SELECT list(i) FROM range(10000000) AS all_of_them(i)")
        assert result.status == "error"
        assert (result.message or "").startswith("model large (models/large.sql) does not fit")
        assert "SOZIALRAUM_MEMORY_LIMIT" in (result.message or "")
        # six times 10,000 rows of 100 bytes
        assert "it takes about 7 MB at once" in (result.message or "")
        assert connection.execute("FROM large").fetchall() == [(1,)]


def test_what_does_not_fit_elsewhere_is_told_as_well(tmp_path: Path) -> None:
    def draw() -> None:
        with Warehouse(tmp_path).connect() as connection:
            connection.execute("SET memory_limit = '20MB'; SET max_temp_directory_size = '0KB'")
            connection.execute("SELECT list(i) FROM range(10000000) AS all_of_them(i)")

    with pytest.raises(WarehouseError, match=r"does not fit.*SOZIALRAUM_MEMORY_LIMIT"):
        draw()
