"""What is said of a column is said once, and the types that are declared are those published."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from sozialraum.base.tables import MODELS
from sozialraum.base.yaml_file import read_yaml
from sozialraum.publication.published import published_column
from tests.conftest import Refreshed

REFERENCE = re.compile(r"{{ doc\('(\w+)'\) }}")
BLOCKS = dict(
    re.findall(
        r"{% docs (\w+) %}(.*?){% enddocs %}", (MODELS / "descriptions.md").read_text("utf-8"), re.S
    )
)


def _as_written() -> Iterator[str]:
    for path in MODELS.rglob("*.yml"):
        content = read_yaml(path)
        tables = [table for source in content.get("sources", ()) for table in source["tables"]]
        for table in [*content.get("models", ()), *tables]:
            yield from (column["description"] for column in table.get("columns", ()))


def test_a_description_that_recurs_is_a_doc_block() -> None:
    # a block stands here once, however often it is referred to
    texts = [text for text in _as_written() if not REFERENCE.fullmatch(text)] + [*BLOCKS.values()]
    repeated = [text for text, times in Counter(texts).items() if times > 1]
    assert repeated == [], "say it in descriptions.md and refer to it"


def test_every_doc_block_describes_a_column() -> None:
    assert {name for text in _as_written() for name in REFERENCE.findall(text)} == BLOCKS.keys()


def test_the_declared_columns_and_types_are_those_published(
    refreshed: Refreshed, manifest: dict[str, Any]
) -> None:
    published = refreshed.published_rows(
        "select schema_name, table_name, column_name, data_type from duckdb_columns() "
        "where not internal and (schema_name in ('marts', 'lineage') or table_name = 'reject') "
        # the views of one level are those of their tables
        "and table_name not in "
        "(select view_name from duckdb_views() where view_name <> 'trace_cell')"
    )
    declared = {
        (
            node["schema"],
            node["name"],
            column["name"],
            published_column(column["data_type"], "").kind,
        )
        for node in manifest["nodes"].values()
        if node["resource_type"] == "model"
        and (node["schema"] in ("marts", "lineage") or node["name"] == "reject")
        for column in node["columns"].values()
    }
    assert declared == set(published)
