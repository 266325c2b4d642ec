"""A parsed dbt project is used again only if it was made of the very files that there are, and is
what was made of them."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from orchestration.lib import dbt_in_process
from sozialraum.base.project import PROJECT
from sozialraum.base.warehouse import Warehouse


@pytest.fixture
def parsed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Warehouse:
    """A warehouse with a target that pretends to be parsed of a small project."""
    project = tmp_path / "project"
    (project / "models").mkdir(parents=True)
    for name in ("a.sql", "b.sql"):
        (project / "models" / name).write_text("select 1")
    warehouse = Warehouse(tmp_path / "warehouse")

    def parse(_: list[str], target: Warehouse) -> object:
        target.dbt_target.mkdir(parents=True, exist_ok=True)
        names = sorted(path.name for path in project.rglob("*.sql"))
        for name in dbt_in_process.PARSED:
            (target.dbt_target / name).write_text(" ".join(names))
        return object()

    monkeypatch.setattr(dbt_in_process, "DBT_PROJECT", project)
    monkeypatch.setattr(dbt_in_process, "_invoke", parse)
    dbt_in_process.manifest_path(warehouse)
    return warehouse


def _seen(warehouse: Warehouse) -> str:
    return dbt_in_process.manifest_path(warehouse).read_text()


def test_a_model_that_is_gone_is_parsed_away(parsed: Warehouse, tmp_path: Path) -> None:
    assert _seen(parsed) == "a.sql b.sql"
    (tmp_path / "project" / "models" / "b.sql").unlink()
    assert _seen(parsed) == "a.sql"


def test_a_target_that_was_copied_from_another_version_is_parsed_anew(
    parsed: Warehouse, tmp_path: Path
) -> None:
    """Its files are younger than all models, and still of another project."""
    (tmp_path / "project" / "models" / "a.sql").rename(tmp_path / "project" / "models" / "c.sql")
    moved = Warehouse(tmp_path / "restored")
    shutil.copytree(parsed.root, moved.root)
    assert _seen(moved) == "b.sql c.sql"


@pytest.mark.parametrize("damage", ["", "{", "a.sql"])
def test_a_damaged_manifest_is_made_again(parsed: Warehouse, damage: str) -> None:
    dbt_in_process.manifest_path(parsed).write_text(damage)
    assert _seen(parsed) == "a.sql b.sql"


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    """A warehouse with the target of a dbt project of one model."""
    folder = tmp_path_factory.mktemp("compiled")
    project = folder / "project"
    (project / "models").mkdir(parents=True)
    (project / "models" / "one.sql").write_text("select 100 as percent")
    for name in ("dbt_project.yml", "profiles.yml"):
        shutil.copy(PROJECT / "dbt_project" / name, project)
    warehouse = Warehouse(folder / "warehouse")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dbt_in_process, "DBT_PROJECT", project)
        assert _sql(warehouse) == "select 100 as percent"
        yield warehouse


def _sql(warehouse: Warehouse) -> str:
    dbt_in_process._parsed.clear()
    (sql,) = dbt_in_process.compiled_sql(warehouse).values()
    return sql


def test_what_a_shell_says_to_other_projects_of_dbt_is_not_heard(
    compiled: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    (compiled.dbt_target / dbt_in_process.COMPILED).unlink()
    for name, value in {"DBT_EMPTY": "true", "DBT_TARGET": "prod"}.items():
        monkeypatch.setenv(name, value)
    (dbt_in_process.DBT_PROJECT / "models" / "two.sql").write_text("select * from {{ ref('one') }}")
    dbt_in_process._parsed.clear()
    told = dbt_in_process.compiled_sql(compiled)
    (dbt_in_process.DBT_PROJECT / "models" / "two.sql").unlink()
    assert "limit 0" not in told["model.sozialraum.two"]


def test_what_was_compiled_when_dbt_was_asked_otherwise_is_compiled_anew(
    parsed: Warehouse, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked = dbt_in_process._fingerprint(parsed)
    (tmp_path / "otherwise.py").write_text("")
    monkeypatch.setattr(dbt_in_process, "__file__", str(tmp_path / "otherwise.py"))
    assert dbt_in_process._fingerprint(parsed) != asked


def test_a_figure_changed_in_the_compiled_sql_is_not_computed_with(compiled: Warehouse) -> None:
    kept = compiled.dbt_target / dbt_in_process.COMPILED
    kept.write_bytes(kept.read_bytes().replace(b"100", b"101"))
    assert _sql(compiled) == "select 100 as percent"


def test_a_figure_changed_in_the_parsed_project_is_not_computed_with(compiled: Warehouse) -> None:
    for name in dbt_in_process.PARSED:
        kept = compiled.dbt_target / name
        kept.write_bytes(kept.read_bytes().replace(b"100", b"101"))
        (compiled.dbt_target / dbt_in_process.COMPILED).unlink()
        assert _sql(compiled) == "select 100 as percent"


def test_what_was_compiled_is_used_again(
    compiled: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dbt_in_process, "_invoke", None)
    assert _sql(compiled) == "select 100 as percent"
