"""From an asset in the UI to where it is written."""

from pathlib import Path
from typing import Any

import pytest
from dagster import AssetKey, LocalFileCodeReference, UrlCodeReference

from orchestration.lib.code_references import CODE_VARIABLE, KEY, of_models, written_in
from sozialraum.base.project import PROJECT
from sozialraum.declarations import Catalogue


def _references(metadata: Any) -> list[LocalFileCodeReference]:
    found: list[LocalFileCodeReference] = metadata[KEY].code_references
    return found


def test_every_source_and_model_leads_to_files_and_lines_that_there_are() -> None:
    from orchestration.definitions import defs

    graph = defs.resolve_asset_graph()
    rooms = ("staging", "core", "assess", "marts", "statistics")
    made_by = [
        node
        for node in graph.asset_nodes
        if node.key.path[0] in rooms or (node.key.path[0] == "source" and node.check_keys)
    ]
    assert len(made_by) > 150
    for node in made_by:
        for one in _references(node.metadata):
            lines = Path(one.file_path).read_text("utf-8").splitlines()
            assert (one.line_number or 1) <= len(lines), (node.key, one)


def test_a_source_leads_to_its_entry_and_a_mart_to_model_suite_and_dictionary(
    catalogue: Catalogue,
) -> None:
    from orchestration.definitions import defs

    graph = defs.resolve_asset_graph()
    for source in catalogue.sources:
        entry = _references(graph.get(AssetKey(["source", source.id])).metadata)[0]
        line = Path(entry.file_path).read_text("utf-8").splitlines()[(entry.line_number or 0) - 1]
        assert source.id in line
    mart = _references(graph.get(AssetKey(["marts", "mart_need"])).metadata)
    assert [Path(one.file_path).relative_to(PROJECT).as_posix() for one in mart] == [
        "dbt_project/models/marts/mart_need.sql",
        "dbt_project/models/marts/mart_need.yml",
        "expectations/suites/mart_need.yaml",
        "docs/dictionary.md",
    ]
    heading = mart[-1].line_number
    assert heading is not None
    assert Path(mart[-1].file_path).read_text("utf-8").splitlines()[heading - 1] == "### mart_need"


def test_readers_elsewhere_are_led_to_the_repository_s_web_view(
    monkeypatch: pytest.MonkeyPatch,
    manifest: dict[str, Any],
    catalogue: Catalogue,
    tmp_path: Path,
) -> None:
    monkeypatch.setenv(CODE_VARIABLE, "https://code.example/monitor/blob/main/")
    areas = f"cities/{catalogue.city.id}/areas.yaml"
    (entry, outside) = written_in({"areas": f"{areas}:3", "rules": tmp_path / "x\ny.yaml"})[
        KEY
    ].code_references
    assert entry == UrlCodeReference(
        url=f"https://code.example/monitor/blob/main/{areas}#L3",
        label="areas",
    )
    assert outside.file_path == str(tmp_path / "x\ny.yaml")
    model = of_models(manifest)["model.sozialraum.mart_need"][KEY].code_references[0]
    assert model.url.endswith("/blob/main/dbt_project/models/marts/mart_need.sql")
