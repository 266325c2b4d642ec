"""A parsed dbt project is used again only if it was made of the very files that there are."""

import shutil
from pathlib import Path

import pytest

from orchestration.lib import dbt_in_process
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
        (target.dbt_target / "manifest.json").write_text(" ".join(names))
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
